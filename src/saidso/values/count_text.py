"""Every count in running English text: number by number, each in the light of its sentence.

A sentence shares words among its numbers: "killed 3, 4 and 12 men" says killed once, "Of the 70 wounded, eleven are critical"
says of whom the eleven are a part. What one number says is carried to the next only over "and", commas and the like.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from saidso.values import late
from saidso.values.count_guards import counts_something
from saidso.values.count_nouns import Counted, counted
from saidso.values.count_outcomes import claims_lives, is_part_of_named, outcome_after, outcome_before
from saidso.values.count_type import Count
from saidso.values.quantity import QUANTITY, Bounds, bounds_of, lower
from saidso.values.vague_words import VagueTable


class Found(NamedTuple):
    """A count with its place, where its noun phrase ends, and which side told its outcome."""

    start: int
    end: int
    what: Count
    stop: int
    side: str = ""


_ONES = frozenset({"one", "a", "an", "another", "1"})
# No noun phrase of a report is longer than this many code points.
_REACH = 240
_START = late.pattern(r"(?<![\w])(?=[a-jlmnoprstuvwz\d~≈<>≤≥])")
_WORD_END = late.pattern(r"\w+|.", re.DOTALL)
_CLAUSE_END = late.pattern(r"[.;!?](?!\d)")
_PART = late.pattern(
    r"\b(?:including|includes?|among\s+(?:them|whom)|(?:some\s+)?of\s+(?:whom|them)|among\s+the\s+\w+|all\s+but)[,:]?\s+(?:were\s+|are\s+)?(?:[\w-]+\s+and\s+)?$",
    re.IGNORECASE,
)
# "Of the 70 wounded, eleven are", "Of the policemen, three", "Among the 204 returnees were 37 orphans".
_OF_TOTAL = late.pattern(
    r"(?:^|[.;:!?,]\s+)(?:Of|Among)\s+(?:the|those|all|its|their)\s+[^.;:!?,]{1,60}(?:,|\s+(?:were|are))\s[^.;:!?]*$",
    re.IGNORECASE,
)
_FAMILY = late.pattern(r"\b(?:an?|the|another|whole|entire)\s+(?:[\w-]+\s+)?famil(?:y|ies)\s+of\s+$", re.IGNORECASE)
_CHANGE = late.pattern(
    r"\b(?:rose|risen|rises|rising|fell|fallen|grew|grown|went|gone|climbed|jumped|dropped|increased?|decreased?|revised|raised|lowered|up|down|cut)"
    r"(?:\s+[\w-]+){0,3}\s*$",
    re.IGNORECASE,
)
_JOINED = late.pattern(
    r"\s*(?:\([^()]{0,60}\)\s*)?(?:,|and|or|plus|&|as\s+well\s+as|along\s+with|alongside|together\s+with)(?:\s*(?:and|as\s+well\s+as|the|another|a\s+further|his|her|its|their|other|also))*\s*",
    re.IGNORECASE,
)
_LEAST_BEHIND = late.pattern(r"\s+at\s+(?:the\s+(?:very\s+)?)?least\b")
_COMPOUND = late.pattern(
    r"[-‑](?P<noun>strong|member|man|woman|person|people|child|vehicle|truck|car|lorry|boat|ship|tank)\b(?:\s+(?P<head>[a-z]+))?",
    re.IGNORECASE,
)
_COMPOUND_NOUNS = {"man": "men", "woman": "women", "person": "people", "child": "children", "strong": None}
_SPLIT = late.pattern(r",?\s+(?:by|in|at|near|from|on)\s", re.IGNORECASE)
_GIVEN_ZERO = late.pattern(
    r"\b(?:(?P<one>no[-\s]one|nobody|none)\b|(?P<no>no|nil)\s+(?=(?:(?!of\b|reports?\b|information\b|word\b|evidence\b|sign|figures?\b)[\w-]+\s+){0,3}?"
    r"(?!\w+\s+(?:figures?|tolls?|counts?|numbers?|estimates?|details)\b)(?:casualt|deaths?\b|fatalit|injur|victims?\b|dead\b|wounded\b|loss(?:es)?\b|lives\b|arrests?\b|(?:civilian|soldier|people|"
    r"child|wom[ae]n|fighter|troops|personnel|officer|militant|passenger|worker|hostage|detainee|prisoner|resident|villager|member)))"
    r"|(?P<single>not\s+a\s+single|not\s+one)\s+(?=[a-z])|(?P<any>not\s+any)\s+(?=[a-z])|(?P<zero>zero)\s+(?=[a-z])"
    r"|(?P<without>without(?:\s+any)?)\s+(?=casualties|injuries|injury|loss\s+of\s+life|deaths|victims)"
    r"|(?P<neither>neither)\b(?=\s+(?:of|was|were|man|woman|soldier|boy|girl|died|survived)|\s*$))",
)
_LOSS_OF_LIFE = late.pattern(r"\s+(?:loss\s+of\s+(?:human\s+)?life|lives\s+(?:were\s+)?lost)\b")
_NOT_ONE = late.pattern(r"\s+of\s+(?:the|them|us|those|its|their|his|her)\b")
_BARE_HARM = late.pattern(
    r"\b(?:caus(?:ed|ing|es)|there\s+(?:were|are|have\s+been|had\s+been)|suffer(?:ed|ing)|inflict(?:ed|ing)|leav(?:es|ing)|left|result(?:ed|ing|s)\s+in"
    r"|reported|sustained|taking|took|with|to|of)\s+(?:(?:[a-z]+ly|heavy|serious|civilian|military|human|material|some|both|and|losses|damage|mass)\s+){0,3}"
    r"(?P<harm>casualties|fatalities|deaths|injuries)\b"
)
_DOUBT = late.pattern(
    r"\b(?:any|whether|if|no|not|without|avoid\w*|risk|prevent\w*|minimi\w*|number|figures?|toll|details|information|reports?)\b",
    re.IGNORECASE,
)


def find(text: str, table: VagueTable) -> list[tuple[int, int, Count]]:
    """Every count of English running text, in order: see ``count.find_counts``."""
    small = lower(text)
    found = _shared(text, _numbers(text, small, table))
    spans = [(f.start, f.end) for f in found]
    found += [zero for zero in _zeros(text, small) if not any(s < zero.end and zero.start < e for s, e in spans)]
    spans = [(f.start, f.end) for f in found]
    found += _bare_harm(text, small, spans, table)
    return [(f.start, f.end, f.what) for f in sorted(found, key=lambda f: (f.start, f.end))]


def _numbers(text: str, small: str, table: VagueTable) -> list[Found]:
    found: list[Found] = []
    at = 0
    while (start := _START.search(small, at)) is not None:
        match = QUANTITY.match(small, start.start())
        if match is None:
            word = _WORD_END.match(small, start.start())
            at = word.end() if word else start.start() + 1
            continue
        at = max(match.end(), start.start() + 1)
        if match["between"] == "from" and match["b"] and _CHANGE.search(text[max(0, match.start() - 50) : match.start()]):
            # "The toll rose from 11 to 15": the number now is the later one.
            at = match.start("b")
            continue
        read = bounds_of(match, table)
        if read is None:
            # A range that runs backwards is a score or two numbers: read on behind the first.
            at = match.end("a")
            continue
        one = _compound(text, match, read, table) or _counted(text, match, read, table)
        if one is not None:
            found.append(one)
    return found


def _counted(text: str, match: re.Match[str], read: Bounds, table: VagueTable) -> Found | None:
    hedged = match.start("a") > match.start()
    if not counts_something(text, match.start("a"), match.end(), hedged=hedged):
        return None
    return _in_context(text, match, read, table)


def _compound(text: str, match: re.Match[str], read: Bounds, table: VagueTable) -> Found | None:
    """ "A 14-strong delegation", "a five-member family": people counted by an adjective."""
    start, end = match.span()
    behind = _COMPOUND.match(text, end)
    if behind is None or read.high is None or (start and text[start - 1] in "-‑."):
        return None
    noun = behind["noun"].lower()
    head = (behind["head"] or "").lower()
    population = "family members" if noun == "member" and head == "family" else _COMPOUND_NOUNS.get(noun, noun.rstrip("y") + "s")
    stop = behind.end()
    return Found(start, end, _count(read, text[start:end], table, population, outcome_after(text[stop : stop + _REACH])), stop)


def _count(read: Bounds, words: str, table: VagueTable, population: str | None, outcome: str | None) -> Count:
    rule = table.rule if read.vague else None
    return Count(
        low=read.low,
        high=read.high,
        words=words,
        exact=read.exact,
        vague=read.vague,
        population=population,
        outcome=outcome,
        rule=rule,
    )


def _in_context(text: str, match: re.Match[str], read: Bounds, table: VagueTable) -> Found:
    start, end = match.span()
    before, after = text[max(0, start - 160) : start], text[end : end + _REACH]
    noun = counted(after, many=match["a"] not in _ONES)
    if _LEAST_BEHIND.match(after, noun.end):
        read = read._replace(high=None, exact=False)
    # "Nine killed 12 injured": a participle right behind the number is nearer than a verb before it.
    own = noun.outcome if noun.population is None else None
    outcome = own or outcome_before(before)
    side = "before" if outcome and not own else ""
    if noun.population == "lives" and claims_lives(before):
        noun, outcome = noun._replace(population=None), "killed"
    if outcome is None and (outcome := noun.outcome or _behind(after, noun)) is not None:
        side = "" if noun.outcome else "after"
    family = noun.population is None and _FAMILY.search(before) is not None
    population = "family members" if family else noun.population
    count = _count(read, text[start:end], table, population, outcome)
    stop = end + noun.end
    if noun.part and noun.whole:
        # "Four of the nine missing sailors": the outcome is the total's, not the part's.
        return Found(start, end, replace(count, subset=True, outcome=outcome_before(before)), stop)
    part = noun.part or is_part_of_named(before) or any(said.search(before) for said in (_PART, _OF_TOTAL))
    return Found(start, end, replace(count, subset=True) if part else count, stop, side)


def _behind(after: str, noun: Counted) -> str | None:
    """The outcome behind the noun; a verb that a comma and another number part from it is that number's."""
    return outcome_after(after[noun.end :], noun.population)


def _shared(text: str, found: list[Found]) -> list[Found]:
    """Carry over what numbers of one sentence share: an outcome over "and", a total's outcome to its parts."""
    for i in range(1, len(found)):
        found[i] = _from_before(text, found[i - 1], found[i])
    for i in range(len(found) - 1, 0, -1):
        first, second = found[i - 1], found[i]
        joined = first.what.outcome is None and second.side == "after" and _join(text, first.stop, second.start)
        if joined and not second.what.subset:
            found[i - 1] = first._replace(what=replace(first.what, outcome=second.what.outcome), side="after")
    return _summed(text, found)


def _from_before(text: str, total: Found, one: Found) -> Found:
    if _CLAUSE_END.search(text, total.end, one.start):
        return one
    count, gap = one.what, _join(text, total.stop, one.start)
    if not count.subset and gap and total.what.subset and total.stop < one.start:
        count = replace(count, subset=True)
    if count.outcome is None and (count.subset or (gap and total.side == "before") or _is_split(text, total, one)):
        return one._replace(what=replace(count, outcome=total.what.outcome), side=total.side)
    return one._replace(what=count)


def _is_split(text: str, total: Found, one: Found) -> bool:
    """ "Ten were killed in Daraa, six in Suwayda": a bare number behind a place shares the verb before it."""
    bare = one.what.population is None and _SPLIT.match(text, one.stop) is not None
    return bare and text[total.end : one.start].rstrip().endswith((",", "and"))


def _join(text: str, stop: int, start: int) -> bool:
    return stop <= start and _JOINED.fullmatch(text, stop, start) is not None


def _summed(text: str, found: list[Found]) -> list[Found]:
    """Mark bare numbers that add up to the total before them as its parts ("seven, four by shells and three by snipers")."""
    for i, total in enumerate(found):
        parts = found[i + 1 : i + 3]
        bare = len(parts) == 2 and all(p.what.population is None and p.what.high is not None and not p.what.subset for p in parts)
        if not bare or total.what.high is None or sum(p.what.low or 0 for p in parts) != total.what.low:
            continue
        if not _CLAUSE_END.search(text, total.end, parts[-1].start):
            for at, part in enumerate(parts, i + 1):
                found[at] = part._replace(what=replace(part.what, subset=True, population=total.what.population))
    return found


def _zeros(text: str, small: str) -> list[Found]:
    found: list[Found] = []
    for match in _GIVEN_ZERO.finditer(small):
        kind = match.lastgroup or ""
        start, end = match.start(), match.end(kind)
        clause = _CLAUSE_END.split(text[end : end + 160])[0]
        noun = counted(clause) if kind not in ("one",) or _NOT_ONE.match(clause) else Counted(None, None, 0, False)
        outcome = (
            outcome_before(text[max(0, start - 60) : start]) or noun.outcome or outcome_after(clause[noun.end :], noun.population)
        )
        population = noun.population
        if _LOSS_OF_LIFE.match(clause.lower()) or population == "lives":
            population, outcome = None, "killed"
        sure = kind in ("no", "zero", "without") or bool(_NOT_ONE.match(clause)) or (kind == "single" and population is not None)
        alone = not text[:start].strip() and not clause.strip()
        if sure or outcome is not None or alone:
            count = Count(low=0, high=0, words=text[start:end], population=population, outcome=outcome)
            found.append(Found(start, end, count, end + noun.end))
    return found


def _bare_harm(text: str, small: str, spans: list[tuple[int, int]], table: VagueTable) -> list[Found]:
    found: list[Found] = []
    for match in _BARE_HARM.finditer(small):
        start, end = match.span("harm")
        clause = _CLAUSE_END.split(text[max(0, match.start() - 40) : start])[-1]
        if _DOUBT.search(clause) or any(s < end and start - 40 < e <= start for s, e in spans):
            continue
        read = Bounds(1, None, False, True)
        found.append(Found(start, end, _count(read, text[start:end], table, None, counted(text[start:end]).outcome), end))
    return found
