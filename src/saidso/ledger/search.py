"""Lists of incidents: filtered, searched, sorted and counted without reading a payload.

What a reader outside the desk may search is a question of safety: a search that finds an incident by a private name tells
that the name stands there, however well the page hides it. So there are two sets of everything. The desk searches the words of
the documents; readers (``Audience.PUBLIC``) have only what passed the guard and was handed in by ``search_index.publish``:
lines, words, names, stances, counts. What was not handed in does not exist for them, so nothing that a reader cannot read
on a page can be found, counted or guessed at by searching.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Select,
    Table,
    and_,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    true,
)

from saidso.errors import ConfigError
from saidso.ledger import schema
from saidso.ledger.review_index import JUDGED, state_of
from saidso.ledger.search_index import Audience, ready
from saidso.ledger.search_words import fold, match_of
from saidso.nouns.claim import Stance
from saidso.nouns.judgement import ReviewState

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger

SORTS = ("disagreement", "newest", "origins", "toll", "claims")
REVIEWS = ("unreviewed", "partly reviewed", "reviewed", "disputed")
KINDS = ("numeric-disjoint", "numeric-overlap", "polarity", "exclusive", "granularity", "temporal-update",
         "same-origin-different-values", "population-mismatch")  # fmt: skip
"""The eight kinds of DESIGN.md section 3."""
MOST = 500
"""Rows of one page of a list; more is a job for an export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """What a list of incidents is asked for; a field left None or "" asks nothing.

    ``voice``, ``actor`` and ``place`` find names that hold these words side by side, the last one perhaps only begun.
    ``first_day`` to ``last_day`` meets incidents whose time may lie in it; an incident without a time lies in none.
    ``least_origins`` is asked of ``origins_lo``: "at least so many". ``kind`` is one of ``KINDS``, ``country`` two letters.
    ``turned``: in the other direction, the least first; what says nothing stands last both ways.

    Raises:
        ConfigError: a word that is none of the list it comes from, or a page that is none; the message says which there are.
    """

    text: str = ""
    first_day: date | None = None
    last_day: date | None = None
    country: str | None = None
    place: str = ""
    type: str | None = None
    actor: str = ""
    voice: str = ""
    stance: str | None = None
    kind: str | None = None
    least_origins: int = 0
    review: str | None = None
    sort: str = "disagreement"
    turned: bool = False
    page: int = 1
    size: int = 50

    def __post_init__(self) -> None:
        _one_of("sort", self.sort, SORTS)
        _one_of("review", self.review, REVIEWS)
        _one_of("kind", self.kind, KINDS)
        _one_of("stance", self.stance, tuple(stance.value for stance in Stance))
        if self.page < 1 or not 1 <= self.size <= MOST:
            raise ConfigError(f"page {self.page} of {self.size} rows: ask for page 1 or later, and 1 to {MOST} rows.")


def _one_of(field: str, word: str | None, words: tuple[str, ...]) -> None:
    if word is not None and word not in words:
        raise ConfigError(f"{field} {word!r} is not known. Choose one of: {', '.join(words)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """One incident in a list. ``toll`` is the highest number of people harmed that any claim says, in ``toll_slot``.

    ``kinds`` are how voices stand to each other in any slot, ``reviewed`` claims on which a decision stands out of ``claims``.
    """

    id: str
    type: str
    earliest: date | None
    latest: date | None
    place: str | None
    country: str | None
    claims: int
    documents: int
    origins_lo: int
    origins_hi: int
    contradictions: int
    kinds: tuple[str, ...]
    toll: int | None
    toll_slot: str | None
    reviewed: int
    review: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many of the incidents found have each value, the most frequent first."""

    types: tuple[tuple[str, int], ...] = ()
    countries: tuple[tuple[str, int], ...] = ()
    stances: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentList:
    """One page of a list, how many there are in all, and their facets."""

    asked: IncidentFilter
    rows: tuple[IncidentLine, ...]
    total: int
    facets: Facets

    @property
    def pages(self) -> int:
        """How many pages there are; one where nothing was found."""
        return max(1, -(-self.total // self.asked.size))


_LINES = {Audience.DESK: schema.incident_lines, Audience.PUBLIC: schema.incident_public}
_TERMS = schema.incident_terms
_HITS = Table("hits", MetaData(), Column("line", Integer, primary_key=True), prefixes=["TEMPORARY"])
"""The lines that were asked for; it ends with the transaction of the question."""


def incident_list(ledger: Ledger, asked: IncidentFilter, audience: Audience = Audience.DESK) -> IncidentList:
    """One page of the incidents asked for, with the counts of all of them. Hostile words are words to look for, no more.

    Use ``Audience.PUBLIC`` for everybody whose pages pass the guard; see the head of this file.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    ready(ledger.store)
    with ledger.store.reading() as connection:
        _keep_hits(connection, asked, audience)
        total = connection.scalar(select(func.count()).select_from(_HITS)) or 0
        lines = _LINES[audience]
        held = select(lines).join(_HITS, _HITS.c.line == lines.c.line)
        rows = tuple(_row(row) for row in connection.execute(_page(asked, audience, held)))
        return IncidentList(asked=asked, rows=rows, total=total, facets=_facets(connection, audience))


def incident_rows(ledger: Ledger, asked: IncidentFilter, audience: Audience = Audience.DESK) -> tuple[IncidentLine, ...]:
    """The rows of ``incident_list`` without the counts of all that was found: quicker where nobody reads these."""
    ready(ledger.store)
    lines = _LINES[audience]
    held = select(lines).where(*_conditions(asked, audience, lines.c))  # walked in its order, and only as far as the page
    with ledger.store.reading() as connection:
        return tuple(_row(row) for row in connection.execute(_page(asked, audience, held)))


def incident_ids(ledger: Ledger, asked: IncidentFilter, audience: Audience = Audience.DESK) -> frozenset[str]:
    """Ids of all incidents asked for, on whatever page: for an export of exactly this view."""
    ready(ledger.store)
    with ledger.store.reading() as connection:
        _keep_hits(connection, asked, audience)
        c = _LINES[audience].c
        rows = connection.execute(select(c.incident_id).join(_HITS, _HITS.c.line == c.line))
        return frozenset(row.incident_id for row in rows)


def lines_within(connection: Connection, asked: IncidentFilter, audience: Audience = Audience.DESK) -> Select[Any]:
    """The lines of all incidents asked for, to be used once in a query of this transaction."""
    _keep_hits(connection, asked, audience)
    return select(_HITS.c.line)


def lines_of(audience: Audience) -> Table:
    """The table of lines that this audience may see."""
    return _LINES[audience]


def names(ledger: Ledger, kind: str, begun: str = "", *, audience: Audience = Audience.DESK, most: int = 20) -> list[str]:
    """Names that a filter can be completed with: ``kind`` is "voice", "actor" or "place"; the most frequent first.

    Raises:
        ConfigError: there are no names of this kind.
    """
    _one_of("kind of name", kind, ("voice", "actor", "place"))
    ready(ledger.store)
    c = _TERMS.c
    rows = select(func.min(c.label).label("label")).where(c.kind == kind, c.audience == audience.value, _begins(begun))
    with ledger.store.reading() as connection:
        found = connection.execute(rows.group_by(c.term).order_by(func.count().desc(), c.term).limit(most))
        return [row.label for row in found]


def _keep_hits(connection: Connection, asked: IncidentFilter, audience: Audience) -> None:
    _HITS.create(connection)
    lines = _LINES[audience]
    rows = select(lines.c.line).where(*_conditions(asked, audience, lines.c))
    connection.execute(insert(_HITS).from_select(["line"], rows))


def _conditions(asked: IncidentFilter, audience: Audience, c: Any) -> Iterator[ColumnElement[bool]]:
    line = c.line
    if audience is Audience.PUBLIC:
        yield c.claims > 0  # else the guard has looked at it, and nothing of it may be shown
    if match := match_of(asked.text):
        found = text(f"SELECT rowid FROM {_FULL_TEXT[audience]} WHERE {_FULL_TEXT[audience]} MATCH :asked")
        yield line.in_(found.bindparams(asked=match).columns(line=Integer))
    if asked.first_day or asked.last_day:
        yield or_(c.earliest.is_not(None), c.latest.is_not(None))
    if asked.first_day:
        yield or_(c.latest.is_(None), c.latest >= asked.first_day.isoformat())
    if asked.last_day:
        yield or_(c.earliest.is_(None), c.earliest <= asked.last_day.isoformat())
    if asked.country:
        yield c.country == asked.country.upper()
    if asked.type:
        yield c.type == asked.type
    if asked.least_origins > 0:
        yield c.origins_lo >= asked.least_origins
    for kind, words in (("voice", asked.voice), ("actor", asked.actor), ("place", asked.place)):
        if fold(words):
            yield line.in_(_lines_with(kind, audience.value, _begins(words)))
    for kind, word in (("stance", asked.stance), ("kind", asked.kind)):
        if word:
            yield line.in_(_lines_with(kind, audience.value, _TERMS.c.term == word))
    if asked.review:
        yield _reviewed_as(asked.review, c)


_FULL_TEXT = dict(zip(Audience, schema.FULL_TEXT, strict=True))


def _lines_with(kind: str, audience: str, words: ColumnElement[bool]) -> Select[Any]:
    return select(_TERMS.c.line).where(_TERMS.c.kind == kind, _TERMS.c.audience == audience, words)


def _begins(words: str) -> ColumnElement[bool]:
    """The term holds these words side by side, the last perhaps only begun; a folded word holds no wildcard."""
    key = fold(words)
    return _TERMS.c.term.like(f"% {key}%") if key else true()


def _reviewed_as(state: str, lines: Any) -> ColumnElement[bool]:
    """What ``review_index.state_of`` says, asked of all lines at once."""
    claims, c = schema.claim_lines, schema.claim_lines.c
    line: ColumnElement[Any] = lines.line
    judged = select(c.line).where(c.review.in_(JUDGED))
    disputed = select(c.line).where(c.review == ReviewState.DISPUTED.value)
    many = select(func.count()).select_from(claims).where(c.line == line, c.review.in_(JUDGED)).scalar_subquery()
    if state == "disputed":
        return line.in_(disputed)
    if state == "unreviewed":
        return line.not_in(judged)
    whole = many >= lines.claims if state == "reviewed" else many < lines.claims
    return and_(line.in_(judged), line.not_in(disputed), whole)


def _page(asked: IncidentFilter, audience: Audience, held: Select[Any]) -> Select[Any]:
    """The rows of one page of ``held``, the lines asked for; decisions are looked up for these rows only, not for all before."""
    lines, claims = _LINES[audience], schema.claim_lines.c
    rows = held.order_by(*_order(asked, lines.c))
    page = rows.limit(asked.size).offset((asked.page - 1) * asked.size).subquery()
    many = select(func.count()).where(claims.line == page.c.line, claims.review.in_(JUDGED)).scalar_subquery()
    torn = exists().where(claims.line == page.c.line, claims.review == ReviewState.DISPUTED.value)
    return select(page, many.label("reviewed"), torn.label("disputed")).order_by(*_order(asked, page.c))


def _order(asked: IncidentFilter, c: Any) -> list[ColumnElement[Any]]:
    """Ties go to the lesser id, so that pages stay where they are."""
    sorts: dict[str, list[ColumnElement[Any]]] = {
        "disagreement": [c.contradictions, c.origins_hi, c.claims],
        "newest": [func.coalesce(c.latest, c.earliest)],
        "origins": [c.origins_lo, c.origins_hi],
        "toll": [c.toll],
        "claims": [c.claims],
    }
    by = [each.asc() if asked.turned else each.desc() for each in sorts[asked.sort]]
    # Only these two may say nothing; asked of the others, it would keep SQLite from walking their index.
    nulls = asked.sort in ("newest", "toll")
    return [*(each.nulls_last() for each in by), c.incident_id] if nulls else [*by, c.incident_id]


def _row(row: Any) -> IncidentLine:
    return IncidentLine(
        id=row.incident_id,
        type=row.type,
        earliest=row.earliest and date.fromisoformat(row.earliest),
        latest=row.latest and date.fromisoformat(row.latest),
        place=row.place,
        country=row.country,
        claims=row.claims,
        documents=row.documents,
        origins_lo=row.origins_lo,
        origins_hi=row.origins_hi,
        contradictions=row.contradictions,
        kinds=tuple(row.kinds.split()),
        toll=row.toll,
        toll_slot=row.toll_slot,
        reviewed=min(row.reviewed, row.claims),  # readers may not see every claim that was judged
        review=state_of(row.reviewed, row.claims, disputed=bool(row.disputed)),
    )


def _facets(connection: Connection, audience: Audience) -> Facets:
    lines = _LINES[audience]
    c = lines.c

    def counted(column: ColumnElement[Any], source: Any, *where: ColumnElement[bool]) -> tuple[tuple[str, int], ...]:
        rows = select(column.label("value"), func.count().label("many")).select_from(source).where(column.is_not(None), *where)
        rows = rows.group_by(column).order_by(func.count().desc(), column)
        return tuple((row.value, row.many) for row in connection.execute(rows))

    found = lines.join(_HITS, _HITS.c.line == c.line)
    terms, mine = _TERMS.join(_HITS, _HITS.c.line == _TERMS.c.line), _TERMS.c.audience == audience.value
    return Facets(
        types=counted(c.type, found),
        countries=counted(c.country, found),
        stances=counted(_TERMS.c.term, terms, mine, _TERMS.c.kind == "stance"),
        kinds=counted(_TERMS.c.term, terms, mine, _TERMS.c.kind == "kind"),
    )
