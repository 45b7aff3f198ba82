"""Which origin speaks of which incident: one row an incident, one column an origin, 1 or 0 (CSV, UTF-8).

For multiple-systems estimation in other tools; saidso estimates nothing. A column ``in_<origin>`` is an origin that has a
name (a ministry, a party, a paper in its own words): only such an origin can be told from another across incidents.
Private people are no columns under any profile but ``internal``.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from saidso.ledger import Ledger
from saidso.link.incidents import assertion
from saidso.nouns.claim import Claim, VoiceKind
from saidso.nouns.incident import Incident
from saidso.show.export.asked import guards_asked, incidents_asked
from saidso.show.export.atomic import writing
from saidso.show.export.cells import plain_cell
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.guard import Profile
from saidso.show.page import open_part
from saidso.show.redaction import Guards, redacted
from saidso.show.wording import CLAIMS_NOT_FINDINGS
from saidso.values.actor import read_actor
from saidso.values.spelling import written_key

COLUMNS = ("incident", "type", "earliest", "latest", "place", "country", "origins_lo", "origins_hi", "unnamed_origins")
"""What stands before the lists. ``unnamed_origins`` counts the origins of the incident that no column can show."""


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the table; returns how many rows and how many ``in_`` columns it has."""
    guards = guards_asked(ledger, profile, options)
    rows = [(incident, lists_of(ledger, incident, guards)) for incident in _asked(ledger, options, guards)]
    names = sorted({name for _, (heard, _) in rows for name in heard})
    with writing(path) as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([*COLUMNS, *(f"in_{name}" for name in names), CLAIMS_NOT_FINDINGS])
        for incident, (heard, unnamed) in rows:
            about = _about(guards.shared(incident, incident.documents))
            table.writerow([*about, unnamed, *(int(name in heard) for name in names), ""])
    return {"incident": len(rows), "origin": len(names)}


def lists_of(ledger: Ledger, incident: Incident, guards: Guards) -> tuple[frozenset[str], int]:
    """The named origins that hold that the event happened, and how many of its origins have no name."""
    named: set[str] = set()
    unnamed = 0
    for part in incident.origins.parts[: incident.origins.hi]:  # the parts behind are voices that do not hold it
        names = Counter(name for claim_id in part if (name := _list_of(ledger.claim(claim_id), guards)))
        if names:
            named.add(min(names, key=lambda name: (-names[name], name)))
        else:
            unnamed += 1
    return frozenset(named), unnamed


def _list_of(claim: Claim, guards: Guards) -> str:
    """The column of a claim's origin: its id in the knowledge base, else its name; empty where it has none."""
    if not assertion(claim).identified and claim.origin.kind is not VoiceKind.PUBLISHER:
        return ""
    name = claim.origin.resolved
    if name == "unknown publisher" or redacted(claim.origin, guards.of(claim.document_id)).resolved != name:
        return ""
    return written_key(read_actor(name).canonical_id or name).replace(" ", "_")


def _about(incident: Incident) -> tuple[str | int, ...]:
    days: Mapping[str, str] = {
        end: day.isoformat() if incident.when and (day := getattr(incident.when, end)) else "" for end in ("earliest", "latest")
    }
    place, country = (incident.place.name or "", incident.place.country or "") if incident.place else ("", "")
    return (incident.id, incident.type, days["earliest"], days["latest"], plain_cell(place), country,
            incident.origins.lo, incident.origins.hi)  # fmt: skip


def _asked(ledger: Ledger, options: ExportOptions, guards: Guards) -> Iterator[Incident]:
    """The incidents of the view that somebody holds to have happened, without what is under embargo."""
    wanted = incidents_asked(ledger, options)
    return (one for each in wanted if (one := open_part(ledger, each, guards)) and one.origins.hi)
