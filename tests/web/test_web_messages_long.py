"""Messages of the rooms below, when they hold what somebody sent."""

from __future__ import annotations

import time

import pytest

from saidso.show.web.frame.messages import message_in


def test_a_long_message_is_shown_as_it_was_said() -> None:
    """To look for the shapes of our sentences in ten thousand letters would hold the whole server for minutes."""
    said = 'codebook: <" decided at x that claims of these are y: z. "' * 200
    began = time.process_time()
    assert message_in("ar", said) == said
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("'Tolan and Marn' and 'Marn' name one voice", ("'Tolan and Marn'", "'Marn'")),
        ("\"Orra's guard and police\" and 'the police' name one voice", ("\"Orra's guard and police\"", "'the police'")),
        (r"'the \'Bay\' and \"Post\"' and 'the Post' name one voice", (r"'the \'Bay\' and \"Post\"'", "'the Post'")),
        ("both end at 'note'", ("'note'",)),
        ("'the total is the publisher of truce' is the publisher of d1", ("'the total is the publisher of truce'", "d1")),
        ("both unattributed, of 'total'", ("'total'",)),
        ("Wells on Sea on 2032-03-02 lies in 2032-03-01 to 2032-03-07 and its places", ("Wells on Sea", "2032-03-02")),
        (
            "note decided at 2032-01-01 10:00 that claims of these are two events: nothing."
            " Take that decision back first, or leave it as it is.",
            ("note", "nothing"),
        ),
    ],
)
def test_what_somebody_said_is_carried_over_as_it_stands(said: str, kept: tuple[str, ...]) -> None:
    """Names, voices and reasons stand in the Arabic sentence letter for letter, also where they hold or are words of ours."""
    arabic = message_in("ar", said)
    left = arabic
    for each in kept:
        assert each in left
        left = left.replace(each, "", 1)
    assert not {"and", "name", "end", "publisher", "on", "lies", "events", "unattributed"} & set(left.split())
    assert arabic != said


def test_a_message_within_a_message_is_put_into_the_language() -> None:
    """Where a sentence of ours holds another one of ours, both are in Arabic; a word that is marked so, too."""
    assert "alike" not in message_in("ar", "no place of this name in the tables; alike: Karaf")
    assert "no place" not in message_in("ar", "no place of this name in the tables; alike: Karaf")
    assert "total" not in message_in("ar", "a total of several events, and one event")
    assert "accept" not in message_in("ar", '"accept" takes no slot and no value. Decide "edit" to say what the words say.')
