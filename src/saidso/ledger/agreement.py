"""How far two reviewers agree: Krippendorff's alpha and F1 per field, and what differs between them. Pure.

Alpha: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section 4, for any number of reviewers with values
missing: 1 - observed / expected disagreement over all pairs of values that two reviewers gave one unit. 1 is agreement in
all, 0 what chance gives, below 0 worse than chance. F1 is that of one reviewer's values against the other's; it is the same
both ways, and silence of both counts for neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from saidso.nouns.claim import Claim
from saidso.nouns.judgement import Decision, Judgement, review_of
from saidso.values.count import read_count
from saidso.values.count_type import Count

Score = str | float
"""A word (nominal), or a number (interval, ratio)."""
Difference = Callable[[Score, Score], float]

MACHINE_FIELDS = ("type", "status", "stance", "voice")
"""Fields that every claim has; its slots come beside them."""


def nominal(one: Score, other: Score) -> float:
    """Words agree or they do not."""
    return float(one != other)


def interval(one: Score, other: Score) -> float:
    """Numbers differ by the square of their distance."""
    return (float(one) - float(other)) ** 2


def ratio(one: Score, other: Score) -> float:
    """Numbers differ by the square of their distance in parts of their sum: 2 and 4 as 200 and 400. Fit for tolls."""
    a, b = float(one), float(other)
    return 0.0 if a == b else ((a - b) / (a + b)) ** 2


def alpha(units: Iterable[Sequence[Score | None]], difference: Difference = nominal) -> float | None:
    """Krippendorff's alpha over units, each with one value per reviewer (None: gave none).

    Returns:
        None where it cannot be computed: no unit has two values, or all values of all units are one and the same, so that
        nothing could have differed.
    """
    paired = [values for unit in units if len(values := [value for value in unit if value is not None]) > 1]
    every = Counter(value for values in paired for value in values)
    many = every.total()
    observed = sum(
        2 * difference(one, other) / (len(values) - 1) for values in paired for one, other in combinations(values, 2)
    )
    expected = sum(
        2 * difference(one, other) * every[one] * every[other] for one, other in combinations(every, 2)
    )
    # Both sums run over ordered pairs; many - 1 is what is left of the two normalisations n and n(n - 1).
    return None if not expected else 1 - (many - 1) * observed / expected


def f1(one: Mapping[str, str | None], other: Mapping[str, str | None]) -> float | None:
    """F1 of the values (claim id -> value, None for none) of one reviewer against the other's; None where neither gave any."""
    given = [sum(value is not None for value in each.values()) for each in (one, other)]
    same = sum(value is not None and other.get(claim) == value for claim, value in one.items())
    return None if not sum(given) else 2 * same / sum(given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What one person made of one claim: "accept" or "reject", and the fields as they stand for that person ("" is silence)."""

    claim: str
    person: str
    decision: str
    fields: tuple[tuple[str, str], ...]

    def value(self, field: str) -> str | None:
        """The value of a field, None where the claim was rejected or does not say."""
        given = self.decision if field == "decision" else dict(self.fields).get(field)
        return given or None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """Agreement on one field: over how many claims both gave a value, F1, and alpha with its measure of difference."""

    field: str
    claims: int
    f1: float | None
    alpha: float | None
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A field of a claim on which two people differ, each with their value; "" where the claim does not say or was rejected."""

    claim: str
    field: str
    values: tuple[tuple[str, str], ...]


def coding_of(claim: Claim, judgements: Iterable[Judgement], person: str, *, until: datetime | None = None) -> Coding | None:
    """What a person made of a claim by these judgements (up to a moment); None while there is no decision of theirs."""
    own = [each for each in judgements if each.person == person and (until is None or each.made_at <= until)]
    review = review_of(claim, own)
    if not review.judgements:
        return None
    if any(each.decision == Decision.REJECT for each in review.judgements):
        return Coding(claim=claim.id, person=person, decision="reject", fields=())
    fields = machine_fields(claim) | review.edits
    return Coding(claim=claim.id, person=person, decision="accept", fields=tuple(sorted(fields.items())))


def machine_fields(claim: Claim) -> dict[str, str]:
    """What the machine read, field by field, in words that an edit would use; several values of a slot are parted by ";"."""
    named = (claim.event_type.value, claim.status.value, claim.stance.value, claim.origin.resolved)
    fields = dict(zip(MACHINE_FIELDS, named, strict=True))
    for value in claim.values:
        if not value.doubtful:
            before = fields.get(value.slot)
            fields[value.slot] = f"{before}; {value.evidence.quote}" if before else value.evidence.quote
    return fields


def agreement(codings: Iterable[Coding], numbers: Iterable[str]) -> list[FieldAgreement]:
    """Agreement per field between two people, over the claims that both decided on; the decision itself comes first.

    Args:
        codings: of exactly two people.
        numbers: the slots that hold numbers: alpha takes them as ratios there, by their lower bound.
    """
    pairs = _pairs(codings)
    counted = frozenset(numbers)
    fields = ["decision", *sorted({field for pair in pairs for coding in pair for field, _ in coding.fields})]
    return [_of_field(field, pairs, number=field in counted) for field in fields]


def differing(codings: Iterable[Coding]) -> list[Differing]:
    """Only what differs between two people, claim by claim: what adjudication has to look at.

    Where one rejects what the other accepts, the decision is what differs, and no field.
    """
    found = []
    for one, other in _pairs(codings):
        fields = ["decision"]
        if one.decision == other.decision:
            fields = sorted({field for coding in (one, other) for field, _ in coding.fields})
        for field in fields:
            values = [(coding.person, coding.value(field) or "") for coding in (one, other)]
            if values[0][1] != values[1][1]:
                found.append(Differing(claim=one.claim, field=field, values=tuple(values)))
    return found


def _pairs(codings: Iterable[Coding]) -> list[tuple[Coding, Coding]]:
    by_claim: dict[str, list[Coding]] = {}
    for coding in codings:
        by_claim.setdefault(coding.claim, []).append(coding)
    return [(both[0], both[1]) for both in (sorted(each, key=lambda c: c.person) for each in by_claim.values()) if len(both) == 2]


def _of_field(field: str, pairs: Sequence[tuple[Coding, Coding]], *, number: bool) -> FieldAgreement:
    values = [(one.claim, one.value(field), other.value(field)) for one, other in pairs]
    units: list[tuple[Score | None, Score | None]] = [(one, other) for _, one, other in values]
    if number:
        units = [(_number(one), _number(other)) for one, other in units]
    return FieldAgreement(
        field=field,
        claims=sum(None not in unit for unit in units),
        f1=f1({claim: one for claim, one, _ in values}, {claim: other for claim, _, other in values}),
        alpha=alpha(units, ratio if number else nominal),
        measure="ratio" if number else "nominal",
    )


def _number(words: Score | None) -> float | None:
    """The lower bound of a number as said, its upper where there is no lower; None where no number is read."""
    count: Count | None = read_count(str(words)) or read_count(f"{words} people") if words is not None else None
    bound = None if count is None else count.high if count.low is None else count.low
    return None if bound is None else float(bound)
