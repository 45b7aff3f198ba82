"""Twins: rows made straight from stored JSON, and rows made from the nouns, are the same rows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import noun_rows
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import a_document, a_judgement, a_linking, an_extraction, filled
from test_ledger_codec import claims, known, words

from saidso.errors import LedgerError
from saidso.ledger import Ledger, codec
from saidso.ledger.codec import Plain, canonical, parse, parse_quickly, plain
from saidso.ledger.tables import TOLD, desk_of, document_cells
from saidso.ledger.told import Told, as_stored, mended
from saidso.ledger.told_rows import Desk, rows_of
from saidso.nouns.claim import Claim
from saidso.nouns.document import Document
from saidso.nouns.incident import Incident
from saidso.nouns.judgement import Review, ReviewState
from saidso.pipeline import build
from saidso.understand import load_model

SAMPLES = Path(__file__).parents[2] / "src/saidso/data/samples"


def stored(incident: Incident | None, held: Sequence[Claim]) -> Told:
    """Records as a ledger gives them back: through their bytes."""
    told = as_stored(incident, held)
    return Told(
        incident=None if told.incident is None else parse_quickly(canonical(told.incident), "incident", "here"),
        claims=tuple(parse_quickly(canonical(claim), "claim", "here") for claim in told.claims),
    )


def assert_twins(told: Told, desk: Desk) -> None:
    """Every table of these records, both ways."""
    incident, held = told.nouns()
    nouns = noun_rows.Nouns(incident=incident, claims=held)
    for name, (columns, rows) in TOLD.items():
        made = rows_of([told], desk, rows)
        assert made == list(noun_rows.ROWS[name](nouns, desk)), name
        assert all(len(row) == len(columns) for row in made)
        assert [[type(cell) for cell in row] for row in made] == [
            [str if isinstance(cell, str) else type(cell) for cell in row] for row in noun_rows.ROWS[name](nouns, desk)
        ]


def test_the_whole_demo_has_the_same_rows_both_ways(tmp_path: Path) -> None:
    """Every incident, claim and document of the bundled reports, as the shipped model reads them."""
    with Ledger(tmp_path / "demo") as ledger:
        build([SAMPLES], ledger, load_model())
        desk, many = desk_of(ledger), 0
        for told in ledger.told():
            assert_twins(told, desk)
            many += len(told.claims)
        assert many == len(list(ledger.claims())) > 50
        for document, given in zip(sorted(ledger.documents(), key=lambda each: each.id), ledger.documents_stored(), strict=True):
            assert document_cells(given) == noun_rows.document_row(document)


def test_what_people_decided_is_the_same_both_ways(tmp_path: Path) -> None:
    """Reviews, a chosen value and who chose it."""
    with Ledger(filled(tmp_path / "l")) as ledger:
        best = replace(a_judgement(a_document(0), "b1"), decision="best", slot="injured", value="2", supersedes=None)
        ledger.add_judgement(best)
        desk, given = desk_of(ledger), list(ledger.told())
        assert desk.chosen
        for told in given:
            incident = told.incident
            assert incident is not None
            filled_in = {**incident, "slots": [{**slot, "best": "2"} for slot in incident["slots"]]}
            assert_twins(told, desk)
            assert_twins(Told(incident=filled_in, claims=told.claims), desk)


@settings(max_examples=60, deadline=None)
@given(claims(), st.sampled_from([None, *ReviewState]))
def test_random_claims_have_the_same_rows_both_ways(claim: Claim, state: ReviewState | None) -> None:
    """Values of every kind, several of one slot, doubtful ones, links of every kind, open bounds and silence."""
    reviews = {} if state is None else {claim.id: Review(claim=claim.id, state=state)}
    assert_twins(stored(None, [claim]), Desk(reviews=reviews))


@settings(max_examples=20, deadline=None)
@given(st.from_type(Incident), st.lists(claims(), max_size=4), st.data())
def test_random_incidents_have_the_same_rows_both_ways(incident: Incident, held: list[Claim], data: st.DataObject) -> None:
    """Whatever stands in slots and readings, whoever denies, and with number slots among them."""
    slots = tuple(replace(each, slot=data.draw(st.sampled_from(["killed", "actor", each.slot]))) for each in incident.slots)
    named = [replace(claim, id=f"c{at}") for at, claim in enumerate(held)]
    assert_twins(stored(replace(incident, slots=slots, claims=tuple(c.id for c in named)), named), Desk(reviews={}))


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_random_documents_have_the_same_row_both_ways(data: st.DataObject) -> None:
    """Known and unknown metadata."""
    document = a_document(1)
    drawn = {name: data.draw(known(words)) for name in ("publisher", "issuer", "title", "language", "agency", "url")}
    changed: Document = replace(document, metadata=replace(document.metadata, **drawn, published_on=data.draw(known(st.dates()))))
    assert document_cells(parse(canonical(plain(changed)), "here")) == noun_rows.document_row(changed)


def test_what_an_older_saidso_wrote_has_its_rows() -> None:
    """Records from before a field existed: the rows are those of the field's default."""
    extraction = an_extraction(a_document(1))
    incident = next(each for each in a_linking([extraction]).incidents if each.claims)
    told = stored(incident, [claim for claim in extraction.claims if claim.id in incident.claims])

    def older(record: Plain, *gone: str) -> Plain:
        return {name: value for name, value in record.items() if name not in gone}

    whole = told.incident or {}
    given = Told(
        incident={**older(whole, "when", "place"), "slots": [older(slot, "best") for slot in whole["slots"]]},
        claims=tuple(older(claim, "unsure", "turn", "agency") for claim in told.claims),
    )
    assert mended(given) != given
    for name, (_, rows) in TOLD.items():
        assert rows_of([given], Desk(reviews={}), rows) == rows_of([mended(given)], Desk(reviews={}), rows), name
    document = plain(a_document(1))
    without = {**document, "metadata": older(document["metadata"], "issuer")}
    assert document_cells(without) == document_cells(document)


@pytest.mark.parametrize("damage", [{"chain": 7}, {"trigger": None}, {"said_on": "yesterday"}, {"values": [{"slot": "x"}]}])
def test_damage_is_said_in_words(damage: Plain) -> None:
    """A record that cannot be read stops the table with the words of the codec, never with a traceback of ours."""
    claim = plain(an_extraction(a_document(1)).claims[0]) | damage
    with pytest.raises(LedgerError, match=r"the stored Claim cannot be read .*saidso check"):
        for _, rows in TOLD.values():
            rows_of([Told(incident=None, claims=(claim,))], Desk(reviews={}), rows)
    with pytest.raises(LedgerError, match=r"document without an id: the stored Document cannot be read"):
        document_cells([])


@given(claims())
@settings(max_examples=60, deadline=None)
def test_the_quick_way_reads_what_the_slow_one_does(claim: Claim) -> None:
    """Any claim's payload gives the same JSON value with msgspec and without."""
    payload = canonical(plain(claim))
    assert parse_quickly(payload, "claim", claim.id) == parse(payload, "here")


def test_what_only_the_slow_way_takes_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file name that is no UTF-8 stands as a lone surrogate; damage is said with its row; without msgspec all goes on."""
    assert parse_quickly('{"source":"caf\\udce9.txt"}', "document", "d1") == {"source": "caf\udce9.txt"}
    assert parse_quickly('{"low":-18446744073709551617}', "claim", "c1") == {"low": -18446744073709551617}
    for broken in ('{"a":', None, b"{}"):
        with pytest.raises(LedgerError, match="document d1"):
            parse_quickly(broken, "document", "d1")
    monkeypatch.setitem(sys.modules, "msgspec", None)
    codec._quick_reader.cache_clear()
    try:
        assert parse_quickly('{"low":3}', "claim", "c1") == {"low": 3}
    finally:
        codec._quick_reader.cache_clear()
