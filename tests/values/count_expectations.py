"""How a count is judged against what is written beside a case: the liberties of the cases' README, and no others."""

from __future__ import annotations

from typing import Any

from saidso.values.count import Count
from saidso.values.count_nouns import EVERYBODY


def readings(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The expectations of a case, best first; any one of them is right."""
    found: list[dict[str, Any]] = case.get("expect_any") or [case["expect"]]
    return found


def fits(count: Count, expect: dict[str, Any]) -> bool:
    """Whether bounds and flags are the expected ones. "Up to n" may start at 0 or 1, "about n" may be any range around n."""
    if expect.get("none") or (count.exact, count.vague) != (expect["exact"], expect["vague"]):
        return False
    low, high = expect["low"], expect["high"]
    if expect.get("modifier") in ("about", "nearly") and low == high and count.low is not None:
        return count.low <= low and (count.high is None or count.high >= low)
    if expect.get("modifier") == "at_most" and count.low in (0, 1) and low in (0, 1):
        return count.high == high
    return (count.low, count.high) == (low, high)


def is_whole(count: Count, expect: dict[str, Any], behind: str) -> bool:
    """Whether population, outcome and subset are the expected ones too.

    A noun that is carried over from an earlier number ("12 wounded" after "seven soldiers") may be left out; ``behind`` is the
    text behind the number, where a noun of its own would stand.
    """
    wanted, given = _whom(expect.get("population")), _whom(count.population)
    elided = given is None and wanted is not None and wanted[:4] not in behind.split(".")[0].lower()
    return (given == wanted or elided) and count.outcome == expect.get("outcome") and count.subset == expect.get("subset", False)


def _whom(population: str | None) -> str | None:
    return None if population in EVERYBODY else population


def told(count: Count | None) -> str:
    """A count in one line, for a failing test to print."""
    if count is None:
        return "nothing"
    flags = f"{'exact ' if count.exact else ''}{'vague ' if count.vague else ''}{'part ' if count.subset else ''}"
    return f"{count.low} to {count.high} {flags}{count.population} {count.outcome} ({count.words!r})"
