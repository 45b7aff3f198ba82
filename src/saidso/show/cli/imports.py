"""``saidso import``: coded data of others beside what was read, judgements from annotations, a ledger from its JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from saidso.show.cli.talk import FAULTS, AsJson, LedgerFile, console, give, give_json

if TYPE_CHECKING:
    from saidso.ledger import Ledger
    from saidso.read.coded import CodedOptions
    from saidso.values.event_type import EventType

_FIELD_OF = {
    "code": "type", "doers": "actor", "actor1": "actor", "targets": "target", "weapons": "instrument", "sources": "source",
    "date_words": "date", "country_code": "country",
}  # fmt: skip
"""Fields of a codebook that an import calls by another name; the others are alike, or nothing that a claim can hold."""
_SHOWN = 20
"""Lines of a list in text; --json has all."""


def imports(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, JSON lines, JSON or Parquet.", show_default=False)],
    ledger: LedgerFile,
    kind: Annotated[
        Optional[str],  # noqa: UP045 - Typer of 0.15 reads this form
        typer.Option("--as", help="acled, ged, own, auto-archiver, timemap, webannotation or jsonl, where it does not show."),
    ] = None,
    publisher: Annotated[Optional[str], typer.Option(help="Whose data set it is: the first voice of its claims.")] = None,  # noqa: UP045
    columns: Annotated[Optional[str], typer.Option(help="For your own: what is in which column, as id=case,place=town.")] = None,  # noqa: UP045
    codebook: Annotated[Optional[str], typer.Option(help="What its codes mean: a TOML file, or the name of ours.")] = None,  # noqa: UP045
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be new or changed, and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put coded data of others into a ledger as claims of their makers. Run it again: rows that changed are updated."""
    options = options_from(kind, publisher, columns, codebook)
    from saidso.show.cli.progress import watching
    from saidso.show.imported import import_file

    with _opened(ledger, dry_run=dry_run) as opened, watching(console(stderr=True)) as watch:
        result = import_file(opened, file, options, dry_run=dry_run, watch=watch)
    if as_json:
        give_json(result)
    else:
        give(result_text(result))
    if not (result["new"] or result["changed"] or result["unchanged"]):
        raise typer.Exit(FAULTS)


@contextmanager
def _opened(path: Path, *, dry_run: bool) -> Iterator[Ledger]:
    """The ledger; for a dry run on one that is not there, an empty one that is gone afterwards."""
    from saidso.ledger import Ledger

    if not dry_run:
        with Ledger(path) as ledger:
            yield ledger
    elif path.exists():
        with Ledger.open_existing(path) as ledger:
            yield ledger
    else:
        with TemporaryDirectory(prefix="saidso-") as folder, Ledger(Path(folder) / path.name) as ledger:
            yield ledger


def options_from(kind: str | None, publisher: str | None, columns: str | None, codebook: str | None) -> CodedOptions:
    """The options of an import from the words of the command line.

    Raises:
        ConfigError: a column mapping or the codebook cannot be read.
    """
    from saidso.read.coded import CodedOptions
    from saidso.read.coded.coded_row import our_own_names
    from saidso.show.cli.build import columns_from
    from saidso.show.export.codebook_load import codebook_named

    book = cache(lambda: codebook_named(codebook or "acled"))  # read when the first code is met: not every kind has codes
    given = {field: column for column, field in book().columns.items()} if codebook else {}
    names = {_FIELD_OF.get(field, field): column for field, column in given.items()}
    names |= {field: column for field, column in given.items() if field in names}  # "type" before "code"

    def types_of(code: str) -> tuple[EventType, ...]:
        return book().types_of(code) or our_own_names(code)

    return CodedOptions(kind=kind, publisher=publisher, types_of=types_of, columns=columns_from(columns), names=names)


def result_text(result: dict[str, Any]) -> str:
    """The result as lines. It names files and cells as they are: it talks to the desk that has them."""
    lines = [f"{result['file']}: {result['kind']}, {result['why']}", _counted(result["new"], "new")]
    changed = [f"{each['row']}: {'; '.join(map(_cell, each['cells']))}" for each in result["changed"]]
    lines += _listed("changed", changed)
    lines.append(_counted(result["unchanged"], "unchanged"))
    lines += _listed("refused", [each["message"] for each in result["refused"]])
    lines += _listed("taken in, and worth a look", result["notes"])
    if result["dry_run"]:
        lines.append("Dry run: nothing was written.")
    else:
        lines.append(f"Now {result['claims']:,} claims and {result['incidents']:,} incidents in {result['ledger']}")
    return "\n".join(lines)


def _cell(change: dict[str, str]) -> str:
    return f"{change['column']} {change['before'] or '(empty)'} → {change['now'] or '(empty)'}"


def _counted(number: int, what: str) -> str:
    return f"{number:6,} {what}"


def _listed(what: str, rows: list[str]) -> list[str]:
    """A counted list, cut short: four thousand lines are no help, and --json has them all."""
    if not rows:
        return []
    more = [f"         and {len(rows) - _SHOWN:,} more: see --json"] if len(rows) > _SHOWN else []
    return [_counted(len(rows), what), *(f"         {' '.join(row.split())}" for row in rows[:_SHOWN]), *more]
