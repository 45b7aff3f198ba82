"""How many: numbers as reports give them, with what they leave open.

``read_count`` reads the number words of one argument, ``find_counts`` finds every count in running text, ``compare`` says what
two counts are to each other, ``population_of`` names whom a phrase speaks of. Zero said ("no casualties", 0 to 0), a number
left open ("casualties", 1 to open) and silence (None) are three things.
"""

from __future__ import annotations

import re
from dataclasses import replace

from saidso.errors import ConfigError
from saidso.values import late
from saidso.values.comparison import Agreement, Comparison
from saidso.values.count_foreign import find_foreign
from saidso.values.count_nouns import EVERYBODY, counted
from saidso.values.count_text import find
from saidso.values.count_tongues import TONGUES
from saidso.values.count_type import Count
from saidso.values.quantity import QUANTITY, Bounds, bounds_of, lower
from saidso.values.vague_words import LITERAL, VagueTable

__all__ = ["Count", "compare", "find_counts", "population_of", "read_count"]


_LEAD = late.pattern(
    r"\s*(?:(?:(?:all|the|these|those|its|his|her|their|our|only|just|exactly|precisely|other|further|additional|last|first|another(?=\s+\w)"
    r"|a\s+total\s+of|a\s+further|an\s+additional|a\s+combined|including|of(?:\s+whom)?)\s+)"
    r"|(?:an?|the|one|another)\s+(?P<group>famil(?:y|ies)|group|crew|team|gang|band|squad|party|patrol|household|staff|force)\s+of\s+)*",
)
_ZERO = late.pattern(
    r"\s*(?:no(?:\s+one|[-‑]one|body|ne)?|not\s+(?:a\s+single|a|one|any)|zero|nil|neither|without(?:\s+any)?)\b(?!\s+doubt)",
    re.IGNORECASE,
)
_ONE = late.pattern(
    r"\s*(?:an?\s+(?:single|lone)|an?|a\s+sole|single|lone|each)\b(?!\s+(?:quarter|third|half|fifth|majority|percentage))",
    re.IGNORECASE,
)
_UNSTATED = late.pattern(
    r"\s*(?:some|most|all|others?|more|various|certain|any\s+number\s+of|unknown\s+numbers?|an?\s+unknown)\b", re.IGNORECASE
)
_FRACTION = late.pattern(r"\b(?:half|third|quarter|majority|percent|per\s+cent|minority|fifth)s?\b|%", re.IGNORECASE)
_HARM = late.pattern(r"\s*(?:casualties|fatalities|deaths|injuries|victims)\b", re.IGNORECASE)
_NO_COUNT = late.pattern(
    r"(?:\s*(?:of\s+)?(?:[a-z]+\s+)?(?:%|percent|per\s+cent|tons?\b|tonnes?\b|kg\b|kilos?\b|km\b|kilomet|met(?:re|er)s?\b|miles?\b|dollars?|euros?|pesos|years?\b"
    r"|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b)|[-‑](?!odd|plus|strong|member|man\b|woman|person|people)[^\W\d]|[^\W\s_]|[-‑/:.,]\d|\s*years?[-\s]old)",
)
# No noun phrase of a report is longer than this many code points.
_REACH = 240
_ANYBODY = frozenset({"anyone", "anybody", "everyone", "everybody", "someone", "somebody", "no one", "nobody"})


def read_count(words: str, *, population: str | None = None, table: VagueTable = LITERAL, language: str = "en") -> Count | None:
    """Read the number words of a claim: "at least 12", "dozens of", "no", "between 10 and 15", "a family of five".

    Args:
        words: the words as written, with or without the noun.
        population: whom they count, where that is known from elsewhere; else the noun in ``words`` is taken.
        table: floors for vague words: ``LITERAL``, ``ACLED``, ``UCDP`` or your own.
        language: of the words: "en", "es", "fr", "tr", "ru" or "ar". Digits of Arabic script are read in all of them.

    Returns:
        The count, or None when ``words`` say no number of people or things ("the 47th brigade", "80 percent"). Never raises
        on words.

    Raises:
        ConfigError: for a language that is not among these.
    """
    if language != "en":
        return _read_foreign(words, population, table, language)
    small = lower(words)
    lead = _LEAD.match(small)
    at = lead.end() if lead else 0
    match = QUANTITY.match(small, at)
    read = bounds_of(match, table) if match else None
    if match is None or read is None:
        special = _read_without_number(words, population, table)
        if special is not None:
            return special
        match = next((m for m in QUANTITY.finditer(small) if bounds_of(m, table)), None)
        read = bounds_of(match, table) if match else None
    if match is None or read is None or _NO_COUNT.match(small, match.end()) or not _stands_alone(words, match.start("a")):
        return None
    noun = counted(_phrase(words, match.end()), many=read.high != 1)
    if population is None:
        group = lead["group"] if lead else None
        population = "family members" if group and group.startswith("famil") else noun.population
    return _count(read, words, table=table, population=population, outcome=noun.outcome)


def find_counts(text: str, *, table: VagueTable = LITERAL, language: str = "en") -> tuple[tuple[int, int, Count], ...]:
    """Find every count in running text, in order, as ``(start, end, count)`` in code points.

    Modifiers and number words belong to the span, the noun does not. Ages, ordinals, unit numbers, dates, times, measures and
    road numbers are not counts. In another language than English the population is given in English where it is known.

    Raises:
        ConfigError: for a language that is not among those of ``read_count``.
    """
    if language != "en":
        return tuple(find_foreign(text, table, _known(language)))
    return tuple(find(text, table))


def compare(a: Count, b: Count) -> Comparison:
    """What two counts of one slot are to each other (eval/accord_cases.README.md, rules 6 and 7).

    Equal ranges are the same; ranges that meet are compatible; ranges apart contradict. Counts of different populations, or a
    part beside a total, are not comparable. "About 40" meets every number that rounds to 40.
    """
    if _population_key(a) != _population_key(b) or a.subset != b.subset:
        first, second = sorted((_whom(a), _whom(b)))
        return Comparison(
            agreement=Agreement.NOT_COMPARABLE, reason=f"one counts {first}, the other {second}", kind="population-mismatch"
        )
    if a.outcome != b.outcome and a.outcome is not None and b.outcome is not None:
        return _compare_outcomes(a, b)
    if (a.low, a.high) == (b.low, b.high):
        return Comparison(agreement=Agreement.SAME, reason=f"both give {min(_range(a), _range(b))}")
    first, second = sorted((_range(a), _range(b)))
    if _meet(_loosened(a), _loosened(b)):
        return Comparison(agreement=Agreement.COMPATIBLE, reason=f"{first} and {second} meet", kind="numeric-overlap")
    return Comparison(
        agreement=Agreement.CONTRADICTORY, reason=f"{first} and {second} exclude each other", kind="numeric-disjoint"
    )


def population_of(words: str) -> str | None:
    """The head noun of a target phrase, plural and lower case: "three Russian soldiers" gives "soldiers".

    "person", "persons" and "people" give "people". None where the phrase has no noun of its own ("three of them", "others").
    """
    if words.strip().lower() in _ANYBODY:
        return "people"
    small = lower(words)
    lead = _LEAD.match(small)
    match = QUANTITY.match(small, lead.end() if lead else 0)
    if lead and (lead["group"] or "").lower().startswith("famil"):
        return "family members"
    rest = _phrase(words, match.end() if match and bounds_of(match, LITERAL) else 0)
    single = _ONE.match(rest) or _ZERO.match(rest) or _UNSTATED.match(rest)
    return counted(rest[single.end() :] if single else rest).population


def _known(language: str) -> str:
    if language not in TONGUES:
        raise ConfigError(f"language {language!r}: counts are not read in it. Give one of: en, {', '.join(TONGUES)}.")
    return language


def _read_foreign(words: str, population: str | None, table: VagueTable, language: str) -> Count | None:
    found = find_foreign(words, table, _known(language))
    if not found:
        return None
    count = found[0][2]
    return replace(count, words=words, population=population or count.population)


def _phrase(words: str, start: int) -> str:
    """The words from ``start``, no longer than a noun phrase can be."""
    return words[start : start + _REACH]


def _stands_alone(words: str, start: int) -> bool:
    return start == 0 or not (
        words[start - 1].isalnum() or (words[start - 1] in "-‑_/" and words[start - 2 : start - 1].isalnum())
    )


def _read_without_number(words: str, population: str | None, table: VagueTable) -> Count | None:
    if _FRACTION.search(words):
        return None
    zero = _ZERO.match(words)
    if zero is not None:
        noun = counted(_phrase(words, zero.end()))
        return _count(
            Bounds(0, 0, True, False), words, table=table, population=population or noun.population, outcome=noun.outcome
        )
    for pattern, read in (
        (_ONE, Bounds(1, 1, True, False)),
        (_UNSTATED, Bounds(1, None, False, True)),
        (_HARM, Bounds(1, None, False, True)),
    ):
        match = pattern.match(words)
        if match is not None:
            noun = counted(_phrase(words, match.end() if pattern is not _HARM else 0))
            if QUANTITY.match(lower(words), match.end() + 1) and pattern is not _HARM:
                return None
            return _count(read, words, table=table, population=population or noun.population, outcome=noun.outcome)
    return None


def _count(read: Bounds, words: str, *, table: VagueTable, population: str | None, outcome: str | None) -> Count:
    return Count(
        low=read.low,
        high=read.high,
        words=words,
        exact=read.exact,
        vague=read.vague,
        population=population,
        outcome=outcome,
        rule=table.rule if read.vague else None,
    )


def _population_key(count: Count) -> str | None:
    name = count.population.strip().lower() if count.population else None
    return None if name is None or name in EVERYBODY else name


def _whom(count: Count) -> str:
    return ("a part: " if count.subset else "") + (count.population or "people")


def _range(count: Count) -> str:
    if count.low == count.high:
        return str(count.low) if count.exact else f"about {count.low}"
    if count.high is None:
        return f"{count.low} or more"
    return f"{count.low} to {count.high}"


def _loosened(count: Count) -> tuple[int, int | None]:
    low, high = count.low or 0, count.high
    if count.exact or count.vague or low != high or low == 0:
        return low, high
    # "About 40" stands for what rounds to 40: half of the last place that is not zero.
    place = 1
    while low % (place * 10) == 0:
        place *= 10
    return low - place // 2, low + place // 2


def _meet(a: tuple[int, int | None], b: tuple[int, int | None]) -> bool:
    return (a[1] is None or b[0] <= a[1]) and (b[1] is None or a[0] <= b[1])


def _compare_outcomes(a: Count, b: Count) -> Comparison:
    if "casualties" not in (a.outcome, b.outcome) or not {a.outcome, b.outcome} <= {"casualties", "killed", "injured"}:
        first, second = sorted((str(a.outcome), str(b.outcome)))
        return Comparison(agreement=Agreement.NOT_COMPARABLE, reason=f"one counts the {first}, the other the {second}")
    total, part = (a, b) if a.outcome == "casualties" else (b, a)
    if total.high is not None and (part.low or 0) > total.high:
        reason = f"{_range(part)} {part.outcome} are more than {_range(total)} casualties"
        return Comparison(agreement=Agreement.CONTRADICTORY, reason=reason, kind="numeric-disjoint")
    return Comparison(
        agreement=Agreement.COMPATIBLE, reason=f"the {part.outcome} are a part of the casualties", kind="numeric-overlap"
    )
