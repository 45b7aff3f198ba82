"""What an export is asked for in the browser, what its reader should know before, how it looks, and the file itself."""

from __future__ import annotations

import csv
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidso.errors import ConfigError
from saidso.ledger import Ledger
from saidso.ledger.selection import Selection
from saidso.ledger.shelf import grown
from saidso.show.embargo import withheld_in
from saidso.show.export import FORMATS, export
from saidso.show.export.codebook_load import codebook_named, shipped_names
from saidso.show.export.options import ExportOptions
from saidso.show.export.rules import RULES, Rule, rule_named
from saidso.show.guard import Profile

if TYPE_CHECKING:
    from saidso.show.web.frame.desk import House

PREVIEWED = 10
"""Rows, and incidents, of a preview."""
_LINE = 240
"""Letters of a line of a preview: a document's text can be one line."""
_OLDEST = 600
"""Seconds for which the count of claims under embargo is kept: an embargo ends while nothing is added."""
_ENDING = {
    "xlsx": ".xlsx", "geojson": ".geojson", "webannotation": ".jsonld", "prov": ".jsonld", "claim": ".jsonld", "ftm": ".ftm.json",
    "jsonl": ".jsonl", "lists": ".csv", "hxl": ".csv", "acled": ".csv", "ged": ".csv", "gtd": ".csv", "own": ".csv",
}  # fmt: skip
"""How a file of a format ends; the others are folders."""
_SHOWN_AS = {"xlsx": "csv"}
"""A workbook holds the tables of the format csv, which are shown in its place: what reads workbooks is no part of saidso."""
_CODEBOOK_OF = ("acled", "ged", "gtd")
"""Formats whose own codebook has their name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An export that can be made: format, profile and options fit together."""

    form: str
    profile: Profile
    options: ExportOptions

    @property
    def takes(self) -> frozenset[str]:
        """What the format has a use for."""
        return FORMATS[self.form].takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The first rows as a table, or the first lines, and which files there will be."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def rules_for(form: str, codebook: Path | None = None) -> tuple[Rule, ...]:
    """The rules that can make the numbers of a format, its own first; none where it makes none."""
    if "rule" not in FORMATS[form].takes:
        return ()
    own = rule_named(codebook_named(codebook or (form if form in _CODEBOOK_OF else "own")).rule)
    return (own, *(rule for rule in RULES.values() if rule.gives == own.gives and rule.name != own.name))


def codebooks_for(form: str) -> tuple[str, ...]:
    """Names of the codebooks that ship with saidso, where a format is written by one."""
    return shipped_names() if "codebook" in FORMATS[form].takes else ()


def embargoed(house: House, options: ExportOptions) -> int:
    """How many claims of the ledger are under embargo; slow where many documents have no day, for each of these must be read.

    The count is kept while nothing is added, some minutes long: trying out formats must not read the same claims each time.
    The export itself always looks anew.
    """
    name, now, held = f"embargoed {options.embargo_hours}", time.monotonic(), grown(house.ledger)
    with house.lock:
        kept: tuple[float, object, int] | None = house.shelf.get(name)
    if kept is not None and kept[1] == held and now - kept[0] < _OLDEST:
        return kept[2]
    found = withheld_in(house.ledger, options.embargo()).all(Profile.INTERNAL)
    many = len(found.claims) if found else 0
    with house.lock:
        house.shelf[name] = (now, held, many)
    return many


def warnings(ledger: Ledger, asked: Asked, held: Selection, withheld: int) -> dict[str, int]:
    """What whoever gets the file should know: a name in the catalogue ("export.warns_...") and how many; zeros are left out."""
    found = {
        "unreviewed": held.unreviewed,
        "without_day": held.without_day,
        "without_place": held.without_place,
        "unplaced": held.unplaced,
        "embargoed": withheld,
        "blind": ledger.judgements_held(),
    }
    if asked.form == "ged" and not ledger.chosen():
        found["best_empty"] = held.incidents
    return {name: many for name, many in found.items() if many}


@contextmanager
def written(ledger: Ledger, asked: Asked) -> Iterator[Path]:
    """A private folder with what the export wrote, gone afterwards.

    Raises:
        ConfigError, ExportError: it cannot be made; the message says why.
    """
    with tempfile.TemporaryDirectory(prefix="saidso-export-") as folder:
        export(ledger, asked.form, _out(Path(folder), asked.form), asked.profile, options=asked.options)
        yield Path(folder)


def packed(ledger: Ledger, asked: Asked, target: Path) -> Path:
    """Write the export into ``target``, a folder that the caller removes; one file as it is, several as an archive."""
    made = target / "made"
    made.mkdir()
    out = _out(made, asked.form)
    export(ledger, asked.form, out, asked.profile, options=asked.options)
    files = _files(made)
    if len(files) == 1:
        return files[0]
    archived = target / f"{out.stem if out.suffix else out.name}.zip"
    with zipfile.ZipFile(archived, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in files:
            archive.write(each, each.relative_to(out if out.is_dir() else made))
    return archived


def preview(ledger: Ledger, asked: Asked) -> Preview:
    """How the file begins. A format that always writes the whole ledger is asked for its first lines only."""
    if "only" not in asked.takes:
        from saidso.ledger.codec import canonical
        from saidso.show.export.jsonl import lines

        first = islice(lines(ledger, asked.profile, asked.options), PREVIEWED)
        return Preview(lines=tuple(canonical(line)[:_LINE] for line in first))
    with written(ledger, replace(asked, form=_SHOWN_AS.get(asked.form, asked.form))) as folder:
        files = _files(folder)
        shown = next((each for each in files if each.stem == "incidents"), files[0])
        names = tuple(str(each.relative_to(folder)).partition("/")[2] or each.name for each in files)
        return _begun(shown, names if len(names) > 1 and asked.form not in _SHOWN_AS else ())


def _begun(path: Path, files: tuple[str, ...]) -> Preview:
    readers = {".csv": _csv, ".parquet": _parquet}
    if path.suffix in readers:
        columns, *rows = readers[path.suffix](path) or [()]
        return Preview(columns=columns, rows=tuple(rows), files=files)
    with path.open(encoding="utf-8", errors="replace") as text:
        return Preview(lines=tuple(line.rstrip("\n")[:_LINE] for line in islice(text, 3 * PREVIEWED)), files=files)


def _csv(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return [tuple(row) for row in islice(csv.reader(text), PREVIEWED + 1)]


def _parquet(path: Path) -> list[tuple[str, ...]]:
    from pyarrow import parquet

    table = parquet.read_table(path).slice(0, PREVIEWED)
    return [tuple(table.column_names), *(tuple(map(_words, row.values())) for row in table.to_pylist())]


def _words(value: Any) -> str:
    return "" if value is None else str(value)[:_LINE]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _out(folder: Path, form: str) -> Path:
    return folder / f"incidents-{form}{_ENDING.get(form, '')}"


def known_format(name: str) -> str:
    """The name, where there is such a format.

    Raises:
        ConfigError: there is none.
    """
    if name not in FORMATS:
        raise ConfigError(f"export {name}: there is no such format. Use one of: {', '.join(FORMATS)}.")
    return name
