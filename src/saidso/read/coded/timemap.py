"""An event of timemap (Forensic Architecture, Bellingcat) as claims of whoever made the map.

timemap's ``sources`` are ids of another file; they are named as voices only where they are words, as a list of names is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from saidso.errors import ConfigError
from saidso.read.coded.coded_row import CodedOptions, CodedRow, RawRow
from saidso.read.coded.own import Layout, read_own

WANTED = ("id", "description", "sources")
"""Keys by which the kind is recognised."""

_COLUMNS = {
    "id": "id", "type": "type", "date": "date", "place": "location", "latitude": "latitude", "longitude": "longitude",
    "notes": "description", "source": "sources",
}  # fmt: skip
_ID = re.compile(r"^[a-z]{0,4}[-_]?[0-9a-f]{2,}$", re.IGNORECASE)


def read_timemap(row: RawRow, options: CodedOptions) -> CodedRow:
    """The event's document and claims.

    Raises:
        ReadError: it has no id, or its type is none that we know.
    """
    if not options.publisher:
        raise ConfigError(f"{row.where}: whose map is this? Its claims need a voice; name it with --publisher NAME.")
    kept = {key: cell for key, cell in row.cells.items() if key != "sources" or not _are_ids(cell)}
    # timemap's own DATE_FMT is MM/DD/YYYY; a map set to another one should write its days as 2024-03-14.
    layout = Layout(columns=_type_of(kept), publisher=options.publisher, day_first=False)
    made = read_own(replace(row, cells=kept), options, layout)
    return replace(made, data_set=f"timemap:{options.publisher}", document=replace(made.document, format="timemap"))


def _type_of(cells: Mapping[str, str]) -> dict[str, str]:
    """timemap's ``category`` says the kind of event where ``type`` is left empty."""
    return _COLUMNS if cells.get("type", "").strip() else _COLUMNS | {"type": "category"}


def _are_ids(cell: str) -> bool:
    return all(_ID.match(part.strip()) for part in cell.split(";"))
