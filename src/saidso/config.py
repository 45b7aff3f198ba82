"""What a project may set: one frozen ``Config``, read once from ``saidso.toml``, when the first thing asks for it.

    [places]
    gazetteer = "geonames"              # a folder that `saidso gazetteer build` made, in place of the shipped one
    tables = ["our_places.tsv"]         # rows like src/saidso/data/places.tsv; they come before ours

    [actors]
    tables = ["our_actors.tsv"]         # rows like src/saidso/data/actors.tsv; a row with an id of ours replaces it

    [publishers]
    tables = ["our_publishers.tsv"]     # rows like src/saidso/data/publishers.tsv; a row with a name of ours replaces it

    [export]
    embargo_hours = 72                  # for so long positions of forces that they do not state themselves stay unsaid

The file stands in the folder that saidso is started in, or where the environment's ``SAIDSO_CONFIG`` says. Paths in it
count from the file. No file means no setting.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from saidso.errors import ConfigError

FILE = "saidso.toml"
_KNOWN = {"places": {"gazetteer", "tables"}, "actors": {"tables"}, "publishers": {"tables"}, "export": {"embargo_hours"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one project."""

    gazetteer: Path | None = None
    """Folder of the user's own gazetteer; None is the shipped one."""
    places: tuple[Path, ...] = ()
    """The user's own place tables."""
    actors: tuple[Path, ...] = ()
    """The user's own actor tables."""
    publishers: tuple[Path, ...] = ()
    """The user's own tables of publishers and their groups."""
    embargo_hours: int | None = None
    """Hours for which positions of forces stay unsaid in what readers see; None is the profile's own."""


@lru_cache(maxsize=1)
def config() -> Config:
    """The settings of this process.

    Raises:
        ConfigError: the file cannot be read, or names something that saidso does not know.
    """
    said = os.environ.get("SAIDSO_CONFIG")
    path = Path(said) if said else Path(FILE)
    if not path.is_file():
        if said:
            raise ConfigError(f"{path}: no such file, and SAIDSO_CONFIG names it. Correct or unset SAIDSO_CONFIG.")
        return Config()
    return read_config(path)


def read_config(path: Path) -> Config:
    """The settings that one file holds.

    Raises:
        ConfigError: as ``config``.
    """
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as trouble:
        raise ConfigError(f"{path}: cannot be read as TOML ({trouble}). Correct it, or move it away.") from trouble
    for section, settings in sections.items():
        _refuse_unknown(path, section, settings)
    places, actors = sections.get("places", {}), sections.get("actors", {})
    own = places.get("gazetteer")
    if own is not None and not isinstance(own, str):
        raise ConfigError(f'{path}: [places] gazetteer is no path. Write it as gazetteer = "FOLDER".')
    return Config(
        gazetteer=path.parent / own if own else None,
        places=_paths(path, "places", places.get("tables", [])),
        actors=_paths(path, "actors", actors.get("tables", [])),
        publishers=_paths(path, "publishers", sections.get("publishers", {}).get("tables", [])),
        embargo_hours=_hours(path, sections.get("export", {}).get("embargo_hours")),
    )


def _refuse_unknown(path: Path, section: str, settings: Any) -> None:
    if section not in _KNOWN or not isinstance(settings, dict):
        known = ", ".join(f"[{name}]" for name in _KNOWN)
        raise ConfigError(f"{path}: [{section}] is no section of saidso's. There are: {known}.")
    for name in settings.keys() - _KNOWN[section]:
        known = ", ".join(sorted(_KNOWN[section]))
        raise ConfigError(f"{path}: [{section}] has no setting {name!r}. It has: {known}.")


def _hours(path: Path, said: Any) -> int | None:
    if said is None or (isinstance(said, int) and not isinstance(said, bool) and said >= 0):
        return said
    raise ConfigError(f"{path}: [export] embargo_hours is {said!r}. Write whole hours, as embargo_hours = 72, or 0 for none.")


def _paths(path: Path, section: str, said: Any) -> tuple[Path, ...]:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise ConfigError(f'{path}: [{section}] tables is no list of paths. Write it as tables = ["FILE.tsv"].')
    found = tuple(path.parent / one for one in said)
    for table in found:
        if not table.is_file():
            raise ConfigError(f"{table}: no such file, and {path} names it. Correct the path.")
    return found
