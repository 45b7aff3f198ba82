"""Flat tables: rows for everybody, Arrow, polars and pandas where they are installed."""

from __future__ import annotations

import sys
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from invented import CLAIM_COUNT, a_document, a_judgement, an_extraction, filled

from saidso.errors import ExportError, LedgerError, SaidsoError
from saidso.ledger import Ledger, frames
from saidso.ledger.frames import FlatTable, Term, columns
from saidso.ledger.tables import TABLES


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger(filled(tmp_path / "l")) as opened:
        opened.add_judgement(a_judgement(a_document(0), "j2", supersedes="j1"))
        yield opened


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_the_columns_it_promises(ledger: Ledger, name: str):
    """Each row has exactly the declared columns, each cell the declared type or None."""
    table = ledger.table(name)
    rows = table.rows()
    assert rows
    for row in rows:
        assert set(row) == set(table.columns)
        for column, value in row.items():
            kind = str if table.columns[column] is Term else table.columns[column]
            assert value is None or type(value) is kind, (column, value)


def test_claims_and_values_say_what_the_records_say(ledger: Ledger):
    """Zero, open and silence stay apart; every value carries its offsets."""
    claims = ledger.table("claims").rows()
    assert len(claims) == CLAIM_COUNT * 3
    assert claims[0]["chain"] == "Tarvel Courier [says] > The Tarvel ministry [says]"
    assert claims[0]["incident_id"] == ledger.incident_ids()[claims[0]["id"]]
    first = an_extraction(a_document(0)).claims[0]
    values = [row for row in ledger.table("values").rows() if row["claim_id"] == first.id]
    assert [(row["slot"], row["low"], row["high"], row["kind"]) for row in values] == [
        ("injured", 2, 2, "count"),
        ("time", None, None, "when"),
        ("target", None, None, "actor"),
        ("place", None, None, None),
        ("instrument", None, None, "words"),
    ]
    assert values[1]["earliest"] == date(2031, 5, 3)
    assert values[3]["reason"] == "no such town"
    for row in values:
        assert a_document(0).text[row["start"] : row["end"]] == row["quote"]


def test_judgements_show_what_superseded_them(ledger: Ledger):
    """Both rows are there; the earlier one names the later."""
    rows = ledger.table("judgements").rows()
    assert [(row["id"], row["superseded_by"]) for row in rows] == [("j1", "j2"), ("j2", None)]
    assert rows[0]["made_at"] == datetime(2031, 6, 1, 12, 30, tzinfo=UTC)


def test_an_unknown_table_is_refused_with_the_list(ledger: Ledger):
    """The message names the tables there are."""
    with pytest.raises(LedgerError, match=r"no table 'people'.*documents, skips"):
        ledger.table("people")


@pytest.mark.parametrize(
    ("method", "package", "extra"), [("arrow", "pyarrow", "export"), ("pl", "polars", "notebook"), ("df", "pandas", "notebook")]
)
def test_a_missing_engine_says_what_to_install(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, method: str, package: str, extra: str
):
    """The core install has none of the three."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SaidsoError, match=rf"{package} is not installed\. Run: pip install 'saidso\[{extra}\]'"):
        getattr(ledger.table("claims"), method)()


def test_the_extra_that_an_error_names_has_the_package():
    """What we tell people to type brings what they miss."""
    with (Path(__file__).parents[2] / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    for package, extra in frames._EXTRAS.items():
        assert any(each.lower().startswith(package) for each in extras[extra]), package


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("method", "package"), [("arrow", "pyarrow"), ("pl", "polars"), ("df", "pandas")])
def test_engines_hold_the_same_rows(ledger: Ledger, method: str, package: str, name: str):
    """Arrow, polars and pandas give back what .rows() gives, in the same types, also for an empty table."""
    pytest.importorskip(package)
    table = ledger.table(name)
    frame = getattr(table, method)()
    if method == "df":
        assert list(frame.columns) == list(table.columns)
        assert len(frame) == len(table.rows())
        return
    rows = frame.to_pylist() if method == "arrow" else frame.to_dicts()
    assert rows == [{column: row[column] for column in table.columns} for row in table.rows()]


@pytest.mark.parametrize("kind", ["arrow", "pl", "df"])
def test_a_number_of_more_than_64_bits_is_named(kind: str) -> None:
    """The row and the column are named, whatever the frame is made with; plain rows hold the number as it is."""
    pytest.importorskip({"arrow": "pyarrow", "pl": "polars", "df": "pandas"}[kind])
    cells = [("c1", 3), ("c2", None), ("c3", 2**63)]
    table = FlatTable(name="claims", columns=columns("id killed_high:whole"), read=lambda: iter(cells))
    with pytest.raises(ExportError, match=r"^c3: its killed_high is a whole number of more than 64 bits.*csv and jsonl"):
        getattr(table, kind)()
    assert table.rows()[2] == {"id": "c3", "killed_high": 2**63}
    mean = FlatTable(name="claims", columns=columns("id mean:number"), read=lambda: iter([("c1", 0.5), ("c2", 10**400)]))
    with pytest.raises(ExportError, match=r"^c2: its mean is a whole number of more than 64 bits"):
        getattr(mean, kind)()


@pytest.mark.parametrize(("kind", "name"), [("arrow", "pyarrow.array"), ("pl", "polars.DataFrame"), ("df", "pandas.Series")])
def test_another_overflow_is_told_as_itself(monkeypatch: pytest.MonkeyPatch, kind: str, name: str) -> None:
    """An engine that cannot hold something else says so: no cell is blamed where none is too long."""
    pytest.importorskip(name.partition(".")[0])
    table = FlatTable(name="claims", columns=columns("id killed_high:whole"), read=lambda: iter([("c1", 3)]))

    def refuses(*_: object, **__: object) -> None:
        raise OverflowError("a day before the calendar begins")

    monkeypatch.setattr(name, refuses)
    with pytest.raises(OverflowError, match=r"^a day before the calendar begins$"):
        getattr(table, kind)()
