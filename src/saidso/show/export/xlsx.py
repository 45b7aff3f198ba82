"""Incidents and claims as an Excel workbook: two sheets to filter and sort, and a sheet that says how to read them.

Rows are streamed, so that a large workbook takes no more memory than a small one. Words are written as words, whatever they
begin with: no cell of ours is a formula. Number columns in which nobody says anything are folded away, not left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidso.errors import ExportError
from saidso.ledger.frames import FlatTable, engine
from saidso.ledger.told_rows import NUMBERS
from saidso.show.export.atomic import replacing
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.tables import Guarded, about
from saidso.show.guard import Profile
from saidso.show.wording import CLAIMS_NOT_FINDINGS

if TYPE_CHECKING:
    from saidso.ledger import Ledger

ROWS = 1_048_575
"""Rows below the header that a sheet of Excel holds."""
LETTERS = 32_767
"""Characters that a cell of Excel holds."""
_CUT = " ... (cut: the csv export has all of it)"
_LINKS = 60_000
"""A sheet holds 65,530 links; beyond this many an address is plain words."""
_EXCEL_DAYS = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was: days before it are written as words."""

_WIDTHS = {
    "passage": 60, "chain": 44, "trigger": 18, "origin": 26, "publisher": 24, "permalink": 22, "claim_ids": 22, "unsure": 22,
    "actors": 40, "targets": 34, "weapons": 24, "actor": 26, "target": 26, "instrument": 18, "place": 22, "contradicted": 20,
    "best": 20, "best_by": 20, "event_type": 16, "type": 16, "stance": 20, "review": 14, "id": 20, "incident_id": 20,
}  # fmt: skip
"""In characters, for columns whose words are long; the others are as wide as their header."""
_FIXED = {"incidents": 3, "claims": 3}
"""Columns that stay in sight while scrolling."""

_LEGEND = (
    ("incidents", "one row an incident: claims that speak of one event, and how they stand to each other"),
    ("claims", "one row a claim: one event as one chain of voices holds it, with one stance, and its exact words"),
    ("an empty cell", "silence: nobody says it. It is never zero"),
    ("..._said_min, ..._said_max", "the least and the greatest number held, whomever it counts; no maximum is an open one"),
    ("..._denied", "how many claims deny the number"),
    ("best, best_by", "what a person chose, and who; saidso never fills it"),
    ("origins_lo, origins_hi", "how many independent voices hold it, at least and at most; copies of a wire count once"),
    ("chain", "who says that who says, outermost first, each with its stance"),
    ("..._low, ..._high", "the number as said (claims): “at least three” has no high; two numbers in one claim leave both empty"),
    ("latitude, longitude", "the centre of the town, to one decimal; never finer"),
    ("folded columns", "numbers of which no row says anything; open them with the + above the sheet"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """The formats of a workbook."""

    head: Any
    text: Any
    number: Any
    degrees: Any
    day: Any
    link: Any
    alarm: Any


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the workbook; returns rows by sheet.

    Raises:
        ExportError: XlsxWriter is not installed, the file cannot be written, or there are more rows than a sheet holds.
    """
    xlsxwriter = engine("export xlsx", "xlsxwriter", "use the format csv, which needs nothing")
    view = Guarded(ledger, profile, options)
    with replacing(path) as made:
        book = xlsxwriter.Workbook(made, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        # The moment of writing would make equal ledgers into unequal files.
        book.set_properties({"title": "saidso", "comments": CLAIMS_NOT_FINDINGS, "created": datetime(2000, 1, 1)})
        looks = _looks(book)
        counts = {name: _sheet(book, view.table(name), looks, path) for name in ("incidents", "claims")}
        _read_me(book, about(ledger, profile, "incidents, claims"), counts)
        book.close()
    return counts


def _looks(book: Any) -> _Looks:
    plain = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
    head = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3A4D", "text_wrap": True, "valign": "vcenter", "border": 0}
    return _Looks(
        head=book.add_format(plain | head),
        text=book.add_format(plain | {"quote_prefix": True}),  # words stay words when somebody edits the cell: "=1+1" too
        number=book.add_format(plain | {"num_format": "#,##0"}),
        degrees=book.add_format(plain | {"num_format": "0.0##"}),
        day=book.add_format(plain | {"num_format": "yyyy-mm-dd", "align": "left"}),
        link=book.add_format(plain | {"font_color": "#1F5FA8", "underline": 1}),
        alarm=book.add_format({"bg_color": "#FBE3DF", "font_color": "#8A1C0B"}),
    )


def _sheet(book: Any, rows: FlatTable, looks: _Looks, path: Path) -> int:
    """One table: header in sight, filters on, empty number columns folded."""
    sheet = book.add_worksheet(rows.name)
    names = [*rows.columns, CLAIMS_NOT_FINDINGS]
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, looks.head)
    filled: set[int] = set()
    count = 0
    for count, cells in enumerate(rows.read(), start=1):
        if count > ROWS:
            raise ExportError(f"{path}: a sheet of Excel holds {ROWS:,} rows, {rows.name} has more. Use csv or parquet.")
        for column, value in enumerate(cells):
            if value is not None:
                filled.add(column)
                _write(sheet, (count, column), value, looks)
    sheet.freeze_panes(1, _FIXED[rows.name])
    sheet.set_row(0, 30)
    sheet.autofilter(0, 0, max(count, 1), len(rows.columns) - 1)
    _set_columns(sheet, names, filled)
    for at in (names.index(name) for name in ("contradictions", "denials") if name in rows.columns):
        above = {"type": "cell", "criteria": ">", "value": 0, "format": looks.alarm}
        sheet.conditional_format(1, at, max(count, 1), at, above)
    return count


def _write(sheet: Any, at: tuple[int, int], value: Any, looks: _Looks) -> None:
    if isinstance(value, str):
        if at[0] < _LINKS and value.startswith(("http://", "https://")) and len(value) < 2_000:
            sheet.write_url(*at, value, looks.link, value)
        else:
            sheet.write_string(*at, value if len(value) <= LETTERS else value[: LETTERS - len(_CUT)] + _CUT, looks.text)
    elif isinstance(value, bool):
        sheet.write_boolean(*at, value, looks.text)
    elif isinstance(value, int):
        sheet.write_number(*at, value, looks.number)
    elif isinstance(value, float):
        sheet.write_number(*at, value, looks.degrees)
    elif value >= _EXCEL_DAYS:
        sheet.write_datetime(*at, value, looks.day)
    else:
        sheet.write_string(*at, value.isoformat(), looks.text)


def _set_columns(sheet: Any, names: Iterable[str], filled: set[int]) -> None:
    numbers = tuple(f"{slot}_" for slot in NUMBERS)
    for column, name in enumerate(names):
        folded = column not in filled and (name in NUMBERS or name.startswith(numbers))
        folds = {"level": 1, "hidden": True} if folded else {}
        width = 24 if name in NUMBERS else min(max(len(name) + 4, 9), 22)
        sheet.set_column(column, column, _WIDTHS.get(name, width), None, folds)


def _read_me(book: Any, said: Mapping[str, str], counts: Mapping[str, int]) -> None:
    sheet = book.add_worksheet("read me")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 110)
    title = book.add_format({"bold": True, "font_size": 16, "font_color": "#1F3A4D"})
    strong = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, f"saidso: {CLAIMS_NOT_FINDINGS}", title)
    sheet.write_string(1, 0, "saidso never says what happened. It says who says what happened, how strongly, and in which words.")
    shown = {key.removeprefix("saidso."): value for key, value in said.items()}
    said_lines = [(key, shown[key]) for key in ("redacted", "model", "version", "tables")]
    lines = [*(("rows of " + name, f"{many:,}") for name, many in counts.items()), *said_lines, ("", ""), *_LEGEND]
    for row, (name, words) in enumerate(lines, start=3):
        sheet.write_string(row, 0, name, strong)
        sheet.write_string(row, 1, words, wrapped)

