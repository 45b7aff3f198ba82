"""Train the net that says whether two event mentions are one event, on GVC and ECB+ with their mentions as given.

The pairs of one story make a batch. The reader stays as it is: its vectors are inputs, so train the linker again after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from saidso.link.mention_clusters import VOID, Sight, StoryPairs, story_pairs
from saidso.link.mention_pairs import FEATURES
from saidso.link.stories import Stories, Story
from saidso.train.corpora import lines
from saidso.understand import event_sights_in
from saidso.understand.model import Model

VECTOR, SHORT, HIDDEN = 640, 48, 96
MOST_PAIRS = 6000
"""Pairs of one story in a step: all that are one event, and others drawn at random."""

CORPORA = ("gvc", "ecbplus")


@dataclass(frozen=True, slots=True)
class Learned:
    """One story with the answer: ``same`` is (m, m); ``counted`` marks mentions that are scored (ECB+: validated ones)."""

    pairs: StoryPairs
    same: NDArray[np.bool_]


class Net(nn.Module):
    """Features and two vectors -> a score. ``mention_scorer.MentionScorer`` computes the same without PyTorch."""

    def __init__(self, mean: Tensor, spread: Tensor) -> None:
        super().__init__()
        self.mean, self.spread = mean, spread
        self.project = nn.Linear(VECTOR, SHORT)
        self.hidden = nn.Linear(FEATURES + 2 * SHORT + 1, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(0.2)

    def forward(self, told: Tensor, one: Tensor, other: Tensor) -> Tensor:
        """(p, FEATURES), (p, VECTOR), (p, VECTOR) -> (p,)."""
        cosine = nn.functional.cosine_similarity(one, other, eps=1e-6)[:, None]
        told = ((told - self.mean) / self.spread).clamp(-6, 6)
        one, other = self.project(self.drop(one)), self.project(self.drop(other))
        given = torch.cat((told, one * other, (one - other).abs(), cosine), dim=1)
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
        found.append(Learned(pairs, codes[:, None] == codes[None, :]))
    return found


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


def train(stories: Sequence[Learned], *, seed: int, passes: int = 12, rate: float = 2e-3) -> Net:
    """The net after ``passes`` over all stories, at a rate that falls to zero."""
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
                vectors = torch.tensor(pairs.vectors)
                scores = net(torch.tensor(pairs.features[one, other]), vectors[one], vectors[other])
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


def save(net: Net, path: Path, *, reader: str, threshold: float) -> None:
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
    np.savez(path, **arrays, threshold=np.float32(threshold), reader=np.array(reader))  # type: ignore[arg-type]  # numpy's stub
