"""Generated cases of origins: what stands behind one value is counted as the cases were made (``bench/origin_cases.py``)."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from saidso.link.predict import predict_origins

ROOT = Path(__file__).resolve().parents[2]
MORE = (ROOT / "tests" / "data" / "independence_more.jsonl").read_text(encoding="utf-8").splitlines()
CASES = 120
FLOOR = 120
"""Of 120 cases so many are exact in lo, hi and partition (22 November 2026). The wordings are those the rules were tuned on."""


@pytest.fixture(scope="module")
def generator() -> Iterator[ModuleType]:
    """``bench/origin_cases.py`` with its neighbours, as a script finds them."""
    before = list(sys.path)
    sys.path.insert(0, str(ROOT / "bench"))
    spec = importlib.util.spec_from_file_location("origin_cases", ROOT / "bench" / "origin_cases.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["origin_cases"] = module
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = before
    for name in ("origin_cases", "origin_words", "origin_voices"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize("case", [json.loads(line) for line in MORE], ids=lambda case: f"{case['case']} {case['why']}")
def test_our_own_planted_case(case: dict[str, Any]) -> None:
    """Cases thought through by hand beside the sixteen given ones: relays, offices, houses, background, echoes."""
    found = predict_origins(case)
    assert (found["lo"], found["hi"], sorted(found["origins"])) == (case["lo"], case["hi"], sorted(case["gold_origins"]))


def test_generated_cases(generator: ModuleType) -> None:
    """As many are exact as were, and one origin is taken for a corroboration in at most 2 of 100 cases with lo 1."""
    exact = single = too_many = 0
    for at in range(CASES):
        case = generator.make_case(f"pinned-{at}", "tuned")
        found = predict_origins(case)
        exact += (found["lo"], found["hi"], sorted(found["origins"])) == (case["lo"], case["hi"], case["gold_origins"])
        single += case["lo"] == 1
        too_many += case["lo"] == 1 and found["lo"] > 1
    assert exact >= FLOOR
    assert too_many <= 0.02 * single


def test_a_case_is_made_again_the_same(generator: ModuleType) -> None:
    """One seed makes one case, and its parts hold exactly the documents that are no distractors."""
    case = generator.make_case("again", "tuned")
    assert case == generator.make_case("again", "tuned")
    held = {name for part in case["gold_origins"] for name in part}
    assert held == {name for name, (_, origin) in case["made"].items() if origin is not None}
    assert case["hi"] == len(case["gold_origins"]) >= case["lo"] >= 1
