"""What each paragraph is: heading, item, embedded letter, boilerplate or plain text. Turns are found afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from saidso.nouns.document import Block
from saidso.read.dates import dates_in
from saidso.read.draft import Part
from saidso.read.labels import bullet_of, label_of, number_of

Parts = tuple[Part, ...]

_SOCIAL = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|tumblr|instagram|youtube|vk|rss|"
    r"email|e-mail|print|copy\s+link|pocket|share|tweet|pin|more)"
)
BOILERPLATE = re.compile(
    rf"""^\W*(?:
    skip\ (?:to|navigation)\b.*
    | {_SOCIAL}(?:[\s,|•·/&]+(?:and\s+)?(?:on\s+|via\s+|to\s+|this\s+)?{_SOCIAL})*
    | (?:please\s+)?(?:share|tweet|like|follow|print|email|e-mail)\s+(?:this|us|on|via|the\s+(?:article|post|story))\b.*
    | (?:related|recommended|trending|popular)\s*(?:articles?|posts?|stories|news|content|topics|now|reading|links|coverage)?
    | (?:read|see|watch)\s+(?:also|more|next|full\s+story)\b.* | also\s+read\b.* | you\s+(?:may|might)\s+also\s+like\b.*
    | more\s+(?:on\s+this\s+(?:story|topic)|from\s+\S+.*|stories|news) | most\s+(?:read|popular|viewed|shared)\b.*
    | (?:subscribe|sign\s+up|log\s*in|sign\s+in|register|donate|support\s+us|join\s+us|contact\s+us|about\s+us)\b.*
    | (?:advertisement|sponsored(?:\ content)?|newsletter|menu|search|home|close|loading)
    | (?:comments?(?:\s*\(\d+\))?|no\s+comments?(?:\s+yet)?)
    | (?:all\s+rights\s+reserved|©|copyright\s|\(c\)\s*\d{{4}}).* | .{{0,120}}\ball\s+rights\s+reserved\b.{{0,80}}
    | .*\bcookies?\b.*\b(?:policy|accept|consent|experience|site)\b.* | (?:privacy\s+policy|terms\s+of\s+(?:use|service))\b.*
    | home\s*(?:[»>/›|]\s*\S.*)+ | back\s+to\s+(?:top|home|news)\b.*
    | (?:previous|next|older|newer)\s+(?:post|article|page|story)\b.*
    | leave\s+a\s+(?:reply|comment)\b.* | (?:posted|filed)\s+(?:in|under)\b.* | (?:tags?|categor(?:y|ies)|keywords)\s*:.*
    | page\s+\d+\s+of\s+\d+ | (?:\d+|one|two|three)\s*-?\s*min(?:ute)?s?\s+read | listen\s+to\s+this\s+(?:article|story)\b.*
    | click\s+here\b.* | click\s+to\b.* | jump\s+to\b.* | view\s+(?:all|comments|gallery)\b.*
    | download\s+(?:the\s+)?(?:pdf|app)\b.*
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
LONGEST_BOILERPLATE = 30
"""Words: whatever is longer says something."""

NOTICE = re.compile(r"©|copyright|\brights reserved|\bcookies?\b|newsletter|subscri|sign up|inbox|privacy", re.IGNORECASE)
LINK_LISTS = re.compile(r"^\W*(?:related|recommended|trending|popular|most|more|read|see|you)\b", re.IGNORECASE)

REPRODUCED = re.compile(
    r"\b(?:text|letter|statement|communiqu[eé]|declaration|message|appeal|resolution|release|leaflet)\b[^.!?]{0,80}"
    r"\b(?:reads?|follows?|said|says|below|in full|as follows|verbatim|states?|stated)\b[^.!?]{0,40}:$"
    r"|\b(?:full|complete|entire)\s+(?:text|statement|letter)\b[^.!?]{0,80}:$",
    re.IGNORECASE,
)
SALUTATION = re.compile(r"^(?:Dear|To the|To all|Esteemed|Honou?rable)\s[^.!?]{2,80}[,:!]$")
SIGN_OFF = re.compile(
    r"^(?:Yours|Sincerely|Signed|Respectfully|With (?:comradely|revolutionary|best|kind|warm) (?:greetings|regards|wishes)|"
    r"(?:Best|Kind) regards)\b",
    re.IGNORECASE,
)
QUOTED_OVER = re.compile(r"^(?:[“„«][^”»]*|\"[^\"“”]*(?:\"[^\"]*\"[^\"]*)*)$")
END_OF_TEXT = re.compile(r"^\W*(?:ends?|end of (?:the )?(?:statement|letter|message|communiqu[eé]|text))\W*$", re.IGNORECASE)


def settle(parts: Parts) -> Parts:
    """The paragraphs with their blocks and numbers; what the mark-up already says stays."""
    for rule in (_boilerplate, _embedded, _items, _headings, _rest):
        parts = rule(parts)
    return parts


def _mark(parts: Parts, block: Block, where: Callable[[int], bool]) -> Parts:
    """``parts`` with ``block`` where nothing is settled yet and ``where`` says so of their place."""
    return tuple(replace(part, block=block) if part.block is None and where(place) else part for place, part in enumerate(parts))


def _boilerplate(parts: Parts) -> Parts:
    flags = [_is_frame(part) for part in parts]
    for place in range(1, len(parts)):
        # Under "Related" stands a list of other pages' headlines: short lines without an end, to the end of the page.
        opened = (flags[place - 1] and LINK_LISTS.match(parts[place - 1].text)) or (
            flags[place - 1] and place > 1 and _is_link(parts[place - 1])
        )
        if opened and place > len(parts) / 2 and _is_link(parts[place]):
            flags[place] = True
    marked = _mark(parts, Block.BOILERPLATE, flags.__getitem__)
    return tuple(
        replace(part, block=Block.BOILERPLATE) if flags[place] and part.block in (Block.HEADING, Block.ITEM) else part
        for place, part in enumerate(marked)
    )


def _is_frame(part: Part) -> bool:
    """Whether a paragraph is of the page's frame; a whole sentence is only where it speaks of rights, cookies or mails."""
    if part.words > LONGEST_BOILERPLATE or BOILERPLATE.match(part.text) is None:
        return False
    return part.words <= 8 or part.text[-1] not in ".!" or NOTICE.search(part.text) is not None


def _is_link(part: Part) -> bool:
    return part.words <= 16 and not re.search(r"[.!?:;,”\"]$", part.text) and not dates_in(part.text)


def _embedded(parts: Parts) -> Parts:
    inside: set[int] = set()
    for place, part in enumerate(parts):
        if place in inside or part.block is not None:
            continue
        if REPRODUCED.search(part.text):
            inside.update(range(place + 1, _end_of_reproduced(parts, place + 1)))
        elif place and SALUTATION.match(part.text):
            inside.update(range(place, _end_of_letter(parts, place)))
        elif QUOTED_OVER.match(part.text):
            inside.update(range(place, _end_of_quotation(parts, place)))
    return _mark(parts, Block.EMBEDDED, inside.__contains__)


def _end_of_reproduced(parts: Parts, start: int) -> int:
    """Where a text announced by "The statement reads:" ends: with its closing quote, its end mark or a heading.

    Without any of these only the next paragraph is taken: to call the reporter's own words a party's would be worse.
    """
    if start >= len(parts):
        return start
    if parts[start].text[0] in '“"„«':
        return _end_of_quotation(parts, start)
    if SALUTATION.match(parts[start].text):
        return _end_of_letter(parts, start)
    for place in range(start, len(parts)):
        if END_OF_TEXT.match(parts[place].text):
            return place
    return start + 1


def _end_of_letter(parts: Parts, start: int) -> int:
    """One behind the signature of a letter; ``start`` itself where nothing is signed (then it is no letter)."""
    for place in range(start + 1, len(parts)):
        if SIGN_OFF.match(parts[place].text):
            end = place + 1
            while end < len(parts) and end < place + 4 and parts[end].words <= 10 and not parts[end].text.endswith("."):
                end += 1
            return end
    return start


def _end_of_quotation(parts: Parts, start: int) -> int:
    """One behind a quotation over paragraphs: each begins with a quote, only the last ends with one."""
    for place in range(start, len(parts)):
        text = parts[place].text
        if re.search(r"[”»\"][.,]?$", text) and (place > start or text[0] not in "“„«" or not QUOTED_OVER.match(text)):
            return place + 1 if place > start else start
        if place > start and text[0] not in '“"„«':
            return start
    return start


def _items(parts: Parts) -> Parts:
    """Numbered paragraphs, and dashed ones where two follow each other; a lone letter ("A.") needs its neighbour too."""
    labels = [number_of(part.text) for part in parts]
    dashes = [bullet_of(part.text) for part in parts]
    numbered = []
    for place, part in enumerate(parts):
        label = labels[place]
        if label is not None and label.strip("().").isalpha() and not _has_sibling(labels, place):
            label = None
        if (
            label is None
            and dashes[place]
            and dashes[place] in (*dashes[max(0, place - 1) : place], *dashes[place + 1 : place + 2])
        ):
            label = dashes[place]
        numbered.append(replace(part, number=label) if label else part)
    return _mark(tuple(numbered), Block.ITEM, lambda place: numbered[place].number is not None)


def _has_sibling(labels: list[str | None], place: int) -> bool:
    """Whether another label of the same kind (letter, Roman figure) stands somewhere: "(a)" calls for "(b)"."""
    label = labels[place] or ""
    return any(other and other != label and other.strip("().").isalpha() and other[-1] == label[-1] for other in labels)


def _headings(parts: Parts) -> Parts:
    """The first line where it reads like a headline, and short lines without an end above long paragraphs."""
    first = next((place for place, part in enumerate(parts) if part.block is not Block.BOILERPLATE), 0)

    def is_heading(place: int) -> bool:
        """Whether the part at ``place`` looks like a headline, or like a short title before text."""
        part = parts[place]
        if place == first:
            return len(parts) > first + 1 and looks_like_headline(part.text)
        following = next((after for after in parts[place + 1 : place + 2] if after.block is None), None)
        short = part.words <= 10 and part.text[0].isupper() and not re.search(r"[.!?:;,…]$", part.text)
        return (
            short and following is not None and following.words >= 15 and not dates_in(part.text) and label_of(part.text) is None
        )

    return _mark(parts, Block.HEADING, is_heading)


def looks_like_headline(text: str) -> bool:
    """Whether a first line reads like a headline: short, no full stop, no date line, byline or label of data."""
    words = text.split()
    if not 2 <= len(words) <= 30 or len(text) > 220 or re.search(r"(?<!\b[A-Z])[.;,]$|:$", text):
        return False
    if re.match(r"(?:by|from|to|date|subject|statement of)\b", text, re.IGNORECASE):
        return False
    found = dates_in(text)
    return not (found and len(words) <= 6) and re.search(r"[.!?]\s+\S+\s+\S+\s+\S.*[.!?]", text) is None


def _rest(parts: Parts) -> Parts:
    return _mark(parts, Block.TEXT, lambda _: True)
