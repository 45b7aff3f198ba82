"""From mentions made by hand to claims: who holds what, through which voices. All texts are invented."""

from __future__ import annotations

from saidso.nouns.claim import Argument, Attribution, Claim, EventMention, Role, Stance, VoiceKind
from saidso.nouns.document import Document, Known, Metadata, Paragraph, Provenance, Turn
from saidso.nouns.span import Span
from saidso.understand.chains import Chains
from saidso.understand.holders import resolve
from saidso.understand.model import Mentions
from saidso.understand.sentences import split
from saidso.understand.slots import Slots
from saidso.values.count import Count
from saidso.values.event_type import EventType, Status


def at(text: str, words: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def event(text: str, number: int, trigger: str, kind: EventType, *arguments: tuple[Role, str], nth: int = 1) -> EventMention:
    return EventMention(
        id=f"E{number}",
        trigger=at(text, trigger, nth),
        type=kind,
        status=Status.HAPPENED,
        incident="I1",
        arguments=tuple(Argument(role=role, span=at(text, words)) for role, words in arguments),
    )


def voice(
    text: str, number: int, source: str | None, cue: str, content: str, stance: Stance, about: str, parent: str | None = None
) -> Attribution:
    return Attribution(
        id=f"A{number}",
        source=at(text, source) if source else None,
        cue=at(text, cue),
        content=(at(text, content),),
        stance=stance,
        about=tuple(about.split()),
        parent=parent,
    )


def document(text: str, **known: object) -> Document:
    return Document(
        id="d0",
        sha256="0" * 64,
        text=text,
        source="t.txt",
        format="txt",
        paragraphs=(Paragraph(span=Span(0, len(text))),),
        **known,  # type: ignore[arg-type]
    )


def claims(doc: Document, events: list[EventMention], voices: list[Attribution]) -> tuple[Claim, ...]:
    sentences = split(doc.text)
    mentions = Mentions(events=tuple(events), attributions=resolve(doc.text, sentences, voices))
    return Chains(doc, sentences, mentions, Slots(doc, mentions.events), "test").claims()


def given(value: str) -> Known[str]:
    return Known(value=value, how=Provenance.GIVEN)


def test_the_middle_of_the_chain_stays() -> None:
    """Paper > first reports > the Brigade: a ``says`` that holds another voice is a link, not a claim of its own."""
    text = "According to first reports, the Oren Brigade has claimed responsibility for the attack."
    events = [event(text, 1, "attack", EventType.ATTACK)]
    outer = voice(
        text, 1, "first reports", "According to", "the Oren Brigade has claimed responsibility for the attack", Stance.SAYS, "E1"
    )
    inner = voice(text, 2, "the Oren Brigade", "claimed responsibility", "the attack", Stance.CLAIMS_RESPONSIBILITY, "E1", "A1")
    (only,) = claims(document(text, metadata=Metadata(publisher=given("Harbour Post"))), events, [outer, inner])
    assert [v.words for v in only.chain] == ["Harbour Post", "first reports", "the Oren Brigade"]
    assert only.stance is Stance.CLAIMS_RESPONSIBILITY
    assert [v.stance for v in only.chain] == [Stance.SAYS, Stance.SAYS, Stance.CLAIMS_RESPONSIBILITY]


def test_a_denying_parent_is_a_link_and_a_claim() -> None:
    """Whoever denies that another said it holds a claim too."""
    text = "The governor denied that the army had said it shelled the ford."
    events = [event(text, 1, "shelled", EventType.SHELLING)]
    outer = voice(text, 1, "The governor", "denied", "the army had said it shelled the ford", Stance.DENIES, "E1")
    inner = voice(text, 2, "the army", "said", "it shelled the ford", Stance.SAYS, "E1", "A1")
    found = claims(document(text), events, [outer, inner])
    assert {tuple(v.words for v in c.chain[1:]): c.stance for c in found} == {
        ("The governor",): Stance.DENIES,
        ("The governor", "the army"): Stance.SAYS,
    }


def test_an_event_nobody_is_quoted_on_is_the_documents_own() -> None:
    """Publisher unknown, issuer known: the statement's body speaks; without either it is "unknown publisher"."""
    text = "Fighters attacked the post."
    events = [event(text, 1, "attacked", EventType.ATTACK)]
    (own,) = claims(document(text, metadata=Metadata(issuer=given("Union of Oren"))), events, [])
    assert [(v.kind, v.words) for v in own.chain] == [(VoiceKind.PUBLISHER, "Union of Oren")]
    (nobody,) = claims(document(text), events, [])
    assert nobody.chain[0].words == "unknown publisher"
    both = Metadata(publisher=given("Harbour Post"), issuer=given("Union of Oren"))
    (reprinted,) = claims(document(text, metadata=both), events, [])
    assert [v.kind for v in reprinted.chain] == [VoiceKind.PUBLISHER, VoiceKind.ISSUER]


def test_a_turn_speaks_with_its_speaker() -> None:
    """In an interview the voice of an answer is its speaker, and the claim names its turn."""
    text = "Who attacked the post?\n\nThe Front attacked the post."
    turns = (
        Turn(index=1, span=Span(0, 22), asks=True),
        Turn(index=2, span=Span(24, len(text)), asks=False, speaker=given("Dr Amal Rao")),
    )
    events = [event(text, 1, "attacked", EventType.ATTACK), event(text, 2, "attacked", EventType.ATTACK, nth=2)]
    first, second = claims(document(text, turns=turns), events, [])
    assert [v.words for v in first.chain] == ["unknown publisher", "interviewer"] and first.turn == 1
    assert [v.words for v in second.chain] == ["unknown publisher", "Dr Amal Rao"] and second.turn == 2


def test_it_is_the_ministry_while_one_candidate_remains() -> None:
    """The pronoun keeps its words and gains a name with its own evidence."""
    text = "According to the defence ministry, three soldiers were injured. It also said that a truck burned."
    events = [
        event(text, 1, "injured", EventType.INJURY, (Role.COUNT, "three"), (Role.TARGET, "three soldiers")),
        event(text, 2, "burned", EventType.DESTRUCTION),
    ]
    voices = [
        voice(text, 1, "the defence ministry", "According to", "three soldiers were injured", Stance.SAYS, "E1"),
        voice(text, 2, "It", "said", "a truck burned", Stance.SAYS, "E2"),
    ]
    first, second = claims(document(text), events, voices)
    assert second.origin.words == "It" and second.origin.resolved == "the defence ministry"
    assert second.origin.named_at is not None and second.origin.named_at.proves(text)
    (injured,) = first.of("injured")
    assert isinstance(injured.value, Count) and (injured.value.low, injured.value.population) == (3, "soldiers")
    assert all(evidence.proves(text) for claim in (first, second) for evidence in claim.every_evidence())


def test_two_candidates_leave_the_pronoun_alone() -> None:
    """When two bodies were quoted, "it" is neither."""
    text = "The ministry said shells fell. The council said a house burned. It said a truck burned."
    events = [event(text, 1, "burned", EventType.DESTRUCTION, nth=2)]
    voices = [
        voice(text, 1, "The ministry", "said", "shells fell", Stance.SAYS, ""),
        voice(text, 2, "The council", "said", "a house burned", Stance.SAYS, ""),
        Attribution(
            id="A3",
            source=at(text, "It"),
            cue=at(text, "said", 3),
            content=(at(text, "a truck burned"),),
            stance=Stance.SAYS,
            about=("E1",),
        ),
    ]
    (only,) = claims(document(text), events, voices)
    assert only.origin.words == "It" and only.origin.name is None
