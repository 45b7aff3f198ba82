"""What readers outside the desk may find: only what passed the guard, put into an index of their own as it comes.

The guard needs about as long for a document as a person needs for a breath, so a large ledger passes it in the background;
until an incident has, it is in no list of theirs. What is under embargo passes the guard again when the embargo ends.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

from saidso.ledger import Ledger
from saidso.ledger.search_index import Audience, Shown, publish, unpublished
from saidso.show.embargo import Embargo
from saidso.show.guard import Profile
from saidso.show.page import page_past
from saidso.show.redaction import Guards
from saidso.show.web.frame.desk import Desk

_AT_ONCE = 20
"""Incidents that pass the guard while the reader waits; more go on in the background."""
GUARD_EDITION = "public-1"
"""Raise it when the guard learns to hide more: all incidents pass it again."""


def audience_of(desk: Desk) -> Audience:
    """Whose words this viewer searches."""
    return Audience.DESK if desk.profile is Profile.INTERNAL else Audience.PUBLIC


def let_readers_search(desk: Desk) -> None:
    """Take what has not passed the guard past it, when a reader is about to search; the desk waits for nothing."""
    if desk.profile is Profile.INTERNAL:
        return
    edition = f"{GUARD_EDITION} {desk.ledger.newest_model()} {Embargo.of().hours}"
    with desk.house.lock:
        waiting = list(islice(unpublished(desk.ledger.store, edition, datetime.now(UTC)), _AT_ONCE + 1))
        publish(desk.ledger.store, _seen(desk.ledger, waiting[:_AT_ONCE]), edition)
        running = desk.house.shelf.get("publishing")
        if len(waiting) > _AT_ONCE and not (isinstance(running, threading.Thread) and running.is_alive()):
            thread = threading.Thread(target=publish_all, args=(desk.ledger, edition), daemon=True)
            desk.house.shelf["publishing"] = thread
            thread.start()


def publish_all(ledger: Ledger, edition: str) -> None:
    """Every incident that has not passed the guard of this edition, a few in each transaction."""
    waiting = unpublished(ledger.store, edition, datetime.now(UTC))
    while batch := list(islice(waiting, _AT_ONCE)):
        publish(ledger.store, _seen(ledger, batch), edition)


def _seen(ledger: Ledger, ids: Iterable[str]) -> Iterator[Shown]:
    guards = Guards(ledger, Profile.PUBLIC)
    for incident_id in ids:
        incident = ledger.incident(incident_id)
        page = page_past(ledger, incident, guards)
        held = guards.withheld.held(incident.claims, Profile.PUBLIC)
        until = None if held is None else held.until
        if page is None:
            yield Shown(id=incident_id, incident=None, until=until)
        else:
            titles = tuple(each.metadata.title.value for each in page.documents)
            yield Shown(id=incident_id, incident=page.incident, claims=page.claims, titles=titles, until=until)
