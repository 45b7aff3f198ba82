"""After a person put claims together or apart: the linking brought up to date, in the one place that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saidso.link import relink

if TYPE_CHECKING:
    from saidso.show.web.frame.desk import Desk, House


def relinked(desk: Desk) -> None:
    """Bring the incidents up to date after a must-link, a cannot-link, a "best", or one of them taken back.

    One at a time: two people who decide at the same moment must not store two linkings made from the same state.
    """
    relink_in(desk.house)


def relink_in(house: House) -> None:
    """The same where no request is answered: after an import, which runs on while people judge."""
    with house.lock:
        house.ledger.keep_linking(relink(house.ledger.link_index()))
