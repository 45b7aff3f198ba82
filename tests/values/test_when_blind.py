"""Floors on 401 times written without sight of the code (tests/data/values/when.jsonl; see tests/data/README.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from when_expectations import allowed, gives_all, gives_days, published

from saidso.values.when import When, find_whens

CASES = Path(__file__).resolve().parent.parent / "data" / "values" / "when.jsonl"


def found(line: dict[str, Any]) -> When | None:
    """The time found nearest to the line's span, or None."""
    start, end = line["span"]
    hits = find_whens(line["text"], published_on=published(line), language=line.get("language", "en"))
    near = [(abs(a - start) + abs(b - end), i) for i, (a, b, _) in enumerate(hits) if a < end and start < b]
    return hits[min(near)[1]][2] if near else None


def test_blind_times_hold_their_floors() -> None:
    """Of 401 times at least 398 give the right days and 394 also their granularity and anchor; what is wrong is printed."""
    lines = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    right = whole = 0
    for line in lines:
        when, expected = found(line), allowed(line)
        right += gives_days(when, expected)
        whole += gives_all(when, expected)
        if not gives_all(when, expected):
            got = when and (str(when.earliest), str(when.latest), when.granularity, when.relative_to, when.rule)
            print(f"{line['id']}: {line['text'][slice(*line['span'])]!r} in {line['text']!r}: {got}, expected {expected}")
    assert len(lines) == 401
    assert (right, whole) >= (398, 394), f"{right} right days, {whole} right in all"
    assert right >= 398 and whole >= 394, f"{right} right days, {whole} right in all"
