"""The dossier of an incident, to print: every claim in its words, every document with its hashes, every decision."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.responses import Response

from saidso.ledger.history import Act, acts_on
from saidso.show.matrix import matrix_of
from saidso.show.page import Page
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.marked import marks_of, pieces_of
from saidso.show.web.frame.routing import screen
from saidso.show.web.incident_views import joins_of


def dossier(desk: Desk) -> Response:
    """One page that stands alone on paper; the browser prints it."""
    page = desk.page_of(desk.part("id"))
    if page.incident.id != desk.part("id"):
        return desk.go(f"/incidents/{page.incident.id}/dossier")
    matrix = matrix_of(page.incident, page.claims, page.documents)
    quotes = [(q, pieces_of(q.document.text, marks_of(q.claim), q.claim.passage.span)) for q in matrix.quotes]
    return desk.render(
        "dossier.html",
        page=page,
        matrix=matrix,
        quotes=quotes,
        origin_of=matrix.numbers(),
        number_of={quote.claim.id: quote.number for quote in matrix.quotes},
        joins=joins_of(matrix),
        texts=_texts(desk, page),
        acts=_acts(desk, page),
        models=sorted({claim.model for claim in page.claims}),
        now=datetime.now(UTC),
    )


def _texts(desk: Desk, page: Page) -> Mapping[str, str]:
    """SHA-256 of each document's whole text as it was read, also where a reader sees it with names taken out."""
    texts = {each.id: desk.ledger.document(each.id).text for each in page.documents}
    return {each: hashlib.sha256(text.encode("utf-8")).hexdigest() for each, text in texts.items()}


def _acts(desk: Desk, page: Page) -> tuple[Act, ...]:
    """Who decided what is for the desk."""
    return acts_on(desk.ledger, page.claims, desk.viewer.name)[::-1] if desk.viewer.sees_reviewers else ()


routes = [screen("/incidents/{id}/dossier", dossier)]
