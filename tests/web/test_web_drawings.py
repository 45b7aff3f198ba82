"""The drawings of an incident: where marks stand follows from what was said, and nothing is drawn finer than it was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from raid import OREMI, raid, write_raid_ledger

from saidso.ledger import Ledger
from saidso.nouns.claim import Claim, SlotValue
from saidso.nouns.document import Document
from saidso.nouns.incident import Incident
from saidso.show.guard import Profile
from saidso.show.matrix import Matrix, matrix_of
from saidso.show.page import page_of
from saidso.show.web.drawings.numbers import Scale, plots_of
from saidso.show.web.drawings.origin_graph import graph_of
from saidso.show.web.drawings.places import ZOOMS, number_of, places_of
from saidso.show.web.drawings.times import timeline_of
from saidso.values.place import Place
from saidso.values.when import When


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    """The raid that five papers tell."""
    path = write_raid_ledger(tmp_path_factory.mktemp("raid") / "raid.ledger")
    with Ledger(path) as ledger:
        page = page_of(ledger, next(one.id for one in ledger.incidents() if "r1" in one.claims), Profile.INTERNAL)
        return matrix_of(page.incident, page.claims, page.documents)


def with_value(matrix: Matrix, value: SlotValue) -> Matrix:
    """The same matrix, the first claim's value of that slot another one."""
    quotes = list(matrix.quotes)
    own = tuple(value if each.slot == value.slot else each for each in quotes[0].claim.values)
    quotes[0] = replace(quotes[0], claim=replace(quotes[0].claim, values=own))
    return replace(matrix, quotes=tuple(quotes))


@pytest.mark.parametrize("numbers", [[0, 3, 7], [0], [1, 2000], [5, 5]])
@pytest.mark.parametrize("open_ended", [False, True])
def test_a_scale_keeps_order(numbers: list[int], open_ended: bool) -> None:
    """A larger number stands further on, all stand within the drawing, and an open end leaves room for its arrow."""
    scale = Scale.over(numbers, open_ended=open_ended)
    at = [scale.at(number) for number in sorted(set(numbers))]
    assert at == sorted(set(at))
    assert all(0 < x <= (80 if open_ended else 100) for x in at)
    assert scale.wide == (max(numbers) == 2000)
    assert [x for x, _ in scale.ticks()] == sorted({x for x, _ in scale.ticks()})


def test_numbers_are_drawn_as_they_are_said(matrix: Matrix) -> None:
    """"three" is a dot, "at least seven" a line that fades upwards, "dozens" one with its rule named; two copies are one mark."""
    (plot,) = plots_of(matrix)
    assert plot.slot == "killed"
    by_words = {mark.words: mark for mark in plot.marks}
    assert by_words["3 soldiers"].dot
    assert len(by_words["3 soldiers"].quotes) == 2
    seven = by_words["at least 7 soldiers"]
    assert seven.open_high and not seven.open_low and not seven.dot
    assert [shade for _, _, shade in seven.line] == [1.0, 0.6, 0.3]
    assert seven.shapes == (seven.start,)
    (dozens,) = [mark for mark in plot.marks if mark.rule]
    assert dozens.rule == "literal@1"
    assert by_words["3 soldiers"].start < seven.start < dozens.start
    denied = [mark for mark in plot.marks if mark.stance == "denies"]
    assert len(denied) == 1


def test_steps_follow_the_days_of_saying(matrix: Matrix) -> None:
    """Each origin has a line of its own over the days; a denial is a mark on it and no step."""
    (plot,) = plots_of(matrix)
    assert len(plot.stairs) == len({mark.origin for mark in plot.marks})
    later = {stairs.steps[0].day: stairs for stairs in plot.stairs}
    assert later[date(2024, 3, 13)].steps[0].x < later[date(2024, 3, 18)].steps[0].x
    assert later[date(2024, 3, 13)].steps[0].y > later[date(2024, 3, 18)].steps[0].y, "a larger number stands higher"
    assert later[date(2024, 3, 14)].path == ""
    assert len({stairs.label for stairs in plot.stairs}) == len(plot.stairs)


def test_an_imprecise_time_is_a_bar(matrix: Matrix) -> None:
    """A day is a point, a month a bar over it, and a time that nobody can place is no mark at all."""
    timeline = timeline_of(matrix)
    (day,) = timeline.happened
    assert day.start is not None and day.width == 0
    assert set(day.quotes) == {1, 2, 3, 4, 5}
    evidence = matrix.quotes[0].claim.of("time")[0].evidence
    march = When(
        earliest=date(2024, 3, 1), latest=date(2024, 3, 31), granularity="month", relative_to="none", words="March", rule="month"
    )
    bars = timeline_of(with_value(matrix, SlotValue(slot="time", evidence=evidence, value=march)))
    wide = next(one for one in bars.happened if one.when is march)
    assert wide.start is not None and wide.width > 0
    dawn = replace(march, earliest=None, latest=None, words="at dawn", relative_to="event")
    loose = timeline_of(with_value(matrix, SlotValue(slot="time", evidence=evidence, value=dawn)))
    assert next(one for one in loose.happened if one.when is dawn).start is None


def test_days_of_saying_are_ticks_of_their_origin(matrix: Matrix) -> None:
    """Who was heard on which day stands in the lane of its origin, with the papers that carried it."""
    said = {one.name: one for one in timeline_of(matrix).said}
    ((_, day, publishers, quotes),) = said["the defence ministry"].ticks
    assert (day, publishers, len(quotes)) == (date(2024, 3, 13), ("Kastorin Courier", "Valley Herald"), 2)


def test_a_town_has_a_ring_and_a_country_an_outline(matrix: Matrix) -> None:
    """A town is a dot with the ring of its precision; a country that is all that is said is marked as a whole, without a dot."""
    places = places_of(matrix)
    (spot,) = places.spots
    assert places.chart is not None
    assert (spot.words, spot.precision, spot.km) == ("Oremi, IS", "town", 8)
    assert spot.x is not None and spot.radius > 0
    evidence = matrix.quotes[0].claim.of("place")[0].evidence
    land = Place(words="Iceland", name="Iceland", kind="country", country="IS", latitude=65.0, longitude=-18.0)
    both = places_of(with_value(matrix, SlotValue(slot="place", evidence=evidence, value=land)))
    country = next(one for one in both.spots if one.place is land)
    assert country.x is None and country.km is None
    assert both.chart is not None and both.chart.marked == {"352"}
    assert any(each.number == "352" for each in both.chart.lands)
    nowhere = Place(words="the old mill", reason="not in the gazetteer")
    open_ones = replace(matrix, quotes=matrix.quotes[:1])
    assert places_of(with_value(open_ones, SlotValue(slot="place", evidence=evidence, value=nowhere))).chart is None


def test_near_is_wider_than_town(matrix: Matrix) -> None:
    """ "near Oremi" has a wider ring than Oremi, and a nearer view draws each ring larger."""
    evidence = matrix.quotes[0].claim.of("place")[0].evidence
    near = SlotValue(slot="place", evidence=evidence, value=replace(OREMI, part="near"))
    rings = {spot.precision: spot.radius for spot in places_of(with_value(matrix, near)).spots}
    assert rings["near"] > rings["town"]
    assert places_of(matrix, len(ZOOMS) - 1).spots[0].radius > places_of(matrix, 0).spots[0].radius


def test_countries_have_their_numbers() -> None:
    """ISO's two letters lead to the number by which the outlines know a country; none to nothing."""
    assert (number_of("IS"), number_of("SY"), number_of(""), number_of(None)) == ("352", "760", "", "")


def test_the_graph_joins_documents_to_origins(matrix: Matrix) -> None:
    """Papers with one text share an arc with its share, both carry the ministry, and the earliest stands first."""
    graph = graph_of(matrix)
    assert [paper.day for paper in graph.papers] == sorted(paper.day for paper in graph.papers if paper.day)
    first, second = graph.papers[:2]
    assert first.copies == ((2, 1.0, first.copies[0][2]),)
    assert first.origins == second.origins
    assert len(graph.arcs) == 1
    ministry = next(one for one in graph.origins if one.name == "the defence ministry")
    assert (ministry.earliest, ministry.first) == (date(2024, 3, 13), 1)
    assert {line.origin for line in graph.lines} == {one.number for one in graph.origins}


def test_the_ledger_of_these_tests_is_linked_as_it_should_be(matrix: Matrix) -> None:
    """The five papers are one incident of the linking's own making, and the sixth is not in it."""
    pairs: list[tuple[Document, Claim]] = raid()
    incident: Incident = matrix.incident
    assert incident.claims == tuple(one.id for _, one in pairs[:5])
