"""The words of time in English, and the lexer that turns text into one code letter a word.

The grammar of ``time_points`` and ``when`` is written over these letters, so that one regular expression over a short string
replaces a hundred over the text:

    W weekday   M month     H Hijri month  Z season    F named day     D today and its kin    O overnight    v eve
    d 1 to 31   n number    a a, an        o ordinal   Y year          K decade        S 12/01/2022    C clock time
    P part of the day       U unit of time E weekend   j half, quarter q several, few  V anniversary
    l last, past            x next         h this      y same, that    g ago           e earlier       L later
    m early, late, mid      p on, in, at   t the       f of            s since         u until         b between
    r from                  R to, -        & and       B before        A after         ( ) ,           N now, recently
    T through               k by           i within    G 06/2014       / slash         % per, every
    _ any other word        | end of a sentence
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
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
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
# Months of the Levant as English writes them; Kanun and Tishrin come twice a year.
_LEVANT = "|shubat|adhar|nisan|ayyar|haziran|tammuz||aylul|||"
_PLAIN: dict[str, str] = {
    "P": "morning mornings afternoon evening night nights noon midday midnight dawn dusk sunset sunrise daybreak nightfall"
    " predawn pre-dawn daylight",
    "U": "day week fortnight month year decade century hour minute",
    "E": "weekend",
    "D": "today yesterday tomorrow tonight",
    "O": "overnight",
    "v": "eve",
    "N": "now currently recently lately earlier later",
    "q": "several few couple recent many some",
    "V": "anniversary",
    "l": "last past previous preceding final",
    "x": "next coming following upcoming",
    "h": "this current present",
    "y": "same that",
    "g": "ago",
    "m": "early late mid beginning start end middle opening closing",
    "p": "on in at during over around about approximately throughout shortly just exactly approx into nearly almost only",
    "k": "by",
    "i": "within",
    "T": "through",
    "%": "per every each",
    "t": "the",
    "f": "of",
    "s": "since starting",
    "u": "until till til",
    "b": "between",
    "r": "from",
    "R": "to - – — − ending",
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
_LEXICON |= {ten: ("n", 10 * number) for number, ten in enumerate(_TENS, start=3)}
_LEXICON |= {
    f"{ten}-{unit}": ("n", 10 * tens + units)
    for tens, ten in enumerate(("twenty", *_TENS), start=2)
    for units, unit in enumerate(_NUMBERS.split("|")[:9], start=1)
}
_LEXICON |= {name: ("K", 1900 + 10 * number) for number, name in enumerate(_DECADES, start=2)}
_LEXICON |= {name: ("M", number) for number, name in enumerate(_LEVANT.split("|"), start=1) if name}
_LEXICON |= {
    "/": ("/", None),
    "|": ("|", None),
    "(": ("(", None),
    "[": ("(", None),
    ")": (")", None),
    "]": (")", None),
    ",": (",", None),
}

_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_WORDS = pattern(
    r"(?P<S>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?=t\d\d:|(?!\w))|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\w)"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=t\d\d:?\d\d|(?!\w))"
    r"|\d{1,2}(?P<sign>[-.])(?:[a-z]{3,9}|[ivx]{1,4})(?P=sign)(?:(?:19|20)\d\d|\d\d)(?!\w))"
    r"|(?P<G>(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\w/])|(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\w-]))"
    r"|(?P<C>t\d\d:?\d\d(?::?\d\d)?(?:\.\d+)?(?:z\b|[+-]\d\d:?\d\d)?"
    r"|(?:[01]?\d|2[0-4])(?:[:.h]| (?=\d\d ?[ap]\.?m))?[0-5]\d ?"
    r"(?:[ap]\.?m\b\.?|hours\b|hrs\b|gmt\b|utc\b|local time\b)(?: (?:gmt|utc|local time)\b)?"
    r"|(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)? ?[ap]\.?m\b\.?(?: gmt\b)?"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?: ?(?:gmt|utc|hours|local time)\b)?"
    rf"|{_HOUR} o['’]clock"
    rf"|(?:half|(?:a )?quarter|(?:twenty|ten|five)(?: minutes)?) (?:past|to) {_HOUR}\b)"
    r"|(?P<F>9/11|new year['’]?s (?:eve|day)|(?:the )?eve of (?:the )?new year|christmas (?:eve|day)|boxing day|bastille day"
    r"|armistice day|valentine['’]?s day|(?:international )?women['’]?s day|human rights day|nakba day|land day"
    r"|may day|eid al[- ](?:fitr|adha)|nowruz|newroz)\b"
    r"|(?P<D>the day before yesterday|the day after tomorrow|day before yesterday|day after tomorrow)\b"
    r"|(?P<P>(?:the )?(?:early|wee|small) (?:morning )?hours(?: of)?|first light|pre-dawn hours|broad daylight)\b"
    r"|(?P<K>(?:19|20)\d0s\b|['’]\d0s\b)|(?P<Q>(?:fiscal (?:year )?(?:19|20)|fy ?(?:19|20)?)\d\d(?:/\d\d)?\b|q[1-4]\b)"
    r"|(?P<I>rabi (?:al[- ]|ul[- ]|ath[- ])\w+|jumada (?:al[- ]|ul[- ]|ath[- ])\w+"
    r"|(?:dhu|zu|zil)[- ]?(?:al[- ]|l[- ])?(?:qi|hi)\w+)"
    r"|(?P<L>(?:tishrin|kanun) (?:al|at|ath)[- ](?:awwal|thani))\b"
    r"|(?P<o>\d{1,2}(?:st|nd|rd|th)\b)|(?P<X>\d+[-‑](?=(?:day|week|month|year|hour)))|(?P<y>['’]\d\d(?!\w))|(?P<d>\d+)(?![\w])"
    r"|(?P<w>(?:twen|thir|for|fif|six|seven|eigh|nine)ty-\w+|mid(?=[-‑]\w)|pre-dawn|sha'ban|[^\W\d_]+(?=['’‑-]|\b)|\w+)"
    r"|(?P<z>[.!?;:]|\n\s*\n)|(?P<c>[-–—−,()\[\]&/])|(?P<_>\S)",
    re.IGNORECASE,
)
_ROMAN = {name: number for number, name in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}
# A short weekday or month is one only where a dot, a comma or a number shows it ("Sat Nov 12", "Jan. 22").
_SHORT = frozenset("mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec".split(" "))
_SHORT_AFTER = pattern(r"\.|,? ?\d|,? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_HIJRI_KEYS = (("rabi", 3, 4), ("jumada", 5, 6))
_BEFORE_SHORT = frozenset(("in ", "since ", "until ", "on ", "last ", "late ", "early ", "by "))


# What may belong to the words behind it: such a piece of text is read together with them.
_STICKY = pattern(
    r"(?:mon|tues?|wed|thurs?|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[ap]\.?m\b\.?|o['’]clock|gmt|utc|local|hours?|hrs"
    r"|0\d{3}\W*|light|daylight|new|christmas|boxing|bastille|armistice|valentine['’]?s|international|women['’]?s|human|nakba|land|eid"
    r"|fiscal|fy|rabi|jumada|dhu|zu|zil|tishrin|kanun|['’]\d\d\W*)$",
    re.IGNORECASE,
)
_ABOUT = frozenset(("at", "around", "about", "approximately", "exactly", "just"))
_Piece = tuple[tuple[str, Value, int, int], ...]


@lru_cache(maxsize=1 << 15)
def _piece(words: str) -> _Piece | None:
    """The tokens of a piece of text without blanks, or None where its neighbours have a say in them."""
    return None if _STICKY.match(words.strip("(),;")) else tuple(_lexed(words))


def tokens_of(text: str) -> list[Token]:
    """Read ``text`` into tokens. Every word and mark gets one; line breaks inside a paragraph do not.

    Pieces between blanks come again and again ("March", "2014,"): they are remembered, and only texts in which a piece may
    belong to its neighbours ("4 p.m.", "Sat 7 Dec") go through the lexer as a whole.
    """
    if "\n" in text or len(text) > 96:
        return _lexed(text)
    tokens: list[Token] = []
    append, make, at = tokens.append, tuple.__new__, 0
    for words in text.split(" "):
        if words:
            piece = _piece(words)
            if piece is None:
                return _lexed(text)
            for code, value, start, end in piece:
                # The plain constructor: this line runs for every word of every time.
                append(make(Token, (code, value, at + start, at + end)))
        at += len(words) + 1
    for before, token in pairwise(tokens):
        if token.code in "DURYnl" and _is_one_word(before, token):
            return _lexed(text)
    return tokens


def _is_one_word(before: Token, token: Token) -> bool:
    """ "The day before yesterday", "May Day", "half past", "quarter to", "at 2030" are one word each, or may be."""
    if token.code == "D":
        return before.code in "AB"
    if token.code == "U":
        return before.code == "M"
    if token.code == "Y" or (token.code == "n" and token.end - token.start == 4):
        return before.value in _ABOUT
    return before.code in "nj" and token.value in ("past", "to")


def _lexed(text: str) -> list[Token]:
    tokens: list[Token] = []
    append = tokens.append
    for match in _WORDS.finditer(text):
        kind, start, end = match.lastgroup or "_", match.start(), match.end()
        if kind == "w":
            append(_word(match[0].lower(), text, start, end))
        elif kind == "z":
            if not (match[0] == "." and tokens and tokens[-1].end == end):
                append(Token("|", None, start, end))
        elif kind == "d" and end - start == 4 and _is_clock(match[0], text, tokens, end):
            append(Token("C", match[0], start, end))
        elif kind == "y":
            # "8 Dec. '24" is a year, "'24 people" is a quotation.
            year = int(match[0][1:])
            is_year = bool(tokens) and tokens[-1].code == "M"
            append(Token("Y" if is_year else "_", year + (2000 if year < 70 else 1900), start, end))
        else:
            append(number_token(kind, match[0], start, end))
    return tokens


def _word(word: str, text: str, start: int, end: int) -> Token:
    known = _LEXICON.get(word)
    if known is None:
        return Token("_", None, start, end)
    code, value = known
    if word in _SHORT:
        if not _SHORT_AFTER.match(text, end) and not (end == len(text) and start >= 3 and text[:start].lower() in _BEFORE_SHORT):
            return Token("_", None, start, end)
        return Token(code, value, start, end + (text[end : end + 1] == "."))
    return Token(code, value, start, end)


def _is_clock(digits: str, text: str, tokens: list[Token], end: int) -> bool:
    """Whether four digits are a time of day: "0715", or "at (around) 2030"; in a row of numbers they are none."""
    if int(digits[:2]) > 24 or int(digits[2:]) > 59:
        return False
    near = text[tokens[-1].start : tokens[-1].end].lower() if tokens else ""
    if near[:1].isdecimal() or text[end + 1 : end + 2].isdecimal() or near[-2:].isdecimal():
        return False
    if near in ("around", "about", "approximately", "exactly", "just") and len(tokens) > 1:
        near = text[tokens[-2].start : tokens[-2].end].lower()
    return digits[0] == "0" or near == "at"


def _numeric(words: str) -> str | None:
    """A date of digits as digits: "11-Apr-2023" and "14.VII.2006" become 2023-4-11 and 2006-7-14; None for no such month."""
    if words.isdecimal():
        return f"{words[:4]}-{words[4:6]}-{words[6:]}"
    mark = words[2] if words[1].isdecimal() else words[1]
    day, middle, year = words.split(mark) if len(words.split(mark)) == 3 else (words, "0", "")
    if middle.isdecimal():
        return words
    known = _LEXICON.get(middle, ("", None))
    month = known[1] if known[0] == "M" else _ROMAN.get(middle)
    full = year if len(year) == 4 else ("20" if int(year) < 70 else "19") + year
    return f"{full}-{month}-{day}" if month else None


def number_token(kind: str, words: str, start: int, end: int) -> Token:
    """The token of a number, a mark or a fixed phrase, by the group of the lexer that found it."""
    words = words.lower().replace("’", "'")
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
        return Token(*_LEXICON.get(words, ("_", None)), start, end)
    if kind == "K":
        return Token(kind, int(words[:4]) if words[0].isdecimal() else 1900 + int(words[1:3]), start, end)
    if kind == "I":
        return Token("H", _hijri_month(words), start, end)
    if kind == "L":
        first, autumn = words.endswith("awwal"), words.startswith("tishrin")
        return Token("M", (10 if first else 11) if autumn else 12 if first else 1, start, end)
    if kind == "S":
        value = _numeric(words)
        return Token("S" if value else "_", value, start, end)
    return Token(kind if kind in "FDPCQG" else "_", words if kind in "FDPCQG" else None, start, end)


def _hijri_month(words: str) -> int:
    for key, first, second in _HIJRI_KEYS:
        if words.startswith(key):
            return second if words.rsplit(" ", 1)[-1].rsplit("-", 1)[-1][:2] in ("th", "sa", "ak", "ta") else first
    return 11 if "qi" in words else 12
