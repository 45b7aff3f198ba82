"""How exactly a place is known, in the codes of ACLED and of UCDP: read off a resolved ``Place``, never guessed.

Both follow what FIELD.md says of the two codebooks (section 1, its rows on time and place):

    ACLED geo_precision   1 town; 2 near a town, or a small area; 3 region or provincial capital; nothing coarser than a province
    UCDP where_prec       1 exact; 2 near; 3 second-level area (district); 4 first-level area; 5 part of a country,
                          linear, island; 6 country; 7 sea or air

``None`` where the codebook has no code for what the words say: a country has none in ACLED; an open place has none in either.
"""

from __future__ import annotations

import re

from saidso.values.place import Place

_SITES = frozenset({"town", "neighbourhood", "prison", "camp", "base", "dam", "crossing"})
"""What stands at its town's point, or at one of its own."""

_LINES = frozenset({"road", "front"})

_DISTRICT = re.compile(r"\b(districts?|county|tehsil|subdistrict|sub-district|nahiya|woreda|raion|taluka?)\b", re.I)
"""Words for a second-level area. The tables have none, so the town it is called after stands for it."""


def acled_precision(place: Place) -> int | None:
    """ACLED's geo_precision of a place, 1 to 3; None where ACLED would not place the event there.

    A town's outskirts, surroundings and district are 2, and so is a region inside one province. What is coarser than a
    province (a country, a sea, a road or region through several provinces) has no code.
    """
    if place.name is None:
        return None
    if place.kind in _SITES:
        return 2 if _is_around(place) else 1
    if place.kind == "admin":
        return 3
    if place.kind in ("territory", "mountain") and place.admin is not None:
        return 2 if place.part is None else 3
    # A road, front, lake or river in one province is no better known than the province.
    return 3 if place.admin is not None and place.kind != "country" else None


def ucdp_precision(place: Place) -> int | None:
    """UCDP GED's where_prec of a place, 1 to 7; None where it is open.

    A region inside one province is 4, as the province: the tables know no district that it would be.
    """
    if place.name is None:
        return None
    if place.kind in _SITES:
        if not _is_around(place):
            return 1
        return 3 if place.part == "admin" or _DISTRICT.search(place.words) else 2
    if place.kind == "water":
        return 7 if place.country is None and not _is_inland(place) else 5
    if place.kind == "country":
        return 6 if place.part is None else 5
    if place.kind in _LINES or place.admin is None:
        return 5
    return 4


_AROUND = frozenset(
    """near around admin outskirts vicinity surroundings environs periphery countryside suburbs suburb district front mountain
    north south east west northeast northwest southeast southwest""".split()
)
"""Parts that mean a town's surroundings; any other part ("Salihiyah", "centre") lies in the town. "Northern Aleppo" is in it
too, but "north of Aleppo" is not, and the words of ``part`` tell the one from the other."""


def _is_around(place: Place) -> bool:
    return (place.part or "").casefold() in _AROUND


_INLAND = re.compile(r"river|lake|euphrates|tigris|nile|danube|donets|indus|rio grande|congo", re.I)


def _is_inland(place: Place) -> bool:
    """Whether a water that several countries share is a river or lake, and so a line or area, not the open sea."""
    return _INLAND.search(place.name or "") is not None
