"""Whom a number counts, and what became of them: the noun phrase after a number, read by closed word lists.

No parser stands behind it. Where the lists do not decide, nothing is said (None).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from saidso.values.late import pattern

# One population under several names (eval/value_cases.README.md, accord_cases.README.md rule 7).
EVERYBODY = frozenset({"people", "persons", "family members", "individuals"})


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_OUTCOMES: dict[str, str] = {
    word: outcome
    for outcome, words in {
        "killed": "killed dead died slain murdered executed massacred beheaded perished deaths fatalities killings",
        "injured": "injured wounded hurt harmed maimed injuries",
        "missing": "missing unaccounted disappeared",
        "captured": "captured detained arrested abducted kidnapped seized imprisoned jailed",
        "displaced": "displaced fled uprooted evacuated relocated",
        "casualties": "casualties",
    }.items()
    for word in words.split()
}
_HARM_NOUNS = frozenset(("casualties", "deaths", "fatalities", "injuries", "victims", "killings", "dead"))
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
    left remain remained remains took take came come went go live lived lies say says told"""
)
_LEAD = _set(
    """of the a an its their his her our my your these those other another more additional further such them whom us all up new
    alleged suspected"""
)
# A longer noun phrase than this is a list or a headline.
_LONGEST = 6
_ARTICLES = frozenset({"a", "an", "the"})
_ELIDED = frozenset({"others", "more", "them", "it", "whom", "each", "us", "those", "else"})
_TOKEN = pattern(r"\s*(?:([^\W\d_][\w’'-]*)|(\d[\d,.]*)|(\S))")
_NUMBER = frozenset(
    (
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "dozen",
        "hundred",
        "thousand",
        "million",
    )
)
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
_ARABIC_OUTCOME = {"قتل": "killed", "مقتل": "killed", "استشهد": "killed", "أصيب": "injured", "إصابة": "injured", "جرح": "injured"}

_AUXILIARY = (
    r"(?:was|were|is|are|been|being|be|have|has|had|got|feared|reported|reportedly|confirmed|found|left|also|later|shot|said|to"
    r"|believed|remain|remained|remains|still|allegedly|presumed|burnt|burned|beaten|who|that|then|all|already|taken|declared)"
)
_PARTICIPLE = (
    r"(?P<both>(?:killed|dead)\s+(?:or|and)\s+(?:wounded|injured)(?!\s+\d))|(?P<taken>away|hostage|prisoner|captive)\b|(?P<lost>lost)\b"
    rf"|(?P<moved>moved)\b|(?P<word>{'|'.join(_OUTCOMES)})\b"
)
_AFTER = pattern(rf"(?:,(?=\s(?:was|were|have|had)\b))?\s*(?:{_AUXILIARY}\s+){{0,6}}(?:{_PARTICIPLE})", re.IGNORECASE)
_ASIDE = pattern(r"^([^,;.:!?]{0,80}), [^;.:!?]{1,60}?,(?= (?:was|were|have|has|had|died|fled|are|is)\b)")
_BEFORE = pattern(
    r"\b(?:(?P<killed>kill(?:ing|ed|s)?|murder(?:ing|ed)|massacr(?:ing|ed)|execut(?:ing|ed)|slaughter(?:ing|ed)|lost|losing|left\s+dead"
    r"|behead(?:ing|ed)|(?:deaths?|killings?|murders?|massacre|execution)\s+of|claimed\s+the\s+lives\s+of)"
    r"|(?P<injured>(?:wound|injur|maim)(?:ing|ed|es|s|e)?|hurt(?:ing)?|wounding\s+of)"
    r"|(?P<captured>captur(?:ing|ed)|detain(?:ing|ed)|arrest(?:ing|ed)|abduct(?:ing|ed)|kidnapp?(?:ing|ed)|took\s+(?:hostage|prisoner)|"
    r"(?:capture|arrest|detention|abduction|kidnapping)\s+of)"
    r"|(?P<displaced>displac(?:ing|ed)|uproot(?:ing|ed)|evacuat(?:ing|ed)|displacement\s+of))"
    r"(?:\s+(?:and|or)\s+(?P<also>wound(?:ing|ed)|injur(?:ing|ed)))?(?:\s+(?:the|another|all|only))?\s*$",
    re.IGNORECASE,
)


class Counted(NamedTuple):
    """What follows a number: the population, the outcome the noun phrase itself says, where it ends, and whether it is a part."""

    population: str | None
    outcome: str | None
    end: int
    part: bool
    whole: bool = False
    """The phrase names the total itself ("of the nine missing sailors")."""


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


def counted(after: str) -> Counted:
    """Read the noun phrase at the start of ``after``, the text that follows a number."""
    lead, part, whole = _skip_lead(after)
    words: list[str] = []
    outcome: str | None = None
    named, end = False, lead
    for match in _TOKEN.finditer(after, lead):
        word = match[1]
        if word is None:
            break
        lower = word.lower()
        if lower in _ARABIC:
            return Counted(_ARABIC[lower], None, match.end(), part)
        if lower in _OUTCOMES and not words:
            outcome, end = outcome or _OUTCOMES[lower], match.end()
            if lower in _HARM_NOUNS:
                return Counted(None, outcome, end, part)
            continue
        if lower in _HARM_NOUNS:
            return Counted("civilians" if words[-1:] == ["civilian"] else None, _OUTCOMES.get(lower), match.end(), part)
        if len(words) > _LONGEST or lower in _STOP or lower in _ELIDED or lower in _ARTICLES or _ends_before(lower, words):
            break
        words.append(lower)
        named, end = word[:1].isupper(), match.end()
    if named and not is_plural(words[-1]) and not (_WITH_ARTICLE.match(after) and after.isupper()):
        # "Fakhr Hassan", "the Orra Front": a name counts nobody.
        return Counted(None, outcome, end, part, whole)
    population = _population(words, after[end:])
    if population == "women and children":
        end += len(" and children")
    return Counted(population, outcome, end, part, whole)


def _skip_lead(after: str) -> tuple[int, bool, bool]:
    """Where the noun itself begins behind "of the", "of them", "of the nine"; whether that makes a part, of a total said."""
    end, part, whole = 0, False, False
    for match in _TOKEN.finditer(after):
        lower = (match[1] or match[2] or "").lower()
        number = match[2] is not None or lower in _NUMBER
        if not number and lower not in _LEAD:
            break
        whole = whole or number
        part = part or whole or lower in ("them", "whom")
        end = match.end()
    return end, part, whole


def _ends_before(lower: str, words: list[str]) -> bool:
    """Whether the noun phrase is over before this word."""
    if not words:
        return False
    return lower == "of" or (is_plural(words[-1]) and not is_plural(lower) and not _joined(words[-1], lower))


def _joined(first: str, second: str) -> bool:
    """Whether a plural-looking word only describes the next ("police officer", "forces commander")."""
    return first in ("police", "forces", "personnel", "services", "sports", "militia", "aircraft") and second in _HEADS


def _population(words: list[str], rest: str) -> str | None:
    while words and words[-1].endswith(("ly", "ing")) and not is_plural(words[-1]):
        words = words[:-1]
    if not words or len(words[-1]) < 3 or any(c.isdecimal() for c in words[-1]):
        return None
    head = words[-1].rsplit("-", 1)[-1] if is_plural(words[-1]) else words[-1]
    if head == "members" and "family" in words:
        return "family members"
    if head == "women" and rest.startswith(" and children"):
        return "women and children"
    return plural(head.removesuffix("'s").removesuffix("’s"))


def outcome_before(before: str) -> str | None:
    """The outcome that the words right before a number say ("killing", "the deaths of"); None where they say none."""
    tail = before[-60:]
    match = _BEFORE.search(tail)
    if match is None:
        last = tail.split()[-1:] or [""]
        return _ARABIC_OUTCOME.get(last[0])
    if match["also"] and match.lastgroup and match["killed"]:
        return "casualties"
    return next((name for name in ("killed", "injured", "captured", "displaced") if match[name]), None)


def outcome_after(after: str) -> str | None:
    """The outcome that the words after a counted noun say ("were killed", "fled"); None where they say none."""
    match = _AFTER.match(_ASIDE.sub(r"\1", after[:200], count=1))
    if match is None:
        return None
    if match["both"]:
        return "casualties"
    if match["taken"]:
        return "captured"
    if match["moved"]:
        return "displaced"
    return "killed" if match["lost"] else _OUTCOMES[match["word"].lower()]


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
