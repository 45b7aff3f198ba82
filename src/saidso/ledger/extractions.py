"""The shelf of extractions: what each model read in each document, and the claims that follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, exists, func, insert, select

from saidso.errors import LedgerError, SpanError
from saidso.ledger import schema
from saidso.ledger.codec import canonical, parse, plain, restore, seal, storable
from saidso.ledger.documents import Documents, read_document
from saidso.ledger.editions import superseded
from saidso.ledger.store import FEW, PAGE, Store
from saidso.nouns.claim import IMPORTED, Claim, Extraction
from saidso.nouns.document import Document


class Extractions:
    """Extractions, claims and marks of what a model does not read; append-only, newest model last."""

    def __init__(self, store: Store, documents: Documents) -> None:
        self._store = store
        self._documents = documents

    def unread_by(self, model: str) -> Iterator[Document]:
        """Documents that this model has neither read nor been said not to read, in the order they were added."""
        c = schema.documents.c
        rows = select(c.seq, c.id, c.payload).where(*_unseen_by(model))
        for row in self._store.stream(rows, c.seq, FEW):
            yield read_document(row)

    def count_unread_by(self, model: str) -> int:
        """How many documents ``unread_by`` would give now."""
        rows = select(func.count()).select_from(schema.documents).where(*_unseen_by(model))
        with self._store.reading() as connection:
            return int(connection.execute(rows).scalar_one())

    def mark_not_read(self, document_id: str, model: str, reason: str) -> None:
        """Note once that the model does not read this document."""
        self._documents.get(document_id)
        with self._store.writing() as connection:
            if not _has(connection, schema.not_read, document_id, model):
                _register(connection, model)
                row = {"document_id": document_id, "model": model, "reason": storable(reason)}
                connection.execute(insert(schema.not_read), row)

    def not_read(self) -> Iterator[tuple[str, str, str]]:
        """Every (document id, model, reason), in the order they were noted."""
        for row in self._store.stream(select(schema.not_read), schema.not_read.c.seq):
            yield row.document_id, row.model, row.reason

    def add(self, extraction: Extraction) -> bool:
        """Store an extraction with its claims in one transaction; say whether it was new."""
        document, document_seal = self._documents.sealed(extraction.document_id)
        prove(extraction, document)
        claims = [claim_row(claim) for claim in extraction.claims]
        row = extraction_row(extraction, claims, document_seal)
        with self._store.writing() as connection:
            if _has(connection, schema.extractions, extraction.document_id, extraction.model):
                return False
            _register(connection, extraction.model)
            connection.execute(insert(schema.extractions), row)
            if claims:
                connection.execute(insert(schema.claims), claims)
        return True

    def all(self, document_id: str | None) -> Iterator[Extraction]:
        """Every extraction, of one document where given, in the order they were added."""
        c = schema.extractions.c
        rows: Select[Any] = select(c.seq, c.document_id, c.model, c.payload)
        if document_id is not None:
            rows = rows.where(c.document_id == document_id)
        for row in self._store.stream(rows, c.seq, FEW):
            yield self._with_claims(row)

    def get(self, document_id: str, model: str | None) -> Extraction | None:
        """What a model, by default the newest that read it, found in the document."""
        c = schema.extractions.c
        rows = select(c.document_id, c.model, c.payload).join(schema.models, schema.models.c.name == c.model)
        rows = rows.where(c.document_id == document_id).order_by(schema.models.c.seq.desc()).limit(1)
        if model is not None:
            rows = rows.where(c.model == model)
        with self._store.reading() as connection:
            row = connection.execute(rows).one_or_none()
        return None if row is None else self._with_claims(row)

    def newest_model(self) -> str | None:
        """The model that was the last to come to this ledger; an import reads nothing and is none."""
        c = schema.models.c
        with self._store.reading() as connection:
            name: str | None = connection.scalar(select(c.name).where(~imported(c.name)).order_by(c.seq.desc()).limit(1))
        return name

    def models(self) -> tuple[str, ...]:
        """Every model, imports among them, in the order they came."""
        c = schema.models.c
        with self._store.reading() as connection:
            return tuple(connection.scalars(select(c.name).order_by(c.seq)))

    def register(self, model: str) -> None:
        """Give a model its place in the order of models before it has read anything; for a ledger that is restored."""
        with self._store.writing() as connection:
            _register(connection, model)

    def counted_models(self) -> tuple[str, ...]:
        """Whose claims count: the newest model's, and those of every import beside it."""
        c = schema.models.c
        with self._store.reading() as connection:
            imports = tuple(connection.scalars(select(c.name).where(imported(c.name)).order_by(c.seq)))
        newest = self.newest_model()
        return imports if newest is None else (newest, *imports)

    def claims(self) -> Iterator[Claim]:
        """The claims that count, model by model in the order they were added; those of superseded rows count no more."""
        c = schema.claims.c
        with self._store.reading() as connection:
            gone = frozenset(connection.scalars(superseded()))
        for model in self.counted_models():
            rows = select(c.seq, c.id, c.document_id, c.payload).where(c.model == model)
            for row in self._store.stream(rows, c.seq):
                if row.document_id not in gone:
                    yield read_claim(row)

    def claim(self, id: str) -> Claim:
        """One claim by id, as the newest model that makes it reads it."""
        c = schema.claims.c
        rows = select(c.id, c.payload).join(schema.models, schema.models.c.name == c.model).where(c.id == id)
        with self._store.reading() as connection:
            row = connection.execute(rows.order_by(schema.models.c.seq.desc()).limit(1)).one_or_none()
        if row is None:
            raise LedgerError(f"{self._store.path}: there is no claim {id}. `saidso show INCIDENT` lists the claims of one.")
        return read_claim(row)

    def claims_with(self, ids: Sequence[str]) -> list[Claim]:
        """Claims by their ids, in that order, each as the newest model that makes it reads it; one query for hundreds."""
        c = schema.claims.c
        found: dict[str, Any] = {}
        for at in range(0, len(ids), PAGE):
            rows = select(c.id, c.payload).join(schema.models, schema.models.c.name == c.model)
            rows = rows.where(c.id.in_(ids[at : at + PAGE])).order_by(schema.models.c.seq)
            with self._store.reading() as connection:
                found.update((row.id, row) for row in connection.execute(rows))
        return [read_claim(found[id]) if id in found else self.claim(id) for id in ids]

    def _with_claims(self, row: Any) -> Extraction:
        where = f"extraction of {row.document_id} by {row.model}"
        body, listed, _ = split(row.payload, where)
        c = schema.claims.c
        with self._store.reading() as connection:
            rows = select(c.id, c.payload).where(c.document_id == row.document_id, c.model == row.model)
            found = {claim.id: claim for claim in connection.execute(rows)}
        if missing := [id for id, _ in listed if id not in found]:
            raise LedgerError(f"{where}: claim {missing[0]} is missing. Run `saidso check`, then restore a backup.")
        return replace(restore(Extraction, body, where), claims=tuple(read_claim(found[id]) for id, _ in listed))


def prove(extraction: Extraction, document: Document) -> None:
    """Hold every quote against the text before it is stored.

    Raises:
        SpanError: a quote is not its span, or a claim belongs elsewhere.
    """
    for claim in extraction.claims:
        if (claim.document_id, claim.model) != (extraction.document_id, extraction.model):
            raise SpanError(f"claim {claim.id}: not of {extraction.document_id} by {extraction.model}. Please report this.")
        for evidence in claim.every_evidence():
            if evidence.document_id != document.id or not evidence.proves(document.text):
                raise SpanError(
                    f"{document.id} ({document.source}), claim {claim.id}: its words do not stand at "
                    f"{evidence.document_id} [{evidence.span.start}, {evidence.span.end}). Please report this."
                )
    ids = [claim.id for claim in extraction.claims]
    if twice := sorted({id for id in ids if ids.count(id) > 1}):
        raise SpanError(f"{document.id} ({document.source}): two claims share the id {twice[0]}. Please report this.")


def claim_row(claim: Claim) -> dict[str, Any]:
    """The columns of a claim, its payload and its seal."""
    payload = canonical(plain(claim))
    return {
        "id": claim.id,
        "document_id": claim.document_id,
        "model": claim.model,
        "event_type": claim.event_type.value,
        "status": claim.status.value,
        "stance": claim.stance.value,
        "publisher": storable(claim.publisher),
        "origin": storable(claim.origin.resolved),
        "payload": payload,
        "seal": seal(payload),
    }


def extraction_row(extraction: Extraction, claims: list[dict[str, Any]], document_seal: str) -> dict[str, Any]:
    """The columns of an extraction; its payload names document and claims by their seals, so that its own covers them."""
    body = plain(replace(extraction, claims=()))
    body["document_seal"] = document_seal
    body["claims"] = [[row["id"], row["seal"]] for row in claims]
    payload = canonical(body)
    return {
        "document_id": extraction.document_id,
        "model": extraction.model,
        "payload": payload,
        "seal": seal(payload),
    }


def split(payload: object, where: str) -> tuple[Any, list[tuple[str, str]], str | None]:
    """A stored extraction as its body without claims, the (id, seal) of each claim it made, and its document's seal."""
    body = parse(payload, where)
    listed = body.get("claims") if isinstance(body, dict) else None
    if not isinstance(listed, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in listed):
        raise LedgerError(f"{where}: the list of its claims is damaged. Run `saidso check`, then restore a backup.")
    document_seal = body.pop("document_seal", None)
    return {**body, "claims": []}, [(str(id), str(mark)) for id, mark in listed], document_seal


def read_claim(row: Any) -> Claim:
    """The claim of a row that has ``id`` and ``payload``."""
    where = f"claim {row.id}"
    return restore(Claim, parse(row.payload, where), where)


def _unseen_by(model: str) -> list[ColumnElement[bool]]:
    """Conditions on a document: this model has neither read it nor been said not to, and it is no imported row."""
    key = schema.documents.c.id
    e = schema.extractions.c
    seen = [exists().where(t.c.document_id == key, t.c.model == model) for t in (schema.extractions, schema.not_read)]
    return [~one for one in (*seen, exists().where(e.document_id == key, imported(e.model)))]


def imported(model: Column[str]) -> ColumnElement[bool]:
    """Whether the model is an import: a range, so that an index answers it."""
    return and_(model >= IMPORTED, model < IMPORTED[:-1] + chr(ord(IMPORTED[-1]) + 1))


def _has(connection: Connection, table: Any, document_id: str, model: str) -> bool:
    return bool(connection.scalar(select(exists().where(table.c.document_id == document_id, table.c.model == model))))


def _register(connection: Connection, model: str) -> None:
    """Give a model its place in the order of models: the last one to come is the newest."""
    if not connection.scalar(select(exists().where(schema.models.c.name == model))):
        connection.execute(insert(schema.models), {"name": model})
