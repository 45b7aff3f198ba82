"""The map formats, opened by readers we did not write: GDAL (pyogrio), and schemas from RFC 7946 and timemap's validator."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mapped import HOSTILE, PRIVATE, write_mapped

from saidso.errors import ExportError
from saidso.ledger import Ledger
from saidso.show.export import export
from saidso.show.export.atomic import MARK
from saidso.show.export.geojson import precision_of
from saidso.values.place import Place

TEXT = {"type": "string"}
GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {
                                        "type": "array",
                                        "prefixItems": [
                                            {"type": "number", "minimum": -180, "maximum": 180},
                                            {"type": "number", "minimum": -90, "maximum": 90},
                                        ],
                                        "minItems": 2,
                                        "maxItems": 3,
                                    },
                                },
                            },
                        ]
                    },
                },
                "not": {"anyOf": [{"required": [name]} for name in ("coordinates", "geometries", "features")]},
            },
        },
    },
    # Section 7.1: a FeatureCollection must not have the members of the other types.
    "not": {"anyOf": [{"required": [name]} for name in ("coordinates", "geometries", "geometry", "properties")]},
}
"""RFC 7946, sections 3 and 7, for the kinds of objects that we write."""

_WORDS = "id description date time time_precision location latitude longitude type category category_full comments time_display"
TIMEMAP_EVENT = {
    "type": "object",
    "properties": {
        **dict.fromkeys(_WORDS.split(), TEXT),
        "associations": {"type": "array", "items": TEXT},
        "sources": {"type": "array", "items": TEXT},
    },
    "required": ["description", "associations"],
    "anyOf": [{"required": ["date"]}, {"required": ["latitude"]}],
    "dependentRequired": {"latitude": ["longitude"], "longitude": ["latitude"]},
    "additionalProperties": False,
}
"""timemap, src/reducers/validate/eventSchema.js: Joi refuses keys that it does not know."""
TIMEMAP_SOURCE = {
    "type": "object",
    "properties": {
        **dict.fromkeys("id title thumbnail type url description parent author date notes".split(), TEXT),
        "paths": {"type": "array"},
        "affil_s": {"type": "array"},
    },
    "required": ["id", "paths"],
    "additionalProperties": False,
}
TIMEMAP_ASSOCIATION = {
    "type": "object",
    "properties": {**dict.fromkeys("id title desc mode colour type display".split(), TEXT), "filter_paths": {"type": "array"}},
    "required": ["id", "title", "mode"],
    "additionalProperties": False,
}


@pytest.fixture
def mapped(tmp_path: Path) -> Path:
    return write_mapped(tmp_path / "mapped.ledger")


def written(ledger: Path, form: str, out: Path, profile: str = "public") -> dict[str, int]:
    with Ledger.open_existing(ledger) as opened:
        return export(opened, form, out, profile)


def features(ledger: Path, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """Feature by the name of its place."""
    written(ledger, "geojson", tmp_path / "x.geojson")
    found = json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))["features"]
    return {each["properties"]["place"]: each for each in found}


def valid(instance: object, schema: dict[str, Any]) -> None:
    import jsonschema

    jsonschema.Draft202012Validator(schema).validate(instance)


def test_geojson_is_what_the_rfc_asks_for(mapped: Path, tmp_path: Path) -> None:
    """Every object has the members of RFC 7946 and none of another type's; the note stands beside them."""
    counts = written(mapped, "geojson", tmp_path / "x.geojson")
    whole = json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))
    valid(whole, GEOJSON)
    assert whole["note"] == "claims, not findings"
    assert counts == {"feature": 4, "with a point": 2}


def test_gdal_opens_the_geojson(mapped: Path, tmp_path: Path) -> None:
    """GDAL finds points in WGS 84 with our columns; what has no point is a row all the same."""
    import pyogrio

    written(mapped, "geojson", tmp_path / "x.geojson")
    about = pyogrio.read_info(tmp_path / "x.geojson")
    assert (about["features"], about["geometry_type"], about["crs"]) == (4, "Point", "EPSG:4326")
    meta, _, geometry, columns = pyogrio.raw.read(tmp_path / "x.geojson")
    rows = dict(zip(meta["fields"].tolist(), columns, strict=True))
    assert sum(point is not None for point in geometry) == 2
    assert set(rows["note"]) == {"claims, not findings"}
    killed = dict(zip(rows["place"], rows["killed_said"], strict=True))
    assert killed["Selfoss"] == "3" and killed["Akureyri"] == ""
    assert rows["claim_ids"][list(rows["place"]).index("Selfoss")].tolist() == ["c-d0", "c-d1"]


def test_a_point_is_a_town_and_no_finer(mapped: Path, tmp_path: Path) -> None:
    """Longitude first, a tenth of a degree at the finest; a country and an unknown name have no point, and say why."""
    found = features(mapped, tmp_path)
    assert found["Selfoss"]["geometry"] == {"type": "Point", "coordinates": [-21.0, 63.9]}
    assert found["Iceland"]["geometry"] is None and found["Iceland"]["properties"]["place_precision"] == "country or sea"
    assert found["Oremi"]["geometry"] is None
    assert found["Oremi"]["properties"]["place_reason"] == "no place of this name in the tables"


def test_the_ring_says_how_well_the_place_is_known(mapped: Path, tmp_path: Path) -> None:
    """A town, its surroundings and a country differ; a place without a point has no ring."""
    found = features(mapped, tmp_path)
    assert (found["Selfoss"]["properties"]["place_precision"], found["Selfoss"]["properties"]["radius_km"]) == ("town", 8)
    assert (found["Akureyri"]["properties"]["place_precision"], found["Akureyri"]["properties"]["radius_km"]) == ("near", 25)
    assert found["Iceland"]["properties"]["radius_km"] is None
    assert precision_of(None) == ("unknown", None)
    assert precision_of(Place(words="Hvita", name="Hvita", kind="road", country="IS", latitude=64.0, longitude=-20.0))[1] == 100


def test_a_row_says_where_it_comes_from(mapped: Path, tmp_path: Path) -> None:
    """Claims, documents, origins, denials, contradictions and the review stand on every feature."""
    selfoss = features(mapped, tmp_path)["Selfoss"]["properties"]
    assert (selfoss["claims"], selfoss["documents"], selfoss["denials"]) == (2, 2, 1)
    assert (selfoss["origins_lo"], selfoss["origins_hi"], selfoss["contradictions"]) == (1, 1, 1)
    assert (selfoss["reviewed"], selfoss["review"], selfoss["rule"]) == (1, "partly reviewed", "show-all@1")
    assert selfoss["permalink"] == f"saidso:{selfoss['incident']}"


def test_timemap_takes_every_event(mapped: Path, tmp_path: Path) -> None:
    """Its validator's rules hold for each event, source and association, and each id that an event names is there."""
    written(mapped, "timemap", tmp_path / "timemap")
    events, sources, associations = (
        json.loads((tmp_path / "timemap" / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("events", "sources", "associations")
    )
    for event in events:
        valid(event, TIMEMAP_EVENT)
        assert set(event["sources"]) <= set(sources)
        assert set(event["associations"]) <= {each["id"] for each in associations}
        assert "claims, not findings" in event["description"]
    for each in sources.values():
        valid(each, TIMEMAP_SOURCE)
    for each in associations:
        valid(each, TIMEMAP_ASSOCIATION)
    selfoss = next(event for event in events if event["location"] == "Selfoss, IS")
    assert (selfoss["date"], selfoss["latitude"], selfoss["longitude"]) == ("03/12/2024", "63.9", "-21.0")
    assert "claim_ids=c-d0 c-d1" in selfoss["comments"] and "denials=1" in selfoss["comments"]


def test_timemap_leaves_out_what_it_cannot_draw_and_counts_it(ledger_file: Path, tmp_path: Path) -> None:
    """An event needs a day or a point; one with neither is counted, one with a day and no point is written."""
    counts = written(ledger_file, "timemap", tmp_path / "timemap")
    assert counts == {"event": 1, "source": 3, "association": 1, "left out (no day, no point)": 0}
    with Ledger(ledger_file) as ledger:
        from dataclasses import replace

        from saidso.nouns.incident import Linking

        bare = tuple(replace(each, when=None, place=None) for each in ledger.incidents())
        ledger.replace_incidents(Linking(incidents=bare))
    counts = written(ledger_file, "timemap", tmp_path / "timemap")
    assert counts == {"event": 0, "source": 0, "association": 0, "left out (no day, no point)": 1}


def test_only_web_addresses_become_links(mapped: Path, tmp_path: Path) -> None:
    """An address that would run a script is no url of a source."""
    written(mapped, "timemap", tmp_path / "timemap")
    sources = json.loads((tmp_path / "timemap" / "sources.json").read_text(encoding="utf-8"))
    assert {each["url"] for each in sources.values()} == {"", *(f"https://post.example/{n}" for n in (0, 2, 4))}


def test_a_folder_of_somebody_else_is_not_replaced(mapped: Path, tmp_path: Path) -> None:
    """Only a folder that an export wrote, or an empty one, gives way; the message says what to do."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("years of work")
    with pytest.raises(ExportError, match=r"other files in it\. Choose a folder that does not exist yet"):
        written(mapped, "timemap", theirs)
    assert (theirs / "thesis.txt").read_text() == "years of work"
    ours = tmp_path / "ours"
    written(mapped, "timemap", ours)
    (ours / "old.txt").write_text("of the last export")
    written(mapped, "timemap", ours)
    assert (ours / MARK).exists() and not (ours / "old.txt").exists()
    with pytest.raises(ExportError, match="is a file, and this format writes a folder"):
        written(mapped, "timemap", theirs / "thesis.txt")
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


FORMS = ("geojson", "timemap", "webannotation", "ftm", "prov", "claim", "hxl", "html")


def everything_in(path: Path) -> dict[str, bytes]:
    """Every file at or beside ``path`` of one export, by its name."""
    files = sorted(each for each in path.parent.rglob("*") if each.is_file())
    return {str(each.relative_to(path.parent)): each.read_bytes() for each in files}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("profile", ["public", "partner"])
def test_no_private_name_leaves(form: str, profile: str, mapped: Path, tmp_path: Path) -> None:
    """The witness's name is in no byte and no file name of any of these formats, under either profile; internal has it."""
    (tmp_path / "out").mkdir()
    written(mapped, form, tmp_path / "out" / "export.x", profile)
    for name, data in everything_in(tmp_path / "out" / "export.x").items():
        for private in PRIVATE:
            assert private.casefold() not in (name + data.decode("utf-8")).casefold(), name
    (tmp_path / "own").mkdir()
    written(mapped, form, tmp_path / "own" / "export.x", "internal")
    assert any(PRIVATE[0].encode() in data for data in everything_in(tmp_path / "own" / "export.x").values())


@pytest.mark.parametrize("form", FORMS)
def test_equal_ledgers_give_equal_files(form: str, tmp_path: Path) -> None:
    """Two ledgers with the same content, however far apart they are made, give the same bytes; each says what it is."""
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        ledger = write_mapped(tmp_path / f"{name}.ledger")
        written(ledger, form, tmp_path / name / "export.x")
        found.append(everything_in(tmp_path / name / "export.x"))
    assert found[0] == found[1]
    assert any(b"laims, not findings" in data for data in found[0].values())


def test_hostile_words_stay_words(mapped: Path, tmp_path: Path) -> None:
    """A paper that calls itself a script is a string in JSON, letter for letter; the file cannot close a script that holds it."""
    written(mapped, "geojson", tmp_path / "x.geojson")
    text = (tmp_path / "x.geojson").read_text(encoding="utf-8")
    assert "</script" not in text
    assert any(HOSTILE in each["properties"]["told"] for each in json.loads(text)["features"])
