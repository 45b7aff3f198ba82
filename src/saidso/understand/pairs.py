"""Yes/no and distance features of pairs, the same for training and reading.

Positions are given as spans (start, end) in code points; sentence numbers are those of the document.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Pair = tuple[int, int]

REACH = 4  # sentence distances beyond this are one bucket


def _distance(sentences: int) -> list[float]:
    """One of 2 * REACH + 1 buckets, hot."""
    out = [0.0] * (2 * REACH + 1)
    out[max(-REACH, min(REACH, sentences)) + REACH] = 1.0
    return out


def inside(inner: Pair, outer: tuple[Pair, ...]) -> bool:
    """Whether ``inner`` begins within one of the pieces."""
    return any(a <= inner[0] < b for a, b in outer)


def about_flags(trigger: Pair, source: tuple[Pair, ...], content: tuple[Pair, ...], sentences: int) -> list[float]:
    """Features of (attribution, event): in the content, in the source, one sentence, how far (event minus content)."""
    return [float(inside(trigger, content)), float(inside(trigger, source)), float(sentences == 0), *_distance(sentences)]


def parent_flags(cue: Pair, content: Pair, outer_content: tuple[Pair, ...], sentences: int) -> list[float]:
    """Features of (inner, outer attribution): inner cue and inner content inside the outer's content, how far."""
    return [float(inside(cue, outer_content)), float(inside(content, outer_content)), *_distance(sentences)]


def same_flags(sentences: int, same_type: bool) -> list[float]:
    """Features of two event mentions: how far (0 to 6, 7 and more), and whether they have one type."""
    out = [0.0] * 8
    out[min(7, abs(sentences))] = 1.0
    return [*out, float(same_type)]
