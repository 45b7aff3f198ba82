"""Measure the gazetteer and the resolver: opening time, look-ups and resolutions a second, memory.

    PYTHONPATH=src python scripts/measure_places.py
"""

from __future__ import annotations

import random
import resource
import time

from saidso.values.gazetteer import gazetteer
from saidso.values.place import resolve


def main() -> None:
    start = time.perf_counter()
    index = gazetteer()
    print(f"opened {len(index):,} places in {1000 * (time.perf_counter() - start):.1f} ms")
    random.seed(0)
    towns = [index._town(row) for row in random.sample(range(len(index)), 20_000)]
    start = time.perf_counter()
    for town in towns:
        index.written(town.name)
    print(f"gazetteer: {len(towns) / (time.perf_counter() - start):,.0f} look-ups/s, names not seen before")
    resolve("Idlib")
    for what in ("not seen before", "seen again"):
        start = time.perf_counter()
        for town in towns[:5000]:
            resolve(town.name, countries=(town.country,))
        print(f"resolve: {5000 / (time.perf_counter() - start):,.0f}/s, names {what}")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
