"""Which day stands for a time and how exactly, by ACLED's and UCDP's codes: each rule with the sentence it comes from."""

from __future__ import annotations

from datetime import date

import pytest

from saidso.values.time_precision import acled_moment, days_of, each_day, ucdp_precision
from saidso.values.when import When, read_when

SAID = date(2024, 3, 20)
"""A Wednesday."""


def when(words: str) -> When | None:
    return read_when(words, published_on=SAID)


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("on Tuesday", date(2024, 3, 19), 1),  # "an actual date of an event, a Time precision code of 1"
        ("last week", date(2024, 3, 14), 2),  # "last week ... either Wednesday or Thursday of that week"
        ("at the weekend", date(2024, 3, 16), 2),  # "(i.e., during the weekend)"
        ("in February 2024", date(2024, 2, 15), 3),  # "the month midpoint is chosen"
        ("in early March 2024", date(2024, 3, 1), 3),  # "If the beginning or end of the month is noted, the first and last date"
        ("at the end of February 2024", date(2024, 2, 29), 3),
    ],
)
def test_acled_time_precision(words: str, day: date, precision: int) -> None:
    """FIELD 2.1: "time 1 day, 2 week (midpoint), 3 month (midpoint, or first/last day if start/end is said)"."""
    found = acled_moment(when(words))
    assert found is not None
    assert (found.day, found.precision) == (day, precision)


@pytest.mark.parametrize("words", ["in 2023", "last summer", "over three days"])
def test_acled_dates_nothing_coarser_than_a_month(words: str) -> None:
    """ "ACLED does not include events with less temporal information", and an unanchored time is none."""
    assert acled_moment(when(words)) is None
    assert acled_moment(None) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("on Tuesday", 1),
        ("from 12 to 14 March", 2),
        ("last week", 3),
        ("in February 2024", 4),
        ("in 2023", 5),
        ("over three days", None),
    ],
)
def test_ucdp_date_prec(words: str, code: int | None) -> None:
    """FIELD 2.1: "date_prec 1 day, 2 2-6 days, 3 week, 4 month, 5 year"."""
    assert ucdp_precision(when(words)) == code


def test_only_days_told_one_by_one_are_rows() -> None:
    """ "from 12 to 14 March" is three days of it; "between" and "last week" are one day that nobody can name."""
    assert each_day(when("from 12 to 14 March")) == (date(2024, 3, 12), date(2024, 3, 13), date(2024, 3, 14))
    for words in ("between 12 and 14 March 2024", "last week", "on Tuesday", "from 1 to 15 March 2024", "in March 2024"):
        assert each_day(when(words)) == (), words


def test_days_counts_both_ends_and_open_times_have_none() -> None:
    """A span of days includes its ends; an open end has no number of days."""
    assert days_of(when("from 12 to 14 March")) == 3
    assert days_of(None) is None
