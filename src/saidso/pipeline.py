"""The whole product on one screen: reports in, a ledger of attributed claims out. Start reading here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from saidso.ledger import Ledger
from saidso.link import relink
from saidso.read import ReadOptions, read_raw
from saidso.understand import reads, understand
from saidso.understand.model import Model

if TYPE_CHECKING:
    from saidso.nouns.report import Report
    from saidso.read.coded import CodedRow

Watch = Callable[[str, int, int | None], None]
"""Told after every step: the stage ("reading", "understanding", "linking"), how many are done, of how many (None: unknown)."""


def build(
    paths: Iterable[Path | str], ledger: Ledger, model: Model, *, options: ReadOptions | None = None, watch: Watch | None = None
) -> Report:
    """Read reports, understand them, link their claims, and keep everything in the ledger.

    Run it again with the same or more paths at any time: what is there stays and is not read twice; a run that was
    stopped, however rudely, goes on where it was.

    Args:
        paths: files, folders, globs, or "-" for standard input.
        ledger: an open ledger; one bad file becomes a row in it and never stops the run.
        model: what reads; see ``load_model``.
        options: what the user knows of the files (publisher, date, columns).
        watch: told of the progress.

    Returns:
        Counts of the whole ledger, with the number of documents that are new.

    Raises:
        LedgerError, ModelError: nothing is lost; mend what the message names and run again.
    """
    tell = watch or _nobody
    new = 0
    for done, (document, raw) in enumerate(read_raw(paths, on_skip=ledger.add_skip, options=options), start=1):
        new += ledger.add_document(document, raw)
        tell("reading", done, None)
    for done, total in _understand_unread(ledger, model):
        tell("understanding", done, total)
    ledger.keep_linking(relink(ledger.link_index()))
    tell("linking", 1, 1)
    return replace(ledger.report(), new_documents=new)


def take_in(rows: Iterable[CodedRow], ledger: Ledger, *, model: Model | None = None, watch: Watch | None = None) -> Report:
    """Put the rows of a coded data set beside what was read: a document each, with the claims of the data set's maker.

    A row that came before and says something else now supersedes that edition; nothing is deleted.

    Args:
        rows: those of ``read_coded``.
        ledger: an open ledger.
        model: reads the rows that are documents without claims (an archive of posts); None leaves them for ``build``.
        watch: told of the progress.
    """
    tell = watch or _nobody
    for done, row in enumerate(rows, start=1):
        ledger.add_document(row.document, row.raw)
        if row.extraction is not None:
            ledger.add_extraction(row.extraction)
        ledger.add_edition(row.data_set, row.row, row.document.id)
        tell("reading", done, None)
    for done, total in _understand_unread(ledger, model) if model else ():
        tell("understanding", done, total)
    ledger.keep_linking(relink(ledger.link_index()))
    tell("linking", 1, 1)
    return ledger.report()


def _understand_unread(ledger: Ledger, model: Model) -> Iterable[tuple[int, int]]:
    """Read every document that this model has not read; yields (done, of how many)."""
    total = ledger.count_unread_by(model.name)
    for done, document in enumerate(ledger.unread_by(model.name), start=1):
        if reads(model, document):
            for extraction in understand([document], model):
                ledger.add_extraction(extraction)
        else:
            ledger.mark_not_read(document.id, model.name, f"language: {document.metadata.language.value}")
        yield done, total


def _nobody(stage: str, done: int, total: int | None) -> None:
    """Nobody watches."""
