"""Sets of reports that hang together, none of them too large to be one event's.

Where many events compete - a busy town, one army in the reports of a whole country - pairs of a bare link's weight are mostly
chance, and chance pairs tie thousands of reports into one set. Such a set is parted by its weakest pairs: links in it count only
from one bit more on, again and again, until no more than ``LARGEST_SET`` reports hang together. Inside what is left clusters need
that many bits too. So the part of a report hangs on its neighbourhood alone: it is all that hangs together with it at the
smallest whole number of bits at which that is not too much. A person's must-links are never cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from saidso.link.weights import LINK

LARGEST_SET = 300
"""Groups. One event with as many reports stays whole; of a million invented claims of one war a set has some ten thousand."""
ALWAYS = 64
"""Whole bits of a must-link: more than any weight."""
_ROOM = 8  # for the number of the blocking rule beside the bits

Edge = tuple[int, int]
"""Two places in the sorted list of units, the smaller first."""


def how_of(rule: int, bits: float) -> int:
    """The rule that made a pair and the whole bits it weighs, in one number, as an index keeps it."""
    return rule + _ROOM * floor(bits)


def rule_of(how: int) -> int:
    """The number of the blocking rule."""
    return how % _ROOM


def bits_of(how: int) -> int:
    """The weight of the pair, rounded down."""
    return how // _ROOM


@dataclass(frozen=True, slots=True)
class Part:
    """Groups that hang together, ascending, and the bits from which on links count among them."""

    members: tuple[int, ...]
    least: float = LINK


def components(size: int, joined: Iterable[Edge]) -> list[list[int]]:
    """The places 0 to size - 1 in sets that edges hold together, each sorted, the sets by their first."""
    up = list(range(size))

    def root(one: int) -> int:
        while up[one] != one:
            up[one] = up[up[one]]
            one = up[one]
        return one

    for one, other in joined:
        a, b = root(one), root(other)
        up[max(a, b)] = min(a, b)
    sets: dict[int, list[int]] = {}
    for each in range(size):
        sets.setdefault(root(each), []).append(each)
    return list(sets.values())


def parted(size: int, joined: Iterable[tuple[int, int, int]]) -> list[Part]:
    """The parts of 0 to size - 1, by their first member, for pairs that link: (one, other, whole bits)."""
    made: list[Part] = []
    todo: list[tuple[int, Sequence[int], Sequence[tuple[int, int, int]]]] = [(floor(LINK), range(size), list(joined))]
    while todo:
        least, members, pairs = todo.pop()
        place = {member: at for at, member in enumerate(members)}
        sets = components(len(members), ((place[one], place[other]) for one, other, _ in pairs))
        large = {each: at for at, found in enumerate(sets) if len(found) > LARGEST_SET and least < ALWAYS for each in found}
        inside: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for pair in pairs:
            if pair[2] > least and (at := large.get(place[pair[0]])) is not None:
                inside[at].append(pair)
        for at, found in enumerate(sets):
            own = tuple(members[each] for each in found)
            if found[0] in large:
                todo.append((least + 1, own, inside[at]))
            else:
                made.append(Part(own, float(least)))
    return sorted(made, key=lambda part: part.members[0])


class Reach:
    """The parts of single groups, looking no further than they reach; what was seen is kept.

    Args:
        beside: for some groups all others each is joined with, and the whole bits of the pair.
    """

    def __init__(self, beside: Callable[[Sequence[int]], Mapping[int, Mapping[int, int]]]) -> None:
        self._beside = beside
        self._seen: dict[int, Mapping[int, int]] = {}
        self._parts: dict[int, Part] = {}
        self._large: dict[int, set[int]] = defaultdict(set)

    def part(self, number: int) -> Part:
        """The part of a group: the same as ``parted`` gives over everything."""
        least = floor(LINK)
        while number not in self._parts:
            found = self._together(number, least)
            if found is not None:
                part = Part(tuple(sorted(found)), float(least))
                self._parts.update(dict.fromkeys(found, part))
            least += 1
        return self._parts[number]

    def look(self, numbers: Iterable[int]) -> None:
        """Read what stands beside these and their neighbours at once, which is quicker than one by one."""
        self._read(numbers)
        self._read(other for number in numbers for other in self._seen[number])

    def _together(self, number: int, least: int) -> set[int] | None:
        """All that hangs together with a group from so many bits on; None where that is too much."""
        found, edge, large = {number}, {number}, self._large[least]
        while edge:
            if least < ALWAYS and (len(found) > LARGEST_SET or not large.isdisjoint(edge)):
                large |= found
                return None
            self._read(edge)
            edge = {other for each in edge for other, bits in self._seen[each].items() if bits >= least} - found
            found |= edge
        return found

    def _read(self, numbers: Iterable[int]) -> None:
        wanted = sorted(set(numbers) - self._seen.keys())
        if wanted:
            found = self._beside(wanted)
            self._seen.update((each, found.get(each, {})) for each in wanted)
