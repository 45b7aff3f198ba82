"""Floors on 200 time phrases of annotated reports, which stand beside the repository and not in it (tests/data/README.md)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from when_expectations import allowed, gives_days, published

from saidso.values.when import When, day_order, read_when, read_when_in

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "values" / "when_sample.jsonl"
GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"


def documents() -> dict[str, Any]:
    """The annotated documents by id; the test is skipped where they are not at hand."""
    if not (GOLD / "docs.jsonl").exists():
        pytest.skip(f"no annotated documents in {GOLD}: put the shared folder beside the checkout to run this test")
    return {row["doc_id"]: row for row in map(json.loads, (GOLD / "docs.jsonl").read_text(encoding="utf-8").splitlines())}


def read(document: dict[str, Any], span: list[int]) -> When | None:
    day, text = published(document), document["text"]
    return read_when_in(text, (span[0], span[1]), published_on=day, day_first=day_order(text, published_on=day))


def verdict(when: When | None, expected: list[dict[str, Any]]) -> str:
    """right, open (words without days, or none read) or wrong (days that no right reading gives)."""
    if gives_days(when, expected):
        return "right"
    return "open" if when is None or (when.earliest is None and when.latest is None) or when.candidates else "wrong"


@pytest.mark.parametrize("doubtful", [False, True])
def test_sampled_times_hold_their_floors(doubtful: bool) -> None:
    """At most 3 in 100 time phrases get wrong days; with and without the documents whose own dates contradict each other."""
    texts, counts = documents(), Counter[str]()
    lines = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if line.get("doubtful") and not doubtful:
            continue
        when = read(texts[line["doc_id"]], line["span"])
        counts[verdict(when, allowed(line))] += 1
        counts["unread"] += when is None and not any(expected.get("none") for expected in allowed(line))
        if verdict(when, allowed(line)) != "right":
            print(f"{line['n']} {line['doc_id']} {line['span']}: {verdict(when, allowed(line))}, expected {allowed(line)}")
    total = counts["right"] + counts["open"] + counts["wrong"]
    assert len(lines) == 200
    assert counts["wrong"] <= 0.03 * total, counts
    assert counts["right"] >= 0.98 * total, counts


def test_nearly_all_time_arguments_are_read() -> None:
    """Of the time arguments of the annotated training reports at least 98 in 100 give a value (the bar is 90)."""
    texts, seen, read_ones = documents(), set[tuple[Any, ...]](), 0
    for row in map(json.loads, (GOLD / "train.jsonl").read_text(encoding="utf-8").splitlines()):
        document = texts[row["doc_id"]]
        for argument in (argument for event in row["events"] for argument in event["args"] if argument["role"] == "time"):
            key = (row["doc_id"], *argument["span"])
            if key not in seen:
                seen.add(key)
                read_ones += read_when(document["text"][slice(*argument["span"])], published_on=published(document)) is not None
    assert read_ones >= 0.98 * len(seen), f"{read_ones} of {len(seen)}"
