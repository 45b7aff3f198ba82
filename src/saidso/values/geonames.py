"""A user's own GeoNames dump, as a gazetteer that saidso opens in place of the shipped one.

GeoNames gives out its tables at https://download.geonames.org/export/dump/ (CC BY 4.0); nothing is fetched from here. Taken
from ``allCountries.zip`` or a country's (``SY.zip``), zipped or not:

    feature class P (towns and villages)            the gazetteer's towns, but for those abandoned or destroyed
    feature code ADM1 (provinces, governorates)     names of first-level areas
    chosen codes of S, L, T, H, R (``FEATURES``)    camps, prisons, dams, bases, crossings: a table of our own kind, each tied
                                                    to its nearest town, whose coordinates stand for it

``alternateNamesV2.zip``, where given, adds names in the languages of ``LANGUAGES``, without those marked historic.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from saidso.errors import ConfigError
from saidso.values.gazetteer import Town
from saidso.values.gazetteer_writer import GazetteerWriter
from saidso.values.spelling import written_key

COLUMNS = 19
"""Cells in a line of a GeoNames table of places (its readme.txt)."""
_ID, _NAME, _OTHERS, _LAT, _LON, _CLASS, _CODE, _COUNTRY, _ADMIN1, _POPULATION = 0, 1, 3, 4, 5, 6, 7, 8, 10, 14

GONE = frozenset(("PPLCH", "PPLH", "PPLQ", "PPLW"))
"""Codes of towns that were: former capitals, historical, abandoned and destroyed places. Reports may still name the last two,
but a village of today must not lose its name to them."""

FEATURES = {
    "CMPRF": "camp", "CMP": "camp", "PRN": "prison", "DAM": "dam", "DAMQ": "dam", "AIRB": "base", "INSM": "base", "NVB": "base",
    "PSTB": "crossing", "CSTM": "crossing",
}  # fmt: skip
"""GeoNames feature codes to our kinds of place: refugee camps, prisons, dams, military bases, border posts."""

LANGUAGES = frozenset("en ar ku ckb kmr tr fa ps ur he ru uk ka hy az fr es pt am so sw ha my".split()) | {""}
"""Languages whose names alternateNamesV2 adds; "" is a name without a language."""

NEAR_KM = 30.0
"""A camp or prison further than this from any town is left out: no town stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What ``build`` wrote."""

    towns: int
    areas: int
    features: int
    alone: int
    """Features left out, for no town is near."""


def build(
    dump: Path,
    target: Path,
    *,
    alternate_names: Path | None = None,
    countries: Collection[str] = (),
    watch: Callable[[int], None] | None = None,
) -> Built:
    """Write a gazetteer and a table of features from a GeoNames dump.

    Args:
        dump: ``allCountries.zip``, a country's zip, or the text file inside.
        target: the folder to write; its ``features.tsv`` goes under ``[places] tables`` in ``saidso.toml``.
        alternate_names: ``alternateNamesV2.zip``, for names with a language.
        countries: ISO codes; empty takes all. A desk that works on three countries needs no more, and opens faster.
        watch: told the lines read so far, every 100,000.

    Raises:
        ConfigError: a file is missing or is no such table, or holds no town of these countries.
    """
    wanted = {country.upper() for country in countries}
    more = _more_names(alternate_names) if alternate_names else {}
    writer, areas, features = GazetteerWriter(), dict[tuple[str, str], tuple[str, str]](), list[_Feature]()
    towns = _Grid()
    for cells in _places(dump, wanted, watch):
        country, code = cells[_COUNTRY], cells[_CODE]
        names = [*cells[_OTHERS].split(","), *more.get(int(cells[_ID]), ())]
        if cells[_CLASS] == "P" and code not in GONE:
            town = _town(cells)
            writer.add(town, names)
            towns.add(town)
        elif code == "ADM1":
            areas[(country, cells[_ADMIN1])] = (cells[_NAME], _listed(cells[_NAME], names))
        elif code in FEATURES:
            features.append(_Feature(FEATURES[code], cells[_NAME], _listed(cells[_NAME], names), _town(cells)))
    if not len(writer):
        asked = f" of {', '.join(sorted(wanted))}" if wanted else ""
        raise ConfigError(f"{dump}: holds no town{asked}. Country codes are two letters, as SY; give a dump that has them.")
    brought = [path.name for path in (dump, alternate_names) if path]
    writer.write(target, areas, source="GeoNames (https://www.geonames.org/), CC BY 4.0", through=brought)
    kept = _write_features(target / "features.tsv", features, towns)
    return Built(towns=len(writer), areas=len(areas), features=kept, alone=len(features) - kept)


@dataclass(frozen=True, slots=True)
class _Feature:
    kind: str
    name: str
    other_names: str
    at: Town


def _town(cells: Sequence[str]) -> Town:
    return Town(
        geoname_id=int(cells[_ID]),
        name=cells[_NAME],
        country=cells[_COUNTRY],
        area=cells[_ADMIN1],
        latitude=float(cells[_LAT]),
        longitude=float(cells[_LON]),
        population=int(cells[_POPULATION] or 0),
    )


def _places(dump: Path, countries: set[str], watch: Callable[[int], None] | None) -> Iterator[list[str]]:
    """The lines of a table of places as cells, of these countries; one that cannot be a place is an error with its number."""
    for number, cells in _lines(dump, COLUMNS):
        if watch and number % 100_000 == 0:
            watch(number)
        if not cells[_COUNTRY] or (countries and cells[_COUNTRY] not in countries):
            continue
        try:
            int(cells[_ID]), float(cells[_LAT]), float(cells[_LON]), int(cells[_POPULATION] or 0)
        except ValueError:
            message = f"{dump}, line {number}: {cells[_NAME]!r} has no number where its id, degrees or population belong."
            raise ConfigError(f"{message} Fetch the file again.") from None
        yield cells


def _more_names(path: Path) -> dict[int, list[str]]:
    """GeoNames id to further names: columns id, geonameid, language, name, preferred, short, colloquial, historic."""
    found: dict[int, list[str]] = {}
    for number, cells in _lines(path, 8):
        if cells[2] in LANGUAGES and cells[7] != "1":
            if not cells[1].isdigit():
                raise ConfigError(f"{path}, line {number}: {cells[1]!r} is no GeoNames id. Fetch alternateNamesV2.zip again.")
            found.setdefault(int(cells[1]), []).append(cells[3])
    return found


def _lines(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Numbered lines of a tab-separated GeoNames file, zipped or not, each with at least ``columns`` cells."""
    with _opened(path) as lines:
        for number, line in enumerate(lines, start=1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < columns:
                message = f"{path}, line {number}: {len(cells)} cells where {columns} belong."
                raise ConfigError(f"{message} Is it the file that GeoNames gives out under this name? Fetch it again.")
            yield number, cells


@contextmanager
def _opened(path: Path) -> Iterator[io.TextIOWrapper]:
    """The table as text. In a zip it is the member called like the zip; ``readme.txt`` lies beside it."""
    try:
        if path.suffix != ".zip":
            with path.open(encoding="utf-8", newline="\n") as lines:
                yield lines
            return
        with zipfile.ZipFile(path) as archive:
            member = f"{path.stem}.txt"
            if member not in archive.namelist():
                inside = ", ".join(archive.namelist()) or "nothing"
                raise ConfigError(f"{path}: holds no {member} (but {inside}). Give the zip under the name that GeoNames gave it.")
            with archive.open(member) as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="\n") as lines:
                yield lines
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as trouble:
        raise ConfigError(f"{path}: cannot be read ({trouble}). Check the path, or fetch the file again.") from trouble


def _listed(name: str, names: Sequence[str]) -> str:
    """Other names for a table's cell: each once, without the name itself, codes, and names that cannot stand in a cell."""
    kept: dict[str, str] = {}
    for other in names:
        key = written_key(other)
        if len(key) > 3 and key != written_key(name) and "\t" not in other and ";" not in other:
            kept.setdefault(key, other.strip())
    return "; ".join(kept.values())


class _Grid:
    """Towns by squares of half a degree, to find the one that a camp or a prison lies at."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[Town]] = {}

    def add(self, town: Town) -> None:
        self._squares.setdefault(_square(town), []).append(town)

    def nearest(self, place: Town) -> Town | None:
        """The nearest town of the same country within ``NEAR_KM``; one of 5,000 and more goes before a nearer hamlet."""
        row, column = _square(place)
        around = [t for i in (-1, 0, 1) for j in (-1, 0, 1) for t in self._squares.get((row + i, column + j), ())]
        near = [(_km(t, place), t) for t in around if t.country == place.country]
        near = [pair for pair in near if pair[0] <= NEAR_KM]
        # A camp is known by the town people know: the hamlet beside it says more of where its people sleep than we may tell.
        large = [pair for pair in near if pair[1].population >= 5_000]
        return min(large or near, key=lambda pair: (pair[0], pair[1].geoname_id))[1] if near else None


def _square(town: Town) -> tuple[int, int]:
    return math.floor(town.latitude * 2), math.floor(town.longitude * 2)


def _km(a: Town, b: Town) -> float:
    east = (a.longitude - b.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return 111.2 * math.hypot(a.latitude - b.latitude, east)


def _write_features(path: Path, features: Sequence[_Feature], towns: _Grid) -> int:
    kept = 0
    with path.open("w", encoding="utf-8") as out:
        out.write("# Camps, prisons, dams, bases and crossings of a GeoNames dump, written by `saidso gazetteer build`.\n")
        out.write("kind\tcountry\tname\ttown\tareas\tpoint\tother_names\tseldom_names\tsource\n")
        for feature in features:
            town = towns.nearest(feature.at)
            if town is None:
                continue
            # Read inside the document's country only: "Central Prison" stands in fifty.
            names = "; ".join(filter(None, (feature.name, feature.other_names)))
            cells = (feature.kind, town.country, feature.name, str(town.geoname_id), "", "", "", names, "GeoNames")
            out.write("\t".join(cells) + "\n")
            kept += 1
    return kept
