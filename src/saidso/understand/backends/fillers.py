"""Scores of the filler head -> role fillers: a layer of BIO tags for each of MUC-4's roles."""

from __future__ import annotations

import re
from collections.abc import Mapping

from saidso.nouns.span import Span
from saidso.understand import decode, labels
from saidso.understand.decode import Floats, Ints
from saidso.understand.model import RoleFiller

THRESHOLD = 0.5
"""Where model.json names no threshold of its own."""

LOW = 0.5
"""A filler goes on while its words have this share of the threshold: "members of the column" is one filler."""

_LEADING = re.compile(
    r"(?:(?:of|the|a|an|by|and|or|in|at|with|from|to|for|on|that|was|were)\b(?!-)[\s\"“'‘(\[]*)+",
    re.IGNORECASE,
)
"""Words before a noun phrase that a run of tokens may drag along."""

_MARKS = "()[]\"“”'‘’"


def role_fillers(text: str, offsets: Ints, scores: Floats, at: Mapping[str, float]) -> tuple[RoleFiller, ...]:
    """The fillers of every role, in text order; one stretch of words may fill two roles.

    Args:
        offsets: (pieces, 2) code points of the pieces. scores: (pieces, roles * 3) BIO scores, before the softmax.
        at: thresholds of model.json: "filler_PerpInd" and so on for one role, else "filler" for all, else 0.5. A filler counts
            when one of its pieces is more probably inside it than this.
    """
    p = decode.softmax(scores.reshape(len(offsets), len(labels.FILLER_ROLES), 3))
    joined = decode.joined_words(text, offsets)
    found: list[RoleFiller] = []
    for layer, role in enumerate(labels.FILLER_ROLES):
        threshold = at.get(f"filler_{role}", at.get("filler", THRESHOLD))
        inside, begins = 1 - p[:, layer, 0], p[:, layer, 1] > p[:, layer, 2]
        for first, last, _ in decode.chunks(inside, begins, threshold, low=LOW * threshold, joined=joined):
            span = decode.whole_words(text, int(offsets[first, 0]), int(offsets[last, 1]))
            words = _bare(text, *span)
            if words is not None:
                surest = float(inside[first : last + 1].max())
                found.append(RoleFiller(role=role, span=Span(*words), confidence=surest))
    return tuple(sorted(found, key=lambda f: (f.span, f.role)))


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words without brackets, quotation marks and small words at their edges: the keys' strings have none."""
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    while start < end and (inner := decode.trimmed(text, start, end)) is not None:
        start, end = inner
        if text[start] in _MARKS:
            start += 1
        elif text[end - 1] in _MARKS and not (text[end - 1] in ")]" and any(c in "([" for c in text[start:end])):
            end -= 1
        else:
            return inner
    return None
