"""How many: numbers as reports give them, with what they leave open.

``read_count`` reads the number words of one argument, ``find_counts`` finds every count in running text, ``compare`` says what
two counts are to each other, ``population_of`` names whom a phrase speaks of. Zero said ("no casualties", 0 to 0), a number
left open ("casualties", 1 to open) and silence (None) are three things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from saidso.values import late
from saidso.values.comparison import Agreement, Comparison
from saidso.values.count_guards import counts_something
from saidso.values.count_nouns import EVERYBODY, counted, outcome_after, outcome_before
from saidso.values.quantity import QUANTITY, Bounds, bounds_of
from saidso.values.vague_words import LITERAL, VagueTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people or things as said: ``low`` to ``high``, both inclusive, None = open.

    "three" is 3 to 3; "at least three" 3 to open; "no one" 0 to 0; "casualties" 1 to open. Silence is no Count at all (None).
    "About 40" is 40 to 40 and not ``exact``.
    """

    low: int | None
    high: int | None
    words: str
    exact: bool = True
    """No hedge and no vague word: the number as stated."""
    vague: bool = False
    """A vague word ("dozens", "several") whose bounds come from the table named in ``rule``."""
    population: str | None = None
    """Head noun of whom it counts, plural and lower case ("soldiers"), where the words say it."""
    outcome: str | None = None
    """killed, injured, missing, captured, displaced, casualties: only when the words say it."""
    subset: bool = False
    """A part of a total ("including two children"): kept, never added."""
    rule: str | None = None


_START = late.pattern(r"(?<![\w])(?=[abcdefghilmnorstuvwz\d~≈])", re.IGNORECASE)
_LEAD = late.pattern(
    r"\s*(?:(?:(?:all|the|these|those|its|his|her|their|our|only|just|exactly|precisely|other|further|additional|last|first|another(?=\s+\w)"
    r"|a\s+total\s+of|a\s+further|an\s+additional|a\s+combined|including|of(?:\s+whom)?)\s+)"
    r"|(?:an?|the|one|another)\s+(?P<group>famil(?:y|ies)|group|crew|team|gang|band|squad|party|patrol|household|staff|force)\s+of\s+)*",
    re.IGNORECASE,
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
    r"|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b)|[-‑](?!odd|plus|strong)[^\W\d]|[^\W\s_]|[-‑/:.,]\d|\s*years?[-\s]old)",
    re.IGNORECASE,
)
_GIVEN_ZERO = late.pattern(
    r"\b(?:(?P<no>no)\s+(?=(?:(?!of\b|reports?\b|information\b|word\b|evidence\b|sign|figures?\b)[\w-]+\s+){0,3}?(?:casualt|deaths?\b|fatalit|injur|victims?\b|dead\b|wounded\b|loss(?:es)?\b|arrests?\b|(?:civilian|soldier|people|"
    r"child|wom[ae]n|fighter|troops|personnel|officer|militant|passenger|worker|hostage|detainee|prisoner|resident|villager|member)))"
    r"|(?P<body>no[-\s]one|nobody|none)\b|(?P<single>not\s+(?:a\s+single|one|any))\s+(?=[a-z])|(?P<zero>zero)\s+(?=[a-z])"
    r"|(?P<without>without(?:\s+any)?)\s+(?=casualties|injuries|injury|loss\s+of\s+life|deaths|victims)"
    r"|(?P<neither>neither)\b(?=\s+(?:of|was|were|man|woman|soldier|boy|girl|died|survived)|\s*$))",
    re.IGNORECASE,
)
_BARE_HARM = late.pattern(
    r"\b(?:caus(?:ed|ing|es)|there\s+(?:were|are|have\s+been|had\s+been)|suffer(?:ed|ing)|inflict(?:ed|ing)|leav(?:es|ing)|left|result(?:ed|ing|s)\s+in"
    r"|reported|sustained|taking|took|with|to|of)\s+(?:(?:[a-z]+ly|heavy|serious|civilian|military|human|material|some|both|and|losses|damage|mass)\s+){0,3}"
    r"(?P<harm>casualties|fatalities|deaths|injuries)\b",
    re.IGNORECASE,
)
_DOUBT = late.pattern(
    r"\b(?:any|whether|if|no|not|without|avoid\w*|risk|prevent\w*|minimi\w*|number|figures?|toll|details|information|reports?)\b",
    re.IGNORECASE,
)
_PART = late.pattern(
    r"\b(?:including|includes?|among\s+(?:them|whom)|of\s+(?:whom|them)|among\s+the\s+\w+)[,:]?\s+(?:[\w-]+\s+and\s+)?$",
    re.IGNORECASE,
)
_GROUP_BEFORE = late.pattern(r"\b(?:an?|the|another|whole|entire)\s+(?:[\w-]+\s+)?famil(?:y|ies)\s+of\s+$", re.IGNORECASE)
_AND = late.pattern(r"\s+(?:and|or)\s+", re.IGNORECASE)
# No noun phrase of a report is longer than this many code points.
_REACH = 240
_CLAUSE_END = late.pattern(r"[.;!?]")


_ANYBODY = frozenset({"anyone", "anybody", "everyone", "everybody", "someone", "somebody", "no one", "nobody"})


def read_count(words: str, *, population: str | None = None, table: VagueTable = LITERAL) -> Count | None:
    """Read the number words of a claim: "at least 12", "dozens of", "no", "between 10 and 15", "a family of five".

    Args:
        words: the words as written, with or without the noun.
        population: whom they count, where that is known from elsewhere; else the noun in ``words`` is taken.
        table: floors for vague words.

    Returns:
        The count, or None when ``words`` say no number of people or things ("the 47th brigade", "80 percent"). Never raises.
    """
    lead = _LEAD.match(words)
    at = lead.end() if lead else 0
    match = QUANTITY.match(words, at)
    read = bounds_of(match, table) if match else None
    if match is None or read is None:
        special = _read_without_number(words, population, table)
        if special is not None:
            return special
        match = next((m for m in QUANTITY.finditer(words) if bounds_of(m, table)), None)
        read = bounds_of(match, table) if match else None
    if match is None or read is None or _NO_COUNT.match(words, match.end()) or not _stands_alone(words, match.start("a")):
        return None
    noun = counted(_phrase(words, match.end()))
    group = lead["group"] if lead else None
    if population is None:
        population = "family members" if group and group.lower().startswith("famil") else noun.population
    return _count(read, words, table=table, population=population, outcome=noun.outcome)


def find_counts(text: str, *, table: VagueTable = LITERAL) -> tuple[tuple[int, int, Count], ...]:
    """Find every count in running text, in order, as ``(start, end, count)`` in code points.

    Modifiers and number words belong to the span, the noun does not. Ages, ordinals, unit numbers, dates, times, measures and
    road numbers are not counts.
    """
    numbers = _carry_to_parts(text, _numbers_in(text, table))
    taken = [(start, end) for start, end, _ in numbers]
    found = [*numbers, *(zero for zero in _zeros_in(text) if not any(s < zero[1] and zero[0] < e for s, e in taken))]
    taken = [(start, end) for start, end, _ in found]
    for match in _BARE_HARM.finditer(text):
        start, end = match.span("harm")
        clause = text[max(0, match.start() - 40) : start]
        if not _DOUBT.search(_CLAUSE_END.split(clause)[-1]) and not any(s < end and start - 40 < e <= start for s, e in taken):
            outcome = counted(text[start:end]).outcome
            found.append(
                (
                    start,
                    end,
                    Count(low=1, high=None, words=text[start:end], exact=False, vague=True, outcome=outcome, rule=table.rule),
                )
            )
    found.sort(key=lambda item: item[:2])
    return tuple(found)


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
    lead = _LEAD.match(words)
    match = QUANTITY.match(words, lead.end() if lead else 0)
    if lead and (lead["group"] or "").lower().startswith("famil"):
        return "family members"
    rest = _phrase(words, match.end() if match and bounds_of(match, LITERAL) else 0)
    single = _ONE.match(rest) or _ZERO.match(rest) or _UNSTATED.match(rest)
    return counted(rest[single.end() :] if single else rest).population


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
            if QUANTITY.match(words, match.end() + 1) and pattern is not _HARM:
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


def _numbers_in(text: str, table: VagueTable) -> list[tuple[int, int, Count]]:
    found: list[tuple[int, int, Count]] = []
    at = 0
    while (start := _START.search(text, at)) is not None:
        match = QUANTITY.match(text, start.start())
        if match is None:
            at = _word_end(text, start.start())
            continue
        at = max(match.end(), start.start() + 1)
        read = bounds_of(match, table)
        if read is None:
            # A range that runs backwards is a score or two numbers: read on behind the first.
            at = match.end("a")
            continue
        hedged = match.start("a") > match.start()
        if not counts_something(text, match.start("a"), match.end(), hedged=hedged):
            continue
        found.append((match.start(), match.end(), _in_context(text, match, read, table)))
    return found


def _carry_to_parts(text: str, found: list[tuple[int, int, Count]]) -> list[tuple[int, int, Count]]:
    """Give a part the outcome of the total before it in its sentence ("31 wounded, eight of them women")."""
    for i in range(1, len(found)):
        (_, end, total), (start, stop, part) = found[i - 1], found[i]
        if part.subset and part.outcome is None and total.outcome is not None and not _CLAUSE_END.search(text, end, start):
            found[i] = (start, stop, replace(part, outcome=total.outcome))
    return found


def _word_end(text: str, at: int) -> int:
    match = _WORD_END.match(text, at)
    return match.end() if match else at + 1


_WORD_END = late.pattern(r"\w+|.", re.DOTALL)


def _in_context(text: str, match: re.Match[str], read: Bounds, table: VagueTable) -> Count:
    start, end = match.span()
    before, after = text[max(0, start - 60) : start], text[end : end + 240]
    noun = counted(after)
    outcome = outcome_before(before) or noun.outcome or _outcome_behind(after, noun.end)
    family = _GROUP_BEFORE.search(before) is not None
    population = "family members" if family and noun.population is None else noun.population
    count = _count(read, text[start:end], table=table, population=population, outcome=outcome)
    if noun.part and noun.whole:
        # "Four of the nine missing sailors": the outcome is the total's, not the part's.
        return replace(count, subset=True, outcome=outcome_before(before))
    return replace(count, subset=True) if noun.part or _PART.search(before) else count


def _outcome_behind(after: str, end: int) -> str | None:
    """The outcome behind the noun, or behind one more count that shares it ("three soldiers and five fighters were killed")."""
    outcome = outcome_after(after[end:])
    if outcome is not None:
        return outcome
    joint = _AND.match(after, end)
    match = QUANTITY.match(after, joint.end()) if joint else None
    return outcome_after(after[match.end() + counted(after[match.end() :]).end :]) if match else None


def _zeros_in(text: str) -> list[tuple[int, int, Count]]:
    found: list[tuple[int, int, Count]] = []
    for match in _GIVEN_ZERO.finditer(text):
        start, end = match.start(), match.end(match.lastgroup or 0)
        clause = _CLAUSE_END.split(text[end : end + 120])[0]
        noun = counted(clause)
        before = outcome_before(text[max(0, start - 60) : start])
        outcome = before or noun.outcome or outcome_after(clause[noun.end :])
        needs_outcome = match.lastgroup in ("body", "single", "neither")
        alone = not text[:start].strip() and not clause.strip()
        if needs_outcome and outcome is None and not alone:
            continue
        found.append((start, end, Count(low=0, high=0, words=text[start:end], population=noun.population, outcome=outcome)))
    return found


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
