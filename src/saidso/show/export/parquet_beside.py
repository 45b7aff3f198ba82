"""Tables of a Parquet folder beside those of incidents: what people decided, and how incidents changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from saidso.ledger.frames import FlatTable, arrow_schema
from saidso.show.export.options import ExportOptions
from saidso.show.export.tables import Guarded, about
from saidso.show.guard import Profile

if TYPE_CHECKING:
    from saidso.ledger import Ledger

BESIDE = ("judgements", "incident_changes")


def write_beside(ledger: Ledger, folder: Path, profile: Profile, options: ExportOptions) -> dict[str, int]:
    """Write a file a table into the folder; returns how many rows each has."""
    view = Guarded(ledger, profile, options)
    return {name: _write(view.table(name), folder, about(ledger, profile, name)) for name in BESIDE}


def _write(table: FlatTable, folder: Path, said: dict[str, str]) -> int:
    import pyarrow.parquet as pq

    rows = table.arrow().replace_schema_metadata(arrow_schema(table.columns, said).metadata)
    pq.write_table(rows, folder / f"{table.name}.parquet", compression="zstd")
    many: int = rows.num_rows
    return many
