"""Which standing decisions concern which linked claim, and the state that leaves it in: derived, for queues and filters.

A decision made in a blind queue counts here for the person who made it (``claim_decisions``), and for the state of the claim
only once the queue is open: until then it must not show, not even as "disputed".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, String, delete, func, insert, select, update

from saidso.ledger import schema
from saidso.ledger.codec import parse, restore
from saidso.ledger.store import PAGE
from saidso.nouns.claim import Claim
from saidso.nouns.judgement import Judgement, ReviewState, review_of

JUDGED = tuple(state.value for state in ReviewState if state is not ReviewState.UNREVIEWED)
"""The states of a claim on which a decision stands."""


def record_reviews(connection: Connection, claims: Sequence[Claim], hidden: frozenset[str] = frozenset()) -> None:
    """Write what stands on these claims, which must be in ``claim_lines``; ``hidden`` are judgements of blind queues."""
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document_id, []).append(claim)
    about = judgements_on(connection, list(by_document))
    lines, decisions = schema.claim_lines, schema.claim_decisions
    for document_id, judgements in about.items():
        for claim in by_document[document_id]:
            found = review_of(claim, judgements).judgements
            connection.execute(delete(decisions).where(decisions.c.claim_id == claim.id))
            rows = [{"claim_id": claim.id, "judgement_id": each.id, "person": each.person} for each in found]
            if rows:
                connection.execute(insert(decisions), rows)
            state = review_of(claim, [each for each in found if each.id not in hidden]).state
            connection.execute(update(lines).where(lines.c.claim_id == claim.id).values(review=state.value))


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
