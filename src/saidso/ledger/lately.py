"""Claims of some types in documents that were published lately: what an embargo looks at."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import or_, select

from saidso.ledger import schema
from saidso.ledger.extractions import read_claim
from saidso.ledger.store import Store
from saidso.nouns.claim import Claim
from saidso.values.event_type import EventType


def claims_lately(
    store: Store, types: Collection[EventType], since: date, documents: Collection[str] | None = None
) -> Iterator[Claim]:
    """Claims of every model, in documents that were published on ``since`` or later, or on a day that nobody knows; in no order.

    ``documents``: only in these, a few.
    """
    day, claim = schema.documents.c.published_on, schema.claims.c
    rows = (
        select(claim.seq, claim.id, claim.payload)
        .join(schema.documents, schema.documents.c.id == claim.document_id)
        .where(or_(day.is_(None), day >= since.isoformat()), claim.event_type.in_([one.value for one in types]))
    )
    if documents is not None:
        rows = rows.where(claim.document_id.in_(sorted(documents)))
    # In no order: asked for one, SQLite walks through all claims rather than to those of the few documents.
    for row in store.at_one_moment(rows):
        yield read_claim(row)
