"""The pairs that link, of as many groups as there are: candidates, screened and weighed, a stretch of time after the other.

Groups meet only near in time (``candidates``), so a stretch of days can be searched with no more than three weeks on both
sides of it. What is found hangs on the claims alone, not on how time was parted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise

import numpy as np

from saidso.link.candidates import WEEK, Bools, Ints, pairs
from saidso.link.groups import Group, Unit, around_of, day_of, days_of, group_of
from saidso.link.parting import Edge, how_of
from saidso.link.screen import codes, may_link, possible
from saidso.link.spread import spread
from saidso.link.weights import weigh

STRETCH = 20_000  # groups; one process holds so many and their neighbours at once, some 200 MB
MARGIN = 3 * WEEK  # days: who shares a week with a group, and who shares a key with it, is nearer than that


@dataclass(frozen=True, slots=True)
class Stretch:
    """Groups to search: places in the list of units, ascending, and which of them this stretch answers for."""

    members: Ints
    own: Bools


def edges(units: Sequence[Unit]) -> dict[Edge, int]:
    """Every pair of units that links, each with the blocking rule that made it and its weight (``parting.how_of``)."""
    found: dict[Edge, int] = {}
    for each in spread(partial(_edges_in, units), stretches([_around(unit) for unit in units])):
        found.update(each)
    return found


def stretches(around: Sequence[date | None]) -> list[Stretch]:
    """One stretch of all groups that have no time at all, which is the longest to search, and time cut into such of about
    ``STRETCH`` groups."""
    days = np.array([0 if day is None else day.toordinal() for day in around], dtype=np.int64)
    dated = np.sort(days[days > 0])
    borders = np.unique(dated[::STRETCH][1:]) if len(dated) > STRETCH else dated[:0]
    starts = [1, *borders.tolist(), date.max.toordinal() + 1]
    undated = np.flatnonzero(days == 0)
    made = [Stretch(undated, np.ones(len(undated), dtype=np.bool_))]
    for first, end in pairwise(starts):
        members = np.flatnonzero((days >= max(first - MARGIN, 1)) & (days < end + MARGIN))
        made.append(Stretch(members, (days[members] >= first) & (days[members] < end)))
    return [stretch for stretch in made if stretch.own.any()]


def linking(pool: Sequence[Group], own: Bools) -> Iterator[tuple[int, int, int]]:
    """(one, other, ``parting.how_of`` it) for the pairs of ``pool`` that link and whose first is ``own``, sorted."""
    if len(pool) < 2:
        return
    read = codes(pool)
    found: dict[Edge, int] = {}
    for ones, others, rules in pairs(pool, worth=lambda ones, others: own[ones] & possible(read, ones, others)):
        kept = may_link(read, ones, others)
        for one, other, rule in zip(ones[kept].tolist(), others[kept].tolist(), rules[kept].tolist(), strict=True):
            found[one, other] = min(rule, found.get((one, other), rule))
    for (one, other), rule in sorted(found.items()):
        weighed = weigh(pool[one], pool[other])
        if weighed.links:
            yield one, other, how_of(rule, weighed.bits)


def _around(unit: Unit) -> date | None:
    return around_of(unit, day_of(days_of(unit)))


def _edges_in(units: Sequence[Unit], stretch: Stretch) -> Mapping[Edge, int]:
    at = stretch.members.tolist()
    pool = [group_of(units[each]) for each in at]
    return {(at[one], at[other]): how for one, other, how in linking(pool, stretch.own)}
