"""Named, versioned rules that reduce what many voices report to one number, or to a range, or to none at all.

A rule never says which number is right. Its name stands in every file that it made, and docs/rules.md holds its wording.
A person's own choice (the judgement "best") goes before every rule, and then says who chose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from saidso.errors import ConfigError
from saidso.show.export.rules_reports import Report
from saidso.values.count import read_count


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """What a rule makes of reports: ``number`` or ``low`` and ``high``, or ``text``; None where it gives none.

    ``basis`` says in a few words what it rests on; ``best`` and ``chosen_by`` are a person's and nobody else's.
    """

    rule: str
    number: int | None = None
    low: int | None = None
    high: int | None = None
    text: str = ""
    basis: str = ""
    best: int | None = None
    chosen_by: str | None = None

    @property
    def stands(self) -> int | None:
        """The one number to write: the person's, else the rule's."""
        return self.number if self.best is None else self.best

    @property
    def named(self) -> str:
        """What must stand beside the number: the rule, or who chose."""
        return self.rule if self.best is None else f"chosen by {self.chosen_by}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. ``gives``: number, range or text, so that a format can refuse what it has no column for."""

    name: str
    what: str
    gives: str
    reduce: Callable[[Sequence[Report]], Reduced]


def lowest(reports: Sequence[Report], *, name: str, denials: bool, nothing: int | None) -> Reduced:
    """The lowest number that any origin reports.

    Args:
        denials: whether an origin that only denies reports the number 0.
        nothing: what is written where nobody reports a number: 0 is ACLED's own convention.
    """
    low, high = _span(reports, denials=denials)
    number = nothing if low is None else low
    return Reduced(rule=name, number=number, low=low, high=high, text=show(reports), basis=_basis(reports))


def between(reports: Sequence[Report], *, name: str, denials: bool) -> Reduced:
    """The lowest and the highest number that any origin reports; never one between them."""
    low, high = _span(reports, denials=denials)
    return Reduced(rule=name, low=low, high=high, text=show(reports), basis=_basis(reports))


def everything(reports: Sequence[Report], *, name: str) -> Reduced:
    """No reduction: least to greatest as words, with how many origins deny and how many leave it open."""
    low, high = _span(reports, denials=False)
    return Reduced(rule=name, low=low, high=high, text=show(reports), basis=_basis(reports))


def show(reports: Sequence[Report]) -> str:
    """What all origins report, in words: "3 to 12 or more; denied by 1 origin"; empty where nobody speaks of it."""
    numbers = _numbered(reports)
    parts = []
    if numbers:
        low, high = _span(numbers, denials=False)
        open_end = any(report.high is None for report in numbers)
        parts.append((f"{low}" if low == high else f"{low} to {high}") + (" or more" if open_end else ""))
    for words, many in (
        ("denied by", sum(report.denied and report not in numbers for report in reports)),
        ("only “casualties” from", sum(report.unclear for report in reports)),
    ):
        if many:
            parts.append(f"{words} {many} origin{'s' if many > 1 else ''}")
    return "; ".join(parts)


def divided(total: int, days: int) -> tuple[int, ...]:
    """A total over several days as one number a day: as even as it goes, the first days taking what is left over.

    ACLED codebook, Reported fatalities: "the total number of reported fatalities is divided and that fraction is recorded
    for each day", "assigning the first day the additional fatality and it is then distributed as evenly as possible".
    """
    share, over = divmod(total, days)
    return tuple(share + (day < over) for day in range(days))


def chosen(reduced: Reduced, value: str, person: str) -> Reduced:
    """What a person chose in the place of the rule's number; words without a number choose none."""
    count = read_count(value)
    if count is None or count.low is None:
        return reduced
    fields = {name: getattr(reduced, name) for name in ("rule", "number", "low", "high", "text", "basis")}
    return Reduced(**fields, best=count.low, chosen_by=person)


def _span(reports: Sequence[Report], *, denials: bool) -> tuple[int | None, int | None]:
    """Least low and greatest high; a number with an open end stands in the high with its low, to be looked at."""
    numbers = [(report.low, report.high) for report in _numbered(reports) if report.low is not None]
    lows = [low for low, _ in numbers]
    highs = [low if high is None else high for low, high in numbers]
    if denials and any(report.denied for report in reports):
        lows, highs = [*lows, 0], [*highs, 0]
    return (min(lows), max(highs)) if lows else (None, None)


def _numbered(reports: Sequence[Report]) -> list[Report]:
    """The origins that give a number; "nobody" is one only where no origin gives another."""
    given = [report for report in reports if report.low is not None]
    return [report for report in given if not report.denied] or given


def _basis(reports: Sequence[Report]) -> str:
    if _numbered(reports):
        denied = any(report.denied and report not in _numbered(reports) for report in reports)
        return "reported and denied" if denied else "reported"
    if any(report.denied for report in reports):
        return "only denied"
    return "only casualties" if any(report.unclear for report in reports) else "nobody says"


def _lowest(name: str, what: str, *, denials: bool, nothing: int | None) -> Rule:
    return Rule(
        name=name, what=what, gives="number", reduce=lambda given: lowest(given, name=name, denials=denials, nothing=nothing)
    )


def _range(name: str, what: str, *, denials: bool) -> Rule:
    return Rule(name=name, what=what, gives="range", reduce=lambda given: between(given, name=name, denials=denials))


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        _lowest("acled-lowest@1", "the lowest number reported; a denial is no report; 0 where nobody gives one",
                denials=False, nothing=0),
        _lowest("acled-lowest-with-denials@1", "the lowest number reported; who denies reports 0; 0 where nobody gives one",
                denials=True, nothing=0),
        _lowest("lowest@1", "the lowest number reported; a denial is no report; empty where nobody gives one",
                denials=False, nothing=None),
        _range("ged-range@1", "low and high as reported; a denial is no report; best only from a person", denials=False),
        _range("ged-range-with-denials@1", "low and high as reported; who denies reports 0; best only from a person",
               denials=True),
        Rule(name="show-all@1", what="no reduction: least to most in words, with the denials", gives="text",
             reduce=lambda given: everything(given, name="show-all@1")),
    )
}  # fmt: skip
"""Every rule by its name. A rule whose result changes gets a new version; the old one stays."""


def rule_named(name: str) -> Rule:
    """A rule by its name, or by its name without the version: then the newest.

    Raises:
        ConfigError: there is no such rule.
    """
    if name in RULES:
        return RULES[name]
    versions = [rule for rule in RULES.values() if rule.name.split("@")[0] == name]
    if not versions:
        raise ConfigError(f"rule {name}: there is no such rule. Use one of: {', '.join(RULES)}.")
    return max(versions, key=lambda rule: int(rule.name.split("@")[1]))
