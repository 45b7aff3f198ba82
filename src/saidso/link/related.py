"""What stands beside an incident: totals over days and series of acts that may count it, or what it may count.

A line to read beside the matrix, with its reason; nothing is merged for it and nothing added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from saidso.link.several import is_series, is_total, towns_of
from saidso.link.weights import compatible
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident
from saidso.values import place as places
from saidso.values.comparison import Agreement
from saidso.values.event_type import EventType
from saidso.values.place import Place
from saidso.values.when import When


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
    where = [place for claim in whole[1] for place in towns_of(claim)]
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
    kinds: set[EventType] = {claim.event_type for claim in others}
    return any(compatible(claim.event_type, kind) for claim in ones for kind in kinds)
