"""Queues for several: who reads which claims, blind to each other or not, how far they agree, and what differs between them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from saidso.errors import ConfigError, LedgerError
from saidso.ledger.adjudication import adjudicate, differences
from saidso.ledger.audit import people
from saidso.ledger.queues import (
    QueueState,
    Reading,
    ReviewQueue,
    add_queue,
    agreement_in,
    claims_to_review,
    open_queue,
    queue_state,
    queues,
)
from saidso.ledger.review import VOCABULARIES, Ruling
from saidso.nouns.judgement import Decision
from saidso.show.web.frame.accounts import Role
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.marked import marks_of, pieces_of
from saidso.show.web.frame.routing import action, screen
from saidso.show.web.review import place_of

MOST = 2_000
"""Claims of a queue: weeks of work for two people; make a second queue for more."""
FEWEST = 20
"""Claims below which a coefficient says little: one more difference moves it by a tenth."""


def all_queues(desk: Desk) -> Response:
    """Every queue with who is not done, and the form for a new one."""
    return _listed(desk)


def _listed(desk: Desk, *, status: int = 200, trouble: str = "") -> Response:
    place = place_of(desk)
    names = {each for state in queues(desk.ledger) for each in state.queue.reviewers} | set(people(desk.ledger))
    context: dict[str, Any] = {
        "queues": list(reversed(queues(desk.ledger))),
        "within": urlencode([(name, value) for name, value in desk.query.multi_items() if value]),
        "filters": [value for _, value in desk.query.multi_items() if value],
        "wrong": place.wrong,
        "names": sorted(names),
        "most": MOST,
        "typed": {name: desk.field(name) for name in ("name", "many", "seed", "one", "other")},
        "trouble": trouble,
    }
    return desk.render("queues.html", status=status, **context)


def make(desk: Desk) -> Response:
    """Give claims to reviewers: the first of an order, or as many drawn by lot with a seed that draws the same again."""
    try:
        queue = add_queue(desk.ledger, _asked_for(desk))
    except ConfigError as error:
        return _listed(desk, status=400, trouble=desk.words.message(str(error)))
    return desk.go(f"/queues#{queue.id}")


def _asked_for(desk: Desk) -> ReviewQueue:
    reviewers = tuple(dict.fromkeys(filter(None, (" ".join(desk.field(each).split()) for each in ("one", "other")))))
    _known_reviewers(desk, reviewers)
    return ReviewQueue(
        id="",
        name=desk.field("name")[:200],
        made_by=desk.person(),
        made_at=datetime.now(UTC),
        claims=tuple(_claims(desk)),
        reviewers=reviewers,
        blind=desk.field("blind") == "yes",
    )


def _known_reviewers(desk: Desk, reviewers: tuple[str, ...]) -> None:
    """With accounts, a queue goes to those who can sign in and review; nobody else could ever finish it."""
    accounts = desk.house.accounts
    for name in reviewers if accounts is not None else ():
        account = accounts.get(name) if accounts else None
        if account is None or not account.role.covers(Role.REVIEWER):
            raise ConfigError(f"{name}: there is no reviewer of this name. Write the name of an account that may review.")


def _claims(desk: Desk) -> list[str]:
    many, place = desk.field("many"), place_of(desk)
    if not (many.isascii() and many.isdigit() and 1 <= int(many[:9]) <= MOST):
        raise ConfigError(f"{many or 'nothing'}: say how many claims, from 1 to {MOST:,}.")
    reading = Reading(person="", order=place.reading.order, within=place.reading.within)
    if desk.field("how") != "lot":
        return claims_to_review(desk.ledger, reading, most=int(many))
    every = sorted(claims_to_review(desk.ledger, reading, most=10_000_000))
    return random.Random(desk.field("seed")).sample(every, min(int(many), len(every)))


def _state(desk: Desk) -> QueueState:
    try:
        return queue_state(desk.ledger, desk.part("queue"))
    except LedgerError as error:
        raise HTTPException(404, desk.words.message(str(error))) from error


def open_early(desk: Desk) -> Response:
    """Let everybody see what was decided before all are done."""
    state = _state(desk)
    open_queue(desk.ledger, state.queue.id, person=desk.person(), now=datetime.now(UTC), reason=desk.field("reason"))
    return desk.go(f"/queues/{state.queue.id}/agreement")


def agree(desk: Desk) -> Response:
    """How far the two agree, field by field, in numbers and in words; nothing while a blind queue is closed."""
    state = _state(desk)
    hidden = state.opening is None
    rows = [] if hidden or len(state.queue.reviewers) != 2 else agreement_in(desk.ledger, state.queue.id)
    left = 0 if hidden or not rows else sum(each.settled is None for each in differences(desk.ledger, state.queue.id))
    shown = [row for row in rows if row.claims or row.f1 is not None]
    return desk.render("agreement.html", state=state, rows=shown, left=left, few=FEWEST, says=says)


def says(alpha: float | None) -> str:
    """What an alpha means: the bounds are those of Krippendorff, Content Analysis (2004), p. 241."""
    if alpha is None:
        return "none"
    return next(word for least, word in ((0.8, "high"), (2 / 3, "tentative"), (0.0, "low"), (-2.0, "chance")) if alpha >= least)


def differ(desk: Desk) -> Response:
    """The next thing on which the two differ, both answers side by side."""
    return _differing(desk)


def _differing(desk: Desk, *, status: int = 200, trouble: str = "", now_at: str | None = None) -> Response:
    state = _state(desk)
    found = differences(desk.ledger, state.queue.id) if state.opening is not None else []
    wanted = now_at or desk.query.get("at", "")
    named = {f"{each.differing.claim}:{each.differing.field}": each for each in found}
    chosen = named.get(wanted) or next((each for each in found if each.settled is None), None)
    claim = desk.ledger.claim(chosen.differing.claim) if chosen else None
    document = desk.ledger.document(claim.document_id) if claim else None
    context: dict[str, Any] = {
        "state": state,
        "named": named,
        "chosen": chosen,
        "claim": claim,
        "document": document,
        "passage": pieces_of(document.text, marks_of(claim), claim.passage.span) if claim and document else (),
        "done": sum(each.settled is not None for each in found),
        "choices": VOCABULARIES,
        "typed": {"third": desk.field("third"), "reason": desk.field("reason")},
        "trouble": trouble,
    }
    return desk.render("adjudicate.html", status=status, **context)


def settle(desk: Desk) -> Response:
    """Store an adjudication and go on to what differs next."""
    state, at = _state(desk), desk.field("at")
    claim, _, field = at.partition(":")
    found = {f"{each.differing.claim}:{each.differing.field}": each for each in differences(desk.ledger, state.queue.id)}
    if at not in found:
        raise HTTPException(404, str(desk.words("queues.no_difference")))
    values = dict(zip(("left", "right"), (value for _, value in found[at].differing.values), strict=True))
    taken = values.get(desk.field("take"), desk.field("third"))
    try:
        adjudicate(desk.ledger, state.queue.id, claim, _ruling(desk, field, taken))
    except ConfigError as error:
        return _differing(desk, status=400, trouble=desk.words.message(str(error)), now_at=at)
    return desk.go(f"/queues/{state.queue.id}/adjudicate")


def _ruling(desk: Desk, field: str, value: str) -> Ruling:
    ruling = Ruling(decision=Decision.EDIT, person=desk.person(), now=datetime.now(UTC), reason=desk.field("reason"))
    if field != "decision":
        return replace(ruling, slot=field, value=value)
    if value not in (Decision.ACCEPT, Decision.REJECT):
        raise ConfigError("Take the left or the right answer: a claim is accepted or rejected.")
    return replace(ruling, decision=Decision(value))


routes = [
    screen("/queues", all_queues, role=Role.REVIEWER),
    action("/queues", make),
    action("/queues/{queue}/open", open_early),
    screen("/queues/{queue}/agreement", agree, role=Role.REVIEWER),
    screen("/queues/{queue}/adjudicate", differ, role=Role.REVIEWER),
    action("/queues/{queue}/adjudicate", settle),
]
