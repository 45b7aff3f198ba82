"""Who says what, how strongly, and in which words: mentions, voices and claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from saidso.errors import SpanError
from saidso.nouns.span import Evidence, Span
from saidso.values.event_type import EventType, Status

if TYPE_CHECKING:
    from saidso.nouns.value import Value


class Stance(StrEnum):
    """How a voice stands to what it is quoted on: the nine of gold/GUIDELINES.md. Examples are invented."""

    SAYS = "says"
    """States or reports it as so. "The ministry said two soldiers were hurt." "According to residents, the bridge fell." """
    CLAIMS_RESPONSIBILITY = "claims_responsibility"
    """Says that it did the act itself. "The Front claimed the raid." "The army said its jets hit the depot." """
    ACCUSES = "accuses"
    """Says that someone else did it, blame as the point. "The mayor blamed the Front." "They accuse soldiers of beatings." """
    DENIES = "denies"
    """Says it is not so, or rejects the claim. "The army denied shelling the village." "This was rejected by the governor." """
    DOUBTS = "doubts"
    """Cannot confirm, calls it unclear. "The report could not be verified." "For now this is only a claim." """
    PREDICTS = "predicts"
    """Warns, fears, expects. "Aid workers fear an assault." "The general expects the town to fall." """
    DEMANDS = "demands"
    """Calls for, orders, threatens to do. "The council called for a truce." "The Front vowed to strike back." """
    CONDEMNS = "condemns"
    """Condemns, deplores. "The party condemned the bombing." "The envoy deplored the killings." """
    SUPPORTS = "supports"
    """Praises, welcomes, endorses. "The bureau welcomed the protests." "They hailed the raid." """


HOLDING = frozenset({Stance.SAYS, Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES, Stance.CONDEMNS, Stance.SUPPORTS})
"""Stances that take the act as having happened (rule 1 of eval/accord_cases.README.md)."""
TAKEN_PLACE = frozenset({Status.HAPPENED, Status.ONGOING, Status.ATTEMPTED})
"""Statuses under which a value is held; what is planned or possible holds nothing (rule 1)."""


class Role(StrEnum):
    """What an argument is to its event (gold/GUIDELINES.md)."""

    ACTOR = "actor"
    TARGET = "target"
    COUNT = "count"
    PLACE = "place"
    TIME = "time"
    INSTRUMENT = "instrument"
    ORIGIN = "origin"
    DESTINATION = "destination"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of an event mention; ``confidence`` in [0, 1]."""

    role: Role
    span: Span
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One trigger word or phrase and what the text ties to it.

    ``id`` counts within the document ("E1"); mentions of one real-world incident share ``incident`` ("I1").
    ``confidence`` is the probability that trigger and type are right, ``status_confidence`` that the status is.
    ``doubtful`` are arguments that the model saw but was not sure enough of: their slots stay empty, and say so.
    """

    id: str
    trigger: Span
    type: EventType
    status: Status
    incident: str
    arguments: tuple[Argument, ...] = ()
    doubtful: tuple[Argument, ...] = ()
    confidence: float = 1.0
    status_confidence: float = 1.0
    unsure: tuple[str, ...] = ()
    """Decisions the model was not sure of, as "status: 0.34"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One hand-over of words to a voice: who (``source``), by which words (``cue``), what (``content`` pieces, never empty).

    ``about`` holds ids of event mentions, ``parent`` the id of the attribution in whose content this one stands.
    ``holder`` is the span that names a pronoun source ("It" -> "the defence ministry"), where one candidate remains.
    ``confidence`` is the probability that content and source are right, ``stance_confidence`` that the stance is.
    """

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance
    about: tuple[str, ...] = ()
    parent: str | None = None
    holder: Span | None = None
    confidence: float = 1.0
    stance_confidence: float = 1.0
    unsure: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.content:
            raise SpanError(f"attribution {self.id} has no content. Please report this.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """A named or described entity; ``type`` uses re3d's names (Person, Organisation, Location, ...)."""

    span: Span
    type: str
    confidence: float = 1.0


class VoiceKind(StrEnum):
    """Which link of the chain a voice is."""

    PUBLISHER = "publisher"
    ISSUER = "issuer"
    SPEAKER = "speaker"
    """The speaker of a turn, the interviewer's questions included."""
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of a chain of voices.

    ``words`` are as written; "unknown publisher" or "unnamed source" where the document names nobody.
    ``name`` is whom the words stand for where that differs ("It" -> "the defence ministry in Moscow"); ``named_at``
    proves it. ``evidence`` and ``cue`` are None where the text has no words for them.
    """

    kind: VoiceKind
    words: str
    stance: Stance = Stance.SAYS
    name: str | None = None
    evidence: Evidence | None = None
    cue: Evidence | None = None
    named_at: Evidence | None = None

    @property
    def resolved(self) -> str:
        """The name to count origins by: the resolved name, else the words."""
        return self.name or self.words


NOT_SURE = "not sure that these words belong here"
"""Begins the reason of a slot that stays empty because the model was not sure enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotValue:
    """One value of one slot with its exact words.

    ``slot``: actor, target, place, time, instrument, origin, destination, or a number slot (killed, injured, abducted,
    captured, displaced, released, damaged, count). ``value`` is None where the words could not be read; ``reason`` says why.
    A slot that is absent from ``Claim.values`` is silence: this document does not say.
    """

    slot: str
    evidence: Evidence
    value: Value | None
    reason: str = ""
    confidence: float = 1.0

    @property
    def doubtful(self) -> bool:
        """Whether the slot is left empty because the model was not sure that the words belong to it: nobody says it then."""
        return self.value is None and self.reason.startswith(NOT_SURE)


IMPORTED = "import:"
"""Begins the model of claims that nobody read out of a text: a coded data set made them ("import:acled@1")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One event mention held by one chain of voices with one stance.

    ``chain[0]`` is always the publisher (or "unknown publisher"), then the issuing body or the turn's speaker where
    that is somebody else, then the attributions outermost first; ``chain[-1]`` is the origin and ``stance`` its stance.
    ``id`` comes from content (document, trigger, spans of the chain, stance): the same words read again give the same id.
    ``group`` is the incident of the event within its document; ``passage`` the sentence of the trigger with its neighbours.
    """

    id: str
    document_id: str
    model: str
    event_type: EventType
    status: Status
    trigger: Evidence
    group: str
    chain: tuple[Voice, ...]
    stance: Stance
    content: tuple[Evidence, ...]
    passage: Evidence
    values: tuple[SlotValue, ...] = ()
    turn: int | None = None
    said_on: date | None = None
    agency: str | None = None
    confidence: float = 1.0
    unsure: tuple[str, ...] = field(default=())
    """Decisions the model was not sure of, as "status: 0.34" (its probability); shown beside the claim."""

    def __post_init__(self) -> None:
        if not self.chain or self.chain[0].kind is not VoiceKind.PUBLISHER:
            raise SpanError(f"claim {self.id}: a chain starts at the publisher. Please report this.")
        if self.stance is not self.chain[-1].stance:
            raise SpanError(f"claim {self.id}: its stance {self.stance} is not its origin's {self.chain[-1].stance}.")

    @property
    def publisher(self) -> str:
        """Name of the publisher, or "unknown publisher"."""
        return self.chain[0].resolved

    @property
    def origin(self) -> Voice:
        """The innermost voice."""
        return self.chain[-1]

    @property
    def holds(self) -> bool:
        """Whether its holder takes the act as having happened (accord rule 1)."""
        return self.stance in HOLDING and self.status in TAKEN_PLACE

    @property
    def contrary(self) -> bool:
        """Whether its holder maintains that it was not so: ``denies``, or a holding stance with the act negated."""
        return self.stance is Stance.DENIES or (self.stance in HOLDING and self.status is Status.NEGATED)

    def of(self, slot: str) -> tuple[SlotValue, ...]:
        """What this claim holds for ``slot``; empty is silence. Words that the model was not sure of are held by nobody."""
        return tuple(value for value in self.values if value.slot == slot and not value.doubtful)

    def every_evidence(self) -> tuple[Evidence, ...]:
        """All evidence this claim rests on, for checks and for the guard."""
        voices = [e for voice in self.chain for e in (voice.evidence, voice.cue, voice.named_at) if e is not None]
        return (self.trigger, self.passage, *self.content, *voices, *(value.evidence for value in self.values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one model read in one document: mentions and the claims they make.

    ``refused`` lists what a backend returned that does not stand verbatim in the text.
    """

    document_id: str
    model: str
    events: tuple[EventMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    entities: tuple[EntityMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    refused: tuple[str, ...] = ()
