"""A project's codebook: which event types, columns, words for actors and vague numbers its tables use.

A codebook is a TOML file; ``codebook_load`` reads and checks it, docs/formats/own.md is its manual. ACLED, GED, GTD, CAMEO
and PLOVER ship as such files in ``saidso/data/codebooks``, and their exports have no other table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from saidso.show.export.finer_types import TYPES_OF, FinerCase, is_kind_of
from saidso.values.event_type import EventType
from saidso.values.vague_words import VagueTable

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "codebooks"
"""Where the codebooks are that come with saidso."""

SIDES = ("state", "group", "civilians", "unknown")
"""Whom a code can ask for as actor or target: a state's forces and offices, an armed group, unarmed people, or nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What an incident's codes hang on: its cases, who stands on which side, with what, and whether anybody died."""

    cases: frozenset[FinerCase]
    types: frozenset[EventType]
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    weapons: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    died: bool = False
    attempted: bool = False

    @property
    def fought(self) -> bool:
        """Whether arms were used in it: a town can change hands with or without."""
        return bool(self.cases & _FOUGHT)


_FOUGHT = frozenset(list(FinerCase)[:8])
"""The first eight cases are acts of arms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRow:
    """One row of a codebook's types: what must hold, and the code that follows; "" is "the scheme does not record it".

    It is for any of ``cases``, or for one of our ``type``s. Conditions that are None or empty ask nothing. ``actors`` and
    ``targets`` hold words of ``SIDES``: everybody who is named as the doer must be of one of ``actors``, for where voices
    differ no side is chosen; of the targets the strongest counts (see ``side_of``). ``triggers`` are beginnings of words of
    which one must stand in what the claims call the act.
    """

    code: str
    cases: frozenset[FinerCase] = frozenset()
    type: EventType | None = None
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    weapons: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    died: bool | None = None
    fought: bool | None = None
    attempted: bool | None = None

    def fits(self, scene: Scene) -> bool:
        """Whether the row's conditions hold in this incident; its case is asked for by ``Codebook.codes_of``."""
        if self.actors and not (scene.actors or {"unknown"}) <= self.actors:
            return False
        if self.targets and side_of(scene.targets) not in self.targets:
            return False
        if self.weapons and not any(is_kind_of(words, weapon) for words in scene.weapons for weapon in self.weapons):
            return False
        if self.triggers and not any(_begins(word, words) for words in scene.triggers for word in self.triggers):
            return False
        flags = ((self.died, scene.died), (self.fought, scene.fought), (self.attempted, scene.attempted))
        return all(asked is None or asked == there for asked, there in flags)


def _begins(word: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(word)}", words, re.IGNORECASE) is not None


def side_of(there: Iterable[str]) -> str:
    """The side that decides a code: the armed before the unarmed.

    ACLED codebook, Event aggregation: where an assault hits a military target and civilians are harmed too, the target is
    the military one.
    """
    return next((side for side in SIDES if side in set(there)), "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """A checked codebook. ``labels`` holds the codes in their hierarchy, the highest first, each with its labels.

    ``coarsest_time`` (day, week, month, year, any) and ``coarsest_place`` (town, province, any) leave out what is known
    less well; ``each_day`` writes a row for every day of a span; ``least_deaths`` leaves out what nobody says killed so many.
    """

    name: str
    version: int
    about: str
    rule: str
    vague: VagueTable
    columns: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    types: tuple[TypeRow, ...]
    coarsest_time: str = "any"
    coarsest_place: str = "any"
    each_day: bool = False
    least_deaths: int = 0
    actors: Mapping[str, tuple[str, ...]]
    targets: Mapping[str, tuple[str, ...]]
    weapons: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, str]
    """ISO 3166 two letters to the scheme's name of its region."""

    def codes_of(self, scene: Scene) -> tuple[str, ...]:
        """The codes of an incident, highest first: for each of its cases the first row that fits. Empty: not recorded."""
        found: set[str] = set()
        for case in scene.cases:
            row = next((row for row in self.types if case in row.cases and row.fits(scene)), None)
            found |= {row.code} if row is not None else set()
        for kind in scene.types:
            row = next((row for row in self.types if row.type is kind and row.fits(scene)), None)
            found |= {row.code} if row is not None else set()
        return tuple(code for code in self.labels if code in found)

    def types_of(self, code: str) -> tuple[EventType, ...]:
        """Our types that a code can stand for, the likeliest first: what an import takes it for. Empty for a stranger.

        Also finds a code by one of its labels, as a file may carry the words and not the number.
        """
        codes = {code} if code in self.labels else {each for each, labels in self.labels.items() if code in labels.values()}
        rows = [row for row in self.types if row.code in codes]
        cases = {case for row in rows for case in row.cases}
        found = [TYPES_OF[case][0] for case in FinerCase if case in cases] + [row.type for row in rows if row.type]
        return tuple(dict.fromkeys(found))
