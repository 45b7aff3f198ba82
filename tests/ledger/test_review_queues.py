"""Queues given to reviewers: blind ones hide each other's decisions until all are done, and agreement is counted as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from told_reports import linking, minute, told

from saidso.errors import ConfigError, LedgerError
from saidso.ledger import Ledger
from saidso.ledger.agreement import differing
from saidso.ledger.audit import Asked, audit
from saidso.ledger.proof import check
from saidso.ledger.queues import (
    Reading,
    ReviewQueue,
    add_queue,
    agreement_in,
    claims_to_review,
    codings_of,
    hidden_from,
    made_in,
    open_queue,
    progress,
    queue_state,
    queues,
)
from saidso.ledger.review import Ruling, decide, decisions_on, withdraw
from saidso.ledger.search import IncidentFilter, incident_list
from saidso.nouns.judgement import Decision

QUEUE = ReviewQueue(
    id="", name="May, twice", made_by="Lead", made_at=minute(0), claims=("c2", "c0", "c1"), reviewers=("A", "B"), blind=True
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = told(tmp_path / "l")
    yield opened
    opened.close()


def accept(ledger: Ledger, claim: str, person: str, at: int) -> str:
    return decide(ledger, ledger.claim(claim), Ruling(decision=Decision.ACCEPT, person=person, now=minute(at))).judgement.id


def edit(ledger: Ledger, claim: str, person: str, at: int, slot: str, value: str) -> str:
    ruling = Ruling(decision=Decision.EDIT, person=person, now=minute(at), slot=slot, value=value)
    return decide(ledger, ledger.claim(claim), ruling).judgement.id


def reject(ledger: Ledger, claim: str, person: str, at: int) -> str:
    ruling = Ruling(decision=Decision.REJECT, person=person, now=minute(at), reason="no such claim")
    return decide(ledger, ledger.claim(claim), ruling).judgement.id


def states(ledger: Ledger) -> set[str]:
    return {row.review for row in incident_list(ledger, IncidentFilter()).rows}


def test_a_queue_keeps_its_order_and_each_reviewers_place(ledger: Ledger) -> None:
    """Claims come as they were given; one reviewer's decisions do not move the other on."""
    queue = add_queue(ledger, QUEUE)
    assert add_queue(ledger, QUEUE) == queue and len(queues(ledger)) == 1, "the same queue twice is one"
    mine, theirs = Reading(person="A", queue=queue.id), Reading(person="B", queue=queue.id)
    assert claims_to_review(ledger, mine) == ["c2", "c0", "c1"]
    accept(ledger, "c2", "A", 1)
    assert claims_to_review(ledger, mine) == ["c0", "c1"] and claims_to_review(ledger, theirs) == ["c2", "c0", "c1"]
    assert (progress(ledger, mine).done, progress(ledger, theirs).left) == (1, 3)
    assert queue_state(ledger, queue.id).left == (("A", 2), ("B", 3))


def test_what_one_thought_before_does_not_count_in_a_blind_queue(ledger: Ledger) -> None:
    """Double coding needs a fresh decision of both, made in the queue."""
    accept(ledger, "c0", "A", 1)
    queue = add_queue(ledger, QUEUE)
    assert claims_to_review(ledger, Reading(person="A", queue=queue.id)) == ["c2", "c0", "c1"]


def test_a_blind_queue_hides_until_both_are_done(ledger: Ledger) -> None:
    """No page, log or state tells B what A decided; then everything shows, disputes included."""
    queue = add_queue(ledger, QUEUE)
    for at, claim in enumerate(QUEUE.claims, start=1):
        made = accept(ledger, claim, "A", at)
    claim = ledger.claim("c1")
    assert [each.person for each in decisions_on(ledger, claim, "A")] == ["A"]
    assert decisions_on(ledger, claim, "B") == ()
    assert made in hidden_from(ledger, "B") and hidden_from(ledger, "A") == frozenset()
    assert audit(ledger, Asked(viewer="B")).total == 0 and audit(ledger, Asked(viewer="A")).total == 3
    assert states(ledger) == {"unreviewed"} and ledger.reviews() == {}
    reject(ledger, "c1", "B", 10)
    accept(ledger, "c0", "B", 11)
    assert states(ledger) == {"unreviewed"} and ledger.reviews() == {}, "exports tell nobody what stands in a closed queue"
    assert len(list(ledger.judgement_log())) == 5, "the log is the whole ledger"
    assert list(ledger.judgements_told()) == [] and ledger.judgements_held() == 5, "tables and exports tell none of it"
    edit(ledger, "c2", "B", 12, "killed", "7")
    opening = queue_state(ledger, queue.id).opening
    assert opening is not None and (opening.person, opening.reason) == ("B", "every reviewer is done")
    assert ledger.reviews()["c1"].state == "disputed" and set(ledger.reviews()) == {"c0", "c1", "c2"}
    assert states(ledger) == {"unreviewed", "disputed"} and hidden_from(ledger, "B") == frozenset()
    assert {each.person for each in decisions_on(ledger, claim, "A")} == {"A", "B"}
    assert audit(ledger, Asked(viewer="A")).total == 6
    assert list(ledger.judgements_told()) == list(ledger.judgement_log()) and ledger.judgements_held() == 0


def test_a_blind_reviewer_is_not_told_that_the_other_was_there(ledger: Ledger) -> None:
    """The warning about others' decisions would tell what the queue hides."""
    add_queue(ledger, QUEUE)
    reject(ledger, "c0", "A", 1)
    ruling = Ruling(decision=Decision.ACCEPT, person="B", now=minute(2), seen=())
    assert decide(ledger, ledger.claim("c0"), ruling).judgement.person == "B"


def test_an_undo_in_a_blind_queue_is_hidden_too(ledger: Ledger) -> None:
    """That A took something back says that A decided; and the claim is A's to read again."""
    queue = add_queue(ledger, QUEUE)
    made = accept(ledger, "c0", "A", 1)
    back = withdraw(ledger, made, person="A", now=minute(2))
    assert {made, back.id} <= hidden_from(ledger, "B")
    assert "c0" in claims_to_review(ledger, Reading(person="A", queue=queue.id))


def test_linking_anew_hides_what_is_blind(ledger: Ledger) -> None:
    """The rows that lists read are made anew with every linking: they hide as much as before."""
    add_queue(ledger, QUEUE)
    accept(ledger, "c0", "A", 1)
    ledger.replace_incidents(linking())
    assert states(ledger) == {"unreviewed"}


def test_a_queue_is_opened_early_with_name_and_reason(ledger: Ledger) -> None:
    """A reviewer who never ends does not keep a queue closed for ever."""
    queue = add_queue(ledger, QUEUE)
    accept(ledger, "c0", "A", 1)
    with pytest.raises(ConfigError, match="your name and a reason"):
        open_queue(ledger, queue.id, person="Lead", now=minute(2), reason=" ")
    open_queue(ledger, queue.id, person="Lead", now=minute(2), reason="B is ill")
    assert states(ledger) == {"unreviewed", "partly reviewed"}
    open_queue(ledger, queue.id, person="Other", now=minute(3), reason="again")
    opening = queue_state(ledger, queue.id).opening
    assert opening is not None and opening.person == "Lead", "an opening is never changed"
    with pytest.raises(LedgerError, match="there is no queue q0"):
        queue_state(ledger, "q0")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "needs a name"),
        ({"claims": ()}, "needs claims"),
        ({"claims": ("c0", "c0")}, "each of them once"),
        ({"claims": ("c0", "c99")}, "no linked claim c99"),
        ({"reviewers": ("A",)}, "a blind one two"),
        ({"reviewers": ("A", " ")}, "Name them"),
    ],
)
def test_a_queue_that_cannot_be_worked_is_refused(ledger: Ledger, change: dict[str, object], words: str) -> None:
    """The message says what is missing."""
    with pytest.raises(ConfigError, match=words):
        add_queue(ledger, replace(QUEUE, **change))


def test_agreement_is_that_of_the_blind_decisions(ledger: Ledger) -> None:
    """What is changed after the opening, in sight of the other's decision, mends no agreement."""
    queue = add_queue(ledger, QUEUE)
    for at, claim in enumerate(QUEUE.claims, start=1):
        accept(ledger, claim, "A", at)
    edit(ledger, "c2", "B", 10, "killed", "7")
    edit(ledger, "c0", "B", 11, "stance", "accuses")
    last = reject(ledger, "c1", "B", 12)
    before = agreement_in(ledger, queue.id)
    fields = {each.field: each for each in before}
    assert (fields["decision"].claims, fields["decision"].f1) == (3, 2 / 3)
    assert fields["stance"].f1 == pytest.approx(2 / 5), "c2 agrees, c0 differs, and c1 has a stance for A alone"
    assert (fields["killed"].measure, fields["killed"].claims) == ("ratio", 2)
    rows = {(each.claim, each.field, each.values) for each in differing(codings_of(ledger, queue.id))}
    assert rows == {
        ("c2", "killed", (("A", "6"), ("B", "7"))),
        ("c0", "stance", (("A", "says"), ("B", "accuses"))),
        ("c1", "decision", (("A", "accept"), ("B", "reject"))),
    }
    withdraw(ledger, last, person="B", now=minute(20))
    accept(ledger, "c1", "B", 21)
    assert agreement_in(ledger, queue.id) == before


def test_queues_are_append_only(ledger: Ledger, tmp_path: Path) -> None:
    """The database itself refuses to change or delete one, and the fingerprint knows them."""
    empty = ledger.fingerprint()
    add_queue(ledger, QUEUE)
    assert ledger.fingerprint() != empty
    accept(ledger, "c0", "A", 1)
    for table in ("queues", "queue_judgements"):
        with sqlite3.connect(tmp_path / "l") as database, pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize(("table", "column"), [("queues", "name"), ("queues", "payload"), ("queue_openings", "payload")])
def test_a_queue_that_was_touched_is_found_out(ledger: Ledger, tmp_path: Path, table: str, column: str) -> None:
    """`saidso check` proves queues and openings as it proves every other row."""
    queue = add_queue(ledger, QUEUE)
    open_queue(ledger, queue.id, person="Lead", now=minute(2), reason="B is ill")
    assert not [fault for fault in check(ledger) if "queue" in fault.where]
    with sqlite3.connect(tmp_path / "l") as database:
        database.execute(f"DROP TRIGGER {table}_keep_update")
        database.execute(f"UPDATE {table} SET {column} = replace({column}, 'e', 'o')")
    assert [fault for fault in check(ledger) if "queue" in fault.where]


def test_what_was_said_before_a_queue_can_be_said_again_in_it(ledger: Ledger) -> None:
    """Who accepted a claim before it came in a queue accepts it anew there, and goes on; twice in the queue is once."""
    accept(ledger, "c2", "A", 1)
    queue = add_queue(ledger, QUEUE)
    made = accept(ledger, "c2", "A", 2)
    assert claims_to_review(ledger, Reading(person="A", queue=queue.id)) == ["c0", "c1"]
    assert accept(ledger, "c2", "A", 3) == made
    assert made_in(ledger, queue.id) == {made}


def test_a_decision_can_be_made_in_a_queue_by_name(ledger: Ledger) -> None:
    """Nobody decides in a closed queue of others; once it is open, anybody may: that is adjudication."""
    queue = add_queue(ledger, QUEUE)
    ruling = Ruling(decision=Decision.EDIT, person="Lead", now=minute(5), slot="killed", value="8", queue=queue.id)
    with pytest.raises(ConfigError, match="given to A, B"):
        decide(ledger, ledger.claim("c2"), ruling)
    with pytest.raises(ConfigError, match="no queue q0"):
        decide(ledger, ledger.claim("c2"), replace(ruling, queue="q0"))
    open_queue(ledger, queue.id, person="Lead", now=minute(4), reason="B is ill")
    made = decide(ledger, ledger.claim("c2"), ruling).judgement.id
    assert made_in(ledger, queue.id) == {made}


def test_progress_counts_all_and_mine(ledger: Ledger) -> None:
    """What anybody decided is counted beside one's own; within a filter only what lies in it."""
    accept(ledger, "c0", "A", 1)
    accept(ledger, "c1", "B", 2)
    whole = progress(ledger, Reading(person="A"))
    assert (whole.done, whole.judged) == (1, 2)
    nothing = progress(ledger, Reading(person="A", within=IncidentFilter(text="nosuchword")))
    assert (nothing.done, nothing.left, nothing.judged) == (0, 0, 0)


def test_a_restored_ledger_says_what_a_blind_queue_kept_back(ledger: Ledger, tmp_path: Path) -> None:
    """Decisions of a queue that is not open are in no line, so whoever restores the lines is told that they are missing."""
    add_queue(ledger, QUEUE)
    accept(ledger, "c0", "A", 1)
    edit(ledger, "c1", "A", 2, "killed", "7")
    lines = [
        {"kind": "ledger", "format": "saidso-ledger/1", "redacted": "internal", "models": [], "blind": ledger.judgements_held()}
    ]
    with Ledger(tmp_path / "new") as new:
        assert new.restore(lines) == {"ledger": 1, "held": 2}
    with Ledger(tmp_path / "none") as new:
        assert new.restore([{**lines[0], "blind": 0}]) == {"ledger": 1}
    for damaged in ("two", "", None, []):
        with Ledger(tmp_path / f"damaged-{damaged}") as new, pytest.raises(LedgerError, match=r"^line 1: it is damaged"):
            new.restore([{**lines[0], "blind": damaged}])
