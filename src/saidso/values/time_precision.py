"""How exactly a time is known, and the one day that stands for it, in the codes of ACLED and of UCDP.

Source: FIELD.md 2.1 (the row on time and place, and that of UCDP GED), and ACLED's codebook, "Time precision codes":

    ACLED time_precision  1 day; 2 week, the middle of the period stands for it; 3 month, the midpoint stands for it, or the
                          first or last day where its beginning or end is said; nothing coarser than a month
    UCDP date_prec        1 day; 2 two to six days; 3 week; 4 month; 5 year; nothing coarser

``None`` where the codebook has no code for what the words say, or where an end of the time is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from saidso.values.when import When

_WEEK, _MONTH, _YEAR = 7, 31, 366
_BEGINNING = re.compile(r"\b(early|earlier|beginning|start|first days)\b", re.IGNORECASE)
_END = re.compile(r"\b(late|later|end|close|last days)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One day that stands for a time, and ACLED's code for how exactly it does."""

    day: date
    precision: int


def days_of(when: When | None) -> int | None:
    """How many days a time spans, both ends counted; None where an end is open or not known."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    return (when.latest - when.earliest).days + 1


def acled_moment(when: When | None) -> Moment | None:
    """The day and precision that ACLED would write; None where it would not date the event."""
    days = days_of(when)
    if when is None or when.earliest is None or when.latest is None or days is None or days > _MONTH:
        return None
    middle = when.earliest + timedelta(days=(days - 1) // 2)
    if days == 1:
        return Moment(day=when.earliest, precision=1)
    if days <= _WEEK:
        return Moment(day=middle, precision=2)
    if when.granularity == "month" and _BEGINNING.search(when.words):
        return Moment(day=when.earliest.replace(day=1), precision=3)
    if when.granularity == "month" and _END.search(when.words):
        return Moment(day=when.latest, precision=3)
    return Moment(day=middle, precision=3)


def ucdp_precision(when: When | None) -> int | None:
    """UCDP GED's date_prec of a time, 1 to 5; None where it has no code."""
    days = days_of(when)
    if days is None:
        return None
    return next((code for code, most in ((1, 1), (2, 6), (3, _WEEK), (4, _MONTH), (5, _YEAR)) if days <= most), None)


def each_day(when: When | None) -> tuple[date, ...]:
    """The days of a span that the words give day by day ("from 12 to 14 March"); empty for any other time.

    A week or "between 12 and 14 March" is one day that nobody can name, not seven or three. Longer than a week is no
    report of every day either: ACLED's codebook (Event Time) does not take three months of protest for 90 days of it.
    """
    days = days_of(when)
    if when is None or when.earliest is None or days is None or not 1 < days <= _WEEK or when.candidates:
        return ()
    if when.granularity != "day" or not _SPAN.search(when.words) or _BETWEEN.search(when.words):
        return ()
    return tuple(when.earliest + timedelta(days=at) for at in range(days))


_SPAN = re.compile(r"\d\s*(?:[-–—/]|to|until|till|through|thru)\s*\d|\bfrom\b|\bover\b|\bfor\b|\bthrough\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)
