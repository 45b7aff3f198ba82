"""Which pairs of groups are worth weighing, and by which rule each pair came up.

Blocking by equi-joins inside a time window. A rule gives every group some keys; groups that share a key become a pair. Time
is cut into weeks, and a group enters the weeks before and after its own half-way, so that no pair is lost at a border.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from saidso.link.groups import Group
from saidso.link.names import name_of

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

WEEK = 7
LARGEST_BLOCK = 200  # groups; a key that so many share ("the army" in a busy week) tells nothing, and pairs grow with its square
_AT_ONCE = 2_000_000  # pairs; what is held before repeated ones are dropped
_RULES = 8  # room for the number of a rule beside a pair in one integer


def candidates(groups: Sequence[Group]) -> dict[tuple[str, str], str]:
    """Pairs of group ids to weigh, smaller id first, each with the rule that made it (the first in the order of ``RULES``).

    Groups of one document are paired too (the model may have parted one event), at a price in ``weights``, and only over a
    place or an actor with a target: its passages share their names and numbers anyway.
    """
    pool = sorted(groups, key=lambda group: group.id)
    found: dict[tuple[str, str], str] = {}
    for ones, others, rules in pairs(pool):
        for one, other, rule in zip(ones.tolist(), others.tolist(), rules.tolist(), strict=True):
            pair = pool[one].id, pool[other].id
            found[pair] = min(found.get(pair, RULES[rule][0]), RULES[rule][0], key=_PLACE_IN_RULES.__getitem__)
    return found


def pairs(
    pool: Sequence[Group], *, worth: Callable[[Ints, Ints], Bools] | None = None
) -> Iterator[tuple[Ints, Ints, Ints]]:
    """The same over places in ``pool``, which is sorted by id: (one, other, number of the rule), a few million at a time.

    A pair that several keys make comes once in each batch, with its first rule. ``worth`` drops pairs before they are sorted
    and made single, which costs more than to look at them.
    """
    document = _numbered(group.document for group in pool)
    waiting: list[Ints] = []
    held = 0
    for rule, keys in enumerate(keys_by_rule(pool)):
        for ones, others in _within_blocks(*keys):
            if RULES[rule][0] not in WITHIN:
                apart = document[ones] != document[others]
                ones, others = ones[apart], others[apart]
            if worth is not None:
                kept = worth(ones, others)
                ones, others = ones[kept], others[kept]
            waiting.append((ones * len(pool) + others) * _RULES + rule)
            held += len(ones)
            if held > _AT_ONCE:
                yield _parted(np.concatenate(waiting), len(pool))
                waiting, held = [], 0
    if waiting:
        yield _parted(np.concatenate(waiting), len(pool))


def keys_by_rule(pool: Sequence[Group]) -> Iterator[tuple[Ints, Ints]]:
    """For each of ``RULES`` its keys as numbers, sorted, and beside each the place in ``pool`` of the group that has it."""
    for rule, (_, keys) in enumerate(RULES):
        made: list[int] = []
        sizes: list[int] = []
        for group in pool:
            own = {key_number(rule, key) for key in keys(group)}
            made += own
            sizes.append(len(own))
        numbers = np.array(made, dtype=np.int64)
        owners = np.repeat(np.arange(len(pool), dtype=np.int64), sizes)
        order = np.lexsort((owners, numbers))
        yield numbers[order], owners[order]


@lru_cache(maxsize=1 << 17)
def key_number(rule: int, key: Hashable) -> int:
    """A key of a rule as a number of 63 bits, the same in every process and on every day: an index keeps it."""
    digest = hashlib.blake2b(repr((rule, key)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def _within_blocks(numbers: Ints, owners: Ints) -> Iterator[tuple[Ints, Ints]]:
    """All pairs of owners that share a key, blocks of one size at a time; blocks too large to tell are left out."""
    starts = np.flatnonzero(numbers != np.roll(numbers, 1))
    starts = starts if len(starts) else np.zeros(min(len(numbers), 1), dtype=np.int64)  # one key, or none at all
    sizes = np.diff(np.concatenate((starts, [len(numbers)])))
    for size in np.unique(sizes).tolist():
        if not 2 <= size <= LARGEST_BLOCK:
            continue
        one, other = np.triu_indices(size, 1)
        of_size = starts[sizes == size]
        step = max(1, _AT_ONCE // len(one))
        for at in range(0, len(of_size), step):
            members = owners[of_size[at : at + step, None] + np.arange(size)]
            yield members[:, one].ravel(), members[:, other].ravel()


def _parted(coded: Ints, size: int) -> tuple[Ints, Ints, Ints]:
    coded = np.unique(coded)
    bare, rules = np.divmod(coded, _RULES)
    _, first = np.unique(bare, return_index=True)
    ones, others = np.divmod(bare[first], size)
    return ones, others, rules[first]


def _numbered(names: Iterable[str]) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)


def _weeks(group: Group) -> tuple[int, ...]:
    """The week of the event and the nearer neighbour; -1, "undated", where the group gives no time at all."""
    if group.around is None:
        return (-1,)
    week, day = divmod(group.around.toordinal(), WEEK)
    return week, week - 1 if day < WEEK / 2 else week + 1


def _timed(names: Iterable[Hashable], group: Group) -> Iterator[Hashable]:
    weeks = _weeks(group)
    return ((name, week) for name in names for week in weeks)


def _by_place(group: Group) -> Iterator[Hashable]:
    return _timed(group.place_keys, group)


def _heads(names: Iterable[str]) -> list[str]:
    return [name_of(name).head for name in names if name_of(name).tokens]


def _by_actor_and_target(group: Group) -> Iterator[Hashable]:
    targets = _heads(group.targets)
    return _timed(((actor, target) for actor in _heads(group.actors) for target in targets), group)


def _by_number(group: Group) -> Iterator[Hashable]:
    exact = ((slot, count.low) for slot, _, count in group.counts if count.exact and count.low and count.low == count.high)
    return _timed(exact, group)


def _by_names(group: Group) -> Iterator[Hashable]:
    names = sorted(word for word in group.words if word.startswith("^"))[:12]
    return _timed(combinations(names, 2), group)


RULES: tuple[tuple[str, Callable[[Group], Iterator[Hashable]]], ...] = (
    ("same place, near in time", _by_place),
    ("same actor and target, near in time", _by_actor_and_target),
    ("same number, near in time", _by_number),
    ("two names shared, near in time", _by_names),
)
"""Blocking rules in the order in which they claim a pair."""

_PLACE_IN_RULES = {rule: at for at, (rule, _) in enumerate(RULES)}
WITHIN = frozenset(rule for rule, _ in RULES[:2])
"""Rules that also pair groups of one document."""
