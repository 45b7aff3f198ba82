"""The words of time in English, and the lexer that turns text into one code letter a word.

The grammar of ``time_points`` and ``when`` is written over these letters, so that one regular expression over a short string
replaces a hundred over the text:

    W weekday   M month     H Hijri month  Z season    F named day     D today and its kin
    d 1 to 31   n number    a a, an        o ordinal   Y year          K decade        S 12/01/2022    C clock time
    P part of the day       U unit of time E weekend   j half, quarter q several, few  V anniversary
    l last, past            x next         h this      y same, that    g ago           e earlier       L later
    m early, late, mid      p on, in, at   t the       f of            s since         u until         b between
    r from                  R to, -        & and       B before        A after         ( ) ,           N now, recently
    _ any other word        | end of a sentence
"""

from __future__ import annotations

import re
from typing import NamedTuple

from saidso.values.late import pattern

Value = int | str | tuple[int, ...] | None


class Token(NamedTuple):
    """One word of the text: its code letter, what it stands for, and its span in code points."""

    code: str
    value: Value
    start: int
    end: int


_MONTHS = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov"
    "|december dec"
)
_WEEKDAYS = "monday mon|tuesday tues tue|wednesday wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun"
_HIJRI = (
    "muharram|safar|rabi-al-awwal|rabi-al-thani|jumada-al-awwal|jumada-al-thani|rajab|shaaban sha'ban|ramadan ramazan|shawwal"
    "|dhu-al-qidah|dhu-al-hijjah"
)
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
    "|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|twenty-second|twenty-third|twenty-fourth|twenty-fifth|twenty-sixth"
    "|twenty-seventh|twenty-eighth|twenty-ninth|thirtieth|thirty-first"
)
_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    "|twenty"
)
_PLAIN: dict[str, str] = {
    "P": "morning mornings afternoon evening night nights noon midday midnight dawn dusk sunset sunrise daybreak nightfall"
    " predawn pre-dawn daylight eve",
    "U": "day week fortnight month year decade century hour minute",
    "E": "weekend",
    "D": "today yesterday tomorrow tonight overnight",
    "N": "now currently recently lately earlier later",
    "q": "several few couple recent many some",
    "V": "anniversary",
    "l": "last past previous preceding",
    "x": "next coming following upcoming",
    "h": "this current present",
    "y": "same that",
    "g": "ago",
    "m": "early late mid beginning start end middle",
    "p": "on in at during over within around about approximately throughout by shortly just exactly approx"
    " into nearly almost only",
    "t": "the",
    "f": "of",
    "s": "since",
    "u": "until till til",
    "b": "between",
    "r": "from",
    "R": "to through - – — −",
    "&": "and or &",
    "a": "a an",
    "B": "before",
    "A": "after following",
    "e": "earlier previously prior beforehand",
    "L": "later afterwards afterward",
    "j": "half quarter",
    "Z": "spring summer autumn fall winter",
}
_LEXICON: dict[str, tuple[str, Value]] = {}
for _code, _words in _PLAIN.items():
    _LEXICON.update({word: (_code, word) for word in _words.split()})
for _code, _table in (("M", _MONTHS), ("W", _WEEKDAYS), ("H", _HIJRI), ("o", _ORDINALS), ("n", _NUMBERS)):
    for _number, _names in enumerate(_table.split("|"), start=0 if _code == "W" else 1):
        _LEXICON.update(dict.fromkeys(_names.split(), (_code, _number)))
_LEXICON |= {name + "s": known for name, known in list(_LEXICON.items()) if known[0] == "W" and name.endswith("day")}
_LEXICON |= {unit + "s": ("U", unit) for unit in ("day", "week", "fortnight", "month", "year", "decade", "hour", "minute")}
_LEXICON |= {"centuries": ("U", "century"), "weekends": ("E", "weekend"), "mid-": ("m", "mid"), "hrs": ("U", "hour")}
_LEXICON |= {"earlier": ("e", "earlier"), "later": ("L", "later"), "following": ("x", "following"), "9/11": ("F", "9/11")}
_LEXICON |= {"christmas": ("F", "christmas"), "hogmanay": ("F", "new year's eve"), "ashura": ("F", "ashura")}
_LEXICON |= {"|": ("|", None), "(": ("(", None), "[": ("(", None), ")": (")", None), "]": (")", None), ",": (",", None)}

_WORDS = pattern(
    r"(?P<S>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\w)|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\w))"
    r"|(?P<C>(?:[01]?\d|2[0-4])(?:[:.h]| (?=\d\d ?[ap]\.?m))?[0-5]\d ?"
    r"(?:[ap]\.?m\b\.?|hours\b|hrs\b|gmt\b|utc\b|local time\b)(?: (?:gmt|utc|local time)\b)?"
    r"|(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)? ?[ap]\.?m\b\.?(?: gmt\b)?"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?: ?(?:gmt|utc|hours|local time)\b)?"
    r"|(?:\d{1,2}|[a-z]+) o['’]clock)"
    r"|(?P<F>9/11|new year['’]?s (?:eve|day)|christmas (?:eve|day)|boxing day|bastille day"
    r"|may day|eid al[- ](?:fitr|adha)|nowruz|newroz)\b"
    r"|(?P<D>the day before yesterday|the day after tomorrow|day before yesterday|day after tomorrow)\b"
    r"|(?P<P>(?:the )?(?:early|wee|small) (?:morning )?hours(?: of)?|first light|pre-dawn hours|broad daylight)\b"
    r"|(?P<K>(?:19|20)\d0s\b|['’]\d0s\b)|(?P<Q>fiscal (?:year )?(?:19|20)\d\d\b|fy ?(?:19|20)?\d\d\b|q[1-4]\b)"
    r"|(?P<I>rabi (?:al[- ]|ul[- ]|ath[- ])\w+|jumada (?:al[- ]|ul[- ]|ath[- ])\w+"
    r"|(?:dhu|zu|zil)[- ]?(?:al[- ]|l[- ])?(?:qi|hi)\w+)"
    r"|(?P<o>\d{1,2}(?:st|nd|rd|th)\b)|(?P<X>\d+[-‑](?=(?:day|week|month|year|hour)))|(?P<d>\d+)(?![\w])"
    r"|(?P<w>twenty-\w+|thirty-first|mid(?=[-‑]\w)|pre-dawn|sha'ban|[^\W\d_]+(?=['’‑-]|\b)|\w+)"
    r"|(?P<z>[.!?;:]|\n\s*\n)|(?P<c>[-–—−,()\[\]&])|(?P<_>\S)",
    re.IGNORECASE,
)
# A short weekday or month is one only where a dot, a comma or a number shows it ("Sat Nov 12", "Jan. 22").
_SHORT = frozenset("mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec".split(" "))
_SHORT_AFTER = pattern(r"\.|,? ?\d|,? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_HIJRI_KEYS = (("rabi", 3, 4), ("jumada", 5, 6))


def tokens_of(text: str) -> list[Token]:
    """Read ``text`` into tokens. Every word and mark gets one; line breaks inside a paragraph do not."""
    tokens: list[Token] = []
    append = tokens.append
    for match in _WORDS.finditer(text):
        kind, start, end = match.lastgroup or "_", match.start(), match.end()
        if kind == "w":
            word = match[0].lower()
            known = _LEXICON.get(word)
            if known is None or (word in _SHORT and not _SHORT_AFTER.match(text, end)):
                append(Token("_", None, start, end))
            elif (
                known[0] in "WM"
                and text[end : end + 1] == "."
                and (word in _SHORT or text[end + 1 : end + 3].strip()[:1].isdecimal())
            ):
                append(Token(known[0], known[1], start, end + (word in _SHORT)))
            else:
                append(Token(known[0], known[1], start, end))
            continue
        if kind == "z":
            if not (match[0] == "." and tokens and tokens[-1].end == end):
                append(Token("|", None, start, end))
            continue
        if kind == "d" and end - start == 4 and _is_clock(match[0], text, tokens):
            append(Token("C", match[0], start, end))
        else:
            append(_marked(kind, match[0], start, end))
    return tokens


def _is_clock(digits: str, text: str, tokens: list[Token]) -> bool:
    """Whether four digits are a time of day: "0715", or "at (around) 2030"."""
    if int(digits[:2]) > 24 or int(digits[2:]) > 59:
        return False
    near = text[tokens[-1].start : tokens[-1].end].lower() if tokens else ""
    if near in ("around", "about", "approximately", "exactly", "just") and len(tokens) > 1:
        near = text[tokens[-2].start : tokens[-2].end].lower()
    return digits[0] == "0" or near == "at"


def _marked(kind: str, words: str, start: int, end: int) -> Token:
    if kind == "d":
        number = int(words) if len(words) <= 4 else 0
        if len(words) == 4 and 1300 <= number <= 1500:
            return Token("n", number, start, end)
        if len(words) == 4 and 1900 <= number <= 2099:
            return Token("Y", number, start, end)
        return Token("d" if 1 <= number <= 31 and len(words) <= 2 else "n" if 0 < len(words) <= 4 else "_", number, start, end)
    if kind == "o":
        number = int(words[:-2])
        return Token("o" if 1 <= number <= 31 else "_", number, start, end)
    if kind == "c":
        known = _LEXICON.get(words, ("_", None))
        return Token(known[0], known[1], start, end)
    if kind == "K":
        year = int(words[:4]) if words[0].isdecimal() else 1900 + int(words[1:3])
        return Token("K", year, start, end)
    if kind == "X":
        return Token("_", None, start, end)
    if kind == "I":
        return Token("H", _hijri_month(words.lower()), start, end)
    if kind in "FDPSCQ":
        return Token(kind, words.lower().replace("’", "'"), start, end)
    return Token("_", None, start, end)


def _hijri_month(words: str) -> int:
    for key, first, second in _HIJRI_KEYS:
        if words.startswith(key):
            return second if words.rsplit(" ", 1)[-1].rsplit("-", 1)[-1][:2] in ("th", "sa", "ak", "ta") else first
    return 11 if "qi" in words else 12
