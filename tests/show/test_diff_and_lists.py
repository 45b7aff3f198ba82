"""``saidso diff`` and the ``lists`` export, as a person types them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from shown import PRIVATE

from saidso.ledger import Ledger
from saidso.show.cli import main


def test_diff_tells_what_was_said_since_a_day(ledger_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before all reports everything is new; after them nothing is, and the page says so in a sentence."""
    assert main(["diff", "i12", "--ledger", str(ledger_file), "--since", "2000-01-01"]) == 0
    whole = capsys.readouterr().out
    assert "4 new claims, 3 new documents, origins 0 → 2–3" in whole
    assert "killed  not spoken of → contradictory" in whole
    assert "the defence ministry: 3 soldiers (says), a new voice" in whole
    assert main(["diff", "i12", "--ledger", str(ledger_file), "--since", "2100-01-01"]) == 0
    assert "Nothing new was said" in capsys.readouterr().out


def test_diff_as_json_quotes_claims_of_the_ledger(ledger_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each change names claims that are in the ledger; the default day is the last one on which anything was said."""
    assert main(["diff", "i12", "--ledger", str(ledger_file), "--json", "--redact", "internal"]) == 0
    found = json.loads(capsys.readouterr().out)
    with Ledger.open_existing(ledger_file) as ledger:
        days = {claim.said_on for claim in ledger.claims() if claim.said_on}
        assert found["since"] == max(days).isoformat()
        assert found["changes"]
        for change in found["changes"]:
            for claim_id in change["claims"]:
                assert ledger.claim(claim_id).said_on == max(days)


def test_no_private_name_leaves_through_either(
    ledger_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The doctor of the invented reports is a pseudonym in one and no column in the other."""
    assert main(["diff", "i12", "--ledger", str(ledger_file), "--since", "2000-01-01"]) == 0
    said = capsys.readouterr().out
    assert "Person " in said
    assert main(["export", "lists", "--ledger", str(ledger_file), "--out", str(tmp_path / "lists.csv")]) == 0
    written = (tmp_path / "lists.csv").read_text(encoding="utf-8")
    for name in PRIVATE:
        assert name not in said
        assert name not in written
        assert name.replace(" ", "_").casefold() not in written


def test_lists_hold_one_row_an_incident_and_one_column_an_origin(ledger_file: Path, tmp_path: Path) -> None:
    """Who holds that it happened is 1; a denier is no list of the incident; origins without a column are counted."""
    out = tmp_path / "lists.csv"
    assert main(["export", "lists", "--ledger", str(ledger_file), "--out", str(out), "--redact", "internal"]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with Ledger.open_existing(ledger_file) as ledger:
        held = [incident for incident in ledger.incidents() if incident.origins.hi]
    assert [row["incident"] for row in rows] == [incident.id for incident in held]
    for row, incident in zip(rows, held, strict=True):
        lists = [name for name in row if name.startswith("in_") and row[name] == "1"]
        assert len(lists) + int(row["unnamed_origins"]) == incident.origins.hi
    assert "in_the_defence_ministry" in rows[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["i12", "--since", "yesterday"], "not a day. Write it as 2024-03-14"), (["nothing"], "no incident of")],
)
def test_a_diff_that_cannot_be_told_says_why(
    ledger_file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """The exit code of usage, and what to do."""
    assert main(["diff", *arguments, "--ledger", str(ledger_file)]) == 2
    assert message in capsys.readouterr().err
