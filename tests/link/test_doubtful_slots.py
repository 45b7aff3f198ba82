"""Words that the model was not sure of are nobody's claim: they never become a cell, a number or a contradiction."""

from __future__ import annotations

from dataclasses import replace

from invented_claims import Paper

from saidso.link.slots import slot_claims
from saidso.nouns.claim import NOT_SURE, Claim, SlotValue

TEXT = "Vessian soldiers were injured near Orra, the mayor said, where hill fighters had camped."


def _claim(*, doubtful: dict[str, str]) -> Claim:
    paper = Paper(text=TEXT)
    claim = paper.claim("injured", "injury", "the mayor")
    reason = f"{NOT_SURE} (0.31)"
    unsure = [SlotValue(slot=slot, evidence=paper.cut(words), value=None, reason=reason) for slot, words in doubtful.items()]
    return replace(claim, values=tuple(unsure))


def _slots(claim: Claim) -> set[str]:
    return set(slot_claims([claim], {claim.id: 0}))


def test_a_doubtful_actor_did_nothing() -> None:
    """ "Hill fighters" stand in the sentence; the mayor is not made to say that they did it."""
    assert "actor" not in _slots(_claim(doubtful={"actor": "hill fighters"}))
    assert not _claim(doubtful={"actor": "hill fighters"}).of("actor")


def test_a_doubtful_victim_is_no_number() -> None:
    """Injured people of whom it is not sure that they are the injured give no "one or more of them"."""
    silent, doubtful = _claim(doubtful={}), _claim(doubtful={"target": "Vessian soldiers"})
    assert _slots(doubtful) == _slots(silent)


def test_its_words_stay_with_the_claim() -> None:
    """What was not sure is still there to be checked: its words and its reason."""
    (kept,) = _claim(doubtful={"actor": "hill fighters"}).values
    assert kept.doubtful
    assert kept.evidence.quote == "hill fighters"
