"""The proof of a ledger: every span, chain, hash, judgement and incident, held against what it rests on.

Nothing is trusted because it is stored: each row is read as it lies in the file, and each fault is one line that says
what is wrong, where, and what to do now. Damage never stops the proof, only the part that cannot be read. A fault names offsets
and never the words that stand there: they may hold a private name, and a proof is printed and sent around.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import exists, select

from saidso.errors import LedgerError, SpanError
from saidso.ledger import schema
from saidso.ledger.chains import broken_links, loose_ends
from saidso.ledger.codec import parse, restore, seal
from saidso.ledger.documents import document_row, read_document, skip_row, unpacked
from saidso.ledger.extractions import claim_row, read_claim, split
from saidso.ledger.incidents import incident_row, read_incident
from saidso.ledger.judgements import judgement_row, read_judgement
from saidso.ledger.queues import ReviewQueue
from saidso.ledger.store import FEW, Store
from saidso.nouns.claim import Extraction
from saidso.nouns.document import Document, Known, Skip
from saidso.nouns.incident import Incident
from saidso.nouns.span import Evidence, Span

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger

T = TypeVar("T")

_RESTORE = "Restore a backup, or build again from the source files into a new ledger."
_REBUILD = "Run `saidso build` with one of your files again: incidents are made anew from claims and judgements."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that does not hold: what, where in the ledger, and what to do now."""

    what: str
    where: str
    now: str = _RESTORE

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.now}"


def check(ledger: Ledger) -> Iterator[Fault]:
    """Every fault of a ledger; none means that each value stands in its text, in the voice it is given to.

    Memory stays flat: a few documents are read at a time, with their extractions and claims.
    """
    store = ledger.store
    for prove in (_file, _documents, _bytes, _skips, _extractions, _stray_claims, _judgements, _queues, _incidents, _id_log):
        try:
            yield from prove(store)
        except LedgerError as error:
            # The rest of this part cannot be read at all; the other parts still can.
            yield Fault(what=f"cannot be read to its end ({error})", where=prove.__name__.strip("_").replace("_", " "))


def _file(store: Store) -> Iterator[Fault]:
    """The database's own checks, of its pages and of its references."""
    with store.reading() as connection:
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)").all():
            if said != "ok":
                yield Fault(what=f"the database reports: {said}", where=str(store.path))
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            yield Fault(what=f"it refers to a row of {parent} that is not there", where=f"{table}, row {row}")


def _documents(store: Store) -> Iterator[Fault]:
    for row in store.stream(select(schema.documents), schema.documents.c.seq, FEW):
        where = f"document {row.id} ({row.source})"
        yield from _sealed(row, where)
        document, faults = _read(read_document, row, where)
        yield from faults
        if document is None:
            continue
        yield from _columns(row, document_row(document), where)
        if document.id != f"d{document.sha256[:16]}":
            yield Fault(what=f"its id does not come from its SHA-256 {document.sha256}", where=where)
        for span in document_spans(document):
            if span.end > len(document.text):
                yield Fault(what=f"a span ends at {span.end}, the text at {len(document.text)}", where=where)
        with store.reading() as connection:
            kept = connection.scalar(select(exists().where(schema.blobs.c.sha256 == row.sha256)))
        if row.raw_size is not None and not kept:
            yield Fault(what="its original bytes are gone", where=where)


def document_spans(document: Document) -> Iterator[Span]:
    """Every span of a document that its constructor does not look at."""
    known = document.metadata
    fields: tuple[Known[Any], ...] = (
        *(known.publisher, known.issuer, known.title, known.author),
        *(known.published_on, known.language, known.agency, known.url),
        *(turn.speaker for turn in document.turns),
    )
    yield from (field.span for field in fields if field.span is not None)


def _bytes(store: Store) -> Iterator[Fault]:
    sizes = select(schema.documents.c.raw_size).where(schema.documents.c.sha256 == schema.blobs.c.sha256)
    rows = select(schema.blobs, sizes.scalar_subquery().label("raw_size"))
    for row in store.stream(rows, schema.blobs.c.sha256, FEW):
        where = f"original bytes {row.sha256}"
        try:
            raw = unpacked(row.data, where)
        except LedgerError as error:
            yield Fault(what=f"they cannot be unpacked ({error.__cause__})", where=where)
            continue
        if hashlib.sha256(raw).hexdigest() != row.sha256:
            yield Fault(what="their SHA-256 is another", where=where)
        if row.raw_size != len(raw):
            yield Fault(what=f"there are {len(raw)}, their document says {row.raw_size}", where=where)


def _skips(store: Store) -> Iterator[Fault]:
    for row in store.stream(select(schema.skips), schema.skips.c.seq):
        where = f"skip of {row.source}"
        yield from _sealed(row, where)
        skip, faults = _read(lambda row: restore(Skip, parse(row.payload, "skip"), "skip"), row, where)
        yield from faults
        if skip is not None:
            yield from _columns(row, skip_row(skip), where)


def _extractions(store: Store) -> Iterator[Fault]:
    """Each extraction with its document and all its claims."""
    for row in store.stream(select(schema.extractions), schema.extractions.c.seq, FEW):
        where = f"extraction of {row.document_id} by {row.model}"
        yield from _sealed(row, where)
        document, document_seal = _document(store, row.document_id)
        try:
            body, listed, seal_then = split(row.payload, where)
            extraction = restore(Extraction, body, where)
        except LedgerError as error:
            yield Fault(what=f"it cannot be read ({_why(error)})", where=where)
            continue
        if (extraction.document_id, extraction.model) != (row.document_id, row.model):
            yield Fault(what="its columns and its payload name different documents or models", where=where)
        if seal_then != document_seal:
            yield Fault(what="the document is not the one that was read", where=where)
        if document is not None:
            yield from (Fault(what=what, where=where) for what in loose_ends(extraction, document))
        yield from _claims(store, extraction, dict(listed), document)


def _claims(store: Store, extraction: Extraction, listed: dict[str, str], document: Document | None) -> Iterator[Fault]:
    """The claims of one extraction: none missing, none added, each whole, each in its text."""
    c = schema.claims.c
    of = f"of {extraction.document_id} by {extraction.model}"
    made = select(schema.claims).where(c.document_id == extraction.document_id, c.model == extraction.model)
    with store.reading() as connection:
        rows = connection.execute(made.order_by(c.seq)).all()
    for missing in sorted(set(listed) - {row.id for row in rows}):
        yield Fault(what=f"it is missing from the extraction {of}", where=f"claim {missing}")
    for row in rows:
        where = f"claim {row.id} {of}"
        yield from _sealed(row, where)
        if listed.get(row.id) != row.seal:
            yield Fault(what="it is not the claim that the extraction made", where=where)
        claim, faults = _read(read_claim, row, where)
        yield from faults
        if claim is None:
            continue
        yield from _columns(row, claim_row(claim), where)
        yield from (Fault(what=what, where=where) for what in broken_links(claim, extraction, document))
        yield from _unproven(claim.every_evidence(), document, where)
        if any(evidence.document_id != claim.document_id for evidence in claim.every_evidence()):
            yield Fault(what="it rests on words of another document", where=where)


def _stray_claims(store: Store) -> Iterator[Fault]:
    c, e = schema.claims.c, schema.extractions.c
    made = exists().where(e.document_id == c.document_id, e.model == c.model)
    for row in store.stream(select(c.seq, c.id, c.document_id, c.model).where(~made), c.seq):
        yield Fault(what="no extraction made it", where=f"claim {row.id} of {row.document_id} by {row.model}")


def _judgements(store: Store) -> Iterator[Fault]:
    for row in store.stream(select(schema.judgements), schema.judgements.c.seq):
        where = f"judgement {row.id}"
        yield from _sealed(row, where)
        judgement, faults = _read(read_judgement, row, where)
        yield from faults
        if judgement is None:
            continue
        yield from _columns(row, judgement_row(judgement), where)
        for evidence in judgement.on:
            yield from _unproven((evidence,), _document(store, evidence.document_id)[0], where)


def _queues(store: Store) -> Iterator[Fault]:
    for row in store.stream(select(schema.queues), schema.queues.c.seq):
        where = f"queue {row.id}"
        yield from _sealed(row, where)
        queue, faults = _read(lambda row: restore(ReviewQueue, parse(row.payload, "queue"), "queue"), row, where)
        yield from faults
        if queue is not None:
            yield from _columns(row, {"id": queue.id, "name": queue.name}, where)
    for row in store.stream(select(schema.queue_openings), schema.queue_openings.c.queue_id):
        yield from _sealed(row, f"opening of queue {row.queue_id}")


def _incidents(store: Store) -> Iterator[Fault]:
    for row in store.stream(select(schema.incidents), schema.incidents.c.id):
        where = f"incident {row.id}"
        yield from (replace(fault, now=_REBUILD) for fault in _sealed(row, where))
        incident, faults = _read(read_incident, row, where)
        yield from (replace(fault, now=_REBUILD) for fault in faults)
        if incident is None:
            continue
        yield from (replace(fault, now=_REBUILD) for fault in _columns(row, incident_row(incident), where))
        yield from (Fault(what=what, where=where, now=_REBUILD) for what in _dangling(store, incident))


def _dangling(store: Store, incident: Incident) -> Iterator[str]:
    """What an incident refers to and should not."""
    inside, c, claims = set(incident.claims), schema.incident_claims.c, schema.claims.c
    rows = select(c.claim_id, claims.document_id).outerjoin(schema.claims, claims.id == c.claim_id)
    with store.reading() as connection:
        found = connection.execute(rows.where(c.incident_id == incident.id))
        members = {(row.claim_id, row.document_id) for row in found}
    for id in sorted(id for id, document in members if document is None):
        yield f"its claim {id} is not there"
    if different := {id for id, _ in members} ^ inside:
        yield f"the table of its members differs in {', '.join(sorted(different))}"
    if {document for _, document in members} - {None} != set(incident.documents):
        yield "its documents are not those of its claims"
    parts = [claim for part in incident.origins.parts for claim in part]
    if not set(parts) <= inside or len(parts) != len(set(parts)):
        yield "its origins hold a claim twice or one that is not in it"
    if not 0 <= incident.origins.lo <= incident.origins.hi:
        yield f"its origins run from {incident.origins.lo} to {incident.origins.hi}"
    for slot in incident.slots:
        for reading in slot.readings:
            if not set(reading.claims) <= inside:
                yield f"a reading of {slot.slot} rests on a claim that is not in it"
            if any(not 0 <= origin < len(incident.origins.parts) for origin in reading.origins):
                yield f"a reading of {slot.slot} names an origin that is not there"


def _id_log(store: Store) -> Iterator[Fault]:
    """Each linked claim stands in the incident where the log put it last."""
    members, log = schema.incident_claims, schema.incident_log.c
    last = select(log.incident_id).where(log.claim_id == members.c.claim_id).order_by(log.seq.desc()).limit(1)
    for row in store.stream(select(members, last.scalar_subquery().label("logged")), members.c.claim_id):
        if row.logged != row.incident_id:
            what = f"it is in incident {row.incident_id}, the log says {row.logged or 'nothing'}"
            yield Fault(what=what, where=f"claim {row.claim_id}", now=_REBUILD)


def _document(store: Store, id: str) -> tuple[Document | None, str | None]:
    """The document and its seal; None where it is missing or damaged (which its own proof reports)."""
    c = schema.documents.c
    with store.reading() as connection:
        row = connection.execute(select(c.id, c.payload, c.seal).where(c.id == id)).one_or_none()
    if row is None:
        return None, None
    try:
        return read_document(row), row.seal
    except LedgerError:
        return None, row.seal


def _unproven(evidence: Iterable[Evidence], document: Document | None, where: str) -> Iterator[Fault]:
    for one in evidence:
        place = f"{one.document_id} [{one.span.start}, {one.span.end})"
        if document is None:
            yield Fault(what=f"its words at {place} have no readable document", where=where)
        elif one.document_id == document.id and not one.proves(document.text):
            yield Fault(what=f"its words are not those that stand at {place}", where=where)


def _sealed(row: Any, where: str) -> Iterator[Fault]:
    if not isinstance(row.payload, str) or seal(row.payload) != row.seal:
        yield Fault(what="its payload is not the one that was sealed", where=where)


def _read(reader: Callable[[Any], T], row: Any, where: str) -> tuple[T | None, tuple[Fault, ...]]:
    """The record of a row, or None and the fault that says why not."""
    try:
        return reader(row), ()
    except LedgerError as error:
        return None, (Fault(what=f"it cannot be read ({_why(error)})", where=where),)


def _why(error: LedgerError) -> str:
    """The cause without the words of the text that a SpanError shows."""
    if isinstance(error.__cause__, SpanError):
        return "a quote does not fit its span, or a chain its stance"
    return str(error.__cause__ or error)


def _columns(row: Any, expected: dict[str, Any], where: str) -> Iterator[Fault]:
    """The columns are copies of the payload; a copy that differs was touched."""
    for name, value in expected.items():
        if name not in ("payload", "seal") and row._mapping[name] != value:
            yield Fault(what=f"its column {name} says something else than its payload", where=where)
