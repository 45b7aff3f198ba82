"""Weights and candidates: every pair has its rule, its reasons, and the same weight from both sides."""

from __future__ import annotations

from itertools import combinations

from invented_claims import elsewhere, guard, market, patrol

from saidso.link.candidates import RULES, candidates
from saidso.link.groups import groups
from saidso.link.weights import WEIGHT, compatible, weigh
from saidso.values.event_type import EventType

GROUPS = groups([claim for paper in (patrol(), market(), guard(), elsewhere()) for claim in paper.claims])


def test_a_weight_is_the_same_from_both_sides() -> None:
    """``weigh(a, b)`` mirrors ``weigh(b, a)``, parts and limits too."""
    for one, other in combinations(GROUPS, 2):
        assert weigh(one, other) == weigh(other, one)


def test_every_weight_is_the_sum_of_its_parts() -> None:
    """What review shows adds up to the number it explains."""
    for one, other in combinations(GROUPS, 2):
        found = weigh(one, other)
        assert abs(sum(float(part.rsplit(" ", 1)[1]) for part in found.parts) - found.bits) < 0.011


def test_agreement_speaks_for_and_difference_against() -> None:
    """The same day, town, number or target raises a weight; other ones lower it, but no difference of accounts decides."""
    assert all(WEIGHT[level] > 0 for level in WEIGHT if level.startswith("same"))
    assert all(-2 < WEIGHT[f"other {field}"] < 0 for field in ("actor", "target", "number", "trigger"))


def test_a_deal_is_no_attack() -> None:
    """An attack is one event with its dead, never with a truce."""
    assert compatible(EventType.SHELLING, EventType.KILLING)
    assert not compatible(EventType.AGREEMENT, EventType.ATTACK)
    market_group, truce = (next(g for g in GROUPS if kind in g.types) for kind in (EventType.SHELLING, EventType.AGREEMENT))
    assert weigh(market_group, truce).impossible is not None


def test_every_candidate_pair_names_its_rule() -> None:
    """Pairs come with the blocking rule that made them; the two reports of the market meet, over the place."""
    found = candidates(GROUPS)
    assert set(found.values()) <= {rule for rule, _ in RULES}
    market_id, guard_id = (
        next(group.id for group in GROUPS if group.document == paper.id) for paper in (market(), guard())
    )
    assert found[min(market_id, guard_id), max(market_id, guard_id)] == "same place, near in time"
