"""Exports: a file per format. Each passes the guard, is written as a whole, and says "claims, not findings"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from saidso.errors import ConfigError
from saidso.show.export.options import EVERYTHING, ExportOptions

if TYPE_CHECKING:
    from saidso.ledger import Ledger
    from saidso.show.guard import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: ``module`` has ``write(ledger, path, profile, options)``, which gives how many rows of each kind it wrote."""

    module: str
    what: str
    """In a line, for the list of formats."""
    takes: frozenset[str] = frozenset({"only", "permalink"})
    """Names of the ``ExportOptions`` that it has a use for; others are refused."""


_EVERY = frozenset({"embargo_hours", "now"})
"""What no format may be without: each leaves out what is under embargo."""

_WHERE = "saidso.show.export"
_CODED = frozenset({"only", "permalink", "rule"})
FORMATS: dict[str, Format] = {
    "jsonl": Format(
        module=f"{_WHERE}.jsonl",
        what="every record, one JSON object a line; lossless under internal",
        takes=frozenset(),
    ),
    "lists": Format(
        module=f"{_WHERE}.lists",
        what="CSV of incidents by origins, for multiple-systems estimation",
        takes=frozenset({"only"}),
    ),
    "parquet": Format(
        module=f"{_WHERE}.parquet",
        what="folder of Parquet files: claims (wide), values (long), incidents, documents, voices, readings; --views adds two",
        takes=frozenset({"only", "permalink", "views"}),
    ),
    "csv": Format(
        module=f"{_WHERE}.csv_tables",
        what="a folder with claims.csv and incidents.csv, or one table: --out values.csv",
        takes=frozenset({"only", "permalink", "bom"}),
    ),
    "xlsx": Format(
        module=f"{_WHERE}.xlsx",
        what="an Excel workbook: incidents, claims, read me",
    ),
    "geojson": Format(
        module=f"{_WHERE}.geojson",
        what="GeoJSON: a point an incident at its town's centroid, with how well the place is known",
    ),
    "timemap": Format(
        module=f"{_WHERE}.timemap",
        what="folder of JSON for timemap (Forensic Architecture, Bellingcat): events, sources, associations",
    ),
    "webannotation": Format(
        module=f"{_WHERE}.webannotation",
        what="W3C Web Annotations (JSON-LD): a claim pinned to its words",
    ),
    "ftm": Format(
        module=f"{_WHERE}.ftm",
        what="FollowTheMoney entities (JSON lines), and their statements (CSV) beside them",
    ),
    "prov": Format(
        module=f"{_WHERE}.prov",
        what="PROV-O (JSON-LD): which document, model and person everything comes from",
    ),
    "claim": Format(
        module=f"{_WHERE}.schema_org",
        what="schema.org Claim (JSON-LD), never a ClaimReview",
    ),
    "hxl": Format(
        module=f"{_WHERE}.hxl",
        what="CSV of incidents with an HXL hashtag row",
    ),
    "acled": Format(
        module=f"{_WHERE}.acled",
        what="ACLED's 31 columns, with NAME.x.csv beside it; rule acled-lowest@1",
        takes=_CODED,
    ),
    "ged": Format(
        module=f"{_WHERE}.ged",
        what="UCDP GED's 49 columns; low and high, best only from a person; rule ged-range@1",
        takes=_CODED,
    ),
    "gtd": Format(
        module=f"{_WHERE}.gtd",
        what="GTD's 135 columns, of which 59 can be filled; rule lowest@1",
        takes=_CODED,
    ),
    "own": Format(
        module=f"{_WHERE}.own",
        what="CSV by your own codebook (--codebook FILE), or by a shipped one: cameo, plover, own",
        takes=_CODED | {"codebook"},
    ),
    "html": Format(
        module=f"{_WHERE}.html",
        what="folder of web pages that opens from disk: list, map, timeline, matrices and quotes",
    ),
}
"""What ``saidso export`` can write."""


def export(
    ledger: Ledger, form: str, out: Path, profile: Profile | str = "public", *, options: ExportOptions = EVERYTHING
) -> dict[str, int]:
    """Write ``ledger`` to the file (or, for some formats, the folder) ``out`` in the given format.

    Args:
        ledger: an open ledger.
        form: one of ``FORMATS``.
        out: the file; it appears only when all is written, and replaces what was there.
        profile: public, partner or internal (the lossless form).
        options: a rule, a codebook, only some incidents.

    Returns:
        How many lines or rows of each kind were written.

    Raises:
        ConfigError: there is no such format or profile, or the format has no use for an option.
        ExportError: the file cannot be written, or a package that the format needs is not installed.
    """
    from saidso.show.guard import Profile

    if form not in FORMATS:
        raise ConfigError(f"export {form}: there is no such format. Use one of: {', '.join(FORMATS)}.")
    if profile not in set(Profile):
        raise ConfigError(f"redaction profile {profile}: there is no such profile. Use one of: {', '.join(Profile)}.")
    for name in ExportOptions.__slots__:
        if getattr(options, name) != getattr(EVERYTHING, name) and name not in FORMATS[form].takes | _EVERY:
            raise ConfigError(f"export {form}: it has no use for the option {name}. Leave it out.")
    write = cast(
        "Callable[[Ledger, Path, Profile, ExportOptions], dict[str, int]]", import_module(FORMATS[form].module).write
    )
    return write(ledger, Path(out), Profile(profile), options)
