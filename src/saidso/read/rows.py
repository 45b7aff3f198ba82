"""CSV and JSONL: one document a row, columns mapped by name, however long the file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from saidso.errors import ReadError
from saidso.nouns.document import Known, Metadata, Provenance, Skip
from saidso.read.dates import read_date
from saidso.read.draft import Draft, lead_with
from saidso.read.options import COLUMNS, ReadOptions
from saidso.read.plain import pieces_of

DELIMITERS = ",\t;|"
"""Tried in this order; the first that finds most of our columns in the first line is taken."""


class Lines:
    """The lines of a file as text, remembering the bytes of those taken since ``row`` began; memory holds one row.

    UTF-8 bytes that are none come through as lone surrogates, so that one bad row does not hide the next.
    """

    def __init__(self, head: bytes, rest: BinaryIO, encoding: str, limit: int) -> None:
        self._head, self._rest, self._limit = head, rest, limit
        self._encoding = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, "utf-8")
        if head.startswith((b"\xfe\xff", b"\x00\x00\xfe\xff")):
            self._encoding = self._encoding.replace("le", "be")
        self.row = bytearray()
        self.taken = 0
        """Lines handed out so far."""
        self._lines = self._read()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines).removeprefix("\ufeff")
        self.taken += 1
        self.row += line.encode(self._encoding, errors="surrogateescape" if self._encoding == "utf-8" else "strict")
        if len(self.row) > self._limit:
            raise ReadError(
                f"longer than {self._limit} bytes: a quote or brace is open there. Close it, or raise max_bytes.",
                reason="too-large",
            )
        return line

    def take(self) -> bytes:
        """The bytes of the row that ends here, without its line end: a row appended below it must not change it."""
        raw = bytes(self.row)
        self.row.clear()
        ends = (end.encode(self._encoding) for end in ("\r\n", "\n", "\r"))
        return raw.removesuffix(next((end for end in ends if raw.endswith(end)), b""))

    def _read(self) -> Iterator[str]:
        if self._encoding != "utf-8":
            yield from self._read_wide()
            return
        for line in (self._head + self._rest.readline()).splitlines(keepends=True):
            yield line.decode("utf-8", errors="surrogateescape")
        while line := self._rest.readline(self._limit + 1):
            yield line.decode("utf-8", errors="surrogateescape")

    def _read_wide(self) -> Iterator[str]:
        """UTF-16 and UTF-32 tables (spreadsheets write them) are read whole: a line end cannot be seen in their bytes."""
        data = self._head + self._rest.read(self._limit)
        if self._rest.read(1):
            raise ReadError(f"a UTF-16 or UTF-32 table of more than {self._limit} bytes. Save it as UTF-8.", reason="too-large")
        try:
            text = data.decode(self._encoding)
        except UnicodeDecodeError as error:
            raise ReadError(
                f"byte {error.start} is not {self._encoding}. Save the table as UTF-8.", reason="wrong-encoding"
            ) from error
        yield from io.StringIO(text, newline="")


def read_rows(kind: str, lines: Lines, source: str, options: ReadOptions) -> Iterator[Draft | Skip]:
    """One draft a row, "path#row 12"; a bad row is a Skip of its own. Rows count from 1, the header of a CSV not included."""
    rows = _jsonl(lines) if kind == "jsonl" else _csv(lines, options)
    for number, (values, raw) in enumerate(rows, start=1):
        name = f"{source}#row {number}"
        try:
            if isinstance(values, ReadError):
                raise values
            yield _draft(values, raw, name, kind, options)
        except ReadError as error:
            yield Skip(source=name, reason=error.reason, message=f"{name}: {error}")


Row = tuple[Mapping[str, object] | ReadError, bytes]


def _jsonl(lines: Lines) -> Iterator[Row]:
    for line in lines:
        raw = lines.take()
        if line.strip():
            yield _object(line), raw


def _object(line: str) -> Mapping[str, object] | ReadError:
    if is_broken(line):
        return ReadError("not UTF-8. Save the file as UTF-8 and add it again.", reason="wrong-encoding")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return ReadError(f"not readable as JSON ({error}). Mend the row and add the file again.", reason="damaged")
    if not isinstance(value, dict):
        return ReadError("not a JSON object. Write each row as {...} and add the file again.", reason="damaged")
    return value


def is_broken(text: str) -> bool:
    """Whether a byte that is not UTF-8 came through."""
    return any("\udc80" <= sign <= "\udcff" for sign in text) if not text.isascii() else False


def _csv(lines: Lines, options: ReadOptions) -> Iterator[Row]:
    header, rows = table_of(lines)
    _require_text(header, options)
    for row in rows:
        yield _cells(header, row.cells), row.raw


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row of a CSV file: the line it begins in, its cells (or why they cannot be read), its bytes.

    The bytes are the header's and the row's own: a table of one row that can be read again.
    """

    line: int
    cells: list[str] | ReadError
    raw: bytes


def table_of(lines: Lines) -> tuple[list[str], Iterator[TableRow]]:
    """The column names of a CSV file, and its rows under them; empty rows are passed over."""
    first = next(lines, "")
    while first and not first.strip():
        lines.take()
        first = next(lines, "")
    header_bytes = bytes(lines.row)
    lines.take()
    delimiter = delimiter_of(first)
    return next(csv.reader([first], delimiter=delimiter), []), _rows_under(header_bytes, lines, delimiter)


def _rows_under(header: bytes, lines: Lines, delimiter: str) -> Iterator[TableRow]:
    reader = csv.reader(lines, delimiter=delimiter)
    line = lines.taken + 1
    while (cells := _next_cells(reader)) is not None:
        raw = header + lines.take()
        if cells != []:
            yield TableRow(line=line, cells=cells, raw=raw)
        line = lines.taken + 1


def _next_cells(reader: Iterator[list[str]]) -> list[str] | ReadError | None:
    """The next row's cells, an error in the row, or None at the end.

    Python's limit of 131,072 characters a cell is one for the whole process; it is lifted for this call and put back.
    """
    before = csv.field_size_limit(2**31 - 1)
    try:
        return next(reader, None)
    except csv.Error as error:
        return ReadError(f"not readable as CSV ({error}). Mend the row and add the file again.", reason="damaged")
    finally:
        csv.field_size_limit(before)


def _cells(header: list[str], cells: list[str] | ReadError) -> Mapping[str, object] | ReadError:
    if isinstance(cells, ReadError):
        return cells
    if any(is_broken(cell) for cell in cells):
        return ReadError("not UTF-8. Save the file as UTF-8 and add it again.", reason="wrong-encoding")
    if len(cells) > len(header):
        message = (
            f"{len(cells)} cells under {len(header)} column names. Quote the cells that hold a delimiter, and add the file again."
        )
        return ReadError(message, reason="damaged")
    return dict(zip(header, cells, strict=False))


def _require_text(header: list[str], options: ReadOptions) -> None:
    if "text" not in columns_of(header, options.columns):
        seen = ", ".join(name.strip() for name in header) or "none"
        known = ", ".join(COLUMNS["text"])
        message = f"no column holds the text (columns: {seen}). Name it with --columns text=NAME, or call it one of: {known}."
        raise ReadError(message, reason="unknown-format" if header else "empty")


def delimiter_of(line: str) -> str:
    """The delimiter of a table by its first line."""
    return max(DELIMITERS, key=lambda sign: (len(header_names(line, sign)), line.count(sign)))


def header_names(line: str, delimiter: str) -> frozenset[str]:
    """Which of our fields the columns in a header line hold."""
    try:
        header = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return frozenset()
    return frozenset(columns_of(header, {}))


def columns_of(names: list[str], given: Mapping[str, str]) -> dict[str, str]:
    """Field -> column: the user's choice, else the best known name that is there."""
    by_name = {_plain(name): name for name in reversed(names)}
    found = {field: by_name[_plain(column)] for field, column in given.items() if _plain(column) in by_name}
    for field, known in COLUMNS.items():
        here = next((by_name[name] for name in known if name in by_name), None)
        if here is not None and field not in given:
            found[field] = here
    return found


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _draft(values: Mapping[str, object], raw: bytes, source: str, kind: str, options: ReadOptions) -> Draft:
    names = [name for name in values if isinstance(name, str)]
    columns = columns_of(names, options.columns)
    if "text" not in columns:
        message = f"no column holds the text (columns: {', '.join(names)}). Name it with --columns text=NAME."
        raise ReadError(message, reason="unknown-format")
    cells = {field: words for field, column in columns.items() if (words := _words(values[column]))}
    if not cells.get("text", "").strip():
        raise ReadError(f"no text stands in the column {columns['text']!r}. Fill it, or leave the row out.", reason="empty")
    pieces = pieces_of(cells["text"])
    pieces = lead_with(cells.get("title"), pieces)
    return Draft(source=source, format=kind, raw=raw, pieces=pieces, metadata=_metadata(cells))


def _words(value: object) -> str:
    """A cell as words; a list of strings (paragraphs, authors) is joined, anything else says nothing."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n\n".join(value) if any(len(item) > 80 for item in value) else ", ".join(value)
    return value.strip() if isinstance(value, str) else ""


def _metadata(cells: Mapping[str, str]) -> Metadata:
    how = Provenance.GIVEN
    known = {field: Known(value=words, how=how) for field, words in cells.items() if field not in ("text", "published_on")}
    day = read_date(cells.get("published_on", ""))
    published = Known(value=day, how=how) if day else Known()
    return Metadata(**known, published_on=published)
