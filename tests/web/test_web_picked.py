"""Several incidents at once: picked by mouse or key, remarked on, put together, queued, exported."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from seen import Looked, assert_accessible
from starlette.testclient import TestClient

from saidso.ledger import Ledger
from saidso.ledger.queues import queues

BOTH = ["i1234abcd", "i5678abcd"]


def send(client: TestClient, path: str, **form: object) -> int:
    token = re.findall(r'name="token" value="(\w+)"', client.get("/incidents").text)[0]
    return client.post(path, data={"token": token, "your_name": "Vera", **form}, follow_redirects=False).status_code


def test_a_remark_on_each(client: TestClient, desk_ledger: Path) -> None:
    """One remark becomes a note on each picked incident, by name and with its words; nothing else changes."""
    assert send(client, "/picked/note", id=BOTH, reason="call the council") == 303
    with Ledger.open_existing(desk_ledger) as ledger:
        notes = [each for each in ledger.judgements() if each.decision == "note"]
    assert [(note.person, note.reason) for note in notes] == [("Vera", "call the council")] * 2
    assert {note.on[0].document_id for note in notes} == {"d1", "d5"}


def test_a_queue_of_ones_own(client: TestClient, desk_ledger: Path) -> None:
    """The claims of what was picked stand in one queue for who picked them."""
    assert send(client, "/picked/queue", id=BOTH, reason="Oremi and Belkhar") == 303
    with Ledger.open_existing(desk_ledger) as ledger:
        (state,) = queues(ledger)
    assert state.queue.name == "Oremi and Belkhar"
    assert state.queue.reviewers == ("Vera",)
    assert set(state.queue.claims) == {"c1", "c2", "c3", "c4", "c5", "c6"}


def test_one_event(client: TestClient, desk_ledger: Path) -> None:
    """Two incidents that a person says are one live together afterwards, by a decision with its reason."""
    assert send(client, "/picked/link", id=BOTH, reason="one attack, told twice") == 303
    with Ledger.open_existing(desk_ledger) as ledger:
        links = [each for each in ledger.judgements() if each.decision == "must-link"]
        together = [set(each.claims) for each in ledger.incidents() if "c1" in each.claims]
    assert {each.reason for each in links} == {"one attack, told twice"}
    assert "c6" in together[0]


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/picked/note", {"id": [], "reason": "why"}),
        ("/picked/note", {"id": BOTH, "reason": ""}),
        ("/picked/link", {"id": BOTH[:1], "reason": "why"}),
        ("/picked/link", {"id": BOTH, "reason": ""}),
        ("/picked/note", {"id": ["i1234abcd"] * 2 + [f"i{n}" for n in range(300)], "reason": "why"}),
        ("/picked/queue", {"id": ["nobody"], "reason": "why"}),
    ],
)
def test_what_cannot_be_done_writes_nothing(client: TestClient, desk_ledger: Path, path: str, form: dict[str, object]) -> None:
    """Nothing picked, too much picked, no reason: it is said, and no decision is stored."""
    assert send(client, path, **form) >= 400
    with Ledger.open_existing(desk_ledger) as ledger:
        assert [each.id for each in ledger.judgements()] == ["j1"]
        assert queues(ledger) == []


def test_picking_by_keys(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """x picks the row under the keys, X the page; what can be done appears, and Export leads to exactly these."""
    page = look(f"{serve(desk_ledger)}/incidents").page
    assert not page.locator("#picked").is_visible()
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("#picked-many").inner_text() == "1"
    assert_accessible(page)
    page.keyboard.press("X")
    assert page.locator("input.pick:checked").count() == 2
    page.keyboard.press("X")
    assert not page.locator("#picked").is_visible()
    page.keyboard.press("x")
    page.locator("#picked button.main").click()
    page.wait_for_url("**/export?*id=i1234abcd*")
    assert "1 incident" in page.locator("h1").inner_text()
