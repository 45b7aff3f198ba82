"""Markdown: headings, quotations and lists as its signs mark them, the signs themselves taken out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from saidso.nouns.document import Block, Known, Metadata, Provenance
from saidso.read.clean import lines_of
from saidso.read.dates import read_date
from saidso.read.draft import Draft, Piece
from saidso.read.labels import begins_anew

HEADING = re.compile(r"^ {0,3}(?P<level>#{1,6})\s+(?P<words>.*?)\s*#*$")
UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})\s*$")
RULE = re.compile(r"^ {0,3}([-*_])(?:\s*\1){2,}\s*$")
FENCE = re.compile(r"^ {0,3}(```|~~~)")
QUOTE = re.compile(r"^ {0,3}> ?")
ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+\S")
FRONT_KEYS = {"title": "title", "author": "author", "publisher": "publisher", "source": "publisher", "site": "publisher"}
FRONT_KEYS |= {"lang": "language", "language": "language", "url": "url", "link": "url", "agency": "agency", "issuer": "issuer"}

INLINE = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"<(https?://[^>]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def read_markdown(text: str, raw: bytes, source: str) -> Draft:
    """The draft of a Markdown file; its front matter (between two lines of ``---``) gives metadata, marked "stated"."""
    lines = lines_of(text.removeprefix("\ufeff"))
    metadata, lines = _front_matter(lines)
    pieces = tuple(_pieces(lines))
    title = next((piece.text for piece in pieces if piece.block is Block.HEADING), None)
    if title and metadata.title.value is None:
        metadata = replace(metadata, title=Known(value=title, how=Provenance.STATED))
    return Draft(source=source, format="md", raw=raw, pieces=pieces, metadata=metadata)


def _front_matter(lines: list[str]) -> tuple[Metadata, list[str]]:
    if not lines or lines[0].strip() != "---" or "---" not in [line.strip() for line in lines[1:60]]:
        return Metadata(), lines
    end = next(number for number, line in enumerate(lines) if number and line.strip() == "---")
    known: dict[str, Known[str]] = {}
    published: Known[date] = Known()
    for line in lines[1:end]:
        key, _, value = line.partition(":")
        name, words = key.strip().lower(), value.strip().strip("\"'")
        if words and name in FRONT_KEYS:
            known.setdefault(FRONT_KEYS[name], Known(value=words, how=Provenance.STATED))
        elif name in ("date", "published", "published_on") and (day := read_date(words)):
            published = Known(value=day, how=Provenance.STATED)
    return Metadata(**known, published_on=published), lines[end + 1 :]


def _pieces(lines: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    block: list[str] = []
    for line in [*lines, ""]:
        heading = HEADING.match(line)
        breaks = not line.strip() or heading or RULE.match(line) or FENCE.match(line)
        if block and UNDERLINE.match(line) and not QUOTE.match(block[0]) and not ITEM.match(block[0]):
            pieces.append(_piece(" ".join(block), Block.HEADING))
            block = []
        elif breaks or ITEM.match(line) or _turns(block, line):
            pieces.extend(_of_block(block))
            block = [] if breaks else [line]
        else:
            block.append(line)
        if heading:
            pieces.append(_piece(heading["words"], Block.HEADING))
    return [piece for piece in pieces if piece.text.strip()]


def _turns(block: list[str], line: str) -> bool:
    """Whether a quotation begins or ends here, or a labelled turn begins."""
    return bool(block) and (bool(QUOTE.match(line)) != bool(QUOTE.match(block[-1])) or begins_anew(_plain(line.strip())))


def _of_block(block: list[str]) -> list[Piece]:
    if not block:
        return []
    if QUOTE.match(block[0]):
        inner = _pieces([QUOTE.sub("", line) for line in block])
        return [Piece(text=piece.text, block=Block.EMBEDDED) for piece in inner]
    return [_piece(" ".join(line.strip() for line in block), None)]


def _piece(text: str, block: Block | None) -> Piece:
    words = text.strip()
    strong = re.fullmatch(r"(\*\*|__)(?:(?!\1).)+\1", words) is not None
    return Piece(text=_plain(words), block=block, strong=strong)


def _plain(text: str) -> str:
    for pattern, words in INLINE:
        text = pattern.sub(words, text)
    return text
