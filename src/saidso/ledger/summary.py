"""The counts that a run ends with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select

from saidso.ledger import schema
from saidso.ledger.editions import superseded
from saidso.ledger.extractions import imported
from saidso.ledger.store import Store
from saidso.nouns.report import Report


def report(store: Store, model: str | None, counted: Sequence[str]) -> Report:
    """What the ledger holds for its newest model and the imports beside it (``counted``), as of one moment."""
    incidents, claims, read = schema.incidents.c, schema.claims.c, schema.extractions.c
    with store.reading() as connection:
        documents = _count(connection, schema.documents)
        sums = [func.coalesce(func.sum(c), 0) for c in (incidents.origins_lo, incidents.origins_hi, incidents.contradictions)]
        lo, hi, contradictions = connection.execute(select(*sums)).one()
        not_read = _by_reason(connection, schema.not_read, schema.not_read.c.model == model)
        by_reader = _count(connection, schema.extractions, read.model == model)
        imports = _count(connection, schema.extractions, imported(read.model))
        held = (claims.model.in_(counted), claims.document_id.not_in(superseded()))
        return Report(
            model=model,
            documents=documents,
            unread=documents - by_reader - imports - sum(many for _, many in not_read),
            claims=_count(connection, schema.claims, *held),
            incidents=_count(connection, schema.incidents),
            origins_lo=lo,
            origins_hi=hi,
            contradictions=contradictions,
            skipped=_by_reason(connection, schema.skips),
            not_read=not_read,
        )


def _count(connection: Connection, table: Table, *where: Any) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def _by_reason(connection: Connection, table: Table, *where: Any) -> tuple[tuple[str, int], ...]:
    rows = select(table.c.reason, func.count()).where(*where).group_by(table.c.reason).order_by(table.c.reason)
    return tuple((reason, many) for reason, many in connection.execute(rows))
