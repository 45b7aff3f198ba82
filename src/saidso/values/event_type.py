"""The kinds of acts a claim can be about, their status, and which number slot their count fills.

Source: gold/GUIDELINES.md, "Events" (23 types, 6 statuses).
"""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """The 23 types of GUIDELINES.md."""

    ATTACK = "attack"
    BOMBING = "bombing"
    SUICIDE_ATTACK = "suicide_attack"
    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    CHEMICAL_ATTACK = "chemical_attack"
    CLASH = "clash"
    KILLING = "killing"
    INJURY = "injury"
    ABDUCTION = "abduction"
    DETENTION = "detention"
    RELEASE = "release"
    ABUSE = "abuse"
    DESTRUCTION = "destruction"
    CONTROL = "control"
    MOVEMENT = "movement"
    DISPLACEMENT = "displacement"
    AGREEMENT = "agreement"
    VIOLATION = "violation"
    PROTEST = "protest"
    SUPPORT = "support"
    RESTRICTION = "restriction"
    THREAT = "threat"


class Status(StrEnum):
    """What the words say of the act itself; who says so is the stance's job."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"


OUTCOME_SLOT: dict[EventType, str] = {
    EventType.KILLING: "killed",
    EventType.INJURY: "injured",
    EventType.ABDUCTION: "abducted",
    EventType.DETENTION: "captured",
    EventType.DISPLACEMENT: "displaced",
    EventType.RELEASE: "released",
    EventType.DESTRUCTION: "damaged",
}
"""The number slot that a count on this type of event fills. Other types leave their count in "count"."""

COUNTED = frozenset(OUTCOME_SLOT)
"""Types whose target's own number ("three soldiers") is a toll."""

VIOLENT = frozenset(
    {
        EventType.ATTACK,
        EventType.BOMBING,
        EventType.SUICIDE_ATTACK,
        EventType.AIRSTRIKE,
        EventType.SHELLING,
        EventType.CHEMICAL_ATTACK,
        EventType.CLASH,
    }
)
"""Acts whose deaths, injuries and damage belong to their incident."""


def outcome_slot(event_type: EventType) -> str:
    """The name of the number slot that counts on this type of event fill, such as "killed"."""
    return OUTCOME_SLOT.get(event_type, "count")
