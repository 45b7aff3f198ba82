"""From weighed pairs to clusters: constrained average linkage, with a person's judgements as hard limits.

Average, not single, linkage: connected components glue incidents together over chance pairs (DESIGN.md section 3). Two
clusters join only if the mean weight over all their pairs reaches ``LINK`` and no pair is impossible. When two groups of one
document fit a third group equally well, neither is taken: a missed link costs a reviewer a minute, a false one a reader's
trust.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np

from saidso.link.groups import Group
from saidso.link.parting import LARGEST_SET
from saidso.link.screen import codes, may_link
from saidso.link.weights import CLOSE, LINK, Weighed, weigh
from saidso.nouns.incident import LinkReason

Pair = tuple[str, str]

_FEW = 12  # groups; in so small a component all pairs are weighed sooner than screened

BY_HAND = "must-link by a person"
TWO_CANDIDATES = "two candidates in one document: not chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Groups of one incident (ids, sorted) and the reason of every join that made it, strongest first."""

    groups: tuple[str, ...]
    reasons: tuple[LinkReason, ...] = ()

    @property
    def weakest(self) -> LinkReason | None:
        """The join to review first; a person's own link is not in question."""
        made = [reason for reason in self.reasons if reason.rule != BY_HAND]
        return min(made, key=lambda reason: (reason.weight, reason.one, reason.other), default=None)


def crowded(least: float) -> tuple[str, ...]:
    """What is said of a link in a part of a large set: from how many bits on links count there; nothing elsewhere."""
    return (f"of over {LARGEST_SET} reports that hang together: links count from {least:g} bits on",) if least > LINK else ()


def ordered(one: str, other: str) -> Pair:
    """The pair, smaller id first."""
    return (one, other) if one <= other else (other, one)


def weigh_all(groups: Mapping[str, Group], candidates: Mapping[Pair, str]) -> dict[Pair, Weighed]:
    """Weights of all candidate pairs; a pair of two equal candidates carries its reason and links nothing."""
    weighed = {pair: weigh(groups[pair[0]], groups[pair[1]]) for pair in sorted(candidates)}
    unclear = _unclear(groups, weighed)
    return {pair: replace(one, impossible=None, bits=0.0, parts=(*one.parts, TWO_CANDIDATES)) if pair in unclear else one
            for pair, one in weighed.items()}  # fmt: skip


def _unclear(groups: Mapping[str, Group], weighed: Mapping[Pair, Weighed]) -> set[Pair]:
    """Pairs in which one group has two nearly equal partners in one other document, which are not one event themselves."""
    partners: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for (one, other), found in weighed.items():
        if found.links and groups[one].document != groups[other].document:
            partners[one, groups[other].document].append((found.bits, other))
            partners[other, groups[one].document].append((found.bits, one))
    unclear: set[Pair] = set()
    for (group, _), fitting in partners.items():
        best = max(bits for bits, _ in fitting)
        rivals = sorted(other for bits, other in fitting if best - bits < CLOSE)
        apart = [pair for pair in combinations(rivals, 2) if not weigh(groups[pair[0]], groups[pair[1]]).links]
        unclear.update(ordered(group, other) for pair in apart for other in pair)
    return unclear


def clusters(
    groups: Mapping[str, Group],
    candidates: Mapping[Pair, str],
    *,
    must: frozenset[Pair] = frozenset(),
    cannot: frozenset[Pair] = frozenset(),
    least: float = LINK,
) -> tuple[Cluster, ...]:
    """The partition of all groups, sorted by first id: a pure function of its arguments, whatever their order.

    Args:
        groups: group id to group.
        candidates: pairs to weigh with the blocking rule of each.
        must: pairs that a person put together; they hold against every weight and limit.
        cannot: pairs that a person put apart; where both are asked for, apart wins.
        least: bits from which on pairs and means count, where these groups are part of a set too large (``parting``).
    """
    weighed = weigh_all(groups, candidates)
    edges = sorted({pair for pair, found in weighed.items() if found.links and found.bits >= least} | must)
    made = [
        cluster
        for component in _components(sorted(groups), edges)
        for cluster in _Linkage(component, groups, candidates, weighed, (must - cannot, cannot), least).run()
    ]
    return tuple(sorted(made, key=lambda cluster: cluster.groups))


def _components(ids: Sequence[str], edges: Sequence[Pair]) -> Iterator[tuple[str, ...]]:
    """Within these the clusters are sought: a mean of LINK or more needs at least one pair of LINK or more."""
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other in edges:
        beside[one].append(other)
        beside[other].append(one)
    seen: set[str] = set()
    for start in ids:
        if start in seen:
            continue
        found, todo = {start}, [start]
        while todo:
            for each in beside[todo.pop()]:
                if each not in found:
                    found.add(each)
                    todo.append(each)
        seen |= found
        yield tuple(sorted(found))


class _Linkage:
    """Average linkage in one component. Clusters are named by their smallest group id.

    A mean of LINK needs a pair of LINK or more, so only clusters with such a pair between them are looked at, and only their
    pairs are weighed: components of busy weeks hold thousands of groups. A cluster has a number for each form it grows
    through; sums of weights are kept per two forms.
    """

    def __init__(
        self,
        ids: Sequence[str],
        groups: Mapping[str, Group],
        rules: Mapping[Pair, str],
        weighed: Mapping[Pair, Weighed],
        by_hand: tuple[frozenset[Pair], frozenset[Pair]],
        least: float,
    ) -> None:
        must, self._cannot = by_hand
        self._groups, self._rules, self._weighed, self._least = groups, rules, weighed, least
        self._must = sorted(pair for pair in must if pair[0] in ids and pair[1] in ids)
        self._ids = ids
        self._members: dict[str, list[str]] = {each: [each] for each in ids}
        self._reasons: dict[str, list[LinkReason]] = {each: [] for each in ids}
        self._pairs: dict[Pair, Weighed] = {}
        self._form = {each: at for at, each in enumerate(ids)}
        self._parts: dict[int, tuple[int, int]] = {}
        self._sums: dict[tuple[int, int], float] = {}
        self._near: dict[str, set[str]] = {each: set() for each in ids}
        for one, other in self._may_link() if len(ids) > 1 else ():
            if self._pair((one, other)).bits >= least:
                self._near[one].add(other)
                self._near[other].add(one)

    def run(self) -> Iterator[Cluster]:
        """The clusters: first what a person joined, then pair by pair from the heaviest down."""
        for one, other in self._must:
            a, b = self._home(one), self._home(other)
            if a != b and not self._person_bars(a, b):
                self._join(a, b, LinkReason(one=one, other=other, rule=BY_HAND, weight=float("inf")))
        queue = [self._entry(pair) for pair in {ordered(one, other) for one in self._near for other in self._near[one]}]
        heapq.heapify(queue)
        while queue:
            mean, pair, forms = heapq.heappop(queue)
            if forms != self._forms(pair):
                continue
            if -mean < self._least:
                break
            kept = self._join(*pair, self._reason(pair, -mean))
            for other in self._near[kept]:
                heapq.heappush(queue, self._entry(ordered(kept, other)))
        for name in sorted(self._members):
            yield Cluster(groups=tuple(sorted(self._members[name])), reasons=tuple(self._reasons[name]))

    def _may_link(self) -> Iterator[Pair]:
        if len(self._ids) <= _FEW:
            yield from combinations(self._ids, 2)
            return
        read = codes([self._groups[each] for each in self._ids])
        for at, one in enumerate(self._ids[:-1]):
            others = np.arange(at + 1, len(self._ids), dtype=np.int64)
            for other in others[may_link(read, np.full_like(others, at), others)].tolist():
                yield one, self._ids[other]

    def _pair(self, pair: Pair) -> Weighed:
        if pair not in self._pairs:
            known = self._weighed.get(pair)
            self._pairs[pair] = weigh(self._groups[pair[0]], self._groups[pair[1]]) if known is None else known
        return self._pairs[pair]

    def _home(self, group: str) -> str:
        return next(name for name, members in self._members.items() if group in members)

    def _person_bars(self, one: str, other: str) -> bool:
        return any(ordered(a, b) in self._cannot for a, b in product(self._members[one], self._members[other]))

    def _forms(self, pair: Pair) -> tuple[int, int] | None:
        a, b = self._form.get(pair[0]), self._form.get(pair[1])
        return None if a is None or b is None else (min(a, b), max(a, b))

    def _entry(self, pair: Pair) -> tuple[float, Pair, tuple[int, int]]:
        forms = min(self._form[each] for each in pair), max(self._form[each] for each in pair)
        return -self._sum(*forms) / (len(self._members[pair[0]]) * len(self._members[pair[1]])), pair, forms

    def _sum(self, one: int, other: int) -> float:
        """The weights of all pairs across two forms, the earlier first; minus infinity where one pair cannot be."""
        if (one, other) not in self._sums:
            if other in self._parts:
                a, b = self._parts[other]
                found = self._sum(min(a, one), max(a, one)) + self._sum(min(b, one), max(b, one))
            else:
                pair = self._ids[one], self._ids[other]
                barred = pair in self._cannot or self._pair(pair).impossible is not None
                found = float("-inf") if barred else self._pair(pair).bits
            self._sums[one, other] = found
        return self._sums[one, other]

    def _reason(self, pair: Pair, mean: float) -> LinkReason:
        """The strongest pair across the two clusters speaks for their join; its rule and parts are shown."""
        across = [ordered(a, b) for a, b in product(self._members[pair[0]], self._members[pair[1]])]
        best = min(across, key=lambda each: (-self._pair(each).bits, each))
        rule = self._rules.get(best, "met through a third report")
        parts = (*self._pair(best).parts, *crowded(self._least))
        return LinkReason(one=best[0], other=best[1], rule=rule, weight=round(mean, 2), parts=parts)

    def _join(self, one: str, other: str, reason: LinkReason) -> str:
        kept, gone = ordered(one, other)
        self._members[kept] += self._members.pop(gone)
        self._reasons[kept] += [*self._reasons.pop(gone), reason]
        form = len(self._ids) + len(self._parts)
        self._parts[form] = self._form[kept], self._form.pop(gone)
        self._form[kept] = form
        for third in self._near.pop(gone):
            self._near[third].discard(gone)
            if third != kept:
                self._near[third].add(kept)
                self._near[kept].add(third)
        return kept
