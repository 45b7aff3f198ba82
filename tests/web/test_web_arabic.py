"""Arabic pages are Arabic: whatever is not a name, a quote or a code is in the reader's language, values and their words too."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient
from webdesk import cut, story

from saidso.link.candidates import RULES as BLOCKS
from saidso.link.weights import WEIGHT
from saidso.nouns.claim import NOT_SURE, SlotValue
from saidso.nouns.value import Value
from saidso.show.export import FORMATS
from saidso.show.export.codebook_load import shipped_names
from saidso.show.export.rules import RULES
from saidso.show.web.frame.catalogue import words_in
from saidso.show.web.frame.counted import nouns_of
from saidso.show.web.frame.said import reading_in, slot_value_in, value_in, voice_in
from saidso.show.web.imports import CODED
from saidso.values.count import Count
from saidso.values.place import Place

PAGES = (
    "/incidents",
    *(f"/incidents/i1234abcd?view={view}" for view in ("claims", "numbers", "time", "map", "changes", "decisions")),
    "/incidents/i1234abcd/origins",
    "/incidents/i1234abcd/dossier",
    "/review?claim=c4",
    "/review/keys",
    "/queues",
    "/documents",
    "/documents/d1",
    "/voices",
    "/voices/parties",
    "/voices/defence-ministry",
    "/audit",
    "/import",
    "/export",
    "/about",
)
FOREIGN = frozenset(("bdi", "q", "mark", "blockquote", "script", "style", "kbd", "code", "pre", "title"))
"""Elements that hold names, quotes, keys and codes; a title holds an id or a name beside a word that the page has too."""
NAMES = (
    *("Kastorin Courier", "Valley Herald", "Radio Belkhar", "the defence ministry", "Mira Tolan", "Governor Ilia Marn"),
    *("Olga Reviewer", "i1234abcd", "i5678abcd"),
)
"""Names and ids of the ledger where they stand in a list to choose from, a label, or a drawing."""
CODES = (
    *(*FORMATS, *CODED, *shipped_names(), "txt", "text=body,title=headline", "id=case,place=town", "claims.csv", "incidents.csv"),
    *("saidso", "saidso serve", "PDF", "Word", "JSON lines", "CSV", "Parquet", "pandas", "DuckDB", "HXL", "HDX", "UTC", "Ctrl+P"),
    *("FollowTheMoney", "Aleph", "OpenSanctions", "schema.org", "Claim", "SHA-256", "Krippendorff"),
    *("Natural Earth", "Esc", "Enter", "Alt+W", "Excel", "UTF-8", "QGIS", "GeoJSON", "W3C", "UCDP", "ZIP"),
)
"""Formats, programs and keys by their own names."""


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", text.casefold()))


KNOWN = words_of(" ".join((*NAMES, *CODES)))


class Text(HTMLParser):
    """The words of a page that are the interface's own."""

    def __init__(self) -> None:
        super().__init__()
        self.deep: list[bool] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in ("aria-label", "title", "placeholder", "data-says"):
            if given.get(name) and tag not in FOREIGN:
                self._take(given[name] or "")
        if tag in ("meta", "link", "input", "br", "hr", "img", "use", "path", "circle", "rect", "line"):
            return
        own = tag in FOREIGN or given.get("dir") in ("auto", "ltr") or ("lang" in given and tag != "html")
        self.deep.append(own or "id" in (given.get("class") or "").split())

    def handle_endtag(self, tag: str) -> None:
        if self.deep and tag not in ("use", "path", "circle", "rect", "line"):
            self.deep.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.deep):
            self._take(data)

    def _take(self, words: str) -> None:
        if words_of(words) - KNOWN:
            self.found.append(" ".join(words.split()))


@pytest.mark.parametrize("path", PAGES)
def test_no_word_of_ours_is_left_in_english(client: TestClient, path: str) -> None:
    """Nothing in Latin letters stands outside of names, quotes and codes."""
    mark = "&" if "?" in path else "?"
    page = client.get(f"{path}{mark}lang=ar")
    assert page.status_code == 200 and '<html lang="ar" dir="rtl"' in page.text
    text = Text()
    text.feed(page.text)
    assert text.found == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Count(low=0, high=0, words="no", population="soldiers"), "لا جنود"),
        (Count(low=1, high=1, words="a", population="soldiers"), "جندي واحد"),
        (Count(low=2, high=2, words="two", population="women"), "امرأتان"),
        (Count(low=3, high=3, words="three", population="soldiers"), "3 جنود"),
        (Count(low=12, high=12, words="12", population="soldiers"), "12 جنديًّا"),
        (Count(low=100, high=100, words="100", population="houses"), "100 منزل"),
        (Count(low=7, high=7, words="seven", population="Turkish soldiers"), "7 جنود (Turkish)"),
        (Count(low=7, high=7, words="seven", population="zoologists"), "7 zoologists"),
        (Count(low=24, high=None, words="dozens", population="soldiers", vague=True), "24 جنديًّا على الأقل (“dozens”)"),
        (Count(low=1, high=2, words="one or two", population="children"), "من 1 إلى 2 أطفال"),
        (Count(low=7, high=None, words="at least seven"), "7 على الأقل"),
        (Count(low=None, high=9, words="up to nine"), "9 على الأكثر"),
        (Count(low=3, high=5, words="3 to 5", population="people"), "من 3 إلى 5 أشخاص"),
        (Place(words="Oremi", reason="not in the gazetteer"), "Oremi"),
        (None, "لا يُقرأ"),
    ],
)
def test_values_are_written_as_the_reader_writes_them(value: Value | None, said: str) -> None:
    """Bounds, ranges and whom a number counts in Arabic words and their six forms; names and rare nouns as they were read."""
    assert value_in(words_in("ar"), value) == said


def test_nouns_have_all_their_forms() -> None:
    """Each noun says the number wherever Arabic does not say it in the noun itself, and is Arabic throughout."""
    nouns = nouns_of("ar")
    assert len(nouns) > 100 and nouns_of("en") == {}
    for name, forms in nouns.items():
        assert set(forms) <= {"zero", "one", "two", "few", "many", "other"} and "{n}" in forms["other"], name
        assert all("{n}" in forms[form] for form in ("few", "many") if form in forms), name
        assert not re.search("[A-Za-z]", " ".join(forms.values()).replace("{n}", "")), name


def test_reasons_are_read_in_arabic() -> None:
    """Why places, words, voices and incidents are as they are: the linking's weights, the tables' gaps, the exports' rules."""
    arabic = words_in("ar")
    reasons = [*(f"{level} -1.20" for level in WEIGHT), *(rule.what for rule in RULES.values()), *(rule for rule, _ in BLOCKS)]
    reasons += ["the words name no place", "both end at 'the army'", f"{NOT_SURE} (0.31)"]
    reasons += ["3 shared 3-word runs, 80% of the shorter passage"]
    for reason in reasons:
        said = arabic.message(reason)
        assert not words_of(said.replace("the army", "")), reason
        assert re.findall(r"\d+", said.replace("لعدة", "")) == re.findall(r"\d+", reason.replace("3-word", "")), reason


def test_what_stands_where_nobody_is_named() -> None:
    """An unnamed source and an unknown publisher are ours to name; a name of the document is not."""
    assert voice_in(words_in("en"), "unnamed source") == "unnamed source"
    assert voice_in(words_in("ar"), "unnamed source") == "مصدر غير مسمّى"
    assert voice_in(words_in("ar"), "Valley Herald") == "Valley Herald"


def test_readings_and_what_was_not_read() -> None:
    """A reading of an incident is taken apart only where it is ours; in English only days are written as its reader does."""
    arabic, english = words_in("ar"), words_in("en")
    assert reading_in(arabic, "killed", "24 or more") == "24 على الأقل"
    assert reading_in(arabic, "time", "2032-03-16") == arabic.day(date(2032, 3, 16))
    assert reading_in(arabic, "when", "2032-03-16") == arabic.day(date(2032, 3, 16))
    assert reading_in(english, "time", "2032-03-16 to 2032-03-17") == "16 March 2032 – 17 March 2032"
    assert reading_in(arabic, "event", "did not happen") == "لم يقع" and reading_in(arabic, "type", "attack") == "هجوم"
    assert reading_in(arabic, "killed", "soldiers") == "جنود"
    assert reading_in(arabic, "place", "2 May Square") == "2 May Square"
    assert reading_in(arabic, "target", "the act itself") == "الفعل نفسه"
    assert reading_in(english, "killed", "24 or more") == "24 or more"
    document = story()[0][0]
    unread = SlotValue(slot="killed", evidence=cut(document, "two"), value=None, reason="no number")
    assert slot_value_in(arabic, unread) == "“two” (لم يُقرأ: no number)"
    assert slot_value_in(english, unread) == "“two” (not read: no number)"
