"""``saidso show``: the incident list, or one incident's matrix with its quotes."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from saidso.show.cli.talk import AsJson, LedgerFile, Redact, console, give_json, profile_of


def show(
    ledger: LedgerFile,
    incident: Annotated[Optional[str], typer.Argument(metavar="INCIDENT", help="Its id, or how it begins.")] = None,  # noqa: UP045 - Typer of 0.15 reads this form
    as_json: AsJson = False,
    redact: Redact = "public",
    quotes: Annotated[bool, typer.Option("--quotes/--no-quotes", help="Print the numbered quotes below the matrix.")] = True,
) -> None:
    """List the incidents, or show one as a matrix. It says who says what, how strongly, and in which words."""
    from saidso.ledger import Ledger
    from saidso.show.embargo import Embargo, withheld_in
    from saidso.show.page import incidents_of, page_of
    from saidso.show.shapes import incident_list, incident_page

    profile = profile_of(redact)
    with Ledger.open_existing(ledger) as opened:
        if incident is None:
            embargo = Embargo.of()
            found = incidents_of(opened, profile, embargo)
            held = withheld_in(opened, embargo).all(profile)
            if as_json:
                give_json(incident_list(found, profile.value, held))
            else:
                from saidso.show.cli.drawing import draw_list

                draw_list(console(), found, profile.value, held)
            return
        page = page_of(opened, incident, profile)
    if as_json:
        give_json(incident_page(page, profile.value))
        return
    from saidso.show.cli.drawing import draw_page

    draw_page(console(), page, profile.value, quotes=quotes)
