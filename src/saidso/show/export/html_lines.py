"""One line an incident for the overviews of the folder: what list, map and timeline show, and what filters look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from saidso.show.export.geojson import point_of, precision_of
from saidso.show.export.pages import Provenance
from saidso.show.export.told import days_of, held_in, numbers_of
from saidso.show.page import Page
from saidso.show.wording import day, place_words, when_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An incident without its claims: small, for all of them are held until the overviews are written."""

    id: str
    type: str
    place: str
    town: str
    country: str
    when: str
    first_day: date | None
    last_day: date | None
    said: tuple[date, ...]
    point: tuple[float, float] | None
    precision: str
    radius_km: int | None
    killed: str
    contradicted: tuple[tuple[str, tuple[str, ...]], ...]
    counts: Provenance
    search: str

    @property
    def earliest(self) -> str:
        """The first day in ISO 8601, or empty."""
        return self.first_day.isoformat() if self.first_day else ""

    @property
    def latest(self) -> str:
        """The last day in ISO 8601, or empty."""
        return self.last_day.isoformat() if self.last_day else ""

    @property
    def said_words(self) -> str:
        """When it was said, in words."""
        if not self.said:
            return "date unknown"
        first, last = self.said[0], self.said[-1]
        if first == last:
            return day(first)
        return (
            f"{first.day}–{day(last)}" if (first.year, first.month) == (last.year, last.month) else f"{day(first)} – {day(last)}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What can be chosen in the filters, each with the number of incidents."""

    types: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    reviews: tuple[tuple[str, int], ...]


def line_of(page: Page, counts: Provenance) -> Line:
    """The line of one incident."""
    incident = page.incident
    first, last = days_of(incident)
    precision, radius = precision_of(incident.place)
    return Line(
        id=incident.id,
        type=incident.type,
        place=place_words(incident.place) if incident.place else "",
        town=(incident.place.name or incident.place.words) if incident.place else "",
        country=(incident.place.country or "") if incident.place else "",
        when=when_words(incident.when) if incident.when else "",
        first_day=first,
        last_day=last,
        said=tuple(sorted({claim.said_on for claim in page.claims if claim.said_on})),
        point=point_of(incident.place),
        precision=precision,
        radius_km=radius,
        killed=numbers_of(page, "killed").text,
        contradicted=tuple((slot.slot, slot.kinds) for slot in incident.slots if slot.agreement == "contradictory"),
        counts=counts,
        search=_searched(page),
    )


def _searched(page: Page) -> str:
    """The words by which an incident is found: its type and place, its parties, its voices and papers."""
    incident = page.incident
    words = [incident.id, incident.type.replace("_", " "), place_words(incident.place) if incident.place else ""]
    words += [value for slot in ("actor", "parties", "target", "weapon") for value in held_in(incident, slot)]
    words += [voice.resolved for claim in page.claims for voice in claim.chain]
    return " ".join(dict.fromkeys(word for word in words if word))


def facets_of(lines: Sequence[Line]) -> Facets:
    """The choices that these lines leave, most frequent first."""
    return Facets(
        types=_counted(line.type for line in lines),
        countries=_counted(line.country for line in lines if line.country),
        reviews=_counted(line.counts.review for line in lines),
    )


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def disagreement_first(lines: Iterable[Line]) -> list[Line]:
    """In the order of ``saidso show``: most slots contradicted, most origins, most claims, id."""
    return sorted(lines, key=lambda line: (-line.counts.contradictions, -line.counts.origins_hi, -line.counts.claims, line.id))
