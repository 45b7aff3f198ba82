"""The words of passages and triggers, made comparable: stems, numbers, and what tells one passage from another."""

from __future__ import annotations

import re
from functools import lru_cache

from saidso.values.number_words import AMOUNT, read_amount
from saidso.values.spelling import written_key
from saidso.values.vague_words import LITERAL

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)
_AMOUNT = re.compile(rf"(?<![\w]){AMOUNT}", re.IGNORECASE)
_ENDINGS = ("ings", "ing", "ers", "ied", "ies", "ed", "es", "s", "en")
_IRREGULAR = {
    "died": "die", "dead": "die", "death": "die", "deaths": "die", "shot": "shoot", "struck": "strike", "fought": "fight",
    "burnt": "burn", "burned": "burn", "took": "take", "taken": "take", "fled": "flee", "held": "hold", "blew": "blow",
    "blown": "blow", "hurt": "hurt", "led": "lead", "hit": "hit",
}  # fmt: skip

_STOP = frozenset(
    "the a an of in on at for from to and or but by with as is are was were be been being has have had it its this that "
    "these those he she they we his her their our who which what when where while after before during into over under "
    "than then there here not no nor also said says say told according reported reports report statement added that's "
    "near about more most at least some any all one two".split()
)
"""Words that stand in every report; they tell nothing about which event a passage speaks of."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem, enough to see that "burned" and "burnt", "killings" and "killed" are one word. Not for display."""
    word = written_key(word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=16384)
def telling_words(passage: str) -> frozenset[str]:
    """Stems of the words of a passage that are not in every report; names keep a capital mark "^" for their rarity."""
    found: set[str] = set()
    for match in _WORD.finditer(passage):
        word = match.group()
        if word.casefold() in _STOP or len(word) < 3:
            continue
        # Capitals inside a sentence mark names; a sentence's first word is capital anyway.
        before = match.start()
        while before and passage[before - 1].isspace():
            before -= 1
        first = match.start() == 0 or passage[before - 1 : before] in ".!?\"“'"
        found.add(("^" if word[0].isupper() and not first else "") + stem(word))
    return frozenset(found)


@lru_cache(maxsize=16384)
def number_words(sentence: str) -> frozenset[int]:
    """Every number a sentence gives, in digits or words: "Nine of 12" gives 9 and 12. A range's floor stands for a vague word."""
    amounts = (read_amount(match.group(), LITERAL) for match in _AMOUNT.finditer(sentence))
    return frozenset(amount.value for amount in amounts if amount is not None)
