"""The shelf: every document with who published it and when, and what was not read, with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from starlette.responses import Response

from saidso.ledger.search_index import Audience
from saidso.ledger.shelf import SORTS, STATES, DocumentFilter, DocumentLine, document_list, not_read_reasons
from saidso.ledger.voice_list import known_names
from saidso.nouns.document import Skip
from saidso.show.guard import Profile
from saidso.show.redaction import Guards, redacted, redacted_skip
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.kept import kept
from saidso.show.web.frame.readers import let_readers_search
from saidso.show.web.frame.routing import screen

_SIZE = 50
_FOR_READERS = 15
"""Rows of a reader's page: each passes the guard, which takes a tenth of a second the first time."""
_SKIPS = 100
_FIELDS = ("text", "publisher", "language", "format", "state", "from", "to")


def documents(desk: Desk) -> Response:
    """The list; what cannot be asked for is said above it."""
    asked, wrong = _asked(desk)
    searches = desk.profile is Profile.INTERNAL
    found = document_list(desk.ledger, asked)
    context: dict[str, Any] = {
        "asked": asked,
        "found": found,
        "rows": [_shown(desk, row) for row in found.rows],
        "publishers": _publishers(desk, found.publishers),
        "wrong": wrong,
        "states": STATES,
        "sorts": SORTS,
        "chosen": [(name, desk.query[name]) for name in _FIELDS if desk.query.get(name) and (name != "text" or searches)],
        "searches": searches,
    }
    return desk.render("documents.html", **context)


def skips(desk: Desk) -> Response:
    """Files that were not read, and documents that no model reads, each with its reason."""
    page = max(1, _number(desk.query.get("page", "")))
    reason = desk.query.get("reason", "")
    counted = Counter(skip.reason for skip in desk.ledger.skips())
    rows = list(islice(_skips(desk, reason), (page - 1) * _SKIPS, page * _SKIPS))
    total = counted[reason] if reason in counted else sum(counted.values())
    return desk.render(
        "skips.html",
        rows=rows,
        reasons=sorted(counted.items()),
        reason=reason if reason in counted else "",
        not_read=not_read_reasons(desk.ledger),
        page=page,
        pages=max(1, -(-total // _SKIPS)),
        total=total,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the list as this viewer may see it."""

    line: DocumentLine
    title: str
    publisher: str | None


def day_of(desk: Desk, name: str) -> date | None:
    """A day of the address; None where it holds none."""
    try:
        return date.fromisoformat(desk.query.get(name, ""))
    except ValueError:
        return None


def page_number(desk: Desk) -> int:
    """Which page of a list the address asks for."""
    return max(1, _number(desk.query.get("page", "")))


def _skips(desk: Desk, reason: str) -> Iterator[Skip]:
    for skip in desk.ledger.skips():
        if not reason or skip.reason == reason:
            yield redacted_skip(skip, desk.profile)


def _asked(desk: Desk) -> tuple[DocumentFilter, list[str]]:
    """What the address asks for; readers may not search heads, for a hit would tell what the guard hides in them."""
    given: dict[str, Any] = {name: desk.query.get(name, "")[:200] or None for name in ("publisher", "language", "format")}
    wrong = []
    for name, words in (("state", STATES), ("sort", SORTS)):
        value = desk.query.get(name, "")
        if value in words:
            given[name] = value
        elif value:
            wrong.append(str(desk.words("documents.unknown_" + name, value=value)))
    for name, key in (("from", "first_day"), ("to", "last_day")):
        given[key] = day_of(desk, name)
        if desk.query.get(name) and given[key] is None:
            wrong.append(str(desk.words("documents.unknown_day", value=desk.query[name])))
    inside = desk.profile is Profile.INTERNAL
    given["text"] = desk.query.get("text", "")[:200] if inside else ""
    if not inside and given["publisher"] not in (None, *_public(desk, [given["publisher"] or ""])):
        given["publisher"] = None
    if not inside and given.get("sort") == "title":
        given["sort"] = "added"
    return DocumentFilter(**given, page=page_number(desk), size=_SIZE if inside else _FOR_READERS), wrong


def _shown(desk: Desk, line: DocumentLine) -> Row:
    if desk.profile is Profile.INTERNAL:
        return Row(line=line, title=line.title or line.source, publisher=line.publisher)
    return kept(desk, "head of a document", line.id, lambda: _guarded(desk, line))


def _guarded(desk: Desk, line: DocumentLine) -> Row:
    document = redacted(desk.ledger.document(line.id), Guards(desk.ledger, desk.profile, documents=(line.id,)).of(line.id))
    known = document.metadata
    shown = replace(line, title=known.title.value, source=document.source, publisher=known.publisher.value)
    return Row(line=shown, title=shown.title or shown.source, publisher=shown.publisher)


def _publishers(desk: Desk, counted: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
    """Choices of the filter: for readers, names that passed the guard as voices of an incident."""
    if desk.profile is Profile.INTERNAL:
        return list(counted)
    let_readers_search(desk)
    public = _public(desk, [name for name, _ in counted])
    return [(name, many) for name, many in counted if name in public]


def _public(desk: Desk, names: list[str]) -> frozenset[str]:
    return known_names(desk.ledger, names, Audience.PUBLIC)


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 7 else 1


routes = [screen("/documents", documents), screen("/skips", skips)]
