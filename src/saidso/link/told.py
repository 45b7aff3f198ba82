"""What a report that comes without annotations tells of one slot: the sentences with its value, and the agency it credits.

For ``predict origins``; a ledger's claims bring their sentence and their agency along.

    "KARAF (North Wire) - Nine people were killed, doctors said."     killed=9: told; credits North Wire
    "Nine people were wounded and two killed."                        killed=9: not told, the nine are the wounded
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from saidso.link.words import stem
from saidso.values.number_words import AMOUNT, read_amount
from saidso.values.publishers import publishers
from saidso.values.vague_words import LITERAL

BOILERPLATE = re.compile(
    r"(?:no (?:group|one|party|organi[sz]ation) (?:has |had )?(?:immediately |yet |so far )?claimed responsib"
    r"|no (?:immediate |official )?(?:claim of responsibility|comment|reaction)"
    r"|(?:can|could|was|were|is|are|has|have|been|be)(?: not|not|n['’]t)(?: (?:been|be|possible to|able to))* "
    r"(?:independently |immediately )?(?:verif|confirm)"
    r"|(?:did|has|have) not (?:immediately |yet )?(?:respond|repl|comment)|declined to comment|request(?:s)? for comment"
    r"|(?:opened|launched|ordered|begun) an? (?:\w+ )?(?:investigation|inquiry|probe)|(?:inquiry|investigation) is under way"
    r"|(?:taken|rushed|brought|carried|evacuated) to (?:a |the )?(?:\w+ )?(?:hospital|clinic)s?(?: nearby)?\.?$"
    r"|(?:ambulances|rescuers|rescue teams|emergency services) (?:rushed|hurried|were sent) to the scene"
    r"|nobody has (?:so far |yet )?(?:said|claimed)|(?:was|were) not (?:immediately )?(?:available|reachable)"
    r"|developing story|sealed off the (?:area|scene)"
    r"|all rights reserved|copyright|reproduced by permission|(?:first|originally) published (?:by|in)|agency report:"
    r"|reporting by|writing by|edit(?:ed|ing) by|additional reporting|read more|subscribe|sign up"
    r"|follow us|this page is being updated|with (?:material|files|reporting) from|source: )",
    re.IGNORECASE,
)
"""Sentences that every desk writes: they prove no copying and are nobody's account (planted case I09)."""

BACKGROUND = re.compile(
    r"\bsince (?:the (?:beginning|start|outbreak|collapse|end|fall)|last|\d{4}|January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b|\b(?:last|in recent|over the past|for (?:many|several|two|three)) "
    r"(?:spring|summer|autumn|winter|weeks|months|years?|decades?)\b|\b(?:accuse|blame) each other\b"
    r"|,? which (?:links|connects|lies|borders|has been|is (?:home|located|controlled))\b|\baccording to earlier\b"
    r"|\b(?:began|erupted|broke out|started) in \d{4}\b|\bin (?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""Sentences on how things have stood for long: agencies keep them on file, so beside other sentences they prove no copying."""

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[A-Z\"'“(\d])|\n+")
_DATELINE = re.compile(
    r"(?P<place>(?:^|(?<=[.!?\n])\s*)[A-Z][\w .,/'’-]{1,50}?)\s*\((?P<mark>[A-Z][\w .&'’-]{1,40})\)\s*(?:--|[-–—:])\s+"
    r"|(?:^|(?<=[.!?\n])\s*)[A-Z][\w .,/'’-]{1,50}?\s*(?:(?:--|[-–—])\s*\((?P<dashed>[A-Z][\w .&'’-]{1,40})\)"
    r"|\[(?P<square>[A-Z][\w .&'’-]{1,40})\])\s+",
    re.MULTILINE,
)
_LIKE_AGENCY = r"(?:[A-Z][\w.&'’-]*\s){0,3}(?:Wire|Newswire|Agency|Press(?:\s(?:Service|Agency))?|News(?:\sService)?|[A-Z]{3,5})"
_HEADED = re.compile(
    rf"(?:^|(?<=[.!?\n])\s*)(?:[A-Z][\w .,'’-]{{1,50}}?[.,]\s*/(?P<slashed>{_LIKE_AGENCY})/\.\s+"
    rf"|(?:From\s)?(?P<first>{_LIKE_AGENCY})(?:\sin\s[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*:|,\s[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*:"
    rf"|\s\|\s[A-Z][\w '’-]*\s[—–-])\s+"
    rf"|[A-Z][\w'’-]*(?:[ ,]+[\w'’-]+){{0,6}},\s(?P<last>{_LIKE_AGENCY})\s[—–-]\s+)",
    re.MULTILINE,
)
"""Datelines in which the agency is known by its own words: "OSTRA, 17 February. /North Wire/.", "North Wire, Karaf:"."""
_AT_END = re.compile(r"\((?:with |via |from )?(?P<mark>[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,4})\)\W*$")
_CREDIT = re.compile(
    r"\b(?:[Rr]eporting by|[Ss]ource:|[Ww]ith (?:material|files|reporting|agency copy) from|[Vv]ia:?|[Aa]gency(?: report)?:"
    r"|[Ff]irst published by|[Oo]riginally published (?:by|in)|[Cc]opyright|[Pp]rovided by|[Cc]ourtesy of|[Bb]y)\s+"
    r"(?:[Tt]he )?(?P<mark>[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,4}?)\s*[.\n]?\s*$",
    re.MULTILINE,
)

_SLOT_STEMS = {
    "killed": "succumb succumbed perished "
    "victim fallen fatality kill killed killing dead death deaths die died dies toll body bodies life lives corpse "
    "corpses perish fatal fatalities slain shot slaughter massacre survive eliminate murder execute bury buried burying",
    "injured": "injure injured injuries injury wound wounded wounds hurt treated maimed",
    "vehicles": "vehicle vehicles car cars truck trucks lorry lorries tank tanks bus buses convoy jeep",
    "abducted": "away abduct abducted kidnap kidnapped hostage hostages captive gunpoint seize seized seizing carried led "
    "abduction",
    "missing": "missing unaccounted disappeared",
    "detained": "detain arrest arrested detained custody",
    "displaced": "displace displaced flee fled homeless evacuated",
    "released": "release released freed",
    "damaged": "damaged house houses building buildings home homes",
}
_SLOT_OF = {stem(word): slot for slot, stems in _SLOT_STEMS.items() for word in stems.split()}
_ALIKE = {"wounded": "injured", "captured": "abducted", "casualties": "killed"}
_NUMBER = re.compile(rf"(?<![\w]){AMOUNT}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_FIGURE = re.compile(r"\b(?:number|figure|toll|count|tally)\b|\b(?:of|at|to) [\w-]+\.?$", re.IGNORECASE)
""" "put the toll at 14", "spoke of 14": a number without a noun is the slot's that everybody speaks of."""


def sentences(text: str) -> list[str]:
    """The sentences of a report without bylines, datelines, credits and what every desk writes."""
    body = _AT_END.sub("", _HEADED.sub(" ", _DATELINE.sub(" ", text.strip())))
    parts = (part.strip() for part in _SENTENCE.split(body))
    return [part for part in parts if part and not BOILERPLATE.search(part) and not _is_line(part, text)]


def _is_line(part: str, text: str) -> bool:
    """Whether this is a line of its own without an end, of few words, all names: a byline, not a headline."""
    bare = part[-1].isalnum() and f"{part}\n" in text
    words = re.findall(r"[^\W\d_]+", part)
    return bare and (part.startswith(("By ", "From ")) or sum(word[0].islower() for word in words) == 0)


def tells(sentence: str, slot: str, wanted: str) -> bool:
    """Whether a sentence speaks of the value: its number in any writing, else one of its telling words.

    A number that stands nearer to the word of another slot is that slot's, where the sentence has several.
    """
    slot = _ALIKE.get(slot, slot)
    if not wanted or wanted.isdigit():
        numbers = list(_numbers(sentence))
        mine = [at for at, value in numbers if not wanted or value == int(wanted)]
        if slot not in _SLOT_STEMS:
            return bool(mine) or not wanted
        return any(_belongs(sentence, at, slot, alone=len(numbers) == 1, loose=bool(wanted)) for at in mine)
    names = [word for word in _WORD.findall(wanted) if word[0].isupper()]
    if names:  # "Free Column": both words or the last, written as a name; "column" alone is a column
        said = {stem(word) for word in _WORD.findall(sentence) if word[0].isupper()}
        return stem(names[-1]) in said or len(said & {stem(word) for word in names}) > 1
    return bool({stem(word) for word in _WORD.findall(wanted)} & {stem(word) for word in _WORD.findall(sentence)})


def speaks_of(sentence: str, slot: str) -> bool:
    """Whether a sentence speaks of a slot without a number of its own: "The deaths were reported by the ministry"."""
    mine = _ALIKE.get(slot, slot)
    return any(_SLOT_OF.get(stem(word)) == mine for word in _WORD.findall(sentence)) and not any(_numbers(sentence))


def _numbers(sentence: str) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(sentence):
        amount = read_amount(match.group(), LITERAL)
        if amount is not None and not amount.vague:  # "several groups" is no three
            yield match.start(), amount.value


def _belongs(sentence: str, at: int, slot: str, *, alone: bool, loose: bool) -> bool:
    """Whether the number at ``at`` is the slot's: by the word next to it, or by any word of the slot where no other number is.

    Without a word of any slot it is anybody's: ``loose`` takes it (it is the number looked for), else only a bare figure counts.
    """
    words = ((match.start(), _SLOT_OF.get(stem(match.group()))) for match in _WORD.finditer(sentence))
    found = [(_gap(start, at), other) for start, other in words if other is not None]
    if not found:
        return loose or bool(_FIGURE.search(sentence))
    return min(found)[1] == slot or (alone and slot in {each for _, each in found})


def _gap(word: int, number: int) -> int:
    return word - number if word >= number else 2 * (number - word)


def credited(text: str) -> str | None:
    """The agency that a report credits, under its one name: in a dateline, in a bracket at the end, in a credit line."""
    found = _DATELINE.search(text)
    if found:
        return publishers().name(found["mark"] or found["dashed"] or found["square"])
    headed = _HEADED.search(text)
    if headed:
        return publishers().name(headed["slashed"] or headed["first"] or headed["last"])
    for line in (text.strip(), *reversed(text.strip().splitlines())):
        end = _AT_END.search(line) or _CREDIT.search(line)
        if end and not _is_person(end):
            return publishers().name(end["mark"].rstrip("."))
    return None


def _is_person(credit: re.Match[str]) -> bool:
    """ "Reporting by Jane Doe" and "By Jane Doe" may name a person: two capitalised words that no table knows as an agency."""
    byline = credit.group().lower().startswith("by ")
    return byline and not publishers().is_agency(credit["mark"])
