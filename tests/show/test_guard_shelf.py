"""Guards kept between requests: as good as new ones, and never older than what they are made of. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from shown import PRIVATE, write_ledger
from test_embargo import LATER, SOON, written

from saidso.ledger import Ledger
from saidso.show.embargo import Embargo
from saidso.show.guard import Guard, Profile
from saidso.show.page import page_of
from saidso.show.redaction import Guards, GuardShelf


def test_a_guard_is_made_once_and_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second request takes the kept guards, and its page is that of new ones: no private name in it."""
    made: list[str] = []
    make = Guard.for_document

    def counted(document, extraction, profile, *, withheld):  # type: ignore[no-untyped-def]
        made.append(document.id)
        return make(document, extraction, profile, withheld=withheld)

    monkeypatch.setattr(Guard, "for_document", staticmethod(counted))
    with Ledger(write_ledger(tmp_path / "a.ledger")) as ledger:
        wanted = next(iter(ledger.incidents())).id
        shelf = GuardShelf()
        first = page_of(ledger, wanted, Profile.PUBLIC, shelf=shelf)
        many = len(made)
        assert page_of(ledger, wanted, Profile.PUBLIC, shelf=shelf) == first
        assert len(made) == many > 0
        assert first == page_of(ledger, wanted, Profile.PUBLIC)
    assert not [name for name in PRIVATE if name in repr(first)]


def test_one_profile_never_gets_the_guard_of_another(tmp_path: Path) -> None:
    """What the desk looked at before a reader does not come to the reader."""
    with Ledger(write_ledger(tmp_path / "a.ledger")) as ledger:
        shelf = GuardShelf()
        assert "Tolan" in Guards(ledger, Profile.INTERNAL, shelf=shelf).of("d1").text
        assert "Tolan" not in Guards(ledger, Profile.PUBLIC, shelf=shelf).of("d1").text


def test_an_embargo_takes_effect_at_once(tmp_path: Path) -> None:
    """A kept guard of before does not show what is withheld now, nor hide what is free now."""
    written(tmp_path / "b.ledger")
    with Ledger(tmp_path / "b.ledger") as ledger:
        shelf = GuardShelf()

        def shown(now: datetime) -> str:
            return Guards(ledger, Profile.PUBLIC, Embargo.of(now=now), shelf=shelf).of("d1").text

        for _ in range(2):
            assert "Tarsi ford" not in shown(SOON)
            assert "Tarsi ford" in shown(LATER)


def test_a_new_reading_is_guarded_anew(tmp_path: Path) -> None:
    """After another model has read the document, its reading decides who is a person."""
    with Ledger(write_ledger(tmp_path / "a.ledger")) as ledger:
        shelf = GuardShelf()
        old = Guards(ledger, Profile.PUBLIC, shelf=shelf).of("d1")
        read = ledger.extraction("d1")
        assert read is not None
        claims = tuple(replace(claim, id=f"n{claim.id}", model="invented-2") for claim in read.claims)
        ledger.add_extraction(replace(read, model="invented-2", claims=claims))
        assert Guards(ledger, Profile.PUBLIC, shelf=shelf).of("d1") is not old
