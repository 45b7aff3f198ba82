"""What "this" stands for when somebody denies it. Texts are invented."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from saidso.understand.anaphora import antecedent, cut_before, is_anaphor


@dataclass
class Said:
    cue: tuple[int, int] | None
    content: tuple[int, int]


def test_this_is_what_was_said_last() -> None:
    """The denial takes up the events of the nearest content before it, and of that one only."""
    text = "The office said a mill burned. It said two men were hurt, but this was denied by others."
    voices = [Said((11, 15), (16, 29)), Said((34, 38), (39, 56)), Said((71, 77), (62, 66))]
    assert text[62:66] == "this"
    triggers = [(23, 29), (52, 56)]
    assert antecedent(text, 2, voices, [[0], [1], []], triggers, 0) == (1, [1])


def test_without_a_content_the_nearest_event_counts() -> None:
    """ "Police arrested nine men. That was denied": the arrest; nothing across a paragraph."""
    text = "Police arrested nine men. That was denied."
    assert antecedent(text, 0, [Said((35, 41), (26, 30))], [[]], [(7, 15)], 0) == (None, [0])
    apart = text.replace(". ", ".\n\n")
    assert antecedent(apart, 0, [Said((36, 42), (27, 31))], [[]], [(7, 15)], 0) == (None, [])


@pytest.mark.parametrize("words", ["this", "That", "the claim", "any such allegation", "both reports", "“it”"])
def test_a_word_that_stands_for_something(words: str) -> None:
    """Pronouns and words for things said are anaphors."""
    assert is_anaphor(words)


@pytest.mark.parametrize("words", ["this attack", "the shelling", "it shelled the ford", "the claim that it fired", "men"])
def test_a_content_of_its_own(words: str) -> None:
    """Whatever names an act itself is not."""
    assert not is_anaphor(words)


def test_a_content_stops_where_its_answer_begins() -> None:
    """What the office said is not the denial of it."""
    text = "It said two men were hurt, although this was denied by others."
    start, end = cut_before(text, (8, 49), text.index("this"))
    assert text[start:end] == "two men were hurt"
    assert cut_before(text, (8, 25), 36) == (8, 25)
