"""The whole way through the house, with the shipped model, on the bundled invented samples."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

import saidso
from saidso.ledger.proof import check
from saidso.understand.model import Model

SAMPLES = Path(str(files("saidso.data").joinpath("samples")))


@pytest.fixture(scope="module")
def model() -> Model:
    return saidso.load_model(threads=2)


def built(path: Path, model: Model, sources: list[Path]) -> str:
    """Build a ledger and give its fingerprint."""
    with saidso.Ledger(path) as ledger:
        saidso.build(sources, ledger, model)
        return ledger.fingerprint()


def test_building_twice_adds_nothing(tmp_path: Path, model: Model) -> None:
    """The same files again: the same ledger, row by row, and nothing new is counted."""
    path = tmp_path / "twice.saidso"
    first = built(path, model, [SAMPLES])
    with saidso.Ledger(path) as ledger:
        report = saidso.build([SAMPLES], ledger, model)
        assert report.new_documents == 0
        assert ledger.fingerprint() == first


def test_every_claim_of_a_built_ledger_is_proven(tmp_path: Path, model: Model) -> None:
    """``check`` finds no fault; every chain starts at a publisher; every quote is the text at its span."""
    path = tmp_path / "proven.saidso"
    built(path, model, [SAMPLES])
    with saidso.Ledger(path) as ledger:
        assert list(check(ledger)) == []
        for claim in ledger.claims():
            text = ledger.document(claim.document_id).text
            assert all(e.proves(text) for e in claim.every_evidence())


def test_piece_by_piece_and_shuffled_is_the_same(tmp_path: Path, model: Model) -> None:
    """Files in any order, one build or many: the same incidents with the same claims."""
    every = sorted(p for p in SAMPLES.iterdir() if p.is_file() and not p.name.endswith(".meta.json"))

    def partition(path: Path) -> set[tuple[str, ...]]:
        with saidso.Ledger(path) as ledger:
            return {incident.claims for incident in ledger.incidents()}

    built(tmp_path / "once.saidso", model, every)
    shuffled = every[:]
    random.Random(5).shuffle(shuffled)
    for source in shuffled:
        built(tmp_path / "many.saidso", model, [source])
    assert partition(tmp_path / "once.saidso") == partition(tmp_path / "many.saidso")


def test_a_foreign_language_is_listed_not_guessed_at(tmp_path: Path, model: Model) -> None:
    """The Spanish sample is stored, listed as not read with its language, and makes no claim."""
    with saidso.Ledger(tmp_path / "l.saidso") as ledger:
        report = saidso.build([SAMPLES], ledger, model)
        assert dict(report.not_read) == {"language: es": 1}
        spanish = {document for document, _, _ in ledger.not_read()}
        assert len(spanish) == 1 and not any(claim.document_id in spanish for claim in ledger.claims())


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 has no twin there")
def test_killed_and_run_again_is_the_same_ledger(tmp_path: Path, model: Model) -> None:
    """kill -9 at several moments of a build, then run again: nothing lost, nothing twice."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for copy in range(4):
        for source in SAMPLES.glob("*.txt"):
            text = source.read_text("utf-8")
            (folder / f"{copy}-{source.name}").write_text(f"{text}\n\nEdition {copy}.\n" if text.strip() else text, "utf-8")
    straight = built(tmp_path / "straight.saidso", model, [folder])
    path = tmp_path / "killed.saidso"
    for delay in (0.8, 1.6, 2.4):
        command = [sys.executable, "-m", "saidso", "build", str(folder), "--ledger", str(path)]
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    assert built(path, model, [folder]) == straight


def test_broken_files_are_rows_with_reasons(tmp_path: Path, model: Model) -> None:
    """A folder of trouble: every bad file has its reason, the good one is read."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    shutil.copy(SAMPLES / "05-oremi-front-communique.txt", folder / "good.txt")
    (folder / "empty.txt").write_text("")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04nothing more")
    (folder / "again.txt").write_bytes((folder / "good.txt").read_bytes())
    with saidso.Ledger(tmp_path / "m.saidso") as ledger:
        report = saidso.build([folder], ledger, model)
        assert report.documents == 1 and report.claims > 0
        assert sum(many for _, many in report.skipped) == 5
        assert all(skip.message and skip.reason for skip in ledger.skips())
