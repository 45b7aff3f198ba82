"""Numbers side by side: what each origin says of one slot as a dot or a range, and how it grew as reports came in."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from saidso.nouns.claim import Claim, Stance
from saidso.show.export.html_timeline import Axis, Tick
from saidso.show.matrix import Matrix
from saidso.show.wording import value_words
from saidso.values.count import Count

_LEAST, _MOST, _OPEN = 4.0, 95.0, 78.0
"""Percent of the width between which numbers stand: a shape needs room at both ends. Where a range is left open its line runs on
beyond the largest number, which then stands at the last of these."""
_WIDE = 30
"""A largest number so many times the smallest (beside zero) is drawn on a logarithmic scale, or the small ones fall together."""
_TICKS = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers to percent of the width. ``wide``: by logarithms; ``open``: room is left for lines that end nowhere."""

    last: int
    wide: bool
    open: bool = False

    @classmethod
    def over(cls, numbers: Sequence[int], *, open_ended: bool = False) -> Scale:
        """A scale that holds all of these and zero, for a number of people is read from zero."""
        above = [number for number in numbers if number > 0]
        last = max(above, default=1)
        return cls(last, wide=bool(above) and last > _WIDE * min(above), open=open_ended)

    def at(self, number: int) -> float:
        """Where a number stands, in percent."""
        most = _OPEN if self.open else _MOST
        return round(_LEAST + (most - _LEAST) * self.share(number), 2)

    def share(self, number: int) -> float:
        """How far a number is on the way from nothing to the largest."""
        share = math.log1p(number) / math.log1p(self.last) if self.wide else number / self.last
        return min(1.0, share)

    def ticks(self) -> tuple[tuple[float, int], ...]:
        """Some round numbers: (percent, number)."""
        if self.wide:
            found = [0, *(10**n for n in range(len(str(self.last))))]
        else:
            step = next(s for s in _steps() if self.last / s <= _TICKS)
            found = list(range(0, self.last + 1, step))
        return tuple((self.at(number), number) for number in found)


def _steps() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One number as one origin gives it with one stance, however many of its claims do.

    ``start`` and ``end`` are percent of the width; ``open_low`` and ``open_high`` say that an end is left open and the line
    fades out there. ``rule`` names the table by which a vague word was read.
    """

    origin: int
    name: str
    stance: str
    words: str
    start: float
    end: float
    open_low: bool
    open_high: bool
    rule: str
    quotes: tuple[int, ...]

    @property
    def dot(self) -> bool:
        """Whether it is one number and no range."""
        return self.start == self.end and not self.open_low and not self.open_high

    @property
    def shapes(self) -> tuple[float, ...]:
        """Where the stance's shape stands: at each end that somebody gives."""
        known = [] if self.open_low else [self.start]
        return tuple(dict.fromkeys(known if self.open_high else [*known, self.end]))

    @property
    def line(self) -> tuple[tuple[float, float, float], ...]:
        """The line between the ends in pieces (from, to, opacity): towards an end that is left open it fades."""
        if self.dot:
            return ()
        shades = (1.0,) if not self.open_low and not self.open_high else (1.0, 0.6, 0.3)
        step = (self.end - self.start) / len(shades)
        pieces = [(self.start + at * step, self.start + (at + 1) * step) for at in range(len(shades))]
        ordered = reversed(shades) if self.open_low else shades
        return tuple((round(a, 2), round(b, 2), shade) for (a, b), shade in zip(pieces, ordered, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One number of one origin on the day it was said; ``words`` as the origin gives it."""

    day: date
    number: int
    words: str
    x: float
    y: float
    stance: str
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stairs:
    """What one origin said day after day; ``path`` joins the numbers that it holds."""

    origin: int
    name: str
    path: str
    steps: tuple[Step, ...]
    label: tuple[float, float] = (0.0, 0.0)
    """Where its name stands: beside its last step, out of the way of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """One number slot: the marks, and the steps over the days of saying where there are at least two days."""

    slot: str
    scale: Scale
    marks: tuple[Mark, ...]
    stairs: tuple[Stairs, ...] = ()
    days: tuple[Tick, ...] = ()
    levels: tuple[tuple[float, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One number of one claim."""

    origin: int
    name: str
    claim: Claim
    count: Count
    number: int


WIDTH, HEIGHT = 720, 200
"""Units of the drawing of the steps."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 60, 12, 30
_HOLDING = frozenset({Stance.SAYS, Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES, Stance.CONDEMNS, Stance.SUPPORTS})


def plots_of(matrix: Matrix) -> tuple[Plot, ...]:
    """A plot for every slot of the matrix in which some claim gives a number, in the order of its rows."""
    slots = dict.fromkeys([*(row.slot for row in matrix.rows), *(v.slot for quote in matrix.quotes for v in quote.claim.values)])
    return tuple(_plot(slot, said) for slot in slots if (said := _said_in(slot, matrix)))


def _said_in(slot: str, matrix: Matrix) -> list[_Said]:
    origin = matrix.numbers()
    names = {column.number: column.name for column in matrix.columns}
    return [
        _Said(origin=own, name=names[own], claim=quote.claim, count=each.value, number=quote.number)
        for quote in matrix.quotes
        if (own := origin.get(quote.claim.id)) is not None
        for each in quote.claim.of(slot)
        if isinstance(each.value, Count) and (each.value.low is not None or each.value.high is not None)
    ]


def _plot(slot: str, said: Sequence[_Said]) -> Plot:
    numbers = [n for one in said for n in (one.count.low, one.count.high) if n is not None]
    scale = Scale.over(numbers, open_ended=any(one.count.high is None for one in said))
    plot = Plot(slot=slot, scale=scale, marks=_marks(said, scale))
    days = {one.claim.said_on for one in said if one.claim.said_on}
    axis = Axis.over(sorted(days), []) if len(days) > 1 else None
    if axis is None:
        return plot
    stairs = _labelled([found for own in _by_origin(said) if (found := _stairs(own, scale, axis)).steps])
    ticks = tuple(Tick(at=_across(tick.at), name=tick.name, day=tick.day) for tick in axis.ticks())
    levels = tuple((_height(number, scale), number) for _, number in scale.ticks())
    return Plot(slot=slot, scale=scale, marks=plot.marks, stairs=stairs, days=ticks, levels=levels)


def _marks(said: Sequence[_Said], scale: Scale) -> tuple[Mark, ...]:
    """Copies fold: one mark for the claims of an origin that give one number with one stance."""
    folded: dict[tuple[int, int | None, int | None, str, str], list[_Said]] = {}
    for one in said:
        key = one.origin, one.count.low, one.count.high, one.claim.stance.value, value_words(one.count)
        folded.setdefault(key, []).append(one)
    ordered = sorted(folded.items(), key=lambda each: (each[0][0], each[0][1] or 0, each[0][4], each[0][3]))
    return tuple(_mark(same, scale) for _, same in ordered)


def _mark(same: Sequence[_Said], scale: Scale) -> Mark:
    first = same[0]
    low, high = first.count.low, first.count.high
    return Mark(
        origin=first.origin,
        name=first.name,
        stance=first.claim.stance.value,
        words=value_words(first.count),
        start=scale.at(0 if low is None else low),
        end=_MOST if high is None else scale.at(high),
        open_low=low is None,
        open_high=high is None,
        rule=(first.count.rule or "") if first.count.vague else "",
        quotes=tuple(sorted({one.number for one in same})),
    )


def _by_origin(said: Sequence[_Said]) -> list[list[_Said]]:
    own: dict[int, list[_Said]] = {}
    for one in said:
        own.setdefault(one.origin, []).append(one)
    return [own[number] for number in sorted(own)]


def _stairs(own: Sequence[_Said], scale: Scale, axis: Axis) -> Stairs:
    """The numbers of one origin by day; of several on one day the highest is joined, the others stand beside it."""
    steps = sorted(_steps_of(own, scale, axis), key=lambda step: (step.day, step.number, step.stance))
    held = [step for step in steps if Stance(step.stance) in _HOLDING]
    tops = list({step.day: step for step in held}.values())
    path = "".join(f"H{step.x:g}V{step.y:g}" if at else f"M{step.x:g},{step.y:g}" for at, step in enumerate(tops))
    return Stairs(origin=own[0].origin, name=own[0].name, path=f"{path}h10" if tops else "", steps=tuple(steps))


def _labelled(stairs: Sequence[Stairs]) -> tuple[Stairs, ...]:
    """Names that would stand on each other move down a line."""
    taken: list[tuple[float, float]] = []
    found = []
    for one in sorted(stairs, key=lambda each: (each.steps[-1].y, each.origin)):
        x, y = one.steps[-1].x + 14, one.steps[-1].y + 4
        while any(abs(x - a) < _LABEL[0] and abs(y - b) < _LABEL[1] for a, b in taken):
            y += 2
        taken.append((x, y))
        found.append(replace(one, label=(x, round(y, 1))))
    return tuple(sorted(found, key=lambda each: each.origin))


_LABEL = 30, 11
"""Units that a name like "O12" takes."""


def _steps_of(own: Sequence[_Said], scale: Scale, axis: Axis) -> Iterator[Step]:
    folded: dict[tuple[date, int, str], list[_Said]] = {}
    for one in own:
        number = one.count.low if one.count.low is not None else one.count.high
        if one.claim.said_on is not None and number is not None:
            folded.setdefault((one.claim.said_on, number, one.claim.stance.value), []).append(one)
    for (day, number, stance), same in folded.items():
        yield Step(
            day=day,
            number=number,
            words=value_words(same[0].count),
            x=_across(axis.at(day)),
            y=_height(number, scale),
            stance=stance,
            quotes=tuple(sorted({one.number for one in same})),
        )


def _across(percent: float) -> float:
    return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * percent / 100, 1)


def _height(number: int, scale: Scale) -> float:
    return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * scale.share(number), 1)
