"""How a ledger file came to its present shape: an ordered list, each step frozen in time.

A new version appends a step and never edits an old one, for files of every age walk the same path. All steps that a file
lacks run in one transaction: it ends up at the newest version or stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from saidso.errors import LedgerError

_KEPT_IN_3 = (
    "documents",
    "blobs",
    "skips",
    "models",
    "not_read",
    "extractions",
    "claims",
    "judgements",
    "incident_log",
    "incident_changes",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step: its version (1, 2, 3 ... without gaps), what it does in a few words, and its SQL."""

    version: int
    name: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        version=1,
        name="documents, extractions, claims, judgements",
        statements=(
            """CREATE TABLE documents (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL UNIQUE,
            source TEXT NOT NULL, format TEXT NOT NULL, publisher TEXT, title TEXT, language TEXT, published_on TEXT,
            raw_size INTEGER, payload TEXT NOT NULL, seal TEXT NOT NULL)""",
            "CREATE INDEX ix_documents_source ON documents (source)",
            "CREATE TABLE blobs (sha256 TEXT NOT NULL PRIMARY KEY, data BLOB NOT NULL)",
            """CREATE TABLE skips (seq INTEGER PRIMARY KEY, source TEXT NOT NULL, reason TEXT NOT NULL,
            sha256 TEXT NOT NULL, payload TEXT NOT NULL, seal TEXT NOT NULL, UNIQUE (source, reason, sha256))""",
            "CREATE TABLE models (seq INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
            """CREATE TABLE not_read (seq INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id),
            model TEXT NOT NULL REFERENCES models (name), reason TEXT NOT NULL, UNIQUE (document_id, model))""",
            """CREATE TABLE extractions (seq INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id),
            model TEXT NOT NULL REFERENCES models (name), payload TEXT NOT NULL, seal TEXT NOT NULL,
            UNIQUE (document_id, model))""",
            """CREATE TABLE claims (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, document_id TEXT NOT NULL, model TEXT NOT NULL,
            event_type TEXT NOT NULL, status TEXT NOT NULL, stance TEXT NOT NULL, publisher TEXT NOT NULL, origin TEXT NOT NULL,
            payload TEXT NOT NULL, seal TEXT NOT NULL, UNIQUE (model, id),
            FOREIGN KEY (document_id, model) REFERENCES extractions (document_id, model))""",
            "CREATE INDEX ix_claims_id ON claims (id)",
            "CREATE INDEX ix_claims_document_model ON claims (document_id, model)",
            "CREATE INDEX ix_claims_model_seq ON claims (model, seq)",
            """CREATE TABLE judgements (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, person TEXT NOT NULL,
            decision TEXT NOT NULL, supersedes TEXT REFERENCES judgements (id), payload TEXT NOT NULL, seal TEXT NOT NULL)""",
        ),
    ),
    Migration(
        version=2,
        name="incidents and the log of their ids",
        statements=(
            """CREATE TABLE incidents (id TEXT NOT NULL PRIMARY KEY, type TEXT NOT NULL, earliest TEXT, latest TEXT, place TEXT,
            claims INTEGER NOT NULL, documents INTEGER NOT NULL, origins_lo INTEGER NOT NULL, origins_hi INTEGER NOT NULL,
            contradictions INTEGER NOT NULL, payload TEXT NOT NULL, seal TEXT NOT NULL)""",
            """CREATE TABLE incident_claims (claim_id TEXT NOT NULL PRIMARY KEY,
            incident_id TEXT NOT NULL REFERENCES incidents (id))""",
            "CREATE INDEX ix_incident_claims_incident_id ON incident_claims (incident_id)",
            """CREATE TABLE incident_log (seq INTEGER PRIMARY KEY, claim_id TEXT NOT NULL, incident_id TEXT NOT NULL)""",
            "CREATE INDEX ix_incident_log_claim_id ON incident_log (claim_id)",
            "CREATE INDEX ix_incident_log_incident_id ON incident_log (incident_id)",
            """CREATE TABLE incident_changes (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, old TEXT NOT NULL,
            new TEXT NOT NULL)""",
            "CREATE INDEX ix_incident_changes_old ON incident_changes (old)",
        ),
    ),
    Migration(
        version=3,
        name="the database itself refuses to change or delete what is append-only",
        statements=tuple(
            f"CREATE TRIGGER {table}_keep_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: add a row that supersedes, never change one'); END"
            for table in _KEPT_IN_3
            for act in ("UPDATE", "DELETE")
        ),
    ),
)


def migrate(connection: Connection, migrations: Sequence[Migration], where: str) -> int:
    """Bring the file up to the last of ``migrations`` and give how many steps it took. Call inside a write transaction.

    Raises:
        LedgerError: the file is newer than this saidso.
    """
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    found = version_of(connection, migrations, where)
    missing = [step for step in migrations if step.version > found]
    for step in missing:
        for statement in step.statements:
            connection.exec_driver_sql(statement)
        connection.execute(
            text("INSERT INTO schema_version (version, name) VALUES (:version, :name)"),
            {"version": step.version, "name": step.name},
        )
    return len(missing)


def version_of(connection: Connection, migrations: Sequence[Migration], where: str) -> int:
    """The version of the file; 0 before the first step.

    Raises:
        LedgerError: the version is none that this saidso knows.
    """
    found = connection.scalar(text("SELECT coalesce(max(version), 0) FROM schema_version"))
    newest = migrations[-1].version
    if not isinstance(found, int) or not 0 <= found <= newest:
        raise LedgerError(
            f"{where}: the ledger is of version {found}, this saidso knows up to {newest}. "
            "Update saidso (`pip install --upgrade saidso`), or open it where it was written."
        )
    return found
