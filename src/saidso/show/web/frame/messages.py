"""Messages of the rooms below ("nobody called X speaks in it") in the reader's language.

A room says what went wrong in English and knows no reader. Here its sentence is recognised by its shape, with what it names
(ids, files, names) carried over as it stands. What is not recognised is shown as it was said: English words are better than none.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

MESSAGES = Path(__file__).parents[1] / "catalogues" / "messages"
"""A file a language: the English sentence with ``{1}``, ``{2}`` for what it names, and the sentence in that language."""
_LONGEST = 600
"""Longer messages are shown as said: they hold what somebody sent, and to search that for shapes would take minutes."""
_NAMED = re.compile(r"\{(\d)\}")


@lru_cache(maxsize=4096)
def message_in(language: str, said: str) -> str:
    """``said``, a message of ours, in ``language``; as it is where the language has no words for it."""
    if len(said) > _LONGEST:
        return said
    for shape, words in _shapes(language):
        found = shape.fullmatch(said)
        if found is not None:
            parts = _NAMED.split(words)  # words, number, words, number, ...
            return "".join(message_in(language, found[f"n{part}"]) if at % 2 else part for at, part in enumerate(parts))
    return said


@lru_cache(maxsize=8)
def _shapes(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences of a language by the shape of the English ones; the longest first, for they say the most."""
    path = MESSAGES / f"{language}.toml"
    if not path.exists():
        return ()
    texts: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    ordered = sorted(texts.items(), key=lambda item: -len(_NAMED.sub("", item[0])))
    return tuple((_shape(english), words) for english, words in ordered)


def _shape(english: str) -> re.Pattern[str]:
    parts = _NAMED.split(english)  # words, number, words, number, ...
    made = "".join(f"(?P<n{part}>.*?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile(made, re.DOTALL)
