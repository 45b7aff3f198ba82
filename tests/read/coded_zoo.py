"""Invented rows in the shapes of ACLED and UCDP GED, in places that the gazetteer knows and does not."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from saidso.nouns.claim import Claim, SlotValue
from saidso.nouns.document import Skip
from saidso.read.coded import CodedFile, CodedOptions, CodedRow, read_coded
from saidso.read.coded.acled import COLUMNS as ACLED
from saidso.read.coded.ged import COLUMNS as GED
from saidso.values.event_type import EventType

CODES = {
    "armed clash": (EventType.CLASH,),
    "attack": (EventType.ATTACK, EventType.KILLING),
    "air/drone strike": (EventType.AIRSTRIKE,),
}

CLASH = {
    "event_id_cnty": "TST1",
    "event_date": "2024-03-12",
    "year": "2024",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Oremia (2000-)",
    "inter1": "State forces",
    "actor2": "Oremi Valley Front",
    "inter2": "Rebel group",
    "country": "Syria",
    "admin1": "Aleppo",
    "location": "Aleppo",
    "latitude": "36.2021",
    "longitude": "37.1343",
    "geo_precision": "1",
    "source": "Kastorin Courier",
    "source_scale": "National",
    "notes": "On 12 March 2024, soldiers clashed with the Front at Aleppo. 7 were killed.",
    "fatalities": "7",
    "timestamp": "1710892800",
}
ATTACK = CLASH | {
    "event_id_cnty": "TST2",
    "sub_event_type": "Attack",
    "event_type": "Violence against civilians",
    "time_precision": "2",
    "actor1": "Unidentified Armed Group (Syria)",
    "actor2": "Civilians (Syria)",
    "inter2": "Civilians",
    "location": "Nowhere-on-Oremi",
    "source": "Valley Herald; Radio Belkhar",
    "notes": "Gunmen shot at a bus.",
    "fatalities": "0",
}
STRIKE = CLASH | {"event_id_cnty": "TST3", "sub_event_type": "Air/drone strike", "event_date": "2024-05-01"}

WAR = {
    "id": "901",
    "type_of_violence": "1",
    "conflict_name": "Oremia: Government",
    "side_a": "Government of Oremia",
    "side_b": "Oremi Valley Front",
    "number_of_sources": "1",
    "source_office": "Kastorin Courier",
    "source_original": "the defence ministry",
    "where_prec": "1",
    "where_coordinates": "Aleppo",
    "adm_1": "Aleppo governorate",
    "latitude": "36.2021",
    "longitude": "37.1343",
    "geom_wkt": "POINT (37.1343 36.2021)",
    "country": "Syria",
    "date_prec": "2",
    "date_start": "2024-03-11",
    "date_end": "2024-03-12",
    "best": "4",
    "high": "9",
    "low": "3",
}


def text_of(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    """A CSV file's text; cells that a row does not give are empty."""
    out = io.StringIO()
    table = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


def acled_file(path: Path, *rows: Mapping[str, str]) -> Path:
    path.write_text(text_of(ACLED, rows), encoding="utf-8")
    return path


def ged_file(path: Path, *rows: Mapping[str, str]) -> Path:
    path.write_text(text_of(GED, rows), encoding="utf-8")
    return path


def types_of(code: str) -> tuple[EventType, ...]:
    return CODES.get(code.lower(), ())


def opened(path: Path, **options: object) -> tuple[CodedFile, list[Skip]]:
    skips: list[Skip] = []
    given = {"types_of": types_of} | options
    return read_coded(path, on_skip=skips.append, options=CodedOptions(**given)), skips  # type: ignore[arg-type]


def rows_of(path: Path, **options: object) -> list[CodedRow]:
    found, skips = opened(path, **options)
    rows = list(found.rows)
    assert skips == []
    return rows


def claims_of(row: CodedRow) -> tuple[Claim, ...]:
    assert row.extraction is not None
    return row.extraction.claims


def chain_of(claim: Claim) -> str:
    return " > ".join(voice.resolved for voice in claim.chain)


def only(claim: Claim, slot: str) -> SlotValue:
    [value] = [value for value in claim.values if value.slot == slot]
    return value
