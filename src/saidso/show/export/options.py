"""What an export can be asked for besides its format and profile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saidso.show.embargo import Embargo


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
    """Positions of forces said less than so many hours before ``now``, and not by themselves, are left out and counted.

    None is what saidso.toml says, else 72; 0 is no embargo. ``internal`` leaves nothing out and marks them.
    """
    now: datetime | None = None
    """From when the embargo counts back; None is this moment. Give it where equal ledgers must give equal files."""
    permalink: str = ""
    """What stands before an incident's id in its permalink, as "http://desk.example/incidents/"; empty gives "saidso:ID"."""
    bom: bool = False
    """A byte order mark before CSV, by which Excel knows that it is UTF-8; other readers are better off without."""
    views: bool = False
    """The wide views of a Parquet folder (``v_acled``, ``v_ged``) as well: some milliseconds an incident."""

    def embargo(self) -> Embargo:
        """The embargo of this export, for its ``Guards``."""
        from saidso.show.embargo import Embargo  # with the nouns: not before something leaves

        return Embargo.of(self.embargo_hours, self.now)


EVERYTHING = ExportOptions()
"""All incidents, by the format's own rule."""
