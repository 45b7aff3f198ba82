"""Role fillers and mentions -> MUC-4's templates: one record an incident, with who did it to whom, and how sure the text is.

A template is made where fillers and a violent act stand together; all acts of one kind are taken as one incident.
Source of what counts: the answer keys of MUC-4's training texts (most documents have one template or none).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from saidso.nouns.claim import EventMention
from saidso.nouns.span import Span
from saidso.understand import labels
from saidso.understand.blamed import org_confidence
from saidso.understand.model import Mentions, RoleFiller
from saidso.understand.same_fillers import FillerEntity, entities
from saidso.values.event_type import EventType, Status

ATTACK, BOMBING, KIDNAPPING, ARSON, ROBBERY, STOPPAGE = (
    "attack",
    "bombing",
    "kidnapping",
    "arson",
    "robbery",
    "forced work stoppage",
)

_KINDS: dict[EventType, str] = {
    EventType.ATTACK: ATTACK,
    EventType.AIRSTRIKE: ATTACK,
    EventType.SHELLING: ATTACK,
    EventType.CHEMICAL_ATTACK: ATTACK,
    EventType.CLASH: ATTACK,
    EventType.KILLING: ATTACK,
    EventType.INJURY: ATTACK,
    EventType.DESTRUCTION: ATTACK,
    EventType.BOMBING: BOMBING,
    EventType.SUICIDE_ATTACK: BOMBING,
    EventType.ABDUCTION: KIDNAPPING,
}
"""What MUC-4 calls our acts; the trigger's own words may say more. Other acts are no incident to MUC-4."""

_BY_WORDS = (
    (ARSON, re.compile(r"\b(?:burn|arson|torch|ablaze|set\w*\s+(?:on\s+)?fire|on\s+fire|incendiar)", re.IGNORECASE)),
    (BOMBING, re.compile(r"\b(?:bomb|explo|dynamit|blew|blown|blow(?:ing)?\s+up|detonat|car-bomb)", re.IGNORECASE)),
    (KIDNAPPING, re.compile(r"\b(?:kidnap|abduct|hostage)", re.IGNORECASE)),
    (ROBBERY, re.compile(r"\b(?:robb|steal|stole|loot)", re.IGNORECASE)),
)
_CONSEQUENCES = frozenset((EventType.KILLING, EventType.INJURY, EventType.DESTRUCTION))
"""What an attack leads to: part of the bombing, arson or kidnapping beside it, an attack of its own only alone."""

_EXPLOSIVES = re.compile(r"\b(?:bomb|dynamite|explosive|grenade|car-bomb|mine|tnt|charge)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTemplate:
    """One incident after MUC-4. ``fillers`` has an entry for each of ``labels.FILLER_ROLES``; words are as written.

    ``org_confidence`` is parallel to the organisations: a label of MUC-4, or None.
    """

    incident_type: str
    fillers: dict[str, tuple[tuple[str, ...], ...]]
    org_confidence: tuple[str | None, ...] = ()


_DESCRIBES = re.compile(
    r"\b(?:the|a|an|his|her|their|former|ex|retired|deputy|vice|assistant|chief|head|col|gen|lt|capt|cpt|maj|sgt|dr|mr|mrs|ms|msgr|rev|"
    r"father|fr|sister|don|dona|colonel|general|lieutenant|captain|major|sergeant|corporal|archbishop|bishop|monsignor|priests?|"
    r"jesuits?|presidents?|ministers?|secretar(?:y|ies)|governors?|mayors?|judges?|magistrates?|attorneys?|prosecutors?|lawyers?|"
    r"deput(?:y|ies)|senators?|congressm[ae]n|councilm[ae]n|candidates?|leaders?|politicians?|officials?|officers?|commanders?|"
    r"ambassadors?|consuls?|diplomats?|directors?|managers?|rectors?|professors?|teachers?|students?|doctors?|nurses?|journalists?|"
    r"reporters?|photographers?|businessm[ae]n|industrialists?|engineers?|technicians?|workers?|peasants?|farmers?|ranchers?|"
    r"soldiers?|policem[ae]n|police|agents?|guards?|bodyguards?|drivers?|members?|troops?|civilians?|citizens?|people|persons?|"
    r"individuals?|m[ae]n|wom[ae]n|child(?:ren)?|boys?|girls?|sons?|daughters?|wife|widow|brothers?|relatives?|families|family|"
    r"victims?|others?|unionists?|advis[eo]rs?|nuns?|missionar(?:y|ies)|tourists?|americans?|indians?|passengers?|residents?)\b[.,\s]*",
    re.IGNORECASE,
)
"""Ranks, trades and other words that describe a person: before a name they are dropped, without one they are no name."""

MAIN = {"PerpInd": 1, "PerpOrg": 1, "Target": 2, "Victim": 3, "Weapon": 1}
"""At most so many entities of a role in one template, the surest: nine in ten training keys have no more perpetrators."""

FAR = 3
"""Sentences between an act and a filler that may still belong to it."""

LEAST_SHARE = 0.3
"""A kind of act makes a template of its own beside the main one with this share of its support."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """One mention of violence: its MUC-4 type, its sentence, its weight."""

    kind: str
    event: EventMention
    sentence: int
    weight: float


def templates(
    text: str, sentences: Sequence[Pair], fillers: Sequence[RoleFiller], mentions: Mentions
) -> tuple[IncidentTemplate, ...]:
    """The templates of one text, the best supported first; none where no filler stands in it."""
    people = [e.span for e in mentions.entities if e.type == "Person"]
    found = list(entities(text, [f for filler in fillers if (f := _named(text, filler, people)) is not None]))
    if not found:
        return ()
    acts = _acts(text, sentences, mentions.events)
    ties = {id(e): _ties(e, acts, sentences) for e in found}
    support: dict[str, float] = {}
    for e in found:
        for kind, tie in ties[id(e)].items():
            support[kind] = support.get(kind, 0.0) + tie * e.confidence
    kinds = _kinds_told(support) or [_kind_of_weapons(found)]
    held: dict[str, list[FillerEntity]] = {kind: [] for kind in kinds}
    for e in found:
        mine = {k: t for k, t in ties[id(e)].items() if k in held}
        best = max(mine, key=lambda k: mine[k]) if mine else kinds[0]
        held[best].append(e)
    made = []
    for kind in kinds:
        if held[kind]:
            events = [a.event for a in acts if a.kind == kind]
            made.append(_template(text, kind, held[kind], events, mentions))
    return tuple(made)


def _template(
    text: str, kind: str, held: Sequence[FillerEntity], events: Sequence[EventMention], mentions: Mentions
) -> IncidentTemplate:
    chosen = {
        role: sorted((e for e in held if e.role == role), key=lambda e: (-e.confidence, e.spans))[: MAIN[role]]
        for role in labels.FILLER_ROLES
    }
    return IncidentTemplate(
        incident_type=kind,
        fillers={role: tuple((e.words,) for e in group) for role, group in chosen.items()},
        org_confidence=tuple(org_confidence(text, e, events, mentions) for e in chosen["PerpOrg"]),
    )


def _acts(text: str, sentences: Sequence[Pair], events: Sequence[EventMention]) -> list[_Act]:
    """The violent events of a text; what an explosion or a fire led to, or is called besides, takes its kind."""
    told = [(event, kind) for event in events if (kind := _kind(text, event)) is not None]
    special: dict[str, list[str]] = {}
    for event, kind in told:
        if kind in (BOMBING, ARSON, ROBBERY):
            special.setdefault(event.incident, []).append(kind)
    found = []
    for event, kind in told:
        others = special.get(event.incident)
        if kind == ATTACK and others:
            kind = max(sorted(set(others)), key=others.count)
        weight = 1.0 if event.status in (Status.HAPPENED, Status.ONGOING, Status.ATTEMPTED) else 0.4
        found.append(_Act(kind=kind, event=event, sentence=_sentence(sentences, event.trigger.start), weight=weight))
    return found


def _kind(text: str, event: EventMention) -> str | None:
    kind = _KINDS.get(event.type)
    if kind is None:
        return None
    words = event.trigger.of(text)
    return next((by_words for by_words, pattern in _BY_WORDS if pattern.search(words)), kind)


def _ties(entity: FillerEntity, acts: Sequence[_Act], sentences: Sequence[Pair]) -> dict[str, float]:
    """How strongly an entity is tied to each kind of act: by being an argument, else by how near it stands."""
    ties: dict[str, float] = {}
    for act in acts:
        if any(a.span.overlaps(span) for a in act.event.arguments for span in entity.spans):
            tie = 2.0
        else:
            steps = min(abs(_sentence(sentences, span.start) - act.sentence) for span in entity.spans)
            tie = 1.0 / (1 + steps) if steps <= FAR else 0.0
        if tie:
            ties[act.kind] = max(ties.get(act.kind, 0.0), tie * act.weight)
    return ties


def _kinds_told(support: dict[str, float]) -> list[str]:
    """The kinds that make a template, the best supported first."""
    if not support:
        return []
    ranked = sorted(support, key=lambda k: (-support[k], k))
    return [k for k in ranked if support[k] >= LEAST_SHARE * support[ranked[0]]]


def _kind_of_weapons(found: Sequence[FillerEntity]) -> str:
    weapons = " ".join(e.words for e in found if e.role == "Weapon")
    return BOMBING if _EXPLOSIVES.search(weapons) else ATTACK


def _named(text: str, filler: RoleFiller, people: Sequence[Span]) -> RoleFiller | None:
    """The filler, a victim cut down to the bare name; None for a victim without one: MUC-4's victims have names."""
    if filler.role != "Victim":
        return filler
    if not any(filler.span.overlaps(p) for p in people):
        return None
    start, end = filler.span.start, filler.span.end
    while (title := _DESCRIBES.match(text, start, end)) is not None:
        start = title.end()
    if start >= end or _DESCRIBES.search(text, start, end):
        return None
    return replace(filler, span=Span(start, end))


def _sentence(sentences: Sequence[Pair], at: int) -> int:
    return max(0, bisect_right(sentences, at, key=lambda s: s[0]) - 1)
