"""Incidents: stories of invented reports, and the laws of the partition and its ids."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest
from invented_claims import Paper, elsewhere, guard, market, patrol

from saidso.link import explain, link
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident, SlotAccord
from saidso.nouns.judgement import Judgement


def claims_of(*papers: Paper) -> list[Claim]:
    return [claim for paper in papers for claim in paper.claims]


def row(incident: Incident, slot: str) -> SlotAccord:
    return next(accord for accord in incident.slots if accord.slot == slot)


def judge(decision: str, one: Claim, other: Claim | None = None, **more: str) -> Judgement:
    on = (one.trigger,) if other is None else (one.trigger, other.trigger)
    made = datetime(2032, 4, 1, tzinfo=UTC)
    return Judgement(id=f"j-{decision}", person="R. Coder", made_at=made, decision=decision, on=on, reason="read both", **more)


def ids_by_claim(*incidents: Incident) -> dict[str, str]:
    return {claim: incident.id for incident in incidents for claim in incident.claims}


# ---------------------------------------------------------------- stories


def test_the_patrol() -> None:
    """A number, its denial for one side only, and a claim of responsibility stand in one incident."""
    (incident,) = link(claims_of(patrol())).incidents
    injured = row(incident, "injured")
    assert (injured.agreement, injured.kinds) == ("contradictory", ("polarity",))
    told = {(reading.value, reading.stance.value) for reading in injured.readings}
    assert told == {("3 Vessian soldiers", "says"), ("1 or more Tarkan soldiers", "says"), ("Tarkan soldiers", "denies")}
    assert row(incident, "event").agreement != "contradictory"
    claimed = [reading for reading in row(incident, "actor").readings if reading.stance == "claims_responsibility"]
    assert [reading.value for reading in claimed] == ["the Ember Battalion"]


def test_the_denier_of_a_part_is_no_origin_of_the_event() -> None:
    """The league, the ministry and the battalion hold that it happened; "other sources" are a part of the list only."""
    (incident,) = link(claims_of(patrol())).incidents
    assert incident.origins.hi == 3
    assert len(incident.origins.parts) == 4
    assert sorted(claim for part in incident.origins.parts for claim in part) == sorted(incident.claims)


def test_a_wire_copy_is_folded_and_a_second_desk_is_not() -> None:
    """Two mastheads with one text are one voice each time; the civil guard's seven stands against their nine."""
    papers = (market(), market("Port Gazette", lead="TEL AMIN (North Wire) - "), guard(), elsewhere())
    incidents = link(claims_of(*papers)).incidents
    shelled = next(incident for incident in incidents if incident.type == "shelling")
    assert len(shelled.documents) == 3
    assert {len(incident.claims) for incident in incidents} == {1, 9}
    killed = row(shelled, "killed")
    assert (killed.agreement, killed.kinds, killed.span) == ("contradictory", ("numeric-disjoint", "polarity"), (7, 11))
    nine = next(reading for reading in killed.readings if reading.value.startswith("9"))
    assert (len(nine.claims), len(nine.origins)) == (2, 1)
    assert shelled.weakest is not None
    assert any(part.startswith("same day") for part in shelled.weakest.parts)


def test_a_denied_responsibility_leaves_the_event_standing() -> None:
    """Whoever denies to be behind an attack denies the actor, not the attack."""
    paper = Paper(text="The mill was attacked, the mayor said. The Free Column denied responsibility for the raid.")
    paper.claim("attacked", "attack", "the mayor")
    paper.claim("responsibility for the raid", "attack", ("The Free Column", "denies"))
    (incident,) = link(paper.claims).incidents
    assert row(incident, "event").agreement == "single"
    actor = row(incident, "actor").readings
    assert [(reading.value, reading.stance.value) for reading in actor] == [("The Free Column", "denies")]


def test_two_equal_candidates_are_not_chosen_between() -> None:
    """One report fits two strikes of another report equally well: it is linked to neither, and the reason is kept."""
    values = {"place": "Tel Amin", "time": "Tuesday=2032-03-09"}
    two = Paper(publisher="Hill Post", text="Jets bombed Tel Amin on Tuesday. Jets struck Tel Amin on Tuesday again.")
    two.claim("bombed", "airstrike", values=values, group="I1")
    two.claim("struck", "airstrike", values=values, group="I2")
    one = Paper(publisher="Bay Radio", text="There was an air raid on Tel Amin on Tuesday, and Jets were heard.")
    one.claim("air raid", "airstrike", values=values)
    assert len(link(claims_of(one, two)).incidents) == 3
    every = explain(claims_of(one, two))
    assert any("two candidates" in part for reason in every for part in reason.parts)
    third = Paper(publisher="Far Herald", text="Jets bombed Tel Amin on Tuesday, a farmer said.")
    third.claim("bombed", "airstrike", "a farmer", values=values)
    whole = claims_of(one, two, third)
    name = next(iter(claims_of(one))).document_id
    ends = {claim.id for claim in whole if claim.document_id == name}
    about = [reason for reason in explain(whole, documents={name}) if ends & {reason.one, reason.other}]
    assert about == [reason for reason in explain(whole) if ends & {reason.one, reason.other}] != []


def test_same_words_on_other_days_are_two_incidents() -> None:
    """Near-duplicate text never merges incidents: the days cannot overlap."""
    papers = []
    for day, said in (("2032-03-09", date(2032, 3, 10)), ("2032-03-16", date(2032, 3, 17))):
        text = "Shells hit the market of Tel Amin on Tuesday, the mayor said."
        paper = Paper(publisher=f"Paper {day}", said_on=said, text=text)
        values = {"place": "Tel Amin", "time": f"Tuesday={day}", "target": "the market"}
        paper.claim("Shells", "shelling", "the mayor", values=values)
        papers.append(paper)
    assert len(link(claims_of(*papers)).incidents) == 2
    assert any("days that cannot overlap" in reason.parts for reason in explain(claims_of(*papers)))


# ---------------------------------------------------------------- laws


def every_claim() -> list[Claim]:
    return claims_of(patrol(), market(), market("Port Gazette"), guard(), elsewhere())


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_and_repeated_claims_give_the_same_incidents(seed: int) -> None:
    """The partition, the ids and every row are a pure function of the set of claims."""
    claims = [*every_claim(), *every_claim()]
    random.Random(seed).shuffle(claims)
    assert link(claims) == link(every_claim())


@pytest.mark.parametrize("seed", range(3))
def test_one_by_one_and_all_at_once_agree(seed: int) -> None:
    """Claims that arrive document by document, each run fed the ids of the last, end in the partition of one run."""
    papers = [patrol(), market(), market("Port Gazette"), guard(), elsewhere()]
    random.Random(seed).shuffle(papers)
    known: dict[str, str] = {}
    for upto in range(1, len(papers) + 1):
        linking = link(claims_of(*papers[:upto]), known_ids=known)
        known = ids_by_claim(*linking.incidents)
    assert {incident.claims for incident in linking.incidents} == {incident.claims for incident in link(every_claim()).incidents}


def test_linking_again_changes_nothing() -> None:
    """Fed its own ids, a second run gives the same incidents and logs no change."""
    first = link(every_claim())
    again = link(every_claim(), known_ids=ids_by_claim(*first.incidents))
    assert again.incidents == first.incidents
    assert again.changes == ()


def test_one_more_wire_copy_never_adds_an_origin() -> None:
    """A third masthead with the same story moves no count of origins, whole or by reading."""
    before = link(claims_of(market(), market("Port Gazette"), guard())).incidents
    after = link(claims_of(market(), market("Port Gazette"), guard(), market("Coast Mail", said_on=date(2032, 3, 11)))).incidents
    assert [(one.origins.lo, one.origins.hi) for one in before] == [(one.origins.lo, one.origins.hi) for one in after]
    assert len(after[0].documents) == len(before[0].documents) + 1


# ---------------------------------------------------------------- ids


def test_an_incident_keeps_its_id_when_claims_come() -> None:
    """The largest overlap keeps the id, whatever the smallest claim now is."""
    (first,) = link(claims_of(guard())).incidents
    grown = link(claims_of(guard(), market()), known_ids=ids_by_claim(first))
    assert [incident.id for incident in grown.incidents] == [first.id]
    assert grown.changes == ()


def test_merges_and_splits_are_logged() -> None:
    """Two incidents that become one redirect an id; one that becomes two says which id its parts now carry."""
    papers = claims_of(guard(), market())
    (whole,) = link(papers).incidents
    known = {claim.id: ("i-old" if claim.document_id == guard().id else "i-other") for claim in papers}
    merged = link(papers, known_ids=known)
    assert [incident.id for incident in merged.incidents] == ["i-old"]
    assert merged.changes == (("merged", "i-other", "i-old"),)
    apart = judge("cannot-link", guard().claims[0], market().claims[0])
    parted = link(papers, [apart], known_ids=dict.fromkeys(whole.claims, "i-old"))
    (new,) = {incident.id for incident in parted.incidents} - {"i-old"}
    assert parted.changes == (("split", "i-old", new),)


# ---------------------------------------------------------------- judgements


def test_a_cannot_link_is_hard() -> None:
    """What a person put apart stays apart, however well it fits, and parts even one document's group."""
    papers = claims_of(guard(), market())
    apart = link(papers, [judge("cannot-link", guard().claims[0], market().claims[1])])
    assert len(apart.incidents) == 2
    one = guard().claims
    assert len(link(one, [judge("cannot-link", one[0], one[2])]).incidents) == 2


def test_a_must_link_is_hard() -> None:
    """What a person put together stays together, however little it fits; a cannot-link on the same pair wins."""
    together = judge("must-link", patrol().claims[0], elsewhere().claims[0])
    assert len(link(claims_of(patrol(), elsewhere()), [together]).incidents) == 1
    apart = judge("cannot-link", patrol().claims[0], elsewhere().claims[0])
    assert len(link(claims_of(patrol(), elsewhere()), [together, apart]).incidents) == 2


def test_a_superseded_judgement_counts_no_more() -> None:
    """A decision taken back leaves the claims as they were."""
    together = judge("must-link", patrol().claims[0], elsewhere().claims[0])
    back = judge("note", patrol().claims[0], supersedes=together.id)
    assert len(link(claims_of(patrol(), elsewhere()), [together, back]).incidents) == 2


def test_best_is_empty_until_a_person_fills_it() -> None:
    """Only a named person's judgement puts a value into ``best``, and only in its slot."""
    papers = claims_of(guard(), market())
    assert all(accord.best is None for incident in link(papers).incidents for accord in incident.slots)
    chosen = judge("best", guard().claims[0], slot="killed", value="7")
    (incident,) = link(papers, [chosen]).incidents
    assert row(incident, "killed").best == "7"
    assert row(incident, "event").best is None


def test_nothing_in_gives_nothing_out() -> None:
    """No claims, no incidents."""
    assert link([]).incidents == ()
