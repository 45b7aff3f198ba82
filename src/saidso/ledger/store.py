"""The file behind a ledger: opening, migrating, transactions, and database errors in words.

SQLite in WAL mode: one process writes while others read. Each write is one transaction that takes the write lock at its start,
so a run that is killed leaves all of it or nothing. ``synchronous=NORMAL``: a killed process loses nothing; a power cut may
lose the last transactions, never the file, and the next run adds them again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, Row, Select, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from saidso.errors import LedgerError
from saidso.ledger.migrations import MIGRATIONS, Migration, migrate, version_of

APPLICATION_ID = 0x53414944
""""SAID" in the header of the SQLite file: how we know our own."""

PATIENCE = 10.0
"""Seconds to wait for another writer. A write of ours takes milliseconds, relinking a large ledger takes the longest."""

PAGE = 500
"""Rows fetched at a time while streaming: small enough for flat memory, large enough that queries do not dominate."""

FEW = 16
"""Rows held in memory at a time where each may be a book."""

_WORDS = (
    ("locked", "another program is writing to it. Wait until it is done or close it, then run again; nothing is lost."),
    ("readonly", "it cannot be written to. Make the file and its folder writable, or copy it to where you can write."),
    ("unable to open", "the file cannot be opened. Check that its folder exists and that you may read and write there."),
    ("full", "the disk is full. Free some space and run again; what was stored before is safe."),
    ("i/o error", "the disk failed while reading or writing. Check the disk, then run `saidso check`."),
    ("malformed", "the file is damaged. Restore a backup, or build again from the source files into a new ledger."),
    ("not a database", "this is no ledger, or it is damaged. Choose another file, or restore a backup."),
    ("append-only", "what is stored is never changed or deleted. Add a row that supersedes it."),
    ("no such module", "this Python's SQLite has no full text (FTS5). Use the Python of python.org, of uv or of your system."),
    ("no such", "the file is damaged, a part of it is missing. Restore a backup, or build again into a new ledger."),
)
"""What SQLite says -> what happened and what to do now."""


class Store:
    """An open ledger file. ``reading`` and ``writing`` are the only doors to it."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._writer = engine.execution_options(saidso_begin="BEGIN IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the ledger."""
        with in_words(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are stored all together at the end, or not at all when anything goes wrong."""
        with in_words(self.path), self._writer.begin() as connection:
            yield connection

    def stream(self, rows: Select[Any], key: Column[Any], page: int = PAGE) -> Iterator[Row[Any]]:
        """The rows in the order of ``key`` (unique, among the selected columns), ``page`` at a time.

        No transaction stays open between pages, so the caller may write while it reads.
        """
        ordered = rows.order_by(key).limit(page)
        found = self._all(ordered)
        while found:
            yield from found
            found = self._all(ordered.where(key > found[-1]._mapping[key])) if len(found) == page else []

    def at_one_moment(self, rows: Select[Any]) -> Iterator[Row[Any]]:
        """The rows as they all stood when the first was read; only what one fetch gives is in memory.

        Far quicker than ``stream`` for rows of little each, but a transaction stays open until the last: for reading alone.
        """
        with self.reading() as connection:
            yield from connection.execution_options(yield_per=FEW).execute(rows)

    def _all(self, rows: Select[Any]) -> Sequence[Row[Any]]:
        with self.reading() as connection:
            return connection.execute(rows).all()

    def close(self) -> None:
        """Give the file back. The last one to close folds the write-ahead log into it: one file to copy."""
        self._engine.dispose()


def open_store(path: Path, *, create: bool, migrations: Sequence[Migration] = MIGRATIONS) -> Store:
    """Open a ledger file, bring it to the newest version, or create it where ``create`` allows.

    Raises:
        LedgerError: there is no such file, it is no ledger, it is newer than this saidso, or it cannot be opened.
    """
    _look_at(path, create=create)
    store = Store(path, _engine(path, create=create))
    try:
        _bring_up(store, migrations, create=create)
    except LedgerError:
        store.close()
        raise
    return store


def _look_at(path: Path, *, create: bool) -> None:
    """Refuse what is no ledger before SQLite touches it."""
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except FileNotFoundError:
        if not create:
            raise LedgerError(f"{path}: there is no such ledger. Check the path, or make it with `saidso build`.") from None
        if not path.absolute().parent.is_dir():
            raise LedgerError(f"{path}: the folder does not exist. Make it, or choose another --ledger.") from None
        return
    except OSError as error:
        raise LedgerError(f"{path}: cannot be opened ({error.strerror}). Choose a file that you may read and write.") from error
    if start and start != b"SQLite format 3\0":
        raise _no_ledger(path)


def _no_ledger(path: Path) -> LedgerError:
    return LedgerError(f"{path}: this file is no saidso ledger. Choose another --ledger, or restore a backup of yours.")


def _engine(path: Path, *, create: bool) -> Engine:
    address = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    if not create and _on_a_read_only_shelf(path):
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, check_same_thread=False)
        connection.isolation_level = None  # we say BEGIN ourselves, so that DDL is part of the transaction
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("saidso_begin", "BEGIN"))

    event.listen(engine, "begin", begin)
    return engine


def _on_a_read_only_shelf(path: Path) -> bool:
    """An archive disc: SQLite cannot put its log beside the file there, but a file without a log can be read as it is."""
    log = path.with_name(path.name + "-wal")
    return not os.access(path.absolute().parent, os.W_OK) and not (log.exists() and log.stat().st_size)


def _bring_up(store: Store, migrations: Sequence[Migration], *, create: bool) -> None:
    """Check that the file is ours, then migrate it if it is older."""
    with store.reading() as connection:
        ours = connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        empty = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
        if not ours and not (empty and create):
            raise _no_ledger(store.path)
        if ours and version_of(connection, migrations, str(store.path)) == migrations[-1].version:
            return
    with in_words(store.path), store._engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA journal_mode = WAL")
    with store.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(connection, migrations, str(store.path))


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn what the database says into what happened, where, and what to do now."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        words = next((words for sign, words in _WORDS if sign in said.lower()), None)
        message = f"{path}: {words} ({said})" if words else f"{path}: the database refused: {said}. Run `saidso check`."
        raise LedgerError(message) from error
