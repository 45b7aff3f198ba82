"""Who has not spoken: the parties an incident is about whom no document quotes. A line to read, never an argument.

Silence contradicts nothing, and it proves nothing: a party may have spoken where no document of this ledger heard it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from saidso.nouns.claim import Claim, VoiceKind
from saidso.values.actor import Actor, read_actor
from saidso.values.actor_base import actor_base

PARTIES = frozenset({"state_forces", "government", "armed_group", "political_party", "militia", "police"})
"""Kinds of actors that have a side in a conflict; an outlet, an agency of the UN or a charity is no party."""

ROLES = ("actor", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheard:
    """A party nobody quotes. ``roles``: actor, target, or publisher (the side that an outlet of these documents belongs to)."""

    party: str
    name: str
    roles: tuple[str, ...]


def unheard(claims: Iterable[Claim]) -> tuple[Unheard, ...]:
    """Parties named as actor or target, and the sides of the publishers, that no chain of these claims quotes.

    A party has spoken where a voice of any chain is it, is a part of it, is what it is part of, or is another office of
    its state: the defence ministry speaks for the army. The publisher's own words are no quotation of its side, but a
    statement that it issued is. Only parties that the knowledge base knows by name appear: of "the army" nobody can say
    whether it was heard.
    """
    given = sorted(claims, key=lambda claim: claim.id)
    roles: dict[str, set[str]] = {}
    for claim in given:
        for slot in ROLES:
            for found in claim.of(slot):
                if isinstance(found.value, Actor) and found.value.canonical_id and found.value.kind in PARTIES:
                    roles.setdefault(found.value.canonical_id, set()).add(slot)
        if side := _side(claim.publisher):
            roles.setdefault(side, set()).add("publisher")
    heard = {speaker for claim in given for speaker in _speakers(claim)}
    missing = [party for party in sorted(roles) if not any(_one_side(party, speaker) for speaker in heard)]
    return tuple(Unheard(party=party, name=_name(party), roles=tuple(sorted(roles[party]))) for party in missing)


def _side(publisher: str) -> str | None:
    """The party that an outlet belongs to, where the knowledge base says so."""
    known = read_actor(publisher).canonical_id
    return next((above for above in _above(known) if _kind(above) in PARTIES), None) if known else None


def _speakers(claim: Claim) -> set[str]:
    voices = [voice for voice in claim.chain if voice.kind is not VoiceKind.PUBLISHER]
    found = {read_actor(words) for voice in voices for words in (voice.resolved, voice.words)}
    # A party that publishes itself speaks in every line of it; an outlet of its side does not.
    found |= {own for own in (read_actor(claim.publisher),) if own.kind in PARTIES}
    # "an SDF commander" is a person of the SDF: his words are its own, as far as "has anybody asked them" goes.
    sides = {read_actor(one.affiliation) for one in found if one.canonical_id is None and one.affiliation}
    return {one.canonical_id for one in found | sides if one.canonical_id}


def _one_side(party: str, speaker: str) -> bool:
    if party == speaker or party in _above(speaker) or speaker in _above(party):
        return True
    # Offices of one state: we err towards "heard", for the line must not be read as a reproach.
    return ":" in party and ":" in speaker and party.partition(":")[0] == speaker.partition(":")[0]


def _above(actor_id: str) -> tuple[str, ...]:
    return tuple(actor_base().above(actor_id))


def _kind(actor_id: str) -> str:
    known = actor_base().by_id(actor_id)
    return known.kind if known else ""


def _name(actor_id: str) -> str:
    known = actor_base().by_id(actor_id)
    return known.name if known else actor_id
