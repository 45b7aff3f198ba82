"""Who in a text is a person, and is that person named with an office? The guard's eyes; it decides, ``guard`` acts.

Two sources are joined: what the model marked as Person, and cues of our own ("resident Xxx Yyy", "Xxx Yyy, 34,",
a frequent first name before another capitalised word). Office words before or after, in the same noun phrase, make a
person public. When in doubt we take a person to be private: a needless pseudonym costs a reader a look at the
internal copy, a printed name can cost a witness far more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from saidso.show.people_words import (  # isort: skip
    BODIES, FIGURE_SURNAMES, FIGURES, GEOGRAPHY, GIVEN, HONORIFICS, NOT_PEOPLE, OFFICE_OPENERS,
    OFFICES, OPENING, ORGANISATION, PARTICLES, PARTY_BODIES, PRIVATE, RANKS, SPEECH, STOP,
)  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’ʼ][^\W\d_]+)*")
_UNDECOMPOSED = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "’": "'", "ʼ": "'", "‐": "-", "‑": "-"})
_AGE_AFTER = re.compile(r",?\s*\(?\s*(?:aged?\s+)?\d{1,3}(?:\s*(?:years?[- ]old|yrs?))?\s*[,).;]|,?\s+aged?\s+\d{1,3}\b")
_AGE_BEFORE = re.compile(
    r"(?:year|month|week|day)s?[- ]olds?(?:\s+[\w-]+){0,2}\s*,?\s*$|(?<![-‐‑])\b(?:named|called|identified as|known as)\s+$", re.I
)
_LISTED = re.compile(
    r"\b(?:the (?:dead|victims|wounded|injured|missing) (?:were|are|include)|among the (?:dead|victims|wounded) (?:were|was)"
    r"|the bod(?:y|ies) of|the names? of the \w+ (?:were|was|are|is):?)\s+(?:[^.;:]*(?:,|\band)\s+)?$",
    re.I,
)
_WHO_LEADS = re.compile(r",\s+who\s+(?:heads|leads|commands|chairs|headed|led|commanded|chaired)\b", re.I)
_OF_BODY = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?((?:[^\W\d_a-z][\w'’-]*\s*){1,5})")
_LOWER_IS_NO_OFFICE = frozenset({"general", "major", "justice", "speaker", "king", "prince", "head", "queen", "deputy"})
"""Lower case before a name these are more often something else: "in general", "a major"."""
_FAMILY = re.compile(r"\s+(?:of\s+(?:the|a|his|her|their)?\s*(?:\w+\s+)?(?:family|household|house|clan)|teacher|cook)\b", re.I)
_ENDS_THE_PHRASE = frozenset({"of", "for", "to", "with", "by", "from", "near", "at", "in", "who", "whose", "and", "was", "were"})
_LONGEST_NAME = 5
"""Words; a longer run of capitals is a headline or a body."""
_WRAPPED_LINE = 50
"""Code points a line must have before its break is taken for a wrap inside a name and not for the end of a heading."""
_LARGE_TOWN = 200_000
"""People; smaller towns share their names with too many families."""
_SHOUTING = 0.6
"""Share of capitals among a text's letters from which case tells nothing (old wire copy)."""


def fold(text: str) -> str:
    """``text`` in lower case without diacritics: "Şoreş" and "SORES" are one. Same words, not the same length."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_UNDECOMPOSED)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text with its folded key; a possessive "'s" is not part of it."""

    start: int
    end: int
    key: str
    capital: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What others know of the text: the model's entities as (start, end, type), and spans that speak or act."""

    entities: tuple[tuple[int, int, str], ...] = ()
    holders: tuple[tuple[int, int], ...] = ()
    bodies: frozenset[str] = frozenset()
    """Folded names of the publisher, the issuer and the agency: they speak in public."""
    read: bool = False
    """A model has read the text. Where none has, every capitalised run of two words is taken for a person."""


@dataclass(slots=True)
class People:
    """Names found, as tuples of folded pieces: ``public`` were seen with an office, ``private`` were not."""

    public: set[tuple[str, ...]] = field(default_factory=set)
    private: set[tuple[str, ...]] = field(default_factory=set)
    kept_apart: set[tuple[str, ...]] = field(default_factory=set)
    """Private ones with a cue of private life beside them: never merged with an official of the same surname."""


def pieces(key: str) -> tuple[str, ...]:
    """The letters-only parts of a folded name: "samira al-hadi" -> ("samira", "al", "hadi")."""
    return tuple(re.findall(r"[^\W\d_]+", key))


def words_of(text: str) -> list[Word]:
    """All words of ``text`` in order."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        written = text[start:end]
        if len(written) > 2 and written[-2] in "'’ʼ" and written[-1] in "sS":
            end, written = end - 2, written[:-2]
        after_article = re.sub(r"^(?:al|el|ul|ad|an|ar|as|ash|at|az)[-‐‑'’]", "", written)
        found.append(Word(start, end, fold(written), written[:1].isupper() or after_article[:1].isupper()))
    return found


def people_in(text: str, hints: Hints | None = None) -> People:
    """The people named in ``text``: who holds an office, and who does not.

    Args:
        text: any text, a whole document or one line.
        hints: what a model saw in exactly this text; without it, cues alone decide.
    """
    hints = hints or Hints(read=True)
    words = words_of(text)
    people = People()
    for first, last in _runs(text, words, hints):
        _judge(text, words, first, last, hints, people)
    _settle(people)
    return people


def _runs(text: str, words: Sequence[Word], hints: Hints) -> Iterator[tuple[int, int]]:
    """Stretches of words [first, last) that could be one name: capitals with particles between."""
    shouting = _shouting(text)
    lower = {word.key for word in words if not word.capital and not _in_address(text, word)}
    spans = [(start, end) for start, end, kind in hints.entities if kind == "Person"]
    index = 0
    while index < len(words):
        if not _may_be_name(words[index], shouting=shouting):
            index += 1
            continue
        last = index + 1
        while last < len(words) and _joined(text, words, last) and (
            _may_be_name(words[last], shouting=shouting) or words[last].key in PARTICLES or _abbreviated(text, words[last])
        ):
            last += 1
        yield from _trimmed(text, words, index, last, lower)
        index = last
    for start, end in spans:  # a model may see a name where capitals do not show it
        inside = [i for i, word in enumerate(words) if start <= word.start and word.end <= end]
        if inside and not words[inside[-1]].capital and words[inside[-1]].key in GIVEN:
            yield inside[-1], inside[-1] + 1


@lru_cache(maxsize=64)
def _shouting(text: str) -> bool:
    """Whether the text is written in capitals, so that case tells nothing."""
    return sum(c.isupper() for c in text) > _SHOUTING * max(1, sum(c.isalpha() for c in text))


def _in_address(text: str, word: Word) -> bool:
    """Whether the word is a part of "ana.ruiz@post.example" or a link, where lower case tells nothing."""
    around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 2]
    return any(mark in around for mark in "@_/") or bool(re.search(r"\.\w", around)) or around[:1] == "."


def _may_be_name(word: Word, *, shouting: bool) -> bool:
    if not word.capital:
        return False
    blocked = word.key in STOP or word.key in SPEECH
    return not (shouting and (blocked or word.key in ORGANISATION or word.key in GEOGRAPHY))


def _joined(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether the word at ``index`` follows its neighbour within one name: a blank, an initial's dot, a wrapped line."""
    before = words[index - 1]
    gap = text[before.end : words[index].start]
    if gap in {" ", "  ", "\u00a0"}:
        return True
    if gap in {". ", "."}:
        return before.end - before.start == 1 or before.key in OFFICES or before.key in HONORIFICS
    return gap == "\n" and before.end - (text.rfind("\n", 0, before.end) + 1) >= _WRAPPED_LINE


def _abbreviated(text: str, word: Word) -> bool:
    return word.end - word.start == 1 and text[word.end : word.end + 1] == "."


def _trimmed(text: str, words: Sequence[Word], first: int, last: int, lower: set[str]) -> Iterator[tuple[int, int]]:
    """A run without what only leads up to the name (offices, callings, sentence openers), cut where such words stand inside."""
    start = first
    for index in range(first, last + 1):
        at_end = index == last
        if not at_end and not _leads(text, words, index, start, lower):
            continue
        low, high = start, index
        while low < high and words[low].key in PARTICLES and words[low].key not in OPENING:
            low += 1
        while high > low and (words[high - 1].key in PARTICLES or words[high - 1].key in STOP):
            high -= 1
        if low < high:
            yield low, min(high, low + _LONGEST_NAME)
            if high - low > _LONGEST_NAME:
                yield low + _LONGEST_NAME, high
        start = index + 1


def _leads(text: str, words: Sequence[Word], index: int, start: int, lower: set[str]) -> bool:
    """Whether this capitalised word is no part of a name: an office, a calling, or a common word that opens the sentence."""
    word = words[index]
    if word.key in PARTICLES:
        return False
    if word.key in STOP or word.key in HONORIFICS or word.key in SPEECH:
        return True
    if index > start and words[index - 1].key in GIVEN and not _joined_capital(text, words, index + 1):
        return False  # "Martin King": an office word that closes a name after a first name is a surname
    if _is_office(word.key) or word.key in OFFICE_OPENERS or (word.key in PRIVATE and index == start):
        return True
    if not (index == start and word.key in lower and word.key not in GIVEN and _opens_sentence(text, word.start)):
        return False
    # "Soldiers Ana Ruiz and" opens with a common word, "Hope Ruiz" may not: only where two capitals remain is the first left out.
    return _joined_capital(text, words, index + 1) and _joined_capital(text, words, index + 2)


def _joined_capital(text: str, words: Sequence[Word], index: int) -> bool:
    return index < len(words) and words[index].capital and _joined(text, words, index)


def _opens_sentence(text: str, offset: int) -> bool:
    before = text[:offset].rstrip(" \t\"'“‘«(—–-")
    return not before or before[-1] in ".!?:;\n”’\"" or "\n" in text[len(before) : offset]


def _is_office(key: str) -> bool:
    return key in OFFICES or (("-" in key) and key.rsplit("-", 1)[-1] in OFFICES)


def _judge(text: str, words: Sequence[Word], first: int, last: int, hints: Hints, people: People) -> None:
    """Put the name ``words[first:last]`` with the public, the private, or nowhere (it is no person)."""
    start, end = words[first].start, words[last - 1].end
    if not _shouting(text) and any(text[w.start : w.end].isupper() and w.end - w.start > 1 for w in words[first:last]):
        return  # "UN High", "MLKP": letters that stand for a body
    if last - first == 1 and first > 1 and words[first - 1].key == "of" and _is_office(words[first - 2].key):
        return  # "the governor of Belkhar": what an office is over
    name = pieces(fold(text[start:end]))
    joined = " ".join(name)
    if joined in NOT_PEOPLE or not any(len(piece) > 1 for piece in name) or _is_body(words, first, last, joined, hints):
        return
    known = joined in FIGURES or joined.removeprefix("al ") in FIGURE_SURNAMES
    if known or _office_before(text, words, first) or _office_after(text, words, last):
        people.public.add(name)
        return
    private = _private_cue(text, words, first, last)
    if private or (not _is_known(text[start:end]) and _is_person(text, words, first, last, hints)):
        people.private.add(name)
        if private:
            people.kept_apart.add(name)


@lru_cache(maxsize=4096)
def _is_known(name: str) -> bool:
    """Whether our tables know the name as a party to a conflict or as a large town: "Daesh", "Caracas"."""
    from saidso.values.actor import read_actor  # with the gazetteer's arrays: not before there is a name to judge
    from saidso.values.gazetteer import gazetteer

    if any(read_actor(word).kind in {"armed_group", "militia"} for word in name.split() if fold(word) not in GIVEN):
        return True  # "Daesh Trying": a headline about a group
    return read_actor(name).canonical_id is not None or any(t.population >= _LARGE_TOWN for t in gazetteer().written(name))


def _is_person(text: str, words: Sequence[Word], first: int, last: int, hints: Hints) -> bool:
    start, end = words[first].start, words[last - 1].end
    keys = [word.key for word in words[first:last]]
    kinds = {kind for s, e, kind in hints.entities if s < end and start < e}
    if all(key in GEOGRAPHY or key in STOP or key in PARTICLES for key in keys):
        return False
    if "Person" in kinds:
        return len(keys) > 1 or _heads_its_span(text, start, end, hints)
    if kinds:
        return False
    names = [key for key in keys if key not in PARTICLES]
    if first > 0 and words[first - 1].key in HONORIFICS and _joined(text, words, first):
        return True
    if len(names) < 2:
        return False
    if names[0] in GIVEN or keys[0] in {"abu", "umm", "um", "ibn"}:
        return True
    if any(key in GEOGRAPHY for key in names):
        return False
    if not hints.read or _speaks(text, words, first, last) or _LISTED.search(text, max(0, start - 160), start):
        return True
    return any(s <= start and end <= e for s, e in hints.holders)


def _is_body(words: Sequence[Word], first: int, last: int, joined: str, hints: Hints) -> bool:
    """A run with a body's word in it ("Highland Liberation Front") or a publisher's name is no person, unless a first name leads.

    The model has no say here: it takes "the Front said" for a person often enough to make a page unreadable.
    """
    keys = [word.key for word in words[first:last]]
    if keys[0] in GIVEN:
        return False
    return any(key in ORGANISATION for key in keys) or any(f" {joined} " in f" {body} " for body in hints.bodies)


def _heads_its_span(text: str, start: int, end: int, hints: Hints) -> bool:
    """Whether a single name ends its Person span: "Karim" does, "Orran" in "Orran soldiers" and "the Orrans" do not."""
    for s, e, kind in hints.entities:
        if kind == "Person" and s <= start and end <= e + 2:
            lead = text[s:start].strip().lower()
            return not re.search(r"[^\W\d_]{2,}", text[end:e]) and lead not in {"the", "a", "an", "some", "many"}
    return True


def _speaks(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """ "Xxx Yyy said", "said Xxx Yyy", "Xxx Yyy, who ..."."""
    after = words[last].key if last < len(words) and _joined(text, words, last) else ""
    if last < len(words) and words[last].key in {"who", "whose"} and text[words[last - 1].end : words[last].start] == ", ":
        return True
    before = words[first - 1].key if first and _joined(text, words, first) else ""
    return after in SPEECH or before in SPEECH


def _office_before(text: str, words: Sequence[Word], first: int) -> bool:
    """ "Colonel X", "ministry spokesman X", "the leader of the Front, X," – in one noun phrase with the name."""
    if first == 0:
        return False
    before = words[first - 1]
    if _joined(text, words, first) or (text[before.end : words[first].start] == ". " and before.key in RANKS):
        return _is_office(before.key) and (before.capital or before.key not in _LOWER_IS_NO_OFFICE)
    if text[before.end : words[first].start] != ", ":
        return False
    body: list[str] = []
    for index in range(first - 1, max(-1, first - 9), -1):
        key = words[index].key
        if _is_office(key):
            return not body or body[-1] in {"of", "for", "at", "in"}
        if key in PRIVATE or key in SPEECH or key.endswith("ed") or (index and not _joined(text, words, index)):
            return False
        body.append(key)
    return False


def _office_after(text: str, words: Sequence[Word], last: int) -> bool:
    """ "X, a ministry spokesman", "X (governor of Y)", "X, who leads the Front", "X of the Workers' Party"."""
    end = words[last - 1].end
    if _WHO_LEADS.match(text, end):
        return True
    body = _OF_BODY.match(text, end)
    if body and any(fold(word) in PARTY_BODIES for word in _WORD.findall(body[1])):
        return True
    if last >= len(words) or not re.fullmatch(r"(?:,|\s*\(|\s+[–—-])\s*", text[end : words[last].start]):
        return False
    for index in range(last, min(len(words), last + 7)):
        key = words[index].key
        if index > last and not re.fullmatch(r"['’]?s?[ \n]", text[words[index - 1].end : words[index].start]):
            return False
        if _is_office(key):
            return not _FAMILY.match(text, words[index].end)
        if key == "member":
            phrase = re.split(r"[.;,()]", text[words[index].end : words[index].end + 80])[0]
            return any(fold(w) in BODIES for w in _WORD.findall(phrase))
        if key in PRIVATE or key in _ENDS_THE_PHRASE:
            return False
    return False


def _private_cue(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """A sign of private life right beside the name: a calling, kinship, an age, "named ..."."""
    start, end = words[first].start, words[last - 1].end
    if _AGE_AFTER.match(text, end) or _AGE_BEFORE.search(text, max(0, start - 60), start):
        return True
    if first and words[first - 1].key in PRIVATE and re.fullmatch(r"['’]?s?,? ", text[words[first - 1].end : start]):
        return True
    if last >= len(words) or not re.fullmatch(r"(?:,|\s*\(|\s+[–—-])\s*", text[end : words[last].start]):
        return False
    for index in range(last, min(len(words), last + 5)):
        if index > last and text[words[index - 1].end : words[index].start] != " ":
            return False
        if words[index].key in PRIVATE or (_is_office(words[index].key) and _FAMILY.match(text, words[index].end)):
            return True
        if words[index].capital or words[index].key in SPEECH:
            return False
    return False


def _settle(people: People) -> None:
    """A name once seen with an office stays; an official's bare surname also covers the one full name that carries it."""
    ends = {(name[0], name[-1]) for name in people.public if len(name) > 1}
    bare = {name[-1] for name in people.public if len(name) == 1 or (len(name) == 2 and name[0] in PARTICLES)}
    for surname in bare:
        carriers = {name for name in people.private - people.kept_apart if len(name) > 1 and name[-1] == surname}
        if len({(name[0], name[-1]) for name in carriers}) == 1:
            people.public |= carriers
    surnames = {name[-1] for name in people.public}
    for name in set(people.private):
        same_ends = len(name) > 1 and (name[0], name[-1]) in ends
        if name in people.public or same_ends or (len(name) == 1 and name[0] in surnames and name not in people.kept_apart):
            people.private.discard(name)
            people.public.add(name)


def merged(parts: Iterable[People]) -> People:
    """One record of the people of several texts of one document (its body, its title, its turns)."""
    whole = People()
    for part in parts:
        whole.public |= part.public
        whole.private |= part.private
        whole.kept_apart |= part.kept_apart
    _settle(whole)
    return whole
