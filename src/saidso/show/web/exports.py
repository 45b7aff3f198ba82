"""Export: a format, for whom, by which rule, of which incidents; what to know before; how it will look; and the file."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from saidso.errors import ConfigError, ExportError
from saidso.ledger.search import incident_ids, incident_list
from saidso.ledger.selection import selection
from saidso.show.embargo import HOURS
from saidso.show.export import FORMATS
from saidso.show.export.codebook_load import shipped_names
from saidso.show.export.options import ExportOptions
from saidso.show.guard import Profile
from saidso.show.web.exporting import (
    PREVIEWED,
    Asked,
    Preview,
    codebooks_for,
    embargoed,
    known_format,
    packed,
    preview,
    rules_for,
    warnings,
)
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.readers import audience_of, let_readers_search
from saidso.show.web.frame.routing import screen
from saidso.show.web.incidents import chosen_filters, filter_of

_FIRST = "csv"
"""What is shown before anybody has chosen: most people want a table."""
_MOST_HOURS = 24 * 366


def page(desk: Desk) -> Response:
    """The choices, with what follows from them; ``preview`` in the address shows how the file begins."""
    let_readers_search(desk)
    trouble = ""
    try:
        asked = _asked(desk)
    except ConfigError as error:
        trouble, asked = desk.words.message(str(error)), Asked(form=_FIRST, profile=Profile.PUBLIC, options=ExportOptions())
    filters, _ = filter_of(desk)
    held = selection(desk.ledger, filters, audience_of(desk), only=asked.options.only)
    seen: Preview | None = None
    if desk.query.get("preview") and held.incidents and not trouble:
        try:
            seen = preview(desk.ledger, _first_few(desk, asked))
        except (ConfigError, ExportError) as error:
            trouble = desk.words.message(str(error))
    context: dict[str, Any] = {
        "asked": asked,
        "held": held,
        "formats": FORMATS,
        "profiles": _profiles(desk),
        "rules": rules_for(asked.form, asked.options.codebook),
        "codebooks": codebooks_for(asked.form),
        "codebook": desk.query.get("codebook", ""),
        "hours": HOURS,
        "warns": warnings(desk.ledger, asked, held, embargoed(desk.house, asked.options)),
        "chosen": chosen_filters(desk),
        "ids": desk.query.getlist("id"),
        "preview": seen,
        "trouble": trouble,
    }
    return desk.render("export.html", status=422 if trouble else 200, **context)


def file(desk: Desk) -> Response:
    """The file of the choices in the address, to be saved."""
    let_readers_search(desk)
    asked = _asked(desk)
    folder = tempfile.TemporaryDirectory(prefix="saidso-export-")
    try:
        out = packed(desk.ledger, asked, Path(folder.name))
    except BaseException:
        folder.cleanup()
        raise
    kind = "application/octet-stream"  # to be saved, never shown: an exported page would run under our name
    return FileResponse(out, filename=out.name, media_type=kind, background=BackgroundTask(folder.cleanup))


def _asked(desk: Desk) -> Asked:
    """What the address asks for; options that the format has no use for are left out, so that changing it keeps the rest."""
    form = known_format(desk.query.get("format", _FIRST))
    takes = FORMATS[form].takes
    book = desk.query.get("codebook", "") if "codebook" in takes else ""
    if book and book not in shipped_names():  # a path would be read on this machine
        raise ConfigError(f"codebook {book}: not one of ours. Use one of: {', '.join(shipped_names())}.")
    rules = rules_for(form, Path(book) if book else None)
    rule = desk.query.get("rule", "")
    host = desk.request.headers["host"]
    options = ExportOptions(
        rule=rule if rule in {each.name for each in rules} else None,
        codebook=Path(book) if book else None,
        only=_only(desk) if "only" in takes else None,
        embargo_hours=_hours(desk.query.get("embargo", "")),
        permalink=f"{desk.request.url.scheme}://{host}/incidents/" if "permalink" in takes else "",
        bom="bom" in takes and bool(desk.query.get("bom")),
    )
    wanted = desk.query.get("profile", "")
    return Asked(form=form, profile=Profile(wanted) if wanted in _profiles(desk) else Profile.PUBLIC, options=options)


def _profiles(desk: Desk) -> tuple[str, ...]:
    """For whom this viewer may write: a reader for anybody only."""
    return tuple(Profile) if desk.profile is Profile.INTERNAL else (Profile.PUBLIC.value,)


def _only(desk: Desk) -> frozenset[str] | None:
    """The incidents picked one by one, or those of the filters; None is all. A reader's are those that readers can find."""
    picked = frozenset(desk.query.getlist("id"))
    if not picked and not chosen_filters(desk):
        return None
    found = incident_ids(desk.ledger, filter_of(desk)[0], audience_of(desk))
    return found & picked if picked else found


def _first_few(desk: Desk, asked: Asked) -> Asked:
    """The same export of the first incidents only."""
    if "only" not in asked.takes:
        return asked
    only = asked.options.only
    if only is None or len(only) > PREVIEWED:
        filters = replace(filter_of(desk)[0], page=1, size=PREVIEWED if only is None or not desk.query.getlist("id") else 500)
        rows = incident_list(desk.ledger, filters, audience_of(desk)).rows
        first = [row.id for row in rows if only is None or row.id in only][:PREVIEWED]
        only = frozenset(first or sorted(only or ())[:PREVIEWED])
    return replace(asked, options=replace(asked.options, only=only))


def _hours(words: str) -> int | None:
    """Hours of embargo; None, the ledger's own, where nothing sensible is said."""
    return min(int(words), _MOST_HOURS) if words.isascii() and words.isdigit() and len(words) < 7 else None


routes = [screen("/export", page), screen("/export/file", file)]
