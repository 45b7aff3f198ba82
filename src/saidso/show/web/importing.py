"""An import that runs on while people do other things: one at a time, with its progress and, at the end, its report."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from saidso.errors import ConfigError, SaidsoError
from saidso.ledger.shelf import MOST, DocumentFilter, DocumentLine, document_list
from saidso.show.web.frame.linking import relink_in
from saidso.show.web.incoming import Began, Incoming, Order

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger
    from saidso.nouns.document import Skip
    from saidso.show.web.frame.desk import House
    from saidso.understand.model import Model

MOST_LISTED = 200
"""Documents in the report of an import; all of them stand in the list of documents."""
_STEPS = ("waiting", "loading", "reading", "understanding", "linking")
"""What an import does, in this order; the catalogue has a word for each."""


class Stopped(SaidsoError):
    """Somebody stopped the import."""


@dataclass(slots=True, kw_only=True)
class Job:
    """One import, as far as it is. Its own thread writes, pages read; each field is written whole."""

    order: Order
    names: tuple[str, ...]
    dry_run: bool = False
    step: str = _STEPS[0]
    done: int = 0
    total: int | None = None
    running: bool = True
    trouble: str = ""
    """Why it ended before its end, for the desk; "" where it did not."""
    report: dict[str, Any] = field(default_factory=dict)
    stopping: bool = False
    """Somebody wants it to end after the step it is at."""

    def watch(self, step: str, done: int, total: int | None = None) -> None:
        """Take the progress down; where somebody wants it to end, it ends here, as Ctrl-C ends ``build``.

        Raises:
            Stopped: what was stored stays, and the files wait to go on or be discarded.
        """
        self.step, self.done, self.total = step, done, total
        if self.stopping and step != _STEPS[-1]:
            raise Stopped(f"Stopped while {step}. What was read stays; the files wait: go on, or discard them.")


def job_of(house: House) -> Job | None:
    """The import that runs, or the last one as long as nobody has put its report away."""
    found: Job | None = house.shelf.get("import")
    return found


def start(house: House, *, dry_run: bool = False) -> Job:
    """Take in what waits beside the ledger, in a thread of its own.

    Args:
        house: of the ledger.
        dry_run: only say what coded data would change; the files go on waiting.

    Raises:
        ConfigError: an import runs already, or nothing waits.
        LedgerError: what waits cannot be read.
    """
    incoming = Incoming(house.ledger.path)
    with house.lock:
        running = job_of(house)
        if running is not None and running.running:
            raise ConfigError("An import is running. Wait for its end; the files are not lost.")
        names = incoming.names()
        if not names:
            raise ConfigError("No file waits to be taken in. Choose files, and send them.")
        job = Job(order=incoming.order(), names=names, dry_run=dry_run)
        house.shelf["import"] = job
    # A daemon, so that Ctrl-C is not kept waiting: what is half done goes on from the folder at the next start.
    threading.Thread(target=_run, args=(house, incoming, job), name="saidso-import", daemon=True).start()
    return job


def _run(house: House, incoming: Incoming, job: Job) -> None:
    try:
        work = _take_reports if job.order.kind == "reports" else _take_coded
        job.report = work(house, incoming, job)
        if not job.dry_run:
            incoming.clear()
    except Stopped:
        relink_in(house)  # what was read is linked, as at the end of a whole import
    except (SaidsoError, OSError) as error:
        job.trouble = str(error).replace(f"{incoming.files}/", "")
    finally:
        ended = job.report or job.trouble or job.stopping
        if not ended:  # a fault of ours: the trace is on the console, the files still wait
            job.trouble = "It ended unexpectedly; the terminal of saidso serve says where. Nothing is lost: go on, or discard."
        job.running = False


def _take_reports(house: House, incoming: Incoming, job: Job) -> dict[str, Any]:
    from saidso.pipeline import build
    from saidso.show.cli.build import options_from

    given = {"publisher": job.order.publisher or None, "title": None, "author": None, "language": job.order.language or None}
    options = options_from(given, job.order.published or None, job.order.columns or None)
    ledger = house.ledger
    before = incoming.began(Began(documents=document_list(ledger, DocumentFilter(size=1)).total))
    model = _model(house, job)
    build([incoming.files], ledger, model, options=replace(options, root=incoming.files), watch=job.watch)
    relink_in(house)  # whoever judged meanwhile may have linked from what was there before
    added = tuple(_added(house, before.documents, frozenset(job.names)))
    return {
        "files": len(job.names),
        "new": len(added),
        "claims": sum(line.claims for line in added),
        "incidents": _incidents_of(ledger, {line.id for line in added}),
        "documents": added[:MOST_LISTED],
        "skips": tuple(_skips_of(ledger.skips(), frozenset(job.names))),
    }


def _take_coded(house: House, incoming: Incoming, job: Job) -> dict[str, Any]:
    """Each file of coded data in turn; ``files`` holds what ``import_file`` says of each."""
    from saidso.show.cli.imports import options_from
    from saidso.show.imported import import_file

    order = job.order
    options = options_from(order.coded_as or None, order.publisher or None, order.columns or None, order.codebook or None)
    results = []
    for name in job.names:
        path = incoming.files / name
        results.append(import_file(house.ledger, path, options, dry_run=job.dry_run, watch=job.watch, called=name))
    if not job.dry_run:
        relink_in(house)
    return {"results": tuple(results)}


def _model(house: House, job: Job) -> Model:
    """The model, loaded once for as long as the app runs."""
    from saidso.understand import load_model

    if "model" not in house.shelf:
        job.watch("loading", 0)
        house.shelf["model"] = load_model()
    model: Model = house.shelf["model"]
    return model


def _added(house: House, before: int, names: frozenset[str]) -> Iterator[DocumentLine]:
    """Documents of these files that came after the first ``before`` of all; what others added meanwhile is not among them."""
    rows, page = 1, before // MOST
    while rows:
        page += 1
        found = document_list(house.ledger, DocumentFilter(page=page, size=MOST)).rows
        rows = len(found)
        new = found[before % MOST if page == before // MOST + 1 else 0 :]
        yield from (line for line in new if _is_of(line.source, names))


def _incidents_of(ledger: Ledger, documents: set[str]) -> int:
    """How many incidents there are that only these documents tell of: what a sending added, whatever others did meanwhile."""
    index = ledger.link_index()
    ids = set(index.ids([claim.id for claim in index.claims_of(documents)]).values())
    return sum(documents.issuperset(incident.documents) for incident in index.incidents(sorted(ids)).values())


def _skips_of(skips: Iterator[Skip], names: frozenset[str]) -> Iterator[Skip]:
    """What was left out of these files, and of the rows and attachments in them; the last word on each."""
    yield from {skip.source: skip for skip in skips if _is_of(skip.source, names)}.values()


def _is_of(source: str, names: frozenset[str]) -> bool:
    """Whether a source is one of these files or lies in one ("march.zip#a.txt"); a file's own name may hold a "#" too."""
    parts = source.split("#")
    return any("#".join(parts[: at + 1]) in names for at in range(len(parts)))
