"""Invented reports and what a model would read in them: two claims each, a number and a denial."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

from saidso.ledger import Ledger
from saidso.nouns.claim import (
    Argument,
    Attribution,
    Claim,
    EntityMention,
    EventMention,
    Extraction,
    Role,
    SlotValue,
    Stance,
    Voice,
    VoiceKind,
)
from saidso.nouns.document import Document, Known, Metadata, Paragraph, Provenance, Skip
from saidso.nouns.incident import Incident, Linking, LinkReason, OriginJoin, Origins, Reading, SlotAccord
from saidso.nouns.judgement import Judgement
from saidso.nouns.span import Evidence, Span
from saidso.values.actor import Actor
from saidso.values.count import Count
from saidso.values.event_type import EventType, Status
from saidso.values.place import Place
from saidso.values.when import When

TEXT = (
    "The Tarvel ministry said on 3 May that two soldiers were hurt at the river post. "
    "The Reed Front denied the raid, paper number {number} reported."
)
CLAIM_COUNT = 2
"""Claims in each report."""


def raw_of(number: int) -> bytes:
    return TEXT.format(number=number).encode()


def a_document(number: int) -> Document:
    raw, text = raw_of(number), TEXT.format(number=number)
    sha256 = hashlib.sha256(raw).hexdigest()
    return Document(
        id=f"d{sha256[:16]}",
        sha256=sha256,
        text=text,
        source=f"invented/{number:03}.txt",
        format="txt",
        paragraphs=(Paragraph(span=Span(0, len(text))),),
        metadata=Metadata(
            publisher=Known(value="Tarvel Courier", how=Provenance.GIVEN),
            published_on=Known(value=date(2031, 5, 4), how=Provenance.STATED, span=at(text, "3 May")),
        ),
    )


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def an_extraction(document: Document, model: str = "invented-1") -> Extraction:
    text = document.text
    return Extraction(
        document_id=document.id,
        model=model,
        events=(
            EventMention(
                id="E1",
                trigger=at(text, "hurt"),
                type=EventType.INJURY,
                status=Status.HAPPENED,
                incident="I1",
                arguments=(Argument(role=Role.COUNT, span=at(text, "two"), confidence=0.75),),
            ),
            EventMention(id="E2", trigger=at(text, "raid"), type=EventType.ATTACK, status=Status.HAPPENED, incident="I1"),
        ),
        attributions=(
            Attribution(
                id="A1",
                source=at(text, "The Tarvel ministry"),
                cue=at(text, "said"),
                content=(at(text, "two soldiers were hurt at the river post"),),
                stance=Stance.SAYS,
                about=("E1",),
            ),
            Attribution(
                id="A2",
                source=at(text, "The Reed Front"),
                cue=at(text, "denied"),
                content=(at(text, "the raid"),),
                stance=Stance.DENIES,
                about=("E2",),
            ),
        ),
        entities=(EntityMention(span=at(text, "The Reed Front"), type="Organisation"),),
        claims=(injury_claim(document, model), denial_claim(document, model)),
        refused=("a quote that does not stand there",),
    )


def evidence(document: Document, words: str) -> Evidence:
    return Evidence.cut(document.id, document.text, at(document.text, words))


def publisher() -> Voice:
    return Voice(kind=VoiceKind.PUBLISHER, words="Tarvel Courier")


def injury_claim(document: Document, model: str) -> Claim:
    ministry = Voice(
        kind=VoiceKind.SOURCE,
        words="The Tarvel ministry",
        evidence=evidence(document, "The Tarvel ministry"),
        cue=evidence(document, "said"),
    )
    return Claim(
        id=f"c{document.id[1:9]}a",
        document_id=document.id,
        model=model,
        event_type=EventType.INJURY,
        status=Status.HAPPENED,
        trigger=evidence(document, "hurt"),
        group="I1",
        chain=(publisher(), ministry),
        stance=Stance.SAYS,
        content=(evidence(document, "two soldiers were hurt at the river post"),),
        passage=evidence(document, document.text[:80]),
        values=(
            SlotValue(
                slot="injured",
                evidence=evidence(document, "two"),
                value=Count(low=2, high=2, words="two", population="soldiers"),
                confidence=0.75,
            ),
            SlotValue(
                slot="time",
                evidence=evidence(document, "3 May"),
                value=When(
                    earliest=date(2031, 5, 3),
                    latest=date(2031, 5, 3),
                    granularity="day",
                    relative_to="publication",
                    words="3 May",
                    rule="day-month",
                    candidates=((date(2031, 5, 3), date(2031, 5, 3)),),
                ),
            ),
            SlotValue(slot="target", evidence=evidence(document, "soldiers"), value=Actor(words="soldiers", head="soldiers")),
            SlotValue(slot="place", evidence=evidence(document, "river post"), value=None, reason="no such town"),
            SlotValue(slot="instrument", evidence=evidence(document, "raid"), value="raid"),
        ),
        unsure=("actor: below the threshold",),
    )


def denial_claim(document: Document, model: str) -> Claim:
    front = Voice(
        kind=VoiceKind.SOURCE,
        words="The Reed Front",
        stance=Stance.DENIES,
        evidence=evidence(document, "The Reed Front"),
        cue=evidence(document, "denied"),
    )
    return Claim(
        id=f"c{document.id[1:9]}b",
        document_id=document.id,
        model=model,
        event_type=EventType.ATTACK,
        status=Status.HAPPENED,
        trigger=evidence(document, "raid"),
        group="I1",
        chain=(publisher(), front),
        stance=Stance.DENIES,
        content=(evidence(document, "the raid"),),
        passage=evidence(document, document.text[81:]),
    )


def an_incident(id: str, *extractions: Extraction) -> Incident:
    claims = sorted((claim for extraction in extractions for claim in extraction.claims), key=lambda claim: claim.id)
    ids = tuple(claim.id for claim in claims)
    return Incident(
        id=id,
        type="attack",
        claims=ids,
        documents=tuple(sorted({claim.document_id for claim in claims})),
        origins=Origins(
            lo=1,
            hi=len(ids),
            parts=tuple((one,) for one in ids),
            joins=(OriginJoin(one=ids[0], other=ids[-1], rule="same-origin", reason="one ministry"),),
        ),
        slots=(
            SlotAccord(
                slot="injured",
                agreement="contradictory",
                kinds=("polarity",),
                readings=(Reading(value="2", stance=Stance.SAYS, claims=ids[:1], origins=(0,)),),
                span=(2, None),
            ),
        ),
        place=Place(words="river post", latitude=36.5, longitude=40.7),
        weakest=LinkReason(one=ids[0], other=ids[-1], rule="same day", weight=1.5, parts=("day 1.5",)),
    )


def a_linking(extractions: list[Extraction]) -> Linking:
    incidents = tuple(an_incident(f"i{extraction.document_id[1:9]}", extraction) for extraction in extractions)
    return Linking(incidents=incidents, changes=tuple(("new", "", incident.id) for incident in incidents))


def a_judgement(document: Document, id: str = "j1", supersedes: str | None = None) -> Judgement:
    return Judgement(
        id=id,
        person="R. Coder",
        made_at=datetime(2031, 6, 1, 12, 30, tzinfo=UTC),
        decision="reject",
        on=(evidence(document, "hurt"),),
        reason="the paper withdrew it",
        supersedes=supersedes,
    )


def a_skip(number: int = 1, reason: str = "empty") -> Skip:
    source = f"invented/broken{number}.pdf"
    return Skip(source=source, reason=reason, message=f"{source}: {reason}. Look at it and add it again.")


def fill(ledger: Ledger, numbers: list[int], model: str = "invented-1") -> list[Extraction]:
    """A whole build in the order of HOUSE.md's pipeline page; gives every extraction of the model."""
    for number in numbers:
        ledger.add_document(a_document(number), raw_of(number))
    ledger.add_skip(a_skip())
    for document in ledger.unread_by(model):
        ledger.add_extraction(an_extraction(document, model))
    extractions = [one for one in ledger.extractions() if one.model == model]
    ledger.replace_incidents(a_linking(extractions))
    return extractions


def filled(path: Path, count: int = 3) -> Path:
    """A closed ledger file with ``count`` documents, one judgement, one document not read."""
    with Ledger(path) as ledger:
        fill(ledger, list(range(count)))
        ledger.add_judgement(a_judgement(a_document(0)))
        ledger.add_document(a_document(900))
        ledger.mark_not_read(a_document(900).id, "invented-1", "language: xx")
    return path
