"""Which runs of time words make one point, and who reads it: the table of rules over the letters of ``time_words``."""

from __future__ import annotations

import re

from saidso.values import time_points as points
from saidso.values import time_relative as relative
from saidso.values.late import pattern
from saidso.values.time_points import Handler

_LATE = "(?:m[Rf]?t?)?"
_AMOUNT = "(?:[adn]|a?q|aj)"
RULES: tuple[tuple[str, str, Handler], ...] = (
    ("rate", "%[dno]?[UWEPM]", relative.read_rate),
    ("numeric", "S", points.read_slashed),
    ("month_numeric", "G", points.read_month_numeric),
    ("hijri", "t?(?:[do]f?)?Hn?", points.read_hijri),
    ("nth_weekday", "t?[ol]W[fp]t?(?:M,?Y?|Y|[hlx]U)", points.read_nth_weekday),
    ("part_of", "t?[olm][dn]?[Uj]ft?(?:M,?Y?|Y|[hlx]U)", points.read_part_of),
    ("day_of_unit", "t?of[lhx]U", points.read_day_of_unit),
    ("days_dm", "t?[do][R&uT/]t?[do]f?M(?:,?Y|fhU)?", points.read_days),
    ("days_md", "M[do][R&T/][do](?:,?Y|fhU)?", points.read_days),
    ("date_dm", "(?:W,?t?)?t?[do]f?M(?:[,f]?Y|f?[lhx]U)?", points.read_date),
    ("date_md", "(?:W,?)?M(?:,?o|d)(?:,?Y|f?[lhx]U)?", points.read_date),
    ("fiscal", "Q(?:[,f]?Y)?", points.read_fiscal_or_quarter),
    ("month_year", _LATE + r"M(?:[,f]?Y|f?[lhx]U(?:\(Y\))?)", points.read_month),
    ("season", _LATE + "t?[lxh]?Z(?:[,f]?t?Y(?:R[dY])?|[hlx]U)?", points.read_season),
    ("month", _LATE + "[lxh]?M", points.read_month),
    ("before_last", "t?[UWPE]Bl", relative.read_before_last),
    ("ago", _AMOUNT + "?UgD?", relative.read_ago),
    ("within", f"i(?:t?x)?{_AMOUNT}?U", relative.read_within),
    ("days_on", "[dn]Up(?=,)", relative.read_days_on),
    ("rolling", "[lx](?:[dn](?:R[dn])?|a?q)U|[q]U(?![eLBAg])", relative.read_rolling),
    ("discourse", f"{_AMOUNT}?U[eLBA]|t?[yx]U|tU[BA]|LyU", relative.read_discourse),
    ("weekday", "tW[AB](?=[,|]|$)|[lxh]?W(?:[hlx]U|l(?!U)|U)?", relative.read_weekday),
    ("this_part", "(?:m?[hyx]|l)P|eh?P|tP[AB](?!l)", relative.read_this_part),
    ("unit", f"(?:{_LATE}|[eL])[lhx][UEj]|t?E|t?[lxh]t?E|mfhU|eptU|LptU|mftU", relative.read_calendar_unit),
    ("overnight", "Op?t?W(?:RW)?", relative.read_overnight),
    ("deictic", "[DO]", relative.read_deictic),
    ("eve", "t?v", relative.read_eve),
    ("named_day", "F(?:,?Y)?", relative.read_named_day),
    ("decade", _LATE + "K", points.read_decade),
    ("two_years", "Y/[dY]", points.read_two_years),
    ("year", _LATE + "(?:tU)?Y", points.read_year_alone),
    ("bare_day", "to(?=[|,)tR&pkTC]|$)", points.read_bare_day),
)
HANDLERS: dict[str, Handler] = {name: handler for name, _, handler in RULES}
# No point begins with another letter: most words of a text are passed over at once.
POINT = pattern("(?=[%StolmdMWHQZxhanqUiyLeEDOvFKYG])(?:" + "|".join(f"(?P<{name}>{rule})" for name, rule, _ in RULES) + ")")
LOOSE: tuple[tuple[re.Pattern[str], Handler], ...] = (
    (pattern(f"[pikRT]{{0,3}}t?{_AMOUNT}?U"), relative.read_duration),
    (pattern("[NeL]"), relative.read_now),
    (pattern("[sty]{0,3}[yl]"), relative.read_loosely),
)
"""Readings of whole arguments only: in running text they would be noise."""
