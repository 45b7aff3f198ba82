"""A fast typist loses no key: not while the page's scripts load, not between two claims; and decides on no claim unseen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from seen import Looked
from starlette.staticfiles import StaticFiles
from test_web_review import standing
from test_web_review_keys import call

from saidso.show.web import review

Serve = Callable[..., str]
Look = Callable[..., Looked]

@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """While it is closed no script but the first arrives, and no decision is answered."""
    opened = threading.Event()
    opened.set()
    serves, goes_on = StaticFiles.get_response, review._go_on

    async def served(self: StaticFiles, path: str, scope: Any) -> Any:
        while path.endswith(".js") and "held_keys" not in path and not opened.is_set():
            await asyncio.sleep(0.01)
        return await serves(self, path, scope)

    def went_on(*given: Any) -> Any:
        assert opened.wait(10)
        return goes_on(*given)

    monkeypatch.setattr(StaticFiles, "get_response", served)
    monkeypatch.setattr(review, "_go_on", went_on)
    yield opened
    opened.set()


def at(serve: Serve, look: Look, ledger: Path, claim: str = "c4") -> Looked:
    """A reviewer with a name, at a claim."""
    looked = look(f"{serve(ledger)}/review?claim={claim}", viewport={"width": 1280, "height": 800})
    call(looked.page, "Ana")
    return looked


def acts(ledger: Path) -> list[tuple[str, str | None, str | None]]:
    """Decision, slot and value of everything but the note that gave the name."""
    return [each[1:] for each in standing(ledger)][1:]


def shown(page: Page) -> str:
    """The claim on the screen."""
    return page.locator(".task").get_attribute("data-claim") or ""


def test_keys_pressed_while_the_scripts_load(serve: Serve, look: Look, desk_ledger: Path, gate: threading.Event) -> None:
    """With scripts that come late, `e`, the words and Enter do what they do on a page that is ready, in their order."""
    page = at(serve, look, desk_ledger).page
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    gate.clear()
    page.goto(page.url, wait_until="commit")
    page.wait_for_selector("footer", state="attached")
    assert page.evaluate("document.readyState") != "complete" and page.evaluate("typeof htmx") == "undefined"
    for key in ("e", "f", "o", "u", "s", "Backspace", "r", "Enter"):
        page.keyboard.press(key)
    gate.set()
    page.wait_for_url(lambda url: "claim=c4" not in url)
    assert acts(desk_ledger) == [("edit", "killed", "four")]


def test_keys_pressed_between_two_claims(serve: Serve, look: Look, desk_ledger: Path, gate: threading.Event) -> None:
    """What is typed after `a` goes into the next claim's field, and waits there for a look: nothing is saved unseen."""
    page = at(serve, look, desk_ledger).page
    gate.clear()
    page.keyboard.press("a")
    page.keyboard.type("enobody knows\n", delay=1)
    gate.set()
    page.wait_for_url(lambda url: "claim=c4" not in url)
    assert shown(page) != "c4"
    field = page.locator("tr[data-slot] input:focus")
    expect(field).to_have_value("nobody knows")
    expect(page.locator("[data-too-early]")).to_be_visible()
    expect(page.locator("#told")).to_have_text(page.locator("[data-too-early]").inner_text())
    assert acts(desk_ledger) == [("accept", None, None)]
    page.keyboard.press("Enter")
    expect(page.locator(".last")).to_contain_text("nobody knows")
    assert [each[::2] for each in acts(desk_ledger)] == [("accept", None), ("edit", "nobody knows")]


@pytest.mark.parametrize("keys", ["aa", "a1", "a5", "ar1", "ana note\n"])
def test_no_claim_is_decided_unseen(serve: Serve, look: Look, desk_ledger: Path, gate: threading.Event, keys: str) -> None:
    """A second decision typed on at once falls on nothing: the next claim stands undecided, and the page says why."""
    page = at(serve, look, desk_ledger).page
    gate.clear()
    page.keyboard.type(keys)
    gate.set()
    expect(page.locator("[data-too-early]")).to_be_visible()
    assert shown(page) != "c4" and acts(desk_ledger) == [("accept", None, None)]
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("[data-too-early]")).to_be_hidden()
    assert [each[0] for each in acts(desk_ledger)] == ["accept", "accept"]


def test_undo_typed_at_once_takes_back_what_was_done(serve: Serve, look: Look, desk_ledger: Path, gate: threading.Event) -> None:
    """`a` and `u` without a look between: the acceptance is taken back, and its claim is on the screen again."""
    page = at(serve, look, desk_ledger).page
    gate.clear()
    steps = page.evaluate("history.length")
    page.keyboard.type("au")
    gate.set()
    page.wait_for_function("steps => history.length === steps + 2", arg=steps)
    expect(page.locator(".task")).to_have_attribute("data-claim", "c4")
    assert [each[0] for each in acts(desk_ledger)] == ["accept", "withdraw"]


def test_what_did_not_arrive_can_be_sent_again(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """A server that is away for a moment loses nothing: the words stand in their field and go out with the next Enter."""
    looked = at(serve, look, desk_ledger)
    looked.allow_no_answer()
    page = looked.page
    page.route("**/review?*", lambda route: route.abort())
    page.keyboard.type("efour")
    page.keyboard.press("Enter")
    expect(page.locator("#away")).to_be_visible()
    expect(page.locator("#told")).to_contain_text("does not answer")
    assert page.locator("#edit-killed").input_value() == "four" and acts(desk_ledger) == []
    page.unroute("**/review?*")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "claim=c4" not in url)
    assert acts(desk_ledger) == [("edit", "killed", "four")]


def test_the_way_back_leads_through_every_claim(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """The next claim comes in place of this one, yet the address, the title and the way back are those of pages."""
    page = at(serve, look, desk_ledger).page
    page.keyboard.press("a")
    page.wait_for_url(lambda url: "claim=c4" not in url)
    following = shown(page)
    assert f"claim={following}" in page.url and following in page.title()
    assert following in (page.locator("#choices input[name=next]").get_attribute("value") or "")
    page.go_back()
    page.wait_for_url("**claim=c4*")
    expect(page.locator(".task")).to_have_attribute("data-claim", "c4")
