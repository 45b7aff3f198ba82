"""Claims that speak of one event, and how they stand to each other. Nothing here decides who is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from saidso.nouns.claim import Stance

if TYPE_CHECKING:
    from saidso.values.place import Place
    from saidso.values.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginJoin:
    """Why two claims count as one voice: the rule of DESIGN.md section 3 and what was seen.

    ``rule``: same-origin, shared-text, same-agency, cites-publisher, publisher-group.
    """

    one: str
    other: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """How many independent origins stand behind claims, as an interval, and which claims are one voice.

    ``parts`` are the components (tuples of claim ids). In an incident those in which somebody holds that it happened come
    first and ``hi`` is their number, for a denier is no origin of the event; ``lo`` is that number when every
    unidentified, non-earliest component is assumed to repeat an earlier one.
    """

    lo: int
    hi: int
    parts: tuple[tuple[str, ...], ...]
    joins: tuple[OriginJoin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value of a slot as held with one stance: by which claims, from which origins (indices into ``Origins.parts``)."""

    value: str
    stance: Stance
    claims: tuple[str, ...]
    origins: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotAccord:
    """Where the voices of one slot agree and where they do not.

    ``agreement``: single, same, compatible, contradictory, not comparable. ``kinds``: the eight of DESIGN.md section 3.
    ``span`` is (least low, greatest high) for number slots, None open. ``best`` is None until a named person fills it.
    """

    slot: str
    agreement: str
    kinds: tuple[str, ...]
    readings: tuple[Reading, ...]
    span: tuple[int | None, int | None] | None = None
    best: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReason:
    """Why two claims were put into one incident: the blocking rule that made the pair, its weight and its parts."""

    one: str
    other: str
    rule: str
    weight: float
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Claims that speak of one event. ``claims`` and ``documents`` are ids, sorted; ``weakest`` is the link to review first."""

    id: str
    type: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    origins: Origins
    slots: tuple[SlotAccord, ...]
    when: When | None = None
    place: Place | None = None
    weakest: LinkReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """All incidents, and what changed against the id log: entries are ("merged" | "split" | "new", old id, new id)."""

    incidents: tuple[Incident, ...]
    changes: tuple[tuple[str, str, str], ...] = ()
