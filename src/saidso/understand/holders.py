"""Whom a pronoun, a short name or "the ministry" stands for, where exactly one voice of the document remains.

When two candidates remain we do not choose: the words stay, unresolved. A missed name costs a reviewer a minute,
a wrong one puts words into somebody's mouth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from saidso.nouns.claim import Attribution
from saidso.nouns.span import Span
from saidso.understand.descriptions import described
from saidso.understand.full_names import fuller
from saidso.understand.pronouns import stands_for
from saidso.understand.scene import Scene, is_pronoun


def resolve(text: str, sentences: Sequence[tuple[int, int]], attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with ``holder`` set where a pronoun, a short name or a description has one candidate.

    The holder is the fullest mention: "he" is not "Quill" but "Observatory head Mara Quill", so that all words for one
    voice lead to the same name.

    Args:
        sentences: (start, end) of the document's sentences, in order.
    """
    names = _names(Scene(text, sentences, attributions))
    return tuple(
        replace(a, holder=names.get(a.source)) if a.source is not None and a.holder is None else a for a in attributions
    )


def _names(scene: Scene) -> dict[Span, Span]:
    """Source -> fullest mention. Names first, then descriptions, then pronouns: each stands on what came before."""
    for rule in (fuller, described):
        for voice in scene.described:
            if voice.span not in scene.names and (found := rule(scene, voice)) is not None:
                scene.names[voice.span] = found
    for voice in filter(is_pronoun, scene.voices):
        if (found := stands_for(scene, voice)) is not None:
            scene.names[voice.span] = found
    nobody = {voice.span for voice in filter(is_pronoun, scene.voices)}
    return {span: full for span in scene.names if (full := scene.named(span)) != span and full not in nobody}
