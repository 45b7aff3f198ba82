"""One incident as a matrix: a row per slot, a column per origin, and in each cell what that origin's voices hold.

Pure: it decides what stands where; the terminal and the page draw it. Nothing here picks a winner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from saidso.nouns.claim import Claim, Stance, VoiceKind
from saidso.nouns.document import Document
from saidso.nouns.incident import Incident, Reading, SlotAccord
from saidso.show.wording import chain_words, slot_value_words, stance_word

_SLOT_ORDER = (
    *("event", "actor", "target", "killed", "injured", "missing", "abducted", "captured", "displaced", "released", "damaged"),
    *("count", "instrument", "place", "time", "origin", "destination"),
)
"""As the field's codebooks order them: what, who, to whom, how many, with what, where, when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One origin. ``name`` is its innermost voice, ``carriers`` who printed it, ``copies`` the documents beyond the first."""

    number: int
    name: str
    carriers: tuple[str, ...]
    copies: int
    agency: str | None = None

    @property
    def label(self) -> str:
        """ "O1 the defence ministry (in 2 documents)": folded, whether they copy one wire or quote one voice."""
        extra = f" (in {self.copies + 1} documents)" if self.copies else ""
        return f"O{self.number} {self.name}{extra}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing an origin holds in one slot: the value, the stance by word, the chain, and the numbers of its quotes."""

    value: str
    stance: str
    chain: str
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A slot with its accord and, per column, its entries; an empty cell is silence."""

    slot: str
    agreement: str
    kinds: tuple[str, ...]
    cells: tuple[tuple[Entry, ...], ...]
    best: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A claim's exact words, numbered as the cells cite them."""

    number: int
    claim: Claim
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The whole picture of one incident."""

    incident: Incident
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    quotes: tuple[Quote, ...]

    def numbers(self) -> dict[str, int]:
        """Claim id to the number of the column it stands in."""
        return {claim: number for number, part in enumerate(self.incident.origins.parts, start=1) for claim in part}


def matrix_of(incident: Incident, claims: Sequence[Claim], documents: Sequence[Document]) -> Matrix:
    """Lay out one incident.

    Args:
        incident: its slots and origins.
        claims: the claims of the incident, past the guard.
        documents: the documents they stand in, past the guard.
    """
    papers = {document.id: document for document in documents}
    held = {claim.id: claim for claim in claims}
    order = [held[c] for part in incident.origins.parts for c in part if c in held]
    order += [claim for claim in claims if claim not in order]
    number = {claim.id: index for index, claim in enumerate(order, start=1)}
    columns = tuple(_column(i, part, held) for i, part in enumerate(incident.origins.parts, start=1))
    slots = sorted(incident.slots, key=lambda slot: _rank(slot.slot))
    rows = [_row(slot, incident, held, number) for slot in slots]
    if all(slot.slot != "event" for slot in slots):
        rows.insert(0, _row(_event_slot(incident, held), incident, held, number))
    quotes = tuple(Quote(number=number[c.id], claim=c, document=papers[c.document_id]) for c in order if c.document_id in papers)
    return Matrix(incident=incident, columns=columns, rows=tuple(rows), quotes=quotes)


def _rank(slot: str) -> int:
    return _SLOT_ORDER.index(slot) if slot in _SLOT_ORDER else len(_SLOT_ORDER)


def _column(number: int, part: Sequence[str], held: dict[str, Claim]) -> Column:
    """An origin by the voice that most of its claims end in; a tie goes to the first."""
    claims = [held[claim_id] for claim_id in part if claim_id in held]
    names = Counter(claim.origin.resolved for claim in claims)
    carriers = tuple(dict.fromkeys(claim.publisher for claim in claims))
    agencies = Counter(claim.agency for claim in claims if claim.agency)
    return Column(
        number=number,
        name=names.most_common(1)[0][0] if names else "unnamed source",
        carriers=carriers,
        copies=max(0, len({claim.document_id for claim in claims}) - 1),
        agency=agencies.most_common(1)[0][0] if agencies else None,
    )


def _row(slot: SlotAccord, incident: Incident, held: dict[str, Claim], number: dict[str, int]) -> Row:
    cells = []
    for index, part in enumerate(incident.origins.parts):
        here = [reading for reading in slot.readings if index in reading.origins]
        cells.append(tuple(entry for reading in here for entry in _entries(slot.slot, reading, part, held, number)))
    return Row(slot=slot.slot, agreement=slot.agreement, kinds=slot.kinds, cells=tuple(cells), best=slot.best)


def _entries(slot: str, reading: Reading, part: Sequence[str], held: dict[str, Claim], number: dict[str, int]) -> list[Entry]:
    """One entry per chain: copies of a wire that tell one chain but for the paper are folded into the first."""
    members = set(part)
    claims = [held[claim_id] for claim_id in reading.claims if claim_id in members and claim_id in held]
    folded: dict[str, list[Claim]] = {}
    for claim in claims:
        folded.setdefault(_inner_chain(claim), []).append(claim)
    return [
        Entry(
            value=reading.value or _denied(slot, reading.stance),
            stance=stance_word(reading.stance),
            chain=chain_words(same[0]),
            quotes=tuple(sorted({number[claim.id] for claim in same})),
        )
        for same in folded.values()
    ]


def _inner_chain(claim: Claim) -> str:
    inner = [voice.resolved for voice in claim.chain if voice.kind is not VoiceKind.PUBLISHER]
    return " > ".join(inner).casefold() or claim.publisher.casefold()


def _denied(slot: str, stance: Stance) -> str:
    return "the event" if slot == "event" or stance is Stance.DENIES else "no value"


def _event_slot(incident: Incident, held: dict[str, Claim]) -> SlotAccord:
    """What the voices hold of the acts themselves, where the accord has no slot of its own for it."""
    origin = {claim_id: index for index, part in enumerate(incident.origins.parts) for claim_id in part}
    groups: dict[tuple[str, Stance], list[Claim]] = {}
    for claim in (held[claim_id] for claim_id in origin if claim_id in held):
        act = claim.event_type.value.replace("_", " ")
        words = act if claim.status.value == "happened" else f"{act} ({claim.status.value})"
        groups.setdefault((words, claim.stance), []).append(claim)
    readings = [
        Reading(value=words, stance=stance, claims=tuple(c.id for c in same), origins=tuple(sorted({origin[c.id] for c in same})))
        for (words, stance), same in groups.items()
    ]
    return SlotAccord(slot="event", agreement="", kinds=(), readings=tuple(readings))


def value_lines(claim: Claim) -> list[tuple[str, str, str, int, int]]:
    """A claim's values for its quote: slot, value, the exact words, start, end."""
    return [(v.slot, slot_value_words(v), v.evidence.quote, v.evidence.span.start, v.evidence.span.end) for v in claim.values]
