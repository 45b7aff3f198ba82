"""A row of UCDP's Georeferenced Event Dataset as claims of UCDP.

``low`` and ``high`` are the range that the sources give, ``best`` is UCDP's own estimate: a claim of UCDP's, never a ``best``
of this ledger. Nothing is assumed of the order of the three (in the 1,000 rows of the public sample of version 23.1, 13 have
``best`` outside the range and 7 have ``low`` above ``high``): such rows come in as they stand, with a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from saidso.nouns.claim import SlotValue
from saidso.nouns.document import Known, Metadata, Provenance
from saidso.nouns.span import Span
from saidso.read.coded.cell_values import Area, Cells, countries_of, days
from saidso.read.coded.coded_row import CodedOptions, CodedRow, RawRow
from saidso.read.coded.coding import Coding, Named, extraction_of, lines_of
from saidso.read.coded.sheet import Sheet, document_of, sheet_of
from saidso.values.count import Count
from saidso.values.event_type import EventType

MODEL = "ged@1"
"""The version rises when the same row would make other claims."""

COLUMNS = tuple(
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates where_description "
    "adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start "
    "date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob".split()
)
"""The 49 columns in their order, of versions 17.1 to 23.1."""

WANTED = ("id", "type_of_violence", "date_start", "date_end", "best", "high", "low")
"""By these the kind is recognised, and without any of them a row cannot be taken in."""

_TIME = {"1": "day", "2": "day", "3": "week", "4": "month", "5": "year"}
_PLACE = {"1": "town", "2": "town", "3": "admin", "4": "admin", "5": "unknown", "6": "country", "7": "unknown"}
_SIDED = {"1": EventType.CLASH, "2": EventType.CLASH, "3": EventType.ATTACK}
"""State-based and non-state violence are fought between two sides, one-sided violence is an attack on civilians."""
_PASSAGES = ("source_headline", "where_description", "conflict_name")


def read_ged(row: RawRow, options: CodedOptions) -> CodedRow:
    """The row's document and claims, with notes where its numbers contradict each other.

    Raises:
        ReadError: a cell that everything hangs on is missing or cannot be read.
    """
    sheet = sheet_of(row, COLUMNS)
    how = Provenance.GIVEN
    about = Metadata(publisher=Known(value="UCDP", how=how), title=Known(value=f"UCDP GED {row.get('id')}", how=how))
    document = document_of(row, sheet, "ged", about)
    cells = Cells(row, sheet, document, countries_of(row.get("country")))
    code = row.get("type_of_violence")
    if code not in _SIDED:
        raise row.wrong("type_of_violence", f"{code[:20]!r} is none of 1, 2, 3. Mend the cell.")
    trigger = sheet.lines["type_of_violence"]
    figures, best, notes = _deaths(cells)
    coding = Coding(
        type=_SIDED[code],
        trigger=trigger,
        passage=next((sheet.words[column] for column in _PASSAGES if column in sheet.words), trigger),
        lines=lines_of(_named(sheet, "source_office"), _named(sheet, "source_original"), sheet.text),
        values=(*_values(cells), *figures),
        own=best,
        bodies=tuple(sheet.words[c] for c in _BODIES if c in sheet.words),
        places=tuple(sheet.words[c] for c in _PLACES if c in sheet.words),
    )
    return CodedRow(
        data_set="ged",
        row=row.get("id"),
        document=document,
        raw=row.raw,
        extraction=extraction_of(document, coding, MODEL),
        notes=notes,
    )


_BODIES = ("code_status", "conflict_name", "dyad_name", "side_a", "side_b", "source_office")
_PLACES = ("where_coordinates", "adm_1", "adm_2", "country", "region")


def _named(sheet: Sheet, column: str) -> list[Named]:
    return [Named(words=span, cue=sheet.name_of(column)) for span in sheet.listed(column)]


def _values(cells: Cells) -> Iterator[SlotValue]:
    first, last = cells.day("date_start"), cells.day("date_end")
    span = cells.sheet.across(("date_start", "date_end"))
    assert span is not None  # both were read
    if first > last:
        raise cells.row.wrong("date_end", f"{last} is before date_start, {first}. Mend the cell.")
    granularity = _TIME.get(cells.row.get("date_prec"), "day")
    yield cells.value("time", span, days(first, last, granularity, span.of(cells.sheet.text)))
    one_sided = cells.row.get("type_of_violence") == "3"
    area = Area(kind=_PLACE.get(cells.row.get("where_prec"), "unknown"), admin="adm_1")
    given = (
        cells.place("where_coordinates", area),
        cells.actor("actor", "side_a"),
        cells.actor("target" if one_sided else "actor", "side_b"),
    )
    yield from (value for value in given if value is not None)


def _deaths(cells: Cells) -> tuple[tuple[SlotValue, ...], tuple[SlotValue, ...], tuple[str, ...]]:
    """The range of the sources, UCDP's own best estimate where it says more than the range, and what does not fit."""
    best, high, low = (_wanted(cells, column) for column in ("best", "high", "low"))
    where = cells.row.where
    notes = []
    if low > high:
        notes.append(f"{where}: low {low} is above high {high} (best {best}). Taken in without a range; ask UCDP what is meant.")
    elif not low <= best <= high:
        notes.append(f"{where}: best {best} is outside low {low} to high {high}. Taken in as it stands.")
    span, words = _across(cells, ("high", "low"))
    spread = Count(low=low, high=high, words=words) if low <= high else None
    figures = [cells.value("killed", span, spread, "" if spread else f"low {low} is above high {high}")]
    own = []
    if not low == best == high:
        span, words = _across(cells, ("best",))
        reason = "UCDP's best estimate" + ("" if low <= best <= high else ", outside its own range")
        own.append(cells.value("killed", span, Count(low=best, high=best, words=words), reason))
    return tuple(figures), tuple(own), tuple(notes)


def _across(cells: Cells, columns: tuple[str, ...]) -> tuple[Span, str]:
    span = cells.sheet.across(columns)
    assert span is not None  # the numbers in it were read
    return span, span.of(cells.sheet.text)


def _wanted(cells: Cells, column: str) -> int:
    found = cells.whole_number(column)
    if found is None:
        raise cells.row.wrong(column, "empty. UCDP gives all three estimates; fill the cell, or leave the row out.")
    return found
