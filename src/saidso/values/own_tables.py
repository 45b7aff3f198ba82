"""Tables that a user may lay beside ours: tab-separated, the first line names the columns, lines with # explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from saidso.errors import ConfigError


def named_rows(path: Path, *, columns: Sequence[str], needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line number: a cell for every one of ``columns``, empty where the table has not that column.

    Raises:
        ConfigError: the table cannot be read, lacks a needed column or has an unknown one, or a line has too few cells.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as trouble:
        raise ConfigError(f"{path}: the table cannot be read ({trouble.strerror}). Correct its path.") from trouble
    except UnicodeDecodeError as trouble:
        raise ConfigError(f"{path}: the table is no UTF-8 text ({trouble.reason}). Save it as UTF-8.") from trouble
    names: Sequence[str] = ()
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line[0] == "#":
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not names:
            names = _header(f"{path}, line {number}", cells, columns, needed)
        elif len(cells) != len(names):
            told = f"{path}, line {number}: {len(cells)} cells where {len(names)} belong: {line[:60]!r}."
            raise ConfigError(f"{told} Part the cells by tabs, empty ones too.")
        else:
            yield number, {**dict.fromkeys(columns, ""), **dict(zip(names, cells, strict=True))}


def _header(where: str, cells: list[str], columns: Sequence[str], needed: Sequence[str]) -> list[str]:
    missing = [name for name in needed if name not in cells]
    unknown = [name for name in cells if name not in columns]
    if missing:
        raise ConfigError(f"{where}: no column {missing[0]!r}. The first line names the columns: {', '.join(columns)}.")
    if unknown:
        raise ConfigError(f"{where}: no column is called {unknown[0]!r}. There are: {', '.join(columns)}.")
    return cells
