"""What can go wrong, sorted by who must act.

    SaidsoError
    ├── ConfigError     the user: an option, a flag or saidso.toml is not usable
    ├── ReadError       the user: one file could not be read (the run goes on)
    ├── ModelError      the user: the model is missing, damaged or not ours
    ├── LedgerError     the user: the ledger file is missing, locked, damaged or of another age
    ├── ExportError     the user: the output cannot be written as asked
    └── SpanError       us: a quote is not its span; please report it

A message says what happened, where, and what to do now:
``march/0412.pdf, page 3: no text found. Run OCR and add it again.``
"""

from __future__ import annotations


class SaidsoError(Exception):
    """Anything that saidso says went wrong; catch this one to catch them all."""


class ConfigError(SaidsoError):
    """An option, a flag or ``saidso.toml`` cannot be used as it stands."""


class ReadError(SaidsoError):
    """One file could not be read. ``reason`` is a stable word for counting, the message is for people."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class ModelError(SaidsoError):
    """The model is missing, damaged, or made for another version of saidso."""


class LedgerError(SaidsoError):
    """The ledger file is missing, locked, damaged, or written by a newer saidso."""


class ExportError(SaidsoError):
    """The output could not be written as asked."""


class SpanError(SaidsoError):
    """A quote is not the text at its span: a fault of ours. Please report the message."""
