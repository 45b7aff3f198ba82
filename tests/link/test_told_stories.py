"""Documents of one incident, and what two mentions share. Sentences are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from saidso.errors import ModelError
from saidso.link.mention_clusters import VOID, Sight, linked_stories
from saidso.link.mention_pairs import FEATURES, features, mentions_of
from saidso.link.mention_scorer import MentionScorer, mention_scorer
from saidso.link.same_story import COLUMNS, ONE_INCIDENT, Likenesses
from saidso.link.stories import Stories, Story
from saidso.understand import load_model

FIRST = (
    "Two men were shot dead outside the Lantern Bar in Kastorin on Friday night. Police in Kastorin said the shooting began "
    "after a quarrel."
)
AGAIN = (
    "Kastorin police named the two men shot outside the Lantern Bar. The shooting on Friday night followed a quarrel, "
    "witnesses said."
)
OTHER = "A bomb went off at a market in Belkhar on Monday. The blast in Belkhar wounded nine traders, the governor of Vess said."


def _story(text: str, day: int, *words: str) -> Story:
    spans = tuple((text.index(word), text.index(word) + len(word)) for word in words)
    return Story(id=f"d{day}", text=text, published_on=date(2031, 5, day), mentions=spans)


STORIES = (
    _story(FIRST, 3, "shot dead", "shooting"),
    _story(AGAIN, 4, "shot", "shooting"),
    _story(OTHER, 4, "went off", "blast"),
)


def _clusters(found: Stories) -> list[list[int]]:
    return found.clusters(mention_scorer().stories.probabilities(Likenesses(found)), ONE_INCIDENT)


def test_two_reports_of_one_night_are_one_incident() -> None:
    """The same bar, the same night; the bomb elsewhere is another."""
    assert _clusters(Stories(STORIES)) == [[0, 1], [2]]


def test_the_same_words_a_year_later_are_another_incident() -> None:
    """An anniversary piece is not the shooting: more than thirty days apart nothing is joined by words."""
    later = Story(id="d9", text=AGAIN, published_on=date(2032, 5, 4), mentions=())
    assert _clusters(Stories((STORIES[0], later))) == [[0], [1]]
    undated = Story(id="d9", text=AGAIN, published_on=None, mentions=())
    assert _clusters(Stories((STORIES[0], undated, STORIES[2]))) == [[0, 1], [2]]


def test_what_is_weighed_of_two_documents_is_symmetric_and_bears_the_smallest_collections() -> None:
    """As many columns as the weights know, the same for (a, b) and (b, a); one document, and none, are no trouble."""
    for count in range(4):
        columns = list(Likenesses(Stories(STORIES[:count])).columns())
        assert len(columns) == COLUMNS
        assert all(column.shape == (count, count) for column in columns)
        assert all(np.allclose(column, column.T) and np.isfinite(column).all() for column in columns)


def test_whom_and_where_a_report_names_is_held_against_its_common_words() -> None:
    """Two trials told in the same words are alike by all their words, not by their names; a follow-up is the other way round."""
    trial = "{0}, {1}, was sentenced in {2} to {3} years in prison for the murder of a shopkeeper. The jury found {0} guilty."
    more = "{0} said nothing when the verdict was read. The trial in {2} had lasted {1} days."
    first, second = ("Ana Morel", 31, "Kastorin", 12), ("Pavel Tisch", 44, "Belkhar", 19)
    texts = [trial.format(*first), more.format(*first), trial.format(*second)]
    stories = Stories([Story(id=f"d{at}", text=text, published_on=None, mentions=()) for at, text in enumerate(texts)])
    likenesses = Likenesses(stories)
    assert likenesses.whole[0, 2] > likenesses.whole[0, 1]
    assert likenesses.names[0, 1] > likenesses.names[0, 2]
    assert likenesses.full_names[0, 1] > likenesses.full_names[0, 2]


def test_what_two_mentions_share_is_symmetric_and_bounded() -> None:
    """Every feature of (a, b) is that of (b, a), and none is beyond what the net was trained to see."""
    stories = Stories(STORIES)
    mentions = [m for at in range(3) for m in mentions_of(stories, at, [[("place", 0, 8)], []])]
    likenesses = Likenesses(stories)
    told = features(stories, mentions, likenesses=likenesses, incident=mention_scorer().stories.probabilities(likenesses))
    assert told.shape == (6, 6, FEATURES)
    assert np.allclose(told, told.transpose(1, 0, 2), atol=1e-5)
    assert np.isfinite(told).all()
    assert told.min() >= -1e-3
    assert told.max() <= 8


def test_a_mention_outside_all_text_is_no_trouble() -> None:
    """A collection of one document without mentions, and one with a mention that no model saw, are linked like others."""
    empty = Story(id="d1", text="Nothing.", published_on=None, mentions=())
    assert linked_stories([empty], [[]], mention_scorer()).mentions == ((),)
    assert linked_stories([], [], mention_scorer()).documents == ()
    alone = Story(id="d2", text="Shots.", published_on=None, mentions=((0, 5),))
    assert linked_stories([alone], [[Sight(VOID)]], mention_scorer()).mentions == ((0,),)


def test_order_and_ids_of_documents_mean_nothing() -> None:
    """Shuffled and renamed, the same mentions fall together."""
    rng = np.random.default_rng(3)
    sights = [[Sight(rng.normal(size=640).astype(np.float32)) for _ in story.mentions] for story in STORIES]
    made = linked_stories(STORIES, sights, mention_scorer())
    turned = linked_stories(STORIES[::-1], sights[::-1], mention_scorer())
    assert turned.documents[::-1] == made.documents
    assert turned.mentions[::-1] == made.mentions


def test_the_linker_refuses_a_reader_it_was_not_trained_with() -> None:
    """Vectors of another model would give nonsense, not an error: so it is an error."""
    mention_scorer().require(load_model().name)
    with pytest.raises(ModelError, match="not of another-reader"):
        mention_scorer().require("another-reader")


def test_a_damaged_linker_says_so(tmp_path: Path) -> None:
    """Missing or broken, the message names the file and what to do."""
    with pytest.raises(ModelError, match=r"linker\.npz: the linker cannot be read"):
        MentionScorer(tmp_path / "linker.npz")
    (tmp_path / "linker.npz").write_bytes(b"no weights")
    with pytest.raises(ModelError, match="Install saidso again"):
        MentionScorer(tmp_path / "linker.npz")
