"""Messages of the rooms below ("nobody called X speaks in it") in the reader's language.

A room says what went wrong in English and knows no reader. Here its sentence is recognised by its shape, with what it names
(ids, files, names) carried over as it stands. What is not recognised is shown as it was said: English words are better than none.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache, partial
from pathlib import Path

MESSAGES = Path(__file__).parents[1] / "catalogues" / "messages"
"""A file a language: the English sentence with ``{1}``, ``{2}`` for what it names, and the sentence in that language.

There a colon says more of what is named: ``{1:quoted}`` stands in quotes (``repr``) in the source, ``{1:day}`` is a date, and
``{1:message}`` is one more message of ours. Only that is put into the language; anything else are somebody's words.
"""
_LONGEST = 600
"""Longer messages are shown as said: they hold what somebody sent, and to search that for shapes would take minutes."""
_NAMED = re.compile(r"\{(\d)(?::(\w+))?\}")
_KINDS = {
    "": ".*?",
    "message": ".*?",
    "quoted": r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""",  # whole: a name may hold " and " itself
    "day": r"\d{4}-\d\d-\d\d",
}


@lru_cache(maxsize=4096)
def message_in(language: str, said: str) -> str:
    """``said``, a message of ours, in ``language``; as it is where the language has no words for it."""
    if len(said) > _LONGEST:
        return said
    for shape, words in _shapes(language):
        found = shape.fullmatch(said)
        if found is not None:
            return _NAMED.sub(partial(_carried, language, found), words)
    return said


def _carried(language: str, found: re.Match[str], named: re.Match[str]) -> str:
    """What a message names, as it stands in it; put into the language where that is a message of ours too."""
    words = found[f"n{named[1]}"]
    return message_in(language, words) if named[2] == "message" else words


@lru_cache(maxsize=8)
def _shapes(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences of a language by the shape of the English ones; the longest first, for they say the most."""
    path = MESSAGES / f"{language}.toml"
    if not path.exists():
        return ()
    texts: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    ordered = sorted(texts.items(), key=lambda item: -len(_NAMED.sub("", item[0])))
    return tuple((_shape(english, words), words) for english, words in ordered)


def _shape(english: str, words: str) -> re.Pattern[str]:
    kinds = {named[1]: named[2] or "" for named in _NAMED.finditer(words)}
    made, at = "", 0
    for named in _NAMED.finditer(english):
        made += f"{re.escape(english[at:named.start()])}(?P<n{named[1]}>{_KINDS[kinds[named[1]]]})"
        at = named.end()
    return re.compile(made + re.escape(english[at:]), re.DOTALL)
