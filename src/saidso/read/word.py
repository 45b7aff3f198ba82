"""DOCX: paragraphs, lists and tables in the order of the page, with the numbers that Word shows and does not store."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from saidso.errors import ReadError
from saidso.nouns.document import Block, Metadata
from saidso.read.draft import Draft, Piece
from saidso.read.pdf import DAMAGE, JUNK_AUTHOR, JUNK_TITLE, stated

SWELL = 20
"""How many times the limit a file may unpack to: real documents reach 10, a bomb made to fill a memory starts at 1,000."""

QUOTES = ("Quote", "Intense Quote", "Block Text")


def read_docx(data: bytes, source: str, max_bytes: int) -> Draft:
    """The draft of a Word document; title and author are those of its properties, marked "stated".

    Raises:
        ReadError: "damaged", or "too-large" once unpacked.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > SWELL * max_bytes:
            raise ReadError(f"unpacks to {size} bytes, more than any document. Check what it is.", reason="too-large")
        document = docx.Document(io.BytesIO(data))
        pieces = tuple(_pieces(document, _Numbers(document)))
        properties = document.core_properties
        title, author = properties.title, properties.author
    except (*DAMAGE, OpcError, etree.LxmlError, zipfile.BadZipFile) as error:
        message = f"a DOCX that is cut off or damaged ({type(error).__name__}: {error}). Get it again."
        raise ReadError(message, reason="damaged") from error
    metadata = Metadata(title=stated(title, JUNK_TITLE), author=stated(author, JUNK_AUTHOR))
    return Draft(source=source, format="docx", raw=data, pieces=pieces, metadata=metadata)


def _pieces(document: Any, numbers: _Numbers) -> Iterator[Piece]:
    from docx.table import Table

    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield Piece(text=" | ".join(filter(None, cells)))
        else:
            label = numbers.label_of(item)
            words = item.text.strip()
            if words:
                yield Piece(text=f"{label} {words}" if label else words, block=_block(item, label), strong=_is_strong(item))


def _block(paragraph: Any, label: str | None) -> Block | None:
    style = paragraph.style.name if paragraph.style is not None else ""
    if style.startswith("Heading") or style in ("Title", "Subtitle"):
        return Block.HEADING
    if style in QUOTES:
        return Block.EMBEDDED
    return Block.ITEM if label else None


def _is_strong(paragraph: Any) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


class _Numbers:
    """The list numbers of a document: Word stores the rule and counts while it draws, and so do we."""

    def __init__(self, document: Any) -> None:
        from docx.oxml.ns import qn

        self._qn = qn
        self._counts: dict[str, list[int]] = {}
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None)
        if part is not None:
            self._read(part.element)

    def _read(self, numbering: Any) -> None:
        abstract = {
            node.get(self._qn("w:abstractNumId")): self._levels_of(node) for node in numbering.findall(self._qn("w:abstractNum"))
        }
        for node in numbering.findall(self._qn("w:num")):
            refers = node.find(self._qn("w:abstractNumId")).get(self._qn("w:val"))
            self._levels[node.get(self._qn("w:numId"))] = abstract.get(refers, {})

    def _levels_of(self, node: Any) -> dict[int, tuple[str, str, int]]:
        levels = {}
        for level in node.findall(self._qn("w:lvl")):
            shape, words, start = (level.find(self._qn(f"w:{tag}")) for tag in ("numFmt", "lvlText", "start"))
            values = [one.get(self._qn("w:val")) if one is not None else None for one in (shape, words, start)]
            levels[int(level.get(self._qn("w:ilvl")))] = (values[0] or "decimal", values[1] or "", int(values[2] or 1))
        return levels

    def label_of(self, paragraph: Any) -> str | None:
        """The label Word prints before this paragraph, or None; counts it."""
        place = _place(paragraph)
        if place is None or place[1] not in self._levels.get(place[0], {}):
            return None
        number, level = place
        levels = self._levels[number]
        counts = self._counts.setdefault(number, [levels[depth][2] - 1 if depth in levels else 0 for depth in range(9)])
        counts[level] += 1
        for deeper in range(level + 1, 9):
            counts[deeper] = levels[deeper][2] - 1 if deeper in levels else 0
        shape, words, _ = levels[level]
        if shape == "bullet":
            return "•"
        for depth in range(level + 1):
            words = words.replace(f"%{depth + 1}", _figure(counts[depth], levels.get(depth, (shape,))[0]))
        return words.strip() or None


def _place(paragraph: Any) -> tuple[str, int] | None:
    """The list and the level of a paragraph, its own or its style's; None outside lists."""
    style = paragraph.style
    owners = [paragraph._p.pPr, *([style.element.pPr] if style is not None else [])]
    for properties in owners:
        listed = properties.numPr if properties is not None else None
        if listed is not None and listed.numId is not None:
            level = listed.ilvl.val if listed.ilvl is not None else 0
            return (str(listed.numId.val), level) if listed.numId.val else None
    return None


def _figure(count: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter if shape == "lowerLetter" else letter.upper()
    if shape in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman if shape == "upperRoman" else roman.lower()
    return str(count)


def _roman(count: int) -> str:
    words = ""
    for value, sign in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        words += sign * (count // value)
        count %= value
    return words
