"""The ledger as a folder of Parquet files, one a table: for DuckDB, Polars, pandas, R and everything on Arrow.

A large ledger is read by several processes: each takes a share of the incidents (or of the documents) and writes parts, which
this one puts together in the order of ids while the others go on. Nobody ever holds more than a few thousand incidents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidso.ledger.frames import Cells, arrow_part, arrow_schema, engine
from saidso.ledger.shares import WHOLE, Share
from saidso.ledger.tables import DOCUMENTS, TOLD, desk_of, document_cells, told_columns
from saidso.ledger.told_rows import Desk, rows_of
from saidso.show.embargo import Withheld
from saidso.show.export.asked import few
from saidso.show.export.atomic import writing_folder
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.parquet_beside import write_beside
from saidso.show.export.parquet_files import Files, plain_terms
from saidso.show.export.parquet_views import write_views
from saidso.show.export.several import in_processes
from saidso.show.export.tables import Guarded, about
from saidso.show.guard import Profile

if TYPE_CHECKING:
    from saidso.ledger import Ledger

_SHARES = {"incidents": 5_000, "documents": 25_000}
"""How many one process takes at a time: some seconds' work."""
_GUARDED = 500
"""The same past the guard, where a document takes far longer."""
_AT_ONCE = 1_000
"""Incidents, or documents, held as records at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A share of a ledger to be written, as the part of this number."""

    of: str
    share: Share
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What all processes are told."""

    ledger: Path
    parts: Path
    profile: Profile
    options: ExportOptions
    embargo: dict[str, str]
    """Looked for once, for all processes; so is what may not leave."""
    withheld: Withheld | None


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the folder ``path``; returns how many rows each table has.

    Raises:
        ExportError: pyarrow is not installed, or the folder cannot be written.
    """
    pa = engine("export parquet", "pyarrow", "use the format csv, which needs nothing")
    pa.array([""])  # its first array loads pandas where that is installed: once here, not in every process
    options = replace(options, now=options.now or datetime.now(UTC))  # one moment for all processes
    with writing_folder(path) as folder:
        parts = folder / "parts"
        parts.mkdir()
        view = Guarded(ledger, profile, options)
        asked = _Asked(
            ledger=ledger.path,
            parts=parts,
            profile=profile,
            options=options,
            embargo=view.embargoed,
            withheld=view.withheld,
        )
        counts: Counter[str] = Counter()
        with Files(folder, _schemas(ledger, profile)) as files:
            for written in in_processes(_write_share, _tasks(ledger, profile, options), asked, once=_Here):
                for name, (file, rows) in written.items():
                    counts[name] += rows
                    files.append(name, file)
        parts.rmdir()
        beside = write_beside(ledger, folder, profile, options)
        views = write_views(ledger, folder, profile, options) if options.views else {}
    return {name: counts[name] for name in _tables()} | beside | views


def _tasks(ledger: Ledger, profile: Profile, options: ExportOptions) -> list[_Task]:
    if few(options):
        return [_Task(of=of, share=WHOLE, part="000000") for of in _SHARES]
    return [
        _Task(of=of, share=share, part=f"{number:06}")
        for of, size in _SHARES.items()
        for number, share in enumerate(ledger.shares(of, size if profile is Profile.INTERNAL else _GUARDED))
    ]


def _tables() -> dict[str, dict[str, type]]:
    return {name: told_columns(name, marked=True) for name in TOLD} | {"documents": DOCUMENTS}


def _schemas(ledger: Ledger, profile: Profile) -> dict[str, Any]:
    return {name: arrow_schema(kinds, about(ledger, profile, name)) for name, kinds in _tables().items()}


class _Here:
    """What a process keeps from share to share: a ledger of its own, for a connection does not live in two processes."""

    def __init__(self, asked: _Asked) -> None:
        from saidso.ledger import Ledger

        self.asked = asked
        self._ledger = Ledger.open_existing(asked.ledger)
        self.view = Guarded(self._ledger, asked.profile, asked.options, withheld=asked.withheld)

    @cached_property
    def desk(self) -> Desk:
        """What people decided, looked up once for all shares."""
        return desk_of(self.view, self.asked.embargo)

    def close(self) -> None:
        """Give the ledger back."""
        self._ledger.close()


def _write_share(task: _Task, here: _Here) -> dict[str, tuple[Path, int]]:
    """Write one share: table -> file and its rows."""
    writers: dict[str, Any] = {}
    counts: Counter[str] = Counter()
    batches = _documents(here.view, task.share) if task.of == "documents" else _told(here, task.share)
    try:
        for name, rows in batches:
            counts[name] += len(rows)
            if rows:
                _write_part(writers, here.asked.parts / f"{name}.{task.part}", name, rows)
    finally:
        for writer in writers.values():
            writer.close()
    return {name: (here.asked.parts / f"{name}.{task.part}", counts[name]) for name in writers}


def _told(here: _Here, share: Share) -> Iterator[tuple[str, list[Cells]]]:
    """Rows of every table that follows from incidents, some thousand incidents at a time."""
    waiting = here.view.told(share)
    while some := list(islice(waiting, _AT_ONCE)):
        for name, (_, rows) in TOLD.items():
            yield name, rows_of(some, here.desk, rows)


def _documents(view: Guarded, share: Share) -> Iterator[tuple[str, list[Cells]]]:
    waiting = map(document_cells, view.documents_stored(share))
    while some := list(islice(waiting, _AT_ONCE)):
        yield "documents", some


def _write_part(writers: dict[str, Any], file: Path, name: str, rows: list[Cells]) -> None:
    """Columns much as they stand in memory: they are read once more, and then encoded."""
    import pyarrow as pa

    schema = plain_terms(arrow_schema(_tables()[name]))
    if name not in writers:
        writers[name] = pa.ipc.new_stream(file, schema, options=pa.ipc.IpcWriteOptions(compression="lz4"))
    writers[name].write_table(arrow_part(rows, schema))
