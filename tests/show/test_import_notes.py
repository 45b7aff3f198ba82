"""W3C annotations as notes of a ledger, and a whole ledger from its JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.errors import LedgerError, ReadError
from saidso.ledger import Ledger
from saidso.nouns.document import Document, Paragraph
from saidso.nouns.span import Span
from saidso.read.annotations import Annotation, placed
from saidso.show.cli import main

HEAD = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage"}


def annotation(exact: str, *, source: str = "https://elsewhere.example", **more: object) -> dict[str, object]:
    selector = {"type": "TextQuoteSelector", "exact": exact} | {k: v for k, v in more.items() if k in ("prefix", "suffix")}
    return {
        "id": "urn:desk:1",
        "type": "Annotation",
        "creator": {"name": "Olga Reviewer"},
        "created": "2024-04-02T10:00:00Z",
        "body": {"type": "TextualBody", "value": "Call them again."},
        "target": {"source": source, "selector": [selector]},
    } | {k: v for k, v in more.items() if k not in ("prefix", "suffix")}


def page(path: Path, *items: dict[str, object]) -> Path:
    path.write_text(json.dumps(HEAD | {"items": list(items)}, indent=1), encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], file: Path, ledger: Path, *more: str) -> dict[str, list[object]]:
    capsys.readouterr()
    main(["import", str(file), "--ledger", str(ledger), "--json", *more])
    result: dict[str, list[object]] = json.loads(capsys.readouterr().out)
    return result


def test_an_annotation_becomes_a_note_of_its_creator(
    ledger_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the very words, in its creator's name and of its day; again it is unchanged, changed it supersedes."""
    file = page(tmp_path / "notes.json", annotation("saw two bodies"))
    with Ledger.open_existing(ledger_file) as ledger:
        before = ledger.fingerprint()
    assert told(capsys, file, ledger_file, "--dry-run")["new"] == 1
    with Ledger.open_existing(ledger_file) as ledger:
        assert ledger.fingerprint() == before
    assert told(capsys, file, ledger_file)["new"] == 1
    assert told(capsys, file, ledger_file)["unchanged"] == 1
    changed = page(tmp_path / "more.json", annotation("saw two bodies", body="She moved away."))
    assert told(capsys, changed, ledger_file)["changed"] == [
        {"row": "urn:desk:1", "cells": [{"column": "note", "before": "Call them again.", "now": "She moved away."}]}
    ]
    with Ledger.open_existing(ledger_file) as ledger:
        [note] = [each for each in ledger.judgements() if each.person == "Olga Reviewer" and each.id != "j1"]
        assert (note.decision, note.reason, note.on[0].quote) == ("note", "She moved away.", "saw two bodies")
        assert note.made_at.isoformat() == "2024-04-02T10:00:00+00:00"


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (annotation("never said here"), "stands in no document"),
        (annotation("checkpoint in Oremi"), "stands in 2 places"),
        (annotation("saw two bodies", creator=None), "no creator"),
        (annotation("saw two bodies", created="soon"), "no created"),
    ],
)
def test_an_annotation_that_cannot_be_placed_is_named(
    ledger_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], one: dict[str, object], word: str
) -> None:
    """Words that stand nowhere or twice, and notes of nobody or no day: told with their number, the others come in."""
    result = told(capsys, page(tmp_path / "notes.json", one, annotation("denied that any soldier", id="urn:desk:2")), ledger_file)
    assert result["new"] == 1
    [refused] = result["refused"]
    assert isinstance(refused, dict) and word in refused["message"] and "annotation 1" in refused["message"]


def test_the_address_and_the_context_settle_words_that_stand_twice(
    ledger_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A target that is a document of the ledger, or a suffix that only one has, leaves one place."""
    named = annotation("checkpoint in Oremi", source="urn:saidso:document:d2", id="urn:desk:3")
    around = annotation("defence ministry said", suffix=".\n\nMira", id="urn:desk:4")
    assert told(capsys, page(tmp_path / "notes.json", named, around), ledger_file)["new"] == 2
    with Ledger.open_existing(ledger_file) as ledger:
        places = {each.on[0].quote: each.on[0].document_id for each in ledger.judgements() if each.id != "j1"}
        assert places == {"checkpoint in Oremi": "d2", "defence ministry said": "d1"}


def test_our_own_annotations_come_back_as_nothing_new(
    ledger_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What saidso exported are claims of a ledger and no notes of anybody."""
    out = tmp_path / "ours.json"
    assert main(["export", "webannotation", "--ledger", str(ledger_file), "--out", str(out), "--redact", "internal"]) == 0
    result = told(capsys, out, ledger_file)
    assert (result["new"], result["unchanged"], result["refused"]) == (0, 4, [])


letters = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)


@settings(max_examples=80, deadline=None)
@given(before=letters, words=letters, after=letters, wide=st.booleans())
def test_positions_are_found_in_code_points_and_in_utf16(before: str, words: str, after: str, wide: bool) -> None:
    """However far beyond the first 65,536 letters a text goes, both ways of counting find the same words."""
    text = before + words + after
    start, end = len(before), len(before) + len(words)
    if wide:
        start, end = (len(text[:at].encode("utf-16-le")) // 2 for at in (start, end))
    document = Document(
        id="d1", sha256="0" * 64, text=text, source="x", format="txt", paragraphs=(Paragraph(span=Span(0, len(text))),)
    )
    one = Annotation(
        where="x", id="x", person="O", made_at=None, words="", sources=(), exact=words, position=(start, end)
    )
    found = placed(one, [document])
    assert found.quote == words and found.proves(text)
    if not wide or all(letter <= "\uffff" for letter in text):
        assert found.span == Span(len(before), len(before) + len(words))
    with pytest.raises(ReadError, match="no document"):
        placed(one, [])


def test_a_ledger_comes_back_from_its_lines(ledger_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lossless: the restored ledger has the fingerprint of the first, and writes the same lines."""
    lines, again = tmp_path / "l.jsonl", tmp_path / "again.jsonl"
    export = ["export", "jsonl", "--redact", "internal", "--ledger"]
    assert main([*export, str(ledger_file), "--out", str(lines)]) == 0
    new = tmp_path / "new.saidso"
    assert told(capsys, lines, new)["new"] == 3
    with Ledger.open_existing(ledger_file) as first, Ledger.open_existing(new) as second:
        assert first.fingerprint() == second.fingerprint()
        assert first.newest_model() == second.newest_model()
    assert main([*export, str(new), "--out", str(again)]) == 0
    assert lines.read_bytes() == again.read_bytes()


def test_a_redacted_or_second_restore_is_refused(
    ledger_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Redacted lines are no ledger, and a ledger that holds something is not filled up; nothing is changed."""
    for redact, target, word in (("public", tmp_path / "new", "redacted for public"), ("internal", ledger_file, "not empty")):
        out = tmp_path / f"{redact}.jsonl"
        assert main(["export", "jsonl", "--ledger", str(ledger_file), "--out", str(out), "--redact", redact]) == 0
        assert main(["import", str(out), "--ledger", str(target)]) == 3
        assert word in capsys.readouterr().err
    damaged = tmp_path / "d.jsonl"
    whole = (tmp_path / "internal.jsonl").read_text(encoding="utf-8")
    damaged.write_text(whole.replace('"three"', '"seven"', 1), encoding="utf-8")
    assert main(["import", str(damaged), "--ledger", str(tmp_path / "other")]) == 3
    with Ledger(tmp_path / "third") as ledger, pytest.raises(LedgerError, match="no saidso ledger begins so"):
        ledger.restore([{"kind": "document"}])
