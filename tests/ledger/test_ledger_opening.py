"""Files of every age and kind: created, migrated, or refused in words, and never a traceback."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from invented import a_document, an_extraction, fill, filled
from sqlalchemy import inspect

from saidso.errors import LedgerError
from saidso.ledger import Ledger, schema, store
from saidso.ledger.migrations import MIGRATIONS, Migration
from saidso.ledger.store import open_store


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")  # of the index on the documents of judgements
def test_the_migrations_make_the_tables_that_queries_see(tmp_path: Path):
    """schema.py and the SQL of the migrations are two descriptions of one thing."""
    opened = open_store(tmp_path / "l", create=True)
    with opened.reading() as connection:
        found = inspect(connection)
        # SQLite keeps a full text in a table and its shadows ("desk_words", "desk_words_idx"), which SQLAlchemy has no name for.
        named = {name for name in found.get_table_names() if not name.startswith(schema.FULL_TEXT)}
        assert named == set(schema.metadata.tables)
        for name, table in schema.metadata.tables.items():
            columns = {column["name"]: (str(column["type"]), column["nullable"]) for column in found.get_columns(name)}
            for column in table.columns:
                # SQLite calls an INTEGER PRIMARY KEY nullable although it never is.
                numbered = column.primary_key and str(column.type) == "INTEGER"
                nullable = columns[column.name][1] if numbered else column.nullable
                assert columns[column.name] == (str(column.type), nullable), f"{name}.{column.name}"
            assert len(columns) == len(table.columns)
            assert {i["name"] for i in found.get_indexes(name)} == {i.name for i in table.indexes}
            asked = {tuple(c.name for c in key.columns) for key in table.foreign_key_constraints}
            assert {tuple(key["constrained_columns"]) for key in found.get_foreign_keys(name)} == asked
    opened.close()


def test_versions_count_up_without_gaps():
    """A new version appends a step."""
    assert [step.version for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


@pytest.mark.parametrize("age", range(1, len(MIGRATIONS)))
def test_an_older_file_is_brought_up_to_date(tmp_path: Path, age: int):
    """A file of every earlier version opens, is migrated, keeps its rows and then works as a new one."""
    path = tmp_path / "l"
    open_store(path, create=True, migrations=MIGRATIONS[:age]).close()
    with sqlite3.connect(path) as old:
        old.execute("INSERT INTO models (name) VALUES ('invented-0')")
    with Ledger.open_existing(path) as ledger:
        assert ledger.newest_model() == "invented-0"
        fill(ledger, [1])
        assert ledger.report().incidents == 1
    assert versions(path) == [step.version for step in MIGRATIONS]


def versions(path: Path) -> list[int]:
    with sqlite3.connect(path) as database:
        return [version for (version,) in database.execute("SELECT version FROM schema_version ORDER BY version")]


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path):
    """All missing steps run in one transaction, DDL included."""
    path = tmp_path / "l"
    open_store(path, create=True, migrations=MIGRATIONS[:1]).close()
    bad = Migration(version=3, name="bad", statements=("CREATE TABLE half (a TEXT)", "CREATE TABLE documents (a TEXT)"))
    with pytest.raises(LedgerError, match="already exists"):
        open_store(path, create=False, migrations=(*MIGRATIONS[:2], bad))
    assert versions(path) == [1]
    with sqlite3.connect(path) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert not tables & {"half", "incidents"}


def test_a_newer_file_is_refused(tmp_path: Path):
    """What happened, where, and what to do now; the file is not touched."""
    path = filled(tmp_path / "l")
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO schema_version (version, name) VALUES (99, 'from the future')")
    for opening in (Ledger, Ledger.open_existing):
        with pytest.raises(LedgerError, match=r"l: the ledger is of version 99, .* Update saidso"):
            opening(path)


def test_a_missing_file_is_made_only_when_asked(tmp_path: Path):
    """show, check and export do not make ledgers."""
    with pytest.raises(LedgerError, match="no such ledger"):
        Ledger.open_existing(tmp_path / "l")
    assert not (tmp_path / "l").exists()
    Ledger(str(tmp_path / "l")).close()
    Ledger.open_existing(tmp_path / "l").close()
    with pytest.raises(LedgerError, match="folder does not exist"):
        Ledger(tmp_path / "nowhere" / "l")


GARBAGE = [b"not a ledger at all, but long enough", b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 5000, b"x"]


@pytest.mark.parametrize("content", GARBAGE)
def test_garbage_is_no_ledger(tmp_path: Path, content: bytes):
    """Any other file is refused and stays as it is."""
    path = tmp_path / "l"
    path.write_bytes(content)
    for opening in (Ledger, Ledger.open_existing):
        with pytest.raises(LedgerError, match=r"no ledger|no saidso ledger|damaged"):
            opening(path)
    assert path.read_bytes() == content


def test_somebody_elses_database_is_no_ledger(tmp_path: Path):
    """Another program's SQLite file, even one with a schema_version table, is refused unchanged; so is a folder."""
    path = tmp_path / "l"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE schema_version (version INTEGER)")
    before = path.read_bytes()
    for opening in (Ledger, Ledger.open_existing):
        with pytest.raises(LedgerError, match="no saidso ledger"):
            opening(path)
        with pytest.raises(LedgerError, match="cannot be opened"):
            opening(tmp_path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_ledger_only_when_asked(tmp_path: Path):
    """A run that was killed at its very start leaves an empty file; the next build goes on with it."""
    path = tmp_path / "l"
    path.touch()
    with pytest.raises(LedgerError, match="no saidso ledger"):
        Ledger.open_existing(path)
    with Ledger(path) as ledger:
        fill(ledger, [1])


def test_odd_paths_work(tmp_path: Path):
    """Blanks, percent signs, question marks and letters of any script."""
    path = tmp_path / "März 2031?#%41 راس.ledger"
    with Ledger(path) as ledger:
        ledger.add_document(a_document(1))
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]  # and the log is folded in


def test_a_locked_ledger_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """While another program writes, ours waits, then says what to do; reading goes on meanwhile."""
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    path = filled(tmp_path / "l")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger(path) as ledger:
        assert ledger.report().documents == 4
        with pytest.raises(LedgerError, match="another program is writing"):
            ledger.add_document(a_document(77))
    other.close()


def test_a_full_disk_says_so(tmp_path: Path):
    """What was stored stays; the message says to free space."""
    with Ledger(tmp_path / "l") as ledger:
        ledger.add_document(a_document(1))
        with ledger.store.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerError, match="disk is full"):
            for number in range(2, 200):
                ledger.add_document(a_document(number))
        assert next(iter(ledger.documents())) == a_document(1)


def test_a_read_only_file_can_be_read_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """From an archive disc: everything can be shown, and a write says what to do. (Root may write anywhere: we pretend.)"""
    path = filled(tmp_path / "l")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Ledger.open_existing(path) as ledger:
        assert len(list(ledger.claims())) == 6
        with pytest.raises(LedgerError, match="cannot be written to"):
            ledger.add_document(a_document(77))


def test_two_open_ledgers_share_one_file(tmp_path: Path):
    """A page is read while a build writes: each sees whole transactions."""
    with Ledger(tmp_path / "l") as one, Ledger(tmp_path / "l") as two:
        one.add_document(a_document(1))
        assert not two.add_document(a_document(1))
        two.add_extraction(an_extraction(a_document(1)))
        assert len(list(one.claims())) == 2


def test_streaming_uses_the_index(tmp_path: Path):
    """Paging through a million claims must not sort them for every page, nor a document's claims be sought among all."""
    with Ledger(tmp_path / "l") as ledger, ledger.store.reading() as connection:
        for query in (
            "SELECT seq, id, payload FROM claims WHERE model = 'm' AND seq > 5 ORDER BY seq LIMIT 500",
            "SELECT seq, id, payload FROM documents WHERE seq > 5 ORDER BY seq LIMIT 16",
            "SELECT id, payload FROM incidents WHERE id > 'i' ORDER BY id LIMIT 500",
        ):
            plan = " ".join(str(row) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all())
            assert "TEMP B-TREE" not in plan, plan
            assert "SCAN" not in plan, plan
        query = "SELECT * FROM claims WHERE document_id = 'd' AND model = 'm' ORDER BY seq"
        assert "document_id=? AND model=?" in str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all())
