"""One number for all that a ledger holds: equal ledgers have equal fingerprints, in whatever order they grew."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import Column, Connection, Table, select

from saidso.ledger import schema
from saidso.ledger.extractions import imported
from saidso.ledger.store import PAGE, Store

_DUMP: tuple[tuple[Table, tuple[str, ...], tuple[str, ...]], ...] = (
    (schema.documents, ("id",), ("raw_size", "payload")),
    (schema.blobs, ("sha256",), ()),
    (schema.skips, ("source", "reason", "sha256"), ("payload",)),
    (schema.not_read, ("model", "document_id"), ("reason",)),
    (schema.extractions, ("model", "document_id"), ("payload",)),
    (schema.claims, ("model", "id"), ("payload",)),
    (schema.judgements, ("id",), ("payload",)),
    (schema.queues, ("id",), ("payload",)),
    (schema.queue_openings, ("queue_id",), ("payload",)),
    (schema.queue_judgements, ("judgement_id",), ("queue_id",)),
    (schema.editions, ("data_set", "row", "seq"), ("document_id",)),
    (schema.incidents, ("id",), ("payload",)),
    (schema.incident_claims, ("claim_id",), ("incident_id",)),
    (schema.incident_log, ("claim_id", "seq"), ("incident_id",)),
    (schema.incident_changes, ("kind", "old", "new"), ()),
)
"""Table, what to sort by, and what else counts. ``seq`` orders editions and a claim's moves, but is no content itself."""


def fingerprint(store: Store) -> str:
    """SHA-256 over a canonical dump of every content table, in hex."""
    total = hashlib.sha256()
    with store.reading() as connection:
        total.update(json.dumps(_models(connection)).encode())
        for table, keys, others in _DUMP:
            total.update(f"\n{table.name}\n".encode())
            order: list[Column[object]] = [table.c[key] for key in keys]
            shown = [table.c[name] for name in (*keys, *others) if name != "seq"]
            rows = connection.execution_options(yield_per=PAGE).execute(select(*shown).order_by(*order))
            for row in rows:
                total.update(json.dumps(list(row), ensure_ascii=True, default=repr).encode() + b"\n")
    return total.hexdigest()


def _models(connection: Connection) -> list[list[str]]:
    """The models in the order they came, for the last one's claims count; and the imports, whose order decides nothing."""
    c = schema.models.c
    readers = connection.scalars(select(c.name).where(~imported(c.name)).order_by(c.seq))
    return [list(readers), list(connection.scalars(select(c.name).where(imported(c.name)).order_by(c.name)))]
