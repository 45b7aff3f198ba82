"""Set phrases of doubt: "for now we can say that this is only a claim".

Such a sentence has no verb of saying in the content's place, and the model, which saw few, overlooks it. The phrase itself leaves
no choice: gold/GUIDELINES.md names it as an example of ``doubts``. What it doubts is what was last said (``anaphora.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]

_PHRASE = re.compile(
    r"\b(?P<what>this|that|it|these|those)\s+(?:is|was|are|were|remains?|remained)\s+"
    r"(?P<cue>(?:(?:for now|so far|still|at best|,)\s+)?(?:only|merely|just|simply|nothing but|nothing more than|no more than)\s+"
    r"(?:(?:a|an|their|his|her|its)\s+)?(?:mere\s+|unproven\s+)?(?:claim|assertion|allegation|rumou?r|speculation)s?)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?P<who>(?:[Ww]e|I|[Hh]e|[Ss]he|[Tt]hey))\s+(?:can |could |may |must |would |will |have to |had to )?(?:only |now )?"
    r"(?:say|says|said|state|states|stated|note|noted|add|added|stress|stressed)\s+(?:for now\s+)?(?:that\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One phrase of doubt: who says so (None: the text itself), the words of doubt, and the word that stands for the doubted."""

    who: Pair | None
    cue: Pair
    what: Pair


def doubts(text: str, sentences: Sequence[Pair]) -> Iterator[Doubt]:
    """Every such phrase in the sentences, in order; spans are code points of ``text``."""
    for start, end in sentences:
        for found in _PHRASE.finditer(text, start, end):
            who = _WHO.search(text[start : found.start("what")])
            named = (start + who.start("who"), start + who.end("who")) if who else None
            yield Doubt(named, found.span("cue"), found.span("what"))
