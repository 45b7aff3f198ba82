"""What is kept of a linking beside its incidents, so that what comes later looks only at what it can meet.

For every group its blocking keys, its codes for the screen, and the pairs that link. All of it follows from claims and
judgements; losing it costs a run over everything, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from saidso.link.candidates import Ints
from saidso.link.groups import Unit
from saidso.nouns.claim import Claim
from saidso.nouns.growth import Kept, Outstanding
from saidso.nouns.incident import Incident
from saidso.nouns.judgement import Judgement

RULESET = "6"
"""Rises with every change of keys, codes or weights: what was kept under another one is no use."""


class Index(Protocol):
    """A linking as it stands. Numbers of groups are whole and positive."""

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
        """For each group the groups it links with, each with rule and weight of the pair (``parting.how_of``)."""
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


class Desk(Index, Protocol):
    """An index with the ledger behind it."""

    def outstanding(self, ruleset: str) -> Outstanding:
        """What this linking has not seen yet."""
        ...

    def judgements(self) -> Iterable[Judgement]:
        """Those that stand."""
        ...

    def claims(self) -> Iterable[Claim]:
        """All claims that count."""
        ...

    def claims_of(self, documents: Iterable[str]) -> Iterable[Claim]:
        """The claims that count of these documents."""
        ...

    def known_ids(self) -> Mapping[str, str]:
        """The incident in which the log has each claim last."""
        ...
