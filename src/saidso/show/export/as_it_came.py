"""Rows of others given back as they came: an incident that is one imported row, and nothing else, byte for byte.

Only under ``internal``: the bytes are unguarded. Only where nobody decided anything on it: a decision is more than the row says.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence

from saidso.errors import LedgerError
from saidso.ledger import Ledger
from saidso.nouns.claim import IMPORTED
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.guard import Profile
from saidso.show.page import Page


def row_as_it_came(ledger: Ledger, page: Page, profile: Profile, *, kind: str, columns: Sequence[str]) -> str | None:
    """The text of the row that an incident is, without its line end; None where it is not one imported row of this kind.

    Args:
        ledger: it keeps the bytes of the row.
        page: the incident.
        profile: for whom the table is.
        kind: the format of the document: "acled", "ged".
        columns: of the table to be written; a row of another layout cannot stand in it as it came.
    """
    if profile is not Profile.INTERNAL or len(page.documents) != 1 or page.documents[0].format != kind:
        return None
    claims = {claim.id for claim in page.claims if claim.model.startswith(IMPORTED)}
    if len(claims) != len(page.claims) or _decided(ledger, page):
        return None
    try:
        header, row = _parted(ledger.raw(page.documents[0].sha256))
    except LedgerError:
        return None  # restored from JSON lines, which carry no bytes
    return row if next(csv.reader([header]), []) == list(columns) else None


def _decided(ledger: Ledger, page: Page) -> bool:
    """Whether anybody decided anything on words of the row."""
    return any(words.document_id == page.documents[0].id for judgement in ledger.judgements() for words in judgement.on)


def as_asked(options: ExportOptions) -> bool:
    """Whether nothing was asked for that a row as it came cannot obey: another rule reads its number in another way."""
    return options.rule == EVERYTHING.rule


def _parted(raw: bytes) -> tuple[str, str]:
    """The header line and the row of a table of one row, as ``read`` keeps it."""
    header, _, row = raw.decode("utf-8").removeprefix("\ufeff").partition("\n")
    return header.rstrip("\r"), row
