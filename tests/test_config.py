"""saidso.toml: what it sets, and what each mistake in it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from saidso.config import Config, config, read_config
from saidso.errors import ConfigError


def _written(folder: Path, text: str) -> Path:
    path = folder / "saidso.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_count_from_the_file(tmp_path: Path) -> None:
    """A project can be moved: its paths stand beside its settings, not beside whoever starts saidso."""
    (tmp_path / "ours.tsv").write_text("", encoding="utf-8")
    text = '[places]\ngazetteer = "geo"\ntables = ["ours.tsv"]\n\n[actors]\ntables = ["ours.tsv"]\n'
    text += '\n[publishers]\ntables = ["ours.tsv"]\n\n[export]\nembargo_hours = 96\n'
    found = read_config(_written(tmp_path, text))
    ours = (tmp_path / "ours.tsv",)
    assert found == Config(gazetteer=tmp_path / "geo", places=ours, actors=ours, publishers=ours, embargo_hours=96)


def test_no_file_is_no_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without saidso.toml everything is as shipped; a SAIDSO_CONFIG that names no file is an error, not silence."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAIDSO_CONFIG", raising=False)
    assert config.__wrapped__() == Config()
    monkeypatch.setenv("SAIDSO_CONFIG", str(tmp_path / "absent.toml"))
    with pytest.raises(ConfigError, match=r"absent\.toml: no such file, and SAIDSO_CONFIG names it"):
        config.__wrapped__()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[places", "cannot be read as TOML"),
        ("[place]\n", r"\[place\] is no section of saidso's. There are: \[places\], \[actors\], \[publishers\]"),
        ("places = 3\n", r"\[places\] is no section"),
        ('[places]\ntable = ["x"]\n', "has no setting 'table'. It has: gazetteer, tables"),
        ("[places]\ngazetteer = 4\n", "gazetteer is no path"),
        ('[actors]\ntables = "x.tsv"\n', "tables is no list of paths"),
        ('[actors]\ntables = ["x.tsv"]\n', r"x\.tsv: no such file, and .* names it"),
        ('[publishers]\ntables = ["x.tsv"]\n', r"x\.tsv: no such file, and .* names it"),
        ('[export]\nembargo_hours = "3 days"\n', r"embargo_hours is '3 days'. Write whole hours"),
        ("[export]\nembargo_hours = -1\n", "embargo_hours is -1"),
    ],
)
def test_a_mistake_says_what_where_and_what_now(tmp_path: Path, text: str, message: str) -> None:
    """Each message names the file and the setting."""
    with pytest.raises(ConfigError, match=message):
        read_config(_written(tmp_path, text))


def test_a_gazetteer_that_is_not_there_is_no_stack_of_calls(tmp_path: Path) -> None:
    """A folder that no gazetteer is in says so, and what to do."""
    from saidso.values.gazetteer import Gazetteer

    with pytest.raises(ConfigError, match=r"cannot be opened .*Correct the path in saidso\.toml"):
        Gazetteer(tmp_path)
