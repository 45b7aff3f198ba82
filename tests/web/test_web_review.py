"""The review queue on the server: what a claim's screen shows, what each act stores, and who is told what."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hostile import EVERY
from starlette.testclient import TestClient
from test_web_hostile import assert_only_words
from webdesk import COURIER, PASSWORD

from saidso.ledger import Ledger
from saidso.ledger.agreement import machine_fields
from saidso.ledger.review import VOCABULARIES, Ruling, decide
from saidso.nouns.judgement import Decision
from saidso.show.web.app import make_app
from saidso.show.web.review import KEYS, REASONS

LOCAL = "http://127.0.0.1:8400"


def words_of(page: str) -> str:
    """A page as read: without tags, blanks run together."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def hidden(page: str, name: str) -> str:
    """The value of the first hidden field of this name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return html.unescape(found.group(1))


def act(client: TestClient, claim: str, does: str, *, name: str = "Ana", query: str = "", **fields: str) -> str:
    """Do something on the screen of a claim as it is now; gives where it leads, or the page that came instead."""
    address = f"/review?claim={claim}{query}"
    page = client.get(address).text
    sent = {"token": hidden(page, "token"), "seen": hidden(page, "seen"), "do": does, "your_name": name, **fields}
    answer = client.post(address, data=sent, follow_redirects=False)
    return answer.headers.get("location") or answer.text


def standing(path: Path) -> list[tuple[str, str, str | None, str | None]]:
    """Person, decision, slot and value of every judgement, in the order they were made; the first is the desk ledger's own."""
    with Ledger(path) as ledger:
        return [(each.person, str(each.decision), each.slot, each.value) for each, _ in ledger.judgement_log()][1:]


def by_hand(path: Path, claim: str, person: str, decision: Decision, **more: str) -> None:
    """Somebody else decides, in another browser."""
    with Ledger(path) as ledger:
        ruling = Ruling(decision=decision, person=person, now=datetime(2024, 5, 1, tzinfo=UTC), **more)
        decide(ledger, ledger.claim(claim), ruling)


def test_the_queue_begins_where_voices_contradict(client: TestClient) -> None:
    """Without a claim in the address the most contradicted one comes, and the address then holds it."""
    first = client.get("/review", follow_redirects=False)
    assert re.fullmatch(r"/review\?claim=c[1-5]", first.headers["location"])
    toll = client.get("/review?order=toll", follow_redirects=False)
    assert toll.headers["location"].startswith("/review?order=toll&claim=c")
    assert client.get("/review?type=shelling", follow_redirects=False).headers["location"].endswith("claim=c6")


def test_a_screen_shows_the_claim_and_what_stands_against_it(client: TestClient) -> None:
    """The words in their document, the chain, the machine's values with theirs, and what other origins say of the slot."""
    page = client.get("/review?claim=c1").text
    read = words_of(page)
    assert "Kastorin Courier the defence ministry says" in read
    assert "Killed 3 soldiers three" in read
    assert "contradict numbers apart" in read and "2 soldiers" in read and "0 soldiers denies" in read
    assert "1 claim done" not in read and "6 left" in read and "1 decided by anybody" in read
    paper = page[page.index("data-paper") : page.index('class="small links"')]
    shown = " ".join(html.unescape(re.sub(r"<[^>]*>", "", paper[paper.index(">") + 1 :])).split())
    assert shown.startswith(" ".join(COURIER.split())), "the document stands there letter for letter"
    marked = {html.unescape(words) for words in re.findall(r"<mark[^>]*>(.*?)</mark>", paper)}
    assert {"the defence ministry", "said", "three", "killing"} <= marked


def test_a_wire_copy_is_no_other_origin(client: TestClient) -> None:
    """Beside the Courier's claim the Herald's copy of the same wire is not listed as somebody else."""
    page = client.get("/review?claim=c1").text
    beside = re.findall(r'<p class="other[^>]*><a href="([^"]*)"', page)
    assert "/review?claim=c4" in beside and "/review?claim=c2" not in beside


def test_accept_goes_on_and_both_stand(client: TestClient, desk_ledger: Path) -> None:
    """One decision is stored under the name given, the next claim comes, and the machine's claim is untouched."""
    before = client.get("/review?claim=c6").text
    assert act(client, "c3", "accept").startswith("/review?claim=c")
    assert standing(desk_ledger) == [("Ana", "accept", None, None)]
    page = words_of(client.get("/review?claim=c3").text)
    assert "you accepted" in page and "Ana accepted it" in page and "1 claim done" in page
    assert hidden(before, "token")
    with Ledger(desk_ledger) as ledger:
        assert ledger.claim("c3").stance == "denies"


def test_an_edit_is_one_judgement_for_each_changed_field(client: TestClient, desk_ledger: Path) -> None:
    """Fields left as they are decide nothing; the screen then shows the machine's value and the person's, side by side."""
    with Ledger(desk_ledger) as ledger:
        given = {f"field-{name}": value for name, value in machine_fields(ledger.claim("c1")).items()}
    act(client, "c1", "save", **{**given, "field-killed": "four", "field-place": "Oremi"})
    assert sorted(standing(desk_ledger)) == [("Ana", "edit", "killed", "four"), ("Ana", "edit", "place", "Oremi")]
    page = words_of(client.get("/review?claim=c1").text)
    assert "3 soldiers" in page and "Ana : four" in page


def test_an_edit_back_to_the_machine_takes_the_edit_back(client: TestClient, desk_ledger: Path) -> None:
    """Nobody has to know the word "withdraw": writing the machine's words again is enough."""
    act(client, "c1", "save", **{"field-killed": "five"})
    act(client, "c1", "save", **{"field-killed": "four"})
    act(client, "c1", "save", **{"field-killed": "three"})
    assert [each[1] for each in standing(desk_ledger)] == ["edit", "edit", "withdraw", "withdraw"]
    assert "Ana : four" not in words_of(client.get("/review?claim=c1").text)


def test_nothing_changed_decides_nothing(client: TestClient, desk_ledger: Path) -> None:
    """Saving untouched fields says so, and stores no judgement."""
    assert "Nothing was changed" in act(client, "c1", "save", **{"field-killed": "three"})
    assert standing(desk_ledger) == []


def test_a_value_that_cannot_be_read_is_refused_or_said(client: TestClient, desk_ledger: Path) -> None:
    """A stance that is none is refused with all that was typed; words that are no number are kept, and said to be words."""
    refused = act(client, "c1", "save", **{"field-killed": "four", "field-stance": "shouts"})
    assert "is not known" in refused and 'value="four"' in refused and standing(desk_ledger) == []
    warned = act(client, "c1", "save", **{"field-killed": "as the hospital lists them"})
    assert "kept as words" in warned and len(standing(desk_ledger)) == 1


@pytest.mark.parametrize("stance", VOCABULARIES["stance"])
def test_a_stance_by_its_button(client: TestClient, desk_ledger: Path, stance: str) -> None:
    """Each of the nine is an edit of its own and stays on the claim; the one that the machine read changes nothing."""
    where = act(client, "c4", f"stance:{stance}")
    assert where == "/review?claim=c4"
    expected = [] if stance == "says" else [("Ana", "edit", "stance", stance)]
    assert standing(desk_ledger) == expected


def test_a_rejection_says_why(client: TestClient, desk_ledger: Path) -> None:
    """A reason of the list, own words, or both; without any it is refused."""
    assert "needs a reason" in act(client, "c4", "reject")
    act(client, "c4", "reject", why=REASONS[0], reason="she saw bodies, no killing")
    with Ledger(desk_ledger) as ledger:
        last = list(ledger.judgements())[-1]
    assert last.reason == "Nobody says this in these words: she saw bodies, no killing"


def test_undo_goes_back_to_the_claim(client: TestClient, desk_ledger: Path) -> None:
    """The last act is withdrawn whole, its claim comes back, and pressing twice undoes one thing only."""
    act(client, "c1", "save", **{"field-killed": "four", "field-place": "Oremi"})
    page = client.get("/review?claim=c6").text
    sent = {"token": hidden(page, "token"), "do": "undo", "judgement": hidden(page, "judgement")}
    back = client.post("/review?claim=c6", data=sent, follow_redirects=False)
    assert back.headers["location"] == "/review?claim=c1"
    client.post("/review?claim=c6", data=sent)
    assert sorted(each[1] for each in standing(desk_ledger)) == ["edit", "edit", "withdraw", "withdraw"]


def test_later_keeps_the_claim_for_the_end(client: TestClient) -> None:
    """What is put off is passed over, counted in the address, and comes again when all others are done."""
    first = client.get("/review", follow_redirects=False).headers["location"]
    later = re.search(r'href="([^"]*)" data-key="s"', client.get(first).text)
    assert later is not None
    where = client.get(html.unescape(later.group(1)), follow_redirects=False).headers["location"]
    assert "skip=1" in where and "later" not in where and where.partition("claim=")[2][:2] != first.partition("claim=")[2][:2]
    skipped = first.partition("claim=")[2]
    for _ in range(5):
        claim = re.search(r"claim=(c\d)", where)
        assert claim is not None and claim.group(1) != skipped
        where = act(client, claim.group(1), "accept", query="&skip=1")
    assert f"claim={skipped}" in client.get(where).url.query.decode()


def test_the_second_of_two_is_told(client: TestClient, desk_ledger: Path) -> None:
    """Who decides on a claim that somebody decided meanwhile sees what; nothing is stored until they say so, then both stand."""
    page = client.get("/review?claim=c4").text
    by_hand(desk_ledger, "c4", "Vera", Decision.REJECT, reason="she says no such thing")
    sent = {"token": hidden(page, "token"), "seen": hidden(page, "seen"), "do": "accept", "your_name": "Ana"}
    told = client.post("/review?claim=c4", data=sent)
    assert told.status_code == 409 and "Vera rejected it" in words_of(told.text)
    assert "she says no such thing" in told.text and len(standing(desk_ledger)) == 1
    again = {**sent, "token": hidden(told.text, "token"), "seen": hidden(told.text, "seen")}
    assert client.post("/review?claim=c4", data=again, follow_redirects=False).status_code == 303
    assert [each[:2] for each in standing(desk_ledger)] == [("Vera", "reject"), ("Ana", "accept")]
    assert "disputed" in words_of(client.get("/review?claim=c4").text)


def test_a_refused_edit_comes_back_with_the_panel(client: TestClient, desk_ledger: Path) -> None:
    """What was typed travels in the panel, so that keeping one's own needs no second typing."""
    page = client.get("/review?claim=c4").text
    by_hand(desk_ledger, "c4", "Vera", Decision.ACCEPT)
    sent = {"token": hidden(page, "token"), "seen": "", "do": "save", "your_name": "Ana", "field-killed": "five"}
    told = client.post("/review?claim=c4", data=sent).text
    assert '<input type="hidden" name="field-killed" value="five">' in told


def test_only_what_nobody_decided(client: TestClient) -> None:
    """Olga has accepted c1: who reads only what nobody has decided gets the five others, and then none."""
    seen = set()
    while where := client.get("/review?others=no", follow_redirects=False).headers.get("location"):
        seen.add(where.partition("claim=")[2][:2])
        act(client, where.partition("claim=")[2][:2], "accept", query="&others=no")
    assert seen == {"c2", "c3", "c4", "c5", "c6"}


def test_the_end_is_said(client: TestClient) -> None:
    """When everything is decided the screen says so, and undo is still there."""
    for claim in ("c1", "c2", "c3", "c4", "c5", "c6"):
        where = act(client, claim, "accept")
    page = client.get(where).text
    assert "Nothing is left here" in page and "all 6 claims" in words_of(page) and 'value="undo"' in page
    assert "No claim fits" in client.get("/review?text=nosuchword").text


def test_what_is_not_there(client: TestClient) -> None:
    """An unknown claim, queue or act is told with a page of ours."""
    for path in ("/review?claim=c99", "/review?queue=q99", "/queues/q99/agreement", "/queues/q99/adjudicate"):
        assert client.get(path).status_code == 404
    assert "no act of a review" in act(client, "c1", "shout")


def test_readers_do_not_review(office: TestClient) -> None:
    """A reader gets neither the screen nor the act; nor does anybody without an account."""
    assert office.get("/review", follow_redirects=False).headers["location"] == "/login"
    page = office.get("/login").text
    office.post("/login", data={"token": hidden(page, "token"), "name": "Rana", "password": PASSWORD})
    assert office.get("/review").status_code == 403 and office.get("/queues").status_code == 403
    token = hidden(office.get("/incidents").text, "token")
    assert office.post("/review?claim=c1", data={"token": token, "do": "accept"}).status_code == 403
    assert office.post("/review/name", data={"token": token, "name": "Vera"}).status_code == 403


def test_a_form_needs_its_token(client: TestClient, desk_ledger: Path) -> None:
    """A page elsewhere cannot make anybody accept a claim."""
    assert client.post("/review?claim=c1", data={"do": "accept", "your_name": "Eve"}).status_code == 403
    assert standing(desk_ledger) == []


def test_every_act_has_a_key_of_its_own() -> None:
    """No two acts share a key, and none takes a key of every page."""
    given = [key for _, key in KEYS]
    assert len(set(given)) == len(given) and not set(given) & set("?/jkhlb[]")


@pytest.fixture
def hostile(hostile_ledger: Path) -> Iterator[TestClient]:
    with TestClient(make_app(hostile_ledger), base_url=LOCAL) as client:
        yield client


@pytest.mark.parametrize("words", EVERY)
def test_what_people_write_stays_words(hostile: TestClient, words: str) -> None:
    """Names, reasons, notes and edits come back as words, in the panel and in the fields too."""
    act(hostile, "c1", "note", name="Ana", note=words)
    act(hostile, "c1", "reject", reason=words)
    page = act(hostile, "c2", "save", **{"field-killed": words, "field-stance": words})
    assert_only_words(page)
    act(hostile, "c2", "save", **{"field-target": words})
    for claim in ("c1", "c2"):
        assert_only_words(hostile.get(f"/review?claim={claim}&edit=1").text)
