"""Who speaks in the generated cases of ``origin_cases``: bodies, persons, parties, unnamed people, papers themselves."""

# ruff: noqa: E501 - a table of templates reads better with a row unbroken

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import origin_words as words

if TYPE_CHECKING:
    from origin_cases import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice of one case.

    ``kind``: named, unnamed, own (the paper's words), scene (its reporter), statement (a party's own outlet), claims (a party
    that claims responsibility). ``aliases`` are further names of it, by which other papers may call it.
    """

    kind: str
    full: str = ""
    aliases: tuple[str, ...] = ()
    publisher: str | None = None
    at: int = 0
    """Which of the case's origins it is."""

    @property
    def identified(self) -> bool:
        return self.kind in ("named", "scene", "statement", "claims")

    @property
    def named(self) -> bool:
        return self.kind in ("named", "statement", "claims")

    @property
    def quoted(self) -> bool:
        return self.kind in ("named", "unnamed", "claims")

    def name(self, scene: Scene, *, alias: bool) -> str:
        """What a report calls it: its full name, or, where ``alias`` allows, another one."""
        return scene.rng.choice((self.full, *self.aliases)) if alias else self.full


BODIES = {
    "health": ("the {region} health directorate",
               {"first": ("health authorities in {region}", "the health directorate of {region}", "the health directorate"),
                "third": ("the health department in {region}", "the {region} health authorities"),
                "second": ("{region}'s health directorate", "the health office of {region}", "health officials in {region}")}),
    "rescue": ("the {town} civil defence", {"first": ("the civil defence in {town}", "the civil defence"),
                                           "third": ("the civil defence of {town}", "{town} civil defence"),
                                           "second": ("civil defence crews in {town}", "{town}'s civil defence")}),
    "police": ("the {town} police", {"first": ("police in {town}", "the police"), "second": ("the police of {town}", "{town} police"), "third": ("the police in {town}",)}),
    "hospital": ("doctors at the {town} hospital", {"first": ("the {town} hospital", "staff of the {town} hospital"),
                                                    "third": ("{town}'s hospital", "nurses at the {town} hospital"), "second": ("the hospital in {town}", "medics at the {town} hospital")}),
    "defence": ("the {region} defence ministry",
                {"first": ("the defence ministry of {region}", "the defence ministry", "a spokesman for the defence ministry"),
                 "third": ("the {region} Ministry of Defence", "the spokeswoman of the defence ministry"),
                 "second": ("the Ministry of Defence", "the defence ministry's press office", "defence ministry spokesman {man}")}),
    "interior": ("the {region} interior ministry", {"first": ("the interior ministry", "the interior ministry of {region}"),
                                                    "third": ("the ministry of the interior", "the Ministry of Interior"),
                                                    "second": ("the Interior Ministry of {region}", "a spokesman of the interior ministry")}),
    "watch": ("the {region} Observatory for Rights", {"first": ("the Observatory", "the {region} Observatory"),
                                                      "third": ("the Observatory for Rights in {region}",),
                                                      "second": ("the Observatory for Rights", "{region}'s Observatory for Rights")}),
    "centre": ("the {region} Human Rights Centre", {"first": ("the {initials}HRC", "the Human Rights Centre"),
                                                    "third": ("the Human Rights Centre of {region}",),
                                                      "second": ("the {region} Human Rights Centre ({initials}HRC)", "the rights centre")}),
    "mission": ("the Joint Monitoring Mission", {"first": ("the monitoring mission", "the JMM"),
                                                 "third": ("the Joint Mission", "observers of the Joint Monitoring Mission"),
                                                 "second": ("monitors of the Joint Monitoring Mission", "the mission")}),
    "relief": ("the Blue Lamp relief society", {"first": ("Blue Lamp", "the Blue Lamp society"), "third": ("the aid society Blue Lamp",),
                                      "second": ("relief group Blue Lamp",)}),
    "mayor": ("{town} mayor {man}", {"first": ("Mayor {man}", "{man}, the mayor of {town}", "{man}"),
                                     "third": ("{man}, mayor of {town}", "{town}'s mayor, {man}"), "second": ("the mayor of {town}", "the mayor of {town}, {man}")}),
    "witness": ("{trade} {woman}", {"first": ("{woman}, a {trade}", "{woman}"), "third": ("a {trade} named {woman}",), "second": ("{woman}, who works as a {trade}",)}),
    "bishop": ("the bishop of {near}", {"first": ("{near}'s bishop",), "second": ("the bishop in {near}",), "third": ("Bishop {man} of {near}",)}),
    "party": ("{party}", {"first": ("a spokesman for {party}", "{bare} spokesman {man}"),
                          "third": ("the press office of {party}", "the leadership of {party}"),
                          "second": ("{party}'s media office", "{bare}", "a spokeswoman of {party}")}),
}  # fmt: skip


def voices_of(scene: Scene, count: int) -> list[Voice]:
    """So many voices that are truly apart: each body once, each unnamed description once, one statement at most."""
    rng = scene.rng
    bodies = rng.sample(sorted(BODIES), len(BODIES))
    unnamed = scene.pool(words.UNNAMED)
    rng.shuffle(unnamed)
    party = rng.choice([one for one in words.PARTIES if one != scene.names["X"]])
    man, woman = rng.sample(words.PERSONS, 2)
    names = {
        **scene.names, "party": party, "bare": party.removeprefix("the "), "man": man, "woman": woman,
        "trade": rng.choice(words.TRADES), "initials": scene.names["region"][0],
    }  # fmt: skip
    made: list[Voice] = []
    if scene.slot == "perpetrator" and scene.chance(0.4):
        made.append(Voice(kind="claims", full=scene.names["X"], aliases=("a spokesman for " + scene.names["X"],)))
    elif "party" in bodies[:3] and scene.chance(0.5):
        bodies.remove("party")
        outlet = (names["bare"] if " of " in names["bare"] else names["bare"].split()[-1]) + " Media Office"
        made.append(Voice(kind="statement", full=party, aliases=(party, f"a spokesman for {party}"), publisher=outlet))
    while len(made) < count:
        made.append(_one(scene, names, bodies, unnamed))
    rng.shuffle(made)
    return made


def _one(scene: Scene, names: dict[str, str], bodies: list[str], unnamed: list[str]) -> Voice:
    kind = scene.rng.choices(("named", "unnamed", "scene", "own"), weights=(58, 22, 10, 10))[0]
    if kind == "unnamed" and unnamed:
        return Voice(kind="unnamed", full=unnamed.pop())
    if kind in ("scene", "own"):
        return Voice(kind=kind)
    full, more = BODIES[bodies.pop()]
    return Voice(kind="named", full=full.format(**names), aliases=tuple(one.format(**names) for one in scene.pool(more)))
