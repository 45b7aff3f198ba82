"""Claims that tell of several incidents at once: totals over days, and acts told together. They are no incident's parts.

"Fifty were killed this week" and "air strikes on Oremi, Belkhar and Kastorin" speak of more than one event. Put into one
incident with one of these events they would make contradictions that nobody uttered. So they stay apart (``weights``), and
``related`` says beside each incident which other one may count it, or be counted in it. A line to read: saidso adds nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from saidso.link.slot_claim import NUMBER_SLOTS
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident
from saidso.values import place as places
from saidso.values.comparison import Agreement
from saidso.values.count import Count
from saidso.values.event_type import EventType
from saidso.values.place import Place
from saidso.values.when import When

if TYPE_CHECKING:
    from collections.abc import Callable

_SUMMED = re.compile(
    r"\b(?:since|so far|throughout|over|during|within|(?:in|for) the (?:past|last)"
    r"|(?:past|last) (?:few|several|\w+) (?:days|weeks|months)"
    r"|in (?:two|three|four|five|six|seven|ten|several|\d+) (?:days|weeks|months)|th(?:is|e whole|e entire) (?:week|month|year)"
    r"|(?:day|week|month)s of|between .+ and)\b",
    re.IGNORECASE,
)
"""Time words with which numbers are added up. "Last week" alone is not among them: one attack can have been last week."""

_SUM_DAYS = 2
"""A sum runs over so many days at least; "during Tuesday night" is one event."""

_ACTS = re.compile(
    r"\b(?:attacks|strikes|raids|assaults|bombings|bombardments|shellings|airstrikes|explosions|blasts|ambushes|killings|abductions"
    r"|kidnappings|arrests|detentions|protests|demonstrations|rallies|operations|incidents)\b",
    re.IGNORECASE,
)
"""Nouns that name more than one act. "Clashes" is not among them: one fight is called so."""


def is_total(claims: Iterable[Claim]) -> bool:
    """Whether these claims give a number of people over a stretch of days, and no single day."""
    return any(_is_sum(claim) for claim in claims)


def _is_sum(claim: Claim) -> bool:
    counted = any(isinstance(each.value, Count) for slot in NUMBER_SLOTS for each in claim.of(slot))
    times = [each for each in claim.of("time") if isinstance(each.value, When)]
    return counted and bool(times) and all(_SUMMED.search(each.evidence.quote) and _is_long(each.value) for each in times)


def _is_long(value: object) -> bool:
    if not isinstance(value, When) or value.earliest is None:
        return False
    return value.latest is None or (value.latest - value.earliest).days >= _SUM_DAYS


def is_series(claims: Iterable[Claim]) -> bool:
    """Whether one of these claims tells of acts, in the plural, in towns of which none lies in another."""
    return any(_ACTS.search(claim.trigger.quote) and _far_apart(_towns(claim)) for claim in claims)


def _towns(claim: Claim) -> list[Place]:
    return [each.value for each in claim.of("place") if isinstance(each.value, Place) and each.value.name is not None]


def _far_apart(towns: Sequence[Place]) -> bool:
    return any(places.compare(one, other).agreement is Agreement.CONTRADICTORY for one, other in combinations(towns, 2))


# ---------------------------------------------------------------- beside each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another incident, and what it may be to this one.

    ``kind``: total (its numbers may count this one), counted (it may be counted in the numbers here), series (it tells of
    several acts, this one perhaps among them), one of (it may be one of the acts told here).
    """

    incident: str
    kind: str
    reason: str


def related(
    incident: Incident, claims: Sequence[Claim], others: Iterable[tuple[Incident, Sequence[Claim]]]
) -> tuple[Related, ...]:
    """What other incidents are to this one, sorted by kind and id.

    Args:
        incident, claims: the one looked at, with its claims.
        others: incidents of the same days, with theirs; ``Ledger.incidents_around`` gives them.
    """
    found: list[Related] = []
    for other, theirs in others:
        if other.id == incident.id or not _kindred(claims, theirs):
            continue
        for test, up, down in ((is_total, "total", "counted"), (is_series, "series", "one of")):
            found += _relation(test, (up, down), (incident, claims), (other, theirs))
    return tuple(sorted(found, key=lambda one: (one.kind, one.incident)))


Told = tuple[Incident, Sequence[Claim]]


def _relation(test: Callable[[Iterable[Claim]], bool], kinds: tuple[str, str], here: Told, there: Told) -> list[Related]:
    whole_here, whole_there = test(here[1]), test(there[1])
    if whole_here == whole_there:
        return []
    whole, part = (here, there) if whole_here else (there, here)
    reason = _holds(whole, part)
    return [Related(incident=there[0].id, kind=kinds[1] if whole_here else kinds[0], reason=reason)] if reason else []


def _holds(whole: Told, part: Told) -> str | None:
    """Why an incident may be among those of a total or series: its days lie in it, and its place is one of its places."""
    days, day = _days(whole[1]), part[0].when
    if days is None or day is None or day.earliest is None or day.latest is None:
        return None
    first, last = days
    if day.earliest < first or (last is not None and day.latest > last):
        return None
    where = [place for claim in whole[1] for place in _towns(claim)]
    if part[0].place is None or part[0].place.name is None or not where:
        return None
    if not any(_is_in(part[0].place, place) for place in where):
        return None
    return f"{part[0].place.name} on {day.earliest.isoformat()} lies in {_stretch(first, last)} and its places"


def _days(claims: Sequence[Claim]) -> tuple[date, date | None] | None:
    times = [each.value for claim in claims for each in claim.of("time") if isinstance(each.value, When) and each.value.earliest]
    if not times:
        return None
    first = min(each.earliest for each in times if each.earliest)
    open_ended = any(each.latest is None for each in times)
    return first, None if open_ended else max(each.latest for each in times if each.latest)


def _is_in(one: Place, other: Place) -> bool:
    return places.compare(one, other).agreement in (Agreement.SAME, Agreement.COMPATIBLE)


def _stretch(first: date, last: date | None) -> str:
    if last is None:
        return f"the time since {first.isoformat()}"
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def _kindred(ones: Sequence[Claim], others: Sequence[Claim]) -> bool:
    from saidso.link.weights import compatible

    kinds: set[EventType] = {claim.event_type for claim in others}
    return any(compatible(claim.event_type, kind) for claim in ones for kind in kinds)
