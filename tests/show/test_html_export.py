"""The folder of web pages, opened from disk in a browser: nothing goes out, filters work, hostile words stay words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from mapped import HOSTILE, write_mapped
from test_geo_exports import written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(__file__).parents[1] / "web" / "vendor" / "axe-4.14.1.min.js"
OVERVIEWS = ("index.html", "map.html", "timeline.html", "about.html")
QUIET = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"

Opened = Callable[..., "Page"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented ledger as a folder."""
    folder = tmp_path_factory.mktemp("html")
    written(write_mapped(folder / "mapped.ledger"), "html", folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium; where there is none the test is skipped and says so."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: install one (Debian: apt-get install chromium) to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=QUIET.split())
        yield launched
        launched.close()


@pytest.fixture
def see(site: Path, browser: Browser) -> Iterator[Opened]:
    """``see("map.html", color_scheme="dark")`` opens a page from disk; at the end nothing may have gone out or failed."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_page(name: str, **given: object) -> Page:
        context = browser.new_context(**given)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: request.url.startswith("file://") or troubles.append(request.url))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: troubles.append(line.text))
        page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        page.goto(f"file://{site}/{name}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def pages_of(site: Path) -> list[str]:
    return sorted(str(path.relative_to(site)) for path in site.rglob("*.html"))


def shown(page: Page) -> list[str]:
    """Titles of the incidents that the filters leave."""
    return [each.inner_text() for each in page.locator("[data-incident]:visible a[data-keeps]").all()]


def accessible(page: Page) -> list[str]:
    """What axe-core finds of weight. The policy of the page forbids foreign scripts: axe runs in a world beside it."""
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})["executionContextId"]
    source = AXE.read_text(encoding="utf-8") + "; axe.run(document, {preload: false, resultTypes: ['violations']})"
    asked = {"expression": source, "contextId": world, "awaitPromise": True, "returnByValue": True}
    found = session.send("Runtime.evaluate", asked)["result"]["value"]["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def test_every_page_opens_from_disk_and_asks_nobody(site: Path, see: Opened) -> None:
    """Each page shows its heading; the fixture holds that no request left the disk and nothing complained."""
    for name in pages_of(site):
        page = see(name)
        assert page.locator("h1").is_visible()
        assert "Claims, not findings." in page.locator("footer").inner_text()
        assert "redacted for: public" in page.locator("footer").inner_text()


def test_every_link_leads_somewhere(site: Path) -> None:
    """Each relative address is a file of the folder, each fragment an id of its page; the web is only linked to."""
    for name in pages_of(site):
        text = (site / name).read_text(encoding="utf-8")
        ids = set(re.findall(r'\bid="([^"]+)"', text))
        for kind, address in re.findall(r'\b(href|src)="([^"]*)"', text):
            if address.startswith("https://"):
                assert kind == "href" and address.startswith("https://post.example/")
                continue
            path, _, fragment = address.partition("#")
            assert not path or (site / name).parent.joinpath(unquote(path)).is_file(), f"{name}: {address}"
            assert path or fragment in ids, f"{name}: {address}"


def test_the_filters_filter(see: Opened) -> None:
    """Type, words without their accents, days, denial and contradiction each leave what fits; reset shows all again."""
    page = see("index.html")
    assert len(shown(page)) == 4 and page.locator("[data-shown]").inner_text() == "4 of 4 incidents"
    page.select_option("[name=type]", "killing")
    assert shown(page) == ["Killing, Selfoss, IS", "Killing, Oremi"]
    page.check("[name=denied]")
    assert shown(page) == ["Killing, Selfoss, IS"]
    assert page.locator("[data-shown]").inner_text() == "1 of 4 incidents"
    page.click("[type=reset]")
    page.wait_for_function("document.querySelector('[data-shown]').textContent.startsWith('4')")
    page.fill("[name=text]", "ÁKUREYRI harbour")
    assert shown(page) == ["Injury, Akureyri, IS"]
    page.fill("[name=text]", "")
    page.fill("[name=from]", "2024-03-13")
    assert shown(page) == [] and page.locator("[data-none]").is_visible()
    page.fill("[name=from]", "2024-03-12")
    assert len(shown(page)) == 4


def test_filters_stay_in_the_address_and_go_along(see: Opened) -> None:
    """What is chosen stands behind the # of the address, holds on reload, and goes with the reader to map and timeline."""
    page = see("index.html")
    page.select_option("[name=type]", "killing")
    assert page.url.endswith("index.html#type=killing")
    page.reload()
    assert shown(page) == ["Killing, Selfoss, IS", "Killing, Oremi"]
    page.click("nav >> text=Timeline")
    page.wait_for_url("**/timeline.html#type=killing")
    assert len(shown(page)) == 2
    page.click("nav >> text=Map")
    page.wait_for_url("**/map.html#type=killing")
    assert shown(page) == ["Killing, Selfoss, IS", "Killing, Oremi"]
    dots = {each.text_content(): each.is_visible() for each in page.locator("[data-spot] text").all()}
    assert dots == {"Selfoss": True, "Akureyri": False}


def test_the_order_can_be_chosen(see: Opened) -> None:
    """Disagreement comes first; another order moves rows and hides none."""
    page = see("index.html")
    assert shown(page)[0] == "Killing, Selfoss, IS"
    before = set(shown(page))
    page.select_option("[name=sort]", "origins")
    assert set(shown(page)) == before and page.url.endswith("#sort=origins")


def test_the_map_can_be_looked_at_closer(see: Opened) -> None:
    """A button shows less of the world, the dots keep their size on screen, and a dot leads to its list."""
    page = see("map.html")
    whole = page.locator("[data-world]").get_attribute("viewBox")
    dot = page.locator("[data-spot] circle").first
    wide = dot.bounding_box()
    page.click("[data-zoom=in]")
    page.keyboard.press("+")
    assert page.locator("[data-world]").get_attribute("viewBox") != whole
    near = dot.bounding_box()
    assert wide is not None and near is not None and abs(wide["width"] - near["width"]) < 1
    page.click("[data-zoom=all]")
    assert page.evaluate("document.querySelector('[data-world]').viewBox.baseVal.width") == 1000
    page.locator("[data-spot]").first.focus()
    page.keyboard.press("Enter")
    assert "#place-1" in page.url


def test_a_quote_leads_to_its_words(see: Opened) -> None:
    """From a cell of the matrix to its claim, whose passage stands letter for letter with the words of the act marked."""
    page = see("index.html")
    page.click("text=Killing, Selfoss, IS")
    page.click(".matrix .quote-number >> nth=0")
    number = page.locator(".matrix .quote-number").first.inner_text()
    claim = page.locator(f"[id='{unquote(page.url.partition('#')[2])}']")
    assert claim.locator(".claim-head b").inner_text() == number
    passage = claim.locator("blockquote")
    assert passage.text_content() == f"On Tuesday 😀 three soldiers were killed at Selfoss, the interior ministry said. {HOSTILE}"
    assert claim.locator("mark.trigger").text_content() == "killed"
    assert passage.get_attribute("dir") == "auto"
    assert page.locator(".matrix .stance.denies").first.inner_text() == "denies"


def test_hostile_words_run_nothing(site: Path, see: Opened) -> None:
    """A document full of mark-up is words on every page: one script of ours, no style in the mark-up, no image but the icon."""
    for name in pages_of(site):
        page = see(name)
        assert page.locator("script").count() == 1 and page.locator("script[src$='folder.js']").count() == 1
        assert page.locator("img, iframe, object, embed, style, [onerror], [onclick]").count() == 0
        text = (site / name).read_text(encoding="utf-8")
        assert not re.search(r'<[^>]+\s(?:style|on\w+)="', text)
        assert "default-src 'none'" in text and "unsafe-inline" not in text
    assert "\u202edrah" in see("incidents/" + next(p.name for p in (site / "incidents").iterdir())).content()


def test_the_policy_stops_what_should_ever_slip_through(site: Path, browser: Browser) -> None:
    """Were a script to stand in the mark-up, the page's own policy would not run it."""
    page = browser.new_page()
    page.goto(f"file://{site}/index.html")
    page.evaluate("window.ran = false")
    blocked = page.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective));
            const node = document.createElement('div');
            node.innerHTML = '<b onclick="window.ran = true">x</b>';
            document.body.append(node); node.firstChild.click(); setTimeout(() => done('nothing'), 500);
        })"""
    )
    assert blocked.startswith("script-src") and page.evaluate("window.ran") is False
    page.close()


def test_without_scripts_all_is_there(see: Opened) -> None:
    """Where scripts are off the lists are whole, and no dead filter stands about."""
    page = see("index.html", java_script_enabled=False)
    assert len(shown(page)) == 4
    assert not page.locator("[data-filters]").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(scheme: str, site: Path, see: Opened) -> None:
    """axe-core finds no serious fault of WCAG 2.2 AA on any page, in light and in dark."""
    names = (*OVERVIEWS, next(name for name in pages_of(site) if name.startswith("incidents/")))
    assert {name: found for name in names if (found := accessible(see(name, color_scheme=scheme)))} == {}


def test_a_small_screen_is_wide_enough(site: Path, see: Opened) -> None:
    """At 390 pixels no page scrolls sideways; the matrix scrolls in its own box."""
    for name in pages_of(site):
        page = see(name, viewport={"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == 390, name


def test_dark_and_light_follow_the_system_until_chosen(see: Opened) -> None:
    """The ground follows the system; the button turns it, and the next page remembers."""
    page = see("index.html", color_scheme="dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(ground)
    page.click("[data-theme-switch]")
    light = page.evaluate(ground)
    assert dark != light
    page.click("nav >> text=Timeline")
    page.wait_for_url("**/timeline.html")
    assert page.evaluate(ground) == light
