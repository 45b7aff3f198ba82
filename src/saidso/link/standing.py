"""A linking that grows: claims that come later touch only the incidents they meet, and all others stay as they are.

What is kept in memory beside the claims: for every group its blocking keys, its codes for the screen, and the pairs that
link. A pair that links does so whatever else there is, with one exception: a block that grows past ``LARGEST_BLOCK`` makes
no pairs any more, so the pairs it made are looked at again. Result and ids are those of a run over everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial

import numpy as np

from saidso.link.candidates import LARGEST_BLOCK, RULES, WITHIN, Ints, keys_by_rule
from saidso.link.edges import STRETCH, edges
from saidso.link.groups import Group, Unit, group_of, units
from saidso.link.identity import name_clusters
from saidso.link.incidents import Settled, batches, by_hand
from saidso.link.screen import Codes, codes, may_link
from saidso.link.spread import spread
from saidso.link.weights import weigh
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident, Linking
from saidso.nouns.judgement import Judgement, standing

Block = tuple[int, int]
"""The number of a rule and a key of it."""


class Standing:
    """All claims of a ledger, linked, and ready for more.

    Use it where claims come in small deliveries to a process that stays up; a run of ``link`` over everything gives the same.

    Args:
        claims, judgements, known_ids: as for ``link``.

    Attributes:
        linking: what ``link`` gives for the claims of the start.
    """

    def __init__(
        self, claims: Iterable[Claim], judgements: Iterable[Judgement] = (), *, known_ids: Mapping[str, str] | None = None
    ) -> None:
        self._judgements = standing(judgements)
        self._ids = dict(known_ids or {})
        self._codes = codes([])
        self._units: list[Unit] = []
        self.linking: Linking = self._begin(claims)

    def add(self, claims: Iterable[Claim]) -> Linking:
        """Link claims that are new. Gives the incidents that are new or changed, and the log of changes.

        An incident that a change of the kind "merged" names as old is no more; every other one stands. Where a claim joins
        a group that stands already (a document read again), everything is linked anew and all incidents are given.
        """
        fresh = units([claim for claim in claims if claim.id not in self._ids], self._judgements)
        if any(self._key(unit) in self._pools for unit in fresh):
            return self._begin([claim for unit in (*self._units, *fresh) for claim in unit])
        first = len(self._units)
        pool = [group_of(unit) for unit in fresh]
        self._units += fresh
        self._pools.update(map(self._key, fresh))
        if pool:
            self._codes = _joined([self._codes, codes(pool)])
        touched = set(range(first, len(self._units)))
        entered = self._enter(pool, first)
        touched |= self._crowded(entered, first)
        self._connect(entered, dict(enumerate(pool, start=first)))
        return self._settle(self._reached(touched))

    @staticmethod
    def _key(unit: Unit) -> tuple[str, str]:
        return unit[0].document_id, unit[0].group

    def _begin(self, claims: Iterable[Claim]) -> Linking:
        self._units = units(claims, self._judgements)
        self._pools = set(map(self._key, self._units))
        self._rules: dict[int, dict[int, str]] = defaultdict(dict)
        for (one, other), rule in edges(self._units).items():
            self._rules[one][other] = self._rules[other][one] = rule
        chunks = [range(at, min(at + STRETCH, len(self._units))) for at in range(0, len(self._units), STRETCH)]
        read = list(spread(partial(_read, self._units), chunks))
        self._codes = _joined([found for found, _ in read])
        self._blocks = [_sorted([keys[rule] for _, keys in read]) for rule in range(len(RULES))]
        self._later: dict[Block, list[int]] = defaultdict(list)
        return self._settle(range(len(self._units)))

    # ---------------------------------------------------------------- blocks

    def _enter(self, pool: Sequence[Group], first: int) -> Mapping[Block, list[int]]:
        """Put new groups into their blocks; gives the new members of each block."""
        entered: dict[Block, list[int]] = defaultdict(list)
        for rule, (numbers, owners) in enumerate(keys_by_rule(pool)):
            for number, owner in zip(numbers.tolist(), owners.tolist(), strict=True):
                entered[rule, number].append(first + owner)
        for block, members in entered.items():
            self._later[block] += members
        return entered

    def _members(self, block: Block) -> list[int]:
        numbers, owners = self._blocks[block[0]]
        low, high = np.searchsorted(numbers, block[1], "left"), np.searchsorted(numbers, block[1], "right")
        found: list[int] = owners[low:high].tolist()
        return [*found, *self._later.get(block, ())]

    def _crowded(self, entered: Mapping[Block, list[int]], first: int) -> set[int]:
        """Blocks that have just become too large: the pairs among their members that nothing else makes are undone."""
        touched: set[int] = set()
        for block, new in entered.items():
            members = self._members(block)
            if not len(members) - len(new) <= LARGEST_BLOCK < len(members):
                continue
            old = {each for each in members if each < first}
            made = [(one, other) for one in old for other in self._rules[one].keys() & old if one < other]
            for one, other in made:
                rule = self._rule(one, other)
                touched |= {one, other}
                for a, b in ((one, other), (other, one)):
                    self._rules[a].pop(b)
                    if rule is not None:
                        self._rules[a][b] = rule
        return touched

    def _rule(self, one: int, other: int) -> str | None:
        """The first blocking rule that makes this pair, or None."""
        pair = [group_of(self._units[each]) for each in (one, other)]
        for rule, (numbers, _) in enumerate(keys_by_rule(pair)):
            shared = numbers[1:][numbers[1:] == numbers[:-1]].tolist()
            if any(len(self._members((rule, number))) <= LARGEST_BLOCK for number in shared) and self._may_meet(rule, one, other):
                return RULES[rule][0]
        return None

    def _may_meet(self, rule: int, one: int, other: int) -> bool:
        return RULES[rule][0] in WITHIN or self._units[one][0].document_id != self._units[other][0].document_id

    # ---------------------------------------------------------------- pairs, sets, incidents

    def _connect(self, entered: Mapping[Block, list[int]], known: dict[int, Group]) -> None:
        """Weigh the new groups against all they meet."""
        met: dict[tuple[int, int], int] = {}
        for block, new in entered.items():
            members = self._members(block)
            if len(members) <= LARGEST_BLOCK:
                for one in new:
                    for other in members:
                        if other < one and self._may_meet(block[0], one, other):
                            met[one, other] = min(block[0], met.get((one, other), block[0]))
        if not met:
            return
        pairs: Ints = np.array(list(met), dtype=np.int64)
        for one, other in pairs[may_link(self._codes, pairs[:, 0], pairs[:, 1])].tolist():
            if other not in known:
                known[other] = group_of(self._units[other])
            if weigh(known[one], known[other]).links:
                self._rules[one][other] = self._rules[other][one] = RULES[met[one, other]][0]

    def _reached(self, touched: Iterable[int]) -> list[int]:
        """Whatever hangs together with the touched groups, over pairs that link and a person's must-links."""
        beside: dict[int, set[int]] = defaultdict(set)
        for one, other in by_hand(self._units, self._judgements, "must-link"):
            beside[one].add(other)
            beside[other].add(one)
        found, todo = set(touched), list(touched)
        while todo:
            each = todo.pop()
            new = (beside[each] | self._rules[each].keys()) - found
            found |= new
            todo += new
        return sorted(found)

    def _settle(self, reached: Sequence[int]) -> Linking:
        """The incidents of sets of groups, with their ids; what they are called is remembered."""
        place = {each: at for at, each in enumerate(reached)}
        chosen = [self._units[each] for each in reached]
        rules = {(place[one], place[other]): rule for one in reached for other, rule in self._rules[one].items() if one < other}
        work = Settled.of(chosen, rules, self._judgements)
        made: list[Incident] = [each for batch in spread(work.incidents, batches(chosen, work.joined)) for each in batch]
        names, changes = name_clusters([incident.claims for incident in made], self._ids)
        incidents = tuple(replace(incident, id=name) for name, incident in zip(names, made, strict=True))
        self._ids.update((claim, incident.id) for incident in incidents for claim in incident.claims)
        return Linking(incidents=tuple(sorted(incidents, key=lambda incident: incident.id)), changes=changes)


def _read(given: Sequence[Unit], chunk: range) -> tuple[Codes, list[tuple[Ints, Ints]]]:
    """Codes and keys of a stretch of units, with the places of the whole list."""
    pool = [group_of(given[at]) for at in chunk]
    return codes(pool), [(numbers, owners + chunk.start) for numbers, owners in keys_by_rule(pool)]


def _joined(parts: Sequence[Codes]) -> Codes:
    given = list(parts) or [codes([])]
    return Codes(**{field.name: np.concatenate([getattr(part, field.name) for part in given]) for field in fields(Codes)})


def _sorted(parts: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    """The keys of one rule with their owners, sorted by key."""
    none = np.zeros(0, dtype=np.int64)
    numbers, owners = (np.concatenate([none, *(part[at] for part in parts)]) for at in (0, 1))
    order = np.lexsort((owners, numbers))
    return numbers[order], owners[order]
