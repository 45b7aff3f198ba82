"""No near-real-time positions of forces: movements that the moving force does not state itself stay unsaid for some hours.

Source: FIELD.md 3.4 (do no harm; 72 hours by default). Withheld are claims of ``POSITIONS`` of every status ("has not left"
tells a position too), with every other claim of the same sentence, for a claim whose words cannot be shown is not shown.
The sentence goes from the document's text as well, and title, address and file name of that document with it.
Desk work is not touched: ``internal`` shows such claims and marks them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from saidso.config import config
from saidso.nouns.claim import Claim, Extraction, Stance
from saidso.nouns.document import Document
from saidso.nouns.span import Span
from saidso.show.guard import Profile
from saidso.values.actor import Actor, read_actor
from saidso.values.event_type import EventType

if TYPE_CHECKING:
    from saidso.ledger import Ledger

POSITIONS = frozenset({EventType.MOVEMENT, EventType.CONTROL})
"""Types of events that say where a force is: it deploys, withdraws, advances; it takes, holds or leaves a site."""

HOURS = 72
"""From the end of the day on which it was said; FIELD.md 3.4."""

_STATED = frozenset({Stance.SAYS, Stance.CLAIMS_RESPONSIBILITY, Stance.PREDICTS})
"""How a force states its own movement; what it denies or doubts, somebody else said."""

_NEVER = datetime.max.replace(tzinfo=UTC)
_OWN = frozenset({"we", "us", "our"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Claims under embargo. ``until`` is when the last of them may leave, None where a day is not known for one."""

    claims: tuple[str, ...]
    until: datetime | None
    left_out: bool
    """False under ``internal``, which shows and marks them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    """For how long positions stay unsaid, counted back from ``now``. Zero hours is no embargo.

    Make it with ``of``; tests and equal outputs give their own ``now``.
    """

    hours: int = HOURS
    now: datetime

    @classmethod
    def of(cls, hours: int | None = None, now: datetime | None = None) -> Embargo:
        """The embargo asked for; else that of saidso.toml, else 72 hours; counted from this moment unless ``now`` is given."""
        chosen = next((each for each in (hours, config().embargo_hours, HOURS) if each is not None), HOURS)
        return cls(hours=chosen, now=now or datetime.now(UTC))

    def lifts(self, said_on: date | None) -> datetime:
        """When what was said on that day may leave: so many hours after the day's end (UTC); never where no day is known."""
        if said_on is None:
            return _NEVER
        return datetime.combine(said_on, time(), UTC) + timedelta(days=1, hours=self.hours)

    @property
    def since(self) -> date:
        """The first day that can still be under embargo."""
        return (self.now - timedelta(days=1, hours=self.hours)).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What an embargo keeps back in one ledger: claims, and the sentences they stand in, each with the moment it may leave."""

    claims: Mapping[str, datetime] = field(default_factory=dict)
    sentences: Mapping[str, Mapping[Span, datetime]] = field(default_factory=dict)
    """Document id -> sentence -> until when."""
    current: frozenset[str] = frozenset()
    """Those of ``claims`` that the newest reading of their document makes: what a count counts."""

    def held(self, claim_ids: Iterable[str], profile: Profile) -> Held | None:
        """Those of the claims that are under embargo, or None."""
        found = tuple(each for each in claim_ids if each in self.claims)
        if not found:
            return None
        until = self.moment(max(self.claims[each] for each in found))
        return Held(claims=found, until=until, left_out=profile is not Profile.INTERNAL)

    def all(self, profile: Profile) -> Held | None:
        """Everything that is under embargo in the ledger, each claim once, or None."""
        return self.held(sorted(self.current), profile)

    @staticmethod
    def moment(until: datetime) -> datetime | None:
        """A moment of this record in words' terms: None where it never comes by itself."""
        return None if until == _NEVER else until


def until_words(until: datetime | None) -> str:
    """ "until 2024-03-17 00:00 UTC", or why there is no such moment."""
    return f"until {until:%Y-%m-%d %H:%M} UTC" if until else "until their documents are given a day"


def held_words(held: Held) -> str:
    """A line for the screen: how many claims are under embargo, until when, and what that means here."""
    claims = "1 claim" if len(held.claims) == 1 else f"{len(held.claims):,} claims"
    what = "withheld" if held.left_out else "under embargo"
    return f"{claims} {what} {until_words(held.until)}: positions of forces that they did not state themselves"


def withheld_in(ledger: Ledger, embargo: Embargo, documents: Collection[str] | None = None) -> Withheld:
    """What may not leave ``ledger`` now: unstated positions said too lately, of every model that read, and their sentences.

    A claim without a day counts by its document's; without either, by the last day that its own time names, for an old
    movement told in an undated text is no position of today. Where nothing names a day it is withheld until one is given.
    ``documents``: only what stands in these is asked for, as for the page of one incident.
    """
    from saidso.ledger.lately import claims_lately

    if not embargo.hours:
        return Withheld()
    found: dict[str, list[Claim]] = {}
    for claim in claims_lately(ledger.store, POSITIONS, embargo.since, documents):
        if not states_itself(claim):
            found.setdefault(claim.document_id, []).append(claim)
    claims: dict[str, datetime] = {}
    sentences: dict[str, Mapping[Span, datetime]] = {}
    current: set[str] = set()
    for document_id, positions in found.items():
        document = ledger.document(document_id)
        untils = [(claim, embargo.lifts(_said_on(claim, document))) for claim in positions]
        if late := [(claim, until) for claim, until in untils if until > embargo.now]:
            sentences[document_id] = _sentences(document.text, late)
            for extraction in ledger.extractions(document_id):
                claims |= _claims_inside(extraction, sentences[document_id])
            if newest := ledger.extraction(document_id):
                current |= {claim.id for claim in newest.claims if claim.id in claims}
    return Withheld(claims=claims, sentences=sentences, current=frozenset(current))


def states_itself(claim: Claim) -> bool:
    """Whether the force that moves says so itself: "we have withdrawn", "the army said that its troops had left".

    Where the actor is not known, or speaks only as one of many, it has not stated anything: we err towards withholding.
    """
    from saidso.link.names import same_name  # with the tables of names: not before there is a movement to judge

    if claim.origin.stance not in _STATED:
        return False
    speaker = claim.origin.resolved
    voice = read_actor(speaker)
    for actor in (value.value for value in claim.of("actor")):
        if not isinstance(actor, Actor):
            continue
        if actor.words.casefold().split()[:1] and actor.words.casefold().split()[0] in _OWN:
            return True
        if actor.canonical_id and voice.canonical_id and _one_side(actor.canonical_id, voice.canonical_id):
            return True
        if same_name(actor.name or actor.words, speaker):
            return True
    return False


def _one_side(one: str, other: str) -> bool:
    """One body, or two offices of one state ("TR:armed-forces" and "TR:ministry-of-defence")."""
    return one == other or (":" in one and one.partition(":")[0] == other.partition(":")[0])


def _said_on(claim: Claim, document: Document) -> date | None:
    from saidso.values.when import When

    days = [when.value.latest for when in claim.of("time") if isinstance(when.value, When) and when.value.latest]
    return claim.said_on or document.metadata.published_on.value or max(days, default=None)


def _sentences(text: str, late: Iterable[tuple[Claim, datetime]]) -> dict[Span, datetime]:
    """The sentences of triggers, origins and destinations; a sentence of two claims waits for the later."""
    from saidso.understand.sentences import split

    sentences = [Span(*each) for each in split(text)]
    found: dict[Span, datetime] = {}
    for claim, until in late:
        words = [claim.trigger.span, *(v.evidence.span for slot in ("origin", "destination") for v in claim.of(slot))]
        for sentence in sentences:
            if any(sentence.overlaps(each) for each in words):
                found[sentence] = max(until, found.get(sentence, until))
    return dict(sorted(found.items(), key=lambda item: item[0].start))


def _claims_inside(extraction: Extraction, sentences: Mapping[Span, datetime]) -> dict[str, datetime]:
    """Every claim whose act stands in one of the sentences."""
    return {
        claim.id: until
        for claim in extraction.claims
        for sentence, until in sentences.items()
        if sentence.overlaps(claim.trigger.span)
    }
