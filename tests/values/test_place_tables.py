"""Place tables of the user's own: they go before ours, and a broken line is named by file and number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from saidso.config import Config
from saidso.errors import ConfigError
from saidso.values import atlas as atlas_module
from saidso.values import place as place_module
from saidso.values import place_words
from saidso.values.atlas import Atlas, atlas
from saidso.values.place import resolve
from saidso.values.place_table import KINDS, read_table
from saidso.values.spelling import written_key

HEAD = "kind\tcountry\tname\ttown\tareas\tpoint\tother_names\tseldom_names\tsource\n"


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Path]]:
    """Lays a table beside ours, for one test."""

    def laid(rows: str, head: str = HEAD) -> Path:
        path = tmp_path / "ours.tsv"
        path.write_text(f"# our desk's places\n{head}{rows}", encoding="utf-8")
        monkeypatch.setattr(atlas_module, "config", lambda: Config(places=(path,)))
        return path

    def forget() -> None:
        for cached in (atlas, place_module._resolve, place_words.read_words, place_words._country_at_head):
            cached.cache_clear()
        atlas_module._country_named.cache_clear()

    forget()
    yield laid
    monkeypatch.undo()
    forget()


def test_a_users_place_resolves_and_goes_before_ours(lay: Callable[..., Path]) -> None:
    """A camp that no table has is found; a name that ours reads as Kobanê means what the user says."""
    lay(
        "camp\tSY\tQwerty camp\t\t01\t36.5 40.7\tQwerty\t\tour desk\n"
        "neighbourhood\tSY\tKobani quarter\t170063\t\t\tKobani\t\tour desk\n"
        "camp\tSY\tManbij\t167357\t\t\t\tManbij\tGeoNames\n"
    )
    assert (resolve("the Qwerty camp", countries=("SY",)).kind, resolve("Qwerty").latitude) == ("camp", 36.5)
    assert resolve("Kobani", countries=("SY",)).name == "Kobani quarter"
    assert resolve("Kobanê", countries=("SY",)).kind == "town", "another name of ours stays ours"
    assert resolve("Aleppo", countries=("SY",)).name == "Aleppo"
    assert resolve("Manbij", countries=("SY",)).kind == "town", "a seldom name of a site does not hide the town"
    assert resolve("Manbij camp", countries=("SY",)).kind == "camp"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("camp\tSY\tQwerty\n", "3 cells where 9 belong"),
        ("tent\tSY\tQwerty\t\t\t\t\t\tx\n", "'tent' is no kind of place"),
        ("camp\tSyria\tQwerty\t\t\t\t\t\tx\n", "no country code"),
        ("camp\tSY\t\t\t\t\t\t\tx\n", "name is empty"),
        ("camp\tSY\tQwerty\tHoms\t\t\t\t\tx\n", "no GeoNames id"),
        ("camp\tSY\tQwerty\t\t\t36.5123 40.7\t\t\tx\n", "Nothing finer is kept"),
        ("camp\tSY\tQwerty\t\t\tnorth\t\t\tx\n", "two degrees"),
        ("camp\tSY\tQwerty\t\t\tnan nan\t\t\tx\n", "two degrees"),
    ],
)
def test_a_broken_line_is_named_with_its_file_and_number(lay: Callable[..., Path], row: str, says: str) -> None:
    """The message says which file, which line, what is wrong and what to write."""
    path = lay(f"camp\tSY\tGood camp\t\t\t\t\t\tx\n{row}")
    with pytest.raises(ConfigError, match=says) as trouble:
        Atlas(atlas_module.DATA)
    assert f"{path}, line 4: " in str(trouble.value)


def test_a_table_without_our_columns_is_refused(lay: Callable[..., Path]) -> None:
    """The message names the first column that is missing."""
    lay("camp\tQwerty\n", head="kind\tname\n")
    with pytest.raises(ConfigError, match="line 3: the table has no column 'country'"):
        Atlas(atlas_module.DATA)


def test_our_own_table_keeps_the_rules_that_we_ask_of_users() -> None:
    """Every row of ours has a kind that we know, a source, no name twice and a point of town level."""
    rows = list(read_table(atlas_module.DATA / "places.tsv"))
    assert len(rows) >= 500
    for row in rows:
        assert row["kind"] in KINDS, row
        assert row["source"], row
        names = [name for cell in (row["other_names"], row["seldom_names"]) for name in cell.split("; ") if name]
        assert len(names) == len(set(names)), row
        assert all(round(float(degree), 1) == float(degree) for degree in row["point"].split()), row
    keys = [(row["kind"], row["country"], written_key(row["name"])) for row in rows]
    assert len(keys) == len(set(keys))
