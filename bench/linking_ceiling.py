"""How far linking of the invented claims could go: what one who knows the true incidents would reach.

    .venv/bin/python bench/linking_ceiling.py --faults 1 --every 20 1000000

For every document the chance of each true incident, by the rates at which ``linking_claims`` makes and spoils documents (all
its fields, also numbers that only the words give). A pair of documents is worth the chance that both tell of one incident; read
off is the recall of pairs, weighted by their claims, at a precision of .95, .9 and .8. It is a bound from above: a method that
sees the claims alone has to find out the incidents first.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import combinations
from random import Random

import numpy as np
from linking_claims import KINDRED, PAPERS, SEED, TARGETS, Event, Told, _told, events, in_every, towns
from numpy.typing import NDArray

from saidso.values.event_type import EventType

Floats = NDArray[np.float64]
KINDS = tuple(EventType)
PRINTED = np.array([1, 3, 2, 1, 0, 1]) / 8  # days until print, 0 to 5


def told_of(event: Event, document: int, faults: float) -> Told:
    """What one document says, drawn as ``linking_claims.written`` draws it."""
    rng = Random(f"{SEED}/{event.number}/{document}")
    rng.choice(PAPERS)
    if document > 0 and rng.random() < 0.2:
        rng = Random(f"{SEED}/{event.number}/0")
        rng.choice(PAPERS)
    return _told(event, rng, faults)


class Known:
    """The true incidents as arrays, by their day."""

    def __init__(self, made: Sequence[Event], faults: float) -> None:
        self.made = sorted(made, key=lambda event: event.day)
        self._faults = faults
        each = self.made
        self._day = np.array([one.day.toordinal() for one in each])
        self._town = np.array([one.town for one in each])
        self._country = np.array([towns()[one.town].country for one in each])
        self._admin = np.array([str(towns()[one.town].admin) for one in each])
        self._kind = np.array([KINDS.index(one.kind) for one in each])
        self._kindred = np.array([KINDS.index(KINDRED[one.kind]) for one in each])
        self._actors = np.array([one.parties for one in each])
        self._target = np.array([TARGETS.index(one.target) for one in each])
        self._tolls = np.array([(one.killed, one.injured) for one in each], dtype=float)
        self._documents = np.array([len(one.sizes) for one in each], dtype=float)
        self._row = {place.geoname_id: at for at, place in enumerate(towns())}

    def chances(self, told: Told) -> dict[int, float]:
        """The chance of each incident, by its place in ``made``; those under a thousandth are left out."""
        printed, day = (one.toordinal() if one else None for one in (told.printed, told.day))
        first = max([0, *([printed - 5] if printed else []), *([day - 9] if day else [])])
        last = min([10**7, *([printed] if printed else []), *([day + 1] if day else [])])
        near = slice(int(np.searchsorted(self._day, first)), int(np.searchsorted(self._day, last, "right")))
        found = self._documents[near] * self._of_days(near, printed, day) * self._of_place(near, told) * self._of_rest(near, told)
        if found.sum() <= 0:
            return {}
        found = found / found.sum()
        return {near.start + int(at): float(found[at]) for at in np.flatnonzero(found > 1e-3)}

    def _rate(self, rate: float) -> float:
        return min(1.0, rate * self._faults)

    def _of_days(self, near: slice, printed: int | None, day: int | None) -> Floats:
        found = np.ones(near.stop - near.start)
        if printed:
            found *= PRINTED[printed - self._day[near]]
        if day:
            gap, rate = day - self._day[near], self._rate
            later = (gap > 1) * (gap < 10) * (rate(0.31) - rate(0.28)) / 8
            wrong = np.where(np.abs(gap) == 1, (rate(0.28) - rate(0.2)) / 2, later)
            found *= np.where(gap == 0, 1 - rate(0.31), wrong)
        return found

    def _of_place(self, near: slice, told: Told) -> Floats:
        place, rate = told.place, self._rate
        if place is None:
            return np.ones(near.stop - near.start)
        if place.kind == "town" and place.geoname_id in self._row:
            other = (self._country[near] == place.country) * (rate(0.27) - rate(0.23)) / 200
            return np.where(self._town[near] == self._row[place.geoname_id], 1 - rate(0.3), other)
        if place.geoname_id is None and place.words[1:2] == "'":
            meant = place.words[:1] + place.words[2:-2]
            return np.array([float(towns()[at].words == meant) for at in self._town[near]])
        return ((self._admin[near] == place.words) | (self._admin[near] == str(place.name))).astype(float)

    def _of_rest(self, near: slice, told: Told) -> Floats:
        rate, kind = self._rate, KINDS.index(told.kind)
        found = np.where(self._kind[near] == kind, 1 - rate(0.12), (self._kindred[near] == kind) * rate(0.12))
        if told.actor is not None:
            own, opposed = (self._actors[near][:, side] == told.actor for side in (0, 1))
            found = found * np.where(own, 1 - rate(0.4), opposed * (rate(0.4) - rate(0.3)))
        if told.target is not None:
            same = self._target[near] == TARGETS.index(told.target)
            found = found * (same * (1 - rate(0.4)) + (rate(0.4) - rate(0.25)) / len(TARGETS))
        for side, toll in enumerate((told.killed, told.injured)):
            if toll is not None:
                found = found * self._of_toll(self._tolls[near][:, side], toll)
        return found

    def _of_toll(self, true: Floats, toll: int) -> Floats:
        wrong = np.clip((toll - 0.5) / true, 0.5, 2) - np.clip((toll - 1.5) / true, 0.5, 2)
        return (true == toll) * (1 - self._rate(0.65)) + (self._rate(0.65) - self._rate(0.4)) * wrong / 1.5


def measure(number: int, faults: float, chosen: Callable[[Event], bool]) -> str:
    """Recall at three precisions."""
    known = Known([event for event in events(number) if chosen(event)], faults)
    sizes = [(at, size) for at, event in enumerate(known.made) for size in event.sizes]
    told = [told_of(event, document, faults) for event in known.made for document in range(len(event.sizes))]
    of: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for document, one in enumerate(told):
        for event, chance in known.chances(one).items():
            of[event].append((document, chance))
    worth: Counter[tuple[int, int]] = Counter()
    for known_of in of.values():
        for (one, a), (other, b) in combinations(known_of, 2):
            if a * b > 0.005:
                worth[one, other] += a * b
    true = sum((sum(event.sizes) ** 2 - sum(size**2 for size in event.sizes)) // 2 for event in known.made)
    taken = right = 0
    recall = dict.fromkeys((0.95, 0.9, 0.8), 0.0)
    for (one, other), _ in worth.most_common():
        weight = sizes[one][1] * sizes[other][1]
        taken += weight
        right += weight * (sizes[one][0] == sizes[other][0])
        recall |= {least: right / true for least in recall if right >= least * taken}
    said = ", ".join(f"{share:.3f} at precision {least}" for least, share in recall.items())
    return f"{len(told):,} documents of {len(known.made):,} incidents: recall {said}"


def main() -> None:
    """The command."""
    options = ArgumentParser(description="What one who knows the true incidents would reach.")
    options.add_argument("number", type=int)
    options.add_argument("--faults", type=float, default=1.0)
    options.add_argument("--every", type=int, default=1)
    given = options.parse_args()
    print(measure(given.number, given.faults, partial(in_every, every=given.every)))


if __name__ == "__main__":
    main()
