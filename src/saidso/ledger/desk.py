"""Which ledgers are open in this process, so that an incident in a notebook finds the voices behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakSet

from saidso.errors import LedgerError
from saidso.nouns.incident import Incident

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger

_open: WeakSet[Ledger] = WeakSet()


def opened(ledger: Ledger) -> None:
    """Note that a ledger is open; one that nobody holds any more is forgotten by itself."""
    _open.add(ledger)


def closed(ledger: Ledger) -> None:
    """Note that it is closed."""
    _open.discard(ledger)


def holder_of(incident: Incident) -> Ledger | None:
    """An open ledger that holds this very incident, unchanged since; None where there is none."""
    for ledger in sorted(_open, key=lambda each: str(each.path)):
        try:
            if ledger.incident(incident.id) == incident:
                return ledger
        except LedgerError:
            continue  # another ledger, which does not know it
    return None
