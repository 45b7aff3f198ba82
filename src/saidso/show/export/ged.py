"""UCDP GED's table: exactly its 49 columns. ``source_original`` and ``source_office`` are the ends of our chains of voices.

Low and high are what was reported; best, the deaths of each side and the sides themselves stand only where a person chose
them. Ids that UCDP gives are empty. docs/formats/ged.md says the rest.
"""

from __future__ import annotations

from pathlib import Path

from saidso.ledger import Ledger
from saidso.show.export.codebook_beside import write_strict
from saidso.show.export.codebook_load import codebook_named
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.own import rule_for
from saidso.show.guard import Profile


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the table and ``NAME.x.csv`` beside it; returns how many rows, and how many incidents are no event of UCDP's.

    Raises:
        ConfigError: the rule gives no low and high.
        ExportError: the file cannot be written.
    """
    codebook = codebook_named("ged")
    return write_strict(ledger, path, profile, (codebook, rule_for(options, codebook, "range")), options=options)
