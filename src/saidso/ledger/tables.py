"""The flat tables of a ledger, for notebooks and exports.

Nothing here passes the guard: a table of a ledger holds the words as they stand in the documents, private names included.
What leaves the desk goes through ``saidso export``, which reads the same tables from behind the guard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date
from itertools import islice
from typing import Any, Protocol

from saidso.errors import LedgerError
from saidso.ledger import told_rows
from saidso.ledger.codec import Plain, plain, restore
from saidso.ledger.frames import Cells, FlatTable, columns, engine
from saidso.ledger.shares import WHOLE, Share
from saidso.ledger.told import Told
from saidso.ledger.told_rows import Desk, TellRows, rows_of
from saidso.nouns.document import Document, Skip
from saidso.nouns.judgement import Judgement, Review, standing


class Readable(Protocol):
    """What must be answered for tables: by a ledger, or by a view of it past the guard."""

    @property
    def permalink(self) -> str: ...
    def told(self, within: Share = WHOLE) -> Iterator[Told]: ...
    def documents_stored(self, within: Share = WHOLE) -> Iterator[Plain]: ...
    def skips(self) -> Iterator[Skip]: ...
    def not_read(self) -> Iterator[tuple[str, str, str]]: ...
    def incident_changes(self) -> Iterator[tuple[str, str, str]]: ...
    def judgements_told(self) -> Iterator[tuple[Judgement, str | None]]: ...
    def chosen(self) -> list[Judgement]: ...
    def reviews(self) -> dict[str, Review]: ...


_AT_ONCE = 100
"""Incidents held at a time."""


def table(ledger: Readable, name: str, *, embargo: Mapping[str, str] | None = None) -> FlatTable:
    """The flat table of that name; with ``embargo`` (claim id -> until when) claims and incidents have a last column for it.

    Raises:
        LedgerError: there is none of that name; the message lists them.
    """
    if name in TOLD:
        rows = TOLD[name][1]
        kinds = told_columns(name, marked=embargo is not None)
        return FlatTable(name=name, columns=kinds, read=lambda: _told(ledger, rows, embargo))
    if name in OTHERS:
        kinds, read = OTHERS[name]
        return FlatTable(name=name, columns=kinds, read=lambda: read(ledger))
    raise LedgerError(f"there is no table {name!r} in a ledger. Choose one of: {', '.join(TABLES)}.")


def sql(ledger: Readable, query: str) -> Any:
    """What ``Ledger.sql`` promises."""
    duckdb = engine("sql()", "duckdb", "use table(NAME).rows()")
    engine("sql()", "pyarrow", "use table(NAME).rows()")
    # Nothing but the ledger's own tables can be read, and nothing can be written: a query from a colleague harms nobody.
    connection = duckdb.connect(config={"enable_external_access": "false"})
    words = set(re.findall(r"\w+", query.lower()))
    for name in TABLES:
        if name in words:
            connection.register(name, table(ledger, name).arrow())
    try:
        return connection.sql(query)
    except duckdb.Error as error:
        raise LedgerError(f"sql(): {error} The tables are: {', '.join(TABLES)}.") from error


def told_columns(name: str, *, marked: bool) -> dict[str, type]:
    """The columns of a table of ``TOLD``; ``marked``: rows say what is under embargo."""
    return TOLD[name][0] | (told_rows.EMBARGO if marked and name in ("claims", "incidents") else {})


def desk_of(ledger: Readable, embargo: Mapping[str, str] | None = None) -> Desk:
    """What people decided, for the rows of what was told."""
    return Desk(reviews=ledger.reviews(), chosen=standing(ledger.chosen()), permalink=ledger.permalink, embargo=embargo)


def _told(ledger: Readable, rows: TellRows, embargo: Mapping[str, str] | None) -> Iterator[Cells]:
    desk = desk_of(ledger, embargo)
    waiting = ledger.told()
    while some := list(islice(waiting, _AT_ONCE)):
        yield from rows_of(some, desk, rows)


def _documents(ledger: Readable) -> Iterator[Cells]:
    return map(document_cells, ledger.documents_stored())


def document_cells(document: Plain) -> Cells:
    """The row of one document, also where an older saidso wrote less of it.

    Raises:
        LedgerError: the stored document is damaged.
    """
    try:
        return _document(document)
    except (KeyError, TypeError, ValueError, AttributeError):
        where = f"document {document.get('id') if isinstance(document, dict) else 'without an id'}"
        return _document(plain(restore(Document, document, where)))


def _document(document: Plain) -> Cells:
    known = document["metadata"]
    publisher, printed = known["publisher"], known["published_on"]
    day = printed["value"]
    return (
        document["id"], document["sha256"], document["source"], document["format"], publisher["value"], publisher["how"],
        known["issuer"]["value"], known["title"]["value"], known["language"]["value"],
        None if day is None else date.fromisoformat(day), printed["how"], known["agency"]["value"], known["url"]["value"],
        len(document["text"]), len(document["turns"]),
    )  # fmt: skip


def _skips(ledger: Readable) -> Iterator[Cells]:
    return ((skip.source, skip.reason, skip.message, skip.sha256) for skip in ledger.skips())


def _judgements(ledger: Readable) -> Iterator[Cells]:
    for judgement, superseded_by in ledger.judgements_told():
        made_at = judgement.made_at if judgement.made_at.tzinfo else judgement.made_at.replace(tzinfo=UTC)
        yield (
            judgement.id, judgement.person, made_at, judgement.decision, judgement.slot, judgement.value, judgement.reason,
            judgement.supersedes, superseded_by,
        )  # fmt: skip


TOLD: dict[str, tuple[dict[str, type], TellRows]] = {
    "claims": (told_rows.CLAIMS, told_rows.claim_rows),
    "incidents": (told_rows.INCIDENTS, told_rows.incident_rows),
    "values": (told_rows.VALUES, told_rows.value_rows),
    "voices": (told_rows.VOICES, told_rows.voice_rows),
    "readings": (told_rows.READINGS, told_rows.reading_rows),
    "links": (told_rows.LINKS, told_rows.link_rows),
}
"""Tables that follow from incidents and their claims: one reading of the ledger serves all of them."""

DOCUMENTS = columns(
    "id sha256 source format:term publisher publisher_how:term issuer title language:term published_on:day published_how:term "
    "agency url characters:whole turns:whole"
)

OTHERS: dict[str, tuple[dict[str, type], Callable[[Readable], Iterator[Cells]]]] = {
    "documents": (DOCUMENTS, _documents),
    "skips": (columns("source reason:term message sha256"), _skips),
    "not_read": (columns("document_id model reason"), lambda ledger: ledger.not_read()),
    "judgements": (
        columns("id person made_at:moment decision:term slot value reason supersedes superseded_by"),
        _judgements,
    ),
    "incident_changes": (columns("kind:term old new"), lambda ledger: ledger.incident_changes()),
}

TABLES = (*TOLD, *OTHERS)
"""Names of all tables."""
