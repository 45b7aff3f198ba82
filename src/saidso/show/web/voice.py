"""The record of one voice: what it said and printed, whom it quotes, who quotes it, who later said otherwise. Never a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from saidso.errors import LedgerError
from saidso.ledger.search_index import Audience
from saidso.ledger.search_words import fold
from saidso.ledger.voice_list import activity, incidents_of, spellings
from saidso.ledger.voices import VoiceRecord, record_of
from saidso.nouns.claim import Claim, Stance
from saidso.nouns.incident import Incident
from saidso.nouns.span import Span
from saidso.show.contacts import PSEUDONYM
from saidso.show.guard import Profile
from saidso.show.page import page_past
from saidso.show.redaction import Guards
from saidso.show.web.documents import page_number
from saidso.show.web.drawings.bars import Bars, bars_of, over_time
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.kept import kept
from saidso.show.web.frame.marked import Piece, marks_of, pieces_of
from saidso.show.web.frame.readers import audience_of, let_readers_search
from saidso.show.web.frame.routing import screen

_SIZE, _FOR_READERS = 30, 8
"""Incidents of one page of a record: so many are read in a moment, and readers' pass the guard besides."""
_MOST_CLAIMS = 60
KINDS = ("own_voice", "quoted", "printed", "passed_on", "first", "copied", "contradicted", "repeated")
"""What a list of a record's claims can hold; "contradicted" and "repeated" hold the other voices' later claims."""

Told = tuple[Incident, tuple[Claim, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A claim of the list, in its incident, with its passage in pieces."""

    claim: Claim
    incident: str
    pieces: tuple[Piece, ...]


def voice(desk: Desk) -> Response:
    """The record; ``?claims=`` chooses which of its claims are listed below, ``with``, ``type`` and ``stance`` narrow them."""
    let_readers_search(desk)
    key, audience = fold(desk.part("voice")), audience_of(desk)
    names = _names(desk, key, audience)
    size = _SIZE if desk.profile is Profile.INTERNAL else _FOR_READERS
    ids, total = incidents_of(desk.ledger, key, audience, page=page_number(desk), size=size)
    told = _told(desk, ids)
    record = record_of(names[0][0], told)
    lists = _lists(key, record, told)
    listed, chosen = _listed(desk, lists, told, record)
    context: dict[str, Any] = {
        "name": names[0][0],
        "names": names,
        "as_written": _as_written(key, told),
        "record": record,
        "kinds": KINDS,
        "counts": {kind: len(lists[kind]) for kind in KINDS},
        "table": _table(record, told),
        "listed": listed[:_MOST_CLAIMS],
        "left": max(0, len(listed) - _MOST_CLAIMS),
        "chosen": chosen,
        "incidents": total,
        "here": len(ids),
        "page": page_number(desk),
        "pages": max(1, -(-total // size)),
        "days": _days(told),
        "drawing": _drawing(desk, key, names[0][0], audience),
    }
    return desk.render("voice.html", **context)


def passage_of(claim: Claim) -> tuple[Piece, ...]:
    """The passage of a claim with its words marked, from the claim alone."""
    start, end = claim.passage.span.start, claim.passage.span.end
    inside = [mark for mark in marks_of(claim) if mark.span.start < end and start < mark.span.end]
    cut = [(max(start, mark.span.start) - start, min(end, mark.span.end) - start) for mark in inside]
    moved = [replace(mark, span=Span(*part)) for mark, part in zip(inside, cut, strict=True)]
    return pieces_of(claim.passage.quote, moved)


def _names(desk: Desk, key: str, audience: Audience) -> tuple[tuple[str, int], ...]:
    """How the voice is written; a private person has no page outside the desk, nor has one whom nobody may know of."""
    try:
        names = spellings(desk.ledger, key, audience)
    except LedgerError:
        names = ()
    if audience is Audience.PUBLIC:
        names = tuple(each for each in names if not PSEUDONYM.search(each[0]))
    if not names:
        raise HTTPException(404, str(desk.words("voice.unknown")))
    return names


def _told(desk: Desk, ids: Sequence[str]) -> list[Told]:
    """Each incident with its claims; without those of which a reader may see nothing."""
    if desk.profile is not Profile.INTERNAL:
        found = (kept(desk, "incident with its claims", each, partial(_guarded, desk, each)) for each in ids)
        return [each for each in found if each is not None]
    incidents = desk.ledger.incidents_with(ids)
    wanted = [claim for incident in incidents for claim in incident.claims]
    claims = dict(zip(wanted, desk.ledger.claims_with(wanted), strict=True))
    return [(incident, tuple(claims[each] for each in incident.claims)) for incident in incidents]


def _guarded(desk: Desk, incident_id: str) -> Told | None:
    incident = desk.ledger.incident(incident_id)
    page = page_past(desk.ledger, incident, Guards(desk.ledger, desk.profile, documents=incident.documents))
    return None if page is None else (page.incident, page.claims)


def _lists(key: str, record: VoiceRecord, told: Sequence[Told]) -> dict[str, tuple[str, ...]]:
    """Claim ids of each list of the record."""
    claims = {claim.id: claim for _, held in told for claim in held}
    own = [claims[each] for each in record.own]
    spoken = [claim for claim in claims.values() if any(fold(voice.resolved) == key for voice in claim.chain[1:-1])]
    carried = frozenset((*record.own, *record.printed))
    return {
        "own_voice": tuple(claim.id for claim in own if fold(claim.publisher) == key),
        "quoted": tuple(claim.id for claim in own if fold(claim.publisher) != key),
        "printed": record.printed,
        "passed_on": tuple(claim.id for claim in spoken if claim.id not in carried),
        "first": record.first,
        "copied": record.copied,
        "contradicted": tuple(dict.fromkeys(each for met in record.contradicted_by for each in met.claims)),
        "repeated": tuple(dict.fromkeys(each for met in record.same_as for each in met.claims)),
    }


def _listed(
    desk: Desk, lists: Mapping[str, tuple[str, ...]], told: Sequence[Told], record: VoiceRecord
) -> tuple[list[Shown], dict[str, str]]:
    """The claims asked for, and what was asked; without a question, what the voice says itself."""
    asked = {name: desk.query.get(name, "")[:200] for name in ("claims", "with", "type", "stance")}
    wanted = lists.get(asked["claims"])
    if wanted is None:
        asked["claims"] = "said"
        wanted = record.own or record.printed
    met = {"quotes": record.quotes, "quoted_by": record.quoted_by}.get(desk.query.get("met", ""))
    if met is None:
        met = {"contradicted": record.contradicted_by, "repeated": record.same_as}.get(asked["claims"], ())
    else:
        asked["met"], wanted = desk.query["met"], tuple(dict.fromkeys(each for one in met for each in one.claims))
    if asked["with"]:
        only = {each for one in met if fold(one.voice) == fold(asked["with"]) for each in one.claims}
        wanted = tuple(each for each in wanted if each in only)
    held = {claim.id: (claim, incident.id) for incident, claims in told for claim in claims}
    fits = _fits(asked["type"], asked["stance"])
    found = [held[each] for each in wanted if each in held and fits(held[each][0])]
    found.sort(key=lambda one: (one[0].said_on or date.min, one[0].id), reverse=True)
    return [Shown(claim=claim, incident=incident, pieces=passage_of(claim)) for claim, incident in found], asked


def _fits(kind: str, stance: str) -> Callable[[Claim], bool]:
    return lambda claim: kind in ("", claim.event_type.value) and stance in ("", claim.stance.value)


def _table(record: VoiceRecord, told: Sequence[Told]) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """What it says itself: stances across, kinds of event down, with counts."""
    own = frozenset(record.own)
    many = Counter((c.event_type.value, c.stance.value) for _, held in told for c in held if c.id in own)
    stances = [each.value for each in Stance if any(stance == each.value for _, stance in many)]
    types = Counter({kind: sum(n for (one, _), n in many.items() if one == kind) for kind, _ in many})
    return stances, [(kind, [many[kind, stance] for stance in stances]) for kind, _ in types.most_common()]


def _as_written(key: str, told: Iterable[Told]) -> list[tuple[str, int]]:
    """Words that stood for the name ("It", "the ministry"), the most frequent first."""
    mine = (one for _, held in told for claim in held for one in claim.chain if fold(one.resolved) == key)
    words = Counter(one.words for one in mine if fold(one.words) != key)
    return words.most_common(12)


def _days(told: Iterable[Told]) -> tuple[date, date] | None:
    days = [day for incident, _ in told if incident.when for day in (incident.when.earliest, incident.when.latest) if day]
    return (min(days), max(days)) if days else None


def _drawing(desk: Desk, key: str, name: str, audience: Audience) -> Bars | None:
    """Incidents over time, of the whole record."""
    months = [(date.fromisoformat(f"{month}-01"), many) for month, many in activity(desk.ledger, key, audience) if month]
    if not months:
        return None
    given = []
    for each in over_time(months, days=False):
        about = {"voice": name, "from": each.first.isoformat(), "to": each.last.isoformat()}
        given.append((_label(desk, each.first, each.last), each.many, f"/incidents?{urlencode(about)}"))
    return bars_of(given)


def _label(desk: Desk, first: date, last: date) -> str:
    return desk.words.month(first) if (first.year, first.month) == (last.year, last.month) else str(first.year)


routes = [screen("/voices/{voice}", voice)]
