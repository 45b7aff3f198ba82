"""Absolute dates in headers, datelines and mark-up: whole days only, and only where one reading is possible.

Not the reader of times in running text (that is ``values/when.py``): here a wrong day would shift every "yesterday" of a
document, so a date that can be read in two ways is not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_EDGE = r"(?<![\w/.-])"

# Written out, day or month first; ISO and other year-first forms; digits day-month-year in either order.
PATTERNS = (
    re.compile(rf"{_EDGE}{_DAY}(?:\s+of)?[\s-]+{_MONTH}[\s,-]+{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_EDGE}{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_EDGE}(?P<year>(?:19|20)\d\d)(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?=T\d|\D|$)"),
    re.compile(rf"{_EDGE}(?P<one>\d\d?)(?P<sign>[./-])(?P<other>\d\d?)(?P=sign){_YEAR}"),
)
# "30 AUG 89": wire copy of the last century; the century is ours, so a date of this form is never more than guessed.
SHORT_YEAR = re.compile(rf"{_EDGE}{_DAY}\s+{_MONTH}\s+(?P<year>\d\d)\b(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A day and where its words stand, in code points; ``sure`` is False where the century is our guess."""

    day: date
    start: int
    end: int
    sure: bool = True


def dates_in(text: str) -> tuple[FoundDate, ...]:
    """All absolute dates of ``text``, in order; "12.08.2021" is left out, for it may be August or December.

    >>> [found.day.isoformat() for found in dates_in("From 14 July 2020 to July 16, 2020")]
    ['2020-07-14', '2020-07-16']
    """
    found: list[FoundDate] = []
    for pattern in (*PATTERNS, SHORT_YEAR):
        for match in pattern.finditer(text):
            day = _day_of(match)
            taken = any(match.start() < other.end and other.start < match.end() for other in found)
            if day and not taken:
                found.append(FoundDate(day=day, start=match.start(), end=match.end(), sure=pattern is not SHORT_YEAR))
    return tuple(sorted(found, key=lambda one: one.start))


def read_date(text: str) -> date | None:
    """The one day that ``text`` begins with, or None; for columns, mark-up and sidecar files.

    >>> read_date("2020-07-14T10:30:00Z")
    datetime.date(2020, 7, 14)
    """
    words = re.sub(r"^(?:\w+day|\w{3})\s*,\s*", "", text.strip())
    found = dates_in(words)
    return found[0].day if found and found[0].start == 0 and found[0].sure else None


def _day_of(match: re.Match[str]) -> date | None:
    words = match.groupdict()
    if "one" in words:
        return _digits(int(words["one"]), int(words["other"]), int(words["year"]))
    month = MONTHS.get(words["month"].lower()) or int(words["month"])
    year = int(words["year"])
    if year < 100:
        # The wire archives that write so end in the 1990s; 70 is the first year of the oldest event database.
        year += 1900 if year >= 70 else 2000
    return _valid(year, month, int(words["day"]))


def _digits(one: int, other: int, year: int) -> date | None:
    if one > 12 or one == other:
        return _valid(year, other, one)
    return _valid(year, one, other) if other > 12 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
