"""The interface's own words: every text in every language, none missing, none idle."""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from babel import Locale
from starlette.testclient import TestClient

import saidso.show.web as web
from saidso.ledger.search import KINDS, REVIEWS
from saidso.nouns.claim import Role, Stance
from saidso.nouns.judgement import ReviewState
from saidso.show.guard import Profile
from saidso.show.web.frame.catalogue import LANGUAGES, Words, tag_of, texts_of
from saidso.show.web.frame.messages import MESSAGES, message_in
from saidso.values.event_type import EventType, Status

WEB = Path(web.__file__).parent
SOURCES = [*sorted((WEB / "templates").rglob("*.html")), *sorted(WEB.rglob("*.py"))]
VERDICTS = {"fact", "truth", "confirmed", "credible", "real", "fake"}

KEY = re.compile(r"""\b(?:t|words)\(\s*["']([a-z_]+\.[\w.]+)["']\s*([~+]?)""")
"""A text asked for by its key; followed by ~ or +, by the beginning of it."""
GROUP = re.compile(r"""\bword\(\s*["']([a-z_]+)["']""")


def asked_for() -> tuple[set[str], set[str]]:
    """Keys that templates and pages ask for, and beginnings of keys that they complete."""
    keys: set[str] = set()
    begun: set[str] = set()
    for path in SOURCES:
        source = path.read_text(encoding="utf-8")
        for key, more in KEY.findall(source):
            (begun if more else keys).add(key)
        begun.update(each for each in re.findall(r"""\b(?:t|words)\(\s*["']([a-z_]+\.)["']\s*[~+]""", source))
    return keys, begun


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_is_asked_for_is_there(language: str) -> None:
    """Each key in a template or a page has its text in each language."""
    keys, begun = asked_for()
    texts = texts_of(language)
    assert sorted(keys - set(texts)) == []
    assert sorted(each for each in begun if not any(key.startswith(each) for key in texts)) == []


def test_no_text_is_idle() -> None:
    """Each text of the first language is asked for somewhere; words of closed lists by their group."""
    keys, begun = asked_for()
    groups = {group for path in SOURCES for group in GROUP.findall(path.read_text(encoding="utf-8"))}
    idle = [
        key
        for key in texts_of(LANGUAGES[0])
        if key not in keys
        and not any(key.startswith(each) for each in begun)
        and not (key.startswith("words.") and key.split(".")[1] in groups)
    ]
    assert idle == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_languages_say_the_same(language: str) -> None:
    """Another language has the same keys, the same names to fill in, and all its own plural forms."""
    first, other = texts_of(LANGUAGES[0]), texts_of(language)
    assert sorted(set(first) ^ set(other)) == []
    forms = set(Locale.parse(language).plural_form.tags) | {"other"}
    for key, text in other.items():
        mine = first[key]
        assert isinstance(text, dict) == isinstance(mine, dict), key
        if isinstance(text, dict) and isinstance(mine, dict):
            assert set(text) == forms, key
            assert names_in(text["other"]) == names_in(mine["other"]), key
        else:
            assert names_in(str(text)) == names_in(str(mine)), key


def names_in(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)(?::\w+)?}", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("stance", list(Stance)),
        ("status", list(Status)),
        ("type", list(EventType)),
        ("kind", list(KINDS)),
        ("state", [*ReviewState, *REVIEWS]),
        ("profile", list(Profile)),
        ("slot", [role for role in Role if role != "time"]),
        ("agreement", ["single", "same", "compatible", "contradictory", "not comparable"]),
    ],
)
def test_closed_lists_are_whole(language: str, group: str, members: list[str]) -> None:
    """Each member of a closed vocabulary has its word in each language."""
    texts = texts_of(language)
    assert [member for member in members if f"words.{group}.{member}" not in texts] == []


def test_our_words_give_no_verdict() -> None:
    """No text of the interface says fact, truth, confirmed, credible, real or fake."""
    said = " ".join(str(text) for text in texts_of("en").values()).lower()
    assert set(re.findall(r"[a-z]+", said)) & VERDICTS == set()


def test_templates_hold_no_text_of_their_own() -> None:
    """What a template says to a reader comes from a catalogue: no letters stand between its tags."""
    loose = []
    for path in sorted((WEB / "templates").rglob("*.html")):
        page = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<script.*?</script>|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.S)
        page = re.sub(r"""[\w-]+="[^"]*\"""", " ", page)  # attributes that a macro writes
        words = set(re.findall(r"[A-Za-z]{3,}", page)) - {"saidso", "SHA", "doctype", "html"}
        if words:
            loose.append((path.name, sorted(words)))
    assert loose == []


@pytest.mark.parametrize(
    ("n", "said"), [(0, "لا أقوال"), (1, "قول واحد"), (2, "قولان"), (3, "3 أقوال"), (11, "11 قولًا"), (100, "100 قول")]
)
def test_arabic_plurals(n: int, said: str) -> None:
    """Arabic counts in six forms."""
    assert Words("ar")("frame.claims", n=n) == said


def test_numbers_and_days_as_the_region_writes_them() -> None:
    """A reader in Cairo gets Arabic-Indic digits, one in London a comma between thousands."""
    assert Words("en-GB").number(12345) == "12,345"
    assert Words("ar-EG").day(date(2024, 3, 12)) == "١٢ مارس ٢٠٢٤"
    assert Words("en").days(date(2024, 3, 12), date(2024, 3, 14)) == "12 March 2024 – 14 March 2024"
    assert Words("en").day(None) == "date unknown"


def test_what_is_filled_in_is_escaped() -> None:
    """A name from a document that is put into a text of ours stays words."""
    assert Words("en")("frame.written", words="<b>it</b>") == "(written “&lt;b&gt;it&lt;/b&gt;”)"
    assert Words("en").word("stance", "<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "tag"),
    [
        (None, None, "", "en"),
        (None, None, "ar-EG,ar;q=0.9", "ar-EG"),
        ("ar", None, "en-GB", "ar"),
        ("en", "ar", "en-GB,en", "en-GB"),
        (None, "ar", "en", "ar"),
        ("xx", None, "fr,de;q=0.5", "en"),
        (None, None, "en-$(reboot),*", "en"),
    ],
)
def test_which_language_a_reader_gets(asked: str | None, kept: str | None, accepted: str, tag: str) -> None:
    """The address first, then the choice kept in the browser, then what it accepts; the region comes from the browser."""
    assert tag_of(asked, kept, accepted) == tag


def test_pages_hold_no_text_of_their_own() -> None:
    """A page module speaks to its reader through the catalogue: it renders templates and builds no HTML."""
    for path in sorted(WEB.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"</\w+>", node.value)), path


BELOW = ("ledger/review.py", "ledger/queues.py", "ledger/adjudication.py", "ledger/voices.py", "show/page.py")
"""Rooms and pages whose refusals a page of the web app shows."""
SHELL = ("accounts.py", "settings.py", "catalogue.py")
"""Files of the web app that speak to whoever starts it in a terminal."""


def shape_of(said: ast.expr) -> str | None:
    """A sentence of the source with {1}, {2} for what it names; None where a catalogue gives it already."""
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        return said.value
    if not isinstance(said, ast.JoinedStr):
        return None
    number = count(1)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else f"{{{next(number)}}}" for part in said.values)


def refusals() -> set[str]:
    """What pages refuse with, as it stands in the source."""
    package = WEB.parents[1]
    files = [*(package / name for name in BELOW), *(path for path in WEB.rglob("*.py") if path.name not in SHELL)]
    found = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            call = node.exc if isinstance(node, ast.Raise) else None
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("ConfigError", "LedgerError"):
                found.add(shape_of(call.args[0]))
    return {each for each in found if each}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_refusal_has_its_words(language: str) -> None:
    """Whatever a page refuses with is said in each language, and names the same things."""
    texts = tomllib.loads((MESSAGES / f"{language}.toml").read_text(encoding="utf-8"))
    assert sorted(refusals() - set(texts)) == []
    assert len(refusals()) > 40
    assert {english: words for english, words in texts.items() if names_in(english) != names_in(words)} == {}
    assert [words for words in texts.values() if not re.search(r"[\u0600-\u06ff]", words)] == []


def test_a_message_carries_over_what_it_names() -> None:
    """Ids, names and reasons stay as they are; a sentence that nobody knows stays as it was said; English is left alone."""
    said = "Vera decided at 2024-04-02 09:00 that claims of these are two events: a: b. "
    said += "Take that decision back first, or leave it as it is."
    assert message_in("en", said) == said
    arabic = message_in("ar", said)
    assert "Vera" in arabic and "2024-04-02 09:00" in arabic and "a: b" in arabic and "حدثان" in arabic
    assert not {"decided", "events", "Take"} & set(re.findall("[A-Za-z]+", arabic))
    assert message_in("ar", "march.zip#a.txt: empty. Get it again, or leave it out.").startswith("march.zip#a.txt: فارغ")
    assert message_in("ar", "Something that nobody wrote down.") == "Something that nobody wrote down."


def test_a_refusal_is_read_in_arabic(client: TestClient) -> None:
    """Who asks in Arabic is refused in Arabic, on a page and in the page of what is not there."""
    token = re.findall(r'name="token" value="(\w+)"', client.get("/queues?lang=ar").text)[0]
    form = {"token": token, "your_name": "Ana", "name": "x", "many": "0", "one": "Ana"}
    assert "قل كم قولًا، من 1 إلى" in client.post("/queues?lang=ar", data=form).text
    assert "بهذا المعرّف" in client.get("/incidents/i0?lang=ar").text
    assert "لم يُختر ملف" in client.post("/import/reports?lang=ar", data={"token": token}).text
