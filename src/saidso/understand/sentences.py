"""Sentence borders, as offsets into the text."""

from __future__ import annotations

import re

_BREAK = re.compile(r"\n\s*\n")


def split(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Sentences of ``text[start:end]`` as (start, end) code points, without outer blanks; a blank line always ends one.

    Source of the rules: sentencex (Wikimedia), which keeps every character in its place.
    """
    from sentencex import segment  # the import costs more than `saidso --help` may take

    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    for block_start, block_end in _blocks(text, start, end):
        at = block_start
        for sentence in segment("en", text[block_start:block_end]):
            at = text.find(sentence, at, block_end)
            begin, finish = at, at + len(sentence)
            at = finish
            stripped = sentence.strip()
            if stripped:
                begin += len(sentence) - len(sentence.lstrip())
                found.append((begin, begin + len(stripped)))
    return tuple(found)


def _blocks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches between blank lines."""
    blocks, at = [], start
    for gap in _BREAK.finditer(text, start, end):
        blocks.append((at, gap.start()))
        at = gap.end()
    blocks.append((at, end))
    return [(a, b) for a, b in blocks if text[a:b].strip()]
