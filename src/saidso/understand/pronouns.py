"""Whom "he", "it", "they" or "I" stand for among the voices that spoke last.

Reports go on with the voice they have: "Quill said ... The raid failed, he added." The nearest fitting voice is taken, and
only where no second one spoke shortly before: after "the council said" and "the ministry said", "it" is neither. People who
only stand inside somebody's words are no candidates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from saidso.nouns.span import Span
from saidso.understand.scene import Scene, is_pronoun
from saidso.understand.voice_words import Kind, VoiceWords, gender, is_body_word, is_person_word, words_of
from saidso.values.actor_words import HEAD_KINDS

REACH = 4
"""Sentences that a pronoun reaches back to the last mention of its voice, a resolved pronoun included."""

RIVALS = 3
"""Sentences in which a second fitting voice leaves the pronoun open. On the training cases a shorter memory names no more
of them, and over all training documents only 28 more of 500."""

_FITS = {
    "he": (Kind.PERSON,),
    "she": (Kind.PERSON,),
    "it": (Kind.BODY, Kind.PAPER),
    "they": (Kind.PEOPLE,),
    "i": (Kind.PERSON,),
    "we": (Kind.PERSON, Kind.BODY, Kind.PEOPLE),
}
_TO_SOMEBODY = re.compile(r"\b(?:told|asked|urged|warned|informed|accused|assured|reminded|blamed)\b", re.IGNORECASE)
"""Somebody stands between these and "he"; without capitals no name tells it."""
# A bare name may be a person's or a body's: it may answer where nothing else competes.
_MAY_BE_NAMES = frozenset({"he", "she", "it", "i"})


def stands_for(scene: Scene, pronoun: VoiceWords) -> Span | None:
    """The mention that the pronoun takes up, or None where two remain.

    "She said so, reports the Courier": the paper that comes after its own report is not whom the report speaks of.
    """
    word = pronoun.words.strip().lower()
    if word in ("i", "we"):
        return _speaker(scene, pronoun)
    around = scene.within(pronoun)
    if around is not None and (around.span.start < pronoun.span.start or around.kind is Kind.PERSON):
        return around.span if _fits(scene, around, word) and _goes_on(scene, around, pronoun) else None
    if _names_between(scene, pronoun):
        return None
    return _last_voice(scene, pronoun, word)


def _last_voice(scene: Scene, pronoun: VoiceWords, word: str) -> Span | None:
    here = scene.sentence_of(pronoun.span.start)
    earlier = [v for v in scene.lately(pronoun, REACH) if scene.within(v) is None]
    away = {v.span: here - scene.sentence_of(v.span.start) for v in earlier}
    if len({scene.named(v.span) for v in earlier if away[v.span] <= RIVALS and _fits(scene, v, word)}) > 1:
        return None
    for distance in range(REACH + 1):
        there = [v for v in earlier if away[v.span] == distance]
        fitting = [v for v in there if _fits(scene, v, word)]
        if fitting:
            rival = _by(scene, fitting[-1]) or (word in ("he", "she") and _another_since(scene, fitting[-1], pronoun))
            return None if rival else _one(scene, fitting)
        if any(is_pronoun(v) and v.words.lower() == word for v in there):
            return None  # somebody we could not name speaks between
    return None


def _one(scene: Scene, fitting: Sequence[VoiceWords]) -> Span | None:
    return fitting[-1].span if len({scene.named(v.span) for v in fitting}) == 1 else None


def _by(scene: Scene, voice: VoiceWords) -> bool:
    """Whether a voice is only an agent: after "were denied by officials", "they" need not be the officials."""
    return re.search(r"\bby\s+$", scene.text[max(0, voice.span.start - 6) : voice.span.start], re.IGNORECASE) is not None


def _fits(scene: Scene, voice: VoiceWords, word: str) -> bool:
    """Whether a pronoun can stand for a voice, as far as its words and those of its full name tell."""
    full = scene.full(voice)
    if is_pronoun(voice):
        return voice.words.strip().lower() == word and voice.span in scene.names
    told = gender(voice.every | full.every)
    if word in ("he", "she") and told not in (None, word):
        return False
    kinds = {voice.kind, full.kind}
    if kinds & set(_FITS[word]):
        return True
    return word in _MAY_BE_NAMES and kinds == {Kind.NAME} and _could_be(full, word)


def _could_be(name: VoiceWords, word: str) -> bool:
    """Whether a bare name has the shape: people have two or three words and no article, bodies an article."""
    if word == "it":
        return name.definite
    return 2 <= len(name.core) <= 3 and not name.definite and name.words.split()[0].lower() not in ("el", "la", "los", "le")


def _names_between(scene: Scene, pronoun: VoiceWords) -> bool:
    """Whether the pronoun's own sentence names somebody before it who is no voice: "Quill met Orlan, whom he accused"."""
    contents = [span for one in scene.spoken_by(pronoun) for span in one.content]
    if any(span.start < pronoun.span.start for span in contents):
        return False  # "..., he said": what stands before is what was said
    start = scene.sentence_start(pronoun.span.start)
    spoken = [v.span for v in (*scene.lately(pronoun, 0), pronoun)]
    between = (span for _, span in scene.written_between(start, pronoun.span.start))
    return any(not any(span.overlaps(v) for v in spoken) for span in between)


def _another_since(scene: Scene, voice: VoiceWords, pronoun: VoiceWords) -> bool:
    """Whether a sentence between begins with somebody else's name: "Quill said ... Adem Harrow was arrested. He ..."."""
    own = set(scene.tokens(scene.named(voice.span)))
    here = scene.sentence_start(pronoun.span.start)
    for tokens, span in scene.written_between(voice.span.end, here):
        begins = scene.sentence_start(span.start) == span.start
        person = len(tokens) in (2, 3) and tokens[-1] not in HEAD_KINDS and not any(map(is_body_word, tokens))
        if begins and person and not own & set(tokens):
            return True
    return False


def _goes_on(scene: Scene, around: VoiceWords, pronoun: VoiceWords) -> bool:
    """Whether the pronoun is the subject right after the speaker: "Quill said that he feared"."""
    between = scene.text[around.span.end : pronoun.span.start]
    if any(map(is_person_word, words_of(between))) or (scene.one_case and _TO_SOMEBODY.search(between)):
        return False  # "Quill told the minister that he was wrong"
    return len(between.split()) <= 8 and not re.search(r"[A-Z][a-z]+|[\"“”.;]", between)


def _speaker(scene: Scene, pronoun: VoiceWords) -> Span | None:
    """Whose "I" and "we" it is: whoever is quoted with it, or whom a colon hands over to: "Minister Quill said: I condemn"."""
    around = scene.within(pronoun)
    if around is not None:
        return None if is_pronoun(around) and around.span not in scene.names else around.span
    before = [v for v in scene.voices if v.span.end <= pronoun.span.start]
    if not before:
        return None
    last = before[-1]
    between = scene.text[last.span.end : pronoun.span.start]
    handed = re.fullmatch(r"[^.!?\n]{1,40}:\s*[\"“]?\s*", between)
    return last.span if handed and not is_pronoun(last) else None
