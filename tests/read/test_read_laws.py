"""Laws of reading: whatever the letters, every span is exact and nothing is read twice."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some
from read_zoo import reading

from saidso.read.clean import clean, lay_out
from saidso.read.draft import Piece
from saidso.read.plain import pieces_of

LINES = some.lists(
    some.one_of(
        some.sampled_from(
            ["Q: Who fired?", "A: Nobody did.", "1. First", "(a) Second", "“We did", "not fire.”", "By Jane Doe", "Dear all,", ""]
        ),
        some.text(alphabet=some.characters(exclude_categories=["Cs"]), max_size=60),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_every_paragraph_and_turn_is_its_words(lines: list[str]) -> None:
    """Any lines make a document whose paragraphs tile its text, or a Skip with a reason (proved in ``reading``)."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_bytes("\n".join(lines).encode("utf-8"))
        documents, skips = reading(folder)
        assert len(documents) + len(skips) == 1


@settings(max_examples=60, deadline=None)
@given(some.text(alphabet=some.characters(exclude_categories=["Cs"]), max_size=80))
def test_cleaning_twice_is_cleaning_once_and_no_letter_is_changed(text: str) -> None:
    """What is left after cleaning stays, and every letter and figure of the original is in it, in order."""
    once = clean(text)
    assert clean(once) == once
    assert [sign for sign in once if sign.isalnum()] == [sign for sign in text if sign.isalnum()]


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_laying_out_a_working_copy_again_changes_nothing(lines: list[str]) -> None:
    """The text of a document, read as a plain file, is the same text."""
    text, _ = lay_out(Piece(text=line) for line in lines)
    assert lay_out(pieces_of(text))[0] == text
