"""What changed since a day: a toll that rose in one mouth, a new voice, a denial. Sentences are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from invented_claims import Paper

from saidso.link import link
from saidso.link.changes import Changes, Said, changes_since
from saidso.link.incidents import incident_as_said
from saidso.nouns.claim import Claim, Stance

FIRST, SECOND, THIRD = date(2032, 3, 10), date(2032, 3, 12), date(2032, 3, 13)


def _papers() -> tuple[Paper, Paper, Paper]:
    early = Paper(
        text="Shells killed three people in Oremi on Tuesday, the Orra health directorate said.", publisher="Kastorin Courier",
        said_on=FIRST,
    )  # fmt: skip
    early.claim("killed", "killing", "the Orra health directorate", values={"count": "three", "place": "Oremi"})
    later = Paper(
        text="The Orra health directorate said eleven people were killed in Oremi on Tuesday.",
        publisher="Vess Daily",
        said_on=SECOND,
    )
    later.claim("killed", "killing", "The Orra health directorate", values={"count": "eleven", "place": "Oremi"})
    last = Paper(
        text="The Tarkan army denied that anyone was killed in Oremi on Tuesday.", publisher="Vess Daily", said_on=THIRD
    )
    last.claim("killed", "killing", ("The Tarkan army", "denies"), values={"place": "Oremi"})
    return early, later, last


def _changes(claims: list[Claim], since: date) -> Changes:
    return changes_since(incident_as_said("i1", claims), claims, since)


def test_a_toll_that_rose_in_one_mouth_is_one_origin_that_changed() -> None:
    """ "3 → 11, the same origin": what the directorate held before stands beside what it holds now."""
    early, later, _ = _papers()
    found = _changes([*early.claims, *later.claims], SECOND)
    (toll,) = [change for change in found.changes if change.slot == "killed"]
    assert toll.before == (Said(value="3", stance=Stance.SAYS),)
    assert toll.after == (Said(value="11", stance=Stance.SAYS),)
    assert not toll.new_voice
    assert toll.on == SECOND
    assert toll.claims == (later.claims[0].id,)
    assert found.new_documents == (later.id,)


def test_a_denial_that_came_later_is_a_new_voice() -> None:
    """Who was silent and now denies is a new voice, its stance is kept, and the slot's agreement is told before and after."""
    claims = [claim for paper in _papers() for claim in paper.claims]
    found = _changes(claims, THIRD)
    events = [change for change in found.changes if change.slot == "event"]
    assert [(change.voice, change.new_voice, change.after[0].stance) for change in events] == [
        ("The Tarkan army", True, Stance.DENIES)
    ]
    assert {band.slot: (band.before, band.after) for band in found.bands}["event"][1] == "contradictory"


def test_nothing_is_new_after_the_last_day_and_all_is_on_the_first() -> None:
    """The two ends: a day after everything, and the day of the first report."""
    claims = [claim for paper in _papers() for claim in paper.claims]
    after = _changes(claims, date(2033, 1, 1))
    assert (after.changes, after.new_claims, after.bands) == ((), (), ())
    whole = _changes(claims, FIRST)
    assert len(whole.new_claims) == len(claims)
    assert whole.origins[0] == (0, 0)
    assert all(change.before == () for change in whole.changes)


def test_the_same_again_is_no_change() -> None:
    """One more paper with the same words of the same voice changes no value."""
    early, _, _ = _papers()
    again = Paper(text=early.text, publisher="Orra Post", said_on=SECOND)
    again.claim("killed", "killing", "the Orra health directorate", values={"count": "three", "place": "Oremi"})
    found = _changes([*early.claims, *again.claims], SECOND)
    assert found.changes == ()
    assert found.new_documents == (again.id,)


def test_claims_without_a_day_stand_on_both_sides() -> None:
    """A document that does not say when it was published is never called new."""
    early, later, _ = _papers()
    undated = Paper(text=later.text, publisher="Orra Post", said_on=None)
    undated.claim("killed", "killing", "The Orra health directorate", values={"count": "eleven", "place": "Oremi"})
    found = _changes([*early.claims, *undated.claims], SECOND)
    assert (found.undated, found.new_claims) == (1, ())


def test_an_incident_as_said_is_the_one_that_linking_makes() -> None:
    """Both ways to one incident, its weakest link aside, give the same record: there is one way to put it together."""
    claims = [claim for paper in _papers()[:2] for claim in paper.claims]
    for incident in link(claims).incidents:
        own = [claim for claim in claims if claim.id in incident.claims]
        assert incident_as_said(incident.id, own) == replace(incident, weakest=None)
