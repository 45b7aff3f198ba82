"""The ledger that pages are tested on: a wire story in two papers, a denial, a private witness, an Arabic statement."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from saidso.ledger import Ledger
from saidso.nouns.claim import Claim, Extraction, SlotValue, Stance, Voice, VoiceKind
from saidso.nouns.document import Document, Known, Metadata, Paragraph, Provenance
from saidso.nouns.incident import Incident, Linking, OriginJoin, Origins, Reading, SlotAccord
from saidso.nouns.judgement import Judgement, points_at
from saidso.nouns.span import Evidence, Span
from saidso.values.count import Count
from saidso.values.event_type import EventType, Status
from saidso.values.place import Place
from saidso.values.when import When

COURIER = (
    "Gunmen attacked a checkpoint in Oremi on Tuesday, killing three soldiers, the defence ministry said.\n\n"
    "Mira Tolan, who lives beside the road, said that she saw two bodies."
)
HERALD = "Gunmen attacked a checkpoint in Oremi on Tuesday, killing three soldiers, the defence ministry said."
RADIO = "Governor Ilia Marn denied that any soldier was killed.\n\nMarn spoke in Belkhar."
ARABIC = "قالت وزارة الدفاع إن جنديين قُتلا في أوريمي يوم الثلاثاء."
BRIDGE = "Shells fell on the bridge at Belkhar on 2 April, the town council said."
PASSWORD = "a long invented word"
"""Of every invented account."""
PRIVATE = ("Mira", "Tolan")
"""What a reader may see nowhere."""


def document(number: int, text: str, publisher: str) -> Document:
    """A document whose paragraphs are parted by empty lines."""
    stated = Provenance.STATED
    spans, start = [], 0
    for part in text.split("\n\n"):
        spans.append(Paragraph(span=Span(start, start + len(part))))
        start += len(part) + 2
    return Document(
        id=f"d{number}",
        sha256=f"{number:064x}",
        text=text,
        source=f"report-{number}.txt",
        format="txt",
        paragraphs=tuple(spans),
        metadata=Metadata(
            publisher=Known(value=publisher, how=stated),
            title=Known(value=f"Report {number} of {publisher}", how=stated),
            published_on=Known(value=date(2024, 3, 13), how=stated),
        ),
    )


def cut(doc: Document, words: str) -> Evidence:
    """The first place where ``words`` stand."""
    start = doc.text.index(words)
    return Evidence.cut(doc.id, doc.text, Span(start, start + len(words)))


def claim(
    doc: Document, name: str, *, trigger: str, who: str | None, cue: str | None, stance: Stance, number: str, low: int
) -> Claim:
    """A claim on killing, by ``who`` (or in the document's own voice), that ``number`` soldiers were killed."""
    publisher = Voice(kind=VoiceKind.PUBLISHER, words=doc.metadata.publisher.value or "", stance=Stance.SAYS if who else stance)
    chain = [publisher]
    if who:
        chain.append(
            Voice(kind=VoiceKind.SOURCE, words=who, stance=stance, evidence=cut(doc, who), cue=cut(doc, cue) if cue else None)
        )
    value = Count(low=low, high=low, words=number, population="soldiers")
    return Claim(
        id=name,
        document_id=doc.id,
        model="invented-1",
        event_type=EventType.KILLING,
        status=Status.HAPPENED,
        trigger=cut(doc, trigger),
        group="I1",
        chain=tuple(chain),
        stance=stance,
        content=(cut(doc, trigger),),
        passage=Evidence.cut(doc.id, doc.text, doc.paragraphs[0].span),
        values=(SlotValue(slot="killed", evidence=cut(doc, number), value=value),),
        said_on=date(2024, 3, 13),
        agency="North Wire" if "Gunmen" in doc.text else None,
    )


def story() -> list[tuple[Document, tuple[Claim, ...]]]:
    """Each document with its claims."""
    courier, herald = document(1, COURIER, "Kastorin Courier"), document(2, HERALD, "Valley Herald")
    radio, arabic = document(3, RADIO, "Radio Belkhar"), document(4, ARABIC, "إذاعة الوادي")
    bridge = document(5, BRIDGE, "Valley Herald")
    ministry, says, denies = "the defence ministry", Stance.SAYS, Stance.DENIES
    c1 = claim(courier, "c1", trigger="killing", who=ministry, cue="said", stance=says, number="three", low=3)
    c2 = claim(herald, "c2", trigger="killing", who=ministry, cue="said", stance=says, number="three", low=3)
    c3 = claim(radio, "c3", trigger="killed", who="Governor Ilia Marn", cue="denied", stance=denies, number="any soldier", low=0)
    c4 = claim(courier, "c4", trigger="bodies", who="Mira Tolan", cue="said that", stance=says, number="two", low=2)
    c5 = claim(arabic, "c5", trigger="قُتلا", who="وزارة الدفاع", cue="قالت", stance=says, number="جنديين", low=2)
    c6 = claim(bridge, "c6", trigger="fell", who="the town council", cue="said", stance=says, number="Shells", low=1)
    return [(courier, (c1, c4)), (herald, (c2,)), (radio, (c3,)), (arabic, (c5,)), (bridge, (c6,))]


def incidents() -> tuple[Incident, ...]:
    """One that is contradicted, and one with a single claim."""
    says, denies = Stance.SAYS, Stance.DENIES
    readings = (
        Reading(value="3 soldiers", stance=says, claims=("c1", "c2"), origins=(0,)),
        Reading(value="2 soldiers", stance=says, claims=("c4", "c5"), origins=(1, 2)),
        Reading(value="0 soldiers", stance=denies, claims=("c3",), origins=(3,)),
    )
    kinds = ("numeric-disjoint", "polarity")
    killed = SlotAccord(slot="killed", agreement="contradictory", kinds=kinds, readings=readings, span=(2, 3))
    seen = (Reading(value="two bodies", stance=says, claims=("c4",), origins=(1,)),)
    target = SlotAccord(slot="target", agreement="single", kinds=(), readings=seen)
    tuesday, april = date(2024, 3, 12), date(2024, 4, 2)
    day = {"granularity": "day", "relative_to": "publication", "rule": "weekday"}
    parts = (("c1", "c2"), ("c4",), ("c5",), ("c3",))
    join = OriginJoin(one="c1", other="c2", rule="same-agency", reason="both credit North Wire")
    first = Incident(
        id="i1234abcd",
        type="killing",
        claims=("c1", "c2", "c3", "c4", "c5"),
        documents=("d1", "d2", "d3", "d4"),
        origins=Origins(lo=2, hi=3, parts=parts, joins=(join,)),
        slots=(killed, target),
        when=When(earliest=tuesday, latest=tuesday, words="Tuesday", **day),
        place=Place(words="Oremi", reason="not in the gazetteer"),
    )
    second = Incident(
        id="i5678abcd",
        type="shelling",
        claims=("c6",),
        documents=("d5",),
        origins=Origins(lo=1, hi=1, parts=(("c6",),)),
        slots=(),
        when=When(earliest=april, latest=april, words="2 April", **day),
        place=Place(words="Belkhar", reason="not in the gazetteer"),
    )
    return first, second


def write_desk_ledger(path: Path) -> Path:
    """The ledger of this page, written to ``path``; one reviewer has accepted the ministry's claim in the Courier."""
    told = story()
    with Ledger(path) as ledger:
        for doc, claims in told:
            ledger.add_document(doc)
            ledger.add_extraction(Extraction(document_id=doc.id, model="invented-1", claims=claims))
        ledger.add_judgement(
            Judgement(
                id="j1",
                person="Olga Reviewer",
                made_at=datetime(2024, 4, 1, tzinfo=UTC),
                decision="accept",
                on=points_at(told[0][1][0]),
                reason="",
            )
        )
        ledger.replace_incidents(Linking(incidents=incidents()))
    return path
