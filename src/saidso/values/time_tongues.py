"""Times of Spanish, French, Turkish, Russian and Arabic, read by the English grammar.

A language is three small things: its words of time, a code letter each (the letters of ``time_words``); phrases of several words;
and a few swaps of word order ("la semana pasada" is put as "the past week"). The letters then go through the one grammar. No
library is asked: those tried give no offsets, swallow neighbouring words and read slash dates after the document.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from saidso.values.late import pattern
from saidso.values.time_points import codes_of
from saidso.values.time_words import Token, Value, number_token, tokens_of
from saidso.values.tongue_tables import LETTERS, PHRASES, STEMS, SWAPS, TABLES

LANGUAGES = ("en", *TABLES)

_WORDS = pattern(
    r"(?P<S>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\w)|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\w))"
    r"|(?P<C>(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?|h(?:[0-5]\d)?)(?!\w))|(?P<K>(?:19|20)\d0s\b)"
    r"|(?P<o>\d{1,2}(?:er|ère|º|ª))(?!\w)|(?P<d>\d+)(?:-?(?:го|е|й|м))?(?!\w)|(?P<w>[^\W\d_]+)"
    r"|(?P<z>[.!?;:؟؛]|\n\s*\n)|(?P<c>[-–—−,،()\[\]&/])|(?P<s>['’ʼ`])|(?P<_>\S)",
    re.I,
)
_LONGEST = 4


class _Tongue(NamedTuple):
    phrases: dict[tuple[str, ...], tuple[tuple[str, Value], ...]]
    swaps: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    stems: tuple[str, ...]


def tokens_in(text: str, language: str) -> list[Token]:
    """Read ``text`` of a language into tokens of the English grammar; a language we do not know is read as English."""
    if language not in TABLES:
        return tokens_of(text)
    return _swapped(_translated(text, language), _tongue(language))


@lru_cache(maxsize=len(TABLES))
def _tongue(language: str) -> _Tongue:
    phrases: dict[tuple[str, ...], tuple[tuple[str, Value], ...]] = {}
    for code, rows in TABLES[language].items():
        for number, names in enumerate(rows.split("|"), start=0 if code == "W" else 1):
            # Tables that count (months, weekdays, numbers) give a number, the others the English word before the colon.
            for row in names.split(","):
                said, _, words = row.rpartition(":")
                value: Value = said if said else number
                if words.strip():
                    phrases[tuple(words.translate(LETTERS).lower().split())] = ((code, value),)
    for row in PHRASES[language]:
        words, _, spec = row.partition("=")
        codes = [item.partition(":") for item in spec.split()]
        phrases[tuple(words.translate(LETTERS).lower().split())] = tuple(
            (code, int(value) if value.isdecimal() else value) for code, _, value in codes
        )
    swaps = tuple((re.compile(source), tuple(order.split())) for source, order in SWAPS[language])
    return _Tongue(phrases, swaps, tuple(STEMS.get(language, "").split()))


def _translated(text: str, language: str) -> list[Token]:
    tongue, plain = _tongue(language), text.translate(LETTERS).lower()
    if len(plain) != len(text):
        plain = text
    found = list(_WORDS.finditer(plain))
    tokens: list[Token] = []
    i = 0
    while i < len(found):
        match = found[i]
        kind, start, end = match.lastgroup or "_", match.start(), match.end()
        i += 1
        if kind == "w":
            if language == "tr" and i > 1 and found[i - 2].lastgroup == "s" and tokens and tokens[-1].end == start - 1:
                # What stands behind an apostrophe is an ending: "2019'da", "Mart'ta".
                continue
            count, meaning = _longest(found, i - 1, tongue)
            end = found[i - 2 + count].end()
            i += count - 1
            tokens.extend(Token(code, value, start, end) for code, value in meaning)
        elif kind == "z":
            tokens.append(Token("|", None, start, end))
        elif kind == "c":
            if match[0] == "-" and plain[start - 1 : start].isalnum() and plain[end : end + 1].isalpha():
                continue
            tokens.append(
                Token({"(": "(", ")": ")", "&": "&", "/": "/", ",": ",", "،": ","}.get(match[0], "R"), match[0], start, end)
            )
        elif kind == "o":
            tokens.append(Token("o", int(re.sub(r"\D", "", match[0])), start, end))
        elif kind != "s":
            tokens.append(number_token(kind, match.group(kind), start, end))
    return tokens


def _longest(found: list[re.Match[str]], at: int, tongue: _Tongue) -> tuple[int, tuple[tuple[str, Value], ...]]:
    """How many words from ``at`` on make one phrase, and its meaning; apostrophes and hyphens inside it do not count."""
    words, places = [found[at][0]], [at]
    for k in range(at + 1, min(len(found), at + 2 * _LONGEST)):
        if found[k].lastgroup == "w":
            words.append(found[k][0])
            places.append(k)
        elif found[k].lastgroup != "s" and found[k][0] != "-":
            break
        if len(words) == _LONGEST:
            break
    for length in range(len(words), 0, -1):
        meaning = tongue.phrases.get(tuple(words[:length]))
        if meaning is not None:
            return places[length - 1] - at + 1, meaning
    return 1, _without_ending(words[0], tongue)


def _without_ending(word: str, tongue: _Tongue) -> tuple[tuple[str, Value], ...]:
    """A word with an ending or a prefix of its language ("salıdan", "والثلاثاء"): only weekdays, months and times of day."""
    for part in tongue.stems:
        bare = word[: -len(part) + 1] if part.startswith("-") and word.endswith(part[1:]) else ""
        bare = bare or (word[len(part) - 1 :] if part.endswith("-") and word.startswith(part[:-1]) else "")
        meaning = tongue.phrases.get((bare,)) if len(bare) > 2 else None
        if meaning and meaning[0][0] in "WMPDUH":  # an article means nothing: ()
            return meaning
    return (("_", None),)


def _swapped(tokens: list[Token], tongue: _Tongue) -> list[Token]:
    """Tokens in the order of the English grammar; the spans stay where they are."""
    for source, order in tongue.swaps:
        codes = codes_of(tokens)
        for match in source.finditer(codes):
            moved: list[Token] = []
            for item in order:
                group, _, recoded = item.partition(":")
                piece = tokens[match.start(int(group)) : match.end(int(group))]
                moved.extend(token._replace(code=recoded) if recoded else token for token in piece)
            if len(moved) == match.end() - match.start():
                places = tokens[match.start() : match.end()]
                tokens[match.start() : match.end()] = [
                    token._replace(start=place.start, end=place.end) for token, place in zip(moved, places, strict=True)
                ]
    return tokens
