"""The list of incidents, as its users see it: filters in the address, views, export of exactly this view, keys."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from seen import Looked, assert_accessible_in_both
from starlette.testclient import TestClient
from test_web_doors import sign_in, token_in


def listed(client: TestClient, query: str = "") -> list[str]:
    """Ids of the rows, in order."""
    return re.findall(r'href="/incidents/(i\w+)" data-row', client.get(f"/incidents{query}").text)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["i1234abcd", "i5678abcd"]),
        ("?sort=newest", ["i5678abcd", "i1234abcd"]),
        ("?type=shelling", ["i5678abcd"]),
        ("?stance=denies", ["i1234abcd"]),
        ("?kind=polarity", ["i1234abcd"]),
        ("?origins=2", ["i1234abcd"]),
        ("?from=2024-04-01", ["i5678abcd"]),
        ("?to=2024-03-31", ["i1234abcd"]),
        ("?place=belk", ["i5678abcd"]),
        ("?voice=marn", ["i1234abcd"]),
        ("?text=bridge", ["i5678abcd"]),
        ("?text=" + "وزاره", ["i1234abcd"]),
        ("?review=unreviewed", ["i5678abcd"]),
        ("?review=partly+reviewed", ["i1234abcd"]),
        ("?type=shelling&stance=denies", []),
        ("?page=99", []),
    ],
)
def test_filters_stand_in_the_address(client: TestClient, query: str, ids: list[str]) -> None:
    """Each filter, alone and with others, gives the incidents it says; Arabic is found in another spelling."""
    assert listed(client, query) == ids


@pytest.mark.parametrize("query", ["?type=nonsense", "?from=soon", "?sort=luck", "?stance=x", "?kind=x", "?review=x"])
def test_what_cannot_be_asked_is_said(client: TestClient, query: str) -> None:
    """A filter that means nothing is left out and told, and the list stands."""
    page = client.get(f"/incidents{query}").text
    assert 'role="alert"' in page
    assert len(listed(client, query)) == 2


def test_a_row_counts_origins_not_documents_alone(client: TestClient) -> None:
    """Claims, documents and origins stand together, with the interval of origins."""
    page = client.get("/incidents").text
    assert all(words in page for words in ("5 claims", "4 documents", "2 to 3 origins", "contradicted in 1 slot", "1 of 5"))


def test_columns_can_be_chosen(client: TestClient) -> None:
    """The address says which columns are shown."""
    page = client.get("/incidents?show=place").text
    assert "Where</th>" in page
    assert "Review</th>" not in page


def test_a_view_is_kept_and_removed(client: TestClient, desk_ledger: Path) -> None:
    """A view under a name leads back to its filters, outlives the session, and can be removed; the ledger is not touched."""
    token = re.findall(r'name="token" value="(\w+)"', client.get("/incidents").text)[0]
    before = desk_ledger.read_bytes()
    form = {"token": token, "view": "Shells & <b>", "query": "type=shelling&page=3"}
    assert client.post("/incidents/views", data=form).status_code == 200
    page = client.get("/incidents").text
    assert 'href="/incidents?type=shelling"' in page
    assert "Shells &amp; &lt;b&gt;" in page
    client.post("/incidents/views/remove", data={"token": token, "view": "Shells & <b>"})
    assert 'href="/incidents?type=shelling"' not in client.get("/incidents").text
    assert desk_ledger.read_bytes() == before


def test_a_view_is_ones_own_until_it_is_shared(office: TestClient) -> None:
    """With accounts: another reviewer sees a view only when it is shared, removes only their own, and a reader sees none."""

    def act(path: str, **form: str) -> str:
        token = token_in(office.get("/incidents").text)
        return office.post(f"/incidents/views{path}", data={"token": token, **form}).text

    sign_in(office, "Vera")
    act("", view="Mine", query="type=killing")
    assert 'href="/incidents?type=killing"' in act("", view="Ours", query="type=shelling", shared="1")
    office.cookies.clear()
    sign_in(office, "Adam")
    page = act("", view="Mine", query="stance=denies")
    assert "Ours" in page and "type=shelling" in page and ">Vera<" in page
    assert 'href="/incidents?type=killing"' not in page and 'href="/incidents?stance=denies"' in page
    act("/remove", view="Mine", owner="Vera")
    act("/remove", view="Ours", owner="Vera")
    assert "Ours" not in office.get("/incidents").text, "an admin may tidy up what is shared"
    office.cookies.clear()
    sign_in(office, "Vera")
    page = act("", view="Ours", query="type=shelling", shared="1")
    assert 'href="/incidents?type=killing"' in page, "nobody removes what another keeps for themselves"
    act("/remove", view="Mine", owner="Adam")
    office.cookies.clear()
    sign_in(office, "Rana")
    page = office.get("/incidents").text
    assert "Ours" not in page and "Mine" not in page
    office.cookies.clear()
    sign_in(office, "Adam")
    assert "stance=denies" in office.get("/incidents").text


def test_views_of_before_there_were_owners_are_everybodys(office: TestClient, desk_ledger: Path) -> None:
    """A file of views without owners is read as before, and an admin may tidy it up."""
    kept = desk_ledger.with_name(desk_ledger.name + ".views.json")
    kept.write_text('{"views": [{"name": "Old", "query": "type=killing"}]}', encoding="utf-8")
    sign_in(office, "Vera")
    page = office.get("/incidents?type=killing").text
    assert "Old" in page and "/incidents/views/remove" not in page


def test_exactly_this_view_is_exported(client: TestClient) -> None:
    """The way out leads to the page of exports with the same filters, and its file holds those incidents, no more."""
    assert 'href="/export?type=killing"' in client.get("/incidents?type=killing").text
    answer = client.get("/export/file?format=lists&type=killing")
    assert answer.headers["content-disposition"] == 'attachment; filename="incidents-lists.csv"'
    assert [row["incident"] for row in csv.DictReader(io.StringIO(answer.text))] == ["i1234abcd"]
    assert client.get("/export/file?format=nonsense").status_code == 404


@pytest.mark.parametrize(("sort", "first"), [("newest", "i1234abcd"), ("claims", "i5678abcd"), ("toll", "i5678abcd")])
def test_an_order_can_be_turned(client: TestClient, sort: str, first: str) -> None:
    """Each order goes both ways."""
    assert listed(client, f"?sort={sort}&dir=asc")[0] == first


def test_a_heading_sorts(client: TestClient) -> None:
    """A column's heading sorts by it, says so to a screen reader, and turns the order at the next click."""
    page = client.get("/incidents?sort=newest").text
    assert 'aria-sort="descending"><a href="/incidents?sort=newest&amp;dir=asc"' in page
    assert 'aria-sort="ascending"' in client.get("/incidents?sort=newest&dir=asc").text


def test_an_empty_ledger_says_how_to_go_on(tmp_path: Path) -> None:
    """The first page of a new ledger tells what to do."""
    from saidso.ledger import Ledger
    from saidso.show.web.app import make_app

    Ledger(tmp_path / "new.ledger").close()
    with TestClient(make_app(tmp_path / "new.ledger"), base_url="http://127.0.0.1:8400") as client:
        assert "saidso build" in client.get("/incidents").text


@pytest.mark.parametrize("address", ["/incidents", "/incidents?text=nothing-here", "/incidents?type=shelling&lang=ar"])
def test_the_list_is_accessible(
    desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked], address: str
) -> None:
    """axe-core finds nothing serious on the list, full and empty, in both themes and both directions; nothing goes elsewhere."""
    assert_accessible_in_both(look(f"{serve(desk_ledger)}{address}").page)


def test_the_list_by_keys(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """/ searches, j and k move, Enter opens, ? lists the keys, and keys typed into a field stay letters."""
    page = look(f"{serve(desk_ledger)}/incidents").page
    at = "document.activeElement.getAttribute('href') === '/incidents/{}'"
    page.keyboard.press("j")
    page.wait_for_function(at.format("i1234abcd"))  # a key that came before the scripts is done in a turn of its own
    page.keyboard.press("j")
    page.wait_for_function(at.format("i5678abcd"))
    page.keyboard.press("k")
    page.keyboard.press("?")
    assert page.locator("dialog#keys[open] kbd").all_inner_texts()[:2] == ["/", "?"]
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jk bridge?")
    assert page.input_value("#find") == "jk bridge?"
    page.fill("#find", "bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents?text=bridge")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/i5678abcd")


def test_theme_and_language_are_kept(desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]) -> None:
    """The switches choose dark and Arabic for this browser, and lead back to the view they were used on."""
    page = look(f"{serve(desk_ledger)}/incidents?type=shelling", color_scheme="light").page
    page.locator("button[name=theme]").click()
    assert page.get_attribute("html", "data-theme") == "dark"
    page.locator("button[name=lang]").click()
    assert (page.get_attribute("html", "dir"), page.get_attribute("html", "lang")) == ("rtl", "ar")
    assert page.url.endswith("/incidents?type=shelling")
    assert page.locator("h1").inner_text().startswith("الحوادث")


@pytest.mark.parametrize("width", [320, 720, 1440])
def test_the_page_needs_no_sideways_scrolling(
    desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked], width: int
) -> None:
    """At 320 css pixels (1280 at 400 %) and up, only tables scroll sideways, in a region of their own."""
    address = serve(desk_ledger)
    looked = look(f"{address}/incidents", viewport={"width": width, "height": 800})
    for path in ("/incidents", "/incidents/i1234abcd?quote=c1"):
        looked.page.goto(f"{address}{path}")
        assert looked.page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_list_comes_before_its_filters(
    desk_ledger: Path, serve: Callable[..., str], look: Callable[..., Looked]
) -> None:
    """The filters are folded on a small window and open on a large one; a click opens them."""
    address = f"{serve(desk_ledger)}/incidents"
    page = look(address, viewport={"width": 390, "height": 800}).page
    assert not page.locator("details.fold select").first.is_visible()
    page.locator("details.fold summary").click()
    assert page.locator("details.fold select").first.is_visible()
    assert look(address).page.locator("details.fold select").first.is_visible()
