"""Claims that tell of several incidents at once: totals over days, and acts told together. They are no incident's parts.

"Fifty were killed this week" and "air strikes on Oremi, Belkhar and Kastorin" speak of more than one event. Put into one
incident with one of these events they would make contradictions that nobody uttered. So they stay apart (``weights``), and
``related.py`` says beside each incident which other one may count it, or be counted in it. saidso adds nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from saidso.link.slot_claim import NUMBER_SLOTS
from saidso.nouns.claim import Claim
from saidso.values import place as places
from saidso.values.comparison import Agreement
from saidso.values.count import Count
from saidso.values.place import Place
from saidso.values.when import When

_SUMMED = re.compile(
    r"\b(?:since|so far|throughout|over|during|within|(?:in|for) the (?:past|last)"
    r"|(?:past|last) (?:few|several|\w+) (?:days|weeks|months)"
    r"|in (?:two|three|four|five|six|seven|ten|several|\d+) (?:days|weeks|months)|th(?:is|e whole|e entire) (?:week|month|year)"
    r"|(?:day|week|month)s of|between .+ and)\b",
    re.IGNORECASE,
)
"""Time words with which numbers are added up. "Last week" alone is not among them: one attack can have been last week."""

_SUM_DAYS = 2
"""A sum runs over so many days at least; "during Tuesday night" is one event."""

_ACTS = re.compile(
    r"\b(?:attacks|strikes|raids|assaults|bombings|bombardments|shellings|airstrikes|explosions|blasts|ambushes|killings|abductions"
    r"|kidnappings|arrests|detentions|protests|demonstrations|rallies|operations|incidents)\b",
    re.IGNORECASE,
)
"""Nouns that name more than one act. "Clashes" is not among them: one fight is called so."""


def is_total(claims: Iterable[Claim]) -> bool:
    """Whether these claims give a number of people over a stretch of days, and no single day."""
    return any(_is_sum(claim) for claim in claims)


def _is_sum(claim: Claim) -> bool:
    times = [each for each in claim.of("time") if isinstance(each.value, When)]
    if not times or not all(_is_long(each.value) and _SUMMED.search(each.evidence.quote) for each in times):
        return False
    return any(each.slot in NUMBER_SLOTS and isinstance(each.value, Count) and not each.doubtful for each in claim.values)


def _is_long(value: object) -> bool:
    if not isinstance(value, When) or value.earliest is None:
        return False
    return value.latest is None or (value.latest - value.earliest).days >= _SUM_DAYS


def is_series(claims: Iterable[Claim]) -> bool:
    """Whether one of these claims tells of acts, in the plural, in towns of which none lies in another."""
    return any(_ACTS.search(claim.trigger.quote) and _far_apart(towns_of(claim)) for claim in claims)


def towns_of(claim: Claim) -> list[Place]:
    """The places of a claim that the gazetteer knows."""
    return [each.value for each in claim.of("place") if isinstance(each.value, Place) and each.value.name is not None]


def _far_apart(towns: Sequence[Place]) -> bool:
    return any(places.compare(one, other).agreement is Agreement.CONTRADICTORY for one, other in combinations(towns, 2))
