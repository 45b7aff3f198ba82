"""The incidents of an export, one after the other, past the guard, with the counts that every row must carry."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from saidso.ledger import Ledger
from saidso.nouns.claim import Stance
from saidso.nouns.judgement import Review, review_over
from saidso.show.embargo import Withheld
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
    guards = Guards(ledger, profile, options.embargo())
    if profile is not Profile.INTERNAL and pays(len(ledger.shares("incidents", _FEW)) - 1):
        ids = [each.id for each in ledger.incidents() if options.only is None or each.id in options.only]
        tasks = [ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)]
        if pays(len(tasks)):  # else the work would be done in this process, which must keep no guard for the next export
            gazetteer(), actor_base()  # before there are several processes, so that they share them
            for some in in_processes(_pages_of, tasks, ledger.path, profile, guards.withheld):
                yield from some
            return
    for incident in ledger.incidents():
        if (options.only is None or incident.id in options.only) and (page := page_past(ledger, incident, guards)):
            yield page


_AT_ONCE = 40
"""Incidents that one process takes at a time: about a second's work of the guard."""
_FEW = 200
"""Incidents for which one process is enough: each that helps must load the guard's tables first."""

_here: tuple[Path, Ledger, Guards] | None = None
"""What a process that helps keeps from task to task: a document's guard is made once, however many incidents it tells of.

Only a process that ends with its export may fill it: the guard of one export is not the guard of the next.
"""


def _pages_of(ids: list[str], ledger_file: Path, profile: Profile, withheld: Withheld) -> list[Page]:
    global _here
    assert multiprocessing.parent_process() is not None, "a guard kept in this process would outlive its export"
    if _here is None or _here[0] != ledger_file:
        ledger = Ledger.open_existing(ledger_file)  # closed with the process
        _here = ledger_file, ledger, Guards(ledger, profile, withheld=withheld)
    _, ledger, guards = _here
    return [page for each in ledger.incidents_with(ids) if (page := page_past(ledger, each, guards))]


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
