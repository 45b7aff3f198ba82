"""Own codebooks: what a project's TOML file makes of a ledger, and what each slip in it is told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from coded import write_coded

from saidso.errors import ConfigError
from saidso.ledger import Ledger
from saidso.show.export import export
from saidso.show.export.codebook import SHIPPED
from saidso.show.export.codebook_countries import country_number
from saidso.show.export.codebook_fields import FIELDS
from saidso.show.export.codebook_load import codebook_from, codebook_named, shipped_names
from saidso.show.export.finer_types import TYPES_OF, Act, FinerCase, finer_cases
from saidso.show.export.options import ExportOptions
from saidso.values.event_type import EventType
from saidso.values.vague_words import LITERAL

OURS = """
name = "our-desk"
version = 2
about = "attacks and clashes, as our desk counts them"
rule = "acled-lowest-with-denials@1"
coarsest_time = "week"

[vague]
like = "literal"
dozens = 20

[columns]
nr = "id"
what = "label:words"
code = "code"
dead = "killed"
said = "killed_text"
by = "=desk one"
empty = ""
claims = "claim_ids"
rule = "rule"
vague = "vague_words"

[codes]
F = { words = "fight" }
A = { words = "attack" }

[[types]]
case = "clash"
code = "F"

[[types]]
case = ["armed_attack", "bombing"]
code = "A"

[[types]]
type = "threat"
code = ""
"""


def rows_by(text: str, tmp_path: Path) -> list[dict[str, str]]:
    (tmp_path / "ours.toml").write_text(text, encoding="utf-8")
    out = tmp_path / "ours.csv"
    with Ledger.open_existing(write_coded(tmp_path / "coded.saidso")) as ledger:
        export(ledger, "own", out, options=ExportOptions(codebook=tmp_path / "ours.toml"))
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_projects_own_columns_codes_rule_and_vague_table(tmp_path: Path) -> None:
    """The file decides what is a row, what its columns are called, and what "dozens" is; the rule stands in every row."""
    rows = rows_by(OURS, tmp_path)
    names = ["nr", "what", "code", "dead", "said", "by", "empty", "claims", "rule", "vague"]
    assert list(rows[0]) == [*names, "claims, not findings"], "which no table goes without"
    tags = rows[0].pop("claims, not findings")
    assert tags.startswith("rule=acled-lowest-with-denials@1; ") and tags.endswith("; claims, not findings")
    assert rows[0] == {
        "nr": "SSO-i0example",
        "what": "attack",
        "code": "A",
        "dead": "0",  # with denials: the governor denies
        "said": "3 to 20 or more; denied by 1 origin",  # our dozens are 20
        "by": "desk one",
        "empty": "",
        "claims": "c1a; c1k; c2a; c2k; c3a; c3k; c4k",
        "rule": "acled-lowest-with-denials@1",
        "vague": "our-desk-codebook@2",
    }
    assert [row["nr"] for row in rows] == ["SSO-i0example", "SSO-i11", "SSO-i12"], "no threat, no protest, no undated attack"


def test_a_rule_on_the_command_line_goes_before_the_files(tmp_path: Path) -> None:
    """``--rule`` changes the number, and the row says which rule it was."""
    (tmp_path / "ours.toml").write_text(OURS, encoding="utf-8")
    options = ExportOptions(codebook=tmp_path / "ours.toml", rule="lowest@1")
    with Ledger.open_existing(write_coded(tmp_path / "coded.saidso")) as ledger:
        export(ledger, "own", tmp_path / "ours.csv", options=options)
    first = (tmp_path / "ours.csv").read_text(encoding="utf-8").splitlines()[1]
    assert first.startswith("SSO-i0example,attack,A,3,") and "lowest@1" in first


@pytest.mark.parametrize("name", shipped_names())
def test_each_shipped_codebook_writes_a_table(name: str, tmp_path: Path) -> None:
    """ACLED, GED, GTD, CAMEO and PLOVER ship as files, and each is usable by its name."""
    out = tmp_path / "out.csv"
    with Ledger.open_existing(write_coded(tmp_path / "coded.saidso")) as ledger:
        counts = export(ledger, "own", out, options=ExportOptions(codebook=Path(name)))
    assert counts["event"] > 0
    with out.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == tuple(codebook_named(name).columns)
    assert {len(row) for row in rows} == {len(header)}


def test_shipped_codebooks_leave_no_case_open() -> None:
    """Every finer case has a row in every shipped codebook but GED's, which says why it has none for the rest."""
    assert set(shipped_names()) == {"acled", "cameo", "ged", "gtd", "own", "plover"}
    for name in shipped_names():
        rows = codebook_named(name).types
        open_cases = {case for case in FinerCase if not any(case in row.cases for row in rows)}
        if name not in ("ged", "gtd"):
            assert not open_cases, f"{name}: {open_cases}"


def test_codes_of_the_worked_example_in_cameo_and_plover(tmp_path: Path) -> None:
    """An attack on soldiers is CAMEO 190 and PLOVER ASSAULT, with source, target and the denial beside it."""
    for name, expected in (("cameo", {"code": "190"}), ("plover", {"event": "ASSAULT", "mode": ""})):
        out = tmp_path / f"{name}.csv"
        with Ledger.open_existing(write_coded(tmp_path / "coded.saidso")) as ledger:
            export(ledger, "own", out, options=ExportOptions(codebook=Path(name)))
        with out.open(encoding="utf-8", newline="") as file:
            row = next(csv.DictReader(file))
        assert {key: row[key] for key in expected} == expected
        assert (row["source"], row["target"], row["denied_by"]) == ("Highland Front", "soldiers", "Governor Marn")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('name = "our-desk"', 'name = "Our Desk"'), r"line 2: name: 'Our Desk' is no name"),
        (("version = 2", "version = 0"), r"line 3: version: 0 is no whole number from 1"),
        (("version = 2", "version = two"), r"no TOML \(.*line 3"),
        (('rule = "acled-lowest-with-denials@1"', 'rule = "highest"'), r"rule highest: there is no such rule. Use one of: acled"),
        (('coarsest_time = "week"', 'coarsest_time = "hour"'), r"line 6: coarsest_time: there is no 'hour'. Use one of: day"),
        (("[columns]", "[colums]"), r"line 12: colums: there is no such key. Use: name, version"),
        (('dead = "killed"', 'dead = "kiled"'), r"line 16: columns.dead: there is no field 'kiled' \(did you mean killed\?\)"),
        (('what = "label:words"', 'what = "label:word"'), r"columns.what: there is no field 'label:word'"),
        (("dozens = 20", "dozen = 20"), r"\[vague\]: .*dozen is no word of it"),
        (("dozens = 20", 'dozens = "many"'), r"\[vague\]: .*floor of dozens is no whole number"),
        (('like = "literal"', 'like = "gtd"'), r"vague.like: there is no table 'gtd'. Use one of: literal, acled, ucdp"),
        (('case = "clash"', 'case = "clashes"'), r"types, row 1: there is no case 'clashes'. Use one of: armed_attack, clash"),
        (('type = "threat"', 'type = "menace"'), r"types, row 3: there is no type 'menace'. Use one of: attack"),
        (('code = "F"', 'code = "G"'), r"types, row 1: there is no code 'G' in \[codes\]. Use one of: F, A"),
        (('case = "clash"', 'case = "clash"\ntarget = "army"'), r"row 1: target 'army' is no side. Use: state, group"),
        (('case = "clash"', 'case = "clash"\nweapons = "gun"'), r"types, row 1: there is no key weapons. Use: case, type"),
        (('case = "clash"', 'case = "clash"\ndied = "yes"'), r"types, row 1: died is neither true nor false"),
        (('case = "clash"\n', ""), r"types, row 1: it needs a case or a type, and only one of them"),
        (('F = { words = "fight" }', 'F = "fight"'), r"codes.F: its labels are no texts"),
        (("[codes]", '[regions]\nNorth = "Syria"\n\n[codes]'), r"regions.North: 'Syria' is no country"),
        (("[codes]", '[actors]\nsoldiers = "Army"\n\n[codes]'), r"actors.soldiers: there is no such kind. Use: armed_group"),
    ],
)
def test_a_slip_is_told_with_file_line_and_remedy(change: tuple[str, str], told: str) -> None:
    """What key, which line where there is one, and what to write: before a row is written."""
    assert change[0] in OURS
    with pytest.raises(ConfigError, match=r"codebook ours\.toml") as error:
        codebook_from(OURS.replace(*change, 1), "ours.toml")
    import re

    assert re.search(told, str(error.value)), str(error.value)


def test_a_missing_codebook_names_the_shipped_ones() -> None:
    """A wrong path is told with what there is."""
    with pytest.raises(ConfigError, match="acled, cameo, ged, gtd, own, plover"):
        codebook_named("no-such.toml")


def test_codes_lead_back_to_our_types() -> None:
    """What an import takes a scheme's code or word for: the likeliest of our types first, nothing for a stranger."""
    acled, gtd, cameo = (codebook_named(name) for name in ("acled", "gtd", "cameo"))
    assert acled.types_of("Air/drone strike") == (EventType.AIRSTRIKE,)
    assert acled.types_of("Armed clash")[0] in (EventType.ATTACK, EventType.CLASH)
    assert EventType.CLASH in acled.types_of("Battles"), "a label finds its codes too"
    assert gtd.types_of("6") == gtd.types_of("Hostage Taking (Kidnapping)") == (EventType.ABDUCTION,)
    assert cameo.types_of("1831") == (EventType.SUICIDE_ATTACK,)
    assert acled.types_of("Naval battle") == ()


def test_finer_cases_from_type_instrument_and_words() -> None:
    """FIELD 5: "the finer cases below follow from type + instrument + target and are made at export"."""
    attack, killing = EventType.ATTACK, EventType.KILLING
    for acts, cases in (
        ((Act(type=attack, weapons=("rifles",)),), {"armed_attack"}),
        ((Act(type=attack, weapons=("a car bomb",)),), {"bombing"}),
        ((Act(type=attack, weapons=("a drone",)),), {"air_drone_strike"}),
        ((Act(type=attack, weapons=("mortars",)),), {"shelling_missile"}),
        ((Act(type=attack, weapons=("chlorine",)),), {"unconventional_weapon"}),
        ((Act(type=EventType.BOMBING, trigger="suicide bombing"),), {"suicide_attack"}),
        ((Act(type=EventType.BOMBING, attempted=True),), {"weapon_disrupted"}),
        ((Act(type=killing, trigger="assassination"),), {"assassination"}),
        ((Act(type=killing),), {"armed_attack"}),
        ((Act(type=EventType.SHELLING), Act(type=killing)), {"shelling_missile"}),  # the killing is its outcome
        ((Act(type=EventType.SHELLING), Act(type=attack, trigger="attack")), {"shelling_missile"}),  # another word for it
        ((Act(type=EventType.ABDUCTION, trigger="abducted"), Act(type=killing)), {"abduction", "armed_attack"}),
        ((Act(type=EventType.INJURY),), set()),
        ((Act(type=EventType.RELEASE, trigger="escaped"),), {"prison_break_escape"}),
        ((Act(type=EventType.MOVEMENT, trigger="withdrew"),), {"withdrawal_surrender"}),
        ((Act(type=EventType.MOVEMENT, trigger="deployed"),), {"deployment_mobilisation"}),
        ((Act(type=EventType.RESTRICTION, trigger="closed"),), set()),
    ):
        assert {str(case) for case in finer_cases(acts)} == cases, acts


def test_every_finer_case_comes_from_one_of_our_types() -> None:
    """The crosswalk has 25 cases and two of words only; each can be made, so each can be imported."""
    assert len(FinerCase) == 27 and set(TYPES_OF) == set(FinerCase)
    assert {kind for kinds in TYPES_OF.values() for kind in kinds} == set(EventType) - {EventType.INJURY}


def test_the_manual_lists_every_field() -> None:
    """docs/formats/own.md is the list of fields; one that is missing there cannot be asked for by anybody."""
    manual = (Path(__file__).parents[2] / "docs" / "formats" / "own.md").read_text(encoding="utf-8")
    missing = [name for name in FIELDS if f"`{name}`" not in manual]
    assert not missing


def test_country_numbers_are_isos() -> None:
    """Spot checks against ISO 3166 as ACLED's own codebook gives it ("231 for Ethiopia"), and no number for Kosovo."""
    assert [country_number(code) for code in ("ET", "SY", "AF", "XK")] == [231, 760, 4, None]
    assert (SHIPPED / "country_numbers.tsv").exists()


def test_the_literal_table_stays_itself() -> None:
    """A codebook that changes no word uses the shared table under its own name."""
    assert codebook_named("own").vague is LITERAL


def test_a_folder_named_as_a_format_hides_no_codebook_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who keeps exports in a folder "ged", or a file "acled", can export both again from there."""
    (tmp_path / "ged").mkdir()
    (tmp_path / "acled").write_text("event_id_cnty,event_date\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [len(codebook_named(name).columns) for name in ("ged", "acled")] == [49, 31]
