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
    Migration(
        version=4,
        name="search, review queues",
        statements=(
            """CREATE TABLE incident_lines (line INTEGER PRIMARY KEY, incident_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL,
            earliest TEXT, latest TEXT, place TEXT, country TEXT, claims INTEGER NOT NULL, documents INTEGER NOT NULL,
            origins_lo INTEGER NOT NULL, origins_hi INTEGER NOT NULL, contradictions INTEGER NOT NULL, kinds TEXT NOT NULL,
            toll INTEGER, toll_slot TEXT)""",
            """CREATE TABLE incident_public (line INTEGER PRIMARY KEY, incident_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL,
            earliest TEXT, latest TEXT, place TEXT, country TEXT, claims INTEGER NOT NULL, documents INTEGER NOT NULL,
            origins_lo INTEGER NOT NULL, origins_hi INTEGER NOT NULL, contradictions INTEGER NOT NULL, kinds TEXT NOT NULL,
            toll INTEGER, toll_slot TEXT, edition TEXT NOT NULL, until TEXT)""",
            """CREATE TABLE incident_terms (kind TEXT NOT NULL, term TEXT NOT NULL, line INTEGER NOT NULL, audience TEXT NOT NULL,
            label TEXT NOT NULL, PRIMARY KEY (kind, term, line, audience)) WITHOUT ROWID""",
            "CREATE INDEX ix_incident_terms_line ON incident_terms (line)",
            """CREATE TABLE claim_lines (claim_id TEXT NOT NULL PRIMARY KEY, line INTEGER NOT NULL, document_id TEXT NOT NULL,
            contradictions INTEGER NOT NULL, confidence REAL NOT NULL, toll INTEGER, added INTEGER NOT NULL,
            review TEXT NOT NULL)""",
            "CREATE INDEX ix_claim_lines_line ON claim_lines (line)",
            "CREATE INDEX ix_claim_lines_document_id ON claim_lines (document_id)",
            "CREATE INDEX ix_claim_lines_review ON claim_lines (review, line)",
            """CREATE TABLE claim_decisions (claim_id TEXT NOT NULL, judgement_id TEXT NOT NULL, person TEXT NOT NULL,
            PRIMARY KEY (claim_id, judgement_id)) WITHOUT ROWID""",
            "CREATE VIRTUAL TABLE desk_words USING fts5 (words, sounds, tokenize = 'unicode61 remove_diacritics 0')",
            "CREATE VIRTUAL TABLE public_words USING fts5 (words, sounds, tokenize = 'unicode61 remove_diacritics 0')",
            """CREATE TABLE queues (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            payload TEXT NOT NULL, seal TEXT NOT NULL)""",
            """CREATE TABLE queue_openings (queue_id TEXT NOT NULL PRIMARY KEY REFERENCES queues (id),
            payload TEXT NOT NULL, seal TEXT NOT NULL)""",
            """CREATE TABLE queue_judgements (judgement_id TEXT NOT NULL PRIMARY KEY REFERENCES judgements (id),
            queue_id TEXT NOT NULL REFERENCES queues (id))""",
            "CREATE INDEX ix_queue_judgements_queue_id ON queue_judgements (queue_id)",
            "CREATE INDEX ix_judgements_on ON judgements (json_extract(payload, '$.on[0].document_id'))",
            "CREATE INDEX ix_judgements_supersedes ON judgements (supersedes)",
            *(
                f"CREATE TRIGGER {table}_keep_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: add a row that supersedes, never change one'); END"
                for table in ("queues", "queue_openings", "queue_judgements")
                for act in ("UPDATE", "DELETE")
            ),
        ),
    ),
    Migration(
        version=5,
        name="editions of the rows of coded data sets",
        statements=(
            """CREATE TABLE editions (seq INTEGER PRIMARY KEY, data_set TEXT NOT NULL, row TEXT NOT NULL,
            document_id TEXT NOT NULL REFERENCES documents (id))""",
            "CREATE INDEX ix_editions_document_id ON editions (document_id)",
            "CREATE INDEX ix_editions_data_set_row ON editions (data_set, row)",
            *(
                f"CREATE TRIGGER editions_keep_{act.lower()} BEFORE {act} ON editions "
                "BEGIN SELECT RAISE(ABORT, 'editions is append-only: add a row that supersedes, never change one'); END"
                for act in ("UPDATE", "DELETE")
            ),
        ),
    ),
    Migration(
        version=6,
        name="the index of linking",
        statements=(
            """CREATE TABLE link_units (number INTEGER PRIMARY KEY, document TEXT NOT NULL, claims TEXT NOT NULL,
            codes BLOB NOT NULL, blocks BLOB NOT NULL)""",
            "CREATE INDEX ix_link_units_document ON link_units (document)",
            "CREATE TABLE link_keys (key INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID",
            """CREATE TABLE link_joins (one INTEGER NOT NULL, other INTEGER NOT NULL, rule INTEGER NOT NULL,
            PRIMARY KEY (one, other)) WITHOUT ROWID""",
            "CREATE TABLE link_several (number INTEGER PRIMARY KEY, claim_id TEXT NOT NULL)",
            """CREATE TABLE link_state (one INTEGER PRIMARY KEY, ruleset TEXT NOT NULL, reader TEXT, until INTEGER NOT NULL,
            judgements TEXT NOT NULL)""",
        ),
    ),
    Migration(
        version=7,
        name="names in the order in which they are counted",
        statements=("CREATE INDEX ix_incident_terms_label ON incident_terms (kind, audience, term, label)",),
    ),
    Migration(
        version=8,
        name="documents by the day of printing",
        statements=("CREATE INDEX ix_documents_published_on ON documents (published_on)",),
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
