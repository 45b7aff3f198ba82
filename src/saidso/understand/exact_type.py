"""Types that one word decides, whatever the model saw."""

from __future__ import annotations

import re

from saidso.values.event_type import EventType

Pair = tuple[int, int]
_MARTYRDOM = re.compile(r"\b(?:suicide|martyrdom|shaheed|shahid|kamikaze|istishhadi)[ -](?:car[ -]|truck[ -])?$", re.IGNORECASE)
_MARTYRDOM_ACT = re.compile(
    r"(?:suicide|martyrdom|shaheed|shahid|kamikaze)[ -](?:attack|operation|bombing|mission|raid)s?", re.IGNORECASE
)


def exact_type(kind: EventType, text: str, trigger: Pair) -> EventType:
    """ "suicide attack", "martyrdom operation": the word before the act, in the trigger or right before it, makes it exact."""
    before = kind in (EventType.ATTACK, EventType.BOMBING) and _MARTYRDOM.search(text, max(0, trigger[0] - 30), trigger[0])
    inside = _MARTYRDOM_ACT.fullmatch(text, *trigger)
    return EventType.SUICIDE_ATTACK if before or inside else kind
