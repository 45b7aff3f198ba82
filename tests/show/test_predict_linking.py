"""``saidso predict linking``: what it reads, what it writes, and what it must not look at. Sentences are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from saidso.show.cli import main

FIRST = "Two men were shot dead outside the Lantern Bar in Kastorin on Friday night. Police said the shooting followed a quarrel."
AGAIN = "Kastorin police named the two men shot dead outside the Lantern Bar. The shooting on Friday night followed a quarrel."
OTHER = "A bomb went off at a market in Belkhar on Monday. The blast wounded nine traders, the governor of Vess said."


def _line(number: int, text: str, day: str, *words: str) -> dict[str, Any]:
    mentions = [{"start": text.index(word), "end": text.index(word) + len(word), "text": word} for word in words]
    return {"doc_id": f"d{number}", "publish_date": day, "title": "", "publisher": "Courier", "text": text, "mentions": mentions}


LINES = [
    _line(1, FIRST, "2031-05-03", "shot dead", "shooting"),
    _line(2, AGAIN, "2031-05-04", "shot dead", "shooting"),
    _line(3, OTHER, "2031-05-04", "went off", "blast"),
]


def _predicted(folder: Path, lines: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    (folder / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert main(["predict", "linking", str(folder / "in.jsonl"), str(folder / "out.jsonl")]) == 0
    found = [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    return {line["doc_id"]: line for line in found}


def test_two_reports_of_one_night_are_linked_and_the_bomb_is_not(tmp_path: Path) -> None:
    """Documents get a topic each and mentions a cluster each; the same spans come back, in order."""
    found = _predicted(tmp_path, LINES)
    assert found["d1"]["topic"] == found["d2"]["topic"] != found["d3"]["topic"]
    assert [(m["start"], m["end"]) for m in found["d1"]["mentions"]] == [(m["start"], m["end"]) for m in LINES[0]["mentions"]]
    killing = {line: found[line]["mentions"][0]["cluster"] for line in found}
    assert killing["d1"] == killing["d2"] != killing["d3"]


def test_gold_keys_and_order_change_nothing(tmp_path: Path) -> None:
    """Topics, clusters and mention ids of the input are never looked at, and no line's place in the file counts."""
    plain = _predicted(tmp_path, LINES)
    gold = [
        {**line, "topic": "x", "subtopic": f"s{at}", "mentions": [
            {**mention, "cluster": "one", "mention_id": f"m{at}", "type": "death", "unlinked": True, "validated": False}
            for mention in line["mentions"]
        ]}
        for at, line in enumerate(LINES)
    ]  # fmt: skip
    assert _predicted(tmp_path, gold[::-1]) == plain


@pytest.mark.parametrize("span", [(0, 9999), (5, 5), ("0", 4)])
def test_a_mention_that_does_not_stand_in_its_text_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], span: tuple[Any, Any]
) -> None:
    """The message says which document and which offsets."""
    line = {**LINES[0], "mentions": [{"start": span[0], "end": span[1]}]}
    (tmp_path / "in.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert main(["predict", "linking", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")]) == 1
    assert "does not stand in its text" in capsys.readouterr().err
