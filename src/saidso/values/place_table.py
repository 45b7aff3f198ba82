"""Reading our tables, and those that users lay beside them: tab-separated, with a head line, ``#`` before what explains it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from saidso.errors import ConfigError

KINDS = frozenset("""town neighbourhood prison camp dam base road front territory crossing water mountain""".split())
"""Kinds of place that a table may hold; countries and first-level areas have tables of their own."""

_COLUMNS = ("kind", "country", "name", "town", "areas", "point", "other_names", "seldom_names")


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table.

    Raises:
        ConfigError: it cannot be read, or a line has more or fewer cells than the head.
    """
    for _, row in numbered_table(path):
        yield row


def numbered_table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their line numbers, counted from one as editors do.

    Raises:
        ConfigError: as ``read_table``.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as trouble:
        raise ConfigError(f"{path}: the table cannot be read ({trouble.strerror}). Install saidso again.") from trouble
    except UnicodeDecodeError as trouble:
        raise ConfigError(f"{path}: the table is not UTF-8 ({trouble.reason}). Save it as UTF-8, tab-separated.") from trouble
    lines = [
        (number, line) for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1) if line and line[0] != "#"
    ]
    columns = lines[0][1].split("\t") if lines else []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            message = f"{path}, line {number}: {len(cells)} cells where {len(columns)} belong: {line[:60]!r}."
            raise ConfigError(f"{message} Correct that line; cells are parted by tabs.")
        yield number, dict(zip(columns, cells, strict=True))


def checked_place(row: dict[str, str], where: str) -> dict[str, str]:
    """A row of a user's place table, as it is, if it can be read.

    Args:
        where: file and line, for the message.

    Raises:
        ConfigError: a column or the name is missing, the kind is none of ours, or a number is no number of town level.
    """
    if missing := [column for column in _COLUMNS if column not in row]:
        raise ConfigError(f"{where}: the table has no column {missing[0]!r}. Copy the head line of src/saidso/data/places.tsv.")
    if not row["name"]:
        raise ConfigError(f"{where}: the name is empty. Every place needs the name that is shown.")
    if row["kind"] not in KINDS:
        raise ConfigError(f"{where}: {row['kind']!r} is no kind of place. There are: {', '.join(sorted(KINDS))}.")
    if row["country"] and not (len(row["country"]) == 2 and row["country"].isalpha() and row["country"].isupper()):
        raise ConfigError(f"{where}: {row['country']!r} is no country code. Write two capital letters, as SY, or leave it empty.")
    if row["town"] and not row["town"].isdigit():
        raise ConfigError(f"{where}: town {row['town']!r} is no GeoNames id. Write its number, or leave it empty.")
    if row["point"] and not _is_town_level(row["point"]):
        raise ConfigError(
            f"{where}: point {row['point']!r} is not two degrees to one decimal, as '36.5 40.7'. Nothing finer is kept."
        )
    return row


def several(cell: str) -> tuple[str, ...]:
    """The names in a cell, which stand with ``; `` between them."""
    return tuple(name for name in cell.split("; ") if name)


def _is_town_level(point: str) -> bool:
    try:
        latitude, longitude = (float(degree) for degree in point.split())
    except ValueError:
        return False
    fine = round(latitude, 1) != latitude or round(longitude, 1) != longitude
    return not fine and abs(latitude) <= 90 and abs(longitude) <= 180
