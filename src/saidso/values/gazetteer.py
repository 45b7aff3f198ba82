"""The towns of the world by name: a read-only index of GeoNames that opens at once and is never loaded whole.

Five files stand in ``saidso/data/gazetteer`` (built by ``scripts/build_gazetteer.py``; ``saidso gazetteer build`` makes
the like from a full GeoNames dump):

    places.npy      one row a town, sorted by country and falling population (``PLACE_ROW``)
    labels.npy      the towns' names, UTF-8, a line each; ``label`` of a row is where its line starts
    names.npy       sorted 64-bit keys: 45 bits hash of a name | 1 bit "its main name" | 18 bits row
    skeletons.npy   the same for (country, skeleton)
    areas.tsv       country, GeoNames code, name, other names and population of each first-level area

A look-up is a binary search over memory-mapped keys. Names themselves are not stored but their hashes are: two names
meet by chance in one of 30 million look-ups. Coordinates are stored to one decimal, so nothing finer can leave.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidso.config import config
from saidso.errors import ConfigError
from saidso.values.spelling import folded_key, skeleton_key, written_key

if TYPE_CHECKING:  # NumPy takes 0.1 s to import: it comes with the first look-up, not with saidso
    import numpy as np
    from numpy.typing import NDArray

PLACE_ROW = [
    ("id", "<u4"), ("country", "u1"), ("area", "<u2"), ("lat", "<i2"), ("lon", "<i2"), ("population", "<u4"), ("label", "<u4"),
]  # fmt: skip
"""Columns of places.npy, as NumPy writes a dtype."""
ROW_BITS = 18
"""Room for 262,144 towns; cities500 has 234,908. A larger gazetteer says in about.json how many bits its rows take."""

HASH_BITS = 64 - ROW_BITS - 1
SUGGEST_AT = 85.0
"""Below this likeness of letters the study found only wrong towns (50 to 75); above it, still only a suggestion."""

DATA = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
_REMEDY = "Correct the path in saidso.toml and build it again, or, where it is the shipped one, install saidso again."


def name_hash(kind: str, key: str) -> int:
    """45 bits of a name's key; ``kind`` is "w" (written), "f" (folded) or a country (skeleton)."""
    digest = hashlib.blake2b(f"{kind}:{key}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - HASH_BITS)


def pack_key(hashed: int, row: int, *, main: bool, bits: int = ROW_BITS) -> int:
    """One 64-bit key: hash, whether the name is the town's main one, and its row.

    ``bits`` is the room for rows; a larger gazetteer takes it from the hash, whose last bits go.
    """
    return ((hashed >> (bits - ROW_BITS)) << (bits + 1)) | (int(main) << bits) | row


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """One town of the gazetteer. ``main``: it was asked for by its main name, not by another of its names."""

    geoname_id: int
    name: str
    country: str
    area: str
    """First-level area (province, state, oblast), empty where GeoNames does not say."""
    latitude: float
    longitude: float
    population: int
    """As GeoNames has it; 0 means not known there, not an empty town."""
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A first-level area: a governorate, province, state or oblast. ``population`` is the sum of its towns'."""

    country: str
    code: str
    name: str
    other_names: tuple[str, ...]
    population: int


class Gazetteer:
    """The index, opened without reading it. Use ``gazetteer()`` for the one that ships with saidso."""

    def __init__(self, folder: Path) -> None:
        try:
            self._places = _mapped(folder / "places.npy")
            self._labels: NDArray[np.uint8] = _mapped(folder / "labels.npy")
            self._names: NDArray[np.uint64] = _mapped(folder / "names.npy")
            self._skeletons: NDArray[np.uint64] = _mapped(folder / "skeletons.npy")
            about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as trouble:
            raise ConfigError(f"{folder}: the gazetteer cannot be opened ({trouble}). {_REMEDY}") from trouble
        self._countries: tuple[str, ...] = tuple(about["countries"])
        self._bits = int(about.get("row_bits", ROW_BITS))
        self._folder = folder

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Every first-level area, in the order that rows point at."""
        lines = (line.split("\t") for line in (self._folder / "areas.tsv").read_text(encoding="utf-8").splitlines())
        return tuple(
            Area(country=country, code=code, name=name, other_names=tuple(filter(None, others.split("; "))), population=int(size))
            for country, code, name, others, size in lines
        )

    def written(self, name: str) -> tuple[Town, ...]:
        """Towns that bear this name but for case, diacritics, apostrophes and hyphens."""
        return self._towns(self._rows(self._names, name_hash("w", written_key(name))))

    def folded(self, name: str) -> tuple[Town, ...]:
        """Towns whose name is this one when articles and gaps no longer count."""
        key = folded_key(name)
        rows = self._rows(self._names, name_hash("f", key)) | self._rows(self._names, name_hash("w", key))
        return self._towns(rows)

    def skeleton(self, name: str, country: str) -> tuple[Town, ...]:
        """Towns of one country whose name is another transliteration of this one."""
        key = skeleton_key(name, country)
        return self._towns(self._rows(self._skeletons, name_hash(country, key))) if key else ()

    def suggest(self, name: str, country: str) -> tuple[str, ...]:
        """Up to three names of towns in a country that look alike (85 of 100 and above): for a reviewer, never a link."""
        from rapidfuzz import fuzz, process  # only names that nothing else resolved come here

        key = folded_key(name)
        if len(key) < 4:
            return ()
        found = process.extract(key, self._country_keys(country), scorer=fuzz.ratio, limit=3, score_cutoff=SUGGEST_AT)
        return tuple(self._town(row).name for _, _, row in found)

    @lru_cache(maxsize=4096)  # noqa: B019 - one gazetteer lives as long as the process
    def by_id(self, geoname_id: int) -> Town | None:
        """The town with this GeoNames id, or None where the extract has none."""
        import numpy as np

        ids, rows = self._ids
        at = int(np.searchsorted(ids, geoname_id))
        return self._town(int(rows[at])) if at < len(ids) and ids[at] == geoname_id else None

    @cached_property
    def _ids(self) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Ids in rising order, and the row of each."""
        import numpy as np

        ids = np.ascontiguousarray(self._places["id"])
        rows = np.argsort(ids, kind="stable")
        return ids[rows], rows

    @lru_cache(maxsize=8)  # noqa: B019 - one gazetteer lives as long as the process
    def _country_keys(self, country: str) -> dict[int, str]:
        if country not in self._countries:
            return {}
        column = self._places["country"]
        code = self._countries.index(country)
        first, last = column.searchsorted(code, "left"), column.searchsorted(code, "right")
        if first == last:
            return {}
        # Labels stand in the order of rows, so a country's are one piece of the file.
        end = int(self._places[last]["label"]) if last < len(self._places) else len(self._labels)
        names = bytes(self._labels[int(self._places[first]["label"]) : end]).decode().splitlines()
        return {int(first) + at: name.casefold().replace(" ", "").replace("-", "") for at, name in enumerate(names)}

    def _rows(self, keys: NDArray[np.uint64], hashed: int) -> set[tuple[int, bool]]:
        bits = self._bits
        first = pack_key(hashed, 0, main=False, bits=bits)
        at = int(keys.searchsorted(keys.dtype.type(first)))
        rows: set[tuple[int, bool]] = set()
        while at < len(keys) and (key := int(keys[at])) >> (bits + 1) == first >> (bits + 1):
            rows.add((key & ((1 << bits) - 1), bool(key >> bits & 1)))
            at += 1
        return rows

    def _towns(self, rows: set[tuple[int, bool]]) -> tuple[Town, ...]:
        main = {row for row, is_main in rows if is_main}
        return tuple(self._town(row, main=row in main) for row in sorted({row for row, _ in rows}))

    def _town(self, row: int, *, main: bool = False) -> Town:
        found, country, area, lat, lon, population, label = self._places[row].item()
        end = label + 200  # no label is longer, and a line ends each
        name = bytes(self._labels[label:end]).split(b"\n", 1)[0].decode()
        return Town(
            geoname_id=found,
            name=name,
            country=self._countries[country],
            area=self.areas[area].name,
            latitude=lat / 10,
            longitude=lon / 10,
            population=population,
            main=main,
        )


def _mapped(path: Path) -> NDArray[Any]:
    import numpy as np

    # A plain view of the mapped file: numpy's memmap class makes each look-up three times slower.
    return np.asarray(np.load(path, mmap_mode="r"))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of ``saidso.toml``, else the one that ships with saidso; opened once per process."""
    return Gazetteer(config().gazetteer or DATA)
