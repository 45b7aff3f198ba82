"""The evaluation door's two tasks of this room: ``origins`` and ``accord`` (DESIGN.md section 4).

Both read only the keys that the table there names, and take a case as the JSON object of one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from saidso.link.accord import accord
from saidso.link.cited import Cited, cited_in, identifies
from saidso.link.origins import OriginAssertion, origins
from saidso.link.slot_claim import NUMBER_SLOTS, SlotClaim
from saidso.link.slots import is_anybody, none_of_them
from saidso.link.words import number_words, stem
from saidso.nouns.claim import Stance
from saidso.nouns.value import Value
from saidso.values import actor, count, place, when
from saidso.values.event_type import Status

Case = Mapping[str, Any]

_WIRE = re.compile(r"\(([A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3})\)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'“])")


def predict_origins(case: Case) -> dict[str, Any]:
    """Who is behind one value: ``{case, lo, hi, origins}``; reads case, slot and docs.

    Only documents that assert the slot's value appear: a denier or doubter does not; a slot without "=" takes every value.
    """
    wanted = str(case["slot"]).partition("=")[2]
    assertions = [one for doc in case["docs"] if (one := _assertion(doc, wanted)) is not None]
    found = origins(assertions)
    return {"case": case["case"], "lo": found.lo, "hi": found.hi, "origins": [list(part) for part in found.parts]}


def _assertion(doc: Mapping[str, Any], wanted: str) -> OriginAssertion | None:
    text, publisher = str(doc["text"]), str(doc["publisher"])
    told = [part for part in _SENTENCE.split(text) if _tells(part, wanted)]
    if not told:
        return None
    voices = [cited_in(part, publisher) for part in told]
    holding = [voice for voice in voices if not voice.denies]
    if not holding:
        return None
    voice = next((one for one in holding if one.name is not None), holding[0])
    if voice.name is None and not voice.at_scene:
        voice = _from_around(text, publisher) or voice
    credit = _WIRE.search(text)
    return OriginAssertion(
        id=str(doc["id"]),
        document=str(doc["id"]),
        publisher=publisher,
        chain=(publisher,) if voice.name is None else (publisher, voice.name),
        passage=text,
        own=voice.name is None,
        identified=identifies(voice),
        said_on=date.fromisoformat(str(doc["date"])[:10]) if doc.get("date") else None,
        agency=credit.group(1) if credit else None,
        publisher_group=doc.get("publisher_group"),
    )


def _from_around(text: str, publisher: str) -> Cited | None:
    """The voice of the whole text, where the sentence with the value quotes nobody: a report goes on in one voice."""
    around = cited_in(text, publisher)
    return None if around.denies else around


def _tells(sentence: str, wanted: str) -> bool:
    """Whether a sentence speaks of the value: its number in any writing, else one of its telling words."""
    if not wanted:
        return True
    if wanted.isdigit():
        return int(wanted) in number_words(sentence)
    telling = {stem(word) for word in re.findall(r"[^\W\d_]{3,}", wanted)}
    return bool(telling & {stem(word) for word in re.findall(r"[^\W\d_]{3,}", sentence)})


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
