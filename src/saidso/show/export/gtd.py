"""GTD's table: its 135 columns, of which 59 can be filled from claims. docs/formats/gtd.md lists them and what is lost."""

from __future__ import annotations

from pathlib import Path

from saidso.ledger import Ledger
from saidso.show.export.codebook_beside import write_strict
from saidso.show.export.codebook_load import codebook_named
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.own import rule_for
from saidso.show.guard import Profile


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the table and ``NAME.x.csv`` beside it; returns how many rows, and how many incidents GTD has no attack type for.

    Raises:
        ConfigError: the rule gives no single number.
        ExportError: the file cannot be written.
    """
    codebook = codebook_named("gtd")
    return write_strict(ledger, path, profile, (codebook, rule_for(options, codebook, "number")), options=options)
