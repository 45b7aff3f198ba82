"""One incident: who says what of it, slot by slot and origin by origin, with every word in its document beside it.

Below the matrix stands one of several views (``incident_views.py``): the claims in their words, numbers, times, map, changes,
decisions. Each has an address of its own; htmx brings only the part that changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.responses import Response

from saidso.nouns.claim import Claim
from saidso.show.matrix import Matrix, Quote, matrix_of
from saidso.show.page import Page
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.marked import Mark, marks_of, passages_of
from saidso.show.web.frame.routing import screen
from saidso.show.web.incident_views import Addresses, joins_of, view_of, views_for


def incident(desk: Desk) -> Response:
    """The page; an id that was merged into another leads to where it lives now."""
    page = desk.page_of(desk.part("id"))
    if page.incident.id != desk.part("id"):
        return desk.go(f"/incidents/{page.incident.id}")
    return shown(desk, page)


def shown(desk: Desk, page: Page, *, view: str | None = None, trouble: str = "", status: int = 200) -> Response:
    """The page of an incident.

    Args:
        desk: who looks.
        page: the incident, past the guard.
        view: what stands below the matrix; None is what the address asks for.
        trouble: why a form could not be taken; it stands above what was sent.
        status: of the answer.
    """
    matrix = matrix_of(page.incident, page.claims, page.documents)
    frame = _frame(desk, page, matrix, view or desk.query.get("view", ""))
    chosen = next((quote for quote in matrix.quotes if quote.claim.id == desk.query.get("quote")), None)
    told = desk.query.get("told", "")
    return desk.render(
        "incident.html",
        status=status,
        trouble=trouble,
        told=told if told in TOLD else "",
        **frame,
        **view_of(desk, frame["view"], page, matrix),
        **_pane(page, chosen),
    )


TOLD = ("merged", "split", "linked", "parted", "noted", "chosen", "undone")
"""What the page can say was done, after a form sent somebody here."""


def view(desk: Desk) -> Response:
    """What stands below the matrix: a part of the page, for htmx."""
    page = desk.page_of(desk.part("id"))
    address = Addresses(page.incident.id, desk.part("view"), desk.query.get("quote", ""))
    if not desk.is_part:
        kept = {name: value for name, value in desk.query.items() if name in _KEPT}
        return desk.go(address.page(**kept))
    matrix = matrix_of(page.incident, page.claims, page.documents)
    frame = _frame(desk, page, matrix, desk.part("view"))
    return desk.render("parts/view.html", trouble="", **frame, **view_of(desk, frame["view"], page, matrix))


def pane(desk: Desk) -> Response:
    """The document beside the matrix, with the words of one claim marked: a part of the page, for htmx."""
    page = desk.page_of(desk.part("id"))
    matrix = matrix_of(page.incident, page.claims, page.documents)
    chosen = next((quote for quote in matrix.quotes if quote.claim.id == desk.part("claim")), None)
    if chosen is None:
        raise HTTPException(404, str(desk.words("incident.no_claim")))
    asked = dict(parse_qsl(urlsplit(desk.request.headers.get("hx-current-url", "")).query))
    address = Addresses(page.incident.id, asked.get("view", ""), chosen.claim.id)
    if not desk.is_part:
        return desk.go(address.page())
    response = desk.render("parts/pane.html", page=page, **_pane(page, chosen))
    response.headers["HX-Push-Url"] = address.page(**{name: asked.get(name) for name in _KEPT})
    return response


_KEPT = ("page", "zoom", "since")
"""What a view is asked for, and keeps when another quote is opened beside it."""


def cell(desk: Desk) -> Response:
    """All that one origin holds in one slot, where the matrix shows the first of it: a part of the page, for htmx."""
    page = desk.page_of(desk.part("id"))
    if not desk.is_part:
        return desk.go(f"/incidents/{page.incident.id}?all=1")
    matrix = matrix_of(page.incident, page.claims, page.documents)
    row = next((row for row in matrix.rows if row.slot == desk.part("slot")), None)
    at = desk.part("origin")
    if row is None or not at.isascii() or not at.isdigit() or not 1 <= int(at[:6]) <= len(row.cells):
        raise HTTPException(404, str(desk.words("incident.no_claim")))
    entries = row.cells[int(at[:6]) - 1]
    claims = {quote.number: quote for quote in matrix.quotes}
    return desk.render("parts/cell.html", page=page, claims=claims, slot=row.slot, entries=entries)


FEW = 3
"""Things that one origin holds in one slot, shown at once; a spokesman of a long war says dozens."""


def _frame(desk: Desk, page: Page, matrix: Matrix, asked: str) -> dict[str, Any]:
    """What the page and each of its views draw alike."""
    views = views_for(desk)
    chosen = asked if asked in views else views[0]
    return {
        "page": page,
        "matrix": matrix,
        "claims": {quote.number: quote for quote in matrix.quotes},
        "number_of": {quote.claim.id: quote.number for quote in matrix.quotes},
        "joins": joins_of(matrix),
        "few": len(matrix.quotes) if desk.query.get("all") else FEW,
        "views": views,
        "view": chosen,
        "to": Addresses(page.incident.id, chosen, desk.query.get("quote", "")),
    }


def _pane(page: Page, chosen: Quote | None) -> Mapping[str, Any]:
    """What the document pane draws; its own claim's words stand out from those of the others."""
    if chosen is None:
        return {"chosen": None, "passages": ()}
    others = [each for each in page.claims if each.document_id == chosen.document.id and each.id != chosen.claim.id]
    marks = [*marks_of(chosen.claim), *_others(others)]
    return {"chosen": chosen, "passages": passages_of(chosen.document, marks)}


def _others(claims: list[Claim]) -> list[Mark]:
    return [Mark(span=each.trigger.span, what="other", claim=each.id) for each in claims]


routes = [
    screen("/incidents/{id}", incident),
    screen("/incidents/{id}/quotes/{claim}", pane),
    screen("/incidents/{id}/views/{view}", view),
    screen("/incidents/{id}/cells/{slot}/{origin}", cell),
]
