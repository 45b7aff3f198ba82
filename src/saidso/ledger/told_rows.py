"""Rows of the tables that follow from incidents and their claims: claims, voices, values, incidents, readings.

They are made from the stored JSON as it is (``codec.py``), without building the nouns: a table of a million claims needs a few
words of each. A test holds them against rows made from the nouns.

A number is never chosen: where several values stand for one cell, the cell that would hold one of them stays empty, and the
table ``values`` has them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from saidso.ledger.codec import Plain, restore
from saidso.ledger.frames import Cells, columns
from saidso.ledger.told import Told, mended
from saidso.nouns.claim import HOLDING, NOT_SURE, TAKEN_PLACE, Claim, Stance
from saidso.nouns.judgement import Judgement, Review, ReviewState, concerns, review_over
from saidso.values.event_type import OUTCOME_SLOT, Status

NUMBERS = (*OUTCOME_SLOT.values(), "count")
"""The number slots that a claim can fill."""
_NUMBERS = frozenset(NUMBERS)

CLAIMS = columns(
    "id incident_id permalink review:term document_id model event_type:term status:term stance:term publisher origin chain "
    "trigger start:whole end:whole passage turn:whole said_on:day agency confidence:number unsure "
    "actor target place country:term latitude:number longitude:number earliest:day latest:day instrument from_place to_place "
    + " ".join(f"{slot} {slot}_low:whole {slot}_high:whole" for slot in NUMBERS)
)
VOICES = columns("claim_id document_id position:whole kind:term words name stance:term cue start:whole end:whole")
VALUES = columns(
    "claim_id incident_id document_id stance:term slot:term quote start:whole end:whole kind:term low:whole high:whole "
    "exact:flag vague:flag subset:flag population earliest:day latest:day granularity:term name canonical_id country:term admin "
    "geoname_id:whole latitude:number longitude:number reason confidence:number"
)
INCIDENTS = columns(
    "id permalink type:term earliest:day latest:day granularity:term place place_kind:term country:term admin latitude:number "
    "longitude:number claims:whole documents:whole origins_lo:whole origins_hi:whole denials:whole contradictions:whole "
    "contradicted reviewed:whole review:term actors targets weapons "
    + " ".join(f"{slot} {slot}_said_min:whole {slot}_said_max:whole {slot}_denied:whole" for slot in NUMBERS)
    + " best best_by claim_ids"
)
EMBARGO = columns("embargo")
"""Behind the columns of claims and incidents in what is exported: until when they may not leave; None is no embargo."""
READINGS = columns("incident_id slot:term agreement:term kinds value stance:term claims:whole origins:whole claim_ids")


_UNREVIEWED = ReviewState.UNREVIEWED.value
LINKS = columns("incident_id kind:term one other rule:term weight:number reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What rows say beside what was told: people's reviews and choices, and what stands before an id in its permalink."""

    reviews: Mapping[str, Review]
    chosen: tuple[Judgement, ...] = ()
    """The "best" judgements that stand."""
    permalink: str = "saidso:"
    embargo: Mapping[str, str] | None = None
    """Claim id -> until when it is under embargo, in words; None where nobody asked, and rows have no cell for it."""

    def marks(self, claims: Iterable[str]) -> Cells:
        """The cell of the embargo: the last of those of the claims."""
        if not self.embargo:
            return () if self.embargo is None else (None,)
        return (max((self.embargo[each] for each in claims if each in self.embargo), default=None),)

    def link(self, incident_id: str | None) -> str | None:
        """The permalink of an incident."""
        return incident_id and f"{self.permalink}{incident_id}"

    def state(self, claim: Plain) -> str:
        """What people have decided about a claim."""
        review = self.reviews.get(claim["id"])
        return review.state.value if review else _UNREVIEWED


TellRows = Callable[[Iterable[Told], Desk], Iterator[Cells]]
"""The rows that incidents, and claims in none, have in a table."""


def rows_of(some: Sequence[Told], desk: Desk, rows: TellRows) -> list[Cells]:
    """The rows of some incidents in one table, also where an older saidso wrote less of them.

    Raises:
        LedgerError: a stored record is damaged.
    """
    try:
        return list(rows(some, desk))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        # A field came after the record was written, or the record is damaged: reading it as a noun knows which.
        return list(rows([mended(told) for told in some], desk))


# ---------------------------------------------------------------- claims, wide: one row a claim


def claim_rows(some: Iterable[Told], desk: Desk) -> Iterator[Cells]:
    """One row a claim, its slots side by side."""
    for incident_id, link, claim in _claims(some, desk):
        trigger, chain = claim["trigger"], claim["chain"]
        start, end = trigger["span"]
        yield (
            claim["id"], incident_id, link, desk.state(claim), claim["document_id"], claim["model"], claim["event_type"],
            claim["status"], claim["stance"], _resolved(chain[0]), _resolved(chain[-1]), _chain(chain), trigger["quote"],
            start, end, claim["passage"]["quote"], claim["turn"], _day(claim["said_on"]), claim["agency"], claim["confidence"],
            "; ".join(claim["unsure"]) or None, *_slots(claim["values"]), *desk.marks((claim["id"],)),
        )  # fmt: skip


def _claims(some: Iterable[Told], desk: Desk) -> Iterator[tuple[str | None, str | None, Plain]]:
    """Every claim with the id of its incident and the permalink of that."""
    for told in some:
        incident_id = None if told.incident is None else told.incident["id"]
        link = desk.link(incident_id)
        for claim in told.claims:
            yield incident_id, link, claim


def _resolved(voice: Plain) -> str:
    """As ``Voice.resolved``."""
    name: str = voice["name"] or voice["words"]
    return name


def _chain(chain: Plain) -> str:
    return " > ".join([f"{voice['name'] or voice['words']} [{voice['stance']}]" for voice in chain])


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)


def _slots(values: Plain) -> Cells:
    """The cells from ``actor`` on."""
    held: dict[str, list[Plain]] = {}
    for value in values:
        if value["value"] is not None or not value["reason"].startswith(NOT_SURE):  # as ``SlotValue.doubtful``
            held.setdefault(value["slot"], []).append(value)
    said = held.get
    where, when = _one(said("place"), "Place"), _one(said("time"), "When")
    spot = _NOWHERE if where is None else (where["country"], where["latitude"], where["longitude"])
    days = _NEVER if when is None else (_day(when["earliest"]), _day(when["latest"]))
    return (
        _names(said("actor")), _names(said("target")), _names(said("place")), *spot, *days,
        _names(said("instrument")), _names(said("origin")), _names(said("destination")), *_said_numbers(held),
    )  # fmt: skip


_NOWHERE: Cells = (None,) * 3
_NEVER: Cells = (None,) * 2
_SILENT: Cells = (None,) * 3
_NO_NUMBERS: Cells = _SILENT * len(NUMBERS)


def _said_numbers(held: Mapping[str, list[Plain]]) -> Cells:
    """The cells of the number slots: most claims hold none."""
    if _NUMBERS.isdisjoint(held):
        return _NO_NUMBERS
    cells: list[str | int | None] = []
    for slot in NUMBERS:
        said = held.get(slot)
        if said is None:
            cells += _SILENT
            continue
        count = _one([value for value in said if not _is_part(value["value"])], "Count")
        words = "; ".join([value["evidence"]["quote"] for value in said])
        cells += (words, None, None) if count is None else (words, count["low"], count["high"])
    return tuple(cells)


def _one(values: Sequence[Plain] | None, kind: str) -> Plain | None:
    """The value of a slot where the claim holds exactly one; where it holds several, none of them is chosen."""
    value = values[0]["value"] if values is not None and len(values) == 1 else None
    return value if isinstance(value, dict) and value["is"] == kind else None


def _names(values: Sequence[Plain] | None) -> str | None:
    if values is None:
        return None
    if len(values) == 1:  # most of them: nothing to join
        return _name(values[0]["value"]) or values[0]["evidence"]["quote"] or None
    return "; ".join([_name(value["value"]) or value["evidence"]["quote"] for value in values]) or None


def _name(value: Plain) -> str | None:
    """What a value is called: a canonical name, else its own words."""
    name: str | None = value.get("name") or value["words"] if isinstance(value, dict) else value
    return name


def _is_part(value: Plain) -> bool:
    return isinstance(value, dict) and value["is"] == "Count" and value["subset"]


# ---------------------------------------------------------------- voices and values, long


def voice_rows(some: Iterable[Told], desk: Desk) -> Iterator[Cells]:
    """One row a link of a chain, the publisher at position 0."""
    for _, _, claim in _claims(some, desk):
        for position, voice in enumerate(claim["chain"]):
            cue, evidence = voice["cue"], voice["evidence"]
            start, end = (None, None) if evidence is None else evidence["span"]
            yield (
                claim["id"], claim["document_id"], position, voice["kind"], voice["words"], voice["name"], voice["stance"],
                None if cue is None else cue["quote"], start, end,
            )  # fmt: skip


def value_rows(some: Iterable[Told], desk: Desk) -> Iterator[Cells]:
    """One row a claim and value: numbers in low and high, days in earliest and latest, names in name."""
    for incident_id, _, claim in _claims(some, desk):
        for given in claim["values"]:
            evidence, value = given["evidence"], given["value"]
            start, end = evidence["span"]
            yield (
                claim["id"], incident_id, claim["document_id"], claim["stance"], given["slot"], evidence["quote"],
                start, end, *_value(value), given["reason"], given["confidence"],
            )  # fmt: skip


_NO_COUNT: Cells = (None,) * 6
_NO_WHEN: Cells = (None,) * 3
_NO_PLACE: Cells = (None,) * 5


def _value(value: Plain) -> Cells:
    """From ``kind`` to ``longitude``; what does not apply is None."""
    if not isinstance(value, dict):
        return (value if value is None else "words", *_NO_COUNT, *_NO_WHEN, value, None, *_NO_PLACE)
    kind = value["is"]
    if kind == "Count":
        count = (value["low"], value["high"], value["exact"], value["vague"], value["subset"], value["population"])
        return ("count", *count, *_NO_WHEN, None, None, *_NO_PLACE)
    if kind == "When":
        when = (_day(value["earliest"]), _day(value["latest"]), value["granularity"])
        return ("when", *_NO_COUNT, *when, None, None, *_NO_PLACE)
    if kind == "Place":
        place = (value["country"], value["admin"], value["geoname_id"], value["latitude"], value["longitude"])
        return ("place", *_NO_COUNT, *_NO_WHEN, value["name"], None, *place)
    return ("actor", *_NO_COUNT, *_NO_WHEN, value["name"], value["canonical_id"], *_NO_PLACE)


# ---------------------------------------------------------------- incidents and readings


def incident_rows(some: Iterable[Told], desk: Desk) -> Iterator[Cells]:
    """One row an incident: how many voices, and per number the least and greatest that is held, and how many deny it."""
    return (_incident(told.incident, told.claims, desk) for told in some if told.incident is not None)


def _incident(incident: Plain, claims: Sequence[Plain], desk: Desk) -> Cells:
    origins, many = incident["origins"], len(incident["claims"])
    slots = {slot["slot"]: slot for slot in incident["slots"]}
    contradicted = [slot["slot"] for slot in incident["slots"] if slot["agreement"] == "contradictory"]
    states = [desk.reviews[claim["id"]].state for claim in claims if claim["id"] in desk.reviews]
    return (
        incident["id"], desk.link(incident["id"]), incident["type"], *_when(incident["when"]), *_where(incident["place"]),
        many, len(incident["documents"]), origins["lo"], origins["hi"],
        sum([claim["stance"] == "denies" for claim in claims]), len(contradicted), ", ".join(contradicted) or None,
        len(states), review_over(states, many),
        _held(slots, "actor", "parties"), _held(slots, "target"), _held(slots, "weapon"),
        *_numbers(slots, claims), *_chosen(incident, claims, desk), "; ".join(incident["claims"]),
        *desk.marks(incident["claims"]),
    )  # fmt: skip


def _when(when: Plain) -> Cells:
    """From ``earliest`` to ``granularity``."""
    return _NO_WHEN if when is None else (_day(when["earliest"]), _day(when["latest"]), when["granularity"])


def _where(place: Plain) -> Cells:
    """From ``place`` to ``longitude``."""
    if place is None:
        return (None,) * 6
    name = place["name"] or place["words"]
    return (name, place["kind"], place["country"], place["admin"], place["latitude"], place["longitude"])


def _held(slots: Mapping[str, Plain], *names: str) -> str | None:
    """Who or what is named, each with the stance in which it is: "the Reed Front (accuses); the army (denies)"."""
    readings = [reading for name in names if name in slots for reading in slots[name]["readings"]]
    if not readings:
        return None
    return "; ".join([f"{reading['value']} ({reading['stance'].replace('_', ' ')})" for reading in readings]) or None


_SILENT_NUMBER = (None,) * 4


def _numbers(slots: Mapping[str, Plain], claims: Collection[Plain]) -> Sequence[str | int | None]:
    """Per number slot: what is said in words, least and greatest held, and how many claims deny; four times None is silence.

    The range is of every number that somebody holds, whomever it counts, so that it hides none; the words say whom. Only a
    part of a total ("three of them children") stays out, for it is no total. None beside a number is open.
    """
    said = _counts(claims)
    cells: list[str | int | None] = []
    for name in NUMBERS:
        if name not in said and name not in slots:
            cells += _SILENT_NUMBER
            continue
        held = said.get(name, ())
        lows, highs = [each["low"] for each in held], [each["high"] for each in held]
        cells.append(_held(slots, name))
        cells.append(None if not lows or None in lows else min(lows))
        cells.append(None if not highs or None in highs else max(highs))
        cells.append(_denied(slots[name]["readings"], claims) if name in slots else None)
    return cells


def _denied(readings: Sequence[Plain], claims: Collection[Plain]) -> int | None:
    """How many of the claims behind these readings deny."""
    contrary = {claim["id"] for claim in claims if _contrary(claim)}
    return len({id for reading in readings for id in reading["claims"]} & contrary) if readings else None


def _counts(claims: Iterable[Plain]) -> dict[str, list[Plain]]:
    """By slot, the numbers that somebody holds, but for parts of a total."""
    said: dict[str, list[Plain]] = defaultdict(list)
    for claim in claims:
        if claim["stance"] in HOLDING and claim["status"] in TAKEN_PLACE:  # as ``Claim.holds``
            for given in claim["values"]:
                value = given["value"]
                if isinstance(value, dict) and value["is"] == "Count" and not value["subset"]:
                    said[given["slot"]].append(value)
    return said


def _contrary(claim: Plain) -> bool:
    """As ``Claim.contrary``."""
    return claim["stance"] == Stance.DENIES or (claim["stance"] in HOLDING and claim["status"] == Status.NEGATED)


def _chosen(incident: Plain, claims: Sequence[Plain], desk: Desk) -> tuple[str | None, str | None]:
    """What persons put into ``best``, and who; empty until somebody does."""
    filled = [slot for slot in incident["slots"] if slot["best"] is not None]
    best = "; ".join([f"{slot['slot']}: {slot['best']}" for slot in filled])
    people = "; ".join([f"{slot['slot']}: {_who(slot['slot'], claims, desk)}" for slot in filled])
    return best or None, people or None


def _who(slot: str, claims: Sequence[Plain], desk: Desk) -> str:
    """The person whose choice stands: as linking has it, the last one."""
    nouns = [restore(Claim, claim, f"claim {claim['id']}") for claim in claims]
    people = [each.person for each in desk.chosen if each.slot == slot and any(concerns(each, claim) for claim in nouns)]
    return people[-1] if people else "unknown"


def reading_rows(some: Iterable[Told], desk: Desk) -> Iterator[Cells]:
    """One row an incident, slot, value and stance: the matrix, long."""
    for incident in (told.incident for told in some if told.incident is not None):
        for slot in incident["slots"]:
            kinds = ", ".join(slot["kinds"])
            for reading in slot["readings"]:
                claims = reading["claims"]
                yield (
                    incident["id"], slot["slot"], slot["agreement"], kinds, reading["value"],
                    reading["stance"], len(claims), len(reading["origins"]), "; ".join(claims),
                )  # fmt: skip


def link_rows(some: Iterable[Told], desk: Desk) -> Iterator[Cells]:
    """One row a reason of linking: why two claims are of one origin, and the weakest of those that hold an incident together."""
    for incident in (told.incident for told in some if told.incident is not None):
        for join in incident["origins"]["joins"]:
            yield (incident["id"], "origin", join["one"], join["other"], join["rule"], None, join["reason"])
        if (weak := incident["weakest"]) is not None:
            reason = "; ".join(weak["parts"]) or None
            yield (incident["id"], "incident", weak["one"], weak["other"], weak["rule"], weak["weight"], reason)
