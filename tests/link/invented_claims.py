"""Claims of invented documents for the tests of this room, cut from their text so that every quote is its span."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from saidso.nouns.claim import Claim, SlotValue, Stance, Voice, VoiceKind
from saidso.nouns.span import Evidence, Span
from saidso.values.count import read_count
from saidso.values.event_type import EventType, Status, outcome_slot
from saidso.values.place import Place
from saidso.values.when import When


@dataclass
class Paper:
    """One invented document; ``claim`` cuts a claim out of its text."""

    text: str
    publisher: str = "unknown publisher"
    said_on: date | None = date(2032, 3, 10)
    agency: str | None = None
    claims: list[Claim] = field(default_factory=list)

    @property
    def id(self) -> str:
        return "d" + hashlib.sha256((self.publisher + self.text).encode()).hexdigest()[:16]

    def cut(self, words: str) -> Evidence:
        at = self.text.index(words)
        return Evidence.cut(self.id, self.text, Span(at, at + len(words)))

    def claim(
        self,
        trigger: str,
        kind: str,
        *chain: tuple[str, str] | str,
        values: dict[str, str] | None = None,
        status: str = "happened",
        group: str = "I1",
    ) -> Claim:
        """``chain`` holds the voices after the publisher, outermost first: "name" says, ("name", stance) otherwise."""
        voices = [Voice(kind=VoiceKind.PUBLISHER, words=self.publisher)]
        for link in chain:
            words, stance = (link, "says") if isinstance(link, str) else link
            proof = self.cut(words) if words in self.text else None
            voices.append(Voice(kind=VoiceKind.SOURCE, words=words, stance=Stance(stance), evidence=proof))
        whole = Evidence.cut(self.id, self.text, Span(0, len(self.text)))
        key = f"{self.id}{trigger}{chain}{kind}{values}"
        claim = Claim(
            id="c" + hashlib.sha256(key.encode()).hexdigest()[:12],
            document_id=self.id,
            model="by hand",
            event_type=EventType(kind),
            status=Status(status),
            trigger=self.cut(trigger),
            group=group,
            chain=tuple(voices),
            stance=voices[-1].stance,
            content=(self.cut(trigger),),
            passage=whole,
            values=tuple(self._value(slot, words, EventType(kind)) for slot, words in (values or {}).items()),
            said_on=self.said_on,
            agency=self.agency,
        )
        self.claims.append(claim)
        return claim

    def _value(self, slot: str, words: str, kind: EventType) -> SlotValue:
        if slot == "count":
            return SlotValue(slot=outcome_slot(kind), evidence=self.cut(words), value=read_count(words))
        if slot == "place":
            return SlotValue(slot=slot, evidence=self.cut(words), value=Place(words=words))
        if slot == "time":
            day = date.fromisoformat(words.split("=")[1])
            words = words.split("=")[0]
            when = When(earliest=day, latest=day, granularity="day", relative_to="none", words=words, rule="by hand")
            return SlotValue(slot=slot, evidence=self.cut(words), value=when)
        return SlotValue(slot=slot, evidence=self.cut(words), value=words)


def patrol() -> Paper:
    """A party's statement on an attack: its own claim, a ministry's, a denial by others, and a claim of responsibility."""
    paper = Paper(
        publisher="Hill Workers' League",
        said_on=date(2032, 3, 14),
        text=(
            "Today hill fighters attacked a joint patrol on the Orra road. According to the defence ministry, a Vessian "
            "armoured car was damaged and three Vessian soldiers were injured. It also claimed that Tarkan soldiers were hurt, "
            "but this has been denied by other sources. According to first reports, the Ember Battalion has claimed "
            "responsibility for the raid."
        ),
    )
    ministry = "the defence ministry"
    paper.claim("attacked", "attack", values={"actor": "hill fighters", "target": "a joint patrol", "place": "the Orra road"})
    paper.claim("damaged", "destruction", ministry, values={"target": "a Vessian armoured car"})
    paper.claim("injured", "injury", ministry, values={"target": "three Vessian soldiers", "count": "three"})
    paper.claim("hurt", "injury", ministry, values={"target": "Tarkan soldiers"})
    paper.claim("hurt", "injury", ("other sources", "denies"), values={"target": "Tarkan soldiers"})
    paper.claim("raid", "attack", "first reports", ("the Ember Battalion", "claims_responsibility"))
    return paper


def market(publisher: str = "Daily Orra", *, lead: str = "", said_on: date = date(2032, 3, 10)) -> Paper:
    """A wire story on a shelled market; other mastheads print the same words."""
    paper = Paper(
        publisher=publisher,
        said_on=said_on,
        agency="North Wire",
        text=(
            f"{lead}Shells hit the market of Tel Amin at noon on Tuesday, while farmers from Wadi Sem were unloading carts. "
            "Nine people were killed, the Orra health directorate said. A security official said that eleven had died there."
        ),
    )
    values = {"place": "Tel Amin", "time": "Tuesday=2032-03-09"}
    paper.claim("Shells", "shelling", values={**values, "target": "the market"})
    paper.claim("killed", "killing", "the Orra health directorate", values={"target": "Nine people", "count": "Nine", **values})
    paper.claim("died", "killing", "A security official", values={"count": "eleven", **values})
    return paper


def guard() -> Paper:
    """Another desk on the same market, with a voice of its own and another number."""
    paper = Paper(
        publisher="Coast Radio",
        said_on=date(2032, 3, 11),
        text=(
            "Seven died when shells fell on the market in Tel Amin on Tuesday, the civil guard said. "
            "The army denied the shelling."
        ),
    )
    values = {"place": "Tel Amin", "time": "Tuesday=2032-03-09"}
    paper.claim("died", "killing", "the civil guard", values={"count": "Seven", **values})
    paper.claim("shells fell", "shelling", "the civil guard", values={"target": "the market", **values})
    paper.claim("shelling", "shelling", ("The army", "denies"))
    return paper


def elsewhere() -> Paper:
    """A deal in another town in the same week."""
    paper = Paper(
        publisher="Coast Radio",
        said_on=date(2032, 3, 11),
        text="Elders in Harun agreed on a truce on Tuesday, the bishop said.",
    )
    paper.claim("truce", "agreement", "the bishop", values={"actor": "Elders", "place": "Harun", "time": "Tuesday=2032-03-09"})
    return paper
