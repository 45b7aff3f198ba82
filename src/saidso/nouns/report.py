"""What a ledger holds, in numbers: the lines that ``build`` ends with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Counts of a whole ledger, for its newest model. Nothing that was skipped or left unread is missing here.

    ``skipped`` and ``not_read`` are (reason, how many) pairs sorted by reason; ``unread`` counts the documents that the
    newest model has neither read nor refused yet: more than zero means that a run was interrupted. A skip stays counted when
    the file was read later, for the ledger keeps what happened. ``origins_lo`` and ``origins_hi`` are sums over
    incidents: one ministry behind two incidents counts twice. ``contradictions`` counts slots of incidents whose voices
    contradict each other. ``new_documents`` is how many documents this run added, None where nobody counted.
    """

    model: str | None
    documents: int
    unread: int
    claims: int
    incidents: int
    origins_lo: int
    origins_hi: int
    contradictions: int
    skipped: tuple[tuple[str, int], ...] = ()
    not_read: tuple[tuple[str, int], ...] = ()
    new_documents: int | None = None
