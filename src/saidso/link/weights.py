"""How much each field speaks for two groups being one event: Fellegi-Sunter weights, small and readable.

A field's answer falls into one level; a level weighs log2(m / u) bits, where m is how often the level is seen for two groups
of one event and u how often for two groups that merely met in blocking. The tables below are set by hand from reading
reports, not learned; each line says why. A field that one side does not give weighs nothing: silence is no evidence. Time
is the exception: without it two reports may be years apart.

Two groups are linked from ``LINK`` bits on, and only with two anchors in agreement (day, place, actor, target, number; day or
place among them): near-duplicate words alone never make two reports one incident.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import log2, sqrt
from types import MappingProxyType

from rapidfuzz.fuzz import ratio

from saidso.link.groups import COARSE_PLACES, Counted, Group, mass_of, place_key
from saidso.link.names import same_name
from saidso.values import place as places
from saidso.values.comparison import Agreement
from saidso.values.count import Count, compare
from saidso.values.event_type import VIOLENT, EventType
from saidso.values.place import Place
from saidso.values.spelling import folded_key, written_key

LINK = 8.0  # bits; with one chance in 13 before looking (blocks are narrow), about 19 in 20 after
ANCHORS = 2  # one shared town or one shared number is a coincidence on any busy day
UNANCHORED = LINK - 2.5  # bits: the most that a pair without them can weigh, so that it cannot carry a cluster either
CLOSE = 1.0  # bits: two candidates nearer than this are not chosen between
ONE_DOCUMENT = -5.0  # the model read both groups in one document and kept them apart
OVERNIGHT = 1  # days: reports of one night differ by one, so a gap beyond it is what cannot be

_LEVELS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "same day": (0.70, 0.06),  # both date the event to one day: rare by chance inside a two-week block
        "a day apart": (0.12, 0.10),  # "yesterday", nights, time zones
        "days overlap": (0.25, 0.20),  # "last week" against a day in it: says little
        "said within a day": (0.75, 0.30),  # one side gives no day: the first reports come together
        "said within three days": (0.15, 0.25),
        "said within a week": (0.08, 0.25),  # follow-ups do come, but mostly other events
        "said weeks apart": (0.02, 0.20),
        "no time to compare": (0.05, 0.60),  # undated reports meet all of history: two blasts in one town are seldom one
        "same town": (0.80, 0.05),  # one of thousands, also in a busy country
        "same area": (0.55, 0.15),  # a governorate, a road, a name the gazetteer does not know
        "one place in the other": (0.15, 0.15),  # town and governorate: neither for nor against
        "place names alike": (0.40, 0.06),  # "Tell Amin", "Tal Ameen": nobody knows the one, and the letters agree
        "other place name": (0.08, 0.80),  # names that the gazetteer cannot settle: two spellings, or two places
        "same act": (0.60, 0.18),
        "kindred act": (0.25, 0.40),  # an attack that another calls a bombing
        "other act": (0.15, 0.50),
        "same type": (0.60, 0.40),  # one side tells of the dead alone, and dead there are in most reports
        "kindred type": (0.38, 0.40),  # an attack and its dead
        "same actor": (0.50, 0.10),
        "other actor": (0.25, 0.45),  # accounts of one attack do blame different parties: never decisive
        "same target": (0.50, 0.08),
        "other target": (0.25, 0.50),  # different victims of one attack are often named
        "several numbers the same": (0.20, 0.003),  # 14 dead and 30 hurt in both
        "same large number": (0.45, 0.01),  # ten and up; large tolls are rare, and two the same rarer
        "same number": (0.45, 0.06),
        "same small number": (0.45, 0.20),  # most attacks that kill, kill one to three
        "number told in both": (0.30, 0.03),  # a side gives no toll, yet the passages of both have the number
        "numbers meet": (0.15, 0.10),
        "other number": (0.25, 0.45),  # tolls of one event differ, that is why saidso exists
        "same trigger": (0.50, 0.20),
        "other trigger": (0.50, 0.80),
        "words alike": (0.35, 0.04),  # part of it is the actor, the place and the number again, which count for themselves
        "words shared": (0.35, 0.15),
        "words differ": (0.10, 0.45),
        "one happened, one not": (0.05, 0.30),  # a threat and an attack are two events
    }
)

WEIGHT: Mapping[str, float] = MappingProxyType({name: round(log2(m / u), 2) for name, (m, u) in _LEVELS.items()})
"""Bits per level."""

_IN_WORDS = {name: f"{name} {bits:+.2f}" for name, bits in WEIGHT.items()}

_NUMBERS = ("several numbers the same", "same large number", "same number", "same small number")
"""From the level that says most down."""

_ANCHORING = frozenset(
    {"same day", "same town", "same area", "place names alike", "same actor", "same target", "number told in both", *_NUMBERS[:3]}
)
_FIRM = frozenset({"same day", "same town", "same area"})
"""One of these must be among the anchors: an actor and a number alone come back every week."""

_VIOLENCE = VIOLENT | {EventType.KILLING, EventType.INJURY, EventType.DESTRUCTION, EventType.ABDUCTION, EventType.ABUSE}
_FAMILIES: tuple[frozenset[EventType], ...] = (
    frozenset(_VIOLENCE | {EventType.VIOLATION}),
    frozenset({EventType.ABDUCTION, EventType.DETENTION, EventType.ABUSE}),
    frozenset({EventType.DETENTION, EventType.RELEASE}),
    frozenset({EventType.CONTROL, EventType.MOVEMENT, EventType.CLASH, EventType.ATTACK}),
    frozenset({EventType.DISPLACEMENT, EventType.ATTACK, EventType.SHELLING, EventType.AIRSTRIKE}),
    frozenset({EventType.PROTEST, EventType.RESTRICTION}),
    frozenset({EventType.AGREEMENT, EventType.RELEASE}),
)
"""Types that one event can be called by. An attack with its dead is one incident; a deal and an attack never are."""

RESULTS = frozenset({EventType.KILLING, EventType.INJURY, EventType.DESTRUCTION, EventType.DISPLACEMENT, EventType.ABUSE})
"""What acts of many kinds leave behind or bring along: that two reports share it says little, where both tell of their act."""

_MISTAKEN: tuple[frozenset[EventType], ...] = (
    frozenset({EventType.BOMBING, EventType.SUICIDE_ATTACK}),
    frozenset({EventType.BOMBING, EventType.AIRSTRIKE}),
    frozenset({EventType.SHELLING, EventType.AIRSTRIKE}),
    frozenset({EventType.CHEMICAL_ATTACK, EventType.SHELLING, EventType.AIRSTRIKE}),
    frozenset({EventType.ABDUCTION, EventType.DETENTION}),
    frozenset({EventType.CONTROL, EventType.MOVEMENT, EventType.CLASH}),
)
"""Acts that one report takes for another."""
_ATTACKS = VIOLENT | {EventType.ABDUCTION, EventType.CONTROL}
"""What another report may call an attack and no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The weight of one pair of groups in bits, its parts in words ("same day +3.54"), and why it cannot be, if so."""

    bits: float
    parts: tuple[str, ...]
    anchors: int = 0
    impossible: str | None = None

    @property
    def links(self) -> bool:
        """Whether the pair, seen alone, is one event."""
        return self.impossible is None and self.bits >= LINK and self.anchors >= ANCHORS


def weigh(one: Group, other: Group) -> Weighed:
    """The weight of two groups being one event; ``weigh(a, b) == weigh(b, a)``."""
    impossible = impossibility(one, other)
    levels = [level for field in _FIELDS for level in field(one, other)]
    bits = sum(WEIGHT[level] for level in levels)
    parts = [_IN_WORDS[level] for level in levels]
    if one.document == other.document:
        bits += ONE_DOCUMENT
        parts.append(f"kept apart in one document {ONE_DOCUMENT:+.2f}")
    anchors = sum(level in _ANCHORING for level in levels) if _FIRM.intersection(levels) else 0
    if anchors < ANCHORS and bits > UNANCHORED:
        parts.append(f"fewer than {ANCHORS} anchors, day or place among them {UNANCHORED - bits:+.2f}")
        bits = UNANCHORED
    return Weighed(bits=round(bits, 2), parts=tuple(parts), anchors=anchors, impossible=impossible)


# ---------------------------------------------------------------- what cannot be


def impossibility(one: Group, other: Group) -> str | None:
    """Why two groups cannot be one event: dates that cannot overlap, places apart, incompatible types, a sum and its part."""
    if one.data_set is not None and one.data_set == other.data_set:
        return "two rows of one data set, whose maker holds them to be two events"
    if not any(compatible(a, b) for a in one.types for b in other.types):
        return "types that cannot be one event"
    if one.days and other.days and all(_gap(a, b) > OVERNIGHT for a in one.days for b in other.days):
        return "days that cannot overlap"
    if any(_said_before(a, b) for a, b in ((one, other), (other, one))):
        return "said before it can have happened"
    if one.several != other.several and (one.day or other.day):
        return f"a {one.several or other.several} of several events, and one event"
    if one.places and other.places and all(_apart(a, b) for a in one.places for b in other.places):
        return "places that cannot contain each other"
    return None


def compatible(one: EventType, other: EventType) -> bool:
    """Whether one event can be called by both types."""
    return one is other or any(one in family and other in family for family in _FAMILIES)


def _gap(one: tuple[date, date], other: tuple[date, date]) -> int:
    return max((other[0] - one[1]).days, (one[0] - other[1]).days, 0)


def _said_before(said: Group, dated: Group) -> bool:
    if said.said_on is None or not said.realised or not dated.realised or not dated.days:
        return False
    return all((first - said.said_on).days > OVERNIGHT for first, _ in dated.days)


def _apart(one: object, other: object) -> bool:
    return (
        isinstance(one, places.Place)
        and isinstance(other, places.Place)
        and places.compare(one, other).agreement is Agreement.CONTRADICTORY
    )


# ---------------------------------------------------------------- fields


def _when(one: Group, other: Group) -> Iterator[str]:
    if one.day is not None and other.day is not None:
        gap = _gap(one.day, other.day)
        exact = one.day[0] == one.day[1] and one.day == other.day
        yield "same day" if exact else ("a day apart" if gap else "days overlap")
    elif one.around is not None and other.around is not None:
        gap = abs((one.around - other.around).days)
        if gap <= 3:
            yield "said within a day" if gap <= 1 else "said within three days"
        else:
            yield "said within a week" if gap <= 7 else "said weeks apart"
    else:
        yield "no time to compare"


def _where(one: Group, other: Group) -> Iterator[str]:
    shared = one.place_keys & other.place_keys
    if shared:
        kinds = {place.kind for place in (*one.places, *other.places) if place_key(place) in shared}
        if not kinds <= COARSE_PLACES - {"unknown"}:
            yield "same town" if "town" in kinds else "same area"
    elif one.places and other.places:
        if any(places.compare(a, b).agreement is Agreement.COMPATIBLE for a in one.places for b in other.places):
            yield "one place in the other"
        else:
            yield "place names alike" if names_alike(one.places, other.places) else "other place name"


def names_alike(ones: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether two names may be spellings of one, where the gazetteer knows at most one of them and does not tell them apart."""
    open_pairs = ((a, b) for a, b in product(ones, others) if a.geoname_id is None or b.geoname_id is None)
    names = (
        (written_key(a.name or a.words), written_key(b.name or b.words))
        for a, b in open_pairs
        if places.compare(a, b).agreement is not Agreement.CONTRADICTORY
    )
    return any(_spelt_alike(a, b) for a, b in names)


def _spelt_alike(one: str, other: str) -> bool:
    """Whether the letters of two names agree, those of "district" aside; north and south, camp 12 and camp 13 are never one."""
    if set(_APART.findall(one)) != set(_APART.findall(other)):
        return False
    one, other = (folded_key(_KINDS.sub(" ", name)) for name in (one, other))
    return min(len(one), len(other)) >= _LETTERS and ratio(one, other) >= _ALIKE


_LETTERS, _ALIKE = 5, 75
"""Letters of a name that is long enough to tell, and the percentage of them that must agree."""
_APART = re.compile(r"\d+|\b(?:north|south|east|west)|\b(?:upper|lower|old|new|central)\b")
_KINDS = re.compile(
    r"\b(?:district|province|governorate|region|county|camp|village|town|city|neighbou?rhood|countryside|area|valley|street|road|the|of)\b"
)


def _type(one: Group, other: Group) -> Iterator[str]:
    a, b = one.types - RESULTS, other.types - RESULTS
    if a and b:
        yield "same act" if a & b else "kindred act" if any(may_be_called(x, y) for x in a for y in b) else "other act"
    else:
        yield "same type" if one.types & other.types else "kindred type"


def may_be_called(one: EventType, other: EventType) -> bool:
    """Whether what one report calls by one act another may call by the other."""
    attack = EventType.ATTACK in (one, other) and one in _ATTACKS and other in _ATTACKS
    return attack or any(one in acts and other in acts for acts in _MISTAKEN)


def _named(same: str, different: str, field: Callable[[Group], tuple[str, ...]]) -> Callable[[Group, Group], Iterator[str]]:
    def answer(one: Group, other: Group) -> Iterator[str]:
        a, b = field(one), field(other)
        if a and b:
            yield same if any(same_name(x, y) for x in a for y in b) else different

    return answer


def _count(one: Group, other: Group) -> Iterator[str]:
    if one.counts and other.counts:
        level = number_level(one.counts, other.counts)
        if level:
            yield level
    elif one.told & other.told:
        yield "number told in both"


def number_level(ones: Sequence[Counted], others: Sequence[Counted]) -> str | None:
    """The best answer over numbers of one slot and one population; None where no two are of one, for others say nothing."""
    answers: dict[str, set[str]] = defaultdict(set)
    for (slot, whom, a), (slot_b, whom_b, b) in product(ones, others):
        if slot == slot_b and (whom or "").casefold() == (whom_b or "").casefold():
            answers[slot].add(_level(a, b))
    best = [min(levels, key=_NUMBER_LEVELS.index) for levels in answers.values()]
    same = [level for level in best if level in _NUMBERS]
    if len(same) > 1 and set(same) != {_NUMBERS[-1]}:
        return _NUMBERS[0]
    return min(best, key=_NUMBER_LEVELS.index, default=None)


_NUMBER_LEVELS = (*_NUMBERS, "numbers meet", "other number")
_FEW, _MANY = 4, 10
"""From four on a number is no "one or two", from ten on it is rare."""


def _level(one: Count, other: Count) -> str:
    found = compare(one, other)
    if found.agreement is Agreement.SAME and one.exact and one.low:
        return "same large number" if one.low >= _MANY else "same number" if one.low >= _FEW else "same small number"
    return "other number" if found.agreement is Agreement.CONTRADICTORY else "numbers meet"


def _trigger(one: Group, other: Group) -> Iterator[str]:
    yield "same trigger" if one.triggers & other.triggers else "other trigger"


def _words(one: Group, other: Group) -> Iterator[str]:
    if one.document == other.document:
        return  # one passage, the same words
    alike = likeness(one, other)
    if alike >= 0.5:
        yield "words alike"
    elif alike >= 0.28:
        yield "words shared"
    elif alike < 0.12:
        yield "words differ"


def likeness(one: Group, other: Group) -> float:
    """Cosine of two bags of telling words; a name counts twice, for names tell events apart. No corpus statistics: a new
    document must not change how old ones compare."""
    if not one.words or not other.words:
        return 0.0
    return mass_of(one.words & other.words) / sqrt(one.mass * other.mass)


def _standing(one: Group, other: Group) -> Iterator[str]:
    if one.realised != other.realised and not any(_denied_or_doubted(group) for group in (one, other)):
        yield "one happened, one not"


def _denied_or_doubted(group: Group) -> bool:
    """A group that nobody in its document holds may still deny or doubt what another document holds."""
    return not group.realised and any(claim.stance in ("denies", "doubts") or claim.status == "negated" for claim in group.claims)


_FIELDS: tuple[Callable[[Group, Group], Iterator[str]], ...] = (
    _when,
    _where,
    _type,
    _named("same actor", "other actor", lambda group: group.actors),
    _named("same target", "other target", lambda group: group.targets),
    _count,
    _trigger,
    _words,
    _standing,
)
