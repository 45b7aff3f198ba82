"""Whether two documents tell of one incident: their words, names, openings and numbers, weighed by what was learned.

Two storms or two trials share most of their words; what parts them is whom and where they name. The weights come from GVC and
ECB+ (``python -m saidso.train link``) and stand in ``saidso/data/linker.npz``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from saidso.link.stories import Stories, cosines, terms, unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

COLUMNS = 24
"""Matrices that ``Likenesses.columns`` gives."""

ONE_INCIDENT = 0.4
"""Mean probability from which documents are one incident."""

ONE_STORY = 0.1
"""Mean probability from which their mentions are worth comparing at all: the loose border, for what comes after decides."""

LEAST = 0.03
"""Cosine below which two documents are not compared: they share no more than any two."""

OPENING = 300
"""Code points at the start of a report, which mostly say what it is about."""

NEAREST = 5

_CAPITAL = re.compile(r"[A-Z][\w'’-]+")
_SMALL = re.compile(r"(?<![\w])[a-z][\w'’-]+")
_TWO_CAPITALS = re.compile(r"[A-Z][\w'’-]+ [A-Z][\w'’-]+")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d+")


class Likenesses:
    """How alike each two documents are, by all their words and by parts of them; (n, n) each."""

    def __init__(self, stories: Stories) -> None:
        self._stories = stories
        self._texts = [story.text for story in stories.stories]
        self._small = [set(_SMALL.findall(text)) for text in self._texts]
        self.whole = stories.likeness

    @cached_property
    def names(self) -> Matrix:
        """By words that the text never writes small."""
        return self._cosines(
            [t for word in _CAPITAL.findall(text) if word.casefold() not in small for t in terms(word)]
            for text, small in zip(self._texts, self._small, strict=True)
        )

    @cached_property
    def openings(self) -> Matrix:
        """By their first words."""
        return self._cosines(terms(text[:OPENING]) for text in self._texts)

    @cached_property
    def numbers(self) -> Matrix:
        """By numbers, as written."""
        return self._cosines(_NUMBER.findall(text) for text in self._texts)

    @cached_property
    def common(self) -> Matrix:
        """By words that the text does write small."""
        small = [{t for word in words for t in terms(word)} for words in self._small]
        return self._cosines([t for t in terms(text) if t in held] for text, held in zip(self._texts, small, strict=True))

    @cached_property
    def full_names(self) -> Matrix:
        """By two capital words in a row, where rare ones count for more."""
        found = [set(_TWO_CAPITALS.findall(text)) for text in self._texts]
        seen = Counter(name for names in found for name in names)
        return cosines([unit({name: math.log((len(found) + 1) / seen[name]) for name in sorted(names)}) for names in found])

    def columns(self) -> Iterator[Matrix]:
        """What is weighed, matrix after matrix: likenesses, the same against the nearest of either, days and lengths."""
        parts = (self.whole, self.names, self.openings, self.numbers, self.common, self.full_names)
        for part in parts:
            alone = np.array(part)
            np.fill_diagonal(alone, 0)
            most = np.sort(alone, axis=1)[:, -min(NEAREST, max(1, len(alone) - 1)) :]
            near = np.maximum(most.mean(axis=1), 1e-6) if len(alone) else np.zeros(0, dtype=np.float32)
            yield alone
            yield np.minimum(alone / near[:, None], alone / near[None, :])
            yield np.maximum(alone / near[:, None], alone / near[None, :])
        for part in (self.whole, self.names):
            rows = np.array(part)
            np.fill_diagonal(rows, 1)
            rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
            yield rows @ rows.T
        yield (self._stories.days_apart < 0).astype(np.float32)
        yield np.asarray(np.clip(self._stories.days_apart, 0, 60) / 30, dtype=np.float32)
        long = np.log([len(text) + 1.0 for text in self._texts]).astype(np.float32) / 8
        yield np.minimum(long[:, None], long[None, :])
        yield np.maximum(long[:, None], long[None, :])

    def _cosines(self, found: Iterator[Sequence[str]]) -> Matrix:
        return cosines([self._stories.weighed(each) for each in found])


@dataclass(frozen=True, slots=True)
class StoryScorer:
    """The weights of ``Likenesses.columns``, each of shape (COLUMNS,)."""

    mean: NDArray[np.float32]
    spread: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: float

    def probabilities(self, likenesses: Likenesses) -> Matrix:
        """(n, n): how likely each two documents tell of one incident; 1 for a document and itself."""
        found = np.full(likenesses.whole.shape, self.bias, dtype=np.float32)
        for at, column in enumerate(likenesses.columns()):
            found += self.weights[at] * np.clip((column - self.mean[at]) / self.spread[at], -6, 6)
        told = np.where(likenesses.whole > LEAST, 1 / (1 + np.exp(-found)), 0).astype(np.float32)
        np.fill_diagonal(told, 1)
        return told
