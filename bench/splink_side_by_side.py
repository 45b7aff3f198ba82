"""Our own linking and that of ``saidso.scale`` (splink on DuckDB) over the same claims, side by side.

    .venv/bin/python bench/splink_side_by_side.py 20000 100000
    .venv/bin/python bench/splink_side_by_side.py --faults 0.5 20000

For each number of claims (``linking_claims.py`` makes them) a line for the search for linking pairs alone, and one for the whole
linking: time and processor time of both engines, the greatest memory of each while it ran beyond what stood before (sampled
twice a second, over this process and all it forks), and whether the answers are equal. Each engine runs in a process of its
own, so that neither is paid for the other's memory.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from linking_claims import documents
from linking_scale import Memory

from saidso.link import link
from saidso.link.edges import edges
from saidso.link.groups import units
from saidso.nouns.claim import Claim
from saidso.scale import link as scale_link
from saidso.scale.pairs import edges as scale_edges

ENGINES: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "pairs that link": (edges, scale_edges),
    "whole linking": (link, scale_link),
}
"""What is timed: our function and its twin."""


def timed(work: Callable[[Any], Any], given: Any, answer: Any) -> None:
    """Sends (seconds, processor seconds, GB above the start, digest of the answer)."""
    memory = Memory()
    memory.start()
    time.sleep(1.2)  # until it has looked at what stands
    stood, before = memory.peak, sum(os.times()[:4])
    began = time.perf_counter()
    found = work(given)
    took = time.perf_counter() - began
    more = memory.end() - stood
    used = sum(os.times()[:4]) - before
    found = sorted(found.items()) if isinstance(found, dict) else found
    answer.send((took, used, more, hashlib.sha256(repr(found).encode()).hexdigest()))


def apart(work: Callable[[Any], Any], given: Any) -> tuple[float, float, float, str]:
    """The same, out of a process forked for it."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=timed, args=(work, given, theirs))
    process.start()
    found: tuple[float, float, float, str] = ours.recv()
    process.join()
    return found


def measure(number: int, faults: float) -> None:
    """Two lines of the table."""
    claims: list[Claim] = [claim for _, own in documents(number, faults=faults) for claim in own]
    random.Random(number).shuffle(claims)
    for what, (own, twin) in ENGINES.items():
        given = units(claims) if own is edges else claims
        one, other = apart(own, given), apart(twin, given)
        print(
            f"| {number:,} | {what} | {one[0]:.1f} s ({one[1]:.1f} s) | {other[0]:.1f} s ({other[1]:.1f} s) "
            f"| {other[0] / one[0]:.1f} ({other[1] / one[1]:.1f}) | {one[2]:.2f} GB | {other[2]:.2f} GB "
            f"| {'yes' if one[3] == other[3] else 'NO'} |",
            flush=True,
        )


def main() -> None:
    """The command."""
    parser = ArgumentParser(description="Our own linking beside that of splink on DuckDB.")
    parser.add_argument("numbers", nargs="*", type=int, default=[20_000])
    parser.add_argument("--faults", type=float, default=0.5, help="scales all rates of what is left out or wrong")
    asked = parser.parse_args()
    print(HEAD)
    for number in asked.numbers:
        measure(number, asked.faults)


HEAD = """\
| claims | what | our own (processor) | splink (processor) | times as long | memory, our own | memory, splink | equal |
| --- | --- | --- | --- | --- | --- | --- | --- |"""


if __name__ == "__main__":
    main()
