"""The ledger: everything that was read, said, linked and judged, in one file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from saidso.ledger.desk import closed, opened
from saidso.ledger.shares import WHOLE, Share, shares
from saidso.nouns.claim import Claim, Extraction
from saidso.nouns.document import Document, Skip
from saidso.nouns.incident import Incident, Linking

if TYPE_CHECKING:
    from saidso.ledger.codec import Plain
    from saidso.ledger.frames import FlatTable, Records
    from saidso.ledger.link_index import LinkIndex
    from saidso.ledger.told import Told
    from saidso.nouns.growth import Growth
    from saidso.nouns.judgement import Judgement, Review
    from saidso.nouns.report import Report


class Ledger:
    """One ledger file: documents, claims, judgements and the incidents that follow from them.

    ``Ledger("march.ledger")`` opens the file or makes it; ``Ledger.open_existing`` refuses to make one. Use it in a
    ``with`` statement, or call ``close``. Documents, extractions, claims and judgements are only ever added, under ids that
    come from their content: adding twice adds nothing. Incidents are derived, and replaced as a whole.
    Every writing method is one transaction; every iterator streams, and you may write while you read from it.

    Raises (every method):
        LedgerError: the file is missing, locked, read-only, damaged, no ledger, or written by a newer saidso.
    """

    def __init__(self, path: str | Path) -> None:
        self._open(Path(path), create=True)

    @classmethod
    def open_existing(cls, path: str | Path) -> Self:
        """Open a ledger that must be there; for looking, checking and exporting, also from a read-only disc."""
        ledger = cls.__new__(cls)
        ledger._open(Path(path), create=False)
        return ledger

    def _open(self, path: Path, *, create: bool) -> None:
        # SQLAlchemy takes half a second to import; it waits until somebody opens a ledger.
        from saidso.ledger.documents import Documents
        from saidso.ledger.editions import Editions
        from saidso.ledger.extractions import Extractions
        from saidso.ledger.incidents import Incidents
        from saidso.ledger.judgements import Judgements
        from saidso.ledger.store import open_store

        self.path = path
        self.store = open_store(path, create=create)
        self._documents = Documents(self.store)
        self._extractions = Extractions(self.store, self._documents)
        self._editions = Editions(self.store)
        self._judgements = Judgements(self.store, self._documents)
        self._incidents = Incidents(self.store)
        opened(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back; nothing more can go wrong with what was added."""
        closed(self)
        self.store.close()

    # Documents: what was read, and what could not be.

    def add_document(self, document: Document, raw: bytes | None = None) -> bool:
        """Store a document, with the bytes it was read from where you have them.

        Returns:
            True when it is new, False when one with the same bytes is there already (under whatever name it was read).

        Raises:
            SpanError: ``raw`` has another SHA-256 than the document says.
        """
        return self._documents.add(document, raw)

    def documents(self) -> Records[Document]:
        """Every document in the order it was added; ``.df()`` and its kin give all as a frame, unguarded (``table``)."""
        from saidso.ledger.frames import Records

        return Records(self._documents.all, lambda: self.table("documents"))

    def document(self, id: str) -> Document:
        """One document by id; LedgerError when there is none."""
        return self._documents.get(id)

    def raw(self, sha256: str) -> bytes:
        """The original bytes with this SHA-256 (hex); LedgerError when they were never handed over."""
        return self._documents.raw(sha256)

    def add_skip(self, skip: Skip) -> None:
        """Keep the reason why a file was not read; the same file, reason and bytes are kept once."""
        self._documents.add_skip(skip)

    def skips(self) -> Iterator[Skip]:
        """Every skip in the order it was added."""
        return self._documents.skips()

    # Extractions: what a model read in a document, and the claims.

    def unread_by(self, model_name: str) -> Iterator[Document]:
        """Documents this model has neither read nor been said not to read, in the order they were added.

        At most a few documents are in memory. Store what you read while you go on: nothing comes twice.
        """
        return self._extractions.unread_by(model_name)

    def count_unread_by(self, model_name: str) -> int:
        """How many documents ``unread_by`` would give now."""
        return self._extractions.count_unread_by(model_name)

    def mark_not_read(self, document_id: str, model: str, reason: str) -> None:
        """Note that ``model`` does not read this document ("language: ku"), so that it is listed, not guessed at."""
        self._extractions.mark_not_read(document_id, model, reason)

    def not_read(self) -> Iterator[tuple[str, str, str]]:
        """Every (document id, model, reason) of ``mark_not_read``."""
        return self._extractions.not_read()

    def add_extraction(self, extraction: Extraction) -> bool:
        """Store what a model read in a document, with its claims, all or nothing.

        The first extraction of a model gives the model its place: the last model to come is the newest.

        Returns:
            True when it is new, False when this model has read this document before; then nothing changes.

        Raises:
            SpanError: a quote is not the text at its span, or two claims share an id.
        """
        return self._extractions.add(extraction)

    def extractions(self, document_id: str | None = None) -> Iterator[Extraction]:
        """Every extraction of every model, or of one document, in the order they were added."""
        return self._extractions.all(document_id)

    def extraction(self, document_id: str, model: str | None = None) -> Extraction | None:
        """What ``model`` (by default the newest that read it) found in a document; None while it has not been read."""
        return self._extractions.get(document_id, model)

    def newest_model(self) -> str | None:
        """Name of the model that came last to this ledger; None while none has read. Imports are no models."""
        return self._extractions.newest_model()

    def claims(self) -> Records[Claim]:
        """The claims of the newest model and of every import; those of older models and old editions stay in ``extractions()``.

        Loop over them, or take all as a frame (``.df()``, ``.pl()``, ``.arrow()``, ``.rows()``), unguarded as ``table`` is.
        """
        from saidso.ledger.frames import Records

        return Records(self._extractions.claims, lambda: self.table("claims"))

    def claim(self, id: str) -> Claim:
        """One claim by id, as the newest model that makes it reads it; LedgerError when there is none."""
        return self._extractions.claim(id)

    def claims_with(self, ids: Sequence[str]) -> list[Claim]:
        """Claims by their ids, in that order; LedgerError when there is none of an id. Quicker than one by one."""
        return self._extractions.claims_with(ids)

    # Editions: rows of coded data sets, which their makers mend.

    def add_edition(self, data_set: str, row: str, document_id: str) -> bool:
        """Note which document holds a row of a data set from now on; the one that held it before is superseded, never deleted.

        Args:
            data_set: whose rows these are ("acled"); ids of rows are unique in it.
            row: the row's stable id there ("XYZ123").
            document_id: the document of the row as it came.

        Returns:
            True when it is new, False when this document holds the row already.

        Raises:
            LedgerError: there is no such document.
        """
        return self._editions.add(data_set, row, document_id)

    def editions(self, data_set: str) -> dict[str, str]:
        """Row id to the id of the document that holds it now, for one data set."""
        return self._editions.current(data_set)

    def edition_log(self) -> list[tuple[str, str, str]]:
        """Every (data set, row, document id) in the order they came; the last one of a row holds it now."""
        return self._editions.log()

    def superseded(self) -> frozenset[str]:
        """Ids of documents whose row came again and says something else now: their claims count no more."""
        return self._editions.superseded()

    # Judgements: what people decided.

    def add_judgement(self, judgement: Judgement) -> bool:
        """Store a person's decision; the same one twice is stored once.

        Raises:
            LedgerError: its words do not stand where it points, its id is taken by another decision, or the judgement it
                supersedes is not there.
        """
        return self._judgements.add(judgement)

    def judgements(self) -> Iterator[Judgement]:
        """The judgements that stand, in the order they were added: the input of linking."""
        return (judgement for judgement, superseded_by in self._judgements.log() if superseded_by is None)

    def chosen(self) -> list[Judgement]:
        """Of the judgements that stand those that choose a value ("best"), in the order they were added."""
        return self._judgements.chosen()

    def judgement_log(self) -> Iterator[tuple[Judgement, str | None]]:
        """Every judgement ever made, each with the id of the one that superseded it, or None while it stands."""
        return self._judgements.log()

    def judgements_told(self) -> Iterator[tuple[Judgement, str | None]]:
        """``judgement_log`` without what was decided in blind queues that are not open yet: what tables and exports tell.

        A file that is handed on must not tell one reviewer what the other said, the lossless one neither; ``judgements_held``
        says how many wait. They stand in the ledger itself, and are told once their queue is open.
        """
        return self._judgements.told()

    def judgements_held(self) -> int:
        """How many judgements ``judgements_told`` leaves out now."""
        return self._judgements.held()

    def reviews(self, documents: Collection[str] | None = None) -> dict[str, Review]:
        """Claim id -> what people decided on it, for the claims of the newest model (in ``documents``) that anybody judged.

        Without the decisions made in blind queues that are not open yet: exports and pages must not tell one reviewer what
        the other said. They stand in ``judgement_log``, which is the whole ledger and nobody's view.
        """

        def claims_of(document_id: str) -> tuple[Claim, ...]:
            extraction = self.extraction(document_id)
            return extraction.claims if extraction else ()

        return self._judgements.reviews(claims_of, documents)

    # Incidents: derived from claims and judgements, never patched.

    def replace_incidents(self, linking: Linking) -> None:
        """Put the result of linking in the place of the last one; the log of incident ids and changes is only added to."""
        self._incidents.replace(linking)

    def link_index(self) -> LinkIndex:
        """The linking as it stands, with all that is needed to bring it up to date: what ``saidso.link.relink`` reads."""
        from saidso.ledger.link_index import LinkIndex

        return LinkIndex(self.store, self._extractions, self._judgements, self._incidents)

    def keep_linking(self, growth: Growth) -> None:
        """Store what a linking has changed, with the index that the next one goes on from; all of it or nothing."""
        self.link_index().keep(growth)

    def incident_ids(self) -> dict[str, str]:
        """Claim id -> incident id for every claim that was ever linked: an input of linking, so that ids stay."""
        return self._incidents.ids()

    def incident_log(self) -> Iterator[tuple[str, str]]:
        """Every (claim id, incident id) in the order in which claims were put into incidents; the last of a claim counts."""
        return self._incidents.log()

    def incident_changes(self) -> Iterator[tuple[str, str, str]]:
        """Every ("new" | "merged" | "split", old id, new id) in the order it happened."""
        return self._incidents.changes()

    def redirect(self, old_id: str) -> str:
        """The id under which an incident lives now, after all merges; LedgerError when it lives no more."""
        return self._incidents.redirect(old_id)

    def incidents(self) -> Records[Incident]:
        """Every incident, in the order of ids; ``.df()`` and its kin give all as a frame, unguarded (``table``)."""
        from saidso.ledger.frames import Records

        return Records(self._incidents.all, lambda: self.table("incidents"))

    def incidents_in(self, within: Share) -> Iterator[Incident]:
        """The incidents of a share, in the order of ids."""
        return self._incidents.all(within)

    def incidents_around(self, incident: Incident) -> list[Incident]:
        """Incidents of the same days that may count this one, or be counted in it: totals over days, acts told together."""
        from saidso.ledger.around import around

        return around(self.store, incident)

    def incident(self, id: str) -> Incident:
        """One incident by its id, or by an id that was merged into it; LedgerError when there is none."""
        return self._incidents.get(id)

    def incidents_with(self, ids: Sequence[str]) -> list[Incident]:
        """Incidents by their ids, in that order, as ``incident`` gives each. Quicker than one by one."""
        return self._incidents.these(ids)

    # The whole.

    def models(self) -> tuple[str, ...]:
        """Every model and import in the order they came."""
        return self._extractions.models()

    def restore(self, lines: Iterable[Mapping[str, Any]]) -> dict[str, int]:
        """Fill this empty ledger from the lossless JSON lines of another (``saidso export jsonl --redact internal``).

        What stands in lines comes back as it was: documents, claims, judgements, editions, incidents and their ids. Original
        bytes, review queues and what was decided in a blind queue that was not open are in no line, so they are not there.

        Returns:
            How many records of each kind; "held" is how many such decisions the old ledger has.

        Raises:
            LedgerError: this ledger is not empty, or a line is redacted, damaged or of another version.
        """
        from saidso.ledger.restore import restore

        return restore(self, self._extractions, self._incidents, lines)

    def report(self) -> Report:
        """What the ledger holds, counted."""
        from saidso.ledger.summary import report

        return report(self.store, self.newest_model(), self._extractions.counted_models())

    def told(self, within: Share = WHOLE) -> Iterator[Told]:
        """Every incident (of a share) with its claims, by id; with the last share come claims that stand in no incident yet.

        They are given as stored, which is all that tables need; ``Told.nouns`` makes records of them.
        """
        from saidso.ledger.told import told, unlinked

        yield from told(self.store, within)
        if within.is_last:
            yield from unlinked(self.store, self._extractions.counted_models(), self.superseded())

    def documents_stored(self, within: Share = WHOLE) -> Iterator[Plain]:
        """Every document (of a share) as stored, in the order of ids: the same however the ledger was fed."""
        return self._documents.stored(within)

    def shares(self, of: str, size: int) -> tuple[Share, ...]:
        """The whole of "incidents" or "documents" in shares of so many each, for ``told`` and ``documents_stored``."""
        return shares(self.store, of, size)

    # Frames: for notebooks at the desk. Words stand as in the documents, unguarded.

    permalink = "saidso:"
    """What stands before an incident's id in its permalink, where nobody gives an address."""

    def table(self, name: str) -> FlatTable:
        """A flat table with ``.rows()``, ``.arrow()``, ``.pl()`` and ``.df()``; docs/notebooks.md lists names and columns."""
        from saidso.ledger.tables import table

        return table(self, name)

    def sql(self, query: str) -> Any:
        """Ask the flat tables in SQL: ``ledger.sql("select stance, count(*) from claims group by all").df()``.

        Args:
            query: DuckDB's SQL; the tables are those of ``table``. It can read nothing else and write nothing.

        Returns:
            A ``duckdb.DuckDBPyRelation``: it prints its first rows, and has ``.df()``, ``.pl()`` and ``.fetchall()``.

        Raises:
            ExportError: duckdb or pyarrow is not installed.
            LedgerError: the query asks for something that is not there.
        """
        from saidso.ledger.tables import sql

        return sql(self, query)

    def fingerprint(self) -> str:
        """SHA-256 over all content: equal for ledgers that hold the same, however often, in whatever order they were fed."""
        from saidso.ledger.fingerprint import fingerprint

        return fingerprint(self.store)
