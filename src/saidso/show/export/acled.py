"""ACLED's table: exactly its 31 columns in their order, and beside it ``NAME.x.csv`` with what these columns cannot hold.

docs/formats/acled.md says what becomes of each claim, and what is lost.
"""

from __future__ import annotations

from pathlib import Path

from saidso.ledger import Ledger
from saidso.show.export.as_it_came import as_asked, row_as_it_came
from saidso.show.export.codebook_beside import write_strict
from saidso.show.export.codebook_load import codebook_named
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.own import Coded, rule_for
from saidso.show.guard import Profile


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the table and ``NAME.x.csv`` beside it; returns how many rows, and how many incidents are no event of ACLED's.

    Raises:
        ConfigError: the rule gives no single number.
        ExportError: a file cannot be written.
    """
    codebook = codebook_named("acled")

    def as_it_came(coded: Coded) -> str | None:
        """The row of an incident that is one row of ACLED's own, as it was imported."""
        if not as_asked(options):
            return None
        return row_as_it_came(ledger, coded.page, profile, columns=tuple(codebook.columns), kind="acled")

    by = (codebook, rule_for(options, codebook, "number"))
    return write_strict(ledger, path, profile, by, options=options, as_it_came=as_it_came)
