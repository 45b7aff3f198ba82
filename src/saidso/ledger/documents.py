"""The shelf of documents: what was read, its original bytes, and what could not be read."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import exists, insert, select

from saidso.errors import LedgerError, SpanError
from saidso.ledger import schema
from saidso.ledger.codec import Plain, canonical, parse, parse_quickly, plain, restore, seal, storable
from saidso.ledger.shares import Share
from saidso.ledger.store import FEW, Store
from saidso.nouns.document import Document, Skip


class Documents:
    """Documents, blobs and skips; append-only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, document: Document, raw: bytes | None) -> bool:
        """Store the document unless one with the same bytes is there; say whether it was new."""
        if raw is not None and hashlib.sha256(raw).hexdigest() != document.sha256:
            raise SpanError(f"{document.source}: the bytes handed over are not those it was read from. Please report this.")
        row = document_row(document) | {"raw_size": None if raw is None else len(raw)}
        with self._store.writing() as connection:
            if connection.scalar(select(exists().where(schema.documents.c.sha256 == document.sha256))):
                return False
            connection.execute(insert(schema.documents), row)
            if raw is not None:
                connection.execute(insert(schema.blobs), {"sha256": document.sha256, "data": zlib.compress(raw, 6)})
        return True

    def all(self) -> Iterator[Document]:
        """Every document in the order it was added."""
        rows = select(schema.documents.c.seq, schema.documents.c.id, schema.documents.c.payload)
        for row in self._store.stream(rows, schema.documents.c.seq, FEW):
            yield read_document(row)

    def stored(self, within: Share) -> Iterator[Plain]:
        """The documents of a share as stored, in the order of ids."""
        c = schema.documents.c
        for row in self._store.at_one_moment(select(c.id, c.payload).where(*within.holds(c.id)).order_by(c.id)):
            yield parse_quickly(row.payload, "document", row.id)

    def get(self, id: str) -> Document:
        """One document by id."""
        return self.sealed(id)[0]

    def sealed(self, id: str) -> tuple[Document, str]:
        """One document by id, with the seal it was stored under."""
        c = schema.documents.c
        with self._store.reading() as connection:
            row = connection.execute(select(c.id, c.payload, c.seal).where(c.id == id)).one_or_none()
        if row is None:
            raise LedgerError(f"{self._store.path}: there is no document {id}. `saidso show` names the documents of a claim.")
        return read_document(row), row.seal

    def raw(self, sha256: str) -> bytes:
        """The original bytes."""
        with self._store.reading() as connection:
            data = connection.scalar(select(schema.blobs.c.data).where(schema.blobs.c.sha256 == sha256))
        if data is None:
            raise LedgerError(f"{self._store.path}: it keeps no bytes of SHA-256 {sha256}. Build again from the source file.")
        return unpacked(data, f"{self._store.path}, bytes {sha256}")

    def add_skip(self, skip: Skip) -> None:
        """Store why a file was not read, once."""
        row = skip_row(skip)
        columns = schema.skips.c
        same = (columns.source == row["source"], columns.reason == row["reason"], columns.sha256 == row["sha256"])
        with self._store.writing() as connection:
            if not connection.scalar(select(exists().where(*same))):
                connection.execute(insert(schema.skips), row)

    def skips(self) -> Iterator[Skip]:
        """Every skip in the order it was added."""
        rows = select(schema.skips.c.seq, schema.skips.c.source, schema.skips.c.payload)
        for row in self._store.stream(rows, schema.skips.c.seq):
            yield restore(Skip, parse(row.payload, f"skip of {row.source}"), f"skip of {row.source}")


def document_row(document: Document) -> dict[str, Any]:
    """The columns of a document, its payload and its seal."""
    payload = canonical(plain(document))
    known = document.metadata
    return {
        "id": document.id,
        "sha256": document.sha256,
        "source": storable(document.source),
        "format": document.format,
        "publisher": _text(known.publisher.value),
        "title": _text(known.title.value),
        "language": _text(known.language.value),
        "published_on": known.published_on.value and known.published_on.value.isoformat(),
        "payload": payload,
        "seal": seal(payload),
    }


def skip_row(skip: Skip) -> dict[str, Any]:
    """The columns of a skip, its payload and its seal."""
    payload = canonical(plain(skip))
    return {
        "source": storable(skip.source),
        "reason": skip.reason,
        "sha256": skip.sha256 or "",
        "payload": payload,
        "seal": seal(payload),
    }


def read_document(row: Any) -> Document:
    """The document of a row that has ``id`` and ``payload``."""
    where = f"document {row.id}"
    return restore(Document, parse(row.payload, where), where)


def unpacked(data: object, where: str) -> bytes:
    """The bytes before compression.

    Raises:
        LedgerError: they cannot be unpacked.
    """
    try:
        return zlib.decompress(data)  # type: ignore[arg-type]  # a damaged row may hold anything; TypeError says so
    except (zlib.error, TypeError) as error:
        raise LedgerError(f"{where}: they cannot be unpacked ({error}). Restore a backup, or build again.") from error


def _text(value: str | None) -> str | None:
    return None if value is None else storable(value)
