"""The map of the folder: outlines, a dot a town and a ring for how well the place is known, as numbers for an SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from saidso.show.export.html_lines import Line
from saidso.show.export.outlines import Box, Point, cut, meet, outlines

WIDTH = 1000
"""Units of the drawing; the page scales it to its own width."""
_TALLEST, _FLATTEST = 0.8, 0.45
"""Height as a share of the width."""
_LEAST = 5.0
"""Degrees shown at least: closer than that the outlines say nothing any more."""
_KM = 111.2
"""Kilometres of a degree of latitude."""
_NAMED = 0.012
"""Share of the map that a country must fill to bear its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A country's part of the map as an SVG path; ``name`` is empty where it has no room for it.

    ``number`` is the country's ISO 3166 number.
    """

    path: str
    name: str
    x: float
    y: float
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A town with the incidents that are said to have happened there."""

    key: str
    name: str
    x: float
    y: float
    dot: float
    radius: float
    km: int | None
    precision: str
    lines: tuple[Line, ...]

    @property
    def contradicted(self) -> bool:
        """Whether voices contradict each other in one of its incidents."""
        return any(line.counts.contradictions for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The whole drawing."""

    width: float
    height: float
    lands: tuple[Land, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world and how degrees become units: equirectangular, true to scale at the middle of the map."""

    box: Box
    height: float

    @classmethod
    def of(cls, points: Sequence[Point]) -> View:
        """Around all points, with a margin, never flatter or taller than a page shows well."""
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        middle_x, middle_y = (west + east) / 2, (south + north) / 2
        shrink = max(0.2, math.cos(math.radians(middle_y)))
        high = min(170.0, max(_LEAST, (north - south) * 1.35))
        wide = min(360.0, max(_LEAST / shrink, (east - west) * 1.35))
        ratio = min(_TALLEST, max(_FLATTEST, high / (wide * shrink)))
        wide = min(360.0, max(wide, high / ratio / shrink))
        high = min(179.0, max(high, wide * shrink * ratio))
        middle_x = min(180 - wide / 2, max(-180 + wide / 2, middle_x))
        middle_y = min(89.5 - high / 2, max(-89.5 + high / 2, middle_y))
        box = (middle_x - wide / 2, middle_y - high / 2, middle_x + wide / 2, middle_y + high / 2)
        return cls(box, round(WIDTH * high / (wide * shrink), 1))

    def closer(self, times: float) -> View:
        """The same middle so many times as near; below 1 from farther off, as far as the world goes."""
        west, south, east, north = self.box
        times = max(times, (east - west) / 360, (north - south) / 179)
        wide, high = (east - west) / times / 2, (north - south) / times / 2
        x, y = (west + east) / 2, (south + north) / 2
        y = min(89.5 - high, max(-89.5 + high, y))
        return View((x - wide, y - high, x + wide, y + high), self.height)

    def at(self, point: Point) -> Point:
        """A point (longitude, latitude) in units, from the upper left corner."""
        west, south, east, north = self.box
        return (
            round((point[0] - west) / (east - west) * WIDTH, 1),
            round((north - point[1]) / (north - south) * self.height, 1),
        )

    def length(self, km: float) -> float:
        """Kilometres north to south in units."""
        return round(km / _KM / (self.box[3] - self.box[1]) * self.height, 1)


def chart_of(lines: Sequence[Line]) -> Chart | None:
    """The map of these incidents; None where none has a point."""
    places: dict[Point, list[Line]] = {}
    for line in lines:
        if line.point is not None:
            places.setdefault(line.point, []).append(line)
    if not places:
        return None
    view = View.of(list(places))
    # Big dots first, so that small ones lie on top and can be reached.
    crowded = sorted(places.items(), key=lambda place: (-len(place[1]), place[0]))
    spots = tuple(_spot(number, point, held, view) for number, (point, held) in enumerate(crowded, start=1))
    return Chart(width=WIDTH, height=view.height, lands=lands(view), spots=spots)


def _spot(number: int, point: Point, lines: Sequence[Line], view: View) -> Spot:
    """One town; its ring is the widest that any of its incidents asks for."""
    widest = max(lines, key=lambda line: line.radius_km or 0)
    x, y = view.at(point)
    names = dict.fromkeys(line.town for line in lines)
    return Spot(
        key=f"place-{number}",
        name=" / ".join(names),
        x=x,
        y=y,
        dot=min(20.0, round(7.5 + 2 * math.sqrt(len(lines) - 1), 1)),
        radius=view.length(widest.radius_km or 0),
        km=widest.radius_km,
        precision=widest.precision,
        lines=tuple(lines),
    )


@lru_cache(maxsize=64)
def lands(view: View) -> tuple[Land, ...]:
    """The countries in a view, cut to it."""
    found = []
    west, south, east, north = view.box
    turns = [(west + turn, south, east + turn, north) for turn in (0, -360, 360)]
    for outline in outlines():
        bounded = list(zip(outline.rings, outline.boxes, strict=True))
        parts = [(box, part) for box in turns for ring, own in bounded if meet(own, box) and (part := cut(ring, box))]
        rings = [[view.at((x - box[0] + west, y)) for x, y in part] for box, part in parts]
        if rings:
            largest = max(rings, key=lambda ring: abs(_area(ring)))
            x, y = _middle(largest)
            roomy = abs(_area(largest)) > _NAMED * WIDTH * view.height
            name = outline.name if roomy else ""
            found.append(Land(path="".join(map(_path, rings)), name=name, x=x, y=y, number=outline.number))
    return tuple(found)


def _path(ring: Sequence[Point]) -> str:
    """ "M1,2L3,4Z"; points that fall together at this scale are left out."""
    steps = [point for index, point in enumerate(ring) if index == 0 or point != ring[index - 1]]
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in steps) + "Z"


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def _middle(ring: Sequence[Point]) -> Point:
    """The centroid of a ring."""
    area = _area(ring)
    if area == 0:
        return ring[0]
    pairs = list(zip(ring, [*ring[1:], *ring[:1]], strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    return round(x, 1), round(y, 1)
