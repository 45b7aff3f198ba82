"""Where: a town, an area or a country; never anything finer than a town."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as said, resolved as far as the words and the document allow.

    ``words`` are as written; ``name`` is None while unresolved or ambiguous. ``latitude`` and ``longitude`` are the
    town's centroid, in degrees rounded to one decimal: a Place has no field finer than a town.
    ``kind``: town, admin, country, territory, road, prison, camp, neighbourhood, base, dam, front, unknown.
    """

    words: str
    name: str | None = None
    kind: str = "unknown"
    country: str | None = None
    """ISO 3166 two letters."""
    admin: str | None = None
    geoname_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    candidates: tuple[str, ...] = ()
    """Two or more "name (country)" that remain: then nothing is chosen."""
    reason: str = ""
    """How it was resolved, or why it was left open."""
