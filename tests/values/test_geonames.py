"""A gazetteer from the user's own GeoNames dump: what is taken, what is left out, and that it answers like the shipped one."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from saidso.errors import ConfigError
from saidso.values import gazetteer, gazetteer_writer
from saidso.values.atlas import read_table
from saidso.values.gazetteer import Gazetteer, Town
from saidso.values.gazetteer_writer import GazetteerWriter
from saidso.values.geonames import build

# Invented places of two invented provinces; the columns are those of a GeoNames table.
ROWS = [
    # id, name, other names, lat, lon, class, code, country, admin1, population
    (1, "Ra’s al Wāqi‘", "Ras al-Waqi,Serê Waqî,رأس الواقع,XRW", 36.8523, 40.0712, "P", "PPL", "SY", "02", 21000),
    (2, "Tall Khayāl", "Tell Khayal", 36.9, 40.3, "P", "PPL", "SY", "02", 300),
    (3, "Ruined Town", "", 36.7, 40.2, "P", "PPLQ", "SY", "02", 0),
    (4, "Elsewhere", "", 10.0, 10.0, "P", "PPL", "NG", "05", 900),
    (5, "Khayal Governorate", "Khayal,Muḩāfaz̧at Khayāl", 36.8, 40.1, "A", "ADM1", "SY", "02", 0),
    (6, "Sirin Camp", "Mukhayyam Sirin", 36.91, 40.31, "S", "CMPRF", "SY", "02", 0),
    (7, "Far Prison", "", 33.0, 38.0, "S", "PRN", "SY", "02", 0),
    (8, "Some Hill", "", 36.9, 40.3, "T", "HLL", "SY", "02", 0),
]


def _dump(folder: Path, rows: list[tuple[object, ...]] = ROWS) -> Path:
    lines = []
    for number, name, others, lat, lon, sort, code, country, area, people in rows:
        cells = [str(number), str(name), str(name), str(others), str(lat), str(lon), str(sort), str(code), str(country), ""]
        lines.append("\t".join([*cells, str(area), "", "", "", str(people), "", "", "", "2026-01-01"]))
    path = folder / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about the columns")
        archive.writestr("SY.txt", "\n".join(lines) + "\n")
    return path


def test_a_dump_becomes_a_gazetteer(tmp_path: Path) -> None:
    """Towns are found as written, folded and respelled, in every script of the dump; hills and ruins are no towns."""
    built = build(_dump(tmp_path), tmp_path / "out", countries=["sy"])
    assert (built.towns, built.areas, built.features, built.alone) == (2, 1, 1, 1)
    index = Gazetteer(tmp_path / "out")
    for name in ("Ras al Waqi", "Ra's al-Waqi", "Serê Waqî", "رأس الواقع"):
        assert [town.geoname_id for town in index.written(name)] == [1], name
    assert [town.geoname_id for town in index.skeleton("Tel Xayal", "SY")] == [2]
    assert not index.written("Ruined Town") and not index.written("Elsewhere") and not index.written("XRW")
    (town,) = index.written("Ras al-Waqi")
    assert (town.area, town.population, town.country) == ("Khayal Governorate", 21000, "SY")


def test_nothing_finer_than_a_town_comes_out_of_a_dump(tmp_path: Path) -> None:
    """The dump has four decimals; the gazetteer has one. A camp has its town's id and no point of its own."""
    build(_dump(tmp_path), tmp_path / "out")
    (town,) = Gazetteer(tmp_path / "out").written("Ras al-Waqi")
    assert (town.latitude, town.longitude) == (36.9, 40.1)
    (camp,) = read_table(tmp_path / "out" / "features.tsv")
    assert (camp["kind"], camp["town"], camp["point"]) == ("camp", "1", ""), "the town of 21,000 stands for it, not the hamlet"
    assert "36." not in (tmp_path / "out" / "features.tsv").read_text(encoding="utf-8")


def test_alternate_names_come_with_their_language(tmp_path: Path) -> None:
    """Names in languages that reports use are added; historic ones and codes are not."""
    table = tmp_path / "alternateNamesV2.txt"
    table.write_text(
        "1\t2\tku\tGirê Xeyal\t\t\t\t\n2\t2\ten\tOldname\t\t\t\t1\n3\t2\tlink\thttps://example.org\t\t\t\t\n", encoding="utf-8"
    )
    build(_dump(tmp_path), tmp_path / "out", alternate_names=table)
    index = Gazetteer(tmp_path / "out")
    assert [town.geoname_id for town in index.written("Girê Xeyal")] == [2]
    assert not index.written("Oldname")


def test_more_towns_than_the_shipped_rows_have_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gazetteer of more rows takes the bits from the hash, and look-ups still find each town and no other."""
    monkeypatch.setattr(gazetteer, "ROW_BITS", 4)
    monkeypatch.setattr(gazetteer_writer, "ROW_BITS", 4)
    writer = GazetteerWriter()
    for number in range(40):
        place: dict[str, Any] = {"country": "ZZ", "area": "1", "latitude": 1.0, "longitude": 1.0, "population": 0}
        writer.add(Town(geoname_id=number, name=f"Town {number}", **place), ())
    writer.write(tmp_path, {}, source="invented", through=[])
    assert json.loads((tmp_path / "about.json").read_text(encoding="utf-8"))["row_bits"] == 6
    index = Gazetteer(tmp_path)
    for number in range(40):
        assert [town.geoname_id for town in index.written(f"Town {number}")] == [number]


@pytest.mark.parametrize(
    ("rows", "countries", "message"),
    [
        (ROWS, ["XX"], "holds no town of XX"),
        ([(1, "A", "", "north", 1, "P", "PPL", "SY", "1", 5)], [], "line 1: 'A' has no number"),
    ],
)
def test_a_dump_that_cannot_be_used_says_where(
    tmp_path: Path, rows: list[tuple[object, ...]], countries: list[str], message: str
) -> None:
    """The message names the file, the line and what to do."""
    with pytest.raises(ConfigError, match=message):
        build(_dump(tmp_path, rows), tmp_path / "out", countries=countries)


def test_a_file_that_is_no_dump_is_refused(tmp_path: Path) -> None:
    """Neither a text of another kind, nor a broken or renamed zip, nor a missing file ends in a stack of calls."""
    plain = tmp_path / "SY.txt"
    plain.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="2 cells where 19 belong"):
        build(plain, tmp_path / "out")
    renamed = _dump(tmp_path).rename(tmp_path / "mine.zip")
    with pytest.raises(ConfigError, match=r"holds no mine\.txt"):
        build(renamed, tmp_path / "out")
    (tmp_path / "bad.zip").write_bytes(b"no zip")
    with pytest.raises(ConfigError, match="cannot be read"):
        build(tmp_path / "bad.zip", tmp_path / "out")
    with pytest.raises(ConfigError, match="cannot be read"):
        build(tmp_path / "none.zip", tmp_path / "out")
