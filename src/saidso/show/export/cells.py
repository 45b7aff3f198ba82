"""Cells that spreadsheets open as what they are: words, never formulas."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""How a formula, or the command of an old spreadsheet, can begin (OWASP, CSV injection)."""


def plain_cell(words: str) -> str:
    """Words as a cell that no spreadsheet takes for a formula: an apostrophe goes before what would begin one.

    A plain number ("-3.4", "+12") stays what it is.
    """
    if not words.startswith(_FORMULA) or _is_number(words):
        return words
    return f"'{words}"


def _is_number(words: str) -> bool:
    try:
        float(words)
    except ValueError:
        return False
    return words.strip() == words
