"""Times of other languages: readers that no word can trouble."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.values.when import find_whens, read_when

LANGUAGES = ("en", "es", "fr", "tr", "ru", "ar")
CASES = Path(__file__).parents[1] / "data" / "values" / "when.jsonl"
WORDS = sorted({word for row in CASES.read_text(encoding="utf-8").splitlines() for word in json.loads(row)["text"].split()})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_cases_can_be_read_in_every_language(language: str) -> None:
    """ "gününden" (Turkish: from the day of) is a word without a meaning of its own, with an ending: it once was an error."""
    for word in WORDS:
        read_when(word, published_on=None, language=language)


@given(words=st.lists(st.sampled_from(WORDS), max_size=9), language=st.sampled_from(LANGUAGES))
@settings(max_examples=150, deadline=None)
def test_no_run_of_words_troubles_a_reader(words: list[str], language: str) -> None:
    """Whatever stands side by side, in whatever language: a time or none, never an error; spans are words of the text."""
    text = " ".join(words)
    read_when(text, published_on=None, language=language)
    for start, end, when in find_whens(text, published_on=None, language=language):
        assert when.words == text[start:end]
