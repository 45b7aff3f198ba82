"""Whom a pronoun or "the ministry" stands for, where exactly one voice of the document remains.

When two candidates remain we do not choose: the words stay, unresolved. A missed name costs a reviewer a minute,
a wrong one puts words into somebody's mouth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from saidso.nouns.claim import Attribution
from saidso.nouns.span import Span

REACH = 3
"""A pronoun holder is looked for among the sources of at most this many sentences before it."""

_ONE_PERSON = frozenset({"he", "she"})
_ONE_BODY = frozenset({"it"})
_SEVERAL = frozenset({"they"})
_PRONOUNS = _ONE_PERSON | _ONE_BODY | _SEVERAL
_DEFINITE = re.compile(r"^(?:the|this|that)\s+(?:same\s+)?(?:[\w-]+\s+)?(\w[\w-]*)$", re.I)
_PERSON_NOUNS = frozenset(
    "spokesman spokeswoman spokesperson minister governor mayor president general colonel major captain "
    "commander officer official leader resident witness doctor source envoy "
    "ambassador chief director representative deputy lawmaker senator activist analyst "
    "secretary chairman sheikh priest teacher farmer shopkeeper driver villager woman man mother father".split()
)
_BODY_NOUNS = frozenset(
    "ministry army government police agency group movement party front organisation organization observatory union force "
    "forces command council office directorate authority court statement communique bureau brigade brigades "
    "militia network committee embassy "
    "department state regime coalition alliance company newspaper website channel".split()
)


def resolve(text: str, sentences: Sequence[tuple[int, int]], attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with ``holder`` set where a pronoun or definite description has one candidate.

    Args:
        sentences: (start, end) of the document's sentences, in order.
    """
    return tuple(
        replace(a, holder=_holder(text, sentences, attributions, a)) if a.source is not None and a.holder is None else a
        for a in attributions
    )


def _holder(
    text: str, sentences: Sequence[tuple[int, int]], attributions: Sequence[Attribution], one: Attribution
) -> Span | None:
    assert one.source is not None
    words = one.source.of(text).strip().lower()
    before = [a.source for a in attributions if a.source is not None and a.source.end <= one.source.start]
    named = sorted({s for s in before if s.of(text).strip().lower() not in _PRONOUNS})
    if words in _PRONOUNS:
        first = _sentence_of(sentences, one.source.start) - REACH
        near = [s for s in named if _sentence_of(sentences, s.start) >= first]
        return _only(text, [s for s in near if _fits(s.of(text), words)])
    definite = _DEFINITE.match(words)
    if definite is None:
        return None
    head, own = definite.group(1), set(_folded(words).split())
    # Only a fuller name explains a shorter one: "the ministry" is "the defence ministry", never the other way round.
    return _only(text, [s for s in named if own < set(_folded(s.of(text)).split()) and head in _folded(s.of(text)).split()])


def _only(text: str, candidates: list[Span]) -> Span | None:
    """The last mention of the one voice that all candidates name; None where they name two."""
    voices = {_folded(s.of(text)) for s in candidates}
    longest = max(voices, key=len, default="")
    if not voices or any(not set(v.split()) <= set(longest.split()) for v in voices):
        return None
    return next(s for s in reversed(candidates) if _folded(s.of(text)) == longest)


def _folded(words: str) -> str:
    return " ".join(w for w in re.findall(r"[\w-]+", words.lower()) if w not in ("the", "a", "an", "of", "in"))


def _fits(candidate: str, pronoun: str) -> bool:
    """Whether a pronoun can stand for a source, as far as its head noun tells."""
    nouns = set(re.findall(r"[a-z]+", candidate.lower()))
    person = bool(nouns & _PERSON_NOUNS)
    body = bool(nouns & _BODY_NOUNS)
    plural = _plural(candidate)
    if pronoun in _ONE_BODY:
        return (not person and not plural) or (body and not person)
    if pronoun in _ONE_PERSON:
        return person or (not body and not plural and candidate[:1].isupper())
    return plural or body


def _plural(candidate: str) -> bool:
    """Whether the head noun (before a comma, "of", "in", "from") looks plural."""
    head = re.split(r",|\b(?:of|in|from|at|with|near|who|that)\b", candidate)[0].split()
    return bool(head) and head[-1].lower().endswith("s") and not head[-1].lower().endswith(("ss", "us", "is"))


def _sentence_of(sentences: Sequence[tuple[int, int]], at: int) -> int:
    return sum(1 for start, _ in sentences if start <= at)
