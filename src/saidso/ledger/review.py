"""Making judgements: what a person decides on a claim becomes a record that stands beside the machine's, never in its place.

``decide`` is for one claim, ``withdraw`` takes a decision back (undo, revert). Two people may work at once: whoever decides
says which decisions were on the screen, and is told when there are others by now; nothing is overwritten either way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select, text

from saidso.errors import ConfigError, LedgerError
from saidso.ledger import schema
from saidso.ledger.codec import canonical, parse, plain, restore
from saidso.ledger.documents import Documents
from saidso.ledger.judgements import Judgements, add_in
from saidso.ledger.review_index import blind_judgements, judgements_on, open_where_done, refresh_claims
from saidso.nouns.claim import Claim, Stance
from saidso.nouns.judgement import Decision, Judgement, points_at, review_of
from saidso.values.actor import read_actor
from saidso.values.count import read_count
from saidso.values.event_type import OUTCOME_SLOT, EventType, Status
from saidso.values.place import resolve
from saidso.values.when import read_when

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger

NUMBERS = (*dict.fromkeys(OUTCOME_SLOT.values()), "missing", "casualties", "count")
PLACES = ("place", "origin", "destination")
SLOTS = ("actor", "target", *NUMBERS, *PLACES, "time", "instrument")
"""Value slots that an edit may fill; "" empties one: the words do not say."""

CHOSEN = (
    *("side_a", "side_b", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    *("admiralty_source", "admiralty_information"),
)
"""What only a person can say of an incident: nothing fills it but a judgement "best" of that name.

The last two are the letter and the digit of the Admiralty code, for desks that rate their reports; saidso rates none.
"""

_RATINGS = {"admiralty_source": "ABCDEF", "admiralty_information": "123456"}

VOCABULARIES = {
    "stance": tuple(stance.value for stance in Stance),
    "status": tuple(status.value for status in Status),
    "type": tuple(kind.value for kind in EventType),
}

_ON_A_CLAIM = (Decision.ACCEPT, Decision.EDIT, Decision.REJECT, Decision.NOTE)
_LINKS = (Decision.MUST_LINK, Decision.CANNOT_LINK)
_WITH_REASON = (Decision.REJECT, Decision.NOTE, Decision.BEST, *_LINKS)


class Overtaken(LedgerError):
    """Somebody else decided on this claim since it was on the screen; ``judgements`` are theirs, oldest first."""

    def __init__(self, message: str, *, judgements: tuple[Judgement, ...]) -> None:
        super().__init__(message)
        self.judgements = judgements


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person wants to decide, before it is a judgement.

    ``slot`` and ``value`` are for an edit and for "best"; ``other`` is the second claim of a link. ``seen`` are the ids of the
    decisions on the claim that were on the screen; None asks for no comparison (an import, a script). ``queue`` is the queue in
    which the person works; None takes the first that holds the claim and was given to the person.
    """

    decision: Decision
    person: str
    now: datetime
    reason: str = ""
    slot: str | None = None
    value: str | None = None
    other: Claim | None = None
    seen: Collection[str] | None = None
    queue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A judgement as it was stored, and what its person should hear ("" for nothing): words kept that no reader of ours reads."""

    judgement: Judgement
    warning: str = ""


def decide(ledger: Ledger, claim: Claim, ruling: Ruling) -> Ruled:
    """Store what a person decided on a claim, or on its incident by way of the claim ("best", links).

    The same decision again, while it stands, is stored once. One made on a claim of a queue that was given to this
    person belongs to that queue, and is hidden from the other reviewer while the queue is blind.

    Raises:
        ConfigError: the slot, the value or the reason cannot be used; the message says what to write.
        Overtaken: others decided on the claim since; show theirs and ask again.
        LedgerError: the ledger cannot be written, or the claim's words are not in it.
    """
    warning = checked(claim, ruling)
    judgement = _judgement(claim, ruling)
    Judgements(ledger.store, Documents(ledger.store)).prove(judgement)
    with ledger.store.writing() as connection:
        standing = _standing(connection, claim)
        _nobody_came_between(claim, ruling, standing, blind_judgements(connection))
        queue = _queue_for(connection, claim, judgement, ruling.queue)
        for each in standing:  # what was said before a queue was given is said anew in it
            if _says_the_same(each, judgement) and (queue is None or _queue_of(connection, each.id) == queue):
                return Ruled(judgement=each, warning=warning)
        add_in(connection, judgement, str(ledger.path))
        if queue is not None:
            _into_queue(connection, claim, judgement, queue)
    return Ruled(judgement=judgement, warning=warning)


def withdraw(ledger: Ledger, judgement_id: str, *, person: str, now: datetime, reason: str = "") -> Judgement:
    """Take a decision back; it stays in the log. What the same person had decided before it counts again.

    Raises:
        ConfigError: nobody is named.
        LedgerError: there is no such judgement, or it does not stand any more; the message says who took it back.
    """
    _named(person)
    with ledger.store.writing() as connection:
        earlier = _by_id(connection, judgement_id)
        if earlier is None:
            raise LedgerError(f"{ledger.path}: there is no judgement {judgement_id}. Open the log and choose one that is there.")
        c = schema.judgements.c
        later = connection.execute(select(c.id, c.person).where(c.supersedes == judgement_id).limit(1)).one_or_none()
        if later is not None:
            raise LedgerError(
                f"{ledger.path}: {judgement_id} does not stand any more, {later.person} took it back ({later.id}). "
                "Load the page again to see what stands now."
            )
        back = replace(earlier, person=person.strip(), made_at=now, decision=Decision.WITHDRAW.value, reason=reason.strip())
        back = with_id(replace(back, slot=None, value=None, supersedes=judgement_id))
        queue = _queue_of(connection, judgement_id)
        add_in(connection, back, str(ledger.path))
        if queue is not None:
            connection.execute(insert(schema.queue_judgements), {"judgement_id": back.id, "queue_id": queue})
    return back


def decisions_on(ledger: Ledger, claim: Claim, person: str) -> tuple[Judgement, ...]:
    """What stands on a claim, as this person may see it: without the other's decisions in a blind queue. For ``Ruling.seen``."""
    with ledger.store.reading() as connection:
        hidden = blind_judgements(connection)
        return tuple(each for each in _standing(connection, claim) if each.person == person or each.id not in hidden)


def with_id(judgement: Judgement) -> Judgement:
    """The judgement under the id that its content gives it: who, when, what, on which words, why."""
    content = canonical(plain(replace(judgement, id="")))
    return replace(judgement, id="j" + hashlib.sha256(content.encode()).hexdigest()[:16])


def _judgement(claim: Claim, ruling: Ruling) -> Judgement:
    on = points_at(claim)
    if ruling.decision is Decision.BEST or ruling.other is not None:  # of the event, whoever speaks of it
        on = (claim.trigger, *((ruling.other.trigger,) if ruling.other else ()))
    return with_id(
        Judgement(
            id="",
            person=ruling.person.strip(),
            made_at=ruling.now,
            decision=ruling.decision.value,
            on=on,
            reason=ruling.reason.strip(),
            slot=ruling.slot,
            value=None if ruling.value is None else ruling.value.strip(),
        )
    )


def checked(claim: Claim, ruling: Ruling) -> str:
    """Whether a ruling can be used, before any of several is stored; gives the warning that goes with it ("" for none).

    Raises:
        ConfigError: the slot, the value or the reason cannot be used; the message says what to write.
    """
    _named(ruling.person)
    decision = ruling.decision
    if decision in _WITH_REASON and not ruling.reason.strip():
        raise ConfigError(f'"{decision.value}" needs a reason. Write in a few words why, for those who read the log later.')
    if (decision in _LINKS) != (ruling.other is not None):
        raise ConfigError(f'"{decision.value}": name the other claim for a link, and none for anything else.')
    if ruling.other is not None and ruling.other.id == claim.id:
        raise ConfigError(f"{claim.id}: a claim cannot be linked with itself. Choose another one.")
    if decision is Decision.WITHDRAW:
        raise ConfigError("A decision is taken back by its own id, not by its claim. Choose it in the log.")
    if decision not in (Decision.EDIT, Decision.BEST):
        if ruling.slot is not None or ruling.value is not None:
            raise ConfigError(f'"{decision.value}" takes no slot and no value. Decide "edit" to say what the words say.')
        return ""
    return _checked_value(claim, ruling.slot or "", ruling.value, best=decision is Decision.BEST)


def _checked_value(claim: Claim, slot: str, value: str | None, *, best: bool) -> str:
    if value is None:
        raise ConfigError(f"{slot or 'the slot'}: there is no value. Write one, or an empty one for what the words do not say.")
    value = value.strip()
    if slot in VOCABULARIES and value not in VOCABULARIES[slot]:
        raise ConfigError(f"{slot} {value!r} is not known. Write one of: {', '.join(VOCABULARIES[slot])}.")
    if slot in VOCABULARIES:
        return ""
    if slot == "voice" and not value:
        raise ConfigError("voice: every claim has one. Write who says it, as the words name them.")
    if best and slot in _RATINGS and (len(value) != 1 or value not in _RATINGS[slot]):
        raise ConfigError(f"{slot} {value!r} is not of the scale. Write one of: {', '.join(_RATINGS[slot])}.")
    if slot != "voice" and slot not in SLOTS and not (best and slot in CHOSEN):
        raise ConfigError(f"There is no slot {slot!r}. Write one of: {', '.join((*VOCABULARIES, 'voice', *SLOTS))}.")
    if best and not value:
        raise ConfigError(f"{slot}: a best value cannot be empty. Withdraw the one that stands instead.")
    return "" if not value or slot == "voice" else _unread(claim, slot, value)


def _unread(claim: Claim, slot: str, value: str) -> str:
    """What to tell a person whose words no reader of ours reads; the words are kept as they are."""
    if slot in NUMBERS and read_count(value) is None and read_count(f"{value} people") is None:
        return f"{value!r} is kept as words: no number was read in it. Write it as 12, at least 12 or 10 to 12 to compare it."
    if slot == "time":
        when = read_when(value, published_on=claim.said_on)
        if when is None or (when.earliest is None and when.latest is None):
            return f"{value!r} is kept as words: no day was read in it. Write it as 3 May 2024 to compare it."
    if slot in PLACES and (place := resolve(value)).name is None:
        return f"{value!r} is kept as words: {place.reason or 'no place of this name in the tables'}."
    if slot in ("actor", "target") and read_actor(value).reason == "no words":
        return f"{value!r} is kept as words: it names nobody."
    return ""


def _named(person: str) -> None:
    if not person.strip():
        raise ConfigError("A decision needs the name of who makes it. Give yours first.")


def _standing(connection: Connection, claim: Claim) -> tuple[Judgement, ...]:
    about = judgements_on(connection, [claim.document_id]).get(claim.document_id, [])
    return review_of(claim, about).judgements


def _nobody_came_between(
    claim: Claim, ruling: Ruling, standing: tuple[Judgement, ...], hidden: Collection[str]
) -> None:
    if ruling.seen is None or ruling.decision not in _ON_A_CLAIM or ruling.decision is Decision.NOTE:
        return
    others = [each for each in standing if each.person != ruling.person.strip() and each.id not in hidden]
    if new := tuple(each for each in others if each.id not in ruling.seen):
        what = "; ".join(_in_words(each) for each in new)
        message = f"claim {claim.id}: meanwhile {what}. Look at it, and decide again if you still want to; both will stand."
        raise Overtaken(message, judgements=new)


def _in_words(judgement: Judgement) -> str:
    edit = f" {judgement.slot} to {judgement.value!r}" if judgement.decision == Decision.EDIT else ""
    return f"{judgement.person} decided {judgement.decision}{edit} at {judgement.made_at:%Y-%m-%d %H:%M}"


def _says_the_same(one: Judgement, other: Judgement) -> bool:
    return (one.person, one.decision, one.slot, one.value, one.on, one.reason) == (
        *(other.person, other.decision, other.slot, other.value, other.on, other.reason),
    )


def _queue_for(connection: Connection, claim: Claim, judgement: Judgement, asked: str | None) -> str | None:
    """The queue that a decision belongs to: the one asked for, else the first that this person was given, closed ones first."""
    if judgement.decision not in (Decision.ACCEPT, Decision.EDIT, Decision.REJECT):
        return None
    if asked is not None:
        return _may_decide_in(connection, claim, judgement.person, asked)
    mine = (
        "SELECT id FROM queues WHERE EXISTS (SELECT 1 FROM json_each(payload, '$.reviewers') WHERE value = :person) "
        "AND EXISTS (SELECT 1 FROM json_each(payload, '$.claims') WHERE value = :claim) "
        "ORDER BY id IN (SELECT queue_id FROM queue_openings), json_extract(payload, '$.blind') DESC, seq LIMIT 1"
    )
    queue: str | None = connection.scalar(text(mine), {"person": judgement.person, "claim": claim.id})
    return queue


def _may_decide_in(connection: Connection, claim: Claim, person: str, queue: str) -> str:
    """The queue, where it holds the claim and was given to this person, or is open to all (adjudication)."""
    payload = connection.scalar(select(schema.queues.c.payload).where(schema.queues.c.id == queue))
    if payload is None:
        raise ConfigError(f"There is no queue {queue}. Choose one in the list of queues.")
    given = parse(payload, f"queue {queue}")
    if claim.id not in given["claims"]:
        raise ConfigError(f"{given['name']}: the queue does not hold claim {claim.id}. Decide on it outside the queue.")
    opened = connection.scalar(select(schema.queue_openings.c.queue_id).where(schema.queue_openings.c.queue_id == queue))
    if person not in given["reviewers"] and given["blind"] and opened is None:
        raise ConfigError(f"{given['name']}: this queue is given to {', '.join(given['reviewers'])}, and is not open yet.")
    return queue


def _into_queue(connection: Connection, claim: Claim, judgement: Judgement, queue: str) -> None:
    connection.execute(insert(schema.queue_judgements), {"judgement_id": judgement.id, "queue_id": queue})
    refresh_claims(connection, [claim.id])  # whether it shows depends on the queue
    open_where_done(connection, queue, judgement)


def _queue_of(connection: Connection, judgement_id: str) -> str | None:
    c = schema.queue_judgements.c
    queue: str | None = connection.scalar(select(c.queue_id).where(c.judgement_id == judgement_id))
    return queue


def _by_id(connection: Connection, judgement_id: str) -> Judgement | None:
    c = schema.judgements.c
    payload = connection.scalar(select(c.payload).where(c.id == judgement_id))
    where = f"judgement {judgement_id}"
    return None if payload is None else restore(Judgement, parse(payload, where), where)

