"""An invented ledger for the coded exports: the worked example of the field's practice, a fight over three days, a bomb of an
unknown day, and what no scheme records. Places and people are made up; the towns lie nowhere in particular.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from saidso.ledger import Ledger
from saidso.link.incidents import incident_as_said
from saidso.nouns.claim import Claim, Extraction, SlotValue, Stance, Voice, VoiceKind
from saidso.nouns.document import Document, Known, Metadata, Paragraph, Provenance
from saidso.nouns.incident import Incident, Linking
from saidso.nouns.judgement import Judgement
from saidso.nouns.span import Evidence, Span
from saidso.nouns.value import Value
from saidso.values.actor import read_actor
from saidso.values.count import read_count
from saidso.values.event_type import EventType, Status
from saidso.values.place import Place
from saidso.values.when import read_when

SAYS, DENIES, CLAIMS, ACCUSES = Stance.SAYS, Stance.DENIES, Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES
ATTACK, KILLING = EventType.ATTACK, EventType.KILLING

OREMI = Place(
    words="Oremi", name="Oremi", kind="town", country="IS", admin="Northeast", geoname_id=1, latitude=65.7, longitude=-18.1
)
"""An invented town; it was put into a country without a conflict."""
VALLEY = Place(words="the northern province", name="Northeast", kind="admin", country="IS", admin="Northeast")
COUNTRY = Place(words="the country", name="Iceland", kind="country", country="IS")
LOST = Place(words="Tolvash", reason="no place of this name in the tables")

WIRE = (
    "Gunmen attacked an army checkpoint in Oremi on Tuesday. Three soldiers were killed in the attack, the defence ministry "
    "said, and the road to the coast was closed for most of the day."
)
STATEMENT = "Our fighters carried out the attack in Oremi on Tuesday. Dozens of soldiers were killed."
RADIO = "Governor Marn denied that any soldier was killed in the attack in Oremi."


def paper(number: int, publisher: str, text: str, title: str, day: date | None = date(2024, 3, 13), issuer: str = "") -> Document:
    """A document of its own text; ``number`` makes its id."""
    stated = Provenance.STATED
    return Document(
        id=f"d{number}",
        sha256=f"{number:064x}",
        text=text,
        source=f"{number}.txt",
        format="txt",
        paragraphs=(Paragraph(span=Span(0, len(text))),),
        metadata=Metadata(
            publisher=Known(value=publisher, how=stated),
            issuer=Known(value=issuer, how=stated) if issuer else Known(),
            title=Known(value=title, how=stated),
            published_on=Known(value=day, how=stated) if day else Known(),
            language=Known(value="en", how=stated),
        ),
    )


def cut(document: Document, words: str) -> Evidence:
    """The first place where the words stand."""
    start = document.text.index(words)
    return Evidence.cut(document.id, document.text, Span(start, start + len(words)))


def by(document: Document, words: str, cue: str, stance: Stance = SAYS) -> Voice:
    """A voice that the document quotes."""
    return Voice(kind=VoiceKind.SOURCE, words=words, stance=stance, evidence=cut(document, words), cue=cut(document, cue))


def slot(document: Document, name: str, words: str, value: Value | None = None) -> SlotValue:
    """A value of a slot, read from its words where none is given."""
    if value is None and name in ("actor", "target"):
        value = read_actor(words)
    elif value is None and name == "time":
        value = read_when(words, published_on=document.metadata.published_on.value)
    elif value is None and name in ("killed", "injured", "abducted"):
        value = read_count(words)
    return SlotValue(slot=name, evidence=cut(document, words), value=value if value is not None else words)


def claim(
    document: Document,
    name: str,
    kind: EventType,
    trigger: str,
    *voices: Voice,
    values: tuple[SlotValue, ...] = (),
    status: Status = Status.HAPPENED,
    own: Stance = SAYS,
) -> Claim:
    """One claim; without voices it is the document's own, with the stance ``own``."""
    publisher = document.metadata.publisher.value or ""
    chain = (Voice(kind=VoiceKind.PUBLISHER, words=publisher, stance=SAYS if voices else own), *voices)
    return Claim(
        id=name,
        document_id=document.id,
        model="invented-1",
        event_type=kind,
        status=status,
        trigger=cut(document, trigger),
        group="I1",
        chain=chain,
        stance=chain[-1].stance,
        content=(cut(document, trigger),),
        passage=Evidence.cut(document.id, document.text, Span(0, len(document.text))),
        values=values,
        said_on=document.metadata.published_on.value,
    )


Story = tuple[Incident, tuple[Document, ...], tuple[Claim, ...]]
Given = dict[str, str | tuple[str, Value]]


def story(name: str, documents: tuple[Document, ...], claims: tuple[Claim, ...], *judgements: Judgement) -> Story:
    """An incident out of its claims, as linking would make it."""
    return incident_as_said(name, claims, judgements), documents, claims


def one_claim(number: int, text: str, kind: EventType, trigger: str, values: Given, **more: object) -> Story:
    """An incident of one claim in one paper's own words: values are words, or words with what they were read as."""
    document = paper(number, "Kastorin Courier", text, f"Report {number}")
    slots = [(name, (given, None) if isinstance(given, str) else given) for name, given in values.items()]
    held = tuple(slot(document, name, words, value) for name, (words, value) in slots)
    one = claim(document, f"c{number}", kind, trigger, values=held, **more)  # type: ignore[arg-type]
    return story(f"i{number}", (document,), (one,))


def worked_example() -> Story:
    """FIELD's example: a wire, a paper that copies it, a group's statement, and a governor on the radio who denies."""
    wire = paper(1, "North Wire", WIRE, "Three soldiers killed in Oremi")
    copy = paper(2, "Valley Herald", WIRE, "Attack in Oremi kills three", date(2024, 3, 14))
    group = paper(3, "Highland Front", STATEMENT, "Statement", issuer="Highland Front")
    radio = paper(4, "Radio Belkhar", RADIO, "Governor denies deaths", date(2024, 3, 14))
    ministry = "the defence ministry"
    claims = []
    for at, document in ((1, wire), (2, copy)):
        via = () if at == 1 else (Voice(kind=VoiceKind.SOURCE, words="North Wire", stance=SAYS),)
        where = (slot(document, "place", "Oremi", OREMI), slot(document, "time", "on Tuesday"))
        attack = (slot(document, "actor", "Gunmen"), slot(document, "target", "an army checkpoint"), *where)
        dead = (slot(document, "killed", "Three soldiers"), slot(document, "target", "Three soldiers"))
        claims += [
            claim(document, f"c{at}a", ATTACK, "attacked", *via, values=attack),
            claim(document, f"c{at}k", KILLING, "killed", *via, by(document, ministry, "said"), values=dead),
        ]
    dozens = (slot(group, "killed", "Dozens of soldiers"), slot(group, "target", "Dozens of soldiers"))
    where = (slot(group, "place", "Oremi", OREMI), slot(group, "time", "on Tuesday"))
    issued = Voice(kind=VoiceKind.ISSUER, words="Highland Front", stance=CLAIMS)
    claims.append(claim(group, "c3a", ATTACK, "attack", issued, values=(slot(group, "actor", "Our fighters"), *where)))
    claims.append(claim(group, "c3k", KILLING, "killed", replace(issued, stance=SAYS), values=dozens))
    nobody = (slot(radio, "killed", "any soldier", read_count("no soldiers")),)
    claims.append(claim(radio, "c4k", KILLING, "killed", by(radio, "Governor Marn", "denied", DENIES), values=nobody))
    return story("i0example", (wire, copy, group, radio), tuple(claims))


def stories() -> tuple[Story, ...]:
    """The example, and one incident for each thing that a scheme does with time, place, type or status."""
    fight = "The army and the Highland Front fought in Oremi from 12 to 14 May 2024. Fourteen fighters were killed."
    fought = one_claim(
        11, fight, EventType.CLASH, "fought",
        {"actor": "The army", "target": "the Highland Front", "killed": "Fourteen fighters", "place": ("Oremi", OREMI),
         "time": "from 12 to 14 May 2024"},
    )  # fmt: skip
    bomb = "A grenade killed several civilians in the northern province last week."
    bombed = one_claim(
        12, bomb, EventType.BOMBING, "killed",
        {"instrument": "A grenade", "killed": "several civilians", "target": "civilians", "time": "last week",
         "place": ("the northern province", VALLEY)},
    )  # fmt: skip
    told = {"place": ("Oremi", OREMI), "time": "on Monday"}
    return (
        worked_example(),
        fought,
        bombed,
        one_claim(13, "The Highland Front threatened Oremi on Monday.", EventType.THREAT, "threatened", told),
        one_claim(14, "An attack on Oremi is planned on Monday.", ATTACK, "attack", told, status=Status.PLANNED),
        one_claim(15, "Soldiers shelled the country on Monday.", EventType.SHELLING, "shelled",
                  {"actor": "Soldiers", "place": ("the country", COUNTRY), "time": "on Monday"}),
        one_claim(16, "Protesters marched in Tolvash in March 2024.", EventType.PROTEST, "marched",
                  {"actor": "Protesters", "place": ("Tolvash", LOST), "time": "in March 2024"}),
        one_claim(17, "Soldiers attacked Oremi.", ATTACK, "attacked", {"actor": "Soldiers", "place": ("Oremi", OREMI)}),
        one_claim(18, "The army denied the attack in Oremi on Monday.", ATTACK, "attack", told, own=DENIES),
    )  # fmt: skip


def write_coded(path: Path, told: tuple[Story, ...] | None = None, judgements: tuple[Judgement, ...] = ()) -> Path:
    """The ledger of some stories (all of them by default), written to ``path``."""
    told = told or stories()
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()  # a test may write one after the other
    with Ledger(path) as ledger:
        for _, documents, claims in told:
            for document in documents:
                own = tuple(one for one in claims if one.document_id == document.id)
                ledger.add_document(document)
                ledger.add_extraction(Extraction(document_id=document.id, model="invented-1", claims=own))
        for judgement in judgements:
            ledger.add_judgement(judgement)
        ledger.replace_incidents(Linking(incidents=tuple(sorted((made for made, _, _ in told), key=lambda one: one.id))))
    return path


def chosen(slot_name: str, value: str, on: Evidence, name: str = "j1") -> Judgement:
    """A person's choice of the best value."""
    when = datetime(2024, 4, 1, tzinfo=UTC)
    reason = "two lists agree"
    return Judgement(
        id=name, person="Olga Reviewer", made_at=when, decision="best", on=(on,), reason=reason, slot=slot_name, value=value
    )
