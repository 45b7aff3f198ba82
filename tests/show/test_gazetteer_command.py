"""``saidso gazetteer``: build one, put it to use, and ask it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from saidso.show.cli import main

ROW = "9\tInventedtown\tInventedtown\tYeri Xeyalî\t36.8523\t40.0712\tP\tPPL\tSY\t\t02\t\t\t\t700\t\t\t\t2026-01-01\n"


def test_what_is_built_is_what_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The two lines that ``build`` prints, put into saidso.toml, make ``find`` answer from the new gazetteer."""
    (tmp_path / "SY.txt").write_text(ROW, encoding="utf-8")
    assert main(["gazetteer", "build", str(tmp_path / "SY.txt"), "--out", str(tmp_path / "geo")]) == 0
    printed = capsys.readouterr().out
    assert "1 towns and villages" in printed
    (tmp_path / "saidso.toml").write_text(printed[printed.index("[places]") :], encoding="utf-8")
    start = "import sys; from saidso.show.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", start, "gazetteer", "find", "Yeri Xeyalî", "--countries", "SY", "--json"]
    environment = os.environ | {"PYTHONUTF8": "1"}
    asked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", env=environment)
    assert asked.returncode == 0, asked.stderr
    found = json.loads(asked.stdout)
    assert (found["name"], found["geoname_id"], found["latitude"]) == ("Inventedtown", 9, 36.9)


def test_an_open_place_says_why_and_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    """Two candidates are both listed."""
    assert main(["gazetteer", "find", "Ariha"]) == 1
    printed = capsys.readouterr().out
    assert "left open" in printed
    assert "Jericho" in printed
    assert main(["gazetteer", "find", "the city of Manbij", "--countries", "sy"]) == 0
    assert "Manbij, town, Aleppo, SY, 36.5 38.0" in capsys.readouterr().out


def test_a_missing_dump_is_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The configuration's exit code, the path, and what to do."""
    assert main(["gazetteer", "build", str(tmp_path / "no.zip"), "--out", str(tmp_path / "geo")]) == 2
    assert "no.zip: cannot be read" in capsys.readouterr().err
