"""Lists of documents: filtered, counted, and told apart by whether anybody read them, without opening a text.

Days and publishers are those of the metadata as it was read. These lists are the desk's: what a reader may see of a document is
for the guard to say, so a page for readers asks for few rows and takes each past it, and asks for no ``text``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Select,
    Table,
    exists,
    func,
    insert,
    or_,
    select,
    true,
)

from saidso.errors import ConfigError
from saidso.ledger import schema
from saidso.ledger.editions import superseded
from saidso.ledger.extractions import imported
from saidso.ledger.search_index import ready
from saidso.ledger.search_words import fold

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger

STATES = ("read", "not read", "waiting", "superseded")
"""Read by the newest model or imported; said not to be read, with a reason; not looked at yet; a row that came again since."""
SORTS = ("added", "newest", "oldest", "title")
MOST = 500
_CHOICES = 300
_D = schema.documents.c
_HITS = Table("found_documents", MetaData(), Column("seq", Integer, primary_key=True), prefixes=["TEMPORARY"])
"""The documents whose heads hold the words asked for; it ends with the transaction of the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """What a list of documents is asked for; a field left None or "" asks nothing.

    ``text``: words of the title, the publisher or the file name, in any order, under the fold of search. ``state`` is one of
    ``STATES``.

    Raises:
        ConfigError: a state, an order or a page that is none; the message says which there are.
    """

    text: str = ""
    publisher: str | None = None
    language: str | None = None
    format: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    state: str | None = None
    sort: str = "added"
    page: int = 1
    size: int = 50

    def __post_init__(self) -> None:
        for name, word, words in (("state", self.state, (None, *STATES)), ("sort", self.sort, SORTS)):
            if word not in words:
                raise ConfigError(f"{name} {word!r} is not known. Choose one of: {', '.join(filter(None, words))}.")
        if self.page < 1 or not 1 <= self.size <= MOST:
            raise ConfigError(f"page {self.page} of {self.size} rows: ask for page 1 or later, and 1 to {MOST} rows.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document in a list; ``claims`` that count now, ``reason`` why it was not read, "" otherwise."""

    id: str
    source: str
    format: str
    publisher: str | None
    title: str | None
    language: str | None
    published_on: date | None
    claims: int
    state: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentList:
    """One page of a list, how many there are in all, and how many of them have each publisher, language and format."""

    asked: DocumentFilter
    rows: tuple[DocumentLine, ...]
    total: int
    publishers: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    formats: tuple[tuple[str, int], ...]

    @property
    def pages(self) -> int:
        """How many pages there are; one where nothing was found."""
        return max(1, -(-self.total // self.asked.size))


def document_list(ledger: Ledger, asked: DocumentFilter) -> DocumentList:
    """One page of the documents asked for, with the counts of all of them.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    model, counted = ledger.newest_model(), ledger._extractions.counted_models()
    with ledger.store.reading() as connection:
        where = list(_conditions(connection, asked, model))
        order = [*_ORDER[asked.sort], _D.seq]
        columns = (_D.id, _D.source, _D.format, _D.publisher, _D.title, _D.language, _D.published_on)
        rows = select(*columns).where(*where).order_by(*order).limit(asked.size).offset((asked.page - 1) * asked.size)
        found = connection.execute(rows).all()
        known = _known(connection, [row.id for row in found], model, counted)
        kinds = (_D.publisher, _D.language, _D.format)
        grouped = connection.execute(select(*kinds, func.count()).where(*where or [true()]).group_by(*kinds))
        many: dict[tuple[str | None, ...], int] = {(row[0], row[1], row[2]): row[3] for row in grouped}
        return DocumentList(
            asked=asked,
            rows=tuple(_line(row, *known[row.id]) for row in found),
            total=sum(many.values()),
            publishers=_most(many, 0),
            languages=_most(many, 1),
            formats=_most(many, 2),
        )


def coverage(ledger: Ledger) -> tuple[tuple[date | None, str | None, int], ...]:
    """(day of publication, publisher, how many documents), None where the documents do not say; by day, then publisher."""
    rows = select(_D.published_on, _D.publisher, func.count().label("many")).group_by(_D.published_on, _D.publisher)
    with ledger.store.reading() as connection:
        found = connection.execute(rows.order_by(_D.published_on, _D.publisher)).all()
    return tuple((row.published_on and date.fromisoformat(row.published_on), row.publisher, row.many) for row in found)


def readings(ledger: Ledger) -> tuple[tuple[str, int, int], ...]:
    """(model or import, documents it read, claims it made) in the order they came to this ledger."""
    e, c, m = schema.extractions.c, schema.claims.c, schema.models.c
    with ledger.store.reading() as connection:
        read = {row.model: row.many for row in _by_model(connection, e)}
        made = {row.model: row.many for row in _by_model(connection, c)}
        return tuple((name, read.get(name, 0), made.get(name, 0)) for name in connection.scalars(select(m.name).order_by(m.seq)))


def not_read_reasons(ledger: Ledger) -> tuple[tuple[str, int], ...]:
    """Why the newest model did not read documents, with how many of each, by reason."""
    n, model = schema.not_read.c, ledger.newest_model()
    rows = select(n.reason, func.count().label("many")).where(n.model == model).group_by(n.reason).order_by(n.reason)
    with ledger.store.reading() as connection:
        return tuple((row.reason, row.many) for row in connection.execute(rows))


def grown(ledger: Ledger) -> tuple[int, ...]:
    """Numbers that change whenever anything is added or linked anew: what was counted at the same numbers still counts."""
    tables = (
        *(schema.documents, schema.skips, schema.not_read, schema.extractions, schema.judgements, schema.editions),
        *(schema.incident_log, schema.incident_changes),
    )
    columns = [select(func.coalesce(func.max(each.c.seq), 0)).scalar_subquery() for each in tables]
    with ledger.store.reading() as connection:
        return tuple(connection.execute(select(*columns)).one())


def not_read_reason(ledger: Ledger, document_id: str) -> str | None:
    """Why the newest model did not read a document; None where it did, or has not come to it."""
    model = ledger.newest_model()
    with ledger.store.reading() as connection:
        return _known(connection, [document_id], model, ())[document_id][2] or None


def keeps_bytes(ledger: Ledger, document_id: str) -> int | None:
    """How many original bytes the ledger keeps of a document; None where they were never handed over."""
    with ledger.store.reading() as connection:
        size: int | None = connection.scalar(select(_D.raw_size).where(_D.id == document_id))
    return size


_ORDER: dict[str, list[ColumnElement[Any]]] = {
    "added": [],
    "newest": [_D.published_on.desc().nulls_last()],
    "oldest": [_D.published_on.asc().nulls_last()],
    "title": [func.lower(func.coalesce(_D.title, _D.source))],
}


def _conditions(connection: Connection, asked: DocumentFilter, model: str | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for column, value in ((_D.publisher, asked.publisher), (_D.language, asked.language), (_D.format, asked.format)):
        if value:
            found.append(column == value)
    if asked.first_day:
        found.append(_D.published_on >= asked.first_day.isoformat())
    if asked.last_day:
        found.append(_D.published_on <= asked.last_day.isoformat())
    if asked.state:
        found.append(_in_state(asked.state, model))
    if words := fold(asked.text).split():
        _keep_hits(connection, words)
        found.append(_D.seq.in_(select(_HITS.c.seq)))
    return found


def _keep_hits(connection: Connection, words: list[str]) -> None:
    """Heads are folded as they are read: a hundred thousand take a second, and few people search for a file's name."""
    _HITS.create(connection)
    heads = connection.execute(select(_D.seq, _D.title, _D.publisher, _D.source))
    hits = [{"seq": row.seq} for row in heads if _holds(" ".join(filter(None, row[1:])), words)]
    if hits:
        connection.execute(insert(_HITS), hits)


def _holds(head: str, words: list[str]) -> bool:
    folded = f" {fold(head)}"
    return all(f" {word}" in folded for word in words)


def _in_state(state: str, model: str | None) -> ColumnElement[bool]:
    e, n = schema.extractions.c, schema.not_read.c
    read = exists().where(e.document_id == _D.id, or_(e.model == model, imported(e.model)))
    refused = exists().where(n.document_id == _D.id, n.model == model)
    gone = _D.id.in_(superseded())
    return {"read": read & ~gone, "not read": refused & ~read, "waiting": ~read & ~refused & ~gone, "superseded": gone}[state]


def _known(
    connection: Connection, ids: list[str], model: str | None, counted: tuple[str, ...]
) -> dict[str, tuple[int, str, str]]:
    """Claims, state and reason of each document."""
    c, e, n = schema.claims.c, schema.extractions.c, schema.not_read.c
    made = select(c.document_id, func.count().label("many")).where(c.document_id.in_(ids), c.model.in_(counted))
    claims = {row.document_id: row.many for row in connection.execute(made.group_by(c.document_id))}
    by = select(e.document_id).where(e.document_id.in_(ids), or_(e.model == model, imported(e.model)))
    read = frozenset(connection.scalars(by))
    refused = select(n.document_id, n.reason).where(n.document_id.in_(ids), n.model == model)
    reasons = {row.document_id: row.reason for row in connection.execute(refused)}
    gone = frozenset(connection.scalars(select(_D.id).where(_D.id.in_(ids), _D.id.in_(superseded()))))
    found = {}
    for id in ids:
        state = "superseded" if id in gone else "read" if id in read else "not read" if id in reasons else "waiting"
        found[id] = (0 if id in gone else claims.get(id, 0), state, reasons.get(id, "") if state == "not read" else "")
    return found


def _line(row: Any, claims: int, state: str, reason: str) -> DocumentLine:
    return DocumentLine(
        id=row.id,
        source=row.source,
        format=row.format,
        publisher=row.publisher,
        title=row.title,
        language=row.language,
        published_on=row.published_on and date.fromisoformat(row.published_on),
        claims=claims,
        state=state,
        reason=reason,
    )


def _most(many: Mapping[tuple[str | None, ...], int], at: int) -> tuple[tuple[str, int], ...]:
    """The most frequent first; a list of choices of more than a few hundred helps nobody."""
    found: Counter[str] = Counter()
    for values, count in many.items():
        value = values[at]
        if value is not None:
            found[value] += count
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_CHOICES])


def _by_model(connection: Connection, c: Any) -> Any:
    rows: Select[Any] = select(c.model, func.count().label("many")).group_by(c.model)
    return connection.execute(rows)


def linked_claims(ledger: Ledger, *documents: str) -> dict[str, tuple[str, str]]:
    """Claim id -> (id of its incident, what people decided on it in one word) for the linked claims of these documents."""
    ready(ledger.store)
    c, lines = schema.claim_lines.c, schema.incident_lines.c
    rows = select(c.claim_id, lines.incident_id, c.review).join(schema.incident_lines, lines.line == c.line)
    with ledger.store.reading() as connection:
        found = connection.execute(rows.where(c.document_id.in_(documents)))
        return {row.claim_id: (row.incident_id, row.review) for row in found}


def holds_document(ledger: Ledger, document_id: str) -> bool:
    """Whether there is a document of this id."""
    with ledger.store.reading() as connection:
        return bool(connection.scalar(select(exists().where(_D.id == document_id))))
