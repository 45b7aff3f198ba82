"""When a time is what a line of tests/data says of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from saidso.values.when import When


def published(line: dict[str, Any]) -> date | None:
    """The day of publication; None where only a month or nothing is known."""
    said = line.get("published") or ""
    return date.fromisoformat(said) if len(said) == 10 else None


def allowed(line: dict[str, Any]) -> list[dict[str, Any]]:
    """Every right reading of a line."""
    return line.get("expect_any") or [line["expect"]]


def gives_days(when: When | None, expected: list[dict[str, Any]]) -> bool:
    """Whether the days are those of one right reading, or all candidates are right readings."""
    if when is None:
        return any(reading.get("none") for reading in expected)
    days = [(reading["earliest"], reading["latest"]) for reading in expected if not reading.get("none")]
    if when.candidates:
        return {(str(a), str(b)) for a, b in when.candidates} <= set(days)
    return (when.earliest and str(when.earliest), when.latest and str(when.latest)) in days


def gives_all(when: When | None, expected: list[dict[str, Any]]) -> bool:
    """Whether days, granularity and what it is relative to are those of one right reading."""
    if when is None or when.candidates:
        return gives_days(when, expected)
    return any(
        not reading.get("none")
        and gives_days(when, [reading])
        and reading["granularity"] in (None, when.granularity)
        and reading["relative_to"] == when.relative_to
        for reading in expected
    )
