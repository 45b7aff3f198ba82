"""From the points of a text to its times: what anchors them, and what joins them.

Verbs, quotes and other dates of the text decide what a point counts from; parts of the day, ranges, "since" and "until" around
it make one time of several words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from saidso.values.calendar import shifted
from saidso.values.late import pattern
from saidso.values.time_guards import is_time, month_alone
from saidso.values.time_points import Clock, Reading, codes_of
from saidso.values.time_rules import HANDLERS, POINT
from saidso.values.time_words import Token, tokens_of

# A point with the parts of the day and clock times around it: "yesterday evening at 20:30", "dawn on Sunday".
# Bounded on every side, so that a text of nothing but "early early" stays linear.
_X = r"(?:(?:m?p?t?P|C)[,pfr()]{0,3}t?|m[p,]{0,2}t?){0,3}@(?:[,(]?p{0,2}t?(?:m?P|C)\)?){0,3}"
_JOINED = pattern(
    rf"(?P<between>bp?t?{_X}&p?t?{_X})|(?P<fromto>rp?t?{_X},?[Ru]p?t?{_X})|(?P<range>{_X}R{_X})|(?P<pair>{_X}&p?t?{_X})"
    rf"|(?P<since>sp?t?{_X})|(?P<until>up?t?{_X})|(?P<before>Bp?t?{_X})|(?P<after>Ap?t?{_X})|(?P<point>{_X})|(?P<clock>C)|(?P<part>pt?m?P)"
)
_FUTURE = pattern(
    r"\b(?:will|shall|would|going\s+to|due\s+(?:to|on)|set\s+(?:to|for)|scheduled|upcoming|plans?\s+to|expected\s+to|(?:is|are)\s+to)\b",
    re.I,
)
_SAID = pattern(r"\b(?:said|told|announced|added|reported|stated|claimed|confirmed|wrote|tweeted|says)\b", re.I)
_SPOKEN_ON = pattern(r"\b(?:told|said|speaking|spoke|announced|stated|interview|added|wrote|declared)\b[^.“”\"]{0,80}$", re.I)
_DATED = pattern(
    r"\b(?:dated|(?:statement|communiqu[eé]|letter|report|press\s+release|message|briefing|interview|declaration)\s+(?:\w+\s+){0,2}?(?:of|on|from|dated))\s+"
    r"(?:the\s+)?$",
    re.I,
)
_LASTED = pattern(r"\b(?:last(?:ed|s|ing)|continu(?:ed|ing)|ran|raged|stayed|remained|went\s+on|dragged\s+on)\s+$", re.I)
_ON = pattern(r"\s+(?:on|in)$")
_OPENING, _CLOSING = "“«", "”»"
# An anchor further than this many words behind "a week after" belongs to something else.
_NEAR = 14
# How far before a date its sentence is read, in code points.
_SENTENCE = 400
# Time arguments are a few words; longer ones are whole sentences, not worth keeping.
_SHORT = 48


class _Point(NamedTuple):
    rule: str
    first: int
    last: int


@dataclass(slots=True, kw_only=True)
class Scan:
    """One text in work: its tokens, the points found in it, and what each means so far."""

    text: str
    clock: Clock
    tokens: list[Token]
    points: list[_Point]
    readings: list[Reading | None] = field(default_factory=list)


def scanned(text: str, clock: Clock, *, strict: bool) -> Scan:
    tokens, points = _parsed(text) if not strict and len(text) <= _SHORT else _parse(text, strict=strict)
    return Scan(text=text, clock=clock, tokens=tokens, points=points)


@lru_cache(maxsize=4096)
def _parsed(words: str) -> tuple[list[Token], list[_Point]]:
    """The parse of a short argument, kept: "on Tuesday" comes again in every report, only its clock differs."""
    return _parse(words, strict=False)


def _parse(text: str, *, strict: bool) -> tuple[list[Token], list[_Point]]:
    tokens = tokens_of(text)
    codes = codes_of(tokens)
    points: list[_Point] = []
    at = 0
    while (match := POINT.search(codes, at)) is not None:
        rule, first, last = match.lastgroup or "", match.start(), match.end()
        at = last
        if strict and rule == "date_md" and month_alone(text, tokens, first, last):
            rule, last = "month", last - 1
            at = last
        if strict and not is_time(rule, text, tokens, first, last):
            at = first + 1
            continue
        points.append(_Point(rule, first, last))
    return tokens, points


def outside(scan: Scan) -> list[Token]:
    return scan.tokens[: scan.points[0].first] + scan.tokens[scan.points[-1].last :]


def resolve(scan: Scan, *, follow: bool) -> None:
    """Give every point its reading; with ``follow``, verbs, earlier times and quotes of the text take part."""
    for point in scan.points:
        clock = replace(scan.clock, future=True) if follow and _looks_ahead(scan, point) else scan.clock
        scan.readings.append(HANDLERS[point.rule](scan.tokens[point.first : point.last], clock))
    for i, point in enumerate(scan.points):
        if point.rule == "discourse" and (reading := scan.readings[i]) is not None and reading.relative_to == "discourse":
            scan.readings[i] = _anchored(scan, i, follow=follow)
    if follow:
        _anchor_in_quotes(scan)


def _looks_ahead(scan: Scan, point: _Point) -> bool:
    sentence = scan.text[max(0, scan.tokens[point.first].start - 120) : scan.tokens[point.first].start]
    clause = re.split(r"[.!?;]\s", sentence)[-1]
    ends = [match.end() for match in _FUTURE.finditer(clause)]
    return bool(ends) and not _SAID.search(clause, ends[-1])


def _anchored(scan: Scan, i: int, *, follow: bool) -> Reading | None:
    point = scan.points[i]
    tokens = scan.tokens[point.first : point.last]
    handler = HANDLERS[point.rule]
    if tokens[-1].code in "AB" and tokens[0].code != "t":
        # "A week after the attack of 20 January": the date behind it in the clause is the anchor.
        day = _next_day(scan, i)
        if day is None and scan.clock.anchor is None:
            reading = handler(tokens, replace(scan.clock, anchor=None))
            return reading and reading._replace(relative_to="event")
        return handler(tokens, replace(scan.clock, anchor=day or scan.clock.anchor))
    day = _previous_day(scan, i) if follow else None
    return handler(tokens, replace(scan.clock, anchor=day or scan.clock.anchor))


def _next_day(scan: Scan, i: int) -> date | None:
    if i + 1 >= len(scan.points):
        return None
    here, there, reading = scan.points[i], scan.points[i + 1], scan.readings[i + 1]
    between = scan.tokens[here.last : there.first]
    if len(between) > _NEAR or any(token.code == "|" for token in between):
        return None
    return reading.earliest if reading and reading.granularity in ("day", "part", "hour") else None


def _previous_day(scan: Scan, i: int) -> date | None:
    for j in range(i - 1, -1, -1):
        reading = scan.readings[j]
        if reading and reading.earliest and reading.earliest == reading.latest:
            return reading.earliest
    return None


def _anchor_in_quotes(scan: Scan) -> None:
    """Times inside a dated statement or a dated remark count from that date ("we were attacked yesterday")."""
    for i, reading in enumerate(scan.readings):
        if reading is None or reading.earliest is None or reading.earliest != reading.latest:
            continue
        if scan.points[i].rule not in ("date_dm", "date_md", "numeric"):
            continue
        start = scan.tokens[scan.points[i].first].start
        sentence = max(start - _SENTENCE, scan.text.rfind(". ", max(0, start - _SENTENCE), start) + 1, 0)
        before = _ON.sub(" ", scan.text[sentence:start].rstrip())
        dated = _DATED.search(scan.text[sentence:start])
        spoken = _SPOKEN_ON.search(before)
        if not dated and not spoken:
            continue
        for j, point in enumerate(scan.points):
            place = scan.tokens[point.first].start
            quoted = spoken and sentence <= place < start and _in_quotes(scan.text, place)
            inside = (
                dated and start < place and "|" not in (token.code for token in scan.tokens[scan.points[i].last : point.first])
            )
            other = scan.readings[j]
            if j != i and (quoted or inside) and other is not None and other.relative_to == "publication":
                moved = _again(scan, j, reading.earliest)
                scan.readings[j] = moved and moved._replace(relative_to="quote")


def _again(scan: Scan, i: int, published_on: date, *, future: bool = False) -> Reading | None:
    """Read a point once more, as if the text had been published on another day."""
    point = scan.points[i]
    return HANDLERS[point.rule](
        scan.tokens[point.first : point.last], replace(scan.clock, published_on=published_on, future=future)
    )


def _in_quotes(text: str, place: int) -> bool:
    opened = max(text.rfind(mark, 0, place) for mark in _OPENING)
    closed = max(text.rfind(mark, 0, place) for mark in _CLOSING)
    return opened > closed or text.count('"', 0, place) % 2 == 1


def joined_times(scan: Scan) -> list[tuple[int, int, Reading]]:
    """Join points with what stands around them: parts of the day, ranges, since, until, before, after."""
    codes: list[str] = []
    owners: list[tuple[int, int, int]] = []
    at = 0
    for i, point in enumerate(scan.points):
        if scan.readings[i] is None:
            continue
        for k in range(at, point.first):
            codes.append(scan.tokens[k].code)
            owners.append((k, k + 1, -1))
        codes.append("@")
        owners.append((point.first, point.last, i))
        at = point.last
    for k in range(at, len(scan.tokens)):
        codes.append(scan.tokens[k].code)
        owners.append((k, k + 1, -1))
    found: list[tuple[int, int, Reading]] = []
    for match in _JOINED.finditer("".join(codes)):
        found.extend(_joined(scan, match.lastgroup or "", owners[match.start() : match.end()]))
    return found


def _joined(scan: Scan, kind: str, owners: list[tuple[int, int, int]]) -> list[tuple[int, int, Reading]]:
    start, end = scan.tokens[owners[0][0]].start, scan.tokens[owners[-1][1] - 1].end
    if kind in ("clock", "part"):
        granularity = "hour" if kind == "clock" else "part"
        first = scan.tokens[owners[0][0] + (kind == "part")]
        return [(first.start, end, Reading(None, None, granularity, "publication" if kind == "clock" else "discourse", kind))]
    marks = [k for k, owner in enumerate(owners) if owner[2] >= 0]
    readings = [_with_parts(scan, owners, k) for k in marks]
    if len(readings) == 2:
        joined = _range(scan, owners, marks, readings)
        if joined is not None and (kind != "pair" or _follows(*readings)):
            return [(start, end, joined)]
        spans = [(scan.tokens[owners[k][0]].start, scan.tokens[owners[k][1] - 1].end) for k in marks]
        return [(*span, reading) for span, reading in zip(spans, readings, strict=True)]
    reading = readings[0]
    if kind == "point":
        return [(start, end, reading)]
    if kind == "until" and _LASTED.search(scan.text[max(0, start - 20) : start]):
        return [(scan.tokens[owners[1][0]].start, end, reading)]
    return [(start, end, bounded(kind, reading, scan.clock))]


def _with_parts(scan: Scan, owners: list[tuple[int, int, int]], mark: int) -> Reading:
    """The point's reading, made finer by a part of the day or a clock time beside it."""
    reading = scan.readings[owners[mark][2]]
    assert reading is not None
    beside = [scan.tokens[k].code for first, last, owner in owners if owner < 0 for k in range(first, last)]
    if reading.granularity not in ("day", "part") or not set(beside) & set("PCm"):
        return reading
    granularity = "hour" if "C" in beside else "part"
    said = [scan.tokens[first] for first, _, owner in owners if owner < 0 and scan.tokens[first].code in "PCm"]
    words = " ".join(scan.text[token.start : token.end].lower() for token in said)
    return reading._replace(granularity=granularity, rule=f"{reading.rule}, {words}")


def _range(scan: Scan, owners: list[tuple[int, int, int]], marks: list[int], readings: list[Reading]) -> Reading | None:
    """From the first point to the second; a year or week that only one of them says holds for both."""
    first, second = readings
    if (first.earliest is None and first.latest is None) or (second.earliest is None and second.latest is None):
        return Reading(None, None, second.granularity, second.relative_to, "range")
    late = first.earliest and second.latest and (second.relative_to == "none" or first.earliest > second.latest)
    if first.relative_to == "publication" and late and second.latest:
        first = _again(scan, owners[marks[0]][2], second.latest) or first
    elif first.relative_to == "none" and second.relative_to == "publication" and first.earliest:
        second = _again(scan, owners[marks[1]][2], first.earliest, future=True) or second
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
        first = k - 1 if k and scan.tokens[k - 1].code in "on" else k
        first = first - 1 if first and scan.tokens[first - 1].code in "ta" else first
        order = scan.tokens[k - 1].value if first < k and scan.tokens[k - 1].code in "on" else None
        inner = next((i for i, point in enumerate(scan.points) if 0 < point.first - k <= _NEAR), None)
        day, end = None, token.end
        if inner is not None and not any(other.code == "|" for other in scan.tokens[k : scan.points[inner].first]):
            reading = scan.readings[inner]
            day = reading.earliest if reading and reading.earliest == reading.latest else None
            end = scan.tokens[scan.points[inner].last - 1].end if day else end
        found.append((scan.tokens[first].start, end, _anniversary(day, order if isinstance(order, int) else None, scan.clock)))
    return found


def _anniversary(day: date | None, order: int | None, clock: Clock) -> Reading:
    if day is None:
        return Reading(None, None, "day", "event", "anniversary")
    if order is not None:
        found = shifted(day, "year", order)
        return Reading(found, found, "day", "event", "anniversary")
    published = clock.published_on
    if published is None:
        return Reading(None, None, "day", "event", "anniversary")
    years = published.year - day.year
    found = shifted(day, "year", years)
    if found and found > published:
        found = shifted(day, "year", years - 1)
    return Reading(found, found, "day", "event", "anniversary")
