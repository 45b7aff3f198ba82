"""Which bytes a run has met already, and under which name first."""

from __future__ import annotations

import sqlite3


class Seen:
    """Digests of one run with the names they came under, kept in a temporary database so that memory stays flat.

    A million rows held in a dictionary would take a quarter of a gigabyte; SQLite's nameless database spills to disk
    and is gone when it is closed.
    """

    def __init__(self) -> None:
        # One reader uses it at a time, though perhaps from another thread than the one that made it.
        self._store = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._store.execute("CREATE TABLE seen (sha256 BLOB PRIMARY KEY, source TEXT NOT NULL) WITHOUT ROWID")

    def first(self, sha256: str, source: str) -> str | None:
        """The name under which these bytes came first, or None: then this is the first, and is remembered."""
        digest = bytes.fromhex(sha256)
        if self._store.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (digest, source)).rowcount:
            return None
        row = self._store.execute("SELECT source FROM seen WHERE sha256 = ?", (digest,)).fetchone()
        return str(row[0])

    def close(self) -> None:
        """Give the space back."""
        self._store.close()
