"""The shelf of judgements: what people decided. It can be superseded, never edited."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from saidso.errors import LedgerError
from saidso.ledger import review_index, schema
from saidso.ledger.codec import canonical, parse, plain, restore, seal, storable
from saidso.ledger.documents import Documents
from saidso.ledger.store import Store
from saidso.nouns.claim import Claim
from saidso.nouns.judgement import Decision, Judgement, Review, review_of, standing


class Judgements:
    """Judgements in the order they were made; append-only."""

    def __init__(self, store: Store, documents: Documents) -> None:
        self._store = store
        self._documents = documents

    def add(self, judgement: Judgement) -> bool:
        """Store a judgement; say whether it was new."""
        self.prove(judgement)
        with self._store.writing() as connection:
            return add_in(connection, judgement, str(self._store.path))

    def prove(self, judgement: Judgement) -> None:
        """Hold the words it points at against the texts.

        Raises:
            LedgerError: they do not stand there.
        """
        for evidence in judgement.on:
            if not evidence.proves(self._documents.get(evidence.document_id).text):
                place = f"{evidence.document_id} [{evidence.span.start}, {evidence.span.end})"
                where = f"{self._store.path}, judgement {judgement.id}"
                raise LedgerError(f"{where}: its words do not stand at {place}. Point at the exact words.")

    def log(self) -> Iterator[tuple[Judgement, str | None]]:
        """Every judgement with the id of the one that superseded it, or None while it stands."""
        with self._store.reading() as connection:
            moment = _moment(connection)
        return self._until(moment)

    def told(self) -> Iterator[tuple[Judgement, str | None]]:
        """``log`` without what blind queues hide; what such a decision took the place of stands until it is told."""
        with self._store.reading() as connection:
            moment, hidden = _moment(connection), review_index.blind_judgements(connection)
        for judgement, later in self._until(moment):
            if judgement.id not in hidden:
                yield judgement, None if later in hidden else later

    def _until(self, moment: _Moment) -> Iterator[tuple[Judgement, str | None]]:
        """The log as it stood then: what came since could be of a blind queue that was not looked at."""
        c = schema.judgements.c
        for row in self._store.stream(select(c.seq, c.id, c.payload).where(c.seq <= moment.last), c.seq):
            yield read_judgement(row), moment.gone.get(row.id)

    def held(self) -> int:
        """How many judgements blind queues hide."""
        with self._store.reading() as connection:
            return len(review_index.blind_judgements(connection))

    def chosen(self) -> list[Judgement]:
        """Values that people chose and that stand, in the order they were added."""
        c, later = schema.judgements.c, schema.judgements.alias()
        gone = select(later.c.supersedes).where(later.c.supersedes == c.id).exists()
        with self._store.reading() as connection:
            rows = select(c.id, c.payload).where(c.decision == Decision.BEST.value, ~gone).order_by(c.seq)
            return [read_judgement(row) for row in connection.execute(rows)]

    def reviews(
        self, claims_of: Callable[[str], Iterable[Claim]], documents: Collection[str] | None = None
    ) -> dict[str, Review]:
        """Claim id -> review, for every claim on which a judgement stands; ``claims_of`` gives the claims of a document.

        What was decided in a blind queue counts once the queue is open, as for the states of claims (``review_index``).
        ``documents``: only claims of these.
        """
        with self._store.reading() as connection:
            moment, hidden = _moment(connection), review_index.blind_judgements(connection)
        by_document: dict[str, list[Judgement]] = {}
        for judgement in standing(each for each, _ in self._until(moment)):
            wanted = judgement.on and (documents is None or judgement.on[0].document_id in documents)
            if wanted and judgement.id not in hidden:
                by_document.setdefault(judgement.on[0].document_id, []).append(judgement)
        found = (review_of(claim, about) for document_id, about in by_document.items() for claim in claims_of(document_id))
        return {review.claim: review for review in found if review.judgements}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """The log as it stood once: its last number, and id -> the id of what took its place."""

    last: int
    gone: Mapping[str, str]


def _moment(connection: Connection) -> _Moment:
    c = schema.judgements.c
    later = connection.execute(select(c.id, c.supersedes).where(c.supersedes.is_not(None)).order_by(c.seq))
    return _Moment(gone={row.supersedes: row.id for row in later}, last=connection.scalar(select(func.max(c.seq))) or 0)


def add_in(connection: Connection, judgement: Judgement, path: str) -> bool:
    """Store a judgement inside a transaction, with what follows from it for the claims it is on; say whether it was new."""
    row, c, where = judgement_row(judgement), schema.judgements.c, f"{path}, judgement {judgement.id}"
    stored = connection.scalar(select(c.payload).where(c.id == judgement.id))
    if stored is not None and stored != row["payload"]:
        raise LedgerError(f"{where}: it is there already and says something else. Make a new one that supersedes it.")
    if stored is not None:
        return False
    earlier = connection.execute(select(c.id, c.payload).where(c.id == judgement.supersedes)).one_or_none()
    if judgement.supersedes and earlier is None:
        raise LedgerError(f"{where}: it supersedes {judgement.supersedes}, which is not there. Add that one first.")
    connection.execute(insert(schema.judgements), row)
    review_index.refresh(connection, [*judgement.on[:1], *(read_judgement(earlier).on[:1] if earlier else ())])
    return True


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """The columns of a judgement, its payload and its seal."""
    payload = canonical(plain(judgement))
    return {
        "id": judgement.id,
        "person": storable(judgement.person),
        "decision": judgement.decision,
        "supersedes": judgement.supersedes,
        "payload": payload,
        "seal": seal(payload),
    }


def read_judgement(row: Any) -> Judgement:
    """The judgement of a row that has ``id`` and ``payload``."""
    where = f"judgement {row.id}"
    return restore(Judgement, parse(row.payload, where), where)
