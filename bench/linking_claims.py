"""Invented claims in any number, with the incidents they were made from: what linking is measured on.

Every text is made here, so that every quote is its span. Towns and their ids are from the gazetteer; parties, papers and
events are invented. What a document says of its incident goes wrong at the rates below, each drawn for every document:

    town     left out 15 %, only the governorate 8 %, another town of the country 4 %, spelt so that nothing knows it 3 %
    day      left out 20 %, one day off 8 %, two to nine days off 3 %; the day of printing is missing in 3 %
    type     a kindred one 12 %
    actor    left out 30 %, another party blamed 10 %
    target   left out 25 %, another noun 15 %
    toll     left out 40 %, another number 25 %

An incident has 1 to 25 claims (so many with a chance of k ** -1.5), one to three of them in a document; a fifth of the
documents print another's text. Towns are drawn with a chance of rank ** -0.8: of a million claims the first of 4,000 towns
has every twentieth. Each country has half of its incidents in one year of the ten. How dense that is: of 100,000 claims a
country has up to 416 incidents a month, a town up to 66; of a million up to 4,007 and 571, and half of all incidents happen in a
town with three or more that month. (For comparison: UCDP's events of Syria, January 2016 to November 2019, are 16,566, some 350 a
month.) ``in_war`` and ``in_every`` choose a part that is as dense as the whole.
"""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from saidso.nouns.claim import Claim, SlotValue, Stance, Voice, VoiceKind
from saidso.nouns.span import Evidence, Span
from saidso.nouns.value import Value
from saidso.values.actor import read_actor
from saidso.values.count import read_count
from saidso.values.event_type import EventType, Status
from saidso.values.gazetteer import gazetteer
from saidso.values.place import Place, resolve
from saidso.values.when import When

SEED = 20321
LARGEST = 25  # claims of one incident
TOWNS = 4_000
FIRST_DAY, DAYS = date(2014, 1, 1), 3_652
COUNTRIES = (
    "SY", "IQ", "YE", "AF", "UA", "SD", "ML", "SO", "CO", "MM", "NG", "CD", "ET", "LY", "PK", "IN", "PH", "MX", "TR", "LB",
    "BF", "NE", "CF", "MZ", "KE", "TD", "CM", "VE", "HT", "EG",
)  # fmt: skip

ACTS: dict[EventType, tuple[str, ...]] = {
    EventType.SHELLING: ("shelled", "bombarded", "pounded"),
    EventType.AIRSTRIKE: ("bombed", "struck", "raided"),
    EventType.ATTACK: ("attacked", "stormed", "ambushed"),
    EventType.BOMBING: ("blew up", "mined", "targeted"),
    EventType.CLASH: ("fought", "battled", "engaged"),
    EventType.ABDUCTION: ("abducted", "kidnapped", "seized"),
    EventType.DETENTION: ("arrested", "detained", "rounded up"),
    EventType.PROTEST: ("rallied against", "marched against", "protested against"),
    EventType.CONTROL: ("overran", "captured", "expelled"),
}
KINDRED = {
    EventType.SHELLING: EventType.ATTACK, EventType.AIRSTRIKE: EventType.BOMBING, EventType.ATTACK: EventType.CLASH,
    EventType.BOMBING: EventType.ATTACK, EventType.CLASH: EventType.ATTACK, EventType.ABDUCTION: EventType.DETENTION,
    EventType.DETENTION: EventType.ABDUCTION, EventType.CONTROL: EventType.CLASH, EventType.PROTEST: EventType.RESTRICTION,
}  # fmt: skip
SHARES = (14, 14, 24, 12, 14, 6, 8, 4, 4)
TARGETS = ("soldiers", "civilians", "farmers", "a patrol", "a checkpoint", "a convoy", "the market", "a school", "the hospital",
           "policemen", "a bakery", "displaced families", "a base", "shepherds", "workers", "a bridge")  # fmt: skip
VOICES = ("a security official", "residents", "the health directorate", "the governor", "activists", "the army", "the mayor",
          "witnesses", "medics", "the interior ministry", "the civil guard", "a tribal elder")  # fmt: skip
PAPERS = tuple(f"{a} {b}" for a in ("Morning", "Evening", "Coast", "Hill", "Northern", "River", "Free", "Daily", "Valley", "Bay")
               for b in ("Post", "Radio", "Mail", "Gazette", "Observer", "Voice", "Courier", "Monitor"))  # fmt: skip
LEADS = ("", "In a new turn, ", "As fighting went on, ", "Late in the day, ", "In the third such event, ", "Without warning, ")
TAILS = ("Roads were closed for hours.", "Schools stayed shut.", "Shops closed early.", "Power was cut in several quarters.",
         "Families fled to nearby farms.", "Smoke rose over the outskirts.", "Traffic stopped on the highway.",
         "Markets were empty the next morning.", "Patrols were doubled.", "A curfew was announced.")  # fmt: skip
SYLLABLES = ("Ka", "Ro", "Tel", "Ma", "Dar", "Su", "Ben", "Or", "Lak", "Vin", "Has", "Mur", "Zed", "Pol", "Gar", "Nes")
SORTS = ("Front", "Brigade", "Movement", "Column", "Guard", "Council", "Army", "League")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One incident as it was invented; ``sizes`` are the claims of each of its documents."""

    number: int
    town: int
    day: date
    kind: EventType
    parties: tuple[str, str]
    target: str
    killed: int
    injured: int
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one document says of its incident; None where it says nothing."""

    kind: EventType
    place: Place | None
    day: date | None
    printed: date | None
    actor: str | None
    target: str | None
    killed: int | None
    injured: int | None


@cache
def towns() -> tuple[Place, ...]:
    """So many towns of the gazetteer, as the reader of places resolves their names, the most often hit first."""
    table = gazetteer()
    rows = [row for row in range(len(table)) if table._town(row).country in COUNTRIES]
    Random(SEED).shuffle(rows)
    found: dict[int, Place] = {}
    for row in rows:
        town = table._town(row)
        place = resolve(town.name, countries=(town.country,))
        if place.kind == "town" and place.geoname_id is not None and place.part is None:
            found.setdefault(place.geoname_id, place)
        if len(found) == TOWNS:
            break
    return tuple(found.values())


@cache
def chances() -> tuple[float, ...]:
    """Cumulative chances of the towns."""
    return tuple(accumulate((rank + 1) ** -0.8 for rank in range(len(towns()))))


@cache
def sizes_drawn() -> tuple[float, ...]:
    """Cumulative chances of 1 to 25 claims."""
    return tuple(accumulate(k**-1.5 for k in range(1, LARGEST + 1)))


@cache
def neighbours(country: str) -> tuple[int, ...]:
    """The towns of a country, for names that go wrong."""
    return tuple(at for at, place in enumerate(towns()) if place.country == country)


@cache
def parties(country: str) -> tuple[str, ...]:
    """Six armed parties of a country, and its army."""
    rng = Random(f"{SEED}/{country}")
    made = [f"the {''.join(rng.sample(SYLLABLES, 2)).capitalize()} {rng.choice(SORTS)}" for _ in range(6)]
    return (*made, "the army")


@cache
def war_year(country: str) -> int:
    """The day on which the year with half of a country's incidents begins."""
    return Random(country).randrange(DAYS - 365)


def events(claims: int, seed: int = SEED) -> Iterator[Event]:
    """Incidents until they have so many claims together."""
    number, left = 0, claims
    while left > 0:
        event = _event(number, left, Random(f"{seed}/{number}"))
        yield event
        left -= sum(event.sizes)
        number += 1


def _event(number: int, left: int, rng: Random) -> Event:
    town = bisect(chances(), rng.random() * chances()[-1])
    country = towns()[town].country or ""
    day = rng.randrange(DAYS)
    if rng.random() < 0.5:  # the war year of this country
        day = war_year(country) + rng.randrange(365)
    size = min(left, 1 + bisect(sizes_drawn(), rng.random() * sizes_drawn()[-1]))
    sizes = []
    while sum(sizes) < size:
        sizes.append(min(rng.choice((1, 1, 2, 2, 3)), size - sum(sizes)))
    one, other = rng.sample(parties(country), 2)
    kind = rng.choices(tuple(ACTS), weights=SHARES)[0]
    killed, injured = (int(rng.paretovariate(0.9)) for _ in range(2))
    return Event(number, town, FIRST_DAY + timedelta(days=day), kind, (one, other), rng.choice(TARGETS),
                 min(killed, 400), min(injured, 900), tuple(sizes))  # fmt: skip


def documents(
    claims: int, seed: int = SEED, *, faults: float = 1.0, chosen: Callable[[Event], bool] | None = None
) -> Iterator[tuple[int, tuple[Claim, ...]]]:
    """Every document's claims with the number of their incident, in an order that has nothing to do with incidents.

    ``faults`` scales all rates at which something is left out or wrong; ``chosen`` leaves out other incidents.
    """
    made = [event for event in events(claims, seed) if chosen is None or chosen(event)]
    plan = [(at, document) for at, event in enumerate(made) for document in range(len(event.sizes))]
    Random(seed).shuffle(plan)
    for at, document in plan:
        yield at, written(made[at], document, seed, faults=faults)


def in_every(event: Event, every: int) -> bool:
    """Whether an incident falls into the first of so many stretches of ten days: too far apart for links between them."""
    return (event.day - FIRST_DAY).days // 10 % every == 0


def in_war(event: Event, days: int) -> bool:
    """Whether an incident is of the first days of the war year of the country with the town that is hit most."""
    country = towns()[0].country or ""
    began = FIRST_DAY + timedelta(days=war_year(country))
    return towns()[event.town].country == country and began <= event.day < began + timedelta(days=days)


def written(event: Event, document: int, seed: int = SEED, *, faults: float = 1.0) -> tuple[Claim, ...]:
    """The claims of one document of an incident; a fifth of the documents print the first one's text in another paper."""
    rng = Random(f"{seed}/{event.number}/{document}")
    publisher, copied = rng.choice(PAPERS), document > 0 and rng.random() < 0.2
    source = Random(f"{seed}/{event.number}/0") if copied else rng
    if copied:
        source.choice(PAPERS)
    told = _told(event, source, faults)
    return _Page(publisher, told, source, agency="North Wire" if copied else None).claims(event.sizes[document])


def _told(event: Event, rng: Random, faults: float) -> Told:
    printed = event.day + timedelta(days=rng.choice((0, 1, 1, 1, 2, 2, 3, 5)))
    tolls = [_toll(n, rng, faults) for n in (event.killed, event.injured)]
    actor, target, day = (rng.random() / faults for _ in range(3))
    off = rng.choice((-1, 1)) if day < 0.28 else rng.randint(2, 9)
    return Told(
        kind=KINDRED[event.kind] if rng.random() / faults < 0.12 else event.kind,
        place=_place(event.town, rng, faults),
        day=None if day < 0.2 else event.day + timedelta(days=off if day < 0.31 else 0),
        printed=None if rng.random() / faults < 0.03 else printed,
        actor=None if actor < 0.3 else event.parties[actor < 0.4],
        target=None if target < 0.25 else rng.choice(TARGETS) if target < 0.4 else event.target,
        killed=tolls[0],
        injured=tolls[1],
    )


def _toll(number: int, rng: Random, faults: float) -> int | None:
    drawn = rng.random() / faults
    return None if drawn < 0.4 else max(1, round(number * rng.uniform(0.5, 2))) + 1 if drawn < 0.65 else number


def _place(town: int, rng: Random, faults: float) -> Place | None:
    place, drawn = towns()[town], rng.random() / faults
    if drawn < 0.15:
        return None
    if drawn < 0.23 and place.admin:
        return resolve(place.admin, countries=(place.country or "",))
    if drawn < 0.27:
        return towns()[rng.choice(neighbours(place.country or ""))]
    if drawn < 0.30:
        return Place(words=place.words[:1] + "'" + place.words[1:] + "ah", reason="spelt as nobody does")
    return place


class _Page:
    """A document of three sentences and the claims cut out of it."""

    def __init__(self, publisher: str, told: Told, rng: Random, *, agency: str | None) -> None:
        self._publisher, self._told, self._agency = publisher, told, agency
        self._verb = rng.choice(ACTS.get(told.kind, ("closed down",)))
        self._voices = rng.sample(VOICES, 2)
        self._target = told.target or "positions"
        when = f" on {told.day.day} {MONTHS[told.day.month - 1]} {told.day.year}" if told.day else ""
        where = f" in {told.place.words}" if told.place else ""
        who = told.actor or "unknown men"
        first = f"{rng.choice(LEADS)}{who} {self._verb} {self._target}{where}{when}, {self._voices[0]} said."
        killed = f"{told.killed} people" if told.killed else "people"
        hurt = f"{told.injured} people" if told.injured else "others"
        second = f"According to {self._voices[1]}, {killed} were killed and {hurt} were wounded."
        self._tail = rng.choice(TAILS)
        self._text = f"{first[0].upper()}{first[1:]} {second} {self._tail}"
        self._words = (who[0].upper() + who[1:] if self._text.startswith(who[0].upper() + who[1:]) else who, killed, hurt)
        self._id = "d" + hashlib.sha256(f"{publisher}{self._text}{told.printed}".encode()).hexdigest()[:24]

    def claims(self, number: int) -> tuple[Claim, ...]:
        """The act, its dead, its injured: as many of these as are asked for."""
        told = self._told
        shared = [one for one in (self._where(), self._day()) if one is not None]
        act = [*shared, *([self._value("actor", self._words[0], read_actor(told.actor))] if told.actor else []),
               *([self._value("target", self._target, self._target)] if told.target else [])]  # fmt: skip
        made = [self._claim(self._verb, told.kind, self._voices[0], act)]
        for trigger, kind, slot, words, toll in (
            ("killed", EventType.KILLING, "killed", self._words[1], told.killed),
            ("wounded", EventType.INJURY, "injured", self._words[2], told.injured),
        ):
            counted = [self._value(slot, words, read_count(words))] if toll else []
            made.append(self._claim(trigger, kind, self._voices[1], [*shared, *counted]))
        return tuple(made[:number])

    def _cut(self, words: str) -> Evidence:
        at = self._text.index(words)
        return Evidence.cut(self._id, self._text, Span(at, at + len(words)))

    def _value(self, slot: str, words: str, value: Value | None) -> SlotValue:
        return SlotValue(slot=slot, evidence=self._cut(words), value=value)

    def _where(self) -> SlotValue | None:
        place = self._told.place
        return self._value("place", place.words, place) if place else None

    def _day(self) -> SlotValue | None:
        day = self._told.day
        if day is None:
            return None
        words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        when = When(earliest=day, latest=day, granularity="day", relative_to="none", words=words, rule="day month year")
        return self._value("time", words, when)

    def _claim(self, trigger: str, kind: EventType, voice: str, values: Sequence[SlotValue]) -> Claim:
        at = self._cut(trigger)
        chain = (
            Voice(kind=VoiceKind.PUBLISHER, words=self._publisher),
            Voice(kind=VoiceKind.SOURCE, words=voice, evidence=self._cut(voice)),
        )
        return Claim(
            id="c" + hashlib.sha256(f"{self._id}{trigger}{kind}".encode()).hexdigest()[:24],
            document_id=self._id,
            model="invented",
            event_type=kind,
            status=Status.HAPPENED,
            trigger=at,
            group="I1",
            chain=chain,
            stance=Stance.SAYS,
            content=(at,),
            passage=self._cut(self._text[: -len(self._tail) - 1] if kind is not EventType.INJURY else self._text),
            values=tuple(values),
            said_on=self._told.printed,
            agency=self._agency,
        )
