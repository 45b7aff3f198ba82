"""Accord: the planted cases, and the laws of agreement."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.link.accord import accord
from saidso.link.predict import predict_accord
from saidso.link.slot_claim import SlotClaim
from saidso.nouns.claim import Stance
from saidso.values.actor import read_actor
from saidso.values.count import Count
from saidso.values.event_type import Status

DATA = Path(__file__).resolve().parents[1] / "data"
CASES = [json.loads(line) for line in (DATA / "accord_cases.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['case']} {case['phenomenon']}")
def test_planted_case(case: dict[str, Any]) -> None:
    """Agreement, kinds and span of a case worked out by hand are found exactly."""
    expected = case["expect"]
    found = predict_accord(case)
    assert found == {"case": case["case"], **{key: expected[key] for key in ("agreement", "kinds", "span")}}


def test_only_the_keys_of_the_contract_are_read() -> None:
    """Gold and remarks of a case can say anything: the answer stays."""
    for case in CASES:
        assert predict_accord({**case, "phenomenon": "x", "expect": {}}) == predict_accord(case)


def test_the_order_of_lines_means_nothing() -> None:
    """Reversed claims give the same answer in every planted case."""
    for case in CASES:
        assert predict_accord({**case, "claims": case["claims"][::-1]}) == predict_accord(case)


def claim(
    at: int,
    number: Count | None,
    *,
    stance: str = "says",
    status: str = "happened",
    population: str | None = None,
    day: int | None = 1,
) -> SlotClaim:
    """One claim on the killed; ``at`` is its origin too."""
    return SlotClaim(
        id=f"c{at}",
        slot="killed",
        value=number,
        words="",
        stance=Stance(stance),
        status=Status(status),
        origin=at,
        said_on=None if day is None else date(2032, 1, day),
        population=population,
    )


def exactly(number: int) -> Count:
    return Count(low=number, high=number, words=str(number))


COUNTS = st.one_of(
    st.none(),
    st.integers(0, 4).map(exactly),
    st.integers(1, 4).map(lambda low: Count(low=low, high=None, words=f"at least {low}", exact=False)),
)
CLAIMS = st.lists(
    st.builds(
        claim,
        st.integers(0, 3),
        COUNTS,
        stance=st.sampled_from([stance.value for stance in Stance]),
        status=st.sampled_from([status.value for status in Status]),
        population=st.sampled_from([None, "people", "soldiers"]),
        day=st.sampled_from([None, 1, 2]),
    ),
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(CLAIMS, st.randoms())
def test_order_and_repetition_change_nothing(claims: list[SlotClaim], random: Any) -> None:
    """Shuffled and repeated claims stand as before, and nothing is ever chosen."""
    again = [*claims, *claims]
    random.shuffle(again)
    found = accord("killed", claims)
    assert accord("killed", again) == found
    assert found.best is None


@settings(max_examples=80, deadline=None)
@given(CLAIMS, st.sampled_from(["doubts", "predicts", "demands"]))
def test_whoever_holds_nothing_changes_no_agreement(claims: list[SlotClaim], stance: str) -> None:
    """A doubt, a forecast, a demand and a silence are shown, and neither agree nor contradict."""
    before = accord("killed", claims)
    doubter = claim(9, exactly(3), stance=stance)
    silent = claim(8, None)
    after = accord("killed", [*claims, doubter, silent])
    assert (after.agreement, after.kinds, after.span) == (before.agreement, before.kinds, before.span)
    assert any("c9" in reading.claims for reading in after.readings)


def test_zero_none_and_silence_are_three_things() -> None:
    """ "Nobody" contradicts a number, a denial contradicts without giving one, silence does neither."""
    three = claim(1, exactly(3))
    assert accord("killed", [three, claim(2, exactly(0), status="negated")]).kinds == ("numeric-disjoint", "polarity")
    denied = accord("killed", [three, claim(2, None, stance="denies")])
    assert (denied.kinds, denied.span) == (("polarity",), (3, 3))
    assert accord("killed", [three, claim(2, None)]).agreement == "single"


def test_a_denial_of_some_leaves_the_others_alone() -> None:
    """Denying that Tarkan soldiers were hurt contradicts who says so, and nobody who speaks of Vessian ones."""
    vessian, tarkan = claim(1, exactly(3), population="Vessian soldiers"), claim(1, exactly(1), population="Tarkan soldiers")
    denial = claim(2, None, stance="denies", population="Tarkan soldiers")
    assert accord("injured", [vessian, denial]).kinds == ()
    assert "polarity" in accord("injured", [vessian, tarkan, denial]).kinds


def test_a_part_of_a_total_is_never_held_against_it() -> None:
    """ "Sixteen, two of them ..." is no quarrel of a voice with itself, and not comparable with another's total."""
    part = Count(low=2, high=2, words="two of them", subset=True)
    assert accord("killed", [claim(1, exactly(16)), claim(1, part)]).agreement == "single"
    assert accord("killed", [claim(1, exactly(16)), claim(2, part)]).kinds == ("population-mismatch",)


def test_one_voice_that_rounds_has_no_quarrel_with_itself() -> None:
    """ "125" in the text and "over 125" in its headline are one origin's one number."""
    over = Count(low=126, high=None, words="over 125", exact=False)
    one, other = claim(1, exactly(125)), replace(claim(1, over), id="c2")
    assert accord("killed", [one, other]).agreement == "single"


def test_who_killed_excludes_nothing_about_who_attacked() -> None:
    """Two named actors of two kinds of acts stand beside each other; of one kind they exclude each other."""
    parties = [
        replace(claim(at, None), slot="actor", value=read_actor(name), words=name, act=act)
        for at, (name, act) in enumerate([("the Free Column", "violence"), ("the Ember Battalion", "killing")])
    ]
    assert accord("actor", parties).kinds == ()
    assert accord("actor", [replace(party, act="killing") for party in parties]).kinds == ("exclusive",)
