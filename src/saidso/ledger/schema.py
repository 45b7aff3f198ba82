"""The tables of a ledger as queries see them. ``migrations.py`` makes them; a test holds the two together.

Every record is one row: its canonical JSON in ``payload``, the SHA-256 of that in ``seal``, and beside them the columns that
queries need. The columns are copies; ``saidso check`` compares them with the payload. No wall-clock time is stored
anywhere except inside judgements (a person's decision has its moment), so equal input gives equal rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    REAL,
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
    Column("published_on", Text, index=True),
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
    Column("supersedes", Text, ForeignKey("judgements.id"), index=True),
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



def _line() -> tuple[Column[Any], ...]:
    return (
        Column("line", Integer, primary_key=True),
        Column("incident_id", Text, nullable=False, unique=True),
        Column("type", Text, nullable=False),
        Column("earliest", Text),
        Column("latest", Text),
        Column("place", Text),
        Column("country", Text),
        Column("claims", Integer, nullable=False),
        Column("documents", Integer, nullable=False),
        Column("origins_lo", Integer, nullable=False),
        Column("origins_hi", Integer, nullable=False),
        Column("contradictions", Integer, nullable=False),
        Column("kinds", Text, nullable=False),
        Column("toll", Integer),
        Column("toll_slot", Text),
    )


incident_lines = Table("incident_lines", metadata, *_line())
"""What a list of incidents shows and sorts by, narrow on purpose: payloads are never read for a list. Derived, as are the
tables down to ``claim_decisions``: ``search_index.py`` makes them from incidents, claims and judgements, and no fingerprint
contains them. ``line`` joins them and counts up as they are made; ``kinds`` is a list with blanks between."""

incident_public = Table(
    "incident_public", metadata, *_line(), Column("edition", Text, nullable=False), Column("until", Text)
)
"""The same for readers, of what passed the guard: ``edition`` names the guard, ``until`` is when it should look again."""

incident_terms = Table(
    "incident_terms",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("term", Text, primary_key=True),
    Column("line", Integer, primary_key=True, index=True),
    Column("audience", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Index("ix_incident_terms_label", "kind", "audience", "term", "label"),
    sqlite_with_rowid=False,
)
"""What an incident is filtered by beside its line: voices, actors, places, stances and kinds of disagreement, per audience."""

claim_lines = Table(
    "claim_lines",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("line", Integer, nullable=False, index=True),
    Column("document_id", Text, nullable=False, index=True),
    Column("contradictions", Integer, nullable=False),
    Column("confidence", REAL, nullable=False),
    Column("toll", Integer),
    Column("added", Integer, nullable=False),
    Column("review", Text, nullable=False),
    Index("ix_claim_lines_review", "review", "line"),
)
"""What the review queue sorts by; ``added`` is the claim's ``seq``, ``review`` the state that people's decisions left it in."""

claim_decisions = Table(
    "claim_decisions",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("judgement_id", Text, primary_key=True),
    Column("person", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Which standing decisions concern which linked claim."""

FULL_TEXT = ("desk_words", "public_words")
"""Virtual tables of SQLite's FTS5 with the columns ``words`` and ``sounds``, by ``line``; SQLAlchemy has no name for such."""

queues = Table(
    "queues",
    metadata,
    _seq(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    *_sealed(),
)

queue_openings = Table(
    "queue_openings",
    metadata,
    Column("queue_id", Text, ForeignKey("queues.id"), primary_key=True),
    *_sealed(),
)
"""Blind queues that somebody opened before both reviewers were done: who, when and why."""

queue_judgements = Table(
    "queue_judgements",
    metadata,
    Column("judgement_id", Text, ForeignKey("judgements.id"), primary_key=True),
    Column("queue_id", Text, ForeignKey("queues.id"), nullable=False, index=True),
)
"""Which judgement was made in which queue."""

editions = Table(
    "editions",
    metadata,
    _seq(),
    Column("data_set", Text, nullable=False),
    Column("row", Text, nullable=False),
    Column("document_id", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Index("ix_editions_data_set_row", "data_set", "row"),
)
"""Which document holds a row of somebody's data set, each time that changed: the last entry of a row is the row as it is now,
and the documents of earlier ones are superseded."""

link_units = Table(
    "link_units",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", Text, nullable=False, index=True),
    Column("claims", Text, nullable=False),
    Column("codes", LargeBinary, nullable=False),
    Column("blocks", LargeBinary, nullable=False),
)
"""What linking keeps of one document's claims about one event. Derived, as are the tables below: ``link_index.py`` keeps them
in step with the incidents, and no fingerprint contains them."""

link_keys = Table(
    "link_keys",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

link_joins = Table(
    "link_joins",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("other", Integer, primary_key=True),
    Column("rule", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Pairs that link, in both directions."""

link_several = Table(
    "link_several",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("claim_id", Text, nullable=False),
)
"""The groups that tell of more than one event (totals, series), each with one of its claims: few."""

link_state = Table(
    "link_state",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("ruleset", Text, nullable=False),
    Column("reader", Text),
    Column("until", Integer, nullable=False),
    Column("judgements", Text, nullable=False),
)
"""How far the linking has seen the ledger: one row, or none where everything is to be linked anew."""
