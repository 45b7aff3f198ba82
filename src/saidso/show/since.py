"""What was newly said of an incident since a day, past the guard: for ``saidso diff`` and for the page of the incident."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from saidso.errors import ConfigError

if TYPE_CHECKING:
    from saidso.ledger import Ledger
    from saidso.link.changes import Changes
    from saidso.show.guard import Profile
    from saidso.show.page import Page
    from saidso.show.redaction import Guards


def changes_of(ledger: Ledger, wanted: str, since: date | None, profile: Profile) -> tuple[Page, Changes]:
    """The incident's page and what changed in it, both past the guard.

    Args:
        ledger: an open ledger.
        wanted: the id of the incident, or how it begins.
        since: what was said then or later is new; None is the last day on which anything was said.
        profile: what the guard lets through.

    Raises:
        ConfigError: there is no such incident, or none of its claims has a day and none was given.
    """
    from saidso.show.page import page_of
    from saidso.show.redaction import Guards

    page = page_of(ledger, wanted, profile)
    days = [claim.said_on for claim in page.claims if claim.said_on is not None]
    if since is None and not days:
        raise ConfigError(f"{page.incident.id}: none of its documents says when it was published. Name the day with --since.")
    return page, changes_past(ledger, page, since or max(days), Guards(ledger, profile))


def changes_past(ledger: Ledger, page: Page, since: date, guards: Guards) -> Changes:
    """What changed in the incident of a page since a day, past the guards.

    It is compared as the voices said it, and guarded after: two names that a guard gives one mark stay two here.
    """
    from saidso.link.changes import changes_since
    from saidso.show.page import open_part

    incident = ledger.incident(page.incident.id)
    incident = open_part(ledger, incident, guards) or incident
    found = changes_since(incident, ledger.claims_with(incident.claims), since, ledger.chosen())
    return guards.shared(found, incident.documents)
