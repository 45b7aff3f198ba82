"""From a short form to the fuller name that the document gives: "Quill" -> "Observatory head Mara Quill".

Only a fuller name explains a shorter one: "the ministry" is "the defence ministry", never the other way round; and only
one that is alone: of two Quills neither is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from saidso.nouns.span import Span
from saidso.understand.scene import Scene
from saidso.understand.voice_words import Kind, VoiceWords, gender, is_body_word, is_person_word
from saidso.values.actor_words import HEAD_KINDS

# Bare plurals speak of people in general: "sources" are not "the police sources" of another sentence. The police is one body.
_ONE_BODY = frozenset({"police"})
# "The media" are nobody in particular even when "the local media" spoke before; which monitor it is, descriptions.py finds out.
_NO_ONE_BODY = frozenset("media press opposition monitor ngo watchdog".split())
# Of each of these a text may have several, told apart by a name before or "of" after it.
_SHARED = frozenset("army government police ministry forces regime military authorities president minister court state".split())
_SMALL = frozenset("the of for and to in de del la al".split())
_PLACED = re.compile(r"\b(?:in|at|on|near|from)\s+$", re.IGNORECASE)
_OPENERS = frozenset(
    "but and also while when as since after before the a an monday tuesday wednesday thursday friday saturday sunday for so "
    "north south east west northern southern eastern western central meanwhile however yet later then earlier if although".split()
)
_VAGUE = frozenset("group organisation organization movement outfit unit force committee council".split())
_GENERIC = frozenset(
    "agency news newspaper channel network radio tv television group movement organisation organization monitor monitoring "
    "outlet media website party militia front".split()
)
"""Words that say of a named body what it is: "SANA news agency" is SANA, "the Column's press club" is not the Column."""
_LONGEST = 8
"""Words of a name that an acronym stands for, small ones included."""


def fuller(scene: Scene, voice: VoiceWords) -> Span | None:
    """The one fuller mention of a voice that is named or described in short, or None."""
    if voice.introduces or voice.head in _NO_ONE_BODY:
        return None
    return _person(scene, voice) or _spelled_out(scene, voice) or _longer(scene, voice) or _written_large(scene, voice)


def same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one name is the other's end: "quill" and "mara quill"; or its last but one word, in names of three and more."""
    short, long = sorted((tuple(one), tuple(other)), key=len)
    if not short:
        return False
    # The father's name stands before the mother's: "Larios" is "Humberto Larios Vega".
    return long[-len(short) :] == short or (len(long) > 2 and len(short) == 1 and long[-2] == short[0])


def _person(scene: Scene, voice: VoiceWords) -> Span | None:
    """ "Quill", "Mr Quill", "Minister Quill": the source that has more of the name, else the name in the running text."""
    if not voice.name or voice.kind not in (Kind.PERSON, Kind.NAME):
        return None
    if _bears_it_elsewhere(scene, voice):
        return None
    others = [v for v in scene.described if v.span != voice.span and not joins(v)]
    found = [v for v in others if same_name(voice.name, v.name) and not _he_and_she(voice.every, v.every)]
    longer = [v for v in found if len(v.name) > len(voice.name)]
    if longer:
        best = max(longer, key=lambda v: len(v.name))
        alone = all(same_name(v.name, best.name) for v in longer)
        return _fullest([v for v in longer if v.name == best.name]) if alone else None
    written = _in_text(scene, voice)
    if written is not None or _rivals(scene, voice):
        return written
    titled = [v for v in found if v.name == voice.name and voice.every < v.every]
    return _fullest(titled) if titled else None


def _he_and_she(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether one is told to be a man and the other a woman: "Mrs Quill" is not "Mr Ilan Quill"."""
    return {gender(frozenset(one)), gender(frozenset(other))} == {"he", "she"}


def _bears_it_elsewhere(scene: Scene, voice: VoiceWords) -> bool:
    """Whether a single name also begins somebody's: "Hassan" may be Hassan Orlan as well as Ali Hassan Dorrek."""
    if len(voice.name) > 1:
        return False
    runs = (tokens for tokens, _ in scene.holding.get(voice.name[0], ()) if len(tokens) == 2)
    names = chain((v.name for v in scene.described), runs)
    longer = (name for name in names if len(name) > 1 and len(name[-1]) > 1)  # "Quill S" is Quill
    return any(name[0] == voice.name[0] and name[-1] not in HEAD_KINDS for name in longer)


def _in_text(scene: Scene, voice: VoiceWords) -> Span | None:
    """The one longer name that ends as this one does, outside the sources."""
    if len(voice.name) > 2 or voice.words.isupper():
        return None
    runs = _longer_runs(scene, voice)
    names = {name for name, _ in runs}
    longest = max(names, key=len, default=())
    if not names or not all(same_name(name, longest) for name in names):
        return None
    return next(span for name, span in runs if name == longest)


def _rivals(scene: Scene, voice: VoiceWords) -> bool:
    return len({name for name, _ in _longer_runs(scene, voice)}) > 1


def _longer_runs(scene: Scene, voice: VoiceWords) -> list[tuple[tuple[str, ...], Span]]:
    """Names in the text that end in this one and have more before it. Texts without commas run places into names:
    "in Orra Quill said" is no Orra Quill, so nothing counts that follows a preposition or that also stands alone."""
    found = []
    for tokens, span in scene.holding.get(voice.name[-1], ()):
        at = max((n + 1 for n, w in enumerate(tokens) if is_person_word(w)), default=0)
        name = tokens[at:]
        alone = len(name) > 1 and scene.singles[name[0]] > scene.pairs[name[0], name[1]]
        placed = at == 0 and (alone or _PLACED.search(scene.text[max(0, span.start - 12) : span.start]))
        longer = same_name(name, voice.name) and 0 < len(name) - len(voice.name) <= 2
        if _he_and_she(voice.every, tokens):
            continue
        if longer and not placed and name[0] not in _OPENERS and not (_SMALL | _GENERIC) & set(name):
            found.append((name, span))
    return found


def joins(voice: VoiceWords) -> bool:
    """Whether two share the phrase: "President Orlan and Mara Quill"."""
    return re.search(r"\band\b", voice.words, re.IGNORECASE) is not None


def _spelled_out(scene: Scene, voice: VoiceWords) -> Span | None:
    """An acronym: "the FLN" is what stands before "(FLN)", or the one name with these initials."""
    letters = voice.core[-1] if len(voice.core) == 1 else ""
    written = voice.words.split()[-1] if voice.words.split() else ""
    if not 2 <= len(letters) <= 6 or not written.isupper() or not letters.isalpha() or is_person_word(letters):
        return None
    if re.search(rf"[(\[]{re.escape(letters)}[)\]]", voice.words, re.IGNORECASE):
        return None
    bracketed = re.search(rf"[(\[](?:the )?{re.escape(written)}[)\]]", scene.text)
    if bracketed is not None:
        return _before_bracket(scene.text, bracketed.start(), letters)
    spelled = {tokens: span for tokens, span in reversed(scene.written) if _initials(tokens) == letters}
    tokens, span = next(iter(spelled.items()), ((), None))
    if span is None or len(spelled) > 1 or any(map(is_person_word, tokens)):
        return None
    # "Ursula Norden" is no UN: a body says what it is, or has an article or a small word that no person has.
    bodily = any(word in HEAD_KINDS or is_body_word(word) or word in _SMALL for word in tokens)
    return span if bodily or re.search(r"\bthe\s+$", scene.text[: span.start][-6:], re.IGNORECASE) else None


def _initials(tokens: Sequence[str]) -> str:
    return "".join(t[0] for t in tokens if t not in _SMALL)


def _before_bracket(text: str, at: int, letters: str) -> Span | None:
    """The words before a bracket: as many as spell its letters, else back to the article or the comma."""
    words = list(re.finditer(r"[\w'’.-]+", text[max(0, at - 120) : at]))
    offset = max(0, at - 120)
    for length in range(2, min(len(words), _LONGEST) + 1):
        part = [m.group() for m in words[-length:]]
        if _initials([w.lower() for w in part]) == letters and part[0].lower() not in _SMALL:
            return Span(offset + words[-length].start(), offset + words[-1].end())
    back = re.search(r"(?:\b(?:[Tt]he|THE|so-called|SO-CALLED)\s+|[,.;:]\s+)([^,.;:]{6,80}?)\s*$", text[offset:at])
    if back is None or len(back.group(1).split()) > _LONGEST:
        return None
    return Span(offset + back.start(1), offset + back.end(1))


def _longer(scene: Scene, voice: VoiceWords) -> Span | None:
    """ "the ministry", "police": the one source with the same head and more words."""
    bare_plural = voice.kind is Kind.PEOPLE and not voice.definite and voice.head not in _ONE_BODY
    if bare_plural or voice.kind in (Kind.PERSON, Kind.PAPER, Kind.UNKNOWN) or not voice.core:
        return None
    found = [v for v in scene.described if v.span != voice.span and _explains(v, voice)]
    vague = voice.core == (voice.head,) and voice.head in _VAGUE
    if not found or _clash(scene, voice, found) or (vague and not _last(scene, voice, found)):
        return None
    best = max(found, key=lambda v: len(v.every))
    return _fullest([v for v in found if v.every == best.every]) if all(v.every <= best.every for v in found) else None


def _explains(longer: VoiceWords, voice: VoiceWords) -> bool:
    if not voice.every < longer.every or voice.head not in longer.core or joins(longer):
        return False
    if voice.kind is Kind.PEOPLE or longer.kind is Kind.PEOPLE:
        same = longer.head == voice.head and longer.kind is voice.kind
        return same and (longer.span.start < voice.span.start or voice.head in _ONE_BODY)
    after = longer.core[longer.core.index(voice.head) + 1 :]
    return (
        {longer.kind, voice.kind} <= {Kind.BODY, Kind.NAME}
        and all(word in _GENERIC for word in after)
        and not (after and is_body_word(voice.head))  # the Lantern Party newspaper is not the party
        and (voice.definite or not longer.introduces)
    )


def _last(scene: Scene, voice: VoiceWords, found: Sequence[VoiceWords]) -> bool:
    """Whether one of these is the body that spoke last: "the group" is no group of long ago."""
    bodies = [v for v in scene.before(voice) if v.kind in (Kind.BODY, Kind.NAME) and v.every != voice.every]
    return bool(bodies) and bodies[-1] in found


def _clash(scene: Scene, voice: VoiceWords, found: Sequence[VoiceWords]) -> bool:
    """Whether the text speaks of another army, another government: "the Orran army" beside "the Belkhar army"."""
    if voice.head not in _SHARED or len(voice.core) > 1:
        return False
    known = frozenset().union(*(v.every for v in found)) | _SMALL
    around = re.findall(rf"\b([A-Z][\w-]+(?:['’]s)?) {voice.head}\b", scene.text, re.IGNORECASE if not scene.one_case else 0)
    others = {w.lower() for w in around if w[:1].isupper()} - {"the", "a", "an"}
    return not scene.one_case and bool({re.sub(r"['’]s$", "", w) for w in others} - known)


def _written_large(scene: Scene, voice: VoiceWords) -> Span | None:
    """ "the Observatory", "police": the one name of the running text that holds the word, where no source has it."""
    last = voice.words.split()[-1] if voice.words.split() else ""
    capital = last[:1].isupper() and not last.isupper()
    own = capital and voice.definite and voice.kind in (Kind.BODY, Kind.NAME) and len(voice.core) == 1
    if not (own or voice.core == ("police",)):
        return None
    found: dict[tuple[str, ...], Span] = {}
    for tokens, span in scene.written:
        holds = voice.head in tokens if own else tokens[-1] == voice.head
        if holds and set(tokens) > set(voice.core) and not span.overlaps(voice.span):
            found.setdefault(tokens, span)
    return next(iter(found.values())) if len(found) == 1 and not any(map(is_person_word, next(iter(found)))) else None


def _fullest(same: Sequence[VoiceWords]) -> Span:
    """Of equal mentions the one with most words, the first of those."""
    return max(same, key=lambda v: (len(v.every), -v.span.start)).span
