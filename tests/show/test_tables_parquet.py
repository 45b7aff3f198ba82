"""The Parquet folder, opened by readers we did not write: DuckDB, Polars, pandas and pyarrow."""

from __future__ import annotations

import csv
import multiprocessing
import os
import signal
from datetime import date
from pathlib import Path

import pytest
from shown import PRIVATE, incident

from saidso.errors import ConfigError, ExportError
from saidso.ledger import Ledger
from saidso.nouns.incident import Linking
from saidso.show.export import export, parquet, parquet_files, several
from saidso.show.export.options import ExportOptions

pq = pytest.importorskip("pyarrow.parquet")

NUMBERS = "killed injured abducted captured displaced released damaged count".split()
COLUMNS = {
    "claims": (
        "id incident_id permalink review document_id model event_type status stance publisher origin chain trigger start end "
        "passage turn said_on agency confidence unsure actor target place country latitude longitude earliest latest instrument "
        "from_place to_place " + " ".join(f"{slot} {slot}_low {slot}_high" for slot in NUMBERS) + " embargo"
    ).split(),
    "values": (
        "claim_id incident_id document_id stance slot quote start end kind low high exact vague subset population earliest "
        "latest granularity name canonical_id country admin geoname_id latitude longitude reason confidence"
    ).split(),
    "voices": "claim_id document_id position kind words name stance cue start end".split(),
    "incidents": (
        "id permalink type earliest latest granularity place place_kind country admin latitude longitude claims documents "
        "origins_lo origins_hi denials contradictions contradicted reviewed review actors targets weapons "
        + " ".join(f"{slot} {slot}_said_min {slot}_said_max {slot}_denied" for slot in NUMBERS)
        + " best best_by claim_ids embargo"
    ).split(),
    "readings": "incident_id slot agreement kinds value stance claims origins claim_ids".split(),
    "links": "incident_id kind one other rule weight reason".split(),
    "judgements": "id person made_at decision slot value reason supersedes superseded_by".split(),
    "incident_changes": "kind old new".split(),
    "documents": (
        "id sha256 source format publisher publisher_how issuer title language published_on published_how agency url "
        "characters turns"
    ).split(),
}
"""Golden: a column that moves or goes breaks somebody's script."""


@pytest.fixture
def folder(ledger_file: Path, tmp_path: Path) -> Path:
    """The invented ledger, written under internal."""
    with Ledger.open_existing(ledger_file) as ledger:
        export(ledger, "parquet", tmp_path / "out", "internal")
    return tmp_path / "out"


def test_the_folder_has_a_file_a_table_with_pinned_columns(folder: Path) -> None:
    """Nine files, their columns in the pinned order, and nothing left of the parts they were made of."""
    found = sorted(file.name for file in folder.glob("*"))
    assert found == sorted([*(f"{name}.parquet" for name in COLUMNS), "saidso-export.txt"])
    for name, wanted in COLUMNS.items():
        assert pq.read_schema(folder / f"{name}.parquet").names == wanted, name


def test_types_say_what_a_cell_can_be(folder: Path) -> None:
    """Whole numbers are nullable int64, days date32, closed vocabularies dictionaries."""
    schema = pq.read_schema(folder / "claims.parquet")
    kinds = {name: str(schema.field(name).type) for name in ("killed_low", "said_on", "stance", "confidence", "passage")}
    assert kinds == {
        "killed_low": "int64",
        "said_on": "date32[day]",
        "stance": "dictionary<values=string, indices=int32, ordered=0>",
        "confidence": "double",
        "passage": "string",
    }


def test_every_file_says_what_it_is(folder: Path) -> None:
    """The note, the profile, the model and the edition of the columns travel inside each file."""
    for name in COLUMNS:
        said = {key.decode(): value.decode() for key, value in pq.read_schema(folder / f"{name}.parquet").metadata.items()}
        assert said["saidso.note"] == "claims, not findings"
        assert (said["saidso.redacted"], said["saidso.model"]) == ("internal", "invented-1")
        assert said["saidso.tables"] == "saidso-tables/1"
        assert said["saidso.table"] == name and said["saidso.version"]


def test_duckdb_counts_who_says_what(folder: Path) -> None:
    """A question in SQL over the files: the governor denies, the ministry is quoted twice."""
    duckdb = pytest.importorskip("duckdb")
    told = duckdb.sql(
        f"select origin, stance, count(*), min(killed_low) from '{folder}/claims.parquet' group by all order by all"
    ).fetchall()
    assert told == [
        ("Governor Ilia Marn", "denies", 1, 0),
        ("Mira Tolan", "says", 1, 2),
        ("the defence ministry", "says", 2, 3),
    ]


def test_polars_finds_the_words_of_every_value(folder: Path) -> None:
    """The long table joined with the claims: each value has its claim, its quote and its offsets."""
    pl = pytest.importorskip("polars")
    values = pl.read_parquet(folder / "values.parquet")
    joined = values.join(pl.read_parquet(folder / "claims.parquet"), left_on="claim_id", right_on="id")
    assert len(joined) == len(values) == 5
    assert joined.filter(pl.col("slot") == "killed")["quote"].sort().to_list() == ["any soldier", "three", "three", "two"]
    assert values.schema["low"] == pl.Int64


def test_pandas_keeps_zero_apart_from_silence(folder: Path) -> None:
    """"Any soldier" denied is 0; a number that nobody gives is missing, not 0; said and denied stand apart, nothing is chosen."""
    pd = pytest.importorskip("pandas")
    claims = pd.read_parquet(folder / "claims.parquet", dtype_backend="numpy_nullable").set_index("id")
    assert claims.loc["c3", "killed_high"] == 0 and claims["injured_low"].isna().all()
    assert str(claims["killed_low"].dtype) == "Int64"
    one = pd.read_parquet(folder / "incidents.parquet").iloc[0]
    assert (one.killed_said_min, one.killed_said_max, one.killed_denied) == (2, 3, 1)
    assert one.killed == "3 soldiers (says); 2 soldiers (says); 0 soldiers (denies)"
    assert pd.isna(one.best) and pd.isna(one.best_by) and pd.isna(one.injured_said_min) and pd.isna(one.injured_denied)
    assert (one.claims, one.documents, one.origins_lo, one.origins_hi, one.denials, one.contradictions) == (4, 3, 2, 3, 1, 1)
    assert (one.claim_ids, one.review, one.permalink) == ("c1; c2; c3; c4", "unreviewed", "saidso:i1234abcd")
    assert one.earliest == date(2024, 3, 12)


@pytest.mark.parametrize("profile", ["public", "partner"])
def test_no_private_name_leaves(ledger_file: Path, tmp_path: Path, profile: str) -> None:
    """Under public and partner no cell, no metadata and no file name holds a private person's name."""
    with Ledger.open_existing(ledger_file) as ledger:
        export(ledger, "parquet", tmp_path / "out", profile)
    for name in COLUMNS:
        table = pq.read_table(tmp_path / "out" / f"{name}.parquet")
        told = str(table.to_pylist()) + str(table.schema.metadata)
        assert (table.num_rows or name == "incident_changes") and not [word for word in PRIVATE if word in told], name


@pytest.mark.parametrize("name", ["acled", "ged"])
def test_a_view_is_the_scheme_s_table_with_types(ledger_file: Path, tmp_path: Path, name: str) -> None:
    """Columns and cells are those of the scheme's own export and of the file beside it; numbers are numbers, days are days."""
    with Ledger.open_existing(ledger_file) as ledger:
        counts = export(ledger, "parquet", tmp_path / "out", "internal", options=ExportOptions(views=True))
        export(ledger, name, tmp_path / f"{name}.csv", "internal")
    view = pq.read_table(tmp_path / "out" / f"v_{name}.parquet")
    with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    with (tmp_path / f"{name}.x.csv").open(encoding="utf-8", newline="") as file:
        beside = [row for row in csv.DictReader(file) if not row["x_left_out"]]
    own = list(table[0])
    beside_only = ("x_same_event", "x_left_out")  # what follows from all rows, or from none
    assert view.column_names == [*own, *(each for each in beside[0] if each.startswith("x_") and each not in beside_only)]
    assert counts[f"v_{name}"] == view.num_rows == len(table) > 0
    for row, line, more in zip(view.to_pylist(), table, beside, strict=True):
        for column, value in row.items():
            said = (line | more)[column]
            assert ("" if value is None else str(value)) == said, column
    assert {str(view.schema.field(each).type) for each in ("latitude", "longitude")} == {"double"}
    assert str(view.schema.field("year").type) == "int64" and view.schema.metadata[b"saidso.rule"]


def test_views_leave_past_the_guard_too(ledger_file: Path, tmp_path: Path) -> None:
    """No private name stands in a view that leaves; without being asked for there is none."""
    with Ledger.open_existing(ledger_file) as ledger:
        export(ledger, "parquet", tmp_path / "out", options=ExportOptions(views=True))
        export(ledger, "parquet", tmp_path / "without")
    for name in ("v_acled", "v_ged"):
        told = str(pq.read_table(tmp_path / "out" / f"{name}.parquet").to_pylist())
        assert not [word for word in PRIVATE if word in told], name
        assert not (tmp_path / "without" / f"{name}.parquet").exists()


def test_only_some_incidents_and_their_documents(ledger_file: Path, tmp_path: Path) -> None:
    """An export of a view holds the incidents of the view, and nothing of the others."""
    with Ledger.open_existing(ledger_file) as ledger:
        counts = export(ledger, "parquet", tmp_path / "out", options=ExportOptions(only=frozenset({"ielsewhere"})))
        assert set(counts.values()) <= {0}
        address = ExportOptions(only=frozenset({"i1234abcd"}), permalink="https://desk.example/")
        export(ledger, "parquet", tmp_path / "out", options=address)
    assert pq.read_table(tmp_path / "out" / "claims.parquet").column("permalink").unique().to_pylist() == [
        "https://desk.example/i1234abcd"
    ]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_many_processes_write_what_one_does(
    ledger_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """Shared out to processes, forked or started afresh, in the smallest shares there are: the same bytes in every file."""
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system cannot {method}")
    with Ledger.open_existing(ledger_file) as ledger:
        export(ledger, "parquet", tmp_path / "one")
        monkeypatch.setattr(parquet, "_GUARDED", 1)
        monkeypatch.setattr(several, "cores", lambda: 2)
        monkeypatch.setattr(several, "start_method", lambda: method)
        export(ledger, "parquet", tmp_path / "many")
    assert not list((tmp_path / "many").glob("parts*"))
    for name in COLUMNS:
        one, many = ((tmp_path / which / f"{name}.parquet").read_bytes() for which in ("one", "many"))
        assert one == many, name


def test_a_process_that_is_ended_from_outside_is_an_error_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the system kills a process for its memory, the export says so and does not wait for ever."""
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("this system cannot fork")
    monkeypatch.setattr(several, "cores", lambda: 2)
    monkeypatch.setattr(several, "start_method", lambda: "fork")
    with pytest.raises(ExportError, match="ended from outside"):
        list(several.in_processes(_end, [1, 2, 3]))


def _end(task: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_row_groups_are_cut_at_the_same_rows_however_parts_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of any lengths give row groups of one length, all rows in their order, and the same bytes."""
    pa = pytest.importorskip("pyarrow")
    monkeypatch.setattr(parquet_files, "ROW_GROUP", 7)
    schema = pa.schema([("n", pa.int64()), ("word", pa.dictionary(pa.int32(), pa.string()))], metadata={"saidso.note": "so"})
    table = pa.table({"n": range(40), "word": [None if n % 5 == 0 else f"w{n % 3}" for n in range(40)]})
    for lengths in ([40], [1] * 40, [7, 7, 26]):
        (tmp_path / str(len(lengths))).mkdir()
        with parquet_files.Files(tmp_path / str(len(lengths)), {"t": schema}) as files:
            for at, length in enumerate(lengths):
                part = tmp_path / "part"
                with pa.ipc.new_stream(part, parquet_files.plain_terms(schema)) as writer:
                    writer.write_table(table.slice(sum(lengths[:at]), length))
                files.append("t", part)
    found = [file.read_bytes() for file in sorted(tmp_path.glob("*/t.parquet"))]
    assert len(found) == 3 and len(set(found)) == 1
    read = pq.ParquetFile(next(tmp_path.glob("*/t.parquet")))
    assert [read.metadata.row_group(at).num_rows for at in range(read.num_row_groups)] == [7, 7, 7, 7, 7, 5]
    assert read.read().to_pylist() == table.to_pylist() and read.schema_arrow.field("word").type == schema.field("word").type


def test_claims_that_nothing_has_linked_are_not_lost(ledger_file: Path, tmp_path: Path) -> None:
    """A ledger that was read and not yet linked exports its claims without incidents."""
    with Ledger(ledger_file) as ledger:
        ledger.replace_incidents(Linking(incidents=()))
        counts = export(ledger, "parquet", tmp_path / "out", "internal")
        assert (counts["claims"], counts["incidents"]) == (4, 0)
        ledger.replace_incidents(Linking(incidents=(incident(),)))
    assert pq.read_table(tmp_path / "out" / "claims.parquet").column("incident_id").to_pylist() == [None] * 4
    assert pq.read_schema(tmp_path / "out" / "incidents.parquet").names == COLUMNS["incidents"]


def test_a_folder_with_other_files_is_left_alone(ledger_file: Path, tmp_path: Path) -> None:
    """An export replaces its own folder, never somebody else's."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    with Ledger.open_existing(ledger_file) as ledger:
        with pytest.raises(ExportError, match="other files in it"):
            export(ledger, "parquet", tmp_path / "mine")
        with pytest.raises(ConfigError, match="no use for the option bom"):
            export(ledger, "parquet", tmp_path / "out", options=ExportOptions(bom=True))
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "mine"
