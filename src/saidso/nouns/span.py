"""Where words stand, and the proof that they stand there."""

from __future__ import annotations

from dataclasses import dataclass

from saidso.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch ``[start, end)`` of a document's text, in code points.

    Written ``Span(3, 9)``: the one record with positional fields, for nobody mixes up a start and an end.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"a span must not be empty or negative, got [{self.start}, {self.end}). Please report this.")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that stand here in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact words for a value: which document, where in its text, and what stands there."""

    document_id: str
    span: Span
    quote: str

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:  # said in full: a ledger makes millions of these
            raise SpanError(
                f"{self.document_id} [{self.span.start}, {self.span.end}): the quote {self.quote[:40]!r} has "
                f"{len(self.quote)} code points, its span {len(self.span)}. Please report this."
            )

    @classmethod
    def cut(cls, document_id: str, text: str, span: Span) -> Evidence:
        """Evidence for ``span``, its quote cut from the document's ``text``.

        Raises:
            SpanError: the span runs past the end of the text.
        """
        if span.end > len(text):
            raise SpanError(f"{document_id}: span [{span.start}, {span.end}) ends after the text ({len(text)} code points).")
        return cls(document_id=document_id, span=span, quote=span.of(text))

    def proves(self, text: str) -> bool:
        """Whether the quote really is the text at its span."""
        return self.span.end <= len(text) and self.span.of(text) == self.quote
