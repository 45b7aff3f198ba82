"""The command line: a file per command, and ``main``, where all of them start and all trouble ends."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from typing import Any

import typer

from saidso.errors import SaidsoError
from saidso.show.cli import build, check, demo, diff, export, gazetteer, imports, predict, serve, show
from saidso.show.cli.talk import DONE, EXIT_CODES, INTERRUPTED, USAGE, ensure_streams, exit_code, say, silence

app = typer.Typer(
    name="saidso",
    help="saidso never says what happened. It says who says what happened, how strongly, and shows you the words.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (demo.demo, build.build, show.show, diff.diff, export.export, check.check, serve.serve, predict.predict):
    app.command(epilog=EXIT_CODES)(_command)
app.command("import", epilog=EXIT_CODES)(imports.imports)
app.add_typer(gazetteer.gazetteer)


_USAGE_TROUBLE: type[Exception] = typer.BadParameter.__mro__[2]
"""What Typer raises for a command line it cannot read. Its home moved between versions, its place above BadParameter did not."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; the entry point of ``saidso``.

    Args:
        arguments: the command line without the program's name; None takes that of the process.
    """
    ensure_streams()
    for engine in ("pypdf", "trafilatura"):  # what they mutter about a damaged file stands, in our words, in its row
        logging.getLogger(engine).setLevel(logging.CRITICAL)
    try:
        code = _run(arguments)
        if code == INTERRUPTED:
            say("interrupted. What was stored is safe; run the same command again to go on.")
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
        return DONE
    except typer.Exit as left:  # the reader of our words went away while we spoke of trouble
        return left.exit_code
    return code


def _run(arguments: Sequence[str] | None) -> int:
    command = typer.main.get_command(app)
    try:
        code = command.main(args=None if arguments is None else list(arguments), prog_name="saidso", standalone_mode=False)
    except SaidsoError as trouble:
        say(f"saidso: {trouble}")
        return exit_code(trouble)
    except (typer.Abort, KeyboardInterrupt, EOFError):
        return INTERRUPTED
    except _USAGE_TROUBLE as trouble:
        say(_usage(trouble))
        return USAGE
    return code if isinstance(code, int) else DONE


def _usage(trouble: Any) -> str:
    """What was wrong with the command line, and where help is."""
    context = getattr(trouble, "ctx", None)
    command = context.command_path if context is not None else "saidso"
    message = trouble.format_message()
    if message.startswith("Usage:"):  # no command at all: the message is the help itself
        return str(message)
    return f"saidso: {message}\nTry: {command} --help"
