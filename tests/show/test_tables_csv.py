"""Claims and incidents as CSV and as an Excel workbook, opened by pandas, polars and openpyxl."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from shown import PRIVATE, incident

from saidso.errors import ConfigError, ExportError
from saidso.ledger import Ledger
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Linking
from saidso.nouns.judgement import Judgement, points_at
from saidso.show.cli import main
from saidso.show.export import export, xlsx
from saidso.show.export.csv_tables import cell
from saidso.show.export.options import ExportOptions


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_folder_gets_claims_and_incidents(ledger_file: Path, tmp_path: Path) -> None:
    """What a user types: two files with a header, a row a claim and a row an incident, the note in the last header."""
    assert main(["export", "csv", "--ledger", str(ledger_file), "--out", str(tmp_path / "out")]) == 0
    claims, incidents = (read(tmp_path / "out" / f"{name}.csv") for name in ("claims", "incidents"))
    assert [row["id"] for row in claims] == ["c1", "c2", "c3", "c4"]
    assert list(claims[0])[-1] == list(incidents[0])[-1] == "claims, not findings"
    assert claims[0]["chain"] == "Kastorin Courier [says] > the defence ministry [says]"
    assert (claims[2]["killed"], claims[2]["killed_low"], claims[2]["killed_high"]) == ("any soldier", "0", "0")
    assert claims[0]["injured_low"] == "" and claims[0]["said_on"] == "2024-03-13"
    assert incidents[0]["targets"].startswith("Person ") and incidents[0]["killed_said_max"] == "3"


def test_one_table_by_its_name(ledger_file: Path, tmp_path: Path) -> None:
    """A file that ends in .csv is the table it is named after, with anything before it; another name is refused with the list."""
    with Ledger.open_existing(ledger_file) as ledger:
        assert export(ledger, "csv", tmp_path / "march-values.csv") == {"values": 5}
        assert export(ledger, "csv", tmp_path / "documents.csv") == {"documents": 3}
        with pytest.raises(ConfigError, match=r"out\.csv is named after no table.*claims\.csv, incidents\.csv, values\.csv"):
            export(ledger, "csv", tmp_path / "out.csv")
    assert {row["slot"] for row in read(tmp_path / "march-values.csv")} == {"killed", "target"}


def test_the_mark_for_excel_is_asked_for(ledger_file: Path, tmp_path: Path) -> None:
    """Plain UTF-8 unless --bom is said; pandas reads both alike."""
    pd = pytest.importorskip("pandas")
    with Ledger.open_existing(ledger_file) as ledger:
        export(ledger, "csv", tmp_path / "claims.csv")
        export(ledger, "csv", tmp_path / "bom-claims.csv", options=ExportOptions(bom=True))
    plain, marked = (tmp_path / name for name in ("claims.csv", "bom-claims.csv"))
    assert marked.read_bytes() == b"\xef\xbb\xbf" + plain.read_bytes()
    assert list(pd.read_csv(plain).columns) == list(pd.read_csv(marked).columns)


def test_polars_reads_days_and_numbers(ledger_file: Path, tmp_path: Path) -> None:
    """A reader that guesses types finds days and whole numbers, and None where a cell is empty."""
    pl = pytest.importorskip("polars")
    with Ledger.open_existing(ledger_file) as ledger:
        export(ledger, "csv", tmp_path / "claims.csv", "internal")
    frame = pl.read_csv(tmp_path / "claims.csv", try_parse_dates=True)
    assert frame["killed_low"].to_list() == [3, 3, 0, 2]
    assert frame["said_on"][0] == date(2024, 3, 13) and frame["injured_low"].null_count() == 4


def test_a_formula_stays_words(ledger_file: Path, tmp_path: Path) -> None:
    """A reason, a title or a name that begins like a formula is no formula: escaped in CSV, plain words in a workbook."""
    openpyxl = pytest.importorskip("openpyxl")
    with Ledger(ledger_file) as ledger:
        choose(ledger, "=HYPERLINK(\"http://evil.example\")")
        export(ledger, "csv", tmp_path / "incidents.csv", "internal")
        export(ledger, "xlsx", tmp_path / "book.xlsx", "internal")
    assert read(tmp_path / "incidents.csv")[0]["best"].startswith("killed: =HYPER")  # the slot stands before it
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert not [cell.coordinate for page in sheet for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def choose(ledger: Ledger, value: str) -> None:
    """A named person fills ``best``, and the incident is linked anew with it, as linking does."""
    claim: Claim = ledger.claim("c1")
    made_at = datetime(2024, 5, 1, tzinfo=UTC)
    ledger.add_judgement(
        Judgement(
            id="j9",
            person="Olga Reviewer",
            made_at=made_at,
            decision="best",
            on=points_at(claim),
            reason="two papers agree",
            slot="killed",
            value=value,
        )
    )
    ledger.add_judgement(
        Judgement(id="j10", person="Olga Reviewer", made_at=made_at, decision="accept", on=points_at(claim), reason="as said")
    )
    one = incident()
    slots = tuple(replace(slot, best=value) if slot.slot == "killed" else slot for slot in one.slots)
    ledger.replace_incidents(Linking(incidents=(replace(one, slots=slots),)))


def test_best_is_a_persons(ledger_file: Path, tmp_path: Path) -> None:
    """Best stays empty until a person fills it; then it stands beside its chooser, who is a pseudonym in public."""
    with Ledger(ledger_file) as ledger:
        export(ledger, "csv", tmp_path / "incidents.csv", "internal")
        assert read(tmp_path / "incidents.csv")[0]["best"] == ""
        choose(ledger, "3")
        export(ledger, "csv", tmp_path / "incidents.csv", "internal")
        inside = read(tmp_path / "incidents.csv")[0]
        export(ledger, "csv", tmp_path / "incidents.csv", "public")
        outside = read(tmp_path / "incidents.csv")[0]
    assert (inside["best"], inside["best_by"]) == ("killed: 3", "killed: Olga Reviewer")
    assert (inside["reviewed"], inside["review"]) == ("1", "partly reviewed")
    assert outside["best"] == "killed: 3" and outside["best_by"].startswith("killed: Person ")


def test_the_workbook_is_ready_to_use(ledger_file: Path, tmp_path: Path) -> None:
    """Three sheets; header frozen, filters on, numbers and days as such, unused number columns folded, the note in sight."""
    openpyxl = pytest.importorskip("openpyxl")
    with Ledger.open_existing(ledger_file) as ledger:
        counts = export(ledger, "xlsx", tmp_path / "book.xlsx", options=ExportOptions(permalink="https://desk.example/"))
    assert counts == {"incidents": 1, "claims": 4}
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == ["incidents", "claims", "read me"]
    sheet = book["claims"]
    header = [cell.value for cell in sheet[1]]
    assert header[-1] == "claims, not findings" and sheet.freeze_panes == "D2" and sheet.auto_filter.ref.startswith("A1:")
    row = dict(zip(header, [cell.value for cell in sheet[2]], strict=True))
    assert row["killed_low"] == 3 and row["said_on"] == datetime(2024, 3, 13) and row["injured_low"] is None
    assert sheet.cell(2, header.index("permalink") + 1).hyperlink.target == "https://desk.example/i1234abcd"
    letter = sheet.cell(1, header.index("injured_low") + 1).column_letter
    assert sheet.column_dimensions[letter].hidden and not sheet.column_dimensions["A"].hidden
    assert "claims, not findings" in book["read me"]["A1"].value


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_private_name_in_any_cell(ledger_file: Path, tmp_path: Path, form: str) -> None:
    """Neither format leaks a private person under public."""
    openpyxl = pytest.importorskip("openpyxl")
    out = tmp_path / ("book.xlsx" if form == "xlsx" else "claims.csv")
    with Ledger.open_existing(ledger_file) as ledger:
        export(ledger, form, out)
    if form == "xlsx":
        book = openpyxl.load_workbook(out)
        told = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        told += str(vars(book.properties))
    else:
        told = out.read_text(encoding="utf-8")
    assert "Person " in told and not [word for word in PRIVATE if word in told]


def test_equal_ledgers_give_equal_workbooks(ledger_file: Path, tmp_path: Path) -> None:
    """No wall clock inside: written twice, the bytes are the same."""
    pytest.importorskip("xlsxwriter")
    with Ledger.open_existing(ledger_file) as ledger:
        for name in ("one.xlsx", "two.xlsx"):
            export(ledger, "xlsx", tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_more_rows_than_a_sheet_holds_are_refused(ledger_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel's limit is said with what to do, and no half workbook is left."""
    pytest.importorskip("xlsxwriter")
    monkeypatch.setattr(xlsx, "ROWS", 3)
    with Ledger.open_existing(ledger_file) as ledger, pytest.raises(ExportError, match=r"holds 3 rows, claims has more.*parquet"):
        export(ledger, "xlsx", tmp_path / "book.xlsx")
    assert not list(tmp_path.glob("*.xlsx*")) and not list(tmp_path.glob(".*part"))


def test_a_cell_that_is_too_long_says_so(ledger_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell beyond Excel's limit is cut and says where the whole is."""
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setattr(xlsx, "LETTERS", 60)
    with Ledger.open_existing(ledger_file) as ledger:
        export(ledger, "xlsx", tmp_path / "book.xlsx", "internal")
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")["claims"]
    passage = sheet.cell(2, [cell.value for cell in sheet[1]].index("passage") + 1).value
    assert len(passage) == 60 and passage.endswith("(cut: the csv export has all of it)")


def test_words_like_a_formula_are_escaped_in_csv() -> None:
    """An apostrophe before what would begin a formula; a plain number stays a number; silence stays empty."""
    assert [cell(value) for value in ("=1+1", "@SUM(A1)", "-3", None, True, 0)] == ["'=1+1", "'@SUM(A1)", "-3", "", "true", "0"]
