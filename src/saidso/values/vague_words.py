"""What "dozens" and its kin are taken for: named, versioned tables of floors.

A vague word says no number. To compare it with one, a table gives it a floor; the ceiling stays open. Which table was used
stands in ``Count.rule``, so a ledger can be read again under another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from saidso.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class VagueTable:
    """Floors for vague words: ``floors["dozens"] == 24`` reads "dozens" as 24 or more.

    ``floors`` holds the plural multipliers (tens, dozens, scores, hundreds, thousands, millions, billions), the loose words
    (several, many, a few, a handful, a couple) and ``unstated`` ("some", "most", "an unknown number of").
    """

    name: str
    version: int
    floors: Mapping[str, int]

    def __post_init__(self) -> None:
        missing, unknown = _NEEDED - self.floors.keys(), self.floors.keys() - _NEEDED
        if missing:
            raise ConfigError(f"vague-word table {self.rule}: no floor for {', '.join(sorted(missing))}. Add a number for each.")
        if unknown:
            known = ", ".join(sorted(_NEEDED))
            raise ConfigError(f"vague-word table {self.rule}: {', '.join(sorted(unknown))} is no word of it. Use: {known}.")
        bad = [word for word, floor in self.floors.items() if isinstance(floor, bool) or not isinstance(floor, int) or floor < 0]
        if bad:
            raise ConfigError(
                f"vague-word table {self.rule}: the floor of {', '.join(sorted(bad))} is no whole number. Write one."
            )

    def changed(self, *, name: str, version: int, **floors: int) -> VagueTable:
        """Your own table: this one with some floors changed, under a name and a version of yours.

            OURS = ACLED.changed(name="our-desk", version=1, several=5)

        Args:
            name: stands in ``Count.rule`` of every number read with it, so choose one that no other table has.
            version: raise it whenever a floor changes, so that old ledgers stay readable.
            floors: the words that differ, by the names of ``floors``.

        Raises:
            ConfigError: a word that the table does not know, or a floor that is no whole number.
        """
        return VagueTable(name=name, version=version, floors=MappingProxyType({**self.floors, **floors}))

    @property
    def rule(self) -> str:
        """The table's name as ``Count.rule`` carries it, such as ``literal@1``."""
        return f"{self.name}@{self.version}"


_NEEDED = frozenset(
    (
        "tens",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "several",
        "many",
        "few",
        "handful",
        "couple",
        "unstated",
    )
)

# Source: eval/value_cases.README.md. The plural at its word: two of the thing named, three where the word means "more than two".
LITERAL = VagueTable(
    name="literal",
    version=1,
    floors=MappingProxyType(
        {
            "tens": 20,
            "dozens": 24,
            "scores": 40,
            "hundreds": 200,
            "thousands": 2_000,
            "millions": 2_000_000,
            "billions": 2_000_000_000,
            "several": 3,
            "many": 3,
            "few": 3,
            "handful": 3,
            "couple": 2,
            "unstated": 1,
        }
    ),
)

# Source: the ACLED codebook and FAQ as FIELD.md section 4 quotes them (several, many, few = 3; tens 10; dozens 12; hundreds 100).
ACLED = VagueTable(
    name="acled",
    version=1,
    floors=MappingProxyType(
        {
            **LITERAL.floors,
            "tens": 10,
            "dozens": 12,
            "scores": 20,
            "hundreds": 100,
            "thousands": 1_000,
            "millions": 1_000_000,
            "billions": 1_000_000_000,
        }
    ),
)

# Source: UCDP's convention as FIELD.md gives it (section 2.1 and the worked example of 2.3). It names three estimates per
# number - low, the lowest reliable; best, the most likely; high, the highest reliable - and at least one death in one of them.
# It lists no vague words; its example takes "dozens" as 12, to be reviewed. So "dozens" is 12 here and every other word keeps
# its literal floor: the lowest number that the words bear is what ``low`` asks for. Best is a person's choice and no table's.
UCDP = LITERAL.changed(name="ucdp", version=1, dozens=12)
