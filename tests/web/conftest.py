"""A desk to test pages at: ledgers, apps in memory, a server that a browser can reach, and a browser that tells on us."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile import write_hostile_ledger
from seen import Looked
from starlette.testclient import TestClient
from webdesk import PASSWORD, write_desk_ledger

from saidso.show.web.app import make_app
from saidso.show.web.frame import accounts
from saidso.show.web.frame.accounts import Role, add_account
from saidso.show.web.frame.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Serve = Callable[..., str]


@pytest.fixture(scope="session")
def made_ledgers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The invented ledgers, written once."""
    folder = tmp_path_factory.mktemp("ledgers")
    return {
        "desk": write_desk_ledger(folder / "desk.ledger"),
        "hostile": write_hostile_ledger(folder / "hostile.ledger"),
    }


@pytest.fixture
def desk_ledger(made_ledgers: dict[str, Path], tmp_path: Path) -> Path:
    """A copy of its own of the desk's ledger: a test may write to it."""
    return Path(shutil.copy(made_ledgers["desk"], tmp_path / "desk.ledger"))


@pytest.fixture
def hostile_ledger(made_ledgers: dict[str, Path], tmp_path: Path) -> Path:
    """A copy of the ledger whose every word tries to break out of the page."""
    return Path(shutil.copy(made_ledgers["hostile"], tmp_path / "hostile.ledger"))


@pytest.fixture
def client(desk_ledger: Path) -> Iterator[TestClient]:
    """The desk of this machine, without a browser and without accounts."""
    with TestClient(make_app(desk_ledger), base_url="http://127.0.0.1:8400") as opened:
        yield opened


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> int:
    """Passwords are hashed at little cost here, for hundreds of tests sign in; gives the cost that a desk pays."""
    real = accounts._COST
    monkeypatch.setattr(accounts, "_COST", 2**6)
    return real


@pytest.fixture
def accounts_file(tmp_path: Path) -> Path:
    """Accounts of all three roles, each with ``PASSWORD``."""
    path = tmp_path / "desk.toml"
    for name, role in (("Rana", Role.READER), ("Vera", Role.REVIEWER), ("Adam", Role.ADMIN)):
        add_account(path, name, role, password=PASSWORD)
    return path


@pytest.fixture
def office(desk_ledger: Path, accounts_file: Path) -> Iterator[TestClient]:
    """A desk with accounts, where nobody has signed in yet."""
    settings = Settings(accounts=accounts_file)
    with TestClient(make_app(desk_ledger, settings), base_url="http://127.0.0.1:8400") as opened:
        yield opened


@pytest.fixture
def serve() -> Iterator[Serve]:
    """``serve(ledger, settings)`` gives the address of a live server on a free port; it ends with the test."""
    import uvicorn

    started: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(ledger: Path, settings: Settings | None = None) -> str:
        from saidso.show.cli.serve import listen

        listening = listen(Settings(port=0))
        server = uvicorn.Server(uvicorn.Config(make_app(ledger, settings), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        started.append((server, thread))
        while not server.started:
            time.sleep(0.01)
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield start
    for server, thread in started:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium; where there is none the test is skipped and says so."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: install one (Debian: apt-get install chromium) to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Looked]]:
    """``look(address, color_scheme="dark")`` opens a page; at the end of the test nothing may have gone elsewhere or failed.

    Keywords go to Playwright's ``new_context``. ``looked.page`` is the page; ``looked.allow(404)`` expects such an answer.
    """
    opened: list[Looked] = []

    def open_page(address: str, **context: object) -> Looked:
        looked = Looked(browser, address, context)
        opened.append(looked)
        return looked

    yield open_page
    faults = [fault for looked in opened for fault in looked.end()]
    assert faults == []
