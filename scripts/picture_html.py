"""Draws docs/formats/html-*.png: the folder of ``saidso export html`` as a browser opens it from disk.

The reports are invented, and so is all that they tell; the towns are there, for a map needs towns that a gazetteer knows.

    .venv/bin/python scripts/picture_html.py
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import saidso
from saidso.show.export import export

PICTURES = {"index": "index.html", "map": "map.html"}
PAPERS = {
    "Harbour Post": (
        "Gunmen attacked a customs post in Selfoss, Iceland, on Tuesday, killing three guards, the interior ministry said. "
        "The Island Front denied that it attacked the post. Two people were wounded, the mayor of Selfoss said.",
        "A bomb exploded at a market in Akureyri, Iceland, on Thursday, wounding at least seven people, police said.",
    ),
    "Radio North": (
        "The Island Front said that its fighters killed seven guards in the attack on the customs post in Selfoss on Tuesday.",
        "Eleven people were wounded when a bomb exploded at a market in Akureyri on Thursday, the hospital said. "
        "The interior ministry said that nobody was wounded in the explosion.",
        "Hundreds of people protested in Keflavik, Iceland, on Friday, organisers said. Police said about forty protested.",
    ),
    "Eastern Observer": (
        "Soldiers shelled a farm near Egilsstadir, Iceland, on Friday, residents said. The army denied shelling the farm.",
        "Four fishermen were abducted near Husavik, Iceland, on 9 March, the coast guard said.",
    ),
}


def main() -> None:
    """Read the reports, export the folder, and take the pictures."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        rows = [
            {
                "text": text,
                "publisher": paper,
                "published": f"2024-03-1{5 + number}",
                "title": text.split(",")[0],
                "id": f"{paper}-{number}",
            }
            for paper, texts in PAPERS.items()
            for number, text in enumerate(texts)
        ]
        (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        with saidso.Ledger(folder / "island.ledger") as ledger:
            saidso.build([folder / "reports.jsonl"], ledger, saidso.load_model())
            export(ledger, "html", folder / "site")
            most = max(
                ledger.incidents(),
                key=lambda incident: (sum(s.agreement == "contradictory" for s in incident.slots), incident.id),
            )
        take(folder / "site", {**PICTURES, "incident": f"incidents/{most.id}.html"})


def take(site: Path, pages: dict[str, str]) -> None:
    """One picture a page, 1280 pixels wide."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        sys.exit("no Chromium on this machine: install one (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name, path in pages.items():
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(f"file://{site / path}")
            page.screenshot(path=f"docs/formats/html-{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
