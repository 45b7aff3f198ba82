"""Cases of origins made by a rule, so that the answer is known: k origins, each carried by m papers, and distractors.

``bench/origins.py`` measures on them and writes them for ``saidso predict origins``.

An origin is one voice with one report of its own. Papers carry it verbatim, abridged, reworded, cited, paraphrased (then its
name or an agency's credit is left), with heads, bylines, credits and boilerplate. Denials, other numbers, reports of other
incidents and texts with the same stock phrases stand between them. Places, parties, people and papers are invented.

The answer follows from how a case was made: one part per origin; ``hi`` counts them; ``lo`` counts the identified ones and an
unidentified one that is earlier than all of those (DESIGN.md section 3). Identified are named voices, a paper's reporter at
the scene and a party's statement; unnamed voices and a paper's own words are not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import origin_words as words
from origin_voices import Voice, voices_of

NUMBERS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
           "eighteen nineteen twenty").split()  # fmt: skip
SLOTS = ("killed", "killed", "killed", "killed", "injured", "injured", "vehicles", "abducted", "perpetrator")
HOW = ("verbatim", "abridged", "bare", "reworded", "cited", "paraphrased", "updated")
"""Ways of a copy. "bare" is abridged and the attribution dropped: only the shared words are left to find it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text in pieces: ``told`` holds the value, ``rest`` the other sentences of the same hand."""

    publisher: str
    day: date
    told: str
    rest: tuple[str, ...] = ()
    head: str = ""
    tail: str = ""
    lead_last: bool = False
    group: str | None = None
    how: str = "original"
    origin: int | None = None

    @property
    def text(self) -> str:
        body = (*self.rest[:1], self.told, *self.rest[1:]) if self.lead_last and self.rest else (self.told, *self.rest)
        return (self.head + " ".join(body) + self.tail).strip()


@dataclass(slots=True, kw_only=True)
class Scene:
    """One invented incident and what is left to draw from: nothing is drawn twice within a case."""

    rng: random.Random
    lot: str
    slot: str
    number: int
    names: dict[str, str]
    day: date
    papers: list[str]
    details: list[str]
    agencies: list[str]
    clauses: list[str] = field(default_factory=list)
    origins: int = 1
    sisters: list[tuple[str, str, str]] = field(default_factory=list)

    def pool(self, table: Any) -> list[str]:
        """The templates of this lot; "tuned" takes the first three. A voice without names of its lot goes by its full one."""
        lots = ("first", "second", "third") if self.lot == "tuned" else (self.lot,)
        return [one for lot in lots for one in table.get(lot, ())]

    def pick(self, table: Any) -> str:
        return self.rng.choice(self.pool(table))

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def clause(self, at: int | None = None, *, number: int | None = None) -> str:
        """A clause with the value, from the wordings of origin ``at``: no two origins share one; None takes any."""
        own = self.clauses if at is None else self.clauses[at :: self.origins]
        return self.fill(self.rng.choice(own), n=self.written(abs(number or self.number)))

    def paper(self) -> str:
        """The next paper; each prints once in a case."""
        return self.papers.pop() if self.papers else f"Late Extra {self.rng.randrange(10**6)}"

    def written(self, number: int) -> str:
        return NUMBERS[number] if number < len(NUMBERS) and self.chance(0.7) else str(number)

    def fill(self, template: str, **more: str) -> str:
        found = template.format(**{**self.names, **more})
        if ", " in more.get("V", ""):  # a description behind a name stands between commas
            found = found.replace(more["V"] + " ", more["V"] + ", ")
        # A name in the possessive or behind an article: "the the" and a capital at the front.
        return capital(re.sub(r"\b([Tt]he) [Tt]he\b", r"\1", found)) if template.rstrip().endswith(".") else found


def capital(sentence: str) -> str:
    """The sentence with a capital, and a number at its front in letters as desks write it."""
    front = re.match(r"\d+", sentence)
    if front and int(front.group()) < len(NUMBERS):
        sentence = NUMBERS[int(front.group())] + sentence[front.end() :]
    return sentence[:1].upper() + sentence[1:]


def the_paper(name: str) -> str:
    """A paper inside a sentence."""
    return name if name.startswith(("The ", "Radio", "Channel")) else f"the {name}"


# ---------------------------------------------------------------- one case


def make_case(seed: str, lot: str) -> dict[str, Any]:
    """One case with its answer. The same seed makes the same case.

    Args:
        seed: any text.
        lot: "first" to "seventh", or "tuned" for the first three: the templates to draw from.
    """
    rng = random.Random(f"origins {lot} {seed}")
    scene = _scene(rng, lot)
    origins = rng.choices((1, 2, 3, 4, 5), weights=(30, 30, 20, 12, 8))[0]
    scene.origins = origins
    voices = [replace(voice, at=at) for at, voice in enumerate(voices_of(scene, origins))]
    reports = [report for at, voice in enumerate(voices) for report in _carried(scene, voice, at)]
    reports += [_distractor(scene) for _ in range(rng.choice((0, 1, 1, 2, 3)))]
    rng.shuffle(reports)
    ids = [f"d{at:02d}" for at in range(len(reports))]
    rng.shuffle(ids)
    docs = [_as_doc(name, report) for name, report in zip(ids, reports, strict=True)]
    parts = [sorted(doc["id"] for doc, each in zip(docs, reports, strict=True) if each.origin == at) for at in range(origins)]
    first = [min(each.day for each in reports if each.origin == at) for at in range(origins)]
    value = scene.names["X"].removeprefix("the ") if scene.slot == "perpetrator" else str(scene.number)
    return {
        "case": f"{lot}-{seed}",
        "slot": scene.slot if scene.number < 0 else f"{scene.slot}={value}",
        "docs": docs,
        "gold_origins": sorted(parts),
        "lo": _lowest([voice.identified for voice in voices], first),
        "hi": origins,
        "made": {name: [each.how, each.origin] for name, each in zip(ids, reports, strict=True)},
    }


def _lowest(identified: Sequence[bool], first: Sequence[date]) -> int:
    sure = [day for day, known in zip(first, identified, strict=True) if known]
    if not sure:
        return 1
    return len(sure) + any(day < min(sure) for day, known in zip(first, identified, strict=True) if not known)


def _as_doc(name: str, report: Report) -> dict[str, Any]:
    made: dict[str, Any] = {"id": name, "publisher": report.publisher, "date": report.day.isoformat(), "text": report.text}
    return {**made, "publisher_group": report.group} if report.group else made


def _scene(rng: random.Random, lot: str) -> Scene:
    town, near, road = rng.sample(words.TOWNS, 3)
    day = date(2031, 1, 1) + timedelta(days=rng.randrange(700))
    names = {
        "town": town, "near": near, "road": road, "region": rng.choice(words.REGIONS), "capital": rng.choice(words.CAPITALS),
        "spot": rng.choice(words.SPOTS), "who": rng.choice(words.PEOPLE), "act": rng.choice(words.ACTS),
        "day": day.strftime("%A"), "X": rng.choice(words.PARTIES), "TOWN": town.upper(), "date": f"{day.day} {day:%B}",
    }  # fmt: skip
    names["CAPITAL"] = names["capital"].upper()
    scene = Scene(
        rng=rng,
        lot=lot,
        slot=rng.choice(SLOTS),
        number=rng.choice((*range(2, 21), 23, 26, 31, 38, 44, 57)),
        names=names,
        day=day,
        papers=rng.sample(words.PAPERS, len(words.PAPERS)),
        details=rng.sample(words.DETAILS, len(words.DETAILS)),
        agencies=rng.sample(words.AGENCIES, len(words.AGENCIES)),
        sisters=rng.sample(words.SISTERS, len(words.SISTERS)),
    )
    scene.clauses = scene.pool(words.CLAUSES[scene.slot])
    rng.shuffle(scene.clauses)
    if scene.slot == "killed" and scene.chance(0.12):
        scene.number = -rng.randrange(3, 40)  # a slot without a value: it takes every value
    return scene


# ---------------------------------------------------------------- one origin and its papers


def _carried(scene: Scene, voice: Voice, at: int) -> list[Report]:
    """The first report of one voice and its copies."""
    agency = scene.agencies.pop() if voice.quoted and scene.chance(0.35) else None
    first = _first(scene, voice, agency)
    made = [first]
    for _ in range(scene.rng.choices((0, 1, 2, 3, 4, 5), weights=(25, 25, 20, 15, 10, 5))[0]):
        made.append(_copy(scene, voice, first, agency))
    return [replace(report, origin=at) for report in made]


def _first(scene: Scene, voice: Voice, agency: str | None) -> Report:
    day = scene.day + timedelta(days=scene.rng.choice((0, 0, 1, 1, 2)))
    publisher, group = voice.publisher or scene.paper(), None
    if agency and scene.chance(0.4):
        publisher = agency
    elif voice.kind == "own" and scene.sisters and scene.chance(0.5):
        publisher, _, group = scene.sisters.pop()
    short = scene.chance(0.25)
    rest = () if short else tuple(scene.details.pop() for _ in range(scene.rng.choice((2, 3, 3, 4))) if scene.details)
    report = Report(
        publisher=publisher, day=day, told=_told(scene, voice, publisher), rest=rest, group=group, lead_last=scene.chance(0.3)
    )
    return _dressed(scene, report, agency if publisher != agency else None)


def _told(scene: Scene, voice: Voice, publisher: str, *, number: int | None = None, alias: bool = False) -> str:
    """The sentence that holds the value, in the voice's way."""
    clause = scene.clause(voice.at, number=number)
    more = {"C": clause, "P": the_paper(publisher), "paper": publisher.removeprefix("The "), "V": voice.name(scene, alias=alias)}
    if voice.kind == "own":
        return capital(clause) + "."
    if voice.kind == "scene":
        return scene.fill(scene.pick(words.AT_SCENE), **more)
    if voice.kind == "statement" and not alias:
        return scene.fill(scene.pick(words.OWN_STATEMENT), **more)
    if voice.kind == "claims":
        return scene.fill("{V} claimed responsibility for the {act} in {town}.", **more)
    if scene.slot == "killed" and scene.chance(0.12):
        told = scene.fill(scene.pick(words.TOLLS), n=scene.written(number or abs(scene.number)), **more)
        return scene.fill("The {act} in {town} hit {spot} on {day}.") + " " + told
    return scene.fill(scene.pick(words.ATTRIBUTIONS), **more)


def _copy(scene: Scene, voice: Voice, first: Report, agency: str | None) -> Report:
    """One paper's way with a report. What cannot be done with it (a bare copy of one sentence) becomes a verbatim copy."""
    how = scene.rng.choices(HOW, weights=(20, 24, 8, 16, 14, 14, 40 if scene.number < 0 else 0))[0]
    base = replace(
        first, publisher=scene.paper(), day=first.day + timedelta(days=scene.rng.choice((0, 0, 1, 2))),
        head="", tail="", group=None, how=how, origin=None,
    )  # fmt: skip
    if how in ("abridged", "bare") and len(first.rest) >= 2:
        kept = sorted(scene.rng.sample(range(len(first.rest)), max(1, len(first.rest) * 2 // 3)))
        base = replace(base, rest=tuple(first.rest[each] for each in kept))
        if how == "bare":
            base = replace(base, told=_bare(scene, voice))
    elif how == "reworded":
        base = _reworded(scene, base)
    elif how == "cited":
        return _dressed(scene, _citing(scene, voice, first, base), None)
    elif how == "paraphrased" and (retold := _retold(scene, voice, first, agency)):
        return retold
    elif how == "updated" and scene.number < 0 and voice.quoted and voice.named:
        number = abs(scene.number) + scene.rng.randrange(1, 6)
        told = _told(scene, voice, base.publisher, number=number, alias=True)
        base = replace(base, told=told, rest=(), day=base.day + timedelta(days=1))
    else:
        base = replace(base, how="verbatim")
    return _dressed(scene, base, agency if scene.chance(0.8) else None)


def _bare(scene: Scene, voice: Voice) -> str:
    """The value without its voice: a desk that leaves "the ministry said" out."""
    return capital(scene.clause(voice.at)) + "."


def _reworded(scene: Scene, report: Report) -> Report:
    """Small edits: synonyms, another order, two sentences joined or one cut in two."""
    rest = [_edited(scene, each) for each in report.rest]
    if scene.chance(0.5):
        scene.rng.shuffle(rest)
    if len(rest) > 1 and scene.chance(0.4):
        rest[:2] = [f"{rest[0].rstrip('.')}, and {rest[1][0].lower()}{rest[1][1:]}"]
    elif rest and ", " in rest[0] and scene.chance(0.4):
        front, _, back = rest[0].partition(", ")
        rest[0] = f"{front}. {capital(back)}"
    return replace(report, told=_edited(scene, report.told), rest=tuple(rest))


def _edited(scene: Scene, sentence: str) -> str:
    for one, other in words.SYNONYMS:
        if scene.chance(0.6):
            swap = (one, other) if re.search(rf"\b{one}\b", sentence) else (other, one)
            sentence = re.sub(rf"\b{swap[0]}\b", swap[1], sentence)
    number = abs(scene.number)
    if number < len(NUMBERS) and scene.chance(0.3):
        sentence = re.sub(rf"(?<!^)\b{NUMBERS[number]}\b", str(number), sentence)
    return sentence


def _citing(scene: Scene, voice: Voice, first: Report, base: Report) -> Report:
    """A paper that names the paper it has it from, with or without the voice behind that."""
    relays = voice.quoted and scene.chance(0.5)
    template = scene.pick(words.RELAYING if relays else words.CITING)
    paper = first.publisher if voice.kind == "statement" else the_paper(first.publisher)
    told = scene.fill(template, C=scene.clause(voice.at), P=paper, V=voice.name(scene, alias=False))
    return replace(base, told=told, rest=(), lead_last=False)


def _retold(scene: Scene, voice: Voice, first: Report, agency: str | None) -> Report | None:
    """Other words throughout, where a name, a credit or a sister title is left to find it by; None where nothing would be."""
    base = replace(first, publisher=scene.paper(), group=None, how="paraphrased", lead_last=False)
    if first.group:
        sister = next(other for one, other, _ in words.SISTERS if one == first.publisher)
        base = replace(base, publisher=sister, group=first.group)
    elif not (voice.named or (voice.quoted and agency)):
        return None
    told = _told(scene, voice, base.publisher, alias=True)
    rest = tuple(scene.details.pop() for _ in range(2) if len(scene.details) > 6)
    credited = agency if not voice.named or scene.chance(0.3) else None
    if credited and not voice.named and scene.chance(0.3):
        told = scene.fill("{C}, {P} reported.", C=scene.clause(voice.at), P=the_paper(credited))
        return _dressed(scene, replace(base, told=told, rest=(), head="", tail=""), None)
    return _dressed(scene, replace(base, told=told, rest=rest), credited)


# ---------------------------------------------------------------- what stands around a report


def _dressed(scene: Scene, report: Report, agency: str | None) -> Report:
    """Heads, bylines, credits and stock phrases; a credit stands in front or at the end."""
    head, tail = "", ""
    if scene.chance(0.15):
        head = scene.fill(scene.pick(words.BYLINES), name=scene.rng.choice(words.PERSONS), P=report.publisher)
    if scene.chance(0.15):
        head += scene.fill(scene.pick(words.HEADS)) + " "
    if agency and scene.chance(0.6):
        head += scene.fill(scene.pick(words.CREDITS["front"]), A=agency)
        agency = None
    for _ in range(scene.rng.choice((0, 0, 1, 1, 2))):
        tail += " " + scene.fill(scene.pick(words.STOCK))
    if scene.chance(0.1):
        tail += " " + scene.fill(scene.rng.choice(words.BACKGROUND))
    if agency:
        tail += scene.fill(scene.pick(words.CREDITS["end"]), A=agency)
    return replace(report, head=head, tail=tail)


def _distractor(scene: Scene) -> Report:
    """A text that does not hold the value: a denial, another number, another incident, stock phrases alone."""
    kind = scene.rng.choice(("denial", "denial", "other number", "other incident", "stock"))
    paper = scene.paper()
    base = Report(publisher=paper, day=scene.day + timedelta(days=scene.rng.choice((0, 1, 2))), told="", how=kind)
    voice = scene.rng.choice(("the government", "a government spokesman", "the Ostren border guard"))
    if scene.slot == "perpetrator" and scene.chance(0.6):
        voice = scene.names["X"]
    if kind == "denial":
        told = scene.fill(scene.pick(words.DENIALS), C=scene.clause(), V=voice)
    elif kind == "stock" or scene.slot == "perpetrator" or scene.number < 0:
        told = scene.fill(scene.pick(words.STOCK)) + " " + scene.fill(scene.rng.choice(words.BACKGROUND))
    else:
        told = _elsewhere(scene, kind)
    return _dressed(scene, replace(base, told=told), None)


def _elsewhere(scene: Scene, kind: str) -> str:
    """Another number of the same slot, or the same number of another one."""
    if kind == "other number":
        clause = scene.clause(number=scene.number + scene.rng.randrange(3, 20))
    else:
        others = [slot for slot in ("killed", "injured", "vehicles", "abducted") if slot != scene.slot]
        template = scene.rng.choice(scene.pool(words.CLAUSES[scene.rng.choice(others)]))
        clause = scene.fill(template, n=scene.written(scene.number))
    return scene.fill(scene.pick(words.ATTRIBUTIONS), C=clause, V="the Ostren border guard", P=the_paper("Late Extra"))
