"""Leaks that a reviewer found, closed for good. All names and numbers are invented."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from mapped import write_mapped

from saidso.ledger import Ledger
from saidso.nouns.judgement import Judgement
from saidso.show.export import export
from saidso.show.export.options import ExportOptions
from saidso.show.export.tables import Guarded
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


@pytest.mark.parametrize("profile", Profile)
def test_a_note_on_no_words_is_redacted_too(tmp_path: Path, profile: Profile) -> None:
    """No document's guard looks at it, so a guard of its own words does: nobody in it, and nobody who wrote it, leaves."""
    reason = "Call Mira Tolan, 34, a teacher, at mira.tolan@post.example"
    moment = datetime(2024, 4, 3, tzinfo=UTC)
    note = Judgement(id="bare", person="Olga Lindqvist", made_at=moment, decision="note", on=(), reason=reason, value="Tolan")
    options = ExportOptions(embargo_hours=0)
    with Ledger.open_existing(write_mapped(tmp_path / "m.ledger")) as ledger:
        ledger.add_judgement(note)
        left = [str(Guarded(ledger, profile, options).table("judgements").rows())]
        for form in ("jsonl", "prov"):
            export(ledger, form, tmp_path / form, profile, options=options)
            left.append((tmp_path / form).read_text(encoding="utf-8"))
    shown = profile is Profile.INTERNAL
    for text in left:
        assert "34, a teacher" in text
        assert ("Mira" in text, "Tolan" in text, "mira.tolan@post.example" in text) == (shown, shown, shown)
        assert ("Lindqvist" in text) == (profile is not Profile.PUBLIC)
