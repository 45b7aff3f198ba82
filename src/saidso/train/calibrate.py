"""How sure is sure: the numbers that turn a model's scores into shares of right decisions, fitted on the gold's dev split."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from saidso.nouns.claim import Attribution, EventMention
from saidso.nouns.span import Span
from saidso.train.corpora import Annotated, GoldAttribution, GoldEvent, Pair
from saidso.understand.calibration import EDGE
from saidso.understand.model import Mentions

Floats = NDArray[np.float64]
Gold = TypeVar("Gold", GoldEvent, GoldAttribution)
Found = TypeVar("Found", EventMention, Attribution)
FOLDS = 5
BINS = 10
TOWARDS_IDENTITY = 1.0
"""Strength of the pull to scale 1 and shift 0: a decision with few cases keeps its scores."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decision of the model: which kind, in which document, its score, and whether it was right."""

    decision: str
    document: str
    score: float
    right: bool


def outcomes(document: Annotated, mentions: Mentions) -> Iterator[Outcome]:
    """Every decision of ``mentions`` held against the annotation; those on a mention that does not exist are not judged."""
    events = matched(document.events or (), mentions.events, lambda g, p: _overlap(g.trigger, p.trigger))
    for event in mentions.events:
        gold = events.get(event.id)
        yield Outcome("event", document.doc_id, event.confidence, gold is not None and gold.type == event.type.value)
        if gold is not None:
            yield Outcome("status", document.doc_id, event.status_confidence, gold.status == event.status.value)
            yield from _arguments(document.doc_id, event, gold)
    voices = matched(document.attributions or (), mentions.attributions, lambda g, p: _alike(g.content[0], p.content[0]))
    for attribution in mentions.attributions:
        told = voices.get(attribution.id)
        right = told is not None and _same_source(told, attribution)
        yield Outcome("attribution", document.doc_id, attribution.confidence, right)
        if told is not None:
            yield Outcome("stance", document.doc_id, attribution.stance_confidence, told.stance == attribution.stance.value)
    for event in mentions.events:
        yield from _claims(document, event, events.get(event.id), mentions.attributions)


def _claims(document: Annotated, event: EventMention, gold: GoldEvent | None, found: Sequence[Attribution]) -> Iterator[Outcome]:
    """Type, stance and source together, as the ledger holds them: one claim a voice, or the document's own."""
    known = gold is not None and gold.type == event.type.value
    told = [a for a in document.attributions or () if gold is not None and gold.id in a.about]
    held = [a for a in found if event.id in a.about]
    if not held:
        yield Outcome("claim", document.doc_id, event.confidence, known and not told)
    for a in held:
        right = known and any(g.stance == a.stance.value and _same_source(g, a) for g in told)
        yield Outcome("claim", document.doc_id, event.confidence * a.confidence * a.stance_confidence, right)


def _arguments(document: str, event: EventMention, gold: GoldEvent) -> Iterator[Outcome]:
    for a in (*event.arguments, *event.doubtful):
        right = any(role == a.role.value and _alike(span, a.span) for role, span in gold.arguments)
        yield Outcome("argument", document, a.confidence, right)


def _same_source(gold: GoldAttribution, found: Attribution) -> bool:
    if not gold.source or found.source is None:
        return not gold.source and found.source is None
    return _overlap(gold.source[0], found.source) > 0


def matched(gold: Sequence[Gold], found: Sequence[Found], score: Callable[[Gold, Found], float]) -> dict[str, Gold]:
    """Id of each found thing -> the gold one it is, one to one, the best fits first."""
    pairs = sorted(((score(g, p), -i, -k) for i, g in enumerate(gold) for k, p in enumerate(found)), reverse=True)
    taken: set[int] = set()
    out: dict[str, Gold] = {}
    for fit, i, k in pairs:
        if fit > 0 and -i not in taken and found[-k].id not in out:
            taken.add(-i)
            out[found[-k].id] = gold[-i]
    return out


def _overlap(gold: Pair, found: Span) -> float:
    return max(0, min(gold[1], found.end) - max(gold[0], found.start))


def _alike(gold: Pair, found: Span) -> float:
    """Shared part of two spans, 0 below a half (the fit that gold_tool.py asks for)."""
    shared = _overlap(gold, found)
    share = shared / (gold[1] - gold[0] + found.end - found.start - shared)
    return share if share >= 0.5 else 0.0


def fit(scores: Floats, right: Floats) -> tuple[float, float]:
    """Scale and shift of a logistic regression on the scores' logits, by Newton's method, pulled to (1, 0)."""
    x = np.stack([_logit(scores), np.ones_like(scores)])

    def loss(numbers: Floats) -> float:
        z = numbers @ x
        pull = 0.5 * TOWARDS_IDENTITY * float(((numbers - [1.0, 0.0]) ** 2).sum())
        return float((np.logaddexp(0.0, z) - right * z).sum()) + pull

    numbers = np.array([1.0, 0.0])
    for _ in range(30):
        p = _sigmoid(numbers @ x)
        slope = x @ (right - p) - TOWARDS_IDENTITY * (numbers - [1.0, 0.0])
        step = np.linalg.solve((x * (p * (1 - p))) @ x.T + TOWARDS_IDENTITY * np.eye(2), slope)
        while loss(numbers + step) > loss(numbers) and float(np.abs(step).max()) > 1e-6:
            step = step / 2
        numbers = numbers + step
    return round(max(0.05, float(numbers[0])), 4), round(float(numbers[1]), 4)


def calibrated(scores: Floats, numbers: tuple[float, float]) -> Floats:
    """The scores after scale and shift; the same as ``Calibration.of``."""
    return _sigmoid(numbers[0] * _logit(scores) + numbers[1])


def expected_error(probabilities: Floats, right: Floats) -> float:
    """Expected calibration error: mean gap between probability and share of right ones over ten bins of equal width."""
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    gaps = [abs(float((right - probabilities)[bins == b].sum())) for b in range(BINS)]
    return sum(gaps) / max(1, len(right))


def held_out_error(found: Sequence[Outcome]) -> float:
    """The calibration error when each fifth of the documents is judged by numbers fitted on the others."""
    documents = sorted({o.document for o in found})
    fold = {document: i % FOLDS for i, document in enumerate(documents)}
    scores = np.array([o.score for o in found])
    right = np.array([float(o.right) for o in found])
    where = np.array([fold[o.document] for o in found])
    out = np.empty_like(scores)
    for k in range(FOLDS):
        if (where == k).any():
            out[where == k] = calibrated(scores[where == k], fit(scores[where != k], right[where != k]))
    return expected_error(out, right)


def risk_coverage(
    found: Sequence[Outcome], shares: Sequence[float] = (1.0, 0.9, 0.8, 0.6, 0.4, 0.2)
) -> list[tuple[float, float]]:
    """(share kept, share wrong among them) when only the surest decisions are kept; nothing without decisions."""
    order = sorted(found, key=lambda o: -o.score)
    kept = [(share, order[: max(1, round(share * len(order)))]) for share in shares]
    return [(share, sum(not o.right for o in part) / len(part)) for share, part in kept if part]


def _logit(scores: Floats) -> Floats:
    inside = np.clip(scores, EDGE, 1 - EDGE)
    return np.log(inside / (1 - inside))  # type: ignore[no-any-return]


def _sigmoid(z: Floats) -> Floats:
    return 0.5 * (1.0 + np.tanh(0.5 * z))  # type: ignore[no-any-return]
