"""Agreement of two reviewers, against the worked examples that its author published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidso.ledger.agreement import Coding, agreement, alpha, differing, f1, interval, nominal, ratio

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): A, two coders and two values; B, two coders and five
# values; C, four coders, values missing. The alphas are those that the paper prints.
A = ("0100000010", "1110010000")
B = ("aabbdcccedda", "babbbcccedd" + "d")
C = ("123321412___", "1233224125_3", "_33323422 51_".replace(" ", ""), "12332441251_")


def units(rows: tuple[str, ...], *, numbers: bool = False) -> list[list[str | float | None]]:
    return [[None if value == "_" else float(value) if numbers else value for value in unit] for unit in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("rows", "difference", "published"),
    [(A, nominal, 0.095), (B, nominal, 0.692), (C, nominal, 0.743), (C, interval, 0.849), (C, ratio, 0.797)],
)
def test_alpha_is_what_its_author_computed(rows: tuple[str, ...], difference: object, published: float) -> None:
    """Five worked examples, to the three digits of the paper."""
    numbers = difference is not nominal
    assert alpha(units(rows, numbers=numbers), difference) == pytest.approx(published, abs=0.0006)


@given(st.lists(st.lists(st.one_of(st.none(), st.sampled_from("abc")), min_size=2, max_size=4), max_size=12), st.randoms())
def test_alpha_knows_no_order(given_units: list[list[str | None]], rng: object) -> None:
    """Units and coders in any order give the same alpha; it is never above 1."""
    before = alpha(given_units)
    mixed = [rng.sample(unit, len(unit)) for unit in rng.sample(given_units, len(given_units))]
    after = alpha(mixed)
    assert (before is None) == (after is None)
    assert before is None or (after == pytest.approx(before) and before <= 1)


def test_what_cannot_differ_has_no_alpha() -> None:
    """One value everywhere, or nobody beside anybody: None, not 1 and not 0."""
    assert alpha([["a", "a"], ["a", "a"]]) is None
    assert alpha([["a", None], [None, "b"]]) is None
    assert alpha([]) is None
    assert alpha([["a", "a"], ["b", "b"]]) == 1


def test_f1_counts_silence_for_neither() -> None:
    """Both silent adds nothing; one silent is a miss."""
    assert f1({"c1": "3", "c2": None}, {"c1": "3", "c2": None}) == 1
    assert f1({"c1": "3", "c2": "4"}, {"c1": "3", "c2": None}) == pytest.approx(2 / 3)
    assert f1({"c1": None}, {}) is None


def coding(claim: str, person: str, decision: str = "accept", **fields: str) -> Coding:
    return Coding(claim=claim, person=person, decision=decision, fields=tuple(sorted(fields.items())))


def test_numbers_are_compared_as_numbers() -> None:
    """ "12" and "at least 12" differ for F1 and share their lower bound for alpha; "dozens" is read as a number too."""
    pairs = [("12", "at least 12"), ("3", "3"), ("24", "dozens"), ("5", "9")]
    codings = [coding(f"c{at}", who, killed=pair[who == "B"]) for at, pair in enumerate(pairs) for who in "AB"]
    [_, killed] = agreement(codings, ["killed"])
    assert (killed.claims, killed.f1, killed.measure) == (4, 0.25, "ratio")
    assert killed.alpha == pytest.approx(alpha([[12, 12], [3, 3], [24, 24], [5, 9]], ratio))


def test_only_claims_that_both_decided_on_are_compared() -> None:
    """A claim that one of them has not reached is neither agreed nor differed on."""
    codings = [coding("c1", "A", stance="says"), coding("c1", "B", stance="denies"), coding("c2", "A", stance="says")]
    assert [(each.field, each.claims) for each in agreement(codings, [])] == [("decision", 1), ("stance", 1)]
    assert [(each.claim, each.field, each.values) for each in differing(codings)] == [
        ("c1", "stance", (("A", "says"), ("B", "denies")))
    ]


def test_where_one_rejects_only_the_decision_differs() -> None:
    """The fields of a claim that one of them does not see need no adjudication of their own."""
    codings = [coding("c1", "A", stance="says"), coding("c1", "B", "reject")]
    assert [(each.field, each.values) for each in differing(codings)] == [("decision", (("A", "accept"), ("B", "reject")))]
