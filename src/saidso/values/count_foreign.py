"""Counts in Spanish, French, Turkish, Russian and Arabic text, by the tables of ``count_tongues``.

Number words of Spanish and French are read by text2num, those of the others by a table: no kept library reads them. We err
towards no count: a number without a known noun, outcome or modifier, and without a plain word behind it, is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from saidso.values.count_tongues import TONGUES, Tongue
from saidso.values.count_type import Count
from saidso.values.number_words import MOST_DIGITS
from saidso.values.quantity import lower
from saidso.values.vague_words import VagueTable

_FIGURES = r"\d{1,3}(?:[.,٬'’ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+(?:[.,٫]\d+)?"
_DASHES = "-–—‑−‒"
_CLAUSE = re.compile(r"[.;:!?،,](?!\d)|[\n—]")
_SENTENCE = re.compile(r"[.;!?](?!\d)\s")
_GROUPED = re.compile(r"\d{1,3}(?:[.,٬'’ \u00a0\u202f\u2009]\d{3})+")
_NOT_DIGIT = re.compile(r"\D")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNITS = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000, "several": 1, "many": 1, "few": 1}
_ALONE = re.compile(r"\s*(?:de|d'|des)?\s*", re.IGNORECASE)
_BREAK = re.compile(r"\s*\n\s*")
_LETTERS = re.compile(r"\s+(?P<word>[^\W\d_]{3,})")
# A noun stands within three words of its number ("9 мирных жителей", "12 jeunes soldats").
_NEAR_WORDS = re.compile(r"(?:\s*[^\s]+){0,3}")


class _Number(NamedTuple):
    start: int
    end: int
    low: int
    high: int | None
    exact: bool
    vague: bool = False
    bare: bool = False
    """Figures or a word without a modifier."""
    zero: bool = False
    core: int = 0
    """Where the number itself begins, behind its modifier."""


class _Patterns(NamedTuple):
    number: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    join: re.Pattern[str]
    opened: re.Pattern[str]
    part: re.Pattern[str]
    nouns: re.Pattern[str]
    outcomes: re.Pattern[str]
    labels: re.Pattern[str]
    measures: re.Pattern[str]


def find_foreign(text: str, table: VagueTable, language: str) -> list[tuple[int, int, Count]]:
    """Every count of running text in one of the languages of ``TONGUES``, in order; populations and outcomes are in English."""
    tongue, small = TONGUES[language], lower(text)
    patterns = _compiled(language)
    numbers = list(_ranges(small, list(_amounts(small, table, tongue, patterns)), patterns))
    numbers = [n for n in numbers if n.zero or _counts(text, small, n, tongue, patterns)]
    found: list[tuple[int, int, Count]] = []
    for i, number in enumerate(numbers):
        since = numbers[i - 1].end if i else 0
        until = numbers[i + 1].start if i + 1 < len(numbers) else len(text)
        population, noun_end = _whom(small, number, tongue, patterns)
        outcome = _outcome(small, number, (since, until, noun_end), tongue)
        if population == "displaced people":
            outcome = outcome or "displaced"
        part = patterns.part.search(small, since, number.start) is not None
        count = Count(
            low=number.low,
            high=number.high,
            words=text[number.start : number.end],
            exact=number.exact,
            vague=number.vague,
            population=population,
            outcome=outcome,
            subset=part,
            rule=table.rule if number.vague else None,
        )
        found.append((number.start, number.end, count))
    return found


def _any(listed: str) -> str:
    """A pattern for any of the listed patterns, longest first where none holds an alternation of its own; none never matches."""
    spaced = _BREAK.sub("", listed).replace("_", r"\s+").strip()
    if not spaced:
        return "(?!)"
    return "(?:" + (spaced if "(" in spaced else "|".join(sorted(spaced.split("|"), key=len, reverse=True))) + ")"


@lru_cache(maxsize=8)
def _compiled(language: str) -> _Patterns:
    tongue = TONGUES[language]
    words = "|".join(sorted(tongue.values or tongue.words.split(), key=len, reverse=True))
    prefix = "[وفبل]?" if tongue.code == "ar" else ""
    joint = rf"(?:\s+{tongue.joint}\s+|\s+{tongue.joint}|[\s-]+)" if tongue.joint else r"\s+"
    scales = "|".join(sorted(tongue.scales, key=len, reverse=True))
    vague = _any("|".join(tongue.vague))
    kinds = [(kind, listed) for kind, listed in tongue.before.items() if listed]
    behind = [(kind, listed) for kind, listed in tongue.after.items() if listed]
    half = (
        r"|(?P<half>полутора|полторы|полтора|media\s+docena|medio\s+millón|un\s+demi-million|yarım\s+milyon|نصف\s+مليون)"
        r"(?:\s+(?P<halved>тысяч\w?|миллион\w*))?"
    )
    return _Patterns(
        number=re.compile(
            rf"(?<![\w])(?:(?P<zero>{_any(tongue.zero)})\b|{prefix}(?:(?P<round>{_any('|'.join(tongue.rounds))})\b{half}"
            rf"|(?P<vague>{vague}(?:\s+(?:de\s+)?(?:{vague}|{scales}))?)\b"
            rf"|(?P<figures>{_FIGURES})(?:\s?(?P<scale>{scales})\b(?:(?<=тыс)\.|(?<=млн)\.)?(?:\s(?P<rest>\d{{1,3}})(?!\d))?)?"
            rf"|(?P<words>(?:{words})(?:{joint}(?:{words}))*)(?!\w)))"
        ),
        before=re.compile(
            "(?<!\\w)[وفب]?(?:"
            + "|".join(f"(?P<{kind}>{_any(listed)})" for kind, listed in kinds)
            + r")(?:\s+|(?<='))(?:los\s+|las\s+|les\s+|de\s+)?$"
        ),
        after=re.compile(r"\s*(?:" + "|".join(f"(?P<{kind}>{_any(listed)})" for kind, listed in behind) + r")(?!\w)"),
        join=re.compile(rf"\s*[{_DASHES}]\s*|\s+(?:{_any(tongue.and_)})\s*"),
        opened=re.compile(rf"(?<!\w){_any(tongue.between)}\s+$"),
        part=re.compile(rf"(?<!\w){_any(tongue.part)}(?!\w)[^.;]{{0,25}}$"),
        nouns=re.compile(r"(?<!\w)(?:ال)?(?P<stem>" + _any("|".join(tongue.nouns)) + ")"),
        outcomes=re.compile(
            r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{_any(listed)})" for name, listed in tongue.outcomes.items()) + ")"
        ),
        labels=re.compile(rf"(?<!\w){_any(tongue.labels)}\.?\s+$"),
        measures=re.compile(rf"\s*{_any(tongue.measures)}(?!\w)"),
    )


def _amounts(small: str, table: VagueTable, tongue: Tongue, patterns: _Patterns) -> Iterator[_Number]:
    for match in patterns.number.finditer(small):
        if match["zero"]:
            yield _Number(*match.span(), 0, 0, True, zero=True)
            continue
        read = _value(match, table, tongue)
        if read is not None:
            yield _modified(small, match.span(), read, patterns)
        elif match["words"] and tongue.joint:
            # "Vingt et trente" is two numbers.
            at = 0
            for words in re.split(rf"\s{tongue.joint}\s", match["words"]):
                at = match["words"].index(words, at)
                start, value = match.start("words") + at, _spelled(words, tongue)
                if value is not None:
                    yield _modified(small, (start, start + len(words)), (value, True, False), patterns)


def _value(match: re.Match[str], table: VagueTable, tongue: Tongue) -> tuple[int, bool, bool] | None:
    """The value of one amount, whether it is exact and whether it is a floor of the table."""
    if match["vague"]:
        return _vague(match["vague"], table, tongue), False, True
    if match["round"]:
        return tongue.rounds["_".join(match["round"].split())], False, False
    if match["half"]:
        return _half(match), True, False
    value = _figures(match, tongue) if match["figures"] else _spelled(match["words"], tongue)
    return None if value is None else (value, True, False)


def _vague(words: str, table: VagueTable, tongue: Tongue) -> int:
    """The floor of a vague word, or of two: "decenas de miles" is tens of a thousand, "plusieurs dizaines" several tens."""
    first, *others = _vague_keys(words.split(), tongue)
    floor = table.floors[tongue.vague[first]]
    if not others:
        return floor
    # Two of one kind ("de nombreux plusieurs") multiply nothing.
    return floor * (tongue.scales.get(others[0]) or _UNITS.get(tongue.vague[others[0]], 1))


def _vague_keys(words: list[str], tongue: Tongue) -> list[str]:
    """The table's vague words and scales in these words, the longest at each place; what joins them ("de") is passed over."""
    keys: list[str] = []
    at = 0
    while at < len(words):
        runs = ("_".join(words[at : at + length]) for length in range(len(words) - at, 0, -1))
        found = next((run for run in runs if run in tongue.vague or run in tongue.scales), None)
        if found is not None:
            keys.append(found)
        at += found.count("_") + 1 if found else 1
    return keys


def _half(match: re.Match[str]) -> int:
    if match["halved"]:
        return 1_500 if match["halved"].startswith("тыс") else 1_500_000
    return 6 if "docena" in match["half"] else 500_000


def _figures(match: re.Match[str], tongue: Tongue) -> int | None:
    number, scale = match["figures"], tongue.scales.get(match["scale"] or "", 1)
    if _GROUPED.fullmatch(number):
        number = _NOT_DIGIT.sub("", number)
    whole, _, part = number.replace(",", ".").replace("٫", ".").partition(".")
    if len(whole + part) > MOST_DIGITS:
        return None
    value, rest = divmod(int(whole + part) * scale, 10 ** len(part))
    # "2 bin 500" is 2,500.
    return None if rest else value + int(match["rest"] or 0)


def _spelled(words: str, tongue: Tongue) -> int | None:
    """The value of number words: by text2num where it reads the language, else by adding up the table's values."""
    if not tongue.values:
        from text_to_num import text2num  # type: ignore[import-untyped,unused-ignore]  # ships no types

        try:
            return int(text2num(" ".join(words.split()).replace("veintiún", "veintiuno"), tongue.code))
        except ValueError:
            # Two numbers side by side are not one ("doce trece"): no count.
            return None
    total = current = 0
    for word in re.split(r"[\s-]+", words):
        value = tongue.values.get(word, tongue.values.get(word.removeprefix("و"), -1))
        if value < 0:
            continue
        if value >= 1_000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100 and 0 < current < 10:
            current *= 100
        elif current and (value >= current % 100 > 0 or (value >= 100 and current >= 100)) and tongue.code != "ar":
            return None
        else:
            current += value
    return total + current


def _modified(small: str, span: tuple[int, int], read: tuple[int, bool, bool], patterns: _Patterns) -> _Number:
    value, exact, vague = read
    start, end = core, _ = span
    ahead = patterns.before.search(small, max(0, start - 40), start)
    behind = None if ahead else patterns.after.match(small, end)
    kind = (ahead or behind).lastgroup if (ahead or behind) else None  # type: ignore[union-attr]
    if ahead:
        start = ahead.start()
    if behind:
        end = behind.end()
    low: int = value
    high: int | None = None if vague else value
    if kind == "least":
        high = None
    elif kind == "more":
        low, high = (value if vague else value + 1), None
    elif kind == "most":
        low = 0
    elif kind == "fewer":
        low, high = 0, (None if vague else max(0, value - 1))
    return _Number(start, end, low, high, exact and kind is None, vague, kind is None and exact, core=core)


def _ranges(small: str, numbers: list[_Number], patterns: _Patterns) -> Iterator[_Number]:
    """Join the two ends of a range ("entre vingt et trente", "10-15")."""
    at = 0
    while at < len(numbers):
        first = numbers[at]
        at += 1
        if at < len(numbers) and first.high is not None and numbers[at].high is not None and first.low <= (numbers[at].high or 0):
            second = numbers[at]
            gap, opened = small[first.end : second.core], patterns.opened.search(small, 0, first.start)
            joined = patterns.join.fullmatch(gap) is not None or (
                opened is not None and gap.strip() == "" and small[second.core] == "و"
            )
            needs = not any(c in _DASHES for c in gap)
            if joined and (opened is not None or not needs) and not first.zero and not second.zero:
                start = opened.start() if opened else first.start
                yield _Number(start, second.end, first.low, second.high, False)
                at += 1
                continue
        yield first


def _counts(text: str, small: str, number: _Number, tongue: Tongue, patterns: _Patterns) -> bool:
    before, words = small[max(0, number.start - 30) : number.start], small[number.start : number.end]
    if before[-1:] and (before[-1].isalnum() or before[-1] in "_/:.$€£#+-") and before[-2:] != "..":
        return False
    if small[number.end : number.end + 1] in ("/", ":", "+") or patterns.measures.match(small, number.end):
        return False
    if _ALONE.fullmatch(text[: number.start] + text[number.end :]):
        # The words of an argument: nothing stands around them.
        return True
    known = _whom(small, number, tongue, patterns)[0] is not None
    if words in tongue.ones.split("|") or _YEAR.fullmatch(words):
        return known
    if not number.bare:
        return True
    if patterns.labels.search(before) and not known:
        return False
    if known or _outcome(small, number, (0, len(small), number.end), tongue) is not None:
        return True
    behind = _LETTERS.match(text, number.end)
    return behind is not None and behind["word"].islower() and behind["word"].isalpha() and tongue.code != "ar"


def _whom(small: str, number: _Number, tongue: Tongue, patterns: _Patterns) -> tuple[str | None, int]:
    """The population that the words behind a number name, in English, and where its noun ends; None where the table lacks it."""
    stop = _CLAUSE.search(small, number.end)
    near = _NEAR_WORDS.match(small, number.end, stop.start() if stop else len(small))
    match = patterns.nouns.search(small, number.end, near.end()) if near else None
    if match is None:
        return None, number.end
    population = tongue.nouns["_".join(match["stem"].split())]
    return None if population == "victims" else population, match.end()


def _outcome(small: str, number: _Number, limits: tuple[int, int, int], tongue: Tongue) -> str | None:
    """The outcome nearest to a number in its clause: behind it, or before it where the verb comes first."""
    patterns = _compiled(tongue.code)
    since, until, noun_end = limits
    stop = _CLAUSE.search(small, number.end)
    until = min(until, stop.start() if stop else len(small))
    joint = re.compile(rf"\s(?:{'و' if tongue.code == 'ar' else tongue.joint or 've|и'})\s?").search(small, number.end, until)
    both = patterns.outcomes.search(small, number.end, until)
    if joint is not None and not (both and both.lastgroup == "casualties"):
        until = joint.start()
    sentence = max((m.end() for m in _SENTENCE.finditer(small, 0, number.start)), default=0)
    behind = patterns.outcomes.search(small, number.start if number.zero else noun_end, until)
    before = list(patterns.outcomes.finditer(small, max(since, sentence), number.start))
    if tongue.verb_first and before and not (behind and behind.lastgroup == "casualties"):
        return before[-1].lastgroup
    if behind is not None:
        return behind.lastgroup
    return before[-1].lastgroup if before else None
