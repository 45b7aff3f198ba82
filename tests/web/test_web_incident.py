"""The page of one incident: the matrix, and every value's words in its document."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from seen import Looked, assert_accessible_in_both
from starlette.testclient import TestClient
from webdesk import COURIER, story

from saidso.nouns.span import Span
from saidso.show.web.frame.marked import Mark, passages_of, pieces_of


def words_of(page: str) -> str:
    """A page as read: without tags, blanks run together."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_the_matrix_says_who_says_what(client: TestClient) -> None:
    """Rows are slots, columns are origins with wire copies folded; a cell has value, stance and chain; a silent one says so."""
    page = words_of(client.get("/incidents/i1234abcd").text)
    assert "O1 the defence ministry in 2 documents" in page
    assert "Killed contradict numbers apart said and denied" in page
    assert "3 soldiers says [1] [2] Kastorin Courier the defence ministry" in page
    assert "0 soldiers denies [5] Radio Belkhar Governor Ilia Marn" in page
    assert "does not say" in page


@pytest.mark.parametrize("number", range(5))
def test_each_value_reaches_its_words(client: TestClient, number: int) -> None:
    """The pane of a claim shows the whole document, and what it marks is the text at the claim's own spans."""
    document, claims = story()[number]
    for claim in claims:
        incident = "i5678abcd" if claim.id == "c6" else "i1234abcd"
        pane = client.get(f"/incidents/{incident}/quotes/{claim.id}", headers={"hx-request": "true"}).text
        marked = [html.unescape(words) for words in re.findall(r'<mark class="[^"]*current[^"]*">(.*?)</mark>', pane)]
        assert document.text[claim.trigger.span.start : claim.trigger.span.end] in marked
        for value in claim.values:
            assert document.text[value.evidence.span.start : value.evidence.span.end] in marked
        paper = pane[pane.index('class="paper"') : pane.index('class="hash')]
        text = html.unescape(re.sub(r"<[^>]*>", "", paper[paper.index(">") + 1 :]))
        assert re.sub(r"\s+", "", text).startswith(re.sub(r"\s+", "", document.text))


def test_a_claim_can_be_linked_to(client: TestClient) -> None:
    """The address with its quote opens the page with the document beside it, also without scripts."""
    assert "she saw two" in words_of(client.get("/incidents/i1234abcd?quote=c4").text)
    direct = client.get("/incidents/i1234abcd/quotes/c4", follow_redirects=False)
    assert direct.headers["location"] == "/incidents/i1234abcd?quote=c4"


def test_what_is_not_there_is_said(client: TestClient) -> None:
    """An unknown incident or claim gives a page that says what to do, with status 404."""
    for path in ("/incidents/i0", "/incidents/i1234abcd/quotes/c99"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Search for it in the list" in answer.text


def test_pieces_give_the_text_back() -> None:
    """However marks overlap, the pieces joined are the text, and each mark covers its own words."""
    text = "🙂 three men, at least three"
    marks = [Mark(span=Span(2, 7), what="a"), Mark(span=Span(2, 11), what="b"), Mark(span=Span(5, 27), what="c")]
    pieces = pieces_of(text, marks)
    assert "".join(piece.words for piece in pieces) == text
    for mark in marks:
        assert "".join(piece.words for piece in pieces if mark in piece.marks) == mark.span.of(text)


def test_passages_are_the_paragraphs() -> None:
    """A document is cut into its paragraphs, no letter of them lost."""
    document = story()[0][0]
    passages = passages_of(document, [Mark(span=Span(0, 7), what="a")])
    assert ["".join(piece.words for piece in passage.pieces) for passage in passages] == COURIER.split("\n\n")
    assert [passage.marked for passage in passages] == [True, False]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_incident_is_accessible(
    desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked], language: str
) -> None:
    """axe-core finds nothing serious on the matrix with a document beside it, in both themes and directions."""
    assert_accessible_in_both(look(f"{serve(desk_ledger)}/incidents/i1234abcd?quote=c1&lang={language}").page)


def test_a_click_brings_the_document(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """Choosing a value puts its document beside the matrix, marks its words, keeps it in the address, and Back undoes it."""
    page = look(f"{serve(desk_ledger)}/incidents/i1234abcd").page
    page.locator("td a.entry-value", has_text="2 soldiers").first.click()
    page.wait_for_selector("#pane mark.current.trigger")
    assert page.locator("#pane mark.current.trigger").inner_text() == "bodies"
    assert page.url.endswith("?quote=c4")
    assert page.locator("#told").inner_text() != ""
    page.reload()
    assert page.locator("#pane mark.current.trigger").inner_text() == "bodies"


def test_the_matrix_by_keys(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """Arrows and l, h go from cell to cell, Enter opens the quote, b leads back to the list."""
    page = look(f"{serve(desk_ledger)}/incidents/i1234abcd").page
    page.locator("td a.entry-value", has_text="3 soldiers").first.focus()
    page.keyboard.press("l")
    assert page.evaluate("document.activeElement.innerText") == "2 soldiers"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.innerText") == "3 soldiers"
    page.keyboard.press("Enter")
    page.wait_for_selector("#pane mark.current")
    assert page.url.endswith("?quote=c1")
    page.keyboard.press("b")
    page.wait_for_url("**/incidents")


def test_directions_follow_the_words(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """An Arabic document stands right to left on an English page, and the names keep to themselves."""
    page = look(f"{serve(desk_ledger)}/incidents/i1234abcd?quote=c5").page
    assert page.locator("#pane .paper p").first.evaluate("part => getComputedStyle(part).direction") == "rtl"
    assert page.get_attribute("html", "dir") == "ltr"
