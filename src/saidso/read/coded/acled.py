"""A row of ACLED's data export as claims of ACLED.

Source of the rules: ACLED codebook (as FIELD.md 2.1 and 2.2 give it). A fatality count of 0 stands there for "no information"
as well as for "nobody died", so it is no number of ours; actor1 and actor2 do not mean attacker and victim, so they are
sides of a clash, and elsewhere only where the other side are civilians or nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from saidso.nouns.claim import NOT_SURE, SlotValue
from saidso.nouns.document import Known, Metadata, Provenance
from saidso.read.coded.cell_values import Area, Cells, around, countries_of, days
from saidso.read.coded.coded_row import CodedOptions, CodedRow, RawRow
from saidso.read.coded.coding import Coding, Named, also, extraction_of, lines_of
from saidso.read.coded.sheet import document_of, sheet_of
from saidso.values.event_type import EventType

MODEL = "acled@1"
"""The version rises when the same row would make other claims."""

COLUMNS = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities tags timestamp".split()
)
"""The 31 columns in their order, since March 2023."""

WANTED = ("event_id_cnty", "event_date", "event_type", "sub_event_type")
"""By these the kind is recognised, and without any of them a row cannot be taken in."""

_TIME = {"1": "day", "2": "week", "3": "month"}
_PLACE = {"1": "town", "2": "town", "3": "admin"}
_TAKEN_FOR = {
    "armed clash": (EventType.CLASH,),
    "agreement": (EventType.AGREEMENT,),
    "headquarters or base established": (EventType.MOVEMENT,),
}
"""Codes that our exports give to several types, and one on the way back: what ACLED's codebook defines them as."""
_NO_ACT = frozenset({"other"})
"""ACLED's rest of strategic developments: it says of no act what it is, and to call it a release would be our invention."""
_SIDED = frozenset({EventType.CLASH, EventType.AGREEMENT, EventType.PROTEST})
"""Types whose actors are all doers: which side began it does not matter."""
_CIVILIANS = ("7", "civilians")
"""inter2 of unarmed people: a number until 2023, words since."""


def read_acled(row: RawRow, options: CodedOptions) -> CodedRow:
    """The row's document and claims.

    Raises:
        ReadError: a cell that everything hangs on is missing or cannot be read.
    """
    sheet = sheet_of(row, COLUMNS)
    document = document_of(row, sheet, "acled", _metadata(row))
    cells = Cells(row, sheet, document, countries_of(row.get("country")))
    code = row.get("sub_event_type") or row.get("event_type")
    kinds = _TAKEN_FOR.get(code.lower()) or options.types_of(code)
    if not kinds or code.lower() in _NO_ACT:
        message = f"{code[:60]!r} names no act that we have a type for. Leave the row out, or name a codebook: --codebook FILE."
        raise row.wrong("sub_event_type", message)
    named = [Named(words=span, cue=sheet.name_of("source")) for span in sheet.listed("source")]
    trigger = sheet.words["sub_event_type" if row.get("sub_event_type") else "event_type"]
    coding = Coding(
        type=kinds[0],
        unsure=also(kinds),
        trigger=trigger,
        passage=sheet.words.get("notes", trigger),
        lines=lines_of(named, (), sheet.text),
        values=tuple(_values(cells, kinds[0])),
        bodies=tuple(sheet.words[c] for c in _BODIES if c in sheet.words),
        places=tuple(sheet.words[c] for c in _PLACES if c in sheet.words),
    )
    return CodedRow(
        data_set="acled",
        row=row.get("event_id_cnty"),
        document=document,
        raw=row.raw,
        extraction=extraction_of(document, coding, MODEL),
    )


_BODIES = ("disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2",
           "inter2", "interaction", "civilian_targeting", "source", "source_scale", "tags")  # fmt: skip
_PLACES = ("region", "country", "admin1", "admin2", "admin3", "location")


def _metadata(row: RawRow) -> Metadata:
    how = Provenance.GIVEN
    uploaded = _uploaded(row)
    return Metadata(
        publisher=Known(value="ACLED", how=how),
        title=Known(value=f"ACLED {row.get('event_id_cnty')}", how=how),
        published_on=Known(value=uploaded, how=how) if uploaded else Known(),
    )


def _uploaded(row: RawRow) -> date | None:
    """The day on which ACLED gave the row out in this form: ``timestamp``, seconds since 1970."""
    cell = row.get("timestamp")
    return datetime.fromtimestamp(int(cell), tz=UTC).date() if cell.isdecimal() and len(cell) <= 10 else None


def _values(cells: Cells, kind: EventType) -> Iterator[SlotValue]:
    yield _time(cells)
    area = Area(kind=_PLACE.get(cells.row.get("geo_precision"), "town"), admin="admin1")
    yield from (value for value in (cells.place("location", area), *_sides(cells, kind)) if value is not None)
    dead = cells.whole_number("fatalities")
    if dead is not None:
        killed = cells.number("killed", "fatalities") if dead else None
        span = cells.sheet.words["fatalities"]
        yield killed or cells.value("killed", span, None, "ACLED writes 0 also where nothing is said of deaths")


def _time(cells: Cells) -> SlotValue:
    day = cells.day("event_date")
    code = cells.row.get("time_precision") or "1"
    if code not in _TIME:
        raise cells.row.wrong("time_precision", f"{code[:20]!r} is none of 1 (day), 2 (week), 3 (month). Mend the cell.")
    first, last = (day, day) if code == "1" else around(day, _TIME[code])
    span = cells.sheet.words["event_date"]
    return cells.value("time", span, days(first, last, _TIME[code], span.of(cells.sheet.text)))


def _sides(cells: Cells, kind: EventType) -> Iterator[SlotValue | None]:
    if kind in _SIDED or not cells.row.get("actor2"):
        yield cells.actor("actor", "actor1")
        yield cells.actor("actor", "actor2") if kind in _SIDED else None
    elif cells.row.get("inter2").lower() in _CIVILIANS or cells.row.get("actor2").startswith("Civilians"):
        yield cells.actor("actor", "actor1")
        yield cells.actor("target", "actor2")
    else:
        for slot, column in (("actor", "actor1"), ("target", "actor2")):
            if column in cells.sheet.words:
                yield cells.value(slot, cells.sheet.words[column], None, f"{NOT_SURE}: ACLED does not say which side attacked")
