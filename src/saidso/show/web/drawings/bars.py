"""Bars side by side over time: how many, month by month or day by day, drawn on the server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 600, 90
_GAP = 0.15
_MOST = 120
"""Bars that can still be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its box, what it stands for, how many, and where a click leads ("" for nowhere)."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: int
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """The drawing, with what stands under its two ends."""

    bars: tuple[Bar, ...]
    highest: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def first(self) -> str:
        """What stands under the first bar."""
        return self.bars[0].label if self.bars else ""

    @property
    def last(self) -> str:
        """What stands under the last bar; nothing where it is the first."""
        return self.bars[-1].label if len(self.bars) > 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of days and how many fall into it."""

    first: date
    last: date
    many: int


def bars_of(given: Sequence[tuple[str, int, str]]) -> Bars:
    """Bars for (label, how many, address), in their order; the highest fills the drawing."""
    highest = max((many for _, many, _ in given), default=0)
    step = WIDTH / max(1, len(given))
    wide = min(step * (1 - _GAP), 40.0)
    drawn = []
    for at, (label, many, href) in enumerate(given):
        high = HEIGHT * many / highest if highest else 0.0
        box = {"x": round(at * step + (step - wide) / 2, 2), "y": round(HEIGHT - high, 2), "width": round(wide, 2)}
        drawn.append(Bar(**box, height=round(high, 2), label=label, value=many, href=href))
    return Bars(bars=tuple(drawn), highest=highest)


def over_time(given: Iterable[tuple[date, int]], *, days: bool = True) -> tuple[Stretch, ...]:
    """Days with their counts as stretches without a gap: days while there are few of them, else months, else years.

    Args:
        given: days in any order, with how many.
        days: False where the days only stand for their months.
    """
    counted: dict[date, int] = {}
    for day, many in given:
        counted[day] = counted.get(day, 0) + many
    if not counted:
        return ()
    starts, after = _cut(min(counted), max(counted), days=days)
    ends = [start - timedelta(days=1) for start in (*starts[1:], after)]
    sums = [0] * len(starts)
    at = 0
    for day in sorted(counted):
        while day > ends[at]:
            at += 1
        sums[at] += counted[day]
    return tuple(Stretch(first=start, last=end, many=many) for start, end, many in zip(starts, ends, sums, strict=True))


def _cut(first: date, last: date, *, days: bool) -> tuple[list[date], date]:
    """Where each stretch begins, and the day after the last one."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if days and (last - first).days < _MOST:
        return [first + timedelta(days=at) for at in range((last - first).days + 1)], last + timedelta(days=1)
    if months <= _MOST:
        begun = [first.year * 12 + first.month - 1 + at for at in range(months + 1)]
        starts = [date(at // 12, at % 12 + 1, 1) for at in begun]
        return starts[:-1], starts[-1]
    return [date(year, 1, 1) for year in range(first.year, last.year + 1)], date(last.year + 1, 1, 1)
