"""Values in the reader's language: numbers, days and countries are written as the reader writes them; names and quotes stay.

In English they read as everywhere else in saidso (``show/wording.py``). Other languages take apart what is written there, a
closed grammar of our own ("at least 3 soldiers", "24 or more"), so that a screen never says more or less than a command does.
"""

from __future__ import annotations

import re
from datetime import date

from saidso.link.slot_claim import NUMBER_SLOTS
from saidso.nouns.claim import SlotValue
from saidso.nouns.value import Value
from saidso.show.web.frame.catalogue import Words
from saidso.show.web.frame.counted import counted_in, noun_in
from saidso.show.wording import slot_value_words, value_words
from saidso.values.count import Count
from saidso.values.place import Place
from saidso.values.when import When

_COUNT = re.compile(
    r"(?:(?P<bound>at least|up to) )?(?P<low>\d[\d,]*)(?: to (?P<high>\d[\d,]*)| (?P<more>or more))?"
    r"(?: (?P<whom>[^“(]+?))?(?P<vague> \(“.*”\))?"
)
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?")
_ENGLISH = "en"
_TIMES = ("time", "when")
"""The slot of a time by its name in a claim and in an incident."""
_UNNAMED, _NO_PUBLISHER = "unnamed source", "unknown publisher"
"""What stands where a document names nobody; the first also where an origin has no name."""


def value_in(words: Words, value: Value | None) -> str:
    """What ``wording.value_words`` says, in the reader's language."""
    if words.language == _ENGLISH:
        return value_words(value)
    if value is None:
        return str(words("values.not_readable"))
    if isinstance(value, Count):
        found = _COUNT.fullmatch(value_words(value))
        return value_words(value) if found is None else _count(words, found)
    if isinstance(value, When):
        return _when(words, value)
    if isinstance(value, Place) and value.name is not None and value.country:
        return str(words("values.within", name=value.name, country=words.country(value.country)))
    return value_words(value)


def slot_value_in(words: Words, slot_value: SlotValue) -> str:
    """What ``wording.slot_value_words`` says, in the reader's language; why something was not read stays as it was noted."""
    if words.language == _ENGLISH:
        return slot_value_words(slot_value)
    if slot_value.value is not None:
        return value_in(words, slot_value.value)
    quote, reason = slot_value.evidence.quote, slot_value.reason
    if not reason:
        return str(words("values.not_read_so", quote=quote))
    reason = words.message(reason)
    if slot_value.doubtful:
        return str(words("values.doubtful", quote=quote, reason=reason))
    return str(words("values.not_read", quote=quote, reason=reason))


def voice_in(words: Words, name: str) -> str:
    """A voice by its name, as it is; what saidso says where there is none, in the reader's language."""
    if name == _UNNAMED:
        return str(words("values.unnamed"))
    return str(words("values.unknown_publisher")) if name == _NO_PUBLISHER else name


def reading_in(words: Words, slot: str, reading: str) -> str:
    """A reading of an incident ("24 or more", "2032-03-16", a name), in the reader's language; what is none of ours stays."""
    if slot in _TIMES and (days := _DAYS.fullmatch(reading)):
        first = date.fromisoformat(days[1])
        return words.days(first, date.fromisoformat(days[2]) if days[2] else first)
    if slot == "event":
        return str(words.word("held", reading))
    if slot == "type":
        return str(words.word("type", reading))
    if words.language == _ENGLISH:
        return reading
    if reading == "the act itself":
        return str(words("values.act_itself"))
    if slot not in NUMBER_SLOTS:  # "2 May Square" is a place, and no number
        return reading
    found = _COUNT.fullmatch(reading)
    return noun_in(words.language, reading) if found is None else _count(words, found)


def _count(words: Words, found: re.Match[str]) -> str:
    low = int(found["low"].replace(",", ""))
    high = int(found["high"].replace(",", "")) if found["high"] else None
    number = words.number(low) if high is None else str(words("values.between", low=low, high=high))
    if found["whom"]:
        number = counted_in(words, found["whom"], number, last=low if high is None else high, between=high is not None)
    if found["bound"] == "up to":
        number = str(words("values.up_to", number=number))
    elif found["bound"] or found["more"]:
        number = str(words("values.at_least", number=number))
    return number + (found["vague"] or "")


def _when(words: Words, when: When) -> str:
    if when.earliest is None and when.latest is None:
        return value_words(when)
    if when.latest is None:
        return str(words("values.since", day=words.day(when.earliest)))
    if when.earliest is None:
        return str(words("values.until", day=words.day(when.latest)))
    return words.days(when.earliest, when.latest)
