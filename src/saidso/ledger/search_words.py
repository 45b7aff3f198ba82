"""Words as search compares them: one fold for what stands in the texts and for what a person types.

Case, diacritics, the dotless i, tashkeel and tatweel, the forms of alef, ya, kaf and ta marbuta, the article of Arabic in both
scripts and the digits of every script no longer count: "Al-Ḥasakah", "el hasakah" and "HASAKAH" are one, so are "أحمد" and
"احمد", "٢٥" and "25". Names of towns are also found by what their transliterations share ("Hesekê" finds "Al Hasakah").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from saidso.values.late import pattern
from saidso.values.spelling import ARTICLES, skeleton_key, written_key

LONGEST_QUERY = 1_000
"""Code points of a query that are looked at: nobody types more, and a pasted page must not keep the ledger busy."""
MOST_TERMS = 32
"""Words and phrases of a query that are looked for."""

_NOTHING = ARTICLES | {"the"}
"""Words that are dropped from texts and queries alike. The Arabic articles in Latin letters hold some English words ("at")."""
_ARTICLE, _SHORTEST = "ال", 6
"""Arabic writes its article on the word; four letters must remain, as in ``values.spelling.folded_key``."""
_SOUNDS = 3
"""Consonants that a transliteration must share before it counts: with two, "Sura" would be found by "Syria"."""
_WINDOW = 4
"""Words of a query that may be one town's name ("Tell Abu Qasr Gharbi")."""
_TERM = pattern(r'"([^"]*)"?|([^\s"]+)')


def fold(text: str) -> str:
    """The words of ``text`` as search sees them, joined by single blanks; "" where nothing is left to look for."""
    return " ".join(piece for word in text.split() for piece in _pieces(word))


@lru_cache(maxsize=65536)
def _pieces(word: str) -> tuple[str, ...]:
    """One word between blanks as its folded parts: "Al-Ḥasakah" has one, "Deir-ez-Zor" two."""
    key = word if word.isascii() else "".join(_digit(letter) for letter in word)
    return tuple(_bare(part) for part in written_key(key).casefold().split() if part not in _NOTHING)


def _digit(letter: str) -> str:
    """Digits of Arabic and other scripts in ours; every other letter as it is."""
    if letter.isascii() or not letter.isdecimal():
        return letter
    return str(unicodedata.decimal(letter))


def _bare(part: str) -> str:
    return part[len(_ARTICLE) :] if part.startswith(_ARTICLE) and len(part) >= _SHORTEST else part


def sounds_of(name: str, country: str | None) -> tuple[str, ...]:
    """What the transliterations of a town's name share, in its country and to somebody who names none; may be empty."""
    keys = dict.fromkeys(skeleton_key(name, each) for each in ("", country or ""))
    return tuple(key for key in keys if len(key.replace("a", "")) >= _SOUNDS)


def match_of(query: str) -> str | None:
    """A query as a person types it, in the language of SQLite's FTS5; None where it asks for nothing.

    Every word must be there; "words in quotes" stand side by side; a word with a star at its end may go on. Total: whatever
    is typed or pasted is words to look for, never a command.
    """
    terms = list(_terms(query[:LONGEST_QUERY]))[:MOST_TERMS]
    plain = [word for word, quoted in terms if not quoted]
    asked, at = [], 0
    for words, quoted in terms:
        exact = _exact(words, quoted=quoted)
        alike = () if quoted else _alike(plain, at)
        at += not quoted
        if exact:
            asked.append("(" + " OR ".join([exact, *(f'sounds : "{key}"' for key in alike)]) + ")")
    return " AND ".join(asked) or None


def _terms(query: str) -> Iterator[tuple[str, bool]]:
    """(words, whether they stood in quotes), in order."""
    for match in _TERM.finditer(query):
        quoted = match[1] is not None
        yield (match[1] if quoted else match[2]), quoted


def _exact(words: str, *, quoted: bool) -> str:
    pieces = fold(words).split()
    if not pieces:
        return ""
    if quoted:
        return f'words : "{" ".join(pieces)}"'
    star = " *" if words.endswith("*") else ""
    phrases = [f'words : "{piece}"' for piece in pieces[:-1]] + [f'words : "{pieces[-1]}"{star}']
    return phrases[0] if len(phrases) == 1 else "(" + " AND ".join(phrases) + ")"


def _alike(words: list[str], at: int) -> tuple[str, ...]:
    """The sounds of every run of words that holds the one at ``at``."""
    found: dict[str, None] = {}
    for size in range(1, _WINDOW + 1):
        for start in range(max(0, at - size + 1), min(at, len(words) - size) + 1):
            found |= dict.fromkeys(sounds_of(" ".join(words[start : start + size]), None))
    return tuple(found)
