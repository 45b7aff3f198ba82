"""Each rule that ACLED and UCDP publish, sentence by sentence: the quoted sentence first, then what our numbers make of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from coded import ATTACK, DENIES, KILLING, OREMI, SAYS, Story, by, chosen, claim, cut, one_claim, paper, slot, story, write_coded

from saidso.errors import ConfigError
from saidso.ledger import Ledger
from saidso.nouns.claim import Stance
from saidso.show.export.codebook_load import codebook_named
from saidso.show.export.own import coded_incidents
from saidso.show.export.rules import RULES, Reduced, divided, rule_named
from saidso.show.guard import Profile
from saidso.values.count import Count, read_count
from saidso.values.event_type import EventType, Status

Said = tuple[str, str, Stance]


def toll(*said: Said) -> Story:
    """An attack in Oremi of which each voice, in a paper of its own, gives a number in these words."""
    documents, claims = [], []
    for at, (voice, words, stance) in enumerate(said, start=1):
        cue = "denied" if stance is DENIES else "said"
        text = f"{voice} {cue} on Wednesday that {words} were killed when the post in Oremi was attacked on Tuesday; report {at}."
        document = paper(at, f"Paper {at}", text, f"Report {at}")
        held = [slot(document, "place", "Oremi", OREMI), slot(document, "time", "on Tuesday")]
        count = read_count(words)
        dead = (slot(document, "killed", words, count),) if isinstance(count, Count) else ()
        claims.append(claim(document, f"c{at}a", ATTACK, "attacked", values=tuple(held)))
        target = (slot(document, "target", words),)
        status = Status.NEGATED if words.startswith("no ") and stance is SAYS else Status.HAPPENED
        speaker = by(document, voice, cue, stance)
        claims.append(claim(document, f"c{at}k", KILLING, "killed", speaker, values=(*dead, *target), status=status))
        documents.append(document)
    return story("i1", tuple(documents), tuple(claims))


def reduced(tmp_path: Path, told: Story, *, book: str = "acled", rule: str | None = None, name: str = "killed") -> Reduced:
    """The number of one incident under a shipped codebook and a rule."""
    codebook = codebook_named(book)
    with Ledger.open_existing(write_coded(tmp_path / "rules.saidso", (told,))) as ledger:
        [coded] = coded_incidents(ledger, Profile.INTERNAL, codebook, rule_named(rule or codebook.rule))
        return coded.case.number(name)


MINISTRY, FRONT, GOVERNOR = "The defence ministry", "The Highland Front", "Governor Marn"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("several soldiers", 3),  # "several / many / few 3 or 10": the scale is a person's to judge, so 3
        ("many soldiers", 3),
        ("a few soldiers", 3),
        ("dozens of soldiers", 12),  # "dozens 12"
        ("hundreds of soldiers", 100),  # "hundreds 100"
        ("tens of soldiers", 10),  # '"tens" 10 (FAQ)'
        ("soldiers", 3),  # 'plural "fatalities," yet the exact number is unknown, either 3 or 10'
        ("an unknown number of soldiers", 3),
        ("at least 7 soldiers", 7),
        ("between 10 and 15 soldiers", 10),  # "a vague estimate ..., the lowest number"
        ("seven soldiers", 7),
    ],
)
def test_vague_numbers_by_acleds_table(tmp_path: Path, words: str, number: int) -> None:
    """FIELD 5: "several / many / few" 3 or 10; "dozens" 12; "hundreds" 100; 2.1: "tens" 10 (FAQ)."""
    assert reduced(tmp_path, toll((MINISTRY, words, SAYS))).stands == number


def test_sources_differ_lowest_number(tmp_path: Path) -> None:
    """FIELD 5: "ACLED fatalities: sources differ or vague, lowest number"."""
    told = toll((MINISTRY, "three soldiers", SAYS), (FRONT, "dozens of soldiers", SAYS), (GOVERNOR, "nine soldiers", SAYS))
    found = reduced(tmp_path, told)
    assert (found.stands, found.low, found.high, found.rule) == (3, 3, 12, "acled-lowest@1")
    assert found.text == "3 to 12 or more"


def test_no_information_is_zero_and_says_so(tmp_path: Path) -> None:
    """FIELD 2.1: "no information = 0" is ACLED's convention; the ledger keeps "nobody says" apart from a zero that is said."""
    silent = one_claim(1, "Soldiers attacked Oremi.", ATTACK, "attacked", {"actor": "Soldiers", "place": ("Oremi", OREMI)})
    found = reduced(tmp_path, silent)
    assert (found.stands, found.low, found.basis) == (0, None, "nobody says")
    zero = reduced(tmp_path, toll((MINISTRY, "no soldiers", SAYS)))
    assert (zero.stands, zero.low, zero.basis) == (0, 0, "reported")
    none = reduced(tmp_path, silent, rule="lowest@1")
    assert none.stands is None, "a rule that is not ACLED's writes nothing where nobody gives a number"


def test_casualties_only_is_zero(tmp_path: Path) -> None:
    """FIELD 5: '"casualties" only, 0'; the codebook: 'when only "casualties" are mentioned ... 0 reported fatalities'."""
    found = reduced(tmp_path, toll((MINISTRY, "dozens of casualties", SAYS)))
    assert (found.stands, found.basis) == (0, "only casualties")
    assert "casualties" in found.text


def test_a_denial_is_no_report_unless_the_rule_says_so(tmp_path: Path) -> None:
    """FIELD 2.3: the lowest number "is 3 or 0, depending on whether a denial counts as a report: ... a named switch"."""
    told = toll((MINISTRY, "three soldiers", SAYS), (GOVERNOR, "any soldiers", DENIES))
    assert reduced(tmp_path, told).stands == 3
    with_denials = reduced(tmp_path, told, rule="acled-lowest-with-denials@1")
    assert (with_denials.stands, with_denials.rule) == (0, "acled-lowest-with-denials@1")
    for rule in ("acled-lowest@1", "acled-lowest-with-denials@1"):
        assert reduced(tmp_path, told, rule=rule).text == "3; denied by 1 origin", "what was reported is shown whatever the rule"


def test_nobody_was_killed_denies_beside_a_number(tmp_path: Path) -> None:
    """ "No soldiers were killed" is a denial where another origin counts three, and the number 0 where none does."""
    told = toll((MINISTRY, "three soldiers", SAYS), (GOVERNOR, "no soldiers", SAYS))
    assert reduced(tmp_path, told).stands == 3
    assert reduced(tmp_path, told, rule="acled-lowest-with-denials@1").stands == 0


def test_no_civilians_says_nothing_of_soldiers(tmp_path: Path) -> None:
    """A zero of people whom nobody counts is no report of the dead that others count, with denials or without."""
    told = toll((MINISTRY, "three soldiers", SAYS), (GOVERNOR, "no civilians", SAYS))
    assert reduced(tmp_path, told, rule="acled-lowest-with-denials@1").stands == 3


def test_ged_low_high_and_no_best(tmp_path: Path) -> None:
    """FIELD 2.3: "UCDP: low 0 (or 3 if denials are excluded), high 12 pending review, best empty until chosen"."""
    told = toll((MINISTRY, "three soldiers", SAYS), (FRONT, "dozens of soldiers", SAYS), (GOVERNOR, "any soldiers", DENIES))
    found = reduced(tmp_path, told, book="ged")
    assert (found.low, found.high, found.best, found.number) == (3, 12, None, None)
    with_denials = reduced(tmp_path, told, book="ged", rule="ged-range-with-denials@1")
    assert (with_denials.low, with_denials.high, with_denials.best) == (0, 12, None)


def test_show_all_reduces_nothing(tmp_path: Path) -> None:
    """FIELD 2.1, Every Casualty: 'the default is "show all"': least to most in words, and no number."""
    told = toll((MINISTRY, "three soldiers", SAYS), (FRONT, "dozens of soldiers", SAYS), (GOVERNOR, "any soldiers", DENIES))
    found = reduced(tmp_path, told, book="own")
    assert (found.stands, found.text) == (None, "3 to 24 or more; denied by 1 origin"), "dozens stay the literal plural"


def test_one_more_copy_of_a_wire_changes_no_number(tmp_path: Path) -> None:
    """Rules reduce origins, never documents: five papers that quote one ministry are one report."""
    one = toll((MINISTRY, "three soldiers", SAYS), (FRONT, "nine soldiers", SAYS))
    many = toll((MINISTRY, "three soldiers", SAYS), (FRONT, "nine soldiers", SAYS), *[(MINISTRY, "three soldiers", SAYS)] * 3)
    assert reduced(tmp_path / "one", one) == reduced(tmp_path / "many", many)


def test_parts_are_added_only_where_they_cannot_be_the_same_people(tmp_path: Path) -> None:
    """One origin's soldiers and civilians are added; a total that it states goes before; "three men" may be the soldiers."""
    text = "The defence ministry said that three soldiers and two civilians were killed in Oremi."
    assert number_of(tmp_path / "a", text, "three soldiers", "two civilians") == 5
    text = "The defence ministry said that six people were killed in Oremi, three soldiers and two civilians."
    assert number_of(tmp_path / "b", text, "six people", "three soldiers", "two civilians") == 6
    text = "The defence ministry said that three soldiers and two drivers were killed in Oremi."
    assert number_of(tmp_path / "c", text, "three soldiers", "two drivers") == 3


def number_of(folder: Path, text: str, *counts: str) -> int | None:
    document = paper(1, "Kastorin Courier", text, "Report")
    voice = by(document, "The defence ministry", "said")
    claims = [
        claim(document, f"c{at}", KILLING, "killed", voice,
              values=(slot(document, "killed", words), slot(document, "target", words)))
        for at, words in enumerate(counts, start=1)
    ]  # fmt: skip
    return reduced(folder, story("i1", (document,), tuple(claims))).stands


def test_a_later_number_of_one_origin_replaces_its_earlier(tmp_path: Path) -> None:
    """A toll that one ministry raises from 3 to 11 is no disagreement: the lowest number reported is 11."""
    from datetime import date

    early = paper(1, "Paper 1", "The defence ministry said that three soldiers were killed in Oremi.", "One", date(2024, 3, 13))
    late = paper(2, "Paper 2", "The defence ministry said that eleven soldiers were killed in Oremi.", "Two", date(2024, 3, 15))
    claims = [
        claim(d, f"c{d.id}", KILLING, "killed", by(d, "The defence ministry", "said"),
              values=(slot(d, "killed", words), slot(d, "target", words)))
        for d, words in ((early, "three soldiers"), (late, "eleven soldiers"))
    ]  # fmt: skip
    assert reduced(tmp_path, story("i1", (early, late), tuple(claims))).stands == 11


def test_an_injured_soldier_is_no_fatality(tmp_path: Path) -> None:
    """FIELD 2.1: ACLED has "no injuries"."""
    hurt = one_claim(1, "Five soldiers were injured in Oremi.", EventType.INJURY, "injured",
                     {"injured": "Five soldiers", "place": ("Oremi", OREMI)})  # fmt: skip
    assert reduced(tmp_path, hurt).stands == 0
    assert reduced(tmp_path, hurt, name="injured").stands == 5


def test_the_suicide_bomber_is_counted_as_reported(tmp_path: Path) -> None:
    """FIELD 5: "Suicide bomber counted": a number that is said to include him is written as it stands, nothing taken off."""
    text = "Four people, including the bomber, were killed in the suicide bombing in Oremi."
    told = one_claim(1, text, EventType.SUICIDE_ATTACK, "suicide bombing", {"killed": "Four people", "place": ("Oremi", OREMI)})
    assert reduced(tmp_path, told).stands == 4


@pytest.mark.parametrize(
    ("total", "days", "each"),
    [
        (12, 3, (4, 4, 4)),  # "12 fatalities result from fighting over a span of 3 days": "4 ... per battle day"
        (13, 3, (5, 4, 4)),  # "the first day takes the odd one"
        (14, 3, (5, 5, 4)),  # "it is then distributed as evenly as possible"
        (1, 3, (1, 0, 0)),  # "(including 1)"
        (0, 2, (0, 0)),
    ],
)
def test_a_total_over_days_is_divided(total: int, days: int, each: tuple[int, ...]) -> None:
    """FIELD 5: "a total over k days is divided, first day takes the odd one"; the codebook's words beside each case."""
    assert divided(total, days) == each
    assert sum(divided(total, days)) == total


def test_best_is_a_persons_and_says_who_chose(tmp_path: Path) -> None:
    """FIELD 2.1: "Best is a human choice; we fill low/high and leave best empty until a person picks"."""
    told = toll((MINISTRY, "three soldiers", SAYS), (FRONT, "dozens of soldiers", SAYS))
    picked = chosen("killed", "7 soldiers", cut(told[1][0], "killed"))
    with Ledger.open_existing(write_coded(tmp_path / "best.saidso", (told,), (picked,))) as ledger:
        for book, number in (("acled", 3), ("ged", None)):
            codebook = codebook_named(book)
            [coded] = coded_incidents(ledger, Profile.INTERNAL, codebook, rule_named(codebook.rule))
            found = coded.case.number("killed")
            assert (found.best, found.chosen_by, found.number) == (7, "Olga Reviewer", number)
            assert (found.stands, found.named) == (7, "chosen by Olga Reviewer")


def test_the_last_choice_counts(tmp_path: Path) -> None:
    """Of two people's choices on claims of one incident the later stands, whatever the order of the claims."""
    from dataclasses import replace
    from datetime import timedelta

    told = toll((MINISTRY, "three soldiers", SAYS), (FRONT, "nine soldiers", SAYS))
    later = chosen("killed", "9", cut(told[1][0], "killed"), "j2")
    earlier = chosen("killed", "3", cut(told[1][1], "killed"), "j1")
    later = replace(later, made_at=later.made_at + timedelta(days=1), person="Ana Second")
    with Ledger.open_existing(write_coded(tmp_path / "best.saidso", (told,), (later, earlier))) as ledger:
        codebook = codebook_named("acled")
        [coded] = coded_incidents(ledger, Profile.INTERNAL, codebook, rule_named(codebook.rule))
        assert (coded.case.number("killed").stands, coded.case.number("killed").chosen_by) == (9, "Ana Second")


def test_a_rejected_claim_counts_in_no_number(tmp_path: Path) -> None:
    """What a person rejected as misread is no report, and a number that a person corrected is the corrected one."""
    from dataclasses import replace

    told = toll((MINISTRY, "three soldiers", SAYS), (FRONT, "nine soldiers", SAYS))
    document = told[1][0]
    on = (cut(document, "killed"), cut(document, "The defence ministry"))
    rejected = replace(chosen("killed", "", on[0]), decision="reject", slot=None, value=None, on=on)
    edited = replace(rejected, id="j2", decision="edit", slot="killed", value="5 soldiers")
    for judgement, number in ((rejected, 9), (edited, 5)):
        path = write_coded(tmp_path / f"{judgement.id}.saidso", (told,), (judgement,))
        with Ledger.open_existing(path) as ledger:
            codebook = codebook_named("acled")
            [coded] = coded_incidents(ledger, Profile.INTERNAL, codebook, rule_named(codebook.rule))
            assert coded.case.number("killed").stands == number


def test_every_rule_has_a_version_and_an_unknown_one_is_named() -> None:
    """A rule is asked for by name, with or without version; a stranger is refused with the list."""
    assert all(name.rpartition("@")[2].isdigit() for name in RULES)
    assert rule_named("acled-lowest").name == "acled-lowest@1"
    with pytest.raises(ConfigError, match="show-all@1"):
        rule_named("highest")
