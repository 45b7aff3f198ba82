"""Kinds of mentions: what they say of a pair, and that the linker reads them from vectors alone."""

import numpy as np
import pytest

from saidso.link.mention_clusters import apart
from saidso.link.mention_kinds import KIND_FEATURES, KINDS, kind_features
from saidso.link.mention_scorer import mention_scorer


def test_pairs_of_one_kind_agree_and_the_order_of_two_mentions_says_nothing() -> None:
    """Two deaths agree more than a death and a shot, more still within one incident; the features are symmetric."""
    kinds = np.zeros((4, len(KINDS)), dtype=np.float32)
    kinds[[0, 1, 2], KINDS.index("death")] = 1
    kinds[3, KINDS.index("firing_a_gun")] = 1
    found = kind_features(kinds, np.array([0, 0, 1, 0]))
    assert found.shape == (4, 4, KIND_FEATURES)
    assert np.array_equal(found, found.transpose(1, 0, 2))
    assert found[0, 1, :3].tolist() == [1, 1, 1]
    assert found[0, 2, :3].tolist() == [1, 0, 0]
    assert found[0, 3, :3].tolist() == [0, 1, 0]


def test_rows_of_the_features_are_those_of_the_whole() -> None:
    """Scoring a few rows at a time sees what scoring all at once sees."""
    kinds = np.random.default_rng(7).dirichlet(np.ones(len(KINDS)), 5).astype(np.float32)
    incidents = np.array([0, 0, 1, 1, 2])
    whole = kind_features(kinds, incidents)
    parts = [kind_features(kinds, incidents, slice(at, at + 2)) for at in range(0, 5, 2)]
    assert np.allclose(np.concatenate(parts), whole)


def test_the_shipped_linker_gives_each_mention_a_probability_of_every_kind() -> None:
    """The probabilities of a mention sum to one, and two vectors are not read alike."""
    vectors = np.random.default_rng(7).normal(size=(6, 640)).astype(np.float32)
    kinds = mention_scorer().kinds(vectors)
    assert kinds.shape == (6, len(KINDS))
    assert kinds.sum(axis=1) == pytest.approx(1.0, abs=1e-4)
    assert not np.allclose(kinds[0], kinds[1])


def test_what_speaks_of_no_event_in_particular_joins_nothing() -> None:
    """A mention that stands alone is like no other; what the others are to each other stays."""
    likeness = np.full((3, 3), 0.9, dtype=np.float32)
    found = apart(likeness, np.array([False, True, False]))
    assert found[1].max() == found[:, 1].max() == 0
    assert found[0, 2] == likeness[0, 2]
