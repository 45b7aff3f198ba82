"""What the reader heard in a bare report, for the rules of origin: who says which stretch of it, and whether that is a denial.

Surface patterns (``cited``) know many ways of quoting and fail on the next; the reader knows what quoting looks like and misses
some plain ones. Together they err less than either (docs/linking.md has the figures). The rooms do not import each other:
whoever has a reader hands over what it heard.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from saidso.link.cited import Cited, is_voice
from saidso.link.names import same_name

_DEATH = re.compile(
    r"\b(?:never (?:made it|came|returned|left|reached|got)|(?:did|do|could|would) not (?:survive|live|make it))\b", re.IGNORECASE
)
""" "Never made it out alive" has the look of a denial, and tells a death."""

_STAFF = re.compile(
    r"(?:its|their|his|her|our|the (?:paper|station|agency|channel|broadcaster)['’]s)\s+(?:own\s+)?(?:\w+\s+)?"
    r"(?:correspondent|reporter|journalist|photographer|crew|team|staff|stringer|sources?)s?\b",
    re.IGNORECASE,
)
""" "Its correspondent" is the outlet itself: who is meant stands one voice further out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One attribution: the stretch ``[start, end)`` of the text it holds, and the names of its voices, outermost first.

    ``said_at`` is the place of the words by which the innermost says it, None where it merely goes on speaking; ``denied_at``
    are the places of the words by which one of them denies or doubts it.
    """

    start: int
    end: int
    names: tuple[str, ...]
    said_at: int | None = None
    denied_at: tuple[int, ...] = ()


def with_heard(cited: Cited, heard: Sequence[Heard], sentence: str, at: int, outlets: Sequence[str]) -> Cited:
    """What the patterns read in a sentence, mended by what the reader heard in it.

    A denial that either saw is one. Where the patterns found nobody, the reader's innermost voice speaks; where they found
    "its correspondent", the outlet does.

    Args:
        cited: what ``cited_in`` gives for the sentence.
        heard: all that was heard in the text.
        sentence, at: its words, and where it begins in the text.
        outlets: of all reports at hand, its own first: what it says of itself is nobody's quotation, and a report that
            merely names another outlet may have it from anybody (``reports`` finds those by their names).
    """
    stretch = at, at + len(sentence)
    inside = [one for one in heard if one.start < stretch[1] and stretch[0] < one.end]
    # A denial in another sentence ("The army denied this.") is another voice's; this one holds what it says.
    denied = [place for one in inside for place in one.denied_at if stretch[0] <= place < stretch[1]]
    denies = cited.denies or (bool(denied) and not _DEATH.search(sentence))
    # Who goes on speaking without a word of saying is the reader's weakest guess, and weather and wire copy have no speaker.
    spoken = [one for one in inside if one.said_at is not None and stretch[0] <= one.said_at < stretch[1]]
    deepest = max(spoken, key=lambda one: (len(one.names), -one.start), default=None)
    names = [name for name in deepest.names if is_voice(name)] if deepest else []
    found = replace(cited, denies=denies)
    if cited.name is not None and _STAFF.match(cited.name):
        outlet = cited.relay or next((name for name in reversed(names) if not _STAFF.match(name)), None)
        return found if outlet is None else replace(found, name=outlet, relay=None, at_scene=True)
    if cited.name is not None or cited.at_scene or not names or any(same_name(names[-1], each) for each in outlets):
        return found
    if _STAFF.match(names[-1]):
        return replace(found, name=names[-2], at_scene=True) if len(names) > 1 else replace(found, at_scene=True)
    relay = names[-2] if len(names) > 1 and not same_name(names[-2], outlets[0]) else None
    return replace(found, name=names[-1], relay=relay)
