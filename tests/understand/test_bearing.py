"""What the bearing head is shown, and where its answers stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest

from saidso.understand import labels
from saidso.understand.bearing import marks_of, named, place, scores_at, token_of
from saidso.understand.windows import Window, pieces, windows

TEXT = " ".join(f"Word{i} said no more of it." for i in range(120))
SENTENCES = [(start, TEXT.index(".", start) + 1) for start in range(len(TEXT)) if TEXT.startswith("Word", start)]


def _words(texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """A stand-in tokenizer: one piece a word or mark."""
    found = [[m.span() for m in re.finditer(r"\w+|[^\w\s]", text)] for text in texts]
    return [([7] * len(spans), spans) for spans in found]


@pytest.fixture(scope="module")
def cut() -> list[Window]:
    return windows(pieces(TEXT, SENTENCES, _words))


def test_a_piece_stands_in_every_window_that_shows_it(cut: list[Window]) -> None:
    """A piece in the context of the next window is found there too, at the place of the same letters."""
    first, second = cut[0], cut[1]
    shared = second.begin + 3
    one, other = token_of(first, shared), token_of(second, shared)
    assert one is not None and other == 4
    assert tuple(first.offsets[one]) == tuple(second.offsets[other])


def test_pieces_outside_a_window_have_no_token(cut: list[Window]) -> None:
    """The specials at both ends hold no piece."""
    first, second = cut[0], cut[1]
    assert token_of(second, second.begin - 1) is None
    assert token_of(first, first.begin + len(first.ids) - 2) is None
    assert token_of(first, first.begin + len(first.ids) - 3) == len(first.ids) - 2


def test_a_cue_is_stronger_than_what_it_stands_in() -> None:
    """Cue over other cues, other cues over source, source over content."""
    source, content = np.zeros(8, dtype=np.bool_), np.zeros(8, dtype=np.bool_)
    source[1:3], content[2:8] = True, True
    marks = marks_of((3, 4), source, content, [4, 6, None])
    assert [labels.MARKS[m] for m in marks] == "none source source cue cue content other content".split()


def test_events_are_named_where_they_begin(cut: list[Window]) -> None:
    """The number of the type, plus one, at the first token of the trigger, in each window that shows it."""
    rows = [named(window, [(5, 0), (cut[1].begin + 2, 7)]) for window in cut[:2]]
    assert rows[0][6] == 1 and rows[1][3] == 8
    assert (rows[1] > 0).sum() == 1


def test_scores_are_found_from_the_anchor_on(cut: list[Window]) -> None:
    """The score of a piece stands as far from the middle as the piece from the anchor; out of reach there is none."""
    reach = labels.BEARING_REACH
    scores = np.arange(2 * reach, dtype=np.float32)
    assert place(10, 10) == reach and place(10, 9) == reach - 1
    assert place(1, 1 + reach) is None and place(200, 200 - reach) == 0
    window = cut[0]
    asked = [window.begin + 9, window.begin + 9 + reach, window.begin + len(window.ids)]
    assert scores_at(scores, window, 10, asked) == {window.begin + 9: reach}
