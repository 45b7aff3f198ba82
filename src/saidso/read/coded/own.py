"""A row of somebody's own data set (CSV, JSON lines, Parquet) as claims of its maker.

Columns are found by the names in ``FIELDS``, by a codebook's own names or by the user's choice. A name in such a row may be a
victim's, so none is vouched for to the guard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from saidso.errors import ConfigError
from saidso.nouns.claim import SlotValue, Stance
from saidso.nouns.document import Known, Metadata, Provenance
from saidso.nouns.span import Span
from saidso.read.coded.cell_values import Area, Cells, countries_of, days
from saidso.read.coded.coded_row import CodedOptions, CodedRow, RawRow
from saidso.read.coded.coding import Coding, Named, also, extraction_of, lines_of
from saidso.read.coded.sheet import document_of, sheet_of
from saidso.read.dates import read_date
from saidso.values.event_type import Status
from saidso.values.when import When, read_when

W = TypeVar("W", Stance, Status)

MODEL = "own@1"
"""The version rises when the same row would make other claims."""

NUMBERS = ("killed", "injured", "abducted", "captured", "displaced", "released", "damaged", "count")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "event_id", "incident_id", "case_id", "uid"),
    "type": ("type", "event_type", "category", "code"),
    "date": ("date", "event_date", "day"),
    "date_start": ("date_start", "start_date", "start", "earliest"),
    "date_end": ("date_end", "end_date", "end", "latest"),
    "place": ("place", "location", "town", "city"),
    "country": ("country",),
    "admin": ("admin1", "admin", "province", "governorate"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "actor": ("actor", "perpetrator", "side_a"),
    "target": ("target", "victim", "victims", "side_b"),
    "instrument": ("instrument", "weapon", "weapons", "means"),
    "killed": ("killed", "fatalities", "deaths", "dead"),
    "injured": ("injured", "wounded"),
    "abducted": ("abducted", "kidnapped"),
    "captured": ("captured", "detained", "arrested"),
    "displaced": ("displaced",),
    "released": ("released", "freed"),
    "damaged": ("damaged", "destroyed"),
    "count": ("count",),
    "source": ("source", "sources"),
    "stance": ("stance",),
    "status": ("status",),
    "notes": ("notes", "description", "summary", "text"),
    "published_on": ("published_on", "published", "coded_on"),
}
"""Our name of a field -> column names that we know, best first, compared in lower case with blanks as underscores."""

WANTED = ("id", "type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Which column holds which field, who made the data set, and whether 03/04/2021 has the day first (None: nobody says)."""

    columns: Mapping[str, str]
    publisher: str
    day_first: bool | None = None

    def column(self, field: str) -> str:
        """The column of a field; a name that no column has where there is none."""
        return self.columns.get(field, "\0")


def layout_of(names: Sequence[str], options: CodedOptions, where: str) -> Layout:
    """The layout of a data set by its column names.

    Raises:
        ConfigError: nobody said who made it, or the columns of ``WANTED`` are not there.
    """
    if not options.publisher:
        raise ConfigError(f"{where}: whose data set is this? Its claims need a voice; name it with --publisher NAME.")
    if unknown := sorted(set(options.columns) - set(FIELDS)):
        raise ConfigError(f"--columns: no field is called {', '.join(unknown)}. Use one of: {', '.join(FIELDS)}.")
    by_name = {_plain(name): name for name in reversed(names)}
    found: dict[str, str] = {}
    for field, known in FIELDS.items():
        asked = options.columns.get(field)
        if asked is not None and _plain(asked) not in by_name:
            seen = ", ".join(names)
            raise ConfigError(f"{where}: there is no column {asked!r} for {field} (columns: {seen}). Correct --columns.")
        tried = (_plain(asked),) if asked is not None else (_plain(options.names.get(field, "")), *known)
        here = [by_name[name] for name in tried if name in by_name]
        if here:
            found[field] = here[0]
    if missing := [field for field in WANTED if field not in found]:
        seen = ", ".join(names) or "none"
        raise ConfigError(f"{where}: no column holds the {missing[0]} (columns: {seen}). Name it: --columns {missing[0]}=NAME.")
    return Layout(columns=found, publisher=options.publisher)


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def read_own(row: RawRow, options: CodedOptions, layout: Layout) -> CodedRow:
    """The row's document and claims.

    Raises:
        ReadError: a cell that everything hangs on is missing or cannot be read.
    """
    at = layout.column
    sheet = sheet_of(row)
    how = Provenance.GIVEN
    day = read_date(row.get(at("published_on")))
    about = Metadata(
        publisher=Known(value=layout.publisher, how=how), published_on=Known(value=day, how=how) if day else Known()
    )
    document = document_of(row, sheet, "own", about)
    cells = Cells(row, sheet, document, countries_of(row.get(at("country"))))
    kinds = options.types_of(row.get(at("type")))
    if not kinds:
        what = f"{row.get(at('type'))[:60]!r} is no event type that we know. Use ours, or name your codebook: --codebook FILE."
        raise row.wrong(at("type"), what)
    trigger = sheet.words[at("type")]
    source = at("source")
    named = [Named(words=span, cue=sheet.name_of(source)) for span in sheet.listed(source)]
    coding = Coding(
        type=kinds[0],
        unsure=also(kinds),
        trigger=trigger,
        passage=sheet.words.get(at("notes"), trigger),
        lines=lines_of(named, (), sheet.text),
        values=tuple(_values(cells, layout)),
        stance=_word(row, at("stance"), Stance.SAYS),
        status=_word(row, at("status"), Status.HAPPENED),
        bodies=(trigger,),
        places=tuple(sheet.words[at(f)] for f in ("place", "country", "admin") if at(f) in sheet.words),
    )
    return CodedRow(
        data_set=f"own:{layout.publisher}",
        row=row.get(at("id")),
        document=document,
        raw=row.raw,
        extraction=extraction_of(document, coding, MODEL),
    )


def _word(row: RawRow, column: str, usual: W) -> W:
    """A cell that holds one of our words; the usual one where it is empty."""
    cell = row.get(column).lower().replace(" ", "_")
    if cell and cell not in set(type(usual)):
        raise row.wrong(column, f"{cell[:40]!r} is none of {', '.join(type(usual))}. Mend the cell, or leave it empty.")
    return type(usual)(cell) if cell else usual


def _values(cells: Cells, layout: Layout) -> Iterator[SlotValue]:
    at, words = layout.column, cells.sheet.words
    area = Area(kind="unknown", admin=at("admin"), latitude=at("latitude"), longitude=at("longitude"))
    given = [_time(cells, layout), cells.place(at("place"), area)]
    given += [cells.actor(slot, at(slot)) for slot in ("actor", "target")]
    given += [cells.number(slot, at(slot)) for slot in NUMBERS]
    if at("instrument") in words:
        span = words[at("instrument")]
        given.append(cells.value("instrument", span, span.of(cells.sheet.text)))
    yield from (value for value in given if value is not None)


def _time(cells: Cells, layout: Layout) -> SlotValue | None:
    """The time of the row: a first and a last day, or what one cell says ("2024-03-14", "early March 2024")."""
    first, last = layout.column("date_start"), layout.column("date_end")
    words = cells.sheet.words
    if first in words and last in words:
        start, end = cells.day(first), cells.day(last)
        if start > end:
            raise cells.row.wrong(last, f"{end} is before {first}, {start}. Mend the cell.")
        span = Span(min(words[first].start, words[last].start), max(words[first].end, words[last].end))
        return cells.value("time", span, days(start, end, "day", span.of(cells.sheet.text)))
    column = next((c for c in (layout.column("date"), first, last) if c in words), None)
    if column is None:
        return None
    span = words[column]
    written = span.of(cells.sheet.text)
    day = read_date(written)
    read = None if day else read_when(written, published_on=None, day_first=layout.day_first)
    found: When | None = days(day, day, "day", written) if day else read
    return cells.value("time", span, found, "" if found else "no time read in these words")
