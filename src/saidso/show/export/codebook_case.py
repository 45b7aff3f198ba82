"""One incident as a coder of a scheme sees it: who stands on which side, when, where, which codes, which number.

A case is a view of claims, never a new record: everything in it comes from claims, or from a person's judgement, and where
voices differ on who did it nobody is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from saidso.ledger import Ledger
from saidso.nouns.claim import Claim, SlotValue, Stance
from saidso.nouns.judgement import Decision, Judgement, Review, ReviewState, concerns
from saidso.show.export.codebook import Codebook, Scene
from saidso.show.export.finer_types import Act, FinerCase, finer_cases
from saidso.show.export.pages import Provenance
from saidso.show.export.rules import Reduced, Rule, chosen
from saidso.show.export.rules_reports import Report, reports
from saidso.show.page import Page
from saidso.show.redaction import Guards
from saidso.values import place as places
from saidso.values.actor import Actor, compare, read_actor
from saidso.values.actor_base import actor_base
from saidso.values.comparison import Agreement
from saidso.values.count import Count, read_count
from saidso.values.event_type import EventType, Status
from saidso.values.place import Place
from saidso.values.when import When, read_when

_SIDE_OF = {
    **dict.fromkeys(("state_forces", "police", "government"), "state"),
    **dict.fromkeys(("armed_group", "militia"), "group"),
    **dict.fromkeys(("civilians", "person", "ngo", "outlet", "political_party"), "civilians"),
}
"""Kind of actor to side of a code; who is not here ("gunmen", "a checkpoint") is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One who acts or suffers, as the claims name it; ``country`` is the state it belongs to, where the tables know it."""

    name: str
    kind: str
    country: str = ""
    known: bool = False
    """In the knowledge base, so that the name is an organisation's or a state's."""

    @property
    def side(self) -> str:
        """State, group, civilians or unknown."""
        return _SIDE_OF.get(self.kind, "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One row to be: a page with what a codebook makes of it. ``day`` and ``part`` are set where a span is written by days."""

    page: Page
    provenance: Provenance
    codebook: Codebook
    rule: Rule
    reviewed: tuple[Claim, ...]
    """The page's claims as people left them: without those they rejected, with what they corrected."""
    best: Mapping[str, Judgement]
    """A person's choice by slot."""
    scene: Scene
    codes: tuple[str, ...]
    doers: tuple[Party, ...]
    sufferers: tuple[Party, ...]
    when: When | None
    place: Place | None
    day: date | None = None
    part: int | None = None
    parts: int = 1

    @property
    def held(self) -> tuple[Claim, ...]:
        """The claims whose holder takes the act as having happened."""
        return tuple(claim for claim in self.reviewed if claim.holds)

    @property
    def doer(self) -> Party | None:
        """Who did it, where all who name anybody name one; None where they differ or nobody says."""
        return self.doers[0] if len(self.doers) == 1 else None

    def reports(self, slot: str) -> tuple[Report, ...]:
        """What each origin reports for a number slot."""
        return reports(replace(self.page, claims=self.reviewed), slot, self.codebook.vague)

    def number(self, slot: str) -> Reduced:
        """A number slot under the rule, with a person's choice where one stands."""
        reduced = self.rule.reduce(self.reports(slot))
        picked = self.best.get(slot)
        return reduced if picked is None else chosen(reduced, picked.value or "", picked.person)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """What is the same for every incident of one export: the codebook, the rule, and what people decided."""

    codebook: Codebook
    rule: Rule
    reviews: Mapping[str, Review]
    best: Mapping[str, tuple[Judgement, ...]]
    """Claim id to the standing choices of a value for its incident, oldest first, as they may leave."""

    @classmethod
    def of(cls, ledger: Ledger, codebook: Codebook, rule: Rule, guards: Guards) -> Coder:
        """Read the judgements of a ledger once."""
        best: dict[str, tuple[Judgement, ...]] = {}
        for judgement in ledger.judgements():
            if judgement.decision != Decision.BEST or not judgement.on or not judgement.slot:
                continue
            extraction = ledger.extraction(judgement.on[0].document_id)
            for claim in extraction.claims if extraction else ():
                if concerns(judgement, claim):
                    best[claim.id] = (*best.get(claim.id, ()), guards.judgement(judgement))
        return cls(codebook=codebook, rule=rule, reviews=ledger.reviews(), best=best)

    def case(self, page: Page, provenance: Provenance) -> Case:
        """The case of one incident; whether it becomes a row is for ``own.left_out`` to say."""
        claims = tuple(as_reviewed(claim, self.reviews.get(claim.id)) for claim in page.claims if not self._rejected(claim))
        best = {each.slot: each for claim in page.incident.claims for each in self.best.get(claim, ()) if each.slot}
        held = [claim for claim in claims if claim.holds]
        doers, sufferers = parties(held)
        scene = _scene(held, doers, sufferers)
        return Case(
            page=page,
            provenance=provenance,
            codebook=self.codebook,
            rule=self.rule,
            reviewed=claims,
            best=best,
            scene=scene,
            codes=self.codebook.codes_of(scene),
            doers=doers,
            sufferers=sufferers,
            when=_when(page, best.get("when")),
            place=_place(page, best.get("place")),
        )

    def _rejected(self, claim: Claim) -> bool:
        review = self.reviews.get(claim.id)
        return review is not None and review.state is ReviewState.REJECTED


def as_reviewed(claim: Claim, review: Review | None) -> Claim:
    """A claim with the numbers, type and status that a person put in the place of the machine's.

    Where two people differ the machine's stands, for nobody has settled it.
    """
    if review is None or review.state is not ReviewState.EDITED:
        return claim
    for slot, value in review.edits.items():
        if slot == "type" and value in set(EventType):
            claim = replace(claim, event_type=EventType(value))
        elif slot == "status" and value in set(Status):
            claim = replace(claim, status=Status(value))
        elif any(given.slot == slot for given in claim.values):
            claim = replace(claim, values=_edited(claim, slot, value))
    return claim


def _edited(claim: Claim, slot: str, value: str) -> tuple[SlotValue, ...]:
    others = tuple(given for given in claim.values if given.slot != slot)
    first = next(given for given in claim.values if given.slot == slot)
    if not value:
        return others
    if isinstance(first.value, Count):
        count = read_count(value, population=first.value.population)
        return others if count is None else (*others, replace(first, value=count))
    return (*others, replace(first, value=read_actor(value))) if slot in ("actor", "target") else claim.values


# ---------------------------------------------------------------- who


def parties(held: Sequence[Claim]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who did it and who suffered it, as the holders name them, most often named first; one actor under two names is one."""
    doers = [actor for claim in held for actor in _actors(claim, "actor")]
    doers += [read_actor(claim.origin.resolved) for claim in held if _own_deed(claim)]
    return _merged(doers), _merged([actor for claim in held for actor in _actors(claim, "target")])


def _own_deed(claim: Claim) -> bool:
    """Whether the voice says it did it, and the claim names nobody else who did."""
    return claim.stance is Stance.CLAIMS_RESPONSIBILITY and not claim.of("actor")


def _actors(claim: Claim, slot: str) -> list[Actor]:
    return [given.value if isinstance(given.value, Actor) else read_actor(given.evidence.quote) for given in claim.of(slot)]


def _merged(actors: Iterable[Actor]) -> tuple[Party, ...]:
    """Actors that can be one become one party, under the name that says most: "gunmen" goes into the Front that is named."""
    groups: list[list[Actor]] = []
    for actor in sorted(actors, key=lambda one: (one.canonical_id is None, one.kind in ("unidentified", ""), one.words)):
        home = next((group for group in groups if _one(group[0], actor)), None)
        if home is None:
            groups.append([actor])
        else:
            home.append(actor)
    ranked = sorted(groups, key=lambda group: (-len(group), group[0].words))
    return tuple(_party(group) for group in ranked)


def _one(known: Actor, other: Actor) -> bool:
    """Whether two actors may be one: the same or compatible; a nameless one goes into any that is named."""
    if compare(known, other).agreement in (Agreement.SAME, Agreement.COMPATIBLE):
        return True
    return other.kind == "unidentified" and other.words == other.words.lower()


def _party(group: Sequence[Actor]) -> Party:
    first = group[0]
    words = Counter(actor.words for actor in group if actor.canonical_id == first.canonical_id).most_common(1)[0][0]
    return Party(
        name=first.name or _without_article(words),
        kind=first.kind,
        country=_country(first),
        known=first.canonical_id is not None,
    )


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if rest and first.casefold() in ("the", "a", "an") else words


def _country(actor: Actor) -> str:
    """The state an actor belongs to, for a state's own forces and offices only; empty for all others."""
    known = actor_base().by_id(actor.canonical_id) if actor.canonical_id else None
    return known.countries[0] if known is not None and known.countries and _SIDE_OF.get(actor.kind) == "state" else ""


# ---------------------------------------------------------------- what, when, where


def _scene(held: Sequence[Claim], doers: Sequence[Party], sufferers: Sequence[Party]) -> Scene:
    acts = tuple(
        Act(
            type=claim.event_type,
            trigger=claim.trigger.quote,
            weapons=tuple(given.evidence.quote for given in claim.of("instrument")),
            attempted=claim.status is Status.ATTEMPTED,
        )
        for claim in held
    )
    killed = [given.value for claim in held for given in claim.of("killed") if isinstance(given.value, Count)]
    cases = frozenset(finer_cases(acts))
    if FinerCase.CLASH in cases and not sufferers:
        doers, sufferers = doers[:1], doers[1:]  # who fights whom: a report of a clash names two doers and no target
    return Scene(
        cases=cases,
        types=frozenset(act.type for act in acts),
        actors=frozenset(party.side for party in doers),
        targets=frozenset(party.side for party in sufferers),
        weapons=tuple(dict.fromkeys(words for act in acts for words in act.weapons)),
        triggers=tuple(dict.fromkeys(act.trigger for act in acts)),
        died=any((count.high is None or count.high > 0) for count in killed) or _somebody_killed(held),
        attempted=bool(acts) and all(act.attempted for act in acts),
    )


def _somebody_killed(held: Sequence[Claim]) -> bool:
    """Whether a killing is spoken of without a number: "soldiers were killed"."""
    return any(claim.event_type is EventType.KILLING and not claim.of("killed") and claim.of("target") for claim in held)


def _when(page: Page, picked: Judgement | None) -> When | None:
    read = read_when(picked.value or "", published_on=None) if picked is not None else None
    return read or page.incident.when


def _place(page: Page, picked: Judgement | None) -> Place | None:
    return places.resolve(picked.value) if picked is not None and picked.value else page.incident.place
