"""A row as a text: a line a cell, "column: words", so that every value of a claim has words to point at.

Coordinates are given to one decimal there, and geometries not at all: a row of somebody's own data may place a house, and
nothing that saidso shows is finer than a town. The row's bytes keep all.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saidso.errors import ReadError
from saidso.nouns.document import Document, Metadata, Paragraph
from saidso.nouns.span import Evidence, Span
from saidso.read.coded.coded_row import RawRow

DEGREES = frozenset({"latitude", "longitude", "lat", "lon", "lng", "long"})
GEOMETRIES = frozenset({"geom_wkt", "geom", "geometry", "wkt", "the_geom", "coordinates", "geolocation", "gps"})
_PART = re.compile(r"[^;]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of a row, and where in it each cell's line and words stand."""

    text: str
    lines: dict[str, Span]
    words: dict[str, Span]

    def across(self, columns: Iterable[str]) -> Span | None:
        """The stretch from the first to the last of these columns, which must follow each other; None where all are empty."""
        lines = [self.lines[column] for column in columns if column in self.lines]
        return Span(lines[0].start, lines[-1].end) if lines else None

    def name_of(self, column: str) -> Span:
        """Where the column's own name stands: the cue by which a voice is named there."""
        line = self.lines[column]
        return Span(line.start, self.words[column].start - 2)

    def listed(self, column: str) -> list[Span]:
        """The parts of a cell that lists several ("A; B"), each once."""
        if column not in self.words:
            return []
        cell = self.words[column]
        found: dict[str, Span] = {}
        for match in _PART.finditer(cell.of(self.text)):
            bare = match.group().strip(' \t\n"')
            if bare:
                at = cell.start + match.start() + match.group().index(bare)
                found.setdefault(bare.casefold(), Span(at, at + len(bare)))
        return list(found.values())


def sheet_of(row: RawRow, order: Sequence[str] = ()) -> Sheet:
    """The text of a row; columns of ``order`` come first and in that order, the others as they stand in the file."""
    columns = [*(column for column in order if column in row.cells), *(c for c in row.cells if c not in set(order))]
    parts: list[str] = []
    lines: dict[str, Span] = {}
    words: dict[str, Span] = {}
    at = 0
    for column in columns:
        shown = _shown(row, column)
        if not shown:
            continue
        start = at + len(column) + 2
        lines[column], words[column] = Span(at, start + len(shown)), Span(start, start + len(shown))
        parts.append(f"{column}: {shown}")
        at = start + len(shown) + 1
    if not parts:
        raise ReadError(f"{row.where}: every cell is empty. Fill it, or leave the row out.", reason="empty")
    return Sheet("\n".join(parts), lines, words)


def _shown(row: RawRow, column: str) -> str:
    plain = column.strip().lower()
    cell = row.get(column)
    if plain in GEOMETRIES or not cell:
        return ""
    if plain in DEGREES:
        return str(round(degrees(row, column) or 0.0, 1))
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def degrees(row: RawRow, column: str) -> float | None:
    """A cell as degrees of latitude or longitude; None where it is empty.

    Raises:
        ReadError: it is no number between -180 and 180.
    """
    cell = row.get(column)
    if not cell:
        return None
    try:
        found = float(cell.replace(",", "."))
    except ValueError:
        found = float("nan")
    if not -180 <= found <= 180:
        raise row.wrong(column, f"{cell[:40]!r} is no degree between -180 and 180. Write it as 36.9.")
    return found


def document_of(row: RawRow, sheet: Sheet, kind: str, metadata: Metadata) -> Document:
    """The document of a row: its id comes from the row's bytes, its text is the sheet, a paragraph a line."""
    digest = hashlib.sha256(row.raw).hexdigest()
    return Document(
        id=f"d{digest[:16]}",
        sha256=digest,
        text=sheet.text,
        source=row.source,
        format=kind,
        paragraphs=tuple(Paragraph(span=span) for span in sheet.lines.values()),
        metadata=metadata,
    )


def cells_of(document: Document) -> dict[str, str]:
    """Column to words of a document that ``document_of`` made: what a re-import is compared with."""
    lines = (paragraph.span.of(document.text).partition(": ") for paragraph in document.paragraphs)
    return {column: words for column, _, words in lines}


def cut(document: Document, span: Span) -> Evidence:
    """Evidence in a document."""
    return Evidence.cut(document.id, document.text, span)
