"""From a coded row to claims: who codes it, whom it names as sources, and which of them hold its numbers.

The publisher of the data set is the first voice of every claim. Where the row leads to one source alone, its values are that
source's: "UCDP says that the Courier says that the ministry says". Where it names several, nobody can say which of them gave
which number: the values are the publisher's own, and each source holds no more than the event. What only the publisher can
know, as a best estimate, is a claim of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from saidso.nouns.claim import (
    IMPORTED,
    Attribution,
    Claim,
    EntityMention,
    EventMention,
    Extraction,
    SlotValue,
    Stance,
    Voice,
    VoiceKind,
)
from saidso.nouns.document import Document
from saidso.nouns.span import Span
from saidso.read.coded.sheet import cut
from saidso.values.event_type import EventType, Status

UNKNOWN_PUBLISHER = "unknown publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A source that a row names: its words, and the name of the column that makes it one."""

    words: Span
    cue: Span


Line = tuple[Named, ...]
"""Sources behind the publisher, outermost first; empty is the publisher itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What one row says. ``lines`` lead to its sources, the first of them holds ``values``; ``own`` are the publisher's.

    ``bodies`` and ``places`` are the cells that name a body or a place by what their columns mean: the guard, which takes
    every other name in a row for a private person's, lets them pass.
    """

    type: EventType
    trigger: Span
    passage: Span
    lines: tuple[Line, ...]
    values: tuple[SlotValue, ...]
    own: tuple[SlotValue, ...] = ()
    bodies: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    stance: Stance = Stance.SAYS
    status: Status = Status.HAPPENED
    unsure: tuple[str, ...] = ()


def lines_of(outlets: Sequence[Named], origins: Sequence[Named], text: str) -> tuple[Line, ...]:
    """The lines of sources of a row that names outlets and, behind them, origins (either may be empty).

    One origin: every outlet leads to it, and the values are its. Several, and no row says which outlet printed which of them:
    the first line is the publisher's, each source has one of its own.
    """
    if len(origins) == 1:
        last = origins[0]
        return tuple((one,) if _key(one, text) == _key(last, text) else (one, last) for one in outlets) or ((last,),)
    if not origins and len(outlets) <= 1:
        return (tuple(outlets),)
    printed = {_key(one, text) for one in outlets}
    return ((), *((one,) for one in outlets), *((one,) for one in origins if _key(one, text) not in printed))


def also(kinds: Sequence[EventType]) -> tuple[str, ...]:
    """What a claim is not sure of where its code can stand for several of our types: it was taken for the first."""
    others = ", ".join(kind.value for kind in kinds[1:])
    return (f"type: its code also stands for {others}",) if others else ()


def _key(one: Named, text: str) -> str:
    return one.words.of(text).casefold()


def extraction_of(document: Document, coding: Coding, model: str) -> Extraction:
    """The extraction of an imported row: one event, its sources as attributions, its claims. ``model`` is "acled@1"."""
    event = EventMention(id="E1", trigger=coding.trigger, type=coding.type, status=coding.status, incident="I1")
    paths = list(dict.fromkeys(line[: depth + 1] for line in coding.lines for depth in range(len(line))))
    ids = {path: f"A{number}" for number, path in enumerate(paths, start=1)}
    attributions = tuple(
        Attribution(
            id=ids[path],
            source=path[-1].words,
            cue=path[-1].cue,
            content=(coding.trigger,),
            stance=_stance(coding, path),
            about=("E1",),
            parent=ids.get(path[:-1]),
        )
        for path in paths
    )
    entities = [*((span, "Organisation") for span in coding.bodies), *((span, "Location") for span in coding.places)]
    return Extraction(
        document_id=document.id,
        model=f"{IMPORTED}{model}",
        events=(event,),
        attributions=attributions,
        entities=tuple(EntityMention(span=span, type=kind) for span, kind in entities),
        claims=tuple(_claim(document, coding, line, values, model) for line, values in _held(coding)),
    )


def _stance(coding: Coding, path: Line) -> Stance:
    """The row's stance is that of its innermost voices; who only passes it on says."""
    return coding.stance if path in coding.lines else Stance.SAYS


def _held(coding: Coding) -> list[tuple[Line, tuple[SlotValue, ...]]]:
    """Each line of voices with the values it holds."""
    first, *others = coding.lines
    if not first or not coding.own:
        return [(first, coding.values + coding.own), *((line, ()) for line in others)]
    return [(first, coding.values), ((), coding.own), *((line, ()) for line in others)]


def _claim(document: Document, coding: Coding, line: Line, values: tuple[SlotValue, ...], model: str) -> Claim:
    known = document.metadata
    publisher = Voice(
        kind=VoiceKind.PUBLISHER,
        words=known.publisher.value or UNKNOWN_PUBLISHER,
        stance=Stance.SAYS if line else coding.stance,
    )
    voices = [
        Voice(
            kind=VoiceKind.SOURCE,
            words=one.words.of(document.text),
            stance=_stance(coding, line[: depth + 1]),
            evidence=cut(document, one.words),
            cue=cut(document, one.cue),
        )
        for depth, one in enumerate(line)
    ]
    chain = (publisher, *voices)
    return Claim(
        id=_identity(document.id, coding.trigger, line),
        document_id=document.id,
        model=f"{IMPORTED}{model}",
        event_type=coding.type,
        status=coding.status,
        trigger=cut(document, coding.trigger),
        group=f"{document.id}:I1",
        chain=chain,
        stance=chain[-1].stance,
        content=(cut(document, coding.trigger),) if line else (),
        passage=cut(document, coding.passage),
        values=values,
        said_on=known.published_on.value,
        unsure=coding.unsure,
    )


def _identity(document_id: str, trigger: Span, line: Line) -> str:
    """A claim's id: "c" and 16 hex digits over the row and the spans of its sources; the row's bytes are in its document's id."""
    text = "|".join((document_id, str(trigger), *(str(one.words) for one in line)))
    return "c" + hashlib.sha256(text.encode()).hexdigest()[:16]
