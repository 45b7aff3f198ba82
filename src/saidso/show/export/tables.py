"""The tables of a ledger as they may leave: the same columns as at the desk, every word past the guard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from saidso.ledger.frames import FlatTable
from saidso.ledger.shares import WHOLE, Share
from saidso.ledger.tables import table
from saidso.nouns.document import Document, Skip
from saidso.nouns.judgement import Judgement, Review
from saidso.show.embargo import Withheld, until_words
from saidso.show.export.asked import documents_asked, few, is_asked, is_on, shares_asked
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.guard import Profile
from saidso.show.page import open_part
from saidso.show.redaction import Guards, redacted, redacted_skip
from saidso.show.wording import CLAIMS_NOT_FINDINGS

if TYPE_CHECKING:
    from saidso.ledger import Ledger
    from saidso.ledger.codec import Plain
    from saidso.ledger.told import Told

EDITION = "saidso-tables/1"
"""Rises when a column changes its meaning or goes; a new column behind the others raises nothing."""


class Guarded:
    """A ledger as the tables read it, past the guard; what is under embargo, or not asked for, is not in it.

    Hand it to ``saidso.ledger.tables.table``. Under ``internal`` it gives the ledger's own records.
    """

    def __init__(
        self, ledger: Ledger, profile: Profile, options: ExportOptions = EVERYTHING, *, withheld: Withheld | None = None
    ) -> None:
        self._ledger = ledger
        self._open = profile is Profile.INTERNAL
        self._profile = profile
        self._options = options
        near = self._asked if few(options) else None
        self._guards = Guards(ledger, profile, options.embargo(), documents=near, withheld=withheld)
        self.permalink = options.permalink or ledger.permalink

    @cached_property
    def embargoed(self) -> dict[str, str]:
        """Claim id -> until when, of the claims under embargo that leave all the same: those of ``internal``."""
        if not self._open:
            return {}
        withheld = self._guards.withheld
        return {claim: until_words(withheld.moment(until)) for claim, until in withheld.claims.items()}

    @property
    def withheld(self) -> Withheld | None:
        """What may not leave, for the views of other processes; None where everything may."""
        return None if self._open else self._guards.withheld

    def table(self, name: str) -> FlatTable:
        """The flat table of that name as it leaves."""
        return table(self, name, embargo=self.embargoed)

    def told(self, within: Share = WHOLE) -> Iterator[Told]:
        """The incidents with their claims; claims that nothing has linked yet leave only with the whole ledger."""
        return iter(self._few_told) if few(self._options) and within == WHOLE else self._told(within)

    @cached_property
    def _few_told(self) -> tuple[Told, ...]:
        """Few are taken past the guard once for all tables."""
        return tuple(self._told(WHOLE))

    def _told(self, within: Share) -> Iterator[Told]:
        for told in (told for share in shares_asked(self._options, within) for told in self._ledger.told(share)):
            if is_asked(told.incident and told.incident["id"], self._options):
                seen = told if self._open else self._past(told)
                if seen is not None:
                    yield seen

    def _past(self, told: Told) -> Told | None:
        from saidso.ledger.told import as_stored

        guards = self._guards
        stored, claims = told.nouns()
        incident = stored and open_part(self._ledger, stored, guards)
        kept = [claim for claim in claims if not guards.hides(claim.id)]
        if not kept or (stored and incident is None):
            return None
        seen = (redacted(claim, guards.of(claim.document_id)) for claim in kept)
        return as_stored(incident and guards.shared(incident, incident.documents), seen)

    def documents_stored(self, within: Share = WHOLE) -> Iterator[Plain]:
        """The documents; only those of the incidents asked for where some were."""
        for share in self._document_shares(within):
            for document in self._ledger.documents_stored(share):
                if self._asked is None or document["id"] in self._asked:
                    yield document if self._open else self._document(document)

    def _document_shares(self, within: Share) -> Iterator[Share]:
        if self._asked is None or not few(self._options):
            return iter((within,))
        return (Share(one=id) for id in sorted(self._asked) if within.has(id))

    def _document(self, stored: Plain) -> Plain:
        from saidso.ledger.codec import plain, restore

        document = restore(Document, stored, f"document {stored['id']}")
        return plain(redacted(document, self._guards.of(document.id)))

    @cached_property
    def _asked(self) -> frozenset[str] | None:
        return documents_asked(self._ledger, self._options)

    def skips(self) -> Iterator[Skip]:
        """Files that were not read."""
        return (redacted_skip(skip, self._profile) for skip in self._ledger.skips())

    def not_read(self) -> Iterator[tuple[str, str, str]]:
        """Documents that a model does not read."""
        return self._ledger.not_read()

    def incident_changes(self) -> Iterator[tuple[str, str, str]]:
        """New, merged and split incidents, of those asked for: ids only."""
        return (each for each in self._ledger.incident_changes() if is_asked(each[2], self._options))

    def judgements_told(self) -> Iterator[tuple[Judgement, str | None]]:
        """People's decisions on what is asked for, reviewers as the profile shows them.

        None whose own words may tell what is under embargo.
        """
        for judgement, later in self._ledger.judgements_told():
            if is_on(judgement, self._asked) and not self._guards.may_tell(judgement):
                yield self._guards.judgement(judgement), later

    def chosen(self) -> list[Judgement]:
        """Values that people chose for what is asked for."""
        return [self._guards.judgement(each) for each in self._ledger.chosen() if is_on(each, self._asked)]

    def reviews(self) -> dict[str, Review]:
        """States of claims by id; the tables take nothing else of them."""
        return self._reviews

    @cached_property
    def _reviews(self) -> dict[str, Review]:
        return self._ledger.reviews(self._asked if few(self._options) else None)


def about(ledger: Ledger, profile: Profile, table: str) -> dict[str, str]:
    """What a file says of itself: the note, for whom it is redacted, which model read, which saidso wrote it."""
    from importlib.metadata import version

    return {
        "saidso.note": CLAIMS_NOT_FINDINGS,
        "saidso.redacted": profile.value,
        "saidso.model": ledger.newest_model() or "none",
        "saidso.version": version("saidso"),
        "saidso.tables": EDITION,
        "saidso.table": table,
    }
