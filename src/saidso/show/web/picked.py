"""What is done to several incidents picked in the list at once: a remark, one event, a queue of one's own. Export is a page."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.responses import Response

from saidso.errors import ConfigError
from saidso.ledger.queues import ReviewQueue, add_queue
from saidso.ledger.review import Ruling, decide
from saidso.nouns.judgement import Decision
from saidso.show.page import Page
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.routing import action
from saidso.show.web.regroup import merged

MOST = 200
"""Incidents at once: the rows of a few pages. More is a job for a filter, a queue or an export."""
MOST_MERGED = 12
"""Put together at once: each is linked anew, and nobody reads more than a dozen matrices before saying that they are one."""


def note(desk: Desk) -> Response:
    """The same remark on each; it changes nothing."""
    reason, now = _words(desk, "reason"), datetime.now(UTC)
    for page in _pages(desk, MOST):
        decide(desk.ledger, page.claims[0], Ruling(decision=Decision.NOTE, person=desk.person(), now=now, reason=reason))
    return _back(desk)


def one_event(desk: Desk) -> Response:
    """They are one event: the second, the third and so on are put to the first."""
    reason = _words(desk, "reason")
    pages = _pages(desk, MOST_MERGED)
    if len(pages) < 2:
        raise ConfigError(str(desk.words("incidents.picked_two")))
    here, home = list(pages[0].claims), pages[0].incident.id
    for page in pages[1:]:
        home = merged(desk, here, page.claims, reason)
        here += page.claims
    return desk.go(f"/incidents/{home}?view=decisions&told=merged#view")


def queue(desk: Desk) -> Response:
    """Their claims as a queue of the one who picked them, to be read one after the other."""
    claims = tuple(dict.fromkeys(claim.id for page in _pages(desk, MOST) for claim in page.claims))
    me, name = desk.person(), desk.field("reason")[:200] or str(desk.words("incidents.picked_queue"))
    asked = ReviewQueue(id="", name=name, made_by=me, made_at=datetime.now(UTC), claims=claims, reviewers=(me,), blind=False)
    return desk.go(f"/review?queue={add_queue(desk.ledger, asked).id}")


def _pages(desk: Desk, most: int) -> list[Page]:
    ids = list(dict.fromkeys(str(each) for each in desk.form.getlist("id"))) if desk.form else []
    if not ids or len(ids) > most:
        raise ConfigError(str(desk.words("incidents.picked_many", most=most)))
    return [desk.page_of(each) for each in ids]


def _words(desk: Desk, name: str) -> str:
    words = desk.field(name)
    if not words:
        raise ConfigError(str(desk.words("incidents.picked_why")))
    return words


def _back(desk: Desk) -> Response:
    query = desk.field("query")
    return desk.go(f"/incidents?{query}" if query else "/incidents")


routes = [
    action("/picked/note", note),
    action("/picked/link", one_event),
    action("/picked/queue", queue),
]
