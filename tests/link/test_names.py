"""Names of voices: which are one, and which name nobody."""

from __future__ import annotations

import pytest

from saidso.link.names import is_named, resolve, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orra health directorate", "Health authorities in Orra"),
        ("the Free Column", "the Column"),
        ("the Column", "Column Media Office"),
        ("shopkeeper Dalil M.", "Dalil M., who owns a shop"),
        ("the defence ministry in Vess", "the ministry"),
        ("President Orhan", "Sadık Orhan"),
        ("the HWL", "Hill Workers' League"),
        ("the OHRC", "the Orra Human Rights Centre"),
        ("The army's press desk", "the army"),
    ],
)
def test_names_of_one_voice(one: str, other: str) -> None:
    """Articles, synonyms of office, titles, acronyms and shorter forms still name one voice, whichever comes first."""
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karaf police", "Harun police"),
        ("the mayor of Harun", "the governor of Harun"),
        ("the Free Column", "the Ember Battalion"),
        ("Orra health directorate", "the Tel Amin civil defence"),
        ("the defence ministry", "the interior ministry"),
    ],
)
def test_names_of_two_voices(one: str, other: str) -> None:
    """A shared town or a shared kind of office does not make two voices one."""
    assert not same_name(one, other)


@pytest.mark.parametrize(
    "words", ["a security official", "activists", "Local media", "other sources", "witnesses", "first reports"]
)
def test_unnamed_voices(words: str) -> None:
    """Words that name nobody in particular cannot be told from another such voice."""
    assert not is_named(words)


@pytest.mark.parametrize(
    "words", ["the defence ministry", "Dalil M.", "Doctors at the Karaf hospital", "security official Karim D."]
)
def test_named_voices(words: str) -> None:
    """A body, a person's name, and the staff of a named house can be told from others."""
    assert is_named(words)


def test_a_short_name_between_two_long_ones_is_not_given_away() -> None:
    """ "The police" is nobody in particular where two police forces speak, and the one that speaks alone otherwise."""
    both = resolve(["the police", "Karaf police", "the Harun police"])
    assert both["the police"] is None
    assert both["Karaf police"] != both["the Harun police"]
    alone = resolve(["the police", "Karaf police"])
    assert alone["the police"] == alone["Karaf police"]
