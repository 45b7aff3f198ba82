"""What can stand below the matrix of an incident: claims, numbers, times, map, changes, decisions; and where each is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from saidso.errors import ConfigError
from saidso.ledger.history import acts_on
from saidso.ledger.search import IncidentFilter, IncidentLine, incident_rows
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident
from saidso.show.matrix import Matrix
from saidso.show.page import Page
from saidso.show.web.drawings.numbers import HEIGHT, WIDTH, plots_of
from saidso.show.web.drawings.places import ZOOMS, places_of
from saidso.show.web.drawings.times import timeline_of
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.marked import marks_of, pieces_of

SIZE = 20
"""Claims on a page of the list: as many as are looked through before one asks for more."""
_NEAR = 8
"""Incidents weighed as candidates for a merge."""
_WEIGHED = 60
"""Claims of candidates that are weighed; a candidate that would go beyond is named without a weight."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the views of one incident are found, each with the quote that stands beside the matrix."""

    id: str
    view: str
    quote: str = ""

    def page(self, view: str = "", /, **more: object) -> str:
        """The whole page with a view; what is empty is left out."""
        wanted = view or self.view or _OPEN[0]
        given = {"view": "" if wanted == _OPEN[0] else wanted, "quote": self.quote, **more}
        asked = urlencode({name: str(value) for name, value in given.items() if value not in (None, "")})
        return f"/incidents/{self.id}" + (f"?{asked}" if asked else "")

    def part(self, view: str = "", /, **more: object) -> str:
        """The view alone, for htmx."""
        asked = urlencode({name: str(value) for name, value in {"quote": self.quote, **more}.items() if value not in (None, "")})
        return f"/incidents/{self.id}/views/{view or self.view}" + (f"?{asked}" if asked else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An incident that this one could be merged with; ``weight`` and ``parts`` are those of the heaviest pair of claims."""

    line: IncidentLine
    weight: float | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Why claims of one origin count as one voice: the rule, what was seen, and the quotes it was seen in."""

    origin: int
    rule: str
    reason: str
    quotes: tuple[int, ...]


def joins_of(matrix: Matrix) -> tuple[Joined, ...]:
    """The joins of all origins, those with one reason together."""
    number = {quote.claim.id: quote.number for quote in matrix.quotes}
    origin = matrix.numbers()
    found: dict[tuple[int, str, str], set[int]] = {}
    for join in matrix.incident.origins.joins:
        if join.one in number and join.other in number and join.one in origin:
            found.setdefault((origin[join.one], join.rule, join.reason), set()).update((number[join.one], number[join.other]))
    return tuple(Joined(origin=o, rule=rule, reason=why, quotes=tuple(sorted(q))) for (o, rule, why), q in sorted(found.items()))


def views_for(desk: Desk) -> tuple[str, ...]:
    """The views that this viewer may see: who decided what is for the desk."""
    return (*_OPEN, "decisions") if desk.viewer.may("reviewer") else _OPEN


_OPEN = ("claims", "numbers", "time", "map", "changes")


def view_of(desk: Desk, view: str, page: Page, matrix: Matrix) -> dict[str, Any]:
    """What the template of a view draws, by the name of the view."""
    return _VIEWS[view](desk, page, matrix)


def _claims(desk: Desk, page: Page, matrix: Matrix) -> dict[str, Any]:
    """A page of the claims, each with its passage in pieces, in the order in which the cells number them."""
    pages = max(1, -(-len(matrix.quotes) // SIZE))
    at = min(pages, max(1, _number(desk.query.get("page", ""), 1)))
    shown = matrix.quotes[(at - 1) * SIZE : at * SIZE]
    quotes = [(each, pieces_of(each.document.text, marks_of(each.claim), each.claim.passage.span)) for each in shown]
    picked = {str(each) for each in desk.form.getlist("claim")} if desk.form else set()
    return {"quotes": quotes, "at": at, "pages": pages, "picked": picked, "origin_of": matrix.numbers()}


def _numbers(desk: Desk, page: Page, matrix: Matrix) -> dict[str, Any]:
    return {"plots": plots_of(matrix), "plot_width": WIDTH, "plot_height": HEIGHT}


def _time(desk: Desk, page: Page, matrix: Matrix) -> dict[str, Any]:
    return {"timeline": timeline_of(matrix)}


def _map(desk: Desk, page: Page, matrix: Matrix) -> dict[str, Any]:
    zoom = min(len(ZOOMS) - 1, _number(desk.query.get("zoom", ""), ZOOMS.index(1.0)))
    return {"places": places_of(matrix, zoom), "zoom": zoom, "zooms": len(ZOOMS)}


def _changes(desk: Desk, page: Page, matrix: Matrix) -> dict[str, Any]:
    from saidso.show.since import changes_past

    days = sorted({quote.claim.said_on for quote in matrix.quotes if quote.claim.said_on})
    asked = _day(desk.query.get("since", "")) or (days[-1] if days else None)
    found = changes_past(desk.ledger, page, asked, desk.guards) if asked else None
    return {"changes": found, "days": days, "since": asked}


def _decisions(desk: Desk, page: Page, matrix: Matrix) -> dict[str, Any]:
    return {
        "acts": acts_on(desk.ledger, page.claims, desk.viewer.name),
        "candidates": candidates_of(desk, page),
        "weakest": page.incident.weakest,
        "slots": [row.slot for row in matrix.rows if row.slot != "event"],
    }


_VIEWS: dict[str, Callable[[Desk, Page, Matrix], dict[str, Any]]] = {
    "claims": _claims,
    "numbers": _numbers,
    "time": _time,
    "map": _map,
    "changes": _changes,
    "decisions": _decisions,
}


def candidates_of(desk: Desk, page: Page) -> tuple[Candidate, ...]:
    """Incidents of the same days or place with which this one may be one event, those that weigh most first."""
    from saidso.link import explain

    lines = _near(desk, page.incident)
    weighed: list[str] = []
    left = _WEIGHED
    for line in lines:
        if line.claims <= left:
            weighed.append(line.id)
            left -= line.claims
    told = {each: one.id for one in (page.incident, *desk.ledger.incidents_with(weighed)) for each in one.claims}
    own = {claim.id for claim in page.claims}
    claims = [*page.claims, *desk.ledger.claims_with([each for each in told if each not in own])]
    heaviest: dict[str, tuple[float, tuple[str, ...]]] = {}
    # Every pair of the two sides has an end among the fewer claims; those within the many are not asked for.
    others = claims[len(page.claims) :]
    fewer = others if len(others) < len(page.claims) else page.claims
    for reason in explain(claims, documents={claim.document_id for claim in fewer}):
        ends = {told[reason.one], told[reason.other]}
        if page.incident.id in ends and len(ends) == 2:
            other = next(iter(ends - {page.incident.id}))
            heaviest[other] = max(heaviest.get(other, (reason.weight, reason.parts)), (reason.weight, reason.parts))
    found = [Candidate(line=line, weight=w, parts=p) for line in lines for w, p in [heaviest.get(line.id, (None, ()))]]
    return tuple(sorted(found, key=lambda one: -(one.weight if one.weight is not None else float("-inf"))))


def _near(desk: Desk, incident: Incident) -> Sequence[IncidentLine]:
    when, place = incident.when, incident.place
    asked: list[IncidentFilter] = []
    if when is not None and (when.earliest or when.latest):
        asked.append(IncidentFilter(first_day=when.earliest, last_day=when.latest, size=_NEAR))
    if place is not None:
        asked.append(IncidentFilter(place=place.name or place.words, size=_NEAR))
    lines = {line.id: line for one in asked for line in incident_rows(desk.ledger, one) if line.id != incident.id}
    return list(lines.values())


def chosen_claims(page: Page, ids: Sequence[str]) -> list[Claim]:
    """The claims of the page with these ids, in its order.

    Raises:
        ConfigError: one of them is not there any more.
    """
    held = {claim.id: claim for claim in page.claims}
    gone = [each for each in ids if each not in held]
    if gone:
        raise ConfigError(f"{', '.join(gone)}: no such claim stands in {page.incident.id} any more. Choose among those below.")
    return [held[each] for each in dict.fromkeys(ids)]


def _number(words: str, otherwise: int) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 6 else otherwise


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
