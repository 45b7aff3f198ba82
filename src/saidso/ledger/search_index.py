"""The derived tables behind lists, filters, full text and the review queue: made from incidents, claims and judgements.

``index`` and ``forget`` keep one incident in step, ``reindex`` makes everything anew; both ways give the same rows (but
for the running number that joins them). Readers outside the desk have a set of their own, which ``publish`` fills with what
passed the guard: an incident that nobody has published is in none of their lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, text

from saidso.ledger import schema
from saidso.ledger.codec import parse, restore, storable
from saidso.ledger.extractions import read_claim
from saidso.ledger.review_index import record_reviews
from saidso.ledger.search_words import fold, sounds_of
from saidso.ledger.store import PAGE, Store
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident, Origins
from saidso.values.actor import Actor
from saidso.values.count import Count
from saidso.values.place import Place


class Audience(StrEnum):
    """Whose words are searched."""

    DESK = "desk"
    """People of our own, who may read every document as it is."""
    PUBLIC = "public"
    """Everybody else: only words that passed the guard."""


_APART = " \ue000 "
"""A word that no fold leaves, between two texts: a phrase is not found across them."""

HARMED = ("killed", "injured", "missing", "abducted")
"""Slots whose numbers are tolls, for "highest number said"; people displaced or released are no toll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an incident says in words, as it is indexed: the running text, and names with their labels."""

    text: tuple[str, ...]
    voices: tuple[str, ...]
    actors: tuple[str, ...]
    places: tuple[tuple[str, str | None], ...]
    """(name, country)."""
    place: str | None = None
    country: str | None = None


def words_of(incident: Incident, claims: Iterable[Claim], titles: Iterable[str | None]) -> Words:
    """All that search may find an incident by: give it the records as they are for the desk, past the guard for readers."""
    told = sorted(claims, key=lambda claim: claim.id)
    values = [each for claim in told for each in claim.values if not each.doubtful]
    acting = [each.value for each in values if each.slot in ("actor", "target")]
    places = [each.value for each in values if isinstance(each.value, Place)]
    places += [incident.place] if incident.place is not None else []
    return Words(
        text=tuple(dict.fromkeys([*(title for title in titles if title), *(claim.passage.quote for claim in told)])),
        voices=tuple(dict.fromkeys(voice.resolved for claim in told for voice in claim.chain)),
        actors=tuple(dict.fromkeys(_name_of(value) for value in acting if isinstance(value, (Actor, str)))),
        places=tuple(dict.fromkeys((name, each.country) for each in places for name in (each.name, each.words) if name)),
        place=None if incident.place is None else incident.place.name or incident.place.words,
        country=None if incident.place is None else incident.place.country,
    )


def _name_of(value: Actor | str) -> str:
    return value if isinstance(value, str) else value.name or value.words


def reindex(connection: Connection, incidents: Iterable[Incident] | None = None) -> None:
    """Make every derived row anew; what was published to readers is gone until it passes the guard again.

    Args:
        incidents: all of them, where they are at hand; else they are read.
    """
    for table in (schema.incident_lines, schema.incident_public, schema.incident_terms, schema.claim_lines):
        connection.execute(delete(table))
    connection.execute(delete(schema.claim_decisions))
    for name in schema.FULL_TEXT:
        connection.execute(text(f"DELETE FROM {name}"))
    waiting = iter(incidents) if incidents is not None else _stored(connection)
    while page := list(islice(waiting, PAGE)):
        index_all(connection, page)


def _stored(connection: Connection) -> Iterator[Incident]:
    c = schema.incidents.c
    last = ""
    while page := connection.execute(select(c.id, c.payload).where(c.id > last).order_by(c.id).limit(PAGE)).all():
        yield from map(_read, page)
        last = page[-1].id


def _read(row: Any) -> Incident:
    where = f"incident {row.id}"
    return restore(Incident, parse(row.payload, where), where)


def index(connection: Connection, incident: Incident, claims: Iterable[Claim] | None = None) -> None:
    """Put one incident into the index, in the place of what stood there; its claims are read where they are not given."""
    forget(connection, incident.id)
    held = tuple(claims) if claims is not None else _claims_of(connection, [incident])[incident.id]
    _put(connection, [(incident, held)])


def index_all(connection: Connection, incidents: Sequence[Incident]) -> None:
    """Put incidents into the index that are not in it; quicker than one by one."""
    held = _claims_of(connection, incidents)
    _put(connection, [(incident, held[incident.id]) for incident in incidents])


def forget(connection: Connection, incident_id: str) -> None:
    """Take an incident out of the index, the words of readers included."""
    lines = schema.incident_lines
    line = connection.scalar(select(lines.c.line).where(lines.c.incident_id == incident_id))
    if line is None:
        return
    claims = select(schema.claim_lines.c.claim_id).where(schema.claim_lines.c.line == line)
    connection.execute(delete(schema.claim_decisions).where(schema.claim_decisions.c.claim_id.in_(claims)))
    for table in (schema.claim_lines, schema.incident_terms, schema.incident_public, lines):
        connection.execute(delete(table).where(table.c.line == line))
    for name in schema.FULL_TEXT:
        connection.execute(text(f"DELETE FROM {name} WHERE rowid = :line"), {"line": line})


def ready(store: Store) -> None:
    """Make the index of a ledger that was written before there was one; otherwise nothing."""
    with store.reading() as connection:
        if not _unindexed(connection):
            return
    with store.writing() as connection:
        if _unindexed(connection):
            reindex(connection)


def _unindexed(connection: Connection) -> bool:
    """Whether there are incidents and none of them is in the index."""
    here = connection.scalar(select(exists().select_from(schema.incident_lines)))
    return not here and bool(connection.scalar(select(exists().select_from(schema.incidents))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An incident as it passed the guard, with its claims and the titles of its documents; ``incident`` None: nothing of it.

    ``until``: when the guard should look again, for then more of it may be shown (an embargo ends); None where time changes
    nothing.
    """

    id: str
    incident: Incident | None
    claims: tuple[Claim, ...] = ()
    titles: tuple[str | None, ...] = ()
    until: datetime | None = None


def unpublished(store: Store, edition: str, now: datetime) -> Iterator[str]:
    """Ids of the incidents that the guard of this edition has not looked at, or should look at again, in the order of lines."""
    ready(store)
    lines, public = schema.incident_lines.c, schema.incident_public.c
    fresh = or_(public.until.is_(None), public.until > _moment(now))
    passed = exists().where(public.line == lines.line, public.edition == edition, fresh)
    for row in store.stream(select(lines.line, lines.incident_id).where(~passed), lines.line):
        yield row.incident_id


def publish(store: Store, seen: Iterable[Shown], edition: str) -> None:
    """Let readers find these incidents, as they passed the guard, and keep from them those of which nothing may be shown.

    Everything that readers list, filter, count and search is made from what is given here and from nothing else.
    """
    with store.writing() as connection:
        for shown in seen:
            lines = schema.incident_lines.c
            line = connection.scalar(select(lines.line).where(lines.incident_id == shown.id))
            if line is None:
                continue  # linked anew meanwhile; its successors are unpublished and will come
            unpublish(connection, line)
            incident = shown.incident or _nothing(shown.id)
            words = words_of(incident, shown.claims, shown.titles)
            row = _line(line, incident, shown.claims, words)
            row |= {"edition": edition, "until": None if shown.until is None else _moment(shown.until)}
            _fill(connection, schema.incident_public, [row])
            _fill(connection, schema.incident_terms, list(_terms(line, incident, shown.claims, words, Audience.PUBLIC)))
            _put_words(connection, "public_words", [(line, words)])


def _nothing(id: str) -> Incident:
    """What is left of an incident of which nothing may be shown: no claim, and so no place in any list (``search``)."""
    return Incident(id=id, type="", claims=(), documents=(), origins=Origins(lo=0, hi=0, parts=()), slots=())


def unpublish(connection: Connection, line: int) -> None:
    """Take one line from the readers."""
    public, terms = schema.incident_public, schema.incident_terms
    connection.execute(delete(public).where(public.c.line == line))
    connection.execute(delete(terms).where(terms.c.line == line, terms.c.audience == Audience.PUBLIC.value))
    connection.execute(text("DELETE FROM public_words WHERE rowid = :line"), {"line": line})


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _put(connection: Connection, told: Sequence[tuple[Incident, tuple[Claim, ...]]]) -> None:
    first = 1 + (connection.scalar(select(func.max(schema.incident_lines.c.line))) or 0)
    numbered = [(line, incident, claims) for line, (incident, claims) in enumerate(told, start=first)]
    titles = _titles(connection, [claim.document_id for _, _, claims in numbered for claim in claims])
    added = _added(connection, [claim.id for _, _, claims in numbered for claim in claims])
    words = {
        line: words_of(incident, claims, (titles.get(each) for each in incident.documents)) for line, incident, claims in numbered
    }
    _fill(connection, schema.incident_lines, [_line(line, one, claims, words[line]) for line, one, claims in numbered])
    terms = [term for line, one, claims in numbered for term in _terms(line, one, claims, words[line])]
    _fill(connection, schema.incident_terms, terms)
    rows = [row for line, one, claims in numbered for row in _claim_lines(line, one, claims, added)]
    _fill(connection, schema.claim_lines, rows)
    _put_words(connection, "desk_words", list(words.items()))
    record_reviews(connection, [claim for _, _, claims in numbered for claim in claims])


def _line(line: int, incident: Incident, claims: Iterable[Claim], words: Words) -> dict[str, Any]:
    when, (toll, slot) = incident.when, max((_toll(claim) for claim in claims), default=(None, None), key=_by_toll)
    return {
        "line": line,
        "incident_id": incident.id,
        "type": incident.type,
        "earliest": when and when.earliest and when.earliest.isoformat(),
        "latest": when and when.latest and when.latest.isoformat(),
        "place": _kept(words.place),
        "country": words.country,
        "claims": len(incident.claims),
        "documents": len(incident.documents),
        "origins_lo": incident.origins.lo,
        "origins_hi": incident.origins.hi,
        "contradictions": sum(slot.agreement == "contradictory" for slot in incident.slots),
        "kinds": " ".join(_kinds(incident)),
        "toll": toll,
        "toll_slot": slot,
    }


def _toll(claim: Claim) -> tuple[int | None, str | None]:
    """The highest number of people harmed that the claim says, and its slot."""
    said = [(value.value, slot) for slot in HARMED for value in claim.of(slot) if isinstance(value.value, Count)]
    numbers = [(count.high if count.high is not None else count.low, slot) for count, slot in said]
    return max(numbers, default=(None, None), key=_by_toll)


def _by_toll(one: tuple[int | None, str | None]) -> tuple[int, str]:
    toll, slot = one
    return (-1 if toll is None else toll), slot or ""


def _kinds(incident: Incident) -> list[str]:
    return sorted({kind for slot in incident.slots for kind in slot.kinds})


def _terms(
    line: int, incident: Incident, claims: Iterable[Claim], words: Words, audience: Audience = Audience.DESK
) -> Iterator[dict[str, Any]]:
    """What an incident is filtered by. A name begins with a blank, so that "% min%" finds the beginning of a word, no middle."""
    found: dict[tuple[str, str], str] = {("stance", claim.stance.value): claim.stance.value for claim in claims}
    found |= {("kind", kind): kind for kind in _kinds(incident)}
    names = [("voice", name) for name in words.voices] + [("actor", name) for name in words.actors]
    names += [("place", name) for name, _ in words.places]
    for kind, name in names:
        if key := fold(name):
            found.setdefault((kind, f" {key}"), name)
    for (kind, term), label in found.items():
        yield {"kind": kind, "term": term, "line": line, "audience": audience.value, "label": storable(label)}


def _claim_lines(line: int, incident: Incident, claims: Iterable[Claim], added: dict[str, int]) -> Iterator[dict[str, Any]]:
    torn: dict[str, int] = {}
    for slot in incident.slots:
        if slot.agreement == "contradictory":
            for claim_id in {each for reading in slot.readings for each in reading.claims}:
                torn[claim_id] = torn.get(claim_id, 0) + 1
    for claim in claims:
        yield {
            "claim_id": claim.id,
            "line": line,
            "document_id": claim.document_id,
            "contradictions": torn.get(claim.id, 0),
            "confidence": claim.confidence,
            "toll": _toll(claim)[0],
            "added": added[claim.id],
            "review": "unreviewed",
        }


def _put_words(connection: Connection, table: str, words: Sequence[tuple[int, Words]]) -> None:
    rows = []
    for line, each in words:
        every = [*each.text, *each.voices, *each.actors, *(name for name, _ in each.places)]
        sounds = dict.fromkeys(key for name, country in each.places for key in sounds_of(name, country))
        rows.append({"line": line, "words": _APART.join(fold(one) for one in every), "sounds": " ".join(sounds)})
    if rows:
        connection.execute(text(f"INSERT INTO {table} (rowid, words, sounds) VALUES (:line, :words, :sounds)"), rows)


def _claims_of(connection: Connection, incidents: Sequence[Incident]) -> dict[str, tuple[Claim, ...]]:
    """The claims of each incident, as the newest model that makes them reads them."""
    c, order = schema.claims.c, schema.models.c
    wanted = [claim for incident in incidents for claim in incident.claims]
    found: dict[str, Any] = {}
    for page in _pages(wanted):
        rows = select(c.id, c.payload).join(schema.models, order.name == c.model).where(c.id.in_(page)).order_by(order.seq)
        found |= {row.id: row for row in connection.execute(rows)}
    # A claim that is missing is for `saidso check` to report; the rest can still be found.
    return {one.id: tuple(read_claim(found[each]) for each in one.claims if each in found) for one in incidents}


def _titles(connection: Connection, documents: Iterable[str]) -> dict[str, str | None]:
    c = schema.documents.c
    pages = _pages(sorted(set(documents)))
    return {row.id: row.title for page in pages for row in connection.execute(select(c.id, c.title).where(c.id.in_(page)))}


def _added(connection: Connection, claims: Sequence[str]) -> dict[str, int]:
    """When each claim was added first, by whatever model."""
    c = schema.claims.c
    found: dict[str, int] = {}
    for page in _pages(claims):
        rows = connection.execute(select(c.id, func.min(c.seq).label("first")).where(c.id.in_(page)).group_by(c.id))
        found |= {row.id: row.first for row in rows}
    return found


def _pages(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + PAGE] for at in range(0, len(ids), PAGE))


def _fill(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    """Insert rows; a claim that moved from another incident takes its row with it."""
    if rows:
        connection.execute(insert(table).prefix_with("OR REPLACE"), rows)


def _kept(words: str | None) -> str | None:
    return words and storable(words)
