"""One incident as a coder of a scheme sees it: who stands on which side, when, where, which codes, which number.

A case is a view of claims, never a new record: everything in it comes from claims, or from a person's judgement, and where
voices differ on who did it nobody is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from saidso.ledger import Ledger
from saidso.nouns.claim import Claim, SlotValue
from saidso.nouns.judgement import Judgement, Review, ReviewState, concerns
from saidso.show.export.asked import chosen_asked, guards_asked, reviews_asked
from saidso.show.export.codebook import Codebook, Scene
from saidso.show.export.codebook_parties import Party, doers_of, everybody_in, sufferers_of
from saidso.show.export.finer_types import Act, FinerCase, finer_cases
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.pages import Provenance
from saidso.show.export.rules import Reduced, Rule, chosen
from saidso.show.export.rules_reports import Report, all_reports
from saidso.show.guard import Profile
from saidso.show.page import Page
from saidso.values import place as places
from saidso.values.actor import read_actor
from saidso.values.actor_several import halves_of
from saidso.values.count import Count, read_count
from saidso.values.event_type import EventType, Status
from saidso.values.place import Place
from saidso.values.when import When, read_when


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
    reports: Mapping[str, tuple[Report, ...]]
    """What each origin reports, by number slot."""
    scene: Scene
    codes: tuple[str, ...]
    doers: tuple[Party, ...]
    sufferers: tuple[Party, ...]
    everybody: tuple[Party, ...]
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

    def number(self, slot: str) -> Reduced:
        """A number slot under the rule, with a person's choice where one stands."""
        reduced = self.rule.reduce(self.reports.get(slot, ()))
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
    def of(
        cls, ledger: Ledger, profile: Profile, codebook: Codebook, rule: Rule, options: ExportOptions = EVERYTHING
    ) -> Coder:
        """Read the judgements on what is asked for once."""
        guards = guards_asked(ledger, profile, options)
        best: dict[str, tuple[Judgement, ...]] = {}
        for judgement in chosen_asked(ledger, options):
            if not judgement.on or not judgement.slot:
                continue
            extraction = ledger.extraction(judgement.on[0].document_id)
            for claim in extraction.claims if extraction else ():
                if concerns(judgement, claim):
                    best[claim.id] = (*best.get(claim.id, ()), guards.judgement(judgement))
        return cls(codebook=codebook, rule=rule, reviews=reviews_asked(ledger, options), best=best)

    def case(self, page: Page, provenance: Provenance) -> Case:
        """The case of one incident; whether it becomes a row is for ``own.left_out`` to say."""
        claims = tuple(as_reviewed(claim, self.reviews.get(claim.id)) for claim in page.claims if not self._rejected(claim))
        picked = {each for claim in page.incident.claims for each in self.best.get(claim, ())}
        best = {each.slot: each for each in sorted(picked, key=lambda one: (one.made_at, one.id)) if each.slot}  # the last counts
        held = [claim for claim in claims if claim.holds]
        doers, sufferers = doers_of(held), sufferers_of(held)
        scene = _scene(held, doers, sufferers)
        return Case(
            page=page,
            provenance=provenance,
            codebook=self.codebook,
            rule=self.rule,
            reviewed=claims,
            best=best,
            reports=all_reports(replace(page, claims=claims), self.codebook.vague),
            scene=scene,
            codes=self.codebook.codes_of(scene),
            doers=doers,
            sufferers=sufferers,
            everybody=everybody_in(held),
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


# ---------------------------------------------------------------- what, when, where


def _scene(held: Sequence[Claim], doers: Sequence[Party], sufferers: Sequence[Party]) -> Scene:
    acts = tuple(
        Act(
            type=claim.event_type,
            trigger=claim.trigger.quote,
            weapons=tuple(weapon for given in claim.of("instrument") for weapon in halves_of(given.evidence.quote)),
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
