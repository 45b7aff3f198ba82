"""The number that ISO 3166 gives a country, for the schemes that have a column for it."""

from __future__ import annotations

from functools import lru_cache

from saidso.show.export.codebook import SHIPPED


def country_number(code: str) -> int | None:
    """The ISO 3166 number of a country's two letters; None for a code without one (Kosovo's XK)."""
    return _numbers().get(code)


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    lines = (SHIPPED / "country_numbers.tsv").read_text(encoding="utf-8").splitlines()
    return {code: int(number) for code, number in (line.split("\t") for line in lines if not line.startswith(("#", "iso\t")))}
