"""A row of auto-archiver (Bellingcat): a post or page that somebody archived, as a document for the model to read.

The record of the capture (where the copy lies, when it was made, its hash) stays in the row's bytes, which the ledger keeps;
the document takes from it what a document has a place for: text, title, address, day.
"""

from __future__ import annotations

from saidso.errors import ReadError
from saidso.nouns.document import Known, Metadata, Provenance
from saidso.read.coded.coded_row import CodedOptions, CodedRow, RawRow
from saidso.read.dates import read_date
from saidso.read.draft import Draft, lead_with
from saidso.read.options import ReadOptions
from saidso.read.plain import pieces_of

WANTED = ("link", "archive status")
"""Columns by which the kind is recognised, in the names that auto-archiver gives out (read in lower case)."""


def read_archived(row: RawRow, options: CodedOptions) -> CodedRow:
    """The document of one capture; ``extraction`` is None, for a model reads its text.

    Raises:
        ReadError: it was not archived, or its text is empty.
    """
    from saidso.read.reading import document_of

    known = {name.strip().lower(): value.strip() for name, value in row.cells.items()}
    link, status = known.get("link", ""), known.get("archive status", "")
    if not link:
        raise row.wrong("link", "empty. Fill the cell, or leave the row out.")
    if not status.lower().startswith("success") and "already archived" not in status.lower():
        what = f"not archived ({status[:80] or 'no status'}). Archive it again, or leave it out."
        raise ReadError(f"{row.where}: {what}", reason="missing")
    text = known.get("text content", "")
    if not text:
        raise row.wrong("text content", "empty: there are no words to read. Add its transcript or OCR, or leave the row out.")
    how = Provenance.GIVEN
    day = read_date(known.get("upload timestamp", ""))
    title = known.get("upload title", "")
    given = Metadata(
        url=Known(value=link, how=how),
        title=Known(value=title, how=how) if title else Known(),
        published_on=Known(value=day, how=how) if day else Known(),
        publisher=Known(value=options.publisher, how=how) if options.publisher else Known(),
    )
    draft = Draft(
        source=row.source, format="auto-archiver", raw=row.raw, pieces=lead_with(title, pieces_of(text)), metadata=given
    )
    document = document_of(draft, Metadata(), ReadOptions())
    return CodedRow(data_set="auto-archiver", row=link, document=document, raw=row.raw, extraction=None)
