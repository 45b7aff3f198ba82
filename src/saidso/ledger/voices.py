"""The record of a voice: what it said and printed, whom it quotes, who quotes it, who later said otherwise. Never a score.

Counts stand with the ids behind them, so that each can be opened and read. That somebody was contradicted says nothing of who is
right; it says that two voices differ, and who they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from saidso.errors import LedgerError
from saidso.ledger import schema
from saidso.ledger.search_index import Audience, ready
from saidso.ledger.search_words import fold
from saidso.nouns.claim import Claim, Stance, VoiceKind
from saidso.nouns.incident import Incident, SlotAccord

if TYPE_CHECKING:
    from saidso.ledger.ledger import Ledger

_HOLDS = frozenset({Stance.SAYS, Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Another voice in whose company one stands: how many claims, and in which incidents."""

    voice: str
    claims: tuple[str, ...]
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRecord:
    """What a ledger holds of one voice (a publisher, a body, a person with an office).

    ``own`` are claims it makes itself, as the innermost voice; ``printed`` claims it publishes for somebody else. ``first`` and
    ``copied`` are claims of origins that several documents print: whether its document came first, or after another's.
    ``contradicted_by`` are voices that later held something else in a slot of one incident whose voices contradict each
    other, ``same_as`` voices of other origins that later held the same; each with the claims in which they did.
    """

    name: str
    documents: tuple[str, ...]
    incidents: tuple[str, ...]
    own: tuple[str, ...]
    printed: tuple[str, ...]
    stances: tuple[tuple[str, int], ...]
    quotes: tuple[Met, ...]
    quoted_by: tuple[Met, ...]
    first: tuple[str, ...]
    copied: tuple[str, ...]
    contradicted_by: tuple[Met, ...]
    same_as: tuple[Met, ...]


def record_of(name: str, told: Iterable[tuple[Incident, tuple[Claim, ...]]]) -> VoiceRecord:
    """The record of a voice out of the incidents it speaks in. Pure: give it records past the guard, and it holds no more."""
    key, gathered = fold(name), _Gathered()
    for incident, claims in told:
        gathered.add(key, incident, claims)
    return gathered.record(name)


def incidents_with(ledger: Ledger, name: str, audience: Audience = Audience.DESK) -> list[str]:
    """Ids of the incidents in which this voice stands in a chain, by id; names that fold alike are one voice.

    For ``Audience.PUBLIC`` only names that passed the guard are known (see ``search``).

    Raises:
        LedgerError: nobody of this name speaks in the ledger.
    """
    ready(ledger.store)
    terms, lines = schema.incident_terms.c, schema.incident_lines.c
    rows = select(lines.incident_id).join(schema.incident_terms, terms.line == lines.line)
    rows = rows.where(terms.kind == "voice", terms.term == f" {fold(name)}", terms.audience == audience.value)
    with ledger.store.reading() as connection:
        found = list(connection.scalars(rows.order_by(lines.incident_id)))
    if not found:
        raise LedgerError(f"{ledger.path}: nobody called {name!r} speaks in it. The list of voices has those who do.")
    return found


class _Gathered:
    """What is known so far; ids are kept in the order in which they were met."""

    def __init__(self) -> None:
        self.documents: dict[str, None] = {}
        self.incidents: dict[str, None] = {}
        self.own: list[str] = []
        self.printed: list[str] = []
        self.first: list[str] = []
        self.copied: list[str] = []
        self.stances: Counter[str] = Counter()
        self.met: dict[str, dict[str, tuple[dict[str, None], dict[str, None]]]] = {}

    def add(self, key: str, incident: Incident, claims: tuple[Claim, ...]) -> None:
        """Take in one incident: what the voice of this key says there, and whom it meets."""
        mine = [claim for claim in claims if any(fold(voice.resolved) == key for voice in claim.chain)]
        own = {claim.id: claim for claim in mine if fold(claim.origin.resolved) == key}
        for claim in mine:
            self.documents[claim.document_id] = None
            self.incidents[incident.id] = None
            self._one(key, incident, claim)
        self._copies(incident, {claim.id: claim for claim in claims}, {c.id for c in mine if fold(c.publisher) == key})
        for slot in incident.slots:
            self._later(slot, incident, own, {claim.id: claim for claim in claims})

    def _one(self, key: str, incident: Incident, claim: Claim) -> None:
        if fold(claim.origin.resolved) == key:
            self.own.append(claim.id)
            self.stances[claim.stance.value] += 1
        elif fold(claim.publisher) == key:
            self.printed.append(claim.id)
        names = [fold(voice.resolved) for voice in claim.chain]
        at = len(names) - 1 - names[::-1].index(key)
        if at + 1 < len(claim.chain):
            self._meets("quotes", claim.chain[at + 1].resolved, claim, incident)
        if at and claim.chain[at].kind is not VoiceKind.PUBLISHER and names[at - 1] != key:
            self._meets("quoted_by", claim.chain[at - 1].resolved, claim, incident)

    def _copies(self, incident: Incident, held: dict[str, Claim], printed: set[str]) -> None:
        """First or copy, in origins that several documents print; without a day nobody was first."""
        for part in incident.origins.parts:
            claims = [held[each] for each in part if each in held]
            days = [claim.said_on for claim in claims]
            if len({claim.document_id for claim in claims}) < 2 or None in days:
                continue
            earliest = min(day for day in days if day is not None)
            alone = len({claim.document_id for claim in claims if claim.said_on == earliest}) == 1
            for claim in claims:
                if claim.id in printed and claim.said_on == earliest and alone:
                    self.first.append(claim.id)
                elif claim.id in printed and claim.said_on != earliest:
                    self.copied.append(claim.id)

    def _later(self, slot: SlotAccord, incident: Incident, own: dict[str, Claim], held: dict[str, Claim]) -> None:
        """Voices that later hold the same or something else in a slot; a later word of one's own is a change of mind."""
        origin = {claim: at for at, part in enumerate(incident.origins.parts) for claim in part}
        for reading in slot.readings:
            for mine in (own[each] for each in reading.claims if each in own):
                for other in slot.readings:
                    same = other.value == reading.value and {other.stance, reading.stance} <= _HOLDS
                    if not same and slot.agreement != "contradictory":
                        continue
                    for claim in (held[each] for each in other.claims if each in held):
                        if _is_later(claim, mine) and origin.get(claim.id) != origin.get(mine.id) and claim.id not in own:
                            kind = "same_as" if same else "contradicted_by"
                            self._meets(kind, claim.origin.resolved, claim, incident)

    def _meets(self, kind: str, voice: str, claim: Claim, incident: Incident) -> None:
        claims, incidents = self.met.setdefault(kind, {}).setdefault(voice, ({}, {}))
        claims[claim.id] = None
        incidents[incident.id] = None

    def _of(self, kind: str) -> tuple[Met, ...]:
        """Voices of one kind, those met most often first."""
        found = self.met.get(kind, {})
        order = sorted(found, key=lambda voice: (-len(found[voice][0]), voice))
        return tuple(Met(voice=each, claims=tuple(found[each][0]), incidents=tuple(found[each][1])) for each in order)

    def record(self, name: str) -> VoiceRecord:
        """What was taken in so far, as the record of the voice of this name."""
        return VoiceRecord(
            name=name,
            documents=tuple(self.documents),
            incidents=tuple(self.incidents),
            own=tuple(self.own),
            printed=tuple(self.printed),
            stances=tuple(self.stances.most_common()),
            quotes=self._of("quotes"),
            quoted_by=self._of("quoted_by"),
            first=tuple(self.first),
            copied=tuple(self.copied),
            contradicted_by=self._of("contradicted_by"),
            same_as=self._of("same_as"),
        )


def _is_later(claim: Claim, other: Claim) -> bool:
    return claim.said_on is not None and other.said_on is not None and claim.said_on > other.said_on
