"""``python -m saidso.train STEP``: make, calibrate and compare the model that saidso ships. Needs ``saidso[train]``."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from saidso.train.batches import Prepared


Config = dict[str, Any]


def main(argv: list[str] | None = None) -> int:
    """Run one step of training. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="saidso-train", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    steps = "\n".join(f"{name:10} {(step.__doc__ or '').splitlines()[0]}" for name, step in STEPS.items())
    parser.add_argument("step", choices=STEPS, metavar="STEP", help=steps)
    parser.add_argument("--shared", type=Path, required=True, help="folder with gold/ and data/")
    parser.add_argument("--run", type=Path, required=True, help="folder for checkpoints and logs; a run that stopped goes on")
    parser.add_argument("--config", type=Path, help="a TOML file instead of the shipped reader.toml")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads, 0 = all")
    parser.add_argument("--stages", default="", help="only these stages, comma separated")
    parser.add_argument("--out", type=Path, help="folder for the model files; of link, the file")
    parser.add_argument("--model", type=Path, help="of link: a model folder instead of the shipped one")
    options = parser.parse_args(argv)
    if options.out is None and options.step in FILLS_OUT:
        parser.error(f"{options.step} needs --out, the folder of the model files (of link: the file)")
    shipped = files("saidso.train").joinpath("reader.toml").read_text("utf-8")
    config = tomllib.loads(options.config.read_text("utf-8") if options.config else shipped)
    options.run.mkdir(parents=True, exist_ok=True)
    STEPS[options.step](options, config)
    return 0


def _split(options: argparse.Namespace, _: Config) -> None:
    """Write the dev part of the gold as two files: documents to predict on, and the annotations to score against."""
    from saidso.train.corpora import dev_ids, dev_ids_by_rule, lines

    dev = dev_ids()
    if sorted(dev) != dev_ids_by_rule(options.shared):
        print("gold_dev.txt is not what its rule gives on this gold; the file counts", file=sys.stderr)
    for name, source in (("gold_dev.docs.jsonl", "gold/docs.jsonl"), ("gold_dev.jsonl", "gold/train.jsonl")):
        rows = [row for row in lines(options.shared / source) if row["doc_id"] in dev]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (options.run / name).write_text(text, encoding="utf-8")


def _calibrate(options: argparse.Namespace, config: Config) -> None:
    """Fit the calibration of the model in ``--out`` on the dev split and write it into its description."""
    import numpy as np

    from saidso.train import calibrate, corpora
    from saidso.train.export import describe
    from saidso.understand import load_model
    from saidso.understand.calibration import DECISIONS

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
    describe(options.out, config, {name: pair for name, pair in numbers.items() if name in DECISIONS})
    model = load_model(options.out)
    claims = [o for d in documents for o in calibrate.outcomes(d, model.mentions(d.text, d.sentences)) if o.decision == "claim"]
    scores, right = np.array([o.score for o in claims]), np.array([float(o.right) for o in claims])
    print(f"claims as products of calibrated parts: calibration error {calibrate.expected_error(scores, right):.3f}")
    print("kept, wrong:", "  ".join(f"{share:.0%} {wrong:.3f}" for share, wrong in calibrate.risk_coverage(claims)))


def _twins(options: argparse.Namespace, config: Config) -> None:
    """How much of what the shipped model decides on the dev split its twins decide as well."""
    from saidso.train import corpora, twins
    from saidso.train.export import trained

    dev = corpora.dev_ids()
    documents = [d for d in corpora.gold(options.shared) if d.doc_id in dev]
    for name, share in twins.compare(trained(options.run, config), options.run / "floats", options.out, documents).items():
        print(f"{name:18} {share:.4f} of the decisions are the same")


def _conll(options: argparse.Namespace, config: Config) -> None:
    """Train and apply the tagger that is compared with the ConfliBERT paper."""
    from saidso.train.conll import compare
    from saidso.train.network import encoder_folder
    from saidso.understand.pieces import encoder_of

    folder = encoder_folder(str(config["encoder"]))
    encode = encoder_of(Path(folder) / "tokenizer.json")
    print(compare(options.shared, options.run, encode, folder, int(str(config["seed"]))))


def _ablate(options: argparse.Namespace, config: Config) -> None:
    """A table: dev figures at the small budget of ``[ablation]``, without each corpus, and with shares of our labels."""
    import torch

    from saidso.train import corpora
    from saidso.train.ablate import Bench

    torch.set_num_threads(options.threads or torch.get_num_threads())
    dev = [d for d in corpora.gold(options.shared) if d.doc_id in corpora.dev_ids()]
    bench = Bench(_prepared(options, config), config, dev, options.run)
    for name in [name for name in bench.rows if not options.stages or name in options.stages.split(",")]:
        print(f"{name:34} " + "  ".join(f"{what} {value:.3f}" for what, value in bench.figures(name).items()), flush=True)


def _prepared(options: argparse.Namespace, config: Config) -> dict[str, list[Prepared]]:
    """Every corpus as word pieces."""
    from saidso.train.batches import Prepared
    from saidso.train.learn import load_corpora
    from saidso.train.network import encoder_folder
    from saidso.understand.pieces import encoder_of

    encode = encoder_of(Path(encoder_folder(str(config["encoder"]))) / "tokenizer.json")
    loaded = load_corpora(options.shared, config["leave_out"])
    return {name: [Prepared.of(doc, encode) for doc in documents] for name, documents in loaded.items()}


def _learn(options: argparse.Namespace, config: Config) -> None:
    """Train every stage that is not done, each from the one before or from the one that its ``start`` names."""
    import torch

    from saidso.train.learn import run_stage
    from saidso.train.network import encoder_folder, pretrained

    if options.threads:
        torch.set_num_threads(options.threads)
    seed = int(str(config["seed"]))
    random.seed(seed)
    torch.manual_seed(seed)
    folder = encoder_folder(str(config["encoder"]))
    prepared = _prepared(options, config)
    pieces = {name: sum(len(p.flat.ids) for p in documents) for name, documents in prepared.items()}
    print(json.dumps({"documents": {n: len(d) for n, d in prepared.items()}, "pieces": pieces}), flush=True)
    model = pretrained(folder)
    for stage in config["stage"]:
        if not options.stages or stage["name"] in options.stages.split(","):
            if "start" in stage:
                start = torch.load(options.run / f"{stage['start']}.pt", weights_only=True)
                model.load_state_dict(start["model"])
            run_stage(model, stage, config, prepared, options.run)


def _link(options: argparse.Namespace, config: Config) -> None:
    """Train the net that links event mentions, on the vectors of the reader in ``--model``, and write it to ``--out``."""
    import numpy as np

    from saidso.train import linker
    from saidso.understand import load_model

    model, settings = load_model(options.model), config["linker"]
    rows = [linker.rows_of(options.shared, corpus, "train") for corpus in settings["corpora"]]
    held = [linker.collection(each, [linker.sights_of(linker.story_of(row), model) for row in each]) for each in rows]
    documents = linker.train_stories([(each, np.ones(len(each.rows), dtype=bool)) for each in held])
    stories = [story for at, each in enumerate(held) for story in linker.learned(each, linker.incidents_of(held, at))]
    told = linker.with_kinds(stories)
    seeds = range(config["seed"], config["seed"] + settings["nets"])
    nets = [linker.train(told, seed=seed, passes=settings["passes"], rate=settings["rate"]) for seed in seeds]
    thresholds = {name: settings[name] for name in ("threshold", "alone")}
    linker.save(nets, linker.train_kinds(stories), documents, options.out, reader=model.name, **thresholds)
    print(f"{len(stories)} stories, {sum(p.numel() for net in nets for p in net.parameters()):,} weights -> {options.out}")


def _vocabulary(options: argparse.Namespace, config: Config) -> None:
    """Write the list of word pieces that the shipped model goes without to ``--out`` (dropped_pieces.txt)."""
    from saidso.train.learn import load_corpora
    from saidso.train.network import encoder_folder
    from saidso.train.vocabulary import spare
    from saidso.understand.pieces import encoder_of

    tokenizer = Path(encoder_folder(str(config["encoder"]))) / "tokenizer.json"
    texts = (document.text for documents in load_corpora(options.shared).values() for document in documents)
    pieces = spare(tokenizer, texts, encoder_of(tokenizer))
    options.out.write_text("\n".join(pieces) + "\n", encoding="utf-8")


def _export(options: argparse.Namespace, config: Config) -> None:
    """Write the model folder from the checkpoints that ``[mean]`` names."""
    from saidso.train.export import export

    export(options.run, config, options.out)


STEPS = {
    "learn": _learn,
    "export": _export,
    "calibrate": _calibrate,
    "twins": _twins,
    "conll": _conll,
    "ablate": _ablate,
    "link": _link,
    "split": _split,
    "vocabulary": _vocabulary,
}

FILLS_OUT = frozenset(("export", "calibrate", "twins", "link", "vocabulary"))
"""Steps that write or read a model folder, or write a file."""

if __name__ == "__main__":
    sys.exit(main())
