"""Decisions of people: checked, stored beside the machine's claim, never overwritten, and seen by whom they may be seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from told_reports import ROWS, linking, minute, told

from saidso.errors import ConfigError, LedgerError
from saidso.ledger import Ledger
from saidso.ledger.audit import Asked, audit, people
from saidso.ledger.proof import check
from saidso.ledger.queues import Reading, claims_to_review, progress
from saidso.ledger.review import Overtaken, Ruling, decide, decisions_on, withdraw
from saidso.ledger.search import IncidentFilter, incident_list
from saidso.nouns.judgement import Decision, ReviewState

ACCEPT = Ruling(decision=Decision.ACCEPT, person="A", now=minute(1))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = told(tmp_path / "l")
    yield opened
    opened.close()


def edit(slot: str, value: str, person: str = "A", at: int = 5) -> Ruling:
    return Ruling(decision=Decision.EDIT, person=person, now=minute(at), slot=slot, value=value)


def reject(person: str = "A", at: int = 9) -> Ruling:
    return Ruling(decision=Decision.REJECT, person=person, now=minute(at), reason="the words say no such thing")


def state(ledger: Ledger, claim: str) -> ReviewState:
    review = ledger.reviews().get(claim)
    return ReviewState.UNREVIEWED if review is None else review.state


def test_a_decision_stands_beside_the_claim(ledger: Ledger) -> None:
    """The machine's claim stays as it was, the decision has an id from its content, and its words prove."""
    claim = ledger.claim("c0")
    made = decide(ledger, claim, edit("killed", "5")).judgement
    assert ledger.claim("c0") == claim
    assert (made.person, made.slot, made.value) == ("A", "killed", "5") and made.id.startswith("j")
    assert state(ledger, "c0") is ReviewState.EDITED
    assert [fault for fault in check(ledger) if "judgement" in fault.where] == []


def test_the_same_decision_again_is_stored_once(ledger: Ledger) -> None:
    """A double click, or a reload of the page that sent it, adds nothing."""
    first = decide(ledger, ledger.claim("c0"), ACCEPT)
    again = decide(ledger, ledger.claim("c0"), replace(ACCEPT, now=minute(3)))
    assert first == again and len(list(ledger.judgement_log())) == 1


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        (edit("colour", "red"), "Write one of: .*killed"),
        (edit("stance", "lies"), "Write one of: says, "),
        (edit("status", "over"), "Write one of: happened"),
        (edit("type", ""), "Write one of: attack"),
        (edit("voice", " "), "Write who says it"),
        (replace(edit("killed", "5"), value=None), "Write one"),
        (replace(ACCEPT, slot="killed", value="5"), 'Decide "edit"'),
        (replace(reject(), reason=" "), "needs a reason"),
        (replace(ACCEPT, person=" "), "Give yours first"),
        (replace(ACCEPT, decision=Decision.MUST_LINK, reason="one event"), "name the other claim"),
        (replace(ACCEPT, decision=Decision.WITHDRAW), "by its own id"),
        (replace(edit("killed", ""), decision=Decision.BEST, reason="two papers"), "cannot be empty"),
    ],
)
def test_what_cannot_be_decided_is_refused_in_words(ledger: Ledger, ruling: Ruling, words: str) -> None:
    """The message says what to write, and nothing is stored."""
    with pytest.raises(ConfigError, match=words):
        decide(ledger, ledger.claim("c0"), ruling)
    assert list(ledger.judgement_log()) == []


@pytest.mark.parametrize(
    ("slot", "value", "warned"),
    [
        *(("killed", "at least 12", False), ("killed", "12", False), ("killed", "", False), ("killed", "purple", True)),
        *(("time", "3 May 2024", False), ("time", "when the leaves fell", True)),
        *(("place", "Aleppo", False), ("place", "Nowhere-on-Sea", True)),
        *(
            ("actor", "the army", False),
            ("stance", "denies", False),
            ("voice", "the mayor", False),
            ("instrument", "a drone", False),
        ),
    ],
)
def test_words_that_no_reader_reads_are_kept_with_a_warning(ledger: Ledger, slot: str, value: str, warned: bool) -> None:
    """A value is stored as it was written; the person hears where it will not be compared."""
    made = decide(ledger, ledger.claim("c0"), edit(slot, value))
    assert made.judgement.value == value
    assert ("is kept as words" in made.warning) is warned


def test_the_second_of_two_people_is_told(ledger: Ledger) -> None:
    """Who decides on a claim that somebody else decided on meanwhile hears who and what; nothing is overwritten."""
    claim = ledger.claim("c0")
    seen = [each.id for each in decisions_on(ledger, claim, "B")]
    decide(ledger, claim, edit("killed", "5"))
    with pytest.raises(Overtaken, match=r"A decided edit killed to '5' at 2031-06-01 12:05") as caught:
        decide(ledger, claim, replace(reject("B"), seen=seen))
    assert [each.person for each in caught.value.judgements] == ["A"]
    assert state(ledger, "c0") is ReviewState.EDITED
    seen = [each.id for each in decisions_on(ledger, claim, "B")]
    decide(ledger, claim, replace(reject("B"), seen=seen))
    assert state(ledger, "c0") is ReviewState.DISPUTED
    decide(ledger, claim, replace(ACCEPT, now=minute(20), seen=[each.id for each in decisions_on(ledger, claim, "A")]))


def test_ones_own_decisions_never_come_between(ledger: Ledger) -> None:
    """Two windows of one person: the last word counts, without a warning."""
    decide(ledger, ledger.claim("c0"), replace(ACCEPT, seen=()))
    decide(ledger, ledger.claim("c0"), replace(reject(), seen=()))
    assert state(ledger, "c0") is ReviewState.REJECTED


def test_of_one_person_the_last_word_counts_and_undo_brings_the_earlier_back(ledger: Ledger) -> None:
    """Edit, accept, reject, then undo step by step: each step shows what stood before it."""
    claim = ledger.claim("c0")
    first = decide(ledger, claim, edit("killed", "5", at=2)).judgement
    decide(ledger, claim, replace(ACCEPT, now=minute(3)))
    assert state(ledger, "c0") is ReviewState.EDITED, "accepting what one has edited keeps the edit"
    second = decide(ledger, claim, edit("killed", "6", at=4)).judgement
    assert ledger.reviews()["c0"].edits == {"killed": "6"}
    last = decide(ledger, claim, reject(at=5)).judgement
    assert state(ledger, "c0") is ReviewState.REJECTED
    withdraw(ledger, last.id, person="A", now=minute(6))
    assert ledger.reviews()["c0"].edits == {"killed": "6"}
    withdraw(ledger, second.id, person="A", now=minute(7))
    assert ledger.reviews()["c0"].edits == {"killed": "5"}
    withdraw(ledger, first.id, person="A", now=minute(8))
    assert state(ledger, "c0") is ReviewState.ACCEPTED
    assert len(list(ledger.judgement_log())) == 7, "nothing is ever taken out of the log"


def test_what_was_taken_back_cannot_be_taken_back_again(ledger: Ledger) -> None:
    """The message names who was first; a judgement that is not there is none."""
    made = decide(ledger, ledger.claim("c0"), ACCEPT).judgement
    withdraw(ledger, made.id, person="B", now=minute(2), reason="slip")
    with pytest.raises(LedgerError, match="B took it back"):
        withdraw(ledger, made.id, person="A", now=minute(3))
    with pytest.raises(LedgerError, match="there is no judgement j0"):
        withdraw(ledger, "j0", person="A", now=minute(3))
    assert incident_list(ledger, IncidentFilter(review="unreviewed")).total == 5


def test_links_and_best_values_point_at_the_event(ledger: Ledger) -> None:
    """A link holds two triggers and a best value one, for they are about the event, whoever speaks of it."""
    one, other = ledger.claim("c0"), ledger.claim("c3")
    link = decide(ledger, one, replace(ACCEPT, decision=Decision.CANNOT_LINK, other=other, reason="two days apart")).judgement
    assert link.on == (one.trigger, other.trigger)
    best = replace(edit("killed", "4"), decision=Decision.BEST, reason="the list of names")
    assert decide(ledger, one, best).judgement.on == (one.trigger,)
    assert ledger.reviews() == {}
    chosen = ledger.chosen()
    assert [(each.decision, each.value) for each in chosen] == [("best", "4")]
    assert chosen == [each for each in ledger.judgements() if each.decision == Decision.BEST]
    withdraw(ledger, chosen[0].id, person="A", now=minute(9))
    assert ledger.chosen() == []
    with pytest.raises(ConfigError, match="linked with itself"):
        decide(ledger, one, replace(ACCEPT, decision=Decision.MUST_LINK, other=one, reason="the same"))


def order(ledger: Ledger, person: str = "A", **asked: object) -> list[str]:
    return claims_to_review(ledger, Reading(person=person, **asked))


def test_the_queue_begins_where_a_look_is_most_needed(ledger: Ledger) -> None:
    """Contradicted claims, then those the model was least sure of; other orders on request; nothing twice, nothing lost."""
    sure = {f"c{at}": row[9] for at, row in enumerate(ROWS)}
    assert order(ledger) == ["c1", "c2", "c0", *sorted(("c3", "c4", "c5", "c6"), key=sure.__getitem__)]
    assert order(ledger, order="confidence") == sorted(sure, key=sure.__getitem__)
    assert order(ledger, order="toll")[:3] == ["c4", "c2", "c0"]
    assert order(ledger, order="new") == [f"c{at}" for at in reversed(range(7))]
    assert claims_to_review(ledger, Reading(person="A"), most=2, skip=1) == order(ledger)[1:3]
    with pytest.raises(ConfigError, match="Choose one of: contradiction"):
        Reading(person="A", order="best")


def test_who_comes_back_goes_on_where_they_were(ledger: Ledger) -> None:
    """What a person has decided on is skipped for them, not for others; an undo brings it back; progress counts."""
    made = decide(ledger, ledger.claim("c1"), ACCEPT).judgement
    assert order(ledger)[0] == "c2" and order(ledger, "B")[0] == "c1"
    assert "c1" not in order(ledger, "B", others=False)
    assert (progress(ledger, Reading(person="A")).done, progress(ledger, Reading(person="A")).left) == (1, 6)
    within = Reading(person="A", within=IncidentFilter(country="SY"))
    assert claims_to_review(ledger, within) == ["c2", "c0", "c3"] and progress(ledger, within).left == 3
    withdraw(ledger, made.id, person="A", now=minute(2))
    assert order(ledger)[0] == "c1" and progress(ledger, Reading(person="A")).done == 0


def test_decisions_outlive_linking_and_are_read_anew(ledger: Ledger) -> None:
    """Derived rows of reviews follow from the judgements: linking anew changes nothing about them."""
    decide(ledger, ledger.claim("c1"), ACCEPT)
    ledger.replace_incidents(linking())
    assert order(ledger)[0] == "c2"
    assert [row.id for row in incident_list(ledger, IncidentFilter(review="partly reviewed")).rows] == ["i1"]


def test_the_log_says_who_changed_what_against_the_machine(ledger: Ledger) -> None:
    """Newest first, an edit beside what the machine read, what was taken back and by whom; filters and pages."""
    first = decide(ledger, ledger.claim("c0"), edit("killed", "5", at=1)).judgement
    decide(ledger, ledger.claim("c0"), edit("stance", "accuses", person="B", at=2))
    back = withdraw(ledger, first.id, person="C", now=minute(3), reason="a slip")
    page = audit(ledger, Asked())
    assert [entry.judgement.person for entry in page.entries] == ["C", "B", "A"] and page.total == 3
    withdrawn, stance, killed = page.entries
    assert (killed.before, killed.after, killed.claims) == ("4", "5", ("c0",))
    assert killed.superseded_by == back and withdrawn.supersedes == first
    assert (stance.before, stance.after, stance.superseded_by) == ("says", "accuses", None)
    assert people(ledger) == ["A", "B", "C"]
    assert [entry.judgement.person for entry in audit(ledger, Asked(size=1, page=2)).entries] == ["B"]
    assert audit(ledger, Asked(person="B", decision="edit", document=ledger.claim("c0").document_id)).total == 1
    assert audit(ledger, Asked(document="d0")).total == 0


def test_a_decision_made_in_another_program_is_seen(ledger: Ledger, tmp_path: Path) -> None:
    """The state of a claim is in the file, not in this process."""
    with Ledger(tmp_path / "l") as other:
        decide(other, other.claim("c0"), ACCEPT)
    assert incident_list(ledger, IncidentFilter(review="partly reviewed")).total == 1
    with sqlite3.connect(tmp_path / "l") as database, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute("DELETE FROM judgements")
