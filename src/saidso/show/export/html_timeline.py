"""The timeline of the folder: a bar for when an incident is said to have happened, a tick for each day on which it was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from saidso.show.export.html_lines import Line

_BEFORE = 2
"""The axis reaches back before the first report at most so many times as long as there were reports: one "since 1991" must not
press a month of reports into a pixel. What began earlier is drawn from the edge."""
_LEAST = 30
"""Days that the axis reaches back at least."""
_TICKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One incident's marks, in percent of the axis. ``open``: the bar has an end that nobody gives, or that lies off the axis."""

    bar: tuple[float, float] | None
    ticks: tuple[float, ...]
    open: bool = False
    beyond: str = ""
    """Where the whole bar lies off the axis: "before" or "after"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day named on the axis."""

    at: float
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from ``first`` to ``last``."""

    first: date
    last: date

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Axis | None:
        """An axis that holds every day of saying, and the days of happening as far back as is readable; None without any day."""
        said = [day for line in lines for day in line.said]
        return cls.over(said, [day for line in lines for day in (line.first_day, line.last_day) if day])

    @classmethod
    def over(cls, said: Sequence[date], happened: Sequence[date]) -> Axis | None:
        """The same, of days on which things were said and days on which they are said to have happened."""
        if not said and not happened:
            return None
        start, end = min(said or happened), max([*said, *happened]) if not said else max(said)
        back = start - timedelta(days=max(_LEAST, _BEFORE * (end - start).days))
        first = min([start, *(day for day in happened if day >= back)])
        last = max([end, *(day for day in happened if day <= end + timedelta(days=_LEAST))])
        return cls(first - timedelta(days=1), last + timedelta(days=1))

    def at(self, day: date) -> float:
        """Percent of the axis, held to its ends."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(100 * min(1.0, max(0.0, share)), 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Some days of the axis: every so many days, months or years."""
        days = (self.last - self.first).days
        step = next((each for each in (1, 2, 7, 14) if days / each <= _TICKS), None)
        if step is not None:
            found = [self.first + timedelta(days=n) for n in range(1, days, step)]
            return tuple(Tick(at=self.at(day), name=f"{day.day} {day:%b %Y}" if n == 0 else f"{day.day} {day:%b}", day=day)
                         for n, day in enumerate(found))  # fmt: skip
        months = next(each for each in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if days / 30.4 / each <= _TICKS or each == 1200)
        starts = [day for day in self._months() if (day.year * 12 + day.month - 1) % months == 0]
        return tuple(Tick(at=self.at(day), name=f"{day:%Y}" if months >= 12 else f"{day:%b %Y}", day=day) for day in starts)

    def _months(self) -> list[date]:
        first = self.first.year * 12 + self.first.month
        last = self.last.year * 12 + self.last.month - 1
        return [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]


def lane_of(line: Line, axis: Axis) -> Lane:
    """The marks of one incident."""
    ticks = tuple(dict.fromkeys(axis.at(day) for day in line.said))
    if line.first_day is None and line.last_day is None:
        return Lane(bar=None, ticks=ticks)
    start, end = line.first_day or axis.first, line.last_day or axis.last
    loose = line.first_day is None or line.last_day is None or start < axis.first or end > axis.last
    if end < axis.first or start > axis.last:
        return Lane(bar=None, ticks=ticks, beyond="before" if end < axis.first else "after")
    return Lane(bar=(axis.at(start), axis.at(end)), ticks=ticks, open=loose)


def in_order(lines: Sequence[Line]) -> list[Line]:
    """By the first day on which it may have happened, those without a day behind, by when they were said."""
    never = date.max
    return sorted(lines, key=lambda line: (line.first_day or line.last_day or never, min(line.said, default=never), line.id))
