"""Names of people and of bodies as capital letters and a few hundred words show them; no model is asked here."""

from __future__ import annotations

import re

BODY_WORDS = frozenset(
    "agency alliance army assembly association authority battalion board brigade brigades bureau cabinet center centre "
    "coalition college command commission committee community company confederation congress corps council court defence "
    "defense delegation department directorate division embassy federation fighters forces foundation front government "
    "group headquarters human-rights initiative institute intelligence international league militia ministry mission "
    "monitor movement network news observatory office organisation organization parliament party platform police post "
    "presidency press radio regiment representation secretariat service society staff state television tendency times "
    "tribune tv union unit units university watch wire women youth".split()
)
"""A name that holds one of these is a body's, not a person's."""

ROLE_WORDS = frozenset(
    "activist adviser advisor ambassador analyst author captain chair chairman chairperson chairwoman chief co-chair co- "
    "chairman co-leader co-president co-spokesperson colonel commander commandant coordinator delegate deputy director "
    "doctor envoy expert fighter founder general governor guerrilla head journalist judge lawyer leader lieutenant major "
    "mayor member minister negotiator officer official organiser organizer president professor prosecutor representative "
    "researcher resident secretary secretary-general spokesman spokesperson spokeswoman sergeant survivor veteran vice- "
    "president witness worker".split()
)
"""Offices and roles that stand beside the name of whoever is interviewed or quoted in a headline."""

HONORIFICS = frozenset(
    "mr mrs ms dr prof professor gen general col colonel lt maj major capt captain sgt comrade sheikh commander sir lord".split()
)

PARTICLES = frozenset("al el bin ibn bint van von der den de del della da di do dos du le la abu umm ben ter ul".split())

# Capitalised words that begin headlines and sentences, and are no one's name.
NO_NAMES = frozenset(
    "the a an this that these those in on at of for from to by with and or but as if it its we our you your he she they his "
    "her their interview interviews exclusive breaking opinion analysis report statement communique declaration press "
    "question answer source monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december what why how when where who which is are was were has have had do does "
    "did not no yes after before during north south east west northern southern eastern western central new news today "
    "yesterday tomorrow dear".split()
)

WORD = re.compile(r"[^\s,;:()“”\"«»]+")
POSSESSIVE = re.compile(r"[’']s?$")


def is_body(name: str) -> bool:
    """Whether a name holds a word of a body: "Press Office of the Front"."""
    return any(word.strip(".,()").lower() in BODY_WORDS for word in name.split())


def _is_name_word(word: str) -> bool:
    plain = word.strip(".")
    if not plain or any(sign.isdigit() for sign in plain) or plain.lower() in NO_NAMES:
        return False
    return plain[0].isupper() or plain.lower().startswith(("al-", "el-", "an-", "ar-", "as-", "ash-", "at-", "ad-", "d’", "d'"))


def name_at(text: str, start: int = 0) -> tuple[int, int] | None:
    """The person's name that begins at ``start``, as [start, end): two to five capital words, or a title and one.

    >>> name_at("Jane van Doe, speaker of the Front"), name_at("Comrade Ruken said"), name_at("Central Committee")
    ((0, 12), (0, 14), None)
    """
    words: list[tuple[int, int]] = []
    for match in WORD.finditer(text, start):
        between = text[words[-1][1] : match.start()] if words else text[start : match.start()]
        word = match.group()
        if between.strip() or not (_is_name_word(word) or (words and word.lower() in PARTICLES)) or len(words) == 5:
            break
        bare = POSSESSIVE.sub("", word)
        words.append((match.start(), match.start() + len(bare)))
        if len(bare) < len(word):
            break
    while words and text[slice(*words[-1])].lower() in PARTICLES:
        words.pop()
    return _checked(text, words)


def _checked(text: str, words: list[tuple[int, int]]) -> tuple[int, int] | None:
    spelled = [text[slice(*word)].strip(".") for word in words]
    titled = bool(spelled) and spelled[0].lower() in HONORIFICS
    if titled and len(words) > 2:
        words, spelled = words[1:], spelled[1:]
    if len(words) < 2 or any(word.lower() in BODY_WORDS or (word.lower() in ROLE_WORDS and not titled) for word in spelled):
        return None
    end = words[-1][1]
    # A full stop that ends the sentence is no part of the name; one after an initial is.
    if text[end - 1] == "." and len(spelled[-1]) > 1:
        end -= 1
    return words[0][0], end


def whole_name(text: str) -> bool:
    """Whether ``text`` is one person's name and nothing else."""
    found = name_at(text)
    return found is not None and text[found[1] :].strip(" .") == "" and text[: found[0]].strip(" .").lower() in {"", *HONORIFICS}


def last_name(text: str) -> tuple[int, int] | None:
    """The person's name that ``text`` ends with: the longest tail that is one."""
    starts = [match.start() for match in WORD.finditer(text)][-5:]
    return next((place for start in starts if (place := name_at(text, start)) and place[1] >= len(text.rstrip(" .,"))), None)
