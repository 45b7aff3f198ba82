"""A ledger that grows by deliveries, corrections and judgements stands where one linking of everything stands."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from many_claims import many

from saidso.ledger import Ledger
from saidso.link import growth as growing
from saidso.link import link, relink
from saidso.link import standing as deliveries
from saidso.nouns.claim import Claim, Extraction
from saidso.nouns.document import Document, Paragraph
from saidso.nouns.growth import Growth
from saidso.nouns.judgement import Decision, Judgement
from saidso.nouns.span import Span

READER = "by hand"


def put(ledger: Ledger, claims: list[Claim]) -> None:
    """Store the documents of these claims; the passage of each is its document's whole text."""
    for document_id in dict.fromkeys(claim.document_id for claim in claims):
        own = tuple(claim for claim in claims if claim.document_id == document_id)
        text = own[0].passage.quote
        digest = hashlib.sha256(document_id.encode()).hexdigest()
        paragraphs = (Paragraph(span=Span(0, len(text))),)
        ledger.add_document(
            Document(id=document_id, sha256=digest, text=text, source=document_id, format="txt", paragraphs=paragraphs)
        )
        ledger.add_extraction(Extraction(document_id=document_id, model=READER, claims=own))


def grow(ledger: Ledger) -> Growth:
    """Bring the linking up to date, and hold what stands, ids included, against one linking of everything."""
    known = ledger.incident_ids()
    batch = link(ledger.claims(), ledger.judgements(), known_ids=known)
    growth = relink(ledger.link_index())
    ledger.keep_linking(growth)
    assert {one.id: one for one in ledger.incidents()} == {one.id: one for one in batch.incidents}
    assert set(growth.changes) == set(batch.changes)
    last = {claim: incident.id for incident in batch.incidents for claim in incident.claims}
    assert ledger.incident_ids() == known | last
    return growth


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deliveries are never linked anew as a whole, however large they are."""
    monkeypatch.setattr(deliveries, "_FEW", 10**6)


def shuffled(claims: list[Claim], seed: int, parts: int) -> list[list[Claim]]:
    documents = sorted({claim.document_id for claim in claims})
    Random(seed).shuffle(documents)
    return [[claim for claim in claims if claim.document_id in set(documents[part::parts])] for part in range(parts)]


@pytest.mark.parametrize("seed", range(3))
def test_deliveries_and_one_run_agree_on_disc(seed: int, tmp_path: Path, one_by_one: None) -> None:
    """After every delivery the incidents, their ids, and the log of changes are those of ``link``."""
    with Ledger(tmp_path / "grows.saidso") as ledger:
        wholes = []
        for part in shuffled(many(120, seed), seed, 4):
            put(ledger, part)
            wholes.append(grow(ledger).whole)
        assert wholes == [True, False, False, False]


def test_they_agree_where_blocks_become_too_large(tmp_path: Path, one_by_one: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs of a key that has become too common are undone on disc too."""
    from saidso.link import candidates as blocking

    for module in (blocking, growing):
        monkeypatch.setattr(module, "LARGEST_BLOCK", 6)
    with Ledger(tmp_path / "crowded.saidso") as ledger:
        for part in shuffled(many(100, 1), 1, 3):
            put(ledger, part)
            grow(ledger)


def judged(number: int, decision: Decision, one: Claim, other: Claim | None = None, **more: str) -> Judgement:
    on = (one.trigger,) if other is None else (one.trigger, other.trigger)
    moment = datetime(2032, 6, 1, 12, number, tzinfo=UTC)
    return Judgement(
        id=f"j{number}", person="R. Coder", made_at=moment, decision=decision.value, on=on, reason="read both", **more
    )


def test_a_judgement_moves_only_what_it_touches(tmp_path: Path, one_by_one: None) -> None:
    """Merge, split, a chosen value, and taking each back: always the linking of everything, with few incidents given."""
    claims = many(120, 5)
    with Ledger(tmp_path / "judged.saidso") as ledger:
        put(ledger, claims)
        grow(ledger)
        merged = next(incident for incident in ledger.incidents() if len(incident.documents) > 2)
        apart, other = (next(claim for claim in claims if claim.document_id == each) for each in merged.documents[:2])
        far = next(claim for claim in claims if claim.id not in merged.claims)
        ledger.add_judgement(judged(1, Decision.MUST_LINK, apart, far))
        put_together = grow(ledger)
        assert len(put_together.incidents) < 6 and put_together.changes
        ledger.add_judgement(judged(2, Decision.CANNOT_LINK, apart, other))
        grow(ledger)
        ledger.add_judgement(judged(3, Decision.BEST, other, slot="killed", value="7"))
        grow(ledger)
        for number, taken_back in enumerate(("j1", "j2", "j3"), start=4):
            ledger.add_judgement(judged(number, Decision.WITHDRAW, apart, supersedes=taken_back))
            grow(ledger)
        assert next(one for one in ledger.incidents() if set(one.claims) == set(merged.claims)).id


def test_nothing_new_changes_nothing(tmp_path: Path) -> None:
    """A second run gives no incident, and the ledger keeps its fingerprint."""
    with Ledger(tmp_path / "same.saidso") as ledger:
        put(ledger, many(40, 2))
        grow(ledger)
        before = ledger.fingerprint()
        again = grow(ledger)
        assert (again.whole, again.incidents, again.gone) == (False, (), ())
        assert ledger.fingerprint() == before


def test_incidents_from_elsewhere_are_linked_anew(tmp_path: Path) -> None:
    """Where somebody replaces the incidents by hand, the index is not trusted any more."""
    with Ledger(tmp_path / "hand.saidso") as ledger:
        put(ledger, many(40, 2))
        grow(ledger)
        ledger.replace_incidents(link(ledger.claims(), known_ids=ledger.incident_ids()))
        assert grow(ledger).whole


def test_a_new_reader_links_everything_anew(tmp_path: Path) -> None:
    """The claims of another model take the place of the old ones."""
    from dataclasses import replace

    claims = many(30, 4)
    with Ledger(tmp_path / "reader.saidso") as ledger:
        put(ledger, claims)
        grow(ledger)
        for document_id in sorted({claim.document_id for claim in claims}):
            own = tuple(replace(claim, model="newer") for claim in claims if claim.document_id == document_id)
            ledger.add_extraction(Extraction(document_id=document_id, model="newer", claims=own))
        assert grow(ledger).whole
