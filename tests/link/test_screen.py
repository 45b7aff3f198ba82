"""The arrays that look at millions of pairs say what the readable code says of one."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations
from random import Random

import numpy as np
import pytest
from many_claims import many

from saidso.link import candidates as blocking
from saidso.link import edges as edging
from saidso.link.candidates import RULES, candidates, pairs
from saidso.link.edges import MARGIN, edges, stretches
from saidso.link.groups import groups, units
from saidso.link.parting import components
from saidso.link.screen import codes, may_link
from saidso.link.weights import weigh
from saidso.nouns.claim import Claim


@pytest.mark.parametrize("seed", range(3))
def test_the_screen_drops_no_pair_that_links(seed: int) -> None:
    """``may_link`` may say yes too often, never no to a pair that ``weigh`` links."""
    pool = groups(many(120, seed))
    ones, others = np.array(list(combinations(range(len(pool)), 2)), dtype=np.int64).T
    kept = may_link(codes(pool), ones, others)
    linked = [weigh(pool[one], pool[other]).links for one, other in zip(ones.tolist(), others.tolist(), strict=True)]
    assert not np.any(np.array(linked) & ~kept)
    assert kept.sum() < len(kept) / 3
    assert sum(linked) > 20


def test_pairs_over_arrays_are_those_of_the_keys() -> None:
    """Every two groups that share a key are a pair with its first rule, and no others; blocks too large make none."""
    pool = groups(many(80, 1))
    expected: dict[tuple[str, str], str] = {}
    for rule, keys in RULES:
        for one, other in combinations(pool, 2):
            if set(keys(one)) & set(keys(other)) and (rule in blocking.WITHIN or one.document != other.document):
                expected.setdefault((one.id, other.id), rule)
    assert candidates(pool) == expected
    assert list(pairs(())) == []


def test_a_key_that_all_share_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block past the limit makes no pairs."""
    pool = groups(many(60, 2))
    before = candidates(pool)
    monkeypatch.setattr(blocking, "LARGEST_BLOCK", 3)
    assert candidates(pool).keys() < before.keys()


def test_parting_time_changes_no_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch by stretch, in processes or not, the same pairs link as when all are looked at together."""
    given = units(many(200, 4))
    whole = edges(given)
    monkeypatch.setattr(edging, "STRETCH", 15)
    assert len(whole) > 30
    assert edges(given) == whole


def test_stretches_answer_for_every_group_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each group is one stretch's own, and whoever it may meet is in that stretch."""
    monkeypatch.setattr(edging, "STRETCH", 10)
    first = many(1, 0)[0].said_on
    assert first is not None
    days = [None if n % 7 == 0 else first + timedelta(days=Random(n).randrange(300)) for n in range(100)]
    made = stretches(days)
    assert sorted(at for each in made for at in each.members[each.own].tolist()) == list(range(100))
    for each in made:
        for at in each.members[each.own].tolist():
            near = {other for other in range(100) if _near(days[at], days[other])}
            assert near <= set(each.members.tolist())


def _near(one: object, other: object) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < timedelta(days=MARGIN)  # type: ignore[operator, no-any-return]


def test_components() -> None:
    """Edges in any order hold the same sets together; what nothing holds is alone."""
    assert components(5, [(3, 4), (1, 3)]) == [[0], [1, 3, 4], [2]]
    assert components(0, []) == []


def test_claims_are_cut_from_their_texts() -> None:
    """What these tests run on keeps the first promise: every quote is as long as its span."""
    claims: list[Claim] = many(30, 5)
    assert all(len(each.quote) == len(each.span) for claim in claims for each in claim.every_evidence())
