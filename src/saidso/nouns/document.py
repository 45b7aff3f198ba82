"""What was read: a working copy of the text, its parts, and what is known of where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from saidso.errors import SpanError
from saidso.nouns.span import Span

T = TypeVar("T")


class Provenance(StrEnum):
    """How we came to know a piece of metadata. Nothing is ever invented: what is not known is ``unknown``."""

    STATED = "stated"
    """The document itself says so, in mark-up, dateline, byline or signature."""
    GIVEN = "given"
    """The user says so: a flag, a sidecar file, a column."""
    GUESSED = "guessed"
    """Inferred, and in need of a look: a host name, a date found in running text."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Generic[T]):
    """A piece of metadata with how we know it and, where it stands in the text, its span."""

    value: T | None = None
    how: Provenance = Provenance.UNKNOWN
    span: Span | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != (self.how is Provenance.UNKNOWN):
            raise SpanError(f"metadata {self.value!r} marked {self.how!r}: a value needs its provenance, no value is unknown.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Who published what and when; every field says how we know it."""

    publisher: Known[str] = field(default_factory=Known)
    issuer: Known[str] = field(default_factory=Known)
    """The body that issued a statement or communique (its signature, its "Statement of ..."); unknown for news."""
    title: Known[str] = field(default_factory=Known)
    author: Known[str] = field(default_factory=Known)
    published_on: Known[date] = field(default_factory=Known)
    language: Known[str] = field(default_factory=Known)
    agency: Known[str] = field(default_factory=Known)
    """A wire mark or agency credit: "(Reuters)", "Reporting by ..."; kept for origins."""
    url: Known[str] = field(default_factory=Known)


class Block(StrEnum):
    """What a paragraph is in the layout of the document."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    """A numbered or bulleted thesis or list item; ``Paragraph.number`` keeps its label."""
    QUESTION = "question"
    ANSWER = "answer"
    EMBEDDED = "embedded"
    """A letter, statement or block quotation reproduced inside the document."""
    BOILERPLATE = "boilerplate"
    """Navigation, sharing bars, copyright lines: kept in the text, never read for claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph. ``number`` is its label as written ("1.", "(a)"), or None."""

    span: Span
    block: Block = Block.TEXT
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One speaker's turn in an interview or briefing, found from the layout, not by the model.

    ``index`` counts from 1. ``asks`` is True for the interviewer's questions.
    ``speaker`` is the name as the document gives it; unknown when it does not.
    """

    index: int
    span: Span
    asks: bool
    speaker: Known[str] = field(default_factory=Known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document as read. ``text`` is the working copy that every span points into; the original bytes are kept by hash.

    ``id`` comes from content: "d" and the first 16 hex digits of ``sha256``, the digest of the raw bytes
    (of the row, for a row of JSONL or CSV). Reading a file twice therefore adds nothing.
    """

    id: str
    sha256: str
    text: str
    source: str
    """Where it was read from, as the user would find it again: a path, or "path#row 12"."""
    format: str
    paragraphs: tuple[Paragraph, ...]
    turns: tuple[Turn, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)

    def __post_init__(self) -> None:
        parts: tuple[Paragraph | Turn, ...] = (*self.paragraphs, *self.turns)
        for part in parts:
            if part.span.end > len(self.text):
                raise SpanError(f"{self.id}: a paragraph or turn ends at {part.span.end}, the text at {len(self.text)}.")

    def turn_at(self, offset: int) -> Turn | None:
        """The turn in which code point ``offset`` stands, or None outside every turn."""
        return next((turn for turn in self.turns if turn.span.start <= offset < turn.span.end), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """A file that was not read, with its reason: it becomes a row of the ledger, never a silent loss.

    ``reason`` is one of: unreadable, empty, encrypted, image-only, wrong-encoding, too-large, binary,
    unknown-format, damaged, duplicate, missing. ``message`` says what happened, where, and what to do now.
    ``sha256`` is the digest of the bytes where there were any to read.
    """

    source: str
    reason: str
    message: str
    sha256: str | None = None
