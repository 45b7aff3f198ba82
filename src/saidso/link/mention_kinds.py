"""What kind of thing a mention names in reports of one incident: the shots, who was hit, who died, the whole of it.

Two words for one death are one event sooner than a death and the shots that brought it, whatever else they share. The kinds
are those of the Gun Violence Corpus, where "other" is what happened at another time; "unlinked" are its mentions that speak
of no event in particular ("incidents like this"). Which kind a mention is of is read from its vector (``mention_scorer``), as
probabilities; of them only "unlinked" decides anything alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

KINDS = ("firing_a_gun", "hitting", "death", "injuring", "bag_of_events", "other", "none_of_these", "unlinked")
"""The kinds; all mentions of ECB+ count as "none_of_these", or else every oscar and earthquake would be read as one of GVC's."""

KIND_FEATURES = 4 + 2 * len(KINDS)
"""Columns that ``kind_features`` gives a pair."""


def kind_features(kinds: Matrix, incidents: NDArray[np.int64], rows: slice = slice(None)) -> Matrix:
    """(r, m, KIND_FEATURES): how the kinds of each two mentions agree, and whether their documents tell of one incident.

    Args:
        kinds: (m, kinds), the probability of each kind for each mention.
        incidents: (m,), the number of the incident that the mention's document tells of, by its words and day.
        rows: the mentions to hold against all.
    """
    one, other = kinds[rows, None, :], kinds[None, :, :]
    alike = (kinds[rows] @ kinds.T)[:, :, None]
    same = (incidents[rows, None] == incidents[None, :]).astype(np.float32)[:, :, None]
    unlinked = np.maximum(one[:, :, -1:], other[:, :, -1:])
    return np.concatenate((alike, same, alike * same, one * other, np.abs(one - other), unlinked), axis=-1).astype(np.float32)
