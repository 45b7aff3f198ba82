"""What a reviewer does to an incident: it moves the claims, stands under a name and a reason, and can be taken back."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from raid import write_raid_ledger
from seen import Looked
from starlette.testclient import TestClient
from webdesk import PASSWORD

from saidso.ledger import Ledger
from saidso.link import link
from saidso.nouns.judgement import Decision
from saidso.show.web.app import make_app
from saidso.show.web.frame.settings import Settings

LOCAL = "http://127.0.0.1:8400"


@pytest.fixture
def raid_ledger(tmp_path: Path) -> Path:
    """The raid in five papers, and another one."""
    return write_raid_ledger(tmp_path / "raid.ledger")


@pytest.fixture
def vera(raid_ledger: Path) -> Iterator[TestClient]:
    """The desk of this machine, at which Vera has given her name."""
    with TestClient(make_app(raid_ledger), base_url=LOCAL) as opened:
        send(opened, f"/incidents/{where(raid_ledger, 'r1')}/note", reason="a first look", your_name="Vera")
        yield opened


def send(client: TestClient, path: str, **fields: object) -> object:
    """Send a form of the page as a browser does; gives the answer after the redirect."""
    page = client.get("/incidents").text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    return client.post(path, data={"token": token[1], **fields})


def where(path: Path, claim: str) -> str:
    """The incident in which a claim stands now."""
    with Ledger(path) as ledger:
        return next(one.id for one in ledger.incidents() if claim in one.claims)


def parts(path: Path) -> list[tuple[str, ...]]:
    """The claims of every incident."""
    with Ledger(path) as ledger:
        return sorted(one.claims for one in ledger.incidents())


def decisions(path: Path) -> list[tuple[str, str, str]]:
    """(person, decision, reason) of every judgement that stands."""
    with Ledger(path) as ledger:
        return [(each.person, each.decision, each.reason) for each in ledger.judgements() if each.decision != "withdraw"]


def said(answer: object) -> str:
    """A page as read."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())  # type: ignore[attr-defined]


def test_two_incidents_become_one(vera: TestClient, raid_ledger: Path) -> None:
    """A merge brings the claims of both under one id, whose page says so; the other id leads there; the reason is kept."""
    here, there = where(raid_ledger, "r1"), where(raid_ledger, "r6")
    answer = send(vera, f"/incidents/{here}/merge", other=there, reason="the second day of one raid")
    assert parts(raid_ledger) == [("r1", "r2", "r3", "r4", "r5", "r6")]
    assert "Merged: the claims of both stand here now." in said(answer)
    gone = {here, there} - {where(raid_ledger, "r1")}
    moved = vera.get(f"/incidents/{gone.pop()}", follow_redirects=False)
    assert moved.headers["location"] == f"/incidents/{where(raid_ledger, 'r1')}"
    assert ("Vera", Decision.MUST_LINK, "the second day of one raid") in decisions(raid_ledger)


def test_a_merge_can_be_taken_back(vera: TestClient, raid_ledger: Path) -> None:
    """Undone with a reason the claims part again; the decision stays in the history with who took it back and why."""
    before = parts(raid_ledger)
    here, there = where(raid_ledger, "r1"), where(raid_ledger, "r6")
    send(vera, f"/incidents/{here}/merge", other_id=there, reason="one raid")
    page = vera.get(f"/incidents/{where(raid_ledger, 'r1')}?view=decisions").text
    first = re.search(r'name="judgement" value="([^"]+)"', page)
    assert first
    answer = send(vera, f"/incidents/{where(raid_ledger, 'r1')}/undo", judgement=first[1], reason="another town after all")
    assert parts(raid_ledger) == before
    assert "Taken back by Vera" in said(answer) and "another town after all" in said(answer)
    again = send(vera, f"/incidents/{where(raid_ledger, 'r1')}/undo", judgement=first[1], reason="once more")
    assert again.status_code == 422  # type: ignore[attr-defined]


@pytest.mark.parametrize("leaving", [["r4"], ["r3", "r5"], ["r1", "r2"], ["r1", "r3", "r4", "r5"]])
def test_claims_are_split_off(vera: TestClient, raid_ledger: Path, leaving: list[str]) -> None:
    """Whatever claims are chosen, afterwards none of them stands with one that was not; the page goes where they live."""
    answer = send(vera, f"/incidents/{where(raid_ledger, 'r1')}/split", claim=leaving, reason="another depot")
    staying = {"r1", "r2", "r3", "r4", "r5"} - set(leaving)
    for claims in parts(raid_ledger):
        assert not (set(claims) & set(leaving) and set(claims) & staying)
    assert where(raid_ledger, leaving[0]) in str(answer.url)  # type: ignore[attr-defined]
    assert "Split off" in said(answer)


def test_linking_everything_anew_keeps_what_was_decided(vera: TestClient, raid_ledger: Path) -> None:
    """The incidents after a merge and a split are those that linking everything from the beginning gives."""
    send(vera, f"/incidents/{where(raid_ledger, 'r1')}/split", claim=["r4"], reason="another depot")
    send(vera, f"/incidents/{where(raid_ledger, 'r4')}/merge", other=where(raid_ledger, "r6"), reason="the mill's depot")
    with Ledger(raid_ledger) as ledger:
        anew = link(ledger.claims(), ledger.judgements(), known_ids=ledger.incident_ids())
        assert {(one.id, one.claims) for one in anew.incidents} == {(one.id, one.claims) for one in ledger.incidents()}
    assert ("r4", "r6") in parts(raid_ledger)


def test_two_claims_are_linked_and_parted(vera: TestClient, raid_ledger: Path) -> None:
    """Two claims of one incident can be put apart; a claim from elsewhere can be put to one of these by its id."""
    send(vera, f"/incidents/{where(raid_ledger, 'r1')}/part", claim=["r1", "r4"], reason="two depots")
    assert where(raid_ledger, "r1") != where(raid_ledger, "r4")
    send(vera, f"/incidents/{where(raid_ledger, 'r1')}/link", claim=["r1"], other_claim="r6", reason="one column")
    assert where(raid_ledger, "r1") == where(raid_ledger, "r6")


def test_a_decision_that_stands_is_not_talked_over(vera: TestClient, raid_ledger: Path) -> None:
    """Who would put together what a person put apart is told who and why, and nothing is stored."""
    here = where(raid_ledger, "r1")
    send(vera, f"/incidents/{here}/part", claim=["r1", "r4"], reason="two depots")
    before = decisions(raid_ledger)
    answer = send(vera, f"/incidents/{where(raid_ledger, 'r1')}/merge", other=where(raid_ledger, "r4"), reason="one depot")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Vera decided at" in said(answer) and "two depots" in said(answer)
    assert decisions(raid_ledger) == before


def test_a_value_is_chosen_by_name_and_never_filled_in(vera: TestClient, raid_ledger: Path) -> None:
    """The form begins empty; the value stands in the matrix as a person's; the claims are as they were."""
    here = where(raid_ledger, "r1")
    page = vera.get(f"/incidents/{here}?view=decisions").text
    assert re.search(r'id="best-value"[^>]*value=""', page)
    assert 'selected' not in page[page.index('id="best-slot"') : page.index('id="best-value"')]
    send(vera, f"/incidents/{here}/best", slot="killed", value="7", reason="the hospital counted")
    page = said(vera.get(f"/incidents/{here}"))
    assert "chosen by a person: 7" in page
    assert re.search(r"\b3 soldiers .*\b7 or more soldiers ", page)
    assert ("Vera", Decision.BEST, "the hospital counted") in decisions(raid_ledger)


@pytest.mark.parametrize(
    ("act", "fields", "says"),
    [
        ("split", {"claim": ["r1"]}, "Say in a few words why"),
        ("split", {"reason": "x"}, "Choose the claims that speak of another event"),
        ("split", {"reason": "x", "claim": ["r1", "r2", "r3", "r4", "r5"]}, "leave at least one where it is"),
        ("merge", {"reason": "x"}, "Choose the incident to merge with"),
        ("merge", {"reason": "x", "other_id": "i000"}, "no incident of"),
        ("link", {"reason": "x", "claim": ["r1"]}, "Choose exactly two claims"),
        ("part", {"reason": "x", "claim": ["r1", "gone"]}, "no such claim stands in"),
        ("best", {"reason": "x", "slot": "killed", "value": ""}, "a best value cannot be empty"),
        ("best", {"reason": "x", "slot": "mood", "value": "1"}, "There is no slot"),
        ("undo", {"reason": "x", "judgement": "j0"}, "does not stand any more"),
        ("note", {}, "Say in a few words why"),
    ],
)
def test_what_cannot_be_done_is_said(
    vera: TestClient, raid_ledger: Path, act: str, fields: dict[str, object], says: str
) -> None:
    """A form that cannot be taken comes back with the reason above it, keeps what was typed, and changes nothing."""
    before, linked = decisions(raid_ledger), parts(raid_ledger)
    answer = send(vera, f"/incidents/{where(raid_ledger, 'r1')}/{act}", **fields)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert says in said(answer)
    assert (decisions(raid_ledger), parts(raid_ledger)) == (before, linked)


def test_what_was_typed_is_kept(vera: TestClient, raid_ledger: Path) -> None:
    """The reason and the chosen claims are still there after a form could not be taken."""
    answer = send(vera, f"/incidents/{where(raid_ledger, 'r1')}/link", claim=["r3"], reason="because of the trucks")
    page = answer.text  # type: ignore[attr-defined]
    assert 'value="because of the trucks"' in page
    assert re.search(r'value="r3" checked', page)


def test_readers_may_do_nothing(raid_ledger: Path, accounts_file: Path) -> None:
    """A reader's form is refused, whatever it asks for."""
    with TestClient(make_app(raid_ledger, Settings(accounts=accounts_file)), base_url=LOCAL) as client:
        token = re.search(r'name="token" value="([^"]+)"', client.get("/login").text)
        assert token
        client.post("/login", data={"token": token[1], "account": "Rana", "name": "Rana", "password": PASSWORD})
        for act in ("merge", "split", "link", "part", "note", "best", "undo"):
            assert send(client, f"/incidents/{where(raid_ledger, 'r1')}/{act}", reason="x").status_code == 403  # type: ignore[attr-defined]
    assert decisions(raid_ledger) == []


def test_merge_and_undo_in_a_browser(raid_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """By keys: 6, m, the other's id, why, Enter; asked for a name once; the page says where the claims are; then take it back."""
    page = look(f"{serve(raid_ledger)}/incidents/{where(raid_ledger, 'r1')}").page
    page.keyboard.press("6")
    page.wait_for_selector("#other-id")
    page.keyboard.press("m")
    page.keyboard.type(where(raid_ledger, "r6"))
    page.locator("#why-merge").fill("one raid in two towns")
    page.keyboard.press("Enter")
    page.locator("[name=your_name]").fill("Vera")
    page.keyboard.press("Enter")
    page.wait_for_selector(".told")
    assert parts(raid_ledger) == [("r1", "r2", "r3", "r4", "r5", "r6")]
    page.locator(".undo summary").first.click()
    page.locator("[id^=why-undo]").first.fill("two raids")
    page.keyboard.press("Enter")
    page.wait_for_selector(".history .gone")
    assert len(parts(raid_ledger)) == 2


def test_split_in_a_browser(raid_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """A box, s, why, Enter: the claim stands on a page of its own."""
    page = look(f"{serve(raid_ledger)}/incidents/{where(raid_ledger, 'r1')}").page
    page.locator("input[value=r4]").check()
    page.keyboard.press("s")
    page.keyboard.type("another depot")
    page.keyboard.press("Enter")
    page.locator("[name=your_name]").fill("Vera")
    page.keyboard.press("Enter")
    page.wait_for_selector(".told")
    assert ("r4",) in parts(raid_ledger)
    assert where(raid_ledger, "r4") in page.url
