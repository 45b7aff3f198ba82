"""Totals over days and acts told together are no part of one incident; they stand beside it, with the reason."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from invented_claims import Paper
from test_growing_ledger import put

from saidso.ledger import Ledger
from saidso.link import link, relink
from saidso.link.related import related
from saidso.link.several import is_series, is_total
from saidso.nouns.claim import Claim, SlotValue
from saidso.nouns.incident import Incident
from saidso.show.cli import main
from saidso.values.place import Place
from saidso.values.when import read_when

DAY = date(2032, 3, 12)


def told(text: str, trigger: str, kind: str, count: str = "", time: str = "", places: tuple[str, ...] = ()) -> Claim:
    """One claim of an invented report of 12 March 2032; towns are given as the gazetteer would know them."""
    paper = Paper(text=text, publisher=f"Paper {len(text)}", said_on=DAY)
    claim = paper.claim(trigger, kind, values={"count": count} if count else {})
    values = list(claim.values)
    if time:
        values.append(SlotValue(slot="time", evidence=paper.cut(time), value=read_when(time, published_on=DAY)))
    for name in places:
        town = Place(words=name, name=name, kind="town", country="SY", geoname_id=len(name))
        values.append(SlotValue(slot="place", evidence=paper.cut(name), value=town))
    object.__setattr__(claim, "values", tuple(values))  # the paper cuts places by their words alone
    return claim


@pytest.mark.parametrize(
    ("time", "total"),
    [
        ("since Monday", True),
        ("over the past week", True),
        ("in the last three days", True),
        ("this month", True),
        ("so far this week", True),
        ("last week", False),
        ("on Tuesday", False),
        ("yesterday", False),
        ("during Tuesday night", False),
    ],
)
def test_what_is_added_up_is_known_by_its_time(time: str, total: bool) -> None:
    """A number over a stretch of days is a total where its time words add up; "last week" may be one attack's."""
    text = f"Residents said 50 people were killed {time} in Orra."
    assert is_total([told(text, "killed", "killing", "50", time, ("Orra",))]) is total


def test_a_stretch_without_a_number_is_no_total() -> None:
    """Fighting "since Monday" is one event that lasts."""
    assert not is_total([told("Clashes have gone on since Monday in Orra.", "Clashes", "clash", "", "since Monday", ("Orra",))])


def test_acts_in_towns_apart_are_a_series() -> None:
    """Strikes on two towns are several acts; one strike, or a clash between two towns, is not."""
    both = ("Orra", "Karafan")
    assert is_series([told("Air strikes hit Orra and Karafan.", "strikes", "airstrike", places=both)])
    assert not is_series([told("A strike hit Orra, near Karafan.", "strike", "airstrike", places=both)])
    assert not is_series([told("Clashes broke out between Orra and Karafan.", "Clashes", "clash", places=both)])
    assert not is_series([told("Air strikes hit Orra.", "strikes", "airstrike", places=("Orra",))])


def incidents(*claims: Claim) -> dict[str, tuple[Incident, list[Claim]]]:
    """Incidents by the first word of their first claim's text."""
    held = {claim.id: claim for claim in claims}
    return {
        held[one.claims[0]].passage.quote.split()[0]: (one, [held[each] for each in one.claims]) for one in link(claims).incidents
    }


def test_a_total_stands_beside_the_incident_it_may_count() -> None:
    """Fifty in the week and nine on Tuesday, in one town by one hand: two incidents, each naming the other."""
    part = told("Nine people were killed on Tuesday in Orra, medics said.", "killed", "killing", "Nine", "on Tuesday", ("Orra",))
    past = "over the past week"
    week = told(f"Fifty people were killed {past} in Orra.", "killed", "killing", "Fifty", past, ("Orra",))
    far = told("Ten people were killed on Tuesday in Karafan.", "killed", "killing", "Ten", "on Tuesday", ("Karafan",))
    found = incidents(part, week, far)
    assert set(found) == {"Nine", "Fifty", "Ten"}
    above = related(*found["Nine"], found.values())
    assert [(one.incident, one.kind) for one in above] == [(found["Fifty"][0].id, "total")]
    assert "Orra on 2032-03-09 lies in" in above[0].reason
    assert [(one.incident, one.kind) for one in related(*found["Fifty"], found.values())] == [(found["Nine"][0].id, "counted")]
    assert related(*found["Ten"], found.values()) == ()


def test_one_of_several_acts_stands_beside_their_series() -> None:
    """Strikes on two towns, and the strike on one of them on that day."""
    both = told("Air strikes hit Orra and Karafan on Tuesday.", "strikes", "airstrike", "", "on Tuesday", ("Orra", "Karafan"))
    one = told("Jets struck Karafan on Tuesday, the mayor said.", "struck", "airstrike", "", "on Tuesday", ("Karafan",))
    found = incidents(both, one)
    if len(found) == 1:  # the places are given per claim, so nothing may merge them
        raise AssertionError("a series and one of its acts became one incident")
    assert [each.kind for each in related(*found["Jets"], found.values())] == ["series"]
    assert [each.kind for each in related(*found["Air"], found.values())] == ["one of"]


def test_the_page_of_an_incident_names_what_stands_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``saidso show`` prints the total beside its part and the part beside its total, as words and as JSON."""
    past = "over the past week"
    part = told("Nine people were killed on Tuesday in Orra, medics said.", "killed", "killing", "Nine", "on Tuesday", ("Orra",))
    week = told(f"Fifty people were killed {past} in Orra.", "killed", "killing", "Fifty", past, ("Orra",))
    path = tmp_path / "beside.saidso"
    with Ledger(path) as ledger:
        put(ledger, [part, week])
        ledger.keep_linking(relink(ledger.link_index()))
        ids = ledger.incident_ids()
    assert main(["show", ids[part.id], "--ledger", str(path), "--json"]) == 0
    beside = json.loads(capsys.readouterr().out)["related"]
    assert [(one["incident"], one["kind"]) for one in beside] == [(ids[week.id], "total")]
    assert main(["show", ids[week.id], "--ledger", str(path)]) == 0
    assert f"{ids[part.id]} may be counted in the numbers here" in " ".join(capsys.readouterr().out.split())
