"""A voice that the light reader did not surely understand counts for nothing in the lowest number of origins."""

from __future__ import annotations

import pytest

from saidso.link.cited import Cited
from saidso.link.predict import predict_origins
from saidso.link.understood import plain, understood

HELD = "Nine farmers were killed in Karaf, the defence ministry said."


def lowest(*texts: str) -> int:
    """``lo`` for reports of one day by papers of no group."""
    docs = [
        {"id": f"d{at}", "publisher": f"Paper {at}", "date": "2031-05-02", "text": text} for at, text in enumerate(texts)
    ]
    return int(predict_origins({"case": "t", "slot": "killed=9", "docs": docs})["lo"])


@pytest.mark.parametrize("text", [
    "“Out of thin air” was the answer of the border guard to the story that nine farmers were killed in Karaf.",
    "The border guard said of reports that nine farmers were killed in Karaf that it had other things to do.",
    "The border guard reported on the talk that nine farmers were killed in Karaf.",
    "Diggers found nine farmers dead in Karaf.",
])  # fmt: skip
def test_what_is_not_understood_corroborates_nobody(text: str) -> None:
    """One who speaks of what others say, a piece of a headline and people of a kind are no second origin beside the ministry."""
    assert lowest(HELD, text) == 1


def test_a_plain_second_voice_still_counts() -> None:
    """Two named bodies that say it in plain words are two, however the desk heads the report."""
    assert lowest(HELD, "Nine farmers were killed in Karaf, the border guard said.") == 2
    assert lowest(HELD, "LATEST NEWS — The border guard said that nine farmers were killed in Karaf.") == 2


def test_a_name_loses_what_the_desk_wrote_around_it() -> None:
    """A dateline before a name and a helping verb behind it are no part of it; a paper's own people are that paper."""
    assert plain(Cited(name="North Wire) Dovan - The mayor of Oren")).name == "The mayor of Oren"
    assert plain(Cited(name="The mission was able to")).name == "The mission"
    own = plain(Cited(name="its correspondent in Oren", relay="the Bay Post"))
    assert (own.name, own.relay, own.at_scene) == ("the Bay Post", None, False)
    assert plain(Cited(name=None)).name is None


def test_a_document_is_no_talk() -> None:
    """A report by a body is its own word; a claim that is waved away is not."""
    assert understood("In a report by the mission, nine are dead.", "the mission")
    assert understood("The mission said in its report that nine are dead.", "the mission")
    assert not understood("The mission spoke against the claim that nine are dead.", "the mission")
    assert not understood("Nothing of the kind, the mission said.", "the mission")
