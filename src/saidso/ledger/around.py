"""What stands around: the incident of a claim, and the incidents of the same days that may be counted in it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, or_, select

from saidso.ledger import schema
from saidso.ledger.incidents import read_incident
from saidso.ledger.store import Store
from saidso.nouns.incident import Incident

MOST = 60
"""Incidents looked at beside one; a page names a few, and must not wait for a whole war's."""

_I = schema.incidents.c


def holding(store: Store, claim_id: str) -> Incident | None:
    """The incident that holds a claim; None where the claim is not linked."""
    held = schema.incident_claims.c
    with store.reading() as connection:
        rows = select(_I.id, _I.payload).join(schema.incident_claims, held.incident_id == _I.id)
        row = connection.execute(rows.where(held.claim_id == claim_id)).one_or_none()
    return None if row is None else read_incident(row)


def around(store: Store, incident: Incident) -> list[Incident]:
    """Incidents whose days meet those of ``incident``, where one of the two tells of several events at once, earliest first.

    For one that does: the others of its days, in its country where that is known. For any other: those that do.
    """
    when = incident.when
    if when is None or when.earliest is None:
        return []
    first, last = when.earliest.isoformat(), when.latest and when.latest.isoformat()
    meets = [_I.id != incident.id, _I.earliest.is_not(None), or_(_I.latest.is_(None), _I.latest >= first)]
    meets += [_I.earliest <= last] if last else []
    with store.reading() as connection:
        several = bool(connection.scalar(select(exists().where(schema.link_several.c.claim_id.in_(incident.claims)))))
        rows = select(_I.id, _I.payload).where(*meets, *(_beside(incident) if several else [_tells_of_several()]))
        found: Sequence[object] = connection.execute(rows.order_by(_I.earliest, _I.id).limit(MOST)).all()
    return [read_incident(row) for row in found]


def _beside(incident: Incident) -> list[ColumnElement[bool]]:
    lines = schema.incident_lines.c
    country = incident.place and incident.place.country
    return [exists().where(lines.incident_id == _I.id, lines.country == country)] if country else []


def _tells_of_several() -> ColumnElement[bool]:
    held, whole = schema.incident_claims.c, schema.link_several.c
    return _I.id.in_(select(held.incident_id).join(schema.link_several, whole.claim_id == held.claim_id))
