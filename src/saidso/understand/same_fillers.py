"""Role fillers -> entities: the words for one perpetrator, victim, target or weapon brought together, one chosen to name it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from saidso.nouns.span import Span
from saidso.understand.model import RoleFiller

_ARTICLES = frozenset(("a", "an", "the"))
_WORD = re.compile(r"\w[\w'’-]*")
_POST = frozenset("of in at from with by for on to who which that near belonging wearing carrying".split())
"""What follows one of these only describes the head noun before it."""
_SMALL = frozenset("of the and for de del la las los y".split())
_NAMED = frozenset(("PerpOrg", "Victim"))
"""Roles whose fillers are mostly names: their last word says less than the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillerEntity:
    """One perpetrator, target, victim or weapon: how often and where the text names it.

    ``words`` is the wording that names it best, as written; ``spans`` are all places, in text order; ``confidence`` is that of
    the surest.
    """

    role: str
    words: str
    spans: tuple[Span, ...]
    confidence: float


def entities(text: str, fillers: Sequence[RoleFiller]) -> tuple[FillerEntity, ...]:
    """Fillers of one role that name the same are one entity; in order of first mention.

    Two wordings name the same where they agree but for articles, where one is the acronym of the other, or where one holds all
    the words of the other and ends in the same head ("GUERRILLAS", "URBAN GUERRILLAS"). We err towards joining: MUC-4's keys
    name few perpetrators and many ways to say them.
    """
    groups: list[list[RoleFiller]] = []
    for filler in sorted(fillers, key=lambda f: (f.role, f.span)):
        same = [g for g in groups if g[0].role == filler.role and any(_same(text, other, filler) for other in g)]
        joined = [f for g in same for f in g]
        groups = [g for g in groups if g not in same] + [[*joined, filler]]
    found = [_entity(text, group) for group in groups]
    return tuple(sorted(found, key=lambda e: (e.spans[0], e.role)))


def plain_words(words: str) -> tuple[str, ...]:
    """The words in lower case, without articles and punctuation: what counts when two wordings are compared."""
    return tuple(w for w in _WORD.findall(words.lower()) if w not in _ARTICLES)


def head(words: str) -> str:
    """The last word before what only describes it: "members" of "MEMBERS OF THE COLUMN"; "" without words."""
    plain = plain_words(words)
    cut = next((i for i, w in enumerate(plain) if i and w in _POST), len(plain))
    return plain[cut - 1] if plain else ""


def is_acronym(short: str, long: str) -> bool:
    """Whether ``short`` is made of the initials of ``long``, small words left out or not: FMLN, URNG, F-26 are not guessed."""
    letters = "".join(c for c in short.lower() if c.isalnum())
    words = plain_words(long)
    initials = ("".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL))
    return len(letters) > 1 and len(words) > 1 and letters in initials


def _same(text: str, one: RoleFiller, other: RoleFiller) -> bool:
    first, second = _words(text, one), _words(text, other)
    a, b = plain_words(first), plain_words(second)
    if a == b or is_acronym(first, second) or is_acronym(second, first) or _in_brackets(text, one, other):
        return True
    few, many = sorted((set(a), set(b)), key=len)
    if not few or not few <= many:
        return False
    return one.role in _NAMED or head(first) == head(second)


def _in_brackets(text: str, one: RoleFiller, other: RoleFiller) -> bool:
    """ "UNITED VALLEY FRONT [FVU]": the brackets right after a name hold another name of it."""
    first, second = sorted((one.span, other.span))
    return text[first.end : second.start].strip() in ("[", "(")


def _entity(text: str, group: Sequence[RoleFiller]) -> FillerEntity:
    weight: dict[tuple[str, ...], float] = {}
    for filler in group:
        plain = plain_words(_words(text, filler))
        weight[plain] = weight.get(plain, 0.0) + filler.confidence
    best = max(group, key=lambda f: (weight[plain_words(_words(text, f))], f.confidence, -f.span.start))
    return FillerEntity(
        role=best.role,
        words=_words(text, best),
        spans=tuple(sorted(f.span for f in group)),
        confidence=max(f.confidence for f in group),
    )


def _words(text: str, filler: RoleFiller) -> str:
    return text[filler.span.start : filler.span.end]
