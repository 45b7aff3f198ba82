"""What two reviewers of a queue differ on, and what has been decided about it since the queue was opened.

An adjudication overwrites nothing: it is one more judgement, made in the queue after its opening and with a reason, by whoever
adjudicates. Both reviewers' decisions stay in the log and count for their agreement; the claim stays disputed, for people did
differ on it, and the adjudicated value is the last word wherever one value is asked for (``Review.edits``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from saidso.errors import ConfigError
from saidso.ledger import schema
from saidso.ledger.agreement import Differing, differing
from saidso.ledger.judgements import read_judgement
from saidso.ledger.queues import codings_of, queue_state
from saidso.ledger.review import Ruled, Ruling, decide
from saidso.nouns.judgement import Decision, Judgement, concerns

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of a claim on which two reviewers differ, and the judgement that settled it, None while nobody has."""

    differing: Differing
    settled: Judgement | None


def differences(ledger: Ledger, queue_id: str) -> list[Difference]:
    """Everything on which the two reviewers of an open queue differ, claim by claim, in the order of the queue.

    Raises:
        ConfigError: the queue is not open, so that neither may see what the other said.
        LedgerError: there is no such queue.
    """
    state = queue_state(ledger, queue_id)
    if state.opening is None:
        left = ", ".join(f"{person} ({many} left)" for person, many in state.left)
        raise ConfigError(f"{state.queue.name}: not everybody is done: {left}. Wait for them, or open the queue with a reason.")
    since = [each for each in _made_in(ledger, queue_id) if each.made_at > state.opening.made_at and each.reason]
    at = {claim: number for number, claim in enumerate(state.queue.claims)}
    found = sorted(differing(codings_of(ledger, queue_id)), key=lambda one: (at[one.claim], one.field))
    return [Difference(differing=one, settled=_settling(ledger, one, since)) for one in found]


def adjudicate(ledger: Ledger, queue_id: str, claim_id: str, ruling: Ruling) -> Ruled:
    """Decide on a difference: "accept" or "reject" where the decision differs, an edit of the field where a value does.

    Raises:
        ConfigError: there is no reason, or the value or the queue cannot be used; the message says what to do.
        LedgerError: the ledger cannot be written, or has no such claim or queue.
    """
    if not ruling.reason.strip():
        raise ConfigError("An adjudication needs a reason. Write in a few words why, for the two who differed.")
    return decide(ledger, ledger.claim(claim_id), replace(ruling, queue=queue_id))


def _settling(ledger: Ledger, one: Differing, since: Iterable[Judgement]) -> Judgement | None:
    """The last judgement since the opening that speaks of this field; a rejection settles every field of a claim."""
    claim = ledger.claim(one.claim)
    about = [each for each in since if concerns(each, claim) and _speaks_of(each, one.field)]
    return about[-1] if about else None


def _speaks_of(judgement: Judgement, field: str) -> bool:
    if judgement.decision == Decision.EDIT:
        return judgement.slot == field
    return judgement.decision == Decision.REJECT or field == "decision"


def _made_in(ledger: Ledger, queue_id: str) -> list[Judgement]:
    """The judgements of a queue that nobody took back, in the order they were made."""
    made, j, later = schema.queue_judgements.c, schema.judgements.c, schema.judgements.alias()
    gone = select(later.c.supersedes).where(later.c.supersedes == j.id).exists()
    rows = select(j.id, j.payload).join(schema.queue_judgements, made.judgement_id == j.id)
    rows = rows.where(made.queue_id == queue_id, j.decision != Decision.WITHDRAW.value, ~gone).order_by(j.seq)
    with ledger.store.reading() as connection:
        return [read_judgement(row) for row in connection.execute(rows)]
