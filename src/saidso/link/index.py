"""What is kept of a linking beside its incidents, so that what comes later looks only at what it can meet.

For every group its blocking keys, its codes for the screen, and the pairs that link. All of it follows from claims and
judgements; losing it costs a run over everything, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from saidso.link.candidates import Ints
from saidso.link.groups import Unit
from saidso.nouns.incident import Incident

RULESET = "2"
"""Rises with every change of keys, codes or weights: what was kept under another one is no use."""

Join = tuple[int, int, int]
"""Two numbers of groups, the smaller first, and the number of the blocking rule that made the pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One group: ``codes`` is its row of the screen (``screen.WIDTH`` whole numbers), ``keys`` (rule, key) pairs."""

    number: int
    document: str
    claims: tuple[str, ...]
    codes: tuple[int, ...]
    keys: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What a delivery changes: apply it as a whole or not at all.

    ``incidents`` are new or changed, ``gone`` ids of incidents that are no more, ``changes`` what the log says of it; the
    rest is for the index. ``whole`` says that nothing of what was there stays.
    """

    incidents: tuple[Incident, ...]
    changes: tuple[tuple[str, str, str], ...] = ()
    gone: tuple[str, ...] = ()
    whole: bool = False
    entered: Iterable[Kept] = ()
    left: tuple[int, ...] = ()
    joined: Iterable[Join] = ()
    parted: tuple[tuple[int, int], ...] = ()


class Index(Protocol):
    """A linking as it stands. Numbers of groups are whole, positive, and never used again."""

    def next_number(self) -> int:
        """The number of the next group to enter."""
        ...

    def sizes(self, keys: Sequence[int]) -> Mapping[int, int]:
        """How many groups have each key; a key that none has is missing."""
        ...

    def members(self, keys: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """The groups that have each key."""
        ...

    def codes(self, numbers: Sequence[int]) -> Ints:
        """The codes of groups, (groups, ``screen.WIDTH``), in the order asked for."""
        ...

    def units(self, numbers: Sequence[int]) -> Mapping[int, Unit]:
        """The claims of groups."""
        ...

    def documents(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """The document of each group."""
        ...

    def of_documents(self, documents: Iterable[str]) -> Sequence[Kept]:
        """The groups of these documents, with all that is kept of them."""
        ...

    def joins(self, numbers: Sequence[int]) -> Mapping[int, Mapping[int, int]]:
        """For each group the groups it links with, and the number of the rule."""
        ...

    def ids(self, claims: Sequence[str]) -> Mapping[str, str]:
        """The incident in which the log has each claim last, also for claims that left."""
        ...

    def taken(self, incident: str) -> bool:
        """Whether the log has ever given this id."""
        ...

    def incidents(self, ids: Sequence[str]) -> Mapping[str, Incident]:
        """The incidents that stand, of those asked for."""
        ...
