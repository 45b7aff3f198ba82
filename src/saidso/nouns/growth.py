"""What a linking keeps beside its incidents, and what a delivery changes: how ``link`` and the ledger speak of growing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from saidso.nouns.incident import Incident

Join = tuple[int, int, int]
"""Two numbers of groups, the smaller first, and a number for the rule that made the pair and its weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One document's claims about one event, as an index keeps them.

    ``codes`` is its row of the screen (``link.screen.WIDTH`` whole numbers), ``keys`` (rule, key) pairs of blocking. ``several``
    is "total" or "series" where the claims tell of more than one event.
    """

    number: int
    document: str
    claims: tuple[str, ...]
    codes: tuple[int, ...]
    keys: tuple[tuple[int, int], ...]
    several: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What a delivery changes: apply it as a whole or not at all.

    ``incidents`` are new or changed, ``gone`` ids of incidents that are no more, ``changes`` what the log says of it; the
    rest is for the index. ``whole`` says that nothing of what was there stays. ``of`` is what the delivery answers.
    """

    incidents: tuple[Incident, ...]
    changes: tuple[tuple[str, str, str], ...] = ()
    gone: tuple[str, ...] = ()
    whole: bool = False
    entered: Iterable[Kept] = ()
    left: tuple[int, ...] = ()
    joined: Iterable[Join] = ()
    parted: tuple[tuple[int, int], ...] = ()
    of: Outstanding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """What a linking has not seen yet: documents that come, documents that leave, and documents with new judgements.

    ``whole`` says that what is kept is no use: another reader, other rules, or no linking yet. ``linked`` counts the documents
    that stand. ``until`` and ``judgements`` (ids of those that stand) say how far the ledger was when this was asked.
    """

    ruleset: str
    whole: bool
    documents: tuple[str, ...]
    left: tuple[str, ...]
    judged: frozenset[str]
    linked: int
    until: int
    judgements: tuple[str, ...]
    reader: str | None
