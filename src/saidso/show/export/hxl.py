"""Incidents as CSV with an HXL hashtag row, for the tools of humanitarian data (HDX, Quick Charts).

The tags are those that HDX uses for UCDP's events, with ``#event+type`` and ``#affected+injured`` beside them. Numbers stand as
the least and the greatest that any voice holds (rule ``show-all@1``); ``#affected+killed`` itself is filled only where a named
person chose a value. "Claims, not findings" is a column of its own, ``#meta+note``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from saidso.ledger import Ledger
from saidso.nouns.judgement import Review
from saidso.show.export.asked import reviews_asked
from saidso.show.export.atomic import writing
from saidso.show.export.cells import plain_cell
from saidso.show.export.codebook_load import codebook_named
from saidso.show.export.geojson import point_of, precision_of
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.pages import Provenance, pages, provenance
from saidso.show.export.told import RULE, days_of, embargo_of, held_in, numbers_of, publisher_of, slot_of, told, web_address
from saidso.show.guard import Profile
from saidso.show.page import Page
from saidso.show.wording import CLAIMS_NOT_FINDINGS
from saidso.values.count import read_count

_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class _Row:
    """What a column may look at."""

    page: Page
    counts: Provenance

    def days(self) -> tuple[str, str]:
        first, last = days_of(self.page.incident)
        return (first.isoformat() if first else "", last.isoformat() if last else "")

    def place(self, field: str) -> str:
        place = self.page.incident.place
        return "" if place is None else str(getattr(place, field) or "")

    def country(self) -> str:
        """The country in English, as CLDR has it."""
        from saidso.show.web.frame.catalogue import words_in

        code = self.place("country")
        return words_in("en").country(code) if code else ""

    def region(self) -> str:
        """The part of the world that UCDP counts the country to, for the tags are those of its events."""
        return _regions().get(self.place("country"), "")

    def point(self, index: int) -> str:
        point = point_of(self.page.incident.place)
        return "" if point is None else str(point[index])

    def held(self, *slots: str) -> str:
        return _BETWEEN.join(next((found for slot in slots if (found := held_in(self.page.incident, slot))), ()))

    def number(self, slot: str, end: str) -> str:
        found = getattr(numbers_of(self.page, slot), end)
        return "" if found is None else str(found)

    def best(self, slot: str) -> str:
        found = slot_of(self.page.incident, slot)
        count = read_count(found.best) if found and found.best else None
        return "" if count is None or count.low is None else str(count.low)


@cache
def _regions() -> Mapping[str, str]:
    return codebook_named("ged").regions


COLUMNS: tuple[tuple[str, str, Callable[[_Row], str]], ...] = (
    ("incident", "#event+id", lambda row: row.counts.incident),
    ("type", "#event+type", lambda row: row.page.incident.type),
    ("start date", "#date+start", lambda row: row.days()[0]),
    ("end date", "#date+end", lambda row: row.days()[1]),
    ("actor as claimed", "#group+name+first", lambda row: row.held("actor", "parties")),
    ("target as claimed", "#group+name+second", lambda row: row.held("target")),
    ("place", "#loc+name", lambda row: row.place("name") or row.place("words")),
    ("place precision", "#loc+precision", lambda row: precision_of(row.page.incident.place)[0]),
    ("province", "#adm1+name", lambda row: row.place("admin")),
    ("country", "#country+name", lambda row: row.country()),
    ("country code", "#country+code+v_iso2", lambda row: row.place("country")),
    ("region", "#region+name", lambda row: row.region()),
    ("latitude", "#geo+lat", lambda row: row.point(1)),
    ("longitude", "#geo+lon", lambda row: row.point(0)),
    ("killed, chosen by a person", "#affected+killed", lambda row: row.best("killed")),
    ("killed, least said", "#affected+killed+min", lambda row: row.number("killed", "low")),
    ("killed, most said", "#affected+killed+max", lambda row: row.number("killed", "high")),
    ("injured, chosen by a person", "#affected+injured", lambda row: row.best("injured")),
    ("injured, least said", "#affected+injured+min", lambda row: row.number("injured", "low")),
    ("injured, most said", "#affected+injured+max", lambda row: row.number("injured", "high")),
    ("killed, in words", "#affected+killed+text", lambda row: row.number("killed", "text")),
    ("injured, in words", "#affected+injured+text", lambda row: row.number("injured", "text")),
    ("rule of the numbers", "#meta+rule", lambda row: RULE),
    ("who says what", "#description", lambda row: told(row.page)),
    ("publishers", "#meta+source", lambda row: _BETWEEN.join(dict.fromkeys(map(publisher_of, row.page.documents)))),
    ("links", "#meta+url", lambda row: _BETWEEN.join(filter(None, map(web_address, row.page.documents)))),
    ("permalink", "#meta+permalink", lambda row: row.counts.permalink),
    ("claims", "#meta+claims+num", lambda row: str(row.counts.claims)),
    ("documents", "#meta+documents+num", lambda row: str(row.counts.documents)),
    ("origins, at least", "#meta+origins+min", lambda row: str(row.counts.origins_lo)),
    ("origins, at most", "#meta+origins+max", lambda row: str(row.counts.origins_hi)),
    ("denials", "#meta+denials+num", lambda row: str(row.counts.denials)),
    ("slots contradicted", "#meta+contradictions+num", lambda row: str(row.counts.contradictions)),
    ("claims reviewed", "#meta+reviewed+num", lambda row: str(row.counts.reviewed)),
    ("review", "#meta+review", lambda row: row.counts.review),
    ("claim ids", "#meta+claims+id", lambda row: " ".join(row.counts.claim_ids)),
    ("under embargo", "#meta+embargo", lambda row: embargo_of(row.page)),
    ("note", "#meta+note", lambda row: CLAIMS_NOT_FINDINGS),
)
"""Header, hashtag and cell of each column."""


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the table: a header row, the hashtag row, a row an incident; returns how many incidents."""
    reviews = reviews_asked(ledger, options)
    many = 0
    with writing(path) as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([header for header, _, _ in COLUMNS])
        table.writerow([tag for _, tag, _ in COLUMNS])
        for page in pages(ledger, profile, options):
            table.writerow(cells(page, reviews, options))
            many += 1
    return {"incident": many}


def cells(page: Page, reviews: dict[str, Review], options: ExportOptions = EVERYTHING) -> list[str]:
    """One incident's row, in the order of ``COLUMNS``."""
    row = _Row(page, provenance(page, reviews, options))
    return [plain_cell(cell(row)) for _, _, cell in COLUMNS]
