"""What the bearing head is shown of an attribution, the same for training and reading.

A piece is a word piece of the document, counted from its first; a token is the place of a piece in one window.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from saidso.understand import labels
from saidso.understand.windows import Window

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

_CUE, _CONTENT, _SOURCE, _OTHER = (labels.MARKS.index(name) for name in ("cue", "content", "source", "other"))


def token_of(window: Window, piece: int) -> int | None:
    """Where ``piece`` stands in ``window``, context included; None where it does not."""
    token = piece - window.begin + 1
    return token if 1 <= token < len(window.ids) - 1 else None


def marks_of(cue: tuple[int, int], source: Flags, content: Flags, others: Iterable[int | None]) -> Ints:
    """(tokens,) numbers of ``labels.MARKS`` for the tokens of an attribution's window.

    Args:
        cue: first and last token of the cue, or of what stands for it.
        source, content: (tokens,) whether each token is part of it; what is both is source.
        others: tokens where the cues of other voices begin.
    """
    marks = np.where(source, _SOURCE, np.where(content, _CONTENT, 0)).astype(np.int64)
    for token in others:
        if token is not None:
            marks[token] = _OTHER
    marks[cue[0] : cue[1] + 1] = _CUE
    return marks


def named(window: Window, events: Sequence[tuple[int, int]]) -> Ints:
    """(tokens,) 1 + number of the type where an event's trigger begins, else 0; events as (piece, number of the type)."""
    row = np.zeros(len(window.ids), dtype=np.int64)
    for piece, kind in events:
        token = token_of(window, piece)
        if token is not None:
            row[token] = 1 + kind
    return row


def place(first: int, token: int | None) -> int | None:
    """Where the scores of an attribution whose anchor begins at ``first`` hold ``token`` of its window; None beyond its reach."""
    at = -1 if token is None else token - first + labels.BEARING_REACH
    return at if 0 <= at < 2 * labels.BEARING_REACH else None


def scores_at(scores: Floats, window: Window, first: int, asked: Iterable[int]) -> dict[int, float]:
    """The scores (2 * labels.BEARING_REACH,) of the pieces ``asked`` that the attribution anchored at ``first`` reaches."""
    places = {piece: place(first, token_of(window, piece)) for piece in asked}
    return {piece: float(scores[at]) for piece, at in places.items() if at is not None}
