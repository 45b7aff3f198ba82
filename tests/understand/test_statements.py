"""A colon at the end of a line opens a statement: what follows is that voice's, until something says otherwise. All invented."""

from __future__ import annotations

import pytest

from saidso.understand.sentences import split
from saidso.understand.statements import goes_on, opens_statement

OPENING = "Minister Ida Brandt said:"
BODY = ["We are shaken by the raid.", "The bridge was shelled twice.", "Our engineers were hurt."]


def followed(text: str, voice: str = "Minister Ida Brandt", others: tuple[str, ...] = ()) -> list[str]:
    sentences = split(text)
    cues = [(text.index(words), text.index(words) + len(words)) for words in others]
    return [text[slice(*sentences[k])] for k in goes_on(text, sentences, 0, voice, cues)]


def test_paragraphs_below_a_colon_are_the_voice_s() -> None:
    assert followed("\n\n".join([OPENING, *BODY])) == BODY[1:]


@pytest.mark.parametrize("below", ["Notes to editors: the bridge is closed.", "ENDS", "Further information is at the ministry."])
def test_what_editors_put_below_is_not(below: str) -> None:
    assert followed("\n\n".join([OPENING, *BODY, below, "Two more shells fell."])) == BODY[1:]


def test_a_statement_in_quotation_marks_ends_with_them() -> None:
    text = f"{OPENING}\n\n“{BODY[0]}\n\n“{BODY[1]}”\n\nThe raid killed two."
    assert followed(text) == [f"“{BODY[1]}”"]


def test_naming_the_voice_again_ends_it() -> None:
    text = "\n\n".join([OPENING, BODY[0], BODY[1], "Brandt has led the ministry since May.", BODY[1]])
    assert followed(text) == [BODY[1]]


def test_without_quotation_marks_or_we_the_paper_may_go_on_in_its_own_words() -> None:
    text = "\n\n".join([OPENING, "The road is open.", "Gunmen killed three people in Oren on Monday.", "The scene was quiet."])
    assert followed(text) == []


def test_another_voice_ends_it_unless_it_is_quoted_by_us() -> None:
    quoted = "Our envoys were told that the Front had shelled it."
    stranger = "The Front denied it."
    text = "\n\n".join([OPENING, BODY[0], quoted, stranger, BODY[1]])
    assert followed(text, others=("told", "denied")) == [quoted]


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("The army said:\n\nTwo fell.", True),
        ("The army said:\nTwo fell.", True),
        ("The army said: two fell.\n\nThe road is shut.", False),
        ("The army said two fell.\n\nThe road is shut.", False),
    ],
)
def test_only_a_colon_before_a_new_line_opens_one(text: str, opens: bool) -> None:
    end = text.index("\n")
    sentence = (0, end) if opens else split(text)[0]
    assert opens_statement(text, sentence, (text.index("said"), text.index("said") + 4)) is opens


def test_what_a_statement_denies_it_does_not_also_say() -> None:
    """One sentence with an event that is denied and one that nobody holds: the denial stays alone on its own."""
    from saidso.understand import load_model

    text = (
        "The army command said:\n\nWe held the bridge of Veld on Sunday.\n\n"
        "We reject the claim that our planes bombed the market, where nine people died.\n"
    )
    mentions = load_model().mentions(text, split(text))
    bombed = next(e for e in mentions.events if text[e.trigger.start : e.trigger.end] == "bombed")
    stances = [a.stance.value for a in mentions.attributions if bombed.id in a.about]
    assert "denies" in stances
    assert not any(a.cue is None and bombed.id in a.about for a in mentions.attributions)


def test_a_ministry_s_statement_is_the_ministry_s_to_its_end() -> None:
    """Read whole: the later sentences have no cue, and are not the publisher's."""
    from saidso.understand import load_model

    text = (
        "Harbour government comments on the raid at Veld\n\nMinister Ida Brandt said:\n\n"
        "We utterly condemn the raid on the market at Veld.\n\n"
        "Eleven people were killed when shells hit the bridge on Sunday.\n\nThe militia also abducted two engineers.\n"
    )
    mentions = load_model().mentions(text, split(text))
    holders = {
        text[slice(e.trigger.start, e.trigger.end)]: {
            text[slice(a.source.start, a.source.end)] for a in mentions.attributions if e.id in a.about and a.source
        }
        for e in mentions.events
    }
    assert holders["killed"] == holders["abducted"] == {"Minister Ida Brandt"}
