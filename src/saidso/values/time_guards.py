"""Words that look like a time and are none: modal verbs, given names, group names, markets.

We err towards no time where a capital or a neighbour speaks for a name.
"""

from __future__ import annotations

import re

from saidso.values.late import pattern
from saidso.values.time_words import Token

_ORGANISATION = pattern(
    r"\s+(?:[A-Z][\w’'-]+\s+){0,2}(?:Brigades?|Movement|Coalition|Revolution|Alliance|Martyrs?|Front|Battalions?|Divisions?|Regiment|Bridge"
    r"|Square|Street|University|Stadium|Hospital|Mosque|Market|Militia|Forces?|Group|Committee|Camp|School|Column|Avenue|Park|Club|Party)\b"
)
# Something called after a date, in small letters too: "the Sixth of October bridge", "Thursday market".
_CALLED_AFTER = pattern(
    r"\s+(?:bridge|square|street|avenue|brigades?|battalions?|column|camp|university|hospital|market|mosque|school|stadium|quarter|neighbou?rhood)\b",
    re.I,
)
_NAME = pattern(
    r"(?:\b(?:named|called|christened|codenamed|dubbed|known\s+as)\s+(?:after\s+)?(?:the\s+)?|\b(?:Operation|Camp|Bridge|Square|Street)\s+(?:[A-Z]\w+\s+)?"
    r"|\b(?:[Ss]ections?|[Aa]rticles?|[Rr]esolutions?|[Rr]ules?|[Cc]lauses?|[Pp]aragraphs?|[Rr]outes?|[Hh]ighways?|[Rr]oads?|[Ff]lights?|[Rr]ooms?|Law|Decree|Act|Order|Case|No\.)\s+"
    r"|\b(?:Captain|Capt\.|Colonel|Col\.|Major|General|Gen\.|Lieutenant|Lt\.|Sergeant|Sgt\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sheikh|Private|Corporal)\s+"
    r"|\b(?:Black|Bloody|Good|Ash|Palm|Holy|Easter|Whit|Man)\s+)[\"“]?$"
)
_MEASURE = pattern(
    r"\s+(?:met(?:re|er)s?|kilomet(?:re|er)s?|km|m|feet|miles|people|persons|soldiers|men|women|children|troops|fighters|dollars|euros|families|tents|houses"
    r"|homes|shells|rockets|rounds|calories|prisoners|detainees|refugees|votes)\b",
    re.I,
)
_QUOTE_MARKS = "“”\"«»'‘’"
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


def is_time(rule: str, text: str, tokens: list[Token], first: int, last: int, language: str = "en") -> bool:
    """Whether the point that ``rule`` found at ``tokens[first:last]`` is a time in running text."""
    start, end = tokens[first].start, tokens[last - 1].end
    before, after = text[max(0, start - 32) : start], text[end : end + 40]
    previous = tokens[first - 1].code if first else "|"
    if language != "en":
        return _stands_abroad(rule, text, tokens, first, last, language)
    if rule == "weekday" and previous == "p" and text[start:end].lower().endswith("days"):
        # "On Mondays" is a habit; "Mondays attack" is what is left of "Monday's" in a cleaned text.
        return False
    if rule == "weekday" and tokens[last - 1].code == "W" and _CAPITAL.match(after) and not text[start:end].isupper():
        return previous in "plhxsurRmPC&,|(AkTO" and not (previous == "|" and first > 0)
    if rule == "year":
        return tokens[first].code in "mt" or _year_stands(text, before, previous, tokens, first, last)
    if rule in ("month", "season") and len([token for token in tokens[first:last] if token.code != "t"]) == 1:
        return (
            _month_stands(text[start:end], before, after, tokens[first:last])
            if rule == "month"
            else _season_stands(text, tokens, first, last)
        )
    if rule == "date_dm" and _month_of(tokens[first:last]) == 5 and last - first == 2:
        return not _VERB.match(after)
    if rule == "bare_day":
        return previous in "pksu&bT"
    return _vague_stands(rule, text, tokens, first, last)


_NAMEABLE = frozenset(
    (
        "weekday",
        "date_dm",
        "date_md",
        "year",
        "month",
        "month_year",
        "named_day",
        "season",
        "days_dm",
        "bare_day",
        "decade",
        "month_numeric",
    )
)


_NAME_ABROAD = pattern(
    r"\b(?:Brigad[ae]s?|Bataill?on|Batallón|Plaza|Place|Rue|Calle|Avenida|Avenue|Pont|Puente|Mouvement|Movimiento|Operación|Opération|Camp"
    r"|бригад\w+|площад\w+|улиц\w+|движени\w+|حركة|كتيبة|ساحة|شارع|جسر|لواء)\s+(?:du|del|de|des|el|le|la|l['’])?\s*$",
    re.I,
)


def is_name(rule: str, text: str, tokens: list[Token], first: int, last: int, language: str) -> bool:
    """Whether these words are part of a name: of a brigade, a square, an officer, an operation, a code word."""
    if rule not in _NAMEABLE:
        return False
    start, end = tokens[first].start, tokens[last - 1].end
    previous = tokens[first - 1].code if first else "|"
    after, before = text[end : end + 40], text[max(0, start - 32) : start]
    if language != "en":
        return _NAME_ABROAD.search(before) is not None
    if _ORGANISATION.match(after) and (previous != "p" or rule in ("date_md", "date_dm", "year")):
        return True
    if rule in ("date_dm", "date_md", "weekday") and _CALLED_AFTER.match(after):
        return True
    if last - first == 1 and before[-1:] and before[-1] in _QUOTE_MARKS and after[:1] and after[0] in _QUOTE_MARKS:
        return True
    return _NAME.search(before) is not None


def _vague_stands(rule: str, text: str, tokens: list[Token], first: int, last: int) -> bool:
    if rule == "rolling" and tokens[first].code == "q":
        return tokens[first].value == "recent"
    if rule == "discourse" and tokens[first].value == "that":
        return not text[tokens[first].start : tokens[last - 1].end].endswith("s")
    if rule in ("ago", "discourse") and tokens[first].code == "U":
        return text[tokens[first].start : tokens[first].end].lower().endswith("s")
    return rule != "named_day" or tokens[first].value != "may day" or text[tokens[first].start].isupper()


def _season_stands(text: str, tokens: list[Token], first: int, last: int) -> bool:
    """ "In the spring", "by autumn"; "the spring below the village" and "the fall of the garrison" are none."""
    after = text[tokens[last - 1].end : tokens[last - 1].end + 12]
    if after.lower().startswith(" of "):
        return False
    previous = tokens[first - 1] if first else None
    return previous is not None and (previous.code in "plhxsuBAmkT&" or previous.value in ("of", "through"))


def _stands_abroad(rule: str, text: str, tokens: list[Token], first: int, last: int, language: str) -> bool:
    """Other languages: what needs no guard, and years and seasons behind a word that asks for a time."""
    previous = tokens[first - 1].code if first else "|"
    if (
        language == "tr"
        and rule in ("month", "weekday")
        and not any(text[token.start].isupper() for token in tokens[first - (previous in "su") : last])
    ):
        # "Ekim" is October, "ekim" is sowing.
        return False
    if rule == "year":
        return tokens[first].code in "mt" or previous in "psurRbBAkT&f(" or (last < len(tokens) and tokens[last].code in "U")
    if rule == "season":
        return previous in "psulhxmfkBA" or len([t for t in tokens[first:last] if t.code != "t"]) > 1
    return rule not in ("bare_day", "two_years") and not (
        rule == "rolling" and tokens[first].code == "q" and tokens[first].value != "recent"
    )


def _month_of(tokens: list[Token]) -> int | None:
    return next((token.value for token in tokens if token.code == "M" and isinstance(token.value, int)), None)


def _month_stands(words: str, before: str, after: str, tokens: list[Token]) -> bool:
    if _MONTH_PLACE.search(before):
        return not (_CAPITAL.match(after) and _NAME_BEFORE.search(before))
    if _CAPITAL.match(after) or not words[0].isupper() or _month_of(tokens) in _DOUBLE_MONTHS:
        return False
    return not _NAME_BEFORE.search(before)


def _year_stands(text: str, before: str, previous: str, tokens: list[Token], first: int, last: int) -> bool:
    if _MEASURE.match(text, tokens[last - 1].end):
        return False
    if previous == "k":
        return True
    if previous == "p":
        return tokens[first - 1].value in ("in", "during", "throughout", "around") or before.lower().endswith("early ")
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
