"""Every dev table of the shipped model in one go: ``python scripts/quality --shared FOLDER`` writes docs/quality.md.

Reads with the tasks of ``saidso predict``, in this one process, and scores with the shared scorers. Predictions stay in
``--out`` and are taken again as long as the texts, the model and the code of saidso are the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dev_figures import (
    Tallies,
    attribution_tallies,
    claim_tallies,
    entity_tallies,
    muc_tallies,
    scorer,
    status_tallies,
)
from holders import dev_documents, holder_tallies, labels
from quality_page import Planted, Reader, Results, Step, missed_bars, page

import saidso
from saidso.errors import SaidsoError
from saidso.show.cli.predict import answer
from saidso.show.tasks import TASKS

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "tests" / "data"
PACKAGE = Path(saidso.__file__).parent

STEPS = (
    Step(
        of="own gold",
        predict="`saidso predict claims OUT/gold.in.jsonl OUT/gold.jsonl`",
        score="`gold/gold_tool.py agree OUT/gold.true.jsonl OUT/gold.jsonl`",
    ),
    Step(
        of="voices resolved",
        predict="`saidso.understand.holders.resolve` on the attributions of the gold",
        score="`scripts/quality/holders.py SHARED/gold dev`",
    ),
    Step(
        of="probes",
        predict="`saidso predict claims SHARED/gold/probes_docs.jsonl OUT/probes.jsonl`",
        score="`gold/gold_tool.py agree SHARED/gold/probes.jsonl OUT/probes.jsonl`",
    ),
    Step(
        of="contested",
        predict="`saidso predict claims tests/data/contested.jsonl OUT/contested.jsonl`",
        score="`gold/gold_tool.py agree tests/data/contested.jsonl OUT/contested.jsonl`",
    ),
    Step(
        of="plain",
        predict="`saidso predict claims tests/data/plain.jsonl OUT/plain.jsonl`",
        score="`gold/gold_tool.py agree tests/data/plain.jsonl OUT/plain.jsonl`",
    ),
    Step(
        of="disputed",
        predict="`saidso predict claims tests/data/disputed.jsonl OUT/disputed.jsonl`",
        score="`gold/gold_tool.py agree tests/data/disputed.jsonl OUT/disputed.jsonl`",
    ),
    Step(
        of="PolNeAR",
        predict="`saidso predict attribution SHARED/data/polnear/dev.jsonl OUT/polnear.jsonl`",
        score="`eval/score_attribution.py SHARED/data/polnear/dev.jsonl OUT/polnear.jsonl --by-form`",
    ),
    Step(
        of="re3d",
        predict="`saidso predict entities SHARED/data/re3d/dev.jsonl OUT/re3d.jsonl`",
        score="`eval/score_ner.py SHARED/data/re3d/dev.jsonl OUT/re3d.jsonl --min-confidence 0.5`",
    ),
    Step(
        of="MUC-4",
        predict="`saidso predict muc4 SHARED/data/muc4/dev.jsonl OUT/muc4.jsonl`",
        score="`eval/score_muc_ree.py SHARED/data/muc4/dev.jsonl OUT/muc4.jsonl`; "
        "templates: `--level template --loose-entities`; claim status: `scripts/quality/claim_status.py`",
    ),
    Step(
        of="accord",
        predict="`saidso predict accord SHARED/eval/accord_cases.jsonl OUT/accord.jsonl`",
        score="agreement, kinds and span equal",
    ),
    Step(
        of="independence of sources",
        predict="`saidso predict origins SHARED/eval/independence_cases.jsonl OUT/origins.jsonl`",
        score="lo, hi and origins equal",
    ),
)


def main(argv: list[str] | None = None) -> int:
    """Parse, measure, write the page, say which bars are missed."""
    parser = argparse.ArgumentParser(prog="make eval", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="holds gold/, data/ and eval/")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "quality", help="the predictions go here")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "quality.md", help="the page to write")
    parser.add_argument("--errors", type=Path, default=ROOT / "docs" / "quality-errors.md", help="error examples, by hand")
    given = parser.parse_args(argv)
    try:
        errors = given.errors.read_text(encoding="utf-8")
        results = measure(given.shared, given.out)
    except OSError as error:
        sys.exit(f"{error}. Check the paths: make eval SHARED=FOLDER, with gold/, data/ and eval/ in it.")
    except SaidsoError as error:
        sys.exit(str(error))
    given.page.write_text(page(results, errors=errors, made_on=date.today()), encoding="utf-8")
    for line in missed_bars(results):
        print(f"not reached: {line}")
    print(f"{given.page} is written.")
    return 0


def measure(shared: Path, out: Path) -> Results:
    """Run every set that saidso has a task for, and count.

    Args:
        shared: the folder that holds gold/, data/ and eval/.
        out: where predictions go, and where those of an equal run are found again.

    Raises:
        OSError: a file of ``shared`` is missing.
        SaidsoError: a text or the model cannot be read.
    """
    out.mkdir(parents=True, exist_ok=True)
    sets: dict[str, Tallies] = {}
    missing: dict[str, str] = {}
    for name, (task, run) in RUNS.items():
        if task in TASKS:
            sets[name] = run(shared, out)
        else:
            missing[name] = f"`saidso predict` has no task `{task}`"
    return Results(
        reader=_reader(),
        sets=sets,
        missing=missing,
        planted=[_accord(shared, out), _independence(shared, out)],
        steps=STEPS,
        gold_documents=_dev(shared / "gold" / "docs.jsonl"),
    )


def _gold(shared: Path, out: Path) -> Tallies:
    documents, truth = _dev(shared / "gold" / "docs.jsonl"), _dev(shared / "gold" / "train.jsonl")
    _write(out / "gold.in.jsonl", documents)
    _write(out / "gold.true.jsonl", truth)
    found = _predicted("claims", out / "gold.in.jsonl", out / "gold.jsonl")
    return claim_tallies(scorer(shared / "gold" / "gold_tool.py"), truth, _lines(found))


def _voices(shared: Path, out: Path) -> Tallies:
    """Needs no prediction: gold attributions go in, so that nothing but the resolving is measured."""
    documents, truth = _dev(shared / "gold" / "docs.jsonl"), _dev(shared / "gold" / "train.jsonl")
    return holder_tallies(documents, truth, labels("dev"))


def _probes(shared: Path, out: Path) -> Tallies:
    found = _predicted("claims", shared / "gold" / "probes_docs.jsonl", out / "probes.jsonl")
    return claim_tallies(scorer(shared / "gold" / "gold_tool.py"), _lines(shared / "gold" / "probes.jsonl"), _lines(found))


def _ours(name: str, out: Path) -> Tallies:
    truth = OURS / f"{name}.jsonl"
    found = _predicted("claims", truth, out / truth.name)
    return claim_tallies(scorer(OURS / "gold_tool.py"), _lines(truth), _lines(found))


def _polnear(shared: Path, out: Path) -> Tallies:
    gold = shared / "data" / "polnear" / "dev.jsonl"
    found = _predicted("attribution", gold, out / "polnear.jsonl")
    return attribution_tallies(scorer(shared / "eval" / "score_attribution.py"), _lines(gold), _lines(found))


def _re3d(shared: Path, out: Path) -> Tallies:
    gold = shared / "data" / "re3d" / "dev.jsonl"
    return entity_tallies(scorer(shared / "eval" / "score_ner.py"), gold, _predicted("entities", gold, out / "re3d.jsonl"))


def _muc4(shared: Path, out: Path) -> Tallies:
    gold = shared / "data" / "muc4" / "dev.jsonl"
    found = _predicted("muc4", gold, out / "muc4.jsonl")
    tool = scorer(shared / "eval" / "score_muc_ree.py")
    return {**muc_tallies(tool, gold, found), **status_tallies(tool, _lines(gold), _lines(found))}


RUNS: dict[str, tuple[str, Callable[[Path, Path], Tallies]]] = {
    "gold": ("claims", _gold),
    "voices": ("claims", _voices),
    "probes": ("claims", _probes),
    "contested": ("claims", lambda _, out: _ours("contested", out)),
    "plain": ("claims", lambda _, out: _ours("plain", out)),
    "disputed": ("claims", lambda _, out: _ours("disputed", out)),
    "polnear": ("attribution", _polnear),
    "re3d": ("entities", _re3d),
    "muc4": ("muc4", _muc4),
}
"""Every scored set: the task of ``saidso predict`` that reads it, and what counts it."""


def _accord(shared: Path, out: Path) -> Planted:
    cases = shared / "eval" / "accord_cases.jsonl"
    found = {line["case"]: line for line in _lines(_predicted("accord", cases, out / "accord.jsonl"))}
    wanted = [{"case": c["case"], **{key: c["expect"][key] for key in ("agreement", "kinds", "span")}} for c in _lines(cases)]
    return Planted(kind="accord", right=sum(found.get(case["case"]) == case for case in wanted), cases=len(wanted))


def _independence(shared: Path, out: Path) -> Planted:
    cases = shared / "eval" / "independence_cases.jsonl"
    found = {line["case"]: line for line in _lines(_predicted("origins", cases, out / "origins.jsonl"))}

    def told(line: dict[str, Any], parts: str) -> tuple[int, int, list[list[str]]]:
        return line["lo"], line["hi"], sorted(sorted(part) for part in line[parts])

    wanted = _lines(cases)
    right = sum(c["case"] in found and told(found[c["case"]], "origins") == told(c, "gold_origins") for c in wanted)
    return Planted(kind="independence of sources", right=right, cases=len(wanted))


def _predicted(task: str, source: Path, target: Path) -> Path:
    """``target`` with the answers of ``task`` for ``source``: those of an equal run, or new ones."""
    stamp, wanted = target.with_suffix(".stamp"), hashlib.sha256(source.read_bytes() + _reading().encode()).hexdigest()
    if target.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        print(f"{target}: taken from an equal run", file=sys.stderr)
        return target
    print(f"saidso predict {task} {source} {target}", file=sys.stderr)
    stamp.unlink(missing_ok=True)
    answer(task, source, target)
    stamp.write_text(wanted, encoding="ascii")
    return target


@cache
def _reading() -> str:
    """A digest of all that shapes a prediction: the code and the data of saidso, its training left out."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE)
        if path.is_file() and inside.parts[0] != "train" and "__pycache__" not in inside.parts:
            digest.update(str(inside).encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _reader() -> Reader:
    folder = PACKAGE / "data" / "model"
    told = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Reader(name=told["name"], seed=told.get("seed"), megabytes=size / 1e6)


def _dev(source: Path) -> list[dict[str, Any]]:
    """The lines of a gold file that belong to the dev split."""
    dev = dev_documents()
    return [line for line in _lines(source) if line["doc_id"] in dev]


def _lines(source: Path) -> list[dict[str, Any]]:
    with source.open(encoding="utf-8") as rows:
        return [json.loads(row) for row in rows if row.strip()]


def _write(target: Path, lines: Iterable[dict[str, Any]]) -> None:
    target.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
