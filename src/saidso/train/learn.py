"""The training loop: stages, schedules, losses, checkpoints. One run on a CPU takes about an hour."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from saidso.train import corpora, events, treebank
from saidso.train.batches import IGNORE, Batch, Prepared, build, inputs, padded
from saidso.train.network import Reader
from saidso.understand.windows import CORE

Losses = dict[str, Tensor]
ALIKE = 120
"""Documents that are sorted by length before they are packed into batches."""


def load_corpora(shared: Path, leave_out: Sequence[str] = ()) -> dict[str, list[corpora.Annotated]]:
    """Training documents by corpus, without the texts of the gold's dev split, whatever corpus else they stand in.

    ``leave_out`` names collections (``corpora.collection``) whose texts are not to be trained on, whoever labelled them.
    """
    ids, gold = corpora.dev_ids(), corpora.gold(shared)
    dev, late = [d for d in gold if d.doc_id in ids], corpora.rounds()
    ours = {"labelled": corpora.labelled(shared), "invented": corpora.invented()}
    loaded = {
        "gold": [d for d in gold if d.doc_id not in ids],
        **{name: [d for d in documents if d.doc_id not in late] for name, documents in ours.items()},
        **{name: [d for d in chain(*ours.values()) if late.get(d.doc_id) == name] for name in sorted({*late.values()})},
        "polnear": corpora.polnear(shared, "train"),
        "gum": treebank.gum(shared),
        "ewt": treebank.ewt(shared),
        "ecbplus": events.ecbplus(shared),
        "gvc": events.gvc(shared),
        "muc4": events.muc4(shared),
        "re3d": corpora.re3d(shared, "train"),
    }
    allowed = {name: [d for d in documents if corpora.collection(d) not in leave_out] for name, documents in loaded.items()}
    return {name: corpora.apart(documents, dev) for name, documents in allowed.items()}


def losses(model: Reader, batch: Batch) -> Losses:
    """Every loss that the batch has labels for."""
    ids, mask, feature, sentence = inputs(batch)
    hidden = model.encode(ids, mask, feature)
    found: Losses = {}
    for name, head in (
        ("trigger", model.trigger),
        ("cue", model.cue),
        ("plain_cue", model.plain_cue),
        ("entity", model.entity),
        ("name", model.name),
        ("scene", model.scene),
        ("gun", model.gun),
    ):
        found |= _tagged(name, head(hidden), padded(batch.tags[name], IGNORE, ids.shape[1]))
    found |= _tagged("filler", model.filler(hidden).unflatten(-1, (-1, 3)), padded(batch.fillers, IGNORE, ids.shape[1]))
    relation = padded(batch.relation, IGNORE, ids.shape[1])
    if bool((relation != IGNORE).any()):
        found |= _tagged("relation", model.relation(hidden), relation)
        found |= _tagged("arcs", model.arcs(hidden, mask), padded(batch.arcs, IGNORE, ids.shape[1]))
    if batch.event_anchors:
        scores, events = model.roles(hidden, mask, sentence, torch.tensor(batch.event_anchors))
        found["roles"] = _layered(scores, padded(batch.roles, IGNORE, ids.shape[1]))
        found["status"] = nn.functional.cross_entropy(model.status(events), torch.tensor(batch.status))
        if batch.same:
            found["same"] = _paired(model.same, batch.same, events)
    if batch.part_anchors:
        scores = model.parts(hidden, mask, sentence, torch.tensor(batch.part_anchors))
        found["parts"] = _layered(scores, padded(batch.parts, IGNORE, ids.shape[1]))
    if batch.bearers:
        found |= _borne(model, batch, hidden, mask, sentence)
    return found


def _borne(model: Reader, batch: Batch, hidden: Tensor, mask: Tensor, sentence: Tensor) -> Losses:
    """Stance, and whether each event and outer voice near an attribution is what it bears on."""
    length = mask.shape[1]
    anchors = torch.tensor([batch.part_anchors[i] for i in batch.bearers])
    marks, named = padded(batch.marks, 0, length), padded(batch.named, 0, length)
    stances, scores = model.bearing(hidden, mask, sentence, anchors, marks, named)
    gold = torch.tensor([batch.stance[i] for i in batch.bearers])
    found = {"stance": nn.functional.cross_entropy(stances, gold, ignore_index=IGNORE)}
    for which, name in enumerate(("bears", "outer")):
        asked = [(row, at, does) for row, at, w, does in batch.bears if w == which]
        if asked:
            rows, places, does = zip(*asked, strict=True)
            score = scores[list(rows), list(places), which]
            found[name] = nn.functional.binary_cross_entropy_with_logits(score, torch.tensor(does))
    return found


def _tagged(name: str, scores: Tensor, gold: Tensor) -> Losses:
    """Cross entropy over the last axis of ``scores``; nothing where no token is labelled."""
    if not bool((gold != IGNORE).any()):
        return {}
    return {name: nn.functional.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=IGNORE)}


def _layered(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross entropy over (A, T, layers * 3) scores and (A, T, layers) tags."""
    return nn.functional.cross_entropy(scores.unflatten(-1, (-1, 3)).flatten(0, 2), gold.flatten(), ignore_index=IGNORE)


def _paired(head: nn.Module, couples: list[tuple[int, int, list[float], float]], events: Tensor) -> Tensor:
    first, second, flags, gold = (list(column) for column in zip(*couples, strict=True))
    score = head(events[first], events[second], torch.tensor(flags))
    return nn.functional.binary_cross_entropy_with_logits(score, torch.tensor(gold))


@dataclass(slots=True)
class Feed:
    """Batches of whole documents of one corpus a batch, shuffled, for one stage."""

    prepared: dict[str, list[Prepared]]
    passes: dict[str, float]
    batch_windows: int
    rng: random.Random

    def groups(self) -> list[list[Prepared]]:
        """Documents grouped into batches of about ``batch_windows`` windows, in training order."""
        groups: list[list[Prepared]] = []
        for name, times in self.passes.items():
            left = times
            while left > 0:
                documents = self.prepared[name][:]
                self.rng.shuffle(documents)
                documents = documents[: max(1, round(min(left, 1.0) * len(documents)))]
                for i in range(0, len(documents), ALIKE):  # documents of one length share a batch: padding is a third else
                    groups.extend(self._packed(sorted(documents[i : i + ALIKE], key=lambda d: len(d.flat.ids))))
                left -= 1.0
        self.rng.shuffle(groups)
        return groups

    def _packed(self, documents: list[Prepared]) -> Iterator[list[Prepared]]:
        group: list[Prepared] = []
        size = 0
        for document in documents:
            group.append(document)
            size += 1 + len(document.flat.ids) // CORE
            if size >= self.batch_windows:
                yield group
                group, size = [], 0
        if group:
            yield group


Average = Callable[[Sequence[Tensor], Sequence[Tensor], Tensor | int], None]


def running_mean(decay: float) -> Average:
    """Exponential mean of the weights whose memory grows with the steps, so that the first, random weights leave no trace."""

    def step(means: Sequence[Tensor], weights: Sequence[Tensor], count: Tensor | int) -> None:
        share = min(decay, (1 + int(count)) / (10 + int(count)))
        torch._foreach_lerp_(list(means), list(weights), 1 - share)

    return torch.no_grad()(step)  # type: ignore[no-any-return]  # torch does not type it


class Run:
    """One stage of training: its model, optimizer and schedule, and the checkpoint they are kept in."""

    def __init__(self, model: Reader, stage: dict[str, Any], config: dict[str, Any], path: Path, steps: int) -> None:
        self.model, self.config, self.path, self.steps = model, config, path, steps
        self.optimizer = _optimizer(model, stage)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, lambda step: _rate(step, steps, config["warm_up"]))
        self.average = AveragedModel(model, multi_avg_fn=running_mean(config["average"]))
        self.running: dict[str, list[float]] = {}

    def resume(self) -> int:
        """The step to go on with: 0, or where the checkpoint stopped."""
        if not self.path.exists():
            return 0
        saved = torch.load(self.path, weights_only=True)
        self.model.load_state_dict(saved["model"])
        self.average.load_state_dict(saved["average"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.schedule.load_state_dict(saved["schedule"])
        return int(saved["step"])

    def learn(self, batch: Batch) -> None:
        """One step on one batch."""
        found = losses(self.model, batch)
        loss = torch.stack([value * self.config["weights"][name] for name, value in found.items()]).sum()
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), self.config["clip"])
        self.optimizer.step()
        self.schedule.step()
        self.average.update_parameters(self.model)
        for name, value in found.items():
            self.running.setdefault(name, []).append(float(value.detach()))

    def means(self) -> dict[str, float]:
        """Mean of every loss since the last call."""
        means = {name: round(sum(values) / len(values), 4) for name, values in self.running.items()}
        self.running = {}
        return means

    def keep(self, step: int) -> None:
        """Write the checkpoint; an interruption leaves the one before."""
        parts = {"model": self.model, "average": self.average, "optimizer": self.optimizer, "schedule": self.schedule}
        torch.save({name: part.state_dict() for name, part in parts.items()} | {"step": step}, self.path.with_suffix(".tmp"))
        self.path.with_suffix(".tmp").replace(self.path)


def run_stage(
    model: Reader, stage: dict[str, Any], config: dict[str, Any], prepared: dict[str, list[Prepared]], out: Path
) -> None:
    """Train one stage; writes a line of losses every 25 steps and ``<stage>.pt`` at its end and every 400 steps.

    A stage that was interrupted goes on from its last checkpoint; the order of batches comes from the seed alone.
    """
    name, clock, seed = stage["name"], time.time(), stage.get("seed", config["seed"])
    groups = Feed(prepared, stage["passes"], stage["batch_windows"], random.Random(f"{seed} {name}")).groups()
    run = Run(model, stage, config, out / f"{name}.pt", len(groups))
    begun = run.resume()
    model.train()
    for step, group in enumerate(groups[begun:], start=begun):
        run.learn(build(group, random.Random(f"{seed} {name} {step}"), blind=config["blind"], worn=config["worn"]))
        if step % 25 == 24:
            line = {"stage": name, "step": step + 1, "of": len(groups), "s": round(time.time() - clock), **run.means()}
            print(json.dumps(line), flush=True)
        if step % 400 == 399 or step + 1 == len(groups):
            run.keep(step + 1)


def _optimizer(model: Reader, stage: dict[str, Any]) -> torch.optim.Optimizer:
    # The word embeddings stay as pretrained: half of all weights, and our texts are too few to move them well.
    frozen = {id(p) for p in model.encoder.get_input_embeddings().parameters()}  # type: ignore[operator]  # transformers' own
    for parameter in model.encoder.get_input_embeddings().parameters():  # type: ignore[operator]
        parameter.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if id(p) not in frozen]
    known = frozen | {id(p) for p in encoder}
    heads = [p for p in model.parameters() if id(p) not in known]
    groups = [{"params": encoder, "lr": stage["encoder_rate"]}, {"params": heads, "lr": stage["head_rate"]}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _rate(step: int, total: int, warm_up: float) -> float:
    warm = max(1, int(total * warm_up))
    return (step + 1) / warm if step < warm else max(0.0, (total - step) / max(1, total - warm))
