"""When: an interval of days with its granularity and its anchor.

``read_when`` reads the time words of one claim, ``find_whens`` finds every time in running text (and lets times of the text
anchor each other), ``compare`` says what two times are to each other. A time whose anchor is not known stays relative: both
ends None, and ``relative_to`` says to what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from saidso.values import calendar, late
from saidso.values.comparison import Agreement, Comparison
from saidso.values.time_anchors import quote_around, resolve
from saidso.values.time_joins import anniversaries, bounded, joined_times
from saidso.values.time_points import Clock, Reading
from saidso.values.time_rules import LOOSE
from saidso.values.time_scan import Scan, scanned


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as said: ``earliest`` to ``latest`` in days, inclusive, None = open or not known.

    ``relative_to``: none (absolute), publication, discourse, quote or event. Both ends None with a
    ``relative_to`` other than none: the time stays relative, for no anchor is known.
    ``granularity``: hour, part, day, week, month, quarter, season, year, decade.
    """

    earliest: date | None
    latest: date | None
    granularity: str
    relative_to: str
    words: str
    rule: str
    candidates: tuple[tuple[date, date], ...] = ()
    """Two or more readings that remain ("12/01/2022"); then ``earliest`` and ``latest`` span them all."""


# How far around the words of a time its document is asked, in code points.
_AROUND = 600
_SLASHED = late.pattern(r"(?<![\w/.-])(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?![\w/-])")
# Both orders are in use, or the year comes first and a date without it says nothing.
_NO_ORDER = frozenset("CA PH CN KR KP JP IR HU LT MN TW".split())
# Words beside a point that change nothing: "on the", "at".
_BARE = frozenset("pt")
# These look at other times of the text first.
_ASKING = frozenset(("eve", "bare_day"))
_EVENT = late.pattern(
    r"\s*(?:(?:shortly|just|soon|immediately|right)\s+)?(?:since|after|before|during|when|while|under|until|till|amid|ahead\s+of|prior\s+to"
    r"|at\s+the\s+(?:time|start|end|beginning|height)(?:\s+of)?)\s+\w",
    re.I,
)


def read_when(
    words: str,
    *,
    published_on: date | None,
    anchor: date | None = None,
    future: bool = False,
    day_first: bool | None = None,
    language: str = "en",
) -> When | None:
    """Read the time words of a claim: "on Tuesday", "overnight", "since 2011", "two days earlier".

    Args:
        words: the words as written.
        published_on: when the document (or the quoted statement) was published; None leaves relative times relative.
        anchor: the time that "earlier", "later" and "the next day" count from.
        future: the verb looks ahead, so that "on Tuesday" is the next one.
        day_first: the outlet's order in 03/04/2021, where known (``day_order`` asks the document).
        language: en, es, fr, tr, ru or ar; any other is read as English.

    Returns:
        The time, or None when ``words`` say none. Never raises.
    """
    clock = Clock(published_on, anchor, future, day_first)
    scan = scanned(words, clock, language=language, strict=False)
    reading = _alone(scan)
    if reading is None:
        resolve(scan, follow=False)
        reading = _whole(scan)
    return None if reading is None else _when(reading, words)


def _alone(scan: Scan) -> Reading | None:
    """What the one point of an argument says where nothing else stands there and it counts from no other time: most arguments."""
    if len(scan.points) != 1:
        return None
    point, codes = scan.points[0], scan.codes
    if point.rule in _ASKING or not _BARE.issuperset(codes[: point.first] + codes[point.last :]):
        return None
    reading = scan.read(0, scan.clock)
    return None if reading is None or reading.relative_to == "discourse" else reading


def _whole(scan: Scan) -> Reading | None:
    """What all the words of an argument say together."""
    points, codes = scan.points, scan.codes
    if len(points) == 1 and scan.readings[0] is not None and _BARE.issuperset(codes[: points[0].first] + codes[points[0].last :]):
        return scan.readings[0]
    found = anniversaries(scan) if "V" in codes else []
    found = found or joined_times(scan)
    if found:
        reading = next((item[2] for item in found if item[2].earliest or item[2].latest), found[0][2])
        since_event = codes[0] == "s" and not reading.rule.startswith("since")
        return bounded("since", reading, scan.clock) if since_event else reading
    if any(point.rule == "rate" for point in points):
        return None
    for loose, handler in LOOSE:
        match = loose.search(codes)
        reading_loosely = handler(scan.tokens[match.start() : match.end()], scan.clock) if match else None
        if reading_loosely is not None:
            return reading_loosely
    part = next((token for token in scan.tokens if token.code == "P"), None)
    if part is not None:
        return Reading(None, None, "part", "discourse", str(part.value))
    return Reading(None, None, "day", "event", "named event") if _EVENT.match(scan.text) else None


def find_whens(
    text: str,
    *,
    published_on: date | None,
    anchor: date | None = None,
    future: bool = False,
    day_first: bool | None = None,
    language: str = "en",
) -> tuple[tuple[int, int, When], ...]:
    """Find every time in running text, in order, as ``(start, end, when)`` in code points.

    "Since", "until", "before" and "between" belong to the span, "on", "in" and "at" do not. A time of the text anchors the
    "two days earlier" behind it; the date of a statement or of a quoted remark anchors what is said in it (``quote``); an
    anniversary and the date inside it are both found. ``anchor`` and the other arguments are those of ``read_when``.
    """
    scan = scanned(text, Clock(published_on, anchor, future, day_first), language=language, strict=True)
    resolve(scan, follow=True)
    found = [*joined_times(scan), *anniversaries(scan)]
    found.sort(key=lambda item: item[:2])
    return tuple((start, end, _when(reading, text[start:end])) for start, end, reading in found)


def read_when_in(
    text: str,
    span: tuple[int, int],
    *,
    published_on: date | None,
    future: bool = False,
    day_first: bool | None = None,
    language: str = "en",
) -> When | None:
    """Read the time words at ``span`` of a document in the light of what stands around them.

    As ``read_when``, but "two days earlier", "the next day" and a bare "at 7 p.m." count from the day told of before, and what
    is quoted counts from the day on which it was said. Only such words make it read further than the words themselves.
    """
    start, end = span
    words = text[start:end]
    when = read_when(words, published_on=published_on, future=future, day_first=day_first, language=language)
    if when is None or when.relative_to == "none":
        return when
    open_ends = when.earliest is None and when.latest is None
    told_before = open_ends and (when.relative_to == "discourse" or when.rule in ("clock", "part", "within"))
    if not told_before and (when.relative_to != "publication" or quote_around(text, start) is None):
        return when
    begin = max(0, text.rfind("\n", 0, max(0, start - _AROUND)) + 1, start - 2 * _AROUND)
    window = text[begin : end + _AROUND // 2]
    around = find_whens(window, published_on=published_on, future=future, day_first=day_first, language=language)
    hits = [
        (abs(a + begin - start) + abs(b + begin - end), i)
        for i, (a, b, _) in enumerate(around)
        if a + begin < end and start < b + begin
    ]
    found = around[min(hits)[1]][2] if hits else None
    if found is None or found.relative_to not in ("discourse", "quote") or found.granularity != when.granularity:
        return when
    return replace(found, words=words)


def day_order(text: str, *, published_on: date | None, country: str | None = None) -> bool | None:
    """Whether a document writes the day first in 03/04/2021: True, False (month first), or None where nothing settles it.

    Its own numeric dates are asked first: one that can be read one way only ("25/04/2021"), or the one that gives the day of
    publication. If none settles it, or they differ, the habit of the outlet's ``country`` (two letters) does, where it has one.
    """
    votes = set()
    for match in _SLASHED.finditer(text):
        one, other = int(match[1]), int(match[2])
        orders = {first for first in (True, False) if calendar.slashed(match[0], day_first=first)}
        if (one > 12) != (other > 12):
            votes.add(one > 12)
        elif published_on and one != other:
            dated = {first for first in orders if calendar.slashed(match[0], day_first=first) == [published_on]}
            votes |= dated
    if len(votes) == 1:
        return votes.pop()
    return None if votes or country is None or country in _NO_ORDER else country != "US"


def compare(a: When, b: When) -> Comparison:
    """What two times of one slot are to each other (eval/accord_cases.README.md, rule 6).

    The same days are the same; days that hold or touch each other are compatible (granularity); days apart contradict
    (exclusive); a time without an anchor compares with nothing.
    """
    if (a.earliest is None and a.latest is None) or (b.earliest is None and b.latest is None):
        return Comparison(agreement=Agreement.NOT_COMPARABLE, reason="a time that no known date anchors compares with nothing")
    first, second = sorted((_shown(a), _shown(b)))
    if not any(_meet(x, y) for x in _readings_of(a) for y in _readings_of(b)):
        return Comparison(agreement=Agreement.CONTRADICTORY, reason=f"{first} and {second} exclude each other", kind="exclusive")
    if _same(a, b):
        return Comparison(agreement=Agreement.SAME, reason=f"both give {first}")
    return Comparison(agreement=Agreement.COMPATIBLE, reason=f"{first} and {second} can both be right", kind="granularity")


def _when(reading: Reading, words: str) -> When:
    return When(
        earliest=reading.earliest,
        latest=reading.latest,
        granularity=reading.granularity,
        relative_to=reading.relative_to,
        words=words,
        rule=reading.rule,
        candidates=reading.candidates,
    )


def _shown(when: When) -> str:
    start, end = (day.isoformat() if day else "open" for day in (when.earliest, when.latest))
    return start if start == end else f"{start} to {end}"


def _same(a: When, b: When) -> bool:
    """Equal days; inside a day the part or the hour must be said alike ("morning" refines the day, "evening" is another part)."""
    if (a.earliest, a.latest, a.candidates) != (b.earliest, b.latest, b.candidates):
        return False
    inside = ("hour", "part")
    if a.granularity in inside or b.granularity in inside:
        return a.granularity == b.granularity and a.rule == b.rule
    return True


def _readings_of(when: When) -> tuple[tuple[date | None, date | None], ...]:
    return when.candidates or ((when.earliest, when.latest),)


def _meet(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool:
    return (a[0] is None or b[1] is None or a[0] <= b[1]) and (b[0] is None or a[1] is None or b[0] <= a[1])
