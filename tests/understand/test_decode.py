"""From scores to spans and clusters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.understand import decode


def test_a_new_beginning_splits_a_run_but_never_a_word() -> None:
    """Two neighbouring spans stay two; the second piece of a word never begins one."""
    inside = np.array([0.1, 0.9, 0.9, 0.9, 0.2], dtype=np.float32)
    begins = np.array([False, True, True, False, False])
    assert [(a, b) for a, b, _ in decode.chunks(inside, begins, 0.5)] == [(1, 1), (2, 3)]
    joined = np.array([False, False, True, False, False])
    assert [(a, b) for a, b, _ in decode.chunks(inside, begins, 0.5, joined=joined)] == [(1, 3)]


def test_the_longest_piece_wins_and_small_gaps_close() -> None:
    """A discontinuous content is its longest piece; a comma or a quotation mark does not cut it."""
    assert decode.longest([(0, 3, 0.9), (5, 9, 0.8), (30, 34, 0.9)], 3) == (0, 9, 0.8)
    assert decode.longest([], 3) is None


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60), st.data())
def test_words_are_never_halved(text: str, data: st.DataObject) -> None:
    """A span grows to whole words and never shrinks."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    a, b = decode.whole_words(text, start, end)
    assert a <= start and end <= b
    assert a == 0 or not (text[a - 1].isalnum() and text[a].isalnum())
    assert b == len(text) or not (text[b - 1].isalnum() and text[b].isalnum())


def test_one_strong_pair_does_not_glue_two_incidents() -> None:
    """Average linkage: mentions 0-1-2 and 3-4-5 stay apart although 2 and 3 look alike."""
    alike = np.full((6, 6), 0.05, dtype=np.float32)
    alike[:3, :3] = alike[3:, 3:] = 0.9
    alike[2, 3] = alike[3, 2] = 0.85
    assert decode.average_linkage(alike, 0.5) == [0, 0, 0, 1, 1, 1]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 7), st.integers(0, 2**31))
def test_clusters_do_not_depend_on_order(count: int, seed: int) -> None:
    """Shuffling the mentions gives the same partition."""
    rng = np.random.default_rng(seed)
    half = rng.random((count, count)).astype(np.float32)
    alike = (half + half.T) / 2
    order = rng.permutation(count)
    one = decode.average_linkage(alike, 0.5)
    other = decode.average_linkage(alike[np.ix_(order, order)], 0.5)
    same = {(int(order[i]), int(order[k])) for i in range(count) for k in range(count) if other[i] == other[k]}
    assert same == {(i, k) for i in range(count) for k in range(count) if one[i] == one[k]}


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("an army checkpoint in", "an army checkpoint"),
        (" the road to the,", "the road"),
        ("in", None),
        ("of the ", None),
        ("Tuesday's", "Tuesday's"),
        ("the Turn-in", "the Turn-in"),
        ("Bab al-Hawa", "Bab al-Hawa"),
    ],
)
def test_no_argument_ends_in_a_word_that_leads_on(words: str, left: str | None) -> None:
    """What the decoder cut a word too late loses the small words at its end, and nothing else."""
    span = decode.phrase(words, 0, len(words))
    assert (words[slice(*span)] if span else None) == left


def test_a_voice_ends_with_its_paragraph() -> None:
    """A span that runs over a blank line keeps its longer part; one within a paragraph is only trimmed."""
    text = "Statement of the Ministry of Defence\n\nOn Tuesday the army said so."
    cut = decode.in_one_paragraph(text, 10, text.index("On") + 2)
    assert cut is not None and text[slice(*cut)] == "of the Ministry of Defence"
    assert decode.in_one_paragraph(text, 9, 36) == (10, 36)
    assert decode.in_one_paragraph(text, 36, 38) is None


@pytest.mark.parametrize(
    ("line", "words", "left"),
    [
        ("OREMI (North Wire) - Gunmen attacked", "(North Wire) - Gunmen", "Gunmen"),
        ("OREMI (North Wire) - Gunmen attacked", ") - Gunmen", "Gunmen"),
        ("OREMI, 12 March (North Wire) -- Gunmen attacked", "OREMI", None),
        ("Gunmen (three of them) - all masked - attacked", "Gunmen (three of them)", "Gunmen (three of them)"),
        ("The band (three men) - all masked - attacked", "three men) - all masked", "three men) - all masked"),
        ("HPG (Hill Guard) - the armed wing - attacked", "HPG (Hill Guard)", "HPG (Hill Guard)"),
        ("KDF and HPG fighters (about 40) - attacked a base", "KDF and HPG fighters", "KDF and HPG fighters"),
        ("It was denied by the\nHPG (Hill Guard) - Its men were away", "HPG", "HPG"),
        ("First lines.\n \nOREMI (North Wire) - Gunmen attacked", "(North Wire) - Gunmen", "Gunmen"),
    ],
)
def test_nobody_acts_in_a_dateline(line: str, words: str, left: str | None) -> None:
    """The town and the wire before a report are not who did it; brackets in a sentence are no dateline."""
    text = "Headline\n" + line
    start = text.index(words)
    span = decode.after_dateline(text, start, start + len(words))
    assert (None if span is None else text[slice(*span)]) == left


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("of the so-called Hill Front", "the so-called Hill Front"),
        ("The Hill Front has", "The Hill Front"),
        ("the Workers' Party on", "the Workers' Party"),
        ("For Peace and Bread", "For Peace and Bread"),
        ("Party A", "Party A"),
        ("THE KILLING OF A", "THE KILLING"),
        ("who", "who"),
        ("of who", "of who"),
    ],
)
def test_a_voice_has_no_words_that_lead_in_or_on(words: str, left: str) -> None:
    """Small words before and after a name are not of it; a capital may be, and a relative pronoun may stand alone."""
    span = decode.speaker(f"Now {words} spoke", 4, 4 + len(words))
    assert span is not None and f"Now {words} spoke"[slice(*span)] == left
