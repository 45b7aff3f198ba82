"""A whole quantity: modifiers, one number or two, and what hangs on behind ("at least three and as many as seven", "20-odd")."""

from __future__ import annotations

import re
from typing import NamedTuple

from saidso.values.late import pattern
from saidso.values.number_words import AMOUNT, SMALL, Amount, read_amount
from saidso.values.vague_words import VagueTable

_MODIFIER = (
    r"(?P<least{n}>(?:at\s+the\s+very\s+|at\s+)?least|at\s+a\s+minimum|a\s+minimum\s+of|minimum|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than"
    r"|upwards?\s+of|from\s+at\s+least)"
    r"|(?P<more{n}>(?:well\s+|far\s+|many\s+|slightly\s+|just\s+|a\s+little\s+)?(?:more\s+than|over|above|exceeding|in\s+excess\s+of|greater\s+than"
    r"|north\s+of|upwards\s+from))"
    r"|(?P<most{n}>up\s+to|as\s+many\s+as|as\s+much\s+as|as\s+high\s+as|at\s+(?:the\s+)?most|no\s+more\s+than|not\s+more\s+than|a\s+maximum\s+of|maximum)"
    r"|(?P<fewer{n}>(?:fewer|less)\s+than|below)"
    r"|(?P<about{n}>about|around|some|approximately|approx\.?|roughly|nearly|almost|circa|ca\.?|close\s+to|just\s+under|under|an?\s+estimated|estimated"
    r"|an?\s+(?:reported|total\s+of\s+(?:about|some))|~|≈|perhaps|possibly|maybe|reportedly|as\s+few\s+as|more\s+or\s+less|in\s+the\s+region\s+of|nigh\s+on)"
)
_OR_MORE = r"(?P<tail>\s+or\s+(?:so|more|fewer|less|thereabouts)\b|\s?\+|[-‑\s](?:odd|plus)\b)"
_JOIN = (
    r"(?:\s*[-–—‑−]\s*|\s+(?:to|or)\s+(?!so\b)|,?\s+(?:and|but|or|to)\s+(?=as\s+many|up\s+to|no\s+more|not\s+more|at\s+(?:the\s+)?most|fewer\s|less\s)"
    r"|,?\s+(?:and\s+)?(?:perhaps|possibly|maybe|if\s+not|or\s+even|even|probably)\s+(?:as\s+many\s+as\s+)?)"
)
_SPELLED = rf"(?:{'|'.join(SMALL)})(?:[-\s]\w+)?"
QUANTITY = pattern(
    rf"(?:(?P<between>between|from)\s+)?(?:(?:{_MODIFIER.format(n=1)})\s*(?:about\s+|some\s+|around\s+|as\s+many\s+as\s+|an\s+estimated\s+)?)?"
    rf"(?P<a>(?<![\w.]){AMOUNT})(?:\s?\((?P<again>\d{{1,6}}|{_SPELLED})\))?"
    rf"(?:(?:{_JOIN}|(?(between)\s+and\s+|(?!)))(?:(?:{_MODIFIER.format(n=2)})\s+)?(?P<b>(?<!\w){AMOUNT})(?!\w))?(?:{_OR_MORE})?",
    re.IGNORECASE,
)


class Bounds(NamedTuple):
    """What a quantity says: both ends inclusive, ``high`` None where it is open."""

    low: int
    high: int | None
    exact: bool
    vague: bool


def bounds_of(match: re.Match[str], table: VagueTable) -> Bounds | None:
    """The bounds of a match of ``QUANTITY``; None where its words are no whole number or run backwards ("5-4")."""
    first = read_amount(match["a"], table)
    if first is None:
        return None
    low, high = _bounds(match, "1", first)
    exact, vague = (low, high) == (first.value, first.value) and not (first.loose or first.vague or match["about1"]), first.vague
    second = read_amount(match["b"], table) if match["b"] else None
    if match["b"]:
        if second is None:
            return None
        if first.scale == 1 < second.scale and first.value * second.scale <= second.value and not first.vague:
            low = low * second.scale
        high = _bounds(match, "2", second)[1]
        if high is not None and low > high:
            return None
        exact, vague = False, vague or second.vague
    tail = (match["tail"] or "").strip(" -‑").lower()
    if tail:
        exact = False
        if tail in ("or more", "+", "plus"):
            high = None
        elif tail in ("or fewer", "or less"):
            low = 0
    return Bounds(low, high, exact, vague)


def _bounds(match: re.Match[str], n: str, amount: Amount) -> tuple[int, int | None]:
    value, open_above = amount.value, None if amount.vague else amount.value
    if match["least" + n]:
        return value, None
    if match["more" + n]:
        return (value if amount.vague else value + 1), None
    if match["most" + n]:
        return 0, open_above
    if match["fewer" + n]:
        return 0, None if amount.vague else max(0, value - 1)
    return value, open_above
