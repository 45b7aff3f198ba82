"""``python -m saidso.train learn|export|calibrate|twins|conll|split``: the model that saidso ships. Needs ``saidso[train]``."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tomllib
from importlib.resources import files
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Run one step of training. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="saidso-train", description=__doc__)
    parser.add_argument("step", choices=["learn", "export", "calibrate", "twins", "conll", "split"])
    parser.add_argument("--shared", type=Path, required=True, help="folder with gold/ and data/")
    parser.add_argument("--run", type=Path, required=True, help="folder for checkpoints and logs; a run that stopped goes on")
    parser.add_argument("--config", type=Path, help="a TOML file instead of the shipped reader.toml")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads, 0 = all")
    parser.add_argument("--stages", default="", help="only these stages, comma separated")
    parser.add_argument("--out", type=Path, help="export: folder for the model files")
    options = parser.parse_args(argv)
    text = (
        options.config.read_text("utf-8") if options.config else files("saidso.train").joinpath("reader.toml").read_text("utf-8")
    )
    config = tomllib.loads(text)
    options.run.mkdir(parents=True, exist_ok=True)
    if options.step == "split":
        _split(options)
    elif options.step == "learn":
        _learn(options, config)
    elif options.step == "calibrate":
        _calibrate(options, config)
    elif options.step == "twins":
        _twins(options, config)
    elif options.step == "conll":
        _conll(options, config)
    else:
        from saidso.train.export import export

        export(options.run, config, options.out)
    return 0


def _split(options: argparse.Namespace) -> None:
    """Write the dev part of the gold as two files: documents to predict on, and the annotations to score against."""
    from saidso.train.corpora import dev_ids, dev_ids_by_rule, lines

    dev = dev_ids()
    if sorted(dev) != dev_ids_by_rule(options.shared):
        print("gold_dev.txt is not what its rule gives on this gold; the file counts", file=sys.stderr)
    for name, source in (("gold_dev.docs.jsonl", "gold/docs.jsonl"), ("gold_dev.jsonl", "gold/train.jsonl")):
        rows = [row for row in lines(options.shared / source) if row["doc_id"] in dev]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (options.run / name).write_text(text, encoding="utf-8")


def _calibrate(options: argparse.Namespace, config: dict[str, object]) -> None:
    """Fit the calibration of the model in ``--out`` on the dev split and write it into its description."""
    import numpy as np

    from saidso.train import calibrate, corpora
    from saidso.train.export import describe
    from saidso.understand import load_model

    describe(options.out, config, {})
    model, dev = load_model(options.out), corpora.dev_ids()
    documents = [d for d in corpora.gold(options.shared) if d.doc_id in dev]
    found = [o for d in documents for o in calibrate.outcomes(d, model.mentions(d.text, d.sentences))]
    numbers = {}
    for decision in sorted({o.decision for o in found}):
        mine = [o for o in found if o.decision == decision]
        scores, right = np.array([o.score for o in mine]), np.array([float(o.right) for o in mine])
        numbers[decision] = calibrate.fit(scores, right)
        before, after = calibrate.expected_error(scores, right), calibrate.held_out_error(mine)
        print(f"{decision:12} {len(mine):5} decisions, calibration error {before:.3f}, calibrated and held out {after:.3f}")
    describe(options.out, config, numbers)


def _twins(options: argparse.Namespace, config: dict[str, object]) -> None:
    """How much of what the shipped model decides on the dev split its twins decide as well."""
    from saidso.train import corpora, twins
    from saidso.train.export import trained

    dev = corpora.dev_ids()
    documents = [d for d in corpora.gold(options.shared) if d.doc_id in dev]
    for name, share in twins.compare(trained(options.run, config), options.run / "floats", options.out, documents).items():
        print(f"{name:18} {share:.4f} of the decisions are the same")


def _conll(options: argparse.Namespace, config: dict[str, object]) -> None:
    """Train and apply the tagger that is compared with the ConfliBERT paper."""
    from saidso.train.conll import compare
    from saidso.train.network import encoder_folder
    from saidso.understand.pieces import encoder_of

    folder = encoder_folder(str(config["encoder"]))
    encode = encoder_of(Path(folder) / "tokenizer.json")
    print(compare(options.shared, options.run, encode, folder, int(str(config["seed"]))))


def _learn(options: argparse.Namespace, config: dict[str, object]) -> None:
    import torch

    from saidso.train.batches import Prepared
    from saidso.train.learn import load_corpora, run_stage
    from saidso.train.network import encoder_folder, pretrained
    from saidso.understand.pieces import encoder_of

    if options.threads:
        torch.set_num_threads(options.threads)
    seed = int(str(config["seed"]))
    random.seed(seed)
    torch.manual_seed(seed)
    folder = encoder_folder(str(config["encoder"]))
    encode = encoder_of(Path(folder) / "tokenizer.json")
    prepared = {name: [Prepared.of(doc, encode) for doc in documents] for name, documents in load_corpora(options.shared).items()}
    pieces = {name: sum(len(p.flat.ids) for p in documents) for name, documents in prepared.items()}
    print(json.dumps({"documents": {n: len(d) for n, d in prepared.items()}, "pieces": pieces}), flush=True)
    model = pretrained(folder)
    for stage in config["stage"]:  # type: ignore[attr-defined]  # TOML: a list of tables
        if not options.stages or stage["name"] in options.stages.split(","):
            run_stage(model, stage, config, prepared, options.run)


if __name__ == "__main__":
    sys.exit(main())
