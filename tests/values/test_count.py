"""Counts: the pinned cases, the comparison and the laws."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.errors import ConfigError
from saidso.values.comparison import Agreement
from saidso.values.count import Count, compare, find_counts, population_of, read_count
from saidso.values.count_nouns import counted_as
from saidso.values.vague_words import ACLED, LITERAL, UCDP, VagueTable

CASES = Path(__file__).parent.parent / "data" / "value_cases.jsonl"
_SCRAPS = """at least more than up to between and or - – , . ( ) no one nobody none dozens scores of hundreds
thousands million half a
an three twelve twenty-five hundred 3 12 1,200 2.5
2014 M4 47th soldiers people killed wounded were including percent family"""
WORDS = st.sampled_from(_SCRAPS.split())
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))
BOUND = st.integers(min_value=0, max_value=60)


def _counts() -> st.SearchStrategy[Count]:
    def build(low: int, more: int | None, exact: bool, population: str | None, outcome: str | None, subset: bool) -> Count:
        high = None if more is None else low + more
        return Count(low=low, high=high, words="n", exact=exact, population=population, outcome=outcome, subset=subset)

    names = st.sampled_from([None, "people", "persons", "soldiers", "civilians"])
    outcomes = st.sampled_from([None, "killed", "injured", "casualties", "missing"])
    return st.builds(build, BOUND, st.one_of(st.none(), BOUND), st.booleans(), names, outcomes, st.booleans())


def _fits(count: Count, expect: dict[str, Any]) -> bool:
    """Whether a count is the expected one: the README's liberties for "about n" and "up to n" are taken."""
    if (count.exact, count.vague) != (expect["exact"], expect["vague"]):
        return False
    low = 0 if expect.get("modifier") == "at_most" and count.low in (0, 1) else count.low
    return (low, count.high) == (expect["low"], expect["high"])


def test_pinned_cases_are_right() -> None:
    """At least 97 of 100 pinned number phrases are found (or passed over) with the bounds written beside them."""
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["kind"] == "count"]
    wrong = []
    for row in rows:
        start, end = row["span"]
        hits = [count for a, b, count in find_counts(row["text"]) if a < end and start < b]
        expects = row.get("expect_any") or [row["expect"]]
        right = any(not hits if e.get("none") else len(hits) == 1 and _fits(hits[0], e) for e in expects)
        if not right:
            wrong.append(row["id"])
    assert len(rows) == 84
    assert len(wrong) <= 0.03 * len(rows), f"wrong: {wrong}"


def test_zero_open_and_silence_are_three_things() -> None:
    """Said zero ("no casualties") is 0 to 0, "casualties" is 1 to open, and words without a number are no count at all."""
    zero, some, silence = read_count("no casualties"), read_count("casualties"), read_count("the attack")
    assert zero is not None and (zero.low, zero.high) == (0, 0)
    assert some is not None and (some.low, some.high) == (1, None)
    assert silence is None


def test_vague_words_follow_the_table_given() -> None:
    """Another table gives another floor, and the count says which table it was."""
    ours, theirs = read_count("dozens"), read_count("dozens", table=ACLED)
    assert ours is not None and (ours.low, ours.rule) == (24, "literal@1")
    assert theirs is not None and (theirs.low, theirs.rule) == (12, "acled@1")


def test_ucdp_and_a_table_of_your_own_are_named_in_the_count() -> None:
    """UCDP's table and one made from another stand beside ours, each under its name and version."""
    theirs = read_count("dozens", table=UCDP)
    assert theirs is not None and (theirs.low, theirs.high, theirs.rule) == (12, None, "ucdp@1")
    own = ACLED.changed(name="our-desk", version=2, several=5)
    ours, plain = read_count("several", table=own), read_count("hundreds", table=own)
    assert ours is not None and (ours.low, ours.rule) == (5, "our-desk@2")
    assert plain is not None and plain.low == 100
    assert ACLED.floors["several"] == 3, "the table it was made from stays as it was"


@pytest.mark.parametrize(("word", "floor"), [("dozen", 12), ("dozens", -1), ("dozens", True)])
def test_a_table_with_a_strange_word_or_floor_is_refused(word: str, floor: int) -> None:
    """A misspelt word or a floor that is no number says so with the word."""
    with pytest.raises(ConfigError, match="dozen"):
        LITERAL.changed(name="mine", version=1, **{word: floor})


def test_a_table_without_a_floor_is_refused() -> None:
    """A table that lacks a word says so at once, with the word, instead of failing in the middle of a run."""
    with pytest.raises(ConfigError, match="dozens"):
        VagueTable(name="mine", version=1, floors={k: v for k, v in LITERAL.floors.items() if k != "dozens"})


def test_population_given_wins_over_the_words() -> None:
    """What the caller knows of the target stands above what the number words say."""
    count = read_count("three men", population="soldiers")
    assert count is not None and count.population == "soldiers"


COMPARED = [
    ("seven", "nine", Agreement.CONTRADICTORY, "numeric-disjoint"),
    ("at least seven", "nine", Agreement.COMPATIBLE, "numeric-overlap"),
    ("dozens", "30", Agreement.COMPATIBLE, "numeric-overlap"),
    ("dozens", "12", Agreement.CONTRADICTORY, "numeric-disjoint"),
    ("between 10 and 15", "12", Agreement.COMPATIBLE, "numeric-overlap"),
    ("no one", "three", Agreement.CONTRADICTORY, "numeric-disjoint"),
    ("20", "twenty", Agreement.SAME, None),
    ("about 40", "42", Agreement.COMPATIBLE, "numeric-overlap"),
    ("about 40", "60", Agreement.CONTRADICTORY, "numeric-disjoint"),
    ("six civilians", "eleven people", Agreement.NOT_COMPARABLE, "population-mismatch"),
    ("six civilians", "six", Agreement.NOT_COMPARABLE, "population-mismatch"),
    ("six people", "six persons", Agreement.SAME, None),
    ("no casualties", "3 injured", Agreement.CONTRADICTORY, "numeric-disjoint"),
]


@pytest.mark.parametrize(("first", "second", "agreement", "kind"), COMPARED)
def test_two_counts_compare(first: str, second: str, agreement: Agreement, kind: str | None) -> None:
    """Ranges that meet are compatible, ranges apart contradict, other populations are not compared."""
    a, b = read_count(first), read_count(second)
    assert a is not None and b is not None
    answer = compare(a, b)
    assert (answer.agreement, answer.kind) == (agreement, kind)
    assert answer.reason


def test_a_part_is_not_compared_with_a_total() -> None:
    """A part ("including six") and a total ("six") are not comparable although the numbers are equal."""
    total = Count(low=6, high=6, words="six")
    part = Count(low=6, high=6, words="six", subset=True)
    assert compare(total, part).kind == "population-mismatch"


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_readers_are_total_and_steady(text: str) -> None:
    """Whatever the text, the readers answer without an error, twice the same, with low not above high and spans that slice."""
    assert read_count(text) == read_count(text)
    population_of(text)
    found = find_counts(text)
    assert found == find_counts(text)
    for start, end, count in found:
        assert 0 <= start < end <= len(text) and text[start:end] == count.words
    for count in [count for _, _, count in found] + [one for one in [read_count(text)] if one is not None]:
        assert count.low is not None and count.low >= 0
        assert count.high is None or count.low <= count.high


@given(_counts(), _counts())
@settings(max_examples=150, deadline=None)
def test_compare_mirrors(a: Count, b: Count) -> None:
    """Comparing the other way round gives the same answer for the same reason; a count is the same as itself."""
    assert compare(a, b) == compare(b, a)
    assert compare(a, a).agreement is Agreement.SAME


@given(st.integers(min_value=0, max_value=999_999))
@settings(max_examples=60, deadline=None)
def test_digits_read_back(number: int) -> None:
    """Any number in digits, with or without a thousands mark, is read as itself."""
    for words in (str(number), f"{number:,}"):
        count = read_count(words)
        assert count is not None and (count.low, count.high, count.exact) == (number, number, True)


@pytest.mark.parametrize(
    ("number", "population", "words"),
    [
        ("1", "soldiers", "1 soldier"),
        ("3", "soldiers", "3 soldiers"),
        ("1", "people", "1 person"),
        ("1", "Tarkan policemen", "1 Tarkan policeman"),
    ],
)
def test_one_of_many_is_singular(number: str, population: str, words: str) -> None:
    """A number and its population read like English."""
    assert counted_as(number, population) == words


@pytest.mark.parametrize(
    "text", ["The ministry gave no casualty figures.", "No death toll was given.", "There were no injury details."]
)
def test_silence_about_a_number_is_no_zero(text: str) -> None:
    """Nobody said that nobody was hurt: saying nothing of a number is silence, not 0."""
    assert find_counts(text) == ()
