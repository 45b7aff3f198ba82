"""Values in the words of a coder: how a number, a time, a place, a voice or a chain reads on a screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from saidso.nouns.claim import Claim, SlotValue, Stance, VoiceKind
from saidso.nouns.document import Document
from saidso.nouns.value import Value
from saidso.values.actor import Actor
from saidso.values.count import Count
from saidso.values.count_nouns import counted_as
from saidso.values.place import Place
from saidso.values.when import When

if TYPE_CHECKING:
    from saidso.link.related import Related
    from saidso.link.unheard import Unheard

CLAIMS_NOT_FINDINGS = "claims, not findings"
"""Stands on every export and screen: saidso never says what happened."""


def stance_word(stance: Stance) -> str:
    """The stance as a mark beside a value: "claims responsibility"."""
    return stance.value.replace("_", " ")


def value_words(value: Value | None) -> str:
    """A value as a coder would write it: "at least 3 soldiers", "12 March 2024", "Kastorin"."""
    if isinstance(value, Count):
        return count_words(value)
    if isinstance(value, When):
        return when_words(value)
    if isinstance(value, Place):
        return place_words(value)
    if isinstance(value, Actor):
        return value.name or value.words
    return value or "not readable"


def count_words(count: Count) -> str:
    """A count with what it leaves open; a vague word keeps its words beside the floor it stands for."""
    low, high = count.low, count.high
    if low is None and high is None:
        number = f"“{count.words}”"
    elif low == high:
        number = f"{low:,}"
    elif high is None:
        number = f"at least {low:,}"
    elif low is None:
        number = f"up to {high:,}"
    else:
        number = f"{low:,} to {high:,}"
    words = counted_as(number, count.population) if count.population else number
    return f"{words} (“{count.words}”)" if count.vague else words


def when_words(when: When) -> str:
    """A time as an interval of days; one that could not be anchored keeps its words."""
    if when.earliest is None and when.latest is None:
        return f"“{when.words}”"
    if when.earliest is None or when.latest is None:
        return f"from {day(when.earliest)}" if when.earliest else f"until {day(when.latest)}"
    if when.earliest == when.latest:
        return day(when.earliest)
    if (when.earliest.year, when.earliest.month) == (when.latest.year, when.latest.month):
        return f"{when.earliest.day}–{day(when.latest)}"
    return f"{day(when.earliest)} – {day(when.latest)}"


def day(value: date | None) -> str:
    """ "12 March 2024"; "date unknown" for None."""
    return "date unknown" if value is None else f"{value.day} {value:%B %Y}"


def place_words(place: Place) -> str:
    """A place by its gazetteer name and country where it was resolved, else as written."""
    if place.name is None:
        return place.words
    return f"{place.name}, {place.country}" if place.country else place.name


def slot_value_words(slot_value: SlotValue) -> str:
    """A slot's value, or its words with the reason why they were not read."""
    if slot_value.value is None:
        reason = slot_value.reason or "no reason kept"
        return f"“{slot_value.evidence.quote}” ({reason if slot_value.doubtful else f'not read: {reason}'})"
    return value_words(slot_value.value)


def chain_words(claim: Claim) -> str:
    """The chain of voices, outermost first: "Kastorin Courier > the defence ministry"."""
    names: list[str] = []
    for voice in claim.chain:
        name = voice.resolved
        if voice.name and voice.name != voice.words and voice.kind is VoiceKind.SOURCE:
            name = f"{voice.words} = {voice.name}"
        if voice is not claim.chain[-1] and voice.stance is not Stance.SAYS:
            name = f"{name} ({stance_word(voice.stance)})"
        names.append(name)
    return " > ".join(names)


def related_words(one: Related) -> str:
    """What another incident may be to this one: "i12 may count it among others (Oremi on 2024-03-12 lies in ...)"."""
    return f"{one.incident} {_RELATED[one.kind]} ({one.reason})"


_RELATED = {
    "total": "counts over several days and may count this one",
    "counted": "may be counted in the numbers here",
    "series": "tells of several acts, this one perhaps among them",
    "one of": "may be one of the acts told here",
}


def unheard_words(parties: Iterable[Unheard]) -> str:
    """Who has not been quoted, and what the incident has to do with them: "Turkey's armed forces (named as actor)"."""
    return "; ".join(f"{one.name} ({', '.join(_ROLE_WORDS[role] for role in one.roles)})" for one in parties)


_ROLE_WORDS = {"actor": "named as actor", "target": "named as target", "publisher": "the side of a publisher"}


def document_words(document: Document) -> str:
    """A document as one would cite it: publisher, day, and its file."""
    known = document.metadata
    publisher = known.publisher.value or known.issuer.value or "unknown publisher"
    return f"{publisher}, {day(known.published_on.value)} ({document.source})"
