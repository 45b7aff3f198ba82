"""A first-time user gets from files to a corrected claim in under two minutes, without reading anything but the screen."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from seen import Looked
from typer.testing import CliRunner

from saidso.ledger import Ledger
from saidso.show.cli import app
from saidso.show.cli.demo import SAMPLES

MINUTES = 2
STEPS = 7
"""Things the user does: a command, a command, a click, two keys, a word, a name. docs/web.md writes them down."""


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium on this machine: apt-get install chromium")
def test_from_files_to_a_corrected_claim(tmp_path: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """`saidso build`, `saidso serve`, Review, `e`, the words, Enter, the name: the correction stands beside what was read."""
    began, steps = time.perf_counter(), 0
    ledger = tmp_path / "first.ledger"
    built = CliRunner().invoke(app, ["build", str(SAMPLES), "--ledger", str(ledger)])
    assert built.exit_code == 0, built.output
    steps += 1
    page = look(serve(ledger)).page
    page.set_default_timeout(10_000)
    steps += 1
    page.get_by_role("link", name="Review", exact=True).click()
    steps += 1
    page.wait_for_selector(".task")
    claim = page.locator(".task").get_attribute("data-claim")
    page.keyboard.press("e")  # at once, before the page's scripts need be there
    steps += 1
    page.keyboard.type("the village council")
    steps += 1
    expect(page.locator("tr[data-slot] input:focus")).to_have_value("the village council")  # what the user sees before Enter
    slot = page.evaluate("document.activeElement.closest('tr').dataset.slot")
    page.keyboard.press("Enter")
    steps += 1
    page.locator("input[name=your_name]").fill("Ana")
    page.keyboard.press("Enter")
    steps += 1
    page.wait_for_selector(".last")
    assert time.perf_counter() - began < 60 * MINUTES and steps <= STEPS
    page.locator(".last a").click()
    row = page.locator(f"tr[data-slot={slot}]")
    expect(row.locator(".edited")).to_contain_text("the village council")
    with Ledger(ledger) as opened:
        assert claim is not None
        read = {value.slot: value.evidence.quote for value in opened.claim(claim).values}
        made = [(each.person, each.slot, each.value) for each in opened.judgements()]
    expect(row.locator(".machine").first).to_contain_text(read[slot])
    assert made == [("Ana", slot, "the village council")]
