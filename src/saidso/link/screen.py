"""A look at millions of pairs at once: which of them could reach the weight of a link at all.

``weigh`` decides, pair by pair; here its most favourable answer is bounded from above over arrays, so that it need not look
at pairs that a day, a town or a type has settled. A field that arrays cannot answer counts as in full agreement: the screen
may let through too much, never too little. Its twin is ``weigh`` itself (tests/link/test_screen.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from saidso.link.candidates import Bools, Ints
from saidso.link.groups import Group
from saidso.link.names import name_of
from saidso.link.weights import ANCHORS, LINK, OVERNIGHT, WEIGHT, compatible
from saidso.values.event_type import EventType

Floats = NDArray[np.float32]

NO_DAY = -(10**6)
_TYPES = tuple(EventType)
_KINDRED = {one: sum(1 << at for at, other in enumerate(_TYPES) if compatible(one, other)) for one in _TYPES}
_EVERY_BIT = -1  # a name written in capitals may be the short form of any other
_SLACK = 0.02  # bits: weights are rounded, sums of floats are not exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """What the screen reads of groups, each field an array over the pool.

    ``day`` is (first, last) or ``NO_DAY``; ``only_day`` says that no other day is given. ``town`` is the number of the one
    plain town where nothing else is named, else 0. The others are sets, as bits of hashes: no common bit, nothing in common.
    """

    day: Ints
    only_day: Bools
    around: Ints
    types: Ints
    kindred: Ints
    town: Ints
    places: Ints
    actors: Ints
    targets: Ints
    numbers: Ints
    counted: Ints
    told: Ints
    triggers: Ints


    def rows(self) -> Ints:
        """The codes as (groups, ``WIDTH``) whole numbers, for keeping."""
        columns = [np.asarray(getattr(self, field.name), dtype=np.int64) for field in fields(self)]
        return np.column_stack(columns) if len(self.around) else np.zeros((0, WIDTH), dtype=np.int64)

    @classmethod
    def of_rows(cls, rows: Ints) -> Codes:
        """Codes that were kept as ``rows``."""
        columns: dict[str, Any] = {field.name: rows[:, at + 1] for at, field in enumerate(fields(cls)) if at}
        return cls(day=rows[:, :2], **columns | {"only_day": rows[:, 2].astype(np.bool_)})


WIDTH = len(fields(Codes)) + 1
"""Numbers in a row of codes: one a field, and two for the first and last day."""


def codes(pool: Sequence[Group]) -> Codes:
    """The codes of groups, the same in every process: an index keeps them."""

    def of(read: Callable[[Group], object]) -> Ints:
        return np.array([read(group) for group in pool], dtype=np.int64)

    return Codes(
        day=of(_day).reshape(len(pool), 2),
        only_day=np.array([len(group.days) == 1 for group in pool], dtype=np.bool_),
        around=of(lambda group: group.around.toordinal() if group.around else NO_DAY),
        types=of(lambda group: sum(1 << _TYPES.index(kind) for kind in group.types)),
        kindred=of(_kindred),
        town=of(_town),
        places=of(lambda group: _bits(group.place_keys)),
        actors=of(lambda group: _names(group.actors)),
        targets=of(lambda group: _names(group.targets)),
        numbers=of(lambda group: _bits((slot, whom and whom.casefold(), count.low) for slot, whom, count in group.counts)),
        told=of(lambda group: _bits(group.told)),
        counted=of(lambda group: _bits(slot for slot, _, _ in group.counts)),
        triggers=of(lambda group: _bits(group.triggers)),
    )


def _day(group: Group) -> tuple[int, int]:
    return (group.day[0].toordinal(), group.day[1].toordinal()) if group.day else (NO_DAY, NO_DAY)


def _kindred(group: Group) -> int:
    found = 0
    for kind in group.types:
        found |= _KINDRED[kind]
    return found


def _town(group: Group) -> int:
    """The number of a group's one town, if it is plain: resolved, whole, in one country. Two such exclude each other."""
    if len(group.places) != 1:
        return 0
    place = group.places[0]
    plain = place.kind == "town" and place.name is not None and place.country is not None and place.part is None
    return place.geoname_id or 0 if plain else 0


def _bits(keys: Iterable[object]) -> int:
    found = 0
    for key in keys:
        found |= 1 << (crc32(repr(key).encode()) % 63)
    return found


def _names(names: Sequence[str]) -> int:
    """The telling words of names; two names without a common word are one voice only as a word and its letters."""
    if any(sum(letter.isupper() for letter in name) > 1 and len(name.split()) < 3 for name in names):
        return _EVERY_BIT
    return _bits(token for name in names for token in name_of(name).tokens)


def may_link(codes: Codes, ones: Ints, others: Ints) -> Bools:
    """Whether each pair could link, for all that the arrays know: False is certain, True is to be weighed."""
    at_all = possible(codes, ones, others)
    found = np.zeros(len(ones), dtype=np.bool_)
    at = np.flatnonzero(at_all)
    found[at] = _heavy_enough(codes, ones[at], others[at])
    return found


def possible(codes: Codes, ones: Ints, others: Ints) -> Bools:
    """The part of ``may_link`` that is quickly seen: days and towns apart, other types, and no day or place in common."""
    a, b = codes.day[ones], codes.day[others]
    gap = np.maximum(a[:, 0] - b[:, 1], b[:, 0] - a[:, 1])
    far = (gap > OVERNIGHT) & codes.only_day[ones] & codes.only_day[others] & (a[:, 0] != NO_DAY) & (b[:, 0] != NO_DAY)
    towns = codes.town[ones], codes.town[others]
    apart = (towns[0] != towns[1]) & (towns[0] != 0) & (towns[1] != 0)
    firm = ((codes.places[ones] & codes.places[others]) != 0) | ((a[:, 0] != NO_DAY) & (a == b).all(axis=1))
    found: Bools = firm & ~far & ~apart & ((codes.types[ones] & codes.kindred[others]) != 0)
    return found


def _heavy_enough(codes: Codes, ones: Ints, others: Ints) -> Bools:
    """The weight of each pair if every open question is answered for it, with the anchors it then has."""
    time, same_day = _time(codes, ones, others)
    place, same_place = _shared(codes.places, ones, others, ("same town", None, "place names alike"))
    actor, same_actor = _shared(codes.actors, ones, others, ("same actor", None, "other actor"))
    target, same_target = _shared(codes.targets, ones, others, ("same target", None, "other target"))
    number, same_number = _number(codes, ones, others)
    kind, _ = _shared(codes.types, ones, others, ("same act", "kindred type", "kindred type"))
    trigger, _ = _shared(codes.triggers, ones, others, ("same trigger", "other trigger", "other trigger"))
    bits = time + place + actor + target + number + kind + trigger + np.float32(WEIGHT["words alike"] + _SLACK)
    named = (codes.places[ones] != 0) & (codes.places[others] != 0)  # place names alike anchor too
    anchors = np.sum([same_day, same_place | named, same_actor, same_target, same_number], axis=0)
    enough: Bools = (bits >= LINK) & (anchors >= ANCHORS) & (same_day | same_place)
    return enough


def _number(codes: Codes, ones: Ints, others: Ints) -> tuple[Floats, Bools]:
    """As many as may be the same, where both give numbers; else one that stands in both passages."""
    shared = (codes.numbers[ones] & codes.numbers[others]) != 0
    given = (codes.numbers[ones] != 0) & (codes.numbers[others] != 0)
    told = ((codes.told[ones] & codes.told[others]) != 0) & ~given
    meet = (codes.counted[ones] & codes.counted[others]) != 0
    levels = ((shared, "several numbers the same"), (told, "number told in both"), (meet, "numbers meet"))
    bits = np.select([where for where, _ in levels], [WEIGHT[level] for _, level in levels], 0.0)
    return bits.astype(np.float32), shared | told


def _time(codes: Codes, ones: Ints, others: Ints) -> tuple[Floats, Bools]:
    a, b = codes.day[ones], codes.day[others]
    dated = (a[:, 0] != NO_DAY) & (b[:, 0] != NO_DAY)
    same = dated & (a[:, 0] == a[:, 1]) & (a == b).all(axis=1)
    meet = (a[:, 0] <= b[:, 1]) & (b[:, 0] <= a[:, 1])
    near = codes.around[ones], codes.around[others]
    said = np.abs(near[0] - near[1])
    levels = (
        (same, "same day"),
        (dated & meet, "days overlap"),
        (dated, "a day apart"),
        ((near[0] == NO_DAY) | (near[1] == NO_DAY), "no time to compare"),
        (said <= 1, "said within a day"),
        (said <= 3, "said within three days"),
        (said <= 7, "said within a week"),
    )
    bits = np.select([where for where, _ in levels], [WEIGHT[level] for _, level in levels], WEIGHT["said weeks apart"])
    return bits.astype(np.float32), same


def _shared(sets: Ints, ones: Ints, others: Ints, levels: tuple[str, str | None, str]) -> tuple[Floats, Bools]:
    """Bits where two sets may share something, where one is silent (None: no evidence), and where they share nothing."""
    a, b = sets[ones], sets[others]
    shared = (a & b) != 0
    same, silent, other = (0.0 if level is None else WEIGHT[level] for level in levels)
    bits = np.where(shared, np.float32(same), np.where((a == 0) | (b == 0), np.float32(silent), np.float32(other)))
    return bits.astype(np.float32), shared
