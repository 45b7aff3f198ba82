"""The list of incidents: filtered, searched and sorted by what stands in the address, so that a view can be sent to somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.responses import Response

from saidso.ledger.search import KINDS, REVIEWS, SORTS, IncidentFilter, incident_list
from saidso.nouns.claim import Stance
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.readers import audience_of, let_readers_search
from saidso.show.web.frame.routing import action, screen
from saidso.show.web.views import View, may_remove, menu_of, owner_at, views_of
from saidso.values.event_type import EventType

COLUMNS = ("when", "place", "type", "toll", "accord", "counts", "review")
"""What a row can show besides its link, which says type and place."""
_SHOWN = ("when", "toll", "accord", "counts", "review")
"""What it shows unless the address says otherwise."""
CHOICES = {
    "type": tuple(each.value for each in EventType),
    "stance": tuple(each.value for each in Stance),
    "kind": KINDS,
    "review": REVIEWS,
}
"""Filters with a closed list of words, and the list."""
_WORDS = ("text", "country", "place", "actor", "voice")
_SIZE = 50


def home(desk: Desk) -> Response:
    """The first page is the list."""
    return desk.go("/incidents")


def incidents(desk: Desk) -> Response:
    """The list; what cannot be asked for is said above it, and the rest is asked for all the same."""
    let_readers_search(desk)
    asked, wrong = filter_of(desk)
    found = incident_list(desk.ledger, asked, audience_of(desk))
    context: dict[str, Any] = {
        "asked": asked,
        "found": found,
        "wrong": wrong,
        "choices": CHOICES,
        "sorts": SORTS,
        "columns": COLUMNS,
        "shown": tuple(each for each in COLUMNS if each in desk.query.getlist("show")) or _SHOWN,
        "views": menu_of(desk),
        "own_views": bool(owner_at(desk)),
        "removable": tuple(each for each in menu_of(desk) if may_remove(desk, each)),
        "chosen": chosen_filters(desk),
    }
    return desk.render("incidents.html", **context)


def filter_of(desk: Desk) -> tuple[IncidentFilter, list[str]]:
    """What the address asks for, and what of it could not be read, in the reader's words."""
    wrong: list[str] = []
    given: dict[str, Any] = {name: desk.query.get(name, "")[:200] for name in _WORDS}
    given["country"] = given["country"].strip() or None
    for name, words in (*CHOICES.items(), ("sort", SORTS)):
        value = desk.query.get(name, "")
        if value in words:
            given[name] = value
        elif value:
            wrong.append(str(desk.words("incidents.unknown_" + name, value=value)))
    for name, key in (("from", "first_day"), ("to", "last_day")):
        given[key] = _day(desk.query.get(name, ""), wrong, desk)
    given["least_origins"] = _number(desk.query.get("origins", ""), 0)
    given["turned"] = desk.query.get("dir") == "asc"
    given["page"] = max(1, _number(desk.query.get("page", ""), 1))
    return IncidentFilter(**given, size=_SIZE), wrong


def save_view(desk: Desk) -> Response:
    """Keep the view that is on screen under a name: one's own where there are accounts, shared where that is chosen."""
    query, owner = desk.field("query"), owner_at(desk)
    shared = bool(owner and desk.field("shared"))
    views_of(desk).add(View(name=desk.field("view"), query=query, owner=owner, shared=shared))
    return desk.go(f"/incidents?{query}")


def drop_view(desk: Desk) -> Response:
    """Forget a saved view; the incidents stay."""
    asked = (desk.field("owner"), desk.field("view"))
    for each in menu_of(desk):
        if (each.owner, each.name) == asked and may_remove(desk, each):
            views_of(desk).remove(each.name, each.owner)
    return desk.go("/incidents")


def _day(words: str, wrong: list[str], desk: Desk) -> date | None:
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        wrong.append(str(desk.words("incidents.unknown_day", value=words)))
        return None


def _number(words: str, otherwise: int) -> int:
    """Few digits only: a page or a number of origins has no more."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 7 else otherwise


def chosen_filters(desk: Desk) -> list[tuple[str, str]]:
    """The filters that are set, as (name, value): each can be taken away by a click."""
    names = (*_WORDS, *CHOICES, "from", "to", "origins")
    return [(name, desk.query[name]) for name in names if desk.query.get(name)]


routes = [
    screen("/", home),
    screen("/incidents", incidents),
    action("/incidents/views", save_view, named=False),
    action("/incidents/views/remove", drop_view, named=False),
]
