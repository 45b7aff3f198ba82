"""Who speaks in a ledger: every voice by name, how it is spelt, how often, and when. Counts of incidents, never a score.

Names that fold alike ("The Defence Ministry", "defence ministry") are one voice. For ``Audience.PUBLIC`` only names are known
that passed the guard, as for search.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select

from saidso.errors import ConfigError, LedgerError
from saidso.ledger import schema
from saidso.ledger.extractions import read_claim
from saidso.ledger.search_index import Audience, ready
from saidso.ledger.search_words import fold
from saidso.ledger.store import PAGE
from saidso.nouns.claim import Claim

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger

SORTS = ("often", "name")
_T = schema.incident_terms.c
_LINES = {Audience.DESK: schema.incident_lines.c, Audience.PUBLIC: schema.incident_public.c}


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceAsked:
    """Which voices: names that hold ``begun`` (the last word perhaps only begun), without those that hold ``without``.

    ``without`` is a pattern of SQLite's GLOB over folded names: for readers, the pseudonyms that the guard gives to people.

    Raises:
        ConfigError: an order or a page that is none.
    """

    begun: str = ""
    audience: Audience = Audience.DESK
    without: str = ""
    sort: str = "often"
    page: int = 1
    size: int = 100

    def __post_init__(self) -> None:
        if self.sort not in SORTS or self.page < 1 or self.size < 1:
            orders = " or ".join(SORTS)
            raise ConfigError(f"{self.sort}, page {self.page}: order voices by {orders}, and ask for page 1 or later.")


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLine:
    """One voice in a list: ``key`` is its folded name, ``spellings`` how many ways of writing it there are."""

    key: str
    name: str
    incidents: int
    spellings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceList:
    """One page of the voices, and how many there are in all."""

    asked: VoiceAsked
    rows: tuple[VoiceLine, ...]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; one where nobody was found."""
        return max(1, -(-self.total // self.asked.size))


def voice_list(ledger: Ledger, asked: VoiceAsked) -> VoiceList:
    """One page of the voices asked for.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    ready(ledger.store)
    many = func.count().label("many")
    spelt = select(_T.term, _T.label, many).where(*_named(asked)).group_by(_T.term, _T.label).subquery()
    heard = func.sum(spelt.c.many).label("heard")
    # SQLite gives the label of the row that max() chose: how the voice is written most often.
    columns = (spelt.c.term, spelt.c.label, heard, func.count().label("ways"), func.max(spelt.c.many))
    rows = select(*columns, func.count().over().label("total")).group_by(spelt.c.term)
    order = [spelt.c.term] if asked.sort == "name" else [heard.desc(), spelt.c.term]
    with ledger.store.reading() as connection:
        found = connection.execute(rows.order_by(*order).limit(asked.size).offset((asked.page - 1) * asked.size)).all()
    lines = (VoiceLine(key=row.term.strip(), name=row.label, incidents=row.heard, spellings=row.ways) for row in found)
    return VoiceList(asked=asked, rows=tuple(lines), total=found[0].total if found else 0)


def spellings(ledger: Ledger, name: str, audience: Audience = Audience.DESK) -> tuple[tuple[str, int], ...]:
    """Each way in which a voice is written, with the number of incidents, the most frequent first.

    Raises:
        LedgerError: nobody of this name speaks in the ledger.
    """
    ready(ledger.store)
    many = func.count().label("many")
    rows = select(_T.label, many).where(*_is(name, audience)).group_by(_T.label).order_by(many.desc(), _T.label)
    with ledger.store.reading() as connection:
        found = tuple((row.label, row.many) for row in connection.execute(rows))
    if not found:
        raise LedgerError(f"{ledger.path}: nobody called {name!r} speaks in it. The list of voices has those who do.")
    return found


def activity(ledger: Ledger, name: str, audience: Audience = Audience.DESK) -> tuple[tuple[str | None, int], ...]:
    """(month as "2024-03", incidents of that month in which a voice stands); None for those without a day, at the end."""
    c = _LINES[audience]
    month = func.substr(func.coalesce(c.earliest, c.latest), 1, 7).label("month")
    rows = select(month, func.count().label("many")).join(schema.incident_terms, _T.line == c.line)
    rows = rows.where(*_is(name, audience)).group_by(month).order_by(month.asc().nulls_last())
    with ledger.store.reading() as connection:
        return tuple((row.month, row.many) for row in connection.execute(rows))


def incidents_of(
    ledger: Ledger, name: str, audience: Audience = Audience.DESK, *, page: int = 1, size: int = 50
) -> tuple[list[str], int]:
    """Ids of the incidents in which a voice stands, the latest first, a page of them; and how many there are in all."""
    c = _LINES[audience]
    rows: Select[Any] = select(c.incident_id).join(schema.incident_terms, _T.line == c.line).where(*_is(name, audience))
    newest = func.coalesce(c.latest, c.earliest).desc().nulls_last()
    with ledger.store.reading() as connection:
        total = connection.scalar(select(func.count()).where(*_is(name, audience))) or 0
        page_of_it = rows.order_by(newest, c.incident_id).limit(size).offset((page - 1) * size)
        return list(connection.scalars(page_of_it)), total


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceAsked:
    """Claims of some stances, told of incidents whose time meets these days; an incident without a time meets none."""

    stances: tuple[str, ...]
    first_day: date | None = None
    last_day: date | None = None
    most: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A claim in its incident, and the day on which that may have begun."""

    claim: Claim
    incident: str
    day: date | None


def claims_that(ledger: Ledger, asked: StanceAsked) -> tuple[Stood, ...]:
    """Linked claims of these stances, of the latest incidents first; for the desk, unguarded.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    ready(ledger.store)
    lines, held, c, m = schema.incident_lines.c, schema.claim_lines.c, schema.claims.c, schema.models.c
    told = select(_T.line).where(_T.kind == "stance", _T.audience == "desk", _T.term.in_(asked.stances))
    day = func.coalesce(lines.earliest, lines.latest)
    rows = select(c.id, c.payload, lines.incident_id, day.label("day"), m.seq.label("came"))
    rows = rows.select_from(schema.incident_lines.join(schema.claim_lines, held.line == lines.line))
    rows = rows.join(schema.claims, c.id == held.claim_id).join(schema.models, m.name == c.model)
    rows = rows.where(lines.line.in_(told), c.stance.in_(asked.stances), *_meets(lines, asked))
    rows = rows.order_by(day.desc().nulls_last(), lines.incident_id, c.id, m.seq.desc()).limit(asked.most)
    found: dict[str, Stood] = {}
    with ledger.store.reading() as connection:
        for row in connection.execute(rows):  # the newest model that makes the claim comes first
            if row.id not in found:
                when = date.fromisoformat(row.day) if row.day else None
                found[row.id] = Stood(claim=read_claim(row), incident=row.incident_id, day=when)
    return tuple(found.values())


def weeks_of(ledger: Ledger, stances: tuple[str, ...]) -> tuple[tuple[date, int], ...]:
    """(Monday, incidents that begin in its week and in which a voice takes one of these stances), by week; for the desk."""
    ready(ledger.store)
    lines = schema.incident_lines.c
    told = select(_T.line).where(_T.kind == "stance", _T.audience == "desk", _T.term.in_(stances))
    day = func.coalesce(lines.earliest, lines.latest)
    monday = func.date(day, "-6 days", "weekday 1").label("monday")  # SQLite's "weekday 1" goes on to the next Monday
    rows = select(monday, func.count().label("many")).where(lines.line.in_(told), day.is_not(None)).group_by(monday)
    with ledger.store.reading() as connection:
        found = connection.execute(rows.order_by(monday)).all()
    return tuple((date.fromisoformat(row.monday), row.many) for row in found)


def known_names(ledger: Ledger, names: list[str], audience: Audience) -> frozenset[str]:
    """Those of ``names`` that stand as a voice in what this audience may search."""
    ready(ledger.store)
    wanted = {f" {fold(name)}": name for name in names}
    found: set[str] = set()
    keys = list(wanted)
    with ledger.store.reading() as connection:
        for at in range(0, len(keys), PAGE):
            mine = (_T.kind == "voice", _T.audience == audience.value, _T.term.in_(keys[at : at + PAGE]))
            found.update(connection.scalars(select(_T.term).distinct().where(*mine)))
    return frozenset(name for name in names if f" {fold(name)}" in found)


def _named(asked: VoiceAsked) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [_T.kind == "voice", _T.audience == asked.audience.value]
    if key := fold(asked.begun):
        where.append(_T.term.like(f"% {key}%"))
    if asked.without:
        where.append(not_(_T.term.bool_op("GLOB")(asked.without)))
    return where


def _is(name: str, audience: Audience) -> tuple[ColumnElement[bool], ...]:
    return (_T.kind == "voice", _T.term == f" {fold(name)}", _T.audience == audience.value)


def _meets(lines: Any, asked: StanceAsked) -> list[ColumnElement[bool]]:
    """As ``search`` has it: an open end meets every day on its side."""
    where: list[ColumnElement[bool]] = []
    if asked.first_day or asked.last_day:
        where.append(or_(lines.earliest.is_not(None), lines.latest.is_not(None)))
    if asked.first_day:
        where.append(or_(lines.latest.is_(None), lines.latest >= asked.first_day.isoformat()))
    if asked.last_day:
        where.append(or_(lines.earliest.is_(None), lines.earliest <= asked.last_day.isoformat()))
    return [and_(*where)] if where else []
