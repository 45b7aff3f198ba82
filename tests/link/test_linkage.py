"""Average linkage against a slow, plain twin; and its laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.link.linkage import NEVER, average_linkage


def _plain(likeness: np.ndarray, threshold: float) -> list[list[int]]:
    """The definition, word for word: join the two clusters whose mean is greatest, again and again."""
    found = [[i] for i in range(len(likeness))]
    while len(found) > 1:
        couples = [(a, b) for a in range(len(found)) for b in range(a + 1, len(found))]
        means = {(a, b): np.mean([likeness[i, j] for i in found[a] for j in found[b]]) for a, b in couples}
        (a, b), best = max(means.items(), key=lambda item: item[1])
        if best < threshold:
            break
        found[a] += found.pop(b)
    return sorted(sorted(group) for group in found)


def _random(seed: int, size: int, barred: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    values = rng.random((size, size))
    values[rng.random((size, size)) < barred] = NEVER
    return np.minimum(values, values.T)


@given(
    seed=st.integers(0, 10_000),
    size=st.integers(0, 14),
    threshold=st.sampled_from([0.2, 0.4, 0.6]),
    barred=st.sampled_from([0.0, 0.2]),
)
@settings(max_examples=60, deadline=None)
def test_it_is_its_definition(seed: int, size: int, threshold: float, barred: float) -> None:
    """The quick way and the plain way give the same clusters; a barred pair is never in one cluster."""
    likeness = _random(seed, size, barred)
    made = average_linkage(likeness, threshold)
    assert made == _plain(likeness, threshold)
    assert all(likeness[i, j] > NEVER / 2 for group in made for i in group for j in group if i != j)


@pytest.mark.parametrize("seed", range(5))
def test_order_changes_nothing(seed: int) -> None:
    """Shuffled things fall into the same clusters."""
    likeness = _random(seed, 12, 0.1)
    order = np.random.default_rng(seed).permutation(12)
    shuffled = average_linkage(likeness[np.ix_(order, order)], 0.5)
    assert sorted(sorted(int(order[i]) for i in group) for group in shuffled) == average_linkage(likeness, 0.5)


def test_a_chain_of_chance_pairs_is_no_cluster() -> None:
    """a-b and b-c alike, a-c not: the mean, not the one good pair, decides (DESIGN.md section 3)."""
    likeness = np.array([[1, 0.9, 0.0], [0.9, 1, 0.7], [0.0, 0.7, 1]])
    assert average_linkage(likeness, 0.5) == [[0, 1], [2]]
