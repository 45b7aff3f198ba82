"""Single points of time: which words make one, and which days they mean.

Rules are regular expressions over the code letters of ``time_words``; each has one function that turns its tokens into a
``Reading``. What joins points (ranges, "since", parts of a day, discourse) stands in ``when``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from saidso.values import calendar
from saidso.values.calendar import Days
from saidso.values.time_words import Token


class Reading(NamedTuple):
    """What a time expression means before it becomes a ``When``."""

    earliest: date | None
    latest: date | None
    granularity: str
    relative_to: str
    rule: str
    candidates: tuple[Days, ...] = ()


class Clock(NamedTuple):
    """Where relative times count from, and which way a bare weekday or month looks."""

    published_on: date | None
    anchor: date | None = None
    future: bool = False
    day_first: bool | None = None
    """True reads 03/04 as 3 April, False as 4 March, None leaves it open."""
    anchor_unit: str = "day"
    """How fine the anchor is: "a year later" than "in 2012" is a year, than "on 5 March 2012" about a month."""


Handler = Callable[[list[Token], Clock], "Reading | None"]


def codes_of(tokens: list[Token]) -> str:
    return "".join([token[0] for token in tokens])


def absolute(days: Days | None, granularity: str, rule: str) -> Reading | None:
    return None if days is None else Reading(days[0], days[1], granularity, "none", rule)


def unanchored(granularity: str, relative_to: str, rule: str) -> Reading:
    return Reading(None, None, granularity, relative_to, rule)


def yearless(make: Callable[[int], Days | None], clock: Clock, granularity: str, rule: str) -> Reading | None:
    """The last such days that begin on or before publication; the next ones where the verb is future."""
    day = clock.published_on
    if day is None:
        return unanchored(granularity, "publication", rule) if make(2000) or make(2004) else None
    years = (
        range(day.year, min(day.year + 9, date.max.year))
        if clock.future
        else range(day.year, max(day.year - 9, date.min.year), -1)
    )
    for year in years:
        days = make(year)
        if days is None:
            continue
        if clock.future and days[1] >= day:
            return Reading(*days, granularity, "publication", rule)
        if not clock.future and days[0] <= day:
            # A month that still runs is cut at publication: what is past cannot lie behind it.
            return Reading(days[0], min(days[1], day), granularity, "publication", rule)
    return None


def number_of(tokens: list[Token], codes: str) -> int | None:
    """The first token's number among those with one of ``codes``."""
    for token in tokens:
        if token.code in codes and isinstance(token.value, int):
            return token.value
    return None


def word_of(tokens: list[Token], codes: str) -> str:
    """The first token's word among those with one of ``codes``; empty where none is there."""
    for token in tokens:
        if token.code in codes and isinstance(token.value, str):
            return token.value
    return ""


def year_said(tokens: list[Token], clock: Clock) -> tuple[int | None, bool]:
    """The year said and whether it was said by number: "2013", "this year", "last year"."""
    number = number_of(tokens, "Y")
    if number is not None:
        return number, True
    if word_of(tokens, "U") == "year" and clock.published_on is not None:
        shift = {"l": -1, "x": 1}.get(next((token.code for token in tokens if token.code in "lhx"), "h"), 0)
        return clock.published_on.year + shift, False
    return None, False


def dated(tokens: list[Token], clock: Clock, make: Callable[[int], Days | None], granularity: str, rule: str) -> Reading | None:
    """What ``make`` gives for the year said, or for the year that the publication day suggests; None without either."""
    year, by_number = year_said(tokens, clock)
    if year is None:
        return yearless(make, clock, granularity, rule)
    days = make(year)
    if days is None:
        return None
    return Reading(*days, granularity, "none" if by_number else "publication", rule)


def read_date(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "12 March", "March 12th, 2024", "Tuesday, 12 March"."""
    day, month, weekday = number_of(tokens, "do"), number_of(tokens, "M"), number_of(tokens, "W")
    if day is None or month is None:
        return None
    reading = dated(tokens, clock, lambda year: calendar.one_day(year, month, day), "day", "date")
    if reading and weekday is not None and reading.earliest and reading.earliest.weekday() != weekday:
        return reading._replace(rule="date; the weekday said is another")
    return reading


def read_days(tokens: list[Token], clock: Clock) -> Reading | None:
    numbers = [token.value for token in tokens if token.code in "do" and isinstance(token.value, int)]
    month = number_of(tokens, "M")
    if month is None or len(numbers) < 2 or numbers[0] > numbers[-1]:
        return None
    return dated(tokens, clock, lambda year: calendar.between(year, month, numbers[0], numbers[-1]), "day", "days of a month")


def read_month(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "March 2024", "early March", "in January"."""
    month, part = number_of(tokens, "M"), word_of(tokens, "m")
    if month is None:
        return None
    which = next((token for token in tokens if token.code in "lxh" and word_of(tokens, "U") == ""), None)
    if which is not None and which.value in FOLLOWING:
        return next_after_anchor(lambda year: calendar.part_of_month(year, month, part), clock, "month", "the following month")
    if which is not None and which.code == "x":
        clock = clock._replace(future=True)
    return dated(tokens, clock, lambda year: calendar.part_of_month(year, month, part), "month", f"{part} month".strip())


FOLLOWING = ("following",)


def next_after_anchor(make: Callable[[int], Days | None], clock: Clock, granularity: str, rule: str) -> Reading | None:
    """The first such days that begin after the anchor ("the following autumn"); open without one."""
    if clock.anchor is None:
        return unanchored(granularity, "discourse", rule)
    for year in range(clock.anchor.year, min(clock.anchor.year + 9, date.max.year)):
        days = make(year)
        if days is not None and days[0] > clock.anchor:
            return Reading(*days, granularity, "discourse", rule)
    return None


def read_month_numeric(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "06/2014", "2017-03"; "2011-12" may be December or two years: both stand."""
    words = str(tokens[0].value)
    if "/" in words:
        month, year = (int(piece) for piece in words.split("/"))
        return absolute(calendar.month(year, month), "month", "month")
    year, month = (int(piece) for piece in words.split("-"))
    days = calendar.month(year, month)
    if days is None or (year + 1) % 100 != month:
        return absolute(days, "month", "month")
    both = calendar.years(year, year + 1)
    return both and Reading(*both, "year", "none", "a month or two years", (days, both))


def read_two_years(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "The 2019/20 school year": both years, for its months are not said."""
    first, second = number_of(tokens[:1], "Y"), number_of(tokens[1:], "Yd")
    if first is None or second is None:
        return None
    last = second if second > 99 else first - first % 100 + second
    return absolute(calendar.years(first, last if first < last < first + 9 else first), "year", "years")


def read_bare_day(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "The 3rd": that day of the anchor's month, or the last such day up to publication."""
    day = number_of(tokens, "o")
    if day is None or (day < 4 and tokens[-1].end - tokens[-1].start > 4):
        # "The first", "the second" count things more often than days.
        return None
    if clock.anchor is not None:
        return _as_discourse(calendar.one_day(clock.anchor.year, clock.anchor.month, day))
    base = clock.published_on
    if base is None:
        return unanchored("day", "publication", "day of the month")
    for steps in range(3) if clock.future else range(0, -3, -1):
        moved = calendar.shifted(base.replace(day=1), "month", steps)
        days = moved and calendar.one_day(moved.year, moved.month, day)
        if days and (days[0] >= base if clock.future else days[0] <= base):
            return Reading(*days, "day", "publication", "day of the month")
    return None


def _as_discourse(days: Days | None) -> Reading | None:
    return days and Reading(*days, "day", "discourse", "day of the month")


def read_day_of_unit(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "The 27th of last month"."""
    day, unit = number_of(tokens, "o"), word_of(tokens, "U")
    if day is None or unit != "month":
        return None
    if clock.published_on is None:
        return unanchored("day", "publication", "day of a month")
    shift = {"l": -1, "x": 1}.get(next((token.code for token in tokens if token.code in "lxh"), "h"), 0)
    month = calendar.unit(clock.published_on, "month", shift)
    days = month and calendar.one_day(month[0].year, month[0].month, day)
    return days and Reading(*days, "day", "publication", "day of a month")


def read_nth_weekday(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "The last Thursday of February", "the second Friday in May"."""
    order = 0 if any(token.code == "l" for token in tokens[:2]) else number_of(tokens[:2], "o")
    weekday, month = number_of(tokens, "W"), number_of(tokens, "M")
    if order is None or weekday is None:
        return None
    if month is not None:
        return dated(
            tokens, clock, lambda year: calendar.nth_weekday(calendar.month(year, month), weekday, order), "day", "nth weekday"
        )
    year = year_said(tokens, clock)[0]
    if word_of(tokens, "U") == "month" and clock.published_on is not None:
        shift = {"l": -1, "x": 1}.get(next((t.code for t in tokens[2:] if t.code in "lxh"), "h"), 0)
        days = calendar.nth_weekday(calendar.unit(clock.published_on, "month", shift), weekday, order)
        return days and Reading(*days, "day", "publication", "nth weekday")
    days = calendar.nth_weekday(calendar.year(year), weekday, order) if year else None
    return days and Reading(*days, "day", "publication", "nth weekday")


def read_year_alone(tokens: list[Token], clock: Clock) -> Reading | None:
    year, part = number_of(tokens, "Y"), word_of(tokens, "m")
    return absolute(calendar.part_of_year(year, part), "year", f"{part} year".strip()) if year else None


def read_decade(tokens: list[Token], clock: Clock) -> Reading | None:
    start, part = number_of(tokens, "K"), word_of(tokens, "m")
    return absolute(calendar.part_of_decade(start, part), "decade", f"{part} decade".strip()) if start else None


def read_season(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "spring 2022", "last winter"."""
    season, year = word_of(tokens, "Z"), number_of(tokens, "Y")
    which = next((token for token in tokens if token.code == "x"), None)
    if which is not None and which.value in FOLLOWING and year is None:
        return next_after_anchor(lambda y: calendar.season(y, season), clock, "season", "the following season")
    if which is not None:
        clock = clock._replace(future=True)
    if year is None and clock.published_on is not None and word_of(tokens, "U") == "year":
        year = year_said(tokens, clock)[0]
    if year is None:
        return yearless(lambda y: calendar.season(y, season), clock, "season", "season")
    second = number_of(tokens, "d")
    if season != "winter" or second is not None or (tokens[-1].code == "Y" and tokens[-1].value != year):
        return absolute(calendar.season(year, season), "season", "season")
    # "The winter of 2018" may begin or end in 2018: both stand.
    both = [days for days in (calendar.season(year - 1, season), calendar.season(year, season)) if days]
    return Reading(both[0][0], both[-1][1], "season", "none", "winter of either year", tuple(both)) if len(both) == 2 else None


def read_slashed(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "12/03/2024": one day, or both readings as candidates while day and month may change places."""
    readings = calendar.slashed(str(tokens[0].value), day_first=clock.day_first)
    published = clock.published_on
    if published is not None and not clock.future:
        # A report does not date the past after itself.
        readings = [day for day in readings if day <= published] or readings
    if not readings:
        return None
    candidates = tuple((day, day) for day in readings) if len(readings) > 1 else ()
    rule = "numeric date, order of day and month open" if candidates else "numeric date"
    return Reading(min(readings), max(readings), "day", "none", rule, candidates)


def read_hijri(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "10 Ramadan 1445", by the tabular calendar: may be a day off."""
    month, day, year = number_of(tokens, "H"), number_of(tokens, "do"), number_of(tokens, "n")
    if month is None:
        return None
    granularity = "day" if day else "month"
    if year is not None and not 1300 <= year <= 1500:
        return None
    if year is not None:
        return absolute(calendar.hijri(year, month, day), granularity, "hijri, tabular: may be a day off")
    return yearless(lambda y: calendar.hijri_in(y, month, day), clock, granularity, "hijri, tabular: may be a day off")


def read_fiscal_or_quarter(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "fiscal year 2023", "Q2 2024", "the second quarter"."""
    words = str(tokens[0].value)
    if words.startswith("q"):
        quarter = int(words[1])
        return dated(tokens, clock, lambda year: calendar.quarter(year, quarter), "quarter", "quarter")
    said, slash, _ = words.partition("/")
    digits = "".join(c for c in said if c.isdecimal())
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    readings = calendar.fiscal(year, split=bool(slash))
    return Reading(readings[0][0], readings[-1][1], "year", "none", "fiscal year, its start not said", tuple(readings))


def _order(tokens: list[Token]) -> int | None:
    """Which part: "first" 1, "last" 0; "opening" and "closing" likewise."""
    if any(token.code == "l" for token in tokens[:2]):
        return 0
    word = word_of(tokens, "m")
    if word:
        return {"opening": 1, "early": 1, "beginning": 1, "start": 1, "closing": 0, "late": 0, "end": 0}.get(word)
    return number_of(tokens, "o")


def read_part_of(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "The first week of July", "the first six months of 2013", "the second half of last year"."""
    tail = next((i for i, token in enumerate(tokens) if token.code in "Uj"), 0)
    order, rest, unit = _order(tokens[:tail]), tokens[tail + 1 :], str(tokens[tail].value)
    count, month = number_of(tokens[:tail], "dn"), number_of(tokens, "M")
    if order is None:
        return None
    if count is None:
        # "The first days of May" are its first third.
        count = 10 if unit == "day" and tokens[tail].end - tokens[tail].start > 3 else 1
    granularity = {"half": "month", "day": "day"}.get(unit, unit)
    if month is not None:
        return dated(
            rest,
            clock,
            lambda year: calendar.part(calendar.month(year, month), order, count, unit),
            granularity,
            "part of a month",
        )
    year, by_number = year_said(rest, clock)
    if year is None:
        return unanchored(granularity, "publication", "part of a year")
    days = calendar.part(calendar.year(year), order, count, unit)
    return days and Reading(*days, granularity, "none" if by_number else "publication", "part of a year")
