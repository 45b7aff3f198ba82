"""Where the words of an incident come from: documents, the origins they carry, and which of them share their text."""

from __future__ import annotations

from starlette.responses import Response

from saidso.show.matrix import matrix_of
from saidso.show.web.drawings.origin_graph import DOCUMENTS, ORIGINS, WIDTH, graph_of
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.routing import screen
from saidso.show.web.incident_views import Addresses, joins_of


def origins(desk: Desk) -> Response:
    """The graph with its twin as a table, and why claims count as one voice."""
    page = desk.page_of(desk.part("id"))
    if page.incident.id != desk.part("id"):
        return desk.go(f"/incidents/{page.incident.id}/origins")
    matrix = matrix_of(page.incident, page.claims, page.documents)
    return desk.render(
        "incident_origins.html",
        page=page,
        matrix=matrix,
        graph=graph_of(matrix),
        joins=joins_of(matrix),
        claims={quote.number: quote for quote in matrix.quotes},
        to=Addresses(page.incident.id, ""),
        across=(WIDTH, DOCUMENTS, ORIGINS),
    )


routes = [screen("/incidents/{id}/origins", origins)]
