"""W3C annotations into a ledger: each becomes a note of its creator on the words it points at, or says what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from saidso.errors import ReadError
from saidso.ledger import Ledger
from saidso.nouns.document import Document, Skip
from saidso.read.annotations import Annotation, judgement_of, read_annotations, stem_of
from saidso.show.coded_changes import CellChange, RowChange, Tally

if TYPE_CHECKING:
    from saidso.nouns.judgement import Judgement


def take_notes(path: Path, ledger: Ledger, tally: Tally, *, dry_run: bool) -> None:
    """Put the annotations of a file into the ledger; one that changed supersedes the note it made before.

    Annotations that saidso made itself are claims of a ledger and no notes; they count as unchanged.
    """
    by_address = _addresses(ledger)
    stands = {judgement.id: judgement for judgement in ledger.judgements()}
    for annotation in read_annotations(path):
        if annotation.ours:
            tally.unchanged += 1
            continue
        try:
            note = judgement_of(annotation, _documents(annotation, ledger, by_address))
        except ReadError as error:
            tally.refused.append(Skip(source=str(path), reason=error.reason, message=str(error)))
            continue
        earlier = next((each for each in stands.values() if each.id.startswith(stem_of(annotation))), None)
        if earlier is not None and (earlier.id == note.id):
            tally.unchanged += 1
            continue
        if earlier is None:
            tally.new += 1
        else:
            note = replace(note, supersedes=earlier.id)
            tally.changed.append(RowChange(row=annotation.id, cells=_cells(earlier, note)))
        if not dry_run:
            ledger.add_judgement(note)
        stands.pop(earlier.id if earlier else "", None)
        stands[note.id] = note


def _cells(before: Judgement, now: Judgement) -> tuple[CellChange, ...]:
    pairs = (("note", before.reason, now.reason), ("words", before.on[0].quote, now.on[0].quote))
    return tuple(CellChange(column=column, before=was, now=is_now) for column, was, is_now in pairs if was != is_now)


def _addresses(ledger: Ledger) -> dict[str, str]:
    """Address or id -> document id."""
    found: dict[str, str] = {}
    for document in ledger.documents():
        found[document.id] = document.id
        if document.metadata.url.value:
            found[document.metadata.url.value] = document.id
    return found


def _documents(annotation: Annotation, ledger: Ledger, by_address: dict[str, str]) -> Iterator[Document]:
    """The documents that its addresses name, or else all: its quote then has to stand in one of them only."""
    named = {by_address[key] for source in annotation.sources for key in (source, source.rpartition(":")[2]) if key in by_address}
    if named:
        yield from (ledger.document(each) for each in sorted(named))
    else:
        yield from ledger.documents()
