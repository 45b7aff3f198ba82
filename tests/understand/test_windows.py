"""Windows tile a document: every piece is decided once, and offsets point into the text as written."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.understand.sentences import split
from saidso.understand.windows import SIZE, pieces, surface, windows


def words(texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """A stand-in tokenizer: one piece a word or mark."""
    found = [[m.span() for m in re.finditer(r"\w+|[^\w\s]", text)] for text in texts]
    return [([7] * len(spans), spans) for spans in found]


def sentence_of(length: int) -> str:
    return " ".join(["word"] * length) + "."


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=30), st.integers(60, 176))
def test_cores_tile_the_document(lengths: list[int], first: int) -> None:
    """Whatever the sentences, every piece stands in exactly one core, in order, and no window is too large."""
    text = " ".join(map(sentence_of, lengths))
    borders, at = [], 0
    for length in lengths:
        end = at + len(sentence_of(length))
        borders.append((at, end))
        at = end + 1
    flat = pieces(text, borders, words)
    cut = windows(flat, first=first)
    decided = [w.offsets[w.core_start : w.core_end] for w in cut]
    assert np.array_equal(np.concatenate(decided), flat.offsets)
    assert all(len(w.ids) <= SIZE and w.core_start < w.core_end <= len(w.ids) - 1 for w in cut)
    for w in cut:
        assert np.array_equal(w.offsets[1:-1], flat.offsets[w.begin : w.begin + len(w.ids) - 2])


def test_a_core_ends_at_a_sentence_end() -> None:
    """A sentence that fits a core is never cut in two."""
    text = " ".join(sentence_of(50) for _ in range(10))
    flat = pieces(text, split(text), words)
    for w in windows(flat)[:-1]:
        assert w.sentence[w.core_end - 1] != w.sentence[w.core_end]


def test_case_and_quotes_are_kept_beside_an_uncased_vocabulary() -> None:
    """Capitals, all capitals and quotation marks are seen; in a text of capitals case says nothing."""
    text = 'The RUM said: "Nobody fired."'
    flat = pieces(text, [(0, len(text))], words)
    assert flat.feature.tolist() == [1, 2, 0, 3, 3, 5, 4, 7, 3]
    assert set(surface(text.upper(), flat.offsets).tolist()) == {0, 3, 4, 7}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_sentences_are_exact(text: str) -> None:
    """Sentences never overlap, never hold outer blanks, and lose no letter of the text."""
    found = split(text)
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in found)
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(found))
    kept = "".join(text[a:b] for a, b in found)
    assert sum(map(str.isalnum, kept)) == sum(map(str.isalnum, text))
