"""What can be said of two event mentions of one story: the same word, a like sentence, the same names, the same vector.

Everything is computed for all pairs of a story's mentions at once, as (m, m) matrices.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from saidso.link.mention_meanings import MEANINGS, meanings
from saidso.link.same_story import Likenesses
from saidso.link.stories import Stories, terms
from saidso.link.words import number_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

ROLES = ("actor", "target", "place", "time", "count")
"""Roles whose words two mentions may share, or fill with others."""
FEATURES = 24 + 2 * len(ROLES) + MEANINGS + 1
"""Columns that ``features`` gives a pair."""

AROUND = 60
"""Code points on each side of a mention whose words are its surroundings."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n+")
_NAME = re.compile(r"(?<=\s)[A-Z][\w'’.-]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention with what is compared of it. ``document`` is its index in the collection, ``sentence`` counts from 0."""

    document: int
    number: int
    head: str
    words: frozenset[str]
    surface: str
    sentence: int
    told: Mapping[str, float]
    around: Mapping[str, float]
    names: frozenset[str]
    numbers: frozenset[int]
    roles: Mapping[str, frozenset[str]]


Arguments = Sequence[tuple[str, int, int]]
"""(role, start, end) of what is tied to a mention, in code points."""


def mentions_of(stories: Stories, at: int, arguments: Sequence[Arguments]) -> list[Mention]:
    """The mentions of one document, in order; ``arguments`` has an entry a mention."""
    story = stories.stories[at]
    borders = [0, *(match.end() for match in _SENTENCE_END.finditer(story.text)), len(story.text)]
    found: list[Mention] = []
    for number, (start, end) in enumerate(story.mentions):
        sentence = max(0, bisect.bisect_right(borders, start) - 1)
        first, last = borders[sentence], borders[min(sentence + 1, len(borders) - 1)]
        text = story.text[first:last]
        own = terms(story.text[start:end]) or [story.text[start:end].casefold()]
        before, after = story.text[max(first, start - AROUND) : start], story.text[end : min(last, end + AROUND)]
        found.append(
            Mention(
                document=at,
                number=number,
                head=own[0],
                words=frozenset(own),
                surface=story.text[start:end].casefold(),
                sentence=sentence,
                told=stories.weighed(terms(text)),
                around=stories.weighed(terms(before)[-6:] + terms(after)[:6]),
                names=frozenset(term for name in _NAME.findall(text) for term in terms(name)) - frozenset(own),
                numbers=number_words(text),
                roles=_roles(story.text, arguments[number]),
            )
        )
    return found


def _roles(text: str, arguments: Arguments) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for role, start, end in arguments:
        found[role] = found.get(role, frozenset()) | frozenset(terms(text[start:end]))
    return found


def features(stories: Stories, mentions: Sequence[Mention], *, likenesses: Likenesses, incident: Matrix) -> Matrix:
    """(m, m, FEATURES): what each two mentions share; symmetric in the two.

    Args:
        stories: the collection.
        mentions: those of one story.
        likenesses: of the documents of the collection.
        incident: (n, n), how likely two documents tell of one incident.
    """
    documents = np.array([mention.document for mention in mentions])
    sentences = np.array([mention.sentence for mention in mentions])
    one = documents[:, None] == documents[None, :]
    gap = np.abs(sentences[:, None] - sentences[None, :])
    told = stories.likeness[np.ix_(documents, documents)]
    rarity = np.array([stories.rarity(mention.head) / 6 for mention in mentions], dtype=np.float32)
    names, no_names = _shared(mentions, lambda mention: mention.names, stories.rarity)
    numbers, no_numbers = _shared(mentions, lambda mention: (str(number) for number in mention.numbers), stories.rarity)
    words, _ = _shared(mentions, lambda mention: mention.words, stories.rarity)
    apart = stories.days_apart[np.ix_(documents, documents)]
    columns = [
        _equal([mention.head for mention in mentions]),
        _equal([mention.surface for mention in mentions]),
        _equal([mention.head[:4] for mention in mentions]),
        words,
        np.where(one, 0, told),
        np.where(one, 0, _among_nearest(told, one)),
        one,
        np.where(one, np.minimum(gap, 10) / 10, 0),
        one & (gap == 0),
        _cosines([mention.told for mention in mentions]),
        _cosines([mention.around for mention in mentions]),
        names,
        names > 0,
        no_names,
        numbers > 0,
        no_numbers,
        np.minimum(rarity[:, None], rarity[None, :]),
        np.maximum(rarity[:, None], rarity[None, :]),
        np.minimum(sentences[:, None], sentences[None, :]) == 0,
        np.maximum(sentences[:, None], sentences[None, :]) <= 2,
        apart < 0,
        np.clip(apart, 0, 60) / 30,
        _equal([mention.head for mention in mentions]) * np.where(one, 0, told),
        names * np.where(one, 0, 1),
    ]
    for role in ROLES:
        columns += _shared(mentions, partial(_role, role), stories.rarity)
    columns += [*meanings(stories, likenesses, mentions), incident[np.ix_(documents, documents)]]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=-1)


def _role(role: str, mention: Mention) -> frozenset[str]:
    return mention.roles.get(role, frozenset())


def _equal(values: Sequence[str]) -> NDArray[np.bool_]:
    number = {value: at for at, value in enumerate(dict.fromkeys(values))}
    codes = np.array([number[value] for value in values])
    return np.asarray(codes[:, None] == codes[None, :])


def _dense(rows: Sequence[Mapping[str, float]]) -> Matrix:
    columns = {term: at for at, term in enumerate(dict.fromkeys(term for row in rows for term in row))}
    found = np.zeros((len(rows), max(1, len(columns))), dtype=np.float32)
    for at, row in enumerate(rows):
        for term, weight in row.items():
            found[at, columns[term]] = weight
    return found


def _cosines(rows: Sequence[Mapping[str, float]]) -> Matrix:
    dense = _dense(rows)
    return np.asarray(dense @ dense.T)


def _shared(
    mentions: Sequence[Mention], of: Callable[[Mention], Iterable[str]], rarity: Callable[[str], float]
) -> tuple[Matrix, NDArray[np.bool_]]:
    """Weighted Jaccard likeness of the sets of each two, and whether both have some and share none."""
    rows = [dict.fromkeys(of(mention), 1.0) for mention in mentions]
    weights = np.sqrt([max(0.0, rarity(term)) for term in dict.fromkeys(term for row in rows for term in row)] or [0.0])
    dense = _dense(rows) * weights.astype(np.float32)
    both = np.asarray(dense @ dense.T)
    whole = (dense * dense).sum(axis=1)
    either = whole[:, None] + whole[None, :] - both
    some = np.array([bool(row) for row in rows])
    likeness = np.where(either > 0, both / np.maximum(either, 1e-6), 0).astype(np.float32)
    return likeness, some[:, None] & some[None, :] & (both <= 0)


def _among_nearest(told: Matrix, one: NDArray[np.bool_]) -> Matrix:
    """How near two documents are, against the nearest that either has: 1 for the nearest of one of them."""
    others = np.where(one, 0, told)
    most = np.maximum(others.max(axis=1), 1e-6)
    return np.asarray(np.maximum(told / most[:, None], told / most[None, :]), dtype=np.float32)
