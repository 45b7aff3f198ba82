"""One incident: who says what of it, slot by slot and origin by origin, with every word in its document beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from saidso.nouns.claim import Claim
from saidso.nouns.document import Document
from saidso.show.matrix import Matrix, Quote, matrix_of
from saidso.show.page import Page, page_of
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.marked import Mark, passages_of, pieces_of
from saidso.show.web.frame.routing import screen


def incident(desk: Desk) -> Response:
    """The page; an id that was merged into another leads to where it lives now."""
    page = page_of(desk.ledger, desk.part("id"), desk.profile)
    if page.incident.id != desk.part("id"):
        return desk.go(f"/incidents/{page.incident.id}")
    matrix = matrix_of(page.incident, page.claims, page.documents)
    wanted = desk.query.get("quote")
    chosen = next((quote for quote in matrix.quotes if quote.claim.id == wanted), None)
    context: dict[str, Any] = {"page": page, "matrix": matrix, "claims": {quote.number: quote for quote in matrix.quotes}}
    return desk.render("incident.html", **context, **_pane(page, chosen), quotes=_quotes(matrix))


def pane(desk: Desk) -> Response:
    """The document beside the matrix, with the words of one claim marked: a part of the page, for htmx."""
    page = page_of(desk.ledger, desk.part("id"), desk.profile)
    matrix = matrix_of(page.incident, page.claims, page.documents)
    chosen = next((quote for quote in matrix.quotes if quote.claim.id == desk.part("claim")), None)
    if chosen is None:
        raise HTTPException(404, str(desk.words("incident.no_claim")))
    if not desk.is_part:
        return desk.go(f"/incidents/{page.incident.id}?quote={chosen.claim.id}")
    return desk.render("parts/pane.html", page=page, **_pane(page, chosen))


def marks_of(claim: Claim) -> list[Mark]:
    """The words of a claim as marks in its document: its trigger, its voices, and each of its values by slot."""
    found = [Mark(span=claim.trigger.span, what="trigger", claim=claim.id)]
    for voice in claim.chain:
        found += [Mark(span=e.span, what="voice", claim=claim.id) for e in (voice.evidence, voice.named_at) if e]
        found += [Mark(span=voice.cue.span, what="cue", claim=claim.id)] if voice.cue else []
    return found + [Mark(span=value.evidence.span, what=f"slot {value.slot}", claim=claim.id) for value in claim.values]


def _pane(page: Page, chosen: Quote | None) -> dict[str, Any]:
    """What the document pane draws; its own claim's words stand out from those of the others."""
    if chosen is None:
        return {"chosen": None, "passages": ()}
    others = [each for each in page.claims if each.document_id == chosen.document.id and each.id != chosen.claim.id]
    marks = [*marks_of(chosen.claim), *(Mark(span=each.trigger.span, what="other", claim=each.id) for each in others)]
    return {"chosen": chosen, "passages": passages_of(chosen.document, marks)}


def _quotes(matrix: Matrix) -> list[tuple[Quote, Sequence[Any]]]:
    """Each claim with its passage in pieces, in the order in which the cells number them."""
    return [(quote, pieces_of(quote.document.text, marks_of(quote.claim), quote.claim.passage.span)) for quote in matrix.quotes]


def publisher_of(document: Document) -> str | None:
    """Who published a document, or who issued it."""
    return document.metadata.publisher.value or document.metadata.issuer.value


routes = [
    screen("/incidents/{id}", incident),
    screen("/incidents/{id}/quotes/{claim}", pane),
]
