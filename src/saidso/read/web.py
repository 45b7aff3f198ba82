"""HTML: the article without its frame, and what its mark-up says of title, publisher, author and date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from saidso.errors import ReadError
from saidso.nouns.document import Block, Known, Metadata, Provenance
from saidso.read.dates import read_date
from saidso.read.draft import Draft, Piece, lead_with
from saidso.read.pdf import DAMAGE
from saidso.read.plain import pieces_of

STATED, GUESSED = Provenance.STATED, Provenance.GUESSED

PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "date",
    "pubdate",
    "publishdate",
    "publication_date",
)
AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author")
SITES = ("og:site_name", "application-name", "dc.publisher", "publisher")
TITLES = ("og:title", "dc.title", "twitter:title")
WHOLE_PAGE = re.compile(r"<(?:html|body|article|main)\b", re.IGNORECASE)
COPYRIGHT = re.compile(r"(?:©|&copy;|\(c\)|copyright)[^<\n]{0,40}?((?:19|20)\d\d)", re.IGNORECASE)


def read_html(text: str, raw: bytes, source: str) -> Draft:
    """The draft of a web page.

    The body is what trafilatura keeps in its precise mode. A date is "stated" where mark-up or a dateline gives it,
    "guessed" where only trafilatura's long search finds one; the first of January and years of copyright lines are refused.

    Raises:
        ReadError: nothing that reads like an article, or the engine is not installed.
    """
    pieces, engine = extract(text)
    if not pieces:
        message = "no article text found. If the page shows its text only in a browser, save it from there (as HTML or PDF)."
        raise ReadError(message, reason="empty")
    marks = _marks(text)
    title = _title(marks, engine)
    metadata = Metadata(
        title=title,
        publisher=_publisher(marks),
        author=_known(_first(marks, AUTHORS, is_name=True) or engine.author),
        published_on=_published(marks, engine, text),
        language=_known(marks.get("html lang")),
        url=_known(marks.get("canonical") or marks.get("og:url")),
    )
    return Draft(source=source, format="html", raw=raw, pieces=lead_with(title.value, pieces), metadata=metadata)


def extract(text: str) -> tuple[tuple[Piece, ...], Any]:
    """The article's paragraphs and trafilatura's own document (title, author, date); no paragraphs where it finds nothing."""
    try:
        import trafilatura
    except ImportError as error:
        message = f"the engine for web pages does not load ({error}). Run: pip install trafilatura lxml_html_clean"
        raise ReadError(message, reason="unreadable") from error
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    if not WHOLE_PAGE.search(text):  # a pasted fragment: the engine knows whole pages only
        text = f"<html><body><article>{text}</article></body></html>"
    try:
        found: Any = trafilatura.bare_extraction(
            text,
            favor_precision=True,
            include_comments=False,
            include_formatting=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False},
        )
    except (*DAMAGE, etree.LxmlError) as error:
        message = f"a page too broken to be read ({type(error).__name__}: {error}). Save it again from a browser."
        raise ReadError(message, reason="damaged") from error
    if found is None or found.body is None:
        return (), found
    return tuple(_walk(found.body)), found


def _walk(body: Any) -> Iterator[Piece]:
    """Paragraphs of trafilatura's tree, whose tags are its own: head, p, quote, list/item, table/row/cell, lb."""
    for node in body:
        if node.tag == "head":
            yield Piece(text=_text(node), block=Block.HEADING)
        elif node.tag == "quote":
            yield from (Piece(text=words, block=Block.EMBEDDED) for words in _quoted(node))
        elif node.tag == "list":
            yield from _items(node)
        elif node.tag == "table":
            yield from (Piece(text=" | ".join(filter(None, map(_text, row)))) for row in node.iter("row"))
        else:
            strong = _is_strong(node)
            yield from (Piece(text=words, strong=strong) for words in _lines(node))


def _text(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def _lines(node: Any) -> list[str]:
    """The words of a paragraph, parted where a line break is followed by another or by a label, as a reader sees them."""
    text = "".join(_pieces_with_breaks(node))
    return [piece.text for piece in pieces_of(text)] if "\n" in text.strip() else [text]


def _pieces_with_breaks(node: Any) -> Iterator[str]:
    yield " ".join((node.text or "").split()) + (" " if (node.text or " ")[-1:].isspace() else "")
    for child in node:
        if child.tag == "lb":
            yield "\n"
        else:
            yield from _pieces_with_breaks(child)
        tail = child.tail or ""
        yield (" " if tail[:1].isspace() else "") + " ".join(tail.split()) + (" " if tail.strip() and tail[-1:].isspace() else "")


def _quoted(node: Any) -> list[str]:
    return [_text(child) for child in node] if len(node) and not (node.text or "").strip() else [_text(node)]


def _items(node: Any) -> Iterator[Piece]:
    """List items; an ordered list gets back the numbers that the browser shows."""
    for number, item in enumerate(node.iter("item"), start=1):
        label = f"{number}. " if node.get("rend") == "ol" else "• "
        yield Piece(text=label + _text(item), block=Block.ITEM)


def _is_strong(node: Any) -> bool:
    bold = "".join("".join(child.itertext()) for child in node if child.tag == "hi" and "b" in (child.get("rend") or ""))
    words = _text(node)
    return bool(words) and len(bold.split()) >= 0.9 * len(words.split())


def _marks(text: str) -> dict[str, str]:
    """What ``<meta>``, ``<html lang>``, the canonical link and JSON-LD say, by lower-case name; the first of a name counts."""
    from lxml import etree, html

    try:
        tree = html.fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return {}
    marks: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        content = (node.get("content") or "").strip()
        if name and content:
            marks.setdefault(name.lower(), content)
    for node in tree.iter("link"):
        if node.get("rel") == "canonical" and node.get("href"):
            marks["canonical"] = node.get("href").strip()
    if tree.get("lang"):
        marks["html lang"] = tree.get("lang")
    for node in tree.iter("script"):
        if node.get("type") == "application/ld+json" and node.text:
            for name, value in _linked_data(node.text):
                marks.setdefault(name, value)
    return marks


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    graph = data.get("@graph", [data]) if isinstance(data, dict) else data
    for thing in graph if isinstance(graph, list) else []:
        if not isinstance(thing, dict) or not str(thing.get("@type", "")).endswith(("Article", "Posting", "Report", "WebPage")):
            continue
        if isinstance(day := thing.get("datePublished"), str):
            yield "datepublished", day
        for key, name in (("publisher", "og:site_name"), ("author", "author")):
            who = thing.get(key)
            who = who[0] if isinstance(who, list) and len(who) == 1 else who
            if isinstance(who, dict) and isinstance(who.get("name"), str):
                yield name, who["name"]


def _known(words: str | None) -> Known[str]:
    plain = " ".join((words or "").split())
    return Known(value=plain, how=STATED) if plain else Known()


def _first(marks: dict[str, str], names: tuple[str, ...], *, is_name: bool = False) -> str | None:
    """The first of ``names`` that is marked; an author that is a link to a profile is no name."""
    return next((marks[name] for name in names if name in marks and not (is_name and "://" in marks[name])), None)


def _title(marks: dict[str, str], engine: Any) -> Known[str]:
    return _known(engine.title or _first(marks, TITLES))


def _publisher(marks: dict[str, str]) -> Known[str]:
    """The site's name where mark-up states it; the host of its address is a guess."""
    stated = _first(marks, SITES, is_name=True)
    if stated:
        return _known(stated)
    return publisher_of_url(marks.get("canonical") or marks.get("og:url") or "")


def publisher_of_url(url: str) -> Known[str]:
    """The host of an address without "www.", guessed to be the publisher; unknown where there is none."""
    host = urlsplit(url).hostname if "://" in url else None
    return Known(value=host.removeprefix("www."), how=GUESSED) if host else Known()


def _published(marks: dict[str, str], engine: Any, text: str) -> Known[date]:
    day = read_date(_first(marks, PUBLISHED) or "") or read_date(engine.date or "")
    if day:
        return Known(value=day, how=STATED)
    guess = _searched(text)
    return Known(value=guess, how=GUESSED) if guess else Known()


def _searched(text: str) -> date | None:
    """A date from trafilatura's long search, unless it is a first of January or the year of a copyright line."""
    from htmldate import find_date

    try:
        day = read_date(find_date(text, extensive_search=True) or "")
    except ValueError:
        return None
    if day is None or (day.month, day.day) == (1, 1) or str(day.year) in COPYRIGHT.findall(text):
        return None
    return day
