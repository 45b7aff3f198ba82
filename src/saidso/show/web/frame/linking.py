"""After a person put claims together or apart: the linking brought up to date, in the one place that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saidso.link import relink

if TYPE_CHECKING:
    from saidso.show.web.frame.desk import Desk


def relinked(desk: Desk) -> None:
    """Bring the incidents up to date after a must-link, a cannot-link, a "best", or one of them taken back.

    One at a time: two people who decide at the same moment must not store two linkings made from the same state.
    """
    with desk.house.lock:
        desk.ledger.keep_linking(relink(desk.ledger.link_index()))
