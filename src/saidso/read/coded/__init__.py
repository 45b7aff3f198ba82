"""Coded data of others (ACLED, UCDP GED, own tables, auto-archiver, timemap) -> documents with the claims of their makers.

A row becomes a document: its bytes as they came, its text a line a cell. Its claims are its maker's, and stand beside those
that a model reads in reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from saidso.errors import ConfigError, ReadError
from saidso.nouns.document import Skip
from saidso.read.coded.coded_row import CodedOptions, CodedRow, RawRow

KINDS = ("acled", "ged", "own", "auto-archiver", "timemap")
"""What can be read so, in the order in which a file is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedFile:
    """A file that was recognised: its kind, why, and its rows, which are read as they are asked for."""

    kind: str
    why: str
    rows: Iterator[CodedRow]


def read_coded(path: Path, *, on_skip: Callable[[Skip], None], options: CodedOptions | None = None) -> CodedFile:
    """The rows of a file of coded data, each a document with its claims. One bad row never stops the run.

    Args:
        path: a CSV, JSON lines, JSON or Parquet file.
        on_skip: called for each row that cannot be taken in: its message names line, column and what is wrong.
        options: the kind, whose data set it is, what its codes mean.

    Raises:
        ReadError: the file as a whole cannot be read.
        ConfigError: it is of no kind that we know, or an option is wanted.
    """
    from saidso.read.coded.tables import raw_rows

    given = options or CodedOptions()
    names, rows = raw_rows(path)
    kind, why = recognised(names, given, path)
    return CodedFile(kind=kind, why=why, rows=_rows(rows, _reader(kind, names, given, path), path, on_skip))


def recognised(names: tuple[str, ...], options: CodedOptions, path: Path) -> tuple[str, str]:
    """The kind of a file by its columns, and in words why.

    Raises:
        ConfigError: it is of none, or the user named one that does not exist or whose columns it lacks.
    """
    from saidso.read.coded import acled, archive, ged, timemap

    wanted = {"acled": acled.WANTED, "ged": ged.WANTED, "auto-archiver": archive.WANTED, "timemap": timemap.WANTED}
    here = {name.strip().lower() for name in names}
    if options.kind is not None:
        if options.kind not in KINDS:
            raise ConfigError(f"--as {options.kind}: there is no such kind. Use one of: {', '.join(KINDS)}.")
        if missing := [name for name in wanted.get(options.kind, ()) if name not in here]:
            raise ConfigError(f"{path}: as {options.kind} it needs the column {missing[0]} (columns: {', '.join(names)}).")
        return options.kind, "as you said"
    for kind, columns in wanted.items():
        if here.issuperset(columns):
            return kind, f"by its columns {', '.join(columns)}"
    if options.publisher:
        return "own", "none of the kinds we know, so your own"
    raise ConfigError(
        f"{path}: its columns ({', '.join(names) or 'none'}) are those of no data set we know. "
        "If it is your own, name its maker: --publisher NAME."
    )


def _reader(kind: str, names: tuple[str, ...], options: CodedOptions, path: Path) -> Callable[[RawRow], CodedRow]:
    """The reader of one row of the kind."""
    from saidso.read.coded.acled import read_acled
    from saidso.read.coded.archive import read_archived
    from saidso.read.coded.ged import read_ged
    from saidso.read.coded.own import layout_of, read_own
    from saidso.read.coded.timemap import read_timemap

    if kind == "own":
        layout = layout_of(names, options, str(path))
        return lambda row: read_own(row, options, layout)
    reader = {"acled": read_acled, "ged": read_ged, "auto-archiver": read_archived, "timemap": read_timemap}[kind]
    return lambda row: reader(row, options)


def _rows(
    rows: Iterator[RawRow | ReadError], read: Callable[[RawRow], CodedRow], path: Path, on_skip: Callable[[Skip], None]
) -> Iterator[CodedRow]:
    """Each row read; two rows of one id are told apart by their bytes, and the later one is refused where they differ."""
    seen: dict[str, tuple[str, str]] = {}
    for row in rows:
        try:
            if isinstance(row, ReadError):
                raise row
            made = read(row)
            if not made.row:
                raise ReadError(f"{row.where}: no id stands in it. Fill the cell, or leave the row out.", reason="damaged")
            first, digest = seen.setdefault(made.row, (row.where, made.document.sha256))
            if digest != made.document.sha256:
                message = f"{row.where}: the id {made.row} stands in {first} too, with other cells. Leave one of the two out."
                raise ReadError(message, reason="duplicate")
            yield made
        except ReadError as error:
            source = row.source if isinstance(row, RawRow) else str(path)
            on_skip(Skip(source=source, reason=error.reason, message=str(error)))


__all__ = ["KINDS", "CodedFile", "CodedOptions", "CodedRow", "read_coded", "recognised"]
