"""From claims to incidents: groups, candidates, clusters, origins and accord put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from math import floor

from saidso.link.accord import accord
from saidso.link.candidates import RULES, candidates
from saidso.link.cited import speaks_for_itself
from saidso.link.clusters import Pair, clusters, crowded, ordered, weigh_all
from saidso.link.edges import edges
from saidso.link.groups import Group, Unit, group_of, groups, touches, units
from saidso.link.identity import name_clusters
from saidso.link.names import is_named, same_name
from saidso.link.origins import OriginAssertion, lowest, origins
from saidso.link.parting import ALWAYS, Edge, Part, Reach, bits_of, parted, rule_of
from saidso.link.slots import MANY, slot_claims
from saidso.link.spread import spread
from saidso.link.weights import weigh
from saidso.link.words import stem
from saidso.nouns.claim import Claim, VoiceKind
from saidso.nouns.incident import Incident, Linking, LinkReason, Origins, SlotAccord
from saidso.nouns.judgement import Judgement, standing
from saidso.values import place
from saidso.values.comparison import Agreement
from saidso.values.event_type import VIOLENT, EventType
from saidso.values.place import Place
from saidso.values.when import When

_SLOT_ORDER = ("event", "type", "actor", "parties", "target", "killed", "injured", "missing", "abducted", "captured",
               "displaced", "released", "damaged", "count", "weapon", "place", "when", "origin", "destination")  # fmt: skip
"""Rows of a matrix in the order in which a coder reads them."""


_BATCHES = 16  # so many or more keep all processes busy to the end
_BATCH = 1_000, 8_000  # claims; below it is not worth forking a process, above a process holds too much at once


def linked(claims: Iterable[Claim], judgements: Iterable[Judgement], known_ids: Mapping[str, str]) -> Linking:
    """What ``saidso.link.link`` promises."""
    stands = standing(judgements)
    given = units(claims, stands)
    return settled(Settled.of(given, edges(given), stands), known_ids)


def settled(work: Settled, known_ids: Mapping[str, str], *, taken: Callable[[str], bool] | None = None) -> Linking:
    """The incidents of all units with their ids; ``taken`` as for ``name_clusters``."""
    made = [each for batch in spread(work.incidents, batches(work.units, work.parts)) for each in batch]
    names, changes = name_clusters([incident.claims for incident in made], known_ids, taken=taken)
    incidents = [replace(incident, id=name) for name, incident in zip(names, made, strict=True)]
    return Linking(incidents=tuple(sorted(incidents, key=lambda incident: incident.id)), changes=changes)


def batches(given: Sequence[Unit], parts: Iterable[Part]) -> list[list[Part]]:
    """Sets of units that hang together in batches of some thousand claims, for one process each."""
    made: list[list[Part]] = [[]]
    least, most = _BATCH
    size = min(most, max(least, sum(map(len, given)) // _BATCHES))
    held = 0
    for part in parts:
        if held > size:
            made.append([])
            held = 0
        made[-1].append(part)
        held += sum(len(given[at]) for at in part.members)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """All that the incidents of a set of units hang on; numbers are places in ``units``.

    ``hows`` gives for a unit the later ones it links with, each with rule and weight of the pair (``parting.how_of``). ``known``
    are incidents that stand, by their claims: one that comes out again is not made anew.
    """

    units: Sequence[Unit]
    hows: Mapping[int, Mapping[int, int]]
    must: frozenset[Edge]
    cannot: frozenset[Edge]
    judgements: Sequence[Judgement]
    known: Mapping[tuple[str, ...], Incident] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        given: Sequence[Unit],
        hows: Mapping[Edge, int],
        judgements: Sequence[Judgement],
        *,
        known: Mapping[tuple[str, ...], Incident] | None = None,
    ) -> Settled:
        """From the pairs that link and the judgements that stand."""
        later: dict[int, dict[int, int]] = {}
        for (one, other), how in hows.items():
            later.setdefault(one, {})[other] = how
        must, cannot = (by_hand(given, judgements, decision) for decision in ("must-link", "cannot-link"))
        return cls(units=given, hows=later, must=must, cannot=cannot, judgements=judgements, known=known or {})

    @property
    def parts(self) -> list[Part]:
        """All units in sets that hang together."""
        pairs = ((one, other, bits_of(how)) for one, others in self.hows.items() for other, how in others.items())
        return parted(len(self.units), chain(((*pair, ALWAYS) for pair in self.must), pairs))

    def incidents(self, parts: Sequence[Part]) -> list[Incident]:
        """The incidents of sets of units that hang together; their ids are given later."""
        return [incident for part in parts for incident in self._of_part(part.members, part.least)]

    def _of_part(self, part: Sequence[int], least: float) -> Iterator[Incident]:
        if len(part) == 1:  # most reports of a large ledger meet no other
            yield self._alone(self.units[part[0]])
            return
        pool = {group.id: group for group in (group_of(self.units[at]) for at in part)}
        inside = frozenset(part)
        pairs = ((one, other, how) for one in part for other, how in self.hows.get(one, {}).items() if other in inside)
        named = {self._ids((one, other)): RULES[rule_of(how)][0] for one, other, how in pairs}
        must, cannot = (
            frozenset(self._ids(pair) for pair in pairs if inside.issuperset(pair)) for pairs in (self.must, self.cannot)
        )
        for cluster in clusters(pool, named, must=must, cannot=cannot, least=least):
            claims = [claim for group in cluster.groups for claim in pool[group].claims]
            yield replace(self._alone(claims), weakest=cluster.weakest)

    def _alone(self, claims: Sequence[Claim]) -> Incident:
        """The incident of these claims, without what joined them."""
        stood = self.known.get(tuple(sorted(claim.id for claim in claims)))
        return self._anew(claims) if stood is None else replace(stood, id="", weakest=None)

    def _anew(self, claims: Sequence[Claim]) -> Incident:
        documents = {claim.document_id for claim in claims}
        return incident_as_said("", claims, [each for each in self.judgements if documents & {on.document_id for on in each.on}])

    def _ids(self, pair: Edge) -> Pair:
        return ordered(self.units[pair[0]][0].id, self.units[pair[1]][0].id)


def explained(
    claims: Iterable[Claim], judgements: Iterable[Judgement], documents: Collection[str] | None = None
) -> tuple[LinkReason, ...]:
    """What ``saidso.link.explain`` promises."""
    stands = standing(judgements)
    pool = {group.id: group for group in groups(claims, stands)}
    everything = rules = candidates(tuple(pool.values()))
    if documents is not None:  # two candidates of one document for one group: all pairs that decide it have an end in it
        rules = {pair: rule for pair, rule in rules.items() if any(pool[one].document in documents for one in pair)}
    weighed = weigh_all(pool, rules)
    crowd = _Crowd(pool, everything, stands)
    reasons = [
        LinkReason(
            one=pair[0],
            other=pair[1],
            rule=rules[pair],
            weight=found.bits,
            parts=(*found.parts, *([found.impossible] if found.impossible else crowd.said_of(pair) if found.links else ())),
        )
        for pair, found in weighed.items()
    ]
    return tuple(sorted(reasons, key=lambda reason: (-reason.weight, reason.one, reason.other)))


class _Crowd:
    """Which linking pairs count for too little, because too many reports hang together around them."""

    def __init__(self, pool: Mapping[str, Group], rules: Iterable[Pair], judgements: Sequence[Judgement]) -> None:
        self._pool, self._names = pool, sorted(pool)
        self._place = {name: at for at, name in enumerate(self._names)}
        self._met: dict[str, list[str]] = defaultdict(list)
        for one, other in rules:
            self._met[one].append(other)
            self._met[other].append(one)
        self._must: dict[int, list[int]] = defaultdict(list)
        for first, second in by_hand([pool[name].claims for name in self._names], judgements, "must-link"):
            self._must[first].append(second)
            self._must[second].append(first)
        self._reach = Reach(self._beside)

    def said_of(self, pair: Pair) -> tuple[str, ...]:
        """From how many bits on links count around a pair, where that is more than anywhere."""
        return crowded(max(self._reach.part(self._place[each]).least for each in pair))

    def _beside(self, numbers: Sequence[int]) -> Mapping[int, Mapping[int, int]]:
        found: dict[int, dict[int, int]] = {}
        for number in numbers:
            name = self._names[number]
            weighed = {other: weigh(self._pool[name], self._pool[other]) for other in self._met[name]}
            linking = {self._place[other]: floor(each.bits) for other, each in weighed.items() if each.links}
            found[number] = linking | dict.fromkeys(self._must[number], ALWAYS)
        return found


# ---------------------------------------------------------------- judgements


def by_hand(given: Sequence[Unit], judgements: Sequence[Judgement], decision: str) -> frozenset[Edge]:
    """Pairs of places in ``given`` about which a person decided so, the smaller first."""
    asked = [judgement.on for judgement in judgements if judgement.decision == decision and len(judgement.on) == 2]
    documents = {evidence.document_id for on in asked for evidence in on}
    near = [at for at, unit in enumerate(given) if unit[0].document_id in documents]
    found: set[Edge] = set()
    for on in asked:
        ones, others = ([at for at in near if any(touches(claim, each) for claim in given[at])] for each in on)
        found.update((min(one, other), max(one, other)) for one in ones for other in others if one != other)
    return frozenset(found)


def _best(slot: str, claims: Sequence[Claim], judgements: Sequence[Judgement]) -> str | None:
    """The value a named person chose for this slot, the latest decision; None until somebody does."""
    chosen = [
        judgement.value
        for judgement in judgements
        if judgement.decision == "best"
        and judgement.slot == slot
        and any(touches(claim, evidence) for claim in claims for evidence in judgement.on)
    ]
    return chosen[-1] if chosen else None


# ---------------------------------------------------------------- one incident


def incident_as_said(name: str, claims: Iterable[Claim], judgements: Iterable[Judgement] = ()) -> Incident:
    """One incident out of its claims, whoever put them together: its origins, slots, time and place."""
    claims = sorted(claims, key=lambda claim: claim.id)
    found = incident_origins(claims)
    slots = _slots(claims, found, standing(judgements))
    return Incident(
        id=name,
        type=_type(claims).value,
        claims=tuple(claim.id for claim in claims),
        documents=tuple(sorted({claim.document_id for claim in claims})),
        origins=found,
        slots=slots,
        when=_when(_of_the_act(claims)),
        place=_place(_of_the_act(claims)),
    )


def incident_origins(claims: Sequence[Claim]) -> Origins:
    """The origins of an incident's claims. ``parts`` hold every claim, those with a holder of the event first.

    ``lo`` and ``hi`` count only parts in which somebody holds that it happened: a denier, a doubter or a forecaster is a
    voice of the incident, never one more origin for it. Where nobody holds it, both are 0.
    """
    assertions = {claim.id: assertion(claim) for claim in claims}
    found = origins(assertions.values())
    holding = {claim.id for claim in claims if claim.holds}
    held = [part for part in found.parts if holding.intersection(part)]
    others = [part for part in found.parts if not holding.intersection(part)]
    lo = lowest([assertions[each] for each in part if each in holding] for part in held) if held else 0
    return Origins(lo=lo, hi=len(held), parts=(*held, *others), joins=found.joins)


def assertion(claim: Claim) -> OriginAssertion:
    """A claim as the rules of origin see it.

    The publisher's own words are an identified origin only where they show own access ("our correspondent", "our
    fighters"); else the outlet may repeat anybody. A statement's issuer and a named speaker are identified by their name.
    """
    voice = claim.origin
    # "The RCIT considers", in a statement of the RCIT: the issuing body quoting itself is one voice, not two.
    own = voice.kind is VoiceKind.PUBLISHER or same_name(voice.resolved, claim.publisher)
    return OriginAssertion(
        id=claim.id,
        document=claim.document_id,
        publisher=claim.publisher,
        chain=tuple(each.resolved for each in claim.chain),
        passage=claim.passage.quote,
        own=own,
        identified=speaks_for_itself(claim.passage.quote) if own else is_named(voice.resolved),
        said_on=claim.said_on,
        agency=claim.agency,
        about=stem(claim.trigger.quote.split()[0]),
        uncited=frozenset(each.resolved for each in claim.chain if each.kind is VoiceKind.SOURCE and each.cue is None),
    )


def _slots(claims: Sequence[Claim], found: Origins, judgements: Sequence[Judgement]) -> tuple[SlotAccord, ...]:
    origin_of = {claim: at for at, part in enumerate(found.parts) for claim in part}
    given = slot_claims(claims, origin_of)
    rows = []
    for slot in sorted(given, key=_row):
        row = accord(slot, given[slot], exclusive=slot not in MANY)
        best = _best(slot, claims, judgements)
        rows.append(row if best is None else replace(row, best=best))
    return tuple(row for row in rows if row.readings)


def _row(slot: str) -> tuple[int, str]:
    return (_SLOT_ORDER.index(slot) if slot in _SLOT_ORDER else len(_SLOT_ORDER), slot)


def _type(claims: Sequence[Claim]) -> EventType:
    """The label of the incident: its act before its consequences, the more frequent first.

    An exact type goes before "attack" where it is said half as often: one paper's "shelled" does not rename an ambush.
    """
    counts = {kind: sum(claim.event_type is kind for claim in claims) for kind in EventType}
    acts = [kind for kind in EventType if counts[kind] and kind in VIOLENT]
    exact = [kind for kind in acts if kind is not EventType.ATTACK and 2 * counts[kind] >= counts[EventType.ATTACK]]
    pool = exact or acts or [kind for kind in EventType if counts[kind]]
    return max(pool, key=lambda kind: counts[kind])  # ties: the order of GUIDELINES.md


def _of_the_act(claims: Sequence[Claim]) -> list[Claim]:
    """The claims about the act itself, where there are any: an arrest days later does not date the attack."""
    acts = [claim for claim in claims if claim.event_type in VIOLENT]
    return acts or list(claims)


def _holders(claims: Sequence[Claim]) -> list[Claim]:
    """Who holds that it happened; where nobody does, whoever speaks of it: a denied shelling has its place and day too."""
    return [claim for claim in claims if claim.holds] or list(claims)


def _when(claims: Sequence[Claim]) -> When | None:
    """The time of the incident: the finest where its holders agree, from the first to the last day said where they do not."""
    times = {v.value for claim in _holders(claims) for v in claim.of("time") if isinstance(v.value, When)}
    dated = [(one.earliest, one.latest, one) for one in times if one.earliest is not None and one.latest is not None]
    if not dated:
        return None
    first, last = min(first for first, _, _ in dated), max(last for _, last, _ in dated)
    if max(first for first, _, _ in dated) > min(last for _, last, _ in dated):
        words = " / ".join(sorted({one.words for _, _, one in dated}))
        return When(earliest=first, latest=last, granularity="day", relative_to="none", words=words, rule="times that differ")
    return min(dated, key=lambda item: (item[1] - item[0], item[0], item[2].words, str(item[2])))[2]


def _place(claims: Sequence[Claim]) -> Place | None:
    """The place of the incident where its holders agree: the finest resolved one, None where two exclude each other."""
    found = {v.value for claim in _holders(claims) for v in claim.of("place") if isinstance(v.value, Place)}
    places = sorted(found, key=lambda one: (one.name is None, _FINENESS.get(one.kind, 5), one.name or one.words, str(one)))
    apart = any(place.compare(a, b).agreement is Agreement.CONTRADICTORY for a in places for b in places)
    return places[0] if places and not apart else None


_FINENESS = {
    "town": 0, "camp": 1, "prison": 1, "base": 1, "neighbourhood": 1, "dam": 1, "crossing": 1, "road": 2, "admin": 3,
    "mountain": 4, "water": 4, "territory": 4,
}  # fmt: skip
"""Which kind of place says most; a road before its governorate."""
