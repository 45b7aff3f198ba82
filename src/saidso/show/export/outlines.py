"""Outlines of countries for a map that needs no tiles: world-atlas (Natural Earth, 1:50 m) cut to the part of the world wanted.

Where a border runs on it is Natural Earth's view. Nothing is fetched: the file is part of the package.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

ATLAS = Path(__file__).parents[1] / "web" / "static" / "vendor" / "world-atlas-2.0.2" / "countries-50m.json"

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A country by the name that Natural Earth gives it, as rings of (longitude, latitude).

    ``number`` is its ISO 3166 number ("760"), empty for lands that have none; ``boxes`` bound the rings one by one.
    """

    name: str
    rings: tuple[tuple[Point, ...], ...]
    number: str = ""
    boxes: tuple[Box, ...] = ()


@lru_cache(maxsize=1)
def outlines() -> tuple[Outline, ...]:
    """Every country, in the order of the file; holes are rings like the others."""
    atlas = json.loads(ATLAS.read_text(encoding="utf-8"))
    arcs = [_decoded(arc, atlas["transform"]) for arc in atlas["arcs"]]
    return tuple(_outline(each, arcs) for each in atlas["objects"]["countries"]["geometries"] if each["type"])


def _outline(country: dict[str, Any], arcs: Sequence[Sequence[Point]]) -> Outline:
    rings = tuple(_ring(ring, arcs) for ring in _rings(country))
    boxes = tuple(_bounds(ring) for ring in rings)
    return Outline(name=country["properties"]["name"], rings=rings, number=country.get("id", ""), boxes=boxes)


def _bounds(ring: Sequence[Point]) -> Box:
    longitudes, latitudes = [x for x, _ in ring], [y for _, y in ring]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share any point: what does not need no cutting."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _decoded(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[Point]:
    """TopoJSON: whole numbers, each point as its step from the last one."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * wide + west, y * high + south))
    return points


def _rings(country: dict[str, Any]) -> list[list[int]]:
    if country["type"] == "Polygon":
        return list(country["arcs"])
    return [ring for polygon in country["arcs"] for ring in polygon]


def _ring(indices: Sequence[int], arcs: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
    """Arcs end to end; a negative index is an arc walked backwards, and each begins where the last one ended."""
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1 if points else 0 :]
    return _unrolled(points)


def _unrolled(points: Sequence[Point]) -> tuple[Point, ...]:
    """A ring that crosses the date line as one piece, with longitudes beyond 180; one around the pole is closed along it."""
    unrolled: list[Point] = []
    turn = 0
    for point, last in zip(points, [points[0], *points[:-1]], strict=True):
        step = point[0] - last[0]
        turn += -360 if step > 180 else 360 if step < -180 else 0
        unrolled.append((point[0] + turn, point[1]))
    if turn:
        unrolled += [(unrolled[-1][0], -90.0), (unrolled[0][0], -90.0)]
    return tuple(unrolled)


def cut(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of a ring inside ``box`` (Sutherland and Hodgman 1974); empty where it lies outside.

    A ring with longitudes beyond 180 is asked for again a turn of the world to the west and to the east by the caller.
    """
    west, south, east, north = box
    for axis, border, keep in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        ring = _cut_once(ring, lambda point, a=axis, b=border, k=keep: k * (point[a] - b))  # type: ignore[misc]
    return list(ring)


def _cut_once(ring: Sequence[Point], inside: Callable[[Point], float]) -> list[Point]:
    kept: list[Point] = []
    for last, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        before, now = inside(last), inside(point)
        if (before < 0) != (now < 0):
            share = before / (before - now)
            kept.append((last[0] + share * (point[0] - last[0]), last[1] + share * (point[1] - last[1])))
        if now >= 0:
            kept.append(point)
    return kept
