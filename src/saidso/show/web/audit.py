"""The log: who decided what, when and why, what it changed, and which models came; entries are added, never changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from saidso.errors import LedgerError
from saidso.ledger.audit import Asked, Entry, Move, audit, moves, people
from saidso.ledger.queues import hidden_from
from saidso.ledger.review import withdraw
from saidso.ledger.shelf import linked_claims, readings
from saidso.nouns.judgement import Decision, Judgement
from saidso.show.guard import Profile
from saidso.show.redaction import Guards
from saidso.show.web.documents import day_of, page_number
from saidso.show.web.frame.accounts import Role
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.linking import relinked
from saidso.show.web.frame.routing import action, screen

_FIELDS = ("person", "decision", "document", "from", "to")
_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry as this viewer may see it; ``quote`` are the words it points at, ``may_revert`` whether a button stands there."""

    entry: Entry
    quote: str
    document: str
    claim: str
    incident: str
    may_revert: bool

    @property
    def judgement(self) -> Judgement:
        """The decision itself."""
        return self.entry.judgement


def log(desk: Desk, *, trouble: str = "") -> Response:
    """The latest decisions first; ``?what=incidents`` the merges and splits, ``?what=models`` who read."""
    asked = _asked(desk)
    what = desk.query.get("what", "")
    context: dict[str, Any] = {"what": what if what in ("incidents", "models") else "decisions", "trouble": trouble}
    found = audit(desk.ledger, asked)
    context |= {"lines": [], "moves": (), "readings": (), "total": found.total, "page": asked.page, "size": _SIZE}
    if context["what"] == "incidents":
        context["moves"], context["total"] = _moves(desk, asked.page)
    elif context["what"] == "models":
        context["readings"] = readings(desk.ledger)
    else:
        context["lines"] = _lines(desk, found.entries)
    context["pages"] = 1 if context["what"] == "models" else max(1, -(-context["total"] // _SIZE))
    named = {name: desk.query.get(name, "") for name in _FIELDS}
    people_here = people(desk.ledger) if desk.viewer.sees_reviewers else []
    decisions = [each.value for each in Decision]
    status = 400 if trouble else 200
    return desk.render("audit.html", status=status, asked=named, people=people_here, decisions=decisions, **context)


def revert(desk: Desk) -> Response:
    """Take a decision back, with a reason; it stays in the log. One's own, or as an admin anybody's."""
    wanted, reason = desk.field("judgement"), desk.field("reason")
    back = _back(desk)
    found = _one(desk, wanted)
    if not may_revert(desk, found):
        raise HTTPException(403, str(desk.words("audit.not_yours")))
    if not reason:
        return log(desk, trouble=str(desk.words("audit.no_reason")))
    try:
        withdraw(desk.ledger, wanted, person=desk.person(), now=datetime.now(UTC), reason=reason)
    except LedgerError as error:  # somebody was quicker: the log says who
        return log(desk, trouble=desk.words.message(str(error)))
    if found.decision in (Decision.MUST_LINK, Decision.CANNOT_LINK, Decision.BEST):
        relinked(desk)
    return desk.go(back)


def may_revert(desk: Desk, judgement: Judgement) -> bool:
    """Whether this viewer may take it back: their own, or as an admin anybody's. A withdrawal is never taken back itself."""
    if judgement.decision == Decision.WITHDRAW:
        return False
    return desk.viewer.may(Role.ADMIN) or (desk.viewer.may(Role.REVIEWER) and judgement.person == desk.viewer.name)


def _one(desk: Desk, wanted: str) -> Judgement:
    """A judgement that stands, and that this person may know of."""
    hidden = hidden_from(desk.ledger, desk.person())
    found = next((each for each in desk.ledger.judgements() if each.id == wanted and each.id not in hidden), None)
    if found is None:
        raise HTTPException(404, str(desk.words("audit.gone")))
    return found


def _back(desk: Desk) -> str:
    """The log as it was filtered."""
    kept = [(name, desk.field(name)) for name in (*_FIELDS, "page") if desk.field(name)]
    return "/audit" + (f"?{urlencode(kept)}" if kept else "")


def _asked(desk: Desk) -> Asked:
    """Nobody sees another's decision in a closed blind queue; only who sees reviewers may filter by them."""
    given = {name: desk.query.get(name, "")[:200] or None for name in ("person", "decision", "document")}
    if not desk.viewer.sees_reviewers:
        given["person"] = None
    viewer = (desk.viewer.name or "") if desk.viewer.sees_reviewers else ""
    return Asked(
        **given, viewer=viewer, first_day=day_of(desk, "from"), last_day=day_of(desk, "to"), page=page_number(desk), size=_SIZE
    )


def _moves(desk: Desk, page: int) -> tuple[tuple[Move, ...], int]:
    return moves(desk.ledger, page=page, size=_SIZE)


def _lines(desk: Desk, entries: tuple[Entry, ...]) -> list[Line]:
    inside = desk.profile is Profile.INTERNAL
    ids = {evidence.document_id for entry in entries for evidence in entry.judgement.on}
    guards = Guards(desk.ledger, desk.profile, documents=ids)
    hide = None if desk.viewer.sees_reviewers else _names_in(people(desk.ledger))
    known = linked_claims(desk.ledger, *{entry.judgement.on[0].document_id for entry in entries if entry.judgement.on})
    return [_line(desk, entry if inside else _guarded(entry, guards, hide), known) for entry in entries]


def _line(desk: Desk, entry: Entry, known: dict[str, tuple[str, str]]) -> Line:
    judgement = entry.judgement
    document = judgement.on[0].document_id if judgement.on else ""
    claim = next((each for each in entry.claims if each in known), "")
    return Line(
        entry=entry,
        quote=judgement.on[0].quote if judgement.on else "",
        document=document,
        claim=claim,
        incident=known[claim][0] if claim else "",
        may_revert=entry.superseded_by is None and may_revert(desk, judgement),
    )


def _guarded(entry: Entry, guards: Guards, hide: re.Pattern[str] | None) -> Entry:
    """An entry past the guard, without the names of those who judge, in its reasons too; no words on what is under embargo."""

    def seen(judgement: Judgement | None) -> Judgement | None:
        if judgement is None:
            return None
        shown = guards.judgement(judgement)
        if guards.may_tell(judgement):
            return replace(shown, reason="…", slot=None, value=None, person="")
        return replace(shown, reason=hide.sub("…", shown.reason) if hide else shown.reason, person="")

    words = guards.of(entry.judgement.on[0].document_id).words if entry.judgement.on else str
    judgement = seen(entry.judgement)
    assert judgement is not None
    return replace(
        entry,
        judgement=judgement,
        before=None if entry.before is None or judgement.slot is None else words(entry.before),
        after=judgement.value if entry.after is not None else None,
        superseded_by=seen(entry.superseded_by),
        supersedes=seen(entry.supersedes),
    )


def _names_in(names: list[str]) -> re.Pattern[str] | None:
    """The names of those who judged, whole and in parts: people sign their reasons."""
    parts = {part for name in names for part in (name, *name.split()) if len(part) > 1}
    if not parts:
        return None
    longest_first = "|".join(re.escape(each) for each in sorted(parts, key=len, reverse=True))
    return re.compile(rf"\b(?:{longest_first})\b", re.IGNORECASE)


routes = [
    screen("/audit", log),
    action("/audit/revert", revert),
]
