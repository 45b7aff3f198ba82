"""Who acts is not who speaks: a sentence without a cue is no voice's because the text lets that party act. Texts are invented."""

from __future__ import annotations

import numpy as np

from saidso.nouns.claim import Argument, Role, Stance
from saidso.nouns.span import Span
from saidso.understand.relations import FoundAttribution, FoundEvent, without_doers
from saidso.values.event_type import EventType, Status


def pair(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def attack(text: str, trigger: str, actor: str) -> FoundEvent:
    return FoundEvent(
        piece=0,
        trigger=pair(text, trigger),
        type=EventType.ATTACK,
        status=Status.HAPPENED,
        arguments=(Argument(role=Role.ACTOR, span=Span(*pair(text, actor))),),
        unsure=(),
        confidence=0.9,
        status_confidence=0.9,
        vector=np.zeros(256, np.float32),
    )


def voice(text: str, source: str | None, cue: str | None, content: str) -> FoundAttribution:
    return FoundAttribution(
        piece=0,
        source=pair(text, source) if source else None,
        cue=pair(text, cue) if cue else None,
        content=pair(text, content),
        stance=Stance.SAYS,
        confidence=0.9,
        stance_confidence=0.9,
        bears={},
        outer={},
    )


def sources(text: str, attributions: list[FoundAttribution], events: list[FoundEvent]) -> list[str | None]:
    kept = without_doers(text, attributions, events)
    return [None if a.source is None else text[slice(*a.source)] for a in kept]


def test_who_only_acts_has_no_voice() -> None:
    text = "Fighters of the Ridge Front attacked the post. Three soldiers were killed."
    acts = attack(text, "attacked", "Fighters of the Ridge Front")
    assert sources(text, [voice(text, "Fighters of the Ridge Front", None, "Three soldiers were killed")], [acts]) == []


def test_whom_a_cue_let_speak_goes_on_speaking_under_another_form_of_the_name() -> None:
    text = "The Ridge Front said it held the bridge. The Front attacked at dawn. Three soldiers were killed."
    acts = attack(text, "attacked", "The Front")
    said = voice(text, "The Ridge Front", "said", "it held the bridge")
    goes_on = voice(text, "The Front", None, "Three soldiers were killed")
    assert sources(text, [said, goes_on], [acts]) == ["The Ridge Front", "The Front"]


def test_a_word_shared_with_a_voice_is_not_having_spoken() -> None:
    text = "Government forces said the road was open. Rebel forces attacked at dawn. Three soldiers were killed."
    acts = attack(text, "attacked", "Rebel forces")
    said = voice(text, "Government forces", "said", "the road was open")
    assert sources(text, [said, voice(text, "Rebel forces", None, "Three soldiers were killed")], [acts]) == ["Government forces"]


def test_an_article_shared_with_a_voice_is_not_having_spoken() -> None:
    text = "The ministry said the road was open. The Front attacked at dawn. Three soldiers were killed."
    acts = attack(text, "attacked", "The Front")
    said = voice(text, "The ministry", "said", "the road was open")
    doer = voice(text, "The Front", None, "Three soldiers were killed")
    assert sources(text, [said, doer], [acts]) == ["The ministry"]


def test_one_who_neither_acts_nor_was_heard_keeps_the_sentence() -> None:
    text = "Fighters attacked the post. The mayor: three soldiers were killed."
    acts = attack(text, "attacked", "Fighters")
    assert sources(text, [voice(text, "The mayor", None, "three soldiers were killed")], [acts]) == ["The mayor"]


def test_a_cue_makes_a_voice_of_one_who_acts() -> None:
    text = "The Ridge Front attacked the post and said three soldiers were killed."
    acts = attack(text, "attacked", "The Ridge Front")
    assert sources(text, [voice(text, "The Ridge Front", "said", "three soldiers were killed")], [acts]) == ["The Ridge Front"]
