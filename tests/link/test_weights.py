"""Weights and candidates: every pair has its rule, its reasons, and the same weight from both sides."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import pytest
from invented_claims import Paper, elsewhere, guard, market, patrol

from saidso.link.candidates import RULES, candidates
from saidso.link.groups import Group, groups, numbers_told, place_key
from saidso.link.weights import WEIGHT, compatible, names_alike, weigh
from saidso.values.count import Count
from saidso.values.event_type import EventType
from saidso.values.place import Place

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


def level(field: str, one: Group, other: Group) -> str:
    """What a pair's reasons say of one field, without the bits."""
    return next(part.rsplit(" ", 1)[0] for part in weigh(one, other).parts if field in part)


def counted(**tolls: int) -> Group:
    """The market's group with these tolls."""
    return replace(GROUPS[0], counts=tuple((slot, "people", Count(low=n, high=n, words=str(n))) for slot, n in tolls.items()))


def test_a_rare_number_says_more_than_a_common_one() -> None:
    """Thirty-seven dead in two reports say more than two; two tolls that agree say most; a small one alone is no anchor."""
    seen = [level("number", counted(killed=n), counted(killed=n, injured=n + 1)) for n in (2, 6, 37)]
    assert seen == ["same small number", "same number", "same large number"]
    assert level("number", counted(killed=37, injured=2), counted(killed=37, injured=2)) == "several numbers the same"
    assert level("number", counted(killed=2, injured=1), counted(killed=2, injured=1)) == "same small number"
    assert level("number", counted(killed=37), counted(killed=12)) == "other number"
    bits = [WEIGHT[name] for name in ("same small number", "same number", "same large number", "several numbers the same")]
    assert bits == sorted(bits)
    few, many = (weigh(counted(killed=n), replace(counted(killed=n), document="d2")).anchors for n in (2, 37))
    assert many == few + 1


def test_a_number_in_the_words_counts_where_no_toll_was_read() -> None:
    """A passage gives 37 where no toll was read: it meets the toll of the other report; where both have tolls, these count."""
    bare = replace(GROUPS[0], counts=(), told=frozenset({37}))
    assert level("number", bare, replace(counted(killed=37), told=frozenset({37, 5}))) == "number told in both"
    assert not [part for part in weigh(bare, replace(counted(killed=37), told=frozenset({5}))).parts if "number" in part]
    tolls = (replace(counted(killed=n), told=frozenset({37})) for n in (12, 37))
    assert level("number", *tolls) == "other number"


def test_days_and_years_are_no_numbers_told() -> None:
    """Numbers are read in digits and words; a day is compared as a day, and of small numbers there are too many."""
    paper = Paper(text="On 12 March 2032 shells killed fourteen people and wounded 31 in Tel Amin, two of them children.")
    paper.claim("shells", "shelling", values={"place": "Tel Amin", "time": "12 March 2032=2032-03-12"})
    assert groups(paper.claims)[0].told == {14, 31}


def test_the_act_is_compared_before_what_it_left() -> None:
    """Two reports with dead in both are of one kind only if their acts are; an attack may be what another calls a raid."""

    def of(*kinds: EventType) -> Group:
        return replace(GROUPS[0], types=frozenset(kinds))

    shelling = of(EventType.SHELLING, EventType.KILLING)
    assert level("act", shelling, of(EventType.SHELLING)) == "same act"
    assert level("act", shelling, of(EventType.ATTACK, EventType.KILLING)) == "kindred act"
    assert level("act", shelling, of(EventType.AIRSTRIKE, EventType.KILLING)) == "kindred act"
    assert level("act", shelling, of(EventType.SUICIDE_ATTACK, EventType.KILLING)) == "other act"
    assert level("type", shelling, of(EventType.KILLING)) == "same type"
    beaten = of(EventType.DETENTION, EventType.ABUSE)
    assert level("act", of(EventType.ATTACK, EventType.ABUSE), beaten) == "other act", "beaten in both"
    assert level("type", shelling, of(EventType.INJURY)) == "kindred type"


def test_spellings_of_a_place_that_nobody_knows() -> None:
    """An unknown name that differs in a letter or two speaks for one place, other names do not."""

    def at(name: str, known: int | None = None) -> Group:
        place = Place(words=name, name=name if known else None, geoname_id=known, kind="town" if known else "unknown", reason="")
        return replace(GROUPS[0], places=(place,), place_keys=frozenset({place_key(place)}))

    assert level("place", at("Kafr Amin"), at("Kafar Ameen")) == "place names alike"
    assert level("place", at("Kafr Amin"), at("Dovanograd")) == "other place name"
    assert level("place", at("Oren"), at("Orin")) == "other place name", "short names are alike by chance"


@pytest.mark.parametrize(
    ("one", "other"),
    [("eastern Karaf", "western Karaf"), ("Camp 12", "Camp 13"), ("northern countryside", "southern countryside"),
     ("Karaf district", "Harun district"), ("Old Karaf", "New Karaf")],
)  # fmt: skip
def test_places_that_their_names_tell_apart_are_no_spellings_of_one(one: str, other: str) -> None:
    """North and south, numbers, and names that share nothing but the word for what they are."""
    places = [Place(words=name, name=None, geoname_id=None, kind="unknown", reason="") for name in (one, other)]
    assert not names_alike(places[:1], places[1:])


def test_numbers_of_a_passage_do_not_hang_on_the_order_of_its_times() -> None:
    """ "March" must not tear "12 March" apart: the day of the month would stay as a number told, in one process of two."""
    for order in permutations(("March", "12 March", "On 12 March")):
        assert numbers_told(["On 12 March shells killed 14 people."], order) == {14}


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
