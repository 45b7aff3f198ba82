"""A whole ledger, incident by incident with its claims.

The order is that of ids (incidents, then claims within each), so that ledgers fed in another order give the same rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import exists, select

from saidso.ledger import schema
from saidso.ledger.codec import Plain, parse_quickly, plain, restore
from saidso.ledger.shares import WHOLE, Share
from saidso.ledger.store import Store
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident

_AT_ONCE = 200
"""Incidents fetched with their claims in one query: an incident has some four claims, so these are a thousand rows."""


_MODELS = select(schema.models.c.name).order_by(schema.models.c.seq)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One incident with its claims in the order of ids; ``incident`` is None for a claim that no linking has seen yet.

    All of them as stored, JSON of ``codec.py``: who needs nouns makes them with ``nouns``.
    """

    incident: Plain | None
    claims: tuple[Plain, ...]

    def nouns(self) -> tuple[Incident | None, tuple[Claim, ...]]:
        """The incident and the claims as records.

        Raises:
            LedgerError: one of them is damaged.
        """
        incident = None if self.incident is None else restore(Incident, self.incident, f"incident {_id(self.incident)}")
        return incident, tuple([restore(Claim, claim, f"claim {_id(claim)}") for claim in self.claims])


def _id(stored: Plain) -> str:
    return str(stored["id"]) if isinstance(stored, dict) and "id" in stored else "without an id"


def as_stored(incident: Incident | None, claims: Iterable[Claim]) -> Told:
    """Records as they would be stored."""
    return Told(incident=incident and plain(incident), claims=tuple(map(plain, claims)))


def mended(told: Told) -> Told:
    """The same with every field written out, those that came after the record was stored included.

    Raises:
        LedgerError: a record is damaged.
    """
    return as_stored(*told.nouns())


def told(store: Store, within: Share = WHOLE) -> Iterator[Told]:
    """Every incident of the share with its claims, as the newest model that makes them reads them."""
    c = schema.incidents.c
    rows = store.stream(select(c.id, c.payload).where(*within.holds(c.id)), c.id, _AT_ONCE)
    with store.reading() as connection:
        models = {name: place for place, name in enumerate(connection.scalars(_MODELS))}
    while page := list(islice(rows, _AT_ONCE)):
        claims = _claims_of(store, page[0].id, page[-1].id, models)
        for row in page:
            yield Told(incident=parse_quickly(row.payload, "incident", row.id), claims=_in_order(claims.pop(row.id, ())))


def unlinked(store: Store, models: Iterable[str], superseded: frozenset[str]) -> Iterator[Told]:
    """The claims of these models that stand in no incident, one by one; there are some where nothing has linked since."""
    c = schema.claims.c
    loose = ~exists().where(schema.incident_claims.c.claim_id == c.id)
    for model in models:
        rows = select(c.seq, c.id, c.document_id, c.payload).where(c.model == model, loose)
        for row in store.stream(rows, c.seq):
            if row.document_id not in superseded:
                yield Told(incident=None, claims=(_claim(row),))


def _claims_of(store: Store, first: str, last: str, models: Mapping[str, int]) -> dict[str, list[Any]]:
    """The rows of the claims of the incidents from ``first`` to ``last``, by incident; the newest model comes last."""
    c, member = schema.claims.c, schema.incident_claims.c
    joined = schema.incident_claims.join(schema.claims, c.id == member.claim_id)
    rows = select(member.incident_id, c.id, c.model, c.payload).select_from(joined)
    with store.reading() as connection:
        some = connection.execute(rows.where(member.incident_id >= first, member.incident_id <= last)).all()
    found: dict[str, list[Any]] = defaultdict(list)
    # Sorted here: the database would carry every payload through its sorting. A model that came meanwhile is the newest.
    for row in sorted(some, key=lambda row: models.get(row.model, len(models))):
        found[row.incident_id].append(row)
    return found


def _in_order(rows: Iterable[Any]) -> tuple[Plain, ...]:
    newest = {row.id: row for row in rows}
    return tuple([_claim(newest[id]) for id in sorted(newest)])


def _claim(row: Any) -> Plain:
    return parse_quickly(row.payload, "claim", row.id)
