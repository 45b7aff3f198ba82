"""The user's own tables of actors: what they replace, what they add, and how a broken line is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from saidso.config import config
from saidso.errors import ConfigError
from saidso.values.actor import read_actor
from saidso.values.actor_base import DATA, ActorBase, actor_base
from saidso.values.actor_table import ORGANISED, read_actors

COLUMNS = "id\tname\tkind\tcountry\tother_names"


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("# ours", COLUMNS, *rows)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def fresh() -> Iterator[None]:
    """Settings are read once a process: forget them before and after."""
    for cached in (config, actor_base, read_actor):
        cached.cache_clear()
    yield
    for cached in (config, actor_base, read_actor):
        cached.cache_clear()


def test_a_row_of_the_user_replaces_ours_and_takes_its_names(tmp_path: Path) -> None:
    """A row with an id of ours stands in its place; a name that it holds is its own; a new id is one more actor."""
    own = table(tmp_path / "own.tsv", "sdf\tOur SDF\tmilitia\tSY\tSDF; Testfront", "valley\tValley Guard\tarmed_group\tSY\tYPG")
    ours, theirs = ActorBase(DATA), ActorBase(DATA, [own])
    known = theirs.named("Testfront")
    assert known is not None
    assert (known.id, known.kind) == ("sdf", "militia")
    assert theirs.named("QSD") is None  # ours had that name; the row that replaces it has not
    taken = theirs.named("YPG")
    assert taken is not None
    assert taken.id == "valley"
    assert len(theirs) == len(ours) + 1


def test_the_settings_name_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    """``saidso.toml`` names a table, and every reader uses it."""
    table(tmp_path / "own.tsv", "valley\tValley Guard\tmilitia\tSY\tVG of Testville")
    (tmp_path / "saidso.toml").write_text('[actors]\ntables = ["own.tsv"]\n', encoding="utf-8")
    monkeypatch.setenv("SAIDSO_CONFIG", str(tmp_path / "saidso.toml"))
    assert read_actor("Valley Guard fighters").canonical_id == "valley"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("valley\tValley Guard\tmilitia\tSY", "4 cells where 5 belong"),
        ("valley\tValley Guard\tpersons\tSY\t", "is no kind of organised actor"),
        ("valley\tValley Guard\tperson\tSY\t", "is no kind of organised actor"),
        ("valley\t\tmilitia\tSY\t", "the name is empty"),
        ("one\tOne\tmilitia\tSY\t\none\tTwo\tmilitia\tSY\t", "stands in line 3 already"),
    ],
)
def test_a_broken_line_is_told_with_file_and_line(tmp_path: Path, row: str, told: str) -> None:
    """What is wrong, in which line of which file, and what to do."""
    own = table(tmp_path / "own.tsv", row)
    with pytest.raises(ConfigError, match=told) as trouble:
        ActorBase(DATA, [own])
    assert f"{own}, line " in str(trouble.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id\tname\n", "no column 'kind'"),
        ("id\tname\tkind\tcolour\n", "no column is called 'colour'"),
        ("id\tname\tkind\tfrom\na\tA\tmilitia\tsoon\n", "is no year"),
        ("id\tname\tkind\tparent\na\tA\tmilitia\tnobody\n", "has the parent 'nobody'"),
    ],
)
def test_a_broken_table_is_told(tmp_path: Path, text: str, told: str) -> None:
    """Columns, years and parents are looked at too."""
    own = tmp_path / "own.tsv"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=told):
        ActorBase(DATA, [own])


def test_names_are_shared_honestly() -> None:
    """A name of several is the one's whose country the document is about, else nobody's; the words beside it may settle it."""
    assert read_actor("SNA", countries=("SO",)).canonical_id == "SO:armed-forces"
    assert read_actor("SNA", countries=("SY",)).canonical_id == "sna"
    for countries in ((), ("FR",), ("SY", "SO")):
        actor = read_actor("SNA", countries=countries)
        assert actor.canonical_id is None
        assert "the name of several" in actor.reason
    assert read_actor("MIT", countries=("TR",)).canonical_id == "mit"
    assert read_actor("MIT").canonical_id is None
    assert read_actor("NPA reporter").canonical_id == "north-press"
    assert read_actor("National Liberation Army (ELN)").canonical_id == "eln"


def test_names_in_arabic_and_cyrillic_script() -> None:
    """The main actors are known in the script of their country."""
    said = {"حزب الله": "hezbollah", "قسد": "sdf", "الحشد الشعبي": "pmf", "ВСУ": "UA:armed-forces", "ЧВК «Вагнер»": "wagner"}
    assert {words: read_actor(words).canonical_id for words in said} == said


def test_our_table_says_what_it_rests_on() -> None:
    """At least 400 actors in at least 12 conflicts; every row has a source, and an id of UCDP's only with its sample named."""
    rows = list(read_actors(DATA))
    assert len(rows) >= 500
    assert all(row.source for row in rows)
    assert all("UCDP GED 23.1 sample" in row.source for row in rows if row.ucdp_ids)
    assert all("general knowledge" in row.source for row in rows)
    assert all(row.kind in ORGANISED for row in rows)
    conflicts = {line.split("\t")[10] for line in DATA.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", "")}
    assert len(conflicts) >= 13
