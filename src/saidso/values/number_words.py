"""Numbers in digits and English words, read strictly: a phrase is one number or it is none.

The grammar never adds two numbers that stand beside each other ("one of its members, two wounded" is not three).
"""

from __future__ import annotations

from typing import NamedTuple

from saidso.values.late import pattern
from saidso.values.vague_words import VagueTable

_UNITS = dict(zip(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), range(1, 10), strict=True))
_TEENS = dict(
    zip(
        ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        range(10, 20),
        strict=True,
    )
)
_TENS = dict(zip(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), range(20, 100, 10), strict=True))
SMALL: dict[str, int] = _UNITS | _TEENS | _TENS
"""One to nineteen and the tens."""

_SCALES = {
    "hundred": 100,
    "dozen": 12,
    "score": 20,
    "thousand": 1_000,
    "k": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "mln": 1_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
}
# A longer run of digits is a telephone number or an id, not a count of anything in a report.
MOST_DIGITS = 12

_WORD = {"a": 1, "an": 1, "another": 1, "both": 2, "zero": 0, "nil": 0, "duo": 2, "pair": 2, "trio": 3, **SMALL}

_unit = "|".join(_UNITS)
_sub100 = rf"(?:(?:{'|'.join(_TENS)})(?:[-‑\s](?:{_unit})\b)?|{'|'.join(_TEENS)}|{_unit})"
_hundred = rf"hundred\b(?!s)(?:\s+(?:and\s+)?{_sub100}\b)?"
_sub1000 = rf"(?:{_sub100}(?:\s+{_hundred})?|an?\s+{_hundred}|{_hundred})"
_big = r"(?:thousand|million|billion)\b"
_multiple = "(?:tens|dozens|scores|hundreds|thousands|millions|billions)"
_loose = (
    r"(?:several|numerous|multiple|countless|many|a\s+few|few|a\s+handful(?:\s+of)?|a\s+couple(?:\s+of)?|a\s+number(?:\s+of\b|$)|masses\s+of"
    r"|(?=[avslhgb])(?:an?\s+)?(?:(?:very|so)\s+)?(?:large|huge|great|big|high|small|good|significant|growing)\s+(?:number|amount|group)s?(?:\s+of\b|$))"
)
_unstated = r"(?:an?\s+(?:undetermined|unknown|unspecified|undisclosed|uncertain|unconfirmed|unstated)\s+number\s+of)"
# "3,400", "3 400", "3.400", "3'400", "1,25,000" (lakhs), "2.5 million", "250k".
_figures = (
    r"(?:\d{1,3}\s+and\s+a\s+half\s+(?:thousand|million|billion)"
    r"|(?:\d{1,3}(?:[,.'’٬]\d{3})+(?!\d)|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+(?:[.,٫]\d+)?)"
    r"(?:[-\s]?(?:hundred|thousand|million|billion|dozen|lakhs?|crores?|mln|mn|bn)\b|[km]\b)?)"
)

# Order matters: the first alternative that fits is taken, so longer forms stand above their own beginnings. The looks ahead
# are for speed alone: they turn most words away at their first letter.
AMOUNT = (
    rf"(?:(?=\d){_figures}|(?=[a-z])(?:"
    rf"(?=[acdhlmnsgbtvf])(?:(?:(?:{_loose}|some)\s+)?{_multiple}\b(?:\s+(?:of|and|upon)\s+{_multiple}\b){{0,2}}"
    rf"|{_loose}\s+(?:dozen|score|hundred|thousand|million|billion)s?\b)"
    r"|half[-\s]an?[-\s](?:dozen|hundred|thousand|million|billion)\b"
    r"|(?=[aot])(?:a|one|three)[-\s](?:half|quarters?)(?:\s+of\s+an?)?[-\s](?:dozen|million|billion)\b"
    rf"|(?=[a-z]+\s+and\s+a\s+half\b)(?:{_unit})\s+and\s+a\s+half\s+(?:thousand|million|billion)\b"
    r"|an?\s+(?:thousand|million|billion)\s+and\s+a\s+half\b"
    rf"|(?=[a-z]+(?:[-\s]\w+)?[-\s](?:dozen|score)\b)(?:a|another|{_sub100})[-\s](?:dozen|score)\b(?!s)"
    rf"|(?:{_sub1000}|a)[-\s]{_big}(?:\s+(?:and\s+)?{_sub1000}\b(?:\s+{_big})?){{0,3}}"
    rf"|{_sub1000}\b"
    rf"|dozen\b|(?=an?\s){_unstated}|{_loose}|zero\b|nil\b|duo\b|trio\b|a\s+pair(?:\s+of)?\b|both\b))"
)
"""One amount as a pattern, for text in lower case (or to be compiled without regard to case)."""

_SPLIT = pattern(r"[-‑\s]+")
_DIGITS = pattern(r"(?P<number>\d[\d.,'’٬٫ \u00a0\u202f\u2009]*)[-\s]?(?P<scale>[a-z]+)?")
_GROUPED = pattern(r"\d{1,3}(?:[,.'’٬ \u00a0\u202f\u2009]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}")
_NOT_DIGIT = pattern(r"\D")
_MULTIPLE = pattern(_multiple)
_HALF = pattern(r"(?:(?P<whole>\w+) and a )?half[- ](?:an? )?(?P<scale>\w+)|(?P<after>an? )(?P<big>\w+) and a half")
_QUARTER = pattern(r"(?P<parts>a|one|three) (?:quarters? of an? |half )(?P<scale>\w+)")


class Amount(NamedTuple):
    """One number as said: ``value``, whether it is a floor from the table (``vague``), and the scale it was said in."""

    value: int
    vague: bool = False
    loose: bool = False
    """Said in a round way ("a couple"): the number stands, but is not exact."""
    scale: int = 1


_SIMPLE = {word: Amount(value) for word, value in _WORD.items()}
_SIMPLE |= {f"{ten}{gap}{unit}": Amount(n + m) for ten, n in _TENS.items() for unit, m in _UNITS.items() for gap in "- "}


def read_amount(words: str, table: VagueTable) -> Amount | None:
    """The amount that ``words`` say, all of them; None when they say no whole number ("2.5", "twelve thirteen")."""
    simple = _SIMPLE.get(words)
    if simple is not None:
        return simple
    if words.isdecimal():
        return Amount(int(words)) if len(words) <= MOST_DIGITS else None
    words = " ".join(words.lower().split())
    simple = _SIMPLE.get(words)
    if simple is not None:
        return simple
    if words[:1].isdecimal():
        return (_halves(words) if " and " in words else None) or _digits(words)
    vague = _vague(words, table)
    if vague is not None:
        return vague
    fraction = _halves(words)
    if fraction is not None:
        return fraction
    if words.startswith(("a pair", "a couple")) and words.rsplit(" ", 1)[-1] not in _SCALES:
        return Amount(2, loose=words.startswith("a couple"))
    return _spelled(words)


def scale_of(words: str, scale: int) -> Amount | None:
    """A number whose scale is said elsewhere ("1.5" of "1.5 to 2 million"); None where the two make no whole number."""
    whole, _, part = words.replace(",", ".").partition(".")
    if (whole + part).isdecimal() and len(whole + part) <= MOST_DIGITS:
        value, rest = divmod(int(whole + part) * scale, 10 ** len(part))
        return None if rest else Amount(value, scale=scale)
    value = _WORD.get(words, 0)
    return Amount(value * scale, scale=scale) if value else None


def _digits(words: str) -> Amount | None:
    if words[-4:-3] == "," and len(words) < 8 and (plain := words.replace(",", "", 1)).isdecimal():
        # The commonest form of all, "1,200", needs no pattern.
        return Amount(int(plain))
    match = _DIGITS.fullmatch(words)
    if match is None:
        return None
    number, scale = match["number"].rstrip(), _SCALES.get((match["scale"] or "").rstrip("s") or "1", 1)
    if match["scale"] and scale == 1:
        return None
    if _GROUPED.fullmatch(number) and not (scale > 1 and number.count(".") == 1):
        digits = _NOT_DIGIT.sub("", number)
        return Amount(int(digits) * scale, scale=scale) if len(digits) <= MOST_DIGITS else None
    whole, _, part = number.replace(",", ".").replace("٫", ".").partition(".")
    if not (whole + part).isdecimal() or len(whole + part) > MOST_DIGITS or (part and scale == 1):
        return None
    value, rest = divmod(int(whole + part) * scale, 10 ** len(part))
    return None if rest else Amount(value, scale=scale)


def _vague(words: str, table: VagueTable) -> Amount | None:
    floors = table.floors
    plurals = _MULTIPLE.findall(words)
    loose = _loose_floor(words, table)
    if plurals:
        value = floors[plurals[0]]
        for joint, plural in zip(words.split(plurals[0], 1)[1].split()[::2], plurals[1:], strict=False):
            value = value * _SCALES.get(plural[:-1], 10) if joint == "of" else max(value, floors[plural])
        several = loose is not None and not words.startswith(("a number", "large"))
        return Amount(max(value, 3 * _SCALES.get(plurals[0][:-1], 10)) if several and loose else value, vague=True)
    last = words.rsplit(" ", 1)[-1].rstrip("s")
    if loose is not None and last in _SCALES and " " in words:
        # "A couple of dozen" is two dozen said loosely; "several dozen" has a floor only.
        if "couple" in words:
            return Amount(2 * _SCALES[last], loose=True, scale=_SCALES[last])
        return Amount(loose * _SCALES[last], vague=True, scale=_SCALES[last])
    if loose is None or "couple" in words:
        return None
    return Amount(loose, vague=True)


def _loose_floor(words: str, table: VagueTable) -> int | None:
    first = words.split(" ", 2)
    if first[0] in ("several", "numerous", "multiple"):
        return table.floors["several"]
    if first[0] in ("many", "countless", "masses") or "number" in words or "amount" in words or "group" in words:
        unknown = words.startswith(("an un", "a un"))
        return table.floors["unstated" if unknown else "several" if words.startswith("a number") else "many"]
    for word in ("few", "handful", "couple"):
        if word in first:
            return table.floors[word]
    return None


def _halves(words: str) -> Amount | None:
    match = _HALF.fullmatch(words)
    if match is not None:
        scale = _SCALES.get(match["scale"] or match["big"], 0)
        whole = 1 if match["after"] else _whole(match["whole"])
        return Amount(whole * scale + scale // 2, scale=scale) if scale and whole is not None else None
    match = _QUARTER.fullmatch(words)
    if match is None or match["scale"] not in _SCALES:
        return None
    return Amount((3 if match["parts"] == "three" else 1) * _SCALES[match["scale"]] // 4)


def _whole(word: str | None) -> int | None:
    if word is None or word == "a":
        return 0
    return int(word) if word.isdecimal() and len(word) <= MOST_DIGITS else _WORD.get(word)


def _spelled(words: str) -> Amount | None:
    total = current = 0
    scale, seen = 1, False
    for word in _SPLIT.split(words):
        if word == "and":
            continue
        seen = True
        if word in ("hundred", "dozen", "score"):
            current, scale = max(current, 1) * _SCALES[word], _SCALES[word]
        elif word in _SCALES:
            total, current, scale = total + max(current, 1) * _SCALES[word], 0, _SCALES[word]
        elif word in _WORD:
            current += _WORD[word]
        else:
            return None
    return Amount(total + current, scale=scale) if seen else None
