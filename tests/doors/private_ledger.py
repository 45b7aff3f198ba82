"""An invented ledger full of what may not leave: private people in every field that can hold words, and hostile names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from saidso.ledger import Ledger
from saidso.link import link
from saidso.nouns.claim import Claim as ClaimOf
from saidso.nouns.claim import EntityMention, EventMention, Extraction, SlotValue, Stance, Voice, VoiceKind
from saidso.nouns.document import Document, Known, Metadata, Paragraph, Provenance, Skip, Turn
from saidso.nouns.judgement import Judgement
from saidso.nouns.span import Evidence, Span
from saidso.nouns.value import Value
from saidso.values.actor import Actor, read_actor
from saidso.values.count import Count
from saidso.values.event_type import EventType, Status
from saidso.values.place import Place
from saidso.values.when import When

PRIVATE = ("Josef", "Kalina", "Zofia", "Lubek", "Dilan", "Orak", "901820", "Orchard", "zofia.lubek", "josefkalina", "41.23456")
"""What may stand in no output but an internal one, folded or not, alone or joined."""
PUBLIC_ONLY = ("Sorvik", "Olga")
"""A byline and a reviewer: off under public, kept under partner."""
STAYS = "Marn"
"""The governor: an export that lost him too would be of no use."""
FORMULA, COMMAND = '=HYPERLINK("https://bad.example","Daily")', "+cmd|' /C calc'!A0"
"""A paper and a speaker with names that a spreadsheet would run."""

UNSAID = ("Tarsi", "Zelmor")
"""Where a column was seen to go, on 13 March 2024: in no output but an internal one, until 17 March."""
LATELY, LONG_AGO = datetime(2024, 3, 15, tzinfo=UTC), datetime(2024, 3, 18, tzinfo=UTC)
"""A moment of an export within those days, and one after them."""

TITLE = "FARMER JOSEF KALINA SHOT DEAD IN KASTORIN"
COURIER = (
    "Gunmen shot dead the farmer Josef Kalina at 14 Orchard Street in Kastorin on Tuesday, the Kastorin police said.\n\n"
    "Žofia Lúbek, 34, who saw it, said that two guards were killed near 41.23456, 44.54321. “Then I hid,” Lúbek said. "
    "Call +49 30 901820, or write to zofia.lubek@post.example or @josefkalina."
)
RADIO = "Governor Ilia Marn denied that Josef Kalina was killed in Kastorin. Marn blamed bandits."
SIGHTING = "An army column left Zelmor for the Tarsi ford at dawn, herders said. It was market day."
TALK = f"Dilan Orak: My neighbour Josef Kalina was killed in Kastorin. Question: Who said so? {COMMAND} said that he was killed."


def write_private_ledger(path: Path) -> Path:
    """The ledger of this page, written to ``path`` and linked."""
    courier = _document(1, COURIER, "Kastorin Courier", "/home/desk/josef-kalina_Lubek.txt", TITLE)
    radio = _document(2, RADIO, "Radio Belkhar", "radio.txt", "A denial")
    talk = _document(3, TALK, FORMULA, "talk with Dilan Orak.docx", "Talk")
    turn = Turn(index=1, span=Span(0, len(TALK)), asks=False, speaker=Known(value="Dilan Orak", how=Provenance.STATED))
    talk = replace(talk, turns=(turn,))
    sighting = _document(4, SIGHTING, "Valley Herald", "tarsi-ford.txt", "Column heads for Tarsi")
    claims = (*_claims(courier, radio, talk), _sighting(sighting))
    with Ledger(path) as ledger:
        for document in (courier, radio, talk, sighting):
            ledger.add_document(document)
            ledger.add_extraction(_extraction(document, tuple(c for c in claims if c.document_id == document.id)))
        ledger.add_skip(Skip(source="/home/desk/Josef Kalina.tif", reason="empty", message="Josef Kalina.tif: no text."))
        for judgement in _judgements(claims):
            ledger.add_judgement(judgement)
        ledger.replace_incidents(link(ledger.claims(), ledger.judgements()))
    return path


def _document(number: int, text: str, publisher: str, source: str, title: str) -> Document:
    stated = Provenance.STATED
    return Document(
        id=f"d{number}",
        sha256=f"{number:064x}",
        text=text,
        source=source,
        format="txt",
        paragraphs=(Paragraph(span=Span(0, len(text))),),
        metadata=Metadata(
            publisher=Known(value=publisher, how=stated),
            title=Known(value=title, how=stated),
            author=Known(value="Lena Sorvik", how=stated),
            published_on=Known(value=date(2024, 3, 13), how=stated),
            url=Known(value=f"https://post.example/{number}/farmer-josef-kalina-shot?by=Zofia%20Lubek", how=stated),
        ),
    )


def _claims(courier: Document, radio: Document, talk: Document) -> tuple[ClaimOf, ...]:
    says, denies, source = Stance.SAYS, Stance.DENIES, VoiceKind.SOURCE
    police = _voice(courier, "the Kastorin police", says, source)
    witness = _voice(courier, "Žofia Lúbek", says, source)
    governor = _voice(radio, "Governor Ilia Marn", denies, source)
    speaker = Voice(kind=VoiceKind.SPEAKER, words="Dilan Orak")
    house = Place(words="14 Orchard Street in Kastorin", name="Kastorin", kind="town", country="GE", admin="Belkhar",
                  latitude=41.2, longitude=44.5, part="14 Orchard Street")  # fmt: skip
    shot = (
        _value(courier, "target", "the farmer Josef Kalina", Actor(words="the farmer Josef Kalina", head="Josef Kalina")),
        _value(courier, "place", "14 Orchard Street in Kastorin", house),
        _value(courier, "actor", "Gunmen", read_actor("Gunmen")),
        _value(courier, "killed", "the farmer Josef Kalina", Count(low=1, high=1, words="the farmer Josef Kalina")),
        _value(courier, "time", "Tuesday", _tuesday()),
    )
    guards = (_value(courier, "killed", "two", Count(low=2, high=2, words="two", population="guards")),)
    return (
        _claim("c1", courier, "shot dead", police, shot, 0),
        _claim("c2", courier, "killed", witness, guards, COURIER.index("Žofia")),
        _claim("c3", radio, "killed", governor, _death(radio, low=0), 0),
        _claim("c4", talk, "killed", speaker, _death(talk, low=1), 0),
        _claim("c5", talk, "he was killed", _voice(talk, COMMAND, says, source), (), TALK.index(COMMAND)),
    )


def _sighting(doc: Document) -> ClaimOf:
    values = (
        _value(doc, "actor", "An army column", read_actor("An army column")),
        _value(doc, "origin", "Zelmor", Place(words="Zelmor", name="Zelmor", kind="town", country="GE")),
        _value(doc, "destination", "the Tarsi ford", Place(words="the Tarsi ford", reason="not in the gazetteer")),
    )
    moved = _claim("c6", doc, "left", _voice(doc, "herders", Stance.SAYS, VoiceKind.SOURCE), values, 0)
    return replace(moved, event_type=EventType.MOVEMENT)


def _death(document: Document, *, low: int) -> tuple[SlotValue, ...]:
    town = Place(words="Kastorin", name="Kastorin", kind="town", country="GE", admin="Belkhar", latitude=41.2, longitude=44.5)
    return (
        _value(document, "target", "Josef Kalina", Actor(words="Josef Kalina", head="Kalina")),
        _value(document, "killed", "Josef Kalina", Count(low=low, high=low, words="Josef Kalina")),
        _value(document, "place", "Kastorin", town),
    )


def _tuesday() -> When:
    day = date(2024, 3, 12)
    return When(earliest=day, latest=day, granularity="day", relative_to="publication", words="Tuesday", rule="weekday")


def _claim(name: str, doc: Document, trigger: str, voice: Voice, values: tuple[SlotValue, ...], at: int) -> ClaimOf:
    words = _cut(doc, trigger, at)
    end = doc.text.find("\n\n", at)
    return ClaimOf(
        id=name,
        document_id=doc.id,
        model="invented-1",
        event_type=EventType.KILLING,
        status=Status.HAPPENED,
        trigger=words,
        group=f"I{name}",
        chain=(Voice(kind=VoiceKind.PUBLISHER, words=doc.metadata.publisher.value or ""), voice),
        stance=voice.stance,
        content=(words,),
        passage=Evidence.cut(doc.id, doc.text, Span(at, end if end > 0 else len(doc.text))),
        values=values,
        said_on=date(2024, 3, 13),
    )


def _voice(doc: Document, words: str, stance: Stance, kind: VoiceKind) -> Voice:
    return Voice(kind=kind, words=words, stance=stance, evidence=_cut(doc, words), name=words)


def _value(doc: Document, slot: str, words: str, value: Value) -> SlotValue:
    return SlotValue(slot=slot, evidence=_cut(doc, words), value=value)


def _cut(doc: Document, words: str, at: int = 0) -> Evidence:
    start = doc.text.index(words, at)
    return Evidence.cut(doc.id, doc.text, Span(start, start + len(words)))


def _extraction(doc: Document, claims: tuple[ClaimOf, ...]) -> Extraction:
    people = [name for name in ("Josef Kalina", "Žofia Lúbek", "Ilia Marn", "Dilan Orak") if name in doc.text]
    events = tuple(
        EventMention(id=f"E{c.id}", trigger=c.trigger.span, type=c.event_type, status=c.status, incident=c.group) for c in claims
    )
    entities = tuple(EntityMention(span=_cut(doc, name).span, type="Person") for name in people)
    return Extraction(document_id=doc.id, model="invented-1", events=events, entities=entities, claims=claims)


def _judgements(claims: tuple[ClaimOf, ...]) -> tuple[Judgement, ...]:
    shot, _, denied, talked, _, _ = claims
    made = datetime(2024, 4, 1, tzinfo=UTC)
    best = Judgement(id="j1", person="Olga Reviewer", made_at=made, decision="best", on=(shot.trigger,), slot="killed",
                     value="1", reason="Josef Kalina’s death is in the register")  # fmt: skip
    same = (("j2", denied), ("j3", talked))
    links = tuple(
        Judgement(id=id, person="Olga Reviewer", made_at=made, decision="must-link", on=(shot.trigger, other.trigger),
                  reason="Zofia Lúbek names him")
        for id, other in same
    )
    return (best, *links)
