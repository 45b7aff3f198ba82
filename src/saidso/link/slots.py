"""From the claims of one incident to what each slot is compared on.

The slots of an incident are ``event`` (whether it happened), ``type``, ``actor``, ``parties`` (both sides of a clash or a
deal), ``target``, ``place``, ``when``, ``weapon``, ``origin``, ``destination`` and the number slots.

A denial is put where it belongs: "denied that its guns shelled the town" denies the event and its actor; "denied
responsibility" leaves the event standing and denies the actor; "denied that Turkish soldiers were hurt" denies a number of
Turkish soldiers and nothing else, where the incident has an act besides its casualties.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from saidso.link.names import is_party
from saidso.link.slot_claim import NUMBER_SLOTS, SlotClaim
from saidso.nouns.claim import Claim, SlotValue, Stance, VoiceKind
from saidso.nouns.span import Evidence
from saidso.nouns.value import Value
from saidso.values import actor, count
from saidso.values.actor import Actor
from saidso.values.count import Count
from saidso.values.event_type import OUTCOME_SLOT, VIOLENT, EventType, outcome_slot

_TWO_SIDED = frozenset({EventType.CLASH, EventType.AGREEMENT, EventType.VIOLATION, EventType.PROTEST, EventType.SUPPORT})
"""Acts with several doers by nature: two names there are two parties, not two suspects."""

_CONSEQUENCE = frozenset({EventType.KILLING, EventType.INJURY, EventType.DESTRUCTION})
"""What an act leaves behind: to deny it denies no act, where the incident has one."""

MANY = frozenset({"target", "parties", "origin", "destination", "type"})
"""Slots of which one incident has many: two values there do not exclude each other."""

_RENAMED = {"time": "when", "instrument": "weapon"}
_NOT_THE_ACT = re.compile(
    r"\b(?:responsibility|involvement|complicity|participation"
    r"|(?:was|were|is|are|being|been|stood) (?:behind|responsible|involved)"
    r"|(?:any|no|a|its|their|his|having a) (?:role|part|hand) in|carr(?:y|ied|ying) out|to do with|took part in"
    r"|(?:link|connection)s? (?:to|with))\b",
    re.IGNORECASE,
)
"""Words of one who denies to have done it, not that it was done."""

_ANYBODY = re.compile(r"^(?:any(?:one|body|thing)?|a single)\b", re.IGNORECASE)
_DETERMINERS = frozenset(
    "the a an some several many few dozens scores hundreds thousands at least about around nearly more than up to no any".split()
)
_PEOPLE = frozenset(
    "people persons civilians soldiers fighters militants rebels troops police policemen officers guards villagers residents "
    "children women men protesters students workers journalists farmers passengers prisoners terrorists insurgents".split()
)
"""Nouns that are nobody's name, wherever a sentence or a headline gives them a capital."""
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DEMONYM = re.compile(r"(?:ian|ean|ish|ese|an|i|ch)$")


def slot_claims(claims: Sequence[Claim], origin_of: Mapping[str, int]) -> Mapping[str, tuple[SlotClaim, ...]]:
    """What every slot of one incident is compared on: slot name to its SlotClaims, in a fixed order.

    Args:
        claims: the incident's claims.
        origin_of: claim id to the index of its origin.
    """
    has_act = any(claim.event_type not in _CONSEQUENCE for claim in claims)
    slots: dict[str, list[SlotClaim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda one: one.id):
        for one in _of_claim(claim, origin_of[claim.id], has_act=has_act):
            slots[one.slot].append(one)
    for claim in claims:
        if _denies_the_act(claim):
            for slot in sorted(slots.keys() & NUMBER_SLOTS):
                slots[slot].append(_make(claim, origin_of[claim.id], slot, None))
    return {slot: tuple(slots[slot]) for slot in sorted(slots)}


def _of_claim(claim: Claim, origin: int, *, has_act: bool) -> Iterator[SlotClaim]:
    yield from _event(claim, origin, has_act=has_act)
    yield from _numbers(claim, origin)
    yield from _doers(claim, origin)
    if claim.contrary:
        return  # whoever denies the act says nothing of where, when or with what
    if claim.event_type not in _CONSEQUENCE:
        yield _make(claim, origin, "type", claim.event_type.value)
    for given in claim.values:
        slot = _RENAMED.get(given.slot, given.slot)
        if given.value is not None and slot in {"target", "place", "when", "weapon", "origin", "destination"}:
            act = "violence" if claim.event_type in VIOLENT else claim.event_type.value
            yield replace(_make(claim, origin, slot, given.value, words=given.evidence.quote), act=act)


def _make(
    claim: Claim, origin: int, slot: str, value: Value | None, *, words: str = "", population: str | None = None
) -> SlotClaim:
    return SlotClaim(
        id=claim.id,
        slot=slot,
        value=value,
        words=words,
        stance=claim.stance,
        status=claim.status,
        origin=origin,
        said_on=claim.said_on,
        population=population,
    )


def denies_the_doer(claim: Claim) -> bool:
    """"Denied responsibility for the attack": the attack stands, its actor is denied (GUIDELINES.md)."""
    if claim.stance is not Stance.DENIES:
        return False
    cue = claim.origin.cue.quote if claim.origin.cue else ""
    return bool(_NOT_THE_ACT.search(" ".join([cue, *(piece.quote for piece in claim.content)])))


def _denies_the_act(claim: Claim) -> bool:
    return claim.contrary and claim.event_type in VIOLENT and not denies_the_doer(claim)


def _event(claim: Claim, origin: int, *, has_act: bool) -> Iterator[SlotClaim]:
    """Whether it happened. With an act in the incident, a consequence speaks for the event only when it is held."""
    if denies_the_doer(claim):
        return
    if claim.event_type in _CONSEQUENCE:
        if has_act and not claim.holds:
            return
        yield _make(claim, origin, "event", None, words=claim.trigger.quote, population=None if has_act else whom_of(claim))
    else:
        yield _make(claim, origin, "event", None, words=claim.trigger.quote)


# ---------------------------------------------------------------- numbers


def _numbers(claim: Claim, origin: int) -> Iterator[SlotClaim]:
    slot = outcome_slot(claim.event_type)
    counted = False
    for given in claim.values:
        if given.slot in NUMBER_SLOTS and isinstance(given.value, Count):
            counted |= given.slot == slot
            words, whom = given.evidence.quote, whom_of(claim, given.value)
            yield _make(claim, origin, given.slot, given.value, words=words, population=whom)
    if claim.event_type in OUTCOME_SLOT and not counted:
        yield from _without_number(claim, origin, slot)


def _without_number(claim: Claim, origin: int, slot: str) -> Iterator[SlotClaim]:
    """A target without a number: "Turkish soldiers were injured" is one or more of them; denied, it is none or fewer."""
    targets = claim.of("target")
    words = targets[0].evidence.quote if targets else ""
    if claim.contrary:
        value = none_of_them(words) if words and is_anybody(words) else None
        yield _make(claim, origin, slot, value, words=words, population=whom_of(claim))
    elif targets:
        read = count.read_count(words)
        yield _make(claim, origin, slot, read or _some(words), words=words, population=whom_of(claim))


def _some(words: str) -> Count:
    return Count(low=1, high=None, words=words, exact=False, vague=True)


def is_anybody(words: str) -> bool:
    """Whether denied words mean nobody at all: "anyone", "any civilians" (accord rule 2)."""
    return bool(_ANYBODY.match(words.strip()))


def none_of_them(words: str) -> Count:
    """The number 0 that "anyone" under a denial stands for."""
    return Count(low=0, high=0, words=words)


def whom_of(claim: Claim, number: Count | None = None) -> str | None:
    """Whom a claim's number counts: the target's noun with the names before it ("Russian soldiers"), None for people.

    A proper name gives no population, so that no person's name travels in one.
    """
    targets = [value.evidence for value in claim.of("target")]
    noun = number.population if number is not None else None
    for words in targets:
        own = count.population_of(words.quote)
        if own is None or not _is_common(own, words.quote):
            continue
        if noun is None or own == noun:
            return " ".join([*_names_before(own, words, claim.passage), own])
    return noun


def _is_common(noun: str, words: str) -> bool:
    """Whether the noun stands in lower case in the words, or is of ``_PEOPLE``: then it is no name."""
    last = noun.split()[-1][:4]
    tokens = _TOKEN.findall(words)
    return noun in _PEOPLE or any(token.startswith(last) for token in tokens)


def _names_before(noun: str, words: Evidence, passage: Evidence) -> list[str]:
    """Capitalised words before the noun: whose soldiers they are. A sentence's first word counts only as a demonym."""
    at = words.span.start - passage.span.start
    before = passage.quote[:at].rstrip()[-1:] if 0 < at <= len(passage.quote) else ""
    opens = not before or before in ".!?\"“:"
    found = []
    for index, token in enumerate(_TOKEN.findall(words.quote)):
        if token.casefold()[:4] == noun[:4]:
            break
        proper = token[0].isupper() and token.casefold() not in _DETERMINERS and count.read_count(token) is None
        if proper and (index or not opens or _DEMONYM.search(token)):
            found.append(token)
    return found


# ---------------------------------------------------------------- who did it


def _doers(claim: Claim, origin: int) -> Iterator[SlotClaim]:
    slot = "parties" if claim.event_type in _TWO_SIDED else "actor"
    given: list[tuple[str, Value]] = [(one.evidence.quote, _as_actor(one)) for one in claim.of("actor")]
    own = claim.stance is Stance.CLAIMS_RESPONSIBILITY or (denies_the_doer(claim) and not given)
    voice = claim.origin.resolved
    if own and claim.origin.kind is not VoiceKind.PUBLISHER and not any(_is_named_doer(value) for _, value in given):
        given.append((voice, actor.read_actor(voice)))
    act = "violence" if claim.event_type in VIOLENT else claim.event_type.value
    for words, value in given:
        yield replace(_make(claim, origin, slot, value, words=words), act=act)


def _is_named_doer(value: Value) -> bool:
    """Whether the claim itself names who did it: "one of its militants" does not, so the voice that claims it is shown."""
    return isinstance(value, Actor) and (value.canonical_id is not None or is_party(value.words))


def _as_actor(given: SlotValue) -> Value:
    return given.value if isinstance(given.value, Actor) else actor.read_actor(given.evidence.quote)
