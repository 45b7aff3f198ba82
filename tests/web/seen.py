"""A page under watch: every request it makes, every complaint of the browser, and what axe-core finds."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"


class Looked:
    """One browser window on one address."""

    def __init__(self, browser: Browser, address: str, context: dict[str, Any]) -> None:
        self.home = urlsplit(address).netloc
        self.requests: list[str] = []
        self._faults: list[str] = []
        self._allowed: set[int] = set()
        self._answers: list[tuple[int, str]] = []
        self._unanswered = False
        self.context = browser.new_context(**context)
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("response", lambda response: self._answers.append((response.status, response.url)))
        self.page.on("pageerror", lambda error: self._faults.append(f"script: {error}"))
        self.page.on("console", lambda said: self._note(said.type, said.text))
        self.page.on("dialog", lambda dialog: (self._faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.goto(address)
        if context.get("java_script_enabled", True):  # without scripts no timer ever ends
            # What the page does with keys that come while it loads is the matter of test_web_held_keys.
            self.page.evaluate("new Promise(done => setTimeout(done, 20))")

    def allow(self, status: int) -> None:
        """Expect answers of this status."""
        self._allowed.add(status)

    def allow_no_answer(self) -> None:
        """Expect that the server is away: htmx says so in the console."""
        self._unanswered = True

    def end(self) -> list[str]:
        """Close the window; what it did that it must not."""
        elsewhere = [url for url in self.requests if urlsplit(url).netloc != self.home and not url.startswith("data:")]
        failed = [f"{status} {url}" for status, url in self._answers if status >= 400 and status not in self._allowed]
        self.context.close()
        return [*(f"request elsewhere: {url}" for url in elsewhere), *failed, *self._faults]

    def _note(self, kind: str, text: str) -> None:
        """A refusal of the content-security policy arrives here too."""
        if kind in ("error", "warning") and "Failed to load resource" not in text and not (self._unanswered and "htmx:" in text):
            self._faults.append(f"console: {text}")


COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe-core that look at colours: all that another theme can change."""


def assert_accessible_in_both(page: Page) -> None:
    """``assert_accessible`` of the page as it is, and of its colours in the other theme."""
    for theme, rules in (("dark", COLOURS), ("light", ())):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert_accessible(page, *rules)


@cache
def axe() -> str:
    """axe-core as it was vendored."""
    return AXE.read_text(encoding="utf-8")


def assert_accessible(page: Page, *rules: str) -> None:
    """axe-core finds no serious or critical fault of WCAG 2.2 A and AA (and no bad practice of that weight) on the page.

    With ``rules``, only these are looked at: another theme changes colours and nothing else.

    The policy of the page forbids foreign scripts, also axe: it runs in a world of its own beside the page.
    """
    page.wait_for_load_state()
    session = page.context.new_cdp_session(page)
    tree = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": tree, "worldName": "axe"})["executionContextId"]
    asked = {"resultTypes": ["violations"], **({"runOnly": {"type": "rule", "values": list(rules)}} if rules else {})}
    source = axe() + f"; axe.run(document, {json.dumps(asked)})"
    answer = session.send(
        "Runtime.evaluate", {"expression": source, "contextId": world, "awaitPromise": True, "returnByValue": True}
    )
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    found = answer["result"]["value"]["violations"]
    serious = [
        f"{one['id']}: {one['help']}: {node['html'][:160]} ({node.get('failureSummary', '')[:200]})"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
    session.detach()
    assert serious == []
