"""What FIELD.md section 2 asks of the coded tables beyond their columns: modes of claims, attackers' dead, ACLED's one event."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from coded import ATTACK, CLAIMS, KILLING, OREMI, by, claim, one_claim, paper, slot, story, write_coded

from saidso.errors import ConfigError
from saidso.ledger import Ledger
from saidso.ledger.review import Ruling, decide
from saidso.nouns.judgement import Decision
from saidso.show.export import export
from saidso.show.export.options import ExportOptions

WHERE = {"place": ("Oremi", OREMI), "time": "on 12 March 2024"}
NOW = datetime(2024, 4, 1, tzinfo=UTC)


def written(form: str, path: Path, ledger_file: Path, **options: object) -> list[dict[str, str]]:
    with Ledger.open_existing(ledger_file) as ledger:
        export(ledger, form, path, options=ExportOptions(**options))  # type: ignore[arg-type]
    return rows_of(path)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("how", "mode"),
    [
        ("in a letter to a newspaper", "1 Letter"),
        ("in a phone call to a radio station", "2 Call (post-incident)"),
        ("in an e-mail to reporters", "4 E-mail"),
        ("in a note left near the gate", "5 Note left at scene"),
        ("in a video message", "6 Video"),
        ("on its website", "7 Posted to website, blog, etc."),
        ("through its Telegram channel", "7 Posted to website, blog, etc."),
        ("in a video posted on Telegram", "10 Unknown"),  # two of the list: none is chosen
        ("on Thursday", "10 Unknown"),
        ("after a video of the gate was seen by neighbours", "10 Unknown"),
    ],
)
def test_gtd_says_how_a_group_claimed_it(tmp_path: Path, how: str, mode: str) -> None:
    """FIELD 2.1: "responsibility claims are rows, with a mode (video, statement, call ...)", where the words name just one."""
    text = f"Fighters attacked a checkpoint in Oremi on 12 March 2024. The Highland Front claimed the attack {how}."
    document = paper(1, "Valley Herald", text, "Report")
    front = by(document, "The Highland Front", "claimed", CLAIMS)
    values = [slot(document, "actor", "The Highland Front"), slot(document, "place", "Oremi", OREMI),
              slot(document, "time", "on 12 March 2024")]  # fmt: skip
    told = story("i1", (document,), (claim(document, "c1", ATTACK, "attacked", front, values=tuple(values)),))
    [row] = written("gtd", tmp_path / "gtd.csv", write_coded(tmp_path / "l", (told,)))
    assert (row["gname"], row["claimed"], f"{row['claimmode']} {row['claimmode_txt']}") == ("Highland Front", "1", mode)


@pytest.mark.parametrize(
    ("words", "others", "theirs"),
    [
        ("two attackers", "", "2"),
        ("at least three assailants", "", "3"),
        ("two soldiers", "", ""),
        ("two gunmen", "", ""),  # of either side, for all that the words say
    ],
)
def test_gtd_counts_the_attackers_dead_where_claims_do(tmp_path: Path, words: str, others: str, theirs: str) -> None:
    """FIELD 2.1: ``nkillter`` beside ``nkill``; whom the words do not call the attackers is not counted as one."""
    text = f"Gunmen attacked a market in Oremi on 12 March 2024, and {words} were killed."
    given = {"actor": "Gunmen", "target": "a market", "killed": words, **WHERE}
    [row] = written("gtd", tmp_path / "gtd.csv", write_coded(tmp_path / "l", (one_claim(1, text, ATTACK, "attacked", given),)))
    assert (row["nkillter"], row["nwoundte"], row["doubtterr"], row["alternative"]) == (theirs, others, "", "")
    assert row["nkill"] in ("2", "3")


def test_rows_that_acled_would_join_name_the_first_of_them(tmp_path: Path) -> None:
    """FIELD 2.1: "one event per day and place". Two incidents stay two rows, no sum is made, and the file beside groups them."""
    text = "Rebels attacked soldiers in Oremi on 12 March 2024, and {} were killed."
    given = {"actor": "Rebels", "target": "soldiers", **WHERE}
    told = [
        one_claim(at, text.format(dead), ATTACK, "attacked", {**given, "killed": dead})
        for at, dead in enumerate(("two soldiers", "five soldiers"), start=1)
    ]
    other = one_claim(3, "Rebels attacked soldiers in Oremi on 13 March 2024.", ATTACK, "attacked",
                      {**given, "time": "on 13 March 2024"})  # fmt: skip
    rows = written("acled", tmp_path / "a.csv", write_coded(tmp_path / "l", (*told, other)))
    assert [row["fatalities"] for row in rows] == ["2", "5", "0"]
    beside = {row["event_id_cnty"]: row["x_same_event"] for row in rows_of(tmp_path / "a.x.csv")}
    first, second, third = sorted(beside)
    assert beside == {first: first, second: first, third: third}


def test_an_unknown_number_is_acleds_three(tmp_path: Path) -> None:
    """FIELD 2.1: a plural without a number is 3 or 10 by scale; we take 3 and say so, and never 0."""
    text = "Rebels attacked soldiers in Oremi on 12 March 2024, and an unknown number of soldiers were killed."
    given = {"actor": "Rebels", "target": "soldiers", "killed": "an unknown number of soldiers", **WHERE}
    [row] = written("acled", tmp_path / "a.csv", write_coded(tmp_path / "l", (one_claim(1, text, KILLING, "killed", given),)))
    assert row["fatalities"] == "3" and "vague words=acled-codebook@1" in row["tags"]


def test_only_a_person_rates_by_the_admiralty_code(tmp_path: Path) -> None:
    """FIELD 2.1: "human-only fields; no automatic letter". Empty until somebody rates; what is not of the scale is refused."""
    text = "Rebels attacked soldiers in Oremi on 12 March 2024."
    told = one_claim(1, text, ATTACK, "attacked", {"actor": "Rebels", "target": "soldiers", **WHERE})
    path = write_coded(tmp_path / "l", (told,))
    own = Path(__file__).parents[2] / "src" / "saidso" / "data" / "codebooks" / "own.toml"
    book = tmp_path / "desk.toml"
    columns = 'source_rating = "admiralty_source"\nreport_rating = "admiralty_information"\n[codes]'
    book.write_text(own.read_text(encoding="utf-8").replace("[codes]", columns, 1), encoding="utf-8")
    [row] = written("own", tmp_path / "a.csv", path, codebook=book)
    assert (row["source_rating"], row["report_rating"]) == ("", "")
    ruling = Ruling(decision=Decision.BEST, person="Olga", now=NOW, reason="long known to us", slot="admiralty_source", value="B")
    with Ledger.open_existing(path) as ledger:
        one = ledger.claim("c1")
        for wrong in ("G", "b", "1", "AB", ""):
            with pytest.raises(ConfigError, match="Write one of: A, B, C, D, E, F"):
                decide(ledger, one, replace(ruling, value=wrong))
        with pytest.raises(ConfigError, match="There is no slot"):
            decide(ledger, one, replace(ruling, decision=Decision.EDIT))
        decide(ledger, one, ruling)
        decide(ledger, one, replace(ruling, slot="admiralty_information", value="2"))
    [row] = written("own", tmp_path / "b.csv", path, codebook=book)
    assert (row["source_rating"], row["report_rating"]) == ("B", "2")
