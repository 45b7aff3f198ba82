"""Weapons: coarse and fine words for one thing, and words our table does not know."""

from __future__ import annotations

import pytest

from saidso.link.weapons import compare


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("artillery", "howitzers", "granularity"),
        ("a bomb", "a car bomb", "granularity"),
        ("rockets", "Grad rockets", "granularity"),
        ("a drone", "drones", None),
        ("machine guns", "a suicide vest", "exclusive"),
        ("artillery", "an air strike", "exclusive"),
        ("a slingshot", "a catapult", None),
    ],
)
def test_two_words_for_a_weapon(one: str, other: str, kind: str | None) -> None:
    """Coarser and finer words fit, two known weapons exclude each other, unknown ones never do; both ways round."""
    assert compare(one, other).kind == kind
    assert compare(other, one).agreement is compare(one, other).agreement
