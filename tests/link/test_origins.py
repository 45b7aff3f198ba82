"""Origins: the planted cases, and the laws that no count of voices may break."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.link.names import is_body
from saidso.link.origins import OriginAssertion, origins, shared_text
from saidso.link.predict import predict_origins

DATA = Path(__file__).resolve().parents[1] / "data"
CASES = [json.loads(line) for line in (DATA / "independence_cases.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['case']} {case['why']}")
def test_planted_case(case: dict[str, Any]) -> None:
    """Who stands behind one value, worked out by hand, is found exactly."""
    found = predict_origins(case)
    assert (found["lo"], found["hi"], sorted(found["origins"])) == (case["lo"], case["hi"], sorted(case["gold_origins"]))


def test_only_the_keys_of_the_contract_are_read() -> None:
    """Gold and remarks of a case can say anything: the answer stays."""
    for case in CASES:
        scrambled = {**case, "why": "x", "gold_origins": [], "lo": 9, "hi": 9, "reason": "x"}
        assert predict_origins(scrambled) == predict_origins(case)


OWN: list[tuple[str, str, list[dict[str, str]], int, int]] = [
    (
        "a doubter asserts nothing",
        "killed=4",
        [
            {"id": "a", "publisher": "Hill Post", "date": "2032-01-02", "text": "Four miners died, the pit's owner said."},
            {"id": "b", "publisher": "Bay Radio", "date": "2032-01-02", "text": "The mission could not verify four deaths."},
        ],
        1,
        1,
    ),
    (
        "another number is another value",
        "killed=4",
        [
            {"id": "a", "publisher": "Hill Post", "date": "2032-01-02", "text": "Four miners died, the pit's owner said."},
            {"id": "b", "publisher": "Bay Radio", "date": "2032-01-02", "text": "The mine inspectorate counted six dead."},
        ],
        1,
        1,
    ),
    (
        "an unnamed voice that speaks first may be an origin of its own",
        "killed=4",
        [
            {"id": "a", "publisher": "Hill Post", "date": "2032-01-01", "text": "Four miners died, a witness said."},
            {"id": "b", "publisher": "Bay Radio", "date": "2032-01-03", "text": "The mine inspectorate counted four dead."},
        ],
        2,
        2,
    ),
    (
        "three unnamed voices are one for sure",
        "killed=4",
        [
            {"id": "a", "publisher": "Hill Post", "date": "2032-01-01", "text": "Four miners died, a witness said."},
            {"id": "b", "publisher": "Bay Radio", "date": "2032-01-02", "text": "Residents said four miners were killed."},
            {"id": "c", "publisher": "South Wire", "date": "2032-01-02", "text": "Local media reported four dead miners."},
        ],
        1,
        3,
    ),
    (
        "an acronym and its long form",
        "killed=4",
        [
            {"id": "a", "publisher": "Hill Post", "date": "2032-01-01", "text": "Four miners died, the HWL said."},
            {"id": "b", "publisher": "Bay Radio", "date": "2032-01-02", "text": "Four died, the Hill Workers League said."},
        ],
        1,
        1,
    ),
]


@pytest.mark.parametrize(("why", "slot", "docs", "lo", "hi"), OWN, ids=[case[0] for case in OWN])
def test_own_case(why: str, slot: str, docs: list[dict[str, str]], lo: int, hi: int) -> None:
    """Our own cases beside the planted ones."""
    found = predict_origins({"case": why, "slot": slot, "docs": docs})
    assert (found["lo"], found["hi"]) == (lo, hi)


NAMES = ("the army", "the Free Column", "Orra health directorate", "a security official", "activists", "")
PASSAGES = (
    "Gunmen stormed the bus station of Karaf at dawn and opened fire on passengers waiting for the first coach to the capital.",
    "Crews of the civil defence recovered nine bodies from under the roof of the market hall late on Monday night.",
    "Shells fell.",
)


@st.composite
def assertions(draw: st.DrawFn) -> list[OriginAssertion]:
    made = []
    for at in range(draw(st.integers(1, 7))):
        publisher = draw(st.sampled_from(("North Wire", "South Wire", "Daily Orra", "unknown publisher")))
        name = draw(st.sampled_from(NAMES))
        made.append(
            OriginAssertion(
                id=f"c{at}",
                document=f"d{draw(st.integers(0, 3))}{publisher}",
                publisher=publisher,
                chain=(publisher, name) if name else (publisher,),
                passage=draw(st.sampled_from(PASSAGES)),
                own=not name,
                identified=bool(name) and name not in ("a security official", "activists"),
                said_on=draw(st.sampled_from((None, date(2032, 1, 1), date(2032, 1, 2)))),
            )
        )
    return made


@settings(max_examples=60, deadline=None)
@given(assertions(), st.randoms())
def test_order_and_repetition_change_nothing(made: list[OriginAssertion], random: Any) -> None:
    """Shuffled or given twice, the same assertions have the same origins, and lo never passes hi."""
    shuffled = [*made, *made]
    random.shuffle(shuffled)
    found = origins(made)
    assert origins(shuffled) == found
    assert 1 <= found.lo <= found.hi == len(found.parts)


@settings(max_examples=60, deadline=None)
@given(assertions(), st.data())
def test_one_more_wire_copy_never_adds_an_origin(made: list[OriginAssertion], data: st.DataObject) -> None:
    """A later paper that prints one passage word for word, with the same voice, changes neither lo nor hi upwards."""
    copied = data.draw(st.sampled_from([one for one in made if len(one.passage) > 20] or made))
    if len(copied.passage) <= 20:
        return
    copy = replace(
        copied,
        id="z",
        document="dz",
        publisher="Port Gazette",
        chain=("Port Gazette", *copied.chain[1:]),
        said_on=date(2032, 1, 3),
    )
    before, after = origins(made), origins([*made, copy])
    assert after.hi <= before.hi
    assert after.lo <= before.lo


def test_two_named_voices_in_one_copied_passage_stay_two() -> None:
    """Shared words never join a ministry to the group that contradicts it: the contradiction would vanish."""
    text = PASSAGES[0]
    one = OriginAssertion(
        id="a", document="d1", publisher="A", chain=("A", "the ministry"), passage=text, own=False, identified=True
    )
    other = replace(one, id="b", document="d2", publisher="B", chain=("B", "the Free Column"))
    assert origins([one, other]).hi == 2


def test_every_join_says_its_rule_and_what_was_seen() -> None:
    """A wire copy is folded under its origin with the share of copied words as the reason."""
    one = OriginAssertion(id="a", document="d1", publisher="A", chain=("A",), passage=PASSAGES[0], own=True, identified=False)
    found = origins([one, replace(one, id="b", document="d2", publisher="B", chain=("B",))])
    (join,) = found.joins
    assert join.rule == "shared-text"
    assert "100%" in join.reason


def test_boilerplate_is_no_copy() -> None:
    """A sentence that every desk writes proves nothing."""
    formula = "No group has claimed responsibility for the attack on the bus station of Karaf in the early hours of Friday."
    assert shared_text(formula, formula) is None
    assert shared_text(PASSAGES[0], "KARAF (North Wire) - " + PASSAGES[0]) is not None


def test_a_copy_of_two_voices_joins_neither() -> None:
    """A wire story relays a ministry and a front; a paper that copies it without its voices must not make one origin of both."""
    day = date(2032, 3, 1)
    ministry = OriginAssertion(
        id="a",
        document="wire",
        publisher="Hill Wire",
        chain=("Hill Wire", "the defence ministry of Orra"),
        passage="Fighters attacked the post.",
        own=False,
        identified=True,
        said_on=day,
        agency="Hill Wire",
    )
    front = replace(ministry, id="b", chain=("Hill Wire", "the Oren Liberation Front"), passage="The post was attacked.")
    copy = replace(ministry, id="c", document="paper", publisher="Bay Post", chain=("Bay Post",), own=True, identified=False)
    assert origins([ministry, front]).hi == 2
    assert origins([ministry, front, copy]).parts == (("a",), ("b",), ("c",))
    assert origins([ministry, copy]).parts == (("a", "c"),)


STATEMENT = OriginAssertion(
    id="s",
    document="statement",
    publisher="Ministry of Defence of Orra, Press Office",
    chain=("Ministry of Defence of Orra, Press Office", "the Oren Liberation Front"),
    passage="The Oren Liberation Front speaks of two dead soldiers.",
    own=False,
    identified=True,
    about="kill",
)
PAPER = replace(
    STATEMENT, id="p", document="paper", publisher="Bay Post", chain=("Bay Post", "the defence ministry of Orra"),
    passage="Two soldiers died in the raid, the ministry said.",
)  # fmt: skip


def test_who_cites_a_ministry_is_not_joined_to_the_party_that_its_statement_quotes() -> None:
    """A paper cites the ministry; the only words on that act in the ministry's statement are its opponent's: two origins."""
    front = replace(
        STATEMENT, id="f", document="front", publisher="Oren Liberation Front", chain=("Oren Liberation Front",), own=True
    )
    found = origins([STATEMENT, PAPER, front])
    assert found.parts == (("f", "s"), ("p",))
    own = replace(STATEMENT, id="o", chain=STATEMENT.chain[:1], own=True, passage="Our soldiers fell.")
    assert origins([STATEMENT, PAPER, front, own]).parts == (("f", "s"), ("o", "p"))


def test_a_body_that_speaks_for_itself_is_told_from_an_outlet() -> None:
    """What a paper prints it may have from anybody; a ministry or a front speaks for itself."""
    bodies = ("the defence ministry", "Ministry of Defence of Orra, Press Office", "Oren Liberation Front", "the army")
    outlets = ("the Union Leader", "Army Radio", "Front Page Daily", "The Eastern Observer", "Bay Post", "residents")
    papers = ("Springfield Union", "Morning Union", "the Hill Front", "Alliance", "the Daily Mission", "Orra Press Agency")
    known = ("Nusra Front", "the National Resistance Front", "a spokesman for the Rapid Support Forces")
    assert all(map(is_body, (*bodies, *known)))
    assert not any(map(is_body, papers))
    assert not any(map(is_body, outlets))


@pytest.mark.parametrize("paper", ["Springfield Union", "Morning Union", "Hill Front", "The Alliance", "Bay League"])
def test_a_paper_called_like_a_party_is_cited_like_any_paper(paper: str) -> None:
    """A paper quotes a governor and another cites the paper: one origin, whatever the paper is called."""
    quoting = replace(STATEMENT, publisher=paper, chain=(paper, "the provincial governor"), about="")
    citing = replace(PAPER, chain=("Bay Post", f"the {paper.removeprefix('The ')}"), about="")
    found = origins([quoting, citing])
    assert (found.lo, found.hi) == (1, 1)
    assert [join.rule for join in found.joins] == ["cites-publisher"]


def test_a_ministry_that_names_a_party_is_not_joined_to_it_whatever_the_party_is_called() -> None:
    """ "The Hill Front" may be a paper; a ministry that names it without a word of citing still cites nobody."""
    ministry = replace(STATEMENT, chain=(STATEMENT.publisher, "the Hill Front"), uncited=frozenset({"the Hill Front"}))
    front = replace(STATEMENT, id="f", document="front", publisher="Hill Front", chain=("Hill Front",), own=True,
                    passage="Our men took the crossing at dawn.")  # fmt: skip
    assert "cites-publisher" not in [join.rule for join in origins([ministry, front]).joins]


def test_a_sure_body_by_its_short_name_is_a_body() -> None:
    """ "The Front" may be a paper, but not where the publisher it stands for is the Oren Liberation Front."""
    front = replace(STATEMENT, publisher="Oren Liberation Front", chain=("Oren Liberation Front", "the defence ministry of Orra"))
    cites = replace(PAPER, chain=("Bay Post", "the Front"))
    assert not origins([front, cites]).joins
    relayed = replace(front, chain=("Oren Liberation Front", "our sources"), identified=False)
    named = replace(PAPER, chain=("Bay Post", "the Front", "residents"), identified=False)
    assert [join.rule for join in origins([relayed, named]).joins] == ["cites-publisher"]
    assert not origins([relayed, replace(named, uncited=frozenset({"the Front"}))]).joins


def test_who_cites_a_paper_is_joined_to_the_one_voice_that_it_relays() -> None:
    """A paper relays; without a word of citing the voice in it was only named, and nothing follows."""
    relaying = replace(
        STATEMENT, document="gazette", publisher="Orra Gazette", chain=("Orra Gazette", "the mayor of Karaf, Joren Hadi")
    )
    citing = replace(PAPER, chain=("Bay Post", "the Orra Gazette"))
    (join,) = origins([relaying, citing]).joins
    assert join.rule == "cites-publisher"
    assert not origins([replace(relaying, uncited=frozenset({relaying.innermost})), citing]).joins


def test_a_party_that_is_named_is_no_publisher_cited() -> None:
    """ "Killed by the Front's men, residents told us": the Front stands in the chain without a word of citing it."""
    front = replace(
        STATEMENT, id="f", document="front", publisher="Oren Liberation Front", chain=("Oren Liberation Front", "our sources"),
        identified=False,
    )  # fmt: skip
    chain = ("Bay Post", "the Oren Liberation Front", "residents")
    told = replace(PAPER, chain=chain, identified=False)
    assert [join.rule for join in origins([front, told]).joins] == ["cites-publisher"]
    assert not origins([front, replace(told, uncited=frozenset({"the Oren Liberation Front"}))]).joins
