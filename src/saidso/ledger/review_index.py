"""Which standing decisions concern which linked claim, and the state that leaves it in: derived, for queues and filters.

A decision made in a blind queue counts here for the person who made it (``claim_decisions``), and for the state of the claim
only once the queue is open: until then it must not show, not even as "disputed".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, String, delete, exists, func, insert, select, text, update

from saidso.ledger import schema
from saidso.ledger.codec import canonical, parse, plain, restore, seal
from saidso.ledger.extractions import read_claim
from saidso.ledger.store import PAGE
from saidso.nouns.claim import Claim
from saidso.nouns.judgement import Judgement, ReviewState, review_of
from saidso.nouns.span import Evidence

JUDGED = tuple(state.value for state in ReviewState if state is not ReviewState.UNREVIEWED)
"""The states of a claim on which a decision stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueOpening:
    """From when on the decisions of a queue are seen by all: every reviewer was done, or ``person`` did not wait."""

    queue: str
    person: str
    made_at: datetime
    reason: str


def record_reviews(connection: Connection, claims: Sequence[Claim]) -> None:
    """Write what stands on these claims, which must be in ``claim_lines``."""
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document_id, []).append(claim)
    about = judgements_on(connection, list(by_document))
    hidden = blind_judgements(connection) if about else frozenset()
    lines, decisions = schema.claim_lines, schema.claim_decisions
    for document_id, judgements in about.items():
        for claim in by_document[document_id]:
            found = review_of(claim, judgements).judgements
            rows = [{"claim_id": claim.id, "judgement_id": each.id, "person": each.person} for each in found]
            if rows:
                connection.execute(insert(decisions), rows)
            state = review_of(claim, [each for each in found if each.id not in hidden]).state
            connection.execute(update(lines).where(lines.c.claim_id == claim.id).values(review=state.value))


def refresh(connection: Connection, words: Iterable[Evidence]) -> None:
    """Write anew what stands on the linked claims whose triggers meet these words: a judgement on them came or went."""
    for evidence in words:
        claims = claims_at(connection, evidence)
        _clear(connection, [claim.id for claim in claims])
        record_reviews(connection, claims)


def refresh_claims(connection: Connection, ids: Sequence[str]) -> None:
    """The same for these claims, where they are linked."""
    for at in range(0, len(ids), PAGE):
        page = ids[at : at + PAGE]
        _clear(connection, page)
        record_reviews(connection, _linked(connection, schema.claim_lines.c.claim_id.in_(page)))


def claims_at(connection: Connection, evidence: Evidence) -> list[Claim]:
    """The linked claims whose triggers meet these words, in the order of ids."""
    c, lines = schema.claims.c, schema.claim_lines.c
    start, end = (func.json_extract(c.payload, f"$.trigger.span[{at}]", type_=Integer) for at in (0, 1))
    meets = (start < evidence.span.end, end > evidence.span.start)
    return _linked(connection, lines.document_id == evidence.document_id, *meets)


def _linked(connection: Connection, *where: ColumnElement[bool]) -> list[Claim]:
    """Linked claims in the order of ids, each as the newest model that makes it reads it."""
    c, lines, order = schema.claims.c, schema.claim_lines.c, schema.models.c
    source = schema.claim_lines.join(schema.claims, c.id == lines.claim_id).join(schema.models, order.name == c.model)
    rows = select(c.id, c.payload).select_from(source).where(*where).order_by(c.id, order.seq)
    newest = {row.id: row for row in connection.execute(rows)}
    return [read_claim(row) for row in newest.values()]


def _clear(connection: Connection, claims: Sequence[str]) -> None:
    decisions, lines = schema.claim_decisions, schema.claim_lines
    connection.execute(delete(decisions).where(decisions.c.claim_id.in_(claims)))
    unreviewed = update(lines).where(lines.c.claim_id.in_(claims)).values(review=ReviewState.UNREVIEWED.value)
    connection.execute(unreviewed)


def judgements_on(connection: Connection, documents: Sequence[str]) -> dict[str, list[Judgement]]:
    """Document id -> the judgements on it that none supersedes, for those of ``documents`` that have any."""
    j = schema.judgements.c
    where = func.json_extract(j.payload, "$.on[0].document_id", type_=String)
    later = schema.judgements.alias()
    gone = select(later.c.supersedes).where(later.c.supersedes == j.id).exists()
    found: dict[str, list[Judgement]] = {}
    for at in range(0, len(documents), PAGE):
        rows = select(j.id, j.payload).where(where.in_(documents[at : at + PAGE]), ~gone).order_by(j.seq)
        for judgement in map(_read, connection.execute(rows)):
            found.setdefault(judgement.on[0].document_id, []).append(judgement)
    return found


def blind_judgements(connection: Connection) -> frozenset[str]:
    """Judgements made in blind queues that are not open yet."""
    made = "SELECT judgement_id FROM queue_judgements JOIN queues ON queues.id = queue_id WHERE json_extract(payload, '$.blind')"
    return frozenset(connection.scalars(text(f"{made} AND queue_id NOT IN (SELECT queue_id FROM queue_openings)")))


def open_where_done(connection: Connection, queue_id: str, last: Judgement) -> None:
    """Open a queue in which nobody has a claim left; ``last`` is the judgement that ended it."""
    opened = connection.scalar(select(exists().where(schema.queue_openings.c.queue_id == queue_id)))
    if not opened and not waiting(connection, queue_id):
        opening = QueueOpening(queue=queue_id, person=last.person, made_at=last.made_at, reason="every reviewer is done")
        open_in(connection, opening)


def open_in(connection: Connection, opening: QueueOpening) -> None:
    """Open a queue inside a transaction; what was decided in it counts for the states of its claims from now on."""
    payload = canonical(plain(opening))
    connection.execute(
        insert(schema.queue_openings), {"queue_id": opening.queue, "payload": payload, "seal": seal(payload)}
    )
    queue = connection.scalar(select(schema.queues.c.payload).where(schema.queues.c.id == opening.queue))
    refresh_claims(connection, parse(queue, f"queue {opening.queue}")["claims"])


def waiting(connection: Connection, queue_id: str) -> tuple[tuple[str, int], ...]:
    """(reviewer, claims) for each reviewer of a queue who has claims left in it; claims that are linked no more do not count."""
    asked = (
        "SELECT who.value AS person, count(*) AS many FROM queues JOIN json_each(queues.payload, '$.reviewers') AS who "
        "JOIN json_each(queues.payload, '$.claims') AS claim JOIN claim_lines ON claim_lines.claim_id = claim.value "
        "WHERE queues.id = :queue AND NOT EXISTS (SELECT 1 FROM claim_decisions AS d JOIN queue_judgements AS q "
        "ON q.judgement_id = d.judgement_id WHERE d.claim_id = claim.value AND d.person = who.value AND q.queue_id = :queue) "
        "GROUP BY who.value ORDER BY who.value"
    )
    return tuple((row.person, row.many) for row in connection.execute(text(asked), {"queue": queue_id}))


def _read(row: Any) -> Judgement:
    where = f"judgement {row.id}"
    return restore(Judgement, parse(row.payload, where), where)


def state_of(judged: int, claims: int, *, disputed: bool) -> str:
    """The review state of an incident: of so many claims so many are judged, and people differ on one or on none."""
    if disputed:
        return "disputed"
    if not judged:
        return "unreviewed"
    return "reviewed" if judged == claims else "partly reviewed"
