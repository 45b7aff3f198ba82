"""A linking that grows: what is new touches only the incidents it meets, and all others stay as they are.

A pair of groups that links does so whatever else there is, with one exception: a block of more than ``LARGEST_BLOCK`` groups
makes no pairs, so the pairs of a block that crosses this line, either way, are looked at again. Result and ids are those
of a run over everything that knows the same log of ids (tests/link/test_growing_ledger.py); ``link`` alone, which knows only
which incident each claim was in last, may give an id again that was merged away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from saidso.link.candidates import LARGEST_BLOCK, RULES, WITHIN, Ints, keys_by_rule
from saidso.link.groups import Group, Unit, group_of, touches, units
from saidso.link.identity import name_clusters
from saidso.link.incidents import Settled, batches
from saidso.link.index import Index
from saidso.link.parting import ALWAYS, Edge, Part, Reach, bits_of, how_of, rule_of
from saidso.link.screen import Codes, codes, may_link
from saidso.link.spread import spread
from saidso.link.weights import weigh
from saidso.nouns.claim import Claim
from saidso.nouns.growth import Growth, Kept
from saidso.nouns.incident import Incident
from saidso.nouns.judgement import Judgement

Blocks = dict[int, list[int]]
"""Numbers of groups by the key that they share."""


def grown(
    index: Index,
    claims: Iterable[Claim],
    judgements: Sequence[Judgement],
    *,
    left: Iterable[str] = (),
    judged: Collection[str] = (),
) -> Growth:
    """What changes when documents come, go, or are judged.

    Args:
        index: the linking as it stands.
        claims: all claims of the documents that come, or come anew.
        judgements: those that stand now.
        left: documents whose groups leave the index; those that come anew are among them.
        judged: documents that a judgement speaks of which is new or stands no more.
    """
    return _Delivery(index, judgements, frozenset(judged)).run(list(claims), sorted(set(left)))


def kept_of(pool: Sequence[Group], first: int) -> list[Kept]:
    """What the index keeps of groups, numbered from ``first``."""
    keys: list[list[tuple[int, int]]] = [[] for _ in pool]
    for rule, (numbers, owners) in enumerate(keys_by_rule(pool)):
        for number, owner in zip(numbers.tolist(), owners.tolist(), strict=True):
            keys[owner].append((rule, number))
    rows = codes(pool).rows().tolist()
    return [
        Kept(
            number=first + at,
            document=group.document,
            claims=tuple(claim.id for claim in group.claims),
            codes=tuple(rows[at]),
            keys=tuple(keys[at]),
            several=group.several,
        )
        for at, group in enumerate(pool)
    ]


class _Delivery:
    """One change of an index, step by step; the index itself is only read."""

    def __init__(self, index: Index, judgements: Sequence[Judgement], judged: frozenset[str]) -> None:
        self._index = index
        self._judgements = judgements
        self._judged = judged
        self._gone: set[int] = set()
        self._fresh: dict[int, Kept] = {}
        self._units: dict[int, Unit] = {}
        self._groups: dict[int, Group] = {}
        self._joined: dict[int, dict[int, int]] = defaultdict(dict)
        self._parted: set[Edge] = set()
        self._unjoined: dict[int, set[int]] = defaultdict(set)

    def run(self, claims: list[Claim], left: list[str]) -> Growth:
        """Take out, put in, pair, and settle what hangs together."""
        leaving = self._index.of_documents(left)
        self._gone = {kept.number for kept in leaving}
        self._enter(claims)
        asked = self._fresh.keys() | {kept.number for kept in self._index.of_documents(self._judged)} - self._gone
        asked |= self._met_again(claims)
        touched = {other for others in self._index.joins(sorted(self._gone)).values() for other in others} - self._gone
        touched |= self._pair_up(leaving)
        return self._settle(self._parts(asked, touched - asked), [each for kept in leaving for each in kept.claims])

    def _enter(self, claims: list[Claim]) -> None:
        pool = [group_of(unit) for unit in units(claims, self._judgements)]
        for kept, group in zip(kept_of(pool, self._index.next_number()), pool, strict=True):
            self._fresh[kept.number] = kept
            self._groups[kept.number] = group
            self._units[kept.number] = group.claims

    def _met_again(self, claims: Sequence[Claim]) -> set[int]:
        """Groups of incidents in which these claims once stood: who keeps the id is decided among all of them."""
        once = self._index.incidents(sorted(set(self._index.ids([claim.id for claim in claims]).values())))
        documents = {document for incident in once.values() for document in incident.documents}
        return {kept.number for kept in self._index.of_documents(documents)} - self._gone

    # ---------------------------------------------------------------- pairs

    def _pair_up(self, leaving: Sequence[Kept]) -> set[int]:
        """Find the new pairs that link, and undo those of blocks that have become too large; gives the groups it touched."""
        new, old = _by_key(self._fresh.values()), _by_key(leaving)
        keys = sorted(new.keys() | old.keys())
        before = self._index.sizes(keys)
        after = {key: before.get(key, 0) - len(old.get(key, ())) + len(new.get(key, ())) for key in keys}
        open_now = [key for key in keys if after[key] <= LARGEST_BLOCK and (key in new or before[key] > LARGEST_BLOCK)]
        crowded = [key for key in keys if before.get(key, 0) <= LARGEST_BLOCK < after[key]]
        rules = {key: rule for kept in (*self._fresh.values(), *leaving) for rule, key in kept.keys}
        standing = self._index.members(open_now)
        met: dict[Edge, int] = {}
        for key in open_now:
            there = [each for each in standing.get(key, ()) if each not in self._gone]
            comers = new.get(key, []) if before.get(key, 0) <= LARGEST_BLOCK else [*there, *new.get(key, [])]
            for one in comers:
                for other in (*there, *new.get(key, ())):
                    if other < one:
                        met[other, one] = min(rules[key], met.get((other, one), rules[key]))
        return self._undo(crowded, new, old) | self._connect(met)

    def _connect(self, met: Mapping[Edge, int]) -> set[int]:
        """Screen and weigh pairs; those that link are joined."""
        if not met:
            return set()
        pairs: Ints = np.array(list(met), dtype=np.int64)
        numbers, places = np.unique(pairs, return_inverse=True)
        places = places.reshape(pairs.shape)
        possible = pairs[may_link(self._codes(numbers.tolist()), places[:, 0], places[:, 1])].tolist()
        self._load([each for pair in possible for each in pair])
        touched: set[int] = set()
        for one, other in possible:
            a, b = self._group(one), self._group(other)
            rule = min(met[one, other], self._standing_rule(one, other, met[one, other]))
            if RULES[rule][0] in WITHIN or a.document != b.document:
                weighed = weigh(a, b)
                if weighed.links:
                    self._join(one, other, how_of(rule, weighed.bits))
                    touched |= {one, other}
        return touched

    def _standing_rule(self, one: int, other: int, rule: int) -> int:
        """The rule by which two old groups link already, else the one given."""
        if one in self._fresh or other in self._fresh or (one, other) in self._parted:
            return rule
        how = self._index.joins([one]).get(one, {}).get(other)
        return rule if how is None else rule_of(how)

    def _join(self, one: int, other: int, how: int) -> None:
        self._joined[one][other] = self._joined[other][one] = how
        self._parted.discard((one, other))

    def _undo(self, crowded: Sequence[int], new: Blocks, old: Blocks) -> set[int]:
        """Pairs among the old members of blocks that tell nothing any more: kept only where another block makes them."""
        hows: dict[Edge, int] = {}
        for members in self._index.members(crowded).values():
            inside = set(members) - self._gone
            joins = self._index.joins(sorted(inside))
            hows.update({(a, b): how for a, others in joins.items() for b, how in others.items() if a < b and b in inside})
        rules = self._rules(sorted(hows), new, old)
        for (one, other), how in sorted(hows.items()):
            self._parted.add((one, other))
            self._unjoined[one].add(other)
            self._unjoined[other].add(one)
            if (one, other) in rules:
                self._join(one, other, how_of(rules[one, other], bits_of(how)))
        return {each for pair in hows for each in pair}

    def _rules(self, pairs: Sequence[Edge], new: Blocks, old: Blocks) -> dict[Edge, int]:
        """The first blocking rule that makes each of these pairs of old groups after this delivery, where one does."""
        numbers = sorted({each for pair in pairs for each in pair})
        self._load(numbers)
        keys: dict[int, list[set[int]]] = {each: [set() for _ in RULES] for each in numbers}
        for rule, (found, owners) in enumerate(keys_by_rule([self._group(each) for each in numbers])):
            for key, owner in zip(found.tolist(), owners.tolist(), strict=True):
                keys[numbers[owner]][rule].add(key)
        shared = {pair: [one & other for one, other in zip(*map(keys.__getitem__, pair), strict=True)] for pair in pairs}
        asked = sorted({key for rules in shared.values() for both in rules for key in both})
        sizes = self._index.sizes(asked)
        tells = {key for key in asked if sizes.get(key, 0) - len(old.get(key, ())) + len(new.get(key, ())) <= LARGEST_BLOCK}
        made: dict[Edge, int] = {}
        for (one, other), both in shared.items():
            apart = self._group(one).document != self._group(other).document
            rules = [rule for rule, each in enumerate(both) if not tells.isdisjoint(each) and (apart or RULES[rule][0] in WITHIN)]
            made.update({(one, other): rules[0]} if rules else {})
        return made

    def _codes(self, numbers: Sequence[int]) -> Codes:
        old = [each for each in numbers if each not in self._fresh]
        stored = dict(zip(old, self._index.codes(old).tolist(), strict=True))
        rows = [self._fresh[each].codes if each in self._fresh else stored[each] for each in numbers]
        return Codes.of_rows(np.array(rows, dtype=np.int64))

    def _load(self, numbers: Iterable[int]) -> None:
        wanted = sorted(set(numbers) - self._units.keys())
        self._units.update(self._index.units(wanted))

    def _group(self, number: int) -> Group:
        if number not in self._groups:
            self._groups[number] = group_of(self._units[number])
        return self._groups[number]

    # ---------------------------------------------------------------- parts and incidents

    def _parts(self, asked: set[int], touched: set[int]) -> list[Part]:
        """Whatever hangs together with the groups asked for, now or before, and with the touched ones whose part is another now
        or has other pairs inside: the only parts whose incidents can be others."""
        before, after = Reach(self._stood), Reach(self._stands)
        before.look((asked | touched | self._gone) - self._fresh.keys())
        after.look(asked | touched)
        stirred = asked | {each for each in touched if self._is_stirred(each, before.part(each), after.part(each))}
        todo = stirred.union(*(before.part(each).members for each in (stirred | self._gone) - self._fresh.keys())) - self._gone
        found: dict[int, Part] = {}
        while todo:
            number = todo.pop()
            if number not in found:
                part = after.part(number)
                found.update(dict.fromkeys(part.members, part))
                old = [each for each in part.members if each not in self._fresh]
                todo.update(other for each in old for other in before.part(each).members if other not in self._gone)
        return [part for number, part in sorted(found.items()) if part.members[0] == number]

    def _is_stirred(self, number: int, before: Part, after: Part) -> bool:
        """Whether the part of a group that stands is another now, or a pair inside it came or went."""
        others = {*self._joined.get(number, ()), *self._unjoined.get(number, ())}
        return before != after or not others.isdisjoint(after.members)

    def _stood(self, numbers: Sequence[int]) -> Mapping[int, Mapping[int, int]]:
        """The pairs of groups, with their whole bits, before this delivery. A must-link of then is among them now too, or its
        groups are touched."""
        return {one: {each: bits_of(how) for each, how in others.items()} for one, others in self._index.joins(numbers).items()}

    def _stands(self, numbers: Sequence[int]) -> Mapping[int, Mapping[int, int]]:
        """The same after it, with a person's must-links."""
        stood = self._stood([each for each in numbers if each not in self._fresh])
        found: dict[int, Mapping[int, int]] = {}
        hands = self._put_together(numbers)
        for one in numbers:
            old = {other: bits for other, bits in stood.get(one, {}).items()
                   if other not in self._gone and (min(one, other), max(one, other)) not in self._parted}  # fmt: skip
            new = {other: bits_of(how) for other, how in self._joined.get(one, {}).items()}
            found[one] = old | new | dict.fromkeys(hands.get(one, ()), ALWAYS)
        return found

    def _put_together(self, numbers: Sequence[int]) -> Mapping[int, set[int]]:
        """For groups those that a person put together with them."""
        asked = [each for each in self._judgements if each.decision == "must-link" and len(each.on) == 2]
        if not asked:
            return {}
        own = self._index.documents([each for each in numbers if each not in self._fresh])
        here = {self._fresh[each].document if each in self._fresh else own[each] for each in numbers}
        asked = [each for each in asked if any(evidence.document_id in here for evidence in each.on)]
        wanted = {evidence.document_id for each in asked for evidence in each.on}
        pool = [kept.number for kept in self._index.of_documents(wanted) if kept.number not in self._gone]
        pool += [kept.number for kept in self._fresh.values() if kept.document in wanted]
        self._load(pool)
        found: dict[int, set[int]] = defaultdict(set)
        for each in asked:
            ones, others = ({at for at in pool if any(touches(claim, words) for claim in self._units[at])} for words in each.on)
            for one in ones:
                for other in others - {one}:
                    found[one].add(other)
                    found[other].add(one)
        return found

    def _settle(self, parts: Sequence[Part], claims_gone: Sequence[str]) -> Growth:
        """The incidents of the parts that can be others now, with their ids, and what was there before them."""
        reached = [each for part in parts for each in part.members]
        self._load(reached)
        order = sorted(reached, key=lambda each: self._units[each][0].id)
        place = {number: at for at, number in enumerate(order)}
        chosen = [self._units[each] for each in order]
        known = self._index.ids([claim.id for unit in chosen for claim in unit])
        stood = self._index.incidents(sorted({*known.values(), *self._index.ids(claims_gone).values()}))
        unjudged = {one.claims: one for one in stood.values() if self._judged.isdisjoint(one.documents)}
        work = Settled.of(chosen, self._hows(place), self._judgements, known=unjudged)
        placed = [Part(tuple(sorted(place[each] for each in part.members)), part.least) for part in parts]
        made: list[Incident] = [each for batch in spread(work.incidents, batches(chosen, placed)) for each in batch]
        names, changes = name_clusters([incident.claims for incident in made], known, taken=self._index.taken)
        named = {name: replace(incident, id=name) for name, incident in zip(names, made, strict=True)}
        return Growth(
            incidents=tuple(incident for name, incident in sorted(named.items()) if stood.get(name) != incident),
            changes=changes,
            gone=tuple(sorted(stood.keys() - named.keys())),
            entered=tuple(self._fresh.values()),
            left=tuple(sorted(self._gone)),
            joined=tuple(
                (one, other, how) for one in sorted(self._joined) for other, how in self._joined[one].items() if one < other
            ),
            parted=tuple(sorted(self._parted)),
        )

    def _hows(self, place: Mapping[int, int]) -> dict[Edge, int]:
        """The pairs that link among groups, by the places given, with rule and weight of each."""
        found: dict[Edge, int] = {}
        joins = self._index.joins([each for each in place if each not in self._fresh])
        for one in place:
            old = {b: how for b, how in joins.get(one, {}).items() if (min(one, b), max(one, b)) not in self._parted}
            for other, how in (old | self._joined.get(one, {})).items():
                if other in place and place[one] < place[other]:
                    found[place[one], place[other]] = how
        return found


def _by_key(given: Iterable[Kept]) -> Blocks:
    found: dict[int, list[int]] = defaultdict(list)
    for kept in given:
        for _, key in kept.keys:
            found[key].append(kept.number)
    return found
