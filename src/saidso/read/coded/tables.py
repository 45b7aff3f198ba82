"""Files of coded data -> rows as they came: CSV, JSON lines, a JSON list, Parquet; a row that cannot be read is named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from saidso.errors import ConfigError, ReadError
from saidso.read.coded.coded_row import RawRow
from saidso.read.options import MAX_BYTES
from saidso.read.rows import Lines, TableRow, is_broken, table_of
from saidso.read.sniff import HEAD, ZIP, decode, encoding_mark

Outcome = RawRow | ReadError
PARQUET = b"PAR1"


def raw_rows(path: Path) -> tuple[tuple[str, ...], Iterator[Outcome]]:
    """The column names (or keys of the first record) of a file, and its rows; a row that cannot be read is its error.

    Raises:
        ReadError: the file cannot be opened or is no table at all.
        ConfigError: it is Parquet, and the package that reads it is not installed.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise ReadError(f"{path}: cannot be opened ({error.strerror}). Check the name.", reason="unreadable") from error
    if head.startswith(PARQUET):
        return _parquet(path)
    if head.startswith(ZIP):
        message = f"{path}: a workbook or a ZIP archive. Save the table as CSV, or unpack the archive, and import that."
        raise ReadError(message, reason="unknown-format")
    first = head.decode(encoding_mark(head) or "utf-8", errors="replace").lstrip("\ufeff \t\r\n")[:1]
    if first == "[":
        return _json_list(path)
    if first == "{":
        return _json_object(path) if _is_one_object(path) else _json_lines(path)
    if not head.strip():
        raise ReadError(f"{path}: empty. Get it again.", reason="empty")
    return _csv(path, head)


def _csv(path: Path, head: bytes) -> tuple[tuple[str, ...], Iterator[Outcome]]:
    header, _ = table_of(Lines(head, BytesIO(), encoding_mark(head) or "utf-8", MAX_BYTES))
    names = tuple(name.strip() for name in header)
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ReadError(f"{path}, line 1: two columns are called {twice[0]!r}. Rename one of them.", reason="damaged")
    return names, _csv_rows(path, names)


def _csv_rows(path: Path, names: tuple[str, ...]) -> Iterator[Outcome]:
    """The rows, one at a time whatever the length of the file; where it cannot be read on, its last outcome says so."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        lines = Lines(head, file, encoding_mark(head) or "utf-8", MAX_BYTES)
        try:
            for number, row in enumerate(table_of(lines)[1], start=1):
                yield _csv_row(row, names, f"{path}, line {row.line}", f"{path}#row {number}")
        except ReadError as error:
            yield ReadError(f"{path}, line {lines.taken}: {error} Nothing after it was read.", reason=error.reason)


def _csv_row(row: TableRow, names: tuple[str, ...], where: str, source: str) -> Outcome:
    if isinstance(row.cells, ReadError):
        return ReadError(f"{where}: {row.cells}", reason=row.cells.reason)
    if any(is_broken(cell) for cell in row.cells):
        return ReadError(f"{where}: not UTF-8. Save the file as UTF-8 and import it again.", reason="wrong-encoding")
    if len(row.cells) != len(names):
        what = f"{len(row.cells)} cells under {len(names)} column names"
        return ReadError(f"{where}: {what}. Quote the cells that hold a delimiter.", reason="damaged")
    return RawRow(where=where, source=source, cells=dict(zip(names, row.cells, strict=True)), raw=row.raw)


def _json_lines(path: Path) -> tuple[tuple[str, ...], Iterator[Outcome]]:
    def found() -> Iterator[Outcome]:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                raw = line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf")
                if raw.strip():
                    yield _record(raw, f"{path}, line {number}", f"{path}#row {number}")

    first = next((one for one in found() if isinstance(one, RawRow)), None)
    return (tuple(first.cells) if first else ()), found()


def _json_list(path: Path) -> tuple[tuple[str, ...], Iterator[Outcome]]:
    """The records of a JSON list. A record has no bytes of its own there: they are its canonical JSON."""
    try:
        listed = json.loads(decode(path.read_bytes()))
    except ReadError as error:
        raise ReadError(f"{path}, {error}", reason=error.reason) from error
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{path}: not readable as JSON ({error}). Mend it and import it again.", reason="damaged") from error
    made = [
        _record(json.dumps(one, ensure_ascii=False, sort_keys=True).encode(), f"{path}, entry {n}", f"{path}#row {n}")
        for n, one in enumerate(listed, start=1)
    ]
    first = next((one for one in made if isinstance(one, RawRow)), None)
    return (tuple(first.cells) if first else ()), iter(made)


def _is_one_object(path: Path) -> bool:
    """Whether the file is one JSON object over several lines, and not one object a line."""
    with path.open("rb") as file:
        try:
            return not isinstance(json.loads(file.readline()), dict)
        except (ValueError, RecursionError):
            return True


def _json_object(path: Path) -> tuple[tuple[str, ...], Iterator[Outcome]]:
    raise ReadError(
        f"{path}: one JSON object over several lines. Write one record a line, or a list of records.", reason="unknown-format"
    )


def _parquet(path: Path) -> tuple[tuple[str, ...], Iterator[Outcome]]:
    """The rows of a Parquet file; their bytes are their canonical JSON."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise ConfigError(f"{path}: Parquet needs pyarrow. Install it: pip install 'saidso[export]'.") from error
    try:
        file = parquet.ParquetFile(path)
    except ArrowException as error:
        raise ReadError(f"{path}: not readable as Parquet ({error}). Get it again.", reason="damaged") from error

    def found() -> Iterator[Outcome]:
        number = 0
        for batch in file.iter_batches(batch_size=1000):
            for values in batch.to_pylist():
                number += 1
                raw = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str).encode()
                yield _record(raw, f"{path}, row {number}", f"{path}#row {number}")

    return tuple(file.schema_arrow.names), found()


def _record(raw: bytes, where: str, source: str) -> Outcome:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        return ReadError(f"{where}: not readable as JSON ({error}). Mend it and import the file again.", reason="damaged")
    if not isinstance(value, dict):
        return ReadError(f"{where}: not a JSON object. Write each record as {{...}}.", reason="damaged")
    return RawRow(where=where, source=source, cells=flat(value), raw=raw)


def flat(record: Mapping[str, Any]) -> dict[str, str]:
    """A JSON record as cells: numbers as written, lists with "; " between, what is nested as JSON, null as an empty cell."""
    return {str(key): _words(value) for key, value in record.items()}


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
        return "; ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
