"""Draws docs/web/*.png: the five main pages of the web app in a browser, from a ledger of the invented samples.

    .venv/bin/python scripts/web_pictures.py

It needs a Chromium on this machine. The pictures are for docs/web.md; no text of anybody else's stands in them.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

import saidso
from saidso.ledger.search import IncidentFilter, incident_list
from saidso.ledger.shelf import DocumentFilter, document_list
from saidso.show.cli.demo import SAMPLES
from saidso.show.cli.serve import listen
from saidso.show.web.app import make_app
from saidso.show.web.frame.settings import Settings

OUT = Path("docs/web")
SIZE = {"width": 1280, "height": 800}
LARGEST = 250_000
"""Bytes of a picture; a repository is no album."""


def main() -> None:
    """Build the samples into a throwaway ledger, serve it, and take the pictures."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "march.ledger"
        with saidso.Ledger(path) as ledger:
            saidso.build([SAMPLES], ledger, saidso.load_model())
            incident = incident_list(ledger, IncidentFilter()).rows[0].id
            document = max(document_list(ledger, DocumentFilter()).rows, key=lambda row: row.claims).id
        pages = {
            "incidents": "/incidents",
            "incident": f"/incidents/{incident}",
            "review": "/review",
            "document": f"/documents/{document}",
            "export": "/export?format=ged&preview=1",
        }
        listening = listen(Settings(port=0))
        server = uvicorn.Server(uvicorn.Config(make_app(path), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            draw(f"http://127.0.0.1:{listening.getsockname()[1]}", pages)
        finally:
            server.should_exit = True
            thread.join()


def draw(address: str, pages: dict[str, str]) -> None:
    """A picture of each page, the review with the name that it asks for first, the incident with a quote open."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type]
        for name, path in pages.items():
            page.goto(address + path)
            _made_ready(page, name)
            target = OUT / f"{name}.png"
            page.screenshot(path=target)
            size = target.stat().st_size
            print(f"{target}: {size // 1000} kB")
            if size > LARGEST:
                raise SystemExit(f"{target}: {size:,} bytes, more than {LARGEST:,}. Take a smaller window.")
        browser.close()


def _made_ready(page: Page, name: str) -> None:
    if name == "review" and page.locator("input[name=name]").count():
        page.fill("input[name=name]", "Vera")
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
    if name == "incident":
        page.locator("a.entry-value").first.click()
        page.wait_for_selector("#pane .paper")
        page.evaluate("scrollTo(0, 0)")


if __name__ == "__main__":
    main()
