"""One claim as a reviewer reads it: the quote in its document, and field by field what the machine read and what others say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from saidso.ledger import Ledger
from saidso.ledger.agreement import MACHINE_FIELDS, machine_fields
from saidso.ledger.around import holding
from saidso.ledger.review import SLOTS
from saidso.nouns.claim import Claim, SlotValue, Stance
from saidso.nouns.document import Document
from saidso.nouns.incident import Incident, SlotAccord
from saidso.nouns.judgement import Decision, Judgement
from saidso.show.web.frame.marked import Mark, Passage, marks_of, passages_of

AROUND = 5
"""Paragraphs shown before and after the passage; the whole document is a click away."""
MOST_OTHERS = {True: 3, False: 1}
"""Other readings of a slot shown beside a field, by whether the voices contradict each other there; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What other origins say in the same slot, with one stance: ``name`` is the first's, ``claim`` leads to its words.

    ``contradicts``: the accord of the slot is contradictory, and this claim does not hold the value.
    """

    value: str
    stance: Stance
    name: str
    origins: tuple[int, ...]
    contradicts: bool
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that a claim says.

    ``machine`` is what was read, as an edit would write it ("" is silence); ``value`` what stands for this reviewer: their own
    edit, else the machine's. ``edits`` are everybody's that may be seen here. ``sure`` is the model's probability, None where
    it gave none; ``unsure`` whether it marked the field itself.
    """

    name: str
    machine: str
    value: str
    read: tuple[SlotValue, ...] = ()
    doubtful: tuple[SlotValue, ...] = ()
    edits: tuple[Judgement, ...] = ()
    others: tuple[Other, ...] = ()
    more_others: int = 0
    accord: SlotAccord | None = None
    sure: float | None = None
    unsure: bool = False

    @property
    def line(self) -> str:
        """``value`` as a field of a form holds it: in one line."""
        return " ".join(self.value.split())

    @property
    def silent(self) -> bool:
        """Whether nobody, neither the machine nor a person, has put anything here."""
        return not (self.machine or self.read or self.doubtful or self.edits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A claim with all that is on its screen; ``before`` and ``after`` say whether the document goes on beyond what is shown."""

    claim: Claim
    document: Document
    passages: tuple[tuple[Passage, bool], ...]
    before: bool
    after: bool
    fields: tuple[Field, ...]
    incident: Incident | None
    decisions: tuple[Judgement, ...]

    def field(self, name: str) -> Field | None:
        """The field of this name."""
        return next((each for each in self.fields if each.name == name), None)

    @property
    def said(self) -> tuple[Field, ...]:
        """The fields that hold something."""
        return tuple(each for each in self.fields if not each.silent)

    @property
    def silent(self) -> tuple[Field, ...]:
        """Those that the words leave open, as far as anybody has read."""
        return tuple(each for each in self.fields if each.silent)


def task_of(ledger: Ledger, claim: Claim, *, decisions: tuple[Judgement, ...], person: str | None) -> Task:
    """The screen of a claim.

    Args:
        ledger: where it is.
        claim: as the newest model reads it.
        decisions: what stands on it, as far as this person may see it.
        person: whose edits stand in the fields; None is nobody yet.
    """
    document = ledger.document(claim.document_id)
    incident = holding(ledger.store, claim.id)
    passages, before, after = _around(document, claim)
    return Task(
        claim=claim,
        document=document,
        passages=passages,
        before=before,
        after=after,
        fields=_fields(ledger, claim, decisions, person, incident),
        incident=incident,
        decisions=decisions,
    )


def _around(document: Document, claim: Claim) -> tuple[tuple[tuple[Passage, bool], ...], bool, bool]:
    """The paragraphs of the passage, each marked so, with those around them."""
    marks = [Mark(span=claim.passage.span, what="passage", claim=claim.id), *marks_of(claim)]
    here = [paragraph.span.overlaps(claim.passage.span) for paragraph in document.paragraphs]
    inside = [at for at, overlaps in enumerate(here) if overlaps] or [0]
    first, last = max(0, inside[0] - AROUND), min(len(here), inside[-1] + AROUND + 1)
    shown = passages_of(replace(document, paragraphs=document.paragraphs[first:last]), marks)
    return tuple(zip(shown, here[first:last], strict=True)), first > 0, last < len(here)


def _fields(
    ledger: Ledger, claim: Claim, decisions: Sequence[Judgement], person: str | None, incident: Incident | None
) -> tuple[Field, ...]:
    machine, beside = machine_fields(claim), _Beside(ledger, claim, incident)
    edits = [each for each in decisions if each.decision == Decision.EDIT and each.slot]
    unsure = {words.partition(":")[0]: float(words.partition(":")[2] or 0) for words in claim.unsure}
    found = []
    for name in (*MACHINE_FIELDS, *SLOTS):
        given = tuple(each for each in edits if each.slot == name)
        mine = [each.value or "" for each in given if each.person == person]
        values = tuple(each for each in claim.values if each.slot == name)
        accord = beside.accord("event" if name == "status" else name)
        others, more = beside.others(accord)
        sure = unsure.get(name, claim.confidence if name == "type" else min((v.confidence for v in values), default=None))
        found.append(
            Field(
                name=name,
                machine=machine.get(name, ""),
                value=mine[-1] if mine else machine.get(name, ""),
                read=tuple(each for each in values if not each.doubtful),
                doubtful=tuple(each for each in values if each.doubtful),
                edits=given,
                others=others,
                more_others=more,
                accord=accord,
                sure=sure,
                unsure=name in unsure,
            )
        )
    return tuple(found)


class _Beside:
    """What the other origins of the incident say, slot by slot."""

    def __init__(self, ledger: Ledger, claim: Claim, incident: Incident | None) -> None:
        self._ledger = ledger
        self._claim = claim
        self._incident = incident
        self._names: dict[str, str] = {}

    def accord(self, slot: str) -> SlotAccord | None:
        """How the voices stand in a slot; None where there is only this claim."""
        slots = self._incident.slots if self._incident else ()
        return next((each for each in slots if each.slot == slot), None)

    def others(self, accord: SlotAccord | None) -> tuple[tuple[Other, ...], int]:
        """Readings of other origins, contradicting ones first, and how many there are beyond those shown.

        A wire copy of this claim is none of another origin.
        """
        if accord is None or self._incident is None:
            return (), 0
        parts = self._incident.origins.parts
        own = {number for number, part in enumerate(parts) if self._claim.id in part}
        held = {each.value for each in accord.readings if self._claim.id in each.claims}
        apart = accord.agreement == "contradictory"
        said = [(reading, tuple(number for number in reading.origins if number not in own)) for reading in accord.readings]
        every = [(apart and reading.value not in held, reading, numbers) for reading, numbers in said if numbers]
        every.sort(key=lambda one: (not one[0], -len(one[2])))
        found = [one for one in every if one[0]] or every  # what agrees is not listed beside what contradicts, but counted
        shown = (
            (contradicts, reading, numbers, next(each for each in reading.claims if each in parts[numbers[0]]))
            for contradicts, reading, numbers in found[: MOST_OTHERS[apart]]
        )
        others = tuple(
            Other(
                value=reading.value,
                stance=reading.stance,
                name=self._name(claim),
                origins=tuple(number + 1 for number in numbers),
                contradicts=contradicts,
                claim=claim,
            )
            for contradicts, reading, numbers, claim in shown
        )
        return others, len(every) - len(others)

    def _name(self, claim: str) -> str:
        if claim not in self._names:
            self._names[claim] = self._ledger.claim(claim).origin.resolved
        return self._names[claim]

