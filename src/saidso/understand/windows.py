"""A document as windows of word pieces: each piece of text is decided in exactly one window, and seen with context."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIZE = 320
"""Word pieces in a window, specials included: most reports fit into one or two."""
CORE = 256
"""Pieces that are decided in a window; the rest is context."""
LEFT = 40
"""Context before the core. More than after it: voices are mostly introduced before they are continued."""

CLS, SEP, MASK, PAD = 101, 102, 103, 0  # the specials of the uncased BERT vocabulary

Ints = NDArray[np.int64]
Encode = Callable[[Sequence[str]], Sequence[tuple[Sequence[int], Sequence[tuple[int, int]]]]]
"""Texts -> per text its piece ids and (start, end) offsets in code points."""

_QUOTES = re.compile('[“”"«»\n]')
_MOSTLY_UPPER = 0.7  # MUC-like reports in capitals: case then says nothing


@dataclass(frozen=True, slots=True)
class Window:
    """One window. ``offsets`` are (tokens, 2) code points of the document, -1 for specials; ``sentence`` and ``feature``
    have one entry a token; tokens ``[core_start, core_end)`` are decided here. Token 1 is piece ``begin`` of the document."""

    ids: Ints
    offsets: Ints
    sentence: Ints
    feature: Ints
    core_start: int
    core_end: int
    begin: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """All word pieces of a document, flat: ids, offsets (tokens, 2), sentence number and surface feature of each."""

    ids: Ints
    offsets: Ints
    sentence: Ints
    feature: Ints


def pieces(text: str, sentences: Sequence[tuple[int, int]], encode: Encode) -> Pieces:
    """Word pieces of the sentences of a text; what lies outside every sentence is not read."""
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    number: list[int] = []
    for index, ((start, _), (piece_ids, piece_offsets)) in enumerate(
        zip(sentences, encode([text[a:b] for a, b in sentences]), strict=True)
    ):
        ids.extend(piece_ids)
        offsets.extend((start + a, start + b) for a, b in piece_offsets)
        number.extend([index] * len(piece_ids))
    where = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    return Pieces(np.array(ids, dtype=np.int64), where, np.array(number, dtype=np.int64), surface(text, where))


def surface(text: str, offsets: Ints) -> Ints:
    """What an uncased vocabulary loses, one number a token.

    0 lower case, 1 Capital first, 2 ALL CAPS, 3 no letters; + 4 inside quotation marks.
    """
    letters = sum(map(str.isalpha, text))
    shouting = letters > 0 and sum(map(str.isupper, text)) / letters > _MOSTLY_UPPER
    quoted = _quoted(text)
    out = np.zeros(len(offsets), dtype=np.int64)
    for i, (start, end) in enumerate(offsets.tolist()):
        word = text[start:end]
        if not word[:1].isalpha():
            case = 3
        elif shouting or not word[0].isupper():
            case = 0
        else:
            case = 2 if len(word) > 1 and word.isupper() else 1
        out[i] = case + 4 * int(quoted[start])
    return out


def _quoted(text: str) -> NDArray[np.bool_]:
    """For each code point whether it stands inside double quotation marks; a paragraph's end closes them."""
    out = np.zeros(len(text) + 1, dtype=np.bool_)
    opened: int | None = None
    for mark in _QUOTES.finditer(text):
        char, at = mark.group(), mark.start()
        if char == "\n":
            opened = None
        elif opened is None and char != "”":
            opened = at
        elif opened is not None:
            out[opened + 1 : at] = True
            opened = None
    return out


def windows(doc: Pieces, *, first: int = CORE) -> list[Window]:
    """Cut a document into windows whose cores tile it, ending at sentence ends where a sentence fits a core.

    Args:
        first: pieces in the first core at most; training varies it so that borders fall elsewhere each time.
    """
    out: list[Window] = []
    start, total = 0, len(doc.ids)
    while start < total:
        end = _core_end(doc.sentence, start, min(total, start + (first if start == 0 else CORE)))
        left = max(0, start - LEFT)
        right = min(total, left + SIZE - 2)
        out.append(_window(doc, slice(left, right), start - left + 1, end - left + 1))
        start = end
    return out


def _core_end(sentence: Ints, start: int, limit: int) -> int:
    """The last sentence end in ``(start, limit]``; ``limit`` itself inside a sentence longer than a core."""
    if limit == len(sentence) or sentence[limit] != sentence[limit - 1]:
        return limit
    first_of_last = int(np.searchsorted(sentence, sentence[limit - 1]))
    return first_of_last if first_of_last > start else limit


def _window(doc: Pieces, part: slice, core_start: int, core_end: int) -> Window:
    def framed(values: Ints, before: int, after: int) -> Ints:
        return np.concatenate([[before], values[part], [after]]).astype(np.int64)

    number = doc.sentence[part]
    nowhere = np.full((1, 2), -1, dtype=np.int64)
    return Window(
        ids=framed(doc.ids, CLS, SEP),
        offsets=np.concatenate([nowhere, doc.offsets[part], nowhere]),
        sentence=framed(doc.sentence, int(number[0]), int(number[-1])),
        feature=framed(doc.feature, 3, 3),
        core_start=core_start,
        core_end=core_end,
        begin=part.start,
    )
