"""The review queue: one claim a screen, decided with one key. What a person decides stands beside the machine's claim.

The address holds the whole place: order, filters, queue, how many were put off, and the claim. So a reload loses nothing, and
an address can be sent to a colleague. Forms go to the same address.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from saidso.errors import ConfigError, LedgerError
from saidso.ledger.own_decisions import last_act, pace
from saidso.ledger.queues import ORDERS, QueueState, Reading, claims_to_review, made_in, progress, queue_state
from saidso.ledger.review import VOCABULARIES, Overtaken, Ruling, checked, decide, decisions_on, withdraw
from saidso.ledger.search import IncidentFilter
from saidso.nouns.claim import Claim
from saidso.nouns.judgement import Decision, Judgement, review_of
from saidso.show.web.frame.accounts import LONGEST_NAME, Role
from saidso.show.web.frame.desk import Desk, local_path
from saidso.show.web.frame.routing import action, screen
from saidso.show.web.incidents import filter_of
from saidso.show.web.review_task import Task, task_of

REASONS = ("not_said", "no_event", "not_here", "boilerplate", "twice")
"""Why a claim is rejected, most often; free words are the other way."""
GOING_ON = ("accept", "save", "reject")
"""What leads to the next claim; a note and a stance stay."""
KEYS = (
    *(("accept", "a"), ("edit", "e"), ("reject", "r"), ("note", "n"), ("later", "s"), ("undo", "u")),
    *((f"stance-{number}", str(number)) for number in range(1, len(VOCABULARIES["stance"]) + 1)),
)
"""Acts that a desk may put on other keys, each with the key it comes with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody is: what is read in which order, the queue with its state where one is worked, and what was put off."""

    reading: Reading
    queue: QueueState | None
    skip: int
    wrong: tuple[str, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether others' decisions are hidden here."""
        return self.queue is not None and self.queue.queue.blind and self.queue.opening is None

    @property
    def mine(self) -> bool:
        """Whether the queue was given to whoever reads; all claims are everybody's."""
        return self.queue is None or self.reading.person in self.queue.queue.reviewers


def review(desk: Desk) -> Response:
    """The claim of this address, or the next one; where none is left, what was done."""
    place = place_of(desk)
    wanted = desk.query.get("claim")
    if not place.mine:
        return desk.render("review_done.html", place=place, **_frame_of(desk, place))
    if wanted is None:
        following = next_claim(desk, place)
        if following is None:
            return desk.render("review_done.html", place=place, **_frame_of(desk, place))
        return desk.go(desk.here(claim=following[0], skip=following[1] or None))
    if desk.query.get("later"):
        return _put_off(desk, place, wanted)
    return _shown(desk, place, _claim(desk, wanted))


def _put_off(desk: Desk, place: Place, claim: str) -> Response:
    """The claim after this one, which comes again at the end; the only one left stays."""
    following = next_claim(desk, place, now_at=claim, later=True) or (claim, place.skip)
    return desk.go(desk.here(claim=following[0], skip=following[1] or None, edit=None, later=None))


def place_of(desk: Desk) -> Place:
    """What the address says of order, filters and queue; what cannot be read is left out and said."""
    asked, wrong = filter_of(desk)
    plain = IncidentFilter(sort=asked.sort, page=asked.page, size=asked.size)
    order, queue = desk.query.get("order", ORDERS[0]), desk.query.get("queue")
    skip = desk.query.get("skip", "")
    reading = Reading(
        person=desk.viewer.name or "",
        order=order if order in ORDERS else ORDERS[0],
        queue=queue or None,
        within=None if asked == plain or queue else asked,
        others=desk.query.get("others") != "no",
    )
    return Place(
        reading=reading,
        queue=_queue(desk, queue) if queue else None,
        skip=int(skip) if skip.isascii() and skip.isdigit() and len(skip) < 7 else 0,
        wrong=tuple(wrong),
    )


def _queue(desk: Desk, wanted: str) -> QueueState:
    try:
        return queue_state(desk.ledger, wanted)
    except LedgerError as error:
        raise HTTPException(404, desk.words.message(str(error))) from error


def _claim(desk: Desk, wanted: str) -> Claim:
    try:
        return desk.ledger.claim(wanted)
    except LedgerError as error:
        raise HTTPException(404, desk.words.message(str(error))) from error


def next_claim(desk: Desk, place: Place, *, now_at: str | None = None, later: bool = False) -> tuple[str, int] | None:
    """The claim to read next and how many are put off before it; those put off come again when all others are done.

    Args:
        desk: the request.
        place: the order and its filters.
        now_at: the claim on the screen.
        later: whether it is put off.
    """
    for skip in dict.fromkeys((place.skip, 0)):
        here = claims_to_review(desk.ledger, place.reading, most=2, skip=skip)
        if later and here[:1] == [now_at]:
            if len(here) > 1:
                return here[1], skip + 1
        elif here:
            return (here[0], skip) if here[0] != now_at or len(here) == 1 else (here[1], skip)
    return None


def _shown(desk: Desk, place: Place, claim: Claim, *, status: int = 200, **more: Any) -> Response:
    decisions = _visible(desk, place, claim)
    task = task_of(desk.ledger, claim, decisions=decisions, person=desk.viewer.name)
    context: dict[str, Any] = {
        "place": place,
        "task": task,
        "decided_as": review_of(claim, decisions).state.value,
        "seen": ",".join(each.id for each in decisions_on(desk.ledger, claim, desk.viewer.name or "")),
        "editing": desk.query.get("edit") == "1",
        "reasons": REASONS,
        "choices": VOCABULARIES,
        "later": desk.here(claim=claim.id, edit=None, later=1),
        "typed": {},
        "trouble": "",
        "meanwhile": (),
        "sent": [],
    }
    return desk.render("review.html", status=status, **{**context, **_frame_of(desk, place), **more})


def _frame_of(desk: Desk, place: Place) -> dict[str, Any]:
    """What stands around a claim: progress, pace, and the last thing that was done."""
    act = last_act(desk.ledger, desk.viewer.name) if desk.viewer.name else None
    return {
        "done": progress(desk.ledger, place.reading),
        "pace": pace(desk.ledger, desk.viewer.name) if desk.viewer.name else None,
        "act": act,
        "acted_on": desk.ledger.claim(act.claim) if act and act.claim else None,
        "orders": ORDERS,
        "keys": KEYS,
        "filters": [(name, value) for name, value in desk.query.multi_items() if name in _FILTERS and value],
    }


_FILTERS = ("text", "from", "to", "place", "country", "type", "stance", "kind", "review", "actor", "voice", "origins")


def _visible(desk: Desk, place: Place, claim: Claim) -> tuple[Judgement, ...]:
    """What stands on the claim for this screen: in a closed queue only what this reviewer has decided in it."""
    found = decisions_on(desk.ledger, claim, desk.viewer.name or "")
    if place.queue is None or not place.closed:
        return found
    made = made_in(desk.ledger, place.queue.queue.id)
    return tuple(each for each in found if each.person == desk.viewer.name and each.id in made)


def act(desk: Desk) -> Response:
    """Decide, as the button that was pressed says, and go on; what somebody else decided meanwhile is shown first."""
    place, does = place_of(desk), desk.field("do")
    if does == "undo":
        return _undo(desk)
    claim = _claim(desk, desk.query.get("claim", ""))
    task = task_of(desk.ledger, claim, decisions=_visible(desk, place, claim), person=desk.person())
    typed = {name.removeprefix("field-"): value for name, value in (desk.form or {}).items() if name.startswith("field-")}
    try:
        rulings, back = _rulings(desk, place, task, does)
        for each in rulings:
            checked(claim, each)
        warnings = [decide(desk.ledger, claim, each).warning for each in rulings]
        for slot in back:
            _take_back(desk, claim, slot)
    except Overtaken as error:
        return _shown(desk, place, claim, status=409, meanwhile=error.judgements, typed=typed, editing=False, sent=_sent(desk))
    except ConfigError as error:
        return _shown(desk, place, claim, status=400, trouble=desk.words.message(str(error)), typed=typed, editing=does == "save")
    if does == "save" and not rulings and not back:
        nothing = str(desk.words("review.nothing_changed"))
        return _shown(desk, place, claim, trouble=nothing, typed=typed, editing=True)
    if warning := " ".join(filter(None, warnings)):
        return _shown(desk, place, claim, trouble=warning, editing=False)
    return _go_on(desk, place, claim, does)


def _go_on(desk: Desk, place: Place, claim: Claim, does: str) -> Response:
    if does not in GOING_ON:
        return desk.go(desk.here(edit=None))
    place = replace(place, queue=_queue(desk, place.queue.queue.id)) if place.queue else place
    following = next_claim(desk, place, now_at=claim.id)
    if following is None or following[0] == claim.id:
        return desk.go(desk.here(claim=None, skip=None, edit=None))
    return desk.go(desk.here(claim=following[0], skip=following[1] or None, edit=None))


def _take_back(desk: Desk, claim: Claim, slot: str) -> None:
    """Withdraw every edit of this person in a slot: behind the last one stands the one before it."""
    person = desk.person()
    while mine := [each for each in decisions_on(desk.ledger, claim, person) if each.person == person and each.slot == slot]:
        for each in mine:
            withdraw(desk.ledger, each.id, person=person, now=datetime.now(UTC))


def _rulings(desk: Desk, place: Place, task: Task, does: str) -> tuple[list[Ruling], list[str]]:
    """What the form decides, and in which slots it takes own edits back (they are to say what the machine read again)."""
    ruling = Ruling(
        decision=Decision.ACCEPT,
        person=desk.person(),
        now=datetime.now(UTC),
        seen=desk.field("seen").split(","),
        queue=place.queue.queue.id if place.queue and place.mine else None,
    )
    if does == "accept":
        return [ruling], []
    if does == "reject":
        return [replace(ruling, decision=Decision.REJECT, reason=_reason(desk))], []
    if does == "note":
        return [replace(ruling, decision=Decision.NOTE, reason=desk.field("note"))], []
    if does.startswith("stance:"):
        return _edits(task, {"stance": does.removeprefix("stance:")}, ruling)
    if does == "save":
        given = {name.removeprefix("field-"): desk.field(name) for name in desk.form or () if name.startswith("field-")}
        return _edits(task, given, ruling)
    raise ConfigError(f"{does!r} is no act of a review. Use the buttons of the page.")


def _reason(desk: Desk) -> str:
    chosen, more = desk.field("why"), desk.field("reason")
    words = str(desk.words("review.why_" + chosen)) if chosen in REASONS else ""
    return ": ".join(filter(None, (words, more)))


def _edits(task: Task, given: dict[str, str], ruling: Ruling) -> tuple[list[Ruling], list[str]]:
    """An edit for each field that was changed; back to the machine's value is the edit taken back."""
    edits: list[Ruling] = []
    back: list[str] = []
    for name, value in given.items():
        field = task.field(name)
        line = " ".join(value.split())
        if field is not None and line == field.line:
            continue
        if field is not None and line == " ".join(field.machine.split()):
            back.append(name)
            continue
        edits.append(replace(ruling, decision=Decision.EDIT, slot=name, value=line))
    return edits, back


def _sent(desk: Desk) -> list[tuple[str, str]]:
    """The form as it was sent, to be sent again when its sender has seen what others decided."""
    given = desk.form.multi_items() if desk.form else []
    return [(name, value) for name, value in given if name not in ("token", "seen") and isinstance(value, str)]


def _undo(desk: Desk) -> Response:
    """Take back the last thing that this person did, and go to its claim."""
    act = last_act(desk.ledger, desk.person())
    if act is None or act.judgements[0].id != desk.field("judgement"):  # pressed twice, or in another window too
        return desk.go(desk.here())
    for each in act.judgements:
        withdraw(desk.ledger, each.id, person=desk.person(), now=datetime.now(UTC))
    return desk.go(desk.here(claim=act.claim, edit=None))


def rename(desk: Desk) -> Response:
    """Judge under another name from now on: for the one desk without accounts, where several may sit one after another."""
    name = " ".join(desk.field("name").split())
    if not desk.viewer.local:
        raise HTTPException(403, str(desk.words("frame.not_allowed")))
    if name and name.isprintable() and len(name) <= LONGEST_NAME:
        desk.call_me(name)
    return desk.go(local_path(desk.field("next", "/review")))


def keys(desk: Desk) -> Response:
    """The page on which a desk chooses its own keys; they are kept in the browser."""
    return desk.render("review_keys.html", keys=KEYS, stances=VOCABULARIES["stance"])


routes = [
    screen("/review", review, role=Role.REVIEWER),
    action("/review", act),
    screen("/review/keys", keys, role=Role.REVIEWER),
    action("/review/name", rename, named=False),
]
