"""Tables of publishers: whose outlet it is, which marks an agency has, the user's own rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from saidso.config import config
from saidso.errors import ConfigError
from saidso.read.dateline import AGENCIES
from saidso.values.publishers import DATA, KINDS, Publishers, publishers

HEAD = "publisher\tkind\tgroup\tother_names\n"


@pytest.fixture
def fresh() -> Iterator[None]:
    """Settings are read once a process: forget them before and after."""
    for cached in (config, publishers):
        cached.cache_clear()
    yield
    for cached in (config, publishers):
        cached.cache_clear()


def test_every_agency_that_the_reader_knows_is_in_the_table() -> None:
    """A dateline's mark and the table give one name for one agency."""
    ours = Publishers()
    assert {mark: ours.name(mark) for name, marks in AGENCIES.items() for mark in (name, *marks)} == {
        mark: name for name, marks in AGENCIES.items() for mark in (name, *marks)
    }
    assert all(ours.is_agency(name) for name in AGENCIES)


def test_the_shipped_table() -> None:
    """Rows enough for the conflicts we serve; each says what it is and what it rests on; two outlets of one house share it."""
    rows = Publishers().rows()
    assert len(rows) >= 150
    assert all(row.kind in KINDS and row.source and len(row.country) == 2 for row in rows)
    assert Publishers().group("Hurriyet Daily News") == Publishers().group("the Milliyet") == "Demiroren"
    assert Publishers().called("sana") is None  # the mark is SANA; "sana" is a word and a town


def test_a_row_of_the_user_replaces_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    """``saidso.toml`` names a table; its rows come after ours and take their names."""
    (tmp_path / "own.tsv").write_text(
        f"# ours\n{HEAD}Bay Post\tpaper\tBay Group\tBP; The Bay Post Online\nReuters\tpaper\t\t\n", "utf-8"
    )
    (tmp_path / "saidso.toml").write_text('[publishers]\ntables = ["own.tsv"]\n', encoding="utf-8")
    monkeypatch.setenv("SAIDSO_CONFIG", str(tmp_path / "saidso.toml"))
    assert publishers().group("the bay post online") == "Bay Group"
    assert not publishers().is_agency("Reuters")
    assert publishers().called("Thomson Reuters") is None
    assert len(publishers().rows()) == len(Publishers([DATA]).rows()) + 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Bay Post\tpaper\tBay", "3 cells where 4 belong"),
        ("Bay Post\tleaflet\t\t", "is no kind of publisher"),
        ("\tpaper\t\t", "the publisher is empty"),
        ("Bay Post\tpaper\t\t\nThe Bay Post\tpaper\t\t", "stands in line 2 already"),
    ],
)
def test_a_broken_line_is_told(tmp_path: Path, row: str, told: str) -> None:
    """File, line, what is wrong and what to do."""
    path = tmp_path / "own.tsv"
    path.write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"own\.tsv, line \d: .*{told}"):
        Publishers([path])


def test_a_table_needs_its_columns(tmp_path: Path) -> None:
    """A header without the kind, or with a column of no meaning, is refused."""
    path = tmp_path / "own.tsv"
    path.write_text("publisher\tgroup\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="no column 'kind'"):
        Publishers([path])
    path.write_text("publisher\tkind\tquality\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="no column is called 'quality'"):
        Publishers([path])
