"""Tables of actors: ours (``data/actors.tsv``) and the user's, row by row, with the line named where one is broken.

A table is tab-separated text; lines that begin with # explain it. The first other line names the columns. ``id``, ``name``
and ``kind`` are needed; ours has eleven more, which a user's table may leave out:

    country      ISO codes of where it acts, first the most    other_names  parted by "; "
    seldom_names names that others bear too, or that are other words: read so only where the document is about the country
    office       the state office that this row is      parent       the actor, state or office it belongs to
    from, to     first and last year under that name    conflict     a heading for the reader of the table
    ucdp_ids     ids in UCDP's data, parted by blanks   source       what the row rests on
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from saidso.errors import ConfigError
from saidso.values.own_tables import named_rows

DATA = Path(__file__).resolve().parent.parent / "data" / "actors.tsv"
KINDS = frozenset(
    """state_forces government armed_group political_party militia police international_body outlet ngo civilians person
    unidentified""".split()
)
ORGANISED = KINDS - {"civilians", "person", "unidentified"}
"""What a row may be: no table of ours or of a user's holds a person."""

_NEEDED = ("id", "name", "kind")
_COLUMNS = (*_NEEDED, *"country other_names seldom_names office parent from to conflict ucdp_ids source".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """An organised actor that the knowledge base knows."""

    id: str
    row_id: str
    """The row's own id, where ``id`` is the state office that the row is."""
    name: str
    kind: str
    country: str = ""
    countries: tuple[str, ...] = ()
    """Every country that the row names; ``country`` is the first."""
    parent: str = ""
    other_names: tuple[str, ...] = ()
    seldom_names: tuple[str, ...] = ()
    """Names that others bear too, or that are other words: its own only where the document is about its country."""
    first_year: int | None = None
    last_year: int | None = None
    """Years under that name, where the table has them."""
    ucdp_ids: tuple[int, ...] = ()
    """Ids of UCDP's actor list, where its sample has the actor."""
    source: str = ""

    def in_year(self, year: int) -> bool:
        """Whether the table lets the actor exist under this name in that year; an open end is no limit."""
        return (self.first_year is None or self.first_year <= year) and (self.last_year is None or year <= self.last_year)


def read_actors(path: Path) -> Iterator[KnownActor]:
    """The actors of one table.

    Raises:
        ConfigError: the table cannot be read, or a line of it is broken.
    """
    seen: dict[str, int] = {}
    for number, row in named_rows(path, columns=_COLUMNS, needed=_NEEDED):
        where = f"{path}, line {number}"
        if row["id"] in seen:
            raise ConfigError(f"{where}: the id {row['id']!r} stands in line {seen[row['id']]} already. Give it one line.")
        seen[row["id"]] = number
        yield _actor(where, row)


def _actor(where: str, row: dict[str, str]) -> KnownActor:
    for needed in _NEEDED:
        if not row[needed]:
            raise ConfigError(f"{where}: the {needed} is empty. Fill it.")
    if row["kind"] not in ORGANISED:
        raise ConfigError(f"{where}: {row['kind']!r} is no kind of organised actor. Kinds: {', '.join(sorted(ORGANISED))}.")
    first, last = (_year(where, row[column]) for column in ("from", "to"))
    if first is not None and last is not None and first > last:
        raise ConfigError(f"{where}: it ends ({last}) before it begins ({first}). Correct the years.")
    ids = row["ucdp_ids"].split()
    if not all(one.isdecimal() for one in ids):
        raise ConfigError(f"{where}: ucdp_ids holds {row['ucdp_ids']!r}. Write numbers, parted by blanks.")
    return KnownActor(
        id=row["office"] or row["id"],
        row_id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"].split(" ")[0],
        countries=tuple(row["country"].split()),
        parent=row["parent"],
        other_names=_names(row["other_names"]),
        seldom_names=_names(row["seldom_names"]),
        first_year=first,
        last_year=last,
        ucdp_ids=tuple(map(int, ids)),
        source=row["source"],
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("; ") if name)


def _year(where: str, cell: str) -> int | None:
    if not cell:
        return None
    if not (cell.isdecimal() and len(cell) == 4):
        raise ConfigError(f"{where}: {cell!r} is no year. Write four digits, or leave the cell empty.")
    return int(cell)
