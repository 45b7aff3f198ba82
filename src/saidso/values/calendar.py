"""Days of the calendar: months and their parts, weeks, quarters, seasons, fiscal years, Hijri months, named days.

Pure date arithmetic without words around it; every function is total and gives None where no such days exist. Weeks run Monday
to Sunday, seasons are the northern ones by months (eval/value_cases.README.md).
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

Days = tuple[date, date]

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# The thirds of a month and of a year, as the value cases read "early", "mid" and "late".
_MONTH_PARTS = {
    "early": (1, 10),
    "beginning": (1, 10),
    "start": (1, 10),
    "mid": (11, 20),
    "middle": (11, 20),
    "late": (21, 31),
    "end": (21, 31),
    "opening": (1, 10),
    "closing": (21, 31),
}
_YEAR_PARTS = {
    "early": (1, 4),
    "beginning": (1, 4),
    "start": (1, 4),
    "mid": (5, 8),
    "middle": (5, 8),
    "late": (9, 12),
    "end": (9, 12),
}
_NAMED_DAYS = {
    "new year's eve": (12, 31, 31),
    "new year's day": (1, 1, 1),
    "christmas": (12, 25, 25),
    "christmas eve": (12, 24, 24),
    "christmas day": (12, 25, 25),
    "boxing day": (12, 26, 26),
    "bastille day": (7, 14, 14),
    "may day": (5, 1, 1),
    "armistice day": (11, 11, 11),
    "valentine's day": (2, 14, 14),
    "women's day": (3, 8, 8),
    "international women's day": (3, 8, 8),
    "human rights day": (12, 10, 10),
    "nakba day": (5, 15, 15),
    "land day": (3, 30, 30),
    "nowruz": (3, 20, 21),
    "newroz": (3, 20, 21),
}
_HIJRI_DAYS = {"eid al-fitr": (10, 1, 3), "eid al-adha": (12, 10, 13), "ashura": (1, 10, 10)}


def one_day(year: int, month_number: int, day: int) -> Days | None:
    """The day, or None where the month has no such day."""
    return between(year, month_number, day, day)


def between(year: int, month_number: int, first: int, last: int) -> Days | None:
    """Days ``first`` to ``last`` of one month."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month_number <= 12 and 1 <= first <= last <= _length(year, month_number)):
        return None
    return date(year, month_number, first), date(year, month_number, last)


def _length(year: int, month_number: int) -> int:
    if month_number == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month_number in (4, 6, 9, 11) else 31


def month(year: int, number: int) -> Days | None:
    """The whole month."""
    return between(year, number, 1, _length(year, number)) if MINYEAR <= year <= MAXYEAR and 1 <= number <= 12 else None


def year(number: int) -> Days | None:
    """The whole year."""
    return (date(number, 1, 1), date(number, 12, 31)) if MINYEAR <= number <= MAXYEAR else None


def years(first: int, last: int) -> Days | None:
    """Whole years ``first`` to ``last``."""
    start, end = year(first), year(last)
    return (start[0], end[1]) if start and end and start <= end else None


def nth_weekday(whole: Days | None, weekday: int, order: int) -> Days | None:
    """The ``order``-th such weekday in ``whole``, Monday 0; order 0 is the last one."""
    if whole is None or not 0 <= order <= 5:
        return None
    if order == 0:
        found = shifted(whole[1], "day", -((whole[1].weekday() - weekday) % 7))
    else:
        found = shifted(whole[0], "day", (weekday - whole[0].weekday()) % 7 + 7 * (order - 1))
    return (found, found) if found and whole[0] <= found <= whole[1] else None


def months(year_number: int, first: int, last: int) -> Days | None:
    """Whole months ``first`` to ``last`` of one year."""
    start, end = month(year_number, first), month(year_number, last)
    return (start[0], end[1]) if start and end else None


def part_of_month(year_number: int, number: int, part_name: str) -> Days | None:
    """ "Early", "mid" or "late" in a month; the whole month where ``part_name`` is empty."""
    whole = month(year_number, number)
    if whole is None or part_name not in _MONTH_PARTS:
        return whole
    first, last = _MONTH_PARTS[part_name]
    return between(year_number, number, first, min(last, whole[1].day))


def part_of_year(number: int, part_name: str) -> Days | None:
    """A third of the year ("mid-2014": May to August); the whole year where ``part_name`` is empty."""
    return months(number, *_YEAR_PARTS[part_name]) if part_name in _YEAR_PARTS else year(number)


def part_of_decade(start: int, part_name: str) -> Days | None:
    """The ten years from ``start``, or "early" (0-3), "mid" (4-6), "late" (7-9) in them."""
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part_name, (0, 9))
    begin, end = year(start + first), year(start + last)
    return (begin[0], end[1]) if begin and end else None


def part_of_unit(days: Days, unit_name: str, part_name: str) -> Days:
    """A third of a week, month or year given by its days."""
    if part_name == "":
        return days
    if unit_name == "month":
        return part_of_month(days[0].year, days[0].month, part_name) or days
    if unit_name == "year":
        return part_of_year(days[0].year, part_name) or days
    return days


def season(number: int, name: str) -> Days | None:
    """Three months; winter begins in December of ``number`` and ends in the next year."""
    if name not in _SEASONS:
        return None
    if name != "winter":
        return months(number, _SEASONS[name], _SEASONS[name] + 2)
    start, end = month(number, 12), month(number + 1, 2)
    return (start[0], end[1]) if start and end else None


def quarter(number: int, which: int) -> Days | None:
    return months(number, 3 * which - 2, 3 * which)


def fiscal(number: int, *, split: bool = False) -> list[Days]:
    """The usual readings of "fiscal year 2020": from October before, January, April.

    ``split`` is for "2020/21": from April, July, October.
    """
    starts = ((number, 4), (number, 7), (number, 10)) if split else ((number - 1, 10), (number, 1), (number, 4))
    readings = []
    for start_year, start_month in starts:
        start = month(start_year, start_month)
        end = shifted(start[0], "month", 12) if start else None
        if start and end:
            readings.append((start[0], end - timedelta(days=1)))
    return readings


def shifted(day: date, unit_name: str, amount: int) -> date | None:
    """``day`` moved by ``amount`` units; the last day of a shorter month; None beyond the calendar."""
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit_name)
    if days is not None:
        ordinal = day.toordinal() + days * amount
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
    steps = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit_name, 0) * amount
    year_number, index = divmod(day.year * 12 + day.month - 1 + steps, 12)
    if not MINYEAR <= year_number <= MAXYEAR:
        return None
    return date(year_number, index + 1, min(day.day, _length(year_number, index + 1)))


def unit(day: date, name: str, shift: int, *, rolling: bool = False) -> Days | None:
    """The calendar day, week, month, quarter, year, decade or weekend of ``day``, ``shift`` units away.

    ``rolling`` gives the span that ends (or begins) at ``day`` instead: "the past week".
    """
    if rolling:
        edge = shifted(day, name, shift)
        return (min(edge, day), max(edge, day)) if edge else None
    if name in ("week", "weekend", "fortnight"):
        monday = shifted(day, "day", -day.weekday())
        if name == "weekend":
            # On a weekday "the weekend" is the one before; on Saturday and Sunday it is this one.
            saturday = shifted(day, "day", -((day.weekday() - 5) % 7) + 7 * max(shift, 0))
            end = saturday and shifted(saturday, "day", 1)
            return (saturday, end) if saturday and end else None
        start = monday and shifted(monday, "week", shift)
        end = start and shifted(start, "day", 6)
        return (start, end) if start and end else None
    moved = shifted(day, name, shift)
    if moved is None:
        return None
    if name == "month":
        return month(moved.year, moved.month)
    if name == "quarter":
        return quarter(moved.year, (moved.month + 2) // 3)
    if name == "year":
        return year(moved.year)
    if name == "decade":
        return part_of_decade(moved.year // 10 * 10, "")
    return moved, moved


def part(whole: Days | None, order: int, count: int, unit_name: str) -> Days | None:
    """The ``order``-th stretch of ``count`` units in ``whole``; order 0 is the last one. "half" and "quarter" divide a year."""
    if whole is None:
        return None
    if unit_name in ("half", "quarter"):
        parts = 2 if unit_name == "half" else 4
        if not 0 <= order <= parts:
            return None
        return _fraction(whole, (order or parts) - 1, parts)
    start = shifted(whole[0], unit_name, (order - 1) * count) if order else None
    end = shifted(start, unit_name, count) if start else None
    if order == 0:
        after = shifted(whole[1], "day", 1)
        start, end = (shifted(after, unit_name, -count) if after else None), after
    if start is None or end is None or start > whole[1]:
        return None
    return max(start, whole[0]), min(end - timedelta(days=1), whole[1])


def _fraction(whole: Days, index: int, parts: int) -> Days | None:
    if (whole[0].month, whole[1].month) == (1, 12):
        size = 12 // parts
        return months(whole[0].year, index * size + 1, (index + 1) * size)
    length = (whole[1] - whole[0]).days + 1
    first, last = index * length // parts, (index + 1) * length // parts - 1
    return whole[0] + timedelta(days=first), whole[0] + timedelta(days=last)


def slashed(words: str, *, day_first: bool | None) -> list[date]:
    """The days that a numeric date may mean: one for 2022-01-12 or 12.1.2022, one or two for 03/04/2021.

    Args:
        words: digits with - / or . between.
        day_first: the outlet's habit, where known; a dotted date always gives the day first.
    """
    mark = next((c for c in words if c in "-/."), "-")
    numbers = [int(piece) for piece in words.replace("/", mark).replace(".", mark).replace("-", mark).split(mark)]
    if len(words.split(mark)[0]) == 4:
        orders = [(numbers[0], numbers[1], numbers[2])]
    else:
        full = numbers[2] if numbers[2] > 99 else numbers[2] + (2000 if numbers[2] < 70 else 1900)
        orders = [(full, numbers[1], numbers[0]), (full, numbers[0], numbers[1])]
        if mark == ".":
            orders = orders[:1]
    found = [days[0] for order in orders if (days := one_day(*order))]
    if day_first is not None and len(found) == 2:
        found = [found[0] if day_first else found[1]]
    return sorted(set(found))


def named_day(number: int, name: str) -> Days | None:
    """A day with a name ("Christmas", "Eid al-Fitr", "9/11") in the year ``number``."""
    if name == "9/11":
        return one_day(2001, 9, 11) if number >= 2001 else None
    name = "new year's eve" if "eve of" in name else name.replace("al ", "al-")
    if name in _NAMED_DAYS:
        return between(number, *_NAMED_DAYS[name])
    if name in _HIJRI_DAYS:
        month_number, first, last = _HIJRI_DAYS[name]
        start, end = hijri_in(number, month_number, first), hijri_in(number, month_number, last)
        return (start[0], end[1]) if start and end else None
    fixed = name.replace("years ", "year's ").replace("valentines ", "valentine's ").replace("womens ", "women's ")
    return between(number, *_NAMED_DAYS[fixed]) if fixed in _NAMED_DAYS else None


def hijri(number: int, month_number: int, day: int | None) -> Days | None:
    """Days of the tabular Islamic calendar (civil epoch); sightings may differ by a day."""
    start = _hijri_ordinal(number, month_number, day or 1)
    after = (number + 1, 1) if month_number == 12 else (number, month_number + 1)
    end = _hijri_ordinal(*after, 1) - 1 if day is None else start
    if day is not None and not 1 <= day <= 30:
        return None
    return date.fromordinal(start), date.fromordinal(end)


def hijri_in(gregorian: int, month_number: int, day: int | None) -> Days | None:
    """The Hijri month (or day in it) that begins in the Gregorian year; None where none does."""
    guess = round((gregorian - 622) * 33 / 32)
    for number in range(guess - 1, guess + 3):
        if 1 <= number <= 9000:
            days = hijri(number, month_number, day)
            if days and days[0].year == gregorian:
                return days
    return None


def _hijri_ordinal(number: int, month_number: int, day: int) -> int:
    # 227014 is 16 July 622 (Julian) as a proleptic Gregorian ordinal; 30 years of 354 days carry 11 leap days.
    return day + -(-59 * (month_number - 1) // 2) + (number - 1) * 354 + (3 + 11 * number) // 30 + 227014
