"""Fitting the calibration: what is judged, and that the fit finds what was planted."""

from __future__ import annotations

import numpy as np

from saidso.nouns.claim import Argument, Attribution, EventMention, Role, Stance
from saidso.nouns.span import Span
from saidso.train.calibrate import Outcome, calibrated, expected_error, fit, held_out_error, outcomes, risk_coverage
from saidso.train.corpora import Annotated, GoldAttribution, GoldEvent
from saidso.understand.model import Mentions
from saidso.values.event_type import EventType, Status

TEXT = "Rebels killed two guards, the mayor said."


def test_the_fit_finds_a_planted_over_confidence() -> None:
    """Scores that claim twice the logit of the true share are drawn back by a scale of about one half."""
    rng = np.random.default_rng(7)
    logits = rng.normal(0.0, 2.0, 4000)
    right = (rng.random(4000) < 1 / (1 + np.exp(-logits))).astype(float)
    scores = 1 / (1 + np.exp(-2 * logits))
    scale, shift = fit(scores, right)
    assert abs(scale - 0.5) < 0.05
    assert abs(shift) < 0.1
    assert expected_error(calibrated(scores, (scale, shift)), right) < 0.03 < expected_error(scores, right)


def test_few_cases_leave_the_scores_alone() -> None:
    """Without evidence the calibration stays near identity."""
    scale, shift = fit(np.array([0.5]), np.array([1.0]))
    assert abs(scale - 1.0) < 0.5
    assert abs(shift) < 0.5


def test_numbers_that_split_perfectly_do_not_run_away() -> None:
    """All right above a half, all wrong below: the fit still ends in finite numbers."""
    scores = np.array([0.05, 0.1, 0.2, 0.8, 0.9, 0.95] * 40)
    scale, shift = fit(scores, (scores > 0.5).astype(float))
    assert np.isfinite([scale, shift]).all()


def test_the_held_out_error_is_judged_on_other_documents() -> None:
    """Documents whose scores mean something else than everywhere else show as error."""
    odd = [Outcome("event", "odd", 0.9, False) for _ in range(50)]
    plain = [Outcome("event", f"d{i % 20}", 0.9, i // 20 != 0) for i in range(200)]
    assert held_out_error(plain) < 0.05
    assert held_out_error(plain + odd) > 0.1


def test_each_decision_is_held_against_the_annotation() -> None:
    """A right event with a wrong status, a right and a spurious argument, a source that is another's."""
    gold = Annotated(
        corpus="gold",
        doc_id="d",
        text=TEXT,
        sentences=((0, len(TEXT)),),
        events=(
            GoldEvent(
                id="E1",
                trigger=(7, 13),
                type="killing",
                status="happened",
                incident="I1",
                arguments=(("actor", (0, 6)),),
            ),
        ),
        attributions=(GoldAttribution(id="A1", source=((26, 35),), cue=((36, 40),), content=((0, 24),), stance="says"),),
    )
    event = EventMention(
        id="E1",
        trigger=Span(7, 13),
        type=EventType.KILLING,
        status=Status.NEGATED,
        incident="I1",
        arguments=(Argument(role=Role.ACTOR, span=Span(0, 6)), Argument(role=Role.TARGET, span=Span(26, 35))),
    )
    spurious = EventMention(id="E2", trigger=Span(36, 40), type=EventType.ATTACK, status=Status.HAPPENED, incident="I2")
    voice = Attribution(id="A1", source=Span(0, 6), cue=Span(36, 40), content=(Span(0, 24),), stance=Stance.SAYS)
    found = list(outcomes(gold, Mentions(events=(event, spurious), attributions=(voice,))))
    assert [(o.decision, o.right) for o in found] == [
        ("event", True),
        ("status", False),
        ("argument", True),
        ("argument", False),
        ("event", False),
        ("attribution", False),
        ("stance", True),
        ("claim", True),
        ("claim", False),
    ]


def test_without_decisions_there_is_no_risk() -> None:
    """A model that finds nothing is described by no figures, not by a crash; the surest are kept first."""
    assert risk_coverage([]) == []
    found = [Outcome("claim", "d", 0.9, True), Outcome("claim", "d", 0.2, False)]
    assert risk_coverage(found, (1.0, 0.5)) == [(1.0, 0.5), (0.5, 0.0)]
