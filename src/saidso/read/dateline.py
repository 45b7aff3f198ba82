"""Datelines and wire marks: "PORT OREN, 12 March 2031 (North Wire) -", "(Reuters)", "Reporting by ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from saidso.nouns.document import Block, Known, Provenance
from saidso.nouns.span import Span
from saidso.read.dates import dates_in
from saidso.read.draft import Part

Parts = tuple[Part, ...]

AGENCIES: dict[str, tuple[str, ...]] = {
    "Reuters": ("Thomson Reuters",),
    "Associated Press": ("AP", "The Associated Press"),
    "Agence France-Presse": ("AFP",),
    "Deutsche Presse-Agentur": ("DPA",),
    "United Press International": ("UPI",),
    "TASS": ("ITAR-TASS",),
    "Interfax": ("Interfax-Ukraine",),
    "RIA Novosti": ("RIA",),
    "Xinhua": ("Xinhua News Agency",),
    "EFE": ("Agencia EFE",),
    "ANSA": (),
    "Anadolu Agency": ("AA", "Anadolu"),
    "Hawar News Agency": ("ANHA", "Hawar News"),
    "Firat News Agency": ("ANF", "ANF News"),
    "Syrian Arab News Agency": ("SANA",),
    "Islamic Republic News Agency": ("IRNA",),
    "Tasnim": ("Tasnim News Agency",),
    "Fars News Agency": ("Fars", "FARS"),
    "Press Trust of India": ("PTI",),
    "Asian News International": ("ANI",),
    "Indo-Asian News Service": ("IANS",),
    "Kyodo": ("Kyodo News",),
    "Yonhap": ("Yonhap News Agency",),
    "Ukrinform": (),
    "Wafa": ("WAFA",),
    "Petra": ("Petra News Agency",),
    "Kuwait News Agency": ("KUNA",),
    "Saudi Press Agency": ("SPA",),
    "Emirates News Agency": ("WAM",),
    "Middle East News Agency": ("MENA",),
    "National News Agency": ("NNA",),
    "Prensa Latina": ("PL",),
    "Inter Press Service": ("IPS",),
    "Acan-EFE": ("ACAN-EFE",),
    "Notimex": ("NOTIMEX",),
    "Bloomberg": ("Bloomberg News",),
}
"""Agencies by the name we count them under, and the marks they are known by; exact case, for "AP" and "SANA" are words too."""

_NAME_OF = {mark: name for name, marks in AGENCIES.items() for mark in (name, *marks)}


def _letters(mark: str) -> str:
    return "".join(filter(str.isalnum, mark)).casefold()


# Long marks are also known by their letters alone: "ACAN - EFE" is "Acan-EFE", "REUTERS" is "Reuters".
_NAME_OF_LETTERS = {_letters(mark): name for mark, name in _NAME_OF.items() if len(mark) > 5}

NEAR_FRONT = 6
"""Paragraphs in which a dateline may stand: under headline, lead, byline and share bar."""

# A place, perhaps a date, a mark in brackets, and the dash that opens the report; "[TEXT]" is of the old wire archives.
_DASH = r"\s*(?:--|[-–—]|:)\s+(?=\S)"
MARKED = re.compile(
    rf"^(?P<place>[^\W\d_][^()\n]{{0,70}}?)?[\s,]*"
    rf"\((?P<mark>[A-Z][\w .&’'-]{{1,40}}(?:/[A-Z][\w .&-]{{1,30}})?)\)(?:{_DASH}|\s*[-–—]{{1,2}}$)"
)
UNMARKED = re.compile(rf"^(?P<place>[A-Z][A-Z’'’.\- ]{{2,40}}(?:,\s[A-Z][\w. ]{{2,30}})?),?\s[^()\n]{{0,40}}?{_DASH}")
ENDS = re.compile(r"(?:\((?P<bracket>[^()]{2,40})\)|[-–—]\s?(?P<dash>[A-Z][\w .&-]{1,40}))\W*$")
CREDIT = re.compile(r"^\W*(?P<words>(?:Additional\s+)?[Rr]eporting\s+by\s+(?P<who>[^;()]{2,120}?))(?:;.*|\s+[Ee]diting\b.*)?\W*$")
SOURCED = re.compile(r"^\W*(?:Source|Agency|Agencies|Via|Wire)\s*:\s*(?P<who>[^,;|]{2,60}?)\W*$", re.IGNORECASE)


def agency_named(words: str) -> str | None:
    """The agency a mark stands for ("AP" -> "Associated Press"), or None for a mark that no table holds."""
    mark = words.strip(" .").removeprefix("The ").removeprefix("the ")
    return _NAME_OF.get(mark) or (_NAME_OF_LETTERS.get(_letters(mark)) if len(mark) > 5 else None)


def read_agency(parts: Parts) -> Known[str]:
    """The agency a report is credited to: its dateline's mark, a mark or credit at its end; else unknown.

    A mark in a dateline is taken whether we know the agency or not; elsewhere only a known one counts. "Reporting by
    Jane Doe" names no agency and is kept as a guess: two papers with one credit line carry one report.
    """
    body = [part for part in parts if part.block is not Block.BOILERPLATE]
    for part in body[:NEAR_FRONT]:
        match = MARKED.match(part.text)
        if match and (agency_named(match["mark"]) or (_is_place(match["place"]) and not dates_in(match["mark"]))):
            return _known(part, match.span("mark"), Provenance.STATED)
    for part in reversed(body[-4:]):
        if found := _at_end(part):
            return found
    return Known()


def _is_place(words: str | None) -> bool:
    """Whether all words before a mark are names or figures: "Port Oren, 12 March 2031", not "The party" of "The party (PO) -"."""
    return bool(words) and all(not word[0].isalpha() or word[0].isupper() for word in (words or "").split())


def _at_end(part: Part) -> Known[str] | None:
    for pattern in (SOURCED, ENDS):
        match = pattern.search(part.text)
        group = (
            next((name for name, words in match.groupdict().items() if words and agency_named(words)), None) if match else None
        )
        if match and group:
            return _known(part, match.span(group), Provenance.STATED)
    credit = CREDIT.match(part.text)
    if credit is None:
        return None
    named = agency_named(credit["who"])
    return _known(part, credit.span("who" if named else "words"), Provenance.STATED if named else Provenance.GUESSED)


def _known(part: Part, place: tuple[int, int], how: Provenance) -> Known[str]:
    words = part.text[slice(*place)]
    return Known(value=agency_named(words) or words, how=how, span=part.at(*place))


def dateline_dates(parts: Parts) -> Iterator[Known[date]]:
    """The dates that stand in a dateline, before its dash."""
    for part in [part for part in parts if part.block is not Block.BOILERPLATE][:NEAR_FRONT]:
        match = MARKED.match(part.text) or UNMARKED.match(part.text)
        for found in dates_in(match.group()) if match else ():
            how = Provenance.STATED if found.sure else Provenance.GUESSED
            yield Known(value=found.day, how=how, span=Span(part.span.start + found.start, part.span.start + found.end))
