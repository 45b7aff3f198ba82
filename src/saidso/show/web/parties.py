"""Who accuses whom, and who denies: a table of claims, week by week where wanted. It counts words, and says nothing of deeds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from saidso.ledger.search_words import fold
from saidso.ledger.voice_list import StanceAsked, Stood, claims_that, weeks_of
from saidso.nouns.claim import Claim, Stance
from saidso.show.guard import Profile
from saidso.show.redaction import Guards, redacted
from saidso.show.web.documents import day_of
from saidso.show.web.drawings.bars import Bars, bars_of, over_time
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.routing import screen
from saidso.show.web.voice import Shown, passage_of
from saidso.values.actor import Actor, read_actor

_STANCES = (Stance.ACCUSES.value, Stance.DENIES.value)
_MOST = 1_500
"""Claims of one table; a longer stretch of time is shown as far back as they reach, and says so."""
_ROWS, _COLUMNS, _LISTED = 25, 12, 60
_WEEKS = 104
"""Weeks that can be told apart in the drawing; more are drawn as months."""
NOBODY = "-"
"""In an address: accused without a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A voice, or who is accused: ``key`` compares, ``name`` is shown; ``known`` to our own tables, so no private person."""

    key: str
    name: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim of the table: who says it, of whom (None: nobody is named), and its incident."""

    claim: Claim
    incident: str
    who: Party
    whom: Party | None
    day: date | None

    @property
    def denies(self) -> bool:
        """Whether it is a denial, else an accusation."""
        return self.claim.stance is Stance.DENIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Accusations of one party against another, and what the accused deny of the same incidents."""

    accuses: int
    denied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One voice: its cells in the order of the columns, its accusations that name nobody, and all its denials."""

    who: Party
    cells: tuple[Cell, ...]
    nobody: int
    denies: int


def parties(desk: Desk) -> Response:
    """The table of the days asked for; ``who``, ``whom`` and ``stance`` list the claims behind one number."""
    first, last = day_of(desk, "from"), day_of(desk, "to")
    stood = claims_that(desk.ledger, StanceAsked(stances=_STANCES, first_day=first, last_day=last, most=_MOST))
    said = _said(desk, stood)
    columns, rows = table_of(said)
    listed = _listed(desk, said)
    weeks = weeks_of(desk.ledger, _STANCES)
    context: dict[str, Any] = {
        "columns": columns,
        "rows": rows[:_ROWS],
        "more_rows": max(0, len(rows) - _ROWS),
        "accusations": sum(not each.denies for each in said),
        "denials": sum(each.denies for each in said),
        "listed": None if listed is None else listed[:_LISTED],
        "left": max(0, len(listed or ()) - _LISTED),
        "reaches": stood[-1].day if len(stood) >= _MOST else None,
        "first": first,
        "last": last,
        "week": week_around(first, weeks),
        "drawing": _drawing(desk, weeks),
        "nobody": NOBODY,
        "readers": desk.profile is not Profile.INTERNAL,
    }
    return desk.render("parties.html", **context)


def party_of(value: Actor | str) -> Party | None:
    """Whom words name: under the name of our own tables where they know it, else under the words as search folds them."""
    read = read_actor(value) if isinstance(value, str) else value
    name = read.name or read.words
    key = fold(name)
    return Party(key=key, name=name, known=read.canonical_id is not None) if key else None


def table_of(said: Sequence[Said]) -> tuple[list[Party], list[Row]]:
    """Columns (the accused, those most often accused first) and rows (who speaks, by how often)."""
    accused = Counter(each.whom.key for each in said if each.whom is not None and not each.denies)
    names = {each.whom.key: each.whom for each in reversed(said) if each.whom is not None}
    columns = [names[key] for key, _ in sorted(accused.items(), key=lambda one: (-one[1], one[0]))[:_COLUMNS]]
    by: dict[str, list[Said]] = defaultdict(list)
    for each in said:
        by[each.who.key].append(each)
    denials: Counter[tuple[str, str]] = Counter((each.who.key, each.incident) for each in said if each.denies)
    rows = [_row(mine, columns, denials) for mine in by.values()]
    return columns, sorted(rows, key=lambda row: (-len(by[row.who.key]), row.who.key))


def week_around(first: date | None, weeks: Sequence[tuple[date, int]]) -> dict[str, tuple[date, date] | None]:
    """The week shown and its neighbours with something to show, as (Monday, Sunday); the latest one where none is shown."""
    mondays = [monday for monday, _ in weeks]
    if not mondays:
        return {"before": None, "after": None, "latest": None}
    now = first - timedelta(days=first.weekday()) if first else None
    before = max((each for each in mondays if now and each < now), default=None)
    after = min((each for each in mondays if now and each > now), default=None)
    named = {"before": before, "after": after, "latest": mondays[-1]}
    return {name: (each, each + timedelta(days=6)) if each else None for name, each in named.items()}


def _row(mine: Sequence[Said], columns: Sequence[Party], denials: Counter[tuple[str, str]]) -> Row:
    cells = []
    for column in columns:
        here = [each for each in mine if not each.denies and each.whom is not None and each.whom.key == column.key]
        answered = sum(denials[column.key, incident] for incident in {each.incident for each in here})
        cells.append(Cell(accuses=len(here), denied=answered))
    return Row(
        who=mine[0].who,
        cells=tuple(cells),
        nobody=sum(each.whom is None and not each.denies for each in mine),
        denies=sum(each.denies for each in mine),
    )


def _said(desk: Desk, stood: Sequence[Stood]) -> list[Said]:
    """Claims with their parties; for readers only parties of our own tables, past the embargo: nobody private stands there."""
    inside = desk.profile is Profile.INTERNAL
    guards = Guards(desk.ledger, desk.profile, documents={each.claim.document_id for each in stood})
    found = []
    for each in stood:
        who, whom = _speaker(each.claim), _accused(each.claim)
        if who is None or (not inside and (not who.known or guards.hides(each.claim.id))):
            continue
        if not inside and whom is not None and not whom.known:
            whom = None
        found.append(Said(claim=each.claim, incident=each.incident, who=who, whom=whom, day=each.day))
    return found


_SPEAKERS = frozenset({"i", "we", "it", "he", "she", "they", "you"})


def _speaker(claim: Claim) -> Party | None:
    """Who says it; a pronoun that nobody resolved stands with the voice that passes it on, or all of "us" would be one row."""
    said = claim.origin.resolved
    if fold(said) not in _SPEAKERS or len(claim.chain) < 2:
        return party_of(said)
    outer = claim.chain[-2].resolved
    return Party(key=f"{fold(said)} {fold(outer)}", name=f"{said} ({outer})", known=False)


def _accused(claim: Claim) -> Party | None:
    """The first actor that the claim names."""
    found = (each.value for each in claim.of("actor") if isinstance(each.value, (Actor, str)))
    return next((party for party in map(party_of, found) if party is not None), None)


def _listed(desk: Desk, said: Sequence[Said]) -> list[Shown] | None:
    """The claims behind one number; None where none was chosen."""
    who, whom, stance = (desk.query.get(name, "")[:200] for name in ("who", "whom", "stance"))
    if not who:
        return None
    mine = [each for each in said if each.who.key == who]
    if stance == Stance.DENIES.value:
        chosen = [each for each in mine if each.denies]
    else:
        chosen = [each for each in mine if not each.denies and (each.whom.key if each.whom else NOBODY) == whom]
        incidents = {each.incident for each in chosen}
        chosen += [each for each in said if each.denies and each.who.key == whom and each.incident in incidents]
    return [_shown(desk, each) for each in chosen]


def _shown(desk: Desk, each: Said) -> Shown:
    claim = each.claim
    if desk.profile is not Profile.INTERNAL:
        claim = redacted(claim, Guards(desk.ledger, desk.profile, documents=(claim.document_id,)).of(claim.document_id))
    return Shown(claim=claim, incident=each.incident, pieces=passage_of(claim))


def _drawing(desk: Desk, weeks: Sequence[tuple[date, int]]) -> Bars | None:
    """Incidents with an accusation or a denial, week by week while they can be told apart, each leading to its week."""
    if not weeks:
        return None
    if (weeks[-1][0] - weeks[0][0]).days > 7 * _WEEKS:
        given = [(each.first, each.last, each.many) for each in over_time(weeks, days=False)]
    else:
        counted = dict(weeks)
        mondays = [weeks[0][0] + timedelta(days=7 * at) for at in range((weeks[-1][0] - weeks[0][0]).days // 7 + 1)]
        given = [(monday, monday + timedelta(days=6), counted.get(monday, 0)) for monday in mondays]
    return bars_of([(desk.words.days(a, b), many, f"/voices/parties?from={a}&to={b}") for a, b, many in given])


routes = [screen("/voices/parties", parties)]
