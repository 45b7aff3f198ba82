"""What people decided about one incident, act by act: a merge or a split is several judgements of one person at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, String, func, or_, select

from saidso.ledger import schema
from saidso.ledger.judgements import read_judgement
from saidso.ledger.review_index import blind_judgements
from saidso.nouns.claim import Claim
from saidso.nouns.judgement import Decision, Judgement, concerns

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger

_LINKS = (Decision.MUST_LINK.value, Decision.CANNOT_LINK.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Judgements of one person made at one moment for one reason, oldest first.

    ``claims`` are those of the incident that they concern; ``undone`` is the withdrawal, where all of them are taken back,
    and ``later`` the judgement that took the place of one of them.
    """

    judgements: tuple[Judgement, ...]
    claims: tuple[str, ...]
    undone: Judgement | None = None
    later: Judgement | None = None

    @property
    def person(self) -> str:
        """Who decided."""
        return self.judgements[0].person

    @property
    def made_at(self) -> datetime:
        """When."""
        return self.judgements[0].made_at

    @property
    def decision(self) -> str:
        """What: a word of ``Decision``; the acts of a split are cannot-links."""
        return self.judgements[0].decision

    @property
    def reason(self) -> str:
        """Why, in the person's words."""
        return self.judgements[0].reason

    @property
    def stands(self) -> bool:
        """Whether it counts now."""
        return self.undone is None and self.later is None


def acts_on(ledger: Ledger, claims: Sequence[Claim], viewer: str | None) -> tuple[Act, ...]:
    """Every act about these claims, the latest first, those that were taken back too.

    Args:
        claims: of one incident.
        viewer: what others decided in blind queues is hidden from them; None hides all of it.
    """
    found = _about(ledger, claims, viewer)
    gone = {each.supersedes: each for each in found if each.supersedes}
    acts: dict[tuple[str, datetime, str, str], list[Judgement]] = {}
    for each in found:
        if each.decision != Decision.WITHDRAW:
            acts.setdefault((each.person, each.made_at, each.decision, each.reason), []).append(each)
    return tuple(_act(own, gone, claims) for own in reversed(acts.values()))


def where_now(ledger: Ledger, claims: Sequence[str]) -> dict[str, str]:
    """Claim id to the incident it stands in, for those that are linked."""
    c = schema.incident_claims.c
    with ledger.store.reading() as connection:
        rows = connection.execute(select(c.claim_id, c.incident_id).where(c.claim_id.in_(claims)))
        return {row.claim_id: row.incident_id for row in rows}


def _about(ledger: Ledger, claims: Sequence[Claim], viewer: str | None) -> list[Judgement]:
    j = schema.judgements.c
    documents = sorted({claim.document_id for claim in claims})
    first, second = (func.json_extract(j.payload, f"$.on[{at}].document_id", type_=String) for at in (0, 1))
    linked: ColumnElement[bool] = j.decision.in_(_LINKS) & second.in_(documents)
    # A withdrawal points where its judgement did, so it is found beside it.
    rows = select(j.id, j.payload).where(or_(first.in_(documents), linked)).order_by(j.seq)
    with ledger.store.reading() as connection:
        hidden = blind_judgements(connection)
        given = [read_judgement(row) for row in connection.execute(rows)]
    seen = [each for each in given if each.id not in hidden or each.person == viewer]
    return [each for each in seen if any(_is_on(each, claim) for claim in claims)]


def _is_on(judgement: Judgement, claim: Claim) -> bool:
    if judgement.decision in (Decision.ACCEPT, Decision.EDIT, Decision.REJECT):
        return concerns(judgement, claim)
    return any(on.document_id == claim.document_id and on.span.overlaps(claim.trigger.span) for on in judgement.on)


def _act(own: Sequence[Judgement], gone: dict[str, Judgement], claims: Sequence[Claim]) -> Act:
    ends = [gone[each.id] for each in own if each.id in gone]
    back = [each for each in ends if each.decision == Decision.WITHDRAW]
    return Act(
        judgements=tuple(own),
        claims=tuple(claim.id for claim in claims if any(_is_on(each, claim) for each in own)),
        undone=back[-1] if len(back) == len(own) else None,
        later=next((each for each in ends if each.decision != Decision.WITHDRAW), None),
    )
