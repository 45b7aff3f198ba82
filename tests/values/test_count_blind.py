"""Counts on cases whose writer had not seen the code (tests/data/README.md), and on real arguments where their texts are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from count_expectations import fits, is_whole, readings, told

from saidso.values.count import Count, find_counts, read_count

DATA = Path(__file__).resolve().parents[1] / "data"
# The texts of the sample are publishers' own and stay outside; a clone without them skips that test, visibly.
TEXTS = Path(__file__).resolve().parents[3] / "shared" / "gold" / "docs.jsonl"

needs_texts = pytest.mark.skipif(
    not TEXTS.is_file(), reason="the sample's texts (shared/gold/docs.jsonl) are not beside this checkout"
)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _hits(case: dict[str, Any]) -> list[Count]:
    start, end = case["span"]
    found = find_counts(case["text"], language=case.get("language", "en"))
    return [count for a, b, count in found if a < end and start < b]


def _value_right(hits: list[Count], expect: dict[str, Any]) -> bool:
    return not hits if expect.get("none") else len(hits) == 1 and fits(hits[0], expect)


def _whole_right(hits: list[Count], expect: dict[str, Any], behind: str) -> bool:
    return _value_right(hits, expect) and (not hits or is_whole(hits[0], expect, behind))


def _failures(cases: list[dict[str, Any]], whole: bool) -> list[str]:
    failed = []
    for case in cases:
        hits, behind = _hits(case), case["text"][case["span"][1] :]
        if not any(_whole_right(hits, e, behind) if whole else _value_right(hits, e) for e in readings(case)):
            given = " and ".join(told(hit) for hit in hits) or "nothing"
            failed.append(f"{case['id']} {case['text']!r}: {given}, not {readings(case)[0]}")
    return failed


@pytest.mark.parametrize(("whole", "floor"), [(False, 0.99), (True, 0.94)], ids=["bounds", "with whom and what"])
def test_blind_cases_are_right(whole: bool, floor: float) -> None:
    """Of the cases written without sight of the code, so many are read as written; each failure prints its line."""
    cases = _lines(DATA / "values" / "count.jsonl")
    failed = _failures(cases, whole)
    assert len(cases) >= 400
    assert len(failed) <= (1 - floor) * len(cases), "\n".join(failed)


def test_pinned_cases_keep_whom_and_what() -> None:
    """The pinned number phrases keep population, outcome and part too, not only their bounds."""
    cases = [case for case in _lines(DATA / "value_cases.jsonl") if case["kind"] == "count"]
    failed = _failures(cases, whole=True)
    assert len(failed) <= 0.02 * len(cases), "\n".join(failed)


def _read_right(case: dict[str, Any], count: Count) -> bool:
    if case.get("floor_open"):
        # "Some" and "a number of" are in no table of the README: flag and word are judged, not the floor.
        return count.vague and count.high is None
    return any(fits(count, expect) for expect in readings(case))


@needs_texts
def test_real_arguments_are_readable_and_right() -> None:
    """Of 200 real count arguments, at least 95 of 100 give a number and at most 3 of 100 a wrong one."""
    texts = {one["doc_id"]: one["text"] for one in _lines(TEXTS)}
    sample = _lines(DATA / "values" / "count_sample.jsonl")
    unread, wrong = [], []
    for case in sample:
        words = texts[case["doc_id"]][slice(*case["span"])]
        count, none = read_count(words), any(expect.get("none") for expect in readings(case))
        if count is None and not none:
            unread.append(f"{case['id']} {words!r}")
        if count is not None and not _read_right(case, count):
            wrong.append(f"{case['id']} {words!r}: {told(count)}, not {readings(case)[0]}")
    assert len(sample) == 200
    assert len(unread) <= 0.05 * len(sample), "\n".join(unread)
    assert len(wrong) <= 0.03 * len(sample), "\n".join(wrong)


@needs_texts
def test_real_arguments_are_found_in_their_text() -> None:
    """The same arguments are found in running text with whom they count and what befell them, far more often than not."""
    texts = {one["doc_id"]: one["text"] for one in _lines(TEXTS)}
    missed, unlike = [], []
    sample = _lines(DATA / "values" / "count_sample.jsonl")
    for case in sample:
        (start, end), text = case["span"], texts[case["doc_id"]]
        since = max(0, start - 400)
        hits = [c for a, b, c in find_counts(text[since : end + 300]) if a + since < end and start < b + since]
        right = [e for e in readings(case) if _value_right(hits, e)]
        if not right and not (case.get("floor_open") and (not hits or hits[0].vague)):
            missed.append(f"{case['id']}: {[told(h) for h in hits]}")
        elif right and not any(_whole_right(hits, e, text[end : end + 60]) for e in right):
            unlike.append(f"{case['id']}: {[told(h) for h in hits]}, not {right[0]}")
    assert len(missed) <= 0.02 * len(sample), "\n".join(missed)
    assert len(unlike) <= 0.13 * len(sample), "\n".join(unlike)
