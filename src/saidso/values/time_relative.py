"""Times that count from another one: last week, two days ago, the next day, on Tuesday.

Where the day they count from is not known they stay open at both ends and say what they are relative to.
"""

from __future__ import annotations

from datetime import date

from saidso.values import calendar
from saidso.values.calendar import Days
from saidso.values.time_points import FOLLOWING, Clock, Reading, absolute, codes_of, dated, number_of, unanchored, word_of
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


_PREVIOUS = ("previous", "preceding")


def read_calendar_unit(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "Last week", "this month", "late last year", "earlier this month", "next year"."""
    unit = next((str(token.value) for token in tokens if token.code in "UEj"), "")
    which = next((token for token in tokens if token.code in "lxht"), None)
    published = clock.published_on
    granularity = "day" if unit == "weekend" else _GRANULARITY.get(unit, unit)
    if which is not None and which.value in _PREVIOUS and unit in ("day", "week", "month", "year"):
        # "The previous week" is the one before the week told of, "last week" the one before publication.
        return _beside_anchor(unit, -1, clock)
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


def _beside_anchor(unit: str, shift: int, clock: Clock) -> Reading | None:
    if clock.anchor is None:
        return unanchored(_GRANULARITY[unit], "discourse", f"{unit} beside another")
    days = calendar.unit(clock.anchor, unit, shift)
    return days and Reading(*days, _GRANULARITY[unit], "discourse", f"{unit} beside another")


def read_before_last(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "The year before last", "the night before last", "the Monday before last"."""
    head = next(token for token in tokens if token.code in "UWPE")
    day = clock.published_on
    granularity = {"U": _GRANULARITY.get(str(head.value), "day"), "P": "part"}.get(head.code, "day")
    if day is None:
        return unanchored(granularity, "publication", "before last")
    if head.code == "W" and isinstance(head.value, int):
        found = calendar.shifted(day, "day", -((day.weekday() - head.value - 1) % 7) - 8)
        return Reading(found, found, "day", "publication", "before last") if found else None
    if head.code == "P":
        first, last = calendar.shifted(day, "day", -2), calendar.shifted(day, "day", -1 if head.value == "night" else -2)
        return Reading(first, last, "part", "publication", "before last")
    days = calendar.unit(day, str(head.value), -1 if head.code == "E" else -2)
    return days and Reading(*days, granularity, "publication", "before last")


def read_within(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "Within 72 hours": from the time told of, or from publication where the verb looks ahead."""
    unit = word_of(tokens, "U")
    base, relative_to = (clock.published_on, "publication") if clock.future and not clock.anchor else (clock.anchor, "discourse")
    granularity = _GRANULARITY.get(unit, "day")
    days = None if base is None else _offset_days(tokens, base, 1)[0]
    if base is None or days is None:
        return unanchored(granularity, relative_to, "within")
    return Reading(base, max(base, days[1]), granularity, relative_to, "within")


def read_days_on(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "Five days on, ...": so long after the time told of."""
    return read_discourse([*tokens[:-1], Token("L", "later", 0, 0)], clock) if tokens[-1].value == "on" else None


def read_eve(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "The eve of the attack"."""
    if clock.anchor is None:
        return unanchored("day", "event", "eve")
    found = calendar.shifted(clock.anchor, "day", -1)
    return Reading(found, found, "day", "discourse", "eve") if found else None


def read_rate(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "Per month", "every Friday": how often, not when."""
    return None


def read_overnight(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "Overnight into Sunday", "overnight Thursday to Friday"; "overnight on Friday" may begin or end on it: both stand."""
    weekdays = [token for token in tokens if token.code == "W"]
    last = read_weekday(weekdays[-1:], clock)
    if last is None or last.earliest is None:
        return last and last._replace(granularity="part", rule="overnight")
    before, after = calendar.shifted(last.earliest, "day", -1), calendar.shifted(last.earliest, "day", 1)
    if before is None or after is None:
        return None
    if len(weekdays) == 2 or "into" in [token.value for token in tokens]:
        return Reading(before, last.earliest, "part", "publication", "overnight")
    nights = ((before, last.earliest), (last.earliest, after))
    return Reading(before, after, "part", "publication", "overnight, which night is open", nights)


def read_rolling(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "The past 24 hours", "the last three days", "the next two weeks", "recent days"."""
    unit, ahead = word_of(tokens, "U"), any(token.code == "x" for token in tokens)
    if tokens[0].code == "q" and tokens[0].value != "recent":
        return None
    count = number_of([token for token in tokens if token.code in "dn"][-1:], "dn")
    relative_to, day = ("discourse", clock.anchor) if ahead and clock.anchor else ("publication", clock.published_on)
    granularity = _GRANULARITY.get(unit, "day")
    if day is None:
        return unanchored(granularity, relative_to, "rolling span")
    if count is None and unit in ("hour", "minute"):
        count = 1
    if count is None:
        # "Few", "several" and "recent" give no number: the far end stays open.
        return Reading(day if ahead else None, None if ahead else day, granularity, relative_to, "rolling span of unsaid length")
    if unit in ("hour", "minute"):
        unit, count = "day", max(1, -(-count // 24)) if unit == "hour" else 1
    edge = calendar.shifted(day, unit, count if ahead else -count)
    if edge is None:
        return None
    return Reading(*((day, edge) if ahead else (edge, day)), granularity, relative_to, "rolling span")


def _offset_days(tokens: list[Token], base: date, sign: int) -> tuple[Days | None, str]:
    unit, amount = word_of(tokens, "U"), number_of(tokens, "dn")
    vague = any(token.code == "q" and token.value != "couple" for token in tokens) or tokens[0].code == "U"
    if amount is None and not vague:
        amount = _AMOUNTS.get(word_of(tokens, "q") or word_of(tokens, "a"), 1)
    granularity = _GRANULARITY.get(unit, "day")
    if unit == "minute":
        return (base, base), "hour"
    if unit == "hour":
        edge = calendar.shifted(base, "day", sign * max(1, -(-(amount or 24) // 24)))
        return (None if edge is None else (min(base, edge), max(base, edge))), granularity
    if amount is None:
        return None, granularity
    day = calendar.shifted(base, unit, sign * amount)
    return (None if day is None else (day, day)), granularity


# A report that says "two hours ago" speaks of its own day, but for the few written after midnight.
_FEW_HOURS = 6


def read_ago(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "three days ago", "a week earlier"."""
    unit = word_of(tokens, "U")
    if clock.published_on is None:
        return unanchored(_GRANULARITY.get(unit, "day"), "publication", "ago")
    days, granularity = _offset_days(tokens, clock.published_on, -1)
    if days is None:
        # "Several weeks ago", "weeks ago": before publication, how far is not said.
        last = clock.published_on if granularity == "hour" else calendar.shifted(clock.published_on, "day", -1)
        return Reading(None, last, granularity, "publication", "ago, length not said") if last else None
    if word_of(tokens, "D") == "today":
        # "Five years ago today" is the day itself.
        return Reading(*days, "day", "publication", "ago, to the day")
    if granularity == "hour" and (unit == "minute" or (number_of(tokens, "dn") or 1) <= _FEW_HOURS):
        return Reading(clock.published_on, clock.published_on, "hour", "publication", "ago")
    if granularity in ("week", "month", "year", "decade"):
        wide = calendar.unit(days[0], "year" if granularity == "decade" else granularity, 0)
        days = (wide[0], min(wide[1], clock.published_on)) if wide else days
    return Reading(*days, "year" if granularity == "decade" else granularity, "publication", "ago")


def read_discourse(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "Two days earlier", "a week after", "the next day", "the same day": counted from another time in the text."""
    unit = word_of(tokens, "U") or "day"
    granularity = _GRANULARITY.get(unit, "day")
    codes, ahead = codes_of(tokens), next((token.value for token in tokens if token.code == "x"), "")
    if ahead in ("coming", "upcoming"):
        return read_rolling(tokens, clock._replace(anchor=None))
    if ahead == "next" and unit not in ("day", "hour", "minute") and codes[0] != "t":
        return read_calendar_unit(tokens, clock)
    if unit == "day" and clock.anchor_unit != "day":
        clock = clock._replace(anchor=None)
    if clock.anchor is None:
        return unanchored(granularity, "discourse", "discourse")
    if "y" in codes:
        days = calendar.unit(clock.anchor, unit, 0) if unit != "hour" else (clock.anchor, clock.anchor)
        return days and Reading(*days, granularity, "discourse", "the same time")
    sign = -1 if any(code in codes for code in "eB") or "l" in codes else 1
    days, granularity = _offset_days(tokens, clock.anchor, sign)
    if days is None:
        return unanchored(granularity, "discourse", "discourse, length not said")
    if granularity == "year" and clock.anchor_unit != "year":
        # "A year later" than a day is about that day's month.
        granularity = "month"
    if granularity in ("month", "year"):
        days = calendar.unit(days[0], granularity, 0) or days
    return Reading(*days, "day" if granularity == "week" else granularity, "discourse", "discourse")


def read_weekday(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "Tuesday": the last one on or before publication, or the next one where the act is ahead."""
    weekday, day = number_of(tokens, "W"), clock.published_on
    if weekday is None:
        return None
    side = next((token for token in tokens if token.value in (*FOLLOWING, *_PREVIOUS) or token.code in "AB"), None)
    if side is not None and not (clock.future and side.code == "x"):
        return _weekday_beside(weekday, 1 if side.code in "xA" else -1, clock)
    if day is None:
        return unanchored("day", "publication", "weekday")
    if [token.code for token in tokens[-2:]] == ["W", "U"] and tokens[-1].value == "week":
        # "Saturday week" is the one after the coming Saturday.
        found = calendar.shifted(day, "day", (weekday - day.weekday()) % 7 + 7)
        return Reading(found, found, "day", "publication", "weekday") if found else None
    which = next((token.code for token in tokens if token.code in "lxh"), "")
    if which and word_of(tokens, "U") == "week":
        week = calendar.unit(day, "week", {"l": -1, "x": 1}.get(which, 0))
        found = week and calendar.shifted(week[0], "day", weekday)
    elif which == "x" or (clock.future and which != "l"):
        found = calendar.shifted(day, "day", (weekday - day.weekday() - (which == "x")) % 7 + (which == "x"))
    else:
        found = calendar.shifted(day, "day", -((day.weekday() - weekday - (which == "l")) % 7 + (which == "l")))
    return Reading(found, found, "day", "publication", "weekday") if found else None


def _weekday_beside(weekday: int, sign: int, clock: Clock) -> Reading | None:
    """ "The following Tuesday", "the Sunday after", "the previous Monday": strictly beyond the day told of."""
    if clock.anchor is None or clock.anchor_unit != "day":
        return unanchored("day", "discourse", "weekday beside a day")
    steps = (sign * (weekday - clock.anchor.weekday()) - 1) % 7 + 1
    found = calendar.shifted(clock.anchor, "day", sign * steps)
    return Reading(found, found, "day", "discourse", "weekday beside a day") if found else None


_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def read_deictic(tokens: list[Token], clock: Clock) -> Reading | None:
    """ "yesterday", "overnight", "this morning"."""
    words, day = word_of(tokens, "DO"), clock.published_on
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
    """ "This morning", "last night"; "that evening", "the following morning", "the night before" count from the day told of."""
    part, which = word_of(tokens, "P"), next((token for token in tokens if token.code in "lxhyAB"), None)
    code = which.code if which else "h"
    from_text = code in "yAB" or (which is not None and which.value in ("next", *FOLLOWING, *_PREVIOUS))
    base = clock.anchor if from_text else clock.published_on
    relative_to = "discourse" if from_text else "publication"
    if base is None or (from_text and clock.anchor_unit != "day"):
        return unanchored("part", relative_to, part)
    moved = calendar.shifted(base, "day", {"l": -1, "B": -1, "x": 1, "A": 1}.get(code, 0))
    if moved is None:
        return None
    if part == "night" and code in "lB":
        # Last night began yesterday and ended today.
        return Reading(moved, base, "part", relative_to, f"last {part}")
    return Reading(moved, moved, "part", relative_to, f"{which.value if which else 'this'} {part}")


def read_named_day(tokens: list[Token], clock: Clock) -> Reading | None:
    name = str(tokens[0].value)
    if name == "9/11":
        return absolute(calendar.named_day(2001, name), "day", name)
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
