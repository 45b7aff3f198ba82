"""Yes/no and distance features of pairs of event mentions, the same for training and reading.

Positions are given as spans (start, end) in code points; sentence numbers are those of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be held side by side of two event mentions: the trigger's stem and the words of each role."""

    type: str
    stem: str
    words: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, text: str, kind: str, trigger: Pair, arguments: Iterable[tuple[str, Pair]]) -> Sight:
        """From a mention's type, trigger and arguments as (role, span)."""
        found: dict[str, frozenset[str]] = {}
        for role, (start, end) in arguments:
            found[role] = found.get(role, frozenset()) | frozenset(_WORD.findall(text[start:end].lower())) - _EMPTY
        return cls(kind, text[trigger[0] : trigger[1]].lower()[:STEM], found)


def same_flags(sentences: int, one: Sight, other: Sight) -> list[float]:
    """Features of two event mentions: how far (0 to 6 sentences, 7 and more), one type, one stem, and shared words.

    For each of the ``COMPARED`` roles: whether they share a word, and whether both have words and share none.
    """
    out = [0.0] * 8
    out[min(7, abs(sentences))] = 1.0
    out += [float(one.type == other.type), float(one.stem == other.stem)]
    for role in COMPARED:
        a, b = one.words.get(role, frozenset()), other.words.get(role, frozenset())
        out += [float(bool(a & b)), float(bool(a and b) and not a & b)]
    return out


COMPARED = ("actor", "target", "count", "place", "time")
STEM = 5
_WORD = re.compile(r"\w+")
_EMPTY = frozenset("a an the of in on at to by from and or near his her its their this that these those".split())
