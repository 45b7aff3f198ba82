"""Where the voices of one slot agree and where they do not, by the ten rules of eval/accord_cases.README.md.

Nothing here decides who is right: every claim keeps its place in the readings, and ``best`` stays empty until a named
person fills it. A denial, a doubt or a silence never counts as agreement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from saidso.link import weapons
from saidso.link.names import is_party, same_name
from saidso.link.slot_claim import NUMBER_SLOTS, SlotClaim, in_words
from saidso.nouns.incident import Reading, SlotAccord
from saidso.nouns.value import Value
from saidso.values import actor, count, place, when
from saidso.values.actor import Actor
from saidso.values.comparison import Agreement, Comparison
from saidso.values.count import Count
from saidso.values.place import Place
from saidso.values.spelling import written_key
from saidso.values.when import When

_CONTRADICTORY = frozenset({"numeric-disjoint", "polarity", "exclusive", "same-origin-different-values"})
_COMPATIBLE = frozenset({"numeric-overlap", "granularity", "temporal-update"})


def accord(slot: str, claims: Iterable[SlotClaim], *, exclusive: bool = True) -> SlotAccord:
    """How the claims of one slot stand to each other: agreement, kinds, readings, and the span of a number slot.

    Args:
        slot: its name; numbers are those of ``NUMBER_SLOTS``, "event" asks only whether it happened.
        claims: in any order, repeated or not; silent ones may stay in.
        exclusive: False for slots of which one incident has many (targets, parties): then two values differ without
            excluding each other, and a later one replaces none.
    """
    given = sorted(set(claims), key=_order)
    speaking = [one for one in given if one.speaks]
    current, updated = _latest(_once(speaking)) if exclusive else (_once(speaking), False)
    kinds = {"temporal-update"} if updated else set()
    for one, other in _pairs(current):
        kinds |= _kinds_of(one, other)
    if not exclusive:
        kinds -= {"exclusive", "same-origin-different-values"}
    return SlotAccord(
        slot=slot,
        agreement=_agreement(kinds, current),
        kinds=tuple(sorted(kinds)),
        readings=_readings(given),
        span=_span(current) if slot in NUMBER_SLOTS else None,
    )


def _order(one: SlotClaim) -> tuple[str, str, str, str]:
    return one.id, one.words, one.population or "", str(one.value)


def _once(speaking: Sequence[SlotClaim]) -> list[SlotClaim]:
    """One claim for all that say the same from one origin on one day: more of them change no kind. Joint values stay."""
    given = Counter(one.id for one in speaking)
    kept: dict[Hashable, SlotClaim] = {}
    for one in speaking:
        joint = one.id if given[one.id] > 1 else ""
        kept.setdefault((joint, one.value, one.holds, one.contrary, one.whom, one.origin, one.said_on, one.act), one)
    return list(kept.values())


def compare(one: SlotClaim, other: SlotClaim) -> Comparison:
    """What two values of one slot are to each other, by the comparison of their kind; populations are settled before."""
    return _compare_values(one.slot, one.value, other.value)


@lru_cache(maxsize=65536)
def _compare_values(slot: str, a: Value | None, b: Value | None) -> Comparison:
    if isinstance(a, Count) and isinstance(b, Count):
        return count.compare(_bare(a), _bare(b))
    if isinstance(a, When) and isinstance(b, When):
        return when.compare(a, b)
    if isinstance(a, Place) and isinstance(b, Place):
        return place.compare(a, b)
    if isinstance(a, Actor) and isinstance(b, Actor):
        return _compare_actors(a, b)
    if isinstance(a, str) and isinstance(b, str):
        return _compare_words(slot, a, b)
    return Comparison(agreement=Agreement.NOT_COMPARABLE, reason="values of two sorts")


def _compare_actors(one: Actor, other: Actor) -> Comparison:
    """As ``actor.compare``; where the knowledge base is silent, two parties that are named apart exclude each other."""
    found = actor.compare(one, other)
    if found.agreement is not Agreement.NOT_COMPARABLE:
        return found
    if same_name(one.words, other.words):
        return Comparison(agreement=Agreement.SAME, reason="two forms of one name")
    if any(a.name and written_key(a.name) in written_key(b.words) for a, b in ((one, other), (other, one))):
        return Comparison(agreement=Agreement.COMPATIBLE, reason="one is named inside the other", kind="granularity")
    if all(each.canonical_id is not None or is_party(each.words) for each in (one, other)):
        return Comparison(agreement=Agreement.CONTRADICTORY, reason="two named parties", kind="exclusive")
    return found


def _bare(value: Count) -> Count:
    # Rule 7 is applied on SlotClaim.population, which knows the target; the phrase's own noun must not decide again.
    return replace(value, population=None, outcome=None, subset=False)


def _compare_words(slot: str, one: str, other: str) -> Comparison:
    if slot == "weapon":
        return weapons.compare(one, other)
    a, b = written_key(one), written_key(other)
    if a == b:
        return Comparison(agreement=Agreement.SAME, reason="the same words")
    if set(a.split()) < set(b.split()) or set(b.split()) < set(a.split()):
        return Comparison(agreement=Agreement.COMPATIBLE, reason="one says more than the other", kind="granularity")
    return Comparison(agreement=Agreement.NOT_COMPARABLE, reason="other words")


# ---------------------------------------------------------------- rule 4: latest only


def _latest(speaking: Sequence[SlotClaim]) -> tuple[list[SlotClaim], bool]:
    """The claims that stand after each origin's own updates, and whether an update changed anything."""
    current: list[SlotClaim] = []
    updated = False
    for one in speaking:
        later = [other for other in speaking if _supersedes(other, one)]
        if not later:
            current.append(one)
            continue
        newest = max(other.said_on for other in later if other.said_on is not None)
        updated |= not any(_alike(one, other) for other in later if other.said_on == newest)
    return current, updated


def _supersedes(later: SlotClaim, earlier: SlotClaim) -> bool:
    if later.origin != earlier.origin or later.said_on is None or earlier.said_on is None:
        return False  # without a date nothing is earlier
    if later.said_on <= earlier.said_on or later.act != earlier.act:
        return False
    return _one_scope(later, earlier) and not _explained(later, earlier)


def _one_scope(one: SlotClaim, other: SlotClaim) -> bool:
    """Whether two claims speak of the same people: a denial of the act itself speaks of all."""
    return one.whom == other.whom or any(each.contrary and each.value is None and each.whom is None for each in (one, other))


def _explained(one: SlotClaim, other: SlotClaim) -> bool:
    """Rule 5: a denied number beside another number is no quarrel of a voice with itself."""
    if one.holds == other.holds:
        return False
    holder, denier = (one, other) if one.holds else (other, one)
    return denier.value is not None and not _covers(denier, holder)


def _alike(one: SlotClaim, other: SlotClaim) -> bool:
    if one.holds != other.holds:
        return False
    if one.slot == "event" or one.value is None or other.value is None:
        return (one.value is None) == (other.value is None) or one.slot == "event"
    return compare(one, other).agreement is Agreement.SAME


def _covers(denier: SlotClaim, holder: SlotClaim) -> bool:
    """Whether a denied value is the held one or a range around it (rule 3)."""
    if denier.value is None or denier.slot == "event":
        return denier.whom is None or denier.whom == holder.whom
    if isinstance(denier.value, Count) and isinstance(holder.value, Count):
        a, b = denier.value, holder.value
        above = a.high is None or (b.high is not None and b.high <= a.high)
        return (a.low or 0) <= (b.low or 0) and above
    return holder.value is not None and compare(denier, holder).agreement is Agreement.SAME


# ---------------------------------------------------------------- rules 3, 5, 6, 7: pairs


def _pairs(current: Sequence[SlotClaim]) -> Iterator[tuple[SlotClaim, SlotClaim]]:
    """Pairs of claims to hold against each other; of two joint values the one that fits best stands for its claim."""
    values = Counter(one.id for one in current if one.holds)
    for one, other in combinations(current, 2):
        joint = values[one.id] > 1 or values[other.id] > 1
        if one.id != other.id and not (joint and _joint_fit(one, other, current)):
            yield one, other


def _joint_fit(one: SlotClaim, other: SlotClaim, current: Sequence[SlotClaim]) -> bool:
    """Whether a sister value of one of the two claims fits the other claim, so that this pair says nothing."""
    if not (one.holds and other.holds) or one.slot == "event" or _fits(one, other):
        return False
    here = [each for each in current if each.id == one.id and each.holds and each.whom == one.whom]
    there = [each for each in current if each.id == other.id and each.holds and each.whom == other.whom]
    return any(_fits(a, b) for a in here for b in there)


def _fits(one: SlotClaim, other: SlotClaim) -> bool:
    return compare(one, other).agreement in (Agreement.SAME, Agreement.COMPATIBLE)


def _kinds_of(one: SlotClaim, other: SlotClaim) -> set[str]:
    """The kinds that one pair of standing claims shows."""
    if one.act != other.act:
        return set()
    if one.origin == other.origin:
        return _within_origin(one, other)
    if one.holds and other.holds:
        return _both_hold(one, other)
    if one.holds == other.holds:
        return set()  # two denials
    holder, denier = (one, other) if one.holds else (other, one)
    if denier.value is None or denier.slot == "event":
        return {"polarity"} if _covers(denier, holder) and not holder.zero else set()
    if holder.whom != denier.whom:
        return {"population-mismatch"}
    return {"polarity"} if _covers(denier, holder) else set()


def _both_hold(one: SlotClaim, other: SlotClaim) -> set[str]:
    if one.slot == "event":
        return set()
    if one.whom != other.whom:
        return {"population-mismatch"}
    found = compare(one, other)
    kinds = {found.kind} if found.kind else set()
    if found.agreement is Agreement.CONTRADICTORY and one.zero != other.zero:
        kinds.add("polarity")
    return kinds


def _within_origin(one: SlotClaim, other: SlotClaim) -> set[str]:
    """Rule 5: one voice, two values that exclude each other, and nothing to explain it."""
    if not _one_scope(one, other) or not (one.holds or other.holds):
        return set()
    if one.holds and other.holds:
        apart = one.slot != "event" and compare(one, other).agreement is Agreement.CONTRADICTORY
        quarrel = apart and not _adjoin(one.value, other.value)
    else:
        holder, denier = (one, other) if one.holds else (other, one)
        quarrel = _covers(denier, holder) and not holder.zero
    return {"same-origin-different-values"} if quarrel else set()


def _adjoin(one: Value | None, other: Value | None) -> bool:
    """ "125" in the text and "over 125" in the headline: one voice that rounds, no quarrel with itself."""
    if not (isinstance(one, Count) and isinstance(other, Count)):
        return False
    low, high = sorted((one, other), key=lambda value: value.low or 0)
    return high.high is None and low.high is not None and high.low == low.high + 1


# ---------------------------------------------------------------- rules 8, 9 and the readings


def _agreement(kinds: set[str], current: Sequence[SlotClaim]) -> str:
    if kinds & _CONTRADICTORY:
        return "contradictory"
    if "population-mismatch" in kinds:
        return "not comparable"
    if kinds & _COMPATIBLE:
        return "compatible"
    holders = {one.origin for one in current if one.holds} or {one.origin for one in current}
    return "same" if len(holders) > 1 else "single"


def _span(current: Sequence[SlotClaim]) -> tuple[int | None, int | None] | None:
    """Rule 9: least low and greatest high of the numbers held, of people where anyone counts people."""
    held = [(one.whom, one.value) for one in current if one.holds and isinstance(one.value, Count)]
    populations = {whom for whom, _ in held}
    if None not in populations and len(populations) != 1:
        return None
    chosen = None if None in populations else populations.pop()
    numbers = [value for whom, value in held if whom == chosen]
    lows, highs = [value.low for value in numbers], [value.high for value in numbers]
    low = None if None in lows else min(each for each in lows if each is not None)
    high = None if None in highs else max(each for each in highs if each is not None)
    return low, high


def _readings(given: Sequence[SlotClaim]) -> tuple[Reading, ...]:
    """Every value with every stance it is spoken with, doubts and forecasts too; silence makes no reading."""
    alike: dict[Hashable, list[SlotClaim]] = defaultdict(list)
    for one in given:
        if one.value is not None or one.contrary or one.slot == "event":
            alike[one.stance, one.whom, one.contrary, one.status if one.slot == "event" else None, in_words(one)].append(one)
    groups: list[list[SlotClaim]] = []
    for found in alike.values():
        home = next((group for group in groups if _one_reading(group[0], found[0])), None)
        if home is None:
            groups.append(found)
        else:
            home.extend(found)
    readings = (
        Reading(
            value=in_words(group[0]),
            stance=group[0].stance,
            claims=tuple(sorted({one.id for one in group})),
            origins=tuple(sorted({one.origin for one in group})),
        )
        for group in groups
    )
    return tuple(sorted(readings, key=lambda reading: (reading.value, reading.stance, reading.claims)))


def _one_reading(one: SlotClaim, other: SlotClaim) -> bool:
    if one.stance is not other.stance or one.whom != other.whom or one.contrary != other.contrary:
        return False
    if one.slot == "event":
        return one.status is other.status
    if one.value is None or other.value is None:
        return one.value is None and other.value is None
    return compare(one, other).agreement is Agreement.SAME
