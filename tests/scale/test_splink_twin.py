"""splink on DuckDB as the twin of our own weights, pairs and linking: one set of claims, equal answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest

from saidso.link import candidates as blocking
from saidso.link import link as own_link
from saidso.link.candidates import candidates
from saidso.link.edges import edges as own_edges
from saidso.link.groups import Group, groups, units
from saidso.link.weights import WEIGHT, Weighed, weigh
from saidso.nouns.claim import Claim
from saidso.nouns.judgement import Judgement
from saidso.values.count import read_count
from saidso.values.event_type import EventType, Status

pytest.importorskip("duckdb", reason="the twin needs the extra: pip install 'saidso[scale]'")
pytest.importorskip("splink", reason="the twin needs the extra: pip install 'saidso[scale]'")

from saidso.scale import link as scale_link
from saidso.scale import table
from saidso.scale.levels import FIELDS
from saidso.scale.pairs import PairWeight, edges, weigh_pairs

pytestmark = pytest.mark.twin

ROOT = Path(__file__).resolve().parents[2]
CAP = "fewer than 2 anchors, day or place among them"
LIMITS = {
    "types that cannot be one event",
    "days that cannot overlap",
    "said before it can have happened",
    "places that cannot contain each other",
}


@cache
def invented(number: int) -> tuple[Claim, ...]:
    """Claims of ``bench/linking_claims.py``: towns of the gazetteer, wrong days, governorates, copies."""
    before = list(sys.path)
    sys.path.insert(0, str(ROOT / "bench"))
    import linking_claims

    sys.path[:] = before
    return tuple(claim for _, own in linking_claims.documents(number, faults=1.0) for claim in own)


@cache
def pool() -> tuple[Group, ...]:
    """Over a thousand groups; one in four says something vaguer, so that every level of every field occurs."""
    rng = Random(5)
    given = [wider(group, rng) for group in groups(invented(2_000))]
    made = {group.id: vaguer(group, rng) if rng.random() < 0.25 else group for group in given}
    for one, other in sorted(candidates(tuple(made.values())))[::40]:  # as if a model had parted what one document says
        made[other] = replace(made[other], document=made[one].document)
    return tuple(made.values())


def wider(group: Group, rng: Random) -> Group:
    """Every eighth place is a country, as if it were known so; another eighth is a town for one group, an area for the next."""
    drawn = sum(map(ord, "".join(sorted(group.place_keys)))) % 8
    if drawn > 1:
        return group
    kind = "country" if drawn == 0 else rng.choice(("town", "admin", "front"))
    return replace(group, places=tuple(replace(place, kind=kind) for place in group.places))


def vaguer(group: Group, rng: Random) -> Group:
    """Days of three, months, undated reports, ranges of numbers, plans, denials, reports of the dead alone."""
    drawn = rng.randrange(7)
    if drawn == 0 and group.day:
        span = group.day[0] - timedelta(days=1), group.day[0] + timedelta(days=1)
        return replace(group, days=(span,), day=span, around=span[0])
    if drawn == 1 and group.day:
        month = group.day[0].replace(day=1), group.day[0].replace(day=28)
        return replace(group, days=tuple(sorted({month, group.day})))
    if drawn == 2:
        return replace(group, days=(), day=None, around=None, said_on=None)
    if drawn == 3:
        several = read_count("at least 2 people")
        assert several is not None
        return replace(group, counts=(*group.counts, ("killed", "people", several), ("injured", None, several)))
    if drawn == 5:
        return replace(group, types=frozenset({rng.choice((EventType.KILLING, EventType.INJURY))}))
    if drawn == 4:
        return replace(group, realised=False)
    return replace(group, realised=False, claims=tuple(replace(claim, status=Status.NEGATED) for claim in group.claims))


@cache
def by_hand() -> dict[tuple[str, str], tuple[str, Weighed]]:
    """Our own rule and weight of every candidate pair."""
    known = {group.id: group for group in pool()}
    return {(a, b): (rule, weigh(known[a], known[b])) for (a, b), rule in candidates(pool()).items()}


@cache
def by_splink() -> dict[tuple[str, str], PairWeight]:
    return {(pool()[pair.one].id, pool()[pair.other].id): pair for pair in weigh_pairs(pool())}


def test_the_claims_try_every_level_and_every_limit() -> None:
    """The twin test proves something: each level of each field, the cap and each limit occurs among its pairs."""
    seen = {part.rsplit(" ", 1)[0] for _, found in by_hand().values() for part in found.parts}
    assert set(WEIGHT) | {CAP, "kept apart in one document"} <= seen
    assert {found.impossible for _, found in by_hand().values()} == LIMITS | {None}


def test_both_make_the_same_pairs_by_the_same_rules() -> None:
    """Four blocking rules in Python over arrays and in splink give one set of pairs, each with its first rule."""
    assert {pair: rule for pair, (rule, _) in by_hand().items()} == {pair: found.rule for pair, found in by_splink().items()}


def test_every_pair_weighs_the_same() -> None:
    """Bits within 0.01, anchors and limits of every pair are the same."""
    for pair, (_, own) in by_hand().items():
        twin = by_splink()[pair]
        assert twin.bits == pytest.approx(own.bits, abs=0.01), own.parts
        assert (twin.anchors, twin.possible, twin.links) == (own.anchors, own.impossible is None, own.links), own.parts


def test_the_same_pairs_link() -> None:
    """From the threshold on, with pairs that cannot be left out before weighing, the same pairs link, by the same rules."""
    given = units(invented(2_000))
    found = edges(given)
    assert len(found) > 300
    assert found == own_edges(given)


def test_a_key_that_too_many_share_makes_no_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks over the limit tell nothing, for both engines."""
    for module in (blocking, table):
        monkeypatch.setattr(module, "LARGEST_BLOCK", 3)
    few = pool()[:600]
    found = {(few[pair.one].id, few[pair.other].id) for pair in weigh_pairs(few)}
    assert found == set(candidates(few))
    assert len(found) < sum(pair.one < 600 and pair.other < 600 for pair in by_splink().values())


def decided(claims: tuple[Claim, ...]) -> Iterator[Judgement]:
    """A link and a parting by hand, between claims of documents far apart and of one incident."""
    incident = max(own_link(claims).incidents, key=lambda one: len(one.documents))
    known = {claim.id: claim for claim in claims}
    inside = [known[each] for each in incident.claims]
    outside = next(claim for claim in claims if claim.document_id not in incident.documents)
    others = next(claim for claim in inside if claim.document_id != inside[0].document_id)
    for decision, other in (("must-link", outside), ("cannot-link", others)):
        yield Judgement(
            id=f"j{decision}", person="A. Coder", made_at=datetime(2032, 1, 1, tzinfo=UTC), decision=decision,
            reason="read both", on=(inside[0].trigger, other.trigger),
        )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_the_linking_is_the_same(seed: int) -> None:
    """Incidents, rows, reasons, ids and changes are equal: over shuffled claims, with judgements and the ids of a former run."""
    claims = list(invented(600))
    judgements = tuple(decided(tuple(claims)))
    before = {claim: incident.id for incident in own_link(claims[:400]).incidents for claim in incident.claims}
    own = own_link(claims, judgements, known_ids=before)
    Random(seed).shuffle(claims)
    assert scale_link(claims, judgements, known_ids=before) == own
    assert any(len(incident.documents) > 1 for incident in own.incidents)


def test_nothing_and_one_claim() -> None:
    """No claims give no incident, one gives one."""
    assert scale_link([]).incidents == ()
    assert len(scale_link(invented(600)[:1]).incidents) == 1


def test_every_level_is_known_to_splink_and_an_anchor_by_its_bits() -> None:
    """No level of ours is left out, and no other level of a field weighs what one that anchors does."""
    assert {name for field in FIELDS for name, _ in field.levels} >= set(WEIGHT)
    for field in FIELDS:
        others = {WEIGHT[name] for name, _ in field.levels if name in WEIGHT and name not in field.anchoring}
        assert others.isdisjoint(WEIGHT[name] for name in field.anchoring), field.name


def test_a_day_is_a_number() -> None:
    """Days far back, and far ahead, are compared like any other."""
    ancient = [replace(group, said_on=date(1, 1, 2), around=date(1, 1, 1), days=(), day=None) for group in pool()[:40]]
    found = {(ancient[pair.one].id, ancient[pair.other].id): pair.bits for pair in weigh_pairs(ancient)}
    known = {group.id: group for group in ancient}
    assert found == {(a, b): weigh(known[a], known[b]).bits for a, b in candidates(ancient)}


def test_rows_of_one_data_set_link_in_neither() -> None:
    """Rows of a coded table meet reports, never each other: both ways of linking agree, whatever the rows share."""
    coded = {claim.document_id for claim in invented(300) if int(claim.document_id[-1], 36) % 2}

    def row(claim: Claim) -> Claim:
        maker = replace(claim.chain[0], words="The Desk", name=None, evidence=None)
        return replace(claim, model="import:own@1", chain=(maker, *claim.chain[1:]))

    own = own_link([row(each) if each.document_id in coded else each for each in invented(300)])
    assert own == scale_link([row(each) if each.document_id in coded else each for each in invented(300)])
    assert max(len(coded.intersection(incident.documents)) for incident in own.incidents) == 1
    read = own_link(invented(300))
    assert max(len(coded.intersection(incident.documents)) for incident in read.incidents) > 1, "as reports they would have met"
