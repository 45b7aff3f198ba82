"""What readers outside the desk may search: only words that passed the guard, put into an index of their own as they come.

The guard needs about as long for a document as a person needs for a breath, so a large ledger passes it in the background;
until an incident has, readers see its line without its place and cannot find it by words.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from itertools import islice

from saidso.ledger import Ledger
from saidso.ledger.search_index import Audience, Words, publish, unpublished, words_of
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
    edition = f"{GUARD_EDITION} {desk.ledger.newest_model()}"
    with desk.house.lock:
        waiting = list(islice(unpublished(desk.ledger.store, edition), _AT_ONCE + 1))
        publish(desk.ledger.store, _seen(desk.ledger, waiting[:_AT_ONCE]), edition)
        running = desk.house.shelf.get("publishing")
        if len(waiting) > _AT_ONCE and not (isinstance(running, threading.Thread) and running.is_alive()):
            thread = threading.Thread(target=publish_all, args=(desk.ledger, edition), daemon=True)
            desk.house.shelf["publishing"] = thread
            thread.start()


def publish_all(ledger: Ledger, edition: str) -> None:
    """Every incident that has not passed the guard of this edition, a few in each transaction."""
    waiting = unpublished(ledger.store, edition)
    while batch := list(islice(waiting, _AT_ONCE)):
        publish(ledger.store, _seen(ledger, batch), edition)


def _seen(ledger: Ledger, ids: Iterable[str]) -> Iterator[tuple[str, Words]]:
    guards = Guards(ledger, Profile.PUBLIC)
    for incident_id in ids:
        page = page_past(ledger, ledger.incident(incident_id), guards)
        if page is not None:  # nothing of it may leave yet
            yield incident_id, words_of(page.incident, page.claims, (each.metadata.title.value for each in page.documents))
