"""One small invented ledger for the tests of what is shown: two wire copies, a denial, a private witness."""

from __future__ import annotations

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
from saidso.nouns.incident import Incident, Linking, OriginJoin, Origins, Reading, SlotAccord
from saidso.nouns.judgement import Judgement
from saidso.nouns.span import Evidence, Span
from saidso.values.actor import Actor
from saidso.values.count import Count
from saidso.values.event_type import EventType, Status
from saidso.values.place import Place
from saidso.values.when import When

COURIER = (
    "Gunmen attacked a checkpoint in Oremi on Tuesday, killing three soldiers, the defence ministry said.\n\n"
    "Mira Tolan, who lives beside the road, said that she saw two bodies. “Then I ran,” Tolan said. "
    "Write to mira.tolan@post.example or @miratolan."
)
HERALD = COURIER.split("\n\n", maxsplit=1)[0]
RADIO = "Governor Ilia Marn denied that any soldier was killed. Marn spoke in Belkhar."
PRIVATE = ("Mira", "Tolan", "mira.tolan", "miratolan", "post.example")
"""What may stand in no output but an internal one."""


def document(number: int, text: str, publisher: str, source: str) -> Document:
    known = Provenance.STATED
    return Document(
        id=f"d{number}",
        sha256=f"{number:064x}",
        text=text,
        source=source,
        format="txt",
        paragraphs=(Paragraph(span=Span(0, len(text))),),
        metadata=Metadata(
            publisher=Known(value=publisher, how=known),
            published_on=Known(value=date(2024, 3, 13), how=known),
            author=Known(value="Lena Sorvik", how=known),
        ),
    )


def cut(doc: Document, words: str) -> Evidence:
    start = doc.text.index(words)
    return Evidence.cut(doc.id, doc.text, Span(start, start + len(words)))


def claim(doc: Document, name: str, voices: tuple[Voice, ...], trigger: str, values: tuple[SlotValue, ...]) -> Claim:
    publisher = doc.metadata.publisher.value or ""
    return Claim(
        id=name,
        document_id=doc.id,
        model="invented-1",
        event_type=EventType.KILLING,
        status=Status.HAPPENED,
        trigger=cut(doc, trigger),
        group="I1",
        chain=(Voice(kind=VoiceKind.PUBLISHER, words=publisher), *voices),
        stance=voices[-1].stance,
        content=(cut(doc, trigger),),
        passage=Evidence.cut(doc.id, doc.text, Span(0, len(doc.text.split("\n\n", maxsplit=1)[0]))),
        values=values,
        said_on=date(2024, 3, 13),
        agency="North Wire" if "Gunmen" in doc.text else None,
    )


def voice(doc: Document, words: str, cue: str, stance: Stance) -> Voice:
    return Voice(kind=VoiceKind.SOURCE, words=words, stance=stance, evidence=cut(doc, words), cue=cut(doc, cue))


def killed(doc: Document, words: str, low: int, high: int) -> SlotValue:
    return SlotValue(slot="killed", evidence=cut(doc, words), value=Count(low=low, high=high, words=words, population="soldiers"))


def extraction(doc: Document, claims: tuple[Claim, ...]) -> Extraction:
    names = [word for word in ("Mira Tolan", "Tolan said", "Ilia Marn") if word in doc.text]
    trigger = claims[0].trigger.span
    return Extraction(
        document_id=doc.id,
        model="invented-1",
        events=(
            EventMention(
                id="E1",
                trigger=trigger,
                type=EventType.KILLING,
                status=Status.HAPPENED,
                incident="I1",
                arguments=(Argument(role=Role.COUNT, span=claims[0].values[0].evidence.span),),
            ),
        ),
        attributions=(
            Attribution(id="A1", source=None, cue=None, content=(trigger,), stance=claims[0].stance, about=("E1",)),
        ),
        entities=tuple(EntityMention(span=cut(doc, n.removesuffix(" said")).span, type="Person") for n in names),
        claims=claims,
    )


def write_ledger(path: Path) -> Path:
    """The ledger of this page, written to ``path``."""
    courier = document(1, COURIER, "Kastorin Courier", "/home/lena/mira-tolan-interview.txt")
    herald = document(2, HERALD, "Valley Herald", "herald.txt")
    radio = document(3, RADIO, "Radio Belkhar", "radio.txt")
    says, denies = Stance.SAYS, Stance.DENIES
    ministry = "the defence ministry"
    c1 = claim(courier, "c1", (voice(courier, ministry, "said", says),), "killing", (killed(courier, "three", 3, 3),))
    c2 = claim(herald, "c2", (voice(herald, ministry, "said", says),), "killing", (killed(herald, "three", 3, 3),))
    nobody = killed(radio, "any soldier", 0, 0)
    c3 = claim(radio, "c3", (voice(radio, "Governor Ilia Marn", "denied", denies),), "killed", (nobody,))
    witness = SlotValue(slot="target", evidence=cut(courier, "two bodies"), value=Actor(words="Mira Tolan", head="Tolan"))
    bodies = (killed(courier, "two", 2, 2), witness)
    c4 = claim(courier, "c4", (voice(courier, "Mira Tolan", "said that", says),), "bodies", bodies)
    with Ledger(path) as ledger:
        for doc, claims in ((courier, (c1, c4)), (herald, (c2,)), (radio, (c3,))):
            ledger.add_document(doc)
            ledger.add_extraction(extraction(doc, claims))
        ledger.add_skip(Skip(source="/home/lena/empty.txt", reason="empty", message="/home/lena/empty.txt: no text. Remove it."))
        ledger.add_judgement(
            Judgement(
                id="j1",
                person="Olga Reviewer",
                made_at=datetime(2024, 4, 1, tzinfo=UTC),
                decision="note",
                on=(c4.trigger,),
                reason="Mira Tolan should be called back",
            )
        )
        ledger.replace_incidents(Linking(incidents=(incident(),)))
    return path


def incident() -> Incident:
    join = OriginJoin(one="c1", other="c2", rule="same-agency", reason="both credit North Wire")
    readings = (
        Reading(value="3 soldiers", stance=Stance.SAYS, claims=("c1", "c2"), origins=(0,)),
        Reading(value="2 soldiers", stance=Stance.SAYS, claims=("c4",), origins=(1,)),
        Reading(value="0 soldiers", stance=Stance.DENIES, claims=("c3",), origins=(2,)),
    )
    target = (Reading(value="Mira Tolan", stance=Stance.SAYS, claims=("c4",), origins=(1,)),)
    return Incident(
        id="i1234abcd",
        type="killing",
        claims=("c1", "c2", "c3", "c4"),
        documents=("d1", "d2", "d3"),
        origins=Origins(lo=2, hi=3, parts=(("c1", "c2"), ("c4",), ("c3",)), joins=(join,)),
        slots=(
            SlotAccord(
                slot="killed", agreement="contradictory", kinds=("numeric-disjoint", "polarity"), readings=readings, span=(2, 3)
            ),
            SlotAccord(slot="target", agreement="single", kinds=(), readings=target),
        ),
        when=When(
            earliest=date(2024, 3, 12),
            latest=date(2024, 3, 12),
            granularity="day",
            relative_to="publication",
            words="Tuesday",
            rule="weekday",
        ),
        place=Place(words="Oremi", reason="not in the gazetteer"),
    )
