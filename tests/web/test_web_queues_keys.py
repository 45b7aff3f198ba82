"""Queues in a browser: made, opened, adjudicated by keys; axe-core on each of their pages in both directions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from seen import Looked, assert_accessible

from saidso.ledger import Ledger
from saidso.ledger.queues import ReviewQueue, add_queue
from saidso.ledger.review import Ruling, decide
from saidso.nouns.judgement import Decision

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def coded_twice(path: Path) -> str:
    """A queue of two claims, on one of which the two differ in number and stance; its id."""
    with Ledger(path) as ledger:
        queue = ReviewQueue(
            id="", name="Twice", made_by="Ana", made_at=NOON, claims=("c4", "c6"), reviewers=("Ana", "Omar"), blind=True
        )
        queue = add_queue(ledger, queue)
        ana, omar = ("killed", "four"), ("stance", "doubts")
        told = (("Ana", "c4", *ana), ("Ana", "c6", None, None), ("Omar", "c4", *omar), ("Omar", "c6", None, None))
        for minute, (person, claim, slot, value) in enumerate(told):
            decision = Decision.EDIT if slot else Decision.ACCEPT
            now = NOON + timedelta(minutes=minute)
            ruling = Ruling(decision=decision, person=person, now=now, slot=slot, value=value, queue=queue.id)
            decide(ledger, ledger.claim(claim), ruling)
    return queue.id


def test_adjudication_by_keys(serve: Callable[..., str], look: Callable[..., Looked], desk_ledger: Path) -> None:
    """A number takes an answer; a missing reason is asked for, and Enter then takes what was chosen; `3` is for other words."""
    queue = coded_twice(desk_ledger)
    page = look(f"{serve(desk_ledger)}/queues/{queue}/adjudicate").page
    page.set_default_timeout(8_000)
    expect(page.locator("#differ-title")).to_have_text("Killed")
    page.keyboard.press("2")
    expect(page.locator("#why")).to_be_focused()
    page.keyboard.type("the words say two")
    page.keyboard.press("Enter")
    page.locator("input[name=your_name]").fill("Lead")
    page.keyboard.press("Enter")
    expect(page.locator("#differ-title")).to_have_text("Stance")
    page.keyboard.press("3")
    expect(page.locator("#third")).to_be_focused()
    page.locator("#third").select_option("accuses")
    page.keyboard.press("Enter")
    page.keyboard.type("she blames them")
    page.keyboard.press("Enter")
    expect(page.locator(".empty")).to_contain_text("Every difference is settled")
    with Ledger(desk_ledger) as ledger:
        made = [(each.person, each.slot, each.value, each.reason) for each in ledger.judgements()][-2:]
    assert made == [("Lead", "killed", "two", "the words say two"), ("Lead", "stance", "accuses", "she blames them")]


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "dark", 1280), ("ar", "light", 390)])
def test_pages_of_queues_are_accessible(
    serve: Callable[..., str], look: Callable[..., Looked], desk_ledger: Path, language: str, theme: str, width: int
) -> None:
    """axe-core finds nothing serious on the list, the agreement and the adjudication, and none scrolls sideways."""
    queue = coded_twice(desk_ledger)
    home = serve(desk_ledger)
    page = look(f"{home}/queues?lang={language}", color_scheme=theme, viewport={"width": width, "height": 800}).page
    for path in ("/queues", f"/queues/{queue}/agreement", f"/queues/{queue}/adjudicate"):
        page.goto(f"{home}{path}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_queue_is_made_from_a_filtered_list(serve: Callable[..., str], look: Callable[..., Looked], desk_ledger: Path) -> None:
    """Below a list "Review these" and "Make a queue of these" take its filters along."""
    page = look(f"{serve(desk_ledger)}/incidents?type=shelling").page
    page.set_default_timeout(8_000)
    page.get_by_role("link", name="Make a queue of these").click()
    page.locator("#q-name").fill("Shelling")
    page.locator("#q-one").fill("Ana")
    page.locator("#q-other").fill("Omar")
    page.get_by_role("button", name="Make the queue").click()
    page.locator("input[name=your_name]").fill("Ana")
    page.keyboard.press("Enter")
    expect(page.locator("table.queues tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Review", exact=True).last.click()
    page.wait_for_url("**/review?queue=*claim=c6*")
