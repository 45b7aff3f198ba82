"""``saidso import`` as a person types it: twice, changed, dry, shuffled, beside a report, and out again byte for byte."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.errors import LedgerError
from saidso.ledger import Ledger
from saidso.ledger.proof import check
from saidso.nouns.claim import Argument, Attribution, EntityMention, EventMention, Role
from saidso.nouns.span import Span
from saidso.show.cli import main
from saidso.understand.model import Mentions
from saidso.values.event_type import EventType, Status

COLUMNS = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
CLASH = (
    "TST1,2024-03-12,2024,1,Political violence,Battles,Armed clash,Military Forces of Oremia (2000-),,State forces,"
    "Oremi Valley Front,,Rebel group,State forces-Rebel group,,760,Middle East,Syria,Aleppo,Jebel Saman,,Aleppo,36.2021,37.1343,"
    '1,Kastorin Courier,National,"On 12 March, soldiers clashed with the Front in Aleppo. 7 were killed, said Mira Tolan, a '
    'resident.",7,,1710892800'
)
BUS = (
    "TST2,12 March 2024,2024,2,Political violence,Violence against civilians,Attack,Unidentified Armed Group (Syria),,Political "
    "militia,Civilians (Syria),,Civilians,,Civilians targeted,760,Middle East,Syria,Idleb,Idleb,,Idlib,35.93,36.63,2,"
    'Valley Herald; Radio Belkhar,National-Regional,"Around 12 March, gunmen shot at a bus; ""nobody knows"" who.",0,,1710892800'
)
TWIN = CLASH.replace("TST1", "TST3").replace("7 were", "9 were").replace(",7,,", ",9,,")
REPORT = "The ministry reported a clash in Aleppo on 12 March 2024. It said 9 soldiers were killed."


class Reader:
    """A model that finds the clash of the invented report, with its place, day and toll, so that no weights are needed."""

    name = "reader-1"
    languages = frozenset({"en"})

    def mentions(self, text: str, sentences: Sequence[tuple[int, int]]) -> Mentions:
        if "clash" not in text:
            return Mentions()

        def at(words: str) -> Span:
            return Span(text.index(words), text.index(words) + len(words))

        arguments = (Argument(role=Role.PLACE, span=at("Aleppo")), Argument(role=Role.TIME, span=at("12 March 2024")))
        clash = EventMention(
            id="E1", trigger=at("clash"), type=EventType.CLASH, status=Status.HAPPENED, incident="I1", arguments=arguments
        )
        toll = Argument(role=Role.COUNT, span=at("9"))
        killed = EventMention(
            id="E2", trigger=at("killed"), type=EventType.KILLING, status=Status.HAPPENED, incident="I1", arguments=(toll,)
        )
        return Mentions(events=(clash, killed))

    def outer_attributions(self, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Attribution, ...]:
        return ()

    def plain_entities(self, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[EntityMention, ...]:
        return ()


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["saidso.understand"], "load_model", Reader)


def acled(path: Path, *rows: str) -> Path:
    path.write_text("\n".join((COLUMNS, *rows)) + "\n", encoding="utf-8")
    return path


def imported(file: Path, ledger: Path, *more: str) -> int:
    return main(["import", str(file), "--ledger", str(ledger), *more])


def told(capsys: pytest.CaptureFixture[str], file: Path, ledger: Path, *more: str) -> dict[str, object]:
    capsys.readouterr()
    imported(file, ledger, "--json", *more)
    result: dict[str, object] = json.loads(capsys.readouterr().out)
    return result


def fingerprint(path: Path) -> str:
    with Ledger.open_existing(path) as ledger:
        return ledger.fingerprint()


def test_a_second_import_adds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same file again: everything unchanged, the same fingerprint, and every span and chain still proved."""
    file, path = acled(tmp_path / "a.csv", CLASH, BUS), tmp_path / "l"
    first = told(capsys, file, path)
    assert (first["kind"], first["new"], first["unchanged"], first["refused"]) == ("acled", 2, 0, [])
    before = fingerprint(path)
    again = told(capsys, file, path)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, [], 2)
    assert fingerprint(path) == before
    with Ledger.open_existing(path) as ledger:
        assert list(check(ledger)) == []


def test_a_dry_run_says_all_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is new, what changed cell by cell, what is refused by line and column; no byte of the ledger moves."""
    path = tmp_path / "l"
    assert imported(acled(tmp_path / "a.csv", CLASH), path) == 0
    before = fingerprint(path)
    newer = acled(tmp_path / "b.csv", CLASH.replace(",7,,", ",8,,"), BUS, TWIN.replace("2024-03-12", "soon"))
    capsys.readouterr()
    assert imported(newer, path, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "1 new" in said and "TST1: fatalities 7 → 8" in said and "Dry run: nothing was written." in said
    assert "b.csv, line 4, column event_date: 'soon' is no day" in said
    assert fingerprint(path) == before
    assert imported(newer, tmp_path / "none", "--dry-run") == 0
    assert not (tmp_path / "none").exists()


def test_a_changed_row_supersedes_and_keeps_its_incident(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The newest edition counts, the old one stays to be looked at, the id of the incident does not move; and back again."""
    path = tmp_path / "l"
    one, other = acled(tmp_path / "a.csv", CLASH), acled(tmp_path / "b.csv", CLASH.replace(",7,,", ",8,,"))
    for file, dead in ((one, 7), (other, 8), (one, 7)):
        result = told(capsys, file, path)
        assert result["unchanged"] == 0
        with Ledger.open_existing(path) as ledger:
            [claim] = ledger.claims()
            [killed] = claim.of("killed")
            assert getattr(killed.value, "low", None) == dead
            [incident] = ledger.incidents()
            assert incident.claims == (claim.id,)
            first = next(iter(ledger.incident_ids().values()))
            assert incident.id == first
            assert ledger.report().claims == 1
            assert list(check(ledger)) == []
    with Ledger.open_existing(path) as ledger:
        assert len(list(ledger.documents())) == 2
        assert ledger.edition_log()[0][2] == ledger.editions("acled")["TST1"]
        assert len(ledger.superseded()) == 1


def test_an_import_is_no_model(tmp_path: Path) -> None:
    """The reader stays the newest model, is not handed the rows, and its claims count beside the import's."""
    report, path = tmp_path / "r.txt", tmp_path / "l"
    report.write_text(REPORT, encoding="utf-8")
    build = ["build", str(report), "--publisher", "Eastern Observer", "--published", "2024-03-13"]
    assert main([*build, "--ledger", str(path)]) == 0
    assert imported(acled(tmp_path / "a.csv", CLASH), path) == 0
    with Ledger.open_existing(path) as ledger:
        assert ledger.newest_model() == "reader-1"
        assert ledger.count_unread_by("reader-1") == 0 and ledger.count_unread_by("reader-2") == 1
        assert [document.format for document in ledger.unread_by("reader-2")] == ["txt"]
        assert ledger.report().unread == 0
        assert {claim.model for claim in ledger.claims()} == {"reader-1", "import:acled@1"}


def test_a_coded_row_stands_beside_the_report_in_one_matrix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report says 9, ACLED's row says 7: one incident, two origins, a contradiction, whichever came first."""
    report, file = tmp_path / "r.txt", acled(tmp_path / "a.csv", CLASH)
    report.write_text(REPORT, encoding="utf-8")
    build = ["build", str(report), "--publisher", "Eastern Observer", "--published", "2024-03-13"]
    parts = []
    for order in (0, 1):
        path = tmp_path / f"l{order}"
        steps = [lambda path=path: main([*build, "--ledger", str(path)]), lambda path=path: imported(file, path)]
        for step in steps if order == 0 else reversed(steps):
            assert step() == 0
        with Ledger.open_existing(path) as ledger:
            [incident] = ledger.incidents()
            [killed] = [slot for slot in incident.slots if slot.slot == "killed"]
            assert killed.agreement == "contradictory" and killed.best is None
            assert incident.origins.hi == 2
            parts.append((incident.claims, incident.origins.parts, incident.slots))
    assert parts[0] == parts[1]


def test_rows_of_one_data_set_are_never_one_event(tmp_path: Path) -> None:
    """Two rows of one day and town are two events to their maker, so they are to us."""
    path = tmp_path / "l"
    assert imported(acled(tmp_path / "a.csv", CLASH, TWIN), path) == 0
    with Ledger.open_existing(path) as ledger:
        assert sorted(len(incident.documents) for incident in ledger.incidents()) == [1, 1]


@settings(max_examples=6, deadline=None)
@given(order=st.permutations([CLASH, BUS, TWIN, CLASH]))
def test_shuffled_and_repeated_rows_make_the_same_ledger(tmp_path_factory: pytest.TempPathFactory, order: list[str]) -> None:
    """Order and repetition change neither incidents nor claims."""
    folder = tmp_path_factory.mktemp("shuffled")
    claims = []
    for name, rows in (("sorted", [CLASH, BUS, TWIN]), ("shuffled", order)):
        assert imported(acled(folder / "rows.csv", *rows), folder / name) == 0
        with Ledger.open_existing(folder / name) as ledger:
            incidents = [(incident.id, incident.claims, incident.slots) for incident in ledger.incidents()]
            claims.append((incidents, sorted(claim.id for claim in ledger.claims())))
    assert claims[0] == claims[1]


def test_acled_goes_in_and_out_byte_for_byte(tmp_path: Path) -> None:
    """Internal: each row as it came, quotes and all. Public: through the guard, so no private name and not the same bytes."""
    file, path = acled(tmp_path / "a.csv", CLASH, BUS), tmp_path / "l"
    assert imported(file, path) == 0
    export = ["export", "acled", "--ledger", str(path), "--out"]
    assert main([*export, str(tmp_path / "in.csv"), "--redact", "internal"]) == 0
    came, given_back = file.read_bytes().splitlines(), (tmp_path / "in.csv").read_bytes().splitlines()
    assert given_back[0] == came[0] and sorted(given_back) == sorted(came)
    assert main([*export, str(tmp_path / "out.csv")]) == 0
    for name in ("out.csv", "out.x.csv"):
        assert "Tolan" not in (tmp_path / name).read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8"))))
    assert [len(row) for row in rows] == [31, 31, 31]


@pytest.mark.parametrize("redact", ["public", "partner"])
def test_no_private_name_of_a_row_leaves(tmp_path: Path, capsys: pytest.CaptureFixture[str], redact: str) -> None:
    """A resident named in the notes is a pseudonym on every screen and in every line; bodies and places stay."""
    path = tmp_path / "l"
    assert imported(acled(tmp_path / "a.csv", CLASH.replace("said Mira Tolan, a resident", "Mira Tolan saw it")), path) == 0
    with Ledger.open_existing(path) as ledger:
        [incident] = ledger.incidents()
    capsys.readouterr()
    for command in (["show"], ["show", incident.id], ["show", incident.id, "--json"]):
        assert main([*command, "--ledger", str(path), "--redact", redact]) == 0
        said = capsys.readouterr().out
        assert "Mira" not in said and "Tolan" not in said
    assert "Kastorin Courier" in said and "Oremi Valley Front" in said
    assert main(["export", "jsonl", "--ledger", str(path), "--out", str(tmp_path / "x.jsonl"), "--redact", redact]) == 0
    assert "Tolan" not in (tmp_path / "x.jsonl").read_text(encoding="utf-8")


def test_nothing_to_take_in_is_exit_code_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without one good row says why and exits 1; a file of no kind exits 2 with the way out."""
    assert imported(acled(tmp_path / "a.csv", CLASH.replace("2024-03-12", "soon")), tmp_path / "l") == 1
    assert "line 2, column event_date" in capsys.readouterr().out
    (tmp_path / "b.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert imported(tmp_path / "b.csv", tmp_path / "l") == 2
    assert "--publisher NAME" in capsys.readouterr().err
    assert imported(tmp_path / "missing.csv", tmp_path / "l") == 1
    assert "cannot be opened" in capsys.readouterr().err


def test_archived_posts_are_read_by_the_model(tmp_path: Path) -> None:
    """auto-archiver's text becomes a document that the reader reads at once, with claims of its own."""
    columns = "link,archive status,upload timestamp,text content"
    row = f'https://post.example/1,success,2024-03-13,"{REPORT}"'
    (tmp_path / "p.csv").write_text(f"{columns}\n{row}\n", encoding="utf-8")
    assert imported(tmp_path / "p.csv", tmp_path / "l", "--publisher", "Eastern Observer") == 0
    with Ledger.open_existing(tmp_path / "l") as ledger:
        assert {claim.model for claim in ledger.claims()} == {"reader-1"}
        assert ledger.editions("auto-archiver").keys() == {"https://post.example/1"}


def test_a_table_by_a_codebook_comes_back_by_it(tmp_path: Path) -> None:
    """What ``export own`` writes by a codebook, ``import --codebook`` reads by it: type, day, place and toll are the same."""
    path, table = tmp_path / "l", tmp_path / "own.csv"
    assert imported(acled(tmp_path / "a.csv", CLASH), path) == 0
    assert main(["export", "own", "--ledger", str(path), "--out", str(table), "--redact", "internal"]) == 0
    assert imported(table, tmp_path / "m", "--publisher", "Our desk", "--codebook", "own") == 0
    with Ledger.open_existing(path) as before, Ledger.open_existing(tmp_path / "m") as after:
        [one], [other] = before.incidents(), after.incidents()
        assert (one.type, one.when and one.when.earliest) == (other.type, other.when and other.when.earliest)
        assert one.place and other.place and one.place.geoname_id == other.place.geoname_id
        assert {slot.slot: slot.span for slot in one.slots}["killed"] == {slot.slot: slot.span for slot in other.slots}["killed"]
        assert {claim.publisher for claim in after.claims()} == {"Our desk"}


def test_editions_travel_in_the_lines_of_a_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A restored ledger knows which row is the newest: the same claims count, and the same file is unchanged there."""
    path, new, lines = tmp_path / "l", tmp_path / "new", tmp_path / "l.jsonl"
    newest = acled(tmp_path / "b.csv", CLASH.replace(",7,,", ",8,,"), BUS)
    for file in (acled(tmp_path / "a.csv", CLASH, BUS), newest):
        assert imported(file, path) == 0
    assert main(["export", "jsonl", "--ledger", str(path), "--out", str(lines), "--redact", "internal"]) == 0
    assert imported(lines, new) == 0
    with Ledger.open_existing(path) as first, Ledger.open_existing(new) as second:
        assert list(first.claims()) == list(second.claims())
        assert first.superseded() == second.superseded() != frozenset()
        assert list(first.incidents()) == list(second.incidents())
        assert list(check(second)) == []
    assert told(capsys, newest, new)["unchanged"] == 2


def test_restoring_says_which_decisions_are_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines written while a blind queue was open lack its decisions: the command says so, in words and in JSON."""
    path, lines = tmp_path / "l", tmp_path / "l.jsonl"
    assert imported(acled(tmp_path / "a.csv", CLASH), path) == 0
    assert main(["export", "jsonl", "--ledger", str(path), "--out", str(lines), "--redact", "internal"]) == 0
    head, *others = lines.read_text(encoding="utf-8").splitlines()
    lines.write_text("\n".join([json.dumps({**json.loads(head), "blind": 2}), *others]), encoding="utf-8")
    capsys.readouterr()
    assert imported(lines, tmp_path / "new") == 0
    assert "2 decisions of blind queues that were not open yet" in capsys.readouterr().out
    again = told(capsys, lines, tmp_path / "newer")
    assert [note[:11] for note in again["notes"]] == ["2 decisions"] and "held" not in again["restored"]


def test_an_edition_needs_its_document(tmp_path: Path) -> None:
    """A row cannot be held by a document that is not there, and the log of editions refuses to be rewritten."""
    with Ledger(tmp_path / "l") as ledger:
        with pytest.raises(LedgerError, match="no document d0 to hold row r"):
            ledger.add_edition("own:Desk", "r", "d0")
        assert ledger.edition_log() == []
    assert imported(acled(tmp_path / "a.csv", CLASH), tmp_path / "l") == 0
    with sqlite3.connect(tmp_path / "l") as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("DELETE FROM editions")
