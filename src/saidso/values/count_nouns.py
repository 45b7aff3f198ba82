"""Whom a number counts: the noun phrase after a number, read by closed word lists.

No parser stands behind it. Where the lists do not decide, nothing is said (None).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from saidso.values.count_outcomes import OUTCOMES
from saidso.values.late import pattern
from saidso.values.number_words import SMALL

# One population under several names (eval/value_cases.README.md, accord_cases.README.md rule 7).
EVERYBODY = frozenset({"people", "persons", "family members", "individuals"})


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HARM_NOUNS = frozenset(("casualties", "deaths", "fatalities", "injuries", "victims", "killings"))
_PLURALS = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "personnel": "personnel",
    "police": "police",
    "infantry": "infantry",
    "staff": "staff",
    "aircraft": "aircraft",
    "troop": "troops",
    "sheep": "sheep",
    "crew": "crew",
    "cattle": "cattle",
    "wife": "wives",
    "life": "lives",
    "knife": "knives",
    "thief": "thieves",
}
_PLURAL_FORMS = frozenset(_PLURALS.values()) | {"people", "persons", "militia", "servicemen", "gunmen", "dead"}
_SINGULARS = {many: one for one, many in _PLURALS.items()}
_PEOPLE = frozenset({"person", "persons", "people", "individual", "individuals"})
_STOP = _set(
    """was were is are be been being am has have had do does did will would shall should can could may might must not
    in on at by from to with without near after before during since until till when while where as who whom whose which that
    and or but nor than for against into over under between among amid across around along inside outside through per via
    including includes include said says died die fled flee dead killed wounded injured hurt missing captured detained arrested
    abducted kidnapped displaced lost so if because however again yesterday today tonight overnight also still only there here
    left remain remained remains took take came come went go live lived lies say says told this that later drowned hanged then
    last next since ago"""
)
_LEAD = _set(
    """of the a an its their his her our my your these those other another more additional further such them whom us all up new
    alleged suspected"""
)
# A longer noun phrase than this is a list or a headline.
_LONGEST = 6
_ARTICLES = frozenset({"a", "an", "the"})
_ELIDED = frozenset({"others", "more", "them", "it", "whom", "each", "us", "those", "else", "own"})
_NO_NOUN = _STOP | _ELIDED | _ARTICLES
# "Of the wounded": the number is a part of them.
_THOSE = frozenset(
    {"dead", "killed", "wounded", "injured", "missing", "detained", "arrested", "displaced", "captured", "abducted"}
)
_OF_THE = pattern(r"\s+of\s+(?:the|those|all)\s", re.IGNORECASE)
# "Seven women and children" is one number for both.
_FOLK = frozenset({"women", "men", "boys", "girls"})
_JOINED_NOUNS = pattern(r" and (children|boys|girls|women|babies)\b", re.IGNORECASE)
_TOKEN = pattern(r"\s*(?:([^\W\d_][\w’'-]*)|(\d[\d,.]*)|(\S))")
_NUMBER = SMALL.keys() - {"one"} | {"dozen", "hundred", "thousand", "million"}
_HEADS = frozenset(
    (
        "officer",
        "carrier",
        "vehicle",
        "convoy",
        "station",
        "chief",
        "team",
        "post",
        "commander",
        "camp",
        "base",
        "building",
        "member",
        "car",
        "vehicle",
        "patrol",
        "truck",
        "convoy",
        "checkpoint",
    )
)
_WITH_ARTICLE = pattern(r"\s*(?:an?|the|one|its|their|his|her)\s", re.IGNORECASE)
_ARABIC = {
    "شخص": "people",
    "شخصا": "people",
    "شخصًا": "people",
    "أشخاص": "people",
    "مدنيا": "civilians",
    "مدنيين": "civilians",
}


class Counted(NamedTuple):
    """What follows a number: the population, the outcome the noun phrase itself says, where it ends, and whether it is a part."""

    population: str | None
    outcome: str | None
    end: int
    part: bool
    whole: bool = False
    """The phrase names the total itself ("of the nine missing sailors")."""


_NOTHING = Counted(None, None, 0, False)


def is_plural(word: str) -> bool:
    """Whether a lower-case English word looks like a plural noun. Errs towards no ("news", "police" by list only)."""
    if word in _PLURAL_FORMS or word.endswith(("men", "women", "people", "children")):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))


def plural(word: str) -> str:
    """The plural of a lower-case English noun; a plural stays as it is."""
    if is_plural(word):
        return "people" if word in _PEOPLE else word
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "i", "o", "u", ""):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def counted(after: str, *, many: bool = False) -> Counted:
    """Read the noun phrase at the start of ``after``, the text that follows a number.

    Args:
        after: the text behind the number.
        many: the number is not one, so that only a plural can be its noun ("two later died" counts no laters).
    """
    if not after:
        return _NOTHING
    words: list[str] = []
    outcome: str | None = None
    leading, named, part, whole, lead, end = True, False, False, False, 0, 0
    for match in _TOKEN.finditer(after):
        word, digits = match.group(1, 2)
        lower = word.lower() if word else ""
        if leading:
            # "Of the nine", "of them": the noun begins behind, and a total said makes the number a part.
            number = digits is not None or lower in _NUMBER
            if number or lower in _LEAD:
                whole = whole or number
                part = part or whole or lower == "them" or lower == "whom"
                lead = end = match.end()
                continue
            leading = False
        if word is None:
            break
        if lower in _ARABIC:
            return Counted(_ARABIC[lower], None, match.end(), part)
        if lower in OUTCOMES and not words:
            outcome, end = outcome or OUTCOMES[lower], match.end()
            part = part or (lead > 0 and lower in _THOSE and _OF_THE.match(after) is not None)
            if lower in _HARM_NOUNS:
                return Counted(None, outcome, end, part)
            continue
        if lower in _HARM_NOUNS:
            return Counted("civilians" if words[-1:] == ["civilian"] else None, OUTCOMES.get(lower), match.end(), part)
        if len(words) > _LONGEST or (lower in _NO_NOUN and not _is_name(word, after)) or _ends_before(lower, words):
            break
        words.append(lower)
        named, end = word[:1].isupper(), match.end()
    if named and not is_plural(words[-1]) and not (_WITH_ARTICLE.match(after) and after.isupper()):
        # "Fakhr Hassan", "the Orra Front": a name counts nobody.
        return Counted(None, outcome, end, part, whole)
    population = _population(words, many=many)
    if population in _FOLK and (joined := _JOINED_NOUNS.match(after, end)) is not None:
        population, end = f"{population} and {joined[1].lower()}", joined.end()
    return Counted(population, outcome, end, part, whole)


def _is_name(word: str, after: str) -> bool:
    """Whether a word that is small elsewhere is a name here ("eight IS militants")."""
    return len(word) == 2 and word.isupper() and not after[:40].isupper()


def _ends_before(lower: str, words: list[str]) -> bool:
    """Whether the noun phrase is over before this word."""
    if not words:
        return False
    return lower == "of" or (is_plural(words[-1]) and not is_plural(lower) and not _joined(words[-1], lower))


def _joined(first: str, second: str) -> bool:
    """Whether a plural-looking word only describes the next ("police officer", "forces commander")."""
    return first in ("police", "forces", "personnel", "services", "sports", "militia", "aircraft") and second in _HEADS


def _population(words: list[str], *, many: bool) -> str | None:
    """The noun that the words of a phrase end in, in plural; None where they hold none."""
    while words and not (many_said := is_plural(words[-1])) and words[-1].endswith(("ly", "ing")):
        words = words[:-1]
    if not words or (many and not many_said) or len(words[-1]) < 3:
        return None
    head = words[-1].rsplit("-", 1)[-1] if many_said else words[-1]
    if head == "members" and "family" in words:
        return "family members"
    if not head.isalpha() and any(c.isdecimal() for c in head):
        return None
    return ("people" if head in _PEOPLE else head) if many_said else plural(head.removesuffix("'s").removesuffix("’s"))


def counted_as(number: str, population: str) -> str:
    """A number with its population in words: "1 soldier", "3 soldiers", "1 person"."""
    if number != "1":
        return f"{number} {population}"
    before, _, noun = population.rpartition(" ")
    if noun in _SINGULARS:
        noun = _SINGULARS[noun]
    elif noun.endswith("men"):
        noun = f"{noun[:-3]}man"
    elif noun.endswith("ies"):
        noun = f"{noun[:-3]}y"
    elif noun.endswith("s") and not noun.endswith("ss"):
        noun = noun[:-1]
    return " ".join(word for word in ("1", before, noun) if word)
