"""An export of few incidents of a large ledger: the same bytes as a walk over all of it, and nothing else of it is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from mapped import write_mapped

from saidso.ledger import Ledger
from saidso.ledger.shares import Share
from saidso.link import link
from saidso.nouns.claim import Claim, SlotValue
from saidso.nouns.judgement import Judgement, points_at
from saidso.show.export import FORMATS, asked, export
from saidso.show.export.options import ExportOptions
from saidso.show.export.tables import Guarded
from saidso.show.guard import Profile
from saidso.values.actor import read_actor
from saidso.values.event_type import EventType

NOW = datetime(2024, 3, 16, tzinfo=UTC)
"""Reports of 14 March and later are under embargo where they tell a movement."""
SECRET = "Northmoor"
"""Where the force of the movement under embargo stands, as a reviewer repeats it."""


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mapped ledger with a movement under embargo, a chosen value, decisions on each document and on two."""
    path = write_mapped(tmp_path_factory.mktemp("few") / "m.ledger")
    with Ledger(path) as ledger:
        for extraction in list(ledger.extractions()):  # incidents are of what the newest model read
            claims = [replace(claim, model="invented-2") for claim in extraction.claims]
            more = [_moving(claims[0])] if extraction.document_id == "d2" else []
            ledger.add_extraction(replace(extraction, model="invented-2", claims=(*claims, *more)))
        for number in range(5):
            found = ledger.extraction(f"d{number}")
            assert found is not None
            for decision, slot, value in (("accept", None, None), ("best", "killed", "3")):
                ledger.add_judgement(
                    Judgement(
                        id=f"{decision}{number}",
                        person="Olga Reviewer",
                        made_at=datetime(2024, 4, 2, 9, number, tzinfo=UTC),
                        decision=decision,
                        on=points_at(found.claims[0]),
                        slot=slot,
                        value=value,
                        reason="as the report says",
                    )
                )
        _keep_apart(ledger)
        ledger.replace_incidents(link(ledger.claims(), ledger.judgements(), known_ids={}))
    return path


def _keep_apart(ledger: Ledger) -> None:
    """Two reports are of two events, a person says: because of where the one under embargo puts the force; and a bare note."""
    on = tuple(read.claims[0].trigger for read in (ledger.extraction("d4"), ledger.extraction("d2")) if read)
    words = f"the one at {SECRET} is the Front's"
    two: dict[str, Any] = {"id": "apart", "decision": "cannot-link", "on": on, "reason": words}
    bare: dict[str, Any] = {"id": "bare", "decision": "note", "on": (), "reason": words}
    for given in (two, bare):
        ledger.add_judgement(Judgement(person="Olga Reviewer", made_at=datetime(2024, 4, 2, 10, tzinfo=UTC), **given))


def _moving(claim: Claim) -> Claim:
    """A movement told by somebody else in the same words: positions of a force."""
    words = claim.trigger
    mover = SlotValue(slot="actor", evidence=words, value=read_actor("the Orran Front"))
    return replace(claim, id="c-moved", event_type=EventType.MOVEMENT, values=(*claim.values[:2], mover))


def files(path: Path) -> dict[str, bytes]:
    """Everything that was written, by name."""
    found = [each for each in path.parent.rglob("*") if each.is_file()]
    return {str(each.relative_to(path.parent)): each.read_bytes() for each in found}


@pytest.mark.parametrize("form", sorted(name for name, form in FORMATS.items() if "only" in form.takes))
@pytest.mark.parametrize("profile", Profile)
def test_few_are_written_as_a_walk_writes_them(
    ledger_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, profile: Profile
) -> None:
    """Fetched one by one, or picked out of a walk over the ledger: no byte differs, ids that are not there included."""
    with Ledger.open_existing(ledger_file) as ledger:
        ids = [incident.id for incident in ledger.incidents()]
        for number, only in enumerate((ids[:1], ids[1:], [*ids[::2], "i0-not-there"], ids, [])):
            options = ExportOptions(only=frozenset(only), now=NOW)
            made = []
            for name, most in (("few", asked.FEW), ("walk", -1)):
                monkeypatch.setattr(asked, "FEW", most)
                out = tmp_path / f"{number}-{name}" / "out"
                out.parent.mkdir()
                made.append((export(ledger, form, out, profile, options=options), files(out)))
            assert made[0] == made[1], only
            monkeypatch.undo()
        assert made[0][1]


@pytest.mark.parametrize("profile", Profile)
def test_a_link_does_not_tell_what_its_other_document_withholds(ledger_file: Path, tmp_path: Path, profile: Profile) -> None:
    """Asked for the open one of two reports only: why they were kept apart leaves under internal, or when the embargo ends."""
    with Ledger.open_existing(ledger_file) as ledger:
        only = frozenset(each.id for each in ledger.incidents() if "d4" in each.documents)
        for name, now in (("soon", NOW), ("later", datetime(2024, 5, 1, tzinfo=UTC))):
            options = ExportOptions(only=only, now=now)
            export(ledger, "prov", tmp_path / name, profile, options=options)
            rows = Guarded(ledger, profile, options).table("judgements").rows()
            told = "apart" in {row["id"] for row in rows}
            assert told == (profile is Profile.INTERNAL or name == "later")
            assert (SECRET in str(rows), SECRET in (tmp_path / name).read_text(encoding="utf-8")) == (told, told)
            assert "bare" not in {row["id"] for row in rows}, "what is on no words is on none of these incidents"


def test_a_note_on_no_words_waits_for_every_embargo(ledger_file: Path, tmp_path: Path) -> None:
    """Nothing tells which document it speaks of: it leaves with the whole ledger, once nothing is under embargo there."""
    with Ledger.open_existing(ledger_file) as ledger:
        for now, told in ((NOW, False), (datetime(2024, 5, 1, tzinfo=UTC), True)):
            options = ExportOptions(now=now)
            for form in ("prov", "jsonl"):
                export(ledger, form, tmp_path / form, options=options)
                assert (SECRET in (tmp_path / form).read_text(encoding="utf-8")) == told
            rows = Guarded(ledger, Profile.PUBLIC, options).table("judgements").rows()
            assert ({"apart", "bare"} <= {row["id"] for row in rows}) == told


def test_the_rest_of_the_ledger_is_not_read(ledger_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For one incident no other incident and no other document is decoded."""
    with Ledger.open_existing(ledger_file) as ledger:
        wanted = next(iter(ledger.incidents()))
        read: list[str] = []

        def seen(within: Share) -> list[object]:
            assert within.one is not None, "a walk over the whole ledger"
            read.append(within.one)
            return list(real(within))

        real = ledger.incidents_in
        monkeypatch.setattr(ledger, "incidents_in", seen)
        monkeypatch.setattr(Ledger, "incidents", property(lambda _: pytest.fail("a walk over the whole ledger")))
        for form in ("geojson", "acled", "csv", "lists", "prov"):
            export(ledger, form, tmp_path / form, options=ExportOptions(only=frozenset({wanted.id}), now=NOW))
        assert set(read) == {wanted.id}


def test_a_share_of_one_holds_only_it(ledger_file: Path) -> None:
    """One incident's share gives that incident with its claims, and nothing that no linking has seen."""
    with Ledger.open_existing(ledger_file) as ledger:
        ids = [incident.id for incident in ledger.incidents()]
        for id in ids:
            share = Share(one=id)
            assert [told.incident and told.incident["id"] for told in ledger.told(share)] == [id]
            assert [each for each in ids if share.has(each)] == [id]
        shares = ledger.shares("incidents", 2)
        assert [[share.has(id) for share in shares].count(True) for id in ids] == [1] * len(ids)
        assert list(ledger.incidents_in(Share(one="i0-not-there"))) == []


def test_the_ledger_of_these_tests(ledger_file: Path) -> None:
    """The ledger of these tests has what makes few and all differ: an embargo, chosen values, decisions elsewhere."""
    with Ledger.open_existing(ledger_file) as ledger:
        assert len(list(ledger.incidents())) >= 3 and len(ledger.chosen()) == 5 and len(ledger.reviews()) >= 5
        options = ExportOptions(now=NOW)
        guards = asked.guards_asked(ledger, Profile.PUBLIC, options)
        assert guards.withheld.current and guards.withheld.claims.keys() >= {"c-moved"}
