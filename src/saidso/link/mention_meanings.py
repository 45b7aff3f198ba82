"""What two event mentions of one story mean alike: lemmas, kinds of events their words may name, how common they are there.

More columns for ``mention_pairs.features``, all (m, m).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from saidso.link.mention_words import PRONOUNS, content, head, senses, wider

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from saidso.link.mention_pairs import Mention
    from saidso.link.same_story import Likenesses
    from saidso.link.stories import Stories

    Matrix = NDArray[np.float32]

MEANINGS = 30
"""Columns that ``meanings`` gives a pair."""

LEAST_PREFIX = 3


def meanings(stories: Stories, likenesses: Likenesses, mentions: Sequence[Mention]) -> list[NDArray[np.generic]]:
    """MEANINGS matrices (m, m), symmetric in the two."""
    documents = np.array([mention.document for mention in mentions])
    one = documents[:, None] == documents[None, :]
    heads = [head(mention.surface) for mention in mentions]
    found = [senses(mention.surface) for mention in mentions]
    same = np.array(heads)[:, None] == np.array(heads)[None, :]
    narrow, wide = _jaccard(found), _jaccard([wider(each) for each in found])
    known = np.array([bool(each) for each in found])
    both = known[:, None] & known[None, :]
    parts = [np.where(one, 1, part[np.ix_(documents, documents)]) for part in (likenesses.names, likenesses.openings)]
    numbers = np.where(one, 1, likenesses.numbers[np.ix_(documents, documents)])
    apart = np.where(one, 0, parts[0])
    return [
        same,
        _jaccard([content(mention.surface) for mention in mentions]),
        _prefix(heads),
        narrow > 0,
        narrow,
        wide > 0,
        wide,
        both & (narrow <= 0),
        both & (wide <= 0),
        ~both,
        *_places(mentions, one),
        *_counts(mentions, heads),
        *parts,
        numbers,
        *_positions(stories, mentions),
        same * apart,
        (narrow > 0) * apart,
        (narrow > 0) & one,
        same & one,
    ]


def _places(mentions: Sequence[Mention], one: NDArray[np.bool_]) -> list[NDArray[np.generic]]:
    """Pronouns, and how far apart two mentions of one document stand, counted in mentions."""
    pronoun = np.array([mention.surface in PRONOUNS for mention in mentions])
    number = np.array([mention.number for mention in mentions])
    gap = np.abs(number[:, None] - number[None, :])
    either, next_to = pronoun[:, None] | pronoun[None, :], one & (gap == 1)
    return [either, pronoun[:, None] & pronoun[None, :], next_to, np.where(one, np.minimum(gap, 10) / 10, 0), next_to & either]


def _counts(mentions: Sequence[Mention], heads: Sequence[str]) -> list[NDArray[np.generic]]:
    """How many mentions and documents of the story have the word; what all tell of is one event sooner."""
    documents = len({mention.document for mention in mentions})
    often = Counter(heads)
    spread = Counter(word for word, _ in {(word, mention.document) for word, mention in zip(heads, mentions, strict=True)})
    return [
        *_least_and_most(np.log1p([often[word] for word in heads])),
        *_least_and_most(np.array([spread[word] / documents for word in heads])),
    ]


def _positions(stories: Stories, mentions: Sequence[Mention]) -> list[NDArray[np.generic]]:
    """Where in their documents the two stand, how often each has its word there, and how large the story is."""
    given = [stories.stories[mention.document] for mention in mentions]
    where = [story.mentions[mention.number][0] / max(1, len(story.text)) for story, mention in zip(given, mentions, strict=True)]
    keys = [(head(mention.surface), mention.document) for mention in mentions]
    inside = Counter(keys)
    again = np.log([inside[key] for key in keys])
    size = np.full((len(mentions),) * 2, np.log(len({mention.document for mention in mentions})) / 3)
    return [*_least_and_most(np.array(where)), np.maximum(again[:, None], again[None, :]), size]


def _least_and_most(values: NDArray[np.floating]) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    return np.minimum(values[:, None], values[None, :]), np.maximum(values[:, None], values[None, :])


def _jaccard(sets: Sequence[frozenset[Hashable]]) -> Matrix:
    columns = {each: at for at, each in enumerate(dict.fromkeys(each for held in sets for each in held))}
    held = np.zeros((len(sets), max(1, len(columns))), dtype=np.float32)
    for at, one in enumerate(sets):
        for each in one:
            held[at, columns[each]] = 1
    both = held @ held.T
    either = held.sum(axis=1)[:, None] + held.sum(axis=1)[None, :] - both
    return np.asarray(np.where(either > 0, both / np.maximum(either, 1e-6), 0), dtype=np.float32)


def _prefix(words: Sequence[str]) -> Matrix:
    """Letters at the start that two words share, as a part of the longer one: "acquir" and "acquisition"."""
    number = {word: at for at, word in enumerate(dict.fromkeys(words))}
    found = np.zeros((len(number), len(number)), dtype=np.float32)
    for one, at in number.items():
        for other, there in number.items():
            shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
            found[at, there] = shared / max(len(one), len(other)) if shared >= LEAST_PREFIX else 0
    codes = np.array([number[word] for word in words])
    return np.asarray(found[np.ix_(codes, codes)])
