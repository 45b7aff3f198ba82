"""The words of a voice taken apart: what sort of speaker they mean, its head noun, and the tokens that tell it from others.

    "the Britain-based monitoring group"  a body, head "group"; definite
    "Foreign Secretary Mara Quill"        a person, name "mara quill"
    "a source in the harbour office"      a person, head "source"; introduces, and so is never a short form
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from saidso.nouns.span import Span
from saidso.values.actor_words import HEAD_KINDS, ROLES, TITLES


class Kind(StrEnum):
    """What sort of speaker the words mean, as far as they tell."""

    PERSON = "person"
    PEOPLE = "people"
    BODY = "body"
    PAPER = "paper"
    """A statement, a report: it speaks for whoever made it."""
    NAME = "name"
    """A name that tells nothing about its bearer: "Orlan", "Free Column"."""
    UNKNOWN = "unknown"


PAPERS = frozenset(
    "statement communique communiqué release report reports document email letter study announcement bulletin article "
    "video footage pamphlet message post poster leaflet text lawsuit survey".split()
)
PEOPLE = frozenset("police people staff cops media personnel".split())
"""Plural without an s."""

_MORE_PERSONS = frozenset(
    """spokesman spokeswoman spokesperson resident witness eyewitness teacher farmer shopkeeper driver villager woman man
    analyst priest sp asp ssp dsp dgp ig dig igp inspector superintendent commissioner undersheriff sheriff detective
    magistrate prosecutor researcher journalist reporter correspondent blogger speaker vice-chancellor mla negotiator
    chairwoman president-elect undersecretary under-secretary ada cop soldier survivor caller reverend reverand aide
    vice-president historian professor scholar expert observer diplomat commandant constable trooper sergeant lt const
    mother father son daughter brother sister wife husband boy girl employee agent nurse monk nun peasant worker
    student""".split()
)
_PERSONS = frozenset(w for w in TITLES | ROLES if w in TITLES or not w.endswith("s")) | _MORE_PERSONS
_GENERIC_BODIES = frozenset(
    """ministry army government agency group movement party front organisation organization observatory union force forces
    command council office directorate authority court bureau brigade brigades militia network committee committees embassy
    department state regime coalition alliance company newspaper website channel monitor ngo watchdog navy station radio tv
    television outfit commission institute foundation fund association society federation front university school hospital
    administration parliament senate congress court broadcaster paper daily weekly magazine charity outlet faction cell
    squad unit rebels guerrillas service services center centre bank airline campaign mission team press news times post herald
    tribune gazette journal correspondent-service watch""".split()
)
_HE = frozenset("spokesman chairman policeman man mr father son brother husband boy priest sheikh king sir lord imam".split())
_SHE = frozenset("spokeswoman chairwoman policewoman woman mrs ms miss mother daughter sister wife girl queen lady".split())
_ARTICLE = frozenset("the a an this that these those its his her their one same".split())
_SMALL = _ARTICLE | frozenset("of in at on for from to and by with so-called".split())
# Where the noun phrase proper ends: what follows describes it further.
_TAIL = re.compile(
    r",|\(|\[|;|--|–|\s(?:of|in|at|on|for|from|to|with|near|by|who|that|which|based|identified|named|called|familiar|close|"
    r"who's|accredited|inside|within)\b(?!-)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:[-.’'&]\w+)*\.?|\w")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_BASED = re.compile(r"-based$")
_NOBODY = frozenset("some many others other everyone everybody someone somebody nobody no-one most all several few both".split())
_LESSER = frozenset("vice deputy former ex assistant additional senior late".split())
"""Before an office: another office, or nobody's any more."""
_SERVES = frozenset("of for to by with from under at in".split())
"""Before an office: whose man he is, not what he is."""
_BY_NAME = re.compile(r"\b(?:named|identified as|called)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceWords:
    """A source taken apart.

    ``core`` are the folded words of its noun phrase without articles, ``every`` those of all its words; ``name`` those
    that follow the titles where a person is named, ``head`` the last word of the core.
    """

    span: Span
    words: str
    kind: Kind
    head: str
    core: tuple[str, ...]
    every: frozenset[str]
    name: tuple[str, ...] = ()
    definite: bool = False
    introduces: bool = False
    """Begins with "a", "some", "one of": somebody new."""


def taken_apart(text: str, span: Span) -> VoiceWords:
    """The words at ``span``, with what stands right before and after them where that tells who it is."""
    before = words_of(text[max(0, span.start - 40) : span.start])[-2:]
    after = re.match(r"\s*,\s*((?:the |a |an |its )?[\w' -]{1,60})", text[span.end : span.end + 70])
    return _apart(span.of(text), before, after.group(1) if after else "", span)


def folded(word: str) -> str:
    """A token in lower case, without possessive and without the article that Arabic names carry."""
    return re.sub(r"^(?:al|el|ar|as|an|at)-(?=\w)", "", _POSSESSIVE.sub("", word.lower()).strip(".").replace("’", "'"))


def words_of(words: str) -> list[str]:
    """The tokens as written."""
    return _WORD.findall(words)


def is_person_word(word: str) -> bool:
    """Whether a title, an office or a trade of one person."""
    return word.lower().strip(".") in _PERSONS


def is_body_word(word: str) -> bool:
    """Whether a word for a body: "ministry", "front", "agency"."""
    return word in _GENERIC_BODIES


def holds(voice: VoiceWords, office: str, beside: Iterable[str] = ()) -> bool:
    """Whether a voice has the office itself: no "spokesman for the governor", "governor's aide" or "deputy governor" has it.

    Args:
        beside: other words of the description; "the deputy governor" is a deputy governor.
    """
    if office not in voice.every:
        return False
    for part in re.split("[,;(]", voice.words):
        tokens = words_of(part)
        plain = [folded(word) for word in tokens]
        for at in (n for n, word in enumerate(plain) if word == office):
            last = _ends_in_person(part) and not any(map(is_person_word, tokens[at + 1 :]))
            served = bool(_SERVES & set(plain[:at])) and not last
            owned = any(_POSSESSIVE.search(word) for word in tokens[at:-1])
            if not served and not owned and not is_lesser(plain[:at], beside):
                return True
    return False


def is_lesser(words: Iterable[str], beside: Iterable[str] = ()) -> bool:
    """Whether words before an office make another one of it: "vice", "former"."""
    return bool(_LESSER & set(words) - set(beside))


def gender(words: frozenset[str]) -> str | None:
    """ "he" or "she" where a word tells it."""
    found = {pronoun for pronoun, telling in (("he", _HE), ("she", _SHE)) if telling & words}
    return found.pop() if len(found) == 1 else None


def _apart(words: str, before: list[str], after: str, span: Span) -> VoiceWords:
    tokens = words_of(words)
    first = tokens[0].lower() if tokens else ""
    proper = words[: tail.start()] if (tail := _TAIL.search(words, 1)) else words
    core = tuple(f for w in words_of(proper) if (f := folded(w)) and f not in _ARTICLE and not _BASED.search(f))
    kind = _kind(words, proper, core, [folded(w) for w in before], after)
    return VoiceWords(
        span=span,
        words=words,
        kind=kind,
        head=core[-1] if core else "",
        core=core,
        every=frozenset(f for w in tokens if (f := folded(w)) and f not in _SMALL and not _BASED.search(f)),
        name=_name(words, proper, kind),
        definite=first in ("the", "this", "that", "these", "those"),
        introduces=first in ("a", "an", "some", "one", "several", "many", "another", "other", "two", "three", "unidentified"),
    )


def _kind(words: str, proper: str, core: tuple[str, ...], before: list[str], after: str) -> Kind:
    """Numbered cases: the head noun tells first, then titles, then an apposition, then a bare name."""
    if not core or core[0] in _NOBODY:
        return Kind.UNKNOWN
    head, tokens = core[-1], set(core)
    if head in PAPERS:
        return Kind.PAPER
    if head in PEOPLE or "and" in tokens:
        return Kind.PEOPLE
    if head in _PERSONS:
        return Kind.PERSON
    if _ends_in_person(words):
        return Kind.PERSON
    if head in _GENERIC_BODIES:
        return Kind.BODY
    if _plural(head) and HEAD_KINDS.get(head) and not proper.rstrip().endswith(("Nations", "NATIONS", "States", "STATES")):
        return Kind.PEOPLE
    apposed = [w.lower() for w in words_of(words[len(proper) :] + " " + after)][:8]
    if tokens & _PERSONS or _says_person(apposed) or (before and before[-1] in _PERSONS):
        return Kind.PERSON
    if words[:1].isupper() or words.isupper():
        return Kind.BODY if tokens & _GENERIC_BODIES else Kind.NAME
    if words.islower() and len(core) <= 2 and not any(w in HEAD_KINDS or len(w) < 4 for w in core):
        return Kind.NAME  # "quill" in a text without capitals
    return Kind.PEOPLE if _plural(head) else Kind.UNKNOWN


def _ends_in_person(words: str) -> bool:
    """ "Observatory for Rights chief Mara Quill": an office and then a name, though the phrase begins with the body."""
    tokens = words_of(words)
    at = max((n for n, w in enumerate(tokens) if is_person_word(w)), default=-1)
    return not words.isupper() and 0 < at < len(tokens) - 1 and all(w[:1].isupper() or "-" in w for w in tokens[at + 1 :])


def _says_person(apposed: list[str]) -> bool:
    """Whether an apposition begins with an office: "the head of", "a spokesman for", "37"."""
    words = [w for w in apposed if w not in _ARTICLE]
    return bool(words) and ((words[0].isdigit() and len(words[0]) == 2) or any(w in _PERSONS for w in words[:3]))


def _name(words: str, proper: str, kind: Kind) -> tuple[str, ...]:
    """The words after the last title: "Observatory head Mara Quill" is "mara quill"; all of a bare name."""
    if kind not in (Kind.PERSON, Kind.NAME):
        return ()
    if by := _BY_NAME.search(words):
        return tuple(map(folded, words_of(words[by.end() :])))
    capitals = not words.isupper() and not words.islower()
    found = _after_titles(words_of(proper), capitals)
    if found or kind is Kind.NAME:
        return found
    # "Superintendent of Police (SP) of Orra, Mara Q": the name stands last. Without capitals all after the title may hold it.
    rest = words.rsplit(",", 1)[1] if "," in words else words if words.islower() or _ends_in_person(words) else ""
    found = _after_titles(words_of(rest), capitals)
    placed = len(found) == 1 and words.lower().startswith("the ")  # "the governor of Orra, Belkhar"
    return () if placed or len(found) > 4 or (found and found[-1] in HEAD_KINDS) else found


def _after_titles(tokens: list[str], capitals: bool) -> tuple[str, ...]:
    at = max((n + 1 for n, w in enumerate(tokens) if is_person_word(w)), default=0)
    rest = tokens[at:]
    while len(rest) > 1 and len(rest[-1].strip(".")) == 1:
        rest = rest[:-1]  # "Mara Q"
    if not rest or (rest[0].lower() in _ARTICLE and len(rest[1:2] and rest[1]) > 1):
        return ()  # "the column"; but "a k orlan" is a name
    named = all(w[:1].isupper() or w.lower().startswith(("al-", "el-", "bin", "de", "la", "abu", "von", "van")) for w in rest)
    return tuple(map(folded, rest)) if named or not capitals else ()


@lru_cache(maxsize=4096)
def _plural(head: str) -> bool:
    return head.endswith("s") and not head.endswith(("ss", "us", "is")) and len(head) > 3
