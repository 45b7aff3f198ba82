"""Where it is said to have happened, on a map: a dot at the town's centre, a ring for how far off it may be.

A place that is known to a country only is no dot: its country's outline is marked. What no table knows stands in the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from saidso.show.export.geojson import point_of, precision_of
from saidso.show.export.html_map import WIDTH, Land, View, lands
from saidso.show.export.outlines import Point, outlines
from saidso.show.matrix import Matrix
from saidso.show.wording import place_words
from saidso.values.place import Place

SLOTS = ("place", "origin", "destination")
ZOOMS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""How near the map can be looked at; 1 shows all that is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place as said, in one slot, by these origins.

    ``precision`` is a word of geojson's ("town", "near", "district", ...), ``km`` the radius of its ring; ``x`` and ``y`` are
    None where the place has no point. ``marks`` says that its country's outline stands for it.
    """

    number: int
    slot: str
    place: Place
    words: str
    precision: str
    km: int | None
    origins: tuple[int, ...]
    quotes: tuple[int, ...]
    x: float | None = None
    y: float | None = None
    radius: float = 0.0
    marks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The drawing; ``marked`` are the numbers of countries whose outlines are marked."""

    width: float
    height: float
    lands: tuple[Land, ...]
    marked: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The list, and the map of what of it can be drawn (None: nothing can)."""

    spots: tuple[Spot, ...]
    chart: Chart | None


def places_of(matrix: Matrix, zoom: int = 2) -> Places:
    """The places of one incident.

    Args:
        matrix: its claims.
        zoom: a place in ``ZOOMS``.
    """
    spots = _spots(matrix)
    points = [point for spot in spots if (point := point_of(spot.place))]
    marked = frozenset(number for spot in spots if spot.marks and (number := number_of(spot.place.country)))
    corners = [corner for number in marked for corner in _corners(number)]
    if not points and not corners:
        return Places(spots=spots, chart=None)
    view = View.of(points or corners).closer(ZOOMS[zoom])
    drawn = tuple(_drawn(spot, view) for spot in spots)
    return Places(spots=drawn, chart=Chart(width=WIDTH, height=view.height, lands=lands(view), marked=marked))


def _spots(matrix: Matrix) -> tuple[Spot, ...]:
    """One for each place and slot, those that most origins name first."""
    origin = matrix.numbers()
    found: dict[tuple[str, str, str | None, str], Spot] = {}
    for quote in matrix.quotes:
        for slot in SLOTS:
            for each in quote.claim.of(slot):
                if isinstance(each.value, Place):
                    words, precision = place_words(each.value), precision_of(each.value)
                    key = slot, words, each.value.country, precision[0]
                    spot = found.get(key) or _spot(slot, each.value, words)
                    own = {origin[quote.claim.id]} if quote.claim.id in origin else set()
                    found[key] = replace(
                        spot,
                        origins=tuple(sorted({*spot.origins, *own})),
                        quotes=tuple(sorted({*spot.quotes, quote.number})),
                    )
    ordered = sorted(found.values(), key=lambda spot: (-len(spot.origins), -len(spot.quotes), spot.slot, spot.words))
    return tuple(replace(spot, number=number) for number, spot in enumerate(ordered, start=1))


def _spot(slot: str, place: Place, words: str) -> Spot:
    precision, km = precision_of(place)
    marks = place.kind == "country" and place.country is not None
    return Spot(number=0, slot=slot, place=place, words=words, precision=precision, km=km, origins=(), quotes=(), marks=marks)


def _drawn(spot: Spot, view: View) -> Spot:
    point = point_of(spot.place)
    if point is None or spot.marks:
        return spot
    x, y = view.at(point)
    return replace(spot, x=x, y=y, radius=view.length(spot.km or 0))


@lru_cache(maxsize=512)
def number_of(country: str | None) -> str:
    """The ISO 3166 number of a country's two letters, as CLDR has them; empty where there is none."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    return next((str(name) for name, known in aliases.items() if str(name).isdigit() and list(known) == [country]), "")


def _corners(number: str) -> Sequence[Point]:
    """Around the largest part of a country: its islands across an ocean do not push the rest out of sight."""
    boxes = [box for outline in outlines() if outline.number == number for box in outline.boxes]
    if not boxes:
        return ()
    west, south, east, north = max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    return ((west, south), (east, north))
