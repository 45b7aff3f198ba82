"""The audit log: every judgement that was ever made, newest first, with what it changed against the machine's claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, String, func, or_, select

from saidso.errors import ConfigError
from saidso.ledger import schema
from saidso.ledger.agreement import machine_fields
from saidso.ledger.judgements import read_judgement
from saidso.ledger.review_index import blind_judgements, claims_at
from saidso.nouns.judgement import Decision, Judgement, concerns

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from saidso.ledger.ledger import Ledger

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which part of the log: ``viewer`` must not see what others decided in blind queues; None hides nothing.

    ``first_day`` to ``last_day`` are days as the clock of whoever decided had them.
    """

    viewer: str | None = None
    person: str | None = None
    decision: str | None = None
    document: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    page: int = 1
    size: int = 50

    def __post_init__(self) -> None:
        if self.page < 1 or not 1 <= self.size <= MOST:
            raise ConfigError(f"page {self.page} of {self.size} rows: ask for page 1 or later, and 1 to {MOST} rows.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One judgement with what came of it.

    ``claims`` are the linked claims it concerns now (none, where the newest model makes no such claim); ``before`` is what
    the machine reads in the slot of an edit, ``after`` what the person puts there; ``superseded_by`` the judgement that
    took its place or took it back.
    """

    judgement: Judgement
    claims: tuple[str, ...]
    superseded_by: Judgement | None
    supersedes: Judgement | None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """One page of the log and how many entries there are in all."""

    entries: tuple[Entry, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An incident that was merged into another, or of which another was split off: the order of ``number`` is the order in time.

    No clock is kept for them: linking is derived, and gives the same whenever it runs.
    """

    number: int
    kind: str
    old: str
    new: str


def audit(ledger: Ledger, asked: Asked) -> AuditPage:
    """One page of the log, the latest entry first; merges and splits of incidents are in ``Ledger.incident_changes``.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    j = schema.judgements.c
    with ledger.store.reading() as connection:
        where = list(_conditions(connection, asked))
        total = connection.scalar(select(func.count()).select_from(schema.judgements).where(*where)) or 0
        rows = select(j.id, j.payload).where(*where).order_by(j.seq.desc())
        rows = rows.limit(asked.size).offset((asked.page - 1) * asked.size)
        found = [read_judgement(row) for row in connection.execute(rows)]
        beside = _beside(connection, found)
        return AuditPage(entries=tuple(_entry(connection, judgement, beside) for judgement in found), total=total)


def moves(ledger: Ledger, *, page: int = 1, size: int = 50) -> tuple[tuple[Move, ...], int]:
    """Merges and splits of incidents, the latest first, a page of them; and how many there were in all."""
    c = schema.incident_changes.c
    moved = c.kind.in_(("merged", "split"))
    rows = select(c.seq, c.kind, c.old, c.new).where(moved).order_by(c.seq.desc()).limit(size).offset((page - 1) * size)
    with ledger.store.reading() as connection:
        total = connection.scalar(select(func.count()).select_from(schema.incident_changes).where(moved)) or 0
        found = connection.execute(rows).all()
    return tuple(Move(number=row.seq, kind=row.kind, old=row.old, new=row.new) for row in found), total


def people(ledger: Ledger) -> list[str]:
    """Everybody who ever decided, by name: for the filter of the log."""
    with ledger.store.reading() as connection:
        return list(connection.scalars(select(schema.judgements.c.person).distinct().order_by(schema.judgements.c.person)))


def _conditions(connection: Connection, asked: Asked) -> list[ColumnElement[bool]]:
    j = schema.judgements.c
    where: list[ColumnElement[bool]] = []
    if asked.viewer is not None and (hidden := blind_judgements(connection)):
        where.append(j.id.not_in(hidden) | (j.person == asked.viewer))
    if asked.person:
        where.append(j.person == asked.person)
    if asked.decision:
        where.append(j.decision == asked.decision)
    if asked.document:
        where.append(func.json_extract(j.payload, "$.on[0].document_id", type_=String) == asked.document)
    made = func.substr(func.json_extract(j.payload, "$.made_at", type_=String), 1, 10)
    if asked.first_day:
        where.append(made >= asked.first_day.isoformat())
    if asked.last_day:
        where.append(made <= asked.last_day.isoformat())
    return where


def _entry(connection: Connection, judgement: Judgement, beside: dict[str, Judgement]) -> Entry:
    claims = [claim for claim in claims_at(connection, judgement.on[0]) if concerns(judgement, claim)] if judgement.on else []
    edit = judgement.decision == Decision.EDIT and judgement.slot is not None
    before = {machine_fields(claim).get(judgement.slot or "", "") for claim in claims} if edit else set()
    later = (each for each in beside.values() if each.supersedes == judgement.id)
    return Entry(
        judgement=judgement,
        claims=tuple(claim.id for claim in claims),
        superseded_by=next(later, None),
        supersedes=beside.get(judgement.supersedes) if judgement.supersedes else None,
        before="; ".join(sorted(each for each in before if each)) if edit else None,
        after=judgement.value if edit else None,
    )


def _beside(connection: Connection, judgements: Sequence[Judgement]) -> dict[str, Judgement]:
    """By their ids, the judgements that these supersede and those that supersede them, the earliest first."""
    j = schema.judgements.c
    earlier = [each.supersedes for each in judgements if each.supersedes]
    where = or_(j.id.in_(earlier), j.supersedes.in_([each.id for each in judgements]))
    rows = connection.execute(select(j.id, j.payload).where(where).order_by(j.seq))
    return {row.id: read_judgement(row) for row in rows}
