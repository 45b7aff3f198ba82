"""Import in the browser: reports and coded data sent, read in the background and told of; nothing is lost when it is cut off."""

from __future__ import annotations

import io
import re
import shutil
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from seen import Looked, assert_accessible_in_both
from starlette.testclient import TestClient
from webdesk import PASSWORD

import saidso.pipeline as pipeline
from saidso.errors import LedgerError
from saidso.ledger import Ledger
from saidso.nouns.claim import Extraction
from saidso.nouns.document import Document
from saidso.read import read
from saidso.show.web.app import make_app
from saidso.show.web.frame.settings import Settings
from saidso.show.web.importing import _incidents_of
from saidso.show.web.incoming import Incoming, own_name

LOCAL = "http://127.0.0.1:8400"
REPORT = "Two men were wounded when a shell hit the mill at Oremi on Monday, the mayor said."
ROWS = "id,date,place,type,killed\nk1,2024-03-12,Oremi,shelling,2\nk2,2024-03-13,Belkhar,killing,1\n"


class Quick:
    """A model in the place of the real one: these tests are about files, not about claims."""

    name = "quick-1"


@pytest.fixture(autouse=True)
def quick_model(monkeypatch: pytest.MonkeyPatch) -> None:
    # by its module: the front door puts the verb of the same name before it
    monkeypatch.setattr(sys.modules["saidso.understand"], "load_model", lambda: Quick())
    monkeypatch.setattr(pipeline, "reads", lambda model, document: "skip me" not in document.text)
    monkeypatch.setattr(
        pipeline,
        "understand",
        lambda documents, model: [Extraction(document_id=each.id, model=model.name) for each in documents],
    )


def token(client: TestClient) -> str:
    return re.findall(r'name="token" value="(\w+)"', client.get("/import").text)[0]


def send(client: TestClient, path: str, files: list[tuple[str, bytes]], **fields: str) -> str:
    """Send files as the page does, and wait for the end: the page with the report."""
    sent = [("files", (name, data)) for name, data in files]
    answer = client.post(path, files=sent, data={"token": token(client), **fields})
    assert answer.status_code == 200, answer.text
    return finished(client)


def finished(client: TestClient) -> str:
    for _ in range(400):
        page = client.get("/import").text
        if "hx-get" not in page:
            return page
        time.sleep(0.02)
    raise AssertionError("the import does not end")


def sources(path: Path) -> dict[str, str]:
    with Ledger.open_existing(path) as ledger:
        return {each.source: each.text for each in ledger.documents()}


def test_reports_are_read_and_told_of(client: TestClient, desk_ledger: Path) -> None:
    """A report is in the ledger under its own name with the fields of the form and its bytes; an empty file is told with why."""
    page = send(
        client,
        "/import/reports",
        [("mill.txt", REPORT.encode()), ("void.txt", b"")],
        publisher="Oremi Post",
        published="2024-03-19",
        language="en",
    )
    assert "Oremi Post" in page
    assert "19 March 2024" in page
    assert "void.txt" in page and "empty" in page
    with Ledger.open_existing(desk_ledger) as ledger:
        document = next(each for each in ledger.documents() if each.source == "mill.txt")
        assert ledger.raw(document.sha256) == REPORT.encode()
        assert document.metadata.publisher.value == "Oremi Post"
    assert not Incoming(desk_ledger).folder.exists()


def test_an_archive_is_read_and_its_files_are_named(client: TestClient, desk_ledger: Path) -> None:
    """Every file of a ZIP archive is told by its name, read or left out with its reason; its bytes are kept as they were."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("march/mill.txt", REPORT)
        archive.writestr("../../bridge.html", f"<html><body><p>{REPORT.replace('mill', 'bridge')}</p></body></html>")
        archive.writestr("inner.zip", b"PK\x05\x06" + b"\x00" * 18)
        archive.writestr("void.txt", b"")
    page = send(client, "/import/reports", [("march.zip", packed.getvalue())], publisher="Oremi Post")
    assert "march.zip#march/mill.txt" in page and "march.zip#bridge.html" in page
    assert "march.zip#void.txt: empty" in page and "march.zip#inner.zip: an archive (ZIP)" in page
    found = {"march.zip#march/mill.txt", "march.zip#bridge.html"}
    assert {each for each in sources(desk_ledger) if each.startswith("march.zip")} == found
    with Ledger.open_existing(desk_ledger) as ledger:
        mill = next(each for each in ledger.documents() if each.source == "march.zip#march/mill.txt")
    saved = client.get(f"/documents/{mill.id}/raw")
    assert saved.content == REPORT.encode()
    assert f'filename="{mill.id}.txt"' in saved.headers["content-disposition"]


def test_names_are_told_without_the_folder_they_wait_in(
    made_ledgers: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger that is named from the folder one stands in keeps the names that were sent; what was left out is told."""
    shutil.copy(made_ledgers["desk"], tmp_path / "march.ledger")
    monkeypatch.chdir(tmp_path)
    with TestClient(make_app(Path("march.ledger")), base_url=LOCAL) as client:
        page = send(client, "/import/reports", [("mill.txt", REPORT.encode()), ("void.txt", b"")])
    assert "void.txt: empty" in page and "incoming" not in page
    assert "mill.txt" in sources(Path("march.ledger"))


def test_the_same_report_adds_nothing_twice(client: TestClient, desk_ledger: Path) -> None:
    """Sent again, also under another name, a report adds no document."""
    send(client, "/import/reports", [("mill.txt", REPORT.encode())])
    before = sources(desk_ledger)
    page = send(client, "/import/reports", [("again.txt", REPORT.encode())])
    assert sources(desk_ledger) == before
    assert "Nothing new" in page


def test_what_others_add_meanwhile_is_not_told_as_of_this_sending(
    client: TestClient, desk_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build beside the app adds two reports while one that was sent is read: the report of the import tells of that one."""
    at_once = pipeline.understand

    def beside(documents: list[Document], model: Quick) -> list[Extraction]:
        with Ledger.open_existing(desk_ledger) as other:
            for name in ("ferry.txt", "mill#2.txt.txt"):
                (desk_ledger.parent / name).write_text(f"{REPORT} So says {name}.", encoding="utf-8")
                for document in read([desk_ledger.parent / name], on_skip=other.add_skip):
                    other.add_document(document)
        return at_once(documents, model)

    monkeypatch.setattr(pipeline, "understand", beside)
    page = send(client, "/import/reports", [("mill#2.txt", REPORT.encode())], publisher="Oremi Post")
    assert {"ferry.txt", "mill#2.txt"} <= {name.rpartition("/")[2] for name in sources(desk_ledger)}
    assert re.search(r"New documents</dt><dd>1<", page)
    assert "mill#2.txt" in page and "ferry.txt" not in page and "mill#2.txt.txt" not in page
    for more in ("claims", "incidents"):
        assert re.search(rf"More {more}</dt><dd>0<", page)


def test_claims_and_incidents_of_a_sending_are_counted_by_its_documents(desk_ledger: Path) -> None:
    """An incident that only the documents of a sending tell of is its own; one that others tell of too is not."""
    with Ledger.open_existing(desk_ledger) as ledger:
        incident = max(ledger.incidents(), key=lambda each: (len(each.documents), each.id))
        papers = set(incident.documents)
        within = {each.id for each in ledger.incidents() if papers >= set(each.documents)}
        fewer = {each.id for each in ledger.incidents() if papers - {incident.documents[0]} >= set(each.documents)}
        assert len(papers) > 1 and incident.id in within - fewer
        assert _incidents_of(ledger, papers) == len(within)
        assert _incidents_of(ledger, papers - {incident.documents[0]}) == len(fewer)


def test_coded_data_is_compared_before_it_is_taken_in(client: TestClient, desk_ledger: Path) -> None:
    """A comparison writes nothing and shows each cell that would change; taking in goes on from the same files."""
    fields = {"publisher": "Valley Counts", "coded_as": "own", "columns": "id=id,date=date,place=place,type=type,killed=killed"}
    before = sources(desk_ledger)
    page = send(client, "/import/coded", [("rows.csv", ROWS.encode())], act="compare", **fields)
    assert sources(desk_ledger) == before
    assert "nothing has been written" in page
    client.post("/import/go-on", data={"token": token(client)})
    finished(client)
    assert {"rows.csv#row 1", "rows.csv#row 2"} <= set(sources(desk_ledger))
    changed = ROWS.replace("shelling,2", "shelling,4").encode()
    page = send(client, "/import/coded", [("rows.csv", changed)], act="compare", **fields)
    assert "<del>2</del>" in page and "<ins>4</ins>" in page
    client.post("/import/discard", data={"token": token(client)})
    assert not Incoming(desk_ledger).folder.exists()
    assert "<del>" not in client.get("/import").text


def test_a_cut_off_import_goes_on(desk_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped in the middle, the files still wait at the next start, and going on reads them once."""

    def fails(*given: object, **named: object) -> None:
        raise LedgerError("the disk is full. Make room and go on.")

    with monkeypatch.context() as patch, TestClient(make_app(desk_ledger), base_url=LOCAL) as client:
        patch.setattr(pipeline, "relink", fails)
        assert "the disk is full" in send(client, "/import/reports", [("mill.txt", REPORT.encode())])
    assert Incoming(desk_ledger).names() == ("mill.txt",)
    with TestClient(make_app(desk_ledger), base_url=LOCAL) as client:
        assert "cut off" in client.get("/import").text
        client.post("/import/go-on", data={"token": token(client)})
        finished(client)
    assert not Incoming(desk_ledger).folder.exists()
    assert list(sources(desk_ledger)).count("mill.txt") == 1


def test_one_import_at_a_time(client: TestClient, desk_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one runs, another is refused with words, and the page shows how far the first is."""
    import threading

    gate = threading.Event()
    monkeypatch.setattr(pipeline, "reads", lambda model, document: bool(gate.wait(10)) and False)
    held = token(client)
    client.post("/import/reports", files=[("files", ("mill.txt", REPORT.encode()))], data={"token": held})
    for _ in range(200):
        page = client.get("/import").text
        if "Finding claims" in page or "Reading" in page:
            break
        time.sleep(0.01)
    assert "<progress" in page
    part = client.get("/import/progress", headers={"hx-request": "true"})
    assert "<html" not in part.text and "<progress" in part.text
    second = client.post("/import/reports", files=[("files", ("b.txt", b"b"))], data={"token": held})
    assert second.status_code == 422
    assert "still waits" in second.text
    gate.set()
    finished(client)
    ended = client.get("/import/progress", headers={"hx-request": "true"})
    assert ended.headers["hx-redirect"] == "/import"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\march.pdf", "march.pdf"),
        ("..", "file"),
        ("", "file"),
        (".bashrc", "bashrc"),
        ("~$report.docx", "$report.docx"),
        ("a\x00b\n.txt", "ab.txt"),
        ("x" * 400 + ".txt", "x" * 176 + ".txt"),
        ("تقرير.txt", "تقرير.txt"),
    ],
)
def test_names_lead_nowhere(given: str, kept: str) -> None:
    """Whatever a browser calls a file, it lies in the folder of the import, can be seen, and keeps its ending."""
    assert own_name(given) == kept


def test_a_hostile_name_stays_in_the_folder(client: TestClient, desk_ledger: Path) -> None:
    """A file whose name climbs out is read under its last part, and nothing is written beside the ledger."""
    before = {each.name for each in desk_ledger.parent.iterdir()}
    send(client, "/import/reports", [("../../climbed.txt", REPORT.encode()), ("climbed.txt", b"Another short report, it said.")])
    found = sources(desk_ledger)
    assert {"climbed.txt", "climbed (2).txt"} <= set(found)
    assert {each.name for each in desk_ledger.parent.iterdir()} - before <= {"desk.ledger-shm", "desk.ledger-wal"}


def test_no_path_is_taken_for_a_codebook(client: TestClient, desk_ledger: Path) -> None:
    """A codebook is one of ours: a path in its place would be read on this machine."""
    files = [("files", ("rows.csv", ROWS.encode()))]
    form = {"token": token(client), "codebook": "../desk.toml", "act": "take"}
    assert client.post("/import/coded", files=files, data=form).status_code == 422
    assert not Incoming(desk_ledger).folder.exists()


def test_nothing_chosen_is_said(client: TestClient, desk_ledger: Path) -> None:
    """Without a file the form comes back with words, and nothing waits."""
    answer = client.post("/import/reports", data={"token": token(client)})
    assert answer.status_code == 422
    assert "No file was chosen" in answer.text
    assert not Incoming(desk_ledger).folder.exists()


def test_only_an_admin_imports_and_others_fill_no_disk(desk_ledger: Path, accounts_file: Path) -> None:
    """A reviewer and a stranger are refused before what they send is read."""
    settings = Settings(accounts=accounts_file, upload_limit=10_000)
    with TestClient(make_app(desk_ledger, settings), base_url=LOCAL) as office:
        files = [("files", ("mill.txt", REPORT.encode()))]
        stranger = office.post("/import/reports", files=files, follow_redirects=False)
        assert (stranger.status_code, stranger.headers["location"]) == (303, "/login")
        page = office.get("/login").text
        form = {"token": re.findall(r'name="token" value="(\w+)"', page)[0], "name": "Vera", "password": PASSWORD}
        office.post("/login", data=form)
        assert office.get("/import").status_code == 403
        assert office.post("/import/reports", files=files).status_code == 403
        assert office.post("/import/reports", content=b"x" * 10_001).status_code == 413
    assert not Incoming(desk_ledger).folder.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_is_accessible(
    desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked], language: str
) -> None:
    """axe-core finds nothing serious on the forms, nor on a report with documents and reasons."""
    address = serve(desk_ledger)
    page = look(f"{address}/import?lang={language}").page
    assert_accessible_in_both(page)
    page.set_input_files("#reports", [file("mill.txt", REPORT), file("void.txt", "")])
    page.locator("form[action='/import/reports'] button.main").click()
    page.wait_for_selector("#report-title")
    assert_accessible_in_both(page)


def test_files_are_dropped(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """Files dropped on the field are listed and sent; the page follows the import to its report by itself."""
    page = look(f"{serve(desk_ledger)}/import").page
    page.evaluate(
        """text => {
            const all = new DataTransfer();
            all.items.add(new File([text], "mill.txt", { type: "text/plain" }));
            const drop = document.querySelector("[data-drop]");
            drop.dispatchEvent(new DragEvent("drop", { dataTransfer: all, bubbles: true, cancelable: true }));
        }""",
        REPORT,
    )
    assert "mill.txt" in page.locator(".dropped").first.inner_text()
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.id") == "reports"
    page.locator("form[action='/import/reports'] button.main").click()
    page.wait_for_selector("#report-title")
    assert "mill.txt" in page.locator(".report").inner_text()


def file(name: str, text: str) -> dict[str, object]:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def test_an_import_is_stopped_and_goes_on(client: TestClient, desk_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop ends it after the document it is at: what was read stays, the rest waits, and going on reads nothing twice."""
    begun, go = threading.Event(), threading.Event()

    def slowly(documents: list[Document], model: Quick) -> list[Extraction]:
        begun.set()
        assert go.wait(10)
        return [Extraction(document_id=each.id, model=model.name) for each in documents]

    monkeypatch.setattr(pipeline, "understand", slowly)
    sent = [("files", (f"r{number}.txt", f"{REPORT} {number}".encode())) for number in range(3)]
    client.post("/import/reports", files=sent, data={"token": token(client)})
    assert begun.wait(10)
    assert "/import/stop" in client.get("/import").text
    client.post("/import/stop", data={"token": token(client)})
    assert "/import/stop" not in client.get("/import").text, "it is asked for once"
    go.set()
    page = finished(client)
    assert "The import was stopped" in page and "/import/go-on" in page
    with Ledger.open_existing(desk_ledger) as ledger:
        read = [each for each in ledger.documents() if ledger.extraction(each.id, Quick.name)]
        assert 1 <= len(read) < 8 and len(sources(desk_ledger)) == 8, "one was understood, all were kept"
    client.post("/import/go-on", data={"token": token(client)})
    page = finished(client)
    assert "/import/go-on" not in page
    assert re.search(r"New documents</dt><dd>3<", page), "what was read before the stop is told of too"
    assert all(f"r{number}.txt" in page for number in range(3))
    with Ledger.open_existing(desk_ledger) as ledger:
        assert ledger.count_unread_by(Quick.name) == 0 and not Incoming(desk_ledger).names()
