"""Who has not spoken: parties whom no document quotes, and those who have spoken through somebody. Sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented_claims import Paper

from saidso.link.unheard import unheard
from saidso.nouns.claim import Claim, VoiceKind
from saidso.values.actor import read_actor


def _claim(text: str, publisher: str, *chain: str, actor: str = "", target: str = "") -> Claim:
    """A claim whose actor and target are read as the reader reads them."""
    paper = Paper(text=text, publisher=publisher)
    claim = paper.claim("shelled", "shelling", *chain, values={k: v for k, v in (("actor", actor), ("target", target)) if v})
    return replace(claim, values=tuple(replace(v, value=read_actor(v.evidence.quote)) for v in claim.values))


def test_the_accused_who_is_not_quoted_is_named() -> None:
    """The SDF accuses the Turkish army; no document quotes Turkey: one line says so, with its part in the incident."""
    claim = _claim("Turkish army shelled a village, the SDF said.", "Kastorin Courier", "the SDF", actor="Turkish army")
    assert [(one.party, one.roles) for one in unheard([claim])] == [("TR:armed-forces", ("actor",))]


@pytest.mark.parametrize("speaker", ["the Turkish defence ministry", "Turkey", "the Turkish army"])
def test_a_part_or_the_whole_of_a_party_speaks_for_it(speaker: str) -> None:
    """A state that was asked has been heard: its ministry, its government or its army."""
    text = f"Turkish army shelled a village, the SDF said. {speaker} shelled nothing, it said."
    accused = _claim(text, "Kastorin Courier", "the SDF", actor="Turkish army")
    answer = _claim(text, "Kastorin Courier", speaker, actor="Turkish army")
    assert unheard([accused, answer]) == ()


def test_a_commander_is_his_groups_voice() -> None:
    """ "an SDF commander" is a person, and the SDF has been heard through him."""
    text = "Mortars of the SDF shelled a post, an SDF commander said."
    assert unheard([_claim(text, "Kastorin Courier", "an SDF commander", actor="the SDF")]) == ()


def test_an_issued_statement_is_a_voice() -> None:
    """Who issued the statement has spoken, though it was not quoted by anybody else."""
    text = "We shelled the base of the SDF."
    claim = _claim(text, "unknown publisher", target="the SDF")
    issuer = replace(claim.chain[0], kind=VoiceKind.ISSUER, words="Syrian Democratic Forces")
    assert [one.party for one in unheard([claim])] == ["sdf"]
    assert unheard([replace(claim, chain=(claim.chain[0], issuer))]) == ()


def test_nobody_unknown_or_private_is_named() -> None:
    """ "Gunmen", "the army" and residents are no parties that can be told to have been silent."""
    text = "Gunmen and the army shelled residents."
    claims = [_claim(text, "Kastorin Courier", actor=actor, target="residents") for actor in ("Gunmen", "the army")]
    assert unheard(claims) == ()


def test_the_order_of_claims_changes_nothing() -> None:
    """A pure function of the set of claims."""
    text = "Turkish army shelled a village, the SDF said. The PKK shelled a post."
    claims = [
        _claim(text, "Kastorin Courier", "the SDF", actor="Turkish army"),
        _claim(text, "Kastorin Courier", actor="The PKK"),
    ]
    assert unheard(claims) == unheard(claims[::-1])
    assert {one.party for one in unheard(claims)} == {"TR:armed-forces", "pkk"}


def test_a_party_that_publishes_itself_has_spoken() -> None:
    """What the SDF prints is the SDF's own word: to list it as not quoted would be false."""
    claim = _claim("We answered after the base of the SDF was shelled.", "Syrian Democratic Forces", target="the SDF")
    assert unheard([claim]) == ()
