"""Words of mentions: lemmas, heads, and the table of words for one kind of event."""

import pytest

from saidso.link.mention_words import content, head, lemma, senses, wider


@pytest.mark.parametrize(
    "forms",
    [
        "fire fires fired firing",
        "buy buys bought buying",
        "die dies died dying dead death deaths",
        "rob robs robbed robbing",
        "sue sues sued suing",
        "carry carries carried carrying",
        "tell tells told telling",
        "speed speeds sped speeding",
        "use uses used using",
        "kill kills killed killing killings",
    ],
)
def test_all_forms_of_a_word_are_one(forms: str) -> None:
    """Also irregular and short ones, whose endings the stems of ``words`` leave on."""
    assert len({lemma(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("feed", "fire"), ("king", "kill"), ("ring", "run"), ("need", "knee"), ("was", "as")])
def test_words_that_only_look_like_forms_stay_apart(one: str, other: str) -> None:
    """What ends in -ing or -ed without being a form of a verb keeps its ending."""
    assert lemma(one) != lemma(other)


def test_the_head_of_a_phrase_says_what_happened() -> None:
    """After a light verb what follows counts; small words never do."""
    assert head("Opened fire") == lemma("open")
    assert head("took custody of") == lemma("custody")
    assert head("the shooting") == lemma("shoot")
    assert content("shut down the") == {lemma("shut")}
    assert head("...") == "..."


def test_words_for_one_kind_of_event_share_a_line() -> None:
    """Phrases count before their words; what the table does not know has no sense."""
    assert senses("arrested") & senses("in custody")
    assert senses("quake") & senses("tremors")
    assert not senses("arrested") & senses("quake")
    assert wider(senses("convicted")) & wider(senses("sentenced"))
    assert senses("Kastorin") == frozenset()
