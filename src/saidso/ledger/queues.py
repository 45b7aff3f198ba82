"""Which claims a person reads next, and queues that are given to people: also to two, blind to each other (double coding).

A queue is append-only: its name, its claims in order, its reviewers. What a reviewer decides on a claim of it belongs to it.
While a blind queue is closed, the other reviewers do not see these decisions, and no state of a claim shows them; it opens when
every reviewer is done, or when somebody opens it, with name and reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, insert, select, text

from saidso.errors import ConfigError, LedgerError
from saidso.ledger import schema
from saidso.ledger.agreement import Coding, FieldAgreement, agreement, coding_of
from saidso.ledger.codec import canonical, parse, plain, restore, seal
from saidso.ledger.judgements import read_judgement
from saidso.ledger.review import NUMBERS
from saidso.ledger.review_index import JUDGED, QueueOpening, blind_judgements, open_in, waiting
from saidso.ledger.search import IncidentFilter, lines_within
from saidso.ledger.search_index import ready

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger

ORDERS = ("contradiction", "confidence", "toll", "new")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQueue:
    """Claims given to reviewers. ``blind``: they do not see each other's decisions until the queue is open."""

    id: str
    name: str
    made_by: str
    made_at: datetime
    claims: tuple[str, ...]
    reviewers: tuple[str, ...]
    blind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueState:
    """A queue as it stands: its opening, None while it is closed, and (reviewer, claims left) for those who are not done."""

    queue: ReviewQueue
    opening: QueueOpening | None
    left: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many claims a person has decided on, how many are left, and on how many anybody has (as far as all may see)."""

    done: int
    left: int
    judged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Whose turn it is and on what: all linked claims, those of ``queue`` (in its order), or those of the incidents ``within``.

    ``order``: "contradiction" (most contradicted, then least sure, highest toll, newest), or "confidence", "toll" or "new"
    first and the others after it. ``others`` False leaves out claims that anybody has decided on.
    """

    person: str
    order: str = "contradiction"
    queue: str | None = None
    within: IncidentFilter | None = None
    others: bool = True

    def __post_init__(self) -> None:
        if self.order not in ORDERS:
            raise ConfigError(f"order {self.order!r} is not known. Choose one of: {', '.join(ORDERS)}.")


def claims_to_review(ledger: Ledger, reading: Reading, *, most: int = 20, skip: int = 0) -> list[str]:
    """Ids of the claims that this person has not decided on, the next one first.

    It asks the ledger anew each time, so nothing is lost on a reload and one goes on where one was. ``skip`` passes over as
    many claims at the head, for those who want to come back to them.
    """
    ready(ledger.store)
    with ledger.store.reading() as connection:
        chosen = _chosen(connection, reading)
        rows = _order_of(connection, reading, select(_C.claim_id).where(*chosen, *_undecided(reading)))
        return list(connection.scalars(rows.limit(most).offset(skip)))


def progress(ledger: Ledger, reading: Reading) -> Progress:
    """How far this person is; claims that are linked no more are not counted."""
    ready(ledger.store)
    with ledger.store.reading() as connection:
        chosen = _chosen(connection, reading)
        # From the decisions, which are few, to the claims: asking every claim for its decisions takes ten times as long.
        every, done, judged = (
            connection.scalar(select(func.count()).where(*chosen, *asked)) or 0
            for asked in ((), (_C.claim_id.in_(_decided_by(reading)),), (_C.review.in_(JUDGED),))
        )
        return Progress(done=done, left=every - done, judged=judged)


_C = schema.claim_lines.c
_BY = {
    "contradiction": _C.contradictions.desc(),
    "confidence": _C.confidence,
    "toll": _C.toll.desc().nulls_last(),
    "new": _C.added.desc(),
}


def _chosen(connection: Connection, reading: Reading) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_C.claim_id.is_not(None)]
    if reading.queue is not None:
        found.append(_C.claim_id.in_(text(_IN_QUEUE).bindparams(queue=reading.queue).columns(claim_id=_C.claim_id.type)))
    if reading.within is not None:
        found.append(_C.line.in_(lines_within(connection, reading.within)))
    return found


_IN_QUEUE = "SELECT claim.value FROM queues JOIN json_each(payload, '$.claims') AS claim WHERE queues.id = :queue"


def _decided(reading: Reading) -> ColumnElement[bool]:
    """This person has decided on the claim: anywhere, or in the queue where one is asked for."""
    d, made = schema.claim_decisions.c, schema.queue_judgements.c
    mine = (d.claim_id == _C.claim_id, d.person == reading.person)
    if reading.queue is None:
        return exists().where(*mine)
    return exists().where(*mine, made.judgement_id == d.judgement_id, made.queue_id == reading.queue)


def _decided_by(reading: Reading) -> Select[Any]:
    """The claims that this person has decided on: what ``_decided`` asks of one claim."""
    d, made = schema.claim_decisions.c, schema.queue_judgements.c
    rows = select(d.claim_id).where(d.person == reading.person)
    if reading.queue is not None:
        rows = rows.where(made.judgement_id == d.judgement_id, made.queue_id == reading.queue)
    return rows


def _undecided(reading: Reading) -> Iterator[ColumnElement[bool]]:
    yield ~_decided(reading)
    if not reading.others:
        yield _C.review.not_in(JUDGED)


def _order_of(connection: Connection, reading: Reading, rows: Any) -> Any:
    """A queue keeps the order in which it was given; ties go to the claim's id, so that the next one stays the next."""
    if reading.queue is None:
        order = (reading.order, *(each for each in ORDERS if each != reading.order))
        return rows.order_by(*(_BY[each] for each in order), _C.claim_id)
    at = text(
        "(SELECT claim.key FROM queues JOIN json_each(payload, '$.claims') AS claim "
        "WHERE queues.id = :queue AND claim.value = claim_lines.claim_id)"
    )
    return rows.order_by(at.bindparams(queue=reading.queue))


def add_queue(ledger: Ledger, queue: ReviewQueue) -> ReviewQueue:
    """Give claims to reviewers; the queue comes back under the id that its content gives it. The same one twice is kept once.

    Raises:
        ConfigError: it has no name, no claims or no reviewers, is blind with fewer than two, or names a claim that is not there.
    """
    _checked(ledger, queue)
    named = replace(queue, id="q" + hashlib.sha256(canonical(plain(replace(queue, id=""))).encode()).hexdigest()[:16])
    payload = canonical(plain(named))
    with ledger.store.writing() as connection:
        if not connection.scalar(select(exists().where(schema.queues.c.id == named.id))):
            row = {"id": named.id, "name": named.name, "payload": payload, "seal": seal(payload)}
            connection.execute(insert(schema.queues), row)
    return named


def _checked(ledger: Ledger, queue: ReviewQueue) -> None:
    if not queue.name.strip() or not queue.made_by.strip():
        raise ConfigError("A queue needs a name, and the name of who makes it. Give both.")
    if not queue.claims or len(set(queue.claims)) != len(queue.claims):
        raise ConfigError(f"{queue.name}: a queue needs claims, each of them once. Choose them in the list of incidents.")
    if len(set(queue.reviewers)) < (2 if queue.blind else 1) or not all(name.strip() for name in queue.reviewers):
        raise ConfigError(f"{queue.name}: a queue needs a reviewer, a blind one two. Name them.")
    known = _known(ledger, queue.claims)
    if missing := [claim for claim in queue.claims if claim not in known]:
        raise ConfigError(f"{queue.name}: there is no linked claim {missing[0]}. Choose claims that an incident holds.")


def _known(ledger: Ledger, claims: Sequence[str]) -> frozenset[str]:
    ready(ledger.store)
    found: set[str] = set()
    with ledger.store.reading() as connection:
        for at in range(0, len(claims), 500):
            found |= set(connection.scalars(select(_C.claim_id).where(_C.claim_id.in_(claims[at : at + 500]))))
    return frozenset(found)


def queues(ledger: Ledger) -> list[QueueState]:
    """Every queue in the order they were made, with who is not done."""
    q = schema.queues.c
    with ledger.store.reading() as connection:
        opened = {row.queue_id: _restored(row, QueueOpening) for row in connection.execute(select(schema.queue_openings))}
        rows = connection.execute(select(q.id.label("queue_id"), q.payload).order_by(q.seq)).all()
        return [
            QueueState(
                queue=_restored(row, ReviewQueue),
                opening=opened.get(row.queue_id),
                left=waiting(connection, row.queue_id),
            )
            for row in rows
        ]


def queue_state(ledger: Ledger, queue_id: str) -> QueueState:
    """One queue by id; LedgerError where there is none."""
    found = next((state for state in queues(ledger) if state.queue.id == queue_id), None)
    if found is None:
        raise LedgerError(f"{ledger.path}: there is no queue {queue_id}. The list of queues has those that are.")
    return found


def made_in(ledger: Ledger, queue_id: str) -> frozenset[str]:
    """Ids of the judgements that were made in a queue."""
    c = schema.queue_judgements.c
    with ledger.store.reading() as connection:
        return frozenset(connection.scalars(select(c.judgement_id).where(c.queue_id == queue_id)))


def codings_of(ledger: Ledger, queue_id: str) -> list[Coding]:
    """What each reviewer made of each claim of a queue, by the decisions made in it while it was closed.

    Give them to ``agreement.differing`` for what adjudication must look at.
    """
    state = queue_state(ledger, queue_id)
    made, j = schema.queue_judgements.c, schema.judgements.c
    rows = select(j.id, j.payload).join(schema.queue_judgements, made.judgement_id == j.id).where(made.queue_id == queue_id)
    with ledger.store.reading() as connection:
        judgements = [read_judgement(row) for row in connection.execute(rows.order_by(j.seq))]
    until = state.opening.made_at if state.opening else None
    claims = [ledger.claim(each) for each in state.queue.claims]
    found = (coding_of(claim, judgements, person, until=until) for claim in claims for person in state.queue.reviewers)
    return [coding for coding in found if coding is not None]


def agreement_in(ledger: Ledger, queue_id: str) -> list[FieldAgreement]:
    """Agreement per field of the two reviewers of a queue: F1 and Krippendorff's alpha.

    Raises:
        ConfigError: it was given to one reviewer, or to more than two.
    """
    state = queue_state(ledger, queue_id)
    if len(state.queue.reviewers) != 2:
        raise ConfigError(f"{state.queue.name}: agreement is between two reviewers. Give the claims to two in a queue.")
    return agreement(codings_of(ledger, queue_id), NUMBERS)


def open_queue(ledger: Ledger, queue_id: str, *, person: str, now: datetime, reason: str) -> None:
    """Let everybody see what was decided in a blind queue, before every reviewer is done.

    Raises:
        ConfigError: nobody is named, or no reason.
        LedgerError: there is no such queue.
    """
    if not person.strip() or not reason.strip():
        raise ConfigError("Opening a queue early needs your name and a reason. Give both.")
    state = queue_state(ledger, queue_id)
    if state.opening is None:
        with ledger.store.writing() as connection:
            open_in(connection, QueueOpening(queue=queue_id, person=person.strip(), made_at=now, reason=reason.strip()))


def hidden_from(ledger: Ledger, person: str) -> frozenset[str]:
    """Ids of the judgements that this person must not see yet: made by others in blind queues that are closed.

    Leave them out of every page that shows single decisions; ``decisions_on`` and ``audit`` do so.
    """
    j = schema.judgements.c
    with ledger.store.reading() as connection:
        blind = blind_judgements(connection)
        return frozenset(connection.scalars(select(j.id).where(j.id.in_(blind), j.person != person))) if blind else blind


def _restored(row: Any, kind: Any) -> Any:
    where = f"queue {row.queue_id}"
    return restore(kind, parse(row.payload, where), where)
