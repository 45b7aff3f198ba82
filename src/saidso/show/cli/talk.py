"""How the commands speak: data to stdout, talk to stderr, trouble in one message, and the exit codes.

Exit codes (DESIGN.md section 4): 0 done; 1 check found faults, or nothing could be read; 2 usage or configuration;
3 ledger, model or export trouble; 130 interrupted.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, cast

import typer

from saidso.errors import ConfigError, ReadError, SaidsoError

if TYPE_CHECKING:
    from rich.console import Console

    from saidso.show.guard import Profile

DONE, FAULTS, USAGE, TROUBLE, INTERRUPTED = 0, 1, 2, 3, 130

EXIT_CODES = (
    "Exit codes: 0 done (skipped files are counted, not failures); 1 check found faults, or nothing could be read; "
    "2 usage or configuration; 3 ledger, model or export trouble; 130 interrupted."
)

_PADDING = re.compile(r" +$", re.MULTILINE)
"""Blanks that a table leaves at the end of its lines: no use in a file."""
PIPED_WIDTH = 120
"""Columns of a table that goes into a file or a pipe: there is no terminal to ask, and 80 would fold most matrices."""

LedgerFile = Annotated[Path, typer.Option("--ledger", "-l", help="The ledger file.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text (docs/json.md).")]
Redact = Annotated[
    str,
    typer.Option("--redact", help="For whom: public, partner or internal. All but internal turn private people into pseudonyms."),
]


def say(message: str) -> None:
    """Talk to the user: a line on stderr."""
    _write(sys.stderr, message)


def give(text: str) -> None:
    """Hand over data: a line on stdout."""
    _write(sys.stdout, text)


def give_json(value: Any) -> None:
    """Hand over data as JSON; escaped where the terminal's encoding could not write every letter."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    give(json.dumps(value, ensure_ascii=not unicode, indent=2))


def _write(stream: Any, text: str) -> None:
    """Write a line, and where the terminal cannot write a letter (or a name is broken UTF-8), write its number instead."""
    tolerant = _Tolerant(stream)
    tolerant.write(text + "\n")
    tolerant.flush()


def console(*, stderr: bool = False) -> Console:
    """A rich console: as wide as the terminal, plain when piped, and never a guess at links or emoji in the user's words."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    return Console(file=cast("IO[str]", _Tolerant(stream)), width=width, highlight=False, markup=False, emoji=False)


class _Tolerant:
    """A stream that writes what its encoding lacks as numbers, so that no name can break a page."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        encoding = self._stream.encoding or "utf-8"
        if not self._stream.isatty():
            text = _PADDING.sub("", text)
        with _leaving_quietly():
            self._stream.write(text.encode(encoding, "backslashreplace").decode(encoding, "replace"))
        return len(text)

    def flush(self) -> None:
        with _leaving_quietly():
            self._stream.flush()


@contextmanager
def _leaving_quietly() -> Iterator[None]:
    """When the reader of our pipe (head, less) has left, we leave too: that is its right, and nothing is wrong."""
    try:
        yield
    except BrokenPipeError:
        silence()
        raise typer.Exit(DONE) from None


def ensure_streams() -> None:
    """A program started with a closed output (``>&-``, a Windows service) has none: its words go nowhere, and nothing breaks."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def silence() -> None:
    """Let the interpreter's last flush go nowhere, so that it does not complain about a closed pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue  # a captured or closed stream has no file behind it, nothing to silence


def profile_of(word: str) -> Profile:
    """The redaction profile of this name.

    Raises:
        ConfigError: there is no such profile.
    """
    from saidso.show.guard import Profile

    try:
        return Profile(word)
    except ValueError:
        raise ConfigError(f"--redact {word}: there is no such profile. Use one of: {', '.join(Profile)}.") from None


def exit_code(trouble: SaidsoError) -> int:
    """Who must act decides the code."""
    if isinstance(trouble, ConfigError):
        return USAGE
    return FAULTS if isinstance(trouble, ReadError) else TROUBLE
