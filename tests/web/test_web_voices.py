"""Voices: a list, a record with every count open to its claims, and who accuses whom. Never a score."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from seen import Looked, assert_accessible_in_both
from starlette.testclient import TestClient
from webdesk import PASSWORD, PRIVATE, incidents, story

from saidso.ledger import Ledger
from saidso.nouns.claim import Claim, Extraction, SlotValue, Stance
from saidso.nouns.incident import Linking
from saidso.show.web.app import make_app
from saidso.show.web.drawings.bars import bars_of, over_time
from saidso.show.web.parties import Said, party_of, table_of, week_around
from saidso.values.actor import read_actor

LOCAL = "http://127.0.0.1:8400"


def words_of(page: str) -> str:
    """A page as read: without tags, blanks run together."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def sign_in(office: TestClient, name: str) -> None:
    """Open a session of one of the invented accounts."""
    token = re.search(r'name="token" value="([^"]+)"', office.get("/login").text)
    assert token
    office.post("/login", data={"name": name, "password": PASSWORD, "token": token[1]})


def quarrel_ledger(path: Path) -> Path:
    """The desk's story, where the ministry accuses a country's army in March and that country denies it."""
    told = story()
    courier, (said, _) = told[0]
    radio, (denial,) = told[2]
    accused = SlotValue(slot="actor", evidence=said.trigger, value=read_actor("Russia"))
    chain = (said.chain[0], replace(said.chain[1], stance=Stance.ACCUSES))
    accusation = replace(said, chain=chain, stance=Stance.ACCUSES, values=(*said.values, accused))
    denied = replace(denial, chain=(denial.chain[0], replace(denial.chain[1], name="Russia", named_at=denial.trigger)))
    replaced = {"c1": accusation, "c3": denied}
    with Ledger(path) as ledger:
        for doc, claims in told:
            ledger.add_document(doc)
            mine = tuple(replaced.get(claim.id, claim) for claim in claims)
            ledger.add_extraction(Extraction(document_id=doc.id, model="invented-1", claims=mine))
        ledger.replace_incidents(Linking(incidents=incidents()))
    assert courier.id and radio.id
    return path


def test_the_list_has_every_voice(client: TestClient) -> None:
    """Voices stand with their counts of incidents and documents; a name is found by the beginnings of its words."""
    page = words_of(client.get("/voices").text)
    assert "the defence ministry 1 – 1" in page and "Valley Herald 2 2 1" in page
    found = words_of(client.get("/voices?name=governor+il").text)
    assert "1 voice" in found and "Governor Ilia Marn" in found
    assert "Nobody of this name" in client.get("/voices?name=zzz").text


def test_a_record_counts_and_opens_its_claims(client: TestClient) -> None:
    """Each count leads to its claims in their words; the record says whom a voice quotes and who differs from it later."""
    page = client.get("/voices/defence-ministry").text
    said = words_of(page)
    assert "2 claims that others print of it" in said and "0 claims in its own voice" in said
    assert "Who quotes it Kastorin Courier 1 claim Valley Herald 1 claim" in said
    assert "Killing 2" in said
    for place in re.findall(r'href="(/voices/defence-ministry\?[^"]*)"', page):
        listed = client.get(html.unescape(place).split("#")[0]).text
        assert "No such claims on this page" not in listed, place
    listed = client.get("/voices/kastorin-courier?claims=printed").text
    assert 'href="/incidents/i1234abcd?quote=c4"' in listed and 'href="/documents/d1?claim=c1"' in listed
    narrowed = client.get("/voices/kastorin-courier?met=quotes&with=Mira+Tolan").text
    assert "quote=c4" in narrowed and "quote=c1" not in narrowed


def test_a_record_is_no_grade(client: TestClient) -> None:
    """No percentage stands on a record, and none of the words that would make it a verdict."""
    for path in ("/voices", "/voices/defence-ministry", "/voices/parties"):
        page = words_of(client.get(path).text)
        assert "%" not in page
        assert not re.search(r"reliab|accura|trustworth|score of|rating", page, re.IGNORECASE)


def test_private_people_have_no_page_for_readers(office: TestClient) -> None:
    """For readers a private person is in no list of voices and has no record, by name or by pseudonym; the desk has one."""
    sign_in(office, "Rana")
    page = office.get("/voices").text
    assert "defence ministry" in page
    assert not [name for name in PRIVATE if name in page]
    assert "Person " not in page
    record = office.get("/voices/kastorin-courier").text
    assert not [name for name in PRIVATE if name in record]
    pseudonym = re.search(r"Person [0-9a-f]{4,}", record)
    assert pseudonym is not None
    for name in ("mira-tolan", pseudonym[0].replace(" ", "-")):
        assert office.get(f"/voices/{name}").status_code == 404
    sign_in(office, "Vera")
    assert office.get("/voices/mira-tolan").status_code == 200


def test_who_accuses_whom(tmp_path: Path) -> None:
    """A row accuses a column; beside stands how often the accused deny in the same incident; a number opens its claims."""
    with TestClient(make_app(quarrel_ledger(tmp_path / "q.ledger")), base_url=LOCAL) as client:
        page = client.get("/voices/parties").text
        assert "the defence ministry 1 accusations, show the words denied 1 time" in words_of(page)
        cell = next(html.unescape(each) for each in re.findall(r'href="(/voices/parties\?who=[^"]+)"', page) if "whom=" in each)
        listed = client.get(cell.split("#")[0]).text
        assert "quote=c1" in listed and "quote=c3" in listed
        week = words_of(client.get("/voices/parties?from=2024-03-11&to=2024-03-17").text)
        assert "1 accusation" in week
        assert "Nobody accuses or denies here" in client.get("/voices/parties?from=2024-03-18&to=2024-03-24").text


def test_a_table_counts_each_claim_once() -> None:
    """Cells, accusations that name nobody and denials add up to the claims, whatever their order."""
    told = [claim for _, claims in story() for claim in claims]

    def said(claim: Claim, who: str, whom: str | None, stance: Stance) -> Said:
        party = None if whom is None else party_of(whom)
        mine = party_of(who)
        assert mine is not None
        claim = replace(claim, chain=(replace(claim.chain[0], stance=stance),), stance=stance)
        return Said(claim=claim, incident="i1", who=mine, whom=party, day=date(2024, 3, 12))

    given = [
        said(told[0], "the council", "the band", Stance.ACCUSES),
        said(told[1], "the council", None, Stance.ACCUSES),
        said(told[2], "the band", None, Stance.DENIES),
        said(told[3], "the Council", "the band", Stance.ACCUSES),
    ]
    for order in (given, given[::-1]):
        columns, rows = table_of(order)
        assert [each.key for each in columns] == ["band"]
        assert [(row.who.key, row.cells[0].accuses, row.cells[0].denied, row.nobody, row.denies) for row in rows] == [
            ("council", 2, 1, 1, 0),
            ("band", 0, 0, 0, 1),
        ]


def test_weeks_lead_to_weeks() -> None:
    """The week before and after are those in which somebody accused or denied."""
    weeks = [(date(2024, 3, 11), 2), (date(2024, 4, 1), 1), (date(2024, 5, 6), 1)]
    found = week_around(date(2024, 4, 3), weeks)
    assert found["before"] == (date(2024, 3, 11), date(2024, 3, 17))
    assert found["after"] == (date(2024, 5, 6), date(2024, 5, 12))
    assert week_around(None, weeks)["latest"] == found["after"]
    assert week_around(None, [])["latest"] is None


@pytest.mark.parametrize("years", [0, 3, 40])
def test_bars_lose_no_day(years: int) -> None:
    """However long the time is, stretches follow each other without a gap, and their counts add up."""
    days = [(date(1980, 1, 31), 2), (date(1980, 2, 29), 3), (date(1980 + years, 12, 31), 4)]
    for fine in (True, False):
        found = over_time(days, days=fine)
        assert sum(each.many for each in found) == 9
        assert all((b.first - a.last).days == 1 for a, b in pairwise(found))
        assert found[0].first <= date(1980, 1, 31) and found[-1].last >= date(1980 + years, 12, 31)
    drawn = bars_of([(str(each.first), each.many, "") for each in found])
    assert max(bar.height for bar in drawn.bars) == drawn.height and drawn.highest == max(each.many for each in found)
    assert over_time([]) == () and bars_of([]).first == ""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_these_pages_are_accessible(
    tmp_path: Path, serve: Callable[..., str], look: Callable[..., Looked], language: str
) -> None:
    """axe-core finds nothing serious, in both themes and directions; nothing scrolls the page sideways on a telephone."""
    address = serve(quarrel_ledger(tmp_path / "q.ledger"))
    page = look(f"{address}/incidents?lang={language}", viewport={"width": 390, "height": 800}).page
    for path in ["/voices", "/voices/defence-ministry", "/voices/parties"]:
        page.goto(address + path)
        assert_accessible_in_both(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_voices_by_keys(tmp_path: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """f finds, j and Enter open a record, b leads back, p to the parties; there w shows the latest week, [ the one before."""
    page = look(f"{serve(quarrel_ledger(tmp_path / 'q.ledger'))}/voices").page
    page.keyboard.press("f")
    page.keyboard.type("defence")
    page.keyboard.press("Enter")
    page.wait_for_url("**name=defence**")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/voices/defence-ministry")
    page.keyboard.press("b")
    page.wait_for_url("**/voices")
    page.keyboard.press("p")
    page.wait_for_url("**/voices/parties")
    page.locator("td a", has_text="1").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#claims .quote")
    page.keyboard.press("w")
    page.wait_for_url("**from=2024-03-11**")
    assert page.locator("main strong").first.inner_text() == "11 March 2024 – 17 March 2024"


def test_parties_scroll_by_themselves(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """On a phone a wide table scrolls within its frame; the page stays as wide as the screen."""
    page = look(serve(desk_ledger) + "/voices/parties", viewport={"width": 320, "height": 700}).page
    page.evaluate("document.querySelector('.counts-table').style.minWidth = '1200px'")
    assert page.locator(".scroll").first.evaluate("it => it.scrollWidth > it.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
