"""One text on its way to its times: tokens, the points found in them, and what each point means so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from saidso.values.time_guards import is_name, is_time, month_alone
from saidso.values.time_points import Clock, Reading, codes_of
from saidso.values.time_rules import HANDLERS, POINT
from saidso.values.time_tongues import tokens_in
from saidso.values.time_words import Token


class Point(NamedTuple):
    """A run of tokens that one rule reads."""

    rule: str
    first: int
    last: int


@dataclass(slots=True, kw_only=True)
class Scan:
    """One text in work. ``clocks`` holds what each point counts from, ``reach`` where its words end if they go on behind it."""

    text: str
    clock: Clock
    tokens: list[Token]
    codes: str
    points: tuple[Point, ...]
    readings: list[Reading | None] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    reach: dict[int, int] = field(default_factory=dict)

    def read(self, i: int, clock: Clock) -> Reading | None:
        """Point ``i`` read by ``clock``; nothing is changed."""
        point = self.points[i]
        return HANDLERS[point.rule](self.tokens[point.first : point.last], clock)

    def start(self, i: int) -> int:
        """Where the words of point ``i`` begin, in code points."""
        return self.tokens[self.points[i].first].start

    def end(self, i: int) -> int:
        """Where the words of point ``i`` end, in code points."""
        return self.tokens[self.points[i].last - 1].end

    def same_sentence(self, first: int, last: int) -> bool:
        """Whether no sentence ends between two tokens."""
        return "|" not in self.codes[first:last]


def scanned(text: str, clock: Clock, *, language: str, strict: bool) -> Scan:
    """The text with its points; ``strict`` is for running text, where names and other words must be told from times."""
    tokens = tokens_in(text, language)
    codes = codes_of(tokens)
    points = _found(text, tokens, codes, language) if strict else _points_of(codes)
    return Scan(text=text, clock=clock, tokens=tokens, codes=codes, points=points)


@lru_cache(maxsize=1 << 14)
def _points_of(codes: str) -> tuple[Point, ...]:
    """The points of a short argument depend on its codes alone: "on 5 March 2011" and "on 9 May 2014" are one case."""
    return tuple(Point(match.lastgroup or "", match.start(), match.end()) for match in POINT.finditer(codes))


def _found(text: str, tokens: list[Token], codes: str, language: str) -> tuple[Point, ...]:
    points: list[Point] = []
    at = 0
    while (match := POINT.search(codes, at)) is not None:
        rule, first, last = match.lastgroup or "", match.start(), match.end()
        if rule == "date_md" and month_alone(text, tokens, first, last):
            rule, last = "month", last - 1
        at = last
        if is_name(rule, text, tokens, first, last, language):
            # "The Sixth of October bridge" holds no October either.
            continue
        if not is_time(rule, text, tokens, first, last, language):
            at = first + 1
            continue
        points.append(Point(rule, first, last))
    return tuple(points)
