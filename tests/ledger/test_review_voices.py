"""The record of a voice: counts with the claims behind them, and never a score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from told_reports import told

from saidso.errors import LedgerError
from saidso.ledger import Ledger
from saidso.ledger.search_index import Audience
from saidso.ledger.voices import VoiceRecord, incidents_with, record_of
from saidso.nouns.claim import Voice, VoiceKind
from saidso.nouns.incident import Reading


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = told(tmp_path / "l")
    yield opened
    opened.close()


def record(ledger: Ledger, name: str) -> VoiceRecord:
    incidents = [ledger.incident(each) for each in incidents_with(ledger, name)]
    return record_of(name, [(one, tuple(ledger.claim(each) for each in one.claims)) for one in incidents])


def test_a_publisher_prints_others_and_says_whom(ledger: Ledger) -> None:
    """Two reports, both in another's words: nothing of its own, and whom it quotes."""
    found = record(ledger, "tarvel courier")
    assert (found.own, found.printed, found.incidents) == ((), ("c0", "c3"), ("i1", "i2"))
    assert {(met.voice, met.claims) for met in found.quotes} == {("the Tarvel ministry", ("c0",)), ("the Reed Front", ("c3",))}
    assert len(found.documents) == 2 and found.stances == ()


def test_a_source_is_heard_through_papers_and_later_contradicted(ledger: Ledger) -> None:
    """The ministry's 4 of 3 May: the front denies on the 4th; its own 6 of the 5th is a change of mind, no contradiction."""
    found = record(ledger, "The Tarvel Ministry")
    assert found.own == ("c0", "c2") and found.stances == (("says", 2),)
    assert {met.voice for met in found.quoted_by} == {"Tarvel Courier", "Radyo Işık"}
    assert [(met.voice, met.claims, met.incidents) for met in found.contradicted_by] == [("Çelik Cephesi", ("c1",), ("i1",))]
    assert found.same_as == ()


def test_who_printed_an_origin_first_and_who_after(ledger: Ledger) -> None:
    """Of the ministry's two papers the one of the earlier day was first; with no day or one day nobody was."""
    assert record(ledger, "Tarvel Courier").first == ("c0",)
    assert record(ledger, "Radyo Isik").copied == ("c2",)
    incident = ledger.incident("i1")
    claims = [replace(ledger.claim(each), said_on=date(2031, 5, 3)) for each in incident.claims]
    same_day = record_of("Tarvel Courier", [(incident, tuple(claims))])
    assert (same_day.first, same_day.copied) == ((), ())


def test_another_origin_that_later_holds_the_same_is_told(ledger: Ledger) -> None:
    """The same value with a stance that holds it, from another origin, later; a denial of the same value is none."""
    incident = ledger.incident("i1")
    [slot] = incident.slots
    claims = {each: ledger.claim(each) for each in incident.claims}
    mayor = Voice(kind=VoiceKind.SOURCE, words="the mayor")
    claims["c1"] = replace(claims["c1"], chain=(claims["c1"].chain[0], mayor), stance=mayor.stance)
    joined = Reading(value="4", stance=mayor.stance, claims=("c0", "c1"), origins=(0, 1))
    told_again = replace(incident, slots=(replace(slot, agreement="same", kinds=(), readings=(joined,)),))
    found = record_of("the Tarvel ministry", [(told_again, tuple(claims.values()))])
    assert [(met.voice, met.claims) for met in found.same_as] == [("the mayor", ("c1",))]
    assert found.contradicted_by == ()


def test_a_record_holds_ids_and_no_score() -> None:
    """No field of a record is a number."""
    assert not [field.name for field in fields(VoiceRecord) if "int" in str(field.type) and "str" not in str(field.type)]


def test_who_does_not_speak_has_no_record(ledger: Ledger) -> None:
    """Nobody of that name; to readers nobody whose name has not passed the guard."""
    with pytest.raises(LedgerError, match="nobody called 'the queen' speaks"):
        incidents_with(ledger, "the queen")
    with pytest.raises(LedgerError, match="nobody called 'Mira Tolan' speaks"):
        incidents_with(ledger, "Mira Tolan", Audience.PUBLIC)
    assert incidents_with(ledger, "mira TOLAN") == ["i5"]
