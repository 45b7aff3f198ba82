"""Calibrated confidences: probabilities, in the order of the scores."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from saidso.understand.calibration import Calibration

SCORES = st.floats(0.0, 1.0)


@given(SCORES, SCORES, st.floats(0.05, 3.0), st.floats(-3.0, 3.0))
def test_a_higher_score_never_becomes_a_lower_probability(one: float, other: float, scale: float, shift: float) -> None:
    """Calibration says how sure a decision is; it never turns two decisions round."""
    sure = Calibration({"event": (scale, shift)}).of
    low, high = sorted((one, other))
    assert 0.0 < sure("event", low) <= sure("event", high) < 1.0


@given(st.floats(0.001, 0.999))
def test_a_decision_without_numbers_keeps_its_score(score: float) -> None:
    """A model folder without calibration reads as before."""
    assert abs(Calibration({}).of("stance", score) - score) < 1e-9
