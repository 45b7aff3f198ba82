"""Our own place tables: countries, first-level areas, and the places that conflict reports name but no gazetteer has.

``data/countries.tsv`` and ``data/places.tsv`` are plain tables that a person can read and correct; their heads say what
each column means. The user's own (``[places] tables`` in ``saidso.toml``) go before them. Areas come with the gazetteer.
A ``Reading`` is one thing that a name may mean, whichever table it is from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from saidso.config import config
from saidso.values.gazetteer import Town, gazetteer
from saidso.values.late import pattern
from saidso.values.place_table import checked_place, numbered_table, read_table, several
from saidso.values.spelling import folded_key, skeleton_key, written_key

__all__ = ["DATA", "Atlas", "Reading", "Territory", "atlas", "countries_in", "read_table", "town_reading"]

DATA = Path(__file__).resolve().parent.parent / "data"
WHOLE_WORLD = 10**10
"""The population that a country counts with, so that no town outweighs it: "Jordan" is the country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing that a place name may mean."""

    name: str
    kind: str
    country: str
    area: str | None = None
    geoname_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    own: bool = False
    """From our own table: the usual reading of this name in reports on conflict."""
    main: bool = True
    """Asked for by its main name, not by another of its names."""
    seldom: bool = False
    """To be read so only where the document is about this country."""
    users: bool = False
    """From a table that the user laid beside ours: it goes before ours."""

    def __str__(self) -> str:
        where = f"{self.country}, {self.area}" if self.area and self.kind != "admin" else self.country
        return f"{self.name} ({where})" if self.kind in ("town", "country") else f"{self.name} ({self.kind}, {self.country})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A region that is no first-level area: the areas it lies in, and whether it is made of them whole."""

    country: str
    areas: frozenset[str]
    whole: bool


def town_reading(town: Town) -> Reading:
    """A town of the gazetteer as a reading, under the name that our own table prefers."""
    return Reading(
        name=atlas().town_names.get(town.geoname_id, town.name),
        kind="town",
        country=town.country,
        area=town.area or None,
        geoname_id=town.geoname_id,
        latitude=town.latitude,
        longitude=town.longitude,
        population=town.population,
        main=town.main,
    )


class Atlas:
    """Our own tables and the user's, with an index by spelling. Use ``atlas()``, which reads them once."""

    def __init__(self, folder: Path) -> None:
        self.town_names: dict[int, str] = {}
        self.capitals: dict[str, int] = {}
        self.country_names: dict[str, str] = {}
        """ISO code to the country's usual name."""
        self.adjectives: dict[str, str] = {}
        """Written key of "Syrian" or "Syrians" to ISO code."""
        self.territories: dict[tuple[str, str], Territory] = {}
        self._readings: dict[str, list[Reading]] = {}
        self._skeletons: dict[str, dict[str, list[Reading]]] = {}
        self._unspelled: dict[str, list[tuple[str, Reading]]] = {}
        """Names of a country whose skeletons nobody has asked for yet: few documents need more than two countries'."""
        for row in read_table(folder / "countries.tsv"):
            self._add_country(row)
        for area in gazetteer().areas:
            if area.name:
                reading = Reading(name=area.name, kind="admin", country=area.country, area=area.name, population=area.population)
                self._index(reading, (area.name, *area.other_names))
        self._area_names = {(area.country, area.code): area.name for area in gazetteer().areas}
        for row in read_table(folder / "places.tsv"):
            self._add_place(row)
        for path in config().places:
            for number, row in numbered_table(path):
                self._add_place(checked_place(row, f"{path}, line {number}"), users=True)

    def named(self, name: str) -> list[Reading]:
        """Readings of a name but for case, diacritics, apostrophes, hyphens, gaps and the article."""
        return self._readings.get(written_key(name)) or self._readings.get(folded_key(name), [])

    def respelled(self, name: str, country: str) -> list[Reading]:
        """Readings in one country whose name is another transliteration of this one."""
        if country not in self._skeletons:
            spelled: dict[str, list[Reading]] = {}
            for other, reading in self._unspelled.pop(country, []):
                if (bones := skeleton_key(other, country)) and reading not in (known := spelled.setdefault(bones, [])):
                    known.append(reading)
            self._skeletons[country] = spelled
        return self._skeletons[country].get(skeleton_key(name, country), [])

    def is_adjective(self, words: str) -> bool:
        """Whether the words are only an adjective or the people of a country: "Syrian", "Turks"."""
        return written_key(words) in self.adjectives

    def country_of(self, words: str) -> str | None:
        """The ISO code that a country's name, or its adjective, stands for: "Syria", "Syrian", "Syria's", "Syrians"."""
        key = written_key(words)
        if key in self.adjectives:
            return self.adjectives[key]
        for form in (key, key.removesuffix(" s"), key.removesuffix("s")):
            for reading in self._readings.get(form, []):
                if reading.kind == "country":
                    return reading.country
        return None

    def _add_country(self, row: dict[str, str]) -> None:
        iso = row["iso"]
        self.country_names[iso] = row["name"]
        if row["capital"]:
            self.capitals[iso] = int(row["capital"])
        for adjective in several(row["adjectives"]):
            self.adjectives[written_key(adjective)] = iso
            self.adjectives[written_key(adjective) + "s"] = iso
        reading = Reading(name=row["name"], kind="country", country=iso, population=WHOLE_WORLD)
        self._index(reading, (row["name"], *several(row["other_names"])))

    def _add_place(self, row: dict[str, str], *, users: bool = False) -> None:
        kind, country = row["kind"], row["country"]
        codes = row["areas"].removeprefix("=").split()
        # A user's gazetteer may hold three countries only: what our table says of the others then has no areas.
        areas = frozenset(self._area_names[(country, code)] for code in codes if (country, code) in self._area_names)
        town = gazetteer().by_id(int(row["town"])) if row["town"] else None
        latitude, longitude = (float(degree) for degree in row["point"].split()) if row["point"] else (None, None)
        if kind in ("territory", "mountain"):
            self.territories[(country, row["name"])] = Territory(country=country, areas=areas, whole=row["areas"].startswith("="))
        if town is not None and kind == "town":
            self.town_names[town.geoname_id] = row["name"]
        rare = several(row["seldom_names"])
        usual = [name for name in (row["name"], *several(row["other_names"])) if name not in rare]
        for names, seldom in ((usual, False), (rare, True)):
            reading = Reading(
                name=row["name"],
                kind=kind,
                country=country,
                area=(town.area or None) if town else next(iter(areas)) if len(areas) == 1 else None,
                geoname_id=town.geoname_id if town else None,
                latitude=town.latitude if town else latitude,
                longitude=town.longitude if town else longitude,
                population=town.population if town and kind == "town" else 0,
                own=True,
                seldom=seldom,
                users=users,
            )
            self._index(reading, names)

    def _index(self, reading: Reading, names: Iterable[str]) -> None:
        for name in names:
            for key in {written_key(name), folded_key(name)}:
                known = self._readings.setdefault(key, [])
                if reading not in known:
                    known.append(reading)
            if reading.kind != "country":
                self._unspelled.setdefault(reading.country, []).append((name, reading))


def countries_in(text: str) -> tuple[str, ...]:
    """The countries a document is about, most often named first: the prior for ``resolve``.

    Counts names and adjectives of countries ("Syria", "Syrian", "Damascus" as its capital) and names of their areas
    ("Gujarat"); ties stand in order of first mention. Total: any text gives a tuple, if an empty one.
    """
    lower_case = text.islower()
    counts: Counter[str] = Counter()
    for words in _name_windows(text, lower_case=lower_case):
        country = _country_named().get(words)
        if country:
            counts[country] += 1
    ranked = counts.most_common()
    return tuple(country for country, count in ranked if count >= COUNTED_FROM * ranked[0][1])


_TOKEN = pattern(r"[^\W\d_][\w.'’\-]*")
_NOT_NAMES = frozenset(
    """us chin bay bari est nord central northern north van the ordu male nan centre unity rivers delta plateau meta
    cesar magdalena sham sahel sucre victoria bolivar cordoba santander red sea capital""".split()
)
"""Keys of names that are commoner words or people's names: never counted. "US" counts where the text also has lower case."""

_AREAS_COUNTED = frozenset("SY IQ UA SD YE AF CO SV PE IN PK NG TR RU LB LY ET MM CD ML SO PS EG US".split())
"""Countries whose areas were gone through by hand; elsewhere area names are too often other words ("Store", "Pool")."""

COUNTED_FROM = 0.1
"""A country named less than a tenth as often as the first is no country that the document is about."""


def _name_windows(text: str, *, lower_case: bool) -> Iterator[str]:
    """Keys of each run of one to three words that could be a name, the longest that is known at each word."""
    tokens = [token.group().removesuffix("'s").removesuffix("’s").rstrip(".-'’") for token in _TOKEN.finditer(text)]
    known, mixed = _country_named(), not (lower_case or text.isupper())
    at = 0
    while at < len(tokens):
        step = 1
        if tokens[at] in ("US", "U.S") and mixed:
            yield "united states"
        elif lower_case or tokens[at][:1].isupper() or not tokens[at][:1].islower():
            for length in (3, 2, 1):
                key = written_key(" ".join(tokens[at : at + length]))
                if key in known:
                    step = length
                    yield key
                    break
        at += step


@lru_cache(maxsize=1)
def _country_named() -> dict[str, str]:
    """Written key of every name that tells a country: its own, adjective, capital's, areas' where nobody shares it."""
    found: dict[str, str] = {}
    told: dict[str, set[str]] = {}
    for area in gazetteer().areas:
        for name in (area.name, *area.other_names):
            told.setdefault(written_key(name), set()).add(area.country)
    alone = {key: next(iter(countries)) for key, countries in told.items() if len(countries) == 1 and len(key) > 3}
    found.update({key: country for key, country in alone.items() if country in _AREAS_COUNTED})
    for country, capital in atlas().capitals.items():
        town = gazetteer().by_id(capital)
        if town is not None:
            found[written_key(atlas().town_names.get(capital, town.name))] = country
    for row in read_table(DATA / "countries.tsv"):
        for name in (row["name"], *several(row["other_names"])):
            found[written_key(name)] = row["iso"]
    found.update(atlas().adjectives)
    return {key: country for key, country in found.items() if key not in _NOT_NAMES}


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    """The tables that ship with saidso and those that ``saidso.toml`` names, read once per process."""
    return Atlas(DATA)
