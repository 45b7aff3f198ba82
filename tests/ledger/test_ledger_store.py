"""The ledger keeps what it was given, once, all or nothing, in the same shape however it came to be."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from invented import (
    TEXT,
    a_document,
    a_judgement,
    a_linking,
    a_skip,
    an_extraction,
    an_incident,
    evidence,
    fill,
    filled,
    injury_claim,
    raw_of,
)

from saidso.errors import LedgerError, SpanError
from saidso.ledger import Ledger
from saidso.nouns.incident import Linking


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger(tmp_path / "test.ledger") as opened:
        yield opened


def test_importing_the_room_loads_no_engine():
    """`import saidso` stays instant: SQLAlchemy waits until a ledger is opened."""
    code = "import sys, saidso.ledger; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_document_comes_back_as_it_went_in(ledger: Ledger):
    """Record and original bytes are returned unchanged."""
    assert ledger.add_document(a_document(1), raw_of(1))
    assert list(ledger.documents()) == [a_document(1)]
    assert ledger.document(a_document(1).id) == a_document(1)
    assert ledger.raw(a_document(1).sha256) == raw_of(1)


def test_the_same_bytes_are_stored_once(ledger: Ledger):
    """A second file with the same bytes adds nothing, whatever its name."""
    ledger.add_document(a_document(1), raw_of(1))
    before = ledger.fingerprint()
    assert not ledger.add_document(replace(a_document(1), source="copy.txt"), raw_of(1))
    assert ledger.fingerprint() == before


def test_bytes_of_another_file_are_refused(ledger: Ledger):
    """Raw bytes must have the SHA-256 that the document was read from."""
    with pytest.raises(SpanError, match="not those it was read from"):
        ledger.add_document(a_document(1), b"something else")
    assert list(ledger.documents()) == []


def test_a_file_name_that_is_no_utf8_can_be_stored(ledger: Ledger):
    """Old discs hold names like b'caf\\xe9.txt'; the document keeps its name exactly."""
    odd = replace(a_document(1), source="caf\udce9.txt")
    ledger.add_document(odd)
    ledger.add_skip(replace(a_skip(), source="caf\udce9.txt"))
    assert [d.source for d in ledger.documents()] == [s.source for s in ledger.skips()] == ["caf\udce9.txt"]


def test_a_skip_is_kept_once_with_its_reason(ledger: Ledger):
    """The same file and reason add one row; another reason adds another; no bytes (None) equal no bytes."""
    for skip in (a_skip(), a_skip(), a_skip(reason="encrypted"), a_skip(2)):
        ledger.add_skip(skip)
    assert list(ledger.skips()) == [a_skip(), a_skip(reason="encrypted"), a_skip(2)]
    assert ledger.report().skipped == (("empty", 2), ("encrypted", 1))


def test_unread_streams_while_the_reader_writes(ledger: Ledger):
    """Each unread document comes exactly once, in the order added, while extractions and marks are stored in between."""
    for number in range(40):
        ledger.add_document(a_document(number))
    seen = []
    for document in ledger.unread_by("invented-1"):
        seen.append(document)
        if len(seen) % 3:
            ledger.add_extraction(an_extraction(document))
        else:
            ledger.mark_not_read(document.id, "invented-1", "language: xx")
    assert seen == [a_document(number) for number in range(40)]
    assert list(ledger.unread_by("invented-1")) == []
    assert len(list(ledger.unread_by("invented-2"))) == ledger.count_unread_by("invented-2") == 40
    assert ledger.count_unread_by("invented-1") == 0
    assert ledger.report().not_read == (("language: xx", 13),)
    assert ledger.report().unread == 0


def test_unread_reads_ahead_by_a_few_documents_only(ledger: Ledger, monkeypatch: pytest.MonkeyPatch):
    """Memory stays flat: asking for the first unread document decodes a page, not the ledger."""
    from saidso.ledger import documents, extractions

    for number in range(60):
        ledger.add_document(a_document(number))
    pages = []
    monkeypatch.setattr(
        ledger.store, "_all", lambda rows, real=ledger.store._all: [pages.append(len(found := real(rows))), found][1]
    )
    next(iter(ledger.unread_by("invented-1")))
    assert pages == [extractions.FEW] == [documents.FEW]


def test_extractions_and_claims_come_back_as_they_went_in(ledger: Ledger):
    """Mentions, refused words, claims and every kind of value survive; a second time adds nothing."""
    document = a_document(1)
    ledger.add_document(document)
    assert ledger.extraction(document.id) is None
    assert ledger.add_extraction(an_extraction(document))
    before = ledger.fingerprint()
    assert not ledger.add_extraction(an_extraction(document))
    assert not ledger.add_extraction(replace(an_extraction(document), claims=()))
    assert ledger.fingerprint() == before
    assert list(ledger.extractions()) == [ledger.extraction(document.id)] == [an_extraction(document)]
    assert tuple(ledger.claims()) == an_extraction(document).claims
    assert ledger.claim(injury_claim(document, "invented-1").id) == injury_claim(document, "invented-1")


def test_claims_are_those_of_the_newest_model(ledger: Ledger):
    """A new model's claims take over; the old extraction stays and can be asked for."""
    document = a_document(1)
    ledger.add_document(document)
    for model in ("invented-1", "invented-2"):
        ledger.add_extraction(an_extraction(document, model))
    ledger.add_document(a_document(2))
    ledger.add_extraction(an_extraction(a_document(2), "invented-1"))  # the old model again: it does not become new
    assert ledger.newest_model() == "invented-2"
    assert {claim.model for claim in ledger.claims()} == {"invented-2"}
    assert ledger.claim(injury_claim(document, "").id).model == "invented-2"
    assert ledger.extraction(document.id) == an_extraction(document, "invented-2")
    assert ledger.extraction(document.id, "invented-1") == an_extraction(document, "invented-1")
    assert [one.model for one in ledger.extractions(document.id)] == ["invented-1", "invented-2"]


def test_a_quote_that_is_not_its_span_is_refused_at_the_door(ledger: Ledger):
    """Nothing of an extraction is stored when one of its quotes does not stand in the text."""
    document = a_document(1)
    ledger.add_document(document)
    wrong = replace(injury_claim(document, "invented-1"), trigger=replace(evidence(document, "hurt"), quote="shot"))
    with pytest.raises(SpanError, match="do not stand at"):
        ledger.add_extraction(replace(an_extraction(document), claims=(wrong,)))
    twice = injury_claim(document, "invented-1")
    with pytest.raises(SpanError, match="share the id"):
        ledger.add_extraction(replace(an_extraction(document), claims=(twice, twice)))
    assert ledger.newest_model() is None


def test_an_extraction_is_stored_all_or_nothing(ledger: Ledger):
    """A claim that cannot be stored takes its extraction and its model with it."""
    ledger.add_document(a_document(1))
    ledger.add_document(a_document(2))
    ledger.add_extraction(an_extraction(a_document(1)))
    before = ledger.fingerprint()
    other = an_extraction(a_document(2))
    clash = replace(other.claims[1], id=an_extraction(a_document(1)).claims[0].id)
    with pytest.raises(LedgerError, match="UNIQUE"):
        ledger.add_extraction(replace(other, claims=(other.claims[0], clash)))
    assert ledger.fingerprint() == before


def test_a_judgement_is_superseded_never_edited(ledger: Ledger):
    """The later one stands, the earlier is kept and flagged; the same id with other words is refused."""
    document = a_document(1)
    ledger.add_document(document)
    assert ledger.add_judgement(a_judgement(document))
    assert not ledger.add_judgement(a_judgement(document))
    with pytest.raises(LedgerError, match="says something else"):
        ledger.add_judgement(replace(a_judgement(document), reason="I changed my mind"))
    with pytest.raises(LedgerError, match="not there"):
        ledger.add_judgement(a_judgement(document, "j3", supersedes="j9"))
    later = a_judgement(document, "j2", supersedes="j1")
    ledger.add_judgement(later)
    assert list(ledger.judgements()) == [later]
    assert list(ledger.judgement_log()) == [(a_judgement(document), "j2"), (later, None)]


def test_a_judgement_points_at_words_that_stand_there(ledger: Ledger):
    """Its document must be in the ledger and its quote in the document."""
    document = a_document(1)
    with pytest.raises(LedgerError, match="no document"):
        ledger.add_judgement(a_judgement(document))
    ledger.add_document(document)
    moved = replace(a_judgement(document), on=(replace(evidence(document, "hurt"), quote="shot"),))
    with pytest.raises(LedgerError, match="do not stand"):
        ledger.add_judgement(moved)


def test_incidents_are_replaced_as_a_whole(ledger: Ledger):
    """The last linking is what stands; linking the same again adds nothing to the logs."""
    extractions = fill(ledger, [1, 2])
    assert list(ledger.incidents()) == sorted(a_linking(extractions).incidents, key=lambda incident: incident.id)
    before = ledger.fingerprint()
    ledger.replace_incidents(a_linking(extractions))
    assert ledger.fingerprint() == before
    assert ledger.report().incidents == 2
    assert ledger.report().contradictions == 2
    assert (ledger.report().origins_lo, ledger.report().origins_hi) == (2, 4)


def test_merged_incidents_redirect(ledger: Ledger):
    """An old id leads to the incident that took its claims, over several merges; an unknown id is refused in words."""
    one, two, three = fill(ledger, [1, 2, 3])
    a, b, c = (f"i{one.document_id[1:9]}", f"i{two.document_id[1:9]}", f"i{three.document_id[1:9]}")
    rest = an_incident(c, three)
    ledger.replace_incidents(Linking(incidents=(an_incident(b, one, two), rest), changes=(("merged", a, b),)))
    ledger.replace_incidents(Linking(incidents=(an_incident(c, one, two, three),), changes=(("merged", b, c),)))
    assert ledger.redirect(a) == ledger.redirect(b) == ledger.redirect(c) == c
    assert ledger.incident(a) == an_incident(c, one, two, three)
    assert set(ledger.incident_ids().values()) == {c}
    assert list(ledger.incident_changes())[-2:] == [("merged", a, b), ("merged", b, c)]
    with pytest.raises(LedgerError, match="no incident i404"):
        ledger.incident("i404")
    ledger.replace_incidents(Linking(incidents=()))
    with pytest.raises(LedgerError, match="no claims any more"):
        ledger.incident(a)


def test_merging_in_a_circle_ends(ledger: Ledger):
    """Ids that were merged into each other and then vanished are refused, not chased for ever."""
    (one,) = fill(ledger, [1])
    a = f"i{one.document_id[1:9]}"
    ledger.replace_incidents(Linking(incidents=(an_incident("ib", one),), changes=(("merged", a, "ib"), ("merged", "ib", a))))
    ledger.replace_incidents(Linking(incidents=()))
    with pytest.raises(LedgerError, match="no claims any more"):
        ledger.redirect(a)


def test_what_is_not_there_is_said_in_words(ledger: Ledger):
    """Each look-up of something missing says what, where and what to do now."""
    for look in (ledger.document, ledger.raw, ledger.claim, ledger.incident, ledger.table):
        with pytest.raises(LedgerError, match=r"no .*\. ?.*"):
            look("nothing")
    with pytest.raises(LedgerError, match="no document"):
        ledger.mark_not_read("nothing", "invented-1", "language: xx")


def test_the_database_refuses_to_change_what_is_kept(tmp_path: Path):
    """Append-only holds for every program that opens the file: UPDATE and DELETE are refused."""
    kept = ["documents", "blobs", "skips", "models", "not_read", "extractions", "claims", "judgements", "incident_log"]
    with sqlite3.connect(filled(tmp_path / "l")) as database:
        for table in [*kept, "incident_changes"]:
            column = database.execute(f"SELECT name FROM pragma_table_info('{table}') LIMIT 1").fetchone()[0]
            for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    database.execute(statement)


def test_twice_adds_nothing(tmp_path: Path):
    """The same build run again leaves the same ledger."""
    with Ledger(tmp_path / "l") as ledger:
        fill(ledger, [1, 2, 3])
        before = ledger.fingerprint()
        fill(ledger, [1, 2, 3])
        assert ledger.fingerprint() == before


def test_shuffled_gives_the_same(tmp_path: Path):
    """The order of files changes no content."""
    prints = []
    for seed in range(3):
        numbers = list(range(8))
        random.Random(seed).shuffle(numbers)
        with Ledger(tmp_path / f"l{seed}") as ledger:
            fill(ledger, numbers)
            prints.append(ledger.fingerprint())
    assert len(set(prints)) == 1


def test_a_fingerprint_sees_every_kind_of_row(tmp_path: Path):
    """Each thing that can be added changes the fingerprint."""
    document = a_document(1)
    steps = (
        lambda: ledger.add_document(document, raw_of(1)),
        lambda: ledger.add_skip(a_skip()),
        lambda: ledger.mark_not_read(document.id, "invented-0", "language: xx"),
        lambda: ledger.add_extraction(an_extraction(document)),
        lambda: ledger.add_judgement(a_judgement(document)),
        lambda: ledger.replace_incidents(a_linking([an_extraction(document)])),
    )
    with Ledger(tmp_path / "l") as ledger:
        prints = [ledger.fingerprint()]
        for step in steps:
            step()
            prints.append(ledger.fingerprint())
    assert len(set(prints)) == len(steps) + 1


_BUILD = "import sys; from invented import *; fill(Ledger(sys.argv[1]), list(range(60)))"


def test_killed_and_resumed_equals_straight(tmp_path: Path):
    """kill -9 at any point, then run again: the same ledger as one that was never interrupted."""
    with Ledger(tmp_path / "straight") as ledger:
        fill(ledger, list(range(60)))
        straight = ledger.fingerprint()
    for wanted in ("documents", "extractions"):
        path = tmp_path / wanted
        build = [sys.executable, "-c", _BUILD, str(path)]
        killed = subprocess.Popen(build, cwd=Path(__file__).parent)
        _wait_for_rows(path, wanted)
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        with Ledger(path) as ledger:
            claims = list(ledger.claims())
            assert len(claims) == 2 * len(list(ledger.extractions()))  # an extraction with all its claims, or none
            fill(ledger, list(range(60)))
            assert ledger.fingerprint() == straight


def _wait_for_rows(path: Path, table: str) -> None:
    for _ in range(3000):
        time.sleep(0.002)
        try:
            with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as database:
                if database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 3:
                    return
        except sqlite3.OperationalError:
            continue
    raise AssertionError(f"nothing was written to {table}")


def test_text_is_untouched_by_storage(ledger: Ledger):
    """Kurdish, Arabic and emoji keep their code points: the spans of the text stay right."""
    text = "Hesekê, راس العين, Şırnak 🕊 \u0000 e\u0301: " + TEXT
    odd = replace(a_document(1), text=text)
    ledger.add_document(odd)
    assert next(iter(ledger.documents())).text == text
