"""A person's decision: who, when, on what, why. It can be superseded, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from saidso.nouns.span import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision about claims, pointing at documents and spans so that it outlives a better model.

    ``decision``: must-link, cannot-link, best, accept, reject, note. ``on`` holds the triggers (evidence) of the claims it
    is about, one or two. ``slot`` and ``value`` are for "best". ``supersedes`` is the id of an earlier judgement.
    """

    id: str
    person: str
    made_at: datetime
    decision: str
    on: tuple[Evidence, ...]
    reason: str
    slot: str | None = None
    value: str | None = None
    supersedes: str | None = None
