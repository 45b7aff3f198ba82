"""Slots that the model was not sure of: they stay empty with a reason, unless other words fill them. Texts are invented."""

from __future__ import annotations

from dataclasses import replace

from saidso.nouns.claim import Argument, EventMention, Role
from saidso.nouns.document import Document, Paragraph
from saidso.nouns.span import Span
from saidso.understand.slots import Slots
from saidso.values.event_type import EventType, Status

TEXT = "Three guards died on the ninth day of the siege of Orra."


def _at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _slots(event: EventMention) -> dict[str, list[str]]:
    document = Document(
        id="d0", sha256="0" * 64, text=TEXT, source="t.txt", format="txt", paragraphs=(Paragraph(span=Span(0, len(TEXT))),)
    )
    found: dict[str, list[str]] = {}
    for value in Slots(document, [event]).of(event):
        found.setdefault(value.slot, []).append(value.reason)
    return found


def test_a_doubtful_number_is_not_shown_beside_the_number_that_is_read() -> None:
    """ "Three guards" fills the killed; "ninth", of which the model was not sure, is then no second, empty value of it."""
    event = EventMention(
        id="E1",
        trigger=_at("died"),
        type=EventType.KILLING,
        status=Status.HAPPENED,
        incident="I1",
        arguments=(Argument(role=Role.TARGET, span=_at("Three guards")),),
        doubtful=(
            Argument(role=Role.COUNT, span=_at("ninth"), confidence=0.3),
            Argument(role=Role.PLACE, span=_at("Orra"), confidence=0.4),
        ),
    )
    found = _slots(event)
    assert found["killed"] == ["number inside the target's words"]
    assert found["place"] == ["not sure that these words belong here (0.40)"]
    alone = _slots(replace(event, arguments=()))
    assert alone["killed"] == ["not sure that these words belong here (0.30)"]
