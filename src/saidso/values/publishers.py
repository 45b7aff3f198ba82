"""Publishers: agencies, papers, stations and party outlets by their names, and the group each belongs to.

``data/publishers.tsv`` and the user's own tables (``[publishers] tables`` in ``saidso.toml``). A table is tab-separated text;
lines that begin with # explain it; the first other line names the columns. ``publisher`` and ``kind`` are needed:

    publisher    the name that stands for it     group    whose outlet it is: two of one group are one house
    kind         agency, paper, broadcaster, party organ or government outlet; no judgement of what it writes
    country      ISO code of where it sits       other_names  parted by "; "
    source       what the row rests on
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from saidso.config import config
from saidso.errors import ConfigError
from saidso.values.own_tables import named_rows
from saidso.values.spelling import written_key

DATA = Path(__file__).resolve().parent.parent / "data" / "publishers.tsv"
KINDS = ("agency", "paper", "broadcaster", "party organ", "government outlet")
_NEEDED = ("publisher", "kind")
_COLUMNS = (*_NEEDED, "group", "country", "other_names", "source")
MARK_LETTERS = 5
"""A name of so few letters is a mark, known in its own case only: "SANA" and "AP" are words too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """One outlet or agency, as a row of a table gives it."""

    name: str
    kind: str
    group: str = ""
    country: str = ""
    other_names: tuple[str, ...] = ()
    source: str = ""


class Publishers:
    """The outlets of several tables; a row of a later table replaces the earlier one of its name and takes its names."""

    def __init__(self, paths: Iterable[Path] = (DATA,)) -> None:
        self._by_key: dict[str, Publisher] = {}
        for path in paths:
            for row in read_publishers(path):
                for key in [key for key, known in self._by_key.items() if known.name == row.name]:
                    del self._by_key[key]
                self._by_key.update({_key(name): row for name in (row.name, *row.other_names)})

    def rows(self) -> tuple[Publisher, ...]:
        """Every outlet once, by name."""
        return tuple(sorted({row.name: row for row in self._by_key.values()}.values(), key=lambda row: row.name))

    def called(self, words: str) -> Publisher | None:
        """The outlet of that name, or None where no table knows it: "AFP", "Agence France-Presse", "the BBC"."""
        return self._by_key.get(_key(words))

    def name(self, words: str) -> str:
        """The one name of an outlet ("AFP" is "Agence France-Presse"), or the words themselves."""
        known = self.called(words)
        return known.name if known else words

    def group(self, words: str) -> str | None:
        """Whose outlet it is, or None where the tables do not say."""
        known = self.called(words)
        return known.group or None if known else None

    def is_agency(self, words: str) -> bool:
        """Whether a table knows it as a news agency."""
        known = self.called(words)
        return known is not None and known.kind == "agency"


def _key(words: str) -> str:
    bare = words.strip(" .\"'“”‘’").removeprefix("The ").removeprefix("the ")
    return bare if len(bare) <= MARK_LETTERS else written_key(bare)


@lru_cache(maxsize=1)
def publishers() -> Publishers:
    """The outlets of this process, read once: ours, and the tables that ``saidso.toml`` names.

    Raises:
        ConfigError: a table cannot be read, or a line of it is broken.
    """
    return Publishers([DATA, *config().publishers])


def read_publishers(path: Path) -> Iterator[Publisher]:
    """The outlets of one table.

    Raises:
        ConfigError: the table cannot be read, or a line of it is broken.
    """
    seen: dict[str, int] = {}
    for number, row in named_rows(path, columns=_COLUMNS, needed=_NEEDED):
        where = f"{path}, line {number}"
        for needed in _NEEDED:
            if not row[needed]:
                raise ConfigError(f"{where}: the {needed} is empty. Fill it.")
        if row["kind"] not in KINDS:
            raise ConfigError(f"{where}: {row['kind']!r} is no kind of publisher. Kinds: {', '.join(KINDS)}.")
        names = (row["publisher"], *(name.strip() for name in row["other_names"].split(";") if name.strip()))
        for key in dict.fromkeys(map(_key, names)):
            if key in seen:
                told = f"a name of {row['publisher']!r} stands in line {seen[key]} already"
                raise ConfigError(f"{where}: {told}. Give it one line.")
            seen[key] = number
        yield Publisher(
            name=names[0],
            kind=row["kind"],
            group=row["group"],
            country=row["country"],
            other_names=names[1:],
            source=row["source"],
        )
