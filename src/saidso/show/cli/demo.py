"""``saidso demo``: the bundled sample reports, from files to a matrix."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Optional

import typer

from saidso.errors import ConfigError
from saidso.show.cli.talk import AsJson, console, give_json, say

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
"""Invented reports that travel inside the package."""


LISTED = 12
"""Incidents that the demo lists."""


def demo(
    keep: Annotated[Optional[Path], typer.Option("--keep", metavar="DIR", help="Keep the ledger in this folder.")] = None,  # noqa: UP045
    as_json: AsJson = False,
) -> None:
    """Read the bundled sample reports and show a matrix. All of them are invented; the most contradicted incident is shown."""
    if keep is not None:
        try:
            keep.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(f"--keep {keep}: cannot be made ({error.strerror or error}). Choose another folder.") from error
        _demonstrate(keep / "demo.ledger", as_json=as_json, kept=True)
        return
    with tempfile.TemporaryDirectory(prefix="saidso-demo-") as folder:
        _demonstrate(Path(folder) / "demo.ledger", as_json=as_json, kept=False)


def _demonstrate(path: Path, *, as_json: bool, kept: bool) -> None:
    from saidso.ledger import Ledger
    from saidso.read.options import ReadOptions
    from saidso.show.cli.build import build_into, report_json, report_text
    from saidso.show.cli.progress import watching
    from saidso.show.guard import Profile
    from saidso.show.page import incidents_of, page_of
    from saidso.show.shapes import incident_list, incident_page

    say(f"Reading the sample reports in {SAMPLES} (invented parties, invented events) ...")
    with Ledger(path) as ledger:
        with watching(console(stderr=True)) as watch:
            report = report_json(ledger, build_into(ledger, [SAMPLES], ReadOptions(), watch))
        incidents = incidents_of(ledger, Profile.PUBLIC)
        page = page_of(ledger, incidents[0].id, Profile.PUBLIC) if incidents else None
    if as_json:
        shown = incident_page(page, "public") if page else None
        give_json({"report": report, **incident_list(incidents, "public"), "incident": shown})
        return
    from saidso.show.cli.drawing import draw_list, draw_page

    say(report_text(report).rpartition("\n")[0] + "\n")
    screen = console()
    draw_list(screen, incidents[:LISTED], "public")
    if len(incidents) > LISTED:
        screen.print(f"... and {len(incidents) - LISTED} more, most of them single sentences of one report")
    if page is not None:
        screen.print()
        draw_page(screen, page, "public", quotes=True, brief=True)
    say(_how_to_go_on(path, incidents[0].id if incidents else "ID", kept=kept))


def _how_to_go_on(path: Path, incident: str, *, kept: bool) -> str:
    ledger = str(path) if kept else "demo/demo.ledger"
    steps = [] if kept else [("saidso demo --keep demo", "keep this ledger")]
    steps += [
        (f"saidso show --ledger {ledger}", "list its incidents"),
        (f"saidso show {incident} --ledger {ledger}", "one matrix; add --json for machines"),
        (f"saidso check --ledger {ledger}", "prove every quote again"),
        ("saidso build YOUR/REPORTS --ledger my.ledger", "read your own"),
    ]
    width = max(len(command) for command, _ in steps)
    lines = [f"  {command:<{width}}   {what}" for command, what in steps]
    return "\n".join(["", "The numbers in brackets are the quotes below the matrix. How to go on:", *lines])
