"""What "this" stands for when somebody denies it: the events of what was last said before.

    The office said that two villagers were hurt, although this was denied by local officials.

The content of the denial is the one word "this". Source of the rule: gold/GUIDELINES.md, "An anaphor in a content: about
names the most recent mention it stands for". It is used only where the model itself names no event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

Pair = tuple[int, int]

REACH = 2
"""Sentences that an anaphor reaches back."""

_ANAPHOR = re.compile(
    r"(?:both |all |any of |any |such an? |an? )?"
    r"(?:this|that|it|these|those|which|so|(?:(?:the|this|that|these|those|such|any|an?) )?"
    r"(?:claim|allegation|accusation|charge|report|assertion|statement|suggestion|account|figure|version|number)s?)"
    r"(?: (?:was|were|is|are|has|have|had|been|be))*",  # a border that the model drew a word too late
    re.IGNORECASE,
)


_JOINT = re.compile(
    r"[\s,;:–—-]*(?:\b(?:albeit|but|although|though|while|and|however|yet|whereas|which)\b[\s,]*)?$", re.IGNORECASE
)


def cut_before(text: str, content: Pair, at: int) -> Pair:
    """A content that runs on into the answer to it, cut where the answer begins: "two were hurt, although" loses its joint too.

    Args:
        at: where the anaphor of the answer stands; outside the content nothing is cut.
    """
    if not content[0] < at < content[1]:
        return content
    kept = _JOINT.sub("", text[content[0] : at])
    return (content[0], content[0] + len(kept)) if kept else content


class Spoken(Protocol):
    """What is needed of an attribution: where its cue and its content stand."""

    cue: Pair | None
    content: Pair


def is_anaphor(words: str) -> bool:
    """Whether a content is nothing but a word that stands for something said before."""
    return _ANAPHOR.fullmatch(" ".join(words.split()).strip(".,;:\"'“”’")) is not None


def antecedent(
    text: str, at: int, voices: Sequence[Spoken], about: Sequence[Sequence[int]], triggers: Sequence[Pair], first: int
) -> tuple[int | None, list[int]]:
    """Whom and what the anaphor in attribution ``at`` stands for.

    Args:
        voices: all attributions, in order; ``about`` the events of each, as indices into ``triggers``.
        triggers: the event mentions, in order.
        first: where the sentences that the anaphor may reach begin.

    Returns:
        The attribution it takes up, or None, and the events: those of the nearest content before it, else the nearest
        event; nothing where there is neither.
    """
    start = voices[at].content[0]
    for other in range(len(voices) - 1, -1, -1):
        before = [k for k in about[other] if first <= triggers[k][0] < start]
        if other != at and before and voices[other].content[0] < start:
            nearest = text[voices[other].content[0] : start]
            if "\n\n" not in nearest:
                return other, before
    near = [k for k, trigger in enumerate(triggers) if first <= trigger[0] < start and "\n\n" not in text[trigger[0] : start]]
    return None, near[-1:]
