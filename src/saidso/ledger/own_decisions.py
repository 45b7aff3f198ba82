"""What one person decided of late: for undo, which goes back decision by decision, and for the pace of a review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from saidso.ledger import schema
from saidso.ledger.judgements import read_judgement
from saidso.ledger.review_index import claims_at
from saidso.nouns.judgement import Decision, Judgement, concerns

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger

_OF_A_REVIEW = (Decision.ACCEPT, Decision.EDIT, Decision.REJECT, Decision.NOTE)
PAUSE = timedelta(minutes=20)
"""Who decides nothing for so long has put the work down: a pace counts from the last such pause."""
FEWEST = 3
"""Claims before a pace is told; fewer say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person did at one moment on one claim: several judgements where several fields were edited at once.

    ``claim`` is the linked claim it is on, None where the newest model makes no such claim any more.
    """

    judgements: tuple[Judgement, ...]
    claim: str | None


def last_act(ledger: Ledger, person: str) -> Act | None:
    """The newest thing that this person did in a review and that still stands; None where there is none."""
    found = _standing(ledger, person, most=40)
    if not found:
        return None
    act = tuple(each for each in reversed(found) if (each.made_at, each.on) == (found[0].made_at, found[0].on))
    with ledger.store.reading() as connection:
        about = [claim.id for claim in claims_at(connection, act[0].on[0]) if concerns(act[0], claim)] if act[0].on else []
    return Act(judgements=act, claim=about[0] if about else None)


def pace(ledger: Ledger, person: str) -> float | None:
    """Claims an hour that this person decides on, since the last pause; None while there are too few to tell."""
    judged = [each for each in _standing(ledger, person, most=200) if each.decision != Decision.NOTE and each.on]
    return claims_an_hour([(each.made_at, each.on[0].document_id, each.on[0].span.start) for each in judged])


def claims_an_hour(made: Sequence[tuple[datetime, str, int]]) -> float | None:
    """Claims an hour out of moments of decision, newest first, each with what it was on; the first only starts the clock."""
    run = list(made[:1])
    for each in made[1:]:
        if run[-1][0] - each[0] > PAUSE:
            break
        run.append(each)
    claims = {each[1:] for each in run}
    hours = (run[0][0] - run[-1][0]) / timedelta(hours=1) if run else 0.0
    return (len(claims) - 1) / hours if len(claims) >= FEWEST and hours else None


def _standing(ledger: Ledger, person: str, *, most: int) -> list[Judgement]:
    """This person's decisions that nobody took back, newest first."""
    j, later = schema.judgements.c, schema.judgements.alias()
    gone = select(later.c.supersedes).where(later.c.supersedes == j.id).exists()
    rows = select(j.id, j.payload).where(j.person == person, j.decision.in_(_OF_A_REVIEW), ~gone)
    with ledger.store.reading() as connection:
        return [read_judgement(row) for row in connection.execute(rows.order_by(j.seq.desc()).limit(most))]
