"""Interviews, briefings, theses and letters: what the layout of invented documents says."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_zoo import text_of

from saidso.nouns.document import Block, Document, Provenance

LONG = (
    "The guns on the hills were silent for a week before the shelling began, and the people of the town had come back to their "
    "houses. Then the bridges were hit, one after the other, and we carried whoever we found to the school."
)
LEAD = "Mara Velin, spokesperson of the Northern Front, has spoken about the shelling of Port Oren and what may follow it."


def turns(document: Document) -> list[tuple[bool, str | None, str]]:
    return [(turn.asks, turn.speaker.value, turn.span.of(document.text)[:24]) for turn in document.turns]


def test_questions_and_answers_by_letter_are_turns_and_the_answers_have_the_interviewees_name(tmp_path: Path) -> None:
    """ "Q:" and "A:" make turns; A is whom the headline and lead name, Q stays unknown; a note below is nobody's turn."""
    document = text_of(
        tmp_path,
        f"Northern Front’s Mara Velin: the bridges were hit\n\n{LEAD}\n\nQ: What happened on Monday?\n\nA: {LONG}\n\n{LONG}\n\n"
        f"Q: And then?\n\nA: {LONG}\n\nShare this article\n\n"
        f"This interview was translated.\n\n© North Tribune. All rights reserved.",
    )
    assert turns(document) == [
        (True, None, "Q: What happened on Mond"),
        (False, "Mara Velin", "A: The guns on the hills"),
        (True, None, "Q: And then?"),
        (False, "Mara Velin", "A: The guns on the hills"),
    ]
    assert document.turns[1].speaker.how is Provenance.STATED
    assert document.turns[1].span.of(document.text).count("carried whoever") == 2
    assert [p.block for p in document.paragraphs][-3:] == [Block.BOILERPLATE, Block.TEXT, Block.BOILERPLATE]


def test_names_as_labels_make_turns_and_the_one_who_asks_is_told_by_questions(tmp_path: Path) -> None:
    """Full names come first, last names and initials afterwards: they are one speaker with the full name."""
    document = text_of(
        tmp_path,
        f"Jane Doe: What happened on Monday?\nMara Velin: {LONG}\nDoe: Who fired, in your eyes?\nMV: {LONG}\n"
        f"Jane Doe: Will it go on?\nVelin: {LONG}\n",
    )
    assert [(asks, who) for asks, who, _ in turns(document)] == [(True, "Jane Doe"), (False, "Mara Velin")] * 3


def test_a_press_briefing_has_its_spokesperson_and_its_reporters(tmp_path: Path) -> None:
    """Shouted labels with an office are speakers as written; QUESTION asks and has no name."""
    document = text_of(
        tmp_path,
        f"Daily briefing\n\nSPOKESPERSON VELIN: Good morning. {LONG}\n\nQUESTION: Who closed the bridges?\n\n"
        f"SPOKESPERSON VELIN: The council did.\n\n"
        "QUESTION: For how long?\n\nCOL. DOE: For a week, as far as we can say at this point.",
    )
    assert [(asks, who) for asks, who, _ in turns(document)] == [
        (False, "SPOKESPERSON VELIN"),
        (True, None),
        (False, "SPOKESPERSON VELIN"),
        (True, None),
        (False, "COL. DOE"),
    ]


def test_a_dash_behind_a_shouted_role_is_a_label(tmp_path: Path) -> None:
    """ "INTERVIEWER -" asks."""
    document = text_of(tmp_path, f"INTERVIEWER - What happened?\n\nVELIN - {LONG}\n\nINTERVIEWER - And then?\n\nVELIN - {LONG}")
    assert [(asks, who) for asks, who, _ in turns(document)] == [(True, None), (False, "VELIN")] * 2


UNLABELLED = [
    "Skip to content",
    "Northern Front’s Mara Velin: Nobody on our side fired on the town",
    LEAD,
    "We know that the bridges were hit on Monday night. How do you judge what happened?",
    LONG,
    "But is this enough? It is not, as everybody in the town can see who walks past the school. " + LONG,
    "The council speaks of two bridges. Was the school a target too?",
    LONG,
    "And who gains from it?",
    LONG,
    "After all this – why should people trust those who sit far away? They should not, and they do not. " + LONG,
    "What would you like to add in conclusion?",
    LONG,
]


def test_an_interview_without_labels_has_turns_and_its_speaker(tmp_path: Path) -> None:
    """Questions are told from rhetorical ones in an answer; headline and lead stand outside; the name comes from them."""
    document = text_of(tmp_path, "\n\n".join(UNLABELLED))
    asked = [turn.span.of(document.text) for turn in document.turns if turn.asks]
    assert asked == [UNLABELLED[3], UNLABELLED[6], UNLABELLED[11]]
    answers = [turn for turn in document.turns if not turn.asks]
    assert {turn.speaker.value for turn in answers} == {"Mara Velin"}
    assert answers[1].span.of(document.text) == "\n\n".join(UNLABELLED[7:11])
    assert document.turn_at(document.text.index("has spoken about")) is None
    assert [p.block for p in document.paragraphs][:4] == [Block.BOILERPLATE, Block.HEADING, Block.TEXT, Block.QUESTION]


@pytest.mark.parametrize(
    ("headline", "lead", "name"),
    [
        ("Interview with Mara Velin", "The Front answered our questions.", "Mara Velin"),
        ("“Nobody fired on the town”", "We spoke to Mara Velin about the shelling of last week.", "Mara Velin"),
        ("“Nobody fired on the town”", "Commander Mara al-Velin of the Front answers our questions.", "Mara al-Velin"),
        (
            "“Nobody fired on the town”",
            "Mara Velin, a member of the council, and Jon Arden, spokesperson of the Front, spoke to us.",
            None,
        ),
        ("What the Front says of the shelling", "The Central Committee answered our questions in writing.", None),
        ("Attack on Port Oren: what we know", "A talk about the week.", None),
    ],
)
def test_the_interviewee_is_named_only_where_one_person_remains(
    tmp_path: Path, headline: str, lead: str, name: str | None
) -> None:
    """One name above the questions is the speaker's; two, or a body's, leave the speaker unknown."""
    document = text_of(tmp_path, "\n\n".join([headline, lead, *UNLABELLED[3:]]))
    assert document.turns
    assert {turn.speaker.value for turn in document.turns if not turn.asks} == {name}


@pytest.mark.parametrize(
    "text",
    [
        f"Why the guns fell silent\n\n{LONG}\n\nBut is this enough?\n\n{LONG}\n\nWho gains from it?\n\n{LONG}",
        f"{LONG}\n\nKilled: 5\nInjured: 7\nDisplaced: none\nKilled: 6\nInjured: 8\n\n{LONG}",
        f"Date: 3 May 2021\nPlace: Port Oren\nSource: North Tribune\n\n{LONG}",
        f"{LONG}\n\nNote: the council has not answered.\n\n{LONG}",
    ],
)
def test_reports_essays_and_data_have_no_turns(tmp_path: Path, text: str) -> None:
    """Rhetorical questions, lists of figures and header fields are no interview."""
    assert text_of(tmp_path, text).turns == ()


def test_theses_keep_their_numbers_and_dates_are_none(tmp_path: Path) -> None:
    """ "1.", "(2)" and "c)" are labels as written; "14. July" is a date, a lone "A." is no item."""
    document = text_of(
        tmp_path,
        f"Statement of the Northern Front\n\n1.\u00a0\u00a0 {LONG}\n\n(2) {LONG}\n\na) {LONG}\n\nb)"
        f" {LONG}\n\n14. July was quiet.\n\nA. Velin said so.",
    )
    assert [p.number for p in document.paragraphs] == [None, "1.", "(2)", "a)", "b)", None, None]
    assert [p.block for p in document.paragraphs][1:5] == [Block.ITEM] * 4


def test_a_letter_and_a_statement_reproduced_in_a_report_are_embedded(tmp_path: Path) -> None:
    """Salutation to signature, and a quotation over paragraphs, are somebody else's text; the report around them is not."""
    document = text_of(
        tmp_path,
        f"Front writes to the council\n\n{LONG}\n\nThe letter of the Front reads:\n\nDear members of the council,\n\n"
        f"{LONG}\n\nSincerely,\n\nMara Velin\n\n"
        f"The council has not answered. {LONG}\n\n“We did not fire.\n\n“We never will.”\n\nThe night was quiet.",
    )
    inside = [p.span.of(document.text)[:12] for p in document.paragraphs if p.block is Block.EMBEDDED]
    assert inside == ["Dear members", LONG[:12], "Sincerely,", "Mara Velin", "“We did not ", "“We never wi"]


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "Share this",
        "Facebook Twitter WhatsApp",
        "Related articles",
        "Read more: Council closes bridges",
        "© 2021 North Tribune",
        "Subscribe to our newsletter",
        "Home » News » War",
        "Leave a comment",
        "Tags: war, bridges",
        "Advertisement",
        "This site uses cookies to give you the best experience",
    ],
)
def test_the_frame_of_a_page_is_boilerplate(tmp_path: Path, line: str) -> None:
    """Navigation, share bars, notices: kept in the text, never read for claims."""
    document = text_of(tmp_path, f"{LONG}\n\n{line}\n\n{LONG}")
    assert [p.block for p in document.paragraphs] == [Block.TEXT, Block.BOILERPLATE, Block.TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "Support us with guns, the Front told the village, and we shall defend you.",
        "Homes were shelled.",
        "More than ten people fled.",
    ],
)
def test_what_says_something_is_no_boilerplate(tmp_path: Path, line: str) -> None:
    """A sentence that begins with a word of the frame stays a sentence."""
    document = text_of(tmp_path, f"{LONG}\n\n{line}\n\n{LONG}")
    assert document.paragraphs[1].block is Block.TEXT
