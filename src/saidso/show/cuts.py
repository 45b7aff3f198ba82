"""Cuts in a text: where a pseudonym goes in the place of words, and where every offset stands afterwards."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from saidso.show.written_words import fold

WORD_PIECE = re.compile(r"[^\W\d_]+")
"""Letters and nothing else: the parts of a name however it is joined."""
_GAP = re.compile(r"(?:\s{1,3}|[-‐‑_.+]|['’ʼ]|%20|\.\s|[-_]{2})")
LINK = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.-])[\w.-]++/[\w./-]+\b")
_MIDDLE = re.compile(r"(?:\s+|[A-Z]\.\s*)+")
"""What may stand between two parts of one person's name: blanks and initials."""


class Stretches:
    """Stretches of a text that lie apart from each other; asking whether one is touched takes no walk over all of them."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, given: Iterable[tuple[int, int]] = ()) -> None:
        apart = sorted(given)
        self._starts = [start for start, _ in apart]
        self._ends = [end for _, end in apart]

    def __len__(self) -> int:
        return len(self._starts)

    def touch(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` shares a code point with one of them."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and self._ends[index] > start

    def add(self, start: int, end: int) -> None:
        """One more; it must touch none that is there."""
        index = bisect_left(self._starts, start)
        self._starts.insert(index, start)
        self._ends.insert(index, end)


@dataclass(frozen=True, slots=True)
class Cut:
    """Put ``new`` in place of ``text[start:end]``."""

    start: int
    end: int
    new: str


class Pass:
    """One round of cuts over a text, and where each offset stands after it."""

    __slots__ = ("_cuts", "_shift", "_starts")

    def __init__(self, cuts: Sequence[Cut]) -> None:
        self._cuts = cuts
        self._starts = [cut.start for cut in cuts]
        self._shift = [0]
        for cut in cuts:
            self._shift.append(self._shift[-1] + len(cut.new) - (cut.end - cut.start))

    def applied(self, text: str) -> str:
        """``text`` after the cuts."""
        return apply(text, self._cuts)

    def moved(self, offset: int, *, at_end: bool) -> int:
        """Where ``offset`` stands afterwards; inside a cut, at its start or its end."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        cut = self._cuts[index]
        if offset >= cut.end:
            return offset + self._shift[index + 1]
        if at_end and offset > cut.start:
            return cut.start + self._shift[index] + len(cut.new)
        return cut.start + self._shift[index]


class Aliases:
    """Every form that a known name can take, with its pseudonym, or None for somebody who stays."""

    __slots__ = ("_joined", "begin", "forms", "longest")

    def __init__(self, forms: Mapping[tuple[str, ...], str | None]) -> None:
        self.forms = forms
        self.begin = frozenset(form[0] for form in forms if form)
        self.longest = max(map(len, forms), default=0)
        self._joined = [("".join(form), new) for form, new in forms.items() if len(form) > 1 and new is not None]

    def inside(self, key: str) -> str | None:
        """The pseudonym of a full name that is written together somewhere in a word: "selimorak2024"."""
        return next((new for form, new in self._joined if form in key), None)


def name_cuts(text: str, aliases: Aliases, taken: Stretches, links: Stretches) -> list[Cut]:
    """Longest known form first, left to right; a public person's full name shields its parts."""
    found = [m.span() for m in WORD_PIECE.finditer(text) if not taken.touch(*m.span())]
    keys = [fold(text[s:e]) for s, e in found]
    if not links and aliases.begin.isdisjoint(keys):
        return []
    cuts: list[Cut] = []
    index = 0
    while index < len(found):
        length = next((n for n in range(aliases.longest, 0, -1) if _stands(text, found, keys, index, n, aliases.forms)), 0)
        start = found[index][0]
        loose = links.touch(start, start + 1)
        whole = aliases.inside(keys[index]) if loose else None
        if whole is not None:
            cuts.append(Cut(*found[index], whole))
        elif length and (length > 1 or text[start].isupper() or (loose and len(keys[index]) > 2)):
            new = aliases.forms[tuple(keys[index : index + length])]
            if new is not None:
                cuts.append(Cut(start, found[index + length - 1][1], new))
        else:
            length = 1
        index += max(length, 1)
    return cuts


def _stands(
    text: str,
    found: Sequence[tuple[int, int]],
    keys: Sequence[str],
    index: int,
    length: int,
    forms: Mapping[tuple[str, ...], str | None],
) -> bool:
    """Whether the ``length`` pieces from ``index`` on are a known form, with nothing but a name's gaps between them."""
    if index + length > len(found) or tuple(keys[index : index + length]) not in forms:
        return False
    return all(_GAP.fullmatch(text[found[i][1] : found[i + 1][0]]) for i in range(index, index + length - 1))


def joined_cuts(text: str, cuts: list[Cut]) -> list[Cut]:
    """Two parts of one name with only an initial between become one cut: "Ahmad S. Khalil" is one person."""
    whole: list[Cut] = []
    for _, group in groupby(cuts, key=lambda cut: cut.new):
        for cut in group:
            if whole and whole[-1].new == cut.new and _MIDDLE.fullmatch(text[whole[-1].end : cut.start]):
                whole[-1] = Cut(whole[-1].start, cut.end, cut.new)
            else:
                whole.append(cut)
    return whole


def apply(text: str, cuts: Sequence[Cut]) -> str:
    parts, at = [], 0
    for cut in cuts:
        parts += [text[at : cut.start], cut.new]
        at = cut.end
    return "".join([*parts, text[at:]])
