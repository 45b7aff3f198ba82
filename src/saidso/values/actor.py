"""Who: a party, an office or a group, as written and as known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor as said. ``kind``: state_forces, government, armed_group, political_party, militia, police,
    international_body, outlet, ngo, civilians, person, unidentified."""

    words: str
    head: str
    affiliation: str | None = None
    kind: str = "unidentified"
    canonical_id: str | None = None
    name: str | None = None
    """The canonical name where the knowledge base has one."""
    reason: str = ""
