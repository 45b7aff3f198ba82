"""Incidents as CSV by a codebook: a project's own (``--codebook FILE``), or one that ships with saidso by its name.

Every export by a codebook goes through here: ACLED, GED and GTD are this with their own file of types and columns.
Incidents that the scheme does not record are left out and counted, with the reason where the caller asks for it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from saidso.errors import ConfigError
from saidso.ledger import Ledger
from saidso.show.export.atomic import writing
from saidso.show.export.cells import plain_cell
from saidso.show.export.codebook import Codebook
from saidso.show.export.codebook_case import Case, Coder
from saidso.show.export.codebook_fields import cell
from saidso.show.export.codebook_load import codebook_named
from saidso.show.export.options import EVERYTHING, ExportOptions
from saidso.show.export.pages import pages, provenance
from saidso.show.export.rules import Rule, rule_named
from saidso.show.guard import Profile
from saidso.show.page import Page
from saidso.show.wording import CLAIMS_NOT_FINDINGS
from saidso.values.place_precision import acled_precision
from saidso.values.time_precision import days_of, each_day

TEMPLATE = "own"
"""The codebook that ships as a beginning for one's own."""

_LONGEST = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Days that a time of each word may span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One incident under a codebook: its rows to be, or why it has none."""

    case: Case
    cases: tuple[Case, ...] = ()
    left_out: str = ""

    @property
    def page(self) -> Page:
        """The incident with its claims and documents, past the guard."""
        return self.case.page


def write(ledger: Ledger, path: Path, profile: Profile, options: ExportOptions = EVERYTHING) -> dict[str, int]:
    """Write the table of ``options.codebook``, or of the shipped codebook "own"; returns how many rows it has.

    Raises:
        ConfigError: the codebook or the rule is not as it should be; nothing is written.
        ExportError: the file cannot be written.
    """
    codebook = codebook_named(options.codebook or TEMPLATE)
    rule = rule_named(options.rule or codebook.rule)
    return write_table(ledger, path, profile, codebook, rule, options=options)


def write_table(
    ledger: Ledger, path: Path, profile: Profile, codebook: Codebook, rule: Rule, *, options: ExportOptions = EVERYTHING
) -> dict[str, int]:
    """Write one table by a codebook and a rule; returns how many rows, and how many incidents it has no row for.

    A codebook that asks for neither ``tags`` nor ``rule`` and ``note`` gets a last column with the tags: no table of ours
    leaves without its rule, its link and "claims, not findings".
    """
    asked = set(codebook.columns.values())
    if "tags" not in asked and not {"rule", "note"} <= asked:
        codebook = replace(codebook, columns={**codebook.columns, CLAIMS_NOT_FINDINGS: "tags"})
    counts = {"event": 0, "left_out": 0}
    with writing(path) as file:
        table = csv_table(file)
        table.writerow(codebook.columns)
        for coded in coded_incidents(ledger, profile, codebook, rule, options=options):
            table.writerows(row(case) for case in coded.cases)
            counts["event"] += len(coded.cases)
            counts["left_out"] += not coded.cases
    return counts


def csv_table(file: TextIO) -> csv._writer:  # type: ignore[name-defined] # the type has no public name
    """The one dialect of all coded tables: comma, quotes only where a cell needs them, a line feed after every row."""
    return csv.writer(file, lineterminator="\n")


def row(case: Case) -> tuple[str, ...]:
    """The cells of one row, in the codebook's order, none of them a formula."""
    return tuple(plain_cell(cell(case, field)) for field in case.codebook.columns.values())


def coded_incidents(
    ledger: Ledger, profile: Profile, codebook: Codebook, rule: Rule, *, options: ExportOptions = EVERYTHING
) -> Iterator[Coded]:
    """Every incident asked for, past the guard, with its rows or the reason why it has none; in the order of ids."""
    coder = Coder.of(ledger, profile, codebook, rule, options)
    for page in pages(ledger, profile, options):
        case = coder.case(page, provenance(page, dict(coder.reviews), options))
        reason = left_out(case)
        cases = () if reason else tuple(_by_days(case))
        yield Coded(case=case, cases=cases, left_out=reason)


def left_out(case: Case) -> str:
    """Why an incident is no row of the scheme; empty where it is one.

    Claims that are only denied, planned or feared are no event. What the scheme gives no code, no date or no place as
    coarse as this one, or too few dead, it does not record.
    """
    book = case.codebook
    if not case.page.incident.origins.hi or not case.held:
        return "nobody holds that it happened"
    if not case.codes:
        return "no event of this scheme"
    if book.coarsest_time != "any" and moment_missing(case):
        return "no day" if days_of(case.when) is None else f"time coarser than a {book.coarsest_time}"
    if book.coarsest_place != "any" and case.place is None:
        return "no place, or places that exclude each other"
    if book.coarsest_place != "any" and case.place and case.place.name is not None and _too_coarse(case):
        return f"place coarser than a {book.coarsest_place}"
    killed = case.number("killed")
    if book.least_deaths and max(killed.high or 0, killed.best or 0) < book.least_deaths:
        return f"nobody reports {book.least_deaths} dead"
    return ""


def moment_missing(case: Case) -> bool:
    """Whether the time is open, or coarser than the codebook takes."""
    days = days_of(case.when)
    return days is None or days > _LONGEST[case.codebook.coarsest_time]


def _too_coarse(case: Case) -> bool:
    """A place that no table knows is not coarse, only unresolved: its row has its words and no point."""
    code = acled_precision(case.place) if case.place else None
    return code is None or (case.codebook.coarsest_place == "town" and code == 3)


def _by_days(case: Case) -> Sequence[Case]:
    """The case itself, or one case for every day of a span that the words give day by day."""
    days = each_day(case.when) if case.codebook.each_day else ()
    return [replace(case, day=day, part=at, parts=len(days)) for at, day in enumerate(days, start=1)] or [case]


def rule_words(form: str, options: ExportOptions = EVERYTHING) -> str:
    """By which rule and which table of vague words a coded export is written, for the screen: the file says it too."""
    codebook = codebook_named(options.codebook or (TEMPLATE if form == "own" else form))
    rule = rule_named(options.rule or codebook.rule)
    return f"Rule {rule.name}: {rule.what}. Vague words by {codebook.vague.rule}."


def rule_for(options: ExportOptions, codebook: Codebook, gives: str) -> Rule:
    """The rule asked for, or the codebook's own; refused where the format has no column for what it gives.

    Raises:
        ConfigError: there is no such rule, or it gives something else.
    """
    rule = rule_named(options.rule or codebook.rule)
    if rule.gives != gives:
        what = {"number": "one number", "range": "a low and a high", "text": "words"}
        raise ConfigError(
            f"export {codebook.name} with {rule.name}: the format has columns for {what[gives]}, the rule gives "
            f"{what[rule.gives]}. Leave --rule out ({codebook.rule}), or export own with a codebook of your columns."
        )
    return rule
