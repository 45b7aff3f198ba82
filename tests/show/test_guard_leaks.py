"""Leaks that a reviewer found, closed for good. All names and numbers are invented."""

from __future__ import annotations

import pytest

from saidso.show.guard import Guard, Profile
from saidso.show.redaction import redacted
from saidso.values.actor import read_actor
from saidso.values.place import resolve

NUMBERS = ["Mr Karimi's phone is 0933 555 1234.", "Call 0933 555 12 34 for help.", "His number is 555 12 34 56."]


@pytest.mark.parametrize("words", NUMBERS)
def test_telephone_numbers_go(words: str) -> None:
    """Whatever words stand before it, a number to call does not leave."""
    left = Guard.for_text(words, Profile.PUBLIC).text
    assert "[phone" in left and "555" not in left


def test_an_address_does_not_leave_by_a_reason() -> None:
    """A place that no table knows says so without repeating its words."""
    assert "14 Olive" not in resolve("14 Olive Street").reason


def test_a_private_name_that_is_also_an_agency_stays_private() -> None:
    """Saba Nouri is a person here: the table's party of that name does not give her away."""
    actor = read_actor("Saba", countries=("YE",))
    assert actor.canonical_id is not None
    left = redacted(actor, Guard.for_text("Ms. Saba Nouri, 34, was detained with Saba Nouri's brother.", Profile.PUBLIC))
    assert "saba" not in str(left).lower()
