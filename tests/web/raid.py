"""A ledger whose incidents the linking itself makes: one raid in five papers over a week, and another raid a month later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from webdesk import claim, cut, document

from saidso.ledger import Ledger
from saidso.link import relink
from saidso.nouns.claim import Claim, Extraction, SlotValue, Stance
from saidso.nouns.document import Document, Known, Provenance
from saidso.values.actor import Actor
from saidso.values.count import Count
from saidso.values.place import Place
from saidso.values.when import When

COPIED = "Gunmen raided a depot in Oremi on 12 March 2024, killing three soldiers and burning a truck, the defence ministry said."
DENIAL = "Governor Ilia Marn denied on air that a raid on a depot in Oremi on 12 March 2024 ended with soldiers killed at all."
LATER = "At least seven soldiers were killed when gunmen raided the depot in Oremi on 12 March 2024, the district hospital said."
VAGUE = "Dozens of soldiers were killed in the raid on the depot in Oremi on 12 March 2024, the Highland Front said."
OTHER = "Raiders burned a mill in Tolvash on 20 April 2024, killing two guards, the mayor said."
OREMI = Place(words="Oremi", name="Oremi", kind="town", country="IS", latitude=64.9, longitude=-18.5, geoname_id=1)
TOLVASH = Place(words="Tolvash", name="Tolvash", kind="town", country="IS", latitude=65.6, longitude=-14.3, geoname_id=2)


def told(
    doc: Document, name: str, *, who: str, stance: Stance, number: str, value: Count, said: str = "said"
) -> Claim:
    """A claim on a raid: who says how many were killed, where and when."""
    trigger = "killed" if "killed" in doc.text else "killing"
    made = claim(doc, name, trigger=trigger, who=who, cue=said, stance=stance, number=number, low=1)
    place = TOLVASH if "Tolvash" in doc.text else OREMI
    day = date(2024, 4, 20) if place is TOLVASH else date(2024, 3, 12)
    words = "20 April 2024" if place is TOLVASH else "12 March 2024"
    when = When(earliest=day, latest=day, granularity="day", relative_to="none", words=words, rule="day")
    target = "guards" if place is TOLVASH else "soldiers"
    values = (
        SlotValue(slot="killed", evidence=cut(doc, number), value=value),
        SlotValue(slot="place", evidence=cut(doc, place.words), value=place),
        SlotValue(slot="time", evidence=cut(doc, words), value=when),
        SlotValue(slot="target", evidence=cut(doc, target), value=Actor(words=target, head=target)),
    )
    return replace(made, values=values, said_on=doc.metadata.published_on.value, agency=None)


def on(doc: Document, day: date) -> Document:
    """The document, published on another day."""
    return replace(doc, metadata=replace(doc.metadata, published_on=Known(value=day, how=Provenance.STATED)))


def raid() -> list[tuple[Document, Claim]]:
    """The six documents, each with its one claim; r6 is about the other raid."""
    soldiers: Any = {"population": "soldiers"}
    three = Count(low=3, high=3, words="three", **soldiers)
    courier = on(document(11, COPIED, "Kastorin Courier"), date(2024, 3, 13))
    herald = on(document(12, COPIED, "Valley Herald"), date(2024, 3, 13))
    radio = on(document(13, DENIAL, "Radio Belkhar"), date(2024, 3, 14))
    observer = on(document(14, LATER, "Eastern Observer"), date(2024, 3, 18))
    front = on(document(15, VAGUE, "Highland Front"), date(2024, 3, 15))
    wire = on(document(16, OTHER, "North Wire"), date(2024, 4, 21))
    says, ministry = Stance.SAYS, "the defence ministry"
    vague = Count(low=24, high=None, words="Dozens", exact=False, vague=True, rule="literal@1", **soldiers)
    some = Count(low=1, high=None, words="soldiers", **soldiers)
    seven = Count(low=7, high=None, words="At least seven", exact=False, **soldiers)
    two = Count(low=2, high=2, words="two", population="guards")
    denies, governor = Stance.DENIES, "Governor Ilia Marn"
    return [
        (courier, told(courier, "r1", who=ministry, stance=says, number="three", value=three)),
        (herald, told(herald, "r2", who=ministry, stance=says, number="three", value=three)),
        (radio, told(radio, "r3", who=governor, stance=denies, number="soldiers", value=some, said="denied")),
        (observer, told(observer, "r4", who="the district hospital", stance=says, number="At least seven", value=seven)),
        (front, told(front, "r5", who="the Highland Front", stance=says, number="Dozens", value=vague)),
        (wire, told(wire, "r6", who="the mayor", stance=says, number="two", value=two)),
    ]


def write_raid_ledger(path: Path) -> Path:
    """The ledger, linked."""
    with Ledger(path) as ledger:
        for doc, one in raid():
            ledger.add_document(doc)
            ledger.add_extraction(Extraction(document_id=doc.id, model="invented-1", claims=(one,)))
        ledger.keep_linking(relink(ledger.link_index()))
    return path
