"""The ledger as a folder of Parquet files, one a table: for DuckDB, Polars, pandas, R and everything on Arrow.

A large ledger is written by several processes: each takes a share of the incidents (or of the documents) and writes parts, which
are then put together in the order of ids. Nobody ever holds more than a few thousand incidents.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidso.ledger.frames import Cells, arrow_part, arrow_schema, engine
from saidso.ledger.shares import Share
from saidso.ledger.tables import DOCUMENTS, TOLD, desk_of, document_cells, told_columns
from saidso.ledger.told_rows import rows_of
from saidso.link.spread import spread
from saidso.show.export.atomic import writing_folder
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.parquet_views import write_views
from saidso.show.export.tables import Guarded, about
from saidso.show.guard import Profile

if TYPE_CHECKING:
    from saidso.ledger import Ledger

_SHARES = {"incidents": 10_000, "documents": 50_000}
"""How many one process takes at a time: some seconds' work."""
_GUARDED = 500
"""The same past the guard, where a document takes far longer."""
_AT_ONCE = 1_000
"""Incidents, or documents, held as records at a time."""
_ROW_GROUP = 64_000
"""Rows of a row group: a reader that wants one incident skips the others, and columns still compress well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A share of a ledger to be written, as the part of this number."""

    of: str
    share: Share
    part: str


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
        tasks = [
            _Task(of=of, share=share, part=f"{number:06}")
            for of, size in _SHARES.items()
            for number, share in enumerate(ledger.shares(of, size if profile is Profile.INTERNAL else _GUARDED))
        ]
        counts: Counter[str] = Counter()
        embargo = Guarded(ledger, profile, options).embargoed  # looked for once, for all processes
        for counted in spread(lambda task: _write_share(ledger.path, parts, task, (profile, options, embargo)), tasks):
            counts.update(counted)
        said = {name: about(ledger, profile, name) for name in _tables()}
        for _ in spread(lambda name: _join(parts, folder, name, said[name]), sorted(_tables())):
            pass
        shutil.rmtree(parts)
        views = write_views(ledger, folder, profile, options) if options.views else {}
    return {name: counts[name] for name in _tables()} | views


def _tables() -> dict[str, dict[str, type]]:
    return {name: told_columns(name, marked=True) for name in TOLD} | {"documents": DOCUMENTS}


_Asked = tuple[Profile, ExportOptions, dict[str, str]]


def _write_share(ledger_file: Path, parts: Path, task: _Task, asked: _Asked) -> dict[str, int]:
    """Write one share, with a ledger of its own: a connection does not live in two processes."""
    from saidso.ledger import Ledger

    with Ledger.open_existing(ledger_file) as ledger:
        profile, options, embargo = asked
        view = Guarded(ledger, profile, options)
        batches = _documents(view, task.share) if task.of == "documents" else _told(view, task.share, embargo)
        writers: dict[str, Any] = {}
        counts: Counter[str] = Counter()
        try:
            for name, rows in batches:
                counts[name] += len(rows)
                if rows:
                    _write_part(writers, parts, name, rows, task.part)
        finally:
            for writer in writers.values():
                writer.close()
    return dict(counts)


def _told(view: Guarded, share: Share, embargo: dict[str, str]) -> Iterator[tuple[str, list[Cells]]]:
    """Rows of every table that follows from incidents, some thousand incidents at a time."""
    desk = desk_of(view, embargo)
    waiting = view.told(share)
    while some := list(islice(waiting, _AT_ONCE)):
        for name, (_, rows) in TOLD.items():
            yield name, rows_of(some, desk, rows)


def _documents(view: Guarded, share: Share) -> Iterator[tuple[str, list[Cells]]]:
    waiting = map(document_cells, view.documents_stored(share))
    while some := list(islice(waiting, _AT_ONCE)):
        yield "documents", some


def _write_part(writers: dict[str, Any], parts: Path, name: str, rows: Iterable[Cells], part: str) -> None:
    """Columns as they stand in memory: they are read once more, and then encoded."""
    import pyarrow as pa

    schema = arrow_schema(_tables()[name])
    if name not in writers:
        options = pa.ipc.IpcWriteOptions(emit_dictionary_deltas=True)
        writers[name] = pa.ipc.new_stream(parts / f"{name}.{part}", schema, options=options)
    writers[name].write_table(arrow_part(rows, schema))


def _join(parts: Path, folder: Path, name: str, metadata: dict[str, str]) -> None:
    """One file out of the parts of a table, in their order; an empty table has its columns all the same."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(_tables()[name], metadata)
    waiting: list[Any] = []
    with pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as writer:
        for part in sorted(parts.glob(f"{name}.*")):
            with pa.memory_map(str(part)) as file, pa.ipc.open_stream(file) as batches:
                for batch in batches:
                    waiting.append(batch)
                    if sum(map(len, waiting)) >= _ROW_GROUP:
                        writer.write_table(_as_one(pa, waiting, schema))
                        waiting = []
        if waiting:
            writer.write_table(_as_one(pa, waiting, schema))


def _as_one(pa: Any, batches: list[Any], schema: Any) -> Any:
    return pa.Table.from_batches(batches).unify_dictionaries().replace_schema_metadata(schema.metadata)
