"""Who published what and when: all that is known of a document, from its surest to its weakest source."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

from saidso.nouns.document import Block, Known, Metadata, Provenance
from saidso.nouns.span import Span
from saidso.read.byline import credited_agency, header_dates, published_by, read_byline
from saidso.read.dateline import dateline_dates, read_agency
from saidso.read.dates import dates_in
from saidso.read.draft import Part
from saidso.read.language import language_of
from saidso.read.options import ReadOptions
from saidso.read.statement import read_issuer
from saidso.read.web import publisher_of_url

T = TypeVar("T")
Parts = tuple[Part, ...]

RANK = (Provenance.GIVEN, Provenance.STATED, Provenance.GUESSED)
FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_./](\d\d)[-_./](\d\d)(?!\d)")


def best(*known: Known[T]) -> Known[T]:
    """The surest of several answers: given before stated before guessed, and the earlier where two are as sure."""
    return next((one for how in RANK for one in known if one.how is how), Known())


def merged(flags: Metadata, sidecar: Metadata, mark_up: Metadata, words: Metadata) -> Metadata:
    """One record from four, field by field: a flag beats the sidecar, both beat the document, its mark-up beats its words."""
    four = (flags, sidecar, mark_up, words)
    return Metadata(
        publisher=best(*(one.publisher for one in four)),
        issuer=best(*(one.issuer for one in four)),
        title=best(*(one.title for one in four)),
        author=best(*(one.author for one in four)),
        published_on=best(*(one.published_on for one in four)),
        language=best(*(one.language for one in four)),
        agency=best(*(one.agency for one in four)),
        url=best(*(one.url for one in four)),
    )


def given(options: ReadOptions) -> Metadata:
    """What the user's flags say, each marked "given"."""
    how = Provenance.GIVEN
    words = {name: getattr(options, name) for name in ("publisher", "issuer", "title", "author", "language")}
    known = {name: Known(value=value, how=how) for name, value in words.items() if value}
    day: Known[date] = Known(value=options.published_on, how=how) if options.published_on else Known()
    return Metadata(**known, published_on=day)


def from_words(parts: Parts, source: str, url: Known[str]) -> Metadata:
    """What the text says of its own source, in headline, byline, dateline, letterhead and signature."""
    author, outlet = read_byline(parts)
    agency = best(read_agency(parts), credited_agency(parts))
    issuer: Known[str] = Known() if agency.how is Provenance.STATED else read_issuer(parts)
    return Metadata(
        publisher=best(outlet, published_by(parts), publisher_of_url(url.value or "")),
        issuer=issuer,
        title=_title(parts),
        author=author,
        published_on=best(*dateline_dates(parts), *header_dates(parts), _in_name(source), _in_name(url.value or "")),
        agency=agency,
    )


def complete(metadata: Metadata, text: str, parts: Parts) -> Metadata:
    """``metadata`` with the language looked at and with spans for what mark-up states and the text repeats."""
    return Metadata(
        publisher=metadata.publisher,
        issuer=metadata.issuer,
        title=_placed(metadata.title, parts[:6]),
        author=_placed(metadata.author, parts[:8]),
        published_on=metadata.published_on,
        language=language_of(text, metadata.language),
        agency=metadata.agency,
        url=metadata.url,
    )


def _placed(known: Known[str], parts: Parts) -> Known[str]:
    """A stated value with its place, where the first paragraphs hold the very words."""
    if known.span is not None or known.value is None or known.how is not Provenance.STATED:
        return known
    for part in parts:
        at = part.text.find(known.value)
        if at >= 0:
            return Known(value=known.value, how=known.how, span=part.at(at, at + len(known.value)))
    return known


def _title(parts: Parts) -> Known[str]:
    """The first line, guessed to be the title where it reads like a headline."""
    first = next((part for part in parts if part.block is not Block.BOILERPLATE), None)
    if first is None or first.block is not Block.HEADING:
        return Known()
    return Known(value=first.text, how=Provenance.GUESSED, span=Span(first.span.start, first.span.end))


def _in_name(name: str) -> Known[date]:
    """A day in the name of a file or the path of an address ("2020-07-14_statement.txt"), guessed."""
    match = FILE_DATE.search(name.rpartition("\\")[2] if "://" in name else re.split(r"[/\\]", name)[-1])
    found = dates_in("-".join(match.groups())) if match else ()
    return Known(value=found[0].day, how=Provenance.GUESSED) if found else Known()
