"""What a format hands over before the text is fixed: paragraphs as marked up, and what the mark-up says of their source."""

from __future__ import annotations

from dataclasses import dataclass, field

from saidso.nouns.document import Block, Metadata
from saidso.nouns.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paragraph before cleaning. ``block`` is what the mark-up calls it, None where it says nothing.

    ``strong`` marks a paragraph that is set in bold from end to end, as questions of an interview often are.
    """

    text: str
    block: Block | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One document as its format gives it: pieces in order, the metadata of its mark-up (no spans yet), its own bytes."""

    source: str
    format: str
    raw: bytes
    pieces: tuple[Piece, ...]
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One paragraph after cleaning: its words and where they stand. ``block`` is settled rule by rule, None until then."""

    span: Span
    text: str
    block: Block | None = None
    number: str | None = None
    strong: bool = False

    @property
    def words(self) -> int:
        """Number of words, split at white space."""
        return len(self.text.split())

    def at(self, start: int, end: int) -> Span:
        """The span in the document of ``self.text[start:end]``."""
        return Span(self.span.start + start, self.span.start + end)


def lead_with(title: str | None, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """``pieces`` under their title: a headline is part of what was published, wherever the format keeps it.

    Nothing is added where one of the first paragraphs already is that title.
    """
    if not title or any(_letters(title) == _letters(piece.text) for piece in pieces[:4]):
        return pieces
    return (Piece(text=title, block=Block.HEADING), *pieces)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
