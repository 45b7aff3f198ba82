"""Plain text: which lines are one paragraph, in files that break lines and in files that do not."""

from __future__ import annotations

import re
from itertools import pairwise

from saidso.read.clean import clean, lines_of
from saidso.read.draft import Piece
from saidso.read.labels import begins_anew

WIDEST = 110
"""Columns: nobody breaks lines by hand or by program later than this; longer lines are whole paragraphs."""

NARROWEST = 40
"""Columns: shorter lines that follow each other are an address or a list."""

MID_SENTENCE = re.compile(r"[^.!?:;…”\"’')\]]$")


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The paragraphs of a plain text.

    Blank lines part paragraphs. Within a block each line is a paragraph of its own, unless the text breaks its lines at
    a margin; then lines are joined, except where a new label ("Q:", "2.") begins or where the writer ended a line early.
    """
    blocks = _blocks(text)
    width = _margin(blocks)
    return tuple(Piece(text=words) for block in blocks for words in (_joined(block, width) if width else block))


def _blocks(text: str) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in map(clean, lines_of(text)):
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _margin(blocks: list[list[str]]) -> int | None:
    """The column at which the text breaks its lines, or None where a line is a paragraph.

    A text breaks lines if nearly none is wider than ``WIDEST``, some reach ``NARROWEST``, and a quarter of its line ends
    fall inside a sentence.
    """
    ends = [pair for block in blocks for pair in pairwise(block)]
    widths = sorted(len(line) for block in blocks for line in block)
    if not ends or widths[-1] > 2 * WIDEST or widths[int(len(widths) * 0.95)] > WIDEST:
        return None
    inside = sum(1 for line, following in ends if MID_SENTENCE.search(line) and not following[0].isupper())
    width = max(len(line) for line, _ in ends)
    return width if width >= NARROWEST and inside >= len(ends) / 4 else None


def _joined(block: list[str], width: int) -> list[str]:
    paragraphs = [block[0]]
    for line, following in pairwise(block):
        if begins_anew(following) or _ended_early(line, following, width):
            paragraphs.append(following)
        else:
            paragraphs[-1] += f" {following}"
    return paragraphs


def _ended_early(line: str, following: str, width: int) -> bool:
    """Whether the next word would have found room on ``line``, with an eighth of the margin to spare: a deliberate break."""
    room = width - len(line) - 1
    return room - len(following.split(" ", 1)[0]) > width / 8 and not following[0].islower()
