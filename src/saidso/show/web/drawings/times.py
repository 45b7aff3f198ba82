"""Two lanes: when it happened, as each origin says, and when it was said. An imprecise date is a bar, never a point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from saidso.show.export.html_timeline import Axis, Tick
from saidso.show.matrix import Matrix, Quote
from saidso.show.wording import when_words
from saidso.values.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One time as said, with the origins that say it.

    ``start`` and ``width`` are percent of the axis; None for a time that no anchor puts on it, or that lies off it.
    ``open_start`` and ``open_end``: nobody gives that end, or it lies beyond the axis.
    """

    when: When
    words: str
    origins: tuple[int, ...]
    quotes: tuple[int, ...]
    start: float | None = None
    width: float = 0.0
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """The days on which one origin was heard: (percent, day, publishers, quotes)."""

    origin: int
    name: str
    ticks: tuple[tuple[float, date, tuple[str, ...], tuple[int, ...]], ...]
    undated: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Both lanes on one axis; ``days`` names some days of it."""

    days: tuple[Tick, ...]
    happened: tuple[Happened, ...]
    said: tuple[Saying, ...]


def timeline_of(matrix: Matrix) -> Timeline:
    """The lanes of one incident; without a single known day they are lists without drawings."""
    origin = matrix.numbers()
    times: dict[tuple[date | None, date | None, str], list[tuple[Quote, When]]] = {}
    for quote in matrix.quotes:
        for each in quote.claim.of("time"):
            if isinstance(each.value, When):
                own = each.value
                loose = own.words if own.earliest is None and own.latest is None else ""
                times.setdefault((own.earliest, own.latest, loose), []).append((quote, own))
    said = [quote.claim.said_on for quote in matrix.quotes if quote.claim.said_on]
    axis = Axis.over(said, [day for first, last, _ in times for day in (first, last) if day])
    ordered = sorted(times.items(), key=lambda item: (item[0][0] or item[0][1] or date.max, item[0][1] or date.max, item[0][2]))
    return Timeline(
        days=axis.ticks() if axis else (),
        happened=tuple(_happened(same, origin, axis) for _, same in ordered),
        said=_said(matrix, axis),
    )


def _happened(same: list[tuple[Quote, When]], origin: dict[str, int], axis: Axis | None) -> Happened:
    when = same[0][1]
    found = Happened(
        when=when,
        words=when_words(when),
        origins=tuple(sorted({origin[quote.claim.id] for quote, _ in same if quote.claim.id in origin})),
        quotes=tuple(sorted({quote.number for quote, _ in same})),
    )
    if axis is None or (when.earliest is None and when.latest is None):
        return found
    first, last = when.earliest or axis.first, when.latest or axis.last
    if last < axis.first or first > axis.last:
        return found
    start, end = axis.at(first), axis.at(last)
    return Happened(
        when=when,
        words=found.words,
        origins=found.origins,
        quotes=found.quotes,
        start=start,
        width=round(max(0.0, end - start), 2),
        open_start=when.earliest is None or when.earliest < axis.first,
        open_end=when.latest is None or when.latest > axis.last,
    )


def _said(matrix: Matrix, axis: Axis | None) -> tuple[Saying, ...]:
    found = []
    for column, part in zip(matrix.columns, matrix.incident.origins.parts, strict=True):
        own = [quote for quote in matrix.quotes if quote.claim.id in part]
        days: dict[date, list[Quote]] = {}
        for quote in own:
            if quote.claim.said_on:
                days.setdefault(quote.claim.said_on, []).append(quote)
        ticks = tuple(
            (
                axis.at(day) if axis else 0.0,
                day,
                tuple(dict.fromkeys(quote.claim.publisher for quote in days[day])),
                tuple(quote.number for quote in days[day]),
            )
            for day in sorted(days)
        )
        undated = tuple(quote.number for quote in own if quote.claim.said_on is None)
        found.append(Saying(origin=column.number, name=column.name, ticks=ticks, undated=undated))
    return tuple(found)
