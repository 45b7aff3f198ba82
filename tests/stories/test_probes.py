"""Floors on the 50 probes and the 40 contested reports: invented hard cases (tests/data/README.md)."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

TESTS = Path(__file__).resolve().parents[1]
DATA = TESTS / "data"
MODEL = TESTS.parent / "src" / "saidso" / "data" / "model"
KEYS = ("doc_id", "publisher", "published", "title", "text", "sentences")

FLOORS: dict[str, dict[str, float]] = {
    "probes": {
        "event trigger+type": 0.76,
        "attribution content+source": 0.81,
        "claim (event type + stance + source)": 0.55,
        "claim+status+whole chain": 0.52,
        "claim that denies": 0.56,
        "claim that claims_responsibility": 0.53,
    },
    "contested": {
        "event trigger+type": 0.64,
        "attribution content+source": 0.72,
        "claim (event type + stance + source)": 0.45,
        "claim+status+whole chain": 0.41,
        "claim that denies": 0.43,
        "claim that claims_responsibility": 0.40,
    },
}
"""Least F1 by the scorer's own names: what the shipped model reaches, less the noise; lowered only by a named decision
(docs/decisions/0005, 0007 and 0009)."""

FILES = {"probes": ("probes_docs.jsonl", "probes.jsonl"), "contested": ("contested.jsonl", "contested.jsonl")}
"""Documents and labels of each set."""

pytestmark = [
    pytest.mark.floor,
    pytest.mark.skipif(not any(MODEL.glob("*.onnx")), reason="src/saidso/data/model holds no model yet"),
]


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_tool", DATA / "gold_tool.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", FLOORS)
def test_hard_cases_hold_their_floor(tmp_path: Path, name: str) -> None:
    """Events, voices and claims of the hard cases are found at least as well as the floors say."""
    documents, labels = FILES[name]
    asked, told = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = (json.dumps({key: row.get(key) for key in KEYS}) + "\n" for row in rows(DATA / documents))
    asked.write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-c", "from saidso.show.cli import main; main()", "predict", "claims", str(asked), str(told)]
    subprocess.run(command, check=True, timeout=300)
    figures = scorer().agree(rows(DATA / labels), rows(told))
    print("\n".join(f"{value:.3f}  {name}" for name, (value, _) in figures.items()))
    assert {key: figures[key][0] for key, floor in FLOORS[name].items() if figures[key][0] < floor} == {}
