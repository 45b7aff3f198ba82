"""The audit log: everything that was decided, what it changed, and taking it back with a reason."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from seen import Looked, assert_accessible_in_both
from starlette.testclient import TestClient
from webdesk import PASSWORD, PRIVATE, incidents, story

from saidso.ledger import Ledger
from saidso.ledger.queues import ReviewQueue, add_queue
from saidso.ledger.review import Ruling, decide
from saidso.nouns.incident import Linking
from saidso.nouns.judgement import Decision
from saidso.show.guard import Profile
from saidso.show.redaction import Guards


def words_of(page: str) -> str:
    """A page as read: without tags, blanks run together."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def token_of(page: str) -> str:
    """The token of a page's forms."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def sign_in(office: TestClient, name: str) -> None:
    """Open a session of one of the invented accounts."""
    office.cookies.clear()
    office.post("/login", data={"name": name, "password": PASSWORD, "token": token_of(office.get("/login").text)})


def decided(path: Path) -> tuple[str, str]:
    """Vera edits the ministry's number, Adam rejects the witness's claim; gives the ids of both decisions."""
    claims = {claim.id: claim for _, told in story() for claim in told}
    now = datetime(2024, 4, 2, 9, tzinfo=UTC)
    with Ledger(path) as ledger:
        edit = Ruling(decision=Decision.EDIT, person="Vera", now=now, slot="killed", value="at least 4", reason="See below.")
        no = Ruling(decision=Decision.REJECT, person="Adam", now=now, reason="Olga and Mira Tolan disagree, says Adam.")
        return decide(ledger, claims["c1"], edit).judgement.id, decide(ledger, claims["c4"], no).judgement.id


def test_the_log_says_who_what_when_and_why(client: TestClient, desk_ledger: Path) -> None:
    """An entry has its moment, person, decision, quote, the machine's value beside the person's, and the reason."""
    decided(desk_ledger)
    page = words_of(client.get("/audit").text)
    assert "2 Apr 2024, 09:00 Vera Edited killing In its incident Killed three at least 4 See below. counts" in page
    assert "Entries are only ever added" in page
    assert "Vera" not in words_of(client.get("/audit?person=Adam").text).split("Stands")[1]
    assert "3 entries" in page and "1 entry" in words_of(client.get("/audit?decision=reject").text)
    assert "1 entry" in words_of(client.get("/audit?to=2024-04-01").text)
    assert "2 entries" in words_of(client.get("/audit?from=2024-04-02&to=2024-04-02").text)
    assert "No entry fits" in client.get("/audit?document=d5").text
    assert "3 entries" in words_of(client.get("/audit?from=yesterday").text)


def test_taking_back_adds_an_entry(office: TestClient, desk_ledger: Path) -> None:
    """A decision is taken back with a reason; it stays in the log, marked, with who did it; without a reason nothing happens."""
    edit, _ = decided(desk_ledger)
    sign_in(office, "Vera")
    page = office.get("/audit").text
    form = {"judgement": edit, "token": token_of(page)}
    assert "Say in a few words why" in office.post("/audit/revert", data=form).text
    office.post("/audit/revert", data={**form, "reason": "I misread it."})
    said = words_of(office.get("/audit").text)
    assert "Vera Taken back killing In its incident takes back: Edited I misread it." in said
    assert "taken back Vera" in said
    with Ledger(desk_ledger) as ledger:
        assert edit not in [each.id for each in ledger.judgements()]
        assert edit in [each.id for each, _ in ledger.judgement_log()]
    assert office.post("/audit/revert", data={**form, "reason": "again"}).status_code == 404


def test_who_may_take_back(office: TestClient, desk_ledger: Path) -> None:
    """A reviewer takes back their own decisions, an admin anybody's, a reader none."""
    edit, no = decided(desk_ledger)
    sign_in(office, "Vera")
    page = office.get("/audit").text
    assert f'value="{edit}"' in page and f'value="{no}"' not in page
    asked = {"judgement": no, "reason": "x", "token": token_of(page)}
    assert office.post("/audit/revert", data=asked).status_code == 403
    sign_in(office, "Rana")
    page = office.get("/audit").text
    assert "/audit/revert" not in page
    assert office.post("/audit/revert", data={**asked, "token": token_of(office.get("/voices").text)}).status_code == 403
    sign_in(office, "Adam")
    answer = office.post("/audit/revert", data={"judgement": edit, "reason": "x", "token": token_of(office.get("/audit").text)})
    assert answer.status_code == 200 and "Adam" in answer.text


def test_readers_see_no_names(office: TestClient, desk_ledger: Path) -> None:
    """A data-only reader sees what was decided and when, nobody's name, not in a reason either, and filters by none."""
    decided(desk_ledger)
    sign_in(office, "Rana")
    for path in ("/audit", "/audit?person=Vera", "/audit?decision=reject", "/audit?what=incidents", "/audit?what=models"):
        page = office.get(path).text
        assert not [name for name in (*PRIVATE, "Olga", "Reviewer", "Adam", "Vera ") if name in words_of(page)], path
    said = words_of(office.get("/audit?person=Vera").text)
    assert "3 entries" in said and "Rejected" in said and "at least 4" in said


def test_readers_see_no_words_on_what_is_under_embargo(
    office: TestClient, desk_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That something was decided stays; why, on which field and to what value is not told while its words are withheld."""
    decided(desk_ledger)
    monkeypatch.setattr(Guards, "may_tell", lambda self, judgement: self.profile is not Profile.INTERNAL)
    sign_in(office, "Rana")
    said = words_of(office.get("/audit").text)
    assert "3 entries" in said and "Rejected" in said
    assert not [words for words in ("disagree", "See below", "at least 4") if words in said]
    sign_in(office, "Vera")
    assert "at least 4" in words_of(office.get("/audit").text)


def test_a_closed_blind_queue_stays_closed(office: TestClient, desk_ledger: Path) -> None:
    """What one reviewer decided in a blind queue is in no other's log, and cannot be taken back by its id."""
    claims = {claim.id: claim for _, told in story() for claim in told}
    now = datetime(2024, 4, 3, tzinfo=UTC)
    with Ledger(desk_ledger) as ledger:
        queue = ReviewQueue(
            id="", name="twice", made_by="Adam", made_at=now, claims=("c3",), reviewers=("Vera", "Nora"), blind=True
        )
        add_queue(ledger, queue)
        ruling = Ruling(decision=Decision.REJECT, person="Nora", now=now, reason="Blind words.")
        hidden = decide(ledger, claims["c3"], ruling).judgement.id
    for name in ("Vera", "Rana", "Adam"):
        sign_in(office, name)
        page = office.get("/audit").text
        assert "Blind words" not in page and hidden not in page, name
    answer = office.post("/audit/revert", data={"judgement": hidden, "reason": "x", "token": token_of(page)})
    assert answer.status_code == 404


def test_merges_and_models(client: TestClient, desk_ledger: Path) -> None:
    """Merges and splits stand in their order with links to where they lead, and every model with what it read."""
    assert "No incident was merged or split" in client.get("/audit?what=incidents").text
    first, second = incidents()
    one = replace(first, claims=(*first.claims, *second.claims), documents=(*first.documents, *second.documents))
    with Ledger(desk_ledger) as ledger:
        ledger.replace_incidents(Linking(incidents=(one,), changes=(("merged", second.id, first.id),)))
    assert "merged into i5678abcd i1234abcd" in words_of(client.get("/audit?what=incidents").text)
    assert "1 invented-1 newest 5 6" in words_of(client.get("/audit?what=models").text)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_log_is_accessible(
    desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked], language: str
) -> None:
    """axe-core finds nothing serious, in both themes and directions; nothing scrolls the page sideways on a telephone."""
    decided(desk_ledger)
    page = look(f"{serve(desk_ledger)}/audit?lang={language}", viewport={"width": 390, "height": 800}).page
    assert_accessible_in_both(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_taking_back_by_keyboard(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """Without a mouse: the entry unfolds, the reason is typed, and the local reviewer is asked for a name once."""
    decided(desk_ledger)
    page = look(f"{serve(desk_ledger)}/audit?decision=edit").page
    page.locator("summary", has_text="Take back").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("A slip.")
    page.keyboard.press("Enter")
    page.locator("input[name=your_name]").fill("Ines")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mark-gone")
    assert "Ines" in page.locator(".mark-gone").inner_text()
    assert page.url.endswith("decision=edit&page=1")


def test_a_stance_is_told_in_words(desk_ledger: Path, client: TestClient) -> None:
    """Before and after of an edited stance are the words that every page has for them, in either language."""
    with Ledger(desk_ledger) as ledger:
        claim = next(each for each in ledger.claims() if each.stance.value == "says")
        now = datetime(2026, 11, 22, tzinfo=UTC)
        said = Ruling(decision=Decision.EDIT, person="Vera", now=now, slot="stance", value="claims_responsibility")
        decide(ledger, claim, said)
    assert "<ins><bdi>claims responsibility</bdi></ins>" in client.get("/audit").text
    assert "<ins><bdi>يتبنى</bdi></ins>" in client.get("/audit?lang=ar").text
