"""Search finds what a person means: every way to write a word is one word, and nothing that is typed is a command."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.ledger.search_words import LONGEST_QUERY, fold, match_of

LATIN = st.text("abcdefghijklmnopqrstuvwxyzçşğıöüéâñ", min_size=3, max_size=9)
ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=3, max_size=8)
CYRILLIC = st.text("абвгдежзийклмнопрстуфхцчшщыэюя", min_size=3, max_size=9)
NUMBER = st.integers(min_value=0, max_value=99999).map(str)
WORDS = st.lists(st.one_of(LATIN, ARABIC, CYRILLIC, NUMBER), min_size=1, max_size=6)


def finds(query: str, text: str) -> bool:
    """Whether SQLite finds the folded text by the query; a query that asks for nothing finds everything."""
    match = match_of(query)
    if match is None:
        return True
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE VIRTUAL TABLE t USING fts5 (words, sounds, tokenize = 'unicode61 remove_diacritics 0')")
        database.execute("INSERT INTO t (words, sounds) VALUES (?, '')", (fold(text),))
        return bool(database.execute("SELECT 1 FROM t WHERE t MATCH ?", (match,)).fetchall())


def shouted(text: str) -> str:
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)


def marked(text: str) -> str:
    """A mark that nobody types: a dot below Latin letters, fatha over Arabic ones."""
    return "".join(
        letter + ("\u064e" if "\u0621" <= letter <= "\u064a" else "\u0323" if letter.isascii() else "") for letter in text
    )


def arabic_digits(text: str) -> str:
    return text.translate({ord("0") + at: 0x0660 + at for at in range(10)})


def persian(text: str) -> str:
    return text.translate({ord("ك"): "ک", ord("ي"): "ی"} | {ord("0") + at: 0x06F0 + at for at in range(10)})


FOLDINGS = {
    "case": shouted,
    "marks": marked,
    "plain letters": lambda text: text.replace("ı", "i").replace("ç", "c").replace("ş", "s").replace("é", "e"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "alef": lambda text: text.replace("ا", "أ"),
    "ta marbuta": lambda text: text.replace("ه", "ة"),
    "alef maqsura": lambda text: text.replace("ي", "ى"),
    "tatweel": lambda text: text.replace("س", "ســ"),
    "Arabic digits": arabic_digits,
    "Persian letters and digits": persian,
    "the article": lambda text: " ".join(f"al-{word}" if word.isascii() and word.isalpha() else word for word in text.split()),
    "the other article": lambda text: " ".join(
        f"el {word}" if word.isascii() and word.isalpha() else word for word in text.split()
    ),
}


@pytest.mark.parametrize("folding", FOLDINGS)
@given(words=WORDS)
@settings(max_examples=60, deadline=None)
def test_a_query_finds_its_own_text_under_every_folding(folding: str, words: list[str]) -> None:
    """Whether the text or the query is written the other way, the words are found, one by one and as a phrase."""
    plain, other = " ".join(words), FOLDINGS[folding](" ".join(words))
    for query, text in ((plain, other), (other, plain), (f'"{plain}"', other), (f'"{other}"', plain)):
        assert finds(query, text), (query, text, match_of(query), fold(text))


@given(query=st.text(), text=st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_nothing_that_is_typed_is_a_command(query: str, text: str) -> None:
    """Any string whatever is words to look for: no query is refused by the database."""
    assert finds(query, text) in (True, False)


@pytest.mark.parametrize(
    "query",
    ['"', '""', "*", "^a", "a NEAR b", "words : x", "a OR", ") (", "a\x00b", "-a", "{a b} : c", "'; DROP TABLE t; --", "+" * 9],
)
def test_the_language_of_the_database_is_not_spoken(query: str) -> None:
    """What means something to SQLite means nothing here."""
    assert finds(query, f"before {query} after")
    assert not finds("absent " + query, "nothing of the kind")


def test_a_book_as_a_query_is_cut() -> None:
    """A pasted book asks no more than its beginning."""
    assert match_of("word " * 10**6) == match_of("word " * (LONGEST_QUERY // 5))


def test_words_may_stand_anywhere_a_phrase_side_by_side_and_a_star_goes_on() -> None:
    """The three things that a query can say."""
    text = "The ministry of defence said that soldiers fled"
    assert finds("soldiers ministry", text) and not finds("soldiers absent", text)
    assert finds('"ministry of defence"', text) and not finds('"defence ministry"', text)
    assert finds("sold*", text) and not finds("sold", text)


@pytest.mark.parametrize(
    ("one", "other"), [("Hesekê", "Al-Hasakah"), ("deir al zour", "Deir ez-Zor"), ("Dayr az Zawr", "Deir ez-Zor")]
)
def test_a_town_is_found_by_another_transliteration(one: str, other: str) -> None:
    """What transliterations of a town's name share is looked for beside its letters."""
    from saidso.ledger.search_words import sounds_of

    assert any(f'sounds : "{sound}"' in (match_of(one) or "") for sound in sounds_of(other, "SY"))
