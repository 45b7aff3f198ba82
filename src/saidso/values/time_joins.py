"""What joins points of time: parts of the day, ranges, since, until, by, before, after, weeks of a day, anniversaries."""

from __future__ import annotations

import re
from functools import lru_cache

from saidso.values import calendar
from saidso.values.calendar import shifted
from saidso.values.late import pattern
from saidso.values.time_anchors import clock_without_day
from saidso.values.time_points import Clock, Reading
from saidso.values.time_scan import Scan

# A point with the parts of the day and clock times around it: "yesterday evening at 20:30", "dawn on Sunday".
# Bounded on every side, so that a text of nothing but "early early" stays linear.
_X = r"(?:(?:m?p?t?P|C)[,pfr()]{0,3}t?|m[p,]{0,2}t?){0,3}@(?:[,(]?p{0,2}t?(?:m?P|C)\)?){0,3}"
_JOINED = pattern(
    rf"(?=[^_|])(?:(?P<between>bp?t?{_X}&p?t?{_X})|(?P<fromto>[rs]p?t?{_X},?[RuT]p?t?{_X})|(?P<unitof>t?Uft?{_X})|(?P<upto>t?[dn]?URp?t?{_X})"
    rf"|(?P<range>{_X}[RT/]{_X})|(?P<pair>{_X}&p?t?{_X})|(?P<since>sp?t?{_X})|(?P<until>[uT]p?t?{_X})|(?P<by>kp?t?{_X})"
    rf"|(?P<before>Bp?t?{_X})|(?P<after>Ap?t?{_X})|(?P<point>{_X})|(?P<clock>C)|(?P<athour>p[dn](?=[|,]|$))|(?P<part>[pk]t?m?P))"
)
_LASTED = pattern(r"\b(?:last(?:ed|s|ing)|continu(?:ed|ing)|ran|raged|stayed|remained|went\s+on|dragged\s+on|not)\s+$", re.I)
_AHEAD_OF = pattern(r"\b(?:ahead\s+of|before|upcoming|coming|approaching|prepar\w+\s+for|next)\s+(?:the\s+)?(?:\w+\s+)?$", re.I)
# "By 2014" ends with the year; "by Tuesday" is read as the day.
_LONG = ("week", "month", "quarter", "season", "year", "decade")
_HOURS = frozenset(("noon", "midday", "midnight"))
# An anniversary's date stands at most this many words behind it.
_NEAR = 14


Owners = tuple[tuple[int, int, int], ...]


def joined_times(scan: Scan) -> list[tuple[int, int, Reading]]:
    """Join points with what stands around them."""
    alive = tuple((point.first, point.last, i) for i, point in enumerate(scan.points) if scan.readings[i] is not None)
    found: list[tuple[int, int, Reading]] = []
    for kind, owners in _joins_kept(scan.codes, alive) if len(scan.codes) < 24 else _joins(scan.codes, alive):
        found.extend(_joined(scan, kind, owners))
    return found


def _joins(codes: str, alive: Owners) -> list[tuple[str, Owners]]:
    """Which runs of codes join, by kind; an owner is the tokens of one letter and its point, -1 for none."""
    letters: list[str] = []
    owners: list[tuple[int, int, int]] = []
    at = 0
    for first, last, i in (*alive, (len(codes), len(codes), -1)):
        letters.append(codes[at:first])
        owners.extend((k, k + 1, -1) for k in range(at, first))
        if i >= 0:
            letters.append("@")
            owners.append((first, last, i))
        at = last
    return [(match.lastgroup or "", tuple(owners[match.start() : match.end()])) for match in _JOINED.finditer("".join(letters))]


_joins_kept = lru_cache(maxsize=1 << 14)(_joins)


def _joined(scan: Scan, kind: str, owners: Owners) -> list[tuple[int, int, Reading]]:
    start, end = scan.tokens[owners[0][0]].start, scan.tokens[owners[-1][1] - 1].end
    if kind in ("clock", "part"):
        return [_bare_clock(scan, kind, owners)]
    if kind == "athour":
        return _at_hour(scan, owners)
    if len(owners) == 1:
        alone = scan.readings[owners[0][2]]
        assert alone is not None
        return [(start, max(end, scan.reach.get(owners[0][2], 0)), alone)]
    marks = [k for k, owner in enumerate(owners) if owner[2] >= 0]
    readings = [_with_parts(scan, owners, k) for k in marks]
    if len(readings) == 2:
        joined = _range(scan, owners, marks, readings)
        if joined is not None and (kind != "pair" or _follows(*readings)):
            return [(start, end, joined)]
        spans = [(scan.tokens[owners[k][0]].start, scan.tokens[owners[k][1] - 1].end) for k in marks]
        return [(*span, reading) for span, reading in zip(spans, readings, strict=True)]
    reading, mark = readings[0], owners[marks[0]]
    bare = (scan.tokens[owners[-1][0] if kind != "by" else owners[1][0]].start, end, reading)
    if kind == "point":
        return [(start, max(end, scan.reach.get(mark[2], 0)), reading)]
    if kind in ("unitof", "upto"):
        whole = _unit_of(scan, owners, reading) if kind == "unitof" else _up_to(scan, owners, reading)
        return [(start, end, whole)] if whole else [(scan.tokens[mark[0]].start, end, reading)]
    if kind == "by":
        return [(start, end, _by(scan, mark, reading))] if reading.granularity in _LONG else [bare]
    if kind == "until" and _LASTED.search(scan.text[max(0, start - 20) : start]):
        return [(scan.tokens[owners[1][0]].start, end, reading)]
    return [(start, max(end, scan.reach.get(mark[2], 0)), bounded(kind, reading, scan.clocks[mark[2]]))]


def _bare_clock(scan: Scan, kind: str, owners: Owners) -> tuple[int, int, Reading]:
    first, last = owners[0][0] + (kind == "part"), scan.tokens[owners[-1][1] - 1]
    hour = kind == "clock" or last.value in _HOURS
    granularity, span = "hour" if hour else "part", (scan.tokens[first].start, last.end)
    day = clock_without_day(scan, owners[0][0])
    if day is not None:
        return (*span, day._replace(granularity=granularity, relative_to="discourse", rule=kind))
    return (*span, Reading(None, None, granularity, "publication" if kind == "clock" else "discourse", kind))


def _at_hour(scan: Scan, owners: Owners) -> list[tuple[int, int, Reading]]:
    """ "It stopped at nine": an hour of the day told of; nothing where no day is told of."""
    at, number = scan.tokens[owners[0][0]], scan.tokens[owners[1][0]]
    day = (
        clock_without_day(scan, owners[0][0])
        if at.value == "at" and isinstance(number.value, int) and number.value <= 24
        else None
    )
    return [(number.start, number.end, day._replace(granularity="hour", relative_to="discourse", rule="clock"))] if day else []


def _unit_of(scan: Scan, owners: Owners, reading: Reading) -> Reading | None:
    """ "The week of 9 May": the week that holds it."""
    unit = next((str(scan.tokens[first].value) for first, _, i in owners if i < 0 and scan.tokens[first].code == "U"), "")
    if unit not in ("week", "month", "year") or reading.earliest is None or reading.granularity not in ("day", "part"):
        return None
    days = calendar.unit(reading.earliest, unit, 0)
    return days and Reading(*days, unit, reading.relative_to, f"{unit} of a day")


def _up_to(scan: Scan, owners: Owners, reading: Reading) -> Reading | None:
    """ "The five days to 7 June", "the week ending 7 June": that long, the last day included."""
    said = [scan.tokens[first] for first, _, i in owners if i < 0]
    unit = next(str(token.value) for token in said if token.code == "U")
    count = next((token.value for token in said if token.code in "dn" and isinstance(token.value, int)), 1)
    if reading.latest is None or not any(token.value in ("to", "ending") for token in said):
        return None
    before = shifted(reading.latest, unit, -count) if unit in ("day", "week", "month", "year") else None
    start = before and shifted(before, "day", 1)
    return Reading(start, reading.latest, "day", reading.relative_to, "span up to a day") if start else None


def _by(scan: Scan, mark: tuple[int, int, int], reading: Reading) -> Reading:
    """ "By the end of the week", "by 2014": then at the latest; a unit that still runs is not cut at publication."""
    end = reading.latest
    whole = scan.read(mark[2], scan.clocks[mark[2]]._replace(future=True))
    if whole and whole.latest and end and "m" in scan.codes[mark[0] : mark[1]] and "U" in scan.codes[mark[0] : mark[1]]:
        end = max(end, whole.latest)
    return reading._replace(earliest=None, latest=end, rule=f"by {reading.rule}", candidates=())


def _with_parts(scan: Scan, owners: Owners, mark: int) -> Reading:
    """The point's reading, made finer by a part of the day or a clock time beside it."""
    reading = scan.readings[owners[mark][2]]
    assert reading is not None
    if not any(owner < 0 and scan.codes[first] in "PCm" for first, _, owner in owners):
        return reading
    said = [scan.tokens[k] for first, last, owner in owners if owner < 0 for k in range(first, last)]
    said = [token for token in said if token.code in "PCm"]
    if reading.granularity not in ("day", "part") or not said:
        return reading
    hour = any(token.code == "C" or token.value in _HOURS for token in said)
    words = " ".join(scan.text[token.start : token.end].lower() for token in said)
    return reading._replace(granularity="hour" if hour else "part", rule=f"{reading.rule}, {words}")


def _range(scan: Scan, owners: Owners, marks: list[int], readings: list[Reading]) -> Reading | None:
    """From the first point to the second; a year or week that only one of them says holds for both."""
    first, second = readings
    one, other = owners[marks[0]][2], owners[marks[1]][2]
    if first.relative_to == "publication" and first.earliest is None and second.relative_to == "none" and second.latest:
        first = scan.read(one, scan.clocks[one]._replace(published_on=second.latest)) or first
    if first.earliest is None or (second.earliest is None and second.latest is None):
        return Reading(None, None, second.granularity, second.relative_to, "range")
    late = second.latest and (second.relative_to == "none" or first.earliest > second.latest)
    if first.relative_to == "publication" and late and second.latest:
        first = scan.read(one, scan.clocks[one]._replace(published_on=second.latest)) or first
    elif first.relative_to == "none" and second.relative_to == "publication" and first.earliest:
        second = scan.read(other, scan.clocks[other]._replace(published_on=first.earliest, future=True)) or second
    if first.earliest and second.latest and first.earliest > second.latest:
        return None
    return Reading(first.earliest, second.latest, second.granularity, second.relative_to, "range")


def _follows(first: Reading, second: Reading) -> bool:
    if first.latest is None or second.earliest is None:
        return False
    return shifted(first.latest, "day", 1) == second.earliest


def bounded(kind: str, reading: Reading, clock: Clock) -> Reading:
    """A reading with one end opened: "since", "until", "before" or "after" it, up to the publication day where that is known."""
    start, end, published = reading.earliest, reading.latest, clock.published_on
    rule = f"{kind} {reading.rule}"
    if start is None and end is None:
        return reading._replace(rule=rule, candidates=())
    if kind in ("before", "after") and reading.granularity == "hour":
        # "Shortly before 6:30 on Saturday" is still that Saturday.
        return reading._replace(rule=rule)
    if kind == "since":
        start = start or end
        end = published if published and start and published >= start else None
    elif kind == "until":
        start, end = None, end or start
    elif kind == "before":
        bound = start or end
        start, end = None, shifted(bound, "day", -1) if bound else None
    else:
        bound = end or start
        start = shifted(bound, "day", 1) if bound else None
        end = published if published and start and published >= start else None
    return Reading(start, end, reading.granularity, reading.relative_to, rule)


def anniversaries(scan: Scan) -> list[tuple[int, int, Reading]]:
    """ "The tenth anniversary of the 15 March 2011 protests": the day itself, and the date inside stands on its own."""
    found = []
    for k, token in enumerate(scan.tokens):
        if token.code != "V":
            continue
        first = k - 1 if k and scan.codes[k - 1] in "on" else k
        order = scan.tokens[first].value if first < k else None
        first = first - 1 if first and scan.codes[first - 1] in "ta" else first
        inner = next((i for i, point in enumerate(scan.points) if 0 < point.first - k <= _NEAR and _dates(scan, i)), None)
        day, end = None, token.end
        if inner is not None and scan.same_sentence(k, scan.points[inner].first):
            day, end = scan.readings[inner], scan.end(inner)
        start = scan.tokens[first].start
        clock = scan.clock
        if _AHEAD_OF.search(scan.text[max(0, start - 40) : start]):
            clock = clock._replace(future=True)
        found.append((start, end, _anniversary(day, order if isinstance(order, int) else None, clock)))
    return found


def _dates(scan: Scan, i: int) -> bool:
    """Whether point ``i`` may be the date of what an anniversary remembers: a day, a month or a year said by number."""
    reading = scan.readings[i]
    return reading is not None and reading.earliest is not None and scan.points[i].rule not in ("season", "weekday", "deictic")


def _anniversary(inner: Reading | None, order: int | None, clock: Clock) -> Reading:
    """The day, month or year so many years after; without a number the last one up to publication, or the next one ahead."""
    day = inner.earliest if inner else None
    unit = "year" if inner and inner.granularity == "year" else "month" if inner and inner.granularity == "month" else "day"
    open_reading = Reading(None, None, "day", "event", "anniversary")
    published = clock.published_on
    if day is None or (unit == "day" and inner and inner.earliest != inner.latest):
        return open_reading
    if order is None:
        if published is None or unit == "year":
            return open_reading
        order = published.year - day.year
        found = shifted(day, "year", order)
        order += 0 if found is None else (found < published) if clock.future else -(found > published)
    found = shifted(day, "year", order)
    days = calendar.unit(found, unit, 0) if found else None
    return Reading(*days, unit, "event", "anniversary") if days else open_reading
