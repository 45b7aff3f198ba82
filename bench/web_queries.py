"""How long the questions behind the web pages take: lists, filters, full text, the review queue, one incident's page.

    .venv/bin/python bench/web_queries.py 100000
    .venv/bin/python bench/web_queries.py --keep /tmp/web.ledger 100000     uses the ledger again where it is there

The claims are invented (linking_claims.py says how), linked, and a thousand of them judged. Each question is asked ten times of
an open ledger; the first answer, the middle one and the slowest are printed, in milliseconds of the clock, and the middle one's
processor time, which a busy machine does not stretch.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from linking_claims import documents
from sqlalchemy import insert

from saidso.ledger import Ledger, schema
from saidso.ledger.audit import Asked, audit
from saidso.ledger.documents import document_row
from saidso.ledger.extractions import claim_row, extraction_row
from saidso.ledger.queues import ORDERS, Reading, claims_to_review, progress
from saidso.ledger.review import Ruling, decide
from saidso.ledger.search import SORTS, IncidentFilter, incident_list, names
from saidso.ledger.search_index import Audience, Shown, publish, reindex
from saidso.link import link
from saidso.nouns.claim import Claim, Extraction
from saidso.nouns.document import Document, Paragraph
from saidso.nouns.judgement import Decision
from saidso.nouns.span import Span
from saidso.show.guard import Profile
from saidso.show.page import page_of

JUDGED = 1_000
PUBLISHED = 2_000  # incidents that readers may find
TIMES = 10


def put(ledger: Ledger, given: Iterable[Sequence[Claim]]) -> None:
    """Store documents with their claims in one transaction: the rows that ``Ledger.add_...`` would write, without its proofs."""
    with ledger.store.writing() as connection:
        connection.execute(insert(schema.models), {"name": "invented"})
        seen = set()
        for own in given:
            name = own[0].document_id
            if name in seen:
                continue
            seen.add(name)
            text = max((claim.passage.quote for claim in own), key=len)
            sha256 = hashlib.sha256(name.encode()).hexdigest()
            paragraphs = (Paragraph(span=Span(0, len(text))),)
            row = document_row(Document(id=name, sha256=sha256, text=text, source=name, format="txt", paragraphs=paragraphs))
            connection.execute(insert(schema.documents), row | {"raw_size": None})
            claims = [claim_row(claim) for claim in own]
            extraction = Extraction(document_id=name, model="invented", claims=tuple(own))
            connection.execute(insert(schema.extractions), extraction_row(extraction, claims, row["seal"]))
            connection.execute(insert(schema.claims), claims)


def make(path: Path, number: int) -> None:
    """A ledger of so many claims, linked, some of them judged."""
    with Ledger(path) as ledger:
        began = time.perf_counter()
        put(ledger, [own for _, own in documents(number)])
        stored = time.perf_counter()
        linking = link(ledger.claims(), ledger.judgements(), known_ids=ledger.incident_ids())
        linked = time.perf_counter()
        ledger.replace_incidents(linking)
        kept = time.perf_counter()
        print(f"stored {stored - began:.0f} s, linked {linked - stored:.0f} s, kept with their index {kept - linked:.0f} s")
        with ledger.store.writing() as connection:
            reindex(connection)
        print(f"index made anew: {time.perf_counter() - kept:.0f} s")
        now = datetime(2032, 1, 1, tzinfo=UTC)
        for at, claim in zip(range(JUDGED), claims_to_review(ledger, Reading(person="A"), most=JUDGED), strict=False):
            ruling = Ruling(decision=Decision.ACCEPT, person="A", now=now + timedelta(minutes=at))
            decide(ledger, ledger.claim(claim), ruling)
        few = linking.incidents[:PUBLISHED]
        shown = (Shown(id=one.id, incident=one, claims=tuple(map(ledger.claim, one.claims))) for one in few)
        publish(ledger.store, shown, "bench")


def questions(ledger: Ledger) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is asked, in words, and how."""
    filters = {f"list by {sort}": IncidentFilter(sort=sort) for sort in SORTS}
    filters |= {
        "list, page 100": IncidentFilter(page=100),
        "text: one word of nearly all": IncidentFilter(text="killed"),
        "text: two words": IncidentFilter(text="hospital ambushed"),
        "text: a phrase": IncidentFilter(text='"a tribal elder said"'),
        "text: a word begun": IncidentFilter(text="civ*"),
        "voice": IncidentFilter(voice="interior min"),
        "actor": IncidentFilter(actor="front"),
        "place": IncidentFilter(place="al"),
        "country, type, days": IncidentFilter(
            country="SY", type="attack", first_day=date(2016, 1, 1), last_day=date(2018, 1, 1)
        ),
        "stance": IncidentFilter(stance="says"),
        "kind and three origins": IncidentFilter(kind="numeric-disjoint", least_origins=3),
        "unreviewed": IncidentFilter(review="unreviewed"),
        "partly reviewed": IncidentFilter(review="partly reviewed"),
    }
    for name, asked in filters.items():
        yield name, lambda asked=asked: incident_list(ledger, asked)
    yield "list for readers", lambda: incident_list(ledger, IncidentFilter(text="killed"), Audience.PUBLIC)
    yield "names of voices", lambda: names(ledger, "voice", "min")
    for order in ORDERS:
        yield f"queue by {order}", lambda order=order: claims_to_review(ledger, Reading(person="A", order=order))
    yield "queue within a filter", lambda: claims_to_review(ledger, Reading(person="A", within=filters["voice"]))
    yield "progress", lambda: progress(ledger, Reading(person="A"))
    yield "audit log", lambda: audit(ledger, Asked())
    largest = incident_list(ledger, IncidentFilter(sort="claims")).rows[0].id
    told = ledger.incident(largest)
    yield "its claims", lambda: [ledger.claim(each) for each in told.claims]
    yield "its documents", lambda: [ledger.document(each) for each in told.documents]
    yield "largest incident's page, desk", lambda: page_of(ledger, largest, Profile.INTERNAL)
    yield "largest incident's page, readers", lambda: page_of(ledger, largest, Profile.PUBLIC)
    claim = ledger.claim(claims_to_review(ledger, Reading(person="B"))[0])
    moments = iter(datetime(2033, 1, 1, tzinfo=UTC) + timedelta(minutes=at) for at in range(10**6))
    ruling = {"decision": Decision.REJECT, "person": "B"}
    yield "a decision", lambda: decide(ledger, claim, Ruling(**ruling, now=(m := next(moments)), reason=f"reason {m}"))


def main() -> None:
    parser = ArgumentParser(description="How long the questions behind the web pages take.")
    parser.add_argument("number", nargs="?", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="the ledger's file; without it the ledger is removed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "web.ledger"
        if not path.exists():
            make(path, asked.number)
        with Ledger(path) as ledger:
            report = ledger.report()
            print(f"{report.claims:,} claims, {report.incidents:,} incidents, {path.stat().st_size / 1e6:.0f} MB")
            print("| question | first | middle | slowest | processor |\n| --- | --- | --- | --- | --- |")
            for name, ask in questions(ledger):
                clock, work = zip(*(_milliseconds(ask) for _ in range(TIMES)), strict=True)
                print(f"| {name} | {clock[0]:.0f} | {median(clock):.0f} | {max(clock):.0f} | {median(work):.0f} |", flush=True)


def _milliseconds(ask: Callable[[], object]) -> tuple[float, float]:
    began, work = time.perf_counter(), time.process_time()
    ask()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - work)


if __name__ == "__main__":
    main()
