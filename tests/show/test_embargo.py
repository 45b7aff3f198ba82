"""Positions of forces: what they do not state themselves stays unsaid for a while. All parties, places and texts are invented."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from shown import cut, document, killed, voice
from typer.testing import CliRunner

from saidso.errors import ConfigError
from saidso.ledger import Ledger
from saidso.link.incidents import incident_as_said
from saidso.nouns.claim import Claim, EventMention, Extraction, SlotValue, Stance, Voice, VoiceKind
from saidso.nouns.document import Document, Known, Provenance
from saidso.nouns.incident import Linking
from saidso.nouns.judgement import Judgement
from saidso.nouns.span import Evidence, Span
from saidso.show.cli import app
from saidso.show.embargo import Embargo, states_itself, withheld_in
from saidso.show.export import export
from saidso.show.export.options import ExportOptions
from saidso.show.export.pages import pages
from saidso.show.guard import Profile
from saidso.show.page import incidents_of, page_of
from saidso.values.actor import read_actor
from saidso.values.event_type import EventType, Status

SEEN = (
    "A column of the Orran Front left Belkhar for the Tarsi ford at dawn, a herder said. "
    "Gunmen killed three soldiers in Oremi, the Orran Front said."
)
STATED = "The Orran Front said that its column had left Belkhar for the Tarsi ford."
SOON = datetime(2024, 3, 15, tzinfo=UTC)
"""Both texts were published on 13 March; 72 hours after that day's end it is 17 March, 00:00."""
LATER = datetime(2024, 3, 17, 0, 0, 1, tzinfo=UTC)


def told(doc: Document, name: str, kind: EventType, trigger: str, who: Voice, values: tuple[SlotValue, ...]) -> Claim:
    return Claim(
        id=name,
        document_id=doc.id,
        model="invented-1",
        event_type=kind,
        status=Status.HAPPENED,
        trigger=cut(doc, trigger),
        group=f"I{name}",
        chain=(Voice(kind=VoiceKind.PUBLISHER, words=doc.metadata.publisher.value or ""), who),
        stance=who.stance,
        content=(cut(doc, trigger),),
        passage=Evidence.cut(doc.id, doc.text, Span(0, len(doc.text))),
        values=values,
        said_on=doc.metadata.published_on.value,
    )


def actor(doc: Document, words: str) -> SlotValue:
    return SlotValue(slot="actor", evidence=cut(doc, words), value=read_actor(words))


def written(path: Path, day: date | None = date(2024, 3, 13)) -> Path:
    """A sighted movement beside a killing in one incident, and the same movement as its force states it in another."""
    seen = document(1, SEEN + " Nothing else was heard.", "Kastorin Courier", "column-to-tarsi.txt")
    stated = document(2, STATED, "Front Bulletin", "bulletin.txt")
    if day is None:
        seen, stated = _undated(seen), _undated(stated)
    front, title = "Orran Front", Known(value="Column heads for the Tarsi ford", how=Provenance.STATED)
    seen = _titled(seen, title)
    herder = voice(seen, "a herder", "said", Stance.SAYS)
    says = voice(seen, "the Orran Front", "said.", Stance.SAYS)
    moved = told(seen, "c1", EventType.MOVEMENT, "left", herder, (actor(seen, front),))
    dead = told(seen, "c2", EventType.KILLING, "killed", says, (killed(seen, "three", 3, 3),))
    own = voice(stated, "The Orran Front", "said", Stance.SAYS)
    admitted = told(stated, "c3", EventType.MOVEMENT, "left", own, (actor(stated, front),))
    with Ledger(path) as ledger:
        for doc, claims in ((seen, (moved, dead)), (stated, (admitted,))):
            ledger.add_document(doc)
            ledger.add_extraction(_read(doc, claims))
        both = incident_as_said("i1", [moved, dead])
        ledger.replace_incidents(Linking(incidents=(both, incident_as_said("i2", [admitted]))))
    return path


def _read(doc: Document, claims: tuple[Claim, ...]) -> Extraction:
    events = tuple(
        EventMention(id=f"E{c.id}", trigger=c.trigger.span, type=c.event_type, status=c.status, incident=c.group) for c in claims
    )
    return Extraction(document_id=doc.id, model="invented-1", events=events, claims=claims)


def _undated(doc: Document) -> Document:
    return replace(doc, metadata=replace(doc.metadata, published_on=Known()))


def _titled(doc: Document, title: Known[str]) -> Document:
    return replace(doc, metadata=replace(doc.metadata, title=title))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(written(tmp_path / "columns.saidso"))


@pytest.mark.parametrize("profile", [Profile.PUBLIC, Profile.PARTNER])
def test_a_sighted_movement_is_withheld_and_counted(ledger: Ledger, profile: Profile) -> None:
    """Within the hours its claim and words are on no page; the killing beside it stays, and the page says what is missing."""
    embargo = Embargo.of(72, SOON)
    page = page_of(ledger, "i1", profile, embargo)
    assert [claim.id for claim in page.claims] == ["c2"] == list(page.incident.claims)
    assert page.incident.type == "killing"
    assert page.held is not None and page.held.claims == ("c1",) and page.held.left_out
    assert page.held.until == datetime(2024, 3, 17, tzinfo=UTC)
    (doc,) = page.documents
    assert "Tarsi" not in str(page) and "dawn" not in doc.text and "column" not in doc.source.casefold()
    assert "[withheld until 2024-03-17 00:00 UTC]" in doc.text
    for claim in page.claims:
        assert all(each.proves(doc.text) for each in claim.every_evidence())


def test_what_the_force_states_itself_is_shown(ledger: Ledger) -> None:
    """The Front's own bulletin about its own column is no sighting."""
    page = page_of(ledger, "i2", Profile.PUBLIC, Embargo.of(72, SOON))
    assert [claim.id for claim in page.claims] == ["c3"] and page.held is None


def test_after_the_hours_everything_is_shown(ledger: Ledger) -> None:
    """The embargo ends so many hours after the end of the day; hours of 0 are no embargo."""
    for embargo in (Embargo.of(72, LATER), Embargo.of(0, SOON), Embargo.of(23, SOON)):
        page = page_of(ledger, "i1", Profile.PUBLIC, embargo)
        assert len(page.claims) == 2 and page.held is None
    assert len(page_of(ledger, "i1", Profile.PUBLIC, Embargo.of(25, SOON)).claims) == 1


def test_the_desk_sees_it_marked(ledger: Ledger) -> None:
    """Internal leaves nothing out and names the claims under embargo."""
    page = page_of(ledger, "i1", Profile.INTERNAL, Embargo.of(72, SOON))
    assert len(page.claims) == 2 and page.held is not None and not page.held.left_out
    assert "Tarsi" in page.documents[0].text


def test_tables_of_the_desk_mark_it(ledger: Ledger, tmp_path: Path) -> None:
    """In internal tables a claim under embargo says until when, and so does its incident; nothing else is marked."""
    for now, marked in ((SOON, "until 2024-03-17 00:00 UTC"), (LATER, "")):
        export(ledger, "csv", tmp_path / "out", "internal", options=ExportOptions(now=now))
        for name in ("claims", "incidents"):
            with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            assert sorted({row["embargo"] for row in rows}) == (["", marked] if marked else [""]), name
    public = ExportOptions(now=SOON)
    export(ledger, "csv", tmp_path / "out", "public", options=public)
    assert "embargo" in (tmp_path / "out" / "claims.csv").read_text().splitlines()[0]
    with (tmp_path / "out" / "claims.csv").open(encoding="utf-8", newline="") as file:
        assert {row["embargo"] for row in csv.DictReader(file)} == {""}


def test_no_decision_on_it_stands_in_the_tables_that_leave(ledger: Ledger, tmp_path: Path) -> None:
    """A reviewer's note may tell in its own words where the columns stand: it waits with them, and the desk has it."""
    pq = pytest.importorskip("pyarrow.parquet")
    claim = ledger.claim(next(iter(withheld_in(ledger, Embargo.of(None, SOON)).claims)))
    made_at = datetime(2024, 3, 14, tzinfo=UTC)
    note = Judgement(id="j1", person="Ana", made_at=made_at, decision="note", on=(claim.trigger,), reason="seen at the mill")
    ledger.add_judgement(note)
    for profile, now, told in (("public", SOON, []), ("internal", SOON, ["j1"]), ("public", LATER, ["j1"])):
        counts = export(ledger, "parquet", tmp_path / "out", profile, options=ExportOptions(now=now))
        ids = pq.read_table(tmp_path / "out" / "judgements.parquet").column("id").to_pylist()
        assert ids == told and counts["judgements"] == len(told), (profile, now)


def test_an_undated_sighting_waits_for_its_day(tmp_path: Path) -> None:
    """Nobody knows when it was said, so nobody knows that it is old."""
    with Ledger(written(tmp_path / "undated.saidso", day=None)) as undated:
        held = withheld_in(undated, Embargo.of(72, datetime(2030, 1, 1, tzinfo=UTC))).all(Profile.PUBLIC)
    assert held is not None and held.claims == ("c1",) and held.until is None


def test_an_incident_of_nothing_else_is_gone(tmp_path: Path) -> None:
    """Where all of an incident is under embargo it is on no list, and asking for it says until when."""
    path = written(tmp_path / "columns.saidso")
    with Ledger(path) as ledger:
        ledger.replace_incidents(Linking(incidents=(incident_as_said("i1", [ledger.claim("c1")]),)))
        embargo = Embargo.of(72, SOON)
        assert incidents_of(ledger, Profile.PUBLIC, embargo) == []
        assert list(pages(ledger, Profile.PUBLIC, ExportOptions(now=SOON))) == []
        with pytest.raises(ConfigError, match=r"1 claim withheld until 2024-03-17 00:00 UTC.*--redact internal"):
            page_of(ledger, "i1", Profile.PUBLIC, embargo)


def test_no_line_of_the_lossless_form_has_it(ledger: Ledger, tmp_path: Path) -> None:
    """JSON lines repeat documents, mentions, claims and the log of ids: the sentence is in none of them, until its time."""
    out = tmp_path / "out.jsonl"
    export(ledger, "jsonl", out, "public", options=ExportOptions(now=SOON))
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert lines[0]["embargo"] == {"claims": 1, "until": "2024-03-17T00:00:00+00:00", "left_out": True}
    of_seen = [line for line in lines if line["kind"] != "document" or line["id"] == "d1"]
    text = "\n".join(json.dumps(line) for line in of_seen if "d2" not in json.dumps(line))
    assert "Tarsi" not in text and '"c1"' not in text and "Ec1" not in text
    export(ledger, "jsonl", out, "public", options=ExportOptions(now=LATER))
    assert '"c1"' in out.read_text() and "Tarsi" in out.read_text()


def test_the_commands_say_so(ledger: Ledger, tmp_path: Path) -> None:
    """What was said years ago is shown; under a long enough embargo, the export says how many claims are missing and why."""
    run = CliRunner().invoke
    path, out = str(ledger.path), str(tmp_path / "out.jsonl")
    shown = run(app, ["show", "--ledger", path, "--json"])
    assert json.loads(shown.stdout)["embargo"] is None
    said = run(app, ["export", "jsonl", "--ledger", path, "--out", out, "--embargo", "900000"])
    assert said.exit_code == 0, said.stderr
    assert "1 claim withheld until" in said.stderr and "positions of forces" in said.stderr
    inside = run(app, ["export", "jsonl", "--ledger", path, "--out", out, "--embargo", "900000", "--redact", "internal"])
    assert "under embargo until" in inside.stderr and '"c1"' in Path(out).read_text()


@pytest.mark.parametrize(
    ("speaker", "mover", "stance", "own"),
    [
        ("the Turkish defence ministry", "Turkish troops", Stance.SAYS, True),
        ("the Syrian Observatory for Human Rights", "Turkish troops", Stance.SAYS, False),
        ("the Turkish defence ministry", "Turkish troops", Stance.DENIES, False),
        ("a commander", "our fighters", Stance.SAYS, True),
        ("the Orran Front", "the Orran Front", Stance.CLAIMS_RESPONSIBILITY, True),
        ("residents", "the army", Stance.SAYS, False),
        ("the Turkish defence ministry", "Syrian army units", Stance.SAYS, False),
    ],
)
def test_who_states_its_own_movement(speaker: str, mover: str, stance: Stance, own: bool) -> None:
    """A party, an office of the same state, "our fighters": own statements. What others see, or it denies, is not."""
    doc = document(1, f"{speaker} said that {mover} moved.", "Kastorin Courier", "a.txt")
    claim = told(doc, "c1", EventType.MOVEMENT, "moved", voice(doc, speaker, "said", stance), (actor(doc, mover),))
    assert states_itself(claim) is own
