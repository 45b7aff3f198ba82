"""Import: reports to be read and coded data to be taken in, sent by this browser; the work goes on without it."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import UploadFile
from starlette.responses import Response

from saidso.errors import ConfigError, LedgerError
from saidso.read.coded import KINDS
from saidso.show.export.codebook_load import shipped_names
from saidso.show.web.frame.accounts import Role
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.routing import action, screen
from saidso.show.web.importing import job_of, start
from saidso.show.web.incoming import Incoming, Order

CODED = (*KINDS, "webannotation", "jsonl")
"""What ``saidso import --as`` knows; left out, the file shows it."""
LANGUAGES = ("en", "ar", "fr", "es", "ru", "uk", "tr", "fa")
"""Languages offered for reports that do not say theirs; the rest is recognised by their words."""
_MEGABYTE = 1024 * 1024


def page(desk: Desk) -> Response:
    """What is running or was done, and the two forms."""
    return _shown(desk)


def progress(desk: Desk) -> Response:
    """How far the import is: a part of the page, asked for every second; at the end the page comes as a whole."""
    job = job_of(desk.house)
    if job is None or not job.running or not desk.is_part:
        return desk.go("/import")
    return desk.render("parts/import_progress.html", job=job)


def reports(desk: Desk) -> Response:
    """Take reports in."""
    names = ("publisher", "published", "language", "columns")
    return _taken(desk, Order(kind="reports", **{name: desk.field(name)[:400] for name in names}))


def coded(desk: Desk) -> Response:
    """Take coded data in, or only compare it with what is there."""
    names = ("publisher", "columns", "coded_as", "codebook")
    order = Order(kind="coded", **{name: desk.field(name)[:400] for name in names})
    if order.codebook and order.codebook not in shipped_names():  # a path would be read on this machine
        return _shown(desk, trouble=str(desk.words("import.no_codebook", name=order.codebook)))
    return _taken(desk, order)


def go_on(desk: Desk) -> Response:
    """Take in what waits: after a dry run, or after an import was cut off."""
    return _started(desk, dry_run=False)


def stop(desk: Desk) -> Response:
    """End the import that runs after the document it is at; what was read stays, and the files wait."""
    job = job_of(desk.house)
    if job is not None and job.running:
        job.stopping = True
    return desk.go("/import")


def discard(desk: Desk) -> Response:
    """Let go of what waits, or put the report away."""
    with desk.house.lock:
        job = job_of(desk.house)
        if job is None or not job.running:
            Incoming(desk.ledger.path).clear()
            desk.house.shelf.pop("import", None)
    return desk.go("/import")


def _taken(desk: Desk, order: Order) -> Response:
    sent = [each for each in (desk.form.getlist("files") if desk.form else ()) if isinstance(each, UploadFile) and each.filename]
    try:
        Incoming(desk.ledger.path).take(sent, order)
    except (ConfigError, LedgerError) as error:
        return _shown(desk, trouble=desk.words.message(str(error)))
    return _started(desk, dry_run=desk.field("act") == "compare")


def _started(desk: Desk, *, dry_run: bool) -> Response:
    try:
        start(desk.house, dry_run=dry_run)
    except (ConfigError, LedgerError) as error:
        return _shown(desk, trouble=desk.words.message(str(error)))
    return desk.go("/import")


def _shown(desk: Desk, *, trouble: str = "") -> Response:
    job = job_of(desk.house)
    waiting = Incoming(desk.ledger.path).names() if job is None or not job.running else ()
    context: dict[str, Any] = {
        "job": job,
        "waiting": waiting,
        "trouble": trouble,
        "coded_kinds": CODED,
        "codebooks": shipped_names(),
        "tongues": LANGUAGES,
        "limit": desk.house.settings.upload_limit // _MEGABYTE,
    }
    return desk.render("import.html", status=422 if trouble else 200, **context)


routes = [
    screen("/import", page, role=Role.ADMIN),
    screen("/import/progress", progress, role=Role.ADMIN),
    action("/import/reports", reports, role=Role.ADMIN, named=False),
    action("/import/coded", coded, role=Role.ADMIN, named=False),
    action("/import/go-on", go_on, role=Role.ADMIN, named=False),
    action("/import/stop", stop, role=Role.ADMIN, named=False),
    action("/import/discard", discard, role=Role.ADMIN, named=False),
]
