"""The promise of the demo without the model: given a reading by hand, the rooms behind it must keep it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import saidso
from saidso.nouns.claim import Argument, Attribution, EntityMention, EventMention, Role, Stance
from saidso.nouns.incident import Incident
from saidso.nouns.span import Span
from saidso.understand.model import Mentions
from saidso.values.event_type import EventType, Status

SAMPLES = Path(__file__).resolve().parents[2] / "src" / "saidso" / "data" / "samples"

# Sentence -> its events ("trigger | type | status | role=words ...") and its attributions ("source | cue | content | stance |
# numbers of its events"). The sentence stands as in the samples; words are found in it from the left.
BY_HAND: dict[str, tuple[list[str], list[str]]] = {
    "OREMI (North Wire) - Gunmen attacked an army checkpoint in Oremi on Tuesday, killing three soldiers and wounding five "
    "others, the defence ministry said on Wednesday.": (
        [
            "attacked | attack | happened | actor=Gunmen | target=an army checkpoint | place=Oremi | time=on Tuesday",
            "killing | killing | happened | actor=Gunmen | target=three soldiers | count=three | place=Oremi | time=on Tuesday",
            "wounding | injury | happened | target=five others | count=five | place=Oremi | time=on Tuesday",
        ],
        ["the defence ministry | said | Gunmen attacked an army checkpoint in Oremi on Tuesday | says | 0 1 2"],
    ),
    "It blamed the Highland Liberation Front for the attack.": (
        ["attack | attack | happened | actor=the Highland Liberation Front"],
        ["It | blamed | the Highland Liberation Front for the attack | accuses | 0"],
    ),
    "The Highland Liberation Front claimed responsibility for the attack in a message on Wednesday and said that dozens of "
    "soldiers had been killed.": (
        ["attack | attack | happened", "killed | killing | happened | target=dozens of soldiers | count=dozens of"],
        [
            "The Highland Liberation Front | claimed responsibility | for the attack | claims_responsibility | 0",
            "The Highland Liberation Front | said | dozens of soldiers had been killed | says | 1",
        ],
    ),
    "Seven soldiers were killed in Tuesday's attack on an army checkpoint in Oremi, two security officials told this newspaper "
    "on Thursday.": (
        [
            "killed | killing | happened | target=Seven soldiers | count=Seven | place=Oremi | time=Tuesday",
            "attack | attack | happened | target=an army checkpoint | place=Oremi | time=Tuesday",
        ],
        ["two security officials | told | Seven soldiers were killed in Tuesday's attack on an army checkpoint | says | 0 1"],
    ),
    "Colonel Adem Harrow, a spokesman for the defence ministry, denied that seven soldiers had been killed.": (
        ["killed | killing | happened | target=seven soldiers | count=seven"],
        ["Colonel Adem Harrow, a spokesman for the defence ministry | denied | seven soldiers had been killed | denies | 0"],
    ),
    "On Tuesday, 12 March 2024, fighters of the so-called Highland Liberation Front attacked an army checkpoint in Oremi.": (
        ["attacked | attack | happened | target=an army checkpoint | place=Oremi | time=On Tuesday, 12 March 2024"],
        [],
    ),
    "Three soldiers were killed and five soldiers were wounded.": (
        [
            "killed | killing | happened | target=Three soldiers | count=Three",
            "wounded | injury | happened | target=five soldiers | count=five",
        ],
        [],
    ),
    "The Highland Liberation Front claims responsibility for the attack on the army checkpoint in Oremi on Tuesday, "
    "12 March 2024.": (
        ["attack | attack | happened | target=the army checkpoint | place=Oremi | time=on Tuesday, 12 March 2024"],
        ["The Highland Liberation Front | claims responsibility | for the attack | claims_responsibility | 0"],
    ),
    "Dozens of soldiers were killed and two military vehicles were destroyed.": (
        ["killed | killing | happened | target=Dozens of soldiers | count=Dozens of"],
        [],
    ),
    "Radio Belkhar: Governor, the defence ministry says that three soldiers were killed in the attack on the checkpoint in Oremi "
    "on Tuesday.": (
        [
            "killed | killing | happened | target=three soldiers | count=three | place=Oremi | time=on Tuesday",
            "attack | attack | happened | target=the checkpoint | place=Oremi | time=on Tuesday",
        ],
        ["the defence ministry | says | three soldiers were killed in the attack on the checkpoint in Oremi | says | 0 1"],
    ),
    "Governor Marn: No soldier was killed in Oremi on Tuesday.": (
        ["killed | killing | negated | target=No soldier | count=No | place=Oremi | time=on Tuesday"],
        [],
    ),
    "TOLVASH - Six people were killed and at least 20 were wounded when shells hit the market in Tolvash on Monday, the town "
    "hospital said on Tuesday.": (
        [
            "killed | killing | happened | target=Six people | count=Six | place=Tolvash | time=on Monday",
            "hit | shelling | happened | target=the market | place=Tolvash | time=on Monday",
        ],
        ["the town hospital | said | Six people were killed and at least 20 were wounded | says | 0 1"],
    ),
    "The army denied on Tuesday that its artillery had shelled the market in Tolvash.": (
        ["shelled | shelling | happened | actor=its artillery | target=the market | place=Tolvash"],
        ["The army | denied | its artillery had shelled the market in Tolvash | denies | 0"],
    ),
    "“Not a single shell was fired from our barracks on Monday,” General Oskar Vell, the chief of staff, said in Kastorin.": (
        ["fired | shelling | negated | time=on Monday"],
        ["General Oskar Vell | said | Not a single shell was fired from our barracks on Monday | denies | 0"],
    ),
}


class Clerk:
    """A model that knows the sentences above and no others."""

    name = "clerk"
    languages = frozenset({"en"})

    def mentions(self, text: str, sentences: Sequence[tuple[int, int]]) -> Mentions:
        events: list[EventMention] = []
        attributions: list[Attribution] = []
        for start, end in sentences:
            told, voices = BY_HAND.get(text[start:end], ([], []))
            first = len(events)
            events += [event(line, text, start, f"E{first + place}") for place, line in enumerate(told)]
            for line in voices:
                attributions.append(attribution(line, text, start, (f"A{len(attributions)}", first)))
        return Mentions(events=tuple(events), attributions=tuple(attributions))

    def outer_attributions(self, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Attribution, ...]:
        return ()

    def plain_entities(self, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[EntityMention, ...]:
        return ()


def span_of(words: str, text: str, start: int) -> Span:
    at = text.index(words.strip(), start)
    return Span(at, at + len(words.strip()))


def event(line: str, text: str, start: int, name: str) -> EventMention:
    trigger, kind, status, *roles = (part.strip() for part in line.split("|"))
    pairs = [role.split("=", 1) for role in roles]
    return EventMention(
        id=name,
        trigger=span_of(trigger, text, start),
        type=EventType(kind),
        status=Status(status),
        incident="I1",
        arguments=tuple(Argument(role=Role(role), span=span_of(words, text, start)) for role, words in pairs),
    )


def attribution(line: str, text: str, start: int, counted: tuple[str, int]) -> Attribution:
    source, cue, content, stance, about = (part.strip() for part in line.split("|"))
    return Attribution(
        id=counted[0],
        source=span_of(source, text, start),
        cue=span_of(cue, text, start),
        content=(span_of(content, text, start),),
        stance=Stance(stance),
        about=tuple(f"E{counted[1] + int(number)}" for number in about.split()),
    )


def built(folder: Path) -> tuple[list[Incident], dict[str, saidso.Claim]]:
    with saidso.Ledger(folder / "samples.ledger") as ledger:
        saidso.build([SAMPLES], ledger, Clerk())
        claims = {claim.id: claim for claim in ledger.claims()}
        return list(saidso.link(claims.values(), []).incidents), claims


def test_every_sentence_by_hand_stands_in_the_samples(tmp_path: Path) -> None:
    """The reading by hand is one of the samples as they are: each of its sentences is found, the wire's in both papers."""
    _, claims = built(tmp_path)
    said = [claim.trigger.quote for claim in claims.values()]
    assert (said.count("killing"), said.count("wounding"), said.count("shelled")) == (2, 2, 1)
    assert len({claim.document_id for claim in claims.values()}) == 8


def test_the_promise_of_the_demo(tmp_path: Path) -> None:
    """One incident: a number contradicted, responsibility claimed, a denial, and two papers with one wire copy as one voice."""
    incidents, claims = built(tmp_path)
    attack = max(incidents, key=lambda incident: len(incident.claims))
    held = [claims[name] for name in attack.claims]
    accord = {slot.slot: slot for slot in attack.slots}
    papers = [{claims[name].publisher for name in part if name in claims} for part in attack.origins.parts]
    assert len(attack.documents) == 6
    assert accord["killed"].agreement == "contradictory" and "numeric-disjoint" in accord["killed"].kinds
    assert {Stance.CLAIMS_RESPONSIBILITY, Stance.DENIES} <= {claim.stance for claim in held}
    assert any({"Kastorin Courier", "Valley Herald"} <= part for part in papers)
    assert attack.origins.hi < len(attack.documents)


def test_the_market_is_another_incident(tmp_path: Path) -> None:
    """The shelling of the market in Tolvash and its denial are one incident, apart from the attack in Oremi."""
    incidents, claims = built(tmp_path)
    market = next(incident for incident in incidents if any(claims[name].trigger.quote == "shelled" for name in incident.claims))
    assert {claims[name].publisher for name in market.claims} == {"Tolvash Mail", "State Radio One"}
