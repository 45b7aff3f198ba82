"""The incidents of an export, one after the other, past the guard, with the counts that every row must carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from saidso.ledger import Ledger
from saidso.ledger.shares import Share
from saidso.nouns.claim import Stance
from saidso.nouns.judgement import Review, review_over
from saidso.show.embargo import Withheld
from saidso.show.export.asked import few, guards_asked, incidents_asked
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.several import in_processes, pays
from saidso.show.guard import Profile
from saidso.show.page import Page, page_past
from saidso.show.redaction import Guards
from saidso.values.actor_base import actor_base
from saidso.values.gazetteer import gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What says where a row comes from: the keys that every exported row of an incident carries.

    ``denials`` counts claims that deny; ``reviewed`` claims on which a person's decision stands, out of ``claims``.
    """

    incident: str
    permalink: str
    claim_ids: tuple[str, ...]
    claims: int
    documents: int
    origins_lo: int
    origins_hi: int
    denials: int
    contradictions: int
    reviewed: int
    review: str
    """unreviewed, partly reviewed, reviewed; or disputed, where two people differ on a claim."""


def pages(ledger: Ledger, profile: Profile, options: ExportOptions = EVERYTHING) -> Iterator[Page]:
    """Every incident asked for, in the order of ids, with its claims and documents as they may leave.

    What is under embargo is left out (``Page.held`` counts it), a whole incident where nothing of it may leave.
    """
    guards = guards_asked(ledger, profile, options)
    if profile is not Profile.INTERNAL and not few(options) and pays(len(ledger.shares("incidents", _FEW)) - 1):
        gazetteer(), actor_base()  # before there are several processes, so that they share them
        given = (ledger.path, profile, options, guards.withheld)
        for some in in_processes(_pages_of, ledger.shares("incidents", _AT_ONCE), *given, once=_Here):
            yield from some
        return
    for incident in incidents_asked(ledger, options):
        if page := page_past(ledger, incident, guards):
            yield page


_AT_ONCE = 40
"""Incidents that one process takes at a time: about a second's work of the guard."""
_FEW = 200
"""Incidents for which one process is enough: each that helps must load the guard's tables first."""


class _Here:
    """What a process that helps keeps from task to task: a document's guard is made once, however many incidents it tells of."""

    def __init__(self, ledger_file: Path, profile: Profile, options: ExportOptions, withheld: Withheld) -> None:
        self.ledger = Ledger.open_existing(ledger_file)  # closed with the process
        self.guards = Guards(self.ledger, profile, withheld=withheld)
        self.options = options

    def close(self) -> None:
        """Give the ledger back."""
        self.ledger.close()


def _pages_of(share: Share, here: _Here) -> list[Page]:
    asked = incidents_asked(here.ledger, here.options, share)
    return [page for each in asked if (page := page_past(here.ledger, each, here.guards))]


def provenance(page: Page, reviews: dict[str, Review], options: ExportOptions = EVERYTHING) -> Provenance:
    """The counts of one page; ``reviews`` is ``Ledger.reviews()``."""
    incident = page.incident
    states = [reviews[each].state for each in incident.claims if each in reviews]
    return Provenance(
        incident=incident.id,
        permalink=f"{options.permalink or 'saidso:'}{incident.id}",
        claim_ids=incident.claims,
        claims=len(incident.claims),
        documents=len(incident.documents),
        origins_lo=incident.origins.lo,
        origins_hi=incident.origins.hi,
        denials=sum(claim.stance is Stance.DENIES for claim in page.claims),
        contradictions=sum(slot.agreement == "contradictory" for slot in incident.slots),
        reviewed=len(states),
        review=review_over(states, len(incident.claims)),
    )
