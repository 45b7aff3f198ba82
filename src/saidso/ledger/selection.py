"""What a choice of incidents holds and lacks, in numbers: told before an export, so that nobody finds it out afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from saidso.ledger import schema
from saidso.ledger.review_index import JUDGED
from saidso.ledger.search import IncidentFilter, lines_of, lines_within
from saidso.ledger.search_index import Audience, ready

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """How many incidents, and of how many nobody knows the day, no place is said, or its words are in no table of towns.

    ``unreviewed``: no person has decided on any of their claims.
    """

    incidents: int
    without_day: int
    without_place: int
    unplaced: int
    unreviewed: int


def selection(
    ledger: Ledger, asked: IncidentFilter, audience: Audience = Audience.DESK, *, only: frozenset[str] | None = None
) -> Selection:
    """The numbers of the incidents asked for.

    Args:
        ledger: an open ledger.
        asked: the filters; its page and order count for nothing.
        audience: whose words are searched.
        only: of them only these.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    ready(ledger.store)
    lines = lines_of(audience)
    c, claims = lines.c, schema.claim_lines.c
    judged = c.line.in_(select(claims.line).where(claims.review.in_(JUDGED)))
    no_day = and_(c.earliest.is_(None), c.latest.is_(None))
    unplaced = and_(c.place.is_not(None), c.country.is_(None))
    conditions = (no_day, c.place.is_(None), unplaced, ~judged)
    sums = [func.coalesce(func.sum(func.iif(each, 1, 0)), 0) for each in conditions]
    with ledger.store.reading() as connection:
        rows = select(func.count(), *sums).select_from(lines).where(c.line.in_(lines_within(connection, asked, audience)))
        if only is not None:
            rows = rows.where(c.incident_id.in_(only))
        many, without_day, without_place, vague, unreviewed = connection.execute(rows).one()
    return Selection(
        incidents=many, without_day=without_day, without_place=without_place, unplaced=vague, unreviewed=unreviewed
    )
