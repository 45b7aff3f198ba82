"""How the Parquet export holds at size: seconds, memory and bytes for a ledger of so many claims.

    .venv/bin/python bench/parquet_scale.py 100000 1000000
    .venv/bin/python bench/parquet_scale.py --redact public 20000
    .venv/bin/python bench/parquet_scale.py --keep /tmp/ledgers 1000000

The claims are invented (linking_claims.py says how) and stand in the incidents that they were made from, so that making the
ledger takes no linking. It is written once, before the clock starts; with --keep it stays for the next run. Memory is that of
this process and all it forks, sampled twice a second (proportional share, so that shared pages count once).
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

from linking_claims import Event, events, written
from linking_scale import Memory
from sqlalchemy import insert

from saidso.ledger import Ledger, schema
from saidso.ledger.documents import document_row
from saidso.ledger.extractions import claim_row, extraction_row
from saidso.ledger.incidents import incident_row
from saidso.link.incidents import incident_as_said
from saidso.nouns.claim import Claim, Extraction
from saidso.nouns.document import Document, Known, Metadata, Paragraph, Provenance
from saidso.nouns.span import Span
from saidso.show.export import export

Rows = dict[str, list[dict[str, object]]]
_AT_ONCE = 2_000
"""Incidents made by one process and stored in one transaction."""


def ledger_of(path: Path, claims: int) -> Path:
    """A ledger with so many claims in the incidents they were made from; one that is there is taken as it is."""
    if path.exists():
        return path
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    with Ledger(making) as ledger, Pool() as pool:
        with ledger.store.writing() as connection:
            connection.execute(insert(schema.models), {"name": "invented"})
        for rows in pool.imap(_rows, _sets(events(claims))):
            with ledger.store.writing() as connection:
                for name, some in rows.items():
                    connection.execute(insert(schema.metadata.tables[name]), some)
    making.rename(path)
    return path


def _sets(made: Iterator[Event]) -> Iterator[list[Event]]:
    while some := list(islice(made, _AT_ONCE)):
        yield some


def _rows(some: Sequence[Event]) -> Rows:
    """The rows of a set of incidents, by table, in an order that the foreign keys allow."""
    names = ("documents", "extractions", "claims", "incidents", "incident_claims", "incident_log")
    rows: Rows = {name: [] for name in names}
    for event in some:
        told = {claims[0].document_id: claims for claims in (written(event, at) for at in range(len(event.sizes)))}
        for claims in told.values():
            _store_document(claims, rows)
        every = [claim for claims in told.values() for claim in claims]
        incident = incident_as_said("i" + hashlib.sha256(str(event.number).encode()).hexdigest()[:8] + str(event.number), every)
        rows["incidents"].append(incident_row(incident))
        members = [{"claim_id": claim.id, "incident_id": incident.id} for claim in every]
        rows["incident_claims"] += members
        rows["incident_log"] += members
    return rows


def _store_document(claims: Sequence[Claim], rows: Rows) -> None:
    first = claims[0]
    text = max((claim.passage.quote for claim in claims), key=len)
    sha256 = hashlib.sha256(first.document_id.encode()).hexdigest()
    given = Known(value=first.publisher, how=Provenance.GIVEN)
    printed = Known(value=first.said_on, how=Provenance.STATED) if first.said_on else Known()
    document = Document(
        id=first.document_id,
        sha256=sha256,
        text=text,
        source=f"invented/{first.document_id}.txt",
        format="txt",
        paragraphs=(Paragraph(span=Span(0, len(text))),),
        metadata=Metadata(publisher=given, published_on=printed),
    )
    row = document_row(document) | {"raw_size": None}
    stored = [claim_row(claim) for claim in claims]
    extraction = Extraction(document_id=document.id, model=first.model, claims=tuple(claims))
    rows["documents"].append(row)
    rows["extractions"].append(extraction_row(extraction, stored, str(row["seal"])))
    rows["claims"] += stored


def measure(claims: int, profile: str, folder: Path) -> None:
    """One line of the table."""
    path = ledger_of(folder / f"{claims}.ledger", claims)
    out = folder / f"{claims}.parquet"
    memory, began = Memory(), time.perf_counter()
    memory.start()
    with Ledger.open_existing(path) as ledger:
        counts = export(ledger, "parquet", out, profile)
    took, peak = time.perf_counter() - began, memory.end()
    size = sum(file.stat().st_size for file in out.iterdir()) / 1e6
    rows = ", ".join(f"{many:,} {name}" for name, many in counts.items())
    print(f"{counts['claims']:>9,} claims  {profile:<8}  {took:6.1f} s  {peak:5.2f} GB  {size:7.1f} MB  ({rows})", flush=True)
    shutil.rmtree(out)


def run(numbers: Iterable[int], profile: str, keep: Path | None) -> None:
    """A line a number."""
    with tempfile.TemporaryDirectory(prefix="saidso-parquet-") as folder:
        for number in numbers:
            measure(number, profile, keep or Path(folder))


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("claims", type=int, nargs="+")
    parser.add_argument("--redact", default="internal")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    run(given.claims, given.redact, given.keep)
