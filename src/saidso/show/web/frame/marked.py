"""A text cut into pieces so that words of it can be marked: for quotes, and for a whole document beside its claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from saidso.nouns.claim import Claim
from saidso.nouns.document import Block, Document
from saidso.nouns.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words to mark: where they stand in the text, what they are ("trigger", "killed", "voice"), whose claim they belong to."""

    span: Span
    what: str
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with all marks that lie over it; none where it is plain."""

    words: str
    marks: tuple[Mark, ...] = ()
    first: bool = False
    """Whether a mark begins here, so that an anchor stands once."""

    @property
    def what(self) -> str:
        """What its marks are, as one list of words."""
        return " ".join(dict.fromkeys(mark.what for mark in self.marks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph in pieces. ``block`` is what it is in the layout, ``speaker`` who begins to speak here."""

    pieces: tuple[Piece, ...]
    block: Block = Block.TEXT
    speaker: str | None = None
    marked: bool = False


def pieces_of(text: str, marks: Iterable[Mark], within: Span | None = None) -> tuple[Piece, ...]:
    """``text`` (or the part ``within``) as pieces that joined give it back, letter for letter; marks may overlap.

    Args:
        text: the whole text that the marks point into, in code points.
        marks: in any order; what lies outside ``within`` is left out, what crosses its border is cut.
        within: the part wanted.
    """
    start, end = (within.start, within.end) if within else (0, len(text))
    here = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
    cuts = sorted({start, end, *(max(start, m.span.start) for m in here), *(min(end, m.span.end) for m in here)})
    found = []
    for left, right in pairwise(cuts):
        over = tuple(mark for mark in here if mark.span.start <= left and right <= mark.span.end)
        found.append(Piece(words=text[left:right], marks=over, first=any(mark.span.start == left for mark in over)))
    return tuple(found)


def passages_of(document: Document, marks: Sequence[Mark]) -> tuple[Passage, ...]:
    """A document paragraph by paragraph with its marks; text between paragraphs is blank and is left out.

    Its turns name their speaker where they begin.
    """
    speakers = {turn.span.start: turn.speaker.value for turn in document.turns}
    waiting = sorted(marks, key=lambda mark: mark.span.start)[::-1]
    open_marks: list[Mark] = []  # those that reach into this paragraph or a later one: a book has thousands in all
    found = []
    for paragraph in sorted(document.paragraphs, key=lambda each: each.span.start):
        while waiting and waiting[-1].span.start < paragraph.span.end:
            open_marks.append(waiting.pop())
        open_marks = [mark for mark in open_marks if mark.span.end > paragraph.span.start]
        pieces = pieces_of(document.text, open_marks, paragraph.span)
        inside = [start for start in speakers if paragraph.span.start <= start < paragraph.span.end]
        found.append(
            Passage(
                pieces=pieces,
                block=paragraph.block,
                speaker=speakers[inside[0]] if inside else None,
                marked=any(piece.marks for piece in pieces),
            )
        )
    return tuple(found)


def marks_of(claim: Claim) -> list[Mark]:
    """The words of a claim as marks in its document: its trigger, its voices, and each of its values by slot."""
    found = [Mark(span=claim.trigger.span, what="trigger", claim=claim.id)]
    for voice in claim.chain:
        found += [Mark(span=e.span, what="voice", claim=claim.id) for e in (voice.evidence, voice.named_at) if e]
        found += [Mark(span=voice.cue.span, what="cue", claim=claim.id)] if voice.cue else []
    return found + [Mark(span=value.evidence.span, what=f"slot {value.slot}", claim=claim.id) for value in claim.values]
