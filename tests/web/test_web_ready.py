"""What is done before the first page, what a hurried hand does twice, and a ledger that cannot be written to."""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from seen import Looked
from starlette.testclient import TestClient

from saidso.ledger import Ledger
from saidso.show.cli import main
from saidso.show.export.options import ExportOptions
from saidso.show.web import exporting
from saidso.show.web.app import make_app
from saidso.show.web.frame import ready
from saidso.show.web.frame.desk import House
from saidso.show.web.frame.looks import templates
from saidso.values import actor_base


def token_of(client: TestClient) -> str:
    return re.findall(r'name="token" value="(\w+)"', client.get("/queues").text)[0]


def house_of(client: TestClient) -> House:
    house: House = client.app.state.house  # type: ignore[attr-defined]
    return house


def test_no_first_page_waits_for_templates_or_tables(client: TestClient) -> None:
    """Before the address is printed every template is compiled and the tables of parties stand in memory."""
    house = replace(house_of(client), templates=templates())
    ready.make_ready(house)
    assert house.templates.cache is not None
    assert {name for _, name in house.templates.cache} == set(house.templates.list_templates(extensions=["html"]))
    assert actor_base.actor_base.cache_info().currsize == 1


def test_the_count_under_embargo_is_made_ahead_and_kept(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of exports finds the count that was made at the start, and counts anew once something was decided."""
    house, asked = house_of(client), []
    count = exporting.withheld_in
    monkeypatch.setattr(exporting, "withheld_in", lambda *given: asked.append(given) or count(*given))  # type: ignore[func-returns-value]
    ready.count_ahead(house).join()
    assert client.get("/export").status_code == client.get("/export?format=ged").status_code == 200
    assert len(asked) == 1
    client.post("/incidents/i1234abcd/note", data={"token": token_of(client), "your_name": "Ana", "reason": "seen"})
    client.get("/export")
    assert len(asked) == 2
    assert exporting.embargoed(house, ExportOptions(embargo_hours=0)) == 0


def test_a_note_sent_twice_is_kept_once(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """Two clicks, while the server takes its time over the first: one note."""
    page = look(serve(desk_ledger) + "/incidents/i1234abcd?view=decisions").page

    def slowly(route: object) -> None:
        time.sleep(0.4)
        route.continue_()  # type: ignore[attr-defined]

    page.route("**/note", slowly)
    page.locator("#note-words").fill("seen twice")
    page.locator("#note-words ~ button").dblclick(delay=60)
    page.locator("input[name=your_name]").fill("Ana")
    page.locator("main form button").dblclick(delay=60)
    page.wait_for_url("**told=noted**")
    with Ledger(desk_ledger) as ledger:
        assert [each.reason for each in ledger.judgements() if each.person == "Ana"] == ["seen twice"]


def test_files_that_cannot_be_kept_are_refused_in_words(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that may only be read an import says so; no trace, no fault of ours."""

    def refuse(**given: object) -> str:
        raise PermissionError(13, "Permission denied")

    sent = {"data": {"token": token_of(client)}, "files": {"files": ("a.txt", b"Two soldiers were hurt.")}}
    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    answer = client.post("/import/reports", **sent)  # type: ignore[arg-type]
    assert "the files cannot be kept (Permission denied)" in answer.text
    assert answer.status_code in (422, 503)


def test_a_form_that_asks_for_what_cannot_be_is_no_missing_page(client: TestClient) -> None:
    """Who sends a form without what it needs is told what it needs (400), not that the address is wrong (404)."""
    answer = client.post("/incidents/views", data={"token": token_of(client), "your_name": "Ana", "name": ""})
    assert answer.status_code == 400 and "A view needs a name" in answer.text and "mistyped" not in answer.text
    assert client.get("/incidents/i999").status_code == 404


@pytest.mark.parametrize("may_write", [True, False])
def test_a_ledger_that_cannot_be_written_to_is_told_at_the_start(
    may_write: bool, desk_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights of the file and of its folder decide; everything can still be read."""
    monkeypatch.setattr(ready.os, "access", lambda path, mode: may_write or Path(path) == desk_ledger)
    with TestClient(make_app(desk_ledger), base_url="http://127.0.0.1:8400") as client:
        assert ready.unwritable(house_of(client)) is not may_write
        assert client.get("/incidents").status_code == 200


def test_a_missing_part_is_named(desk_ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An installation that lost a part says which, in one line."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve", "--ledger", str(desk_ledger), "--port", "0"]) == 2
    assert "uvicorn is not installed" in capsys.readouterr().err
