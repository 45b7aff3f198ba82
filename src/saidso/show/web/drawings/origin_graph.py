"""Which document carries which origin, and which documents share their text: two columns with lines between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from saidso.link.origins import overlap
from saidso.nouns.document import Document
from saidso.show.matrix import Matrix, Quote

WIDTH = 1000
ROW = 40
"""Height of a line of the drawing: a name, and a date under it."""
DOCUMENTS, ORIGINS = 400, 660
"""Where the two columns stand."""
_TOP = 26
MOST = 80
"""Documents whose texts are compared pair by pair; more would take a reader's patience, and no drawing shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document: where it stands in the drawing, the first day it says anything, and the claims it carries."""

    document: Document
    number: int
    day: date | None
    y: float
    quotes: tuple[Quote, ...]
    origins: tuple[int, ...]
    through: tuple[str, ...]
    """Voices between publisher and origin: whom it had the words from."""
    copies: tuple[tuple[int, float, int], ...]
    """(number of another document, share of the shorter text, runs of three words in both)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An origin: its number, its name, the first day it was heard, and in which document then."""

    number: int
    name: str
    y: float
    earliest: date | None
    first: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A document that carries an origin, as an SVG path."""

    origin: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """Two documents that share text."""

    path: str
    x: float
    y: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The whole drawing."""

    papers: tuple[Paper, ...]
    origins: tuple[Origin, ...]
    lines: tuple[Line, ...]
    arcs: tuple[Arc, ...]
    height: float
    compared: bool
    """False where there are too many documents to compare their texts."""


def graph_of(matrix: Matrix) -> Graph:
    """The origins of one incident: documents by the day they speak, each joined to the origins it carries."""
    origin_of = matrix.numbers()
    held: dict[str, list[Quote]] = {}
    for quote in matrix.quotes:
        held.setdefault(quote.document.id, []).append(quote)
    ordered = sorted(held.values(), key=lambda own: (_day(own) or date.max, own[0].document.id))
    copies = _copies([own[0].document for own in ordered]) if len(ordered) <= MOST else {}
    papers = tuple(_paper(number, own, origin_of, copies) for number, own in enumerate(ordered, start=1))
    rows = max(len(papers), len(matrix.columns))
    origins = tuple(_origin(c.number, c.name, papers, rows / max(1, len(matrix.columns))) for c in matrix.columns)
    height = {each.number: each.y for each in origins}
    lines = tuple(Line(origin=o, path=_curve(paper.y, height[o])) for paper in papers for o in paper.origins)
    at = {paper.number: paper.y for paper in papers}
    arcs = tuple(_arc(at[one], at[other], share) for (one, other), (share, _) in copies.items())
    return Graph(papers=papers, origins=origins, lines=lines, arcs=arcs, height=_TOP + rows * ROW, compared=len(ordered) <= MOST)


def _day(own: Sequence[Quote]) -> date | None:
    return min((quote.claim.said_on for quote in own if quote.claim.said_on), default=None)


Copies = dict[tuple[int, int], tuple[float, int]]


def _copies(documents: Sequence[Document]) -> Copies:
    """Pairs of documents by number whose texts meet as much as two copies of one text must (rule 2 of origins)."""
    found: Copies = {}
    for (one, a), (other, b) in combinations(enumerate(documents, start=1), 2):
        if (met := overlap(a.text, b.text)) is not None:
            found[one, other] = met[1], met[0]
    return found


def _paper(number: int, own: Sequence[Quote], origin_of: dict[str, int], copies: Copies) -> Paper:
    return Paper(
        document=own[0].document,
        number=number,
        day=_day(own),
        y=_TOP + (number - 0.5) * ROW,
        quotes=tuple(own),
        origins=tuple(sorted({origin_of[quote.claim.id] for quote in own if quote.claim.id in origin_of})),
        through=tuple(dict.fromkeys(voice.resolved for quote in own for voice in quote.claim.chain[1:-1])),
        copies=tuple(_copies_of(number, copies)),
    )


def _copies_of(number: int, copies: Copies) -> Iterator[tuple[int, float, int]]:
    for (one, other), (share, shared) in copies.items():
        if number in (one, other):
            yield (other if number == one else one), share, shared


def _origin(number: int, name: str, papers: Sequence[Paper], pitch: float) -> Origin:
    carriers = [paper for paper in papers if number in paper.origins]
    first = min(carriers, key=lambda paper: (paper.day or date.max, paper.number), default=None)
    y = round(_TOP + (number - 0.5) * ROW * pitch, 1)
    return Origin(number=number, name=name, y=y, earliest=first.day if first else None, first=first.number if first else None)


def _curve(left: float, right: float) -> str:
    middle = (DOCUMENTS + ORIGINS) / 2
    return f"M{DOCUMENTS},{left:g}C{middle:g},{left:g} {middle:g},{right:g} {ORIGINS},{right:g}"


def _arc(one: float, other: float, share: float) -> Arc:
    """To the left of the documents, the further out the further apart they stand."""
    reach = min(100.0, 24 + abs(other - one) * 0.18)
    x = 110 - reach
    path = f"M110,{one:g}C{x:g},{one:g} {x:g},{other:g} 110,{other:g}"
    return Arc(path=path, x=round(110 - reach * 0.75, 1), y=(one + other) / 2, share=share)
