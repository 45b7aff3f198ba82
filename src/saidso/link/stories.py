"""Documents as bags of words: how rare each word is among them, and how alike each two are.

Used where whole documents are given and no claims (``predict linking``); the ledger links claims by their fields instead.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from saidso.link.linkage import NEVER, average_linkage
from saidso.link.words import stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

WINDOW_DAYS = 30
"""Reports further apart are not put into one incident by their words: a trial is not the shooting."""

_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d+")
_STOP = frozenset(
    """a an the of in on at to by from and or near his her its their this that these those is was were be been are has have had it
    he she they him them as for with not but said say says who which will would after before when where also more than about into
    out over up down no two one we i you your our us my me if can could there what all any so some new do did""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A document with its mentions as spans in code points of ``text``."""

    id: str
    text: str
    published_on: date | None
    mentions: tuple[tuple[int, int], ...]


def terms(text: str) -> list[str]:
    """Stems of the words of a text but for those that every text has; numbers as written."""
    return [stem(word) for word in _WORD.findall(text) if word.casefold() not in _STOP]


class Stories:
    """A collection of documents with the rarity of its words and the likeness of each two."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.stories = tuple(stories)
        counts = [Counter(terms(story.text)) for story in stories]
        self._seen = Counter(term for count in counts for term in count)
        self.likeness = cosines([self.weighed(count) for count in counts])
        np.fill_diagonal(self.likeness, 1.0)
        self.days_apart = _days_apart([story.published_on for story in stories])

    def rarity(self, term: str) -> float:
        """ln((N + 1) / documents with the term); half a document for one never seen."""
        return math.log((len(self.stories) + 1) / (self._seen[term] or 0.5))

    def clusters(self, likeness: NDArray[np.floating], threshold: float) -> list[list[int]]:
        """Indices of documents whose mean ``likeness`` (n, n) stays at the threshold, but for those that are too far apart."""
        return average_linkage(np.where(self.days_apart > WINDOW_DAYS, np.float32(NEVER), likeness), threshold)

    def weighed(self, found: Iterable[str] | Counter[str]) -> dict[str, float]:
        """Terms with their weights, of length 1 together."""
        counts = found if isinstance(found, Counter) else Counter(found)
        return unit({term: (1 + math.log(n)) * self.rarity(term) for term, n in counts.items()})


def unit(weights: Mapping[str, float]) -> dict[str, float]:
    """The same weights, of length 1 together."""
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def cosines(rows: Sequence[Mapping[str, float]]) -> NDArray[np.float32]:
    """(n, n) products of rows of length 1, term by term: most rows share few terms."""
    postings: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for at, row in enumerate(rows):
        for term, weight in row.items():
            postings[term][0].append(at)
            postings[term][1].append(weight)
    found = np.zeros((len(rows), len(rows)), dtype=np.float32)
    for documents, weights_of in postings.values():
        where, weight_of = np.array(documents), np.array(weights_of, dtype=np.float32)
        found[np.ix_(where, where)] += np.outer(weight_of, weight_of)
    return found


def _days_apart(days: Sequence[date | None]) -> NDArray[np.int32]:
    """Days between each two; -1 where one has none."""
    numbers = np.array([day.toordinal() if day else 0 for day in days], dtype=np.int64)
    apart = np.abs(numbers[:, None] - numbers[None, :])
    known = numbers > 0
    return np.where(known[:, None] & known[None, :], apart, -1).astype(np.int32)
