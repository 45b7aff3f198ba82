"""Rows of ACLED, GED and own data as claims of their makers: whose voice, which values, which words."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest
from coded_zoo import ATTACK, CLASH, STRIKE, WAR, acled_file, chain_of, claims_of, ged_file, only, opened, rows_of, text_of
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.errors import ConfigError, ReadError
from saidso.nouns.claim import Stance
from saidso.read.coded import CodedOptions
from saidso.read.coded.coded_row import RawRow
from saidso.read.coded.own import layout_of, read_own
from saidso.read.coded.sheet import cells_of
from saidso.read.coded.tables import raw_rows
from saidso.values.count import Count
from saidso.values.event_type import EventType
from saidso.values.place import Place
from saidso.values.when import When

SAMPLE = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ucdp_ged_sample" / "ucdp_ged231_sample1000.csv"


def test_a_row_of_one_source_is_that_sources_through_acled(tmp_path: Path) -> None:
    """ACLED says that the Courier says: the whole chain, with the words of the cell and the column as its cue."""
    [row] = rows_of(acled_file(tmp_path / "a.csv", CLASH))
    [claim] = claims_of(row)
    assert (row.data_set, row.row, claim.model) == ("acled", "TST1", "import:acled@1")
    assert chain_of(claim) == "ACLED > Kastorin Courier"
    assert claim.origin.evidence is not None and claim.origin.cue is not None
    assert (claim.origin.evidence.quote, claim.origin.cue.quote) == ("Kastorin Courier", "source")
    assert (claim.event_type, claim.trigger.quote, claim.said_on) == (EventType.CLASH, "Armed clash", date(2024, 3, 20))
    killed = only(claim, "killed")
    assert isinstance(killed.value, Count)
    assert (killed.value.low, killed.value.high, killed.evidence.quote) == (7, 7, "7")
    assert [value.evidence.quote for value in claim.of("actor")] == [CLASH["actor1"], CLASH["actor2"]]
    for evidence in claim.every_evidence():
        assert evidence.proves(row.document.text)


def test_the_bytes_are_the_row_as_it_came_and_the_text_holds_no_point(tmp_path: Path) -> None:
    """The raw bytes are a table of one row; the text rounds coordinates to one decimal, and leaves geometries out."""
    path = acled_file(tmp_path / "a.csv", CLASH, ATTACK)
    lines = path.read_bytes().splitlines()
    rows = rows_of(path)
    assert [row.raw for row in rows] == [lines[0] + b"\n" + line for line in lines[1:]]
    assert "latitude: 36.2\n" in rows[0].document.text and "36.20" not in rows[0].document.text
    [war] = rows_of(ged_file(tmp_path / "g.csv", WAR))
    assert "POINT" not in war.document.text and "37.1343" not in war.document.text
    assert cells_of(war.document)["side_b"] == "Oremi Valley Front"


def test_zero_fatalities_of_acled_are_no_number(tmp_path: Path) -> None:
    """ACLED writes 0 for "no information" as well: the words stay, the value is empty, the reason says why."""
    [row] = rows_of(acled_file(tmp_path / "a.csv", ATTACK))
    killed = only(claims_of(row)[0], "killed")
    assert killed.value is None and killed.evidence.quote == "0" and "nothing is said" in killed.reason


def test_of_several_sources_none_is_given_the_numbers(tmp_path: Path) -> None:
    """Nobody can say which paper gave which number: the values are ACLED's own, each paper holds the event alone."""
    [row] = rows_of(acled_file(tmp_path / "a.csv", ATTACK | {"fatalities": "3"}))
    claims = {chain_of(claim): claim for claim in claims_of(row)}
    assert list(claims) == ["ACLED", "ACLED > Valley Herald", "ACLED > Radio Belkhar"]
    assert only(claims["ACLED"], "killed").value is not None
    assert claims["ACLED > Valley Herald"].values == claims["ACLED > Radio Belkhar"].values == ()


def test_sides_are_attacker_and_victim_only_where_acled_says_so(tmp_path: Path) -> None:
    """Civilians are attacked; who of two armed sides attacked in a strike stays open, with its reason, and nobody holds it."""
    attack, strike = rows_of(acled_file(tmp_path / "a.csv", ATTACK, STRIKE))
    [target] = claims_of(attack)[0].of("target")
    assert target.evidence.quote == "Civilians (Syria)"
    assert getattr(target.value, "kind", None) == "civilians" and getattr(target.value, "canonical_id", "") is None
    [claim] = claims_of(strike)
    assert claim.of("actor") == claim.of("target") == ()
    assert [value.reason.endswith("which side attacked") for value in claim.values if value.slot == "actor"] == [True]


@pytest.mark.parametrize(
    ("code", "first", "last", "granularity"),
    [
        ("1", date(2024, 3, 12), date(2024, 3, 12), "day"),
        ("2", date(2024, 3, 9), date(2024, 3, 15), "week"),
        ("3", date(2024, 3, 1), date(2024, 3, 31), "month"),
    ],
)
def test_time_precision_opens_the_day(tmp_path: Path, code: str, first: date, last: date, granularity: str) -> None:
    """The middle of a week or month is an interval of days, as vague as it was coded."""
    [row] = rows_of(acled_file(tmp_path / "a.csv", CLASH | {"time_precision": code}))
    when = only(claims_of(row)[0], "time").value
    assert isinstance(when, When)
    assert (when.earliest, when.latest, when.granularity, when.words) == (first, last, granularity, "2024-03-12")


def test_a_place_is_the_gazetteers_only_where_the_row_puts_it(tmp_path: Path) -> None:
    """Aleppo at its point is Aleppo; the same name 300 km away keeps name and point as coded and resolves to nothing."""
    here, away = (
        only(claims_of(row)[0], "place").value
        for row in rows_of(acled_file(tmp_path / "a.csv", CLASH, CLASH | {"event_id_cnty": "TST9", "latitude": "33.51"}))
    )
    assert isinstance(here, Place) and isinstance(away, Place)
    assert (here.name, here.country) == ("Aleppo", "SY")
    assert (away.name, away.latitude, away.country) == (None, 33.5, "SY")


def test_a_range_is_the_sources_and_best_is_ucdps(tmp_path: Path) -> None:
    """low to high go through outlet and origin; the best estimate is a claim of UCDP's own, and no number of this ledger."""
    [row] = rows_of(ged_file(tmp_path / "g.csv", WAR))
    told, own = claims_of(row)
    assert chain_of(told) == "UCDP > Kastorin Courier > the defence ministry"
    assert chain_of(own) == "UCDP"
    spread, best = only(told, "killed"), only(own, "killed")
    assert isinstance(spread.value, Count) and isinstance(best.value, Count)
    assert (spread.value.low, spread.value.high, spread.evidence.quote) == (3, 9, "high: 9\nlow: 3")
    assert (best.value.low, best.value.high, best.evidence.quote) == (4, 4, "best: 4")
    assert best.reason == "UCDP's best estimate"
    when = only(told, "time").value
    assert isinstance(when, When) and (when.earliest, when.latest) == (date(2024, 3, 11), date(2024, 3, 12))


@pytest.mark.parametrize(
    ("offices", "originals", "chains"),
    [
        ("", "", ["UCDP"]),
        ("A Post", "", ["UCDP > A Post", "UCDP"]),
        ("A Post;B Post", "army", ["UCDP > A Post > army", "UCDP", "UCDP > B Post > army"]),
        ("A Post;B Post", "B Post", ["UCDP > A Post > B Post", "UCDP", "UCDP > B Post"]),
        ("A Post", "army; rebels", ["UCDP", "UCDP > A Post", "UCDP > army", "UCDP > rebels"]),
    ],
)
def test_outlets_and_origins_become_lines_of_voices(tmp_path: Path, offices: str, originals: str, chains: list[str]) -> None:
    """One origin: every outlet leads to it. Several: each stands alone, and the numbers are UCDP's."""
    [row] = rows_of(ged_file(tmp_path / "g.csv", WAR | {"source_office": offices, "source_original": originals}))
    assert [chain_of(claim) for claim in claims_of(row)] == chains
    assert len({claim.id for claim in claims_of(row)}) == len(chains)
    assert only(claims_of(row)[0], "time").value is not None


def test_numbers_that_contradict_each_other_come_in_with_a_note(tmp_path: Path) -> None:
    """best outside low to high, and low above high: taken in as they stand, named by line, never put in order."""
    outside, crossed = WAR | {"best": "2"}, WAR | {"id": "902", "low": "9", "high": "3"}
    found, skips = opened(ged_file(tmp_path / "g.csv", outside, crossed))
    rows = list(found.rows)
    assert skips == [] and [len(row.notes) for row in rows] == [1, 1]
    assert "line 2" in rows[0].notes[0] and "best 2 is outside low 3 to high 9" in rows[0].notes[0]
    assert "line 3" in rows[1].notes[0] and "low 9 is above high 3" in rows[1].notes[0]
    spread = only(claims_of(rows[1])[0], "killed")
    assert spread.value is None and spread.reason == "low 9 is above high 3"


@pytest.mark.parametrize(
    ("change", "column", "word"),
    [
        ({"event_date": "2024-03-40"}, "event_date", "no day"),
        ({"event_date": "03/04/2024"}, "event_date", "in one way only"),
        ({"fatalities": "many"}, "fatalities", "no number"),
        ({"fatalities": "-3"}, "fatalities", "no number"),
        ({"latitude": "north"}, "latitude", "no degree"),
        ({"sub_event_type": "Dance"}, "sub_event_type", "no act"),
        ({"sub_event_type": "Other"}, "sub_event_type", "no act"),
        ({"time_precision": "9"}, "time_precision", "none of 1"),
    ],
)
def test_a_bad_row_is_named_and_the_next_one_read(tmp_path: Path, change: dict[str, str], column: str, word: str) -> None:
    """Line, column, what is wrong and what to do; the rows around it come in."""
    found, skips = opened(acled_file(tmp_path / "a.csv", CLASH, ATTACK | change, STRIKE))
    assert [row.row for row in found.rows] == ["TST1", "TST3"]
    [skip] = skips
    assert f"a.csv, line 3, column {column}: " in skip.message and word in skip.message and skip.source.endswith("a.csv#row 2")


def test_a_file_that_breaks_off_says_where_and_keeps_what_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quote that is never closed swallows what follows up to the limit: the rows before it are in, its line is named."""
    monkeypatch.setattr(sys.modules[raw_rows.__module__], "MAX_BYTES", 2_000)
    path = acled_file(tmp_path / "a.csv", CLASH)
    path.write_text(path.read_text(encoding="utf-8") + 'TST9,"' + "never closed\n" * 400, encoding="utf-8")
    found, skips = opened(path)
    assert [row.row for row in found.rows] == ["TST1"]
    assert "Nothing after it was read" in skips[0].message and skips[0].reason == "too-large"
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(ReadError, match="not readable as Parquet"):
        opened(tmp_path / "b.parquet", publisher="Desk")
    (tmp_path / "c.json").write_bytes(b'[\n{"a": "\xff"}]')
    with pytest.raises(ReadError, match=r"c\.json, line 2: byte 0xFF"):
        opened(tmp_path / "c.json", publisher="Desk")


def test_lines_are_counted_as_the_file_has_them(tmp_path: Path) -> None:
    """A cell over three lines moves the next row's line number, as an editor would show it."""
    long = CLASH | {"notes": "one\ntwo\nthree"}
    found, skips = opened(acled_file(tmp_path / "a.csv", long, ATTACK | {"fatalities": "x"}))
    assert len(list(found.rows)) == 1
    assert "a.csv, line 5, column fatalities" in skips[0].message


def test_one_id_twice_is_told(tmp_path: Path) -> None:
    """The same row twice is one row; another row of the same id is refused, and both lines are named."""
    found, skips = opened(acled_file(tmp_path / "a.csv", CLASH, CLASH, CLASH | {"fatalities": "8"}))
    ids = [row.document.id for row in found.rows]
    assert ids == [rows_of(acled_file(tmp_path / "b.csv", CLASH))[0].document.id] * 2
    assert "line 4: the id TST1 stands in" in skips[0].message and "line 2 too" in skips[0].message


def test_the_kind_is_recognised_and_said(tmp_path: Path) -> None:
    """By columns, with the columns named; what fits nothing is refused with a way out."""
    assert opened(acled_file(tmp_path / "a.csv", CLASH))[0].why.startswith("by its columns event_id_cnty")
    assert opened(ged_file(tmp_path / "g.csv", WAR))[0].kind == "ged"
    other = tmp_path / "o.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="--publisher NAME"):
        opened(other)
    with pytest.raises(ConfigError, match="needs the column event_id_cnty"):
        opened(other, kind="acled")
    with pytest.raises(ConfigError, match="Use one of: acled"):
        opened(other, kind="gdelt")
    with pytest.raises(ConfigError, match="--columns id=NAME"):
        opened(other, publisher="Desk")


OWN = {"case": "7", "type": "shelling", "date": "2024-03-12", "town": "Aleppo", "killed": "at least 3", "source": "Radio Belkhar"}


def test_own_tables_are_read_alike_from_csv_json_lines_and_parquet(tmp_path: Path) -> None:
    """The same row in three forms makes the same claims but for its bytes; the maker is the first voice."""
    import pyarrow as pa
    from pyarrow import parquet

    (tmp_path / "o.csv").write_text(text_of(tuple(OWN), [OWN]), encoding="utf-8")
    (tmp_path / "o.jsonl").write_text(json.dumps(OWN) + "\n", encoding="utf-8")
    (tmp_path / "o.json").write_text(json.dumps([OWN], indent=1), encoding="utf-8")
    parquet.write_table(pa.Table.from_pylist([OWN]), tmp_path / "o.parquet")
    options = {"publisher": "Desk", "columns": {"id": "case"}, "types_of": CodedOptions().types_of}
    rows = {name: rows_of(tmp_path / name, **options)[0] for name in ("o.csv", "o.jsonl", "o.json", "o.parquet")}
    texts = {row.document.text for row in rows.values()}
    assert len(texts) == 1 or all(sorted(text.splitlines()) == sorted(next(iter(texts)).splitlines()) for text in texts)
    for row in rows.values():
        [claim] = claims_of(row)
        assert (row.row, chain_of(claim), claim.event_type) == ("7", "Desk > Radio Belkhar", EventType.SHELLING)
        killed = only(claim, "killed").value
        assert isinstance(killed, Count) and (killed.low, killed.high) == (3, None)


def test_a_stance_of_an_own_table_is_kept(tmp_path: Path) -> None:
    """A coded denial denies, in the voice of its source; the maker only says so."""
    (tmp_path / "o.csv").write_text(text_of((*OWN, "stance"), [OWN | {"stance": "denies"}]), encoding="utf-8")
    options = {"publisher": "Desk", "columns": {"id": "case"}, "types_of": CodedOptions().types_of}
    [claim] = claims_of(rows_of(tmp_path / "o.csv", **options)[0])
    assert (claim.stance, [voice.stance for voice in claim.chain]) == (Stance.DENIES, [Stance.SAYS, Stance.DENIES])


def test_an_archived_post_is_a_document_for_the_model(tmp_path: Path) -> None:
    """auto-archiver: text, title, address and day; the capture record stays in the bytes; a failed capture is named."""
    columns = ("Link", "Archive status", "Archive location", "Upload timestamp", "Upload title", "Text content", "Hash")
    good = dict(zip(columns, ("https://post.example/1", "success", "s3://x/1", "2024-03-13T10:00:00Z", "Notice",
                              "The council said two bridges fell.", "SHA-256:ab"), strict=True))  # fmt: skip
    bad = good | {"Link": "https://post.example/2", "Archive status": "failed"}
    (tmp_path / "a.csv").write_text(text_of(columns, [good, bad]), encoding="utf-8")
    found, skips = opened(tmp_path / "a.csv")
    [row] = found.rows
    assert (found.kind, row.extraction, row.row) == ("auto-archiver", None, "https://post.example/1")
    assert row.document.text == "Notice\n\nThe council said two bridges fell."
    assert (row.document.metadata.url.value, row.document.metadata.published_on.value) == (row.row, date(2024, 3, 13))
    assert b"SHA-256:ab" in row.raw and "line 3: not archived (failed)" in skips[0].message


def test_an_event_of_a_timemap_is_its_makers_claim(tmp_path: Path) -> None:
    """timemap: where ``sources`` are ids of another file they are no voices; where they are names they are."""
    event = {"id": "e1", "description": "Shells fell.", "date": "03/12/2024", "location": "Aleppo", "latitude": "36.2",
             "longitude": "37.1", "category": "shelling", "sources": ["S12", "S13"]}  # fmt: skip
    (tmp_path / "events.json").write_text(json.dumps([event, event | {"id": "e2", "sources": ["Radio Belkhar"]}]))
    rows = rows_of(tmp_path / "events.json", publisher="The Map", types_of=CodedOptions().types_of)
    assert [[chain_of(claim) for claim in claims_of(row)] for row in rows] == [["The Map"], ["The Map > Radio Belkhar"]]
    assert rows[0].document.format == "timemap"
    when = only(claims_of(rows[0])[0], "time").value
    assert isinstance(when, When) and when.earliest == when.latest == date(2024, 3, 12), "timemap writes the month first"


cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


@settings(max_examples=60, deadline=None)
@given(source=cells, notes=cells, place=cells, killed=cells, actor=cells)
def test_every_quote_of_any_row_is_its_span(source: str, notes: str, place: str, killed: str, actor: str) -> None:
    """Whatever stands in the cells, each evidence of each claim is the text at its span, and the sheet gives the cells back."""
    cells = {"id": "1", "type": "attack", "source": source, "notes": notes, "place": place, "killed": killed, "actor": actor}
    options = CodedOptions(publisher="Desk")
    row = read_own(RawRow(where="x", source="x#row 1", cells=cells, raw=repr(cells).encode()), options,
                   layout_of(tuple(cells), options, "x"))  # fmt: skip
    for claim in claims_of(row):
        assert all(evidence.proves(row.document.text) for evidence in claim.every_evidence())
    assert cells_of(row.document) == {column: words.strip() for column, words in cells.items() if words.strip()}


@pytest.mark.skipif(not SAMPLE.is_file(), reason="UCDP's sample is not beside this checkout: ../shared/data/ucdp_ged_sample")
def test_the_ged_sample_comes_in_whole_with_its_thirteen_contradictions() -> None:
    """1,000 rows of UCDP GED 23.1: none refused, 13 with ``best`` outside their range, 7 of them with low above high."""
    found, skips = opened(SAMPLE)
    rows = list(found.rows)
    notes = [note for row in rows for note in row.notes]
    assert (len(rows), skips, len(notes)) == (1000, [], 13)
    assert sum("is above high" in note for note in notes) == 7
    for row in rows:
        assert all(evidence.proves(row.document.text) for claim in claims_of(row) for evidence in claim.every_evidence())
