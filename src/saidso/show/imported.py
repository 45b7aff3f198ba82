"""The work of ``saidso import``: a file told apart, its rows, notes or records taken in, and what became of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from saidso.errors import ReadError
from saidso.ledger import Ledger
from saidso.pipeline import Watch, take_in
from saidso.read.annotations import are_annotations
from saidso.read.coded import CodedOptions, CodedRow, read_coded
from saidso.show.coded_changes import Tally, to_take_in
from saidso.show.imported_notes import take_notes

Json = dict[str, Any]
_JSON = (".json", ".jsonld", ".jsonl", ".ndjson")


def import_file(
    ledger: Ledger,
    file: Path,
    options: CodedOptions,
    *,
    dry_run: bool = False,
    watch: Watch | None = None,
    called: str | None = None,
) -> Json:
    """Take a file in, or only compare it, and say what became of its rows.

    Args:
        ledger: open; with ``dry_run`` it is only read.
        file: coded data, W3C annotations, or the JSON lines of a ledger.
        options: its kind, maker, columns and codes.
        dry_run: write nothing.
        watch: told of the progress.
        called: what the file is called in the ledger and in messages, where it lies in a passing folder.

    Returns:
        file, kind, why, dry_run, new, changed, unchanged, refused, notes; and where something was written: claims, incidents,
        ledger.

    Raises:
        ReadError, ConfigError: the file as a whole cannot be read, or an option is wanted.
        LedgerError: a ledger is to be restored into one that is not empty.
    """
    tally, named = Tally(), str(file) if called is None else called
    kind = options.kind or other_kind(file)
    if kind == "jsonl":
        about = _restore(ledger, file, tally, dry_run=dry_run)
    elif kind == "webannotation":
        take_notes(file, ledger, tally, dry_run=dry_run)
        about = {"kind": kind, "why": "W3C annotations, each a note of its creator"}
    else:
        about = _take_rows(ledger, file, options, tally, watch=None if dry_run else watch or _nobody, called=named)
    _rename(tally, str(file), named)
    result = {"file": named, "dry_run": dry_run, **about, **_told(tally)}
    if dry_run:
        return result
    for skip in tally.refused:
        ledger.add_skip(skip)
    report = ledger.report()
    return result | {"claims": report.claims, "incidents": report.incidents, "ledger": str(ledger.path)}


def other_kind(file: Path) -> str | None:
    """ "jsonl" or "webannotation" where the file shows it; None: it is a file of coded rows, or cannot be read at all."""
    if file.suffix.lower() not in _JSON:
        return None
    try:
        with file.open(encoding="utf-8") as lines:
            first = _value(lines.readline())
            if isinstance(first, dict) and first.get("kind") == "ledger":
                return "jsonl"
            whole = first if first is not None else _value(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None  # the reader of rows says what is wrong with it
    return "webannotation" if are_annotations(whole) else None


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _rename(tally: Tally, path: str, called: str) -> None:
    """What was refused and noted, told of the file by the name it is called."""
    tally.refused[:] = [
        replace(skip, source=skip.source.replace(path, called), message=skip.message.replace(path, called))
        for skip in tally.refused
    ]
    tally.notes[:] = [note.replace(path, called) for note in tally.notes]


def _called(rows: Iterable[CodedRow], path: str, called: str) -> Iterator[CodedRow]:
    for row in rows:
        source = row.document.source.replace(path, called)
        yield replace(row, document=replace(row.document, source=source))


def _take_rows(
    ledger: Ledger, file: Path, options: CodedOptions, tally: Tally, *, watch: Watch | None, called: str
) -> Json:
    """Take the rows in; only count them where nobody watches, for that is a dry run."""
    found = read_coded(file, on_skip=tally.refused.append, options=options)
    rows = to_take_in(_called(found.rows, str(file), called), ledger, tally)
    if watch is None:
        _count(rows)
    else:
        take_in(rows, ledger, model=_reader_of(found.kind), watch=watch)
    return {"kind": found.kind, "why": found.why}


def _count(rows: Iterable[object]) -> None:
    """Let the rows go by: they are counted as they pass."""
    for _ in rows:
        pass


def _nobody(stage: str, done: int, total: int | None) -> None:
    """Nobody watches."""


def _reader_of(kind: str) -> Any:
    """The model where the rows are texts to be read, else None: coded rows need none."""
    if kind != "auto-archiver":
        return None
    from saidso.understand import load_model

    return load_model()


def _restore(ledger: Ledger, file: Path, tally: Tally, *, dry_run: bool) -> Json:
    """A whole ledger from its JSON lines; a dry run restores it into one that is thrown away."""
    if dry_run:
        with TemporaryDirectory(prefix="saidso-") as folder, Ledger(Path(folder) / "trial.ledger") as trial:
            counts = trial.restore(_lines(file))
    else:
        counts = ledger.restore(_lines(file))
    tally.new = counts.get("document", 0)
    if held := counts.pop("held", 0):
        decisions = "1 decision" if held == 1 else f"{held:,} decisions"
        tally.notes.append(
            f"{decisions} of blind queues that were not open yet stand in the old ledger and not in this file. Open the queues "
            "there, export it again, and restore that into a new ledger."
        )
    return {"kind": "jsonl", "why": "the JSON lines of a ledger", "restored": counts}


def _lines(file: Path) -> Iterator[Json]:
    with file.open(encoding="utf-8") as text:
        for number, line in enumerate(text, start=1):
            value = _value(line)
            if not isinstance(value, dict):
                raise ReadError(f"{file}, line {number}: no JSON object. Export the ledger again.", reason="damaged")
            yield value


def _told(tally: Tally) -> Json:
    return {
        "new": tally.new,
        "changed": [
            {"row": each.row, "cells": [{"column": c.column, "before": c.before, "now": c.now} for c in each.cells]}
            for each in tally.changed
        ],
        "unchanged": tally.unchanged,
        "refused": [{"source": skip.source, "reason": skip.reason, "message": skip.message} for skip in tally.refused],
        "notes": list(tally.notes),
    }
