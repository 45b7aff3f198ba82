"""What one screen needs of a ledger, past the guard: the list of incidents, or one incident with its claims and documents."""

from __future__ import annotations

from dataclasses import dataclass, replace

from saidso.errors import ConfigError, LedgerError
from saidso.ledger import Ledger
from saidso.link.incidents import incident_as_said
from saidso.link.related import Related, related
from saidso.link.unheard import Unheard, unheard
from saidso.nouns.claim import Claim
from saidso.nouns.document import Document
from saidso.nouns.incident import Incident
from saidso.show.embargo import Embargo, Held, held_words
from saidso.show.guard import Profile
from saidso.show.redaction import Guards, GuardShelf, redacted
from saidso.show.shapes import contradictions

_MANY = 8
"""Ids named in an error message; more would not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One incident as it may leave, with its claims and the documents they stand in."""

    incident: Incident
    claims: tuple[Claim, ...]
    documents: tuple[Document, ...]
    unheard: tuple[Unheard, ...] = ()
    """Parties of the incident whom no document quotes."""
    related: tuple[Related, ...] = ()
    """Totals and series that may count the incident, or the incidents that it may count; for the page of one incident."""
    held: Held | None = None
    """Its claims under embargo: left out here, or, under ``internal``, shown and to be marked."""


def incidents_of(ledger: Ledger, profile: Profile, embargo: Embargo | None = None) -> list[Incident]:
    """Every incident of a ledger, those whose voices contradict each other most first, then those with most origins.

    What is under embargo is left out; see ``Guards``.
    """
    guards = Guards(ledger, profile, embargo)
    open_ones = (open_part(ledger, incident, guards) for incident in ledger.incidents())
    found = [_listed(incident, guards) for incident in open_ones if incident is not None]
    return sorted(found, key=lambda one: (-contradictions(one), -one.origins.hi, -len(one.claims), one.id))


def _listed(incident: Incident, guards: Guards) -> Incident:
    """An incident for the list: only its time and place hold words there, so only they are taken past the guards."""
    line = replace(incident, slots=tuple(replace(slot, readings=(), best=None) for slot in incident.slots), weakest=None)
    line = replace(line, origins=replace(incident.origins, joins=()))
    return line if line.place is None and line.when is None else guards.shared(line, incident.documents)


def page_of(
    ledger: Ledger, wanted: str, profile: Profile, embargo: Embargo | None = None, *, shelf: GuardShelf | None = None
) -> Page:
    """One incident by its id, or by the beginning of it where only one begins so; ``shelf`` keeps guards for the next one.

    Raises:
        ConfigError: no incident has that id, several ids begin with it, or all its claims are under embargo.
    """
    incident = _find(ledger, wanted)
    guards = Guards(ledger, profile, embargo, documents=incident.documents, shelf=shelf)
    page = page_past(ledger, incident, guards)
    if page is None:
        held = guards.withheld.held(incident.claims, profile)
        why = held_words(held) if held else "nothing of it may leave"
        raise ConfigError(f"{incident.id}: {why}. At the desk, use --redact internal.")
    return replace(page, related=_related(ledger, incident))


def _related(ledger: Ledger, incident: Incident) -> tuple[Related, ...]:
    """What stands beside an incident: ids, days and names of the gazetteer, so nobody private can stand there."""
    beside = ledger.incidents_around(incident)
    if not beside:
        return ()
    told = [(one, ledger.claims_with(one.claims)) for one in (incident, *beside)]
    return related(*told[0], told[1:])


def page_past(ledger: Ledger, incident: Incident, guards: Guards) -> Page | None:
    """One incident with its claims and documents, as they may leave; None where all of it is under embargo."""
    held = guards.withheld.held(incident.claims, guards.profile)
    shown = open_part(ledger, incident, guards)
    if shown is None:
        return None
    incident = shown
    claims = ledger.claims_with(incident.claims)
    return Page(
        incident=guards.shared(incident, incident.documents),
        claims=tuple(redacted(claim, guards.of(claim.document_id)) for claim in claims),
        documents=tuple(map(guards.document, incident.documents)),
        unheard=unheard(claims),  # parties of our own table by our own names: nobody private can stand there
        held=held,
    )


def open_part(ledger: Ledger, incident: Incident, guards: Guards) -> Incident | None:
    """The incident without what is under embargo: its origins and accord are those of the other claims; None without any.

    Under ``internal``, and where nothing of it is under embargo, it is the incident itself.
    """
    held = guards.withheld.held(incident.claims, guards.profile) if guards.profile is not Profile.INTERNAL else None
    if held is None:
        return incident
    claims = ledger.claims_with([each for each in incident.claims if each not in guards.withheld.claims])
    return incident_as_said(incident.id, claims, ledger.judgements()) if claims else None


def _find(ledger: Ledger, wanted: str) -> Incident:
    try:
        return ledger.incident(wanted)
    except LedgerError as error:
        ids = sorted(incident.id for incident in ledger.incidents() if incident.id.startswith(wanted))
        if wanted in ids:
            raise  # the incident is there, so the trouble is another one than a wrong id
        if len(ids) == 1:
            return ledger.incident(ids[0])
        if not ids:
            raise ConfigError(f"{wanted}: no incident of {ledger.path} has this id. List them with: saidso show") from error
        some = ", ".join(ids[:_MANY]) + (", ..." if len(ids) > _MANY else "")
        raise ConfigError(f"{wanted}: {len(ids)} incidents begin so ({some}). Give more of the id.") from error
