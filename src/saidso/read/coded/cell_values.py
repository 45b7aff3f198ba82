"""Cells of coded rows as values: numbers, days, places and actors, each with the words that stand in the row's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from saidso.nouns.claim import SlotValue
from saidso.nouns.document import Document
from saidso.nouns.span import Span
from saidso.read.coded.coded_row import RawRow
from saidso.read.coded.sheet import Sheet, cut, degrees
from saidso.read.dates import read_date
from saidso.values.actor import Actor, read_actor
from saidso.values.count import Count, read_count
from saidso.values.place import Place, countries_in, resolve
from saidso.values.place_choice import kilometres
from saidso.values.when import When

NEAR = 30.0
"""Kilometres. A gazetteer's town is the coded one where its centroid lies no farther from the coded point: a large city's two
centroids differ by some 15 km, and our coordinates are rounded to one decimal (11 km)."""

_BRACKETS = re.compile(r"\s*\((?:\d{4}\s*-\s*(?:\d{4})?|[A-Z][^()]*)\)\s*$")
_PREFIX = re.compile(r"^[A-Z][A-Za-z-]{1,14}:\s+")


@dataclass(frozen=True, slots=True)
class Cells:
    """A row with its sheet and its document: what makes values of cells."""

    row: RawRow
    sheet: Sheet
    document: Document
    countries: tuple[str, ...] = ()

    def whole_number(self, column: str) -> int | None:
        """A cell as a whole number of people or things; None where it is empty.

        Raises:
            ReadError: it is no whole number, or below zero.
        """
        cell = self.row.get(column)
        if not cell:
            return None
        bare = cell.removesuffix(".0")
        if not bare.isdecimal():
            raise self.row.wrong(column, f"{cell[:40]!r} is no number of people. Write it as 12, or leave it empty.")
        return int(bare)

    def day(self, column: str) -> date:
        """A cell as a day.

        Raises:
            ReadError: it is empty or can be read in two ways.
        """
        cell = self.row.get(column)
        found = read_date(cell)
        if found is None:
            raise self.row.wrong(column, f"{cell[:40]!r} is no day that can be read in one way only. Write it as 2024-03-14.")
        return found

    def value(self, slot: str, span: Span, value: Count | When | Place | Actor | str | None, reason: str = "") -> SlotValue:
        """A value of a slot with the words at ``span``."""
        return SlotValue(slot=slot, evidence=cut(self.document, span), value=value, reason=reason)

    def number(self, slot: str, column: str) -> SlotValue | None:
        """A number as somebody wrote it: "12", "dozens", "10 to 15"; None where the cell is empty."""
        if column not in self.sheet.words:
            return None
        span = self.sheet.words[column]
        words = span.of(self.sheet.text)
        found = read_count(words)
        return self.value(slot, span, found, "" if found else "no number read in these words")

    def actor(self, slot: str, column: str) -> SlotValue | None:
        """A side of the row as an actor; None where the cell is empty."""
        if column not in self.sheet.words:
            return None
        span = self.sheet.words[column]
        return self.value(slot, span, coded_actor(span.of(self.sheet.text), self.countries))

    def place(self, column: str, area: Area) -> SlotValue | None:
        """The place of the row: the gazetteer's, where it lies where the row puts it, else as the row gives it."""
        if column not in self.sheet.words:
            return None
        span = self.sheet.words[column]
        words = span.of(self.sheet.text)
        point = rounded(degrees(self.row, area.latitude)), rounded(degrees(self.row, area.longitude))
        found = coded_place(words, point=point, kind=area.kind, admin=self.row.get(area.admin), countries=self.countries)
        return self.value("place", span, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Which columns place a row, and how fine its precision code says that they are: town, admin, country or unknown."""

    kind: str = "town"
    admin: str = ""
    latitude: str = "latitude"
    longitude: str = "longitude"


def countries_of(cell: str) -> tuple[str, ...]:
    """ISO codes of the country that a cell names ("Yemen (North Yemen)")."""
    return countries_in(cell) if cell else ()


def coded_actor(words: str, countries: Sequence[str]) -> Actor:
    """An actor as coded data write them: "Military Forces of X (2000-)", "XLF: X Liberation Front", "Civilians (X)".

    The country in brackets says where they are, not whose: civilians of a country are not its government.
    """
    bare = words
    while (shorter := _BRACKETS.sub("", bare)) and shorter != bare:
        bare = shorter
    return replace(read_actor(_PREFIX.sub("", bare) or words, countries=tuple(countries)), words=words)


def coded_place(
    words: str, *, point: tuple[float | None, float | None], kind: str, admin: str, countries: tuple[str, ...]
) -> Place:
    """A place by its coded name and point. The gazetteer is believed where the two agree; else name and point stay as coded."""
    coded = Place(
        words=words,
        kind=kind,
        country=countries[0] if len(countries) == 1 else None,
        admin=admin or None,
        latitude=point[0],
        longitude=point[1],
        reason="as the row gives it; the gazetteer has no such place there",
    )
    found = resolve(words, countries=countries)
    if found.name is None or (countries and found.country not in countries):
        return coded
    if found.latitude is None or None in point or kilometres(found, coded) <= NEAR:
        return found
    return coded


def rounded(found: float | None) -> float | None:
    """Degrees to one decimal: nothing finer than a town."""
    return None if found is None else round(found, 1)


def days(first: date, last: date, granularity: str, words: str) -> When:
    """The days that a row gives, as it gives them."""
    return When(earliest=first, latest=last, granularity=granularity, relative_to="none", words=words, rule="coded")


def around(middle: date, granularity: str) -> tuple[date, date]:
    """The week or month of which a row gives the middle (ACLED's time precision 2 and 3)."""
    if granularity == "week":
        return middle - timedelta(days=3), middle + timedelta(days=3)
    following = (middle.replace(day=28) + timedelta(days=4)).replace(day=1)
    return middle.replace(day=1), following - timedelta(days=1)
