"""Who a voice is, by its name: which names mean one voice, and which words name nobody in particular.

A false merge of two voices under-counts origins, a false split over-counts corroboration. We prefer fewer origins, so
names are matched tolerantly: folding, articles, synonyms of "office", acronyms, a shorter name inside a longer one.

    "Orra health directorate"    = "health authorities in Orra"
    "the Column"                 = "Free Column" = "Column Media Office"
    "a security official"          names nobody: see ``is_named``
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from saidso.values.actor_base import actor_base
from saidso.values.actor_table import ORGANISED
from saidso.values.publishers import publishers
from saidso.values.spelling import written_key

_SMALL = frozenset(
    "a an the of in on at for from to and by with its his her their our own local regional provincial main chief who "
    "which that said all some".split()
)
"""Words that never tell two voices apart. "local" and its kin go: "the Harun council" is "the local council of Harun"."""

_BODY = frozenset(
    "directorate department authority authorities office offices service services administration bureau agency board "
    "officials official secretariat".split()
)
"""An office by any word: "health directorate", "health authorities", "health officials" of one town are one body.

From planted case I02 of independence_cases.jsonl. Two offices of one town and one field fall together: fewer origins."""

_MOUTHPIECE = re.compile(
    r"\b(?:press|media|information|communications?)\s+(?:office|desk|service|department|centre|center|wing|team|arm)\b"
    r"|\b(?:spokes(?:man|woman|person|people)|statement|communique|communiqu[eé]|website|channel|newsroom)\b",
    re.IGNORECASE,
)
"""Words for the mouth, not the body: "the army press desk" speaks for "the army"."""

_TITLES = frozenset(
    "mr mrs ms dr president minister prime general colonel major captain lieutenant commander sheikh shaykh governor "
    "mayor ambassador foreign secretary-general professor doctor shopkeeper farmer teacher driver witness resident "
    "official leader deputy former".split()
)
"""Titles and trades before a person's name; dropped only where a name is left."""

_NOBODY = frozenset(
    "source sources official officials activist activists resident residents witness witnesses eyewitness eyewitnesses "
    "media outlets press report reports reporters journalists villager villagers local locals people person persons "
    "observer observers expert experts analyst analysts insider fighter fighters officer officers commander commanders "
    "militant militants man men woman women neighbour neighbours neighbor neighbors survivor survivors relative "
    "relatives family families civilian civilians user users refugee refugees some others someone everyone many "
    "passers passer bystanders onlookers owner owners fishermen elder relief-worker employee employees student students "
    "diplomat diplomats aide aides opposition-activists passer-by passers-by soldier soldiers rumours rumors posts "
    "accounts channels websites newspapers agencies medic medics doctor doctors nurse nurses staff worker workers "
    "driver drivers trader traders shopkeeper member members critics opponents supporters prisoners captives".split()
)
"""Heads that name nobody in particular. With a proper name of a person after them they do name somebody."""

_STAFF = frozenset(
    "medic medics doctor doctors nurse nurses staff worker workers member members elders monitors observers inspectors "
    "rescuers".split()
)
"""People who speak for a named house: "doctors at the Karaf hospital" is that hospital (planted case I09)."""

_STAFF_OF = re.compile(
    r"^(?:the\s+|an?\s+|some\s+)?(?:\w+\s+)?"
    r"(?:doctors?|medics?|staff|nurses?|workers?|members?|monitors?|observers?|crews?|rescuers?|teams?|inspectors?)"
    r"\s+(?:at|of|from|in|with|for)\s+(?=(?:the\s+)?[\w'’-]*\s?[\w'’-]*\s?[A-Z]|the\s)",
    re.IGNORECASE,
)
_STAFF_AFTER = re.compile(r"(?<=\w)(?:['’]s)?\s+(?:crews?|teams?|monitors?|inspectors?)\b", re.IGNORECASE)
"""People who are their house, before or after its name: "monitors of the mission", "civil defence crews"."""

_SPOKESMAN_OF = re.compile(r"^(?:an?|the|its|\w+)?\s*(?:\w+\s+)?spokes\w+\s+(?:for|of|from)\s+(?P<body>.+)$", re.IGNORECASE)
_SPOKESMAN_NAMED = re.compile(r"^(?:the\s+)?(?P<body>.+?)(?:['’]s?)?\s+spokes(?:man|woman|person)\s+[A-Z]")
"""A mouth with or without a person's name: "a spokesman for the Column", "Free Column spokesman Joren Hadi"."""

_HEADS_OF = re.compile(r"^(?:the\s+)?(?:\w+\s+)?(?:leadership|leaders|command|headquarters)\s+of\s+(?=\S)", re.IGNORECASE)

_OFFICE = frozenset("president minister governor mayor ambassador bishop archbishop patriarch imam chief secretary".split())
"""Offices that one person holds at a time in one place: with the place they name that person."""

_KIND = frozenset(
    "group organisation organization society relief charity aid movement faction militia alliance coalition".split()
)
"""What a body is called by who does not know it: "relief group Blue Lamp" = "the Blue Lamp relief society" = "Blue Lamp"."""

_OUTLET = frozenset(
    "newspaper newspapers daily radio television tv channel broadcaster website outlet gazette tribune herald wire newswire "
    "newsagency telegraph courier chronicle".split()
)
"""Words by which a name says that it is an outlet's."""

_CUT = re.compile(
    r"\s*(?:[,;(—]|\s-\s|\bwho\b|\bwhich\b|\bwhose\b|(?<=\w)\s(?:contacted|reached|interviewed|cited|quoted|living|fleeing"
    r"|speaking|based|close to|familiar with|briefed|displaced|trapped|present|near)\b)",
    re.IGNORECASE,
)
"""Where the words stop to say who it is and go on with how the outlet came to him."""
_BREAK = frozenset("of in at from for on with to by".split())
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?", re.UNICODE)
_UNKNOWN = frozenset(
    {"", "unknown publisher", "unnamed source", "unknown", "unknown speaker", "it", "they", "he", "she", "we", "i"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name taken apart: its telling words and the word that says what kind of voice it is (``head``)."""

    tokens: frozenset[str]
    head: str
    proper: frozenset[str] = frozenset()
    """Those of its words that are written with a capital."""
    titled: frozenset[str] = frozenset()
    """Its words with the title or office that a person bears: {karaf, mayor, joren, hadi}."""

    def holds(self, other: Name) -> bool:
        """Whether ``other`` is a shorter way to say this name: fewer of its words, the head among them.

        Also an office without its holder ("the mayor of Karaf"), and a body without the word for what it is ("Blue Lamp").
        """
        if not other.tokens:
            return False
        if other.tokens < self.tokens and (self.head in other.tokens or _person(self, other)):
            return True
        if other.titled & _OFFICE and other.titled < self.titled:
            return True
        return len(self.proper) > 1 and self.proper == other.proper and (self.tokens | other.tokens) - self.proper <= _KIND


def _person(long: Name, short: Name) -> bool:
    # "Dalil" for "Dalil M.": a part of a person's name that is no office word.
    return "@body" not in long.tokens and short.head == long.head


@lru_cache(maxsize=65536)
def name_of(words: str) -> Name:
    """The name in ``words`` without articles, titles, the mouthpiece and what follows a comma."""
    core = _CUT.split(_whose(words), maxsplit=1)[0] or words
    core = _MOUTHPIECE.sub(" ", core) if _MOUTHPIECE.sub("", core).strip(" '’s") else core
    raw = _keys(core)
    kept = _untitled(raw)
    office = _telling(_keys(_CUT.sub(" ", words))) if _OFFICE & {*_keys(words)} else ()
    proper = frozenset(_telling(_keys(" ".join(word for word in _WORD.findall(core) if _proper(word)))))
    tokens = frozenset(_telling(kept))
    return Name(tokens=tokens, head=_head(kept), proper=(proper & tokens) - _KIND, titled=frozenset((*_telling(raw), *office)))


def _keys(words: str) -> list[str]:
    raw = (written_key(re.sub(r"['’]s\b|(?<=s)['’]$", "", word)) for word in _WORD.findall(words))
    return [word for word in raw if word]


def _telling(words: Iterable[str]) -> list[str]:
    return [("@body" if word in _BODY else _stem(word)) for word in words if word not in _SMALL]


def _whose(words: str) -> str:
    """The body that a mouth or staff speaks for, or the words themselves: "a spokesman for X", "X spokesman N", "crews of X"."""
    said = words.strip()
    spokesman = _SPOKESMAN_OF.match(said) or _SPOKESMAN_NAMED.match(said)
    if spokesman and any(word not in _SMALL for word in _keys(spokesman["body"])):
        said = spokesman["body"]
    said = _STAFF_OF.sub("", _HEADS_OF.sub("", said))
    return _STAFF_AFTER.sub("", said) if _STAFF_AFTER.sub("", said).strip() else said


def _untitled(words: list[str]) -> list[str]:
    """The words without titles, where a name follows them: "President Orhan" is "Orhan", "mayor of Harun" stays."""
    at = next((i for i, word in enumerate(words) if word in _BREAK and i), len(words))
    front = [word for word in words[:at] if word not in _TITLES]
    named = any(word not in _SMALL and word not in _BODY for word in front)
    return [*front, *words[at:]] if named else words


def _head(words: list[str]) -> str:
    """The last telling word before the first preposition: "ministry" in "defence ministry in Moscow"."""
    head = "".join(_front(words)[-1:])
    return "@body" if head in _BODY else _stem(head)


def _front(words: Iterable[str]) -> list[str]:
    """The telling words before the first preposition."""
    front: list[str] = []
    for word in words:
        if word in _BREAK and front:
            break
        if word not in _SMALL:
            front.append(word)
    return front


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def is_known(publisher: str) -> bool:
    """Whether a publisher is known by any name at all; "unknown publisher" twice is not one publisher."""
    return written_key(publisher) not in _UNKNOWN


@lru_cache(maxsize=65536)
def is_named(words: str) -> bool:
    """Whether these words say who speaks, so that the voice can be told from others.

    "the defence ministry", "Dalil M." and "doctors at the Karaf hospital" do; "a security official", "activists",
    "local media" and "unnamed source" do not. Officials "of the ministry" stay unnamed: whether they are one person or
    the ministry itself is open, and the open case must not count as independent.
    """
    if written_key(words) in _UNKNOWN:
        return False
    spokesman = _SPOKESMAN_OF.match(words.strip()) or _SPOKESMAN_NAMED.match(words.strip())
    if spokesman:
        return is_named(spokesman["body"])
    core = _CUT.split(words.strip(), maxsplit=1)[0]
    tokens = _WORD.findall(core)
    keys = [written_key(token) for token in tokens]
    at = next((i for i, key in enumerate(keys) if key in _BREAK and i), len(keys))
    front = [i for i, key in enumerate(keys[:at]) if key not in _SMALL]
    if not front:
        return False
    head = keys[front[-1]]
    if head == "officials" and _is_office(keys, at):
        return True
    if head in _STAFF and any(_proper(token) for token in tokens[at + 1 :]):
        return True
    if {head, head.split(" ")[0], head.removesuffix("s")} & _NOBODY:
        return False
    if head.endswith("s") and head not in _BODY and keys[0] != "the" and not any(
        _proper(token) for token in tokens[keys[0] in _STAFF | _NOBODY :]
    ):
        return False  # "truck owners", "rebels": so many people of a kind
    # "security official Karim D.": the unnamed head is followed by a name, so the head is the name's last word.
    indefinite = keys[0] in {"a", "an", "one", "some", "several", "two", "three", "many", "other", "another"}
    return not indefinite or (not words.isupper() and any(_proper(tokens[i]) for i in front if i))


_FIELDS = frozenset("health medical police rescue fire municipal education".split())


def _is_office(keys: Sequence[str], at: int) -> bool:
    """ "health officials in Orra": the office of one field in one place, whoever there speaks."""
    return bool(_FIELDS.intersection(keys[:at])) and at < len(keys)


@lru_cache(maxsize=65536)
def is_outlet(words: str) -> bool:
    """Whether a name is an outlet's or an agency's, by the tables of publishers or by its own words.

    What an outlet merely reports it may have from anybody: such a voice is no identified origin.
    """
    keys = _keys(words)
    return publishers().called(words) is not None or bool(_OUTLET.intersection(keys)) or keys[-2:] == ["news", "agency"]


_HOUSES = frozenset(
    "ministry army military navy police gendarmerie government presidency parliament embassy command council committee party "
    "brigade battalion militia faction forces directorate department authority authorities administration office offices "
    "board secretariat officials".split()
)
"""What only a body is called that speaks for itself: a ministry, an armed party, an office."""

_HOUSES_OR_PAPERS = frozenset(
    "front union alliance league resistance coalition movement mission force guard column service services agency bureau".split()
)
"""What a paper is called too: the "Morning Union" speaks for nobody, so alone these words make no body. Fewer origins."""

_ARMED = frozenset("liberation salvation armed defence defense security intelligence revolutionary police rescue".split())
"""Words before such a one with which it is no paper's: "the Oren Liberation Front", "the security service"."""


@lru_cache(maxsize=65536)
def is_body(words: str) -> bool:
    """Whether a name is surely that of a body which speaks for itself: by its head ("the defence ministry"), or known as one.

    "The Hill Front" may be a paper's name; it is none where the table of actors has it.
    """
    name = _CUT.split(_whose(words), maxsplit=1)[0]  # titles too: "the Union Leader" is no union
    before, head = ["", "", *_front(_keys(name))][-2:]
    sure = head in _HOUSES or (head in _HOUSES_OR_PAPERS and before in _ARMED)
    return (sure or _is_known_body(name)) and not is_outlet(words)


def _is_known_body(name: str) -> bool:
    known = actor_base().named(re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE), kinds=_SPEAKS)
    return known is not None and known.kind in _SPEAKS


_SPEAKS = ORGANISED - {"outlet", "ngo"}


_STATE = frozenset("army police government military navy regime state gendarmerie".split())


@lru_cache(maxsize=65536)
def is_party(words: str) -> bool:
    """Whether words name one party to a conflict: a proper name ("the Free Column", "ISIS") or "the army".

    "gunmen", "hill fighters" and "liberation forces in Idlib" describe somebody who may be any of the named.
    """
    tokens = _WORD.findall(_CUT.split(words.strip(), maxsplit=1)[0])
    keys = [written_key(token) for token in tokens]
    at = next((i for i, key in enumerate(keys) if key in _BREAK and i), len(keys))
    if len(keys) == 2 and keys[0] == "the" and keys[1] in _STATE:
        return True
    if len(tokens) > 1 and words.isupper():
        return False  # a text in capitals throughout: they mark no names
    # The first word may owe its capital to the sentence: it counts with a second capital, or in capitals throughout.
    later = any(_proper(token) for token in tokens[1:at])
    return later or (bool(tokens) and len(tokens[0]) > 1 and tokens[0].isupper())


def _proper(token: str) -> bool:
    return token[:1].isupper()


def _initials(name: str, *, small: bool) -> str:
    words: list[str] = re.findall(r"[^\W\d_]+", name)
    return "".join(word[0] for word in words if small or written_key(word) not in _SMALL).casefold()


def is_acronym_of(short: str, long: str) -> bool:
    """Whether ``short`` ("RCIT") is written from the first letters of ``long``, small words in or out."""
    letters = re.sub(r"^(?:the|a)\s+", "", short.strip(), flags=re.IGNORECASE).replace(".", "")
    if not (2 < len(letters) < 9 and letters.isalpha() and sum(c.isupper() for c in letters) >= len(letters) - 1):
        return False
    return letters.casefold() in {_initials(long, small=False), _initials(long, small=True), _initials(long[4:], small=True)}


@lru_cache(maxsize=65536)
def same_name(one: str, other: str) -> bool:
    """Whether two names can be one voice, seen alone; ``resolve`` also looks at the other names around."""
    a, b = name_of(one), name_of(other)
    if not a.tokens or not b.tokens:
        return False
    return a.tokens == b.tokens or a.holds(b) or b.holds(a) or is_acronym_of(one, other) or is_acronym_of(other, one)


def resolve(names: Iterable[str]) -> Mapping[str, str | None]:
    """For every name the one that stands for its voice among ``names``, or None where two voices could be meant.

    A shorter name joins a longer one only if one candidate remains: "the police" is nobody in particular where both
    the Karaf police and the Harun police speak.
    """
    known = sorted({name for name in names if name_of(name).tokens}, key=lambda name: (-len(name_of(name).tokens), name))
    stands: dict[str, str | None] = {}
    for name in known:
        longer = [other for other in known if other in stands and _extends(other, name)]
        roots = {stands[other] for other in longer}
        if not roots:
            stands[name] = name
        elif len(roots) == 1:
            stands[name] = roots.pop()
        else:
            stands[name] = None
    return stands


def _extends(long: str, short: str) -> bool:
    a, b = name_of(long), name_of(short)
    return a.tokens == b.tokens or a.holds(b) or is_acronym_of(short, long) or is_acronym_of(long, short)
