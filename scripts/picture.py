"""Draws docs/demo.svg: what ``saidso demo`` prints for the most contradicted incident of the samples, captured by rich.

    .venv/bin/python scripts/picture.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from rich.console import Console

import saidso
from saidso.show.cli.demo import SAMPLES
from saidso.show.cli.drawing import draw_page
from saidso.show.guard import Profile
from saidso.show.page import incidents_of, page_of

WIDTH = 124


def main() -> None:
    """Build the samples into a throwaway ledger and write the picture."""
    with tempfile.TemporaryDirectory() as folder, saidso.Ledger(Path(folder) / "demo.ledger") as ledger:
        saidso.build([SAMPLES], ledger, saidso.load_model())
        page = page_of(ledger, incidents_of(ledger, Profile.PUBLIC)[0].id, Profile.PUBLIC)
    screen = Console(record=True, width=WIDTH, force_terminal=True, file=open("/dev/null", "w", encoding="utf-8"))  # noqa: SIM115
    draw_page(screen, page, "public", quotes=False, brief=True)
    Path("docs/demo.svg").write_text(screen.export_svg(title="saidso demo"), encoding="utf-8")


if __name__ == "__main__":
    main()
