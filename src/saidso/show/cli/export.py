"""``saidso export``: what leaves the desk, past the guard."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from saidso.show.cli.talk import AsJson, LedgerFile, Redact, give_json, profile_of, say


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl: every record. lists: incidents by origins.")],
    ledger: LedgerFile,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write; replaced as a whole.", show_default=False)],
    redact: Redact = "public",
    as_json: AsJson = False,
) -> None:
    """Write the ledger for others to read. Private people are pseudonyms unless you say --redact internal."""
    from saidso.ledger import Ledger
    from saidso.show.export import export as write
    from saidso.show.guard import Profile

    profile = profile_of(redact)
    with Ledger.open_existing(ledger) as opened:
        counts = write(opened, form, out, profile)
    if profile is not Profile.INTERNAL:
        say(f"redacted for: {profile} (private people are pseudonyms; the lossless form is --redact internal).")
    if as_json:
        give_json({"format": form, "out": str(out), "redacted": profile.value, "lines": counts})
    else:
        kinds = ", ".join(f"{many:,} {kind}" for kind, many in counts.items())
        say(f"{sum(counts.values()):,} lines written to {out}: {kinds}.")
