"""UCDP GED's and GTD's tables of an invented ledger, cell by cell with the reason, opened by pandas and by GDAL."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from coded import ATTACK, OREMI, Status, chosen, cut, one_claim, worked_example, write_coded

from saidso.errors import ConfigError
from saidso.ledger import Ledger
from saidso.show.export import export
from saidso.show.export.options import ExportOptions
from saidso.values.event_type import EventType

GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
"""FIELD 2.2: "UCDP GED CSV, 49 columns"."""


def written(form: str, path: Path, ledger_file: Path, **options: object) -> list[dict[str, str]]:
    with Ledger.open_existing(ledger_file) as ledger:
        export(ledger, form, path, options=ExportOptions(**options))  # type: ignore[arg-type]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def filled(row: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if value}


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    return write_coded(tmp_path / "coded.saidso")


def test_ged_of_the_worked_example(ledger_file: Path, tmp_path: Path) -> None:
    """FIELD 2.3: low 3, high 12, best empty, four documents, and the innermost speakers in source_original."""
    row = written("ged", tmp_path / "ged.csv", ledger_file)[0]
    assert list(row) == GED and len(GED) == 49
    assert filled(row) == {
        "relid": "SSO-i0example",  # UCDP's own id stays empty; relid is text
        "year": "2024",
        "code_status": "rule=ged-range@1; vague words=ucdp@1; deaths=reported and denied; review=unreviewed; "
        "record=saidso:i0example; claims, not findings",  # never "Clear": that is UCDP's own word for a reviewed event
        "type_of_violence": "1",  # an armed group and a state's soldiers
        "number_of_sources": "4",  # documents, as UCDP counts
        "source_article": '"North Wire,2024-03-13,Three soldiers killed in Oremi";"Highland Front,2024-03-13,Statement";'
        '"Valley Herald,2024-03-14,Attack in Oremi kills three";"Radio Belkhar,2024-03-14,Governor denies deaths"',
        "source_office": "North Wire;Highland Front;Valley Herald;Radio Belkhar",
        "source_date": "2024-03-13;2024-03-13;2024-03-14;2024-03-14",
        "source_headline": "Three soldiers killed in Oremi;Statement;Attack in Oremi kills three;Governor denies deaths",
        "source_original": "defence ministry; North Wire; Highland Front; Governor Marn",
        "where_prec": "1",
        "where_coordinates": "Oremi",
        "where_description": "Oremi",
        "adm_1": "Northeast",
        "latitude": "65.7",
        "longitude": "-18.1",
        "geom_wkt": "POINT (-18.1 65.7)",
        "priogrid_gid": "224244",  # row 311, column 323 of half-degree cells: 311 * 720 + 324
        "country": "Iceland",
        "region": "Europe",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2024-03-12",
        "date_end": "2024-03-12",
        "high": "12",  # "dozens", pending review
        "low": "3",
    }


@pytest.mark.parametrize(("form", "key"), [("ged", "relid"), ("gtd", "eventid")])
def test_every_row_has_its_provenance_beside_it(form: str, key: str, ledger_file: Path, tmp_path: Path) -> None:
    """NAME.x.csv has claim ids, counts, rule, review and link of every row, and every incident without one with its reason."""
    ids = [row[key] for row in written(form, tmp_path / f"{form}.csv", ledger_file)]
    with (tmp_path / f"{form}.x.csv").open(encoding="utf-8", newline="") as file:
        beside = list(csv.DictReader(file))
    assert [row[key] for row in beside if row[key]] == ids
    assert len(beside) == 9 and all(row["x_left_out"] for row in beside if not row[key])
    example = beside[0]
    assert (example["x_claim_ids"], example["x_n_denials"]) == ("c1a; c1k; c2a; c2k; c3a; c3k; c4k", "1")


def test_priogrid_is_the_cell_that_ucdp_gives() -> None:
    """Three points of UCDP's grid, computed by hand from its definition: half a degree, counted from the south-west."""
    from dataclasses import replace as changed
    from types import SimpleNamespace

    from saidso.show.export.codebook_fields import FIELDS

    for latitude, longitude, cell in ((-9.6, 20.4, 115601), (-89.9, -179.9, 1), (89.9, 179.9, 259200)):
        place = changed(OREMI, latitude=latitude, longitude=longitude)
        assert FIELDS["priogrid"][1](SimpleNamespace(place=place)) == str(cell)  # type: ignore[arg-type]


def test_ged_leaves_out_what_nobody_died_of(ledger_file: Path, tmp_path: Path) -> None:
    """FIELD 5: "at least one death in any of the three estimates"; a chosen best is an estimate too."""
    assert [row["relid"] for row in written("ged", tmp_path / "ged.csv", ledger_file)] == ["SSO-i0example", "SSO-i11", "SSO-i12"]
    quiet = one_claim(1, "Soldiers attacked Oremi on 12 March 2024.", ATTACK, "attacked",
                      {"actor": "Soldiers", "place": ("Oremi", OREMI), "time": "on 12 March 2024"})  # fmt: skip
    assert written("ged", tmp_path / "a.csv", write_coded(tmp_path / "quiet.saidso", (quiet,))) == []
    best = chosen("killed", "2", cut(quiet[1][0], "attacked"))
    document = quiet[1][0]
    dead = one_claim(1, document.text, ATTACK, "attacked",
                     {"actor": "Soldiers", "killed": "12", "place": ("Oremi", OREMI), "time": "on 12 March 2024"})  # fmt: skip
    [row] = written("ged", tmp_path / "b.csv", write_coded(tmp_path / "dead.saidso", (dead,), (best,)))
    assert (row["best"], row["low"], row["high"]) == ("2", "12", "12"), "a choice outside the range stays a choice"


def test_ged_sides_and_their_dead_only_from_a_person(tmp_path: Path) -> None:
    """FIELD 2.3: "deaths_b or deaths_a only if sides are set by a person"."""
    told = worked_example()
    on = cut(told[1][0], "attacked")
    picks = tuple(
        chosen(name, value, on, f"j{at}")
        for at, (name, value) in enumerate(
            {"side_a": "Government of Iceland", "side_b": "Highland Front", "deaths_a": "3", "killed": "3"}.items()
        )
    )
    empty = written("ged", tmp_path / "a.csv", write_coded(tmp_path / "a.saidso", (told,)))[0]
    assert [empty[name] for name in ("side_a", "side_b", "deaths_a", "deaths_b", "best")] == [""] * 5
    row = written("ged", tmp_path / "b.csv", write_coded(tmp_path / "b.saidso", (told,), picks))[0]
    assert [row[name] for name in ("side_a", "side_b", "deaths_a", "deaths_b", "best")] == [
        "Government of Iceland", "Highland Front", "3", "", "3",
    ]  # fmt: skip


def test_ged_precision_of_days_and_weeks(ledger_file: Path, tmp_path: Path) -> None:
    """Three days are date_prec 2 and one row (UCDP does not divide); a week is 3; a province is where_prec 4; clarity 2."""
    rows = {row["relid"]: row for row in written("ged", tmp_path / "ged.csv", ledger_file)}
    names = ("date_prec", "date_start", "date_end", "where_prec", "event_clarity", "low", "high", "type_of_violence")
    assert [rows["SSO-i11"][name] for name in names] == ["2", "2024-05-12", "2024-05-14", "1", "2", "14", "14", "1"]
    assert [rows["SSO-i12"][name] for name in names] == ["3", "2024-03-04", "2024-03-10", "4", "2", "3", "3", ""]


@pytest.mark.parametrize(
    ("actor", "target", "code"),
    [
        ("The army", "rebels", "1"),
        ("Rebels", "soldiers", "1"),
        ("Rebels", "militants", "2"),
        ("Rebels", "villagers", "3"),
        ("Police", "civilians", "3"),
        ("Gunmen", "villagers", ""),  # nobody says that they are organised
        ("Rebels", "a market", ""),
    ],
)
def test_ged_type_of_violence_by_the_actors(tmp_path: Path, actor: str, target: str, code: str) -> None:
    """FIELD 5: "type_of_violence 1 state-based, 2 non-state, 3 one-sided", read off who stands on each side."""
    text = f"{actor} attacked {target} in Oremi on 12 March 2024, and two people were killed."
    told = one_claim(1, text, ATTACK, "attacked", {"actor": actor, "target": target, "killed": "two people",
                                                  "place": ("Oremi", OREMI), "time": "on 12 March 2024"})  # fmt: skip
    [row] = written("ged", tmp_path / "ged.csv", write_coded(tmp_path / "one.saidso", (told,)))
    assert row["type_of_violence"] == code


def test_ged_takes_no_rule_of_one_number(ledger_file: Path, tmp_path: Path) -> None:
    """Low and high are two columns: a rule that gives one number is refused, with what to write."""
    with Ledger.open_existing(ledger_file) as ledger, pytest.raises(ConfigError, match="ged-range@1"):
        export(ledger, "ged", tmp_path / "ged.csv", options=ExportOptions(rule="acled-lowest@1"))


def test_gtd_of_the_worked_example(ledger_file: Path, tmp_path: Path) -> None:
    """FIELD 2.3: "claimed 1, claimmode statement, compclaim 0"; 135 columns of which the claims fill these."""
    row = written("gtd", tmp_path / "gtd.csv", ledger_file)[0]
    assert len(row) == 135 and next(iter(row)) == "eventid" and list(row)[-1] == "related"
    found = filled(row)
    assert found.pop("summary").endswith("[claims, not findings]")
    assert found.pop("addnotes").startswith("rule=lowest@1; ")
    assert found == {
        "eventid": "SSO-i0example",
        "iyear": "2024",
        "imonth": "3",
        "iday": "12",
        "extended": "0",
        "country_txt": "Iceland",
        "region_txt": "Western Europe",
        "provstate": "Northeast",
        "city": "Oremi",
        "latitude": "65.7",
        "longitude": "-18.1",
        "specificity": "1",
        "vicinity": "0",
        "location": "Oremi",
        "success": "1",
        "suicide": "0",
        "attacktype1": "2",
        "attacktype1_txt": "Armed Assault",
        "targtype1": "4",
        "targtype1_txt": "Military",
        "target1": "soldiers",
        "gname": "Highland Front",
        "guncertain1": "0",  # it says so itself
        "claimed": "1",
        "claimmode": "9",  # its own statement: GTD's list has no word for one
        "claimmode_txt": "Other",
        "compclaim": "0",
        "weaptype1": "13",
        "weaptype1_txt": "Unknown",
        "nkill": "3",
        "property": "0",
        "ishostkid": "0",
        "scite1": "“Three soldiers killed in Oremi”, North Wire, 2024-03-13",
        "scite2": "“Statement”, Highland Front, 2024-03-13",
        "scite3": "“Attack in Oremi kills three”, Valley Herald, 2024-03-14",
        "dbsource": "saidso: claims, not findings",
    }


def test_gtd_suspects_and_attempts_and_vague_days(tmp_path: Path) -> None:
    """Only accused is guncertain 1; only attempted is success 0; a week has no day and keeps its words."""
    from coded import ACCUSES

    told = one_claim(1, "The Highland Front tried to bomb a market in Oremi last week.", EventType.BOMBING, "bomb",
                     {"actor": "The Highland Front", "target": "a market", "place": ("Oremi", OREMI), "time": "last week"},
                     own=ACCUSES, status=Status.ATTEMPTED)  # fmt: skip
    [row] = written("gtd", tmp_path / "gtd.csv", write_coded(tmp_path / "one.saidso", (told,)))
    names = "iyear imonth iday approxdate gname guncertain1 claimed claimmode compclaim success attacktype1 nkill"
    assert [row[name] for name in names.split()] == [
        "2024", "3", "0", "last week", "Highland Front", "1", "0", "", "", "0", "3", "",
    ]  # fmt: skip


def test_gtd_leaves_out_what_a_state_is_said_to_have_done(ledger_file: Path, tmp_path: Path) -> None:
    """ "The perpetrators of the incidents must be sub-national actors": the shelling by soldiers is no row."""
    ids = [row["eventid"] for row in written("gtd", tmp_path / "gtd.csv", ledger_file)]
    assert ids == ["SSO-i0example", "SSO-i12"]


def test_pandas_and_gdal_read_ged(ledger_file: Path, tmp_path: Path) -> None:
    """Nullable whole numbers, dates and points, as users of GED load them."""
    pandas = pytest.importorskip("pandas")
    pyogrio = pytest.importorskip("pyogrio")
    path = tmp_path / "ged.csv"
    written("ged", path, ledger_file)
    numbers = dict.fromkeys(("best", "low", "high"), "Int64")
    frame = pandas.read_csv(path, parse_dates=["date_start", "date_end"], dtype=numbers)
    assert frame["best"].isna().all() and (frame["low"] <= frame["high"]).all()
    assert (frame["date_start"] <= frame["date_end"]).all()
    _, _, points, _ = pyogrio.raw.read(path, X_POSSIBLE_NAMES="longitude", Y_POSSIBLE_NAMES="latitude")
    assert [point is not None for point in points] == [True, True, False]
