"""What stands below the matrix: each view at its own address, with and without scripts, and by keys."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from raid import write_raid_ledger
from seen import Looked, assert_accessible_in_both
from starlette.testclient import TestClient
from webdesk import PRIVATE

from saidso.ledger import Ledger
from saidso.show.web.app import make_app
from saidso.show.web.incident_views import SIZE, Addresses

VIEWS = ("claims", "numbers", "time", "map", "changes", "decisions")


def words_of(page: str) -> str:
    """A page as read: without tags, blanks run together."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.fixture
def raid_ledger(tmp_path: Path) -> Path:
    """The raid in five papers, and another one."""
    return write_raid_ledger(tmp_path / "raid.ledger")


@pytest.fixture
def raided(raid_ledger: Path) -> Iterator[TestClient]:
    """The desk of this machine before that ledger."""
    with TestClient(make_app(raid_ledger), base_url="http://127.0.0.1:8400") as opened:
        yield opened


def id_of(path: Path, claim: str) -> str:
    """The incident in which a claim stands."""
    with Ledger(path) as ledger:
        return next(one.id for one in ledger.incidents() if claim in one.claims)


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_has_an_address(raided: TestClient, raid_ledger: Path, view: str) -> None:
    """The page shows the view that its address names, marks it in the row of views, and its part is the same without the page."""
    incident = id_of(raid_ledger, "r1")
    page = raided.get(f"/incidents/{incident}?view={view}").text
    assert re.search(rf'aria-current="page"[^>]*>|views/{view}"[^>]*aria-current="page"', page)
    part = raided.get(f"/incidents/{incident}/views/{view}", headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert words_of(part)[:200] in words_of(page)
    direct = raided.get(f"/incidents/{incident}/views/{view}?page=2", follow_redirects=False)
    assert direct.headers["location"].startswith(f"/incidents/{incident}?")


def test_a_view_that_is_not_there_is_the_first(raided: TestClient, raid_ledger: Path) -> None:
    """An unknown view shows the claims."""
    assert 'class="claims"' in raided.get(f"/incidents/{id_of(raid_ledger, 'r1')}?view=verdict").text


def test_numbers_have_their_twin_in_words(raided: TestClient, raid_ledger: Path) -> None:
    """Each mark of the plot stands in a table row with its origin, its value, its stance and its quotes; steps have a table."""
    part = words_of(raided.get(f"/incidents/{id_of(raid_ledger, 'r1')}/views/numbers", headers={"hx-request": "true"}).text)
    assert "3 soldiers says [1] [2]" in part
    assert "at least 24 soldiers (“Dozens”) says" in part
    assert "a vague word, drawn by literal@1" in part
    assert "18 March 2024" in part


def test_the_map_says_how_well_a_place_is_known(raided: TestClient, raid_ledger: Path) -> None:
    """The table beside the map names the precision and the radius, and whose view the borders are; + and - change the view."""
    path = f"/incidents/{id_of(raid_ledger, 'r1')}/views/map"
    part = raided.get(path, headers={"hx-request": "true"}).text
    assert "Oremi, IS Place town within 8 km" in words_of(part)
    assert "one cartographer’s view" in words_of(part) or "one cartographer's view" in words_of(part)
    ring = re.search(r'class="ring"[^>]* r="([\d.]+)"', part)
    nearer = re.search(r'class="ring"[^>]* r="([\d.]+)"', raided.get(f"{path}?zoom=4", headers={"hx-request": "true"}).text)
    assert ring and nearer and float(nearer[1]) > 2 * float(ring[1])
    assert raided.get(f"{path}?zoom=99999", headers={"hx-request": "true"}).status_code == 200


def test_what_changed_since_a_day(raided: TestClient, raid_ledger: Path) -> None:
    """From the day that is asked for, new voices and numbers stand beside what was held before."""
    path = f"/incidents/{id_of(raid_ledger, 'r1')}/views/changes"
    part = words_of(raided.get(f"{path}?since=2024-03-14", headers={"hx-request": "true"}).text)
    assert "3 new claims, 3 new documents" in part
    assert "the district hospital a new voice" in part
    assert "Governor Ilia Marn" in part
    last = words_of(raided.get(path, headers={"hx-request": "true"}).text)
    assert "1 new claim, 1 new document" in last
    assert raided.get(f"{path}?since=yesterday", headers={"hx-request": "true"}).status_code == 200


def test_a_quote_keeps_the_view(raided: TestClient, raid_ledger: Path) -> None:
    """A document opened from a view is pushed to an address that brings both back."""
    incident = id_of(raid_ledger, "r1")
    at = f"http://127.0.0.1:8400/incidents/{incident}?view=changes&since=2024-03-14"
    answer = raided.get(f"/incidents/{incident}/quotes/r4", headers={"hx-request": "true", "hx-current-url": at})
    assert answer.headers["hx-push-url"] == f"/incidents/{incident}?view=changes&quote=r4&since=2024-03-14"
    again = raided.get(answer.headers["hx-push-url"]).text
    assert "Report 14 of Eastern Observer" in words_of(again)


def test_addresses_are_short_where_they_can_be() -> None:
    """The first view needs no name, and nothing empty stands in an address."""
    assert Addresses("i1", "claims").page() == "/incidents/i1"
    assert Addresses("i1", "map", "c 1").page(zoom=3) == "/incidents/i1?view=map&quote=c+1&zoom=3"
    assert Addresses("i1", "map").part("claims", page=2) == "/incidents/i1/views/claims?page=2"


def test_claims_come_in_pages(raided: TestClient, raid_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of claims holds so many and no more, and together the pages hold each claim once."""
    monkeypatch.setattr("saidso.show.web.incident_views.SIZE", 2)
    assert SIZE > 2
    path = f"/incidents/{id_of(raid_ledger, 'r1')}/views/claims"
    parts = [raided.get(f"{path}?page={at}", headers={"hx-request": "true"}).text for at in (1, 2, 3)]
    held = [re.findall(r'<li id="(\w+)"', part) for part in parts]
    assert [len(each) for each in held] == [2, 2, 1]
    assert sorted(each for page in held for each in page) == ["r1", "r2", "r3", "r4", "r5"]
    assert "Page 1 of 3" in words_of(parts[0])


def test_a_reader_sees_no_private_name_and_no_decisions(office: TestClient) -> None:
    """In every view, on the graph and in the dossier a reader finds no private name, nobody who judged, and no form."""
    from webdesk import PASSWORD

    token = re.search(r'name="token" value="([^"]+)"', office.get("/login").text)
    assert token
    office.post("/login", data={"token": token[1], "account": "Rana", "name": "Rana", "password": PASSWORD})
    paths = [f"/incidents/i1234abcd?view={view}&quote=c4" for view in VIEWS]
    for path in (*paths, "/incidents/i1234abcd/origins", "/incidents/i1234abcd/dossier"):
        answer = office.get(path)
        assert answer.status_code == 200
        page = words_of(answer.text)
        assert "Oremi" in page or "3 soldiers" in page
        assert not [name for name in (*PRIVATE, "Olga") if name in page], path
        assert "Split them off" not in page and "Decisions on this incident" not in page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_views_are_accessible(
    raid_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked], language: str
) -> None:
    """axe-core finds nothing serious in any view, in both themes and directions; none is wider than a small window."""
    address = f"{serve(raid_ledger)}/incidents/{id_of(raid_ledger, 'r1')}"
    page = look(f"{address}?lang={language}", viewport={"width": 390, "height": 800}).page
    for view in VIEWS:
        page.goto(f"{address}?view={view}")
        assert_accessible_in_both(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view


def test_views_by_keys(raid_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """A digit brings a view without loading the page, + and - change the map, and Back leads to the view before."""
    looked = look(f"{serve(raid_ledger)}/incidents/{id_of(raid_ledger, 'r1')}")
    page = looked.page
    page.evaluate("window.same = true")
    page.keyboard.press("2")
    page.wait_for_selector(".plot .strip")
    assert page.url.endswith("?view=numbers")
    page.keyboard.press("4")
    page.wait_for_selector("svg.world")
    page.keyboard.press("+")
    page.wait_for_url("**zoom=3")
    page.keyboard.press("-")
    page.wait_for_url("**zoom=2")
    page.keyboard.press("3")
    page.wait_for_selector("table.times")
    page.keyboard.press("5")
    page.wait_for_selector("#since")
    page.keyboard.press("6")
    page.wait_for_selector("#history-title")
    assert page.evaluate("window.same")
    page.go_back()
    page.wait_for_selector("#since")


def test_escape_leads_back_to_the_cell(raid_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """o opens the quote of the chosen cell, Esc leads back to it; in the list of claims j, x and o walk, choose and open."""
    page = look(f"{serve(raid_ledger)}/incidents/{id_of(raid_ledger, 'r1')}").page
    cell = page.locator("td a.entry-value").first
    cell.focus()
    page.keyboard.press("o")
    page.wait_for_selector("#pane mark.current")
    page.wait_for_function("document.activeElement.closest('#pane')")
    page.keyboard.press("Escape")
    assert cell.evaluate("link => link === document.activeElement")
    page.locator(".claims li").first.focus()
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator(".claims input:checked").count() == 1
    page.keyboard.press("o")
    page.wait_for_url("**quote=**")


def test_a_number_leads_to_its_words(raid_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """A quote beside a mark of the plot opens its document; the words marked are those of the number."""
    page = look(f"{serve(raid_ledger)}/incidents/{id_of(raid_ledger, 'r1')}?view=numbers").page
    row = page.locator(".strips tr", has_text="at least 7 soldiers")
    row.locator(".quote-number").click()
    page.wait_for_selector("#pane mark.current")
    assert "At least seven" in page.locator("#pane mark.current").all_inner_texts()
    assert page.url.endswith("?view=numbers&quote=r4")


def test_a_full_cell_is_brought_when_asked_for(
    raid_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an origin holds beyond the first few is a click away; without scripts the link shows all of the matrix."""
    monkeypatch.setattr("saidso.show.web.incident.FEW", 0)
    looked = look(f"{serve(raid_ledger)}/incidents/{id_of(raid_ledger, 'r1')}")
    page = looked.page
    assert page.locator("td .entry").count() == 0
    page.locator("td .more a").first.click()
    page.wait_for_selector("td .entry")
    assert page.locator("td .entry").count() == 1
    assert "happened" in page.locator("td .entry").inner_text()
    page.goto(f"{page.url}?all=1")
    assert page.locator("td .entry").count() > 10
    assert page.locator("td .more").count() == 0


def test_a_cell_that_is_not_there_is_said(raided: TestClient, raid_ledger: Path) -> None:
    """An unknown slot or column gives 404."""
    incident = id_of(raid_ledger, "r1")
    for end in ("killed/99", "killed/0", "killed/x", "mood/1"):
        assert raided.get(f"/incidents/{incident}/cells/{end}", headers={"hx-request": "true"}).status_code == 404
    assert "3 soldiers" in raided.get(f"/incidents/{incident}/cells/killed/1", headers={"hx-request": "true"}).text


def test_a_view_that_is_asked_for_is_seen(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """A view lies below the matrix: its key, and the way to it at the head of the page, bring it onto the screen."""
    page = look(serve(desk_ledger) + "/incidents/i1234abcd", viewport={"width": 900, "height": 360}).page
    for act, view in ((lambda: page.keyboard.press("2"), "numbers"), (lambda: page.locator(".jump a").nth(2).click(), "time")):
        page.evaluate("scrollTo(0, 0)")
        expect(page.locator("#view .tabs")).not_to_be_in_viewport()
        act()
        page.wait_for_url(f"**view={view}")
        expect(page.locator("#view .tabs")).to_be_in_viewport()
