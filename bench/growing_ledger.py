"""How long a ledger takes to link a delivery: so many claims of whole documents come to a ledger on disc that holds many.

    .venv/bin/python bench/growing_ledger.py 20000 100000
    .venv/bin/python bench/growing_ledger.py --more 1000 --keep /tmp/ledgers 100000

The claims are invented (linking_claims.py says how). For each number: the time to link and store everything once, then the
time of ``relink`` and ``keep_linking`` for the delivery, and for one must-link and its withdrawal; what stands after the
delivery keeps the ids it had, which is counted. Storing the documents themselves is not timed.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from linking_claims import documents

from saidso.ledger import Ledger
from saidso.link import relink
from saidso.nouns.claim import Claim, Extraction
from saidso.nouns.document import Document, Paragraph
from saidso.nouns.growth import Growth
from saidso.nouns.judgement import Judgement
from saidso.nouns.span import Span


def put(ledger: Ledger, given: Iterable[Sequence[Claim]]) -> None:
    """Store documents with their claims; the longest passage of a document is its text."""
    for own in given:
        text = max((claim.passage.quote for claim in own), key=len)
        name = own[0].document_id
        digest = hashlib.sha256(name.encode()).hexdigest()
        paragraphs = (Paragraph(span=Span(0, len(text))),)
        if ledger.add_document(Document(id=name, sha256=digest, text=text, source=name, format="txt", paragraphs=paragraphs)):
            ledger.add_extraction(Extraction(document_id=name, model=own[0].model, claims=tuple(own)))


def linked(ledger: Ledger) -> tuple[float, Growth]:
    """Bring the linking up to date; the seconds it took, stored and all."""
    began = time.perf_counter()
    growth = relink(ledger.link_index())
    ledger.keep_linking(growth)
    return time.perf_counter() - began, growth


def measure(number: int, more: int, folder: Path) -> None:
    """One line of the table."""
    given = [own for _, own in documents(number + more)]
    late: list[Sequence[Claim]] = []
    while sum(map(len, late)) < more:
        late.append(given.pop())
    path = folder / f"{number}.ledger"
    with Ledger(path) as ledger:
        put(ledger, given)
        whole, _ = linked(ledger)
        before = ledger.incident_ids()
        put(ledger, late)
        came, growth = linked(ledger)
        after = ledger.incident_ids()
        kept = sum(after[claim] == name for claim, name in before.items())
        one, other = given[0][0], given[-1][0]
        made = [_judgement(at, decision, one, other, undone) for at, (decision, undone) in enumerate(
            (("must-link", None), ("withdraw", "j0")))]  # fmt: skip
        hands = []
        for judgement in made:
            ledger.add_judgement(judgement)
            hands.append(linked(ledger)[0])
    print(
        f"| {number:,} | {whole:.0f} s | {sum(map(len, late)):,} | {came:.1f} s | {len(growth.incidents):,} "
        f"| {kept:,} of {len(before):,} | {hands[0]:.2f} s | {hands[1]:.2f} s | {path.stat().st_size / 1e6:.0f} MB |",
        flush=True,
    )


def _judgement(number: int, decision: str, one: Claim, other: Claim, undone: str | None) -> Judgement:
    moment = datetime(2032, 1, 1, 0, number, tzinfo=UTC)
    on = (one.trigger, other.trigger)
    return Judgement(
        id=f"j{number}", person="Bench", made_at=moment, decision=decision, on=on, reason="measured", supersedes=undone
    )


def main() -> None:
    parser = ArgumentParser(description="How long a ledger takes to link a delivery.")
    parser.add_argument("numbers", nargs="*", type=int, default=[10_000])
    parser.add_argument("--more", type=int, default=1_000, help="claims of the delivery")
    parser.add_argument("--keep", type=Path, help="a folder for the ledgers; without it they are removed")
    asked = parser.parse_args()
    print("| claims | everything | delivery | its time | incidents changed | claims that keep theirs | merge | undo | file |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for number in asked.numbers:
        if asked.keep:
            asked.keep.mkdir(parents=True, exist_ok=True)
            measure(number, asked.more, asked.keep)
        else:
            with tempfile.TemporaryDirectory() as folder:
                measure(number, asked.more, Path(folder))


if __name__ == "__main__":
    main()
