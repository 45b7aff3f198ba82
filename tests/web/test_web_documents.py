"""The shelf and a document: the whole text with its claims, how each thing is known, and the bytes to compute the digest of."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from seen import Looked, assert_accessible_in_both
from starlette.testclient import TestClient
from webdesk import ARABIC, COURIER, PASSWORD, PRIVATE, document, story

from saidso.ledger import Ledger
from saidso.nouns.claim import Extraction
from saidso.nouns.document import Known, Provenance, Skip, Turn
from saidso.nouns.span import Span
from saidso.show.web.app import make_app
from saidso.show.web.document import file_name, lines_of

LOCAL = "http://127.0.0.1:8400"


def words_of(page: str) -> str:
    """A page as read: without tags, blanks run together."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def sign_in(office: TestClient, name: str) -> None:
    """Open a session of one of the invented accounts."""
    token = re.search(r'name="token" value="([^"]+)"', office.get("/login").text)
    assert token
    office.post("/login", data={"name": name, "password": PASSWORD, "token": token[1]})


def test_the_list_filters_and_counts(client: TestClient) -> None:
    """Documents are found by words of their heads under the fold of search, by publisher and day; the count is of all found."""
    assert "5 documents" in words_of(client.get("/documents").text)
    assert "2 documents" in words_of(client.get("/documents?publisher=Valley+Herald").text)
    found = client.get("/documents?text=VALLEY+report").text
    assert "Report 5 of Valley Herald" in found and "Radio Belkhar</bdi></a>" not in found
    assert "No document fits" in client.get("/documents?from=2024-03-14").text
    assert "no day such as" in client.get("/documents?from=tomorrow").text


def test_the_whole_text_is_there(client: TestClient) -> None:
    """The sheet holds every letter of the document, each claim's trigger is a link, and the marks are the claim's own words."""
    page = client.get("/documents/d1?claim=c4").text
    sheet = page[page.index('class="sheet"') : page.index('class="beside-text"')]
    assert re.sub(r"\s+", "", COURIER) in re.sub(r"\s+", "", words_of(sheet[sheet.index(">") + 1 :]))
    current = [html.unescape(each) for each in re.findall(r'<mark class="[^"]*current"[^>]*>(.*?)</mark>', sheet)]
    assert "bodies" in current and "Mira Tolan" in current and "killing" not in current
    assert 'href="/documents/d1?claim=c1#claim-c1"' in sheet
    assert 'href="/incidents/i1234abcd?quote=c4"' in page


def test_overlapping_claims_open_in_turn() -> None:
    """A word that two claims share leads from one to the other and back; every letter is drawn once."""
    doc, claims = story()[0]
    twin = replace(claims[0], id="c9")
    for chosen, opens in (("", "c1"), ("c1", "c9"), ("c9", "c1")):
        lines = lines_of(doc, [claims[0], twin], chosen)
        assert "".join(part.words for part in lines[0].stretches) == COURIER.split("\n\n")[0]
        trigger = next(part for part in lines[0].stretches if part.opens)
        assert (trigger.words, trigger.opens) == ("killing", opens)


def test_bytes_and_text_have_the_digests_that_are_shown(tmp_path: Path) -> None:
    """The file that is fetched has the SHA-256 that the page names; it comes to be saved, never as a page; so does the text."""
    raw = b"<script>alert(1)</script> Shells fell."
    doc = document(7, "Shells fell.", "Valley Herald")
    digest = hashlib.sha256(raw).hexdigest()
    doc = replace(doc, id=f"d{digest[:16]}", sha256=digest, source="x/page.html")
    with Ledger(tmp_path / "one.ledger") as ledger:
        ledger.add_document(doc, raw)
    with TestClient(make_app(tmp_path / "one.ledger"), base_url=LOCAL) as client:
        page = client.get(f"/documents/{doc.id}").text
        fetched = client.get(f"/documents/{doc.id}/raw")
        text = client.get(f"/documents/{doc.id}/text")
    assert fetched.content == raw and digest in page
    assert hashlib.sha256(text.content).hexdigest() in page
    assert fetched.headers["content-disposition"] == f'attachment; filename="{doc.id}.html"'
    assert fetched.headers["content-type"] == "application/octet-stream"
    assert fetched.headers["x-content-type-options"] == "nosniff"
    assert f"sha256sum {doc.id}.html" in page and "No model has read this document yet" in page


@pytest.mark.parametrize(
    ("source", "ending"),
    [("a/b.PDF", ".pdf"), ("x.jsonl#row 3", ".jsonl"), ('a."onload', ".bin"), ("plain", ".bin"), ("../a.%0d", ".bin")],
)
def test_a_file_is_saved_under_a_plain_name(source: str, ending: str) -> None:
    """Nothing of a hostile file name gets into the header: the name is our id, and the ending a plain one."""
    assert file_name(replace(document(1, "a", "b"), source=source)) == f"d1{ending}"


def test_what_is_not_there_is_said(client: TestClient) -> None:
    """A document that is not there, and bytes that were not handed over, give a page with status 404."""
    assert client.get("/documents/d99").status_code == 404
    assert client.get("/documents/d1/raw").status_code == 404
    assert "were not handed over" in client.get("/documents/d1").text


def test_readers_read_past_the_guard(office: TestClient) -> None:
    """A reader sees no private name, cannot fetch the file or its text, and cannot search heads: a hit would tell."""
    sign_in(office, "Rana")
    for path in ("/documents", "/documents/d1", "/documents/d1?claim=c4", "/skips", "/about"):
        answer = office.get(path)
        assert answer.status_code == 200
        assert not [name for name in PRIVATE if name in answer.text], path
    assert "f-text" not in office.get("/documents").text
    for asked in ("text=Mira", "text=zzz", "publisher=Mira", "publisher=zzz"):  # an answer would tell what is hidden
        assert "5 documents" in words_of(office.get(f"/documents?{asked}").text)
    for path in ("/documents/d1/raw", "/documents/d1/text"):
        assert office.get(path).status_code == 403


def test_turns_and_unread_documents(tmp_path: Path) -> None:
    """An interview shows who speaks and how that is known; a document that no model reads says why; so do skipped files."""
    doc = document(1, "What happened?\n\nShells fell.", "Radio Belkhar")
    known = Known(value="Ilia Marn", how=Provenance.STATED, span=Span(0, 4))
    turns = (Turn(index=1, span=Span(0, 14), asks=True), Turn(index=2, span=Span(16, 28), asks=False, speaker=known))
    with Ledger(tmp_path / "one.ledger") as ledger:
        ledger.add_document(replace(doc, turns=turns))
        other = document(2, "x", "y")
        ledger.add_document(other)
        ledger.add_extraction(Extraction(document_id="d2", model="invented-1"))
        ledger.mark_not_read("d1", "invented-1", "language: xx")
        ledger.add_skip(Skip(source="a/old.pdf", reason="encrypted", message="a/old.pdf: it is locked. Unlock it, add it again."))
    with TestClient(make_app(tmp_path / "one.ledger"), base_url=LOCAL) as client:
        page = words_of(client.get("/documents/d1").text)
        assert "2 Ilia Marn stated in the document answers" in page and "1 not known unknown asks" in page
        assert "did not read this document: language: xx" in page
        listed = words_of(client.get("/documents?state=not+read").text)
        assert "1 document" in listed and "language: xx" in listed
        assert "a/old.pdf encrypted a/old.pdf: it is locked." in words_of(client.get("/skips?reason=encrypted").text)
        assert "Documents that no model reads" in client.get("/skips").text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_these_pages_are_accessible(
    desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked], language: str
) -> None:
    """axe-core finds nothing serious, in both themes and directions; nothing scrolls the page sideways on a telephone."""
    address = serve(desk_ledger)
    page = look(f"{address}/incidents?lang={language}", viewport={"width": 390, "height": 800}).page
    for path in ["/documents", "/documents/d1?claim=c4&x=1", "/skips", "/about"]:
        page.goto(address + path)
        assert_accessible_in_both(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_words_and_claims_find_each_other(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """Pointing at words lights their claim, a click chooses it and keeps it in the address, keys walk the claims."""
    page = look(f"{serve(desk_ledger)}/documents/d1").page
    page.locator(".sheet a", has_text="bodies").hover()
    assert "lit" in (page.locator("#claim-c4").get_attribute("class") or "")
    page.locator(".sheet a", has_text="bodies").click()
    assert page.locator("#claim-c4").get_attribute("aria-current") == "true"
    page.wait_for_url("**claim=c4")
    assert page.locator("#told").inner_text() != ""
    page.keyboard.press("j")
    page.locator("#claim-c1 a.number").focus()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('li').id") == "claim-c4"
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**claim=c1")
    assert page.locator("mark.current.trigger").inner_text() == "killing"
    page.keyboard.press("b")
    page.wait_for_url("**/documents")
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.id") == "f-text"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/d1")


def test_it_works_without_scripts(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """Without scripts a click on marked words chooses the claim by its address."""
    page = look(f"{serve(desk_ledger)}/documents/d1", java_script_enabled=False).page
    page.locator(".sheet a", has_text="bodies").click()
    page.wait_for_url("**claim=c4#claim-c4")
    assert page.locator("#claim-c4").get_attribute("aria-current") == "true"


def test_an_arabic_document_runs_right_to_left(client: TestClient) -> None:
    """Each paragraph takes its direction from its words, and the text is whole."""
    page = client.get("/documents/d4").text
    assert re.sub(r"\s", "", ARABIC) in re.sub(r"\s", "", words_of(page))
    assert '<p class="text" dir="auto">' in page


def test_the_ledger_proves_itself(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """The overview counts what is there; its button (key c) runs the proof in the background and lists every fault."""
    page = look(f"{serve(desk_ledger)}/about").page
    assert "5" in page.locator(".figures div", has_text="Documents").first.inner_text()
    page.keyboard.press("c")
    page.wait_for_url("**/about#proof")
    page.wait_for_selector("#proof-state .trouble, #proof-state .holds", timeout=15_000)
    # The invented documents have invented digests, and the proof must notice.
    assert "does not come from its SHA-256" in page.locator("#proof-state").inner_text()


def test_only_an_admin_proves(office: TestClient) -> None:
    """A reviewer sees the overview without the button, and is refused."""
    sign_in(office, "Vera")
    assert "/about/proof" not in office.get("/about").text
    token = re.search(r'name="token" value="([^"]+)"', office.get("/about").text)
    assert token and office.post("/about/proof", data={"token": token[1]}).status_code == 403
