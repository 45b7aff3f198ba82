"""Role fillers and mentions -> templates after MUC-4. All texts and names are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from saidso.nouns.claim import Argument, Attribution, EntityMention, EventMention, Role, Stance
from saidso.nouns.span import Span
from saidso.understand import labels
from saidso.understand.backends.fillers import role_fillers
from saidso.understand.incident_templates import IncidentTemplate, templates
from saidso.understand.model import Mentions, RoleFiller
from saidso.understand.same_fillers import entities, head, is_acronym
from saidso.understand.sentences import split
from saidso.values.event_type import EventType, Status

RAID = (
    "GUERRILLAS OF THE UNITED VALLEY FRONT [UVF] ATTACKED THE POWER PLANT OF BRISA. MAYOR TOBIAS ARRENDO WAS KILLED. "
    "THE URBAN GUERRILLAS USED RIFLES."
)


def span(text: str, words: str, nth: int = 0) -> Span:
    """The nth place of ``words`` in ``text``."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def filler(text: str, role: str, words: str, nth: int = 0, sure: float = 0.9) -> RoleFiller:
    """A filler for the nth place of ``words``."""
    return RoleFiller(role=role, span=span(text, words, nth), confidence=sure)


def event(text: str, number: int, kind: EventType, words: str, incident: str = "I1", **more: object) -> EventMention:
    """An event with the trigger ``words``; ``actor`` gives it an actor."""
    actor = more.get("actor")
    arguments = (Argument(role=Role.ACTOR, span=span(text, str(actor))),) if actor else ()
    status = more.get("status", Status.HAPPENED)
    assert isinstance(status, Status)
    return EventMention(
        id=f"E{number}", trigger=span(text, words), type=kind, status=status, incident=incident, arguments=arguments
    )


def voice(text: str, source: str | None, cue: str, content: str, stance: Stance) -> Attribution:
    """A voice about E1."""
    return Attribution(
        id="A1",
        source=span(text, source) if source else None,
        cue=span(text, cue),
        content=(span(text, content),),
        stance=stance,
        about=("E1",),
    )


def made(
    text: str,
    fillers: Sequence[RoleFiller],
    events: Sequence[EventMention],
    attributions: Sequence[Attribution] = (),
    people: Sequence[str] = (),
) -> tuple[IncidentTemplate, ...]:
    """The templates of a text with these mentions."""
    found = tuple(EntityMention(span=span(text, p), type="Person") for p in people)
    return templates(text, split(text), fillers, Mentions(events=tuple(events), attributions=tuple(attributions), entities=found))


def test_an_attack_and_its_killing_are_one_template() -> None:
    """Attack, killing, names, head nouns and acronyms come together in one template with bare names."""
    fillers = [
        filler(RAID, "PerpInd", "GUERRILLAS"),
        filler(RAID, "PerpInd", "URBAN GUERRILLAS"),
        filler(RAID, "PerpOrg", "UNITED VALLEY FRONT"),
        filler(RAID, "PerpOrg", "UVF"),
        filler(RAID, "Target", "POWER PLANT"),
        filler(RAID, "Victim", "MAYOR TOBIAS ARRENDO"),
        filler(RAID, "Weapon", "RIFLES"),
    ]
    events = [event(RAID, 1, EventType.ATTACK, "ATTACKED"), event(RAID, 2, EventType.KILLING, "KILLED")]
    (only,) = made(RAID, fillers, events, people=["TOBIAS ARRENDO"])
    assert only.incident_type == "attack"
    assert {role: len(found) for role, found in only.fillers.items()} == dict.fromkeys(labels.FILLER_ROLES, 1)
    assert only.fillers["Victim"] == (("TOBIAS ARRENDO",),)
    assert only.org_confidence == ("REPORTED AS FACT",)


def test_no_filler_no_template() -> None:
    """Violence that nobody named did to nobody named is no template."""
    assert made(RAID, [], [event(RAID, 1, EventType.ATTACK, "ATTACKED")]) == ()


def test_a_victim_without_a_name_is_left_out() -> None:
    """MUC-4's victims have names: a soldier, or a mayor alone, is none."""
    text = "REBELS SHOT A SOLDIER IN BRISA."
    (only,) = made(
        text,
        [filler(text, "PerpInd", "REBELS"), filler(text, "Victim", "SOLDIER")],
        [event(text, 1, EventType.KILLING, "SHOT")],
        people=["SOLDIER"],
    )
    assert only.fillers["Victim"] == ()


def test_what_a_bomb_did_is_part_of_the_bombing() -> None:
    """Damage grouped with an explosion makes no attack of its own."""
    text = "A BOMB EXPLODED AT THE BANK. THE BLAST DAMAGED TWO SHOPS."
    events = [event(text, 1, EventType.BOMBING, "EXPLODED"), event(text, 2, EventType.DESTRUCTION, "DAMAGED")]
    found = made(text, [filler(text, "Weapon", "BOMB"), filler(text, "Target", "BANK"), filler(text, "Target", "SHOPS")], events)
    assert [t.incident_type for t in found] == ["bombing"]
    assert len(found[0].fillers["Target"]) == 2


def test_kinds_are_told_by_the_words_of_the_trigger() -> None:
    """Fire makes an arson, hostages a kidnapping, theft a robbery."""
    for kind, words, expected in (
        (EventType.DESTRUCTION, "BURNED", "arson"),
        (EventType.DESTRUCTION, "BLEW UP", "bombing"),
        (EventType.ABDUCTION, "SEIZED", "kidnapping"),
        (EventType.ATTACK, "ROBBED", "robbery"),
        (EventType.SHELLING, "SHELLED", "attack"),
    ):
        text = f"REBELS {words} THE CHAPEL OF BRISA."
        (only,) = made(text, [filler(text, "Target", "CHAPEL")], [event(text, 1, kind, words)])
        assert only.incident_type == expected


def test_two_kinds_far_apart_are_two_templates() -> None:
    """A kidnapping and a bombing each keep their own fillers."""
    text = (
        "GUNMEN KIDNAPPED RAMON ESTEVAR IN BRISA. THE FAMILY ASKED FOR CALM. SCHOOLS STAYED OPEN. TRAINS RAN. SHOPS OPENED. "
        "IN DOLMA A BOMB EXPLODED AT THE BANK."
    )
    found = made(
        text,
        [
            filler(text, "PerpInd", "GUNMEN"),
            filler(text, "Victim", "RAMON ESTEVAR"),
            filler(text, "Weapon", "BOMB"),
            filler(text, "Target", "BANK"),
        ],
        [event(text, 1, EventType.ABDUCTION, "KIDNAPPED"), event(text, 2, EventType.BOMBING, "EXPLODED", "I2")],
        people=["RAMON ESTEVAR"],
    )
    held = {t.incident_type: t.fillers for t in found}
    assert set(held) == {"kidnapping", "bombing"}
    assert held["kidnapping"]["Victim"] and not held["kidnapping"]["Weapon"]
    assert held["bombing"]["Target"] and not held["bombing"]["PerpInd"]


def test_confidence_follows_who_says_so() -> None:
    """Its own claim, an accusation by authorities or by others, a doubt, and a bare report give five labels."""
    for text, source, cue, stance, expected in (
        ("THE UVF SAID IT BOMBED THE BANK.", "THE UVF", "SAID", Stance.CLAIMS_RESPONSIBILITY, "CLAIMED OR ADMITTED"),
        ("POLICE ACCUSED THE UVF OF HAVING BOMBED THE BANK.", "POLICE", "ACCUSED", Stance.ACCUSES,
         "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        ("NEIGHBORS BLAMED THE UVF WHICH BOMBED THE BANK.", "NEIGHBORS", "BLAMED", Stance.ACCUSES, "SUSPECTED OR ACCUSED"),
        ("THE ARMY SAID THE UVF BOMBED THE BANK.", "THE ARMY", "SAID", Stance.SAYS, "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        ("THE COURT DENIED THAT THE UVF BOMBED THE BANK.", "THE COURT", "DENIED", Stance.DENIES, "ACQUITTED"),
        ("NEIGHBORS DENIED THAT THE UVF BOMBED THE BANK.", "NEIGHBORS", "DENIED", Stance.DENIES, "POSSIBLE"),
        ("THE UVF DENIED THAT THE UVF BOMBED THE BANK.", "THE UVF", "DENIED", Stance.DENIES, "POSSIBLE"),
        ("POLICE DOUBTED THAT THE UVF BOMBED THE BANK.", "POLICE", "DOUBTED", Stance.DOUBTS, "POSSIBLE"),
        ("THE UVF BOMBED THE BANK.", None, "", Stance.SAYS, "REPORTED AS FACT"),
        ("THE UVF POSSIBLY BOMBED THE BANK.", None, "", Stance.SAYS, "POSSIBLE"),
    ):  # fmt: skip
        content = "BOMBED THE BANK" if stance is Stance.CLAIMS_RESPONSIBILITY else text[text.index("UVF") : -1]
        voices = [voice(text, source, cue, content, stance)] if source else []
        fillers = [filler(text, "PerpOrg", "UVF"), filler(text, "Target", "BANK")]
        (only,) = made(text, fillers, [event(text, 1, EventType.BOMBING, "BOMBED", actor="UVF")], voices)
        assert only.org_confidence == (expected,), text


def test_a_denial_of_something_else_acquits_nobody() -> None:
    """Authorities that deny talks with an organisation, a model that ties the denial to no act: nobody is cleared."""
    text = "THE UVF BOMBED THE BANK. THE GOVERNMENT DENIED TALKS WITH THE UVF."
    voices = [replace(voice(text, "THE GOVERNMENT", "DENIED", "TALKS WITH THE UVF", Stance.DENIES), about=())]
    fillers = [filler(text, "PerpOrg", "UVF"), filler(text, "PerpOrg", "UVF", 1), filler(text, "Target", "BANK")]
    (only,) = made(text, fillers, [event(text, 1, EventType.BOMBING, "BOMBED", actor="UVF")], voices)
    assert only.org_confidence == ("REPORTED AS FACT",)


def test_who_is_hit_is_not_who_claims_it() -> None:
    """A claim of responsibility, or a charge, for an act against an organisation says nothing of that organisation's acts."""
    for cue, stance in (("CLAIMED", Stance.CLAIMS_RESPONSIBILITY), ("BLAMED", Stance.ACCUSES)):
        text = f"REBELS {cue} RAIDERS WHO ATTACKED THE UVF. THE UVF BOMBED THE BANK."
        hit = EventMention(
            id="E1",
            trigger=span(text, "ATTACKED"),
            type=EventType.ATTACK,
            status=Status.HAPPENED,
            incident="I1",
            arguments=(Argument(role=Role.TARGET, span=span(text, "UVF")),),
        )
        voices = [voice(text, "REBELS", cue, "RAIDERS WHO ATTACKED THE UVF", stance)]
        fillers = [filler(text, "PerpOrg", "UVF"), filler(text, "PerpOrg", "UVF", 1)]
        (only,) = made(text, fillers, [hit], voices)
        assert only.org_confidence == ("REPORTED AS FACT",), cue


def test_acronyms_and_heads() -> None:
    """Initials with or without small words make an acronym; the head stands before what only describes it."""
    assert is_acronym("UVF", "UNITED VALLEY FRONT") and is_acronym("FLB", "FRONT FOR THE LIBERATION OF BRISA")
    assert not is_acronym("UVF", "FRONT") and not is_acronym("X", "XYLO")
    assert head("MEMBERS OF THE COLUMN") == "members" and head("THE URBAN GUERRILLAS") == "guerrillas" and head("...") == ""


def test_different_heads_stay_apart() -> None:
    """A filler inside another of another head is not the same: members of a group are not the group's bus."""
    text = "THE BUS AND THE BUS STATION BURNED."
    found = entities(text, [filler(text, "Target", "BUS"), filler(text, "Target", "BUS STATION")])
    assert [e.words for e in found] == ["BUS", "BUS STATION"]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(5)), st.floats(0.3, 1.0))
def test_law_the_order_of_fillers_changes_nothing(order: list[int], sure: float) -> None:
    """Shuffled fillers give equal templates, every name stands in the text, and labels are parallel to organisations."""
    fillers = [
        filler(RAID, "PerpInd", "GUERRILLAS", sure=sure),
        filler(RAID, "PerpInd", "URBAN GUERRILLAS"),
        filler(RAID, "PerpOrg", "UVF"),
        filler(RAID, "PerpOrg", "UNITED VALLEY FRONT"),
        filler(RAID, "Target", "POWER PLANT"),
    ]
    events = [event(RAID, 1, EventType.ATTACK, "ATTACKED")]
    found = made(RAID, [fillers[i] for i in order], events)
    assert found == made(RAID, fillers, events)
    for template in found:
        assert all(name in RAID for group in template.fillers.values() for entity in group for name in entity)
        assert len(template.org_confidence) == len(template.fillers["PerpOrg"])


def test_a_name_that_begins_like_a_small_word_stays_whole() -> None:
    """ "A-52" is a name of a plane; the article before it is not."""
    text = "AN A-52 PLANE"
    offsets = np.array([[0, 2], [3, 4], [4, 5], [5, 7], [8, 13]])
    scores = np.zeros((5, len(labels.FILLER_ROLES), 3), dtype=np.float32)
    scores[:, :, 0] = 4.0
    scores[:, 4, 2] = 9.0
    assert [f.span.of(text) for f in role_fillers(text, offsets, scores.reshape(5, -1), {})] == ["A-52 PLANE"]


def test_scores_become_whole_bare_words() -> None:
    """Word pieces grow to whole words, brackets and small words at the edges go, roles may overlap, the threshold counts."""
    text = 'OF THE "FRONT" RAIDERS'
    offsets = np.array([[0, 2], [3, 6], [7, 8], [8, 13], [13, 14], [15, 19], [19, 22]])
    scores = np.zeros((7, len(labels.FILLER_ROLES), 3), dtype=np.float32)
    scores[:, :, 0] = 4.0
    scores[0:5, 1, 2] = 9.0  # PerpOrg: everything up to the closing mark
    scores[5, 0, 1] = 9.0  # PerpInd: the first piece of the last word only
    found = role_fillers(text, offsets, scores.reshape(7, -1), {})
    assert [(f.role, f.span.of(text)) for f in found] == [("PerpOrg", "FRONT"), ("PerpInd", "RAIDERS")]
    strict = role_fillers(text, offsets, scores.reshape(7, -1), {"filler": 0.9999, "filler_PerpInd": 0.5})
    assert [f.role for f in strict] == ["PerpInd"]
