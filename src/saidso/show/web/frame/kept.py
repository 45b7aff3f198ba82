"""What passed the guard for a reader, kept for an hour: a document takes the guard a tenth of a second, and a list has many.

What is kept is bound to the newest model and to the hour: what is read anew is guarded anew, and what an embargo has freed is
shown within the hour. What is newly withheld comes with a new reading, and so under another name here.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from saidso.ledger.shelf import grown
from saidso.show.guard import Profile
from saidso.show.web.frame.desk import Desk

T = TypeVar("T")
_MOST = 4_096


def counted(desk: Desk, what: str, make: Callable[[], T]) -> T:
    """Counts over the whole ledger, made anew only when something was added or linked since; for no more than counts."""
    now = grown(desk.ledger)
    with desk.house.lock:
        held = desk.house.shelf.get(f"counted {what}")
    if held is None or held[0] != now:
        held = (now, make())
        with desk.house.lock:
            desk.house.shelf[f"counted {what}"] = held
    found: T = held[1]
    return found


def kept(desk: Desk, what: str, key: str, make: Callable[[], T]) -> T:
    """What ``make`` gives for this viewer's profile, made once; the desk itself sees everything as it is this moment.

    Args:
        desk: whose profile counts.
        what: the kind of thing ("head of a document").
        key: which one of its kind.
        make: makes it; it may take its time.
    """
    if desk.profile is Profile.INTERNAL:
        return make()
    hour = datetime.now(UTC).strftime("%Y-%m-%dT%H")
    name = (desk.profile.value, desk.ledger.newest_model(), hour, what, key)
    with desk.house.lock:
        shelf: OrderedDict[object, T] = desk.house.shelf.setdefault("kept", OrderedDict())
        if name in shelf:
            return shelf[name]
    made = make()
    with desk.house.lock:
        shelf[name] = made
        while len(shelf) > _MOST:
            shelf.popitem(last=False)
    return made
