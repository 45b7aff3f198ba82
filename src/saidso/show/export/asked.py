"""The incidents that an export is asked for: few are fetched by their ids, and nothing of the rest of the ledger is looked at.

A preview in the browser asks for ten of a hundred thousand; walking all of them took a hundred times as long as writing ten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from saidso.ledger import Ledger
from saidso.ledger.shares import WHOLE, Share
from saidso.nouns.incident import Incident
from saidso.nouns.judgement import Judgement, Review
from saidso.show.export.options import ExportOptions
from saidso.show.guard import Profile
from saidso.show.redaction import Guards

FEW = 200
"""Incidents that are fetched one by one; beyond this many one walk over the ledger is not much slower, and holds less."""


def few(options: ExportOptions) -> bool:
    """Whether so few incidents are asked for that each is fetched by its id."""
    return options.only is not None and len(options.only) <= FEW


def shares_asked(options: ExportOptions, within: Share = WHOLE) -> Iterator[Share]:
    """Shares that hold every incident asked for, in the order of ids: one for each of few, else ``within`` itself."""
    if options.only is None or not few(options):
        yield within
        return
    yield from (Share(one=id) for id in sorted(options.only) if within.has(id))


def is_asked(id: str | None, options: ExportOptions) -> bool:
    """Whether the incident of that id is asked for; None, what stands in no incident, leaves only with the whole."""
    return options.only is None or id in options.only


def incidents_asked(ledger: Ledger, options: ExportOptions, within: Share = WHOLE) -> Iterator[Incident]:
    """The incidents asked for, in the order of ids; an id that is not there is passed over."""
    for share in shares_asked(options, within):
        yield from (each for each in ledger.incidents_in(share) if is_asked(each.id, options))


def documents_asked(ledger: Ledger, options: ExportOptions) -> frozenset[str] | None:
    """The documents that the incidents asked for stand in; None is all."""
    if options.only is None:
        return None
    return frozenset(each for incident in incidents_asked(ledger, options) for each in incident.documents)


def reviews_asked(ledger: Ledger, options: ExportOptions) -> dict[str, Review]:
    """``Ledger.reviews`` of what is asked for; where that is not few, of the whole ledger."""
    return ledger.reviews(documents_asked(ledger, options) if few(options) else None)


def chosen_asked(ledger: Ledger, options: ExportOptions) -> list[Judgement]:
    """The values that people chose in the documents of what is asked for."""
    documents = documents_asked(ledger, options)
    return [each for each in ledger.chosen() if is_on(each, documents)]


def is_on(judgement: Judgement, documents: Collection[str] | None) -> bool:
    """Whether a decision is on one of these documents; None is all. One on no words at all leaves only with the whole."""
    return documents is None or any(one.document_id in documents for one in judgement.on)


def guards_asked(ledger: Ledger, profile: Profile, options: ExportOptions) -> Guards:
    """The guards of an export. For few incidents the embargo is looked for in their documents, and in others as they come."""
    documents = documents_asked(ledger, options) if few(options) else None
    return Guards(ledger, profile, options.embargo(), documents=documents)
