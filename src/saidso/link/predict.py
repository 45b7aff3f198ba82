"""The evaluation door's two tasks of this room: ``origins`` and ``accord`` (DESIGN.md section 4).

Both read only the keys that the table there names, and take a case as the JSON object of one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from saidso.link.accord import accord
from saidso.link.origins import origins
from saidso.link.reports import assertions_of
from saidso.link.slot_claim import NUMBER_SLOTS, SlotClaim
from saidso.link.slots import is_anybody, none_of_them
from saidso.nouns.claim import Stance
from saidso.nouns.value import Value
from saidso.values import actor, count, place, when
from saidso.values.event_type import Status

Case = Mapping[str, Any]


def predict_origins(case: Case) -> dict[str, Any]:
    """Who is behind one value: ``{case, lo, hi, origins}``; reads case, slot and docs.

    Only documents that assert the slot's value appear: a denier or doubter does not; a slot without "=" takes every value.
    """
    found = origins(assertions_of(case["docs"], str(case["slot"])))
    return {"case": case["case"], "lo": found.lo, "hi": found.hi, "origins": [list(part) for part in found.parts]}


def predict_accord(case: Case) -> dict[str, Any]:
    """Where the claims of one slot stand: ``{case, agreement, kinds, span}``; reads case, slot and claims."""
    slot = str(case["slot"])
    rank = {origin: at for at, origin in enumerate(sorted({str(claim["origin"]) for claim in case["claims"]}))}
    found = accord(slot, [_slot_claim(slot, claim, rank[str(claim["origin"])]) for claim in case["claims"]])
    span = None if found.span is None else {"min": found.span[0], "max": found.span[1]}
    return {"case": case["case"], "agreement": found.agreement, "kinds": sorted(found.kinds), "span": span}


def _slot_claim(slot: str, claim: Mapping[str, Any], origin: int) -> SlotClaim:
    said_on = date.fromisoformat(str(claim["said_on"])[:10]) if claim.get("said_on") else None
    words = claim.get("value")
    return SlotClaim(
        id=str(claim["id"]),
        slot=slot,
        value=None if words is None else _value(slot, str(words), said_on, against=claim["stance"] == Stance.DENIES),
        words=str(words or ""),
        stance=Stance(claim["stance"]),
        status=Status(claim["status"]),
        origin=origin,
        said_on=said_on,
        population=claim.get("population"),
    )


def _value(slot: str, words: str, said_on: date | None, *, against: bool) -> Value | None:
    """The value that the words of one slot give, by the readers of ``values``; ``against`` says that they are denied."""
    if slot in NUMBER_SLOTS:
        return none_of_them(words) if against and is_anybody(words) else count.read_count(words)
    if slot in {"date", "when", "time"}:
        return when.read_when(words, published_on=said_on)
    if slot == "place":
        return place.resolve(words)
    if slot in {"perpetrator", "actor", "target"}:
        return actor.read_actor(words)
    return words
