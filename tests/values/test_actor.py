"""Actors: who the words name, who a description can stand for, and what two actors are to each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.values.actor import KINDS, Actor, compare, read_actor
from saidso.values.actor_base import DATA, LONGEST_NAME, actor_base
from saidso.values.actor_cast import Cast, resolve_definite
from saidso.values.atlas import read_table
from saidso.values.comparison import Agreement

NAMED = [
    # words, id, kind
    ("the SDF", "sdf", "armed_group"),
    ("SDF fighters", "sdf", "armed_group"),
    ("QSD", "sdf", "armed_group"),
    ("the US-backed Syrian Democratic Forces (SDF)", "sdf", "armed_group"),
    ("the YPG", "ypg", "armed_group"),
    ("Da’esh", "isis", "armed_group"),
    ("the so-called Islamic State group", "isis", "armed_group"),
    ("ISIL terrorists", "isis", "armed_group"),
    ("THE FARABUNDO MARTI NATIONAL LIBERATION FRONT (FMLN)", "fmln", "armed_group"),
    ("THE ELN GUERRILLAS", "eln", "armed_group"),
    ("a spokesman for the Houthis", "houthis", "armed_group"),
    ("the Turkish army", "TR:armed-forces", "state_forces"),
    ("Israeli soldiers", "IL:armed-forces", "state_forces"),
    ("the IDF", "IL:armed-forces", "state_forces"),
    ("Russian warplanes", "RU:air-force", "state_forces"),
    ("the Russian Defence Ministry", "RU:defence-ministry", "government"),
    ("the Ministry of Defense of Ukraine", "UA:defence-ministry", "government"),
    ("the Pentagon", "US:defence-ministry", "government"),
    ("the Syrian regime", "SY", "government"),
    ("the Assad regime", "SY", "government"),
    ("Moscow", "RU", "government"),
    ("US", "US", "government"),
    ("Colombian police", "CO:police", "police"),
    ("the UN human rights office", "ohchr", "international_body"),
    ("the US-led coalition", "coalition-isis", "international_body"),
    ("SANA reporter", "sana", "outlet"),
    ("Reuters", "reuters", "outlet"),
    ("the Syrian Observatory for Human Rights", "sohr", "ngo"),
]


@pytest.mark.parametrize(("words", "actor_id", "kind"), NAMED)
def test_a_name_is_its_actor(words: str, actor_id: str, kind: str) -> None:
    """Names, acronyms, people and mouthpieces of an actor are that actor, with the words kept."""
    actor = read_actor(words)
    assert (actor.canonical_id, actor.kind, actor.words) == (actor_id, kind, words), actor
    assert actor.name


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the militants", "armed_group"),
        ("terrorist groups", "armed_group"),
        ("the army", "state_forces"),
        ("police", "police"),
        ("the villagers", "civilians"),
        ("unidentified gunmen", "unidentified"),
        ("they", "unidentified"),
        ("a military source", "state_forces"),
        ("Kurdish forces", "armed_group"),
        ("Gen. Aram Testov", "person"),
        ("", "unidentified"),
    ],
)
def test_words_without_a_name_give_a_kind_and_no_id(words: str, kind: str) -> None:
    """What the words do not say is not guessed."""
    actor = read_actor(words)
    assert (actor.canonical_id, actor.kind) == (None, kind), actor
    assert actor.reason


def test_a_person_in_a_group_is_not_the_group() -> None:
    """A commander of the SDF has that affiliation and no id; several actors have none either."""
    minister = read_actor("Ukraine's foreign minister")
    assert (minister.canonical_id, minister.kind, minister.affiliation) == (None, "person", "Ukraine's foreign ministry")
    commander = read_actor("a commander of the SDF")
    assert (commander.canonical_id, commander.kind, commander.affiliation) == (None, "person", "Syrian Democratic Forces")
    assert read_actor("Syrian and Russian warplanes").canonical_id is None
    assert read_actor("is").canonical_id is None


def test_a_description_resolves_only_when_one_candidate_remains() -> None:
    """"The group" is the only group of the document, or stays open with the candidates named."""
    isis, sdf, army = read_actor("ISIS"), read_actor("the SDF"), read_actor("the Syrian army")
    assert resolve_definite("the group", [isis, army]).canonical_id == "isis"
    assert resolve_definite("the army", [isis, army]).canonical_id == "SY:armed-forces"
    both = resolve_definite("the group", [isis, sdf])
    assert both.canonical_id is None
    assert "2 candidates remain" in both.reason
    assert resolve_definite("the regime", [isis]).canonical_id is None
    ministry = read_actor("Turkey's defence ministry")
    assert resolve_definite("the ministry", [read_actor("Turkey"), ministry]).canonical_id == "TR:defence-ministry"
    assert resolve_definite("a group", [isis]).canonical_id is None


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("ISIS", "Daesh", Agreement.SAME),
        ("the YPG", "the SDF", Agreement.COMPATIBLE),
        ("Russian warplanes", "Russia", Agreement.COMPATIBLE),
        ("the militants", "ISIS", Agreement.COMPATIBLE),
        ("the Turkish army", "the SDF", Agreement.CONTRADICTORY),
        ("unidentified gunmen", "ISIS", Agreement.NOT_COMPARABLE),
        ("the attackers", "attackers", Agreement.SAME),
    ],
)
def test_two_actors_are_same_part_or_exclusive(a: str, b: str, agreement: Agreement) -> None:
    """One id is the same, a part and its whole are granularity, two known actors exclude each other."""
    assert compare(read_actor(a), read_actor(b)).agreement is agreement


def test_the_knowledge_base_is_sound() -> None:
    """At least 400 organised actors, each of a known kind, with a parent that exists and a source."""
    rows = list(read_table(DATA))
    assert len(rows) >= 400
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["kind"] in KINDS - {"person", "civilians", "unidentified"}, row
        assert row["source"], row
        assert not row["parent"] or actor_base().by_id(row["parent"]) is not None, row
        assert not (row["from"] and row["to"]) or int(row["from"]) <= int(row["to"]), row
        names = (row["name"], *row["other_names"].split("; "))
        assert max(len(name.split()) for name in names) <= LONGEST_NAME, row


PIECES = "the of and Syrian SDF army ISIS's (FSA) regime's fighters spokesman for US , minister Abu".split()
WORDS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join))


@settings(max_examples=120, deadline=None)
@given(WORDS, WORDS)
def test_reading_is_total_and_comparing_mirrors(a: str, b: str) -> None:
    """Any text gives an Actor of a known kind, and compare answers alike from both sides."""
    one, two = read_actor(a), read_actor(b)
    assert one.kind in KINDS
    assert isinstance(resolve_definite(a, [one, two]), Actor)
    there, back = compare(one, two), compare(two, one)
    assert (there.agreement, there.kind) == (back.agreement, back.kind)
    assert compare(one, one).agreement is Agreement.SAME


@settings(max_examples=80, deadline=None)
@given(WORDS, st.integers(0, 40), st.integers(0, 40))
def test_a_cast_is_total_and_points_at_its_words(text: str, start: int, length: int) -> None:
    """Any span of any text gives an Actor with exactly its words; what the text names stands where it says."""
    cast = Cast(text)
    assert cast.read(start, start + length).words == text[start : start + length]
    for found in cast.named:
        assert 0 <= found.start < found.end <= len(text)
        assert found.actor.canonical_id is not None


def test_a_description_that_an_unknown_actor_may_be_meant_by_stays_open() -> None:
    """An acronym that no table knows is a rival; so is an army that the text does not say whose it is."""
    text = "The LTTE and a rival, the QXVP, fought near Batticaloa. The group lost its radio."
    start = text.index("The group")
    actor = Cast(text).read(start, start + len("The group"))
    assert actor.canonical_id is None
    assert "QXVP" in actor.reason
    known = text.replace(" and a rival, the QXVP,", "")
    start = known.index("The group")
    assert Cast(known).read(start, start + len("The group")).canonical_id == "ltte"
