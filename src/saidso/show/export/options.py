"""What an export can be asked for besides its format and profile."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """Choices of one export; a format that has no use for one refuses it rather than ignore it."""

    rule: str | None = None
    """The named, versioned rule by which many claims become one number ("acled-lowest@1"); None is the format's own."""
    codebook: Path | None = None
    """The TOML file of a project's own codebook; for the format ``own``."""
    only: frozenset[str] | None = None
    """Ids of the incidents to write; None writes all. The web app exports the view on screen by it."""
    embargo_hours: int | None = None
    """Movements of forces said less than so many hours before now are left out and counted; None is the profile's own."""
    permalink: str = ""
    """What stands before an incident's id in its permalink, as "http://desk.example/incidents/"; empty gives "saidso:ID"."""


EVERYTHING = ExportOptions()
"""All incidents, by the format's own rule."""
