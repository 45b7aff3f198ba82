"""The incidents of an export, one after the other, past the guard, with the counts that every row must carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saidso.ledger import Ledger
from saidso.nouns.claim import Stance
from saidso.nouns.judgement import Review, review_over
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.guard import Profile
from saidso.show.page import Page, page_past
from saidso.show.redaction import Guards


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
    guards = Guards(ledger, profile, options.embargo())
    for incident in ledger.incidents():
        if (options.only is None or incident.id in options.only) and (page := page_past(ledger, incident, guards)):
            yield page


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
