"""A floor on the hand-written place cases (tests/data/value_cases.jsonl; its README says how they were made)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from saidso.values.place import Place, resolve

CASES = Path(__file__).resolve().parent.parent / "data" / "value_cases.jsonl"


def _means(expected: dict[str, Any], place: Place, note: str) -> bool:
    if expected.get("none"):
        return place.name is None and not place.candidates
    if place.name is None or place.country != expected["country"]:
        return False
    if "geonameid" in expected and "kind" not in expected:
        return place.kind == "town" and place.geoname_id == expected["geonameid"]
    if expected.get("kind", place.kind) != place.kind:
        return False
    if expected.get("lat") is None or place.latitude is None or place.longitude is None:
        return place.latitude is None and expected.get("lat") is None
    reach = 0.21 if "allow 0.2" in note else 0.11
    return abs(place.latitude - expected["lat"]) <= reach and abs(place.longitude - expected["lon"]) <= reach


def verdict(case: dict[str, Any], countries: tuple[str, ...]) -> str:
    """right, wrong or open; listing all readings as candidates is right where the case allows several."""
    place = resolve(case["text"], countries=countries)
    several = case.get("expect_any", [])
    if any(_means(expected, place, case.get("note", "")) for expected in (several or [case["expect"]])):
        return "right"
    if place.name is None:
        return "right" if len(several) > 1 and len(place.candidates) > 1 else "open"
    return "wrong"


@pytest.mark.parametrize("countries", [(), ("SY",), ("SY", "IQ", "TR", "UA", "PS")])
def test_place_cases_hold_their_floor(countries: tuple[str, ...]) -> None:
    """At least 94 % of the name forms are right and none is wrong, with and without the document's countries."""
    if not CASES.exists():
        pytest.skip(f"{CASES.name} is not here")
    cases = [case for line in CASES.read_text(encoding="utf-8").splitlines() if (case := json.loads(line))["kind"] == "place"]
    counts = Counter(verdict(case, countries) for case in cases)
    assert counts["wrong"] == 0, counts
    assert counts["right"] >= 0.94 * len(cases), counts
