"""A text as words: their places, their folded keys, and what stands between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from saidso.show.people_words import HONORIFICS, OFFICES

WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’ʼ][^\W\d_]+)*")
_ARTICLE = re.compile(r"^(?:al|el|ul|ad|an|ar|as|ash|at|az)[-‐‑'’]")
_UNDECOMPOSED = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "’": "'", "ʼ": "'", "‐": "-", "‑": "-"})

_WRAPPED_LINE = 50
"""Code points a line must have before its break is taken for a wrap inside a name and not for the end of a heading."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
"""Marks of direction and joining that no reader sees."""
_SHOUTING = 0.6
"""Share of capitals among a line's letters from which case tells nothing (old wire copy)."""


def fold(text: str) -> str:
    """``text`` in lower case without diacritics: "Şoreş" and "SORES" are one. Same words, not the same length."""
    return _folded_word(text) if len(text) <= _WORD else _folded(text)


_WORD = 24
"""Code points; words come again and again, so they are folded once."""


@lru_cache(maxsize=65_536)
def _folded_word(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_UNDECOMPOSED)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text with its folded key; a possessive "'s" is not part of it."""

    start: int
    end: int
    key: str
    capital: bool


def pieces(key: str) -> tuple[str, ...]:
    """The letters-only parts of a folded name: "samira al-hadi" -> ("samira", "al", "hadi")."""
    return tuple(re.findall(r"[^\W\d_]+", key))


def words_of(text: str) -> list[Word]:
    """All words of ``text`` in order."""
    found = []
    for match in WORD.finditer(text):
        start, end = match.span()
        written = text[start:end]
        if len(written) > 2 and written[-2] in "'’ʼ" and written[-1] in "sS":
            end, written = end - 2, written[:-2]
        capital = written[:1].isupper() or _ARTICLE.sub("", written)[:1].isupper()
        found.append(Word(start, end, fold(written), capital))
    return found


def shouting(text: str, offset: int) -> bool:
    """Whether the line at ``offset`` is written in capitals, so that case tells nothing there: a headline, old wire copy."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return _capitals(text[start : end if end >= 0 else len(text)])


@lru_cache(maxsize=4096)
def _capitals(line: str) -> bool:
    return sum(c.isupper() for c in line) > _SHOUTING * max(1, sum(c.isalpha() for c in line))


def joined(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether the word at ``index`` follows its neighbour within one name: a blank, an initial's dot, a wrapped line."""
    before = words[index - 1]
    gap = text[before.end : words[index].start].translate(_INVISIBLE)
    if gap in {" ", "  ", "\u00a0"}:
        return True
    if gap in {". ", "."}:
        return before.end - before.start == 1 or before.key in OFFICES or before.key in HONORIFICS
    return gap == "\n" and before.end - (text.rfind("\n", 0, before.end) + 1) >= _WRAPPED_LINE


def opens_sentence(text: str, offset: int) -> bool:
    before = text[:offset].rstrip(" \t\"'“‘«(—–-")
    return not before or before[-1] in ".!?:;\n”’\"" or "\n" in text[len(before) : offset]
