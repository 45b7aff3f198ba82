"""Writing a gazetteer: towns go in, one by one, and the five files that ``Gazetteer`` opens come out."""

from __future__ import annotations

import json
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidso.values.gazetteer import PLACE_ROW, ROW_BITS, Town, name_hash
from saidso.values.spelling import folded_key, plain_name, skeleton_key, written_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEFT_OUT = ("CJK", "KATAKANA", "HIRAGANA", "HANGUL", "MODIFIER", "CANADIAN", "GOTHIC", "CHEROKEE")
"""Scripts in which no report we read names a place; they would be a tenth of the file."""

PLAINED = frozenset("SY IQ LB JO PS YE SA OM AE KW BH QA EG LY SD DZ MA TN IR AF PK IL IN".split())
"""Countries whose names GeoNames writes with scholars' dots ("Al Ḩasakah"): shown in plain letters."""

AreaNames = Mapping[tuple[str, str], tuple[str, str]]
"""(country, GeoNames code) to an area's name and its other names, ``; `` between them."""


class GazetteerWriter:
    """Collects towns and writes them as a gazetteer. Memory: about 300 bytes a town, most of it its names' keys."""

    def __init__(self) -> None:
        self._countries: dict[str, int] = {}
        self._areas: dict[tuple[str, str], int] = {}
        self._columns = {name: array(code) for name, code in (("id", "I"), ("country", "B"), ("area", "I"), ("lat", "h"),
                                                              ("lon", "h"), ("population", "I"))}  # fmt: skip
        self._labels: list[bytes] = []
        # A key's row is not its last place yet: hashes and rows stand apart until the rows are sorted.
        self._names = (array("Q"), array("I"))
        self._skeletons = (array("Q"), array("I"))

    def __len__(self) -> int:
        return len(self._labels)

    def add(self, town: Town, other_names: Iterable[str]) -> None:
        """Take in one town. ``town.area`` is its GeoNames code here; coordinates are rounded to a tenth of a degree."""
        row = len(self._labels)
        for column, value in (
            ("id", town.geoname_id),
            ("country", self._countries.setdefault(town.country, len(self._countries))),
            ("area", self._areas.setdefault((town.country, town.area), len(self._areas))),
            ("lat", round(town.latitude * 10)),
            ("lon", round(town.longitude * 10)),
            ("population", max(0, town.population)),
        ):
            self._columns[column].append(value)
        self._labels.append(_label(town).encode())
        names = _usable(town, other_names)
        for (hashes, rows), found in ((self._names, _name_hashes(town, names)), (self._skeletons, _skeleton_hashes(town, names))):
            hashes.extend(found)
            rows.extend([row] * len(found))

    def write(self, folder: Path, areas: AreaNames, *, source: str, through: Iterable[str]) -> None:
        """Write the five files and ``about.json`` into ``folder``, which is made where it is not.

        Args:
            areas: names of first-level areas; one that is not in it is called by its code.
            source: whose data this is, with their licence.
            through: what brought the data: packages with their versions, or file names.
        """
        import numpy as np

        folder.mkdir(parents=True, exist_ok=True)
        countries, area_keys = sorted(self._countries), sorted(self._areas)
        columns = {name: np.asarray(values) for name, values in self._columns.items()}
        columns["country"] = _renumbered(columns["country"], [countries.index(c) for c in self._countries])
        at = {key: number for number, key in enumerate(area_keys)}
        columns["area"] = _renumbered(columns["area"], [at[key] for key in self._areas])
        order = np.lexsort((columns["id"], -columns["population"].astype(np.int64), columns["country"]))
        rows = np.zeros(len(order), dtype=np.dtype(PLACE_ROW))
        for name, values in columns.items():
            rows[name] = values[order]
        labels = [self._labels[int(row)] for row in order]
        rows["label"] = np.concatenate(([0], np.cumsum([len(label) + 1 for label in labels])[:-1])) if labels else []
        bits = max(ROW_BITS, len(order).bit_length())
        place_of = np.empty(len(order), dtype=np.uint64)
        place_of[order] = np.arange(len(order), dtype=np.uint64)
        np.save(folder / "places.npy", rows)
        np.save(folder / "labels.npy", np.frombuffer(b"".join(label + b"\n" for label in labels), dtype=np.uint8))
        np.save(folder / "names.npy", _keys(self._names, place_of, bits))
        np.save(folder / "skeletons.npy", _keys(self._skeletons, place_of, bits))
        people: Counter[int] = Counter()
        for area, population in zip(columns["area"].tolist(), columns["population"].tolist(), strict=True):
            people[area] += population
        _write_areas(folder / "areas.tsv", area_keys, areas, people)
        about: dict[str, Any] = {"source": source, "through": list(through), "places": len(order), "countries": countries}
        about["row_bits"] = bits
        (folder / "about.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _renumbered(values: NDArray[Any], numbers: list[int]) -> NDArray[Any]:
    import numpy as np

    return np.asarray(numbers, dtype=np.int64)[values] if numbers else values


def _keys(pairs: tuple[array[int], array[int]], place_of: NDArray[np.uint64], bits: int) -> NDArray[np.uint64]:
    """Sorted keys of (hash with its "main name" bit, row) pairs, as ``pack_key`` makes them."""
    import numpy as np

    hashed, rows = np.asarray(pairs[0], dtype=np.uint64), np.asarray(pairs[1], dtype=np.int64)
    spare = np.uint64(bits - ROW_BITS)  # a wider row takes its bits from the hash
    main = hashed & np.uint64(1)
    short = (hashed >> np.uint64(1)) >> spare
    packed = (short << np.uint64(bits + 1)) | (main << np.uint64(bits)) | place_of[rows]
    return np.unique(packed)


def _write_areas(path: Path, keys: list[tuple[str, str]], areas: AreaNames, people: Counter[int]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for number, key in enumerate(keys):
            name, others = areas.get(key, (key[1], ""))
            out.write("\t".join((*key, name, others, str(people[number]))) + "\n")


def _label(town: Town) -> str:
    return plain_name(town.name) if town.country in PLAINED else town.name


def _usable(town: Town, other_names: Iterable[str]) -> set[str]:
    """The names a report could write: no airport codes, no machine transliterations, no scripts we never meet."""
    names = {town.name}
    for name in other_names:
        letter = next((sign for sign in name if sign.isalpha()), "")
        script = unicodedata.name(letter, "?").split()[0] if letter else "?"
        code = len(name) <= 3 and name.isascii() and name.isupper()
        # GeoNames romanizes foreign scripts in lower case ("alhskt" for الحسكة): nobody writes that.
        machine = script == "LATIN" and name == name.lower()
        if letter and not code and not machine and script not in LEFT_OUT:
            names.add(name)
    return names


def _name_hashes(town: Town, names: Iterable[str]) -> set[int]:
    """Hash and "main name" bit of every key that the town can be asked for by."""
    found: set[int] = set()
    main = written_key(town.name)
    for name in names:
        written, folded = written_key(name), folded_key(name)
        if len(written) < 2:
            continue
        found.add(name_hash("w", written) << 1 | int(written == main))
        if folded != written:
            found.add(name_hash("f", folded) << 1 | int(written == main))
    return found


def _skeleton_hashes(town: Town, names: Iterable[str]) -> set[int]:
    keys = {skeleton_key(name, town.country) for name in names}
    return {name_hash(town.country, key) << 1 for key in keys if key}
