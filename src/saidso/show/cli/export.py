"""``saidso export``: what leaves the desk, past the guard."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from saidso.show.cli.talk import AsJson, LedgerFile, Redact, give_json, profile_of, say


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl, lists, ...; docs/formats.md says what each is for.")],
    ledger: LedgerFile,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file (or folder) to write; replaced whole.", show_default=False)],
    rule: Annotated[Optional[str], typer.Option("--rule", help="How many claims become one number: acled-lowest@1, ...")] = None,  # noqa: UP045
    codebook: Annotated[Optional[Path], typer.Option("--codebook", help="Your own codebook (TOML), for FORMAT own.")] = None,  # noqa: UP045
    embargo: Annotated[Optional[int], typer.Option("--embargo", help="Hours for which positions of forces stay unsaid.")] = None,  # noqa: UP045
    permalink: Annotated[str, typer.Option("--permalink", help="What stands before an id in its link.", show_default=False)] = "",
    bom: Annotated[bool, typer.Option("--bom", help="Begin CSV with a mark by which Excel knows it is UTF-8.")] = False,
    views: Annotated[bool, typer.Option("--views", help="Parquet: also v_acled and v_ged, one row an event.")] = False,
    redact: Redact = "public",
    as_json: AsJson = False,
) -> None:
    """Write the ledger for others to read. Private people are pseudonyms unless you say --redact internal."""
    from saidso.ledger import Ledger
    from saidso.show.embargo import held_words, withheld_in
    from saidso.show.export import export as write
    from saidso.show.export.options import ExportOptions
    from saidso.show.export.own import rule_words
    from saidso.show.guard import Profile
    from saidso.show.shapes import held_json

    profile = profile_of(redact)
    options = ExportOptions(rule=rule, codebook=codebook, embargo_hours=embargo, permalink=permalink, bom=bom, views=views)
    with Ledger.open_existing(ledger) as opened:
        counts = write(opened, form, out, profile, options=options)
        held, blind = withheld_in(opened, options.embargo()).all(profile), opened.judgements_held()
    if profile is not Profile.INTERNAL:
        say(f"redacted for: {profile} (private people are pseudonyms; the lossless form is --redact internal).")
    if held:
        say(held_words(held) + ".")
    if blind:
        say(f"{blind:,} decisions of blind queues are left out until their queue is open.")
    if as_json:
        about = {"format": form, "out": str(out), "redacted": profile.value, "embargo": held_json(held), "blind": blind}
        give_json({**about, "lines": counts})
    else:
        left_out = counts.pop("left_out", None)
        kinds = ", ".join(f"{many:,} {kind}" for kind, many in counts.items())
        say(f"{sum(counts.values()):,} lines written to {out}: {kinds}.")
        if left_out is not None:
            scheme = codebook.stem if codebook else form
            say(f"{left_out:,} incidents are no events of {scheme} and left out. {rule_words(form, options)}")
