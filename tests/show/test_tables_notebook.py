"""Frames, SQL and drawings as a notebook has them, and the notebooks of the docs, executed."""

from __future__ import annotations

import importlib.util
import random
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from shown import PRIVATE, incident, write_ledger

import saidso
from saidso.ledger import Ledger
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Linking
from saidso.show.html import claim_html, passage_pieces
from saidso.show.notebook import drawn

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


@pytest.fixture
def ledger(ledger_file: Path):
    with Ledger.open_existing(ledger_file) as opened:
        yield opened


# --- records and frames


def test_records_are_nouns_and_frames(ledger: Ledger) -> None:
    """One object: loop over it for nouns, as often as wanted, or take all as a frame of the engine at hand."""
    claims = ledger.claims()
    assert [type(one) for one in claims] == [Claim] * 4 == [type(one) for one in claims]
    assert [row["id"] for row in claims.rows()] == ["c1", "c2", "c3", "c4"]
    assert len(ledger.incidents().rows()) == 1 and len(ledger.documents().rows()) == 3
    pytest.importorskip("polars")
    assert ledger.incidents().pl()["claims"].to_list() == [4]
    pytest.importorskip("pyarrow")
    assert ledger.documents().arrow().num_rows == 3


def test_pandas_frames_have_nullable_numbers_and_dates(ledger: Ledger) -> None:
    """Int64 with <NA>, dates with .dt, closed lists as categories; no column of numbers turns into floats."""
    pd = pytest.importorskip("pandas")
    frame = ledger.claims().df()
    assert str(frame["killed_low"].dtype) == "Int64" and str(frame["turn"].dtype) == "Int64"
    assert frame["turn"].isna().all() and frame["said_on"].dt.year.tolist() == [2024] * 4
    assert isinstance(frame["stance"].dtype, pd.CategoricalDtype)
    assert frame.groupby("stance", observed=True)["killed_high"].sum().to_dict() == {"denies": 0, "says": 8}


def test_an_empty_ledger_gives_empty_frames_of_the_same_columns(tmp_path: Path) -> None:
    """Before anything is read a frame has its columns and no rows, in every engine."""
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    with Ledger(tmp_path / "empty.saidso") as ledger:
        claims = ledger.claims()
        assert claims.rows() == [] and len(claims.df()) == len(claims.pl()) == claims.arrow().num_rows == 0
        assert list(claims.df().columns) == claims.pl().columns == claims.arrow().column_names == list(claims.table.columns)


def test_frames_do_not_hang_on_the_order_of_feeding(tmp_path: Path) -> None:
    """The same documents fed in another order, into another ledger: equal frames, row by row."""
    pd = pytest.importorskip("pandas")
    frames = []
    with Ledger.open_existing(write_ledger(tmp_path / "first.saidso")) as first:
        documents = list(first.documents())
        extractions = list(first.extractions())
        for seed in (1, 2):
            random.Random(seed).shuffle(documents)
            with Ledger(tmp_path / f"{seed}.saidso") as again:
                for document in documents:
                    again.add_document(document)
                    for extraction in extractions:
                        if extraction.document_id == document.id:
                            again.add_extraction(extraction)
                again.replace_incidents(Linking(incidents=(incident(),)))
                frames.append({name: again.table(name).df() for name in ("claims", "values", "voices", "documents", "incidents")})
    for name, frame in frames[0].items():
        pd.testing.assert_frame_equal(frame, frames[1][name])


# --- SQL


def test_sql_over_all_tables(ledger: Ledger) -> None:
    """Joins over the flat tables, one of them named "values"; the answer is a frame in whatever engine."""
    pytest.importorskip("duckdb")
    joined = "claims c join values v on v.claim_id = c.id"
    asked = ledger.sql(f"select c.origin, v.low from {joined} where v.slot = 'killed' order by all")
    assert asked.fetchall() == [
        ("Governor Ilia Marn", 0),
        ("Mira Tolan", 2),
        ("the defence ministry", 3),
        ("the defence ministry", 3),
    ]
    assert ledger.sql("select count(*) as many from incidents").df()["many"].tolist() == [1]


def test_sql_reads_and_writes_nothing_else(ledger: Ledger, tmp_path: Path) -> None:
    """A query is no way to the disc; a wrong one names the tables there are."""
    pytest.importorskip("duckdb")
    with pytest.raises(saidso.SaidsoError, match="The tables are: claims"):
        ledger.sql("select * from nowhere")
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(saidso.SaidsoError):
        ledger.sql(f"copy (select 1) to '{tmp_path}/out.csv'")
    with pytest.raises(saidso.SaidsoError):
        ledger.sql(f"select * from '{tmp_path}/secret.csv'")
    assert not (tmp_path / "out.csv").exists()


def test_sql_without_its_engine_says_what_to_install(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The core install has no DuckDB."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(saidso.SaidsoError, match=r"sql\(\): duckdb is not installed.*pip install 'saidso\[notebook\]"):
        ledger.sql("select 1")


# --- drawings


class Tags(HTMLParser):
    """Every tag that opens, and the words between; a page that does not close its tags is no page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.seen.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_claim_draws_its_words_in_their_passage(ledger: Ledger) -> None:
    """Chain, stance, and the passage whole, with the act and the number highlighted where they stand."""
    claim = ledger.claim("c3")
    page = Tags(claim._repr_html_())  # type: ignore[attr-defined]  # bound when the front door opens
    assert page.open == [] and "Radio Belkhar > Governor Ilia Marn" in page.words and "denies" in page.words
    assert "".join(words for _, words, _ in passage_pieces(claim)) == claim.passage.quote
    assert ("trigger", "killed", "the act: killing") in passage_pieces(claim)
    assert ("value", "any soldier", "killed") in passage_pieces(claim)
    assert "claims, not findings" in page.words and "unguarded" in page.words


def test_an_incident_draws_its_matrix(ledger: Ledger, ledger_file: Path) -> None:
    """With its ledger open the columns are voices; alone, they are numbered origins; both have every value with its stance."""
    (one,) = ledger.incidents()
    page = Tags(one._repr_html_())  # type: ignore[attr-defined]
    assert page.open == [] and "O1 the defence ministry (in 2 documents)" in page.words and "0 soldiers" in page.words
    ledger.close()
    alone = Tags(one._repr_html_())  # type: ignore[attr-defined]
    assert alone.open == [] and "O1 (2 claims)" in alone.words and "the defence ministry" not in alone.words
    assert "contradictory" in alone.words and "denies" in alone.words


def test_hostile_words_stay_words(ledger: Ledger) -> None:
    """A document that holds mark-up puts none into the notebook."""
    claim = ledger.claim("c1")
    passage = replace(claim.passage, quote="<script>alert(1)</script>".ljust(len(claim.passage.quote)))
    publisher = replace(claim.chain[0], words="<img src=x onerror=alert(1)>")
    hostile = replace(claim, passage=passage, chain=(publisher, claim.chain[1]))
    page = claim_html(hostile)
    assert "<script" not in page and "<img" not in page and "&lt;" in page


def test_drawn_passes_the_guard(ledger: Ledger) -> None:
    """For a notebook that leaves the desk: no private name in a claim or a matrix, and it says for whom it is redacted."""
    for what in (ledger.claim("c4"), "i1234", next(iter(ledger.incidents()))):
        page = drawn(ledger, what)._repr_html_()
        assert not [word for word in PRIVATE if word in page] and "redacted for: public" in page
    assert "Mira Tolan" in drawn(ledger, ledger.claim("c4"), profile="internal").html


# --- the notebooks of the docs


def script() -> ModuleType:
    """``scripts/notebooks.py`` as a module."""
    spec = importlib.util.spec_from_file_location("notebooks", ROOT / "scripts" / "notebooks.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not any((ROOT / "src/saidso/data/model").glob("*.onnx")), reason="src/saidso/data/model holds no model yet")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_it_did(path: Path) -> None:
    """Executed anew it ends without an error; as it stands in the docs each of its cells was executed, and none failed."""
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    for notebook in (nbformat.read(path, as_version=4), script().executed(path)):
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        outputs = [output for cell in cells for output in cell.outputs]
        assert all(cell.execution_count for cell in cells) and not [one for one in outputs if one.output_type == "error"]
        drawings = [one.data["text/html"] for one in outputs if "text/html" in one.get("data", {})]
        assert len(drawings) >= 3
