"""The files of a Parquet folder while parts come in: row groups of one size, whoever wrote the parts."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROW_GROUP = 64_000
"""Rows of a row group: a reader that wants one incident skips the others, and columns still compress well."""


class Files:
    """One open Parquet file a table; a table to which nothing comes has its columns all the same.

    Each row group has the same rows and the same dictionaries however the rows were parted, so equal ledgers give equal bytes.
    """

    def __init__(self, folder: Path, schemas: dict[str, Any]) -> None:
        import pyarrow.parquet as pq

        self._open = ExitStack()
        self._schemas = schemas
        self._writers = {
            name: self._open.enter_context(pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd"))
            for name, schema in schemas.items()
        }
        self._waiting: dict[str, list[Any]] = {name: [] for name in schemas}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._open:
            for name in self._schemas if error is None else ():
                if self._waiting[name]:
                    self._write(name, self._waiting[name])

    def append(self, name: str, part: Path) -> None:
        """Put the rows of a part behind those that are there, and delete the part."""
        import pyarrow as pa

        with pa.OSFile(str(part)) as file, pa.ipc.open_stream(file) as batches:
            for batch in batches:
                self._add(name, batch)
        part.unlink()

    def _add(self, name: str, batch: Any) -> None:
        waiting = self._waiting[name]
        while (room := ROW_GROUP - sum(map(len, waiting))) <= len(batch):
            self._write(name, [*waiting, batch.slice(0, room)])
            waiting.clear()
            batch = batch.slice(room)
        if len(batch):
            waiting.append(batch)

    def _write(self, name: str, batches: list[Any]) -> None:
        import pyarrow as pa

        table, schema = pa.Table.from_batches(batches).combine_chunks(), self._schemas[name]
        columns = [
            column.dictionary_encode() if pa.types.is_dictionary(field.type) else column
            for column, field in zip(table.columns, schema, strict=True)
        ]
        self._writers[name].write_table(pa.Table.from_arrays(columns, schema=schema), row_group_size=ROW_GROUP)


def plain_terms(schema: Any) -> Any:
    """The same columns with words of closed lists as plain text, as parts hold them."""
    import pyarrow as pa

    return pa.schema([(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type) for field in schema])
