"""Average linkage over a matrix of likenesses, for hundreds to thousands of things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEVER = -1e6
"""A likeness that no mean outweighs: a pair of it keeps two clusters apart."""


def average_linkage(likeness: NDArray[np.floating], threshold: float) -> list[list[int]]:
    """Clusters of 0 to n - 1: the two whose mean likeness over all pairs is greatest join, until it is below ``threshold``.

    Args:
        likeness: (n, n), symmetric; the diagonal is not read; ``NEVER`` bars a pair.
        threshold: on the scale of ``likeness``.

    Returns:
        Members of each cluster, sorted; clusters by their first member. Ties go to the smaller indices, so that equal input
        gives equal clusters.
    """
    n = len(likeness)
    means = np.array(likeness, dtype=np.float64)
    np.fill_diagonal(means, NEVER)
    members: list[list[int]] = [[i] for i in range(n)]
    if n < 2:
        return members
    nearest, best = means.argmax(axis=1), means.max(axis=1)
    while True:
        one = int(best.argmax())
        if best[one] < threshold:
            return sorted(sorted(group) for group in members if group)
        other = int(nearest[one])
        one, other = min(one, other), max(one, other)
        sizes = len(members[one]), len(members[other])
        row = (means[one] * sizes[0] + means[other] * sizes[1]) / sum(sizes)
        row[(means[one] <= NEVER / 2) | (means[other] <= NEVER / 2)] = NEVER
        row[one] = NEVER
        means[one] = means[:, one] = row
        means[other] = means[:, other] = NEVER
        members[one] += members[other]
        members[other] = []
        # Only rows that looked at one of the two can have another nearest now, or one that found a nearer in the new row.
        best[other] = NEVER
        stale = np.flatnonzero((nearest == one) | (nearest == other))
        stale = np.union1d(stale, [one])
        nearest[stale], best[stale] = means[stale].argmax(axis=1), means[stale].max(axis=1)
        nearer = np.flatnonzero(row > best)
        nearest[nearer], best[nearer] = one, row[nearer]
        best[other] = NEVER
