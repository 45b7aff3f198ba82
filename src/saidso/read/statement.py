"""Who issued a statement: its "Statement of the ...", its letterhead, its signature."""

from __future__ import annotations

import re

from saidso.nouns.document import Block, Known, Provenance
from saidso.read.byline import foot, front
from saidso.read.dates import dates_in
from saidso.read.draft import Part
from saidso.read.names import BODY_WORDS

Parts = tuple[Part, ...]

_KIND = (
    r"(?:statements?|communiqu[eé]s?|declaration|press\s+(?:release|statement)|resolution|appeal|open\s+letter|message|bulletin|leaflet|"
    r"announcement|proclamation|news\s+release)"
)
ISSUED = re.compile(
    rf"^\W*(?:(?:joint|official|public|special|urgent|final|press|political)\s+){{0,2}}{_KIND}\s+"
    rf"(?:(?:no\.?\s*\d+\s+)?(?:of|by|from|issued\s+by))\s+(?:the\s+)?(?P<who>\S.*)$",
    re.IGNORECASE,
)
ISSUED_LATER = re.compile(rf"^\W*{_KIND}\b[^.!?]{{0,90}}?\b(?:issued\s+by|by|from)\s+(?:the\s+)?(?P<who>[A-Z].*)$", re.IGNORECASE)
NAMED_FIRST = re.compile(
    rf"^(?:The\s+)?(?P<who>[A-Z][^.!?:;,]{{2,80}}?)\s+{_KIND}(?=\s+(?:on|about|regarding|concerning)\b|\W*$|,|:)", re.IGNORECASE
)
ISSUED_BY = re.compile(r"^\W*(?:issued|released|signed)\s+by\s*:?\s+(?:the\s+)?(?P<who>\S.*)$", re.IGNORECASE)

# Where a body's name ends: a date, a sign that opens something else, or words that do.
ENDS = re.compile(
    r"\s*(?:[:;|]|\s[-–—]\s|,\s*(?=\d|on\b|regarding\b|about\b)|\b(?:on|regarding|about|concerning|to|dated)\b\s|[,.]?\s*$)",
    re.IGNORECASE,
)
SMALL = frozenset("a an of the and for in on de la al el del des du für und".split())


def read_issuer(parts: Parts) -> Known[str]:
    """The body that issued a statement; unknown for everything that carries neither heading, letterhead nor signature.

    "Statement of the ..." goes before a letterhead, a letterhead before a signature, for a signature may be that of one
    office only ("International Bureau of the ..."). "The Front statement on ..." in a headline is a guess.
    """
    above = front(parts)
    for pattern in (ISSUED, ISSUED_BY, ISSUED_LATER):
        for part in above:
            if part.words <= 40 and (match := pattern.match(part.text)) and (found := _body(part, match, Provenance.STATED)):
                return found
    for part in (*above[:4], *reversed(foot(parts))):
        if is_office(part):
            return _cut(part, 0, Provenance.STATED)
    for part in above[:2]:
        if part.words <= 25 and (match := NAMED_FIRST.match(part.text)) and _is_body(match["who"]):
            return Known(value=match["who"], how=Provenance.GUESSED, span=part.at(*match.span("who")))
    return Known()


def _body(part: Part, match: re.Match[str], how: Provenance) -> Known[str] | None:
    found = _cut(part, match.start("who"), how)
    named = found.value is not None and (found.value[0].isupper() and _is_body(found.value))
    return found if named else None


def _cut(part: Part, start: int, how: Provenance) -> Known[str]:
    """The body's name from ``start`` to where a date or other words begin."""
    dates = [found.start for found in dates_in(part.text) if found.start > start]
    stop = min([len(part.text), *dates])
    ends = ENDS.search(part.text, start, stop)
    end = ends.start() if ends else stop
    words = part.text[start:end].rstrip(" ,.-–—")
    return Known(value=words, how=how, span=part.at(start, start + len(words))) if words else Known()


def _is_body(name: str) -> bool:
    """Whether words name a body: capitals throughout, and a word of a body or an abbreviation among them."""
    words = [word.strip("(),.’'\"“”") for word in name.split()]
    words = [word for word in words if word]
    capital = all(word[0].isupper() or word.lower() in SMALL or not word[0].isalpha() for word in words)
    marks = any(word.lower() in BODY_WORDS or (len(word) >= 2 and word.isupper()) for word in words)
    return bool(words) and capital and marks and len(words) <= 20


def is_office(part: Part) -> bool:
    """Whether a line is the name of an office and nothing else: "International Bureau of the Front", with its date at most."""
    if part.words > 14 or part.block in (Block.ITEM, Block.EMBEDDED) or re.search(r"[!?:;]$|\.\s+\w", part.text):
        return False
    dates = dates_in(part.text)
    name = (part.text[: dates[0].start] if dates else part.text).strip(" ,.|–—-")
    words = [word.strip("(),.") for word in name.split()]
    capital = all(word[:1].isupper() or word.lower() in SMALL for word in words)
    if len(words) < 2 or not capital or ":" in name:
        return False
    # "Press Office", "Bureau of the Front", but not a headline in capitals: "Party Office Bombed In Port Oren".
    return any(word.lower() in OFFICES and (rest[:1] == [] or rest[0].lower() in SMALL) for word, rest in _with_rest(words))


def _with_rest(words: list[str]) -> list[tuple[str, list[str]]]:
    return [(word, words[place + 1 :]) for place, word in enumerate(words)]


OFFICES = frozenset(
    "bureau committee office centre center command secretariat directorate department headquarters spokesperson commission "
    "council presidency ministry coordination representation staff assembly".split()
)
"""Words that make a line of capitals an office: a party's or an army's bare name may be a heading."""
