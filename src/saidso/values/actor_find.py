"""Where a text names actors that the knowledge base knows: names, capitals that speak, and offices of states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saidso.values.actor import Actor, read_actor
from saidso.values.actor_base import LONGEST_NAME, actor_base
from saidso.values.actor_phrase import bare, country_of_token, without_possessive
from saidso.values.actor_words import SHOUTED
from saidso.values.atlas import atlas
from saidso.values.late import pattern
from saidso.values.spelling import written_key

_TOKEN = pattern(r"[^\s]+")
_ENDS = ".,;:!?)”\"»"
_OFFICE_HEADS = frozenset(
    """army armies military troops soldiers forces police navy force warplanes jets government regime authorities ministry
    parliament judiciary presidency intelligence junta officials marines administration gendarmerie""".split()
)
_OFFICE_REACH = 5
"""Words from a country to the head of its office: "Turkey's Ministry of National Defence"."""
_PLACE_BEFORE = frozenset("in at near from to into outside around toward towards inside across through between via".split())
_PLACE_AFTER = frozenset("province region district city town coast governorate airport river sea street peninsula".split())


@dataclass(frozen=True, slots=True)
class Found:
    """An actor named in a text, and where: code points ``[start, end)``."""

    start: int
    end: int
    actor: Actor


def actors_named(text: str, countries: tuple[str, ...] = ()) -> Iterator[Found]:
    """Every actor that the text names and the knowledge base knows, in order; total.

    The longest name at each word counts. Left out: capitals and countries where they are places ("in Ankara"), names that
    are English words in a text all in capitals, and shared names that the countries do not settle.

    Args:
        text: the text.
        countries: what it is about, as ``place.countries_in`` gives it.
    """
    tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text)]
    first_words, shouting = actor_base().first_words, text.isupper()
    at = 0
    while at < len(tokens):
        start, end = tokens[at]
        token = text[start:end].lstrip("(\"'“‘«")
        start = end - len(token)
        key = written_key(token)
        found = None
        name = token[:1].isupper() or not token[:1].islower() or text.islower() or key.split(" ", 1)[0] in first_words
        if key and name and not (shouting and key in SHOUTED):
            found = _office_at(text, tokens, at, start) or _name_at(text, tokens, at, start, countries)
        if found is not None:
            yield found
            at += 1
            while at < len(tokens) and tokens[at][0] < found.end:
                at += 1
        else:
            at += 1


def is_place_here(text: str, start: int, end: int) -> bool:
    """Whether a country, capital or one-word name stands as a place: "the airport in Ankara", "the Azov coast"."""
    words = text[start:end]
    after = text[end : end + 30].split(maxsplit=1)
    before = text[max(0, start - 30) : start].split()
    if after and bare(after[0]) in _PLACE_AFTER and " " not in words and not text[end : end + 1].isalnum():
        return True
    if " ".join(before[-2:]).casefold() in ("sea of", "city of", "town of", "coast of", "province of"):
        return True
    capital = actor_base().capital_of(words)
    return capital is not None and bool(before) and before[-1].casefold() in _PLACE_BEFORE


def _office_at(text: str, tokens: list[tuple[int, int]], at: int, start: int) -> Found | None:
    """ "the Turkish defence ministry", "Nigeria's army", "Ministry of Defence of Ukraine", from their first word on."""
    opens = bare(text[start : tokens[at][1]])
    following = bare(text[slice(*tokens[at + 1])]) if at + 1 < len(tokens) else ""
    opens = "ministry" if following in ("ministry", "affairs") and not _is_country(opens) else opens
    if at and _is_country(text[slice(*tokens[at - 1])]) and text[tokens[at - 1][1] - 1] not in _ENDS:
        return None  # "Bosnian Serb police" are not Serbia's
    if opens not in ("ministry", "armed") and not any(
        _is_country(text[start : tokens[at + size][1]]) for size in range(min(3, len(tokens) - at))
    ):
        return None
    for size in range(min(_OFFICE_REACH, len(tokens) - at - 1), 0, -1):
        end = tokens[at + size][1]
        words = text[start:end].rstrip(_ENDS)
        last = bare(text[tokens[at + size][0] : end].rstrip(_ENDS))
        if any(mark in words for mark in ".,;:!?") and "U.S." not in words:
            continue
        if last in _OFFICE_HEADS or (opens in ("ministry", "armed") and _is_country(last)):
            actor = read_actor(words)
            if actor.canonical_id is not None and (":" in actor.canonical_id or actor.kind == "government"):
                return Found(start, start + len(words), actor)
    return None


def _is_country(words: str) -> bool:
    plain = without_possessive(words.rstrip(_ENDS))
    return country_of_token(plain) is not None or actor_base().capital_of(plain) is not None


def _name_at(text: str, tokens: list[tuple[int, int]], at: int, start: int, countries: tuple[str, ...]) -> Found | None:
    base = actor_base()
    if written_key(text[start : tokens[at][1]]).split(" ", 1)[0] in base.first_words:
        for size in range(min(LONGEST_NAME, len(tokens) - at) - 1, -1, -1):
            words = text[start : tokens[at + size][1]].rstrip(_ENDS)
            for form in dict.fromkeys((words, without_possessive(words))):
                known = base.named(form, countries=countries)
                if known is not None and not is_place_here(text, start, start + len(form)):
                    return Found(start, start + len(words), read_actor(form, countries=countries))
    return _state_at(text, tokens, at, start)


def _state_at(text: str, tokens: list[tuple[int, int]], at: int, start: int) -> Found | None:
    """A country by its own name where it acts: "Turkey and Russia agreed", not "in Turkey", not "Turkish"."""
    before = text[max(0, start - 30) : start].split()
    if before and before[-1].casefold().strip("(") in (*_PLACE_BEFORE, "of"):
        return None
    for size in range(min(3, len(tokens) - at) - 1, -1, -1):
        words = text[start : tokens[at + size][1]].rstrip(_ENDS)
        key = written_key(without_possessive(words))
        if key in atlas().adjectives or words.islower() or not key:
            continue
        actor = read_actor(words) if country_of_token(without_possessive(words)) else None
        if actor is not None and actor.canonical_id is not None:
            return Found(start, start + len(words), actor)
    return None
