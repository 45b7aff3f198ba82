"""What a slot is compared on: one value of one slot as one claim gives it, and how it reads in a cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from saidso.nouns.claim import HOLDING, TAKEN_PLACE, Stance
from saidso.nouns.value import Value
from saidso.values.count import Count
from saidso.values.count_nouns import EVERYBODY, counted_as
from saidso.values.event_type import Status
from saidso.values.spelling import written_key
from saidso.values.when import When

NUMBER_SLOTS = frozenset(
    "killed injured missing abducted captured displaced released damaged vehicles casualties count detained wounded".split()
)
"""Slots whose values are numbers of people or things: only these have a span and populations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotClaim:
    """One value of one slot as one claim gives it.

    ``value`` None is silence, or, for a denial, the act itself denied. ``origin`` is the index of its origin.
    ``population`` is whom a number counts; for a denial without a number it narrows what is denied. A claim that gives
    two values (joint actors) makes two SlotClaims of one id, which are never held against each other.
    """

    id: str
    slot: str
    value: Value | None
    words: str
    stance: Stance
    status: Status
    origin: int
    said_on: date | None = None
    population: str | None = None
    act: str = ""
    """The kind of act it speaks of: who was killed by whom excludes nothing about who attacked. Numbers need none."""

    contrary: bool = field(init=False, repr=False, compare=False)
    """Whether its holder maintains that it was not so: ``denies``, or a holding stance with the act negated."""
    zero: bool = field(init=False, repr=False, compare=False)
    """Whether it says the number 0, which is a value and a denial in one (rule 2)."""
    whom: str | None = field(init=False, repr=False, compare=False)
    """The population in one spelling, None for people as such. A part of a total is a population of its own."""
    holds: bool = field(init=False, repr=False, compare=False)
    """Whether a value (in the slot "event": the act) stands in its holder's name (rule 1)."""

    def __post_init__(self) -> None:
        """Each is asked for a dozen times where an incident has many voices, so they are worked out once."""
        value, holding = self.value, self.stance in HOLDING
        key = written_key(self.population) if self.population else ""
        part = "part of: " if isinstance(value, Count) and value.subset else ""
        zero = isinstance(value, Count) and value.low == 0 and value.high == 0
        contrary = self.stance is Stance.DENIES or (holding and self.status is Status.NEGATED)
        given = value is not None or self.slot == "event"
        took_place = given and holding and self.status in TAKEN_PLACE
        for name, found in (
            ("contrary", contrary),
            ("zero", zero),
            ("whom", part + ("" if key in EVERYBODY else key) or None),
            ("holds", took_place or (zero and (contrary or holding))),
        ):
            object.__setattr__(self, name, found)

    @property
    def speaks(self) -> bool:
        """Whether it takes part in agreement at all: it holds something or the contrary."""
        return self.holds or self.contrary


def in_words(one: SlotClaim) -> str:
    """A value as a coder would write it in a cell: "3 soldiers", "24 or more", "2032-03-16", a name, a status."""
    value = one.value
    if one.slot == "event":
        return "did not happen" if one.status is Status.NEGATED else one.status.value
    if value is None:
        return one.population or "the act itself"
    if isinstance(value, Count):
        return counted_as(_number(value), one.population) if one.whom and one.population else _number(value)
    if isinstance(value, When):
        return _days(value)
    return value if isinstance(value, str) else (value.name or value.words)


def _number(value: Count) -> str:
    if value.low is None:
        return f"up to {value.high}" if value.high is not None else value.words
    if value.high is None:
        return f"{value.low} or more"
    return str(value.low) if value.low == value.high else f"{value.low} to {value.high}"


def _days(value: When) -> str:
    if value.earliest is None or value.latest is None:
        return value.words
    return value.earliest.isoformat() if value.earliest == value.latest else f"{value.earliest} to {value.latest}"
