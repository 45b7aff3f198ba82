"""Claims and incidents as CSV: a folder with ``claims.csv`` and ``incidents.csv``, or any one table by its name.

UTF-8; days in ISO 8601; an empty cell is silence, never zero; cells that a spreadsheet would take for a formula are escaped. The
header of the last column is the note "claims, not findings"; nothing stands below it.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidso.errors import ConfigError
from saidso.ledger.frames import FlatTable
from saidso.ledger.tables import TOLD
from saidso.show.export.atomic import writing, writing_folder
from saidso.show.export.cells import plain_cell
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.tables import Guarded
from saidso.show.guard import Profile
from saidso.show.wording import CLAIMS_NOT_FINDINGS

if TYPE_CHECKING:
    from saidso.ledger import Ledger

PAIR = ("claims", "incidents")
"""What a folder gets."""
NAMES = (*TOLD, "documents")
_MARK = "\ufeff"
"""The byte order mark: without it Excel takes a UTF-8 file for the system's old encoding."""


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the folder ``path``, or, where it ends in ".csv", the one table that it is named after; returns rows by table.

    Raises:
        ConfigError: a file that is named after no table.
        ExportError: it cannot be written.
    """
    view = Guarded(ledger, profile, options)
    if path.suffix.lower() != ".csv":
        with writing_folder(path) as folder:
            return {name: _write_table(view.table(name), folder / f"{name}.csv", options) for name in PAIR}
    name = next((name for name in NAMES if path.stem.lower() == name or path.stem.lower().endswith(f"-{name}")), None)
    if name is None:
        wanted = ", ".join(f"{name}.csv" for name in NAMES)
        raise ConfigError(
            f"export csv: {path.name} is named after no table. Name a folder, which gets claims.csv and incidents.csv, or end "
            f"the file's name in one of: {wanted} (also as march-claims.csv)."
        )
    return {name: _write_table(view.table(name), path, options)}


def _write_table(rows: FlatTable, path: Path, options: ExportOptions) -> int:
    count = 0
    with writing(path) as file:
        if options.bom:
            file.write(_MARK)
        out = csv.writer(file, lineterminator="\n")
        out.writerow([*rows.columns, CLAIMS_NOT_FINDINGS])
        for cells in rows.read():
            out.writerow([*map(cell, cells), ""])
            count += 1
    return count


def cell(value: Any) -> str:
    """A value as a cell: nothing for None, ISO 8601 for days, "true" and "false" for flags, escaped words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return plain_cell(value)
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
