"""Set phrases of doubt. Texts are invented."""

from __future__ import annotations

import pytest

from saidso.understand.only_a_claim import doubts


@pytest.mark.parametrize(
    ("text", "who", "cue", "what"),
    [
        ("For now we can say that this is only a claim.", "we", "only a claim", "this"),
        ("That remains merely an allegation.", None, "merely an allegation", "That"),
        ("He stressed that it was nothing more than a rumour.", "He", "nothing more than a rumour", "it"),
    ],
)
def test_a_phrase_of_doubt(text: str, who: str | None, cue: str, what: str) -> None:
    """Who doubts, in which words, and the word that stands for what is doubted."""
    (found,) = doubts(text, [(0, len(text))])
    assert (found.who and text[slice(*found.who)]) == who
    assert (text[slice(*found.cue)], text[slice(*found.what)]) == (cue, what)


@pytest.mark.parametrize("text", ["This is a claim.", "The only claim came on Monday.", "It is only a village."])
def test_no_doubt_is_invented(text: str) -> None:
    """Without the phrase there is no doubt."""
    assert list(doubts(text, [(0, len(text))])) == []
