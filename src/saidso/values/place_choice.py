"""Which of several readings of a place name is meant, and when none may be chosen.

The thresholds err towards leaving a place open: a missed link costs a reviewer a minute, a false one a reader's trust.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from saidso.values.atlas import Reading

UNKNOWN_POPULATION = 5_000
"""What a town counts with where GeoNames has 0: seats of districts are listed so, and most have some thousands."""

DOMINANT = 10
"""A reading wins over its namesakes by population alone from ten times the next: Aleppo (Syria) over Aleppo (USA)."""

DOMINANT_FROM = 50_000
"""... and only if it is a town of some size: among villages population says nothing about which one is meant."""

FAMOUS_FROM, FAMOUS = 500_000, 20
"""Outside the document's countries: a city this large, 20 times its namesake inside them, makes the name ambiguous
("Paris" in a report about the United States)."""

ALONE_ABROAD_FROM = 100_000
"""Outside the document's countries a name with a single reading links only to a city: a report on Syria that says
"Zirgan" does not mean the village in Bashkortostan."""

NEAR_KM, NEARER = 150.0, 3.0
"""Another place of the document decides between namesakes when one lies within a day's drive and all others three
times as far."""

SAME_TOWN_DEGREES = 0.25
"""Two rows of one name so close are a town and its own district: the more populous row stands."""

SEAT_FROM = 20_000
"""A town this large is what its area is called after; a smaller one of that name ("Anbar") is not meant before the area."""

SEAT_SHARE = 20
"""Under another of its names a town is meant before the area only if it has a twentieth of the area's people."""

SHOWN = 8
"""Candidates shown; a name with more is as ambiguous with eight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Nothing chosen: the candidates that remain, or why there is none."""

    reason: str
    candidates: tuple[str, ...] = ()


class Located(Protocol):
    """Anything with a point, or without one."""

    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


def choose(
    readings: Sequence[Reading],
    *,
    sort: str,
    countries: Sequence[str],
    where: Sequence[tuple[str, str | None]],
    points: Sequence[tuple[float, float]],
) -> Reading | Open:
    """The one reading that words and document leave, else Open.

    Args:
        readings: everything the name may mean.
        sort: what the words call it (``place_words.SORTS``), or empty.
        countries: the document's countries, most named first.
        where: (country, area) of the places that the phrase itself puts it in.
        points: latitude and longitude of places resolved in the same document.
    """
    pool = _fitting(_distinct(readings, countries), sort, {*countries, *(country for country, _ in where)})
    if where:
        pool = [reading for reading in pool if all(_lies_in(reading, country, area) for country, area in where)]
        if not pool:
            return Open(reason="no place of this name where the words put it")
    elif countries:
        inside = _in_prior(pool, countries, sort)
        if isinstance(inside, Open):
            return inside
        pool = inside
    pool = _one_per_name(_towns_before_their_areas(pool, sort))
    if len(pool) == 1:
        return pool[0]
    if not pool:
        return Open(reason="")
    return _nearest(pool, points) or _first_country(pool, countries) or _dominant(pool) or _ambiguous(pool)


def kilometres(a: Located, b: Located) -> float:
    """Great-circle distance of two places, in kilometres; infinite where one has no point."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    return _distance((a.latitude, a.longitude), (b.latitude, b.longitude))


def _distinct(readings: Sequence[Reading], countries: Sequence[str]) -> list[Reading]:
    """One reading a town, our own table's before the gazetteer's; a seldom name only in its country."""
    allowed = [reading for reading in readings if not reading.seldom or reading.country in countries or len(readings) == 1]
    towns: dict[object, Reading] = {}
    for reading in sorted(allowed, key=lambda reading: not reading.own):
        town = reading.geoname_id if reading.kind == "town" else None
        towns.setdefault(town or (reading.name, reading.kind, reading.country), reading)
    return list(towns.values())


_FITS = {
    "town": frozenset({"town"}),
    "admin": frozenset({"admin", "territory"}),
    "neighbourhood": frozenset({"neighbourhood", "camp"}),
    "prison": frozenset({"prison"}),
    "camp": frozenset({"camp"}),
    "road": frozenset({"road"}),
    "base": frozenset({"base"}),
    "dam": frozenset({"dam"}),
    "front": frozenset({"front"}),
}


def _fitting(readings: list[Reading], sort: str, countries: set[str]) -> list[Reading]:
    """Readings of the sort that the words name; where none is, a town of the document's countries that they are in."""
    if sort == "inside":
        # "the Sheraton hotel": a building is called after a town of some size, if after a town at all.
        fitting = [reading for reading in readings if reading.kind != "country"]
        return [reading for reading in fitting if reading.own or reading.kind != "town" or _size(reading) >= SEAT_FROM]
    kinds = _FITS.get(sort)
    if kinds is None:
        return readings
    fitting = [reading for reading in readings if reading.kind in kinds]
    if fitting or sort in ("town", "neighbourhood"):
        return fitting
    # "Idlib prison", "Bijapur region": no such row, but the town of that name is where it is.
    return [reading for reading in readings if reading.kind == "town" and (reading.country in countries or sort == "admin")]


def _lies_in(reading: Reading, country: str, area: str | None) -> bool:
    if reading.country != country:
        return False
    return area is None or reading.area is None or reading.area == area


def _in_prior(pool: list[Reading], countries: Sequence[str], sort: str) -> list[Reading] | Open:
    """Readings inside the document's countries, unless a far more famous one outside makes the name ambiguous."""
    states = [reading for reading in pool if reading.kind == "country"]
    if states and sort not in ("town", "admin"):
        # Lebanon is the country though the document names it but once; "Georgia" in a report on the USA is not.
        areas = [reading for reading in pool if reading.kind == "admin" and reading.country in countries]
        return states if states[0].country in countries or not areas else _ambiguous([*states, *areas])
    inside = [reading for reading in pool if reading.country in countries]
    outside = [reading for reading in pool if reading.country not in countries]
    if not inside:
        cities = [reading for reading in outside if reading.own or _size(reading) >= ALONE_ABROAD_FROM]
        if outside and not cities:
            return Open(reason=f"only outside the document's countries: {outside[0]}")
        return cities
    if any(reading.own for reading in inside):
        return inside
    if usual := [reading for reading in outside if reading.own]:
        # A report on Syria may well mean the Sinjar of Iraq: the usual reading is never passed over in silence.
        return _ambiguous([*inside, *usual])
    best = max(_size(reading) for reading in inside)
    towns = [] if sort == "admin" else [reading for reading in outside if reading.kind == "town"]
    famous = [reading for reading in towns if _size(reading) >= max(FAMOUS_FROM, FAMOUS * best)]
    return [*inside, *famous]


def _towns_before_their_areas(pool: list[Reading], sort: str) -> list[Reading]:
    """Without "province" an area's name means the town in it that it is called after: "Aleppo", not its governorate."""
    states = [reading for reading in pool if reading.kind == "country"]
    if states and sort != "admin":
        return states  # "Mexico" is the country, not its state; the document's countries have had their say on "Georgia".
    areas = {(reading.country, reading.area): reading.population for reading in pool if reading.kind == "admin"}
    towns = [reading for reading in pool if reading.kind == "town"]
    seats = {(town.country, town.area) for town in towns if _is_seat(town, areas.get((town.country, town.area), 0))}
    return [
        reading
        for reading in pool
        if not (reading.kind == "admin" and (reading.country, reading.area) in seats)
        and not (reading.kind == "town" and (reading.country, reading.area) in areas.keys() - seats and not reading.own)
    ]


def _is_seat(town: Reading, area_population: int) -> bool:
    """Whether an area is called after this town: "Antioquia" is not, after Santa Fe de Antioquia, a small town of it."""
    return town.own or (_size(town) >= SEAT_FROM and (town.main or _size(town) >= area_population / SEAT_SHARE))


def _one_per_name(pool: list[Reading]) -> list[Reading]:
    """Own readings first; and of a town and its district, which GeoNames lists as two, the more populous."""
    own = [reading for reading in pool if reading.own]
    if own and not any(reading.kind == "country" for reading in pool):
        pool = own
    kept: list[Reading] = []
    for reading in sorted(pool, key=lambda reading: -_size(reading)):
        if not any(_beside(reading, other) for other in kept):
            kept.append(reading)
    return kept


def _beside(a: Reading, b: Reading) -> bool:
    if a.kind != "town" or b.kind != "town" or a.country != b.country or a.latitude is None or b.latitude is None:
        return False
    assert a.longitude is not None and b.longitude is not None
    return abs(a.latitude - b.latitude) <= SAME_TOWN_DEGREES and abs(a.longitude - b.longitude) <= SAME_TOWN_DEGREES


def _nearest(pool: list[Reading], points: Sequence[tuple[float, float]]) -> Reading | None:
    if not points or any(reading.latitude is None for reading in pool):
        return None
    spots = [(reading.latitude or 0.0, reading.longitude or 0.0) for reading in pool]
    away = [min(_distance(spot, point) for point in points) for spot in spots]
    (first, at), (second, _) = sorted((distance, at) for at, distance in enumerate(away))[:2]
    return pool[at] if first <= NEAR_KM and second >= NEARER * max(first, 10.0) else None


def _first_country(pool: list[Reading], countries: Sequence[str]) -> Reading | None:
    """The only reading in the document's first country, where no other is ten times as populous."""
    if not countries:
        return None
    first = [reading for reading in pool if reading.country == countries[0]]
    others = [_size(reading) for reading in pool if reading.country != countries[0]]
    if len(first) == 1 and others and max(others) < DOMINANT * _size(first[0]) and not all(reading.own for reading in pool):
        return first[0]
    return None


def _dominant(pool: list[Reading]) -> Reading | None:
    ranked = sorted(pool, key=lambda reading: -_size(reading))
    top, second = _size(ranked[0]), _size(ranked[1])
    return ranked[0] if top >= max(DOMINANT_FROM, DOMINANT * second) else None


def _ambiguous(pool: list[Reading]) -> Open:
    names = tuple(dict.fromkeys(str(reading) for reading in pool))
    if len(names) < 2:
        names = tuple(f"{reading} {reading.latitude}, {reading.longitude}" for reading in pool)
    return Open(reason=f"{len(pool)} places share this name and nothing decides between them", candidates=names[:SHOWN])


def _size(reading: Reading) -> int:
    return reading.population or UNKNOWN_POPULATION


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 12_742.0 * math.asin(min(1.0, math.sqrt(half)))
