"""A strict table of a scheme, and beside it a file with what the scheme's columns cannot hold.

``table.csv`` has the scheme's columns and no other, for its readers. ``table.x.csv`` has a row for each of its rows, with claim
ids, counts, rule, review and link, and one for every incident that the scheme does not record, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from saidso.ledger import Ledger
from saidso.show.export.atomic import writing
from saidso.show.export.cells import plain_cell
from saidso.show.export.codebook import Codebook
from saidso.show.export.codebook_case import Case
from saidso.show.export.codebook_fields import cell
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.own import Coded, coded_incidents, csv_table, row
from saidso.show.export.rules import Rule
from saidso.show.guard import Profile
from saidso.show.wording import CLAIMS_NOT_FINDINGS

SIDECAR = {
    "x_claim_ids": "claim_ids",
    "x_n_claims": "n_claims",
    "x_n_documents": "n_documents",
    "x_n_origins_lo": "n_origins_lo",
    "x_n_origins_hi": "n_origins_hi",
    "x_n_denials": "n_denials",
    "x_n_contradictions": "n_contradictions",
    "x_min": "killed_low",
    "x_max": "killed_high",
    "x_all": "killed_text",
    "x_basis": "killed_basis",
    "x_best": "killed_best",
    "x_chosen_by": "killed_chosen_by",
    "x_rule": "rule",
    "x_vague_words": "vague_words",
    "x_perpetrator": "doers",
    "x_claimed_by": "claimed_by",
    "x_denied_by": "denied_by",
    "x_speakers": "speakers",
    "x_time_as_written": "date_words",
    "x_place_as_written": "place_words",
    "x_review": "review",
    "x_permalink": "permalink",
}
"""Columns of the file beside the table, and the field of each. ``x_min`` and ``x_max`` are the least and most reported."""


def write_strict(
    ledger: Ledger,
    path: Path,
    profile: Profile,
    by: tuple[Codebook, Rule],
    *,
    options: ExportOptions = EVERYTHING,
    as_it_came: Callable[[Coded], str | None] = lambda coded: None,
) -> dict[str, int]:
    """Write the table and ``NAME.x.csv`` beside it; returns how many rows, and how many incidents are no event of the scheme.

    Args:
        by: the codebook and the rule.
        as_it_came: the line of an incident that was imported from such a table as one row and is nothing else, or None.
    """
    codebook, rule = by
    counts = {"event": 0, "left_out": 0}
    with writing(path) as file, writing(sidecar_of(path)) as beside:
        table, more = csv_table(file), csv_table(beside)
        table.writerow(codebook.columns)
        more.writerow([_id_column(codebook), *SIDECAR, "x_same_event", "x_left_out", CLAIMS_NOT_FINDINGS])
        first: dict[tuple[str, ...], str] = {}
        for coded in coded_incidents(ledger, profile, codebook, rule, options=options):
            if (line := as_it_came(coded)) is not None:
                file.write(f"{line}\n")
                coded = replace(coded, cases=(coded.case,), left_out="")
            else:
                table.writerows(row(case) for case in coded.cases)
            more.writerows(_beside(coded, first))
            counts["event"] += len(coded.cases)
            counts["left_out"] += not coded.cases
    return counts


def sidecar_of(path: Path) -> Path:
    """Where the file beside the table is written: "table.x.csv" for "table.csv"."""
    return path.with_name(f"{path.stem}.x{path.suffix or '.csv'}")


def _id_column(codebook: Codebook) -> str:
    """The scheme's column that our id stands in, so that the two files can be joined by it."""
    return next(name for name, field in codebook.columns.items() if field == "id")


def _beside(coded: Coded, first: dict[tuple[str, ...], str]) -> Iterator[tuple[str, ...]]:
    if coded.left_out:
        case = coded.case
        yield ("", *(plain_cell(cell(case, field)) for field in SIDECAR.values()), "", coded.left_out, "")
    for case in coded.cases:
        id = cell(case, "id")
        same = first.setdefault(_event(case) or (id,), id)
        yield (id, *(plain_cell(cell(case, field)) for field in SIDECAR.values()), same, "", "")


_ONE_EVENT = ("date", "time_precision", "country", "admin1", "place", "code", "actor1", "actor2")
"""ACLED: "one event per day and place", of one type between the same actors (FIELD.md 2.1)."""


def _event(case: Case) -> tuple[str, ...]:
    """What rows must share for ACLED to write one; empty without a day or a place.

    They stay rows of their own, and each names the first of them.

    Two incidents are two for us because nobody linked them: a sum of their dead would be a number that nobody said, and wrong
    where the two are one after all. Who wants ACLED's row groups by this column, and decides; who links them gets one row.
    """
    shared = {field: cell(case, field) for field in _ONE_EVENT}
    return tuple(shared.values()) if shared["date"] and shared["place"] else ()
