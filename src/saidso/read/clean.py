"""Cleaning, done once while the working copy is built; afterwards no character is touched again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from saidso.nouns.span import Span
from saidso.read.draft import Part, Piece

# Marks that show nothing and split words for a search: zero-width space, word joiner, BOM, soft hyphen, and the marks of
# writing direction. The zero-width joiners stay: in Persian, Kurdish and Hindi they are spelling.
INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028]")
PAGE_ENDS = re.compile("[\x0c\u2029]")
BLANKS = re.compile(r"\s+")

BETWEEN = "\n\n"
"""What stands between two paragraphs of a working copy: one blank line."""


def lines_of(text: str) -> list[str]:
    """The lines of a raw text, without what cannot be seen; a page end counts as a blank line."""
    return PAGE_ENDS.sub("\n\n", LINE_ENDS.sub("\n", text)).split("\n")


def clean(text: str) -> str:
    """One paragraph: runs of white space become one space; NUL, BOM, zero-width and control characters go.

    Letters are never changed: no Unicode normal form, no quotes straightened.
    """
    return BLANKS.sub(" ", CONTROLS.sub("", INVISIBLE.sub("", text))).strip()


def lay_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Part, ...]]:
    """The working copy, and its paragraphs with their exact places; empty pieces fall out.

    >>> lay_out([Piece(text="One.\\r\\n"), Piece(text=" "), Piece(text="Two.")])[0]
    'One.\\n\\nTwo.'
    """
    parts: list[Part] = []
    start = 0
    for piece in pieces:
        words = clean(piece.text)
        if words:
            span = Span(start, start + len(words))
            parts.append(Part(span=span, text=words, block=piece.block, strong=piece.strong))
            start = span.end + len(BETWEEN)
    return BETWEEN.join(part.text for part in parts), tuple(parts)
