"""What each independent origin of an incident reports as one number: the ground on which every rule stands.

A rule reduces reports, never documents: five papers that print one wire are one report. How an origin's claims become one
report is the same under every rule, and stands here; docs/rules.md says it for users.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from saidso.link.slot_claim import NUMBER_SLOTS, SlotClaim
from saidso.link.slots import slot_claims
from saidso.nouns.claim import Claim, Stance
from saidso.show.page import Page
from saidso.values.actor_words import HEAD_KINDS
from saidso.values.count import Count, read_count
from saidso.values.count_tongues import TONGUES
from saidso.values.vague_words import VagueTable

_OUTCOME = {"killed": "killed", "injured": "injured"}
_APART = frozenset({"state_forces", "police", "armed_group", "militia", "civilians"})
"""Kinds of people who are not each other: only numbers of these are added. "Five people" and "five men" may be the same five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one origin gives as the number: ``low`` to ``high`` (None = open), or a denial that there was any.

    Who says that nobody was killed gives 0 to 0 and is ``denied`` too: which of the two it is hangs on what others report.
    ``unclear``: it gives only casualties, of which nobody says how many died. ``claims`` are the ids it rests on.
    """

    origin: int
    low: int | None = None
    high: int | None = None
    denied: bool = False
    unclear: bool = False
    claims: tuple[str, ...] = ()


def reports(page: Page, slot: str, table: VagueTable) -> tuple[Report, ...]:
    """Every origin's report of one number; who needs several numbers of a page asks ``all_reports`` once."""
    return all_reports(page, table).get(slot, ())


def all_reports(page: Page, table: VagueTable) -> dict[str, tuple[Report, ...]]:
    """By number slot every origin's report of it, in the order of origins; an origin that is silent on it gives none.

    1. A vague word is read again with ``table``; a plural without a number ("soldiers were killed") takes its "unstated".
    2. Within an origin a later number replaces an earlier one of the same people: a toll that rises is no disagreement.
    3. A total that the origin states is its report. Where it states none, numbers of people who cannot be the same
       ("3 soldiers", "2 civilians") are added; of numbers of people who may be the same the largest counts.
    4. Who denies the number gives a denial. "Nobody was killed" is a denial beside a number of another origin, and the
       number 0 where no origin gives another.
    5. A number of "casualties" counts dead and injured together: it gives no number of either.
    6. "No civilians were killed" says nothing of the soldiers that others count: a zero or a denial of people whom nobody
       counts is no report where anybody counts others.
    """
    parts = page.incident.origins.parts
    origin_of = {claim_id: at for at, part in enumerate(parts) for claim_id in part}
    claims = [claim for claim in page.claims if claim.id in origin_of]
    by_id = {claim.id: claim for claim in claims}
    languages = {document.id: document.metadata.language.value or "en" for document in page.documents}
    given = slot_claims(claims, origin_of)
    return {
        slot: _of_slot(given[slot], _Reader(slot=slot, table=table, claims=by_id, languages=languages))
        for slot in given
        if slot in NUMBER_SLOTS
    }


def _of_slot(every: Iterable[SlotClaim], read: _Reader) -> tuple[Report, ...]:
    given: dict[int, list[SlotClaim]] = defaultdict(list)
    for one in every:
        given[one.origin].append(one)
    counted = {_kind(one.whom or "") for each in given.values() for one in each if one.holds and not one.zero and one.value}
    found = (_of_origin(origin, [one for one in given[origin] if _bears(one, counted)], read) for origin in sorted(given))
    return tuple(report for report in found if report is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads the counts of one slot again with one table."""

    slot: str
    table: VagueTable
    claims: Mapping[str, Claim]
    languages: Mapping[str, str]

    def again(self, one: SlotClaim) -> Count | None:
        """The count under the table; None where it is no number of this slot (casualties)."""
        value = one.value
        if not isinstance(value, Count) or value.outcome not in (None, _OUTCOME.get(self.slot)):
            return None
        if not value.vague:
            return value
        language = self.languages.get(self.claims[one.id].document_id, "en")
        words = value.words or one.words
        read = read_count(words, table=self.table, language=language if language in TONGUES else "en")
        stated = read is not None and (read.low, read.high) != (1, None)
        if read is not None and stated:
            return read
        unstated = self.table.floors["unstated"]
        return Count(low=unstated, high=None, words=words, exact=False, vague=True, rule=self.table.rule)


def _of_origin(origin: int, given: Sequence[SlotClaim], read: _Reader) -> Report | None:
    held = [one for one in given if one.holds and not one.contrary and not one.zero]
    counts = [(one, again) for one in held if (again := read.again(one)) is not None]
    if counts:
        low, high = _total(_latest(counts))
        return Report(origin=origin, low=low, high=high, claims=_ids(one for one, _ in counts))
    zeros = [one for one in given if one.zero and one.stance is not Stance.DENIES]
    if zeros:
        return Report(origin=origin, low=0, high=0, denied=True, claims=_ids(zeros))
    denials = [one for one in given if one.contrary]
    if denials:
        return Report(origin=origin, denied=True, claims=_ids(denials))
    if held:
        return Report(origin=origin, unclear=True, claims=_ids(held))
    return None


def _bears(one: SlotClaim, counted: set[str]) -> bool:
    """Whether a zero or a denial speaks of anybody that the incident's numbers count (rule 6); any other value does."""
    no = one.zero or one.contrary
    return not (no and one.whom and counted and not counted & {_kind(one.whom), "people"})


def _ids(given: Iterable[SlotClaim]) -> tuple[str, ...]:
    return tuple(sorted({one.id for one in given}))


def _latest(counts: Sequence[tuple[SlotClaim, Count]]) -> list[tuple[str | None, Count]]:
    """Per population the counts of the last day on which this origin gave one; without dates all of them."""
    groups: dict[str | None, list[tuple[SlotClaim, Count]]] = defaultdict(list)
    for one, count in counts:
        groups[one.whom].append((one, count))
    kept: list[tuple[str | None, Count]] = []
    for whom, group in groups.items():
        days = [one.said_on for one, _ in group if one.said_on is not None]
        undated = len(days) < len(group)
        kept += [(whom, count) for one, count in group if undated or one.said_on == max(days)]
    return kept


def _total(given: Sequence[tuple[str | None, Count]]) -> tuple[int, int | None]:
    """One range for an origin's counts by population (None is people as such)."""
    ranges: dict[str | None, tuple[int, int | None]] = {}
    for whom in {each for each, _ in given}:
        counts = [count for each, count in given if each == whom]
        ranges[whom] = (min(count.low or 0 for count in counts), _highest(count.high for count in counts))
    if None in ranges:
        return ranges[None]
    kinds: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    for whom, (low, high) in ranges.items():
        kinds[_kind(whom or "")].append((low, high))
    largest = [(max(low for low, _ in same), _highest(high for _, high in same)) for same in kinds.values()]
    if not kinds.keys() <= _APART:
        return max(low for low, _ in largest), _highest(high for _, high in largest)
    highs = [high for _, high in largest if high is not None]
    return sum(low for low, _ in largest), sum(highs) if len(highs) == len(largest) else None


def _highest(highs: Iterable[int | None]) -> int | None:
    given = list(highs)
    known = [high for high in given if high is not None]
    return max(known) if len(known) == len(given) else None


def _kind(population: str) -> str:
    """Whom a population's noun means, by the head nouns of actors: "russian soldiers" are state_forces."""
    words = population.removeprefix("part of: ").split()
    return HEAD_KINDS.get(words[-1], "people") if words else "people"
