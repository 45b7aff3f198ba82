"""A whole quantity: modifiers, one number or two, and what hangs on behind ("at least three and as many as seven", "20-odd")."""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

from saidso.values.late import pattern
from saidso.values.number_words import AMOUNT, SMALL, Amount, read_amount, scale_of
from saidso.values.vague_words import VagueTable


def _list(words: str) -> list[str]:
    return [word.strip() for word in words.split("|")]


_FAR = ["", *(f"{word} " for word in _list("well|far|way|many|much|slightly|just|a little|a few|considerably|significantly"))]
_KINDS: dict[str, list[str]] = {
    "least": _list(
        """at least|at the very least|at the least|at a minimum|a minimum of|minimum|no fewer than|no less than|not fewer than
        |not less than|upwards of|upward of|from at least|a confirmed minimum of|≥"""
    ),
    "more": [
        *(far + core for far, core in product(_FAR, _list("more than|over|above|exceeding|in excess of|greater than|north of"))),
        *_list("upwards from|>"),
    ],
    "most": _list(
        """up to|as many as|as much as|as high as|at most|at the most|at the very most|no more than|not more than|a maximum of
        |maximum|≤"""
    ),
    # "Just under 200" is nearly 200; "under 200" says no more than that it was less.
    "fewer": [
        *(
            far + core
            for far, core in product(["", "far ", "well ", "many ", "much "], _list("fewer than|less than|below|under"))
        ),
        "<",
    ],
    "about": _list(
        """about|around|some|approximately|approx|approx.|roughly|nearly|almost|virtually|circa|ca|ca.|c.|close to|just under
        |slightly under|a little under|just below|slightly fewer than|slightly less than|just short of|an estimated|a estimated
        |estimated|a reported|an unconfirmed|a total of about|a total of some|a total of around|~|≈|perhaps|possibly|maybe
        |probably|reportedly|as few as|more or less|in the region of|nigh on|something like|on the order of|in the order of
        |anywhere near|somewhere around|somewhere near|in the vicinity of"""
    ),
}
_KIND = {phrase: kind for kind, phrases in _KINDS.items() for phrase in phrases}


def _spaced(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"\s+")


_MODIFIER = "|".join(_spaced(phrase) for phrase in sorted(_KIND, key=len, reverse=True))
_DASH = "-–—‑−‒―﹣－"
_OR_MORE = (
    r"(?P<tail>\s+(?:or|and)\s+(?:so|more|fewer|less|thereabouts|above|over|higher)\b(?!\s+than)|\s?\+(?!\d)"
    r"|[-‑\s](?:odd|plus)\b|\s+plus\b)"
)
_JOIN = (
    rf"(?=[\s,{_DASH}])(?:\s*[{_DASH}]\s*|\s+(?:to|or)\s+(?!so\b)"
    r"|,?\s+(?:and|but|or|to)\s+(?=as\s+many|up\s+to|no\s+more|not\s+more|at\s+(?:the\s+)?most|fewer\s|less\s)"
    r"|,?\s+(?:and\s+)?(?:perhaps|possibly|maybe|if\s+not|or\s+even|even|probably)\s+(?:as\s+many\s+as\s+)?)"
)
_SPELLED = rf"(?:{'|'.join(SMALL)})(?:[-\s]\w+)?"
_ALSO = r"(?:(?=[asr])(?:about|some|around|roughly|as\s+many\s+as|an\s+estimated)\s+)?"
QUANTITY = pattern(
    rf"(?:(?P<between>between|from|anywhere\s+from|anywhere\s+between)\s+)?(?:(?=[abcefijlmnoprsuvw~≈<>≤≥])(?P<first>{_MODIFIER})\s*{_ALSO})?"
    rf"(?P<a>(?<![\w.]){AMOUNT})(?:\s?\((?P<again>\d{{1,6}}|{_SPELLED})\))?"
    rf"(?:(?:{_JOIN}|(?(between)\s+and\s+|(?!)))(?:(?P<second>{_MODIFIER})\s+)?(?P<b>(?<!\w){AMOUNT})(?!\w))?(?:{_OR_MORE})?",
)
"""To be matched against text in lower case (``lower``), whose positions are those of the text itself."""


def lower(text: str) -> str:
    """The text in lower case, every code point in its place (a few capitals are longer in lower case: they stay)."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Bounds(NamedTuple):
    """What a quantity says: both ends inclusive, ``high`` None where it is open."""

    low: int
    high: int | None
    exact: bool
    vague: bool


def bounds_of(match: re.Match[str], table: VagueTable) -> Bounds | None:
    """The bounds of a match of ``QUANTITY``; None where its words are no whole number or run backwards ("5-4")."""
    _, modifier, a, _, second, b, tail = match.groups()
    first = read_amount(a, table)
    kind = _kind(modifier)
    if b is None and tail is None:
        return None if first is None else _single(first, kind)
    if b is None:
        return None if first is None else _with_tail(_single(first, kind), str(tail))
    read = _range(first, kind, a, read_amount(b, table), _kind(second))
    return _with_tail(read, tail) if read is not None and tail else read


def _kind(modifier: str | None) -> str | None:
    if modifier is None:
        return None
    return _KIND.get(modifier) or _KIND[" ".join(modifier.split())]


def _single(amount: Amount, kind: str | None) -> Bounds:
    low, high = _bounds(kind, amount)
    exact = not amount.vague and not amount.loose and kind is None
    return Bounds(low, high, exact, amount.vague)


def _range(first: Amount | None, kind: str | None, words: str, second: Amount | None, other: str | None) -> Bounds | None:
    if second is None:
        return None
    if second.scale > 1 and (first is None or (first.scale == 1 and not first.vague)):
        # "Two to three hundred", "1.5-2 million": the scale is said once.
        scaled = scale_of(words, second.scale)
        if scaled is not None and scaled.value <= second.value:
            first = scaled
    if first is None:
        return None
    low, high = _bounds(kind, first)[0], _bounds(other, second)[1]
    return None if high is not None and low > high else Bounds(low, high, False, first.vague or second.vague)


def _with_tail(read: Bounds, tail: str) -> Bounds:
    word = tail.replace("-", " ").replace("‑", " ").split()[-1]
    if word in ("more", "above", "over", "higher", "+", "plus"):
        return read._replace(high=None, exact=False)
    return read._replace(low=0, exact=False) if word in ("fewer", "less") else read._replace(exact=False)


def _bounds(kind: str | None, amount: Amount) -> tuple[int, int | None]:
    value, open_above = amount.value, None if amount.vague else amount.value
    if kind is None or kind == "about":
        return value, open_above
    if kind == "least":
        return value, None
    if kind == "more":
        return (value if amount.vague else value + 1), None
    if kind == "most":
        return 0, open_above
    return 0, None if amount.vague else max(0, value - 1)
