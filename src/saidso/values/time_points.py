"""Single points of time: which words make one, and which days they mean.

Rules are regular expressions over the code letters of ``time_words``; each has one function that turns its tokens into a
``Reading``. What joins points (ranges, "since", parts of a day, discourse) stands in ``when``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Where relative times count from, and which way a bare weekday or month looks."""

    published_on: date | None
    anchor: date | None = None
    future: bool = False
    day_first: bool | None = None
    """True reads 03/04 as 3 April, False as 4 March, None leaves it open."""


Handler = Callable[[list[Token], Clock], "Reading | None"]

_AMOUNTS = {"a": 1, "an": 1, "couple": 2}
_SPAN_DAYS = {"day": 1, "week": 7, "fortnight": 14, "hour": 0, "minute": 0}
_GRANULARITY = {
    "minute": "hour",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
    "century": "decade",
}


def codes_of(tokens: list[Token]) -> str:
    return "".join([token.code for token in tokens])


def _absolute(days: Days | None, granularity: str, rule: str) -> Reading | None:
    return None if days is None else Reading(days[0], days[1], granularity, "none", rule)


def _open(granularity: str, relative_to: str, rule: str) -> Reading:
    return Reading(None, None, granularity, relative_to, rule)


def _yearless(make: Callable[[int], Days | None], clock: Clock, granularity: str, rule: str) -> Reading | None:
    """The last such days that begin on or before publication; the next ones where the verb is future."""
    day = clock.published_on
    if day is None:
        return _open(granularity, "publication", rule) if make(2000) or make(2004) else None
    years = range(day.year, min(day.year + 9, date.max.year)) if clock.future else range(day.year, max(day.year - 9, date.min.year), -1)
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


def _value(tokens: list[Token], codes: str) -> int | None:
    """The first token's number among those with one of ``codes``."""
    return next((token.value for token in tokens if token.code in codes and isinstance(token.value, int)), None)


def _word(tokens: list[Token], codes: str) -> str:
    return next((token.value for token in tokens if token.code in codes and isinstance(token.value, str)), "")


def _year(tokens: list[Token], clock: Clock) -> tuple[int | None, bool]:
    """The year said and whether it was said by number: "2013", "this year", "last year"."""
    number = _value(tokens, "Y")
    if number is not None:
        return number, True
    if _word(tokens, "U") == "year" and clock.published_on is not None:
        shift = {"l": -1, "x": 1}.get(next((token.code for token in tokens if token.code in "lhx"), "h"), 0)
        return clock.published_on.year + shift, False
    return None, False


def _dated(tokens: list[Token], clock: Clock, make: Callable[[int], Days | None], granularity: str, rule: str) -> Reading | None:
    year, by_number = _year(tokens, clock)
    if year is None:
        return _yearless(make, clock, granularity, rule)
    days = make(year)
    if days is None:
        return None
    return Reading(*days, granularity, "none" if by_number else "publication", rule)


def _date(tokens: list[Token], clock: Clock) -> Reading | None:
    day, month, weekday = _value(tokens, "do"), _value(tokens, "M"), _value(tokens, "W")
    if day is None or month is None:
        return None
    reading = _dated(tokens, clock, lambda year: calendar.one_day(year, month, day), "day", "date")
    if reading and weekday is not None and reading.earliest and reading.earliest.weekday() != weekday:
        return reading._replace(rule="date; the weekday said is another")
    return reading


def _days(tokens: list[Token], clock: Clock) -> Reading | None:
    numbers = [token.value for token in tokens if token.code in "do" and isinstance(token.value, int)]
    month = _value(tokens, "M")
    if month is None or len(numbers) < 2 or numbers[0] > numbers[-1]:
        return None
    return _dated(tokens, clock, lambda year: calendar.between(year, month, numbers[0], numbers[-1]), "day", "days of a month")


def _month(tokens: list[Token], clock: Clock) -> Reading | None:
    month, part = _value(tokens, "M"), _word(tokens, "m")
    if month is None:
        return None
    before = next((token.code for token in tokens if token.code in "lxh" and _word(tokens, "U") == ""), "")
    if before == "x":
        clock = Clock(published_on=clock.published_on, future=True)
    return _dated(tokens, clock, lambda year: calendar.part_of_month(year, month, part), "month", f"{part} month".strip())


def _year_alone(tokens: list[Token], clock: Clock) -> Reading | None:
    year, part = _value(tokens, "Y"), _word(tokens, "m")
    return _absolute(calendar.part_of_year(year, part), "year", f"{part} year".strip()) if year else None


def _decade(tokens: list[Token], clock: Clock) -> Reading | None:
    start, part = _value(tokens, "K"), _word(tokens, "m")
    return _absolute(calendar.part_of_decade(start, part), "decade", f"{part} decade".strip()) if start else None


def _season(tokens: list[Token], clock: Clock) -> Reading | None:
    season, year = _word(tokens, "Z"), _value(tokens, "Y")
    if next((token for token in tokens if token.code == "x"), None) is not None:
        clock = Clock(published_on=clock.published_on, future=True)
    if year is None and clock.published_on is not None and _word(tokens, "U") == "year":
        year = _year(tokens, clock)[0]
    if year is None:
        return _yearless(lambda y: calendar.season(y, season), clock, "season", "season")
    second = _value(tokens, "d")
    if season != "winter" or second is not None or tokens[-1].code == "Y" and tokens[-1].value != year:
        return _absolute(calendar.season(year, season), "season", "season")
    # "The winter of 2018" may begin or end in 2018: both stand.
    both = [days for days in (calendar.season(year - 1, season), calendar.season(year, season)) if days]
    return Reading(both[0][0], both[-1][1], "season", "none", "winter of either year", tuple(both)) if len(both) == 2 else None


def _slashed(tokens: list[Token], clock: Clock) -> Reading | None:
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


def _hijri(tokens: list[Token], clock: Clock) -> Reading | None:
    month, day, year = _value(tokens, "H"), _value(tokens, "do"), _value(tokens, "n")
    if month is None:
        return None
    granularity = "day" if day else "month"
    if year is not None and not 1300 <= year <= 1500:
        return None
    if year is not None:
        return _absolute(calendar.hijri(year, month, day), granularity, "hijri, tabular: may be a day off")
    return _yearless(lambda y: calendar.hijri_in(y, month, day), clock, granularity, "hijri, tabular: may be a day off")


def _fiscal_or_quarter(tokens: list[Token], clock: Clock) -> Reading | None:
    words = str(tokens[0].value)
    if words.startswith("q"):
        quarter = int(words[1])
        return _dated(tokens, clock, lambda year: calendar.quarter(year, quarter), "quarter", "quarter")
    digits = "".join(c for c in words if c.isdecimal())
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    readings = calendar.fiscal(year)
    return Reading(readings[0][0], readings[-1][1], "year", "none", "fiscal year, its start not said", tuple(readings))


def _part_of(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "The first week of July", "the first six months of 2013", "the second half of last year"."""
    order = 0 if tokens and any(token.code == "l" for token in tokens[:2]) else _value(tokens, "o")
    count, month = _value(tokens, "dn") or 1, _value(tokens, "M")
    unit = next((str(token.value) for token in tokens if token.code in "Uj"), "")
    tail = next((i for i, token in enumerate(tokens) if token.code in "Uj"), 0)
    rest = tokens[tail + 1 :]
    if order is None:
        return None
    granularity = {"half": "month", "day": "day"}.get(unit, unit)
    if month is not None:
        return _dated(rest, clock, lambda year: calendar.part(calendar.month(year, month), order, count, unit), granularity, "part of a month")
    year, by_number = _year(rest, clock)
    if year is None:
        return _open(granularity, "publication", "part of a year")
    days = calendar.part(calendar.year(year), order, count, unit)
    return days and Reading(*days, granularity, "none" if by_number else "publication", "part of a year")


def _calendar_unit(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "Last week", "this month", "late last year", "earlier this month", "next year"."""
    unit = next((str(token.value) for token in tokens if token.code in "UEj"), "")
    which = next((token for token in tokens if token.code in "lxht"), None)
    published = clock.published_on
    granularity = "day" if unit == "weekend" else _GRANULARITY.get(unit, unit)
    if unit == "day" and which is not None and which.code in "lt":
        return _discourse(tokens if which.code == "l" else [Token("y", "same", 0, 0), *tokens[-1:]], clock)
    if unit in ("half", "minute", "hour", "day"):
        return None
    side, part = tokens[0].code if tokens[0].code in "eL" else "", _word(tokens, "m")
    rule = " ".join(word for word in (str(tokens[0].value) if side else part, str(which.value) if which else "", unit) if word)
    if published is None:
        return _open(granularity, "publication", rule)
    shift = 0 if which is None else {"l": -1, "x": 1}.get(which.code, 0)
    days = calendar.unit(published, unit, shift, rolling=which is not None and which.value in ("past", "coming"))
    if days is None:
        return None
    days = calendar.part_of_unit(days, unit, part)
    if side == "e" or (shift == 0 and not clock.future and side != "L"):
        days = (days[0], max(days[0], min(days[1], published)))
    elif side == "L":
        days = (min(published, days[1]), days[1])
    return Reading(*days, granularity, "publication", rule)


def _rolling(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "The past 24 hours", "the last three days", "the next two weeks", "recent days"."""
    unit, ahead = _word(tokens, "U"), any(token.code == "x" for token in tokens)
    count = _value(tokens, "dn")
    granularity, day = _GRANULARITY.get(unit, "day"), clock.published_on
    if day is None:
        return _open(granularity, "publication", "rolling span")
    if count is None and unit in ("hour", "minute"):
        count = 1
    if count is None:
        # "Few", "several" and "recent" give no number: the far end stays open.
        return Reading(day if ahead else None, None if ahead else day, granularity, "publication", "rolling span of unsaid length")
    if unit in ("hour", "minute"):
        unit, count = "day", max(1, -(-count // 24)) if unit == "hour" else 1
    edge = calendar.shifted(day, unit, count if ahead else -count)
    if edge is None:
        return None
    return Reading(*((day, edge) if ahead else (edge, day)), granularity, "publication", "rolling span")


def _offset_days(tokens: list[Token], base: date, sign: int) -> tuple[Days | None, str]:
    unit, amount = _word(tokens, "U"), _value(tokens, "dn")
    vague = any(token.code == "q" and token.value != "couple" for token in tokens) or tokens[0].code == "U"
    if amount is None and not vague:
        amount = _AMOUNTS.get(_word(tokens, "q") or _word(tokens, "a"), 1)
    granularity = _GRANULARITY.get(unit, "day")
    if unit in ("hour", "minute"):
        hours = (amount or 24) if unit == "hour" else 1
        edge = calendar.shifted(base, "day", sign * max(1, -(-hours // 24)))
        return (None if edge is None else (min(base, edge), max(base, edge))), granularity
    if amount is None:
        return None, granularity
    day = calendar.shifted(base, unit, sign * amount)
    return (None if day is None else (day, day)), granularity


def _ago(tokens: list[Token], clock: Clock) -> Reading | None:
    unit = _word(tokens, "U")
    if clock.published_on is None:
        return _open(_GRANULARITY.get(unit, "day"), "publication", "ago")
    days, granularity = _offset_days(tokens, clock.published_on, -1)
    if days is None:
        # "Several weeks ago", "weeks ago": before publication, how far is not said.
        return Reading(None, clock.published_on, granularity, "publication", "ago, length not said")
    if granularity in ("week", "month", "year", "decade"):
        wide = calendar.unit(days[0], "year" if granularity == "decade" else granularity, 0)
        days = (wide[0], min(wide[1], clock.published_on)) if wide else days
    return Reading(*days, "year" if granularity == "decade" else granularity, "publication", "ago")


def _discourse(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "Two days earlier", "a week after", "the next day", "the same day": counted from another time in the text."""
    unit = _word(tokens, "U") or "day"
    granularity = _GRANULARITY.get(unit, "day")
    codes, ahead = codes_of(tokens), next((token.value for token in tokens if token.code == "x"), "")
    if ahead in ("next", "coming", "upcoming") and unit not in ("day", "hour", "minute") and codes[0] != "t":
        return _calendar_unit(tokens, clock)
    if clock.anchor is None:
        return _open(granularity, "discourse", "discourse")
    if "y" in codes:
        days = calendar.unit(clock.anchor, unit, 0) if unit != "hour" else (clock.anchor, clock.anchor)
        return days and Reading(*days, granularity, "discourse", "the same time")
    sign = -1 if any(code in codes for code in "eB") or "l" in codes else 1
    days, granularity = _offset_days(tokens, clock.anchor, sign)
    if days is None:
        return _open(granularity, "discourse", "discourse, length not said")
    if granularity in ("month", "year"):
        days = calendar.unit(days[0], granularity, 0) or days
    return Reading(*days, "day" if granularity == "week" else granularity, "discourse", "discourse")


def _weekday(tokens: list[Token], clock: Clock) -> Reading | None:
    weekday, day = _value(tokens, "W"), clock.published_on
    if weekday is None:
        return None
    if day is None:
        return _open("day", "publication", "weekday")
    which = next((token.code for token in tokens if token.code in "lxh"), "")
    if _word(tokens, "U") == "week":
        week = calendar.unit(day, "week", {"l": -1, "x": 1}.get(which, 0))
        found = week and calendar.shifted(week[0], "day", weekday)
    elif which == "x" or (clock.future and which != "l"):
        found = calendar.shifted(day, "day", (weekday - day.weekday() - (which == "x")) % 7 + (which == "x"))
    else:
        found = calendar.shifted(day, "day", -((day.weekday() - weekday - (which == "l")) % 7 + (which == "l")))
    return found and Reading(found, found, "day", "publication", "weekday")


_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _deictic(tokens: list[Token], clock: Clock) -> Reading | None:
    words, day = _word(tokens, "D"), clock.published_on
    granularity = "part" if words in ("tonight", "overnight") else "day"
    if day is None:
        return _open(granularity, "publication", words)
    if words == "overnight":
        before = calendar.shifted(day, "day", -1)
        return before and Reading(before, day, "part", "publication", words)
    shift = _DEICTIC.get(words, -2 if "yesterday" in words else 2)
    found = calendar.shifted(day, "day", shift)
    return found and Reading(found, found, granularity, "publication", words)


def _this_part(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "This morning", "last night", "that evening"."""
    part, which = _word(tokens, "P"), next((token.code for token in tokens if token.code in "lxhy"), "h")
    base = clock.anchor if which == "y" else clock.published_on
    if base is None:
        return _open("part", "discourse" if which == "y" else "publication", part)
    if which == "l":
        # Last night began yesterday and ended today.
        before = calendar.shifted(base, "day", -1)
        return before and Reading(before, base if part == "night" else before, "part", "publication", f"last {part}")
    return Reading(base, base, "part", "discourse" if which == "y" else "publication", f"this {part}")


def _named_day(tokens: list[Token], clock: Clock) -> Reading | None:
    name = str(tokens[0].value)
    return _dated(tokens, clock, lambda year: calendar.named_day(year, name), "day", name)


def _now(tokens: list[Token], clock: Clock) -> Reading | None:
    word, day = _word(tokens, "NeL"), clock.published_on
    if word in ("now", "currently") and day is not None:
        return Reading(day, day, "day", "publication", word)
    if word in ("recently", "lately") and day is not None:
        return Reading(None, day, "day", "publication", word)
    return _open("day", "discourse" if word in ("earlier", "later") or not word else "publication", word or "discourse")


def _duration(tokens: list[Token], clock: Clock) -> Reading | None:
    return _open(_GRANULARITY.get(_word(tokens, "U"), "day"), "event", "duration")


_LATE = "(?:m[Rf]?t?)?"
_AMOUNT = "(?:[adn]|a?q|aj)"
RULES: tuple[tuple[str, str, Handler], ...] = (
    ("numeric", "S", _slashed),
    ("hijri", "t?(?:[do]f?)?Hn?", _hijri),
    ("part_of", "t?[ol][dn]?[Uj]ft?(?:M,?Y?|Y|[hlx]U)", _part_of),
    ("days_dm", "t?[do][R&]t?[do]f?M(?:,?Y|fhU)?", _days),
    ("days_md", "M[do][R&][do](?:,?Y|fhU)?", _days),
    ("date_dm", "(?:W,?t?)?t?[do]f?M(?:[,f]?Y|f?[lhx]U)?", _date),
    ("date_md", "(?:W,?)?M[do](?:,?Y|f?[lhx]U)?", _date),
    ("fiscal", "Q(?:[,f]?Y)?", _fiscal_or_quarter),
    ("month_year", _LATE + "M(?:[,f]?Y|f?[lhx]U)", _month),
    ("season", _LATE + "t?[lxh]?Z(?:[,f]?t?Y(?:R[dY])?|[hlx]U)?", _season),
    ("month", _LATE + "[lxh]?M", _month),
    ("ago", _AMOUNT + "?Ug", _ago),
    ("rolling", "[lx](?:[dn]|a?q)U|[q]U(?![eLBAg])", _rolling),
    ("discourse", f"{_AMOUNT}?U[eLBA]|t?[yx]U|tU[BA]|LyU", _discourse),
    ("weekday", "[lxh]?W(?:[hlx]U|l(?!U))?", _weekday),
    ("this_part", "(?:m?[hy]|l)P|eh?P", _this_part),
    ("unit", f"(?:{_LATE}|[eL])[lhx][UEj]|t?E|t?[lxh]t?E|mfhU|eptU|LptU|mftU", _calendar_unit),
    ("deictic", "D", _deictic),
    ("named_day", "F(?:,?Y)?", _named_day),
    ("decade", _LATE + "K", _decade),
    ("year", _LATE + "Y", _year_alone),
)
HANDLERS: dict[str, Handler] = {name: handler for name, _, handler in RULES}
POINT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in RULES))
LOOSE: tuple[tuple[re.Pattern[str], Handler], ...] = (
    (re.compile(f"[pR]*t?{_AMOUNT}?U"), _duration),
    (re.compile("[NeL]"), _now),
)
"""Readings of whole arguments only: in running text they would be noise."""
