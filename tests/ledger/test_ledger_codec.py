"""Records go to canonical JSON and come back equal, whatever they hold."""

from __future__ import annotations

import json
import math
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import a_document, a_judgement, a_linking, a_skip, an_extraction, injury_claim

from saidso.errors import LedgerError, SpanError
from saidso.ledger.codec import canonical, parse, plain, restore, seal, storable
from saidso.nouns import claim as claim_module
from saidso.nouns import incident as incident_module
from saidso.nouns.claim import Claim, Extraction, SlotValue, Voice
from saidso.nouns.document import Document, Known, Provenance, Skip
from saidso.nouns.incident import Incident, Linking
from saidso.nouns.judgement import Judgement
from saidso.nouns.span import Evidence, Span
from saidso.nouns.value import Value
from saidso.values.count import Count
from saidso.values.place import Place
from saidso.values.when import When


def and_back(record: Any) -> Any:
    payload = canonical(plain(record))
    payload.encode()  # every database can take it
    return restore(type(record), parse(payload, "here"), "here")


# Hypothesis resolves hints by itself: it is given the names that these modules need for typing only.
vars(claim_module)["Value"] = Value
vars(incident_module).update(Place=Place, When=When)

words = st.text(st.characters(), max_size=12)
st.register_type_strategy(str, words)
st.register_type_strategy(float, st.integers(-900, 900).map(lambda tenths: tenths / 10))
st.register_type_strategy(datetime, st.datetimes(timezones=st.none() | st.timezones()))
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(1, 12))
st.register_type_strategy(Span, spans)
st.register_type_strategy(
    Evidence,
    st.builds(
        lambda id, start, quote: Evidence(document_id=id, span=Span(start, start + len(quote)), quote=quote),
        words,
        st.integers(0, 10**6),
        st.text(min_size=1, max_size=12),
    ),
)


some = st.integers(0, 10**6)
counts = st.builds(
    lambda low, more, words, population: Count(
        low=low, high=None if more is None else low + more, words=words, population=population
    ),
    some,
    st.none() | some,
    st.text(min_size=1, max_size=12),
    st.none() | words,
)
whens = st.builds(
    lambda day, days, words: When(
        earliest=day,
        latest=None if days is None else day + timedelta(days=days),
        granularity="day",
        relative_to="none",
        words=words,
        rule="invented",
        candidates=() if days is None else ((day, day), (day, day + timedelta(days=days))),
    ),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.none() | st.integers(1, 400),
    st.text(min_size=1, max_size=12),
)
places = st.builds(
    lambda words, name, tenths, candidates: Place(
        words=words, name=name, latitude=tenths / 10, longitude=None, candidates=() if name else candidates
    ),
    st.text(min_size=1, max_size=12),
    st.none() | st.text(min_size=1, max_size=12),
    st.integers(-900, 900),
    st.tuples(words, words),
)
st.register_type_strategy(Place, places)
st.register_type_strategy(Count, counts)
st.register_type_strategy(When, whens)


def known(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Known[Any]]:
    stated = st.builds(Known, value=values, how=st.sampled_from(list(Provenance)[:3]), span=st.none() | spans)
    return st.just(Known()) | stated


st.register_type_strategy(Known, lambda kind: known(st.dates() if date in kind.__args__ else words))


def claims() -> st.SearchStrategy[Claim]:
    """Claims with arbitrary values and links; the first link and the stance fit, as the record demands."""
    base = injury_claim(a_document(1), "m")
    chains = st.lists(st.from_type(Voice), max_size=3).map(lambda rest: (base.chain[0], *rest))
    values = st.lists(st.from_type(SlotValue), max_size=3).map(tuple)
    return st.builds(
        lambda chain, values, said_on, unsure: replace(
            base, chain=chain, stance=chain[-1].stance, values=values, said_on=said_on, unsure=unsure
        ),
        chains,
        values,
        st.none() | st.dates(),
        st.lists(words, max_size=2).map(tuple),
    )


@settings(max_examples=40, deadline=None)
@given(claims())
def test_claims_survive(claim: Claim):
    """Values of every kind, links of every kind, open bounds and silence."""
    assert and_back(claim) == claim


@settings(max_examples=15, deadline=None)
@given(st.from_type(Judgement) | st.from_type(Skip) | st.from_type(Incident))
def test_judgements_skips_and_incidents_survive(record: Judgement | Skip | Incident):
    """Every field, moments with and without a time zone included."""
    assert and_back(record) == record


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_metadata_survives(data: st.DataObject):
    """Known text and known days keep their value, provenance and span."""
    document = a_document(1)
    drawn = {field.name: data.draw(known(words)) for field in fields(document.metadata) if field.name != "published_on"}
    drawn["published_on"] = data.draw(known(st.dates()))
    changed = replace(document, metadata=replace(document.metadata, **drawn))
    assert and_back(changed) == changed


def test_the_invented_records_survive():
    """The records of our stories, in full."""
    document = a_document(1)
    for record in (document, an_extraction(document), a_linking([an_extraction(document)]), a_judgement(document), a_skip()):
        assert and_back(record) == record
        assert type(record) in (Document, Extraction, Linking, Judgement, Skip)


def test_equal_records_give_equal_bytes():
    """1 and 1.0 are one confidence; keys are sorted; the seal follows the bytes."""
    document = a_document(1)
    one = replace(injury_claim(document, "m"), confidence=1)
    assert canonical(plain(one)) == canonical(plain(injury_claim(document, "m")))
    assert list(plain_keys := json.loads(canonical(plain(one)))) == sorted(plain_keys)
    assert seal("a") != seal("b")


def test_zero_open_and_silence_stay_three_things():
    """"Nobody" is 0 to 0, "casualties" 1 to open, and no value is None."""
    for low, high in ((0, 0), (1, None), (None, None)):
        back = and_back(Count(low=low, high=high, words="w"))
        assert (back.low, back.high) == (low, high)
        assert type(back.low) is type(low)


def test_a_field_that_came_later_gets_its_default():
    """A record of an older saidso, written before a field existed, can be read."""
    body = plain(injury_claim(a_document(1), "m"))
    del body["unsure"]
    assert restore(Claim, body, "here").unsure == ()


@pytest.mark.parametrize(
    "damage",
    [
        {"newer": 1},
        {"stance": "shouts"},
        {"stance": "denies"},
        {"chain": []},
        {"trigger": None},
        {"trigger": {"document_id": "d", "quote": "longer than its span", "span": [0, 3]}},
        {"trigger": {"document_id": "d", "quote": "abc", "span": [3]}},
        {"trigger": {"document_id": "d", "quote": "abc", "span": ["0", "3"]}},
        {"values": [{"slot": "place", "value": {"is": "Street"}}]},
        {"values": 7},
        {"said_on": "yesterday"},
        {"confidence": "high"},
        {"turn": True},
        {"turn": 1.5},
        {"id": None},
    ],
)
def test_damage_is_refused_in_words(damage: dict[str, Any]):
    """Whatever was done to a payload, the reader says which record and what to do, and never gives half a record."""
    body = plain(injury_claim(a_document(1), "m")) | damage
    with pytest.raises(LedgerError, match=r"claim c1: the stored Claim cannot be read .*saidso check"):
        restore(Claim, body, "claim c1")


@pytest.mark.parametrize("payload", [None, b"{}", "{", 7, "[" * 100_000])
def test_what_is_no_json_is_refused_in_words(payload: object):
    """A payload that was cut off or overwritten."""
    with pytest.raises(LedgerError, match="here: "):
        parse(payload, "here")


def test_what_cannot_be_stored_is_refused_at_the_door():
    """A number that JSON has not, and a value of the wrong kind."""
    claim = injury_claim(a_document(1), "m")
    for wrong in (replace(claim, confidence=math.nan), replace(claim, turn="second"), replace(claim, content=None)):
        with pytest.raises(LedgerError, match="cannot be stored"):
            canonical(plain(wrong))


def test_lone_surrogates_are_escaped_and_come_back():
    """A file name that is no UTF-8 survives inside JSON."""
    skip = replace(a_skip(), source="caf\udce9")
    assert storable("caf\udce9") == "caf\\udce9"
    assert and_back(skip) == skip


def test_spans_of_nothing_stay_impossible():
    """The codec goes through the records' own constructors."""
    with pytest.raises(SpanError):
        Span(3, 3)
    with pytest.raises(LedgerError, match="must not be empty"):
        restore(Evidence, {"document_id": "d", "quote": "", "span": [3, 3]}, "here")
