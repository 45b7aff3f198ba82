"""Words that look like a time and are none: modal verbs, given names, group names, markets.

We err towards no time where a capital or a neighbour speaks for a name.
"""

from __future__ import annotations

import re

from saidso.values.late import pattern
from saidso.values.time_words import Token

_ORGANISATION = pattern(
    r"\s+(?:[A-Z][\w’'-]+\s+){0,2}(?:Brigades?|Movement|Coalition|Revolution|Alliance|Martyrs?|Front|Battalions?|Divisions?|Regiment|Bridge"
    r"|Square|Street|University|Stadium|Hospital|Mosque|Market|Militia|Forces?|Group|Committee|Camp|School)\b"
)
_EVENT_NOUN = pattern(
    r"\s+(?:[\w-]+\s+){0,3}?(?:attacks?|raids?|uprising|protests?|war|revolution|invasion|offensive|massacre|bombings?|coup|elections?|conflict|agreement"
    r"|ceasefire|truce|siege|killings?|murder|clashes|battle|confrontation|crackdown|strike|strikes|shooting|deal|treaty|crisis|campaign|operation)\b"
)
_CAPITAL = pattern(r"\s+[A-Z][a-z]")
_VERB = pattern(r"\s+(?:be|have|not|also|still|well|yet|never|soon|lead|take|face|rise|only|then|to)\b", re.IGNORECASE)
_NAME_BEFORE = pattern(r"[A-Z][a-z]+\s+$")
_MONTH_PLACE = pattern(
    r"(?:between|in|during|by|throughout|over|since|of|late|early|mid|last|next|this|until|till|from|before|after|to|and)[\s-]+$",
    re.IGNORECASE,
)
_PLURAL_NOUN = pattern(r"\s+(?:people|civilians|men|women|children|[a-z]{3,}s)\b")
# These are English words or given names too: "march", "may", "Colonel April Santos".
_DOUBLE_MONTHS = (3, 4, 5, 6, 8)


def is_time(rule: str, text: str, tokens: list[Token], first: int, last: int) -> bool:
    """Whether the point that ``rule`` found at ``tokens[first:last]`` is a time in running text."""
    start, end = tokens[first].start, tokens[last - 1].end
    before, after = text[max(0, start - 24) : start], text[end : end + 40]
    previous = tokens[first - 1].code if first else "|"
    if _ORGANISATION.match(after) and rule != "deictic" and previous != "p":
        return False
    if rule in ("date_md", "date_dm", "year") and _ORGANISATION.match(after):
        return False
    if rule == "weekday" and previous == "p" and text[start:end].lower().endswith("days"):
        # "On Mondays" is a habit; "Mondays attack" is what is left of "Monday's" in a cleaned text.
        return False
    if rule == "weekday" and tokens[last - 1].code == "W" and _CAPITAL.match(after) and not text[start:end].isupper():
        return previous in "plhxsurRmPC&,|(A" and not (previous == "|" and first > 0)
    if rule == "year":
        return tokens[first].code == "m" or _year_stands(text, before, previous, tokens, first, last)
    if rule == "month":
        return _month_stands(text[start:end], before, after, tokens[first:last])
    if rule == "date_dm" and _month_of(tokens[first:last]) == 5 and last - first == 2:
        return not _VERB.match(after)
    if rule == "season":
        return last - first > 1 or previous in "plhxsuBAmf&"
    if rule == "rolling" and tokens[first].code == "q":
        return tokens[first].value == "recent"
    if rule == "discourse" and tokens[first].value == "that":
        return not text[start:end].endswith("s")
    if rule == "ago" and tokens[first].code == "U":
        return text[tokens[first].start : tokens[first].end].endswith("s")
    if rule == "discourse" and tokens[first].code == "U":
        return text[tokens[first].start : tokens[first].end].lower().endswith("s")
    return rule != "named_day" or tokens[first].value != "may day" or text[start].isupper()


def _month_of(tokens: list[Token]) -> int | None:
    return next((token.value for token in tokens if token.code == "M" and isinstance(token.value, int)), None)


def _month_stands(words: str, before: str, after: str, tokens: list[Token]) -> bool:
    if len(tokens) > 1 or _MONTH_PLACE.search(before):
        return not (_CAPITAL.match(after) and _NAME_BEFORE.search(before))
    if _CAPITAL.match(after) or not words[0].isupper() or _month_of(tokens) in _DOUBLE_MONTHS:
        return False
    return not _NAME_BEFORE.search(before)


def _year_stands(text: str, before: str, previous: str, tokens: list[Token], first: int, last: int) -> bool:
    if previous == "p":
        return tokens[first - 1].value in ("in", "during", "by", "throughout", "within", "around") or before.lower().endswith(
            "early "
        )
    if previous == "(":
        return last < len(tokens) and tokens[last].code in ")R,"
    if previous == "R" and first > 1:
        return tokens[first - 2].code in "Y(MZ"
    if previous == "&" and first > 1:
        return tokens[first - 2].code in "YM"
    if previous in "ta":
        return _EVENT_NOUN.match(text, tokens[last - 1].end) is not None
    return previous in "surBAbf" and not _CAPITAL.match(text, tokens[last - 1].end)


def month_alone(text: str, tokens: list[Token], first: int, last: int) -> bool:
    """Whether in "in March 12 people died" the number counts people and only the month is a time."""
    if last - first != 2 or tokens[last - 1].code != "d" or not first or tokens[first - 1].value != "in":
        return False
    return _PLURAL_NOUN.match(text, tokens[last - 1].end) is not None
