"""What the folder draws, without a browser: outlines and dots of the map, bars and ticks of the timeline."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidso.show.export.html_lines import Line
from saidso.show.export.html_map import WIDTH, chart_of
from saidso.show.export.html_timeline import Axis, in_order, lane_of
from saidso.show.export.outlines import cut, outlines
from saidso.show.export.pages import Provenance

COUNTS = Provenance(
    incident="i1",
    permalink="saidso:i1",
    claim_ids=("c1",),
    claims=1,
    documents=1,
    origins_lo=1,
    origins_hi=1,
    denials=0,
    contradictions=0,
    reviewed=0,
    review="unreviewed",
)
DAY = date(2024, 3, 12)
LINE = Line(
    id="i1",
    type="attack",
    place="Selfoss, IS",
    town="Selfoss",
    country="IS",
    when="12 March 2024",
    first_day=DAY,
    last_day=DAY,
    said=(DAY + timedelta(days=1),),
    point=(-21.0, 63.9),
    precision="town",
    radius_km=8,
    killed="",
    contradicted=(),
    counts=COUNTS,
    search="",
)


def inside(point: tuple[float, float], ring: tuple[tuple[float, float], ...]) -> bool:
    """Ray casting: an odd number of edges lies to the east of a point inside."""
    x, y = point
    edges = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum((a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in edges) % 2 == 1


@pytest.mark.parametrize(
    ("country", "point"),
    [
        ("Iceland", (-18.1, 65.0)),
        ("Fiji", (178.0, -17.8)),
        ("Russia", (184.0, 66.5)),
        ("Brazil", (-47.9, -15.8)),
        ("Antarctica", (0.0, -85.0)),
        (None, (-30.0, 40.0)),
    ],
)
def test_a_point_lies_in_its_country_and_in_no_other(country: str | None, point: tuple[float, float]) -> None:
    """Outlines are decoded rightly, also where they cross the date line (Russia runs on beyond 180) and around the pole."""
    found = [outline.name for outline in outlines() if sum(inside(point, ring) for ring in outline.rings) % 2 == 1]
    assert found == ([country] if country else [])


@given(st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=3, max_size=12))
def test_what_is_cut_lies_in_the_box(ring: list[tuple[float, float]]) -> None:
    """No point of a cut ring lies outside; a ring inside the box comes back as it was."""
    for x, y in cut(ring, (-5.0, -4.0, 6.0, 7.0)):
        assert -5 - 1e-9 <= x <= 6 + 1e-9 and -4 - 1e-9 <= y <= 7 + 1e-9
    assert cut(ring, (-21.0, -21.0, 21.0, 21.0)) == ring


def test_a_town_is_drawn_where_it_lies() -> None:
    """Its dot is inside its country's path and inside the picture; north is up, and the ring is eight kilometres."""
    north = replace(LINE, id="i2", point=(-18.1, 65.7), town="Akureyri")
    chart = chart_of([LINE, north])
    assert chart is not None
    south_spot, north_spot = sorted(chart.spots, key=lambda spot: -spot.y)
    assert (south_spot.name, north_spot.name) == ("Selfoss", "Akureyri")
    [iceland] = [land for land in chart.lands if land.name == "Iceland"]
    rings = [
        tuple((float(x), float(y)) for x, y in re.findall(r"([-\d.]+),([-\d.]+)", part)) for part in iceland.path.split("Z")[:-1]
    ]
    for spot in chart.spots:
        assert 0 < spot.x < WIDTH and 0 < spot.y < chart.height
        assert any(inside((spot.x, spot.y), ring) for ring in rings)
    degree = (south_spot.y - north_spot.y) / (65.7 - 63.9)
    assert south_spot.radius == pytest.approx(8 / 111.2 * degree, abs=0.1)


def test_incidents_of_one_town_share_a_dot() -> None:
    """One dot a town, bigger for more incidents, marked where voices contradict each other; no point, no dot."""
    apart = replace(LINE, id="i3", counts=replace(COUNTS, contradictions=1))
    chart = chart_of([LINE, apart, replace(LINE, id="i4", point=None)])
    assert chart is not None
    [spot] = chart.spots
    assert [line.id for line in spot.lines] == ["i1", "i3"] and spot.contradicted
    alone = chart_of([LINE])
    assert alone is not None and alone.spots[0].dot < spot.dot
    assert chart_of([replace(LINE, point=None)]) is None


@pytest.mark.parametrize("points", [[(179.9, -17.0), (-179.9, -17.0)], [(0.0, 0.0)], [(-170.0, 71.0), (150.0, -40.0)]])
def test_any_part_of_the_world_can_be_drawn(points: list[tuple[float, float]]) -> None:
    """Across the date line, in the open sea, from pole to pole: every dot is inside the picture."""
    chart = chart_of([replace(LINE, id=f"i{n}", point=point) for n, point in enumerate(points)])
    assert chart is not None and len(chart.spots) == len(points)
    for spot in chart.spots:
        assert 0 <= spot.x <= WIDTH and 0 <= spot.y <= chart.height


@given(st.integers(0, 40_000))
def test_the_axis_is_never_crowded(days: int) -> None:
    """From one day to a century there are some ticks and not too many, in order and on the axis."""
    axis = Axis(DAY - timedelta(days=1), DAY + timedelta(days=days + 1))
    places = [tick.at for tick in axis.ticks()]
    assert len(places) <= 10 and places == sorted(set(places)) and all(0 <= place <= 100 for place in places)
    assert places or days < 60


def test_a_bar_stands_before_its_ticks() -> None:
    """What was said the day after is drawn to the right of what happened; a day nobody gives has no bar."""
    axis = Axis.of([LINE])
    assert axis is not None
    lane = lane_of(LINE, axis)
    assert lane.bar is not None and lane.bar[0] == lane.bar[1] < lane.ticks[0] and not lane.open
    assert lane_of(replace(LINE, first_day=None, last_day=None), axis).bar is None


def test_an_old_beginning_does_not_press_the_month_flat() -> None:
    """ "Since 1991" is drawn from the edge with an open end; an event wholly outside is an arrow, never a dot on a wrong day."""
    reports = [replace(LINE, id=f"i{n}", said=(DAY + timedelta(days=n),)) for n in range(1, 30)]
    since = replace(LINE, id="old", first_day=date(1991, 1, 1))
    axis = Axis.of([*reports, since])
    assert axis is not None and axis.first.year == 2024
    lane = lane_of(since, axis)
    assert lane.open and lane.bar is not None and lane.bar[0] == 0
    before = lane_of(replace(LINE, first_day=date(1991, 1, 1), last_day=date(1991, 1, 2)), axis)
    after = lane_of(replace(LINE, first_day=date(2031, 1, 1), last_day=None), axis)
    assert (before.bar, before.beyond, after.bar, after.beyond) == (None, "before", None, "after")


def test_an_end_nobody_gives_is_open() -> None:
    """From a day on: the bar runs to the edge, and is drawn as open."""
    axis = Axis.of([LINE, replace(LINE, said=(DAY + timedelta(days=40),))])
    assert axis is not None
    lane = lane_of(replace(LINE, last_day=None), axis)
    assert lane.bar is not None and lane.bar[1] == 100 and lane.open


def test_no_day_comes_last() -> None:
    """By the first day, and what nobody dates behind, by when it was said."""
    undated = replace(LINE, id="i0", first_day=None, last_day=None, said=())
    early = replace(LINE, id="i9", first_day=DAY - timedelta(days=3))
    assert [line.id for line in in_order([undated, LINE, early])] == ["i9", "i1", "i0"]
    assert Axis.of([undated]) is None
