"""An invented ledger with places on the map: three towns of Iceland, a country, a hostile paper. All reports are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from shown import cut, voice

from saidso.ledger import Ledger
from saidso.link import link
from saidso.nouns.claim import Claim, EntityMention, EventMention, Extraction, SlotValue, Stance, Voice, VoiceKind
from saidso.nouns.document import Document, Known, Metadata, Paragraph, Provenance
from saidso.nouns.judgement import Judgement, points_at
from saidso.nouns.span import Evidence, Span
from saidso.values.actor import read_actor
from saidso.values.count import Count
from saidso.values.event_type import EventType, Status
from saidso.values.place import Place
from saidso.values.when import When

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)> =HYPERLINK(1) 😀 \u202edrah"
WITNESS = "Solveig Arnardottir"
PRIVATE = ("Solveig", "Arnardottir")
"""What may stand in no output but an internal one."""

TOWNS = {
    "Selfoss": Place(
        words="Selfoss", name="Selfoss", kind="town", country="IS", geoname_id=3413604, latitude=63.9, longitude=-21.0
    ),
    "near Akureyri": Place(
        words="near Akureyri", name="Akureyri", kind="town", country="IS", latitude=65.7, longitude=-18.1, part="near"
    ),
    "Iceland": Place(words="Iceland", name="Iceland", kind="country", country="IS"),
    "Oremi": Place(words="Oremi", reason="no place of this name in the tables"),
}

REPORTS = (
    ("Selfoss", "Harbour Post", "the interior ministry", "said", Stance.SAYS, EventType.KILLING, "three soldiers", 3, 3),
    ("Selfoss", "Radio North", "the island council", "denied", Stance.DENIES, EventType.KILLING, "any soldier", 0, 0),
    ("near Akureyri", "Harbour Post", WITNESS, "said", Stance.SAYS, EventType.INJURY, "at least two people", 2, None),
    ("Iceland", HOSTILE, "the interior ministry", "said", Stance.SAYS, EventType.PROTEST, "dozens of people", 24, None),
    ("Oremi", "Radio North", "the island council", "said", Stance.SAYS, EventType.KILLING, "one guard", 1, 1),
)
"""Place, paper, voice, cue, stance, type, words of the number, low, high."""


def write_mapped(path: Path) -> Path:
    """The ledger of this page, written to ``path``: linked by the linker itself, with one claim accepted by a person."""
    with Ledger(path) as ledger:
        claims = [_add(ledger, number) for number in range(len(REPORTS))]
        ledger.add_judgement(
            Judgement(
                id="j1",
                person="Olga Reviewer",
                made_at=datetime(2024, 4, 1, 9, 30, tzinfo=UTC),
                decision="accept",
                on=points_at(claims[0]),
                reason=f"as {WITNESS} wrote",
            )
        )
        ledger.replace_incidents(link(ledger.claims(), ledger.judgements(), known_ids={}))
    return path


def _add(ledger: Ledger, number: int) -> Claim:
    where, paper, who, cue, stance, kind, how_many, low, high = REPORTS[number]
    act = {"killing": "killed", "injury": "hurt", "protest": "marching", "movement": "moving"}[kind.value]
    text = f"On Tuesday 😀 {how_many} were {act} at {where}, {who} {cue}. {HOSTILE}"
    doc = _document(number, text, paper)
    values = (
        SlotValue(slot="place", evidence=cut(doc, where), value=TOWNS[where]),
        SlotValue(slot="time", evidence=cut(doc, "Tuesday"), value=_tuesday()),
        SlotValue(slot="target", evidence=cut(doc, how_many), value=read_actor(how_many)),
        SlotValue(
            slot={"killing": "killed", "injury": "injured"}.get(kind.value, "count"),
            evidence=cut(doc, how_many),
            value=Count(low=low, high=high, words=how_many, population=how_many.split()[-1]),
        ),
    )
    claim = _claim(doc, (voice(doc, who, cue, stance),), kind, act, values)
    people = tuple(EntityMention(span=cut(doc, who).span, type="Person") for _ in range(who == WITNESS))
    event = EventMention(id="E1", trigger=claim.trigger.span, type=kind, status=Status.HAPPENED, incident="I1")
    ledger.add_document(doc)
    ledger.add_extraction(Extraction(document_id=doc.id, model="invented-1", events=(event,), entities=people, claims=(claim,)))
    return claim


def _tuesday() -> When:
    day = date(2024, 3, 12)
    return When(earliest=day, latest=day, granularity="day", relative_to="publication", words="Tuesday", rule="weekday")


def _document(number: int, text: str, paper: str) -> Document:
    known = Provenance.STATED
    return Document(
        id=f"d{number}",
        sha256=f"{number:064x}",
        text=text,
        source=f"/home/lena/report-{number}.txt",
        format="txt",
        paragraphs=(Paragraph(span=Span(0, len(text))),),
        metadata=Metadata(
            publisher=Known(value=paper, how=known),
            title=Known(value=f"Report {number}: {HOSTILE}", how=known),
            published_on=Known(value=date(2024, 3, 13) + timedelta(days=number), how=known),
            language=Known(value=("en", "ckb")[number], how=known) if number < 2 else Known(),
            url=Known(value=(f"https://post.example/{number}", "javascript:alert(1)")[number % 2], how=known),
        ),
    )


def _claim(doc: Document, voices: tuple[Voice, ...], kind: EventType, act: str, values: tuple[SlotValue, ...]) -> Claim:
    paper = Voice(kind=VoiceKind.PUBLISHER, words=doc.metadata.publisher.value or "")
    return Claim(
        id=f"c-{doc.id}",
        document_id=doc.id,
        model="invented-1",
        event_type=kind,
        status=Status.HAPPENED,
        trigger=cut(doc, act),
        group="I1",
        chain=(paper, *voices),
        stance=voices[-1].stance,
        content=(cut(doc, act),),
        passage=Evidence.cut(doc.id, doc.text, Span(0, len(doc.text))),
        values=values,
        said_on=doc.metadata.published_on.value,
    )
