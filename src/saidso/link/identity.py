"""Which id an incident carries: stable while claims come and go, with every merge and split said.

Ids are no part of the partition. They come from the log of earlier runs (claim id to incident id): a cluster keeps the id
with the largest overlap, ties keep the smallest id, and what is new takes its id from its smallest claim.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

Change = tuple[str, str, str]


def new_id(claim: str, taken: Callable[[str], bool]) -> str:
    """"i" and 12 hex digits of the digest of a cluster's smallest claim id; the next free digest where that id is taken."""
    attempt = 0
    while True:
        text = claim if not attempt else f"{claim}#{attempt}"
        made = "i" + hashlib.sha256(text.encode()).hexdigest()[:12]
        if not taken(made):
            return made
        attempt += 1


def name_clusters(
    clusters: Sequence[Sequence[str]], known: Mapping[str, str], *, taken: Callable[[str], bool] | None = None
) -> tuple[tuple[str, ...], tuple[Change, ...]]:
    """Ids for clusters of claim ids, in their order, and the changes against ``known``, sorted.

    ``taken`` says whether an id was ever given; without it the ids in ``known`` were.

    A change is ("new", "", id), ("merged", old, id) where an id was swallowed, or ("split", old, id) where claims left an
    incident that goes on elsewhere.
    """
    overlaps = [Counter(known[claim] for claim in cluster if claim in known) for cluster in clusters]
    wishes = sorted((-size, old, min(clusters[at]), at) for at, found in enumerate(overlaps) for old, size in found.items())
    named: dict[int, str] = {}
    holder: dict[str, int] = {}
    for _, old, _, at in wishes:
        if at not in named and old not in holder:
            named[at], holder[old] = old, at
    given = set(known.values())
    for at in sorted(set(range(len(clusters))) - named.keys(), key=lambda at: min(clusters[at])):
        named[at] = new_id(min(clusters[at]), lambda made: made in given or (taken is not None and taken(made)))
        given.add(named[at])
    changes = {change for at, found in enumerate(overlaps) for change in _changes(named[at], found, holder)}
    return tuple(named[at] for at in range(len(clusters))), tuple(sorted(changes))


def _changes(name: str, found: Mapping[str, int], holder: Mapping[str, int]) -> set[Change]:
    if not found:
        return {("new", "", name)}
    return {("split" if old in holder else "merged", old, name) for old in found if old != name}
