"""When: an interval of days with its granularity and its anchor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as said: ``earliest`` to ``latest`` in days, inclusive, None = open or not known.

    ``relative_to``: none (absolute), publication, discourse, quote or event. Both ends None with a
    ``relative_to`` other than none: the time stays relative, for no anchor is known.
    ``granularity``: hour, part, day, week, month, quarter, season, year, decade.
    """

    earliest: date | None
    latest: date | None
    granularity: str
    relative_to: str
    words: str
    rule: str
    candidates: tuple[tuple[date, date], ...] = ()
    """Two or more readings that remain ("12/01/2022"); then ``earliest`` and ``latest`` span them all."""
