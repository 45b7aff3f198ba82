"""Incidents for timemap, the map and timeline of Forensic Architecture and Bellingcat: a folder of the files that it asks for.

``events.json``, ``sources.json`` and ``associations.json`` are what its EVENTS_EXT, SOURCES_EXT and ASSOCIATIONS_EXT give. In an
event every value is a string, as its validator asks (timemap, src/reducers/validate: eventSchema, sourceSchema,
associationsSchema). It refuses keys that it does not know, so the counts that our rows carry stand in ``comments``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from saidso.ledger import Ledger
from saidso.nouns.document import Document
from saidso.nouns.incident import Incident
from saidso.nouns.judgement import Review
from saidso.show.export.asked import reviews_asked
from saidso.show.export.atomic import writing_folder
from saidso.show.export.geojson import point_of, precision_of
from saidso.show.export.json_stream import Json, dumped
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.pages import Provenance, pages, provenance
from saidso.show.export.told import days_of, embargo_of, publisher_of, title_of, told, web_address
from saidso.show.guard import Profile
from saidso.show.page import Page
from saidso.show.wording import CLAIMS_NOT_FINDINGS, document_words, place_words, when_words

_COLOUR = "#5b6b7a"


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the folder; returns how many events, sources and associations, and how many incidents timemap has no place for.

    An incident with neither a day nor a point is left out and counted: timemap refuses such an event.
    """
    reviews = reviews_asked(ledger, options)
    sources: dict[str, Json] = {}
    types: set[str] = set()
    left = 0

    def events() -> Iterator[Json]:
        nonlocal left
        for page in pages(ledger, profile, options):
            if not (_day(page.incident) or point_of(page.incident.place)):
                left += 1
                continue
            sources.update({document.id: source(document) for document in page.documents})
            types.add(page.incident.type)
            yield event(page, reviews, options)

    with writing_folder(path) as folder:
        many = _write_list(folder / "events.json", events())
        associations = [association(each) for each in sorted(types)]
        (folder / "sources.json").write_text(dumped(dict(sorted(sources.items()))) + "\n", encoding="utf-8")
        (folder / "associations.json").write_text(dumped(associations) + "\n", encoding="utf-8")
    return {"event": many, "source": len(sources), "association": len(associations), "left out (no day, no point)": left}


def _write_list(path: Path, entries: Iterator[Json]) -> int:
    many = 0
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write("[")
        for many, entry in enumerate(entries, start=1):
            file.write(("," if many > 1 else "") + "\n" + dumped(entry))
        file.write("\n]\n")
    return many


def event(page: Page, reviews: dict[str, Review], options: ExportOptions = EVERYTHING) -> Json:
    """One incident as an event: strings, and lists of ids."""
    incident = page.incident
    longitude, latitude = point_of(incident.place) or ("", "")
    precision, radius = precision_of(incident.place)
    place = place_words(incident.place) if incident.place else ""
    near = f" (known to within {radius} km)" if radius and precision != "town" else ""
    day = _day(incident)
    return {
        "id": incident.id,
        "description": f"{title_of(incident)}. {told(page)} [{CLAIMS_NOT_FINDINGS}]",
        "date": f"{day:%m/%d/%Y}" if day else "",
        "time": "",
        "time_precision": _time_precision(incident),
        "time_display": when_words(incident.when) if incident.when else "day not said",
        "location": f"{place}{near}",
        "latitude": str(latitude),
        "longitude": str(longitude),
        "type": incident.type,
        "category": incident.type,
        "associations": [incident.type],
        "sources": list(incident.documents),
        "comments": "; ".join(filter(None, (_comments(provenance(page, reviews, options)), embargo_of(page)))),
    }


def source(document: Document) -> Json:
    """One document as a source; ``paths`` is empty, for saidso copies no pictures."""
    known = document.metadata
    published: date | None = known.published_on.value
    return {
        "id": document.id,
        "title": known.title.value or document_words(document),
        "thumbnail": "",
        "paths": [],
        "type": "Document",
        "affil_s": [publisher_of(document)],
        "url": web_address(document) or "",
        "description": document_words(document),
        "parent": "",
        "author": known.author.value or "",
        "date": published.isoformat() if published else "",
        "notes": f"SHA-256 of the file as read: {document.sha256}",
    }


def association(type_: str) -> Json:
    """A type of incident as a category by which timemap colours and filters."""
    title = type_.replace("_", " ")
    return {"id": type_, "title": title, "desc": f"claims of {title}", "mode": "CATEGORY", "colour": _COLOUR, "filter_paths": []}


def _day(incident: Incident) -> date | None:
    """The day that timemap draws: the first on which it may have happened, else the last."""
    earliest, latest = days_of(incident)
    return earliest or latest


def _time_precision(incident: Incident) -> str:
    earliest, latest = days_of(incident)
    if earliest == latest:
        return "day" if earliest else ""
    return f"{earliest.isoformat() if earliest else 'open'}/{latest.isoformat() if latest else 'open'}"


def _comments(counts: Provenance) -> str:
    """The counts of a row as "key=value" pairs."""
    return "; ".join(
        (
            CLAIMS_NOT_FINDINGS,
            f"permalink={counts.permalink}",
            f"claims={counts.claims}",
            f"documents={counts.documents}",
            f"origins={counts.origins_lo}-{counts.origins_hi}",
            f"denials={counts.denials}",
            f"contradictions={counts.contradictions}",
            f"review={counts.review} ({counts.reviewed} of {counts.claims})",
            f"claim_ids={' '.join(counts.claim_ids)}",
        )
    )
