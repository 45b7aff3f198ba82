"""Tables of a Parquet folder beside those of incidents: what people decided, and how incidents changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from saidso.ledger.frames import FlatTable, arrow_schema
from saidso.nouns.judgement import Judgement
from saidso.show.export.options import ExportOptions
from saidso.show.export.tables import Guarded, about
from saidso.show.guard import Profile

if TYPE_CHECKING:
    from saidso.ledger import Ledger

BESIDE = ("judgements", "incident_changes")


class Decided(Guarded):
    """The ledger past the guard, with only those decisions and changes that belong to what leaves."""

    def judgements_told(self) -> Iterator[tuple[Judgement, str | None]]:
        """Decisions on the documents asked for; none on one with a sentence under embargo: its words may tell it."""
        for judgement, later in super().judgements_told():
            documents = {evidence.document_id for evidence in judgement.on}
            if self._asked is not None and documents and documents.isdisjoint(self._asked):
                continue
            if self._open or documents.isdisjoint(self._guards.withheld.sentences):
                yield judgement, later

    def incident_changes(self) -> Iterator[tuple[str, str, str]]:
        """New, merged and split incidents, of those asked for."""
        changes = super().incident_changes()
        return changes if self._only is None else (each for each in changes if each[2] in self._only)


def write_beside(ledger: Ledger, folder: Path, profile: Profile, options: ExportOptions) -> dict[str, int]:
    """Write a file a table into the folder; returns how many rows each has."""
    view = Decided(ledger, profile, options)
    return {name: _write(view.table(name), folder, about(ledger, profile, name)) for name in BESIDE}


def _write(table: FlatTable, folder: Path, said: dict[str, str]) -> int:
    import pyarrow.parquet as pq

    rows = table.arrow().replace_schema_metadata(arrow_schema(table.columns, said).metadata)
    pq.write_table(rows, folder / f"{table.name}.parquet", compression="zstd")
    many: int = rows.num_rows
    return many
