"""The counts that a run ends with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, func, select

from saidso.ledger import schema
from saidso.ledger.store import Store
from saidso.nouns.report import Report


def report(store: Store, model: str | None) -> Report:
    """What the ledger holds for its newest model, as of one moment."""
    incidents = schema.incidents.c
    with store.reading() as connection:
        documents = _count(connection, schema.documents)
        sums = [func.coalesce(func.sum(c), 0) for c in (incidents.origins_lo, incidents.origins_hi, incidents.contradictions)]
        lo, hi, contradictions = connection.execute(select(*sums)).one()
        not_read = _by_reason(connection, schema.not_read, schema.not_read.c.model == model)
        read = _count(connection, schema.extractions, schema.extractions.c.model == model)
        return Report(
            model=model,
            documents=documents,
            unread=documents - read - sum(many for _, many in not_read),
            claims=_count(connection, schema.claims, schema.claims.c.model == model),
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
