"""How claims and incidents show themselves in a notebook: ``import saidso``, and the last line of a cell is drawn.

The nouns know no HTML. They are given the method that notebooks ask for (``_repr_html_``) here, when the front door opens; what
draws is loaded when something is drawn. At the desk that is unguarded, as frames are, and says so; ``drawn`` passes the guard.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident

if TYPE_CHECKING:
    from saidso.ledger import Ledger

_METHOD = "_repr_html_"
"""What Jupyter, VS Code, Colab and marimo ask an object for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A piece of HTML that a notebook shows as such."""

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


def drawn(ledger: Ledger, what: str | Incident | Claim, profile: str = "public") -> Drawn:
    """An incident or a claim as others may see it: past the guard, for a notebook that leaves the desk.

    Args:
        ledger: where it stands.
        what: an incident, its id (or how it begins), or a claim.
        profile: public, partner or internal.

    Raises:
        ConfigError: no incident has that id, or nothing of it may leave now.
    """
    from saidso.errors import ConfigError
    from saidso.show.guard import Profile
    from saidso.show.html import claim_html, page_html
    from saidso.show.page import page_of
    from saidso.show.redaction import Guards, redacted

    note = f"redacted for: {Profile(profile)}"
    if not isinstance(what, Claim):
        return Drawn(html=page_html(page_of(ledger, what if isinstance(what, str) else what.id, Profile(profile)), note))
    guards = Guards(ledger, Profile(profile))
    if guards.hides(what.id):
        raise ConfigError(f"claim {what.id}: under embargo. At the desk, use profile=\"internal\".")
    return Drawn(html=claim_html(redacted(what, guards.of(what.document_id)), note))


def bind() -> None:
    """Give the nouns the method that notebooks ask for."""
    for noun, draws in ((Claim, _claim), (Incident, _incident)):
        setattr(noun, _METHOD, draws)


def _claim(claim: Claim) -> str:
    from saidso.show.html import claim_html

    return claim_html(claim)


def _incident(incident: Incident) -> str:
    """With its voices where a ledger that holds it is open; else its values alone."""
    from saidso.ledger.desk import holder_of
    from saidso.show.guard import Profile
    from saidso.show.html import incident_html, page_html
    from saidso.show.page import page_past
    from saidso.show.redaction import Guards

    ledger = holder_of(incident)
    page = None if ledger is None else page_past(ledger, incident, Guards(ledger, Profile.INTERNAL))
    return incident_html(incident) if page is None else page_html(page)
