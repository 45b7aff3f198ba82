"""The unit of linking: what one document says of one event, its claims pooled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from saidso.link.several import is_series, is_total
from saidso.link.slot_claim import NUMBER_SLOTS
from saidso.link.slots import whom_of
from saidso.link.words import number_words, stem, telling_words
from saidso.nouns.claim import IMPORTED, Claim
from saidso.nouns.judgement import Judgement
from saidso.nouns.span import Evidence
from saidso.values.actor import Actor
from saidso.values.count import Count
from saidso.values.event_type import EventType
from saidso.values.place import Place
from saidso.values.spelling import folded_key
from saidso.values.when import When

FINEST_DAYS = 4  # a time of at most so many days places an event; "in March" does not
COARSE_PLACES = frozenset({"country", "territory", "front", "water", "mountain", "unknown"})
"""Kinds of places too wide, or too little known, to say that two reports mean one spot."""

Unit = tuple[Claim, ...]
"""One document's claims about one event, sorted by id."""
Span = tuple[date, date]
"""First and last day of a time."""
Counted = tuple[str, str | None, Count]
"""A number with its slot and whom it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One document's claims about one event, with what they give for each field; ``id`` is the smallest claim id.

    ``days`` are the resolved times of the event, earliest first; ``said_on`` the earliest day anybody said it.
    ``day`` is the finest time given, if fine enough to place the event; ``around`` the day to look around: the event's, else
    the day before it was said. ``place_keys`` are towns and admin areas by id, else by folded name; ``mass`` is what ``words``
    weigh. ``told`` are numbers that its passages give, from ``TOLD`` up, those of times left out. ``realised`` is True if
    somebody holds that it happened. ``several`` is "total" or "series" where the claims tell of more than one event
    (``several``), else "".
    """

    id: str
    document: str
    claims: tuple[Claim, ...]
    types: frozenset[EventType]
    days: tuple[Span, ...]
    said_on: date | None
    places: tuple[Place, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    counts: tuple[Counted, ...]
    triggers: frozenset[str]
    words: frozenset[str]
    realised: bool
    day: Span | None
    around: date | None
    place_keys: frozenset[str]
    mass: float
    data_set: tuple[str, str] | None = None
    """The import and the publisher whose row this is; None for what was read in a report."""
    several: str = ""
    told: frozenset[int] = frozenset()


def place_key(place: Place) -> str:
    """What two names of one place share: the gazetteer's id, else the folded name."""
    return f"geo:{place.geoname_id}" if place.geoname_id is not None else folded_key(place.name or place.words)


def groups(claims: Iterable[Claim], judgements: Sequence[Judgement] = ()) -> tuple[Group, ...]:
    """The groups of all claims, sorted by id."""
    return tuple(group_of(unit) for unit in units(claims, judgements))


def units(claims: Iterable[Claim], judgements: Sequence[Judgement] = ()) -> list[Unit]:
    """The claims of each group, sorted by id, the groups by their first. A cannot-link between two triggers of one group parts
    that group: the claims about the later trigger leave, for nothing says where the others belong."""
    pools: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in sorted({claim.id: claim for claim in claims}.values(), key=lambda one: one.id):
        pools[claim.document_id, claim.group].append(claim)
    apart: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if judgement.decision == "cannot-link" and len(judgement.on) == 2:
            apart[judgement.on[0].document_id].append(judgement)
    made = [part for pool in pools.values() for part in _part(pool, apart.get(pool[0].document_id, ()))]
    return sorted(map(tuple, made), key=lambda unit: unit[0].id)


def touches(claim: Claim, evidence: Evidence) -> bool:
    """Whether a judgement's evidence is about this claim: it overlaps the claim's trigger."""
    return claim.document_id == evidence.document_id and claim.trigger.span.overlaps(evidence.span)


def days_of(claims: Unit) -> tuple[Span, ...]:
    """The resolved times of a group, earliest first."""
    values = (given.value for claim in claims for given in claim.values if given.slot == "time")
    times = {(value.earliest, value.latest) for value in values if isinstance(value, When)}
    return tuple(sorted((first, last) for first, last in times if first is not None and last is not None))


def day_of(days: Iterable[Span]) -> Span | None:
    """The finest of some times, if it is fine enough to place an event."""
    fine = [span for span in days if (span[1] - span[0]).days < FINEST_DAYS]
    return min(fine, key=lambda span: (span[1] - span[0], span)) if fine else None


def around_of(claims: Unit, day: Span | None) -> date | None:
    """The day to look around: the event's, else the day before it was said."""
    said_on = _said_on(claims)
    return day[0] if day is not None else said_on - timedelta(days=1) if said_on is not None else None


def _said_on(claims: Unit) -> date | None:
    return min((claim.said_on for claim in claims if claim.said_on is not None), default=None)


def _part(pool: list[Claim], judgements: Sequence[Judgement]) -> list[list[Claim]]:
    leaving: dict[tuple[int, int], list[Claim]] = {}
    for judgement in judgements:
        first, second = sorted(judgement.on, key=lambda evidence: (evidence.span.start, evidence.span.end))
        ones = [claim for claim in pool if touches(claim, first)]
        others = [claim for claim in pool if touches(claim, second) and claim not in ones]
        if ones and others:
            leaving[others[0].trigger.span.start, others[0].trigger.span.end] = others
    gone = {claim.id for part in leaving.values() for claim in part}
    kept = [claim for claim in pool if claim.id not in gone]
    return [part for part in (kept, *(leaving[key] for key in sorted(leaving))) if part]


def group_of(claims: Unit) -> Group:
    """The group of the claims that ``units`` put together."""
    values = [given for claim in claims for given in claim.values if given.value is not None]
    days, places = days_of(claims), _places(claims)
    day = day_of(days)
    words = frozenset().union(*{telling_words(claim.passage.quote) for claim in claims})
    return Group(
        id=claims[0].id,
        document=claims[0].document_id,
        claims=claims,
        types=frozenset(claim.event_type for claim in claims),
        days=days,
        said_on=_said_on(claims),
        places=places,
        actors=tuple(sorted({_name(v.value, v.evidence.quote) for v in values if v.slot == "actor"})),
        targets=tuple(sorted({_name(v.value, v.evidence.quote) for v in values if v.slot == "target"})),
        counts=_counts(claims),
        triggers=frozenset(stem(claim.trigger.quote.split()[0]) for claim in claims),
        words=words,
        realised=any(claim.holds for claim in claims),
        day=day,
        around=around_of(claims, day),
        place_keys=frozenset(place_key(place) for place in places),
        mass=mass_of(words),
        data_set=(claims[0].model, claims[0].publisher) if claims[0].model.startswith(IMPORTED) else None,
        told=_told(claims),
        several="total" if is_total(claims) else "series" if is_series(claims) else "",
    )


def mass_of(words: Iterable[str]) -> float:
    """The squared length of a bag of telling words in which a name counts twice, for names tell events apart."""
    marks = [word[0] for word in words]
    return len(marks) + 3.0 * marks.count("^")


def _name(value: object, quote: str) -> str:
    return (value.name or value.words) if isinstance(value, Actor) else quote


def _places(claims: Sequence[Claim]) -> tuple[Place, ...]:
    found = {given.value for claim in claims for given in claim.of("place") if isinstance(given.value, Place)}
    return tuple(sorted(found, key=lambda place: (place_key(place), place.words, str(place))))


def _told(claims: Sequence[Claim]) -> frozenset[int]:
    times = {given.evidence.quote for claim in claims for given in claim.of("time")}
    return numbers_told({claim.passage.quote for claim in claims}, times)


def numbers_told(passages: Iterable[str], times: Iterable[str]) -> frozenset[int]:
    """Numbers that passages give, but years and those in the words for a time; small ones say nothing."""
    found: set[int] = set()
    longest_first = sorted(set(times), key=lambda words: (-len(words), words))  # "12 March" goes before "March" would tear it
    for passage in passages:
        for words in longest_first:
            passage = passage.replace(words, " ")
        found |= number_words(passage)
    return frozenset(number for number in found if number >= TOLD and number not in _YEARS)


TOLD = 5
"""From so many on a number that two passages give tells something."""
_YEARS = range(1900, 2100)


def _counts(claims: Sequence[Claim]) -> tuple[Counted, ...]:
    found = {
        (given.slot, whom_of(claim, given.value), given.value)
        for claim in claims
        for given in claim.values
        if given.slot in NUMBER_SLOTS and isinstance(given.value, Count) and not given.value.subset
    }
    return tuple(sorted(found, key=lambda item: (item[0], item[1] or "", item[2].low or 0, str(item[2]))))
