"""``saidso predict``: the evaluation door, a JSONL file in and a JSONL file out, run-time dependencies only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from saidso.errors import ConfigError, ReadError
from saidso.show.cli.talk import AsJson, console, give_json, say


def predict(
    task: Annotated[str, typer.Argument(help="What to predict: claims, attribution, entities, accord, origins.")],
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="One JSON object a line.")],
    target: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="Where the answers go, one a line; replaced as a whole.")],
    as_json: AsJson = False,
) -> None:
    """Answer one task for each line of a JSONL file. This is the evaluation door."""
    many = answer(task, source, target)
    if as_json:
        give_json({"task": task, "in": str(source), "out": str(target), "lines": many})
    else:
        say(f"{many} line{'' if many == 1 else 's'} written to {target}.")


def answer(task: str, source: Path, target: Path) -> int:
    """Write the answers of ``task`` for every line of ``source``; returns how many.

    Raises:
        ConfigError: there is no such task.
        ReadError: a line is no JSON object; the message names file and line.
    """
    from saidso.show.export.atomic import writing
    from saidso.show.tasks import TASKS

    if task not in TASKS:
        raise ConfigError(f"predict {task}: there is no such task. Use one of: {', '.join(sorted(TASKS))}.")
    many = 0
    with writing(target) as out:
        for line in TASKS[task](_followed(source)):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            many += 1
    return many


def _followed(source: Path) -> Iterator[dict[str, Any]]:
    """The lines with a progress bar on a terminal."""
    from saidso.show.cli.progress import followed

    yield from followed(console(stderr=True), lines_of(source), f"reading {source.name}")


def lines_of(source: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, blank lines left out.

    Raises:
        ReadError: the file cannot be read, or a line is no JSON object.
    """
    try:
        with source.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                if raw.strip():
                    yield _parsed(raw, f"{source}:{number}")
    except OSError as error:
        message = f"{source}: {error.strerror or error}. Check the path and whether you may read it."
        raise ReadError(message, reason="unreadable") from error


def _parsed(raw: bytes, where: str) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{where}: this line is no JSON ({error}). Mend or remove it and run again.", reason="damaged") from error
    if not isinstance(value, dict):
        raise ReadError(f"{where}: this line is no JSON object but a {type(value).__name__}. Mend it.", reason="damaged")
    return value
