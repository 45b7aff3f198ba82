"""What a person did last, for undo, and how fast they go."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from told_reports import minute, told

from saidso.ledger.own_decisions import PAUSE, claims_an_hour, last_act, pace
from saidso.ledger.review import Ruling, decide, withdraw
from saidso.nouns.judgement import Decision

MADE = tuple[datetime, str, int]


def test_undo_goes_back_act_by_act(tmp_path: Path) -> None:
    """Two fields edited at once are one act; a withdrawn act is none, and others' acts do not count."""
    with told(tmp_path / "l") as ledger:
        assert last_act(ledger, "A") is None
        decide(ledger, ledger.claim("c0"), Ruling(decision=Decision.ACCEPT, person="A", now=minute(1)))
        for slot, value in (("killed", "7"), ("stance", "accuses")):
            decide(ledger, ledger.claim("c1"), Ruling(decision=Decision.EDIT, person="A", now=minute(2), slot=slot, value=value))
        decide(ledger, ledger.claim("c2"), Ruling(decision=Decision.ACCEPT, person="B", now=minute(3)))
        act = last_act(ledger, "A")
        assert act is not None and act.claim == "c1"
        assert [each.slot for each in act.judgements] == ["killed", "stance"]
        for each in act.judgements:
            withdraw(ledger, each.id, person="A", now=minute(4))
        before = last_act(ledger, "A")
        assert before is not None and before.claim == "c0"
        assert pace(ledger, "A") is None, "one claim tells no pace"


def moments(*minutes: int) -> list[MADE]:
    """Decisions at these minutes, newest first, each on a claim of its own."""
    return [(minute(0) + timedelta(minutes=at), "d", at) for at in sorted(minutes, reverse=True)]


@pytest.mark.parametrize(
    ("made", "rate"),
    [
        (moments(), None),
        (moments(0, 1), None),
        (moments(0, 1, 2), 60.0),
        (moments(0, 30, 31, 32, 33), 60.0),
        ([(minute(0), "d", at) for at in range(5)], None),
    ],
)
def test_a_pace_counts_since_the_last_pause(made: list[MADE], rate: float | None) -> None:
    """Three claims a minute apart are sixty an hour; what lies before a long pause does not slow it down."""
    assert claims_an_hour(made) == rate
    assert timedelta(minutes=2) < PAUSE < timedelta(minutes=28)
