"""A tagger trained on re3d's CoNLL split alone, to stand beside the figures of the ConfliBERT paper. It never ships.

``python -m saidso.train conll --shared SHARED --run RUN`` trains it and writes dev predictions; ``score_ner.py`` scores them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from saidso.train.batches import IGNORE, padded
from saidso.train.learn import running_mean
from saidso.train.network import HIDDEN, pretrained
from saidso.understand.windows import CLS, MASK, PAD, SEP, Encode, Ints, surface

EPOCHS = 40
BATCH = 24
ENCODER_RATE, HEAD_RATE = 3.0e-4, 2.0e-3
WORN = 0.08
MOST = 250
"""Word pieces of a sentence that are read; what comes after is tagged O."""

Sentence = list[tuple[str, str]]


def sentences(path: Path) -> list[Sentence]:
    """Sentences of (token, tag) of a CoNLL file."""
    blocks = path.read_text("utf-8").split("\n\n")
    found = [[(line.split("\t")[0], line.split("\t")[-1]) for line in block.split("\n") if line.strip()] for block in blocks]
    return [sentence for sentence in found if sentence]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence as word pieces; ``first`` is the place of each token's first piece, -1 where it was cut off."""

    ids: Ints
    feature: Ints
    tags: Ints
    first: Ints


def row(sentence: Sentence, names: Sequence[str], encode: Encode) -> Row:
    """Word pieces, surface features and tags of a sentence; tags stand on first pieces."""
    text, starts = "", []
    for token, _ in sentence:
        starts.append(len(text))
        text += token + " "
    ids, offsets = encode([text])[0]
    ids, offsets = list(ids)[:MOST], list(offsets)[:MOST]
    where = {a: i + 1 for i, (a, _) in reversed(list(enumerate(offsets)))}
    first = np.array([where.get(start, -1) for start in starts], dtype=np.int64)
    tags = np.full(len(ids) + 2, IGNORE, dtype=np.int64)
    for place, (_, tag) in zip(first, sentence, strict=True):
        if place >= 0:
            tags[place] = names.index(tag)
    feature = np.concatenate([[3], surface(text, np.array(offsets, dtype=np.int64).reshape(-1, 2)), [3]])
    return Row(np.array([CLS, *ids, SEP], dtype=np.int64), feature.astype(np.int64), tags, first)


class Tagger(nn.Module):
    """The pretrained encoder and one layer of tags."""

    def __init__(self, folder: str, tags: int) -> None:
        super().__init__()
        self.reader, self.tags = pretrained(folder), nn.Linear(HIDDEN, tags)

    def forward(self, ids: Tensor, feature: Tensor) -> Tensor:
        """(S, T) pieces and features -> (S, T, tags)."""
        return self.tags(self.reader.encode(ids, (ids != PAD).long(), feature))  # type: ignore[no-any-return]


def learn(rows: list[Row], folder: str, tags: int, seed: int) -> nn.Module:
    """Train on ``rows``; returns the averaged model, ready to predict."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    model = Tagger(folder, tags)
    words = model.reader.encoder.get_input_embeddings()  # type: ignore[operator]  # a transformers method torch cannot see
    words.weight.requires_grad_(False)
    body = [p for p in model.reader.parameters() if p.requires_grad]
    groups = [{"params": body, "lr": ENCODER_RATE}, {"params": model.tags.parameters(), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [ENCODER_RATE, HEAD_RATE], total_steps=steps, pct_start=0.1)
    average = AveragedModel(model, multi_avg_fn=running_mean(0.99))
    model.train()
    for _ in range(EPOCHS):
        for batch in _batches(rows, rng):
            ids, feature, gold = _tensors(batch)
            ids = torch.where((torch.rand(ids.shape) < WORN) & (ids > MASK), MASK, ids)
            loss = nn.functional.cross_entropy(model(ids, feature).flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(model)
    return average.eval()


def _batches(rows: list[Row], rng: random.Random) -> Iterator[list[Row]]:
    order = sorted(rows, key=lambda r: len(r.ids) + rng.randint(0, 12))
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(groups)
    yield from groups


def _tensors(batch: list[Row]) -> tuple[Tensor, Tensor, Tensor]:
    length = max(len(r.ids) for r in batch)
    return (
        padded([r.ids for r in batch], PAD, length),
        padded([r.feature for r in batch], 3, length),
        padded([r.tags for r in batch], IGNORE, length),
    )


@torch.no_grad()  # type: ignore[untyped-decorator]  # torch does not type it
def predict(model: nn.Module, rows: list[Row], names: Sequence[str]) -> list[list[str]]:
    """The tag of every token of every sentence."""
    found = []
    for one in rows:
        ids, feature, _ = _tensors([one])
        best = model(ids, feature)[0].argmax(-1)
        found.append([names[int(best[place])] if place >= 0 else "O" for place in one.first])
    return found


def compare(shared: Path, run: Path, encode: Encode, folder: str, seed: int) -> Path:
    """Train on the CoNLL train file, tag its dev file, write it beside the checkpoints."""
    data = shared / "data/re3d_conll"
    train, dev = sentences(data / "train.txt"), sentences(data / "dev.txt")
    names = sorted({tag for sentence in train for _, tag in sentence})
    model = learn([row(s, names, encode) for s in train], folder, len(names), seed)
    tagged = predict(model, [row([(t, "O") for t, _ in s], names, encode) for s in dev], names)
    lines = [
        "\n".join(f"{token}\t{tag}" for (token, _), tag in zip(s, tags, strict=True)) for s, tags in zip(dev, tagged, strict=True)
    ]
    out = run / "re3d_conll_dev.txt"
    out.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return out
