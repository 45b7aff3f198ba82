"""A linking that stays up: the index in memory, and everything over again where that is the quicker way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from saidso.link.candidates import Ints
from saidso.link.edges import STRETCH, edges
from saidso.link.groups import Unit, group_of, units
from saidso.link.growth import grown, kept_of
from saidso.link.incidents import Settled, settled
from saidso.link.index import RULESET, Desk
from saidso.link.screen import WIDTH
from saidso.link.spread import spread
from saidso.nouns.claim import Claim
from saidso.nouns.growth import Growth, Kept
from saidso.nouns.incident import Incident, Linking
from saidso.nouns.judgement import Judgement, standing


def anew(
    claims: Iterable[Claim],
    judgements: Sequence[Judgement],
    known_ids: Mapping[str, str],
    *,
    taken: Callable[[str], bool] | None = None,
) -> Growth:
    """Everything linked from the beginning, with all that an index keeps of it; numbers of groups begin at 1.

    Args:
        claims: all claims of the ledger.
        judgements: those that stand.
        known_ids: claim id to incident id as last given.
        taken: whether an id was ever given; without it those of ``known_ids`` were.
    """
    given = units(claims, judgements)
    hows = edges(given)
    linking = settled(Settled.of(given, hows, judgements), known_ids, taken=taken)
    return Growth(
        incidents=linking.incidents,
        changes=linking.changes,
        whole=True,
        entered=_everything(given),
        joined=((one + 1, other + 1, how) for (one, other), how in hows.items()),
    )


def relinked(desk: Desk) -> Growth:
    """What ``saidso.link.relink`` promises."""
    todo = desk.outstanding(RULESET)
    stands = standing(desk.judgements())
    if todo.whole or len({*todo.documents, *todo.left, *todo.judged}) > max(_FEW, todo.linked // _SHARE):
        return replace(anew(desk.claims(), stands, desk.known_ids(), taken=desk.taken), of=todo)
    grows = grown(desk, desk.claims_of(todo.documents), stands, left={*todo.documents, *todo.left}, judged=todo.judged)
    return replace(grows, of=todo)


_FEW, _SHARE = 20, 5
"""Documents that are always put in one by one, and the share of a ledger above which everything anew is the quicker way."""


def _everything(given: Sequence[Unit]) -> Iterator[Kept]:
    stretches = [range(at, min(at + STRETCH, len(given))) for at in range(0, len(given), STRETCH)]
    for kept in spread(partial(_kept_in, given), stretches):
        yield from kept


def _kept_in(given: Sequence[Unit], stretch: range) -> list[Kept]:
    return kept_of([group_of(given[at]) for at in stretch], stretch.start + 1)


class MemoryIndex:
    """An ``Index`` in memory; ``index.Index`` says what its methods give."""

    def __init__(self, known_ids: Mapping[str, str] | None = None) -> None:
        self._log = dict(known_ids or {})
        self._ever = set(self._log.values())
        self._kept: dict[int, Kept] = {}
        self._claims: dict[str, Claim] = {}
        self._blocks: dict[int, set[int]] = defaultdict(set)
        self._papers: dict[str, set[int]] = defaultdict(set)
        self._joins: dict[int, dict[int, int]] = defaultdict(dict)
        self._stand: dict[str, Incident] = {}
        self._last = 0

    @property
    def known_ids(self) -> Mapping[str, str]:
        """The incident in which each claim was last."""
        return self._log

    def claims_of(self, documents: Iterable[str]) -> list[Claim]:
        """The claims of these documents."""
        return [self._claims[each] for kept in self.of_documents(documents) for each in kept.claims]

    def next_number(self) -> int:
        return self._last + 1

    def sizes(self, keys: Sequence[int]) -> Mapping[int, int]:
        return Counter({key: len(self._blocks[key]) for key in keys if self._blocks.get(key)})

    def members(self, keys: Sequence[int]) -> Mapping[int, Sequence[int]]:
        return {key: sorted(self._blocks[key]) for key in keys if self._blocks.get(key)}

    def codes(self, numbers: Sequence[int]) -> Ints:
        return np.array([self._kept[each].codes for each in numbers], dtype=np.int64).reshape(len(numbers), WIDTH)

    def units(self, numbers: Sequence[int]) -> Mapping[int, Unit]:
        return {each: tuple(self._claims[claim] for claim in self._kept[each].claims) for each in numbers}

    def documents(self, numbers: Sequence[int]) -> Mapping[int, str]:
        return {each: self._kept[each].document for each in numbers}

    def of_documents(self, documents: Iterable[str]) -> Sequence[Kept]:
        return [self._kept[each] for document in sorted(set(documents)) for each in sorted(self._papers.get(document, ()))]

    def joins(self, numbers: Sequence[int]) -> Mapping[int, Mapping[int, int]]:
        return {each: self._joins[each] for each in numbers if each in self._joins}

    def ids(self, claims: Sequence[str]) -> Mapping[str, str]:
        return {claim: self._log[claim] for claim in claims if claim in self._log}

    def taken(self, incident: str) -> bool:
        return incident in self._ever

    def incidents(self, ids: Sequence[str]) -> Mapping[str, Incident]:
        return {each: self._stand[each] for each in ids if each in self._stand}

    def apply(self, growth: Growth, claims: Iterable[Claim]) -> None:
        """Take in what has changed, with the claims that are new; a linking anew goes into a new index."""
        self._claims.update((claim.id, claim) for claim in claims)
        for number in growth.left:
            self._leave(number)
        for kept in growth.entered:
            self._kept[kept.number] = kept
            self._last = max(self._last, kept.number)
            self._papers[kept.document].add(kept.number)
            for _, key in kept.keys:
                self._blocks[key].add(kept.number)
        for one, other in growth.parted:
            self._joins[one].pop(other, None)
            self._joins[other].pop(one, None)
        for one, other, rule in growth.joined:
            self._joins[one][other] = self._joins[other][one] = rule
        for name in growth.gone:
            self._stand.pop(name, None)
        for incident in growth.incidents:
            self._stand[incident.id] = incident
            self._ever.add(incident.id)
            self._log.update(dict.fromkeys(incident.claims, incident.id))

    def _leave(self, number: int) -> None:
        kept = self._kept.pop(number)
        self._papers[kept.document].discard(number)
        for _, key in kept.keys:
            self._blocks[key].discard(number)
        for other in self._joins.pop(number, {}):
            self._joins[other].pop(number, None)


class Standing:
    """All claims of a desk, linked, and ready for more.

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
        self._index = MemoryIndex(known_ids)
        given = list(claims)
        growth = anew(given, self._judgements, self._index.known_ids)
        self._index.apply(growth, given)
        self.linking = Linking(incidents=growth.incidents, changes=growth.changes)

    def add(self, claims: Iterable[Claim]) -> Linking:
        """Link claims that are new. Gives the incidents that are new or changed, and the log of changes.

        An incident that a change of the kind "merged" names as old is no more; every other one stands. A document that stands
        already and has new claims is taken out and put in again with all of them.
        """
        fresh = {claim.id: claim for claim in claims}
        papers = {claim.document_id for claim in fresh.values()}
        old = {claim.id: claim for claim in self._index.claims_of(papers)}
        changed = {claim.document_id for claim in fresh.values() if claim.id not in old}
        given = [claim for claim in (old | fresh).values() if claim.document_id in changed]
        growth = grown(self._index, given, self._judgements, left={claim.document_id for claim in given if claim.id in old})
        self._index.apply(growth, given)
        return Linking(incidents=growth.incidents, changes=growth.changes)
