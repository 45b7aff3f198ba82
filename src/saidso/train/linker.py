"""Train the net that says whether two event mentions are one event, on GVC and ECB+ with their mentions as given.

First the kinds of mentions are learned, from GVC, which marks them; then the pairs, where those of one story make a batch. The
reader stays as it is: its vectors are inputs, so train the linker again after it.
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
from saidso.link.stories import Stories, Story
from saidso.train.corpora import lines
from saidso.understand import event_sights_in
from saidso.understand.model import Model

VECTOR, SHORT, HIDDEN = 640, 48, 96
MOST_PAIRS = 6000
"""Pairs of one story in a step: all that are one event, and others drawn at random."""

CORPORA = ("gvc", "ecbplus")

FOLDS = 4
"""Parts of the stories: the pair net sees kinds as read by a reader of kinds that has not seen their story, as it will later."""
KIND_PASSES, KIND_DECAY = 80, 0.01
"""Steps of L-BFGS and weight decay for the kinds: .84 of the kinds of GVC dev, .835 at a tenth or three times of this decay."""


@dataclass(frozen=True, slots=True)
class Learned:
    """One story with the answers: ``same`` is (m, m); ``kinds`` (m,) are places in ``KINDS``, -1 where the corpus has none."""

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


def learned(rows: Sequence[dict[str, Any]], model: Model) -> list[Learned]:
    """The stories of a collection with their answers; a mention that GVC left unlinked is one event with nothing."""
    given = [story_of(row) for row in rows]
    sights = [sights_of(story, model) for story in given]
    found = []
    for pairs in story_pairs(Stories(given), sights):
        gold = [rows[at]["mentions"][number] for at, number in pairs.places]
        names = [each["mention_id"] if each.get("unlinked") else each["cluster"] for each in gold]
        codes = np.array([{name: at for at, name in enumerate(dict.fromkeys(names))}[name] for name in names])
        kinds = np.array([_kind(each) for each in gold], dtype=np.int64)
        found.append(Learned(pairs, codes[:, None] == codes[None, :], kinds))
    return found


def _kind(mention: Mapping[str, Any]) -> int:
    if mention.get("unlinked"):
        return KINDS.index("unlinked")
    kind = mention.get("type")
    return KINDS.index(kind) if kind in KINDS else KINDS.index("other") if kind == "missing" else -1


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
    """The reader of kinds, from the mentions that have one: a linear one, whose best weights are found whatever the start."""
    marked = [each.kinds >= 0 for each in stories]
    if not any(where.any() for where in marked):  # trained without GVC: all kinds are as likely
        return Kinds(np.zeros((VECTOR, len(KINDS)), dtype=np.float32), np.zeros(len(KINDS), dtype=np.float32))
    vectors = np.concatenate([each.pairs.vectors[where] for each, where in zip(stories, marked, strict=True)])
    kinds = torch.tensor(np.concatenate([each.kinds[where] for each, where in zip(stories, marked, strict=True)]))
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


def with_kinds(stories: Sequence[Learned], kinds: Kinds) -> list[Learned]:
    """Stories whose pairs also say how the kinds of their mentions agree; a story with kinds marked is read without them."""
    marked = [at for at, story in enumerate(stories) if (story.kinds >= 0).any()]
    fold = {at: number % FOLDS for number, at in enumerate(marked)}
    readers = [train_kinds([stories[at] for at in marked if fold[at] != out]) for out in range(FOLDS if marked else 0)]
    return [told_kinds(story, readers[fold[at]] if at in fold else kinds) for at, story in enumerate(stories)]


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


def save(net: Net, kinds: Kinds, path: Path, *, reader: str, threshold: float) -> None:
    """Write the net as ``MentionScorer`` reads it."""
    held = {
        "mean": net.mean,
        "spread": net.spread,
        "project": net.project.weight.T,
        "project_bias": net.project.bias,
        "hidden": net.hidden.weight.T,
        "hidden_bias": net.hidden.bias,
        "out": net.out.weight[0],
        "out_bias": net.out.bias[0],
    }
    arrays = {name: part.detach().numpy().astype(np.float32) for name, part in held.items()}
    arrays |= {"kinds": kinds.weights, "kinds_bias": kinds.bias}
    np.savez(path, **arrays, threshold=np.float32(threshold), reader=np.array(reader))  # type: ignore[arg-type]  # numpy's stub
