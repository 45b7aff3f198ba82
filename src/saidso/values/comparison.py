"""What two values of one slot are to each other, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Agreement(StrEnum):
    """The four answers of every ``compare``."""

    SAME = "same"
    COMPATIBLE = "compatible"
    CONTRADICTORY = "contradictory"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An answer with its reason in words a coder would use.

    ``kind`` is one of the kinds of accord (DESIGN.md section 3) where one applies, else None:
    numeric-disjoint, numeric-overlap, exclusive, granularity, population-mismatch.
    ``compare(a, b)`` and ``compare(b, a)`` give equal ``agreement`` and ``kind``.
    """

    agreement: Agreement
    reason: str
    kind: str | None = None
