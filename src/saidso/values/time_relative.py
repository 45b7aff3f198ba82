"""Times that count from another one: last week, two days ago, the next day, on Tuesday.

Where the day they count from is not known they stay open at both ends and say what they are relative to.
"""

from __future__ import annotations

from datetime import date

from saidso.values import calendar
from saidso.values.calendar import Days
from saidso.values.time_points import Clock, Reading, codes_of, dated, number_of, unanchored, word_of
from saidso.values.time_words import Token

_AMOUNTS = {"a": 1, "an": 1, "couple": 2}
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


def read_calendar_unit(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "Last week", "this month", "late last year", "earlier this month", "next year"."""
    unit = next((str(token.value) for token in tokens if token.code in "UEj"), "")
    which = next((token for token in tokens if token.code in "lxht"), None)
    published = clock.published_on
    granularity = "day" if unit == "weekend" else _GRANULARITY.get(unit, unit)
    if unit == "day" and which is not None and which.code in "lt":
        return read_discourse(tokens if which.code == "l" else [Token("y", "same", 0, 0), *tokens[-1:]], clock)
    if unit in ("half", "minute", "hour", "day"):
        return None
    side, part = tokens[0].code if tokens[0].code in "eL" else "", word_of(tokens, "m")
    rule = " ".join(word for word in (str(tokens[0].value) if side else part, str(which.value) if which else "", unit) if word)
    if published is None:
        return unanchored(granularity, "publication", rule)
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


def read_rolling(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "The past 24 hours", "the last three days", "the next two weeks", "recent days"."""
    unit, ahead = word_of(tokens, "U"), any(token.code == "x" for token in tokens)
    if tokens[0].code == "q" and tokens[0].value != "recent":
        return None
    count = number_of(tokens, "dn")
    granularity, day = _GRANULARITY.get(unit, "day"), clock.published_on
    if day is None:
        return unanchored(granularity, "publication", "rolling span")
    if count is None and unit in ("hour", "minute"):
        count = 1
    if count is None:
        # "Few", "several" and "recent" give no number: the far end stays open.
        return Reading(
            day if ahead else None, None if ahead else day, granularity, "publication", "rolling span of unsaid length"
        )
    if unit in ("hour", "minute"):
        unit, count = "day", max(1, -(-count // 24)) if unit == "hour" else 1
    edge = calendar.shifted(day, unit, count if ahead else -count)
    if edge is None:
        return None
    return Reading(*((day, edge) if ahead else (edge, day)), granularity, "publication", "rolling span")


def _offset_days(tokens: list[Token], base: date, sign: int) -> tuple[Days | None, str]:
    unit, amount = word_of(tokens, "U"), number_of(tokens, "dn")
    vague = any(token.code == "q" and token.value != "couple" for token in tokens) or tokens[0].code == "U"
    if amount is None and not vague:
        amount = _AMOUNTS.get(word_of(tokens, "q") or word_of(tokens, "a"), 1)
    granularity = _GRANULARITY.get(unit, "day")
    if unit in ("hour", "minute"):
        hours = (amount or 24) if unit == "hour" else 1
        edge = calendar.shifted(base, "day", sign * max(1, -(-hours // 24)))
        return (None if edge is None else (min(base, edge), max(base, edge))), granularity
    if amount is None:
        return None, granularity
    day = calendar.shifted(base, unit, sign * amount)
    return (None if day is None else (day, day)), granularity


def read_ago(tokens: list[Token], clock: Clock) -> Reading | None:
    """"three days ago", "a week earlier"."""
    unit = word_of(tokens, "U")
    if clock.published_on is None:
        return unanchored(_GRANULARITY.get(unit, "day"), "publication", "ago")
    days, granularity = _offset_days(tokens, clock.published_on, -1)
    if days is None:
        # "Several weeks ago", "weeks ago": before publication, how far is not said.
        return Reading(None, clock.published_on, granularity, "publication", "ago, length not said")
    if granularity in ("week", "month", "year", "decade"):
        wide = calendar.unit(days[0], "year" if granularity == "decade" else granularity, 0)
        days = (wide[0], min(wide[1], clock.published_on)) if wide else days
    return Reading(*days, "year" if granularity == "decade" else granularity, "publication", "ago")


def read_discourse(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "Two days earlier", "a week after", "the next day", "the same day": counted from another time in the text."""
    unit = word_of(tokens, "U") or "day"
    granularity = _GRANULARITY.get(unit, "day")
    codes, ahead = codes_of(tokens), next((token.value for token in tokens if token.code == "x"), "")
    if ahead in ("next", "coming", "upcoming") and unit not in ("day", "hour", "minute") and codes[0] != "t":
        return read_calendar_unit(tokens, clock)
    if clock.anchor is None:
        return unanchored(granularity, "discourse", "discourse")
    if "y" in codes:
        days = calendar.unit(clock.anchor, unit, 0) if unit != "hour" else (clock.anchor, clock.anchor)
        return days and Reading(*days, granularity, "discourse", "the same time")
    sign = -1 if any(code in codes for code in "eB") or "l" in codes else 1
    days, granularity = _offset_days(tokens, clock.anchor, sign)
    if days is None:
        return unanchored(granularity, "discourse", "discourse, length not said")
    if granularity in ("month", "year"):
        days = calendar.unit(days[0], granularity, 0) or days
    return Reading(*days, "day" if granularity == "week" else granularity, "discourse", "discourse")


def read_weekday(tokens: list[Token], clock: Clock) -> Reading | None:
    """"Tuesday": the last one on or before publication, or the next one where the act is ahead."""
    weekday, day = number_of(tokens, "W"), clock.published_on
    if weekday is None:
        return None
    if day is None:
        return unanchored("day", "publication", "weekday")
    which = next((token.code for token in tokens if token.code in "lxh"), "")
    if word_of(tokens, "U") == "week":
        week = calendar.unit(day, "week", {"l": -1, "x": 1}.get(which, 0))
        found = week and calendar.shifted(week[0], "day", weekday)
    elif which == "x" or (clock.future and which != "l"):
        found = calendar.shifted(day, "day", (weekday - day.weekday() - (which == "x")) % 7 + (which == "x"))
    else:
        found = calendar.shifted(day, "day", -((day.weekday() - weekday - (which == "l")) % 7 + (which == "l")))
    return Reading(found, found, "day", "publication", "weekday") if found else None


_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def read_deictic(tokens: list[Token], clock: Clock) -> Reading | None:
    """"yesterday", "overnight", "this morning"."""
    words, day = word_of(tokens, "D"), clock.published_on
    granularity = "part" if words in ("tonight", "overnight") else "day"
    if day is None:
        return unanchored(granularity, "publication", words)
    if words == "overnight":
        before = calendar.shifted(day, "day", -1)
        return Reading(before, day, "part", "publication", words) if before else None
    shift = _DEICTIC.get(words, -2 if "yesterday" in words else 2)
    found = calendar.shifted(day, "day", shift)
    return Reading(found, found, granularity, "publication", words) if found else None


def read_this_part(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "This morning", "last night", "that evening"."""
    part, which = word_of(tokens, "P"), next((token.code for token in tokens if token.code in "lxhy"), "h")
    base = clock.anchor if which == "y" else clock.published_on
    if base is None:
        return unanchored("part", "discourse" if which == "y" else "publication", part)
    if which == "l":
        # Last night began yesterday and ended today.
        before = calendar.shifted(base, "day", -1)
        return Reading(before, base if part == "night" else before, "part", "publication", f"last {part}") if before else None
    return Reading(base, base, "part", "discourse" if which == "y" else "publication", f"this {part}")


def read_named_day(tokens: list[Token], clock: Clock) -> Reading | None:
    name = str(tokens[0].value)
    return dated(tokens, clock, lambda year: calendar.named_day(year, name), "day", name)


def read_now(tokens: list[Token], clock: Clock) -> Reading | None:
    word, day = word_of(tokens, "NeL"), clock.published_on
    if word in ("now", "currently") and day is not None:
        return Reading(day, day, "day", "publication", word)
    if word in ("recently", "lately") and day is not None:
        return Reading(None, day, "day", "publication", word)
    return unanchored("day", "discourse" if word in ("earlier", "later") or not word else "publication", word or "discourse")


def read_duration(tokens: list[Token], clock: Clock) -> Reading | None:
    return unanchored(_GRANULARITY.get(word_of(tokens, "U"), "day"), "event", "duration")


def read_loosely(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "In the past" ends at publication; "the same period", "that time" are times of the text."""
    if any(token.code == "y" for token in tokens) or clock.published_on is None:
        return unanchored("day", "discourse" if any(token.code == "y" for token in tokens) else "publication", "loose")
    return Reading(None, clock.published_on, "day", "publication", "the past")
