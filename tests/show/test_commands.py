"""The commands as a person types them: what they print, where, and with which exit code."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
import types
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console
from shown import COURIER, PRIVATE

from saidso.ledger import Ledger
from saidso.nouns.claim import Attribution, EntityMention, EventMention
from saidso.nouns.span import Span
from saidso.show.cli import app, main
from saidso.show.cli.progress import watching
from saidso.understand.model import Mentions
from saidso.values.event_type import EventType, Status

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = ("demo", "build", "show", "diff", "export", "check", "serve", "predict", "import")


def test_every_command_has_help_and_stands_in_the_documentation(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command explains itself and its exit codes, and docs/commands.md has a chapter on it with every option."""
    manual = (DOCS / "commands.md").read_text(encoding="utf-8")
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert tuple(names) == COMMANDS
    for name in names:
        assert main([name, "--help"]) == 0
        said = capsys.readouterr().out
        assert "Exit codes: 0 done" in " ".join(said.split())
        assert f"## saidso {name}" in manual
        chapter = manual.split(f"## saidso {name}", 1)[1].split("\n## ", 1)[0]
        for word in (each.strip(".:;") for each in said.replace(",", " ").split()):
            if word.startswith("--") and word not in {"--help", "--"}:
                assert f"`{word}" in chapter or word in chapter, f"{word} of {name} is not documented"


def test_the_list_gives_the_contract_keys(ledger_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """show --json has the shape of DESIGN.md section 4."""
    assert main(["show", "--ledger", str(ledger_file), "--json"]) == 0
    incidents = json.loads(capsys.readouterr().out)["incidents"]
    assert {"id", "type", "when", "place", "claims", "documents", "origins"} <= set(incidents[0])
    assert incidents[0]["origins"] == {"lo": 2, "hi": 3}
    assert (incidents[0]["claims"], incidents[0]["documents"]) == (4, 3)


def test_one_incident_gives_the_contract_keys_and_every_quote_is_its_span(
    ledger_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """show ID --json: every leaf is start, end, quote, and the quote is the text there (read at the desk, unredacted)."""
    assert main(["show", "i1234abcd", "--ledger", str(ledger_file), "--json", "--redact", "internal"]) == 0
    page = json.loads(capsys.readouterr().out)
    assert {"id", "slots", "origins", "claims"} <= set(page)
    assert set(page["slots"][0]) >= {"slot", "agreement", "kinds", "best", "values"}
    assert set(page["slots"][0]["values"][0]) == {"value", "stance", "claims", "origins"}
    assert page["origins"]["parts"] == [["c1", "c2"], ["c4"], ["c3"]]
    with Ledger.open_existing(ledger_file) as ledger:
        texts = {document.id: document.text for document in ledger.documents()}
    leaves = 0
    for claim in page["claims"]:
        assert set(claim) >= {"id", "document", "turn", "event", "stance", "chain", "values"}
        assert set(claim["event"]) == {"type", "status", "trigger"}
        assert set(claim["chain"][0]) >= {"speaker", "resolved", "stance", "cue"}
        for leaf in _leaves(claim):
            leaves += 1
            assert texts[claim["document"]][leaf["start"] : leaf["end"]] == leaf["quote"]
    assert leaves > 20


def _leaves(value: object) -> list[dict[str, object]]:
    if isinstance(value, list):
        return [leaf for part in value for leaf in _leaves(part)]
    if isinstance(value, dict):
        own = [value] if {"start", "end", "quote"} <= set(value) else []
        return own + [leaf for part in value.values() for leaf in _leaves(part)]
    return []


@pytest.mark.parametrize("width", ["50", "90", "200"])
def test_the_matrix_folds_the_copy_and_names_the_contradiction(
    ledger_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    """At any width: origins are columns, the wire copy is folded, stances are words, quotes carry their offsets."""
    monkeypatch.setenv("COLUMNS", width)
    assert main(["show", "i12", "--ledger", str(ledger_file)]) == 0
    out = capsys.readouterr().out
    words = " ".join(out.replace("│", " ").split())
    told = ("O1 the defence", "documents)", "contradictory", "numeric-disjoint", "denies", "claims, not findings", "[1]")
    for expected in told:
        assert expected in words, expected
    assert "“three”" in words
    assert "\x1b[" not in out
    assert max(len(line) for line in out.splitlines()) <= int(width)


@pytest.mark.parametrize("redact", ["public", "partner"])
def test_no_private_name_in_any_output(
    ledger_file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, redact: str
) -> None:
    """Lists, matrices, JSON and exports: no protected string, in values, quotes, file names or reviewers' notes."""
    where = ["--ledger", str(ledger_file), "--redact", redact]
    out = tmp_path / "out.jsonl"
    for command in (["show"], ["show", "--json"], ["show", "i12"], ["show", "i12", "--json"]):
        assert main([*command, *where]) == 0
        _without_private(capsys.readouterr().out)
    assert main(["export", "jsonl", *where, "--out", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    _without_private(text)
    assert "Ilia Marn" in text and "the defence ministry" in text
    if redact == "public":
        assert "/home/lena" not in text and "Olga" not in text and "Sorvik" not in text


def _without_private(text: str) -> None:
    for name in PRIVATE:
        assert name.casefold() not in text.casefold(), name


def test_internal_shows_all(ledger_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--redact internal prints what was read."""
    assert main(["show", "i12", "--ledger", str(ledger_file), "--redact", "internal"]) == 0
    assert "Mira Tolan" in capsys.readouterr().out


def test_check_is_quiet_on_a_whole_ledger_and_names_damage(ledger_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """check exits 1 with one line per fault once a byte of a quote was changed by hand."""
    import sqlite3

    from saidso.ledger.proof import check

    with Ledger.open_existing(ledger_file) as ledger:
        expected = len(list(check(ledger)))
    code = main(["check", "--ledger", str(ledger_file), "--json"])
    assert len(json.loads(capsys.readouterr().out)["faults"]) == expected
    assert code == (1 if expected else 0)
    with sqlite3.connect(ledger_file) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE claims SET payload = replace(payload, 'three', 'seven')")
    assert main(["check", "--ledger", str(ledger_file)]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) > expected
    assert "faults in" in said.err


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["show"], 2, "Try: saidso show --help"),
        (["show", "--ledger", "{missing}"], 3, "no such ledger"),
        (["show", "zzz", "--ledger", "{ledger}"], 2, "no incident"),
        (["show", "--ledger", "{ledger}", "--redact", "friends"], 2, "public, partner, internal"),
        (["export", "papyrus", "--ledger", "{ledger}", "--out", "x"], 2, "Use one of: jsonl"),
        (["export", "jsonl", "--ledger", "{ledger}", "--out", "{missing}/x.jsonl"], 3, "cannot be written"),
        (["nonsense"], 2, "nonsense"),
        (["build", "x", "--ledger", "{ledger}", "--published", "yesterday"], 2, "2024-03-13"),
        (["build", "x", "--ledger", "{ledger}", "--columns", "text"], 2, "text=body"),
    ],
)
def test_trouble_is_one_message_and_a_code(
    ledger_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, word: str
) -> None:
    """Trouble: no traceback, nothing on stdout, one message on stderr that says what to do now."""
    filled = [part.format(missing=tmp_path / "none", ledger=ledger_file) for part in arguments]
    assert main(filled) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert word in said.err and "Traceback" not in said.err


def test_ctrl_c_exits_130(ledger_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An interrupt ends in 130 and a word on what to do."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("saidso.show.page.incidents_of", interrupted)
    assert main(["show", "--ledger", str(ledger_file)]) == 130
    assert "again to go on" in capsys.readouterr().err


def test_a_closed_pipe_and_a_poor_encoding_break_nothing(ledger_file: Path) -> None:
    """`saidso show | head -1` ends quietly, and a terminal that knows only ASCII gets numbers for other letters."""
    command = [sys.executable, "-c", "import sys; from saidso.show.cli import main; sys.exit(main())", "show", "i12"]
    command += ["--ledger", str(ledger_file)]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=ascii_only, check=False, timeout=60)
    assert done.returncode == 0 and b"\\u201c" in done.stdout and not done.stderr
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    quoted = " ".join(shlex.quote(part) for part in command)
    assert subprocess.run(["sh", "-c", f"{quoted} >&- 2>&-"], check=False, timeout=60).returncode == 0


def test_predict_names_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that is no JSON object is named by file and number, and nothing half-written stays."""
    tasks = types.ModuleType("saidso.show.tasks")  # the real ones need a model; here only the door is tested
    vars(tasks)["TASKS"] = {"echo": lambda lines: lines}
    monkeypatch.setitem(sys.modules, "saidso.show.tasks", tasks)
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"a": 1}\n\n{"a": "ş"}\n', encoding="utf-8")
    assert main(["predict", "echo", str(source), str(target), "--json"]) == 0
    assert target.read_text(encoding="utf-8") == '{"a": 1}\n{"a": "ş"}\n'
    source.write_text('{"a": 1}\n[2]\n', encoding="utf-8")
    assert main(["predict", "echo", str(source), str(target)]) == 1
    assert f"{source}:2" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8").count("\n") == 2
    assert list(tmp_path.glob(".*part")) == []
    assert main(["predict", "nothing", str(source), str(target)]) == 2


def test_the_export_is_lossless_inside_and_follows_its_schema(ledger_file: Path, tmp_path: Path) -> None:
    """Internal JSON lines hold every record as it is; every line of every profile follows the published schema."""
    import jsonschema

    from saidso.ledger.codec import restore
    from saidso.nouns.document import Document
    from saidso.show.export.schema import PUBLISHED, text

    assert PUBLISHED.read_text(encoding="utf-8") == text(), "run: python -m saidso.show.export.schema"
    validator = jsonschema.Draft202012Validator(json.loads(text()))
    for redact in ("public", "internal"):
        out = tmp_path / f"{redact}.jsonl"
        assert main(["export", "jsonl", "--ledger", str(ledger_file), "--out", str(out), "--redact", redact]) == 0
        lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        assert [error.message for line in lines for error in validator.iter_errors(line)] == []
        assert lines[0]["note"] == "claims, not findings"
        kinds = [line["kind"] for line in lines]
        assert (kinds.count("document"), kinds.count("claim"), kinds.count("incident"), kinds.count("skip")) == (3, 4, 1, 1)
        texts = {line["id"]: line["text"] for line in lines if line["kind"] == "document"}
        for line in lines:
            if line["kind"] == "claim":
                for evidence in (line["trigger"], line["passage"], *(value["evidence"] for value in line["values"])):
                    assert texts[line["document_id"]][slice(*evidence["span"])] == evidence["quote"]
    first = next(line for line in lines if line["kind"] == "document")
    first = {key: value for key, value in first.items() if key not in {"kind", "text_sha256"}}
    assert restore(Document, first, "test").text == COURIER


def test_a_bar_shows_step_rate_and_time_left_on_a_terminal_only() -> None:
    """Long work tells how far it is, how fast, and how long still; a pipe gets none of it."""
    for terminal in (True, False):
        screen = io.StringIO()
        with watching(Console(file=screen, force_terminal=terminal, width=100)) as watch:
            for done in range(1, 4):
                watch("understanding", done, 10)
        seen = screen.getvalue()
        assert (("understanding" in seen) and ("3/10" in seen) and ("left" in seen)) is terminal
        assert terminal or seen == ""


def test_help_starts_fast() -> None:
    """saidso --help pulls in no heavy engine (the clock itself is measured in CI, where the machine is known)."""
    probe = "import sys; from saidso.show.cli import main; main(['--help']); "
    probe += "print(sorted(set(sys.modules) & {%s}), file=sys.stderr)"
    heavy = "'sqlalchemy', 'onnxruntime', 'trafilatura', 'pypdf', 'docx', 'rich'"
    done = subprocess.run([sys.executable, "-c", probe % heavy], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr.strip() == "[]"


class Reader:
    """A model that finds one killing in each text that has the word, so that build can be run without weights."""

    name = "reader-1"
    languages = frozenset({"en"})

    def mentions(self, text: str, sentences: Sequence[tuple[int, int]]) -> Mentions:
        at = text.find("killed")
        if at < 0:
            return Mentions()
        trigger = Span(at, at + 6)
        return Mentions(
            events=(EventMention(id="E1", trigger=trigger, type=EventType.KILLING, status=Status.HAPPENED, incident="I1"),)
        )

    def outer_attributions(self, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Attribution, ...]:
        return ()

    def plain_entities(self, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[EntityMention, ...]:
        return ()


def test_build_reports_what_it_read_and_what_it_did_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """build counts, lists every skip with its reason, adds nothing at a second run, and exits 1 where nothing could be read."""
    monkeypatch.setattr(sys.modules["saidso.understand"], "load_model", Reader)
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text("Three soldiers were killed in Oremi on Tuesday, the ministry said.", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    where = ["--ledger", str(tmp_path / "l.saidso"), "--publisher", "Kastorin Courier", "--published", "2024-03-13"]
    assert main(["build", str(folder), *where, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert (first["documents"], first["new_documents"], first["unread"], first["claims"]) == (1, 1, 0, 1)
    assert [skip["reason"] for skip in first["skipped"]] == ["empty"]
    assert main(["build", str(folder), *where]) == 0
    said = capsys.readouterr()
    assert "0 of them new" in said.out and "1 skipped" in said.out and "empty.txt" in said.out and said.err == ""
    assert main(["check", "--ledger", str(tmp_path / "l.saidso")]) == 0
    assert main(["build", str(folder / "empty.txt"), "--ledger", str(tmp_path / "none.saidso")]) == 1


def test_demo_goes_from_files_to_a_matrix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """demo reads the bundled samples, shows a list and a matrix without a private name, and says how to go on."""
    monkeypatch.setattr(sys.modules["saidso.understand"], "load_model", Reader)
    assert main(["demo", "--keep", str(tmp_path / "demo")]) == 0
    said = capsys.readouterr()
    assert "Incident " in said.out and "claims, not findings" in said.out
    assert "How to go on" in said.err and "12-empty-fax.txt" in said.err
    for name in ("Tolan", "Orsk", "Terel", "Rusk", "Brandt"):
        assert name not in said.out
    assert main(["demo", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["report"]["documents"] > 5 and shown["incident"]["claims"]
