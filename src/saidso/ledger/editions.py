"""The shelf of editions: which document holds a row of somebody's data set now, and which ones held it before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from saidso.errors import LedgerError
from saidso.ledger import schema
from saidso.ledger.codec import storable
from saidso.ledger.store import Store

_E = schema.editions.c


class Editions:
    """Editions of rows in the order they came; append-only, the last of a row counts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, data_set: str, row: str, document_id: str) -> bool:
        """Note that the document holds the row from now on; say whether that was new.

        Its claims inherit the incident of the claims of the edition before it, so that the row's incident keeps its id.
        """
        key = {"data_set": storable(data_set), "row": storable(row)}
        latest = select(_E.document_id).where(_E.data_set == key["data_set"], _E.row == key["row"])
        with self._store.writing() as connection:
            before: str | None = connection.scalar(latest.order_by(_E.seq.desc()).limit(1))
            if before == document_id:
                return False
            if connection.scalar(select(schema.documents.c.id).where(schema.documents.c.id == document_id)) is None:
                raise LedgerError(f"{self._store.path}: there is no document {document_id} to hold row {row}. Add it first.")
            connection.execute(insert(schema.editions), key | {"document_id": document_id})
            if before is not None:
                _inherit(connection, before, document_id)
        return True

    def current(self, data_set: str) -> dict[str, str]:
        """Row to the id of the document that holds it now, for the rows of one data set."""
        rows = select(_E.row, _E.document_id).where(_E.data_set == storable(data_set)).order_by(_E.seq)
        with self._store.reading() as connection:
            return {found.row: found.document_id for found in connection.execute(rows)}

    def log(self) -> list[tuple[str, str, str]]:
        """Every (data set, row, document id) in the order they came."""
        with self._store.reading() as connection:
            return [tuple(row) for row in connection.execute(select(_E.data_set, _E.row, _E.document_id).order_by(_E.seq))]

    def superseded(self) -> frozenset[str]:
        """Documents that hold no row any more, though they once did."""
        with self._store.reading() as connection:
            return frozenset(connection.scalars(superseded()))


def superseded() -> Select[Any]:
    """The query for the ids of superseded documents; one that came back, as when a row is put back, is none."""
    last = select(func.max(_E.seq)).group_by(_E.data_set, _E.row)
    current = select(_E.document_id).where(_E.seq.in_(last))
    return select(_E.document_id).where(_E.document_id.not_in(current)).distinct()


def _inherit(connection: Connection, before: str, now: str) -> None:
    """Put the claims of the new edition into the log of ids where those of the one before stood."""
    log, c = schema.incident_log.c, schema.claims.c
    stood = select(log.incident_id).join(schema.claims, c.id == log.claim_id).where(c.document_id == before)
    incident = connection.scalar(stood.order_by(log.seq.desc()).limit(1))
    claims = connection.scalars(select(c.id).where(c.document_id == now).order_by(c.seq)).all()
    if incident is not None and claims:
        connection.execute(insert(schema.incident_log), [{"claim_id": each, "incident_id": incident} for each in claims])
