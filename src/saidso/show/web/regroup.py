"""Putting incidents together and claims apart: a person's few words become the must-links and cannot-links that bring it about.

No more links are made than are needed: what the machine links by itself afterwards is its own doing and stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from saidso.errors import ConfigError
from saidso.ledger.history import acts_on, where_now
from saidso.ledger.review import Ruling, decide
from saidso.nouns.claim import Claim
from saidso.nouns.judgement import Decision, Judgement
from saidso.nouns.span import Evidence
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.linking import relinked

_ROUNDS = 8
"""Each round parts or joins what the last one left; claims are finite, and two or three rounds have always been enough."""


def merged(desk: Desk, here: Sequence[Claim], there: Sequence[Claim], reason: str) -> str:
    """Say that two incidents are one event; gives the id under which their claims live now.

    Raises:
        ConfigError: no reason was given, or somebody has put claims of the two apart.
    """
    everything = [*here, *there]
    _nobody_decided(desk, (here, there), Decision.CANNOT_LINK)
    now, anchor = datetime.now(UTC), here[0]
    stray = [there[0]]
    for _ in range(_ROUNDS):
        _decide_all(desk, ((anchor, each) for each in stray), Decision.MUST_LINK, reason, now)
        relinked(desk)
        home = where_now(desk.ledger, [claim.id for claim in everything])
        stray = _one_a_group(claim for claim in everything if home.get(claim.id) != home.get(anchor.id))
        if not stray:
            break
    return home[anchor.id]


def split(desk: Desk, claims: Sequence[Claim], leaving: Sequence[Claim], reason: str) -> str:
    """Say that some claims of an incident speak of another event; gives the id under which the first of them lives now.

    Whether those that leave are one event among themselves is left to the linking.

    Raises:
        ConfigError: no reason was given, nobody leaves or nobody stays, one trigger would be torn, or somebody has put claims
            of the two sides together.
    """
    staying = [claim for claim in claims if claim not in leaving]
    _parts_can_be_told(leaving, staying)
    _nobody_decided(desk, (leaving, staying), Decision.MUST_LINK)
    now = datetime.now(UTC)
    pairs = [(one, staying[0]) for one in _one_a_group(leaving)]
    for _ in range(_ROUNDS):
        _decide_all(desk, pairs, Decision.CANNOT_LINK, reason, now)
        relinked(desk)
        home = where_now(desk.ledger, [claim.id for claim in claims])
        mixed = {home[one.id] for one in leaving} & {home[one.id] for one in staying}
        if not mixed:
            break
        left, stay = ([claim for claim in side if home[claim.id] in mixed] for side in (leaving, staying))
        pairs = [(a, b) for a in _one_a_trigger(left) for b in _one_a_trigger(stay) if home[a.id] == home[b.id]]
    return home[leaving[0].id]


def linked(desk: Desk, one: Claim, other: Claim, decision: Decision, reason: str) -> str:
    """Say that two claims speak of one event, or of two; gives the id under which the first of them lives now."""
    if decision is Decision.CANNOT_LINK:
        _parts_can_be_told([one], [other])
    against = Decision.MUST_LINK if decision is Decision.CANNOT_LINK else Decision.CANNOT_LINK
    _nobody_decided(desk, ([one], [other]), against)
    _decide_all(desk, [(one, other)], decision, reason, datetime.now(UTC))
    relinked(desk)
    return where_now(desk.ledger, [one.id])[one.id]


def _decide_all(
    desk: Desk, pairs: Iterable[tuple[Claim, Claim]], decision: Decision, reason: str, now: datetime
) -> None:
    for one, other in pairs:
        ruling = Ruling(decision=decision, person=desk.person(), now=now, reason=reason, other=other)
        decide(desk.ledger, one, ruling)


def _one_a_group(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each event of each document: the others come along."""
    return list({(claim.document_id, claim.group): claim for claim in claims}.values())


def _one_a_trigger(claims: Iterable[Claim]) -> list[Claim]:
    return list({(claim.document_id, claim.trigger.span): claim for claim in claims}.values())


def _parts_can_be_told(leaving: Sequence[Claim], staying: Sequence[Claim]) -> None:
    if not leaving or not staying:
        raise ConfigError("Choose the claims that speak of another event, and leave at least one where it is.")
    for one in leaving:
        for other in staying:
            if one.document_id == other.document_id and one.trigger.span.overlaps(other.trigger.span):
                where = f"“{one.trigger.quote}” ({one.document_id})"
                raise ConfigError(f"Claims {one.id} and {other.id} hang on the same words, {where}. Choose both, or neither.")


def _nobody_decided(desk: Desk, sides: tuple[Sequence[Claim], Sequence[Claim]], decision: Decision) -> None:
    """Refuse to contradict a decision that stands: its maker is named, so that the two can talk."""
    for act in acts_on(desk.ledger, [*sides[0], *sides[1]], desk.viewer.name):
        if act.stands and act.decision == decision and any(_between(each, sides) for each in act.judgements):
            asked = "two events" if decision is Decision.CANNOT_LINK else "one event"
            raise ConfigError(
                f"{act.person} decided at {act.made_at:%Y-%m-%d %H:%M} that claims of these are {asked}: {act.reason}. "
                "Take that decision back first, or leave it as it is."
            )


def _between(judgement: Judgement, sides: tuple[Sequence[Claim], Sequence[Claim]]) -> bool:
    met = [{at for at, side in enumerate(sides) if any(_on(on, claim) for claim in side)} for on in judgement.on]
    return len(met) == 2 and any(a != b for a in met[0] for b in met[1])


def _on(evidence: Evidence, claim: Claim) -> bool:
    return evidence.document_id == claim.document_id and evidence.span.overlaps(claim.trigger.span)
