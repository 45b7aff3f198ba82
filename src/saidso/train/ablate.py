"""What each corpus is worth: the same small budget again and again, each time without one of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch

from saidso.train.batches import Prepared
from saidso.train.calibrate import Outcome, outcomes
from saidso.train.corpora import Annotated
from saidso.train.learn import run_stage
from saidso.train.network import pretrained
from saidso.train.twins import TorchGraphs
from saidso.understand.backends.graphs import FORMAT
from saidso.understand.backends.onnx import OnnxReader
from saidso.understand.windows import CORE

EPOCHS = 2
CORPORA = ("labelled", "invented", "polnear", "muc4", "ewt", "gum", "ecbplus", "gvc", "re3d")
"""What is left out, one at a time; the gold is always there."""


def taken(documents: list[Prepared], windows: int, seed: int) -> list[Prepared]:
    """Documents drawn at random until they hold about ``windows`` windows."""
    order = documents[:]
    random.Random(seed).shuffle(order)
    kept, size = [], 0
    for document in order:
        if size >= windows:
            break
        kept.append(document)
        size += 1 + len(document.flat.ids) // CORE
    return kept


def ablate(
    prepared: dict[str, list[Prepared]], config: dict[str, Any], dev: list[Annotated], model: Path, run: Path
) -> Iterable[tuple[str, dict[str, float]]]:
    """Figures on dev for everything, then without each corpus.

    Args:
        prepared: documents by corpus. config: ``[ablation]`` of reader.toml gives the windows of each corpus.
        dev: documents to judge on. model: a model folder, for its tokenizer only; thresholds are those of config.
        run: folder for checkpoints and ``ablation.jsonl``; a run that stopped goes on with the corpora not yet done.
    """
    path = run / "ablation.jsonl"
    done = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    known = {row["without"]: row["figures"] for row in done}
    small = {name: taken(prepared[name], windows, config["seed"]) for name, windows in config["ablation"].items()}
    for without in ("nothing", *(name for name in CORPORA if name in small)):
        if without not in known:
            known[without] = _one(small, without, config, (dev, model, run))
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"without": without, "figures": known[without]}) + "\n")
        yield without, known[without]


def _one(
    small: dict[str, list[Prepared]], without: str, config: dict[str, Any], place: tuple[list[Annotated], Path, Path]
) -> dict[str, float]:
    """Train on the budget without one corpus and judge: the windows it would have had are not given to others."""
    from saidso.train.network import encoder_folder

    dev, folder, run = place
    torch.manual_seed(config["seed"])
    reader = pretrained(encoder_folder(config["encoder"]))
    passes = {name: float(EPOCHS) for name in small if name != without}
    stage = {"name": f"ablation-{without}", "passes": passes, "batch_windows": 12, "encoder_rate": 2.5e-4, "head_rate": 1.5e-3}
    run_stage(reader, stage, config, small, run)
    (run / f"ablation-{without}.pt").unlink()
    engine = TorchGraphs(reader, {"format": FORMAT, "thresholds": config["thresholds"], "languages": ["en"], "name": without})
    judge = OnnxReader(folder, graphs=engine)
    return figures([o for d in dev for o in outcomes(d, judge.mentions(d.text, d.sentences))], dev)


def figures(found: list[Outcome], dev: list[Annotated]) -> dict[str, float]:
    """F1 of events with type, attributions with source, and claims; shares right of statuses and stances."""
    gold = {
        "event": sum(len(d.events or ()) for d in dev),
        "attribution": sum(len(d.attributions or ()) for d in dev),
        "claim": sum(_claims_in(d) for d in dev),
    }
    out = {}
    for decision in ("event", "attribution", "claim", "status", "stance"):
        mine = [o for o in found if o.decision == decision]
        right = sum(o.right for o in mine)
        out[decision] = round(
            2 * right / max(1, len(mine) + gold[decision]) if decision in gold else right / max(1, len(mine)), 3
        )
    return out


def _claims_in(document: Annotated) -> int:
    held = [sum(e.id in a.about for a in document.attributions or ()) for e in document.events or ()]
    return sum(max(1, n) for n in held)
