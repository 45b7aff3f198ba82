"""What changed in an incident since a day: new voices, new numbers of old voices, denials that came later.

The ledger keeps no clock; "since" asks for the day on which a thing was said (the day its document was published).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from saidso.link.incidents import incident_as_said
from saidso.nouns.claim import Claim, Stance
from saidso.nouns.incident import Incident, Reading, SlotAccord
from saidso.nouns.judgement import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One value with the stance it is spoken with. An empty value is the event itself (a denial of it, a doubt)."""

    value: str
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one origin newly holds in one slot.

    ``before`` is what the same origin held there earlier: empty means that it was silent on this slot, ``new_voice`` that
    it was silent on the whole incident. ``claims`` are those that brought the change, ``on`` the first day it was said.
    """

    slot: str
    voice: str
    new_voice: bool
    before: tuple[Said, ...]
    after: tuple[Said, ...]
    claims: tuple[str, ...]
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A slot whose agreement is another one now; ``before`` is empty where nobody spoke of the slot."""

    slot: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """An incident before and after a day. ``undated`` counts claims of which no day is known: they stand on both sides.

    ``origins`` are (lo, hi) before and after; ``new_claims`` and ``new_documents`` are ids.
    """

    incident: str
    since: date
    origins: tuple[tuple[int, int], tuple[int, int]]
    new_documents: tuple[str, ...]
    new_claims: tuple[str, ...]
    bands: tuple[Band, ...]
    changes: tuple[Change, ...]
    undated: int


def changes_since(
    incident: Incident, claims: Iterable[Claim], since: date, judgements: Iterable[Judgement] = ()
) -> Changes:
    """How ``incident`` differs from what was known of it before ``since``.

    Args:
        incident: as it stands.
        claims: its claims.
        since: what was said on this day or later is new.
        judgements: those of the ledger; a "best" chosen by a person is no change of what the voices say.
    """
    own = sorted(claims, key=lambda claim: claim.id)
    old = [claim for claim in own if claim.said_on is None or claim.said_on < since]
    new = {claim.id: claim for claim in own if claim.said_on is not None and claim.said_on >= since}
    earlier = incident_as_said(incident.id, old, judgements) if old else None
    documents = {claim.document_id for claim in old}
    return Changes(
        incident=incident.id,
        since=since,
        origins=((earlier.origins.lo, earlier.origins.hi) if earlier else (0, 0), (incident.origins.lo, incident.origins.hi)),
        new_documents=tuple(sorted({claim.document_id for claim in new.values()} - documents)),
        new_claims=tuple(sorted(new)),
        bands=_bands(earlier, incident),
        changes=tuple(_changes(earlier, incident, own, new)),
        undated=sum(claim.said_on is None for claim in own),
    )


def _bands(earlier: Incident | None, now: Incident) -> tuple[Band, ...]:
    before = {slot.slot: slot.agreement for slot in earlier.slots} if earlier else {}
    return tuple(
        Band(slot=slot.slot, before=before.get(slot.slot, ""), after=slot.agreement)
        for slot in now.slots
        if before.get(slot.slot, "") != slot.agreement
    )


def _changes(earlier: Incident | None, now: Incident, own: Sequence[Claim], new: dict[str, Claim]) -> Iterable[Change]:
    held_before = {slot.slot: slot for slot in earlier.slots} if earlier else {}
    claim_of = {claim.id: claim for claim in own}
    for slot in now.slots:
        for part in now.origins.parts:
            fresh = [reading for reading in slot.readings if new.keys() & set(reading.claims) & set(part)]
            before = _held(held_before.get(slot.slot), set(part) - new.keys())
            after = tuple(said for said in _said(fresh) if said not in before)
            if not after:
                continue
            brought = sorted(c for reading in fresh if _one(reading) in after for c in reading.claims if c in part and c in new)
            days = [day for c in brought if (day := new[c].said_on) is not None]
            yield Change(
                slot=slot.slot,
                voice=claim_of[brought[0]].origin.resolved,
                new_voice=not set(part) - new.keys(),
                before=before,
                after=after,
                claims=tuple(brought),
                on=min(days, default=None),
            )


def _held(slot: SlotAccord | None, part: set[str]) -> tuple[Said, ...]:
    return _said(reading for reading in slot.readings if part & set(reading.claims)) if slot else ()


def _said(readings: Iterable[Reading]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(_one(reading) for reading in readings))


def _one(reading: Reading) -> Said:
    return Said(value=reading.value, stance=reading.stance)
