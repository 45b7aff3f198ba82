"""ACLED's table: exactly its 31 columns in their order, and beside it a file with what these columns cannot hold.

``table.csv`` is for ACLED's readers; ``table.x.csv`` has a row for each of its rows, and one for every incident that ACLED
would not record, with the reason. docs/formats/acled.md says what becomes of each claim, and what is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from saidso.ledger import Ledger
from saidso.show.export.as_it_came import as_asked, row_as_it_came
from saidso.show.export.atomic import writing
from saidso.show.export.cells import plain_cell
from saidso.show.export.codebook import Codebook
from saidso.show.export.codebook_case import Case
from saidso.show.export.codebook_fields import cell
from saidso.show.export.codebook_load import codebook_named
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.own import Coded, coded_incidents, csv_table, row, rule_for
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


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the table and ``NAME.x.csv`` beside it; returns how many rows, and how many incidents are no event of ACLED's.

    Raises:
        ConfigError: the rule gives no single number.
        ExportError: a file cannot be written.
    """
    codebook = acled_codebook()
    rule = rule_for(options, codebook, "number")
    counts = {"event": 0, "left_out": 0}
    with writing(path) as file, writing(sidecar_of(path)) as beside:
        table, more = csv_table(file), csv_table(beside)
        table.writerow(codebook.columns)
        more.writerow(["event_id_cnty", *SIDECAR, "x_left_out", CLAIMS_NOT_FINDINGS])
        for coded in coded_incidents(ledger, profile, codebook, rule, options=options):
            if (came := _as_it_came(ledger, coded, profile, options)) is not None:
                file.write(f"{came}\n")
                coded = replace(coded, cases=(coded.case,), left_out="")
            else:
                table.writerows(acled_rows(coded))
            more.writerows(_beside(coded))
            counts["event"] += len(coded.cases)
            counts["left_out"] += not coded.cases
    return counts


def _as_it_came(ledger: Ledger, coded: Coded, profile: Profile, options: ExportOptions) -> str | None:
    """The row of an incident that is one row of ACLED's own, as it was imported."""
    if not as_asked(options):
        return None
    return row_as_it_came(ledger, coded.page, profile, columns=tuple(coded.case.codebook.columns), kind="acled")


def acled_codebook() -> Codebook:
    """The codebook that this table is written by."""
    return codebook_named("acled")


def acled_rows(coded: Coded) -> Iterator[tuple[str, ...]]:
    """The rows of one incident: none where ACLED would not record it, one a day where its days are told one by one."""
    return (acled_row(case) for case in coded.cases)


def acled_row(case: Case) -> tuple[str, ...]:
    """The 31 cells of one row."""
    return row(case)


def sidecar_of(path: Path) -> Path:
    """Where the file beside the table is written: "table.x.csv" for "table.csv"."""
    return path.with_name(f"{path.stem}.x{path.suffix or '.csv'}")


def _beside(coded: Coded) -> Iterator[tuple[str, ...]]:
    if coded.left_out:
        case = coded.case
        yield ("", *(plain_cell(cell(case, field)) for field in SIDECAR.values()), coded.left_out, "")
    for case in coded.cases:
        yield (cell(case, "id"), *(plain_cell(cell(case, field)) for field in SIDECAR.values()), "", "")
