"""Wide views of the Parquet folder: one row an event, in the columns of ACLED and of UCDP GED, for scripts made for these.

They hold the columns of ``saidso export acled`` and ``ged`` in their order, then those of the file beside the table (``x_...``).
Each follows from a whole incident under the scheme's codebook, some milliseconds apiece, so they are written where asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidso.ledger.frames import Cells, arrow_part, arrow_schema, columns
from saidso.link.spread import spread
from saidso.show.export.codebook import Codebook
from saidso.show.export.codebook_beside import SIDECAR
from saidso.show.export.codebook_fields import cell
from saidso.show.export.codebook_load import codebook_named
from saidso.show.export.options import ExportOptions
from saidso.show.export.own import coded_incidents
from saidso.show.export.rules import rule_named
from saidso.show.export.tables import about
from saidso.show.guard import Profile

if TYPE_CHECKING:
    from saidso.ledger import Ledger

VIEWS = {"v_acled": "acled", "v_ged": "ged"}
"""Name of a view -> the codebook that makes it, with that codebook's own rule."""

_TYPED = columns(
    "year:whole time_precision:whole iso:whole geo_precision:whole fatalities:whole latitude:number longitude:number "
    "event_date:day date_start:day date_end:day type_of_violence:whole number_of_sources:whole where_prec:whole date_prec:whole "
    "priogrid_gid:whole event_clarity:whole deaths_a:whole deaths_b:whole deaths_civilians:whole deaths_unknown:whole "
    "best:whole high:whole low:whole x_n_claims:whole x_n_documents:whole x_n_origins_lo:whole x_n_origins_hi:whole "
    "x_n_denials:whole x_n_contradictions:whole x_min:whole x_max:whole"
)
"""Columns that hold numbers or days; all others are text."""
_READ: dict[type, Callable[[str], Any]] = {int: int, float: float, date: date.fromisoformat, str: str}
_AT_ONCE = 1_000


def view_columns(codebook: Codebook) -> dict[str, type]:
    """The columns of a view: the scheme's in their order, then those beside."""
    return {name: _TYPED.get(name, str) for name in (*codebook.columns, *SIDECAR)}


def write_views(ledger: Ledger, folder: Path, profile: Profile, options: ExportOptions) -> dict[str, int]:
    """Write a file a view into the folder; returns how many rows each has."""

    def written(name: str) -> int:
        from saidso.ledger import Ledger

        with Ledger.open_existing(ledger.path) as own:  # a connection does not live in two processes
            return _write(own, folder, name, profile=profile, options=options)

    return dict(zip(VIEWS, spread(written, list(VIEWS)), strict=True))


def _write(ledger: Ledger, folder: Path, name: str, *, profile: Profile, options: ExportOptions) -> int:
    import pyarrow.parquet as pq

    codebook = codebook_named(VIEWS[name])
    said = about(ledger, profile, name) | {"saidso.rule": codebook.rule}
    schema = arrow_schema(view_columns(codebook), said)
    rows, many = _rows(ledger, profile, codebook, options), 0
    with pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as writer:
        while some := list(islice(rows, _AT_ONCE)):
            writer.write_table(arrow_part(some, schema))
            many += len(some)
    return many


def _rows(ledger: Ledger, profile: Profile, codebook: Codebook, options: ExportOptions) -> Iterator[Cells]:
    kinds = tuple(view_columns(codebook).values())
    fields = (*codebook.columns.values(), *SIDECAR.values())
    for coded in coded_incidents(ledger, profile, codebook, rule_named(codebook.rule), options=options):
        for case in coded.cases:
            yield tuple(_typed(cell(case, field), kind) for field, kind in zip(fields, kinds, strict=True))


def _typed(text: str, kind: type) -> Any:
    """A cell of the scheme's table as a value; an empty one is None."""
    return _READ[kind](text) if text else None
