"""The whole app, page by page as they are: for everybody's eyes and hands, for readers, and against those who mean harm.

The pages are found among the routes: a new one is under these tests at once, and needs a value in ``FILL`` for a new part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from httpx import Response
from seen import Looked, assert_accessible, assert_accessible_in_both
from starlette.testclient import TestClient
from webdesk import PASSWORD, PRIVATE

from saidso.ledger import Ledger
from saidso.ledger.queues import ReviewQueue, add_queue
from saidso.show.web.app import make_app, page_routes
from saidso.show.web.frame.doors import HEADERS
from saidso.show.web.frame.sessions import Session, Signer
from saidso.show.web.frame.settings import Settings

LOCAL = "http://127.0.0.1:8400"
MAIN = ("/incidents", "/review", "/documents", "/voices", "/audit", "/import", "/export")
FILES = ("/raw", "/text", "/export/file", "/about/proof")
"""Endings of addresses that give a file, or work for long, and are no page."""
WIDTHS = (1280, 640, 390, 320)
"""CSS pixels of a window: full, at 200 % zoom, on a phone, at 400 % zoom."""
NAMES = (*PRIVATE, "Olga", "Reviewer")
"""What a reader may see nowhere: private people, and who reviewed."""


@pytest.fixture
def whole(desk_ledger: Path) -> tuple[Path, str]:
    """The desk's ledger with a queue of two reviewers, so that each page has something on it, and the queue's id."""
    with Ledger.open_existing(desk_ledger) as ledger:
        queue = ReviewQueue(
            id="",
            name="Oremi",
            made_by="Olga Reviewer",
            made_at=datetime(2024, 4, 2, tzinfo=UTC),
            claims=("c1", "c4"),
            reviewers=("Olga Reviewer", "Vera"),
            blind=False,
        )
        return desk_ledger, add_queue(ledger, queue).id


def addresses(queue: str, method: str = "GET") -> list[str]:
    """An address for each route of each page."""
    fill = {"id": "i1234abcd", "claim": "c4", "document": "d1", "voice": "the-defence-ministry"}
    fill |= {"view": "claims", "queue": queue, "slot": "killed", "origin": "1"}
    paths = [route.path for route in page_routes() if method in (getattr(route, "methods", None) or ())]
    return [re.sub(r"{(\w+)}", lambda part: fill.get(part.group(1), "1"), path) for path in paths]


def pages(queue: str) -> list[str]:
    return [path for path in addresses(queue) if not path.endswith(FILES)]


def enter(client: TestClient, name: str) -> str:
    """Sign in; gives the token of the session."""
    form = {"token": token_in(client.get("/login").text), "name": name, "password": PASSWORD}
    assert client.post("/login", data=form, follow_redirects=False).status_code == 303
    return token_in(client.get("/incidents").text)


def token_in(page: str) -> str:
    return re.findall(r'name="token" value="(\w+)"', page)[0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_accessible_and_fits(
    whole: tuple[Path, str], serve: Callable[..., str], look: Callable[..., Looked], language: str
) -> None:
    """axe-core finds nothing serious or critical on any page, light and dark, English and Arabic; nothing goes elsewhere.

    And no page scrolls sideways: on a phone, at 1280 with 200 % and 400 % zoom (640 and 320 css pixels), and full.
    """
    ledger, queue = whole
    address = serve(ledger)
    page = look(f"{address}/incidents?lang={language}").page
    seen, wide = [], []
    for path in [*pages(queue), "/incidents/i1234abcd?quote=c4", "/export?format=gtd&preview=1"]:
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        page.goto(address + path)
        assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
        if language == "en":
            assert_accessible_in_both(page)
        else:  # no colour depends on the language
            assert_accessible(page)
        seen.append(urlsplit(page.url).path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((path, width))
    assert wide == []
    assert set(MAIN) <= set(seen)


def test_every_main_page_by_keyboard(whole: tuple[Path, str], serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """The first Tab offers to skip to the content; the next lead through the navigation to each page; focus is always visible."""
    ledger, _ = whole
    address = serve(ledger)
    page = look(f"{address}/incidents").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    for path in MAIN:
        page.goto(f"{address}/incidents")
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.getAttribute('href')") == path:
                break
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{path}*")
        page.wait_for_load_state("networkidle")
        stops = []
        for _ in range(25):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(STOP))
        assert all(shown for _, shown in stops), (path, [what for what, shown in stops if not shown])
        assert len({what for what, _ in stops}) >= 12, (path, stops)


STOP = """(() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
    const label = at.closest("label");
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const held = label && getComputedStyle(label).outlineStyle !== "none";
    const what = [at.tagName, at.id, at.name, at.value, at.getAttribute("href"), at.textContent.slice(0, 20)].join(" ");
    return [what, at === document.body || outlined || Boolean(held) || box.width === 0];
})()"""
"""What has the focus, and whether that can be seen."""


def test_nothing_moves_for_whom_it_must_not(
    whole: tuple[Path, str], serve: Callable[..., str], look: Callable[..., Looked]
) -> None:
    """With reduced motion no element of any page has a transition or an animation, and nothing scrolls smoothly."""
    ledger, queue = whole
    address = serve(ledger)
    looked = look(f"{address}/incidents", reduced_motion="reduce")
    for path in pages(queue):
        looked.page.goto(address + path)
        moving = looked.page.evaluate(
            """() => Array.from(document.querySelectorAll("*")).filter(each => {
                const style = getComputedStyle(each);
                return style.scrollBehavior === "smooth" || style.animationName !== "none"
                    || style.transitionDuration.split(",").some(part => parseFloat(part) > 0);
            }).map(each => each.outerHTML.slice(0, 80))"""
        )
        assert moving == [], path


def test_every_main_page_prints(whole: tuple[Path, str], serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """On paper the navigation is gone, the words that these are claims are there, black on white, and the page makes a PDF."""
    ledger, _ = whole
    address = serve(ledger)
    page = look(f"{address}/incidents", color_scheme="dark").page
    page.emulate_media(media="print")
    for path in (*MAIN, "/incidents/i1234abcd", "/incidents/i1234abcd/dossier"):
        page.goto(address + path)
        assert not page.locator(".top nav").is_visible(), path
        assert "Claims, not findings" in page.locator("body").inner_text()
        assert page.pdf().startswith(b"%PDF")


def test_the_app_works_without_scripts(whole: tuple[Path, str], serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """A browser that runs no scripts gets every page whole, and can search, filter and open an incident."""
    ledger, queue = whole
    address = serve(ledger)
    page = look(f"{address}/incidents", java_script_enabled=False).page
    for path in pages(queue):
        page.goto(address + path)
        assert page.locator("h1").count() >= 1, path
    page.goto(f"{address}/incidents")
    page.fill("#f-place", "belk")
    page.locator("form.filters button.main").click()
    page.locator("a[data-row]").first.click()
    assert page.url.endswith("/incidents/i5678abcd")


def crawl(client: TestClient, begin: list[str]) -> Iterator[tuple[str, int, str]]:
    """Every page that links lead to, with its status and words; of addresses that differ behind the ? only the first three."""
    waiting, seen, alike = list(begin), set(begin), Counter(urlsplit(path).path for path in begin)
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        yield path, answer.status_code, answer.text if "text/html" in answer.headers.get("content-type", "") else ""
        for link in re.findall(r'(?:href|hx-get|action)="([^"#]+)', answer.text):
            there = urljoin(path, link.replace("&amp;", "&"))
            bare = urlsplit(there).path
            if there.startswith("/") and not there.startswith("/static") and there not in seen and alike[bare] < 3:
                seen.add(there)
                alike[bare] += 1
                waiting.append(there)


@pytest.fixture
def offices(whole: tuple[Path, str], accounts_file: Path) -> Iterator[tuple[TestClient, str]]:
    """A desk with accounts and a queue, and the queue's id."""
    ledger, queue = whole
    with TestClient(make_app(ledger, Settings(accounts=accounts_file)), base_url=LOCAL) as opened:
        yield opened, queue


def test_a_reader_meets_no_private_name_anywhere(offices: tuple[TestClient, str]) -> None:
    """On every page and part that links lead a reader to, and at every address they guess, no private person and no reviewer."""
    office, queue = offices
    enter(office, "Rana")
    found, visited = [], 0
    parts = [(path, answer.status_code, answer.text) for path, answer in asked_as_part(office, addresses(queue))]
    for path, status, words in [*parts, *crawl(office, ["/incidents", *addresses(queue)])]:
        visited += 1
        assert status < 500, path
        found += [(path, name) for name in NAMES if re.search(rf"\b{name}\b", words)]
    assert found == []
    assert visited > 40


def asked_as_part(client: TestClient, paths: list[str]) -> Iterator[tuple[str, Response]]:
    """Each address as htmx asks for it."""
    for path in paths:
        yield path, client.get(path, headers={"hx-request": "true"})


def test_no_link_leads_a_reader_astray(offices: tuple[TestClient, str]) -> None:
    """What a reader is offered on the main pages they may open: no link there ends in a refusal or at nothing."""
    office, _ = offices
    enter(office, "Rana")
    begun = ["/incidents", "/incidents/i1234abcd", "/documents", "/voices", "/export"]
    links = {link.replace("&amp;", "&") for path in begun for link in re.findall(r'href="(/[^"#]+)', office.get(path).text)}
    ours = sorted(link for link in links if not link.startswith("/static"))
    assert [(link, office.get(link).status_code) for link in ours if office.get(link).status_code >= 400] == []


def test_no_link_leads_a_reviewer_astray(offices: tuple[TestClient, str]) -> None:
    """Every address that a page shows somebody of the desk answers: no link of ours is dead."""
    office, queue = offices
    enter(office, "Adam")
    begun = [path for path in pages(queue) if not path.startswith("/login")]
    links = {link.replace("&amp;", "&") for path in begun for link in re.findall(r'href="(/[^"#]+)', office.get(path).text)}
    assert len(links) > 60
    assert [link for link in sorted(links) if office.get(link).status_code >= 400] == []


def test_a_reader_changes_nothing(offices: tuple[TestClient, str]) -> None:
    """Every action but choosing a language and signing out is refused to a reader who has a token of their own."""
    office, queue = offices
    token = enter(office, "Rana")
    free = ("/preferences", "/login", "/logout")
    closed = [path for path in addresses(queue, "POST") if path not in free]
    answers = {path: office.post(path, data={"token": token}).status_code for path in closed}
    assert len(answers) > 10
    assert {path: status for path, status in answers.items() if status != 403} == {}


def test_a_stranger_sees_nothing(offices: tuple[TestClient, str]) -> None:
    """Without signing in, each address, also as htmx asks for it, leads to the page for signing in and says nothing else."""
    office, queue = offices
    for path in addresses(queue):
        for headers in ({}, {"hx-request": "true"}):
            answer = office.get(path, headers=headers, follow_redirects=False)
            if path == "/login":
                continue
            assert answer.headers.get("location", answer.headers.get("hx-redirect")) == "/login", path
            assert "Oremi" not in answer.text
    for path in addresses(queue, "POST"):
        assert office.post(path, data={"token": "0" * 64}, follow_redirects=False).status_code in (303, 403), path


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fdesk.ledger",
        "/static//etc/passwd",
        "/static/%00",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/%00",
        "/incidents/..%2f..%2fdesk.ledger",
        "/incidents/%25%27%3B--",
        "/incidents/" + "x" * 5000,
        "/voices/%00%ff",
        "/queues/..%2f/agreement",
        "/export/file?format=../../etc&codebook=/etc/passwd",
        "/incidents?page=99999999999999999999&origins=-1&from=9999-99-99",
        "/incidents?text=" + "%22" * 3000,
        "/incidents?text=%00NEAR(%22a%22)%20OR%20*",
        "/audit?page=-5",
        "/documents?page=x&state=nonsense&sort=luck",
        "/nowhere",
    ],
)
def test_no_way_out_of_the_house(whole: tuple[Path, str], path: str) -> None:
    """Addresses that climb, break or flood give a page of ours or none, no file, trace or fault; each with its headers."""
    ledger, _ = whole
    with TestClient(make_app(ledger), base_url=LOCAL, raise_server_exceptions=False) as client:
        answer = client.get(path)
    assert answer.status_code < 500, answer.text[:500]
    assert not [words for words in ("root:", "Traceback", "SQLite format", "def make_app", "sqlalchemy") if words in answer.text]
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8400", ""])
def test_another_name_gets_nothing_at_all(whole: tuple[Path, str], host: str) -> None:
    """Under a name that is not ours every address, a file or an action too, is refused with its headers and without content."""
    ledger, queue = whole
    with TestClient(make_app(ledger), base_url=LOCAL) as client:
        for path in ("/static/frame.css", "/nowhere", *addresses(queue)):
            answer = client.get(path, headers={"host": host})
            assert answer.status_code == 400, path
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert client.post("/import/reports", headers={"host": host}).status_code == 400


def test_tries_from_one_address_are_limited(office: TestClient) -> None:
    """Whoever goes through many names from one address is stopped as well, and long names fill no memory."""
    token = token_in(office.get("/login").text)
    form = {"token": token, "password": "wrong wrong wrong"}
    answers = [office.post("/login", data={**form, "name": f"{n} " + "x" * 9000}).status_code for n in range(21)]
    assert answers == [401] * 20 + [429]
    tries = office.app.state.house.shelf["tries"]  # type: ignore[attr-defined]
    assert max(map(len, tries._at)) < 100


def test_a_cookie_is_worth_nothing_after_signing_out(office: TestClient) -> None:
    """A copy of the cookie that somebody kept opens nothing once its owner has signed out."""
    token = enter(office, "Vera")
    kept = dict(office.cookies)
    office.post("/logout", data={"token": token})
    office.cookies.clear()
    for name, value in kept.items():
        office.cookies.set(name, value)
    assert office.get("/incidents", follow_redirects=False).headers["location"] == "/login"


def test_a_planted_session_does_not_become_anothers(office: TestClient) -> None:
    """Somebody signs in on a session that a stranger began: the stranger's cookie stays a stranger's."""
    office.get("/login")
    planted = dict(office.cookies)
    enter(office, "Vera")
    office.cookies.clear()
    for name, value in planted.items():
        office.cookies.set(name, value)
    assert office.get("/incidents", follow_redirects=False).headers["location"] == "/login"


@pytest.mark.parametrize("cookie", ["", ".", "a.b", "\u00ff.\u00ff", "x" * 4000, Signer().seal(Session.new())])
def test_a_strange_cookie_is_nobody(office: TestClient, cookie: str) -> None:
    """A cookie of somebody else's making is answered as none at all."""
    answer = office.get("/incidents", headers={"cookie": f"saidso_8400={cookie}".encode("latin-1")}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


def test_methods_that_are_not_ours_are_refused(whole: tuple[Path, str]) -> None:
    """PUT, DELETE, PATCH and TRACE do nothing anywhere."""
    ledger, queue = whole
    before = ledger.read_bytes()
    with TestClient(make_app(ledger), base_url=LOCAL) as client:
        for path in addresses(queue):
            for method in ("PUT", "DELETE", "PATCH", "TRACE"):
                assert client.request(method, path).status_code in (403, 404, 405), (method, path)
    assert ledger.read_bytes() == before
