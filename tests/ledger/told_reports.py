"""Invented reports with places, several voices and days: a ledger with something to search, filter and judge."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from saidso.ledger import Ledger
from saidso.nouns.claim import Claim, Extraction, SlotValue, Stance, Voice, VoiceKind
from saidso.nouns.document import Document, Known, Metadata, Paragraph, Provenance
from saidso.nouns.incident import Incident, Linking, Origins, Reading, SlotAccord
from saidso.nouns.span import Evidence, Span
from saidso.values.actor import Actor
from saidso.values.count import Count
from saidso.values.event_type import EventType, Status
from saidso.values.place import Place
from saidso.values.when import When

NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
ROWS = (
    # incident, publisher, voice, stance, type, words, place (name, country), day, killed, confidence
    ("i1", "Tarvel Courier", "the Tarvel ministry", "says", "shelling", "shelled", ("Al Hasakah", "SY"), 3, (4, 4), 0.9),
    ("i1", "Lomé Écho", "Çelik Cephesi", "denies", "shelling", "shelled", ("Al Hasakah", "SY"), 4, (0, 0), 0.5),
    ("i1", "Radyo Işık", "the Tarvel ministry", "says", "killing", "killed", ("Al Hasakah", "SY"), 5, (6, None), 0.7),
    ("i2", "Tarvel Courier", "the Reed Front", "claims_responsibility", "attack", "raided", ("Deir ez-Zor", "SY"), 9, None, 0.8),
    ("i3", "صوت الوادي", "وزارة الدفاع", "accuses", "abduction", "خطف", ("Kunda", None), None, (25, 30), 0.4),
    ("i4", "Hill Post", "residents", "predicts", "protest", "march", None, 20, None, 0.95),
    ("i5", "Hill Post", "Mira Tolan", "says", "attack", "attacked", ("Brod", "HR"), 12, (1, 1), 0.6),
)  # fmt: skip
SENTENCES = {
    "i1": "Guns {trigger} the al-Ḥasakah road, {voice} told {publisher}; {number} people died.",
    "i3": "{voice} قالت إن المسلّحين {trigger} ٢٥ رجلاً من المدينة، {publisher} {number}",
}
PLAIN = "The men {trigger} a post near the river, {voice} told {publisher}; {number} people died."


def row_document(at: int) -> tuple[Document, Claim]:
    """The document of one row with its one claim."""
    incident, publisher, voice, stance, kind, trigger, where, day, killed, confidence = ROWS[at]
    number = "no" if killed is None else str(killed[0])
    text = SENTENCES.get(incident, PLAIN).format(trigger=trigger, voice=voice, publisher=publisher, number=number)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    doc = Document(
        id=f"d{sha256[:16]}",
        sha256=sha256,
        text=text,
        source=f"told/{at}.txt",
        format="txt",
        paragraphs=(Paragraph(span=Span(0, len(text))),),
        metadata=Metadata(
            publisher=Known(value=publisher, how=Provenance.GIVEN),
            title=Known(value=f"Report {at} of the day", how=Provenance.GIVEN),
        ),
    )

    def cut(words: str) -> Evidence:
        start = text.index(words)
        return Evidence.cut(doc.id, text, Span(start, start + len(words)))

    values = [SlotValue(slot="actor", evidence=cut(trigger), value=Actor(words=voice, head=voice))]
    if where is not None:
        values.append(
            SlotValue(slot="place", evidence=cut(trigger), value=Place(words=where[0], name=where[0], country=where[1]))
        )
    if killed is not None:
        values.append(SlotValue(slot="killed", evidence=cut(number), value=Count(low=killed[0], high=killed[1], words=number)))
    source = Voice(kind=VoiceKind.SOURCE, words=voice, stance=Stance(stance), evidence=cut(voice))
    claim = Claim(
        id=f"c{at}",
        document_id=doc.id,
        model="told-1",
        event_type=EventType(kind),
        status=Status.HAPPENED,
        trigger=cut(trigger),
        group="I1",
        chain=(Voice(kind=VoiceKind.PUBLISHER, words=publisher), source),
        stance=Stance(stance),
        content=(cut(trigger),),
        passage=Evidence.cut(doc.id, text, Span(0, len(text))),
        values=tuple(values),
        said_on=None if day is None else date(2031, 5, day),
        confidence=confidence,
    )
    return doc, claim


def incident_of(name: str) -> Incident:
    """One incident with its accord; only the first has voices that contradict each other."""
    rows = [at for at, row in enumerate(ROWS) if row[0] == name]
    days = [ROWS[at][7] for at in rows if ROWS[at][7]]
    where = ROWS[rows[0]][6]
    when = None
    if days:
        first, last = date(2031, 5, min(days)), date(2031, 5, max(days))
        when = When(earliest=first, latest=last, granularity="day", relative_to="none", words="then", rule="day")
    slots = ()
    if name == "i1":
        readings = (
            Reading(value="4", stance=Stance.SAYS, claims=("c0",), origins=(0,)),
            Reading(value="6", stance=Stance.SAYS, claims=("c2",), origins=(0,)),
            Reading(value="0", stance=Stance.DENIES, claims=("c1",), origins=(1,)),
        )
        kinds = ("numeric-disjoint", "polarity")
        slots = (SlotAccord(slot="killed", agreement="contradictory", kinds=kinds, readings=readings, span=(4, 6)),)
    parts = (("c0", "c2"), ("c1",)) if name == "i1" else tuple((f"c{at}",) for at in rows)
    return Incident(
        id=name,
        type=ROWS[rows[0]][4],
        claims=tuple(f"c{at}" for at in rows),
        documents=tuple(sorted(row_document(at)[0].id for at in rows)),
        origins=Origins(lo=len(parts), hi=len(parts), parts=parts),
        slots=slots,
        when=when,
        place=where and Place(words=where[0], name=where[0], country=where[1]),
    )


def told(path: Path) -> Ledger:
    """An open ledger of all rows, linked."""
    ledger = Ledger(path)
    for at in range(len(ROWS)):
        doc, claim = row_document(at)
        ledger.add_document(doc)
        ledger.add_extraction(Extraction(document_id=doc.id, model="told-1", claims=(claim,)))
    ledger.replace_incidents(linking())
    return ledger


def linking() -> Linking:
    """All incidents of the rows."""
    return Linking(incidents=tuple(incident_of(name) for name in dict.fromkeys(row[0] for row in ROWS)))


def minute(number: int) -> datetime:
    """Moments of decisions, in order."""
    return NOON + timedelta(minutes=number)
