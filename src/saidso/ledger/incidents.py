"""The shelf of incidents: derived tables that are rebuilt as a whole, and the log of ids that is only added to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select

from saidso.errors import LedgerError
from saidso.ledger import schema, search_index
from saidso.ledger.codec import canonical, parse, plain, restore, seal, storable
from saidso.ledger.shares import WHOLE, Share
from saidso.ledger.store import PAGE, Store
from saidso.nouns.incident import Incident, Linking

T = TypeVar("T")


class Incidents:
    """Incidents as the last linking left them; claims keep the ids of their incidents in the log."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def replace(self, linking: Linking) -> None:
        """Put these incidents in the place of all earlier ones, in one transaction.

        The log of ids grows by the claims whose incident changed. A linking that puts every claim where the log has
        it already adds nothing, its ``changes`` included: they were stored the first time.
        """
        with self._store.writing() as connection:
            self.replace_in(connection, linking)
            connection.execute(delete(schema.link_state))  # the index of linking does not know these incidents

    def replace_in(self, connection: Connection, linking: Linking) -> None:
        """The same inside a transaction."""
        connection.execute(delete(schema.incident_claims))
        connection.execute(delete(schema.incidents))
        _fill(connection, schema.incidents, map(incident_row, linking.incidents))
        _fill(connection, schema.incident_claims, _members(linking))
        known = ids_in_log(connection)
        _log(connection, linking, known)
        search_index.reindex(connection, linking.incidents)

    def grow_in(self, connection: Connection, linking: Linking, gone: Sequence[str]) -> None:
        """Put new and changed incidents beside those that stand, inside a transaction; ``gone`` are no more."""
        changed = [incident.id for incident in linking.incidents]
        for name in (*gone, *changed):
            search_index.forget(connection, name)
        for column in (schema.incident_claims.c.incident_id, schema.incidents.c.id):
            for name in (*gone, *changed):
                connection.execute(delete(column.table).where(column == name))
        moving = [claim for incident in linking.incidents for claim in incident.claims]
        for at in range(0, len(moving), PAGE):  # a claim may come from an incident that goes on without it
            c = schema.incident_claims.c
            connection.execute(delete(schema.incident_claims).where(c.claim_id.in_(moving[at : at + PAGE])))
        _fill(connection, schema.incidents, map(incident_row, linking.incidents))
        _fill(connection, schema.incident_claims, _members(linking))
        _log(connection, linking, _ids_of(connection, moving))
        for at in range(0, len(linking.incidents), PAGE):
            search_index.index_all(connection, linking.incidents[at : at + PAGE])

    def ids(self) -> dict[str, str]:
        """Claim id to incident id, the latest entry of the log for each claim ever linked."""
        with self._store.reading() as connection:
            return ids_in_log(connection)

    def log(self) -> Iterator[tuple[str, str]]:
        """Every (claim id, incident id) in the order in which claims were put into incidents."""
        c = schema.incident_log.c
        for row in self._store.stream(select(schema.incident_log), c.seq):
            yield row.claim_id, row.incident_id

    def restore(self, linking: Linking, log: Iterable[tuple[str, str]]) -> None:
        """Fill the shelf of a ledger that has none yet, with the log of ids and the changes as they once were written."""
        with self._store.writing() as connection:
            entries = ({"claim_id": claim, "incident_id": incident} for claim, incident in log)
            _fill(connection, schema.incident_log, entries)
            named = ({"kind": kind, "old": old, "new": new} for kind, old, new in linking.changes)
            _fill(connection, schema.incident_changes, named)
            self.replace_in(connection, Linking(incidents=linking.incidents))

    def changes(self) -> Iterator[tuple[str, str, str]]:
        """Every (kind, old id, new id) in the order it happened."""
        for row in self._store.stream(select(schema.incident_changes), schema.incident_changes.c.seq):
            yield row.kind, row.old, row.new

    def redirect(self, old_id: str) -> str:
        """The id under which the incident lives now; ``old_id`` itself where it still does."""
        seen: set[str] = set()
        now: str | None = old_id
        with self._store.reading() as connection:
            while now is not None and now not in seen:
                if connection.scalar(select(schema.incidents.c.id).where(schema.incidents.c.id == now)) is not None:
                    return now
                seen.add(now)
                now = _merged_into(connection, now)
            log = schema.incident_log.c
            logged = connection.scalar(select(log.seq).where(log.incident_id == old_id).limit(1))
        if logged is None:
            raise LedgerError(f"{self._store.path}: there is no incident {old_id}. `saidso show` lists them.")
        raise LedgerError(
            f"{self._store.path}: incident {old_id} has no claims any more, for the newest model does not make them. "
            "`saidso show` lists the incidents of today."
        )

    def all(self, within: Share = WHOLE) -> Iterator[Incident]:
        """Every incident (of a share), by id."""
        c = schema.incidents.c
        for row in self._store.stream(select(c.id, c.payload).where(*within.holds(c.id)), c.id):
            yield read_incident(row)

    def get(self, id: str) -> Incident:
        """One incident by its id or an id that was merged into it."""
        c = schema.incidents.c
        now = self.redirect(id)
        with self._store.reading() as connection:
            row = connection.execute(select(c.id, c.payload).where(c.id == now)).one()
        return read_incident(row)

    def these(self, ids: Sequence[str]) -> list[Incident]:
        """Incidents by their ids, in that order; one query for hundreds, and one each for those that were merged."""
        c = schema.incidents.c
        found: dict[str, Incident] = {}
        for at in range(0, len(ids), PAGE):
            with self._store.reading() as connection:
                rows = connection.execute(select(c.id, c.payload).where(c.id.in_(ids[at : at + PAGE])))
                found.update((row.id, read_incident(row)) for row in rows)
        return [found[id] if id in found else self.get(id) for id in ids]


def incident_row(incident: Incident) -> dict[str, Any]:
    """The columns of an incident, its payload and its seal."""
    payload = canonical(plain(incident))
    when, place = incident.when, incident.place
    return {
        "id": incident.id,
        "type": incident.type,
        "earliest": when and when.earliest and when.earliest.isoformat(),
        "latest": when and when.latest and when.latest.isoformat(),
        "place": place and storable(place.name or place.words),
        "claims": len(incident.claims),
        "documents": len(incident.documents),
        "origins_lo": incident.origins.lo,
        "origins_hi": incident.origins.hi,
        "contradictions": sum(slot.agreement == "contradictory" for slot in incident.slots),
        "payload": payload,
        "seal": seal(payload),
    }


def read_incident(row: Any) -> Incident:
    """The incident of a row that has ``id`` and ``payload``."""
    where = f"incident {row.id}"
    return restore(Incident, parse(row.payload, where), where)


def ids_in_log(connection: Connection) -> dict[str, str]:
    """Claim id to incident id, the latest entry winning."""
    c = schema.incident_log.c
    return {row.claim_id: row.incident_id for row in connection.execute(select(c.claim_id, c.incident_id).order_by(c.seq))}


def _log(connection: Connection, linking: Linking, known: Mapping[str, str]) -> None:
    """Note the claims whose incident is another one than ``known``, and what happened to incidents if there are any."""
    moved = [row for row in _members(linking) if known.get(row["claim_id"]) != row["incident_id"]]
    _fill(connection, schema.incident_log, moved)
    if moved:
        changes = ({"kind": kind, "old": old, "new": new} for kind, old, new in linking.changes)
        _fill(connection, schema.incident_changes, changes)


def _ids_of(connection: Connection, claims: Sequence[str]) -> dict[str, str]:
    """The latest entry of the log for each of these claims."""
    c = schema.incident_log.c
    found: dict[str, str] = {}
    for at in range(0, len(claims), PAGE):
        rows = select(c.claim_id, c.incident_id).where(c.claim_id.in_(claims[at : at + PAGE])).order_by(c.seq)
        found.update((row.claim_id, row.incident_id) for row in connection.execute(rows))
    return found


def _members(linking: Linking) -> Iterator[dict[str, Any]]:
    return ({"claim_id": claim, "incident_id": incident.id} for incident in linking.incidents for claim in incident.claims)


def _merged_into(connection: Connection, id: str) -> str | None:
    c = schema.incident_changes.c
    rows = select(c.new).where(c.kind == "merged", c.old == id).order_by(c.seq.desc()).limit(1)
    new: str | None = connection.scalar(rows)
    return new


def _fill(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows a page at a time."""
    waiting = iter(rows)
    while page := list(islice(waiting, PAGE)):
        connection.execute(insert(table), page)
