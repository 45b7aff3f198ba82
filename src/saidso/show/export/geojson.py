"""Incidents on a map, as GeoJSON (RFC 7946): one feature an incident, at its town's centroid, with how well the place is known.

An incident whose place is not known to a town (none said, a country or province only, two towns of that name) has the
geometry null and its reason: it is in the file, and no map shows it where it may not have been.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from saidso.ledger import Ledger
from saidso.nouns.judgement import Review
from saidso.show.export.asked import reviews_asked
from saidso.show.export.atomic import writing
from saidso.show.export.json_stream import Json, counts_of, write_with_list
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.pages import pages, provenance
from saidso.show.export.told import RULE, days_of, embargo_of, held_in, numbers_of, title_of, told
from saidso.show.guard import Profile
from saidso.show.page import Page
from saidso.show.wording import CLAIMS_NOT_FINDINGS
from saidso.values.place import Place
from saidso.values.place_precision import ucdp_precision

_NUMBERS = ("killed", "injured", "abducted", "captured", "displaced")

_RADII: dict[int, tuple[str, int | None]] = {
    1: ("town", 8),
    2: ("near", 25),
    3: ("district", 40),
    4: ("province", 100),
    5: ("line or part of a country", 100),
}
"""Kilometres of the ring by UCDP's where_prec. A town's is what rounding to a tenth of a degree can move it (0.05 degrees
each way, 7.9 km at the equator); the others are our reading of the words, wide on purpose. A country or a sea has no ring."""


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the feature collection; returns how many features there are, and how many of them have a point."""
    head = {"type": "FeatureCollection", "note": CLAIMS_NOT_FINDINGS, "redacted": profile.value}
    reviews = reviews_asked(ledger, options)
    placed = 0

    def features() -> Iterator[Json]:
        nonlocal placed
        for page in pages(ledger, profile, options):
            found = feature(page, reviews, options)
            placed += found["geometry"] is not None
            yield found

    with writing(path) as file:
        many = write_with_list(file, head, "features", features())
    return {"feature": many, "with a point": placed}


def feature(page: Page, reviews: dict[str, Review], options: ExportOptions = EVERYTHING) -> Json:
    """One incident as a feature."""
    incident = page.incident
    point = point_of(incident.place)
    geometry = {"type": "Point", "coordinates": list(point)} if point else None
    earliest, latest = days_of(incident)
    said = sorted(claim.said_on for claim in page.claims if claim.said_on)
    properties: Json = {
        "title": title_of(incident),
        "type": incident.type,
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
        "said_first": said[0].isoformat() if said else None,
        "said_last": said[-1].isoformat() if said else None,
        **_place(incident.place),
        "actors": list(held_in(incident, "actor") or held_in(incident, "parties")),
        "targets": list(held_in(incident, "target")),
    }
    for slot in _NUMBERS:
        found = numbers_of(page, slot)
        properties |= {f"{slot}_min": found.low, f"{slot}_max": found.high, f"{slot}_said": found.text}
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": geometry,
        "properties": {
            **properties,
            "rule": RULE,
            "told": told(page),
            "embargo": embargo_of(page),
            **counts_of(provenance(page, reviews, options)),
            "note": CLAIMS_NOT_FINDINGS,
        },
    }


def point_of(place: Place | None) -> tuple[float, float] | None:
    """Longitude and latitude of the town's centroid, a tenth of a degree at the finest; None where it is not known."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.longitude, place.latitude


def precision_of(place: Place | None) -> tuple[str, int | None]:
    """How well a place is known, in a word, and the radius in kilometres in which it may lie; None where no ring says it."""
    code = None if place is None else ucdp_precision(place)
    if code is None:
        return "unknown", None
    word, radius = _RADII.get(code, ("country or sea", None))
    return word, radius if point_of(place) else None


def _place(place: Place | None) -> Json:
    word, radius = precision_of(place)
    return {
        "place": place.name or place.words if place else None,
        "country": place.country if place else None,
        "admin": place.admin if place else None,
        "geoname_id": place.geoname_id if place else None,
        "place_kind": place.kind if place else None,
        "place_precision": word,
        "radius_km": radius,
        "place_reason": place.reason if place else "no claim says where",
        "place_candidates": list(place.candidates) if place else [],
    }
