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

SUBURB_KM = 30.0
"""How far from a town something "in" it may lie."""

SAME_TOWN_DEGREES = 0.25
"""Two rows of one name so close are a town and its own district: the more populous row stands."""

ALIAS_ABROAD_FROM = 500_000
"""... and by another than its main name only to a city this large, and only if nothing else is called so: "Bethlehem" is no
more Belém in Brazil than "Nawa" is Naha in Japan."""

ALIAS_WEIGHT = 10
"""A town that bears the name only among its other names weighs a tenth: "Homs" is the Syrian city before it is Al Khums."""

SEAT_FROM = 20_000
"""A town this large is what its area is called after; a smaller one of that name ("Anbar") is not meant before the area."""

SEAT_SHARE = 20
"""Under another of its names a town is meant before the area only if it has a twentieth of the area's people."""

SHOWN = 8
"""Candidates shown; a name with more is as ambiguous with eight."""


@dataclass(frozen=True, slots=True)
class Within:
    """What a phrase says that a place lies in; with a point where it is a town."""

    country: str
    area: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """The other places of the document: latitude and longitude of those that have a point, and (country, area) of all."""

    points: tuple[tuple[float, float], ...] = ()
    areas: tuple[tuple[str, str], ...] = ()


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
    where: Sequence[Within],
    near: Near,
) -> Reading | Open:
    """The one reading that words and document leave, else Open.

    Args:
        readings: everything the name may mean.
        sort: what the words call it (``place_words.SORTS``), or empty.
        countries: the document's countries, most named first.
        where: the places that the phrase itself puts it in.
        near: what else the same document names.
    """
    pool = _fitting(_distinct(readings, countries, sort), sort, {*countries, *(holder.country for holder in where)})
    if where:
        pool = [reading for reading in pool if all(_lies_in(reading, holder) for holder in where)]
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
    return (
        _nearest(pool, near.points)
        or _in_areas(pool, near.areas)
        or _first_country(pool, countries)
        or _dominant(pool, countries)
        or _ambiguous(pool)
    )


def kilometres(a: Located, b: Located) -> float:
    """Great-circle distance of two places, in kilometres; infinite where one has no point."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    return _distance((a.latitude, a.longitude), (b.latitude, b.longitude))


def _distinct(readings: Sequence[Reading], countries: Sequence[str], sort: str) -> list[Reading]:
    """One reading a town, the user's tables before ours and ours before the gazetteer; a seldom name only in its country."""
    allowed = [reading for reading in readings if not reading.seldom or reading.country in countries or len(readings) == 1]
    if any(reading.users for reading in allowed):
        allowed = [reading for reading in allowed if reading.users or not reading.own]
    if any(reading.kind == "town" for reading in allowed) and not sort:
        # A user's dump names camps and posts after the towns they stand by; the bare name is the town.
        allowed = [reading for reading in allowed if reading.kind in _WIDE or not reading.seldom]
    towns: dict[object, Reading] = {}
    for reading in sorted(allowed, key=lambda reading: not reading.own):
        town = reading.geoname_id if reading.kind == "town" else None
        towns.setdefault(town or (reading.name, reading.kind, reading.country), reading)
    return list(towns.values())


_WIDE = frozenset({"town", "admin", "country", "territory"})

_FITS = {
    "town": frozenset({"town"}),
    "admin": frozenset({"admin", "territory", "mountain"}),
    "neighbourhood": frozenset({"neighbourhood", "camp"}),
    "prison": frozenset({"prison"}),
    "camp": frozenset({"camp"}),
    "road": frozenset({"road"}),
    "base": frozenset({"base"}),
    "dam": frozenset({"dam"}),
    "front": frozenset({"front", "territory"}),
    "crossing": frozenset({"crossing"}),
    "water": frozenset({"water"}),
    "mountain": frozenset({"mountain", "territory"}),
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
    if sort == "admin" and countries and not any(reading.country in countries for reading in fitting):
        # "Beni territory" in a report on the DRC is around that Beni, not a department of Bolivia.
        return fitting + [reading for reading in readings if reading.kind == "town" and reading.country in countries]
    if fitting or sort in ("town", "neighbourhood", "water"):
        return fitting
    # "Idlib prison", "Bijapur region": no such row, but the town of that name is where it is.
    return [reading for reading in readings if reading.kind == "town" and (reading.country in countries or sort == "admin")]


def _lies_in(reading: Reading, holder: Within) -> bool:
    """By area; or around a town, for the suburbs of a capital lie in the next province."""
    if reading.country != holder.country:
        return False
    return holder.area is None or reading.area in (None, holder.area) or kilometres(reading, holder) <= SUBURB_KM


def _in_prior(pool: list[Reading], countries: Sequence[str], sort: str) -> list[Reading] | Open:
    """Readings inside the document's countries, unless a far more famous one outside makes the name ambiguous."""
    states = [reading for reading in pool if reading.kind == "country"]
    if states and sort not in ("town", "admin"):
        # Lebanon is the country though the document names it but once; "Georgia" in a report on the USA is not.
        states = [state for state in states if state.country in countries] or states
        at_home = [reading for reading in pool if reading.country in countries and _is_no_hamlet(reading)]
        return states if states[0].country in countries or not at_home else _ambiguous([*states, *at_home])
    wide = [reading for reading in pool if not reading.country]
    if wide and len(countries) > 1:
        return wide  # Kashmir in a report on India and Pakistan is no area of either
    inside = [reading for reading in pool if reading.country in countries]
    outside = [reading for reading in pool if reading.country not in countries and (reading.country or not inside)]
    if not inside:
        cities = [reading for reading in outside if reading.own or _known_abroad(reading, outside)]
        if outside and not cities:
            return Open(reason=f"only outside the document's countries: {outside[0]}")
        return cities
    if any(reading.own for reading in inside):
        return inside
    largest = max(_size(reading) for reading in inside)
    towns_here = [reading for reading in inside if reading.kind == "town" and reading.main and _size(reading) >= DOMINANT_FROM]
    usual = [reading for reading in outside if reading.own]
    if towns_here and usual and max(_size(reading) for reading in usual) < DOMINANT * largest:
        return inside  # Bethlehem in a report on South Africa is a town there, and no smaller than the other
    if usual:
        # A report on Syria may well mean the Sinjar of Iraq: the usual reading is never passed over in silence.
        return _ambiguous([*inside, *usual])
    best = max(_size(reading) for reading in inside)
    towns = [] if sort == "admin" else [reading for reading in outside if reading.kind == "town"]
    famous = [reading for reading in towns if reading.main and _size(reading) >= max(FAMOUS_FROM, FAMOUS * best)]
    return [*inside, *famous]


def _is_no_hamlet(reading: Reading) -> bool:
    """Whether, inside the document's countries, this may be meant where a country elsewhere has the name."""
    return reading.kind == "admin" or (reading.kind == "town" and reading.main and _size(reading) >= ALONE_ABROAD_FROM)


def _known_abroad(reading: Reading, others: list[Reading]) -> bool:
    if reading.kind == "town" and not reading.main:
        return len(others) == 1 and _size(reading) >= ALIAS_ABROAD_FROM
    return _size(reading) >= ALONE_ABROAD_FROM


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


def _in_areas(pool: list[Reading], areas: Sequence[tuple[str, str]]) -> Reading | None:
    """The only reading in a province that the document names, or that other places of it lie in."""
    inside = [reading for reading in pool if (reading.country, reading.area) in areas]
    return inside[0] if len(inside) == 1 and inside[0].main and all(reading.area for reading in pool) else None


def _first_country(pool: list[Reading], countries: Sequence[str]) -> Reading | None:
    """The only reading in the document's first country, where no other is ten times as populous."""
    if not countries:
        return None
    first = [reading for reading in pool if reading.country == countries[0]]
    others = [_size(reading) for reading in pool if reading.country != countries[0]]
    if len(first) == 1 and others and max(others) < DOMINANT * _size(first[0]) and not all(reading.own for reading in pool):
        return first[0]
    return None


def _dominant(pool: list[Reading], countries: Sequence[str]) -> Reading | None:
    ranked = sorted(pool, key=lambda reading: -_weight(reading))
    top, second = _weight(ranked[0]), _weight(ranked[1])
    if ranked[0].country not in countries and any(reading.country in countries for reading in pool):
        return None  # The famous one abroad stands beside the document's own; size alone does not take it from there.
    if ranked[0].kind == "admin" and not countries and any(_is_city(reading) for reading in pool):
        return None  # Without a country "Victoria" is as well a town, or somebody.
    return ranked[0] if _size(ranked[0]) >= DOMINANT_FROM and top >= DOMINANT * second else None


def _ambiguous(pool: list[Reading]) -> Open:
    names = tuple(dict.fromkeys(str(reading) for reading in pool))
    if len(names) < 2:
        names = tuple(f"{reading} {reading.latitude}, {reading.longitude}" for reading in pool)
    return Open(reason=f"{len(pool)} places share this name and nothing decides between them", candidates=names[:SHOWN])


def _size(reading: Reading) -> int:
    return reading.population or UNKNOWN_POPULATION


def _is_city(reading: Reading) -> bool:
    return reading.kind == "town" and reading.main and _size(reading) >= DOMINANT_FROM


def _weight(reading: Reading) -> float:
    return _size(reading) if reading.main else _size(reading) / ALIAS_WEIGHT


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 12_742.0 * math.asin(min(1.0, math.sqrt(half)))
