"""The JSON shapes of saidso's screens, as docs/json.md and DESIGN.md section 4 give them.

Every leaf that stands in a text is ``{"start", "end", "quote"}`` with its value beside it, in code points of the text
as it leaves (the redacted text, unless the profile is internal). The records given here have passed the guard.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from saidso.nouns.claim import Claim, SlotValue, Voice
from saidso.nouns.document import Document
from saidso.nouns.incident import Incident, Origins, SlotAccord
from saidso.nouns.span import Evidence
from saidso.nouns.value import Value
from saidso.show.wording import CLAIMS_NOT_FINDINGS, value_words
from saidso.values.actor import Actor
from saidso.values.count import Count
from saidso.values.place import Place
from saidso.values.when import When

if TYPE_CHECKING:
    from saidso.show.embargo import Held
    from saidso.show.page import Page

Json = dict[str, Any]


def incident_list(incidents: Iterable[Incident], profile: str, held: Held | None = None) -> Json:
    """What ``show --json`` prints."""
    about = {"note": CLAIMS_NOT_FINDINGS, "redacted": profile, "embargo": held_json(held)}
    return {**about, "incidents": [_line(incident) for incident in incidents]}


def held_json(held: Held | None) -> Json | None:
    """What is under embargo: how many claims, until when (null: until a day is given), and whether they are left out."""
    if held is None:
        return None
    until = held.until.isoformat() if held.until else None
    return {"claims": len(held.claims), "until": until, "left_out": held.left_out}


def _line(incident: Incident) -> Json:
    return {
        "id": incident.id,
        "type": incident.type,
        "when": value_json(incident.when),
        "place": value_json(incident.place),
        "claims": len(incident.claims),
        "documents": len(incident.documents),
        "origins": {"lo": incident.origins.lo, "hi": incident.origins.hi},
        "contradictions": contradictions(incident),
    }


def contradictions(incident: Incident) -> int:
    """In how many slots voices contradict each other."""
    return sum(slot.agreement == "contradictory" for slot in incident.slots)


def incident_page(page: Page, profile: str) -> Json:
    """What ``show ID --json`` prints."""
    incident = page.incident
    return {
        "note": CLAIMS_NOT_FINDINGS,
        "redacted": profile,
        "embargo": held_json(page.held),
        "id": incident.id,
        "type": incident.type,
        "when": value_json(incident.when),
        "place": value_json(incident.place),
        "slots": [_slot(slot) for slot in incident.slots],
        "origins": _origins(incident.origins),
        "claims": [claim_json(claim) for claim in page.claims],
        "documents": [_document(document) for document in page.documents],
        "related": [{"incident": one.incident, "kind": one.kind, "reason": one.reason} for one in page.related],
        "unheard": [{"party": one.party, "name": one.name, "roles": list(one.roles)} for one in page.unheard],
    }


def _slot(slot: SlotAccord) -> Json:
    return {
        "slot": slot.slot,
        "agreement": slot.agreement,
        "kinds": list(slot.kinds),
        "best": slot.best,
        "span": None if slot.span is None else {"min": slot.span[0], "max": slot.span[1]},
        "values": [
            {"value": each.value, "stance": each.stance.value, "claims": list(each.claims), "origins": list(each.origins)}
            for each in slot.readings
        ],
    }


def _origins(origins: Origins) -> Json:
    return {
        "lo": origins.lo,
        "hi": origins.hi,
        "parts": [list(part) for part in origins.parts],
        "joins": [{"one": j.one, "other": j.other, "rule": j.rule, "reason": j.reason} for j in origins.joins],
    }


def claim_json(claim: Claim) -> Json:
    """One claim with its chain, its values and the words of each."""
    return {
        "id": claim.id,
        "document": claim.document_id,
        "turn": claim.turn,
        "event": {"type": claim.event_type.value, "status": claim.status.value, "trigger": leaf(claim.trigger)},
        "stance": claim.stance.value,
        "chain": [_voice(voice) for voice in claim.chain],
        "values": [_slot_value(value) for value in claim.values],
        "content": [leaf(evidence) for evidence in claim.content],
        "passage": leaf(claim.passage),
        "said_on": claim.said_on.isoformat() if claim.said_on else None,
        "agency": claim.agency,
        "model": claim.model,
        "confidence": round(claim.confidence, 4),
        "unsure": list(claim.unsure),
    }


def _voice(voice: Voice) -> Json:
    return {
        "speaker": leaf(voice.evidence) if voice.evidence else None,
        "words": voice.words,
        "kind": voice.kind.value,
        "resolved": voice.resolved,
        "resolved_at": leaf(voice.named_at) if voice.named_at else None,
        "stance": voice.stance.value,
        "cue": leaf(voice.cue) if voice.cue else None,
    }


def _slot_value(slot_value: SlotValue) -> Json:
    return {
        "slot": slot_value.slot,
        **leaf(slot_value.evidence),
        "value": value_json(slot_value.value),
        "reason": slot_value.reason,
        "confidence": round(slot_value.confidence, 4),
    }


def leaf(evidence: Evidence) -> Json:
    """Words with their place: ``text[start:end] == quote``."""
    return {"start": evidence.span.start, "end": evidence.span.end, "quote": evidence.quote}


def value_json(value: Value | None) -> Any:
    """A value as JSON: null where nothing was read; days in ISO 8601; never finer than a town."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Count):
        return _plain(value, "low high words exact vague population outcome subset rule")
    if isinstance(value, When):
        days = {"earliest": _iso(value.earliest), "latest": _iso(value.latest)}
        return {**days, **_plain(value, "granularity relative_to words rule"), "display": value_words(value)}
    if isinstance(value, Place):
        found = _plain(value, "words name kind country admin geoname_id latitude longitude")
        return {**found, "candidates": list(value.candidates), "reason": value.reason, "display": value_words(value)}
    return _plain(value, "words head affiliation kind canonical_id name reason")


def _plain(record: Actor | Count | Place | When, fields: str) -> Json:
    return {name: getattr(record, name) for name in fields.split()}


def _iso(value: Any) -> str | None:
    return None if value is None else str(value.isoformat())


def _document(document: Document) -> Json:
    known = document.metadata
    return {
        "id": document.id,
        "sha256": document.sha256,
        "source": document.source,
        "publisher": known.publisher.value,
        "issuer": known.issuer.value,
        "title": known.title.value,
        "published_on": _iso(known.published_on.value),
        "agency": known.agency.value,
    }
