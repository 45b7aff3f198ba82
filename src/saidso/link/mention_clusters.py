"""Event mentions of many documents -> events: the documents of one story first, then the mentions of each story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from saidso.link.linkage import average_linkage
from saidso.link.mention_pairs import Arguments, features, mentions_of
from saidso.link.mention_scorer import MentionScorer
from saidso.link.same_story import ONE_INCIDENT, ONE_STORY, Likenesses
from saidso.link.stories import Stories, Story

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]


_NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class Sight:
    """A mention as a reader sees it: its vector (640,), and (role, start, end) of what is tied to it."""

    vector: Matrix
    arguments: Arguments = ()


VOID = np.zeros(640, dtype=np.float32)
"""The vector of a mention that stands outside all sentences: no model saw it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedStories:
    """Cluster numbers: of each document (one incident), and of each mention of each document (one event)."""

    documents: tuple[int, ...]
    mentions: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class StoryPairs:
    """The mentions of one story as (document, number), with everything that is compared of each two.

    ``incidents`` has for each the number of the incident of its document.
    """

    places: tuple[tuple[int, int], ...]
    features: Matrix
    vectors: Matrix
    incidents: NDArray[np.int64]


def story_pairs(
    stories: Stories, sights: Sequence[Sequence[Sight]], likenesses: Likenesses, incident: Matrix
) -> Iterator[StoryPairs]:
    """Each story of the collection that has mentions, ready to be scored or learned from.

    Args:
        stories: the collection.
        sights: for each document, each of its mentions as a reader sees it.
        likenesses: of the documents.
        incident: (n, n), how likely two documents tell of one incident.
    """
    incident_of = {at: number for number, members in enumerate(stories.clusters(incident, ONE_INCIDENT)) for at in members}
    for documents in stories.clusters(incident, ONE_STORY):
        mentions = [m for at in documents for m in mentions_of(stories, at, [sight.arguments for sight in sights[at]])]
        if mentions:
            vectors = np.stack([sights[mention.document][mention.number].vector for mention in mentions])
            places = tuple((mention.document, mention.number) for mention in mentions)
            incidents = np.array([incident_of[mention.document] for mention in mentions], dtype=np.int64)
            told = features(stories, mentions, likenesses=likenesses, incident=incident)
            yield StoryPairs(places, told, vectors.astype(np.float32), incidents)


def linked_stories(given: Sequence[Story], sights: Sequence[Sequence[Sight]], scorer: MentionScorer) -> LinkedStories:
    """Which documents tell of one incident and which mentions are one event.

    A pure function of the documents, whatever their order; a collection of a few thousand fits into memory.

    Args:
        given: the documents.
        sights: for each document, each of its mentions as the reader of ``scorer`` sees it.
    """
    order = sorted(range(len(given)), key=lambda at: (given[at].text, given[at].published_on or _NO_DAY, given[at].id))
    stories = Stories([given[at] for at in order])
    likenesses = Likenesses(stories)
    incident = scorer.stories.probabilities(likenesses)
    in_order = [sights[at] for at in order]
    documents, mentions = [0] * len(given), [[0] * len(story.mentions) for story in given]
    for number, members in enumerate(stories.clusters(incident, ONE_INCIDENT)):
        for at in members:
            documents[order[at]] = number
    number = 0
    for pairs in story_pairs(stories, in_order, likenesses, incident):
        for members in events(pairs, scorer):
            for each in members:
                at, mention = pairs.places[each]
                mentions[order[at]][mention] = number
            number += 1
    return LinkedStories(documents=tuple(documents), mentions=tuple(map(tuple, mentions)))


def events(pairs: StoryPairs, scorer: MentionScorer) -> list[list[int]]:
    """The mentions of one story, as indices, by events; what speaks of no event in particular stays alone."""
    kinds = scorer.kinds(pairs.vectors)
    likeness = scorer.probabilities(pairs.features, pairs.vectors, pairs.incidents)
    return average_linkage(apart((likeness + likeness.T) / 2, kinds[:, -1] > scorer.alone), scorer.threshold)


def apart(likeness: NDArray[np.floating], alone: NDArray[np.bool_]) -> Matrix:
    """The likenesses with nothing like the mentions that are ``alone``."""
    return np.asarray(np.where(alone[:, None] | alone[None, :], 0, likeness), dtype=np.float32)
