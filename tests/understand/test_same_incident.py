"""What two event mentions share: the features that decide whether they are one incident."""

from __future__ import annotations

from saidso.understand.pairs import COMPARED, Sight, same_flags

TEXT = "Shelling of Oremi killed two guards. The shelling hit a mill in Veld; three guards died in Oremi."


def _sight(word: str, kind: str, *arguments: tuple[str, str]) -> Sight:
    start = TEXT.index(word)
    spans = [(role, (TEXT.index(quote), TEXT.index(quote) + len(quote))) for role, quote in arguments]
    return Sight.of(TEXT, kind, (start, start + len(word)), spans)


def test_shared_and_differing_words_are_told_apart() -> None:
    """One town shared, two numbers that differ, and roles that one mention leaves open say nothing."""
    killed = _sight("killed", "killing", ("count", "two"), ("place", "Oremi"), ("target", "two guards"))
    died = _sight("died", "killing", ("count", "three"), ("place", "Oremi"))
    flags = same_flags(1, killed, died)
    by_role = dict(zip(COMPARED, zip(flags[10::2], flags[11::2], strict=True), strict=True))
    assert flags[8:10] == [1.0, 0.0]
    assert by_role["place"] == (1.0, 0.0)
    assert by_role["count"] == (0.0, 1.0)
    assert by_role["target"] == (0.0, 0.0)


def test_a_word_in_two_cases_has_one_stem() -> None:
    """"Shelling" and "shelling" are one stem."""
    assert same_flags(1, _sight("Shelling", "shelling"), _sight("shelling", "shelling"))[9] == 1.0
