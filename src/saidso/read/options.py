"""What the user says about the files to be read, and how large a file may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from saidso.errors import ConfigError

MAX_BYTES = 50_000_000
"""50 MB: ten times the largest report we know of; a larger file is a dump or a film, not a document."""

MAX_CHARACTERS = 2_000_000
"""Code points of one document's text: a thousand printed pages. A longer text is a collection to be split."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "full_text", "fulltext", "article", "article_text", "maintext"),
    "title": ("title", "headline", "subject"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "site", "site_name", "sitename"),
    "issuer": ("issuer", "issued_by"),
    "published_on": ("published_on", "published", "publish_date", "published_at", "date", "pub_date", "date_publish"),
    "author": ("author", "authors", "byline", "reporter", "by"),
    "language": ("language", "lang"),
    "agency": ("agency", "wire", "news_agency"),
    "url": ("url", "link", "permalink"),
}
"""Column names we know, best first, compared in lower case with spaces and hyphens as underscores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What holds for every file of a run. A value given here beats the sidecar file and the document itself.

    Args:
        publisher, issuer, title, author, published_on, language: metadata, marked "given".
        columns: for CSV and JSONL, which column holds which field, as {"text": "Article body"};
            fields are those of ``COLUMNS``; the names there are tried for every field not given.
        max_bytes: larger files (for CSV and JSONL: larger rows) are skipped as "too-large".
        max_characters: longer texts are skipped as "too-large".
        root: a folder that is left out of the names of what lies under it: files that somebody sent lie in a passing one.

    Raises:
        ConfigError: an unknown field in ``columns``, or a limit below one.
    """

    publisher: str | None = None
    issuer: str | None = None
    title: str | None = None
    author: str | None = None
    published_on: date | None = None
    language: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = MAX_BYTES
    max_characters: int = MAX_CHARACTERS
    root: Path | None = None

    def __post_init__(self) -> None:
        unknown = sorted(set(self.columns) - set(COLUMNS))
        if unknown:
            raise ConfigError(f"columns: no field is called {', '.join(unknown)}. Use one of: {', '.join(COLUMNS)}.")
        if self.max_bytes < 1 or self.max_characters < 1:
            raise ConfigError("max_bytes and max_characters must be at least 1. Leave them out for the usual limits.")
