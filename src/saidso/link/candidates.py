"""Which pairs of groups are worth weighing, and by which rule each pair came up.

Blocking by equi-joins inside a time window. A rule gives every group some keys; groups that share a key become a pair. Time
is cut into weeks, and a group enters the weeks before and after its own half-way, so that no pair is lost at a border.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from saidso.link.groups import Group, place_key
from saidso.link.names import name_of

WEEK = 7
LARGEST_BLOCK = 200  # groups; a key that so many share ("the army" in a busy week) tells nothing, and pairs grow with its square


def candidates(groups: Sequence[Group]) -> dict[tuple[str, str], str]:
    """Pairs of group ids to weigh, smaller id first, each with the rule that made it (the first in the order of ``RULES``).

    Groups of one document are paired too (the model may have parted one event), at a price in ``weights``, and only over a
    place or an actor with a target: its passages share their names and numbers anyway.
    """
    document = {group.id: group.document for group in groups}
    pairs: dict[tuple[str, str], str] = {}
    for rule, keys in RULES:
        blocks: dict[str, set[str]] = defaultdict(set)
        for group in groups:
            for key in keys(group):
                blocks[key].add(group.id)
        for key in sorted(blocks):
            if len(blocks[key]) <= LARGEST_BLOCK:
                for pair in combinations(sorted(blocks[key]), 2):
                    if rule in _WITHIN or document[pair[0]] != document[pair[1]]:
                        pairs.setdefault(pair, rule)
    return pairs


def _weeks(group: Group) -> Iterator[str]:
    """The week of the event and the nearer neighbour; "undated" where the group gives no time at all."""
    if group.around is None:
        yield "undated"
        return
    week, day = divmod(group.around.toordinal(), WEEK)
    yield str(week)
    yield str(week - 1 if day < WEEK / 2 else week + 1)


def _timed(names: Iterable[str], group: Group) -> Iterator[str]:
    for name in sorted(set(names)):
        for week in _weeks(group):
            yield f"{name}|{week}"


def _by_place(group: Group) -> Iterator[str]:
    yield from _timed((place_key(place) for place in group.places), group)


def _tokens(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        tokens = name_of(name).tokens
        if tokens:
            yield name_of(name).head


def _by_actor_and_target(group: Group) -> Iterator[str]:
    pairs = (f"{actor}>{target}" for actor in _tokens(group.actors) for target in _tokens(group.targets))
    yield from _timed(pairs, group)


def _by_number(group: Group) -> Iterator[str]:
    exact = (f"{slot}={count.low}" for slot, _, count in group.counts if count.exact and count.low and count.low == count.high)
    yield from _timed(exact, group)


def _by_names(group: Group) -> Iterator[str]:
    names = sorted(word for word in group.words if word.startswith("^"))[:12]
    yield from _timed((f"{one}{other}" for one, other in combinations(names, 2)), group)


RULES: tuple[tuple[str, Callable[[Group], Iterator[str]]], ...] = (
    ("same place, near in time", _by_place),
    ("same actor and target, near in time", _by_actor_and_target),
    ("same number, near in time", _by_number),
    ("two names shared, near in time", _by_names),
)
"""Blocking rules in the order in which they claim a pair."""

_WITHIN = frozenset(rule for rule, _ in RULES[:2])
