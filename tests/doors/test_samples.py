"""The bundled reports: each is read as what it is, and together they show what `make demo` promises."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import saidso

DATA = Path(__file__).resolve().parents[2] / "src" / "saidso" / "data"
SAMPLES = DATA / "samples"
needs_model = pytest.mark.skipif(not any((DATA / "model").glob("*.onnx")), reason="src/saidso/data/model holds no model yet")

# number of the file -> publisher, issuer, day of printing, agency of each document in it
EXPECTED: dict[str, list[tuple[str | None, str | None, date, str | None]]] = {
    "01": [("Kastorin Courier", None, date(2024, 3, 13), "North Wire")],
    "02": [("Valley Herald", None, date(2024, 3, 13), "North Wire")],
    "03": [("The Eastern Observer", None, date(2024, 3, 14), None)],
    "04": [("Ministry of Defence, Press Office", "Ministry of Defence", date(2024, 3, 13), None)],
    "05": [(None, "Highland Liberation Front", date(2024, 3, 13), None)],
    "06": [("Radio Belkhar", None, date(2024, 3, 14), None)],
    "07": [("Lantern Rights Monitor", None, date(2024, 3, 18), None)],
    "08": [("Tolvash Mail", None, date(2024, 4, 2), None), ("State Radio One", None, date(2024, 4, 3), None)],
    "09": [("Belkhar Weekly", None, date(2024, 5, 10), None), ("Radio Belkhar", None, date(2024, 5, 20), None)],
    "10": [(None, "Workers' Unity Party", date(2024, 3, 20), None)],
}


@cache
def documents() -> tuple[dict[str, list[saidso.Document]], tuple[Any, ...]]:
    """Documents by the number of their file, and what was skipped."""
    skips: list[Any] = []
    found: dict[str, list[saidso.Document]] = {}
    for document in saidso.read([SAMPLES], on_skip=skips.append):
        found.setdefault(Path(document.source).name[:2], []).append(document)
    return found, tuple(skips)


def test_eleven_files_are_read_and_the_empty_one_is_named() -> None:
    """Every report is read, a row or a line each in CSV and JSON Lines; the empty file is a row with its reason."""
    found, skips = documents()
    assert {number: len(parts) for number, parts in found.items()} == {f"{n:02}": 2 if n in (8, 9) else 1 for n in range(1, 12)}
    assert [(Path(skip.source).name, skip.reason) for skip in skips] == [("12-empty-fax.txt", "empty")]


@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_who_published_it_when(number: str) -> None:
    """Publisher, day and agency of a report are found where it states them."""
    for document, expected in zip(documents()[0][number], EXPECTED[number], strict=True):
        known = document.metadata
        assert (known.publisher.value, known.issuer.value, known.published_on.value, known.agency.value) == expected


def test_the_interview_has_turns() -> None:
    """The interview's eight turns alternate between who asks and who answers."""
    (interview,) = documents()[0]["06"]
    assert [turn.asks for turn in interview.turns] == [True, False] * 4
    assert {turn.speaker.value for turn in interview.turns} == {"Radio Belkhar", "Governor Marn"}


def test_the_statement_keeps_its_numbers() -> None:
    """The party's five theses keep their numbering."""
    (statement,) = documents()[0]["10"]
    assert [paragraph.number for paragraph in statement.paragraphs if paragraph.number] == ["1.", "2.", "3.", "4.", "5."]


def test_the_spanish_report_is_not_taken_for_english() -> None:
    """The language of each report is told, so that the one in Spanish is stored and not read."""
    assert {number: parts[0].metadata.language.value for number, parts in documents()[0].items()} == {
        f"{n:02}": "es" if n == 11 else "en" for n in range(1, 12)
    }


def saidso_says(*words: str) -> str:
    command = [sys.executable, "-c", "from saidso.show.cli import main; main()", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs_model
def test_the_demo_shows_what_it_promises(tmp_path: Path) -> None:
    """One incident of the samples has a contradicted number, a claim of responsibility, a denial, and a folded wire copy."""
    ledger = str(tmp_path / "demo.saidso")
    saidso_says("build", str(SAMPLES), "--ledger", ledger)
    listed = json.loads(saidso_says("show", "--ledger", ledger, "--json"))["incidents"]
    shared = [one["id"] for one in listed if one["documents"] > 1]
    told = [promises(json.loads(saidso_says("show", incident, "--ledger", ledger, "--json"))) for incident in shared]
    assert {"contradicted number", "claim of responsibility", "denial", "folded copy"} in told, told


def promises(incident: dict[str, Any]) -> set[str]:
    """Which of the demo's promises this incident keeps."""
    kept = set()
    if any(slot["slot"] in ("killed", "injured") and slot["agreement"] == "contradictory" for slot in incident["slots"]):
        kept.add("contradicted number")
    names = {"claims_responsibility": "claim of responsibility", "denies": "denial"}
    kept |= {names[claim["stance"]] for claim in incident["claims"] if claim["stance"] in names}
    papers = {claim["id"]: claim["chain"][0]["resolved"] for claim in incident["claims"]}
    parts = [" ".join(str(papers[claim]) for claim in part if claim in papers) for part in incident["origins"]["parts"]]
    if any("Kastorin Courier" in part and "Valley Herald" in part for part in parts):
        kept.add("folded copy")
    return kept
