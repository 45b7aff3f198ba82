"""The index of a linking on disc: what a delivery can meet is found without reading everything.

Derived, like the incidents: it follows from claims and judgements, no fingerprint contains it, and losing it costs one
linking of everything. ``link.index`` says what its methods give; this room keeps the rows and knows nothing of weights.
"""

from __future__ import annotations

import json
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, delete, exists, func, insert, or_, select

from saidso.ledger import schema
from saidso.ledger.editions import superseded
from saidso.ledger.extractions import Extractions, read_claim
from saidso.ledger.incidents import Incidents, read_incident
from saidso.ledger.judgements import Judgements
from saidso.ledger.store import Store
from saidso.nouns.claim import Claim
from saidso.nouns.growth import Growth, Kept, Outstanding
from saidso.nouns.incident import Incident, Linking
from saidso.nouns.judgement import Judgement, standing

T = TypeVar("T")

ASKED = 900
"""Ids asked for in one query; older SQLite takes 999 variables."""
ROWS = 20_000
"""Rows written at a time."""

_U, _K, _J = schema.link_units.c, schema.link_keys.c, schema.link_joins.c


class LinkIndex:
    """The linking of a ledger as it stands; every method reads, only ``keep`` writes."""

    def __init__(self, store: Store, extractions: Extractions, judgements: Judgements, incidents: Incidents) -> None:
        self._store = store
        self._extractions = extractions
        self._judgements = judgements
        self._incidents = incidents

    # ---------------------------------------------------------------- what is new

    def outstanding(self, ruleset: str) -> Outstanding:
        """What the linking has not seen yet: see ``nouns.growth.Outstanding``."""
        reader, log = self._extractions.newest_model(), [judgement for judgement, _ in self._judgements.log()]
        stands = {judgement.id for judgement in standing(log)}
        with self._store.reading() as connection:
            row = connection.execute(select(schema.link_state)).one_or_none()
            seen = set(json.loads(row.judgements)) if row else set()
            until = connection.scalar(select(func.coalesce(func.max(schema.claims.c.seq), 0))) or 0
            linked = connection.scalar(select(func.count(func.distinct(_U.document)))) or 0
        come, left = ((), ()) if row is None else self._moves(row.until)
        return Outstanding(
            ruleset=ruleset,
            whole=row is None or (row.ruleset, row.reader) != (ruleset, reader),
            documents=come,
            left=left,
            judged=frozenset(on.document_id for each in log if each.id in stands ^ seen for on in each.on),
            linked=linked,
            until=until,
            judgements=tuple(sorted(stands)),
            reader=reader,
        )

    def _moves(self, until: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Documents whose claims came, or count again; and documents whose claims count no more."""
        c, models = schema.claims.c, self._extractions.counted_models()
        with self._store.reading() as connection:
            gone = set(connection.scalars(superseded()))
            new = set(connection.scalars(select(c.document_id).where(c.seq > until, c.model.in_(models)).distinct()))
            known = exists().where(_U.document == schema.editions.c.document_id)
            back = select(schema.editions.c.document_id).where(~known).distinct()
            new.update(connection.scalars(back))
            here = {document for part in _parts(sorted(gone | new)) for document in connection.scalars(_documents_in(part))}
        return tuple(sorted(new - gone)), tuple(sorted(gone & here))

    def judgements(self) -> list[Judgement]:
        return list(standing(judgement for judgement, _ in self._judgements.log()))

    def claims(self) -> Iterator[Claim]:
        return self._extractions.claims()

    def claims_of(self, documents: Iterable[str]) -> Iterator[Claim]:
        """The claims that count of these documents, in the order they were added."""
        c, models = schema.claims.c, self._extractions.counted_models()
        for part in _parts(sorted(set(documents))):
            rows = select(c.seq, c.id, c.payload).where(c.document_id.in_(part), c.model.in_(models)).order_by(c.seq)
            yield from map(read_claim, self._all(rows))

    def known_ids(self) -> Mapping[str, str]:
        return self._incidents.ids()

    # ---------------------------------------------------------------- groups

    def next_number(self) -> int:
        with self._store.reading() as connection:
            return 1 + (connection.scalar(select(func.max(_U.number))) or 0)

    def sizes(self, keys: Sequence[int]) -> Mapping[int, int]:
        found: Counter[int] = Counter()
        for part in _parts(keys):
            rows = select(_K.key, func.count()).where(_K.key.in_(part)).group_by(_K.key)
            found.update({row[0]: row[1] for row in self._all(rows)})
        return found

    def members(self, keys: Sequence[int]) -> Mapping[int, Sequence[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for part in _parts(keys):
            for key, number in self._all(select(_K.key, _K.number).where(_K.key.in_(part))):
                found[key].append(number)
        return found

    def codes(self, numbers: Sequence[int]) -> NDArray[np.int64]:
        found = {row.number: row.codes for row in self._units(numbers)}
        rows = b"".join(found[number] for number in numbers)
        return np.frombuffer(rows, dtype="<i8").reshape(len(numbers), -1) if numbers else np.zeros((0, 1), dtype=np.int64)

    def units(self, numbers: Sequence[int]) -> Mapping[int, tuple[Claim, ...]]:
        ids = {row.number: json.loads(row.claims) for row in self._units(numbers)}
        held = self._claims_by_id([claim for claims in ids.values() for claim in claims])
        return {number: tuple(held[claim] for claim in claims) for number, claims in ids.items()}

    def documents(self, numbers: Sequence[int]) -> Mapping[int, str]:
        return {row.number: row.document for row in self._units(numbers)}

    def of_documents(self, documents: Iterable[str]) -> Sequence[Kept]:
        found: list[Kept] = []
        for part in _parts(sorted(set(documents))):
            rows = select(schema.link_units).where(_U.document.in_(part)).order_by(_U.document, _U.number)
            found += map(_kept, self._all(rows))
        return found

    def joins(self, numbers: Sequence[int]) -> Mapping[int, Mapping[int, int]]:
        found: dict[int, dict[int, int]] = defaultdict(dict)
        for part in _parts(numbers):
            for one, other, rule in self._all(select(_J.one, _J.other, _J.rule).where(_J.one.in_(part))):
                found[one][other] = rule
        return found

    # ---------------------------------------------------------------- incidents

    def ids(self, claims: Sequence[str]) -> Mapping[str, str]:
        c = schema.incident_log.c
        found: dict[str, str] = {}
        for part in _parts(claims):
            for claim, incident in self._all(select(c.claim_id, c.incident_id).where(c.claim_id.in_(part)).order_by(c.seq)):
                found[claim] = incident
        return found

    def taken(self, incident: str) -> bool:
        c = schema.incident_log.c
        return bool(self._all(select(c.seq).where(c.incident_id == incident).limit(1)))

    def incidents(self, ids: Sequence[str]) -> Mapping[str, Incident]:
        c = schema.incidents.c
        found = (row for part in _parts(ids) for row in self._all(select(c.id, c.payload).where(c.id.in_(part))))
        return {row.id: read_incident(row) for row in found}

    # ---------------------------------------------------------------- keeping

    def keep(self, growth: Growth) -> None:
        """Store a delivery: incidents, the log of their ids, and this index, all in one transaction or not at all."""
        with self._store.writing() as connection:
            linking = Linking(incidents=growth.incidents, changes=growth.changes)
            if growth.whole:
                for table in (schema.link_joins, schema.link_keys, schema.link_several, schema.link_units):
                    connection.execute(delete(table))
                self._incidents.replace_in(connection, linking)
            else:
                self._incidents.grow_in(connection, linking, growth.gone)
            _leave(connection, growth.left)
            _enter(connection, growth.entered)
            _rejoin(connection, growth)
            _note(connection, growth.of)

    def _units(self, numbers: Sequence[int]) -> Iterator[Any]:
        for part in _parts(numbers):
            yield from self._all(select(_U.number, _U.document, _U.claims, _U.codes).where(_U.number.in_(part)))

    def _claims_by_id(self, ids: Sequence[str]) -> dict[str, Claim]:
        c, models = schema.claims.c, self._extractions.counted_models()
        queries = (select(c.id, c.payload).where(c.id.in_(part), c.model.in_(models)) for part in _parts(ids))
        return {row.id: read_claim(row) for query in queries for row in self._all(query)}

    def _all(self, rows: Select[Any]) -> Sequence[Any]:
        with self._store.reading() as connection:
            return connection.execute(rows).all()


def _leave(connection: Connection, numbers: Sequence[int]) -> None:
    for part in _parts(numbers):
        keys = connection.execute(select(_U.number, _U.blocks).where(_U.number.in_(part))).all()
        pairs = [(key, row.number) for row in keys for _, key in _unpacked(row.blocks)]
        if pairs:
            connection.exec_driver_sql("DELETE FROM link_keys WHERE key = ? AND number = ?", pairs)
        connection.execute(delete(schema.link_joins).where(or_(_J.one.in_(part), _J.other.in_(part))))
        for table in (schema.link_several, schema.link_units):
            connection.execute(delete(table).where(table.c.number.in_(part)))


def _enter(connection: Connection, entered: Iterable[Kept]) -> None:
    waiting = iter(entered)
    while page := list(islice(waiting, ROWS)):
        units = [(k.number, k.document, json.dumps(k.claims), _codes(k.codes), _packed(k.keys)) for k in page]
        connection.exec_driver_sql("INSERT INTO link_units (number, document, claims, codes, blocks) VALUES (?,?,?,?,?)", units)
        wholes = [(kept.number, kept.claims[0]) for kept in page if kept.several]
        if wholes:
            connection.exec_driver_sql("INSERT INTO link_several (number, claim_id) VALUES (?, ?)", wholes)
        keys = [(key, kept.number) for kept in page for key in sorted({key for _, key in kept.keys})]
        if keys:
            connection.exec_driver_sql("INSERT INTO link_keys (key, number) VALUES (?, ?)", keys)


def _rejoin(connection: Connection, growth: Growth) -> None:
    if growth.parted:
        both = [pair for one, other in growth.parted for pair in ((one, other), (other, one))]
        connection.exec_driver_sql("DELETE FROM link_joins WHERE one = ? AND other = ?", both)
    waiting = iter(growth.joined)
    while page := list(islice(waiting, ROWS)):
        rows = [row for one, other, rule in page for row in ((one, other, rule), (other, one, rule))]
        connection.exec_driver_sql("INSERT OR REPLACE INTO link_joins (one, other, rule) VALUES (?, ?, ?)", rows)


def _note(connection: Connection, of: Outstanding | None) -> None:
    """How far this linking has seen the ledger; without it the next one begins anew."""
    connection.execute(delete(schema.link_state))
    if of is not None:
        row = {"ruleset": of.ruleset, "reader": of.reader, "until": of.until, "judgements": json.dumps(of.judgements)}
        connection.execute(insert(schema.link_state), {"one": 1} | row)


def _documents_in(documents: Sequence[str]) -> Select[Any]:
    return select(_U.document).where(_U.document.in_(documents)).distinct()


def _kept(row: Any) -> Kept:
    return Kept(
        number=row.number,
        document=row.document,
        claims=tuple(json.loads(row.claims)),
        codes=tuple(np.frombuffer(row.codes, dtype="<i8").tolist()),
        keys=_unpacked(row.blocks),
    )


def _codes(row: Sequence[int]) -> bytes:
    return np.array(row, dtype="<i8").tobytes()


def _packed(keys: Sequence[tuple[int, int]]) -> bytes:
    """(rule, key) pairs, nine bytes each."""
    return b"".join(struct.pack("<Bq", rule, key) for rule, key in keys)


def _unpacked(packed: bytes) -> tuple[tuple[int, int], ...]:
    return tuple((rule, key) for rule, key in struct.iter_unpack("<Bq", packed))


def _parts(asked: Sequence[T], size: int = ASKED) -> Iterator[Sequence[T]]:
    for at in range(0, len(asked), size):
        yield asked[at : at + size]
