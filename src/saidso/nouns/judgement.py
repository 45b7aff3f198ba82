"""A person's decision: who, when, on what, why. It can be superseded, never edited."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from saidso.nouns.claim import Claim
from saidso.nouns.span import Evidence


class Decision(StrEnum):
    """What a person can decide. The machine's claim stays as it is whatever is decided: both stand."""

    MUST_LINK = "must-link"
    """Two claims speak of one event; ``on`` holds both triggers."""
    CANNOT_LINK = "cannot-link"
    """Two claims speak of two events; ``on`` holds both triggers."""
    BEST = "best"
    """The value that this person holds for ``slot`` of the incident of the claim at ``on[0]``."""
    ACCEPT = "accept"
    """The claim is what the words say."""
    EDIT = "edit"
    """What the words say in ``slot`` is ``value``: a value slot, or "stance", "status", "type", "voice"; "" for silence."""
    REJECT = "reject"
    """The words do not make this claim; ``reason`` says why."""
    NOTE = "note"
    """A remark; it changes nothing."""
    WITHDRAW = "withdraw"
    """Takes back what it supersedes, and says nothing else: undo, and revert."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision about claims, pointing at documents and spans so that it outlives a better model.

    ``decision`` is a word of ``Decision``. ``on`` holds triggers (evidence): of the two claims of a link, or of the one
    claim, followed by the words of its innermost voice where the text has some, for several voices may speak of one trigger
    (see ``points_at``). ``slot`` and ``value`` are for "best" and "edit". ``supersedes`` is the id of an earlier judgement.
    """

    id: str
    person: str
    made_at: datetime
    decision: str
    on: tuple[Evidence, ...]
    reason: str
    slot: str | None = None
    value: str | None = None
    supersedes: str | None = None


_OF_THE_EVENT = frozenset({Decision.NOTE, Decision.BEST})


def points_at(claim: Claim) -> tuple[Evidence, ...]:
    """The evidence by which a judgement finds this claim again: its trigger, and its innermost voice where words name it."""
    voice = claim.origin.evidence or claim.origin.cue
    return (claim.trigger,) if voice is None else (claim.trigger, voice)


def concerns(judgement: Judgement, claim: Claim) -> bool:
    """Whether a judgement on one claim is about this one, under whatever model it was read.

    One that names no voice is about the claim in the document's own voice; a note or a "best" about every claim of the event.
    """
    if not judgement.on or not _meet(judgement.on[0], claim.trigger):
        return False
    named, own = judgement.on[1:], points_at(claim)[1:]
    if not named:
        return not own or judgement.decision in _OF_THE_EVENT
    return all(any(_meet(asked, words) for words in own) for asked in named)


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Judgements that none supersedes, oldest first; a withdrawal takes its judgement away and is none itself."""
    given = {judgement.id: judgement for judgement in judgements}
    gone = {judgement.supersedes for judgement in given.values()}
    kept = (each for each in given.values() if each.id not in gone and each.decision != Decision.WITHDRAW)
    return tuple(sorted(kept, key=lambda judgement: (judgement.made_at, judgement.id)))


def _meet(one: Evidence, other: Evidence) -> bool:
    return one.document_id == other.document_id and one.span.overlaps(other.span)


class ReviewState(StrEnum):
    """What people have decided about a claim so far."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    """One person accepts or edits what another rejects, or two give one slot different values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What stands of people's decisions on one claim: ``judgements`` oldest first, ``edits`` slot -> value of the last one."""

    claim: str
    state: ReviewState
    judgements: tuple[Judgement, ...] = ()

    @property
    def edits(self) -> dict[str, str]:
        """The value that was put in the place of the machine's, by slot; "" is silence."""
        return {each.slot: each.value or "" for each in self.judgements if each.decision == Decision.EDIT and each.slot}


def review_of(claim: Claim, judgements: Iterable[Judgement]) -> Review:
    """The review of one claim, out of all judgements (superseded ones too) or those of its document.

    Nobody disputes with themselves: of one person's decisions the last word counts (``_last_words``).
    """
    decided = (Decision.ACCEPT, Decision.EDIT, Decision.REJECT)
    own = _last_words(each for each in standing(judgements) if each.decision in decided and concerns(each, claim))
    kinds = {each.decision for each in own}
    given: dict[str | None, set[str | None]] = {}
    for each in own:
        if each.decision == Decision.EDIT:
            given.setdefault(each.slot, set()).add(each.value)
    if not own:
        state = ReviewState.UNREVIEWED
    elif (Decision.REJECT in kinds and len(kinds) > 1) or any(len(values) > 1 for values in given.values()):
        state = ReviewState.DISPUTED
    elif Decision.REJECT in kinds:
        state = ReviewState.REJECTED
    else:
        state = ReviewState.EDITED if Decision.EDIT in kinds else ReviewState.ACCEPTED
    return Review(claim=claim.id, state=state, judgements=own)


def _last_words(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What is left of each person's decisions on one claim, given oldest first.

    A rejection ends what the person said before; an acceptance or an edit ends a rejection; an edit ends an edit of its slot.
    An edit and an acceptance stand together, for one accepts a claim as one has edited it.
    """
    left: list[Judgement] = []
    for each in judgements:
        left = [one for one in left if one.person != each.person or not _ends(each, one)]
        left.append(each)
    return tuple(left)


def _ends(later: Judgement, earlier: Judgement) -> bool:
    if Decision.REJECT in (later.decision, earlier.decision) or later.decision == earlier.decision == Decision.ACCEPT:
        return True
    return later.decision == earlier.decision and later.slot == earlier.slot


def review_over(states: Collection[ReviewState], claims: int) -> str:
    """One word for an incident: unreviewed, partly reviewed, reviewed; or disputed, where two people differ on a claim.

    Args:
        states: of the claims on which a decision stands.
        claims: how many claims there are.
    """
    if ReviewState.DISPUTED in states:
        return "disputed"
    if not states:
        return "unreviewed"
    return "reviewed" if len(states) == claims else "partly reviewed"
