"""Statements that a colon opens: "Minister Ellison said:" at the end of a line, and three paragraphs that are all his.

Nothing marks his later sentences, and a reader that looks for cues gives them to whoever publishes. In the gold 65 of 72 events
in the second to twelfth sentence after such a colon are the same voice's, and of 58 in sentences that are followed here 54, with
3 nobody's by name (gold/GUIDELINES.md: a sentence that plainly goes on reporting a voice is an attribution without a cue).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Pair = tuple[int, int]

MOST = 12
"""Sentences that a statement is followed for."""

_OPENS = re.compile(r":\s*\Z")
_OPENING_MARK, _CLOSING_MARK = re.compile(r"[“\"«‘]"), re.compile(r"[”\"»’][.,;]?\s*\Z")
_AFTER = re.compile(
    r"(?:notes? (?:to|for) editors?|further information|background|for more|media enquiries|contact|ends\b|#|\*)", re.IGNORECASE
)
_OWN = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|I|[Mm]y|mine)\b")  # "US" is no "us"
_SMALL = frozenset("the a an of in on for and by at to from minister mr mrs ms dr".split())


def opens_statement(text: str, sentence: Pair, cue: Pair) -> bool:
    """Whether a sentence says who speaks and ends there, with a colon before a new line."""
    start, end = sentence
    return start <= cue[0] < end and _OPENS.search(text, cue[1], end) is not None and "\n" in text[end : end + 2]


def goes_on(text: str, sentences: Sequence[Pair], opening: int, voice: str, other_cues: Sequence[Pair]) -> Iterator[int]:
    """Numbers of the sentences of a statement after its first, as far as they are plainly the same voice's.

    It has quotation marks, or says "we" or "I" at its beginning: below a colon without either the paper may go on in its own
    words. It ends where the marks close, where the voice is named again, where another is heard (unless by somebody who says
    "we"), and at what editors put below.

    Args:
        sentences: where they begin and end in ``text``. opening: number of the one that ends in a colon. voice: who speaks.
        other_cues: cues of other voices in the text.
    """
    first = opening + 1
    if first >= len(sentences):
        return
    quoted = _OPENING_MARK.match(text, sentences[first][0]) is not None
    beginning = text[sentences[first][0] : sentences[min(first + 1, len(sentences) - 1)][1]]
    if not quoted and not _OWN.search(beginning):
        return
    names = set(re.findall(r"[\w'’-]+", voice.casefold())) - _SMALL
    for number in range(first + 1, min(first + MOST, len(sentences))):
        words = text[slice(*sentences[number])]
        closed = quoted and _CLOSING_MARK.search(text, *sentences[number - 1]) and not _OPENING_MARK.match(words)
        named = not names.isdisjoint(re.findall(r"[\w'’-]+", words.casefold()))
        others = any(sentences[number][0] <= cue[0] < sentences[number][1] for cue in other_cues)
        if closed or _AFTER.match(words) or ((named or others) and not _OWN.search(words)):
            return
        yield number
