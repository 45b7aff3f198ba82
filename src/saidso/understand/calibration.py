"""From a model's score to the share of such decisions that are right: two numbers a decision, fitted on the dev split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

DECISIONS = ("event", "status", "argument", "attribution", "stance")
"""What is calibrated: an event with its type; its status; an argument; a content with its source; its stance."""

EDGE = 1e-4


class Calibration:
    """``of(decision, score)`` is sigmoid(scale * logit(score) + shift); a decision without numbers keeps its score."""

    def __init__(self, numbers: Mapping[str, Sequence[float]]) -> None:
        self._numbers = {decision: (float(scale), float(shift)) for decision, (scale, shift) in numbers.items()}

    def of(self, decision: str, score: float) -> float:
        """The calibrated probability, in (0, 1). Rising in ``score``: it never changes what is read, only how sure it is.

        Scores nearer to 0 or 1 than ``EDGE`` count as that near.
        """
        scale, shift = self._numbers.get(decision, (1.0, 0.0))
        inside = min(1.0 - EDGE, max(EDGE, float(score)))
        return 1.0 / (1.0 + exp(-(scale * log(inside / (1.0 - inside)) + shift)))
