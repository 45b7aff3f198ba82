"""ACLED's table of an invented ledger, cell by cell with the reason, opened by pandas and by GDAL."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from coded import (
    ATTACK,
    KILLING,
    OREMI,
    chosen,
    cut,
    one_claim,
    stories,
    worked_example,
    write_coded,
)

from saidso.errors import ConfigError
from saidso.ledger import Ledger
from saidso.show.export import export
from saidso.show.export.options import ExportOptions
from saidso.values.event_type import EventType

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities tags timestamp"
).split()
"""FIELD 2.2: "ACLED CSV, 31 columns, this order"."""


def written(path: Path, ledger_file: Path, **options: object) -> list[dict[str, str]]:
    with Ledger.open_existing(ledger_file) as ledger:
        export(ledger, "acled", path, options=ExportOptions(**options))  # type: ignore[arg-type]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    return write_coded(tmp_path / "coded.saidso")


def test_exactly_31_columns_in_order(ledger_file: Path, tmp_path: Path) -> None:
    """The header is ACLED's, and every row has as many cells."""
    written(tmp_path / "acled.csv", ledger_file)
    with (tmp_path / "acled.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == COLUMNS and len(header) == 31
    assert {len(row) for row in rows} == {31}


def test_the_worked_example_cell_by_cell(ledger_file: Path, tmp_path: Path) -> None:
    """A wire, its copy, a group's statement and a denial become one row that takes no side."""
    row = written(tmp_path / "acled.csv", ledger_file, permalink="http://desk.example/i/")[0]
    expected = {
        "event_id_cnty": "SSO-i0example",  # our prefix and the incident's id
        "event_date": "2024-03-12",  # "on Tuesday", said on Wednesday 13 March
        "year": "2024",
        "time_precision": "1",  # a day
        "disorder_type": "Political violence",
        "event_type": "Battles",  # an attack on soldiers: "ambushes of on-duty soldiers" are Battles
        "sub_event_type": "Armed clash",
        "actor1": "Highland Front",  # it claims it; "gunmen" and "our fighters" name nobody else
        "assoc_actor_1": "",
        "inter1": "Rebel group",  # by its own claim of an armed act
        "actor2": "soldiers",
        "assoc_actor_2": "",
        "inter2": "State forces",
        "interaction": "State forces-Rebel group",  # ACLED's order, whoever is actor 1
        "civilian_targeting": "",
        "iso": "352",
        "region": "Europe",
        "country": "Iceland",
        "admin1": "Northeast",
        "admin2": "",
        "admin3": "",
        "location": "Oremi",
        "latitude": "65.7",  # one decimal: never finer than a town
        "longitude": "-18.1",
        "geo_precision": "1",
        "source": "North Wire; Highland Front; Radio Belkhar",  # one an origin: the paper that copies the wire is none
        "source_scale": "",
        "notes": "12 March 2024, Oremi, IS: attack. North Wire reported the attack; the defence ministry said that 3 soldiers "
        "were killed; Highland Front said that “Dozens of soldiers” were killed and claimed responsibility; Governor Marn denied "
        "that any soldiers were killed. [claims, not findings]",
        "fatalities": "3",  # the lowest number reported; the denial is no report under acled-lowest@1
        "tags": "rule=acled-lowest@1; vague words=acled-codebook@1; deaths=reported and denied; review=unreviewed; "
        "record=http://desk.example/i/i0example; claims, not findings",
        "timestamp": "",  # no clock: equal ledgers give equal files
    }
    assert row == expected


def test_the_file_beside_it_has_every_provenance(ledger_file: Path, tmp_path: Path) -> None:
    """Claim ids, counts of claims, origins and denials, least and most, rule, review and link stand in NAME.x.csv."""
    written(tmp_path / "acled.csv", ledger_file)
    with (tmp_path / "acled.x.csv").open(encoding="utf-8", newline="") as file:
        beside = list(csv.DictReader(file))
    example = next(row for row in beside if row["event_id_cnty"] == "SSO-i0example")
    expected = {
        "x_claim_ids": "c1a; c1k; c2a; c2k; c3a; c3k; c4k",
        "x_n_claims": "7",
        "x_n_documents": "4",
        "x_n_origins_lo": "2",
        "x_n_origins_hi": "3",
        "x_n_denials": "1",
        "x_min": "3",
        "x_max": "12",
        "x_all": "3 to 12 or more; denied by 1 origin",
        "x_basis": "reported and denied",
        "x_best": "",
        "x_rule": "acled-lowest@1",
        "x_perpetrator": "Highland Front",
        "x_claimed_by": "Highland Front",
        "x_denied_by": "Governor Marn",
        "x_review": "unreviewed",
        "x_permalink": "saidso:i0example",
        "x_left_out": "",
    }
    assert {name: example[name] for name in expected} == expected
    assert list(beside[0])[-1] == "claims, not findings"


def test_what_acled_does_not_record_is_left_out_with_its_reason(ledger_file: Path, tmp_path: Path) -> None:
    """Threats, plans, denials, undated and country-wide events are no rows, and none of them is lost in silence."""
    with Ledger.open_existing(ledger_file) as ledger:
        counts = export(ledger, "acled", tmp_path / "acled.csv")
    assert counts == {"event": 6, "left_out": 5}
    with (tmp_path / "acled.x.csv").open(encoding="utf-8", newline="") as file:
        reasons = {row["x_permalink"]: row["x_left_out"] for row in csv.DictReader(file) if row["x_left_out"]}
    assert reasons == {
        "saidso:i13": "no event of this scheme",  # a threat
        "saidso:i14": "nobody holds that it happened",  # planned
        "saidso:i15": "place coarser than a province",  # "across the country"
        "saidso:i17": "no day",
        "saidso:i18": "nobody holds that it happened",  # only denied
    }


def test_days_of_a_fight_are_rows_and_share_its_dead(ledger_file: Path, tmp_path: Path) -> None:
    """ "ACLED events are atomic as events are recorded by day": 14 dead from 12 to 14 May are 5, 5 and 4."""
    rows = [row for row in written(tmp_path / "acled.csv", ledger_file) if row["event_id_cnty"].startswith("SSO-i11")]
    assert [(row["event_id_cnty"], row["event_date"], row["time_precision"], row["fatalities"]) for row in rows] == [
        ("SSO-i11-1", "2024-05-12", "1", "5"),
        ("SSO-i11-2", "2024-05-13", "1", "5"),
        ("SSO-i11-3", "2024-05-14", "1", "4"),
    ]
    assert all("14 killed, given for 12–14 May 2024, is divided over 3 days" in row["notes"] for row in rows)


def test_a_week_in_a_province(ledger_file: Path, tmp_path: Path) -> None:
    """A grenade "last week" in a province: the middle of the week, geo precision 3 and no point, "several" is 3."""
    row = next(row for row in written(tmp_path / "acled.csv", ledger_file) if row["event_id_cnty"] == "SSO-i12")
    names = "event_date time_precision sub_event_type actor1 actor2 civilian_targeting location latitude geo_precision fatalities"
    assert [row[name] for name in names.split()] == [
        "2024-03-07", "2", "Grenade", "Unidentified Armed Group (Iceland)", "Civilians (Iceland)", "Civilian targeting",
        "Northeast", "", "3", "3",
    ]  # fmt: skip


def test_a_place_that_no_table_knows_keeps_its_words(ledger_file: Path, tmp_path: Path) -> None:
    """Nothing is guessed: a row with the place as written and no point, for a coder to complete."""
    row = next(row for row in written(tmp_path / "acled.csv", ledger_file) if row["event_id_cnty"] == "SSO-i16")
    empty = [row[name] for name in ("latitude", "longitude", "geo_precision", "country")]
    assert (row["location"], empty) == ("Tolvash", [""] * 4)
    assert (row["event_date"], row["time_precision"]) == ("2024-03-16", "3")  # the middle of March
    assert (row["event_type"], row["actor1"], row["interaction"]) == ("Protests", "Protesters", "Protesters only")


@pytest.mark.parametrize(
    ("kind", "trigger", "text", "values", "code", "actors"),
    [
        # "a civilian abducted and then killed would be recorded with the Attack sub-event type"
        (EventType.ABDUCTION, "abducted", "The Highland Front abducted two villagers in Oremi.",
         {"actor": "The Highland Front", "target": "two villagers"}, "Abduction/forced disappearance",
         ("Highland Front", "Civilians (Iceland)")),
        (KILLING, "killed", "Gunmen killed two villagers in Oremi.", {"actor": "Gunmen", "target": "two villagers"},
         "Attack", ("Unidentified Armed Group (Iceland)", "Civilians (Iceland)")),
        (EventType.AIRSTRIKE, "struck", "Warplanes struck a market in Oremi.", {"target": "a market"}, "Air/drone strike", None),
        (EventType.SHELLING, "shelled", "Soldiers shelled Oremi.", {"actor": "Soldiers"},
         "Shelling/artillery/missile attack", None),
        (EventType.BOMBING, "exploded", "A mine exploded in Oremi.", {"instrument": "A mine"},
         "Remote explosive/landmine/IED", None),
        (EventType.SUICIDE_ATTACK, "blew up", "A bomber blew up a car in Oremi.", {}, "Suicide bomb", None),
        (EventType.CHEMICAL_ATTACK, "gassed", "Soldiers gassed Oremi.", {}, "Chemical weapon", None),
        (EventType.CONTROL, "took", "The Highland Front took Oremi without a shot.", {"actor": "The Highland Front"},
         "Non-violent transfer of territory", None),
        (EventType.DETENTION, "arrested", "Police arrested forty men in Oremi.", {"actor": "Police"}, "Arrests", None),
        (EventType.MOVEMENT, "withdrew", "Soldiers withdrew from Oremi.", {}, "Change to group/activity", None),
        (EventType.AGREEMENT, "truce", "A truce was signed in Oremi.", {}, "Agreement", None),
        (EventType.DISPLACEMENT, "fled", "Villagers fled Oremi.", {}, "Other", None),
        (EventType.DESTRUCTION, "burned", "Soldiers burned houses in Oremi.", {}, "Looting/property destruction", None),
        (EventType.PROTEST, "rioted", "A crowd rioted in Oremi.", {}, "Violent demonstration", ("Rioters (Iceland)", "")),
    ],
)  # fmt: skip
def test_types_by_the_crosswalk(
    tmp_path: Path, kind: EventType, trigger: str, text: str, values: dict[str, str], code: str, actors: tuple[str, str] | None
) -> None:
    """Each of our acts gets the sub-event type that FIELD's crosswalk gives its finer case."""
    told = one_claim(1, f"{text} It was on 12 March 2024.", kind, trigger,
                     {**values, "place": ("Oremi", OREMI), "time": "on 12 March 2024"})  # fmt: skip
    [row] = written(tmp_path / "acled.csv", write_coded(tmp_path / "one.saidso", (told,)))
    assert row["sub_event_type"] == code
    if actors is not None:
        assert (row["actor1"], row["actor2"]) == actors


def test_a_person_names_the_number_and_the_row_says_so(tmp_path: Path) -> None:
    """A chosen best stands in fatalities with who chose it, and the reviewer is a pseudonym in a public file."""
    told = worked_example()
    path = write_coded(tmp_path / "best.saidso", (told,), (chosen("killed", "7 soldiers", cut(told[1][0], "attacked")),))
    [row] = written(tmp_path / "acled.csv", path)
    assert row["fatalities"] == "7"
    assert row["tags"].startswith("rule=chosen by Person ") and "Olga" not in row["tags"]


def test_a_person_settles_day_and_place(tmp_path: Path) -> None:
    """An incident without a day and with an unknown place becomes a row when somebody chooses both."""
    told = one_claim(1, "Soldiers attacked Tolvash.", ATTACK, "attacked", {"actor": "Soldiers"})
    on = cut(told[1][0], "attacked")
    picks = (chosen("when", "12 March 2024", on, "j1"), chosen("place", "Akureyri", on, "j2"))
    assert written(tmp_path / "a.csv", write_coded(tmp_path / "a.saidso", (told,))) == []
    [row] = written(tmp_path / "b.csv", write_coded(tmp_path / "b.saidso", (told,), picks))
    names = ("event_date", "location", "country", "geo_precision")
    assert [row[name] for name in names] == ["2024-03-12", "Akureyri", "Iceland", "1"]


def test_differing_doers_name_nobody(tmp_path: Path) -> None:
    """Where two voices name two groups, actor 1 is unidentified and the file beside it has both names."""
    one = one_claim(1, "The Highland Front attacked Oremi on 12 March 2024.", ATTACK, "attacked",
                    {"actor": "The Highland Front", "place": ("Oremi", OREMI), "time": "on 12 March 2024"})
    two = one_claim(2, "The Coast Brigade attacked Oremi on 12 March 2024.", ATTACK, "attacked",
                    {"actor": "The Coast Brigade", "place": ("Oremi", OREMI), "time": "on 12 March 2024"})  # fmt: skip
    from coded import story

    both = story("i1", (*one[1], *two[1]), (*one[2], *two[2]))
    [row] = written(tmp_path / "acled.csv", write_coded(tmp_path / "two.saidso", (both,)))
    assert row["actor1"] == "Unidentified Armed Group (Iceland)"
    with (tmp_path / "acled.x.csv").open(encoding="utf-8", newline="") as file:
        [beside] = csv.DictReader(file)
    assert beside["x_perpetrator"] == "Coast Brigade; Highland Front"


def test_a_fight_between_nobody_named_keeps_its_first_actor(tmp_path: Path) -> None:
    """A Battles row needs an actor: where no report names a side it is an unidentified armed group, never an empty cell."""
    told = one_claim(1, "A clash was heard in Oremi on 12 March 2024.", EventType.CLASH, "clash",
                     {"place": ("Oremi", OREMI), "time": "on 12 March 2024"})  # fmt: skip
    [row] = written(tmp_path / "acled.csv", write_coded(tmp_path / "one.saidso", (told,)))
    assert (row["actor1"], row["actor2"]) == ("Unidentified Armed Group (Iceland)", "")
    assert row["interaction"] == "Political militia only"


def test_the_command_names_the_rule_on_screen(ledger_file: Path, tmp_path: Path) -> None:
    """Rows, what was left out, the rule and the table of vague words are told where the user sees them; --json has the counts."""
    from typer.testing import CliRunner

    from saidso.show.cli import app

    asked = ["export", "acled", "--ledger", str(ledger_file), "--out", str(tmp_path / "a.csv")]
    asked += ["--rule", "acled-lowest-with-denials"]
    said = CliRunner().invoke(app, asked)
    assert said.exit_code == 0
    told = " ".join(said.stderr.split())
    assert "6 lines written" in told and "5 incidents are no events of acled and left out." in told
    assert "Rule acled-lowest-with-denials@1: the lowest number reported; who denies reports 0" in told
    assert "Vague words by acled-codebook@1." in told
    as_json = CliRunner().invoke(app, [*asked, "--json"])
    assert '"left_out": 5' in as_json.stdout


def test_a_rule_without_one_number_is_refused(ledger_file: Path, tmp_path: Path) -> None:
    """Fatalities is one whole number: a range or words do not go there."""
    with Ledger.open_existing(ledger_file) as ledger, pytest.raises(ConfigError, match="columns for one number"):
        export(ledger, "acled", tmp_path / "acled.csv", options=ExportOptions(rule="show-all@1"))
    assert not (tmp_path / "acled.csv").exists()


def test_equal_ledgers_give_equal_files(tmp_path: Path) -> None:
    """Shuffled stories, another run: the same bytes, in the table and beside it."""
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    written(first, write_coded(tmp_path / "a.saidso"))
    written(second, write_coded(tmp_path / "b.saidso", tuple(reversed(stories()))))
    assert first.read_bytes() == second.read_bytes()
    assert first.with_name("a.x.csv").read_bytes() == second.with_name("b.x.csv").read_bytes()


def test_pandas_and_gdal_read_it(ledger_file: Path, tmp_path: Path) -> None:
    """Readers that we did not write find numbers, days and points where ACLED's files have them."""
    pandas = pytest.importorskip("pandas")
    pyogrio = pytest.importorskip("pyogrio")
    path = tmp_path / "acled.csv"
    written(path, ledger_file)
    frame = pandas.read_csv(path, parse_dates=["event_date"], dtype={"fatalities": "Int64", "year": "Int64"})
    assert list(frame.columns) == COLUMNS
    assert frame["fatalities"].tolist() == [3, 5, 5, 4, 3, 0]
    assert frame["event_date"].dt.year.tolist() == frame["year"].tolist()
    info = pyogrio.read_info(path, X_POSSIBLE_NAMES="longitude", Y_POSSIBLE_NAMES="latitude", AUTODETECT_TYPE="YES")
    assert (info["geometry_type"], info["features"]) == ("Point", 6)
    _, _, points, _ = pyogrio.raw.read(path, X_POSSIBLE_NAMES="longitude", Y_POSSIBLE_NAMES="latitude")
    assert [point is not None for point in points] == [True, True, True, True, False, False]
