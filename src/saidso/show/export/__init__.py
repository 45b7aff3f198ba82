"""Exports: a file per format. Each passes the guard, is written as a whole, and says "claims, not findings"."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from saidso.errors import ConfigError

if TYPE_CHECKING:
    from saidso.ledger import Ledger
    from saidso.show.guard import Profile

FORMATS = {"jsonl": "saidso.show.export.jsonl", "lists": "saidso.show.export.lists"}
"""Format -> the module whose ``write(ledger, path, profile)`` makes it."""


def export(ledger: Ledger, form: str, out: Path, profile: Profile | str = "public") -> dict[str, int]:
    """Write ``ledger`` to the file ``out`` in the given format.

    Args:
        ledger: an open ledger.
        form: one of ``FORMATS``.
        out: the file; it appears only when all is written, and replaces what was there.
        profile: public, partner or internal (the lossless form).

    Returns:
        How many lines or rows of each kind were written.

    Raises:
        ConfigError: there is no such format or profile.
        ExportError: the file cannot be written.
    """
    from saidso.show.guard import Profile

    if form not in FORMATS:
        raise ConfigError(f"export {form}: there is no such format. Use one of: {', '.join(FORMATS)}.")
    if profile not in set(Profile):
        raise ConfigError(f"redaction profile {profile}: there is no such profile. Use one of: {', '.join(Profile)}.")
    write = cast("Callable[[Ledger, Path, Profile], dict[str, int]]", import_module(FORMATS[form]).write)
    return write(ledger, Path(out), Profile(profile))
