"""Lists of documents and voices: what the queries give is what a plain loop over the ledger gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from told_reports import told

from saidso.errors import ConfigError
from saidso.ledger import Ledger
from saidso.ledger.search_words import fold
from saidso.ledger.shelf import STATES, DocumentFilter, coverage, document_list, grown, not_read_reasons, readings
from saidso.ledger.voice_list import VoiceAsked, activity, incidents_of, spellings, voice_list
from saidso.nouns.claim import Extraction
from saidso.nouns.document import Document, Known, Metadata, Paragraph, Provenance
from saidso.nouns.span import Span

PUBLISHERS, DAYS = ("Valley Herald", "Radio Belkhar", None), (date(2024, 3, 1), date(2024, 4, 1), None)


def known(value: object) -> Known[object]:
    """A piece of metadata that somebody gave, or nobody."""
    return Known() if value is None else Known(value=value, how=Provenance.GIVEN)


@pytest.fixture
def shelf(tmp_path: Path) -> Ledger:
    """Nine documents: read, refused and waiting ones, of three publishers and days."""
    ledger = Ledger(tmp_path / "shelf.ledger")
    for number, (publisher, day) in enumerate(product(PUBLISHERS, DAYS)):
        document = Document(
            id=f"d{number}",
            sha256=f"{number:064x}",
            text="Shells fell.",
            source=f"Müller-{number}.txt",
            format="txt" if number % 2 else "html",
            paragraphs=(Paragraph(span=Span(0, 12)),),
            metadata=replace(Metadata(), publisher=known(publisher), published_on=known(day)),
        )
        ledger.add_document(document)
        if number % 3 == 0:
            ledger.add_extraction(Extraction(document_id=document.id, model="invented-1"))
        elif number % 3 == 1:
            ledger.mark_not_read(document.id, "invented-1", "language: xx")
    return ledger


def plain(ledger: Ledger, asked: DocumentFilter) -> list[str]:
    """What a loop over all documents finds."""

    def fits(document: Document) -> bool:
        day, number = document.metadata.published_on.value, int(document.id[1:])
        head = " " + fold(f"{document.metadata.publisher.value or ''} {document.source}")
        return (
            asked.publisher in (None, document.metadata.publisher.value)
            and asked.format in (None, document.format)
            and (asked.first_day is None or (day is not None and day >= asked.first_day))
            and (asked.last_day is None or (day is not None and day <= asked.last_day))
            and asked.state in (None, ("read", "not read", "waiting")[number % 3])
            and all(f" {word}" in head for word in fold(asked.text).split())
        )

    return [document.id for document in ledger.documents() if fits(document)]


@pytest.mark.parametrize("text", ["", "herald", "MULLER rad", "zzz"])
@pytest.mark.parametrize("state", [None, *STATES])
def test_a_filter_is_a_plain_filter(shelf: Ledger, state: str | None, text: str) -> None:
    """Every filter alone and with the others gives what a loop gives, and the counts beside it are of all that was found."""
    for publisher, form, day in product((None, "Valley Herald"), (None, "txt"), (None, date(2024, 3, 15))):
        asked = DocumentFilter(text=text, state=state, publisher=publisher, format=form, last_day=day)
        found = document_list(shelf, asked)
        wanted = plain(shelf, asked)
        assert [row.id for row in found.rows] == wanted
        assert found.total == len(wanted)
        assert dict(found.formats) == Counter(shelf.document(each).format for each in wanted)


def test_pages_and_orders(shelf: Ledger) -> None:
    """Pages follow each other without a gap, in each order; undated documents come last."""
    for sort in ("added", "newest", "oldest", "title"):
        rows = [row for page in (1, 2, 3) for row in document_list(shelf, DocumentFilter(sort=sort, size=4, page=page)).rows]
        assert sorted(row.id for row in rows) == [f"d{number}" for number in range(9)]
        if sort in ("newest", "oldest"):
            assert [row.published_on for row in rows[-3:]] == [None] * 3
    refused = document_list(shelf, DocumentFilter(state="not read")).rows[0]
    assert (refused.state, refused.reason) == ("not read", "language: xx")


def test_what_cannot_be_asked(shelf: Ledger) -> None:
    """A state or an order that is none is told with those that are."""
    for wrong in ({"state": "lost"}, {"sort": "best"}, {"page": 0}, {"size": 0}):
        with pytest.raises(ConfigError, match=r"Choose one of|ask for page"):
            DocumentFilter(**wrong)  # type: ignore[arg-type]


def test_counts_of_the_whole(shelf: Ledger) -> None:
    """Coverage, reasons and readings add up to the documents; the numbers of growth change with each addition."""
    assert sum(many for _, _, many in coverage(shelf)) == 9
    assert not_read_reasons(shelf) == (("language: xx", 3),)
    assert readings(shelf) == (("invented-1", 3, 0),)
    before = grown(shelf)
    assert grown(shelf) == before
    shelf.add_extraction(Extraction(document_id="d2", model="invented-1"))
    assert grown(shelf) != before


def test_voices_are_those_of_the_chains(tmp_path: Path) -> None:
    """Each voice of each chain is in the list with its incidents and spellings; its pages of incidents hold them all."""
    with told(tmp_path / "voices.ledger") as ledger:
        heard: dict[str, set[str]] = {}
        spelt: dict[str, set[str]] = {}
        for incident in ledger.incidents():
            for claim in ledger.claims_with(incident.claims):
                for voice in claim.chain:
                    heard.setdefault(fold(voice.resolved), set()).add(incident.id)
                    spelt.setdefault(fold(voice.resolved), set()).add(voice.resolved)
        found = voice_list(ledger, VoiceAsked(size=500))
        assert {row.key: row.incidents for row in found.rows} == {key: len(ids) for key, ids in heard.items()}
        assert found.total == len(heard)
        for key, ids in heard.items():
            pages = [id for page in range(1, len(ids) + 1) for id in incidents_of(ledger, key, page=page, size=1)[0]]
            assert sorted(pages) == sorted(ids)
            assert {label for label, _ in spellings(ledger, key)} <= spelt[key]
            assert sum(many for _, many in activity(ledger, key)) == len(ids)
