"""The finer cases of an act that schemes tell apart and our 23 types do not: from type, instrument, target and trigger.

The 25 cases and the two silent ones are those of docs/formats/own.md; which of our types can become which is the table of
FIELD's section 5 ("attack → 1 or 8, bombing → 3, ..."). A codebook maps cases to a scheme's codes; nothing here knows a scheme.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from saidso.link.weapons import compare
from saidso.values.comparison import Agreement
from saidso.values.event_type import EventType


class FinerCase(StrEnum):
    """The cases, in the order and under the names that codebooks use."""

    ARMED_ATTACK = "armed_attack"
    CLASH = "clash"
    BOMBING = "bombing"
    SUICIDE_ATTACK = "suicide_attack"
    AIR_DRONE_STRIKE = "air_drone_strike"
    SHELLING_MISSILE = "shelling_missile"
    UNCONVENTIONAL_WEAPON = "unconventional_weapon"
    ASSASSINATION = "assassination"
    SEXUAL_VIOLENCE_TORTURE = "sexual_violence_torture"
    ABDUCTION = "abduction"
    HOSTAGE_SIEGE_HIJACK = "hostage_siege_hijack"
    ARREST_DETENTION = "arrest_detention"
    RELEASE_EXCHANGE = "release_exchange"
    PRISON_BREAK_ESCAPE = "prison_break_escape"
    TERRITORY_CHANGE = "territory_change"
    DEPLOYMENT_MOBILISATION = "deployment_mobilisation"
    WITHDRAWAL_SURRENDER = "withdrawal_surrender"
    CEASEFIRE_AGREEMENT = "ceasefire_agreement"
    CEASEFIRE_VIOLATION = "ceasefire_violation"
    PROTEST = "protest"
    RIOT_MOB = "riot_mob"
    REPRESSION_CROWD_FORCE = "repression_crowd_force"
    DISPLACEMENT_EVACUATION = "displacement_evacuation"
    PROPERTY_DESTRUCTION_LOOTING = "property_destruction_looting"
    WEAPON_DISRUPTED = "weapon_disrupted"
    THREAT = "threat"
    STATEMENT = "statement"


_C = FinerCase
TYPES_OF: dict[FinerCase, tuple[EventType, ...]] = {
    _C.ARMED_ATTACK: (EventType.ATTACK, EventType.KILLING),
    _C.CLASH: (EventType.CLASH,),
    _C.BOMBING: (EventType.BOMBING, EventType.ATTACK),
    _C.SUICIDE_ATTACK: (EventType.SUICIDE_ATTACK,),
    _C.AIR_DRONE_STRIKE: (EventType.AIRSTRIKE, EventType.ATTACK, EventType.BOMBING),
    _C.SHELLING_MISSILE: (EventType.SHELLING, EventType.ATTACK, EventType.BOMBING),
    _C.UNCONVENTIONAL_WEAPON: (EventType.CHEMICAL_ATTACK, EventType.ATTACK),
    _C.ASSASSINATION: (EventType.KILLING, EventType.ATTACK),
    _C.SEXUAL_VIOLENCE_TORTURE: (EventType.ABUSE,),
    _C.ABDUCTION: (EventType.ABDUCTION,),
    _C.HOSTAGE_SIEGE_HIJACK: (EventType.ABDUCTION,),
    _C.ARREST_DETENTION: (EventType.DETENTION,),
    _C.RELEASE_EXCHANGE: (EventType.RELEASE,),
    _C.PRISON_BREAK_ESCAPE: (EventType.RELEASE,),
    _C.TERRITORY_CHANGE: (EventType.CONTROL,),
    _C.DEPLOYMENT_MOBILISATION: (EventType.MOVEMENT,),
    _C.WITHDRAWAL_SURRENDER: (EventType.MOVEMENT,),
    _C.CEASEFIRE_AGREEMENT: (EventType.AGREEMENT,),
    _C.CEASEFIRE_VIOLATION: (EventType.VIOLATION,),
    _C.PROTEST: (EventType.PROTEST,),
    _C.RIOT_MOB: (EventType.PROTEST,),
    _C.REPRESSION_CROWD_FORCE: (EventType.PROTEST, EventType.RESTRICTION),
    _C.DISPLACEMENT_EVACUATION: (EventType.DISPLACEMENT,),
    _C.PROPERTY_DESTRUCTION_LOOTING: (EventType.DESTRUCTION,),
    _C.WEAPON_DISRUPTED: (EventType.BOMBING, EventType.SUICIDE_ATTACK),
    _C.THREAT: (EventType.THREAT,),
    _C.STATEMENT: (EventType.SUPPORT,),
}
"""Which of our types a case comes from, the first being the one that an import takes it for."""

_ONE_CASE = {
    EventType.SUICIDE_ATTACK: _C.SUICIDE_ATTACK,
    EventType.AIRSTRIKE: _C.AIR_DRONE_STRIKE,
    EventType.SHELLING: _C.SHELLING_MISSILE,
    EventType.CHEMICAL_ATTACK: _C.UNCONVENTIONAL_WEAPON,
    EventType.CLASH: _C.CLASH,
    EventType.DETENTION: _C.ARREST_DETENTION,
    EventType.ABUSE: _C.SEXUAL_VIOLENCE_TORTURE,
    EventType.DESTRUCTION: _C.PROPERTY_DESTRUCTION_LOOTING,
    EventType.CONTROL: _C.TERRITORY_CHANGE,
    EventType.DISPLACEMENT: _C.DISPLACEMENT_EVACUATION,
    EventType.AGREEMENT: _C.CEASEFIRE_AGREEMENT,
    EventType.VIOLATION: _C.CEASEFIRE_VIOLATION,
    EventType.SUPPORT: _C.STATEMENT,
    EventType.THREAT: _C.THREAT,
}

_BY_WEAPON = (
    ("chemical weapon", _C.UNCONVENTIONAL_WEAPON),
    ("air strike", _C.AIR_DRONE_STRIKE),
    ("shelling", _C.SHELLING_MISSILE),
    ("explosive", _C.BOMBING),
)
"""What an attack or bombing by such a weapon is; the finer kinds stand in ``link.weapons``."""

_BY_TRIGGER: dict[EventType, tuple[tuple[re.Pattern[str], FinerCase], ...]] = {
    kind: tuple((re.compile(rf"\b(?:{words})", re.IGNORECASE), case) for words, case in pairs)
    for kind, pairs in {
        EventType.ABDUCTION: (("hostage|hijack|siege|barricad|commandeer", _C.HOSTAGE_SIEGE_HIJACK), ("", _C.ABDUCTION)),
        EventType.RELEASE: (
            ("escap|fled|flee|broke out|break-?out|jailbreak", _C.PRISON_BREAK_ESCAPE),
            ("", _C.RELEASE_EXCHANGE),
        ),
        EventType.MOVEMENT: (
            ("withdr|pull|retreat|surrender|lay down|laid down|disarm|left\\b|leav|evacuat|vacat", _C.WITHDRAWAL_SURRENDER),
            ("", _C.DEPLOYMENT_MOBILISATION),
        ),
        EventType.PROTEST: (
            ("riot|mob\\b|lynch|loot|vandal|torch|ransack|stone-?throw|rampag", _C.RIOT_MOB),
            ("dispers|crackdown|tear.?gas|crush|suppress|water cannon|put down", _C.REPRESSION_CROWD_FORCE),
            ("", _C.PROTEST),
        ),
        EventType.RESTRICTION: (
            ("curfew|martial law|state of emergency|dispers|ban(?:s|ned|ning)?\\b", _C.REPRESSION_CROWD_FORCE),
        ),
    }.items()
}
"""Types that hold two cases: the trigger's words tell them apart, and the last row is what is left."""

_THAT_KILL = frozenset(
    {
        *(_C.ARMED_ATTACK, _C.CLASH, _C.BOMBING, _C.SUICIDE_ATTACK, _C.AIR_DRONE_STRIKE, _C.SHELLING_MISSILE),
        *(_C.UNCONVENTIONAL_WEAPON, _C.ASSASSINATION, _C.CEASEFIRE_VIOLATION, _C.PROTEST, _C.RIOT_MOB, _C.REPRESSION_CROWD_FORCE),
    }
)
"""Acts whose dead are their outcome. Not abduction: "abduct then kill" is an attack to ACLED, so the killing stays a case."""

_EXACT = frozenset(
    {
        *(_C.CLASH, _C.BOMBING, _C.SUICIDE_ATTACK, _C.AIR_DRONE_STRIKE, _C.SHELLING_MISSILE, _C.UNCONVENTIONAL_WEAPON),
        *(_C.ASSASSINATION, _C.WEAPON_DISRUPTED),
    }
)
"""Acts that say more than "attack" does."""

_SUICIDE = re.compile(r"\bsuicide|kamikaze attacker|blew (?:him|her)self up|explosive (?:belt|vest)", re.IGNORECASE)
_ASSASSINATED = re.compile(r"\bassassinat", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One claimed act as far as the finer cases look at it: our type, its trigger, the weapons it names."""

    type: EventType
    trigger: str = ""
    weapons: tuple[str, ...] = ()
    attempted: bool = False


def finer_cases(acts: Iterable[Act]) -> tuple[FinerCase, ...]:
    """The cases of one incident's acts, each once, in the order of ``FinerCase``.

    A killing is a case of its own only where nobody speaks of the act that killed: else it is the outcome of that act.
    An injury is an outcome always. "The attack" beside a shelling or a clash is only another word for it, unless it names
    a weapon of its own.
    """
    given = tuple(acts)
    found = {finer_case(act) for act in given if act.type is not EventType.KILLING and not _is_bare(act)}
    if not found & _EXACT:
        found |= {finer_case(act) for act in given if _is_bare(act)}
    if not found & _THAT_KILL or any(_ASSASSINATED.search(act.trigger) for act in given):
        found |= {finer_case(act) for act in given if act.type is EventType.KILLING}
    return tuple(case for case in FinerCase if case in found)


def _is_bare(act: Act) -> bool:
    return act.type is EventType.ATTACK and not act.weapons and finer_case(act) is _C.ARMED_ATTACK


def finer_case(act: Act) -> FinerCase | None:
    """The case of one act; None for an injury, and for a restriction that is no force against a crowd."""
    if act.type is EventType.INJURY:
        return None
    if act.type in (EventType.ATTACK, EventType.BOMBING, EventType.KILLING):
        return _violent_case(act)
    if act.type is EventType.SUICIDE_ATTACK and act.attempted:
        return _C.WEAPON_DISRUPTED
    if act.type in _BY_TRIGGER:
        return next((case for words, case in _BY_TRIGGER[act.type] if words.search(act.trigger)), None)
    return _ONE_CASE[act.type]


def _violent_case(act: Act) -> FinerCase:
    """Attack, bombing and killing by what was used; the trigger counts as a weapon's name too ("the car bombing")."""
    named = (*act.weapons, act.trigger)
    if act.type is EventType.BOMBING and act.attempted:
        return _C.WEAPON_DISRUPTED
    if any(_ASSASSINATED.search(words) for words in named):
        return _C.ASSASSINATION
    if act.type is EventType.KILLING:
        return _C.ARMED_ATTACK  # its weapon is that of the act, which has a case of its own where anybody speaks of it
    if any(_SUICIDE.search(words) for words in named):
        return _C.SUICIDE_ATTACK
    if act.type is EventType.ATTACK and any(is_kind_of(words, "gunfire") for words in act.weapons):
        return _C.ARMED_ATTACK  # "with machine guns and rockets": an assault on the ground, not a shelling
    for weapon, case in _BY_WEAPON:
        if any(is_kind_of(words, weapon) for words in act.weapons):
            return case
    return _C.BOMBING if act.type is EventType.BOMBING else _C.ARMED_ATTACK


def is_kind_of(words: str, weapon: str) -> bool:
    """Whether the words for a weapon mean this one or a finer kind of it, by the table of ``link.weapons``."""
    found = compare(words, weapon)
    return found.agreement is Agreement.SAME or (found.agreement is Agreement.COMPATIBLE and not _is_coarser(words, weapon))


def _is_coarser(words: str, weapon: str) -> bool:
    # "An explosive" is no grenade: a word that two exclusive kinds both go under is coarser than either.
    return weapon != "explosive" and compare(words, "explosive").agreement is Agreement.SAME
