"""The tables of a ledger as queries see them. ``migrations.py`` makes them; a test holds the two together.

Every record is one row: its canonical JSON in ``payload``, the SHA-256 of that in ``seal``, and beside them the columns that
queries need. The columns are copies; ``saidso check`` compares them with the payload. No wall-clock time is stored
anywhere except inside judgements (a person's decision has its moment), so equal input gives equal rows.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _sealed() -> tuple[Column[str], Column[str]]:
    return Column("payload", Text, nullable=False), Column("seal", Text, nullable=False)


def _seq() -> Column[int]:
    """Rows keep the order in which they were added; it is for paging, not content: no fingerprint contains it."""
    return Column("seq", Integer, primary_key=True)


versions = Table("schema_version", metadata, Column("version", Integer, primary_key=True), Column("name", Text, nullable=False))

documents = Table(
    "documents",
    metadata,
    _seq(),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False, index=True),
    Column("format", Text, nullable=False),
    Column("publisher", Text),
    Column("title", Text),
    Column("language", Text),
    Column("published_on", Text),
    Column("raw_size", Integer),
    *_sealed(),
)
"""``raw_size`` is the length of the original bytes, NULL where they were not handed over with the document."""

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""The original bytes, zlib-compressed, under the SHA-256 of the bytes before compression."""

skips = Table(
    "skips",
    metadata,
    _seq(),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    *_sealed(),
    UniqueConstraint("source", "reason", "sha256"),
)
"""``sha256`` is "" where there were no bytes: NULLs never equal each other, and a missing file is one skip, not ten."""

models = Table("models", metadata, _seq(), Column("name", Text, nullable=False, unique=True))

not_read = Table(
    "not_read",
    metadata,
    _seq(),
    Column("document_id", Text, ForeignKey("documents.id"), nullable=False),
    Column("model", Text, ForeignKey("models.name"), nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("document_id", "model"),
)

extractions = Table(
    "extractions",
    metadata,
    _seq(),
    Column("document_id", Text, ForeignKey("documents.id"), nullable=False),
    Column("model", Text, ForeignKey("models.name"), nullable=False),
    *_sealed(),
    UniqueConstraint("document_id", "model"),
)
"""In the payload ``claims`` is a list of [claim id, seal of the claim]: with ``document_seal``
the one seal covers the extraction, the document it was read from, and all its claims."""

claims = Table(
    "claims",
    metadata,
    _seq(),
    Column("id", Text, nullable=False, index=True),
    Column("document_id", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("origin", Text, nullable=False),
    *_sealed(),
    UniqueConstraint("model", "id"),
    ForeignKeyConstraint(("document_id", "model"), ("extractions.document_id", "extractions.model")),
    Index("ix_claims_document_model", "document_id", "model"),
    Index("ix_claims_model_seq", "model", "seq"),
)

judgements = Table(
    "judgements",
    metadata,
    _seq(),
    Column("id", Text, nullable=False, unique=True),
    Column("person", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("supersedes", Text, ForeignKey("judgements.id")),
    *_sealed(),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("place", Text),
    Column("claims", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("origins_lo", Integer, nullable=False),
    Column("origins_hi", Integer, nullable=False),
    Column("contradictions", Integer, nullable=False),
    *_sealed(),
)

incident_claims = Table(
    "incident_claims",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("incident_id", Text, ForeignKey("incidents.id"), nullable=False, index=True),
)

incident_log = Table(
    "incident_log",
    metadata,
    _seq(),
    Column("claim_id", Text, nullable=False, index=True),
    Column("incident_id", Text, nullable=False, index=True),
)
"""Which incident a claim was put into, each time that changed: the source of ids, an input of linking like the judgements."""

incident_changes = Table(
    "incident_changes",
    metadata,
    _seq(),
    Column("kind", Text, nullable=False),
    Column("old", Text, nullable=False, index=True),
    Column("new", Text, nullable=False),
)
