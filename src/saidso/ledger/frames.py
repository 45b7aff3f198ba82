"""Tables as users hold them: rows always, Arrow, polars or pandas where they are installed; and records that give both."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Generic, TypeVar

from saidso.errors import ExportError

T = TypeVar("T")
Row = dict[str, Any]
Cells = tuple[Any, ...]
"""One row in the order of the table's columns."""

_AT_ONCE = 20_000
"""Rows turned into columns at a time: a row of Python objects takes some ten times what it takes in a column."""


class Term(str):
    """Marks a column that holds words of a closed list ("denies", "shelling"): dictionary-encoded, a category."""

    __slots__ = ()


KINDS: dict[str, type] = {
    "": str,
    "term": Term,
    "whole": int,
    "number": float,
    "flag": bool,
    "day": date,
    "moment": datetime,
}
"""How a column's kind is written behind its name in ``columns``."""


def columns(text: str) -> dict[str, type]:
    """Columns in their order: ``columns("id stance:term start:whole")`` is a text, a term and a whole number."""
    split = [name.partition(":") for name in text.split()]
    return {name: KINDS[kind] for name, _, kind in split}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatTable:
    """One table: ``columns`` is name -> type of what stands there; every cell may be None, "does not say".

    ``read`` gives the rows as tuples, each time from the start.
    """

    name: str
    columns: dict[str, type]
    read: Callable[[], Iterator[Cells]]

    def rows(self) -> list[Row]:
        """The rows as dictionaries; needs nothing installed."""
        names = tuple(self.columns)
        return [dict(zip(names, cells, strict=True)) for cells in self.read()]

    def arrow(self) -> Any:
        """A ``pyarrow.Table``: whole numbers are nullable int64, days date32, terms dictionary-encoded.

        Raises:
            ExportError: pyarrow is not installed.
        """
        pa = self._engine("arrow", "pyarrow")
        schema = arrow_schema(self.columns)
        waiting = self.read()
        parts = []
        while some := list(islice(waiting, _AT_ONCE)):
            parts.append(arrow_part(some, schema))
        return pa.concat_tables(parts).unify_dictionaries() if parts else schema.empty_table()

    def pl(self) -> Any:
        """A ``polars.DataFrame``; terms are ``Categorical``.

        Raises:
            ExportError: polars is not installed.
        """
        pl = self._engine("pl", "polars")
        kinds = {str: pl.String, Term: pl.Categorical, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, date: pl.Date}
        kinds[datetime] = pl.Datetime("us", "UTC")
        schema = {name: kinds[kind] for name, kind in self.columns.items()}
        rows = list(self.read())
        try:
            return pl.DataFrame(rows, schema=schema, orient="row")
        except (OverflowError, pl.exceptions.ComputeError) as error:
            _refuse_too_long(rows, tuple(self.columns), error)
            raise

    def df(self) -> Any:
        """A ``pandas.DataFrame``: None stays apart from 0 (``Int64``), days are dates (``datetime64[s]``), terms categories.

        Raises:
            ExportError: pandas is not installed.
        """
        pd = self._engine("df", "pandas")
        rows = list(self.read())
        held = list(zip(*rows, strict=True)) or [()] * len(self.columns)
        try:
            frame = {name: _series(pd, cells, kind) for (name, kind), cells in zip(self.columns.items(), held, strict=True)}
        except OverflowError as error:
            _refuse_too_long(rows, tuple(self.columns), error)
            raise
        return pd.DataFrame(frame)

    def _engine(self, method: str, package: str) -> Any:
        return engine(f'table("{self.name}").{method}()', package, "use .rows(), which needs nothing")


_EXTRAS = {"pyarrow": "export", "xlsxwriter": "export", "duckdb": "notebook", "pandas": "notebook", "polars": "notebook"}
"""Which extra of ours brings a package; pyproject.toml says the same, and a test holds the two together."""


def engine(what: str, package: str, otherwise: str) -> Any:
    """A package of the extra ``export`` or ``notebook``, loaded now.

    Raises:
        ExportError: it is not installed; the message says how to get it, and what works without it.
    """
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise ExportError(
            f"{what}: {package} is not installed. Run: pip install 'saidso[{_EXTRAS[package]}]' - or {otherwise}."
        ) from error


def arrow_schema(kinds: dict[str, type], metadata: dict[str, str] | None = None) -> Any:
    """The ``pyarrow.Schema`` of such columns."""
    import pyarrow as pa

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}
    types |= {Term: pa.dictionary(pa.int32(), pa.string()), datetime: pa.timestamp("us", tz="UTC")}
    return pa.schema([(name, types[kind]) for name, kind in kinds.items()], metadata=metadata)


def arrow_part(rows: Iterable[Cells], schema: Any) -> Any:
    """Rows as a ``pyarrow.Table`` of this schema; there must be at least one."""
    import pyarrow as pa

    rows = list(rows)
    held = zip(*rows, strict=True)
    try:
        arrays = [pa.array(cells, field.type) for cells, field in zip(held, schema, strict=True)]
    except (OverflowError, pa.ArrowInvalid) as error:
        _refuse_too_long(rows, schema.names, error)
        raise
    return pa.Table.from_arrays(arrays, schema=schema)


def _refuse_too_long(rows: Iterable[Cells], names: Sequence[str], error: Exception) -> None:
    """A whole number that no column of 64 bits holds, named with its row: an import can bring one, no report ever should.

    Where none is there, the engine had another reason for its error, which the caller lets through.
    """
    found = ((name, cells[0]) for cells in rows for name, value in zip(names, cells, strict=True) if _is_too_long(value))
    for name, row in found:
        raise ExportError(
            f"{row}: its {name} is a whole number of more than 64 bits, which Arrow, Parquet, polars and pandas cannot hold."
            " Correct it in the review, or in the data it came from; the formats csv and jsonl hold it as it is."
        ) from error


def _is_too_long(value: object) -> bool:
    return isinstance(value, int) and not -(2**63) <= value < 2**63


def _series(pd: Any, cells: Cells, kind: type) -> Any:
    if kind is date:
        return pd.Series(pd.to_datetime(pd.Series(cells, dtype="object"), utc=False).astype("datetime64[s]"))
    if kind is datetime:
        return pd.Series(pd.to_datetime(pd.Series(cells, dtype="object"), utc=True))
    dtypes = {str: "str", Term: "category", int: "Int64", float: "Float64", bool: "boolean"}
    return pd.Series(cells, dtype=dtypes[kind])


class Records(Generic[T]):
    """Records of a ledger: loop over them for nouns, or take all of them as a frame.

    ``for claim in ledger.claims()`` streams; each loop starts anew. ``.rows()``, ``.arrow()``, ``.pl()`` and ``.df()`` give
    the flat table of the same records, in the order of ids; ``.table`` is that table.
    """

    __slots__ = ("_stream", "_table")

    def __init__(self, stream: Callable[[], Iterator[T]], table: Callable[[], FlatTable]) -> None:
        self._stream = stream
        self._table = table

    def __iter__(self) -> Iterator[T]:
        return self._stream()

    @property
    def table(self) -> FlatTable:
        """The flat table of these records; docs/notebooks.md lists its columns."""
        return self._table()

    def rows(self) -> list[Row]:
        """Rows as dictionaries; needs nothing installed."""
        return self.table.rows()

    def arrow(self) -> Any:
        """A ``pyarrow.Table``."""
        return self.table.arrow()

    def pl(self) -> Any:
        """A ``polars.DataFrame``."""
        return self.table.pl()

    def df(self) -> Any:
        """A ``pandas.DataFrame``."""
        return self.table.df()

    def __repr__(self) -> str:
        table = self.table
        return f"<{table.name} of a ledger: loop over them, or take .df(), .pl(), .arrow() or .rows()>"
