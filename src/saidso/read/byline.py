"""Bylines and header lines: who wrote it, for whom, and on which day it came out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from saidso.nouns.document import Block, Known, Provenance
from saidso.read.dateline import agency_named
from saidso.read.dates import FoundDate, dates_in
from saidso.read.draft import Part
from saidso.read.names import NO_NAMES, ROLE_WORDS, name_at, whole_name

Parts = tuple[Part, ...]
STATED = Provenance.STATED

NEAR_FRONT = 8
"""Paragraphs from the top in which header lines stand: headline, slogan, lead, byline, date."""

NEAR_END = 6
"""Paragraphs from the foot in which a signature, a place and a date stand."""

BY = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|text|story|words|interview(?:ed)?)\s+by|by|author\s*:)\s+(?=\S)", re.IGNORECASE
)
AND = re.compile(r"\s*(?:,|\band\b|&)\s*")
PUBLISHED_BY = re.compile(
    r"^\W*(?:(?i:first|originally)\s+)?(?i:published|posted|appeared)\s+(?:by|in|on|at)\s+(?:the\s+)?"
    r"(?P<who>[A-Z][\w .&’'-]{2,50}?)(?=\W*$|,|\son\s\d|\s[-–—|])"
)
RELEASED = re.compile(
    r"^\W*(?:first\s+)?(?:published|posted|issued|released|date|dated|publication date|created|on)\b[^.]{0,40}$", re.IGNORECASE
)
STATEMENT = re.compile(
    r"\b(?:statement|communiqu[eé]|declaration|press release|resolution|appeal|bulletin|message|leaflet|open letter)\b",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b", re.IGNORECASE)
CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|[+-]\d{4}|"
    r"\b(?:GMT|UTC|EST|CET|local time|at|on|last|updated|modified|published|posted|date)\b",
    re.IGNORECASE,
)


def front(parts: Parts) -> Parts:
    """The first paragraphs that are the document's own: no boilerplate, no embedded letter, no turn."""
    return _own(parts)[:NEAR_FRONT]


def foot(parts: Parts) -> Parts:
    """The last paragraphs that are the document's own."""
    return _own(parts)[-NEAR_END:]


def _own(parts: Parts) -> Parts:
    outside = (Block.BOILERPLATE, Block.EMBEDDED, Block.QUESTION, Block.ANSWER)
    return tuple(part for part in parts if part.block not in outside)


def read_byline(parts: Parts) -> tuple[Known[str], Known[str]]:
    """Author and publisher of the first byline: "By Jane Doe and John Smith, North Tribune, 3 February 2023".

    A known agency behind the name is no publisher (the paper that prints it is another), and neither is a place or a role.
    """
    for part in front(parts):
        match = BY.match(part.text)
        if match is None or part.words > 20:
            continue
        end = _names_end(part.text, match.end())
        if end is not None:
            author = Known(value=part.text[match.end() : end], how=STATED, span=part.at(match.end(), end))
            return author, _outlet(part, end)
    return Known(), Known()


def _names_end(text: str, start: int) -> int | None:
    """Where a list of people's names that begins at ``start`` ends; None where none begins or the line goes on otherwise."""
    end = None
    place = name_at(text, start)
    while place is not None and place[0] == start:
        end = place[1]
        glue = AND.match(text, end)
        start = glue.end() if glue else len(text)
        place = name_at(text, start) if glue else None
        if place is not None and "," in text[end : place[0]] and not re.search(r"\band\b|&", text[end:]):
            # "Jane Doe, Port Oren": behind a comma without "and" stands a place or a paper, not a second author.
            break
    rest = text[end:].strip() if end is not None else ""
    if rest and not re.match(r"^(?:[,|(–—·•-]|in\s|at\s|for\s|on\s|\d|of\s)", rest):
        return None
    return end


def _outlet(part: Part, start: int) -> Known[str]:
    """The paper named behind the authors, after a comma, a bar or "for"."""
    for match in re.finditer(r"(?:[,|·•–—(]|\bfor|\bof)\s*(?P<who>[A-Z][^,|·•–—()]{2,50})", part.text[start:]):
        words = match["who"].strip()
        lower = {word.lower().strip(".") for word in words.split()}
        is_date = bool(dates_in(words)) or (bool(lower & NO_NAMES) and any(sign.isdigit() for sign in words))
        if (
            is_date
            or lower & ROLE_WORDS
            or "correspondent" in lower
            or "staff" in lower
            or agency_named(words)
            or len(words.split()) < 2
        ):
            continue
        if not whole_name(words) or any(
            word in lower for word in ("tribune", "herald", "gazette", "journal", "daily", "chronicle", "guardian")
        ):
            at = start + match.start("who")
            return Known(value=words, how=STATED, span=part.at(at, at + len(words)))
    return Known()


def credited_agency(parts: Parts) -> Known[str]:
    """A known agency in place of an author or behind one: "By The Associated Press", "By Jane Doe, Reuters"."""
    for part in front(parts):
        match = BY.match(part.text)
        if match is None or part.words > 20:
            continue
        for piece in re.finditer(r"[^,|·•–—()]+", part.text[match.end() :]):
            words = piece.group().strip()
            if named := agency_named(words):
                at = match.end() + piece.start() + piece.group().index(words)
                return Known(value=named, how=STATED, span=part.at(at, at + len(words)))
    return Known()


def published_by(parts: Parts) -> Known[str]:
    """The publisher of a line "Published by the North Tribune"."""
    for part in (*front(parts), *foot(parts)):
        match = PUBLISHED_BY.match(part.text) if part.words <= 20 else None
        if match and not dates_in(match["who"]):
            return Known(
                value=match["who"].strip(),
                how=STATED,
                span=part.at(match.start("who"), match.start("who") + len(match["who"].strip())),
            )
    return Known()


def header_dates(parts: Parts) -> Iterator[Known[date]]:
    """Publication dates of header lines and signatures, the surest first.

    "Published 14 July 2020", a statement's own line, a line that is nothing but a date, a byline, "Place, date" at the
    foot. A date in a headline or in running text is that of an event, and is left alone.
    """
    above, below = front(parts), foot(parts)
    for rule, lines in (
        (_is_release, above),
        (_is_statement, above),
        (_is_bare, above),
        (_is_byline, above),
        (_is_place, above),
        (_is_bare, below),
        (_is_place, below),
    ):
        for part in lines:
            found = dates_in(part.text) if part.words <= 30 else ()
            if len(found) == 1 and found[0].sure and rule(part, found[0]):
                yield Known(value=found[0].day, how=STATED, span=part.at(found[0].start, found[0].end))


def _is_release(part: Part, _: FoundDate) -> bool:
    return part.words <= 12 and RELEASED.match(part.text) is not None


def _is_statement(part: Part, found: FoundDate) -> bool:
    """A line that begins or ends with its date and calls itself a statement, and is no sentence."""
    edge = part.text[found.end :].strip(" ,.)]") == "" or part.text[: found.start].strip(" (,[") == ""
    return edge and STATEMENT.search(part.text) is not None and re.search(r"[.!?]\s+\w+\s+\w+", part.text) is None


def _is_bare(part: Part, found: FoundDate) -> bool:
    rest = CLOCK.sub("", WEEKDAY.sub("", part.text[: found.start] + " " + part.text[found.end :]))
    return not any(map(str.isalnum, rest))


def _is_byline(part: Part, _: FoundDate) -> bool:
    return part.words <= 20 and BY.match(part.text) is not None


def _is_place(part: Part, found: FoundDate) -> bool:
    """ "Port Oren, 14 July 2020" or "Press Office of the Front 14 July 2020": a name before the date, nothing behind it."""
    before = part.text[: found.start].strip(" ,|–—-·•(")
    named = all(word[0].isupper() or not word[0].isalpha() or word in ("of", "the", "and", "for") for word in before.split())
    return part.words <= 14 and named and part.text[found.end :].strip(" .,)") == "" and part.block is not Block.HEADING
