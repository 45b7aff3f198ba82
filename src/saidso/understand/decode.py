"""Scores -> spans: the same numbers always give the same spans. Pure functions over NumPy arrays."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Chunk = tuple[int, int, float]
"""First and last token of a span, and the mean probability that its tokens belong to one."""

_EDGES = " \t\n\r,;:.–—-"  # never part of an argument or source, at its edges
_BLANK_LINE = re.compile(r"\n\s*\n")
_LEADS_ON = re.compile(
    r"(?<![\w'’-])(?:in|of|at|on|to|by|for|from|with|into|near|and|or|nor|but|the|a|an|that|who|whom|which|was|were|is|are|be|been"
    r"|has|had|have|its|their|his|her)\Z",
    re.IGNORECASE,
)
"""Words that lead on to what the span has not: no argument and no voice ends in one."""
_LEADS_IN = re.compile(r"(?:of|by|from|to|with|for|that|and|but)\s+")
"""Words before the name of a voice that are not of it; in small letters only, for a party may be called For Peace."""
_DATELINE = re.compile(r"(?=[^\s(]*[A-Z]{2})[^\n()]{2,50}\([^()\n]{1,40}\)\s*[-–—]+\s+(?=[\"'“‘«(\[]*[A-Z0-9])")
"""OREMI, 12 March (North Wire) - G; "HPG (the armed wing) - attacked" goes on in small letters and is none."""


def softmax(scores: Floats) -> Floats:
    """Over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)  # type: ignore[no-any-return]


def sigmoid(scores: Floats) -> Floats:
    """Elementwise; stable for large scores."""
    return 0.5 * (1.0 + np.tanh(0.5 * scores))  # type: ignore[no-any-return]


def chunks(
    inside: Floats, begins: Flags, threshold: float, *, low: float | None = None, joined: Flags | None = None
) -> list[Chunk]:
    """Runs of tokens that belong to a span.

    Args:
        inside: (tokens,) probability of being in any span. begins: (tokens,) whether a token rather begins than continues one.
        threshold: a run counts when one of its tokens passes it.
        low: a run goes on while its tokens pass this: one weak word does not tear a phrase in two. None: as ``threshold``.
        joined: (tokens,) whether a token continues the word of the token before: it then never begins a span.
    """
    if not (inside > threshold).any():
        return []  # most roles of most triggers
    found: list[Chunk] = []
    first = -1
    active = inside > (threshold if low is None else low)
    for i in range(len(inside) + 1):
        on = i < len(inside) and bool(active[i])
        new = on and bool(begins[i]) and not (joined is not None and joined[i])
        if first >= 0 and (not on or new):
            if float(inside[first:i].max()) > threshold:
                found.append((first, i - 1, float(inside[first:i].mean())))
            first = -1
        if on and first < 0:
            first = i
    return found


def joined_words(text: str, offsets: Ints) -> Flags:
    """(tokens,) whether a token goes on with the word of the token before it."""
    out = np.zeros(len(offsets), dtype=np.bool_)
    for i in range(1, len(offsets)):
        start, before = int(offsets[i, 0]), int(offsets[i - 1, 1])
        out[i] = start == before and start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return out


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span grown to whole words: half a word is nobody's word."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without blanks and punctuation at its edges; None where nothing is left."""
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return (start, end) if start < end else None


def after_dateline(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without what of it stands in the dateline of its paragraph; None where nothing is left.

    "OREMI (North Wire) - Gunmen" did not attack anybody; the gunmen did. A dateline opens a text, the line below its title, or
    a paragraph after a blank line: any other line may be a sentence that goes on.
    """
    line = text.rfind("\n", 0, start) + 1
    opens = text.count("\n", 0, line) <= 1 or not text[text.rfind("\n", 0, line - 1) + 1 : line].strip()
    opening = _DATELINE.match(text, line) if opens else None
    return trimmed(text, max(start, opening.end()) if opening else start, end)


def in_one_paragraph(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The longest stretch of the span that no blank line parts, as ``trimmed``: nobody's name goes on in the next paragraph."""
    cuts = [start, *(at for m in _BLANK_LINE.finditer(text, start, end) for at in m.span()), end]
    longest = max(zip(cuts[::2], cuts[1::2], strict=True), key=lambda span: span[1] - span[0])
    return trimmed(text, *longest)


def phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """As ``trimmed``, and without small words at its end that lead on to more ("a checkpoint in"); None if nothing is left."""
    span = trimmed(text, start, end)
    while span is not None and (small := _LEADS_ON.search(text, *span)) is not None and _is_small(small[0], text[slice(*span)]):
        span = trimmed(text, span[0], small.start())
    return span


def _is_small(word: str, span: str) -> bool:
    """Whether a small word is one here: "Party A" ends in a name, unless all is in capitals."""
    return word != "A" or span.isupper()


def speaker(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words of a voice: within one paragraph, without small words that lead in or on ("of the Front has").

    One that is nothing else keeps them: "who" speaks.
    """
    whole = span = in_one_paragraph(text, start, end)
    while span is not None and (small := _LEADS_IN.match(text, *span)) is not None:
        span = trimmed(text, small.end(), span[1])
    return whole if span is None else phrase(text, *span) or whole


def longest(pieces: list[Chunk], gap: int) -> Chunk | None:
    """The longest piece, after joining pieces at most ``gap`` tokens apart; None without pieces."""
    merged: list[Chunk] = []
    for first, last, score in pieces:
        if merged and first - merged[-1][1] - 1 <= gap:
            merged[-1] = (merged[-1][0], last, min(merged[-1][2], score))
        else:
            merged.append((first, last, score))
    return max(merged, key=lambda c: (c[1] - c[0], -c[0])) if merged else None


def average_linkage(alike: Floats, threshold: float) -> list[int]:
    """Cluster number of each item by average linkage over a symmetric (N, N) matrix of probabilities.

    Pairs of clusters are joined from the most alike down while their mean stays at or above ``threshold``.
    Not connected components: one wrong pair must not glue two incidents.
    """
    count = len(alike)
    members: dict[int, list[int]] = {i: [i] for i in range(count)}
    mean = alike.astype(np.float64).copy()
    np.fill_diagonal(mean, -1.0)
    while len(members) > 1:
        at = int(mean.argmax())
        a, b = divmod(at, count)
        if mean[a, b] < threshold:
            break
        a, b = min(a, b), max(a, b)
        size_a, size_b = len(members[a]), len(members[b])
        row = (mean[a] * size_a + mean[b] * size_b) / (size_a + size_b)
        alive = mean[a] >= 0
        alive &= mean[b] >= 0
        mean[a, :] = np.where(alive, row, -1.0)
        mean[:, a] = mean[a, :]
        mean[b, :] = mean[:, b] = -1.0
        members[a].extend(members.pop(b))
    numbers = [0] * count
    for number, first in enumerate(sorted(members, key=lambda k: min(members[k]))):
        for item in members[first]:
            numbers[item] = number
    return numbers
