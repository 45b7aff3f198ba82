"""``saidso build``: read, understand, link, store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from saidso.errors import ConfigError
from saidso.show.cli.talk import FAULTS, AsJson, LedgerFile, console, give, give_json

if TYPE_CHECKING:
    from saidso.ledger import Ledger
    from saidso.nouns.report import Report
    from saidso.read.options import ReadOptions

def build(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders or globs; - for standard input.", show_default=False),
    ],
    ledger: LedgerFile,
    publisher: Annotated[Optional[str], typer.Option(help="Who published these files, where they do not say.")] = None,  # noqa: UP045
    published: Annotated[Optional[str], typer.Option(help="Day of publication, as 2024-03-13.")] = None,  # noqa: UP045
    title: Annotated[Optional[str], typer.Option(help="Title.")] = None,  # noqa: UP045
    author: Annotated[Optional[str], typer.Option(help="Author.")] = None,  # noqa: UP045
    language: Annotated[Optional[str], typer.Option(help="Language, as two letters: en.")] = None,  # noqa: UP045
    columns: Annotated[Optional[str], typer.Option(help="CSV, JSONL: what is in which column, as text=body,title=head.")] = None,  # noqa: UP045
    as_json: AsJson = False,
) -> None:
    """Read reports into a ledger and link their claims. Run it again: it goes on where it stopped and adds nothing twice."""
    given = {"publisher": publisher, "title": title, "author": author, "language": language}
    options = options_from(given, published, columns)
    from saidso.ledger import Ledger
    from saidso.show.cli.progress import watching

    with Ledger(ledger) as opened:
        with watching(console(stderr=True)) as watch:
            report = build_into(opened, paths, options, watch)
        result = report_json(opened, report)
    if as_json:
        give_json(result)
    else:
        give(report_text(result))
    if report.documents == 0:
        raise typer.Exit(FAULTS)


def build_into(ledger: Ledger, paths: Sequence[str | Path], options: ReadOptions, watch: Any) -> Report:
    """The work of ``build``: what the command does once its words are parsed.

    Args:
        ledger: open, and empty or half-way or done.
        paths: as the user gave them; a pattern is resolved by the reader.
        options: what holds for every file.
        watch: a ``progress.Watch``.
    """
    from saidso.pipeline import build as run
    from saidso.understand import load_model

    return run(paths, ledger, load_model(), options=options, watch=watch)


def options_from(given: dict[str, str | None], published: str | None, columns: str | None) -> ReadOptions:
    """The reader's options from the words of the command line.

    Raises:
        ConfigError: a date or a column mapping cannot be read.
    """
    from saidso.read.options import ReadOptions

    return ReadOptions(
        publisher=given["publisher"],
        title=given["title"],
        author=given["author"],
        language=given["language"],
        published_on=_day(published),
        columns=columns_from(columns),
    )


def _day(words: str | None) -> date | None:
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ConfigError(f"--published {words}: not a day. Write it as 2024-03-13.") from None


def columns_from(words: str | None) -> dict[str, str]:
    """ "text=body,title=headline" -> {"text": "body", "title": "headline"}.

    Raises:
        ConfigError: a part of it is no pair.
    """
    pairs = [pair.partition("=") for pair in (words or "").split(",") if pair.strip()]
    for field, equals, column in pairs:
        if not (field.strip() and equals and column.strip()):
            raise ConfigError(f"--columns {words}: {field or column!r} is no pair. Write it as text=body,title=headline.")
    return {field.strip(): column.strip() for field, _, column in pairs}


def report_json(ledger: Ledger, report: Report) -> dict[str, Any]:
    """The report with every skipped file and every document not read, each with its reason."""
    not_read = []
    for document_id, model, reason in ledger.not_read():
        if model == report.model:
            not_read.append({"document": document_id, "source": ledger.document(document_id).source, "reason": reason})
    return {
        "ledger": str(ledger.path),
        "model": report.model,
        "documents": report.documents,
        "new_documents": report.new_documents,
        "unread": report.unread,
        "skipped": [{"source": skip.source, "reason": skip.reason, "message": skip.message} for skip in ledger.skips()],
        "not_read": not_read,
        "claims": report.claims,
        "incidents": report.incidents,
        "origins": {"lo": report.origins_lo, "hi": report.origins_hi},
        "contradictions": report.contradictions,
    }


def report_text(result: dict[str, Any]) -> str:
    """The report as lines. It names files as the user gave them: it talks to the desk that has them."""
    new = "" if result["new_documents"] is None else f", {result['new_documents']} of them new"
    lines = [f"{_counted(result['documents'], 'document')} in {result['ledger']}{new}"]
    lines += _listed("skipped", [(f"{skip['reason']}: {skip['message']}") for skip in result["skipped"]])
    lines += _listed("not read", [f"{row['reason']}: {row['source']}" for row in result["not_read"]])
    if result["unread"]:
        lines.append(f"{_counted(result['unread'], 'document')} still to be read: run the same command again")
    low, high = result["origins"]["lo"], result["origins"]["hi"]
    lines.append(_counted(result["claims"], "claim"))
    lines.append(_counted(result["incidents"], "incident"))
    lines.append(f"{_counted(high, 'origin')}, summed over incidents (at least {low:,})")
    lines.append(f"{_counted(result['contradictions'], 'contradiction')} (slots of incidents in which voices exclude each other)")
    if result["documents"]:
        lines.append(f"Look at them with: saidso show --ledger {result['ledger']}")
    return "\n".join(lines)


def _counted(number: int, noun: str) -> str:
    return f"{number:6,} {noun}{'' if number == 1 else 's'}"


def _listed(what: str, rows: list[str]) -> list[str]:
    if not rows:
        return []
    return [f"{len(rows):6,} {what}", *(f"         {' '.join(row.split())}" for row in rows)]
