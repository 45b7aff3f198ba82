"""What readers can find is what passed the guard: searching tells them no name that the pages hide."""

from __future__ import annotations

from pathlib import Path

import pytest
from shown import PRIVATE

from saidso.errors import LedgerError
from saidso.ledger import Ledger
from saidso.ledger.search import IncidentFilter, incident_list, names
from saidso.ledger.search_index import Audience
from saidso.ledger.voices import incidents_with
from saidso.show.web.frame.readers import publish_all

HIDDEN = (*PRIVATE, "Lena Sorvik", "tolan*", "mir*", '"mira tolan"', "miratolan post example")


def found(ledger: Ledger, audience: Audience, **asked: str) -> int:
    return incident_list(ledger, IncidentFilter(**asked), audience).total


@pytest.mark.parametrize("words", HIDDEN)
def test_no_search_of_a_reader_tells_a_hidden_name(ledger_file: Path, words: str) -> None:
    """Full text, voices, actors, places and lists of names, after everything has passed the guard."""
    with Ledger(ledger_file) as ledger:
        publish_all(ledger, "test")
        assert found(ledger, Audience.PUBLIC) == 1, "the incident itself is there"
        for field in ("text", "voice", "actor", "place"):
            assert found(ledger, Audience.PUBLIC, **{field: words}) == 0
        for kind in ("voice", "actor", "place"):
            said = " ".join(names(ledger, kind, audience=Audience.PUBLIC)).casefold()
            assert not any(part.casefold() in said for part in PRIVATE)
        with pytest.raises(LedgerError, match="nobody called"):
            incidents_with(ledger, words, Audience.PUBLIC)


def test_readers_find_offices_places_and_quotes(ledger_file: Path) -> None:
    """Who speaks for an office, where it was, and the words that stay are found by both audiences alike."""
    with Ledger(ledger_file) as ledger:
        publish_all(ledger, "test")
        for audience in Audience:
            assert found(ledger, audience, text="gunmen checkpoint") == 1
            assert found(ledger, audience, voice="defence min") == 1
            assert found(ledger, audience, voice="ilia marn") == 1
            assert found(ledger, audience, place="oremi", stance="denies", kind="polarity") == 1
        assert found(ledger, Audience.DESK, text="mira tolan") == 1


def test_the_index_of_readers_is_what_the_guard_left(ledger_file: Path) -> None:
    """No hidden word stands in any table that readers' questions read, whatever is asked of it."""
    with Ledger(ledger_file) as ledger:
        publish_all(ledger, "test")
        with ledger.store.reading() as connection:
            rows = connection.exec_driver_sql("SELECT words || sounds FROM public_words").all()
            rows += connection.exec_driver_sql("SELECT term || label FROM incident_terms WHERE audience = 'public'").all()
            rows += connection.exec_driver_sql("SELECT incident_id || coalesce(place, '') FROM incident_public").all()
        text = " ".join(row[0] for row in rows).casefold()
        assert "gunmen" in text
        assert not [part for part in ("mira", "tolan", "sorvik") if part in text]
