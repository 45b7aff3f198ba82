"""The dossier and the graph of origins: whole, readable in both directions, and on paper with nothing cut off."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from raid import raid, write_raid_ledger
from seen import Looked, assert_accessible_in_both
from starlette.testclient import TestClient
from webdesk import story

from saidso.ledger import Ledger
from saidso.read import read_raw


def words_of(page: str) -> str:
    """A page as read: without tags, blanks run together."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


@pytest.fixture
def raid_ledger(tmp_path: Path) -> Path:
    """The raid in five papers, and another one."""
    return write_raid_ledger(tmp_path / "raid.ledger")


def id_of(path: Path, claim: str) -> str:
    """The incident in which a claim stands."""
    with Ledger(path) as ledger:
        return next(one.id for one in ledger.incidents() if claim in one.claims)


def test_a_dossier_holds_everything(client: TestClient) -> None:
    """Each claim with its passage to the letter, each document with the hashes of its file and text, the model, the rules."""
    page = words_of(client.get("/incidents/i1234abcd/dossier").text)
    told = [(document, claim) for document, claims in story() for claim in claims if claim.id != "c6"]
    for document, claim in told:
        assert " ".join(claim.passage.quote.split()) in page
        assert document.sha256 in page
        assert hashlib.sha256(document.text.encode()).hexdigest() in page
        assert claim.id in page
    for words in ("invented-1", "both credit North Wire", "contradict", "Claims, not findings.", "Olga Reviewer"):
        assert words in page


def test_an_old_id_leads_on(client: TestClient) -> None:
    """An id that nobody knows is said; the graph and the dossier of one that begins an id lead to the whole id."""
    for page in ("dossier", "origins"):
        assert client.get(f"/incidents/i0/{page}").status_code == 404
        moved = client.get(f"/incidents/i1234/{page}", follow_redirects=False)
        assert moved.headers["location"] == f"/incidents/i1234abcd/{page}"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_are_accessible(
    raid_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked], language: str
) -> None:
    """axe-core finds nothing serious, in both themes and directions; none is wider than a small window."""
    address = f"{serve(raid_ledger)}/incidents/{id_of(raid_ledger, 'r1')}"
    shown = look(f"{address}?lang={language}", viewport={"width": 390, "height": 800}).page
    for page in ("origins", "dossier"):
        shown.goto(f"{address}/{page}")
        assert_accessible_in_both(shown)
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth"), page


def test_the_graph_has_its_twin_in_words(raid_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """Each document and each origin of the drawing stands in a table, shared text with its share; g and b lead there and back."""
    page = look(f"{serve(raid_ledger)}/incidents/{id_of(raid_ledger, 'r1')}").page
    page.keyboard.press("g")
    page.wait_for_url("**/origins")
    documents, origins = page.locator("table").first, page.locator("table").nth(1)
    assert documents.locator("tbody tr").count() == page.locator(".paper-node").count() == 5
    assert origins.locator("tbody tr").count() == page.locator(".graph circle").count()
    assert "100%" in documents.locator("tbody tr").first.inner_text()
    assert "the defence ministry" in origins.inner_text()
    page.keyboard.press("b")
    page.wait_for_selector("table.matrix")


def test_it_prints_with_every_quote(
    raid_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked], tmp_path: Path
) -> None:
    """Printed to PDF by Chromium, the pages hold every quote and every hash, and no navigation."""
    page = look(f"{serve(raid_ledger)}/incidents/{id_of(raid_ledger, 'r1')}/dossier").page
    printed = page.pdf(path=tmp_path / "dossier.pdf", format="A4")
    assert printed.startswith(b"%PDF-")
    page.emulate_media(media="print")
    on_paper = " ".join(page.locator("body").inner_text().split())
    for document, claim in raid()[:5]:
        quote = page.locator(f"#{claim.id} .quote")
        assert " ".join(quote.inner_text().split()) == " ".join(claim.passage.quote.split())
        assert quote.evaluate("block => block.scrollHeight <= block.clientHeight + 1"), "nothing of the quote is cut off"
        assert document.sha256 in on_paper
    assert not page.locator(".top nav").is_visible()
    (read,) = [document for document, _ in read_raw([tmp_path / "dossier.pdf"], on_skip=pytest.fail)]
    run_on = re.sub(r"\s+", "", read.text)
    for document, claim in raid()[:5]:
        assert re.sub(r"\s+", "", claim.passage.quote) in run_on
        assert document.sha256 in run_on
