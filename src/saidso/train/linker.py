"""Train what links documents and event mentions, on GVC and ECB+ with their mentions as given.

First the weights that say whether two documents tell of one incident; then the kinds of mentions, from GVC, which marks them;
then the nets for pairs of mentions, where those of one story make a batch. What a step learned is told to the next as it will be
later: about stories that it has not seen. The reader stays as it is: its vectors are inputs, so train the linker again after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from saidso.link.mention_clusters import VOID, Sight, StoryPairs, story_pairs
from saidso.link.mention_kinds import KINDS, kind_features
from saidso.link.mention_scorer import softmax
from saidso.link.same_story import LEAST, Likenesses, StoryScorer
from saidso.link.stories import Stories, Story
from saidso.train.corpora import lines
from saidso.understand import event_sights_in
from saidso.understand.model import Model

VECTOR, SHORT, HIDDEN = 640, 48, 96
MOST_PAIRS = 4000
"""Pairs of one story in a step: all that are one event, and others drawn at random."""

CORPORA = ("gvc", "ecbplus")

FOLDS = 4
"""Parts of the topics and of the stories: what a step learned without a part is what the next step sees of it."""
STORY_PASSES, STORY_DECAY = 60, 1e-3
"""Steps of L-BFGS and weight decay for the weights of documents."""
KIND_PASSES, KIND_DECAY = 80, 0.01
"""Steps of L-BFGS and weight decay for the kinds: .84 of the kinds of GVC dev, .835 at a tenth or three times of this decay."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A corpus ready to learn from. ``columns`` is (n, n, COLUMNS) of its documents, ``same`` says which tell of one incident."""

    rows: Sequence[dict[str, Any]]
    stories: Stories
    likenesses: Likenesses
    sights: Sequence[Sequence[Sight]]
    columns: NDArray[np.float32]
    same: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Learned:
    """One story with the answers: ``same`` is (m, m); ``kinds`` (m,) are places in ``KINDS``."""

    pairs: StoryPairs
    same: NDArray[np.bool_]
    kinds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What reads kinds from vectors: (VECTOR, kinds) and (kinds,)."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


class Net(nn.Module):
    """Features and two vectors -> a score. ``mention_scorer.MentionScorer`` computes the same without PyTorch."""

    def __init__(self, mean: Tensor, spread: Tensor) -> None:
        super().__init__()
        self.mean, self.spread = mean, spread
        self.project = nn.Linear(VECTOR, SHORT)
        self.hidden = nn.Linear(len(mean) + 2 * SHORT + 1, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(0.2)

    def forward(self, told: Tensor, vectors: Tensor, one: Tensor, other: Tensor) -> Tensor:
        """(p, FEATURES + KIND_FEATURES), (m, VECTOR), and the places of both mentions of each pair, (p,) and (p,) -> (p,)."""
        unit = nn.functional.normalize(vectors, eps=1e-6)
        cosine = (unit @ unit.T)[one, other][:, None]
        told = ((told - self.mean) / self.spread).clamp(-6, 6)
        short = self.project(self.drop(vectors))  # once a mention, not once a pair, of which there are many more
        mine, theirs = short[one], short[other]
        given = torch.cat((told, mine * theirs, (mine - theirs).abs(), cosine), dim=1)
        hidden = nn.functional.gelu(self.hidden(given), approximate="tanh")
        return self.out(self.drop(hidden))[:, 0]  # type: ignore[no-any-return]  # torch does not type it


def rows_of(shared: Path, corpus: str, split: str) -> list[dict[str, Any]]:
    """Documents of one corpus with the mentions that count: of ECB+ those in validated sentences."""
    rows = list(lines(shared / "data" / corpus / f"{split}.jsonl"))
    for row in rows:
        row["mentions"] = [each for each in row["mentions"] if corpus != "ecbplus" or each["validated"]]
    return rows


def collection(rows: Sequence[dict[str, Any]], sights: Sequence[Sequence[Sight]]) -> Collection:
    """Documents with what a reader sees in them (``sights_of``) and how alike they are."""
    stories = Stories([story_of(row) for row in rows])
    likenesses = Likenesses(stories)
    told = np.array([str(row.get("subtopic") or row["topic"]) for row in rows])
    columns = np.stack(list(likenesses.columns()), axis=-1)
    return Collection(rows, stories, likenesses, sights, columns, told[:, None] == told[None, :])


def train_stories(given: Sequence[tuple[Collection, NDArray[np.bool_]]]) -> StoryScorer:
    """The weights of documents, from the pairs of those of each collection that are marked."""
    columns, same = [], []
    for held, marked in given:
        one, other = np.nonzero(np.triu((held.likenesses.whole > LEAST) & marked[:, None] & marked[None, :], 1))
        columns.append(held.columns[one, other])
        same.append(held.same[one, other])
    told = np.concatenate(columns)
    mean, spread = told.mean(axis=0), told.std(axis=0) + 1e-2
    weights, bias = _fitted(np.clip((told - mean) / spread, -6, 6), np.concatenate(same))
    return StoryScorer(mean, spread, weights, bias)


def _fitted(given: NDArray[np.float32], same: NDArray[np.bool_]) -> tuple[NDArray[np.float32], float]:
    told, answers = torch.tensor(given), torch.tensor(same.astype(np.float32))
    weights, bias = torch.zeros(told.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=STORY_PASSES, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        wrong = nn.functional.binary_cross_entropy_with_logits(told @ weights + bias, answers)
        wrong = wrong + STORY_DECAY * (weights * weights).sum()
        wrong.backward()
        return wrong

    optimizer.step(loss)  # type: ignore[arg-type]  # torch wants floats, and takes the tensors that its own manual gives
    return weights.detach().numpy(), float(bias.detach())


def incidents_of(given: Sequence[Collection], at: int) -> NDArray[np.float32]:
    """(n, n): how likely two documents of one collection tell of one incident, by weights that have not seen their topics."""
    held, whole = given[at], [np.ones(len(each.rows), dtype=bool) for each in given]
    topics = [row["topic"] for row in held.rows]
    fold = {topic: number % FOLDS for number, topic in enumerate(sorted(set(topics)))}
    folds = np.array([fold[topic] for topic in topics])
    found = np.zeros(held.same.shape, dtype=np.float32)
    for out in range(FOLDS):
        marked = [folds != out if number == at else all_of for number, all_of in enumerate(whole)]
        told = train_stories(list(zip(given, marked, strict=True))).probabilities(held.likenesses)
        outside = (folds == out)[:, None] | (folds == out)[None, :]
        found[outside] = told[outside]
    return found


def learned(held: Collection, incident: NDArray[np.float32]) -> list[Learned]:
    """The stories of a collection with their answers; a mention that GVC left unlinked is one event with nothing."""
    found = []
    for pairs in story_pairs(held.stories, held.sights, held.likenesses, incident):
        gold = [held.rows[at]["mentions"][number] for at, number in pairs.places]
        names = [each["mention_id"] if each.get("unlinked") else each["cluster"] for each in gold]
        codes = np.array([{name: at for at, name in enumerate(dict.fromkeys(names))}[name] for name in names])
        kinds = np.array([_kind(each) for each in gold], dtype=np.int64)
        found.append(Learned(pairs, codes[:, None] == codes[None, :], kinds))
    return found


def _kind(mention: Mapping[str, Any]) -> int:
    kind = "unlinked" if mention.get("unlinked") else "other" if mention.get("type") == "missing" else mention.get("type")
    return KINDS.index(kind if kind in KINDS else "none_of_these")


def story_of(row: dict[str, Any]) -> Story:
    """A line of a corpus as linking sees it: no ids, no topics."""
    day = date.fromisoformat(row["publish_date"][:10]) if row.get("publish_date") else None
    mentions = tuple((each["start"], each["end"]) for each in row["mentions"])
    return Story(id=row["doc_id"], text=row["text"], published_on=day, mentions=mentions)


def sights_of(story: Story, model: Model) -> list[Sight]:
    """Each mention of a document as the reader sees it."""
    found = event_sights_in(story.text, story.mentions, model)
    return [
        Sight(VOID) if sight is None else Sight(sight.vector, [(a.role.value, a.span.start, a.span.end) for a in sight.arguments])
        for sight in found
    ]


def train_kinds(stories: Sequence[Learned]) -> Kinds:
    """The reader of kinds: a linear one, whose best weights are found whatever the start."""
    vectors = np.concatenate([each.pairs.vectors for each in stories])
    kinds = torch.tensor(np.concatenate([each.kinds for each in stories]))
    mean, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-3
    given = torch.tensor((vectors - mean) / spread)
    weights = torch.zeros(VECTOR, len(KINDS), requires_grad=True)
    bias = torch.zeros(len(KINDS), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=KIND_PASSES, history_size=10, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        wrong = nn.functional.cross_entropy(given @ weights + bias, kinds) + KIND_DECAY * (weights * weights).sum()
        wrong.backward()
        return wrong

    optimizer.step(loss)  # type: ignore[arg-type]  # torch wants floats, and takes the tensors that its own manual gives
    plain = weights.detach().numpy() / spread[:, None]
    return Kinds(plain.astype(np.float32), (bias.detach().numpy() - mean @ plain).astype(np.float32))


def with_kinds(stories: Sequence[Learned]) -> list[Learned]:
    """Stories whose pairs also say how the kinds of their mentions agree, as read by readers that have not seen them."""
    parts = [[each for number, each in enumerate(stories) if number % FOLDS != out] for out in range(FOLDS)]
    readers = [train_kinds(part) for part in parts]
    return [told_kinds(story, readers[number % FOLDS]) for number, story in enumerate(stories)]


def told_kinds(story: Learned, kinds: Kinds) -> Learned:
    """A story whose pairs also say how the kinds of their mentions agree."""
    read = softmax(story.pairs.vectors @ kinds.weights + kinds.bias)
    features = np.concatenate((story.pairs.features, kind_features(read, story.pairs.incidents)), axis=-1)
    return replace(story, pairs=replace(story.pairs, features=features))


def train(stories: Sequence[Learned], *, seed: int, passes: int = 12, rate: float = 2e-3) -> Net:
    """The net after ``passes`` over all stories (of ``with_kinds``), at a rate that falls to zero."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    told = np.concatenate([each.pairs.features[np.triu_indices(len(each.same), 1)] for each in stories])
    net = Net(torch.tensor(told.mean(axis=0)), torch.tensor(told.std(axis=0) + 0.05))
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-2)
    steps = passes * len(stories)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(passes):
        for at in rng.permutation(len(stories)):
            one, other, same, weight = _drawn(stories[at], rng)
            if len(one):
                pairs = stories[at].pairs
                places = torch.tensor(one), torch.tensor(other)
                scores = net(torch.tensor(pairs.features[one, other]), torch.tensor(pairs.vectors), *places)
                loss = nn.functional.binary_cross_entropy_with_logits(scores, torch.tensor(same), reduction="none")
                # A story of ten mentions says less than one of three hundred, but not thirty times less.
                (loss * torch.tensor(weight)).mean().mul(min(1.0, len(one) / 400)).backward()
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimizer.step()
                optimizer.zero_grad()
            schedule.step()
    return net.eval()


def _drawn(story: Learned, rng: np.random.Generator) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Pairs of a story with their answers and weights; the weights make up for those that were not drawn."""
    one, other = np.triu_indices(len(story.same), 1)
    same = story.same[one, other]
    yes, no = np.flatnonzero(same), np.flatnonzero(~same)
    taken = no if len(no) <= MOST_PAIRS else rng.choice(no, MOST_PAIRS, replace=False)
    share = len(no) / max(1, len(taken))
    at = np.concatenate((yes, taken))
    weight = np.concatenate((np.ones(len(yes)), np.full(len(taken), share)))
    weight = (weight * len(at) / max(1.0, weight.sum())).astype(np.float32)
    return one[at], other[at], same[at].astype(np.float32), weight


def save(nets: Sequence[Net], kinds: Kinds, documents: StoryScorer, path: Path, **told: Any) -> None:
    """Write the linker as ``MentionScorer`` reads it; ``told`` is its reader's name, and its thresholds."""
    held = [
        {
            "project": net.project.weight.T,
            "project_bias": net.project.bias,
            "hidden": net.hidden.weight.T,
            "hidden_bias": net.hidden.bias,
            "out": net.out.weight[0],
            "out_bias": net.out.bias[0],
        }
        for net in nets
    ]
    arrays = {name: np.stack([each[name].detach().numpy() for each in held]).astype(np.float32) for name in held[0]}
    arrays |= {"mean": nets[0].mean.numpy(), "spread": nets[0].spread.numpy(), "kinds": kinds.weights, "kinds_bias": kinds.bias}
    arrays |= {f"story_{name}": getattr(documents, name) for name in ("mean", "spread", "weights")}
    arrays["story_bias"] = np.array(documents.bias, dtype=np.float32)
    np.savez(path, **arrays, **{name: np.array(each) for name, each in told.items()})  # type: ignore[arg-type]  # numpy's stub
