"""Whether two event mentions are one event: small nets over what they share, their kinds and vectors, from GVC and ECB+.

``saidso/data/linker.npz`` holds it (made by ``python -m saidso.train link``, docs/model-card.md). Its vectors come from one
reader, so it works with that reader only.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from saidso.errors import ModelError
from saidso.link.mention_kinds import KIND_FEATURES, kind_features
from saidso.link.mention_pairs import FEATURES
from saidso.link.same_story import COLUMNS, StoryScorer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

DATA = Path(__file__).resolve().parent.parent / "data" / "linker.npz"
NAMES = (
    "mean", "spread", "kinds", "kinds_bias", "project", "project_bias", "hidden", "hidden_bias", "out", "out_bias", "threshold",
    "alone", "story_mean", "story_spread", "story_weights", "story_bias",
)  # fmt: skip
ROWS = 64
"""Mentions whose pairs are scored at once: with 1,000 mentions about 30 MB."""


class MentionScorer:
    """The nets, whose mean score counts, with the reader of kinds and the weights for documents.

    ``threshold`` is the mean probability from which clusters of mentions are joined; a mention that speaks of no event in
    particular with a probability above ``alone`` is joined to nothing; ``stories`` weighs documents.
    """

    def __init__(self, path: Path) -> None:
        """Open the nets.

        Raises:
            ModelError: the file is missing or damaged, or made for other features.
        """
        try:
            with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as held:
                parts = {name: held[name].astype(np.float32) for name in NAMES}
                self.reader = str(held["reader"])
        except (OSError, ValueError, KeyError) as trouble:
            raise ModelError(f"{path}: the linker cannot be read ({trouble}). Install saidso again.") from trouble
        self._mean, self._spread = parts["mean"], parts["spread"]
        self._kinds, self._kinds_bias = parts["kinds"], parts["kinds_bias"]
        self._project, self._project_bias = parts["project"], parts["project_bias"]
        self._hidden, self._hidden_bias = parts["hidden"], parts["hidden_bias"]
        self._out, self._out_bias = parts["out"], parts["out_bias"]
        self.threshold, self.alone = float(parts["threshold"]), float(parts["alone"])
        mean, spread, weights = (parts[f"story_{name}"] for name in ("mean", "spread", "weights"))
        self.stories = StoryScorer(mean, spread, weights, float(parts["story_bias"]))
        for knows, has in ((len(self._mean), FEATURES + KIND_FEATURES), (len(self.stories.mean), COLUMNS)):
            if knows != has:
                told = f"{path}: the linker knows {knows} features where saidso has {has}."
                raise ModelError(f"{told} Install saidso again.")

    def require(self, reader: str) -> None:
        """Refuse a reader whose vectors the net was not trained on.

        Raises:
            ModelError: it was another reader.
        """
        if reader != self.reader:
            raise ModelError(f"the linker was trained on vectors of {self.reader}, not of {reader}. Use the reader that ships.")

    def kinds(self, vectors: Matrix) -> Matrix:
        """(m, kinds): how likely each mention is of each of ``mention_kinds.KINDS``."""
        return softmax(vectors @ self._kinds + self._kinds_bias)

    def probabilities(self, features: Matrix, vectors: Matrix, incidents: NDArray[np.int64]) -> Matrix:
        """How likely each two mentions are one event.

        Args:
            features: (m, m, FEATURES) of ``mention_pairs.features``.
            vectors: (m, 640) of ``understand.event_sights_in``; zeros for a mention that no model saw.
            incidents: (m,), the number of the incident that the mention's document tells of.

        Returns:
            (m, m), symmetric as far as its inputs are.
        """
        shorts = [vectors @ weights + bias for weights, bias in zip(self._project, self._project_bias, strict=True)]
        unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
        kinds = self.kinds(vectors)
        found = np.empty(features.shape[:2], dtype=np.float32)
        for at in range(0, len(vectors), ROWS):
            rows = slice(at, at + ROWS)
            cosine = (unit[rows] @ unit.T)[:, :, None]
            told = np.concatenate((features[rows], kind_features(kinds, incidents, rows)), axis=-1)
            told = np.clip((told - self._mean) / self._spread, -6, 6)
            found[rows] = np.mean([self._scores(net, told, shorts[net], rows, cosine) for net in range(len(shorts))], axis=0)
        return np.asarray(1 / (1 + np.exp(-found)))

    def _scores(self, net: int, told: Matrix, short: Matrix, rows: slice, cosine: Matrix) -> Matrix:
        mine, theirs = short[rows, None, :], short[None, :, :]
        given = np.concatenate((told, mine * theirs, np.abs(mine - theirs), cosine), axis=-1)
        return np.asarray(_gelu(given @ self._hidden[net] + self._hidden_bias[net]) @ self._out[net] + self._out_bias[net])


def softmax(scores: Matrix) -> Matrix:
    """Scores of rows as probabilities."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def _gelu(values: Matrix) -> Matrix:
    """As PyTorch's "tanh" form of it."""
    return np.asarray(0.5 * values * (1 + np.tanh(0.7978846 * (values + 0.044715 * values**3))))


@lru_cache(maxsize=1)
def mention_scorer() -> MentionScorer:
    """The net that ships with saidso, read once per process."""
    return MentionScorer(DATA)
