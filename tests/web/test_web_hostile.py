"""Documents are hostile input: whatever they say stays words, on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hostile import EVERY, HANDLER, QUOTES, SCRIPT, TEMPLATE
from seen import Looked
from starlette.testclient import TestClient

from saidso.show.web.app import make_app, page_routes

LOCAL = "http://127.0.0.1:8400"
FILL = {"id": "i1234abcd", "claim": "c1", "document": "d1", "voice": SCRIPT, "name": QUOTES}
FILL |= {"view": "numbers", "slot": "killed", "origin": "1"}
"""What stands for each part of an address that pages have; a new page with another part adds it here."""


def screens() -> list[str]:
    """An address for each screen of each page."""
    paths = [route.path for route in page_routes() if "GET" in (getattr(route, "methods", None) or ())]
    return [re.sub(r"{(\w+)}", lambda part: FILL.get(part.group(1), "i1234abcd"), path) for path in paths]


class Tags(HTMLParser):
    """The tags of a page with their attributes, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def assert_only_words(page: str) -> None:
    """No tag of a page came out of a document, no handler, no style, no script of its own, no template was run."""
    for tag, attributes in Tags(page).seen:
        assert tag not in ("img", "iframe", "object", "embed", "style", "base"), (tag, attributes)
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (tag, attributes)
        assert tag != "script" or (attributes.get("src") or "").startswith("/static/"), attributes
        for name in ("href", "src", "action", "hx-get", "hx-post"):
            there = (attributes.get(name) or "").strip().lower()
            assert not there.startswith(("javascript:", "data:", "http:", "//")), attributes
        assert attributes.get("hx-trigger") != "load", attributes
    assert "49" not in re.findall(r">(\d+)<", page)
    assert "Signer object" not in page


@pytest.mark.parametrize("path", screens())
def test_documents_stay_words(hostile_ledger: Path, path: str) -> None:
    """On every screen, what a document brings (tags, handlers, templates, links, turned text) is shown as words."""
    with TestClient(make_app(hostile_ledger), base_url=LOCAL) as client:
        answer = client.get(path)
        if "html" in answer.headers["content-type"]:
            assert_only_words(answer.text)


@pytest.mark.parametrize("words", EVERY)
@pytest.mark.parametrize("path", screens())
def test_addresses_stay_words(hostile_ledger: Path, path: str, words: str) -> None:
    """What stands behind the ? of an address comes back as words too, whichever name it has."""
    names = ("text", "place", "actor", "voice", "type", "sort", "from", "quote", "page", "origins", "show", "format", "lang")
    with TestClient(make_app(hostile_ledger), base_url=LOCAL) as client:
        answer = client.get(f"{path}?{urlencode([(name, words) for name in names])}")
        assert answer.status_code < 500
        if "html" in answer.headers["content-type"]:
            assert_only_words(answer.text)


def test_the_words_are_there_to_read(hostile_ledger: Path) -> None:
    """Escaping loses nothing: a reader sees the very words of the document."""
    import html

    with TestClient(make_app(hostile_ledger), base_url=LOCAL) as client:
        shown = html.unescape(re.sub(r"<[^>]*>", "", client.get("/incidents/i1234abcd?quote=c1").text))
    for words in (SCRIPT, HANDLER, TEMPLATE):
        assert words in shown


def test_nothing_runs_in_a_browser(
    hostile_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]
) -> None:
    """Chromium runs none of it, opens no dialog, and asks for nothing that is not ours."""
    looked = look(f"{serve(hostile_ledger)}/incidents")
    page = looked.page
    page.locator("[data-row]").first.click()
    page.locator("a.entry-value").first.click()
    page.wait_for_selector("#pane .paper")
    assert "owned" not in page.title()
    assert page.locator("main img, main script, main iframe").count() == 0
    assert not [url for url in looked.requests if url.endswith("/x")]


def test_turned_text_does_not_turn_the_page(hostile_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """A right-to-left override in a name ends with the name: what stands after it on the line is in its place."""
    page = look(f"{serve(hostile_ledger)}/incidents").page
    assert page.locator("tbody th bdi").count() >= 1
    turned = page.locator("tbody th a").first
    assert turned.evaluate("link => getComputedStyle(link.querySelector('bdi')).unicodeBidi") == "isolate"
