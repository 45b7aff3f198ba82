"""Numbers that count nothing: ages, dates, times, measures, money, roads, units, names.

Each guard looks at the words around a number in running text. We err towards no count: a missed number costs a reviewer a
minute, an age read as a death toll costs a reader's trust.
"""

from __future__ import annotations

import re

from saidso.values.late import pattern

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|muharram|safar|rajab|ramadan|shawwal)"
)
_MEASURE = (
    r"(?:%|percent|per\s+cent|percentage|km|kms|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|mm|cm|millimet(?:re|er)s?|centimet(?:re|er)s?|ft|feet|foot"
    r"|yards?|inch(?:es)?|hectares?|acres?|square|sq|kgs?|kilos?|kilograms?|grams?|tons?|tonnes?|pounds?|lbs?|lit(?:re|er)s?|gallons?|barrels?"
    r"|degrees?|knots?|kph|mph|hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|nights?|weeks?|fortnights?|months?|years?|decades?"
    r"|century|centuries|weekends?|o['’]clock|a\.?m\b|p\.?m\b|gmt|utc|local\s+time|times?|dollars?|euros?|pesos?|lir[ae]s?|rupees?|rubles?|roubles?|dinars?"
    r"|riyals?|shekels?|francs?|naira|usd|us\$|[$€£¥₺₽]|cents?|points?|stor(?:e?y|eys|ies)|calib(?:er|re)|megawatts?|mw|volts?|hp)"
)
_NAMED = (
    r"(?:brigade|division|battalion|regiment|corps|legion|squadron|platoon|company|army|fleet|wing|movement|coalition"
    r"|revolution|front|protocol|agreement|street|avenue|road|highway|motorway|committee|summit|resolution|alliance|uprising"
    r"|parallel|anniversary|century|round|edition|(?-i:Martyrs))"
)
_MONEY = (
    r"(?:dollars?|euros?|pesos?|pounds?|lir[ae]s?|rupees?|rubles?|roubles?|dinars?|dirhams?|riyals?|rials?|shekels?|francs?|naira|kwacha"
    r"|shillings?|yuan|yen|afghanis?)"
)
_LABEL = (
    r"(?:branch|camp|resolution|resolutions|brigade|division|battalion|regiment|corps|highway|motorway|route|road|article|articles|chapter|section"
    r"|sector|zone|area|district|ward|gate|line|city|unit|base|checkpoint|hill|block|building|room|cell|hall|flight|boeing|airbus|type|mark|channel|page|pages"
    r"|no|nos|number|numbers|figure|table|annex|paragraph|paragraphs|phase|point|tier|class|category|level|day|week|year|age|aged|ages|grade|grid|apartment"
    r"|flat|house|platform|terminal|lane|exit|group|g|protocol|model|kalashnikov|mig|sukhoi|su|apollo|studio|pier|berth|ward|shaft|pit|well|tent|cluster"
    r"|dial|dialled|hotline|helpline|telephone|phone|psalm|sura|surah|verse|task\s+force|exhibit|item|clause|version|psalms|bus|train|tram|ship)"
)
_AFTER_BAD = pattern(
    rf"\s*(?:{_MEASURE}(?!\w)|[-‐‑][^\W\d_]|[-‐‑–/:]\d|['’]s\b|(?:st|nd|rd|th)\b|years?[-\s]old|,?\s*\d{{4}}\b(?=\W)"
    rf"|(?:of\s+)?{_MONTH}\b(?!\w)(?!\s+(?:be|have))|(?:more|other|additional|consecutive|straight|long|short|whole|full|extra|long)\s+{_MEASURE}(?!\w)"
    rf"|(?-i:\s*(?:[A-Z]\w+\s+){{1,2}}){_MONEY}\b|\s?\+\s?\d|\s+(?:for|out\s+of)\s+every\s|\s+[a-z]+\s+(?:for|in)\s+every\s"
    rf"|(?:of|or)\s+(?:{_MEASURE})(?!\w)|(?:[A-Z]\w+\s+){{0,3}}(?-i:[A-Z]\w*\s+){{0,2}}{_NAMED}\b"
    r"(?=\s*(?:$|[^\w\s]|(?:of|in|on|at|to|from|has|have|had|was|were|is|and|or|said|[a-z]+ed)\b)))",
    re.IGNORECASE,
)
_BEFORE_BAD = pattern(
    rf"(?:\b(?:{_LABEL})\s*#?|\bnos?\.\s?|[$€£¥#№]\s?|\b(?:us|usd|eur|rs)\.?\s?|\b{_MONTH}\.?\s+(?:the\s+)?|\bgrad\s|\b\d+\s?[/:x×]\s?"
    r"|\baged?\s+(?:of\s+|between\s+)?(?:\w+\s+(?:and|to)\s+)?|\bage(?:s|d)?\s+(?:of\s+)?|\byears\s+|\bat\s+least\s+age\s)$",
    re.IGNORECASE,
)
_LABEL_WORD = pattern(
    r"\b(?:number|phase|day|level|tier|grade|chapter|article|act|part|group\s+of|mark|channel|room)\s+$", re.IGNORECASE
)
_AGES_AFTER = pattern(r"\s*(?:(?:to|and|or|-|–)\s*\w+\s+)?(?:-|\s)?years?\b|\s+years?[-\s]old", re.IGNORECASE)
_AGES_BEFORE = pattern(r"\b(?:aged?|ages)\b[\s\w,]{0,25}$", re.IGNORECASE)
_NAME_THEN_AGE = pattern(r"[A-Z][^\W\d_]*[^\Ws\d_](?:,\s+|\s\()$")
_TIMES = pattern(r"\s?[x×]\s?\d")
_ASIDE_BEFORE = pattern(r"[^\W\d_],\s+$")
_CLOCK_BEFORE = pattern(
    r"\b(?:at|around|about|by|until|from)\s+(?:around\s+|about\s+|approximately\s+|exactly\s+)?$", re.IGNORECASE
)
_YEAR_BEFORE = pattern(
    r"\b(?:in|since|of|by|until|till|from|during|before|after|the|early|late|mid|and|to|through|fiscal|year|fy|between|summer|spring|autumn"
    r"|winter|fall|on)[\s-]+$|[\[(–-]\s?$",
    re.IGNORECASE,
)
_FORCE_AFTER = pattern(
    r"\s+(?:[A-Z]\w+\s+)?(?:Forces?|Command|Commando|Group|Guard|Unit|Club|Hotel)\b(?!\s+(?:\w*men|personnel|troops|soldiers|members|fighters|officers|guards|vehicles)\b)"
)
_CLOCK_WORDS = pattern(r"\b(?:half|quarter|minutes?|shortly|just)\s+(?:past|to)\s+$|\bpast\s+$", re.IGNORECASE)
# "[3]", "4. Two hostages", "(2) Fighting": marks of notes and paragraphs.
_MARK_BEFORE = pattern(r"(?:(?:^|\n)\s*\(?|\[)$")
_MARK_AFTER = pattern(r"\]|[.)]\s+[A-Z\"“]")
# "One in ten", "two out of three", "one for three", "three to one": a ratio counts nobody.
_FEW = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|a\s+hundred|\d+|dozen)"
_RATIO_AFTER = pattern(rf"\s+(?:out\s+of|for|to|in)\s+(?:every\s+)?{_FEW}\b(?!\s*(?:%|percent|per\s))", re.IGNORECASE)
_RATIO_BEFORE = pattern(rf"(?:^|[^\w]){_FEW}\s+(?:\w+\s+)?(?:out\s+of|for|to|in)\s+(?:every\s+)?$", re.IGNORECASE)
_RATIO_ONE = frozenset({"one", "1"})
# "The Four Seasons": a number with a capital in the middle of a sentence, and a capital behind it, is a name.
_NAME_BEFORE = pattern(r"(?-i:[a-z,])\s+$")
_NAME_AFTER = pattern(r"\s+(?-i:[A-Z][a-z])")
# "A couple and their baby": two who belong together.
_PAIR_AFTER = pattern(
    r"\s+(?!more\b|dozen|hundred|thousand|other\b|additional\b)(?:[a-z]+\b)(?<!s)(?<!men)(?<!people)(?<!children)|[,.]\s",
    re.IGNORECASE,
)
_ONE_BEFORE = pattern(
    r"\b(?:this|not|the|which|each|every|any|no|such|big|right|wrong|number|day|as)\s+$|['’]s\s$", re.IGNORECASE
)
_ONE_AFTER = pattern(
    r"\s*(?:another|after\s+(?:another|the\s+other)|by\s+one|of\s+the\s+(?:most|largest|biggest|worst|deadliest|main|few|reasons|first|last|best)|can|could|must|should|would|side"
    r"|hand|thing|way|reason|more|such|who\s+(?:knows)|is\b|has\s+to|might|may|cannot|example|point|time|might|percent|third|quarter|half|or\s+more)\b",
    re.IGNORECASE,
)
_BOTH_AFTER = pattern(
    r"\s+(?:of\s+(?:them|whom)\b|(?:were|was|are|died|had|have)\b"
    r"|(?!(?:sides|parties|countries|cases|ways|directions|groups|nations|states|governments|ends|sexes|terms|houses)\b)"
    r"[a-z]+(?:s|men|women|people|children)\b(?!\s+and\b))"
)
_MANY_BEFORE = pattern(r"\b(?:how|as|so|too|not|(?<!fact\s)(?<!said\s)that)\s+$", re.IGNORECASE)
_LOOSE_AFTER = pattern(
    r"\s+(?:of\s+)?(?:(?:hundred|thousand)s?\s+)?(?:ways?|cases|times|reasons|respects|occasions|other\s+ways|places)\b",
    re.IGNORECASE,
)
_ALIVE = pattern(r"\s+[a-z(]")
_PROPER_BEFORE = pattern(r"(?<![.!?:;\"“”])\s(?-i:[A-Z][a-z]+)\s$")
_WORD_AFTER = pattern(r"\s+[^\W\d_]")
_LOWER_AFTER = pattern(r"\s+(?:of\s+)?(?:(?-i:[A-Z])[\w-]+\s+){0,3}(?-i:[a-z])")
_YEAR = pattern(r"(?:19|20)\d\d")
_DIGITS = pattern(r"\d+")
_TALLY_BEFORE = pattern(
    r"\b(?:killed|wounded|injured|dead|missing|kills?|arrested|detained|at\s+least|kidnapped)\s$", re.IGNORECASE
)


def counts_something(text: str, start: int, end: int, *, hedged: bool) -> bool:
    """Whether the number at ``text[start:end]`` counts people or things.

    Args:
        text: running text.
        start: first code point of the number words (a modifier such as "at least" stands outside).
        end: one past the last.
        hedged: a modifier stands before the number; then a bare "2014" is no year.
    """
    words, before, after = text[start:end], text[max(0, start - 40) : start], text[end : end + 60]
    if _is_ratio(words.lower(), before, after):
        return False
    if _AFTER_BAD.match(after) or _AGES_AFTER.match(after) or _AGES_BEFORE.search(before):
        return False
    lower = words.lower()
    if _CLOCK_WORDS.search(before) or (_YEAR.search(lower) and _are_years(lower)):
        return False
    if lower[:1].isdecimal():
        return _digits_count(words, before, after, hedged=hedged)
    if before[-1:] in ("-", "‑", "‐") and before[-2:-1].isalnum():
        return False
    if lower == "one":
        return not (_ONE_BEFORE.search(before) and not hedged) and not _ONE_AFTER.match(after)
    if lower == "both":
        return _BOTH_AFTER.match(after) is not None
    if lower == "few" or (lower in ("many", "multiple", "numerous") and _MANY_BEFORE.search(before)):
        return False
    if (lower == "dozen" and before[-1:].isalpha()) or (lower == "a couple" and _PAIR_AFTER.match(after)):
        return False
    if words[0].isupper() and words[1:].islower() and _NAME_BEFORE.search(before) and _NAME_AFTER.match(after):
        return False
    return _LOOSE_AFTER.match(after) is None and not _LABEL_WORD.search(before)


def _is_ratio(lower: str, before: str, after: str) -> bool:
    ahead = _RATIO_AFTER.match(after)
    if ahead is not None and (lower in _RATIO_ONE or " in " not in ahead[0]) and (" to " not in ahead[0] or lower in _RATIO_ONE):
        return True
    behind = _RATIO_BEFORE.search(before)
    return behind is not None and (behind[0].strip(" (\n").lower().startswith(("one ", "1 ")) or " in " not in behind[0])


def _are_years(lower: str) -> bool:
    """Whether a range runs from one year to another ("2012 and 2014")."""
    numbers = _DIGITS.findall(lower)
    return len(numbers) == 2 and all(_YEAR.fullmatch(number) for number in numbers) and numbers[0] < numbers[1]


def _digits_count(words: str, before: str, after: str, *, hedged: bool) -> bool:
    if before[-1:] and (before[-1].isalnum() or before[-1] in "_/:.$€£#@+") and before[-2:] != "..":
        return False
    if before[-1:] in ("-", "‑", "‐") and before[-2:-1].isalnum():
        return False
    if after[:1].isalpha() or after[:1] == "_" or (after[:1] in "/:" and after[1:2].isdecimal()) or _TIMES.match(after):
        return False
    if _MARK_BEFORE.search(before) and _MARK_AFTER.match(after):
        return False
    if _FORCE_AFTER.match(after) and not hedged:
        return False
    if before[-1:] == "," and before[-2:-1].isdecimal():
        return False
    if _BEFORE_BAD.search(before) or (len(words) == 4 and words[0] == "0"):
        return False
    if _YEAR.fullmatch(words) and not hedged:
        return _YEAR_BEFORE.search(before) is None and _ALIVE.match(after) is not None
    if _ASIDE_BEFORE.search(before) and after[:1] == "," and len(words) < 3:
        # "A man, 35, was found."
        return False
    if _NAME_THEN_AGE.search(before) and after[:1] in (",", ".", ")"):
        return False
    if _PROPER_BEFORE.search(" " + before) and not _WORD_AFTER.match(after) and not hedged and not _TALLY_BEFORE.search(before):
        return False
    if len(words) == 4 and words.isdecimal() and _CLOCK_BEFORE.search(before) and not _LOWER_AFTER.match(after):
        return False
    return not (
        _CLOCK_BEFORE.search(before) and len(words) < 3 and not _LOWER_AFTER.match(after) and not hedged and "at" in before[-6:]
    )
