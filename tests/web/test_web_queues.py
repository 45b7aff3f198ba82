"""Queues for two reviewers: given, worked blind, measured, and adjudicated without overwriting anything."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from test_web_hostile import assert_only_words
from test_web_review import LOCAL, act, hidden, words_of
from webdesk import PASSWORD

from saidso.ledger import Ledger
from saidso.ledger.queues import queues
from saidso.show.export import FORMATS
from saidso.show.export.options import ExportOptions
from saidso.show.guard import Profile
from saidso.show.web.app import make_app
from saidso.show.web.exporting import Asked, written
from saidso.show.web.queues import says


def give(client: TestClient, *, query: str = "", **fields: str) -> str:
    """Make a queue of all six claims for Ana and Omar, blind, unless the fields say otherwise; its address or the page."""
    token = hidden(client.get("/queues").text, "token")
    given = {"name": "Twice", "many": "6", "how": "lot", "seed": "1", "one": "Ana", "other": "Omar", "blind": "yes"}
    sent = {"token": token, "your_name": "Ana", **given, **fields}
    answer = client.post(f"/queues{query}", data=sent, follow_redirects=False)
    return answer.headers["location"].partition("#")[2] if answer.status_code == 303 else answer.text


def become(client: TestClient, name: str) -> None:
    """Another person sits down at the one desk."""
    token = hidden(client.get("/queues").text, "token")
    client.post("/review/name", data={"token": token, "name": name})


def work(client: TestClient, queue: str, name: str, acts: dict[str, tuple[str, dict[str, str]]]) -> None:
    """Work the whole queue under a name: accept, but for the claims of ``acts``."""
    become(client, name)
    while where := client.get(f"/review?queue={queue}", follow_redirects=False).headers.get("location"):
        claim = where.partition("claim=")[2][:2]
        does, fields = acts.get(claim, ("accept", {}))
        act(client, claim, does, name=name, query=f"&queue={queue}", **fields)


def settle(client: TestClient, queue: str, **fields: str) -> str:
    """Decide on what differs next."""
    page = client.get(f"/queues/{queue}/adjudicate").text
    sent = {"token": hidden(page, "token"), "at": hidden(page, "at"), **fields}
    answer = client.post(f"/queues/{queue}/adjudicate", data=sent)
    return words_of(answer.text)


def test_a_queue_is_drawn_by_lot_that_can_be_drawn_again(client: TestClient, desk_ledger: Path) -> None:
    """The same seed draws the same claims; another order of the ledger's pages does not matter."""
    give(client, many="3", seed="7")
    give(client, name="Again", many="3", seed="7")
    give(client, name="Other", many="3", seed="8")
    with Ledger(desk_ledger) as ledger:
        drawn = [state.queue.claims for state in queues(ledger)]
    assert drawn[0] == drawn[1] and len(set(drawn[0])) == 3 and drawn[2] != drawn[0]


def test_a_queue_takes_the_filters_of_the_list(client: TestClient, desk_ledger: Path) -> None:
    """Only claims of incidents that fit; asked for more, it gives what is there."""
    give(client, query="?type=shelling", many="50")
    with Ledger(desk_ledger) as ledger:
        assert [state.queue.claims for state in queues(ledger)] == [("c6",)]
    assert "shelling" in client.get("/queues?type=shelling").text


@pytest.mark.parametrize(
    ("fields", "says_so"),
    [
        ({"name": " "}, "needs a name"),
        ({"other": ""}, "a blind one two"),
        ({"other": "Ana"}, "a blind one two"),
        ({"many": "0"}, "from 1 to 2,000"),
        ({"many": "9" * 12}, "from 1 to 2,000"),
        ({"many": "x"}, "from 1 to 2,000"),
    ],
)
def test_a_queue_that_cannot_be_worked_is_refused(client: TestClient, fields: dict[str, str], says_so: str) -> None:
    """The page says what is missing and keeps what was typed."""
    page = give(client, **fields)
    assert says_so in page and 'value="Ana"' in page


def test_two_work_blind_and_are_compared(client: TestClient, desk_ledger: Path) -> None:
    """Neither sees the other's decisions nor the agreement until both are done; then numbers, words, and what differs."""
    queue = give(client)
    work(client, queue, "Ana", {"c4": ("save", {"field-killed": "four"})})
    become(client, "Omar")
    for page in ("/review?claim=c4", f"/review?claim=c4&queue={queue}"):
        seen = words_of(client.get(page).text)
        assert "Ana" not in seen and "four" not in seen
    closed = words_of(client.get(f"/queues/{queue}/agreement").text)
    assert "Not everybody is done" in closed and "F1" not in closed
    assert "Not everybody is done" in words_of(client.get(f"/queues/{queue}/adjudicate").text)
    reject = ("reject", {"reason": "nobody says so"})
    work(client, queue, "Omar", {"c4": ("save", {"field-killed": "five"}), "c6": reject})
    told = words_of(client.get(f"/queues/{queue}/agreement").text)
    assert "Decision 6 0.83" in told and "Killed" in told and "Adjudicate 2 differences" in told
    assert "Only 6 claims" in told


def test_adjudication_is_one_more_judgement(client: TestClient, desk_ledger: Path) -> None:
    """It needs a reason, settles its difference, stands beside both answers, and changes no agreement."""
    queue = give(client)
    work(client, queue, "Ana", {"c4": ("save", {"field-killed": "four"})})
    work(client, queue, "Omar", {"c4": ("save", {"field-killed": "five"}), "c6": ("reject", {"reason": "nobody"})})
    before = words_of(client.get(f"/queues/{queue}/agreement").text).partition("Decision 6")[2].partition("Adjudicate 2")[0]
    become(client, "Lead")
    assert "needs a reason" in settle(client, queue, take="left")
    assert "1 settled" in settle(client, queue, take="left", reason="the words say so")
    assert "2 settled" in settle(client, queue, take="left", reason="a slip")
    after = words_of(client.get(f"/queues/{queue}/agreement").text)
    assert before in after and "Every difference is settled" in after
    with Ledger(desk_ledger) as ledger:
        made = [(each.person, str(each.decision), each.value, each.reason) for each, _ in ledger.judgement_log()]
    assert ("Ana", "edit", "four", "") in made and ("Omar", "edit", "five", "") in made
    assert ("Lead", "edit", "four", "the words say so") in made and ("Lead", "accept", None, "a slip") in made


def test_a_third_value(client: TestClient, desk_ledger: Path) -> None:
    """Neither is taken: the third value is stored under the adjudicator's name, and a decision has no third."""
    queue = give(client)
    work(client, queue, "Ana", {"c4": ("save", {"field-killed": "four"})})
    work(client, queue, "Omar", {"c4": ("save", {"field-killed": "five"})})
    become(client, "Lead")
    settle(client, queue, take="third", third="six", reason="the words say so")
    with Ledger(desk_ledger) as ledger:
        assert list(ledger.judgements())[-1].value == "six"
    page = client.get(f"/queues/{queue}/adjudicate?at=c4:killed").text
    assert "Lead has settled this" in words_of(page) and "six" in page


def test_a_queue_is_opened_early_with_a_reason(client: TestClient) -> None:
    """Somebody who never ends does not keep it closed; name and reason stand in the list."""
    queue = give(client)
    page = client.get(f"/queues/{queue}/agreement").text
    sent = {"token": hidden(page, "token"), "reason": "Omar is ill"}
    client.post(f"/queues/{queue}/open", data=sent)
    assert "Omar is ill" in client.get("/queues").text
    assert "Nothing that both decided on" in client.get(f"/queues/{queue}/agreement").text


def test_who_was_not_given_a_queue_does_not_work_it(client: TestClient, desk_ledger: Path) -> None:
    """The page says whom it is given to; a desk of one may go on under one of these names."""
    queue = give(client, one="Vera")
    page = client.get(f"/review?queue={queue}").text
    assert "This queue is not given to you" in page and "Work as" in page
    assert "is given to Vera, Omar" in words_of(act_directly(client, queue))


def act_directly(client: TestClient, queue: str) -> str:
    """Send a decision in a queue that is not one's own, past the page."""
    token = hidden(client.get("/review?claim=c1").text, "token")
    sent = {"token": token, "seen": "j1", "do": "accept"}
    answer = client.post(f"/review?claim=c1&queue={queue}", data=sent)
    return answer.text


def test_with_accounts_a_queue_goes_to_reviewers(office: TestClient) -> None:
    """Nobody else could finish it: a reader or an unknown name is refused."""
    page = office.get("/login").text
    office.post("/login", data={"token": hidden(page, "token"), "name": "Vera", "password": PASSWORD})
    assert "no reviewer of this name" in give(office, one="Vera", other="Rana")
    assert "no reviewer of this name" in give(office, one="Vera", other="Nobody")
    assert re.fullmatch(r"q[0-9a-f]{16}", give(office, one="Vera", other="Adam"))


@pytest.mark.parametrize(
    ("alpha", "word"), [(1.0, "high"), (0.8, "high"), (0.7, "tentative"), (0.5, "low"), (-0.2, "chance"), (None, "none")]
)
def test_an_alpha_in_words(alpha: float | None, word: str) -> None:
    """The bounds are Krippendorff's; a number that cannot be computed says so."""
    assert says(alpha) == word


def test_hostile_words_in_a_queue_stay_words(hostile_ledger: Path) -> None:
    """Names of queues and reviewers, edits and reasons come back escaped on every page of a queue."""
    bad = "<script>document.title='owned'</script>"
    with TestClient(make_app(hostile_ledger), base_url=LOCAL) as client:
        queue = give(client, name=bad, other=bad[:60], one="Ana")
        work(client, queue, "Ana", {"c1": ("save", {"field-target": bad})})
        become(client, bad[:60])
        work(client, queue, bad[:60], {"c1": ("save", {"field-target": "{{ 7*7 }}"})})
        for path in ("/queues", f"/queues/{queue}/agreement", f"/queues/{queue}/adjudicate", "/review?claim=c1"):
            assert_only_words(client.get(path).text)


def test_no_export_tells_what_a_blind_queue_hides(client: TestClient, desk_ledger: Path) -> None:
    """In no format, the lossless one neither, stands what one reviewer decided before the other is done; afterwards it does."""
    queue = give(client)
    secret = "zebrawort"
    work(client, queue, "Ana", {"c6": ("reject", {"reason": secret})})
    with Ledger.open_existing(desk_ledger) as ledger:
        assert {name for name in FORMATS if secret in exported(ledger, name)} == set()
        assert '"blind":6' in exported(ledger, "jsonl")
    asked = client.get("/export?format=jsonl&redact=internal").text
    assert "6 decisions of blind queues are in no export" in words_of(asked)
    work(client, queue, "Omar", {})
    with Ledger.open_existing(desk_ledger) as ledger:
        assert {"jsonl", "prov"} <= {name for name in FORMATS if secret in exported(ledger, name)}
        assert '"blind":0' in exported(ledger, "jsonl")


def exported(ledger: Ledger, form: str) -> str:
    """Every byte that the format writes for the desk itself, read as text; archives and workbooks are opened."""
    asked = Asked(form=form, profile=Profile.INTERNAL, options=ExportOptions())
    with written(ledger, asked) as folder:
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert files
        return "".join(text_of(path) for path in files)


def text_of(path: Path) -> str:
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "".join(book.read(name).decode(errors="replace") for name in book.namelist())
    if path.suffix == ".parquet":
        from pyarrow import parquet

        return str(parquet.read_table(path).to_pylist())
    return path.read_text(encoding="utf-8", errors="replace")
