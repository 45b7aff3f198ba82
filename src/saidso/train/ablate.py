"""What each corpus, and each share of our own labels, is worth: the same small budget again and again.

A row of the table is one reader, trained from the pretrained encoder on about as many windows as the others and judged on the dev
split of the gold. Rows without a corpus do not give its windows to others; rows of the learning curve see as many windows of our
labels as the others, but of fewer documents, more often.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import torch

from saidso.train.batches import Prepared
from saidso.train.calibrate import Outcome, outcomes
from saidso.train.corpora import Annotated, collection
from saidso.train.learn import run_stage
from saidso.train.network import Reader, encoder_folder, pretrained
from saidso.train.twins import TorchGraphs
from saidso.understand.backends.graphs import FORMAT
from saidso.understand.backends.onnx import OnnxReader
from saidso.understand.windows import CORE

SHARES = (1 / 16, 1 / 4, 1.0)
"""Of the documents with our labels, in the rows of the learning curve."""
SEEDS = 3
"""Runs with everything, so that a difference can be held against what another seed does."""
BATCH = 4
"""Windows a step: so small a budget wants many steps (at 12 windows a step no trigger was found)."""
MOST = 0.5
"""No threshold is higher: a reader that has seen so little is never as sure as the one that ships."""

Corpora = dict[str, list[Prepared]]


@dataclass(frozen=True, slots=True)
class Row:
    """One reader of the table: its documents by corpus, how often each corpus is passed over, and its seed."""

    prepared: Corpora
    passes: dict[str, float]
    seed: int


@dataclass(frozen=True)
class Bench:
    """The rows of the table, by name, and what each comes to.

    Attributes:
        prepared: documents by corpus. config: ``[ablation]`` of reader.toml gives windows, passes and what is left out.
        dev: documents to judge on, by the thresholds of config where they are not above ``MOST``.
        run: folder for checkpoints and ``ablation.jsonl``; a run that stopped goes on with the rows not yet done.
    """

    prepared: Corpora
    config: dict[str, Any]
    dev: list[Annotated]
    run: Path

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Everything (with several seeds), without each corpus, without texts of no open licence, shares of our labels."""
        asked, seed = self.config["ablation"], self.config["seed"]
        small = {name: taken(self.prepared[name], windows, seed) for name, windows in asked["windows"].items()}
        rows = {f"everything with seed {seed + i}": self._row(small, seed + i) for i in range(SEEDS)}
        for names in asked["without"]:
            rows["without " + " ".join(names)] = self._row({n: d for n, d in small.items() if n not in names}, seed)
        closed = {n: [p for p in ps if collection(p.doc) not in asked["closed"]] for n, ps in small.items()}
        rows["without closed texts"] = self._row({n: d for n, d in closed.items() if d}, seed)
        return rows | {f"{share:.1%} of our labels": self._share(small, share) for share in SHARES}

    def _row(self, corpora: Corpora, seed: int) -> Row:
        return Row(corpora, dict.fromkeys(corpora, self.config["ablation"]["passes"]), seed)

    def _share(self, small: Corpora, share: float) -> Row:
        asked = self.config["ablation"]
        ours = sorted(chain.from_iterable(self.prepared[name] for name in asked["ours"]), key=lambda p: p.doc.doc_id)
        some = taken(ours, round(share * sum(map(_windows, ours))), self.config["seed"])
        times = asked["passes"] * sum(asked["windows"][name] for name in asked["ours"]) / sum(map(_windows, some))
        row = self._row({name: documents for name, documents in small.items() if name not in asked["ours"]}, self.config["seed"])
        return Row(row.prepared | {"ours": some}, row.passes | {"ours": times}, row.seed)

    def figures(self, name: str) -> dict[str, float]:
        """Dev figures of one row: of an earlier run, or trained and judged now."""
        path = self.run / "ablation.jsonl"
        known = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
        done: dict[str, dict[str, float]] = {row["row"]: row["figures"] for row in known}
        if name not in done:
            done[name] = self.judged(self._trained(name))
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"row": name, "figures": done[name]}) + "\n")
        return done[name]

    def _trained(self, name: str) -> Reader:
        row = self.rows[name]
        torch.manual_seed(row.seed)
        reader = pretrained(encoder_folder(self.config["encoder"]))
        stage = {"name": f"ablation-{name.replace(' ', '-')}", "passes": row.passes, "batch_windows": BATCH, "seed": row.seed}
        run_stage(reader, stage | {"encoder_rate": 2.5e-4, "head_rate": 1.5e-3}, self.config, row.prepared, self.run)
        (self.run / f"{stage['name']}.pt").unlink()
        return reader

    def judged(self, reader: Reader) -> dict[str, float]:
        """Figures on dev of a reader in training."""
        at = {name: min(value, MOST) for name, value in self.config["thresholds"].items()}
        described = {"format": FORMAT, "thresholds": at, "languages": ["en"], "name": "ablation"}
        # The pretrained encoder's own tokenizer: the model that ships has fewer word pieces, numbered anew.
        judge = OnnxReader(Path(encoder_folder(self.config["encoder"])), graphs=TorchGraphs(reader, described))
        return figures([o for d in self.dev for o in outcomes(d, judge.mentions(d.text, d.sentences))], self.dev)


def taken(documents: list[Prepared], windows: int, seed: int) -> list[Prepared]:
    """Documents drawn at random until they hold about ``windows`` windows."""
    order = documents[:]
    random.Random(seed).shuffle(order)
    kept, size = [], 0
    for document in order:
        if size >= windows:
            break
        kept.append(document)
        size += _windows(document)
    return kept


def _windows(document: Prepared) -> int:
    return 1 + len(document.flat.ids) // CORE


def figures(found: list[Outcome], dev: list[Annotated]) -> dict[str, float]:
    """F1 of events with type, arguments, attributions with source, and claims; shares right of statuses and stances."""
    gold = {
        "event": sum(len(d.events or ()) for d in dev),
        "argument": sum(len(e.arguments) for d in dev for e in d.events or ()),
        "attribution": sum(len(d.attributions or ()) for d in dev),
        "claim": sum(_claims_in(d) for d in dev),
    }
    out = {}
    for decision in ("event", "argument", "attribution", "claim", "status", "stance"):
        mine = [o for o in found if o.decision == decision]
        right = sum(o.right for o in mine)
        out[decision] = round(
            2 * right / max(1, len(mine) + gold[decision]) if decision in gold else right / max(1, len(mine)), 3
        )
    return out


def _claims_in(document: Annotated) -> int:
    held = [sum(e.id in a.about for a in document.attributions or ()) for e in document.events or ()]
    return sum(max(1, n) for n in held)
