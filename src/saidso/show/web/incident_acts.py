"""What a reviewer does to an incident: merge, split, link and part claims, remark, choose a value, take a decision back.

Each asks for a reason, each is a decision of a named person that outlives a new linking and a better model, and each can be
taken back. After it the incidents are linked anew, and the browser is sent to where the claims live now.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from starlette.responses import Response

from saidso.errors import ConfigError, LedgerError
from saidso.ledger.history import acts_on, where_now
from saidso.ledger.review import Ruling, decide, withdraw
from saidso.nouns.claim import Claim
from saidso.nouns.judgement import Decision
from saidso.show.page import Page
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.linking import relinked
from saidso.show.web.frame.routing import action
from saidso.show.web.incident import shown
from saidso.show.web.incident_views import chosen_claims
from saidso.show.web.regroup import linked, merged, split


def merge(desk: Desk) -> Response:
    """This incident and another one are one event."""

    def work(page: Page) -> tuple[str, str]:
        other = desk.field("other_id") or desk.field("other")
        if not other:
            raise ConfigError(str(desk.words("acts.no_other")))
        there = desk.page_of(other)
        if there.incident.id == page.incident.id:
            raise ConfigError(str(desk.words("acts.same_incident")))
        return merged(desk, page.claims, there.claims, _reason(desk)), "merged"

    return _done(desk, "decisions", work)


def part(desk: Desk) -> Response:
    """The chosen claims speak of another event."""
    return _done(desk, "claims", lambda page: (split(desk, page.claims, _chosen(desk, page), _reason(desk)), "split"))


def one_event(desk: Desk) -> Response:
    """Two claims speak of one event."""
    return _done(desk, "claims", lambda page: (linked(desk, *_pair(desk, page), Decision.MUST_LINK, _reason(desk)), "linked"))


def two_events(desk: Desk) -> Response:
    """Two claims speak of two events."""
    return _done(desk, "claims", lambda page: (linked(desk, *_pair(desk, page), Decision.CANNOT_LINK, _reason(desk)), "parted"))


def note(desk: Desk) -> Response:
    """A remark on the incident, or on the chosen claims; it changes nothing."""

    def work(page: Page) -> tuple[str, str]:
        chosen = _chosen(desk, page) or page.claims[:1]
        now, reason = datetime.now(UTC), _reason(desk)
        for claim in chosen:
            decide(desk.ledger, claim, Ruling(decision=Decision.NOTE, person=desk.person(), now=now, reason=reason))
        return page.incident.id, "noted"

    return _done(desk, "decisions", work)


def best(desk: Desk) -> Response:
    """The value that this person holds for a slot: theirs by name, beside what the voices say."""

    def work(page: Page) -> tuple[str, str]:
        ruling = Ruling(
            decision=Decision.BEST,
            person=desk.person(),
            now=datetime.now(UTC),
            reason=_reason(desk),
            slot=desk.field("slot"),
            value=desk.field("value"),
        )
        decide(desk.ledger, page.claims[0], ruling)
        relinked(desk)
        return page.incident.id, "chosen"

    return _done(desk, "decisions", work)


def undo(desk: Desk) -> Response:
    """Take an act back: every judgement of it that stands."""

    def work(page: Page) -> tuple[str, str]:
        wanted = desk.field("judgement")
        act = next((a for a in acts_on(desk.ledger, page.claims, desk.viewer.name) if a.judgements[0].id == wanted), None)
        if act is None or not act.stands:
            raise ConfigError(str(desk.words("acts.gone")))
        now, reason = datetime.now(UTC), _reason(desk)
        for judgement in act.judgements:
            withdraw(desk.ledger, judgement.id, person=desk.person(), now=now, reason=reason)
        relinked(desk)
        first = page.claims[0].id
        return where_now(desk.ledger, [first]).get(first, page.incident.id), "undone"

    return _done(desk, "decisions", work)


def _done(desk: Desk, view: str, work: Callable[[Page], tuple[str, str]]) -> Response:
    """Do it and go to where the claims live now; what cannot be done is said above the form, which keeps what was typed."""
    page = desk.page_of(desk.part("id"))
    try:
        home, told = work(page)
    except (ConfigError, LedgerError) as error:
        again = desk.page_of(page.incident.id)
        return shown(desk, again, view=desk.field("view") or view, trouble=desk.words.message(str(error)), status=422)
    return desk.go(f"/incidents/{home}?view={view}&told={told}#view")


def _reason(desk: Desk) -> str:
    reason = desk.field("reason")
    if not reason:
        raise ConfigError(str(desk.words("acts.no_reason")))
    return reason


def _chosen(desk: Desk, page: Page) -> list[Claim]:
    ids = [str(each) for each in desk.form.getlist("claim")] if desk.form else []
    return chosen_claims(page, ids)


def _pair(desk: Desk, page: Page) -> tuple[Claim, Claim]:
    """The two chosen claims; the second may be named by its id, from wherever it stands."""
    chosen = _chosen(desk, page)
    if other := desk.field("other_claim"):
        chosen.append(desk.ledger.claim(other))
    if len(chosen) != 2:
        raise ConfigError(str(desk.words("acts.not_two")))
    return chosen[0], chosen[1]


routes = [
    action("/incidents/{id}/merge", merge),
    action("/incidents/{id}/split", part),
    action("/incidents/{id}/link", one_event),
    action("/incidents/{id}/part", two_events),
    action("/incidents/{id}/note", note),
    action("/incidents/{id}/best", best),
    action("/incidents/{id}/undo", undo),
]
