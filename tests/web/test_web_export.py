"""Export in the browser: every format, for whom, of which incidents; what to know before; what a reader must not get."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from seen import Looked, assert_accessible_in_both
from starlette.testclient import TestClient
from webdesk import PASSWORD, PRIVATE

from saidso.show.export import FORMATS
from saidso.show.web.frame.catalogue import LANGUAGES, texts_of

FOLDERS = ("parquet", "csv", "timemap", "html")


def enter(client: TestClient, name: str) -> None:
    token = re.findall(r'name="token" value="(\w+)"', client.get("/login").text)[0]
    client.post("/login", data={"token": token, "name": name, "password": PASSWORD})


def words_in(data: bytes) -> str:
    """Everything that stands in a file or in the files of an archive, as far as it is text."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return data.decode("utf-8", "replace")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_be_seen_and_saved(client: TestClient, form: str) -> None:
    """Each format has its words, a preview and a file with something in it; folders come as an archive."""
    assert all(f"export.what_{form}" in texts_of(language) for language in LANGUAGES)
    page = client.get(f"/export?format={form}&preview=1&profile=internal").text
    assert 'class="begun"' in page
    assert 'role="alert"' not in page
    answer = client.get(f"/export/file?format={form}&profile=internal")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="incidents-{form}')
    assert answer.headers["content-type"] == "application/octet-stream"
    assert len(answer.content) > 100
    assert (form in FOLDERS) <= (answer.content[:2] == b"PK")


@pytest.mark.parametrize("form", FORMATS)
def test_a_reader_gets_no_private_name(office: TestClient, form: str) -> None:
    """Whatever profile a reader asks for, the file and its preview are those for anybody, and name no reviewer either."""
    enter(office, "Rana")
    page = office.get(f"/export?format={form}&profile=internal&preview=1").text
    answer = office.get(f"/export/file?format={form}&profile=internal")
    assert answer.status_code == 200
    for words in (page, words_in(answer.content)):
        assert not [name for name in (*PRIVATE, "Olga") if name in words]
    assert 'value="internal"' not in page


SEARCHABLE = [name for name, one in FORMATS.items() if "only" in one.takes and name not in ("lists", "parquet")]
"""Formats that can be asked for some incidents, and whose files hold words as they are."""


@pytest.mark.parametrize("form", SEARCHABLE)
def test_only_what_was_chosen_leaves(client: TestClient, form: str) -> None:
    """With a filter, or picked one by one, the other incident is nowhere in the file."""
    for query in ("type=shelling", "id=i5678abcd"):
        words = words_in(client.get(f"/export/file?format={form}&profile=internal&{query}").content)
        assert "i1234abcd" not in words
        assert "defence ministry" not in words


def test_what_to_know_is_told_before(client: TestClient) -> None:
    """The page counts what is unreviewed, without a place in our tables, and says that best stays empty in GED's columns."""
    page = client.get("/export?format=ged").text
    assert "1 of 2 incidents was reviewed by nobody" in page
    assert "places of 2 are in no table" in page
    assert "best stays empty" in page
    assert "best stays empty" not in client.get("/export?format=csv").text
    assert "1 incident</span>" in client.get("/export?type=shelling").text


def test_a_rule_and_a_codebook_are_those_that_fit(client: TestClient) -> None:
    """Rules stand only where a format makes one number of many, and a codebook is one of ours, never a path."""
    assert 'id="rule"' not in client.get("/export?format=csv").text
    acled = client.get("/export?format=acled").text
    assert "acled-lowest@1" in acled and "ged-range@1" not in acled
    assert client.get("/export/file?format=own&codebook=cameo&profile=internal").status_code == 200
    assert client.get("/export/file?format=own&codebook=../../desk.toml").status_code == 404
    assert client.get("/export?format=own&codebook=/etc/passwd").status_code == 422
    assert client.get("/export?format=acled&rule=invented@9&embargo=soon").status_code == 200


def test_an_export_leaves_nothing_behind(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written to be sent is gone when it was sent."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = sorted(each.name for each in tmp_path.iterdir())
    client.get("/export/file?format=html&profile=internal")
    client.get("/export?format=csv&preview=1")
    assert sorted(each.name for each in tmp_path.iterdir()) == before


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_is_accessible(
    desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked], language: str
) -> None:
    """axe-core finds nothing serious on the choices with warnings and a preview, in both themes and both directions."""
    address = f"{serve(desk_ledger)}/export?format=ged&preview=1&profile=internal&type=killing&lang={language}"
    assert_accessible_in_both(look(address).page)


def test_export_by_keys(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """f goes to the formats, an arrow changes what can be chosen, p shows how it begins, s saves the file."""
    page = look(f"{serve(desk_ledger)}/export?profile=internal").page
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.name") == "format"
    page.locator("input[value=acled]").focus()
    page.keyboard.press("Space")
    page.wait_for_selector("#rule")
    page.keyboard.press("p")
    page.wait_for_selector("table.begun")
    assert "event_id_cnty" in page.locator("table.begun thead").inner_text()
    with page.expect_download() as saved:
        page.keyboard.press("s")
    assert saved.value.suggested_filename.startswith("incidents-acled")
