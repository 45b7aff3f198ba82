"""Rows of the flat tables made from the nouns, slowly and plainly: the twin of saidso.ledger.told_rows, for tests alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from saidso.ledger.frames import Cells
from saidso.ledger.told_rows import NUMBERS, Desk
from saidso.nouns.claim import Claim, SlotValue
from saidso.nouns.document import Document
from saidso.nouns.incident import Incident, SlotAccord
from saidso.nouns.judgement import ReviewState, concerns, review_over
from saidso.nouns.value import Value
from saidso.values.actor import Actor
from saidso.values.count import Count
from saidso.values.place import Place
from saidso.values.when import When

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """One incident with its claims, as records."""

    incident: Incident | None
    claims: tuple[Claim, ...]


# ---------------------------------------------------------------- claims, wide: one row a claim


def claim_rows(told: Nouns, desk: Desk) -> Iterator[Cells]:
    """One row a claim, its slots side by side."""
    incident_id = told.incident.id if told.incident else None
    link = desk.link(incident_id)
    for claim in told.claims:
        span = claim.trigger.span
        yield (
            claim.id, incident_id, link, _state(claim, desk), claim.document_id, claim.model, claim.event_type.value,
            claim.status.value, claim.stance.value, claim.publisher, claim.origin.resolved, _chain(claim), claim.trigger.quote,
            span.start, span.end, claim.passage.quote, claim.turn, claim.said_on, claim.agency, claim.confidence,
            "; ".join(claim.unsure) or None, *_slots(claim),
        )  # fmt: skip


def _state(claim: Claim, desk: Desk) -> str:
    review = desk.reviews.get(claim.id)
    return (review.state if review else ReviewState.UNREVIEWED).value


def _chain(claim: Claim) -> str:
    return " > ".join(f"{voice.resolved} [{voice.stance.value}]" for voice in claim.chain)


def _slots(claim: Claim) -> Cells:
    """The cells from ``actor`` on."""
    held: dict[str, list[SlotValue]] = defaultdict(list)
    for value in claim.values:
        if not value.doubtful:
            held[value.slot].append(value)
    where = _one(held["place"], Place)
    when = _one(held["time"], When)
    cells: list[Any] = [
        _names(held["actor"]), _names(held["target"]), _names(held["place"]),
        where and where.country, where and where.latitude, where and where.longitude,
        when and when.earliest, when and when.latest,
        _names(held["instrument"]), _names(held["origin"]), _names(held["destination"]),
    ]  # fmt: skip
    for slot in NUMBERS:
        said = held.get(slot)
        if said is None:
            cells += (None, None, None)
            continue
        count = _one([value for value in said if not _is_part(value.value)], Count)
        cells += ("; ".join(value.evidence.quote for value in said), count and count.low, count and count.high)
    return tuple(cells)


def _one(values: Sequence[SlotValue], kind: type[V]) -> V | None:
    """The value of a slot where the claim holds exactly one; where it holds several, none of them is chosen."""
    value = values[0].value if len(values) == 1 else None
    return value if isinstance(value, kind) else None


def _names(values: Sequence[SlotValue]) -> str | None:
    return "; ".join(_name(value.value) or value.evidence.quote for value in values) or None


def _name(value: Value | None) -> str | None:
    """What a value is called: a canonical name, else its own words."""
    if value is None or isinstance(value, str):
        return value
    return getattr(value, "name", None) or value.words


def _is_part(value: Value | None) -> bool:
    return isinstance(value, Count) and value.subset


# ---------------------------------------------------------------- voices and values, long


def voice_rows(told: Nouns, desk: Desk) -> Iterator[Cells]:
    """One row a link of a chain, the publisher at position 0."""
    for claim in told.claims:
        for position, voice in enumerate(claim.chain):
            at = voice.evidence and voice.evidence.span
            yield (
                claim.id, claim.document_id, position, voice.kind.value, voice.words, voice.name, voice.stance.value,
                voice.cue and voice.cue.quote, at and at.start, at and at.end,
            )  # fmt: skip


def value_rows(told: Nouns, desk: Desk) -> Iterator[Cells]:
    """One row a claim and value: numbers in low and high, days in earliest and latest, names in name."""
    incident_id = told.incident.id if told.incident else None
    for claim in told.claims:
        for given in claim.values:
            yield (
                claim.id, incident_id, claim.document_id, claim.stance.value, given.slot, given.evidence.quote,
                given.evidence.span.start, given.evidence.span.end, _kind(given.value), *_value(given.value),
                given.reason, given.confidence,
            )  # fmt: skip


def _kind(value: Value | None) -> str | None:
    return None if value is None else type(value).__name__.lower().replace("str", "words")


_NO_COUNT: Cells = (None,) * 6
_NO_WHEN: Cells = (None,) * 3
_NO_PLACE: Cells = (None,) * 5


def _value(value: Value | None) -> Cells:
    """From ``low`` to ``longitude``; what does not apply is None."""
    if isinstance(value, Count):
        count = (value.low, value.high, value.exact, value.vague, value.subset, value.population)
        return (*count, *_NO_WHEN, None, None, *_NO_PLACE)
    if isinstance(value, When):
        return (*_NO_COUNT, value.earliest, value.latest, value.granularity, None, None, *_NO_PLACE)
    if isinstance(value, Place):
        place = (value.country, value.admin, value.geoname_id, value.latitude, value.longitude)
        return (*_NO_COUNT, *_NO_WHEN, value.name, None, *place)
    name, known = (value.name, value.canonical_id) if isinstance(value, Actor) else (value, None)
    return (*_NO_COUNT, *_NO_WHEN, name, known, *_NO_PLACE)


# ---------------------------------------------------------------- incidents and readings


def incident_rows(told: Nouns, desk: Desk) -> Iterator[Cells]:
    """One row an incident: how many voices, and per number the least and greatest that is held, and how many deny it."""
    incident = told.incident
    if incident is None:
        return
    when, place = incident.when, incident.place
    slots = {slot.slot: slot for slot in incident.slots}
    contradicted = [slot.slot for slot in incident.slots if slot.agreement == "contradictory"]
    states = [desk.reviews[claim.id].state for claim in told.claims if claim.id in desk.reviews]
    yield (
        incident.id, desk.link(incident.id), incident.type,
        when and when.earliest, when and when.latest, when and when.granularity,
        place and (place.name or place.words), place and place.kind, place and place.country, place and place.admin,
        place and place.latitude, place and place.longitude,
        len(incident.claims), len(incident.documents), incident.origins.lo, incident.origins.hi,
        sum(claim.stance.value == "denies" for claim in told.claims), len(contradicted), ", ".join(contradicted) or None,
        len(states), review_over(states, len(incident.claims)),
        _held(slots, "actor", "parties"), _held(slots, "target"), _held(slots, "weapon"),
        *_numbers(slots, told.claims), *_chosen(incident, told.claims, desk), "; ".join(incident.claims),
    )  # fmt: skip


def _held(slots: Mapping[str, SlotAccord], *names: str) -> str | None:
    """Who or what is named, each with the stance in which it is: "the Reed Front (accuses); the army (denies)"."""
    readings = [reading for name in names if name in slots for reading in slots[name].readings]
    return "; ".join(f"{reading.value} ({reading.stance.value.replace('_', ' ')})" for reading in readings) or None


def _numbers(slots: Mapping[str, SlotAccord], claims: Iterable[Claim]) -> Iterator[str | int | None]:
    """Per number slot: what is said in words, least and greatest held, and how many claims deny; four times None is silence.

    The range is of every number that somebody holds, whomever it counts, so that it hides none; the words say whom. Only a
    part of a total ("three of them children") stays out, for it is no total. None beside a number is open.
    """
    said: dict[str, list[Count]] = defaultdict(list)
    contrary = {claim.id for claim in claims if claim.contrary}
    for claim in claims:
        for value in claim.values if claim.holds else ():
            if isinstance(value.value, Count) and not value.value.subset:
                said[value.slot].append(value.value)
    for name in NUMBERS:
        held = said.get(name, [])
        lows, highs = [each.low for each in held], [each.high for each in held]
        readings = slots[name].readings if name in slots else ()
        yield _held(slots, name)
        yield None if not lows or None in lows else min(each for each in lows if each is not None)
        yield None if not highs or None in highs else max(each for each in highs if each is not None)
        yield len({id for reading in readings for id in reading.claims} & contrary) if readings else None


def _chosen(incident: Incident, claims: Sequence[Claim], desk: Desk) -> tuple[str | None, str | None]:
    """What persons put into ``best``, and who; empty until somebody does."""
    filled = [slot for slot in incident.slots if slot.best is not None]
    best = "; ".join(f"{slot.slot}: {slot.best}" for slot in filled)
    people = "; ".join(f"{slot.slot}: {_who(slot, claims, desk)}" for slot in filled)
    return best or None, people or None


def _who(slot: SlotAccord, claims: Sequence[Claim], desk: Desk) -> str:
    """The person whose choice stands: as linking has it, the last one."""
    people = [each.person for each in desk.chosen if each.slot == slot.slot and any(concerns(each, claim) for claim in claims)]
    return people[-1] if people else "unknown"


def reading_rows(told: Nouns, desk: Desk) -> Iterator[Cells]:
    """One row an incident, slot, value and stance: the matrix, long."""
    incident_id = told.incident.id if told.incident else None
    for slot in told.incident.slots if told.incident else ():
        for reading in slot.readings:
            yield (
                incident_id, slot.slot, slot.agreement, ", ".join(slot.kinds), reading.value,
                reading.stance.value, len(reading.claims), len(reading.origins), "; ".join(reading.claims),
            )  # fmt: skip


def link_rows(told: Nouns, desk: Desk) -> Iterator[Cells]:
    """One row a reason of linking."""
    incident = told.incident
    for join in incident.origins.joins if incident else ():
        yield (incident.id, "origin", join.one, join.other, join.rule, None, join.reason)
    if incident and incident.weakest:
        weak = incident.weakest
        yield (incident.id, "incident", weak.one, weak.other, weak.rule, weak.weight, "; ".join(weak.parts) or None)


ROWS = {
    "links": link_rows,
    "claims": claim_rows,
    "incidents": incident_rows,
    "values": value_rows,
    "voices": voice_rows,
    "readings": reading_rows,
}


def document_row(document: Document) -> Cells:
    """The row of one document."""
    known = document.metadata
    return (
        document.id, document.sha256, document.source, document.format, known.publisher.value, known.publisher.how.value,
        known.issuer.value, known.title.value, known.language.value, known.published_on.value, known.published_on.how.value,
        known.agency.value, known.url.value, len(document.text), len(document.turns),
    )  # fmt: skip
