"""From mentions to claims: who holds each event, through which voices, with which stance.

The rules are DESIGN.md section 2, "From annotations to claims":
one claim per event and attribution about it; an attribution that only ``says`` and contains another about the same
event is a link and no claim; a parent with any other stance is both; an event nobody is quoted on is the document's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from saidso.nouns.claim import Attribution, Claim, EventMention, Stance, Voice, VoiceKind
from saidso.nouns.document import Document
from saidso.nouns.span import Evidence, Span
from saidso.understand.model import Mentions
from saidso.understand.slots import Slots

UNKNOWN_PUBLISHER = "unknown publisher"
UNNAMED_SOURCE = "unnamed source"
NEIGHBOURS = 1
"""Sentences either side of the trigger's that belong to a claim's passage."""


class Chains:
    """The claims of one document."""

    def __init__(
        self, document: Document, sentences: Sequence[tuple[int, int]], mentions: Mentions, slots: Slots, model: str
    ) -> None:
        self._document, self._sentences, self._slots, self._model = document, sentences, slots, model
        self._events = mentions.events
        self._attributions = {a.id: a for a in mentions.attributions}

    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in the order of the text; equal ones once."""
        found = (claim for event in self._events for claim in self._of(event))
        return tuple({claim.id: claim for claim in found}.values())

    def _of(self, event: EventMention) -> Iterator[Claim]:
        about = [a for a in self._attributions.values() if event.id in a.about]
        links = {self._attributions[a.parent].id for a in about if a.parent in self._attributions}
        held = [a for a in about if not (a.stance is Stance.SAYS and a.id in links)]
        if not held:
            yield self._claim(event, None)
        for attribution in held:
            yield self._claim(event, attribution)

    def _claim(self, event: EventMention, attribution: Attribution | None) -> Claim:
        document = self._document
        chain = (*self._own_voices(event.trigger.start), *map(self._voice, self._line(attribution)))
        turn = document.turn_at(event.trigger.start)
        trigger = self._cut(event.trigger)
        confidence = event.confidence * (attribution.confidence * attribution.stance_confidence if attribution else 1.0)
        return Claim(
            id=_identity(document.id, trigger, chain),
            document_id=document.id,
            model=self._model,
            event_type=event.type,
            status=event.status,
            trigger=trigger,
            group=f"{document.id}:{event.incident}",
            chain=chain,
            stance=chain[-1].stance,
            content=tuple(map(self._cut, attribution.content)) if attribution else (),
            passage=self._passage(event.trigger),
            values=self._slots.of(event),
            turn=turn.index if turn else None,
            said_on=document.metadata.published_on.value,
            agency=document.metadata.agency.value,
            confidence=round(confidence, 4),
            unsure=event.unsure + (attribution.unsure if attribution else ()),
        )

    def _line(self, attribution: Attribution | None) -> list[Attribution]:
        """The attribution's parents, outermost first, and itself."""
        line: list[Attribution] = []
        while attribution is not None and attribution not in line:
            line.insert(0, attribution)
            attribution = self._attributions.get(attribution.parent) if attribution.parent else None
        return line

    def _own_voices(self, at: int) -> list[Voice]:
        """The publisher and, where that is somebody else, the speaker of the turn or the issuing body."""
        known = self._document.metadata
        publisher = known.publisher.value or known.issuer.value or UNKNOWN_PUBLISHER
        at_publisher = known.publisher.span if known.publisher.value else known.issuer.span
        voices = [Voice(kind=VoiceKind.PUBLISHER, words=publisher, evidence=self._proof(publisher, at_publisher))]
        turn = self._document.turn_at(at)
        if turn is not None:
            speaker = turn.speaker.value or ("interviewer" if turn.asks else "interviewee")
            if speaker != publisher:  # a paper that asks is one voice, not two
                voices.append(Voice(kind=VoiceKind.SPEAKER, words=speaker, evidence=self._proof(speaker, turn.speaker.span)))
        elif known.issuer.value and known.issuer.value != publisher:
            voices.append(
                Voice(
                    kind=VoiceKind.ISSUER, words=known.issuer.value, evidence=self._proof(known.issuer.value, known.issuer.span)
                )
            )
        return voices

    def _voice(self, attribution: Attribution) -> Voice:
        source = self._cut(attribution.source) if attribution.source else None
        named_at = self._cut(attribution.holder) if attribution.holder else None
        return Voice(
            kind=VoiceKind.SOURCE,
            words=source.quote if source else UNNAMED_SOURCE,
            stance=attribution.stance,
            name=named_at.quote if named_at else None,
            evidence=source,
            cue=self._cut(attribution.cue) if attribution.cue else None,
            named_at=named_at,
        )

    def _proof(self, words: str, span: Span | None) -> Evidence | None:
        """Evidence for a name of the metadata where it stands in the text as written."""
        if span is None or span.of(self._document.text) != words:
            return None
        return self._cut(span)

    def _passage(self, trigger: Span) -> Evidence:
        """The trigger's sentence with its neighbours, within its paragraph."""
        at = next((i for i, (a, b) in enumerate(self._sentences) if a <= trigger.start < b), None)
        if at is None:
            return self._cut(trigger)
        near = self._sentences[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
        paragraph = next((p.span for p in self._document.paragraphs if p.span.start <= trigger.start < p.span.end), None)
        start, end = near[0][0], near[-1][1]
        if paragraph is not None:
            start, end = max(start, paragraph.start), min(end, paragraph.end)
        return self._cut(Span(min(start, trigger.start), max(end, trigger.end)))

    def _cut(self, span: Span) -> Evidence:
        return Evidence.cut(self._document.id, self._document.text, span)


def _identity(document_id: str, trigger: Evidence, chain: Sequence[Voice]) -> str:
    """A claim's id: "c" and 16 hex digits over the document, the trigger's span and the chain's spans and stances."""
    links = (f"{v.kind}{v.stance}{v.evidence.span if v.evidence else v.words}{v.cue.span if v.cue else ''}" for v in chain)
    text = "|".join((document_id, str(trigger.span), *links))
    return "c" + hashlib.sha256(text.encode()).hexdigest()[:16]
