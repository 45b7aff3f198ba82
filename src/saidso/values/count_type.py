"""A number as said: the record that every reader and comparer of counts shares."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people or things as said: ``low`` to ``high``, both inclusive, None = open.

    "three" is 3 to 3; "at least three" 3 to open; "no one" 0 to 0; "casualties" 1 to open. Silence is no Count at all (None).
    "About 40" is 40 to 40 and not ``exact``.
    """

    low: int | None
    high: int | None
    words: str
    exact: bool = True
    """No hedge and no vague word: the number as stated."""
    vague: bool = False
    """A vague word ("dozens", "several") whose bounds come from the table named in ``rule``."""
    population: str | None = None
    """Head noun of whom it counts, plural and lower case ("soldiers"), where the words say it."""
    outcome: str | None = None
    """killed, injured, missing, captured, displaced, casualties: only when the words say it."""
    subset: bool = False
    """A part of a total ("including two children"): kept, never added."""
    rule: str | None = None
    """Name and version of the table that a vague word was read by ("literal@1")."""
