"""Groups of claims as a table that SQL can compare: sets become lists of numbers, and what only Python can compare a number.

Two groups with the same tuple of places (or actors, targets, counts) get the same number, so that each two tuples are compared
once, however many pairs of groups have them (``Numbered.values``). Number 0 is the empty tuple: the document does not say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from itertools import count
from operator import or_
from typing import TYPE_CHECKING, Generic, TypeVar

from saidso.link.candidates import LARGEST_BLOCK, RULES
from saidso.link.groups import COARSE_PLACES, Counted, Group, place_key
from saidso.link.weights import RESULTS, compatible, may_be_called
from saidso.values.event_type import EventType
from saidso.values.place import Place

if TYPE_CHECKING:
    import pyarrow as pa

V = TypeVar("V", bound=Hashable)

_BIT = {kind: 1 << at for at, kind in enumerate(EventType)}
_KINDRED = {one: sum(bit for kind, bit in _BIT.items() if compatible(one, kind)) for one in EventType}
_CALLED = {one: sum(bit for kind, bit in _BIT.items() if kind not in RESULTS and may_be_called(one, kind)) for one in EventType}
_WIDE = COARSE_PLACES - {"unknown"}


class Numbered(Generic[V]):
    """Numbers for values in the order in which they come, from 0, and the values by their numbers."""

    def __init__(self, *known: V) -> None:
        self._numbers: defaultdict[V, int] = defaultdict(count().__next__)
        self.all(known)

    def of(self, value: V) -> int:
        """The number of a value, the same whenever it comes."""
        return self._numbers[value]

    def all(self, values: Iterable[V]) -> list[int]:
        """The numbers of several values."""
        numbers = self._numbers
        return [numbers[value] for value in values]

    @property
    def values(self) -> list[V]:
        """The values, each at its number."""
        return list(self._numbers)


@dataclass(frozen=True, slots=True)
class Words:
    """What the numbers in a table of groups stand for, where Python has to compare it."""

    places: Numbered[tuple[Place, ...]] = field(default_factory=lambda: Numbered(()))
    names: Numbered[tuple[str, ...]] = field(default_factory=lambda: Numbered(()))
    counts: Numbered[tuple[Counted, ...]] = field(default_factory=lambda: Numbered(()))


def table_of(pool: Sequence[Group]) -> tuple[pa.Table, Words]:
    """One row per group in the order of ``pool``, and what the numbers in it mean.

    ``unique_id`` is the place in ``pool``; days count from 1 January of the year 1; ``keys_0`` to ``keys_3`` are the keys of
    the four blocking rules, those left out that more than ``LARGEST_BLOCK`` groups share.
    """
    import pyarrow as pa

    words = Words()
    columns: dict[str, pa.Array] = {"unique_id": pa.array(range(len(pool)), pa.int64())}
    for rule, (_, keys) in enumerate(RULES):
        columns[f"keys_{rule}"] = pa.array(_blocks(pool, keys), pa.list_(pa.int64()))
    for name, read in {**_days(), **_fields(words)}.items():
        columns[name] = pa.array([read(group) for group in pool], pa.int64())
    for name, many in _sets().items():
        columns[name] = pa.array([many(group) for group in pool], pa.list_(pa.int64()))
    columns["mass"] = pa.array([group.mass for group in pool], pa.float64())
    columns["realised"] = pa.array([group.realised for group in pool], pa.bool_())
    columns["against"] = pa.array([_denied_or_doubted(group) for group in pool], pa.bool_())
    return pa.table(columns), words


def _blocks(pool: Sequence[Group], keys: Callable[[Group], Iterable[Hashable]]) -> list[list[int]]:
    """The keys of each group by one rule as numbers; a key that so many share ("the army" in a busy week) tells nothing."""
    numbers: Numbered[Hashable] = Numbered()
    found = [numbers.all(set(keys(group))) for group in pool]
    shared = Counter(key for own in found for key in own)
    return [[key for key in own if 2 <= shared[key] <= LARGEST_BLOCK] for own in found]


def _days() -> dict[str, Callable[[Group], int | None]]:
    return {
        "first_day": lambda group: _ordinal(group.day and group.day[0]),
        "last_day": lambda group: _ordinal(group.day and group.day[1]),
        "earliest": lambda group: _ordinal(group.days[0][0] if group.days else None),
        "latest": lambda group: _ordinal(max((last for _, last in group.days), default=None)),
        "around": lambda group: _ordinal(group.around),
        "said_on": lambda group: _ordinal(group.said_on),
    }


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _fields(words: Words) -> dict[str, Callable[[Group], int]]:
    documents: Numbered[str] = Numbered()
    data_sets: Numbered[tuple[str, str] | None] = Numbered(None)  # 0: of no data set
    return {
        "data_set": lambda group: data_sets.of(group.data_set),
        "document": lambda group: documents.of(group.document),
        "types": lambda group: reduce(or_, (_BIT[kind] for kind in group.types)),
        "kindred": lambda group: reduce(or_, (_KINDRED[kind] for kind in group.types)),
        "acts": lambda group: reduce(or_, (_BIT[kind] for kind in group.types - RESULTS), 0),
        "called": lambda group: reduce(or_, (_CALLED[kind] for kind in group.types - RESULTS), 0),
        "town": _only_town,
        "places": lambda group: words.places.of(group.places),
        "actors": lambda group: words.names.of(group.actors),
        "targets": lambda group: words.names.of(group.targets),
        "counts": lambda group: words.counts.of(group.counts),
    }


def _only_town(group: Group) -> int:
    """The gazetteer's number of a group's one town, if nothing is open about it, else 0: two such numbers exclude each other."""
    if len(group.places) != 1:
        return 0
    place = group.places[0]
    plain = place.kind == "town" and place.name is not None and place.country is not None and place.part is None
    return place.geoname_id or 0 if plain else 0


def _sets() -> dict[str, Callable[[Group], list[int]]]:
    keys: Numbered[str] = Numbered()
    triggers: Numbered[str] = Numbered()
    telling: Numbered[str] = Numbered()
    return {
        "first_days": lambda group: [first.toordinal() for first, _ in group.days],
        "last_days": lambda group: [last.toordinal() for _, last in group.days],
        "place_keys": lambda group: keys.all(group.place_keys),
        "fine_keys": lambda group: keys.all(place_key(place) for place in group.places if place.kind not in _WIDE),
        "town_keys": lambda group: keys.all(place_key(place) for place in group.places if place.kind == "town"),
        "told": lambda group: sorted(group.told),
        "triggers": lambda group: triggers.all(group.triggers),
        "proper_words": lambda group: telling.all(word for word in group.words if word.startswith("^")),
        "other_words": lambda group: telling.all(word for word in group.words if not word.startswith("^")),
    }


def _denied_or_doubted(group: Group) -> bool:
    said = any(claim.stance in ("denies", "doubts") or claim.status == "negated" for claim in group.claims)
    return said and not group.realised
