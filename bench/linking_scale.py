"""How linking holds at size: time, memory, pairs weighed, clusters against the incidents the claims were made from.

    .venv/bin/python bench/linking_scale.py 10000 100000 1000000
    .venv/bin/python bench/linking_scale.py --faults 0.5 1000000
    .venv/bin/python bench/linking_scale.py --more 1000 100000
    .venv/bin/python bench/linking_scale.py --faults 0.5 --every 20 1000000
    .venv/bin/python bench/linking_scale.py --faults 0.5 --days 30 1000000

For each number of claims one line; the claims are invented (linking_claims.py says how, and what goes wrong in them). Memory
is that of this process and all it forks, sampled twice a second (proportional share, so that shared pages count once).
Precision and recall are over pairs of claims of different documents, for those of one document come together for free;
"with own" counts these too. The claims are made before the clock starts. With --more, so many claims of whole documents come
to a linking of all the others that stands in memory (``Standing``), and only their coming is timed. --every and --days take a
part that is as dense as the whole: every so manieth ten days of the ten years, or the first days of one country's war year.
"""

from __future__ import annotations

import os
import random
import threading
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from linking_claims import Event, documents, in_every, in_war

from saidso.link import link
from saidso.link.standing import Standing
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident


class Memory(threading.Thread):
    """The greatest sum of memory of this process and its children while it ran, in GB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._ended, self.peak = threading.Event(), 0.0

    def run(self) -> None:
        while not self._ended.wait(0.5):
            self.peak = max(self.peak, sum(map(_share, [os.getpid(), *_children(os.getpid())])))

    def end(self) -> float:
        """Stops watching; the peak."""
        self._ended.set()
        self.join()
        return self.peak


def _share(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1e6


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            found += [int(each) for each in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def pairs_of(sizes: Iterable[int]) -> int:
    """How many pairs there are inside sets of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes)


def quality(incidents: Sequence[Incident], truth: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """Pair precision and recall of claims; ``truth`` holds (incident, document) of each claim."""
    told: Counter[tuple[int, ...]] = Counter()
    for at, incident in enumerate(incidents):
        for claim in incident.claims:
            event, document = truth[claim]
            for key in ((0, at), (1, event), (2, at, event), (3, at, document), (4, event, document), (5, at, event, document)):
                told[key] += 1
    made, true, both, made_own, true_own, both_own = (
        pairs_of(size for key, size in told.items() if key[0] == kind) for kind in range(6)
    )
    return {
        "precision": (both - both_own) / max(made - made_own, 1),
        "recall": (both - both_own) / max(true - true_own, 1),
        "precision with own": both / made,
        "recall with own": both / true,
    }


def measure(number: int, faults: float, chosen: Callable[[Event], bool] | None) -> None:
    """One line of the table."""
    claims: list[Claim] = []
    truth: dict[str, tuple[int, int]] = {}
    sizes: Counter[int] = Counter()
    for document, (event, own) in enumerate(documents(number, faults=faults, chosen=chosen)):
        claims += own
        truth.update((claim.id, (event, document)) for claim in own)
        sizes[event] += len(own)
    random.Random(number).shuffle(claims)
    memory, used = Memory(), _used()
    memory.start()
    began = time.perf_counter()
    incidents = link(claims).incidents
    took, peak = time.perf_counter() - began, memory.end()
    found = quality(incidents, truth)
    made = f"{number:,}" if chosen is None else f"{len(claims):,} of {number:,}"
    print(
        f"| {made} | {faults} | {took:.0f} s | {_used() - used:.0f} s | {peak:.1f} GB | {len(incidents):,} of {len(sizes):,} "
        f"| {max(len(one.claims) for one in incidents)} of {max(sizes.values())} | {found['precision']:.3f} "
        f"| {found['recall']:.3f} | {found['precision with own']:.3f} | {found['recall with own']:.3f} |",
        flush=True,
    )


def measure_more(number: int, more: int, faults: float) -> None:
    """How long a delivery takes, and whether what stands after it has the ids it had."""
    given = [own for _, own in documents(number + more, faults=faults)]
    late: list[Claim] = []
    while len(late) < more:
        late += given.pop()
    began = time.perf_counter()
    standing = Standing(claim for own in given for claim in own)
    built, began = time.perf_counter() - began, time.perf_counter()
    linking = standing.add(late)
    took = time.perf_counter() - began
    before = {claim: incident.id for incident in standing.linking.incidents for claim in incident.claims}
    old = [claim for incident in linking.incidents for claim in incident.claims if claim in before]
    same = sum(before[claim] == incident.id for incident in linking.incidents for claim in incident.claims if claim in before)
    print(
        f"{len(late):,} claims to {number:,}: {took:.1f} s, {len(linking.incidents):,} incidents new or changed, whose "
        f"{len(old):,} earlier keep their id in {same:,} (changes: {dict(Counter(kind for kind, _, _ in linking.changes))}); "
        f"first linking {built:.0f} s",
        flush=True,
    )


def _used() -> float:
    """Seconds of processor time of this process and those it forked."""
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def main() -> None:
    parser = ArgumentParser(description="How linking holds at size.")
    parser.add_argument("numbers", nargs="*", type=int, default=[10_000])
    parser.add_argument("--faults", type=float, default=1.0, help="scales all rates of what is left out or wrong")
    parser.add_argument("--every", type=int, help="only every so manieth ten days")
    parser.add_argument("--days", type=int, help="only so many days of the war of one country")
    parser.add_argument("--more", type=int, default=0, help="claims that come later, to the others")
    asked = parser.parse_args()
    if asked.more:
        for number in asked.numbers:
            measure_more(number, asked.more, asked.faults)
        return
    chosen = partial(in_every, every=asked.every) if asked.every else partial(in_war, days=asked.days) if asked.days else None
    print(HEAD)
    for number in asked.numbers:
        measure(number, asked.faults, chosen)


HEAD = """\
| claims | faults | time | processor | memory | incidents of true | largest of true | precision | recall | with own | |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"""


if __name__ == "__main__":
    main()
