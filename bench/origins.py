"""How well origins are counted on generated cases (``origin_cases``), as a table.

    .venv/bin/python bench/origins.py                              # 1,000 cases of the wordings tuned on
    .venv/bin/python bench/origins.py --words fourth               # of the lot that the rules were mended on twice
    .venv/bin/python bench/origins.py --words fifth                # of a lot that the rules were mended on once
    .venv/bin/python bench/origins.py --words sixth                # of another such lot
    .venv/bin/python bench/origins.py --words seventh              # the newest lot, of the hand that wrote the rules
    .venv/bin/python bench/origins.py --words first --seed tune --wrong 5
    .venv/bin/python bench/origins.py --write cases.jsonl          # for `saidso predict origins`

exact                   lo, hi and partition all as made
false corroboration     lo of 2 or more where it is 1
lo too high             lo above the answer's, whatever it is
abridged found          abridged copies that stand in one part with the first report of their origin
background joined       pairs of documents of two origins that stand in one part
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from origin_cases import make_case

from saidso.link.predict import predict_origins

Case = Mapping[str, Any]
LOTS = "first", "second", "third", "fourth", "fifth", "sixth", "seventh"


def score(cases: Iterable[Case], *, wrong: int = 0) -> Counter[str]:
    """What is right and wrong, counted; the first ``wrong`` cases that are not exact are printed."""
    seen: Counter[str] = Counter()
    for case in cases:
        found = predict_origins(case)
        exact = (found["lo"], found["hi"], sorted(found["origins"])) == (case["lo"], case["hi"], case["gold_origins"])
        seen["cases"] += 1
        seen["exact"] += exact
        seen["one"] += case["lo"] == 1
        seen["false corroboration"] += case["lo"] == 1 and found["lo"] > 1
        seen["lo too high"] += found["lo"] > case["lo"]
        seen["lo too low"] += found["lo"] < case["lo"]
        seen["documents"] += len(case["docs"])
        _copies(seen, case, found["origins"])
        if not exact and wrong:
            wrong -= 1
            _show(case, found)
    return seen


def _copies(seen: Counter[str], case: Case, parts: Iterable[Iterable[str]]) -> None:
    where = {each: at for at, part in enumerate(parts) for each in part}
    made = {name: (how, origin) for name, (how, origin) in case["made"].items()}
    first = {origin: name for name, (how, origin) in made.items() if how == "original"}
    for name, (how, origin) in made.items():
        if origin is None:
            seen["distractors"] += 1
            seen["distractors taken"] += name in where
        elif how != "original":
            seen[f"copies {how}"] += 1
            seen[f"found {how}"] += name in where and where[name] == where.get(first[origin])
    for one, other in combinations(sorted(made), 2):
        if made[one][1] != made[other][1]:
            seen["background"] += 1
            seen["background joined"] += one in where and where[one] == where.get(other)


def _show(case: Case, found: Mapping[str, Any]) -> None:
    print(f"\n{case['case']}  {case['slot']}")
    print(f"  made  lo {case['lo']} hi {case['hi']} {case['gold_origins']}")
    print(f"  found lo {found['lo']} hi {found['hi']} {sorted(found['origins'])}")
    for doc in sorted(case["docs"], key=lambda one: (str(case["made"][one["id"]][1]), one["id"])):
        how, origin = case["made"][doc["id"]]
        print(f"  {doc['id']} {origin} {how:11} {doc['date']} [{doc['publisher']}] {doc['text']!r}")


def table(seen: Counter[str]) -> str:
    """The figures as rows."""

    def share(part: str, whole: str) -> str:
        return f"{seen[part]:>6} of {seen[whole]:>6}  {100 * seen[part] / max(1, seen[whole]):6.2f} %"

    rows = [("exact", "exact", "cases"), ("false corroboration", "false corroboration", "one"),
            ("lo too high", "lo too high", "cases"), ("lo too low", "lo too low", "cases"),
            ("distractors taken", "distractors taken", "distractors"),
            ("background joined", "background joined", "background")]  # fmt: skip
    hows = ("verbatim", "abridged", "bare", "reworded", "cited", "paraphrased", "updated")
    rows += [(f"{how} found", f"found {how}", f"copies {how}") for how in hows]
    return "\n".join(f"{name:22} {share(part, whole)}" for name, part, whole in rows)


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cases", type=int, default=1000)
    options.add_argument("--seed", default="measure")
    options.add_argument("--words", choices=(*LOTS, "tuned"), default="tuned")
    options.add_argument("--wrong", type=int, default=0, help="print so many cases that are not exact")
    options.add_argument("--write", type=Path, help="write the cases as JSON lines and measure nothing")
    given = options.parse_args()
    cases = [make_case(f"{given.seed}-{at}", given.words) for at in range(given.cases)]
    if given.write:
        given.write.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases), encoding="utf-8")
    else:
        print(table(score(cases, wrong=given.wrong)))


if __name__ == "__main__":
    main()
