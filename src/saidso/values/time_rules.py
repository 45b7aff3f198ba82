"""Which runs of time words make one point, and who reads it: the table of rules over the letters of ``time_words``."""

from __future__ import annotations

import re

from saidso.values.late import pattern
from saidso.values.time_points import (
    Handler,
    read_date,
    read_days,
    read_decade,
    read_fiscal_or_quarter,
    read_hijri,
    read_month,
    read_part_of,
    read_season,
    read_slashed,
    read_year_alone,
)
from saidso.values.time_relative import (
    read_ago,
    read_calendar_unit,
    read_deictic,
    read_discourse,
    read_duration,
    read_loosely,
    read_named_day,
    read_now,
    read_rolling,
    read_this_part,
    read_weekday,
)

_LATE = "(?:m[Rf]?t?)?"
_AMOUNT = "(?:[adn]|a?q|aj)"
RULES: tuple[tuple[str, str, Handler], ...] = (
    ("numeric", "S", read_slashed),
    ("hijri", "t?(?:[do]f?)?Hn?", read_hijri),
    ("part_of", "t?[ol][dn]?[Uj]ft?(?:M,?Y?|Y|[hlx]U)", read_part_of),
    ("days_dm", "t?[do][R&]t?[do]f?M(?:,?Y|fhU)?", read_days),
    ("days_md", "M[do][R&][do](?:,?Y|fhU)?", read_days),
    ("date_dm", "(?:W,?t?)?t?[do]f?M(?:[,f]?Y|f?[lhx]U)?", read_date),
    ("date_md", "(?:W,?)?M[do](?:,?Y|f?[lhx]U)?", read_date),
    ("fiscal", "Q(?:[,f]?Y)?", read_fiscal_or_quarter),
    ("month_year", _LATE + "M(?:[,f]?Y|f?[lhx]U)", read_month),
    ("season", _LATE + "t?[lxh]?Z(?:[,f]?t?Y(?:R[dY])?|[hlx]U)?", read_season),
    ("month", _LATE + "[lxh]?M", read_month),
    ("ago", _AMOUNT + "?Ug", read_ago),
    ("rolling", "[lx](?:[dn]|a?q)U|[q]U(?![eLBAg])", read_rolling),
    ("discourse", f"{_AMOUNT}?U[eLBA]|t?[yx]U|tU[BA]|LyU", read_discourse),
    ("weekday", "[lxh]?W(?:[hlx]U|l(?!U))?", read_weekday),
    ("this_part", "(?:m?[hy]|l)P|eh?P", read_this_part),
    ("unit", f"(?:{_LATE}|[eL])[lhx][UEj]|t?E|t?[lxh]t?E|mfhU|eptU|LptU|mftU", read_calendar_unit),
    ("deictic", "D", read_deictic),
    ("named_day", "F(?:,?Y)?", read_named_day),
    ("decade", _LATE + "K", read_decade),
    ("year", _LATE + "Y", read_year_alone),
)
HANDLERS: dict[str, Handler] = {name: handler for name, _, handler in RULES}
POINT = pattern("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in RULES))
LOOSE: tuple[tuple[re.Pattern[str], Handler], ...] = (
    (re.compile(f"[pR]{{0,3}}t?{_AMOUNT}?U"), read_duration),
    (re.compile("[NeL]"), read_now),
    (re.compile("[sty]{0,3}[yl]"), read_loosely),
)
"""Readings of whole arguments only: in running text they would be noise."""
