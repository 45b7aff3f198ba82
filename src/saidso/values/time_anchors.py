"""What the times of a text count from: its verbs, its other times, and the dates of what it quotes."""

from __future__ import annotations

import re
from datetime import date

from saidso.values.late import pattern
from saidso.values.time_points import Reading
from saidso.values.time_rules import HANDLERS
from saidso.values.time_scan import Scan

_FUTURE = pattern(
    r"\b(?:will|shall|would(?!\s+have)|may(?!\s+have)|can|must(?!\s+have)|going\s+to|due\s+(?:to|on)|due(?=\s+(?:in|by|at)\s*$)|set\s+(?:to|for)"
    r"|scheduled|upcoming|plans?\s+to|expect(?:s|ed\s+to)|(?:vow|promis|pledg|threaten)\w*\s+to|likely\s+to|(?:is|are)\s+to"
    r"|(?:starts|begins|opens|lapses|expires|ends|closes|resumes|takes\s+effect|comes\s+into\s+force)(?=\s+(?:on|in|at)?\s*(?:the\s+)?$))\b",
    re.I,
)
_WILL = pattern(
    r"\b(?:will|shall|(?<=\w )may(?!\s+have)|(?<=\w )can|(?<=\w )must(?!\s+have)|(?:is|are)\s+(?:to|due|set))\b", re.I
)
# "The crossing stays shut until Monday": a state told in the present reaches into the future.
_LASTS = pattern(r"\b(?:stays?|remains?|is|are|holds?|lasts?|continues?|runs?|valid|extended|expects?|will)\b[^.;]{0,50}$", re.I)
_SAID = pattern(r"\b(?:said|told|announced|added|reported|stated|claimed|confirmed|wrote|tweeted|says)\b", re.I)
_SPOKE = (
    r"\b(?:told|said|says|speaking|spoke|announced|stated|interview\w*|added|wrote|declared|reads|swore|reported|report|statement|posted|tweeted"
    r"|according\s+to|warned|dijo|declar[óo]|a\s+déclaré|a\s+dit|заявил\w*|сообщил\w*|dedi|söyledi|قال)\b"
)
# The date of a remark stands behind its verb in one breath: not behind "whose house was hit", not behind a further quotation.
_SPOKEN_ON = pattern(_SPOKE + r"(?:(?!,?\s+wh(?:o|ose|ich)\b|\s+(?:after|that|as)\b)[^.;“”«»\"]){0,80}$", re.I)
_SPOKEN = pattern(_SPOKE, re.I)
_DATED = pattern(
    r"\b(?:dated|(?:statement|communiqu[eé]|letter|report|press\s+release|message|briefing|interview|declaration)\s+(?:\w+\s+){0,2}?(?:of|on|from|dated))\s+"
    r"(?:the\s+)?$",
    re.I,
)
_OPENING, _CLOSING = "“«„", "”»"
_SENTENCE_END = pattern(r"[.!?][”»\"’]?\s+(?=[A-Z“«\"])|\n")
# An anchor further than this many words behind "a week after" belongs to something else.
_NEAR = 14
# How far around a time its sentence is read, in code points.
_SENTENCE = 400
_DATES = ("date_dm", "date_md", "numeric", "weekday", "deictic", "bare_day")


def resolve(scan: Scan, *, follow: bool) -> None:
    """Give every point its reading; with ``follow``, verbs, earlier times and quotes of the text take part."""
    for i, point in enumerate(scan.points):
        clock = scan.clock._replace(future=True) if follow and _looks_ahead(scan, i) else scan.clock
        scan.clocks.append(clock)
        scan.readings.append(HANDLERS[point.rule](scan.tokens[point.first : point.last], clock))
    for i, point in enumerate(scan.points):
        reading = scan.readings[i]
        if reading is None:
            continue
        if reading.relative_to == "discourse" or point.rule in ("eve", "bare_day"):
            scan.readings[i] = _anchored(scan, i, follow=follow)
        elif follow and point.rule in ("season", "month", "month_year") and reading.relative_to == "publication":
            scan.readings[i] = _in_year_said(scan, i) or reading
        elif follow and point.rule == "rolling" and not scan.clocks[i].future and "x" in scan.codes[point.first : point.last]:
            scan.readings[i] = _anchored(scan, i, follow=True)
    if follow:
        _anchor_in_quotes(scan)


def _looks_ahead(scan: Scan, i: int) -> bool:
    start, end = scan.start(i), scan.end(i)
    clause = re.split(r"[.!?;]\s", scan.text[max(0, start - 120) : start])[-1]
    ends = [match.end() for match in _FUTURE.finditer(clause)]
    if ends:
        return not _SAID.search(clause, ends[-1])
    first = scan.points[i].first
    if first and scan.codes[first - 1] in "uT" and _LASTS.search(clause):
        return True
    if len(clause.strip(" “«\"'\n")) > 12:
        return False
    # "On Sunday we will decide": the verb stands behind a time that opens the sentence.
    after = re.split(r"[.!?;”»]", scan.text[end : end + 70])[0]
    will = _WILL.search(after)
    return will is not None and not _SAID.search(after[: will.start()])


def _anchored(scan: Scan, i: int, *, follow: bool) -> Reading | None:
    point = scan.points[i]
    codes = scan.codes[point.first : point.last]
    clock = scan.clocks[i]
    if (codes[-1] in "AB" and codes[0] != "t") or point.rule == "eve":
        # "A week after the attack of 20 January": the date behind it in the clause is the anchor.
        behind = _next_day(scan, i)
        if behind is not None:
            scan.reach[i] = scan.end(i + 1)
            return scan.read(i, clock._replace(anchor=behind, anchor_unit=_unit_of(scan.readings[i + 1])))
        told_of = follow and (point.rule == "eve" or scan.codes[point.last : point.last + 1] in ("", "|", ",", ")"))
        if clock.anchor is None and not told_of:
            reading = scan.read(i, clock._replace(anchor=None))
            return reading and reading._replace(relative_to="event")
    found = _previous(scan, i) if follow else None
    return scan.read(i, clock if found is None else clock._replace(anchor=found[0], anchor_unit=found[1]))


def _unit_of(reading: Reading | None) -> str:
    if reading is None or reading.granularity in ("hour", "part", "day"):
        return "day"
    return "year" if reading.granularity in ("year", "decade") else "month"


def _next_day(scan: Scan, i: int) -> date | None:
    if i + 1 >= len(scan.points):
        return None
    here, there, reading = scan.points[i], scan.points[i + 1], scan.readings[i + 1]
    if there.first - here.last > _NEAR or not scan.same_sentence(here.last, there.first):
        return None
    return reading.earliest if reading and reading.granularity in ("day", "part", "hour") and not reading.candidates else None


def _previous(scan: Scan, i: int) -> tuple[date, str] | None:
    """The nearest time before point ``i`` that it may count from: a day, for months a month, for years a year."""
    point = scan.points[i]
    unit = next(
        (str(t.value) for t in scan.tokens[point.first : point.last] if t.code in "UZM" and isinstance(t.value, str)), "day"
    )
    coarse = {"month": ("month",), "year": ("month", "season", "year"), "autumn": ("season", "month")}
    allowed = coarse.get(unit, ("season", "month") if point.rule in ("season", "month") or unit == "quarter" else ())
    for j in range(i - 1, -1, -1):
        reading = scan.readings[j]
        if reading is None or reading.earliest is None or reading.latest is None or reading.candidates:
            continue
        if reading.earliest == reading.latest or (reading.granularity == "part" and point.rule in ("discourse", "this_part")):
            return reading.earliest, "day"
        if reading.granularity in allowed:
            return reading.earliest, _unit_of(reading)
        if reading.granularity == "month" and point.rule in ("discourse", "weekday", "bare_day"):
            # "In March ... the next day": a day of that month, which one is not said.
            return (reading.earliest, "month") if point.rule == "bare_day" else None
    return None


def _in_year_said(scan: Scan, i: int) -> Reading | None:
    """ "In 2014, perhaps in the autumn": the year said just before holds."""
    if i == 0 or scan.points[i - 1].rule != "year" or scan.points[i].first - scan.points[i - 1].last > 6:
        return None
    year, before = scan.readings[i - 1], scan.points[i - 1].first
    if year is None or year.latest is None or not scan.same_sentence(before, scan.points[i].first):
        return None
    if before == 0 or scan.tokens[before - 1].value != "in":
        return None
    reading = scan.read(i, scan.clocks[i]._replace(published_on=year.latest, future=False))
    return reading and reading._replace(relative_to="discourse")


def _anchor_in_quotes(scan: Scan) -> None:
    """Times inside a dated statement or a dated remark count from that date ("we were attacked yesterday")."""
    for i, reading in enumerate(scan.readings):
        if reading is None or reading.earliest is None or reading.earliest != reading.latest:
            continue
        if scan.points[i].rule in ("date_dm", "date_md", "numeric") and _DATED.search(
            scan.text, max(0, scan.start(i) - 80), scan.start(i)
        ):
            for j in range(i + 1, len(scan.points)):
                if scan.same_sentence(scan.points[i].last, scan.points[j].first):
                    _count_from(scan, j, reading.earliest)
    for j, reading in enumerate(scan.readings):
        if reading is not None and (reading.relative_to == "publication" or scan.points[j].rule == "within"):
            quote = quote_around(scan.text, scan.start(j))
            spoken = _spoken_on(scan, quote) if quote else None
            if spoken is not None:
                _count_from(scan, j, spoken[0], sure=spoken[1])


def _count_from(scan: Scan, j: int, day: date, *, sure: bool = True) -> None:
    """Read point ``j`` as said on ``day``; where only the month of the saying is known, days stay open."""
    reading = scan.readings[j]
    if reading is None or (reading.relative_to != "publication" and scan.points[j].rule != "within"):
        return
    clock = scan.clocks[j]._replace(published_on=day, anchor=day if scan.points[j].rule == "within" else scan.clock.anchor)
    moved = scan.read(j, clock)
    if moved is None:
        return
    scan.clocks[j] = clock
    if not sure and moved.granularity not in ("month", "quarter", "season", "year", "decade"):
        moved = Reading(None, None, moved.granularity, "quote", moved.rule)
    scan.readings[j] = moved._replace(relative_to="quote")


def quote_around(text: str, place: int) -> tuple[int, int] | None:
    """Where the quotation around ``place`` opens and closes; None outside quotations. A line break ends one."""
    line = text.rfind("\n", 0, place) + 1
    opened = max(text.rfind(mark, line, place) for mark in _OPENING)
    closed = max(text.rfind(mark, line, place) for mark in _CLOSING)
    if opened > closed:
        ends = [end for mark in _CLOSING if (end := text.find(mark, place)) >= 0]
        return opened, min(ends, default=min(len(text), place + _SENTENCE))
    if text.count('"', line, place) % 2 == 1:
        end = text.find('"', place)
        return text.rfind('"', line, place), end if end >= 0 else min(len(text), place + _SENTENCE)
    return None


def _spoken_on(scan: Scan, quote: tuple[int, int]) -> tuple[date, bool] | None:
    """The day on which a quotation was said, by the one date that stands with its verb; False: only its month."""
    text, (opened, closed) = scan.text, quote
    before = [match.end() for match in _SENTENCE_END.finditer(text, max(0, opened - _SENTENCE), opened + 1)]
    start = before[-1] if before else max(0, opened - _SENTENCE)
    ended = _SENTENCE_END.search(text, closed - 1, closed + _SENTENCE)
    end = ended.start() + 1 if ended else closed + _SENTENCE
    found: set[tuple[date, bool]] = set()
    for i, reading in enumerate(scan.readings):
        place = scan.start(i)
        inside = opened <= place < closed
        if reading is None or reading.latest is None or reading.earliest is None or inside or not start <= place < end:
            continue
        exact = reading.earliest == reading.latest and scan.points[i].rule in _DATES
        if not exact and not (scan.points[i].rule in ("month_year", "month") and reading.granularity == "month"):
            continue
        base = closed if place >= closed else start
        opens = place - start <= 12 and _SPOKEN.search(text, scan.end(i), opened) is not None
        if opens or _SPOKEN_ON.search(text[max(base, place - 120) : place]):
            found.add((reading.latest, exact))
    return next(iter(found)) if len(found) == 1 else None


def clock_without_day(scan: Scan, at: int) -> Reading | None:
    """The day that a bare clock time or part of a day at token ``at`` stands on: the last one told, a sentence back at most."""
    for i in range(len(scan.points) - 1, -1, -1):
        point, reading = scan.points[i], scan.readings[i]
        if point.last > at:
            continue
        if scan.codes.count("|", point.last, at) > 1 or at - point.last > 40:
            return None
        if reading and reading.earliest and reading.earliest == reading.latest:
            return reading
    return None
