"""An actor phrase taken apart: its quotes and brackets, its head, what it belongs to, the state office that it names.

Only words here; who they are is ``actor.read_actor``'s to say.
"""

from __future__ import annotations

import re
from functools import lru_cache

from saidso.values.actor_base import actor_base
from saidso.values.actor_words import HEAD_KINDS, LITTLE, OWN_PEOPLE, ROLES, THINGS
from saidso.values.atlas import atlas
from saidso.values.late import pattern

_QUOTES = pattern(r"[\"“”«»„]")
_PAREN = pattern(r"\s*[(\[]([^)\]]*)[)\]]?")
_CUT = pattern(
    r"\s*,\s+|\s+(?:of|in|from|at|near|for|who|which|that|based|with|by|on|against|under|inside|affiliated|linked|belonging|calling"
    r"|to|led|close|thought)\s+",
    re.I,
)
_ARTICLE = pattern(r"^(?:the|a|an|some|several|many|official)\s+", re.I)
_POSSESSIVE = pattern(r"['’]s?$")

_OFFICE_WORDS = (
    (
        "air-force",
        r"air ?forces?|warplanes?|jets?|planes?|aircraft|helicopters?|fighter jets|air fleets?|war ?planes|aerospace forces",
    ),
    ("navy", r"navy|naval forces|fleet"),
    ("police", r"police|policem[ae]n|police officers?|gendarmerie|gendarmes"),
    ("security-forces", r"security forces|security services|security personnel"),
    ("intelligence", r"(?:military )?intelligence(?: services?| agency)?"),
    (
        "armed-forces",
        r"arm(?:y|ies)|armys|armed forces|military|troops?|soldiers?|forces|artillery|servicem[ae]n|drones?|marines?|rangers"
        r"|jawans?|brigade|battalion|regiment|paratroopers|conscripts?",
    ),
    ("parliament", r"parliament|senate|congress|national assembly|grand national assembly"),
    ("judiciary", r"judiciary|supreme court|courts?|prosecutors?"),
    ("president", r"president|presidency"),
)
_OFFICES = tuple((office, re.compile(rf"\b(?:{words})\b", re.I)) for office, words in _OFFICE_WORDS)
_GOVERNMENT = re.compile(
    r"\b(?:governments?|regimes?|authorities|administration|state|officials?|leadership|cabinet|prime minister|governor"
    r"|diplomats?|junta)\b",
    re.I,
)
_FIELDS = {
    "defence": r"(?:national )?defen[cs]e", "foreign": r"foreign(?: affairs)?|external affairs",
    "interior": r"interior|home(?: affairs)?", "health": r"health", "information": r"information", "justice": r"justice",
    "energy": r"energy", "education": r"education", "finance": r"finance", "transport": r"transport",
}  # fmt: skip
_MINISTRIES = tuple(
    (field, re.compile(rf"\b(?:{words})\s+(?:minist(?:ry|er)|secretary)\b|\bminist(?:ry|er)\s+(?:of|for)\s+(?:{words})\b", re.I))
    for field, words in _FIELDS.items()
)
_NOT_THE_STATES = frozenset(
    """former rebel rebels opposition kurdish separatist proxy revolutionary insurgent tribal anti border park regional
    district local provincial state-level""".split()
)
_STATE_TOO = frozenset("government governmental regime arab republic people's national royal armed combined special".split())


def clean(words: str) -> str:
    """The phrase without quotes, outer marks and its first article."""
    phrase = " ".join(_QUOTES.sub("", words).split()).strip(" .,;:!?'‘’-–—*")
    return _ARTICLE.sub("", phrase)


def bare(token: str) -> str:
    """A token in lower case without its marks and its possessive."""
    return _POSSESSIVE.sub("", token.casefold().strip(",.;:()")).strip("'’")


def brackets(phrase: str) -> tuple[str, list[str]]:
    """The phrase without what stands in brackets, and that."""
    if "(" not in phrase and "[" not in phrase:
        return phrase, []
    inside = [part.strip() for found in _PAREN.findall(phrase) for part in re.split(r"\bor\b|,|/|;", found)]
    return " ".join(_PAREN.sub(" ", phrase).split()), [part for part in inside if part]


def without_possessive(name: str) -> str:
    """ "Syria's" and "Syria’" as "Syria"."""
    return _POSSESSIVE.sub("", name)


def parted(phrase: str) -> tuple[str, str, str]:
    """The phrase up to its first "of", "for", "in" ..., that word, and what follows."""
    plain = brackets(phrase)[0] or phrase
    cut = _CUT.search(plain)
    if not cut or cut.start() == 0:
        return plain, "", ""
    return plain[: cut.start()], cut.group().strip().casefold(), _ARTICLE.sub("", plain[cut.end() :])


_PAIRS = frozenset("air force|air forces|security forces|armed forces|prime minister|death squad|military council".split("|"))


def head_of(phrase: str) -> str:
    """The head noun: the last word before "of", "for", "in" and their like."""
    tokens = parted(phrase)[0].split() if phrase else []
    size = 2 if " ".join(tokens[-2:]).casefold() in _PAIRS else 1
    return without_possessive(" ".join(tokens[-size:]).strip(",.")) if tokens else ""


def capitalised_end(phrase: str) -> str:
    """The run of capitalised words at the end of a phrase in both cases: "Interior Ministry", a person's name."""
    if phrase.isupper():
        return ""
    tokens = phrase.split()
    at = len(tokens)
    while at and tokens[at - 1][:1].isupper():
        at -= 1
    return " ".join(tokens[at:])


@lru_cache(maxsize=65536)
def country_of_token(token: str) -> str | None:
    """The country that one or more words stand for, adjectives included; never the pronoun "us"."""
    return None if token == "us" else atlas().country_of(token.strip(",."))


def country_in(phrase: str, *, capitals: bool = False) -> str | None:
    """The only country that the phrase names, as ``countries_named``."""
    found = countries_named(phrase, capitals=capitals)
    return found[0][0] if len({country for country, _ in found}) == 1 else None


def countries_named(phrase: str, *, capitals: bool = False) -> list[tuple[str, str]]:
    """Countries that the phrase names on their own, each with its words ("US-led" and "anti-Syrian" do not count).

    Args:
        phrase: the words.
        capitals: whether a capital counts as its country ("Kyiv's forces").
    """
    tokens = phrase.replace("’", "'").split()
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(tokens):
        step = 1
        for size in (3, 2, 1):
            words = " ".join(tokens[at : at + size])
            if at + size > len(tokens) or (size > 1 and not tokens[at][:1].isalpha()):
                continue
            country = country_of_token(words) or (actor_base().capital_of(without_possessive(words)) if capitals else None)
            if country:
                found.append((country, words))
                step = size
                break
        at += step
    return found


def names_country(token: str) -> bool:
    """Whether one token names a country."""
    return country_of_token(token) is not None


def says_little(token: str) -> bool:
    """Whether a word beside a name leaves it who it is."""
    word = bare(token)
    lead = word.endswith(("-led", "-backed", "-linked", "-affiliated", "-run", "-based", "-allied", "-controlled", "-aligned"))
    return word in LITTLE or word in OWN_PEOPLE or lead or word.isdigit() or names_country(token)


def is_role(token: str) -> bool:
    """Whether a word means a person in or around an actor."""
    return bare(token) in ROLES


def office_in(phrase: str) -> tuple[str, str, str] | None:
    """The office of a state that a phrase names: (country, office, what else the words say).

    The office is empty for the state itself. What else: "role" (a person in it), "unit" (some part of it, or a thing of its,
    under a name that we do not know), or nothing.
    """
    main, joint, _ = parted(phrase)
    ministry = next((field for field, words in _MINISTRIES if words.search(phrase)), None)
    # "troops in Syria" are not Syria's; "the army of Sudan" is Sudan's, and a ministry sits in its own capital.
    within = phrase if joint == "of" or ministry is not None else main
    country = country_in(within) or country_in(within, capitals=True)
    if country is None:
        return None
    if ministry is not None:
        return country, f"{ministry}-ministry", "role" if re.search(r"\b(?:minister|secretary)\b", phrase, re.I) else ""
    tokens = [bare(token) for token in main.split()]
    # "the Syrian opposition forces", "Turkey's state-run agency": a country's, but not an office of its state.
    if set(tokens) & _NOT_THE_STATES or any(HEAD_KINDS.get(token) == "outlet" for token in tokens):
        return None
    if any(token.startswith(("anti-", "pro-", "ex-")) for token in tokens):
        return None
    for office, words in _OFFICES:
        if found := words.search(main):
            rest = (main[: found.start()] + " " + main[found.end() :]).split()
            return country, office, _beside(rest, found.group(), main)
    if found := _GOVERNMENT.search(main):
        rest = (main[: found.start()] + " " + main[found.end() :]).split()
        return country, "", _beside(rest, found.group(), main)
    return None


_ONE = frozenset(
    "president minister governor soldier official serviceman policeman diplomat prosecutor marine troop jawan conscript".split()
)


def _beside(rest: list[str], word: str, main: str) -> str:
    """What the words beside an office's name make of it."""
    own = {token for _, words in countries_named(main, capitals=True) for token in words.split()}
    others = [token for token in rest if bare(token) and token.replace("’", "'") not in own and not _of_the_state(token)]
    if bare(word.split()[-1]) in _ONE or any(map(is_role, rest)):
        return "role"
    return "unit" if others or bare(word) in ("brigade", "battalion", "regiment", "fleet") else ""


def _of_the_state(token: str) -> bool:
    word = bare(token)
    if word in THINGS:
        return False
    return says_little(token) or word in _STATE_TOO or actor_base().capital_of(without_possessive(token)) is not None
