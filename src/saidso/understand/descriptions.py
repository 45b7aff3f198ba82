"""Whom a description stands for: "the source", "the statement", "the governor", "the Britain-based monitor".

Each rule asks for one candidate and gives up where two remain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from saidso.nouns.span import Span
from saidso.understand.full_names import joins, same_name
from saidso.understand.scene import Scene, is_pronoun
from saidso.understand.voice_words import Kind, VoiceWords, holds, is_lesser, is_person_word

REACH = 3
"""Sentences that "the official" and its like reach back; a title or a name reaches through the whole document."""

_MONITORS = frozenset("monitor ngo watchdog monitoring".split())
_WATCHES = frozenset("observatory watch monitor".split())
"""What the names of bodies that watch a war are built on."""

_SAME_TRADE: dict[str, frozenset[str]] = {
    "agency": frozenset({"agency"}),
    "newspaper": frozenset("newspaper times post news daily herald tribune gazette journal".split()),
    "paper": frozenset("newspaper times post news daily herald tribune gazette journal".split()),
    "daily": frozenset("newspaper times post news daily herald tribune gazette journal".split()),
    "station": frozenset("radio television tv channel".split()),
    "radio": frozenset({"radio"}),
    "channel": frozenset("channel tv television".split()),
    "broadcaster": frozenset("channel tv television radio broadcaster".split()),
    "unit": frozenset("unit brigade battalion force division command".split()),
    "cop": frozenset("official officer inspector superintendent constable policeman".split()),
    "officer": frozenset("official superintendent inspector commissioner policeman colonel captain major".split()),
    "official": frozenset("official officer secretary spokesman spokeswoman director commissioner minister".split()),
    "leader": frozenset("leader secretary president chief head chairman".split()),
    "spokesperson": frozenset("spokesman spokeswoman".split()),
}
"""What else a voice may have been called before it is called this."""

_RANKS: dict[str, frozenset[str]] = {
    "sp": frozenset("superintendent police".split()),
    "asp": frozenset("additional superintendent police".split()),
    "ssp": frozenset("senior superintendent police".split()),
    "dsp": frozenset("deputy superintendent police".split()),
    "ig": frozenset("inspector general".split()),
    "dig": frozenset("deputy inspector general".split()),
    "sho": frozenset("station house officer".split()),
}
"""South Asian police ranks, as SATP shortens them."""

_PLAIN = frozenset("same senior top said local anonymous clandestine state-run official new military civil police".split())
"""Words of a description that do not tell its bearer from another of the same trade."""

_ISSUED = re.compile(
    r"\b(?:in|through|via|by|issued|released|sent|posted)\s+(?:a|an|another)\s+(?:[\w-]+\s+){0,2}?"
    r"(statement|communiqu[eé]|release|letter|email|message|report)\b",
    re.IGNORECASE,
)


def described(scene: Scene, voice: VoiceWords) -> Span | None:
    """The span that names whom a description stands for, where one remains."""
    if _MONITORS & set(voice.core) and voice.kind in (Kind.BODY, Kind.UNKNOWN, Kind.NAME):
        return _monitor(scene, voice)
    if voice.introduces or not (voice.definite or voice.head in _RANKS):
        return None
    if voice.kind is Kind.PAPER:
        return _paper(scene, voice)
    if voice.head in ("source", "sources"):
        return _source(scene, voice)
    if voice.kind is Kind.PERSON and not voice.name:
        return _office(scene, voice)
    return _trade(scene, voice)


def _monitor(scene: Scene, voice: VoiceWords) -> Span | None:
    """ "a monitoring group": the one watching body that the document names, before or after."""
    if not voice.core or voice.core[-1] not in ("monitor", "ngo", "watchdog", "group", "organisation", "organization", "body"):
        return None
    if any(word not in _MONITORS for word in voice.core[:-1]):
        return None
    bodies = [v for v in scene.described if v.kind is Kind.BODY and not joins(v)]
    named = [v for v in bodies if _watches(v.core) and len(v.every) > 2]
    if named:
        best = max(named, key=lambda v: len(v.every))
        return best.span if all(_watches(v.core) & _watches(best.core) for v in named) else None
    written = {tokens: span for tokens, span in reversed(scene.written) if _watches(tokens) and len(tokens) > 2}
    return next(iter(written.values())) if len(written) == 1 else None


def _watches(tokens: Iterable[str]) -> frozenset[str]:
    return _WATCHES & frozenset(tokens)


def _source(scene: Scene, voice: VoiceWords) -> Span | None:
    """ "the source": the last that was brought in, if no second one was near it; else the people who spoke last."""
    before = scene.before(voice)
    own = set(voice.core) - {voice.head} - _PLAIN
    found = [v for v in before if v.head == voice.head and own <= v.every and (v.introduces or voice.every < v.every)]
    if found:
        last = found[-1]
        near = [v for v in found if _near(scene, v, last, REACH)]
        return last.span if len({v.every for v in near}) == 1 else None
    people = [v for v in before if v.kind is Kind.PEOPLE and _near(scene, v, voice, 1)]
    return people[-1].span if voice.head == "sources" and len(people) == 1 and not own else None


def _paper(scene: Scene, voice: VoiceWords) -> Span | None:
    """ "the statement": the one that was brought in, else the one voice that spoke "in a statement"."""
    own = set(voice.core) - {voice.head} - _PLAIN - {"press"}
    found = [v for v in scene.before(voice) if v.head == voice.head and own <= v.every]
    found = [v for v in found if v.introduces or voice.every < v.every]
    if found:
        return found[-1].span if len({v.every for v in found}) == 1 else None
    issued = [m for m in _ISSUED.finditer(scene.text, 0, voice.span.start) if _plain(m.group(1).lower()) == _plain(voice.head)]
    issuers = {scene.named(at) if (at := _speaker_at(scene, m.start())) else None for m in issued}
    return issuers.pop() if len(issuers) == 1 else None


def _plain(word: str) -> str:
    return word.replace("é", "e")


def _speaker_at(scene: Scene, at: int) -> Span | None:
    """The one voice that speaks for itself in the sentence of ``at``."""
    number = scene.sentence_of(at)
    there = [v for v in scene.by_sentence.get(number, ()) if scene.within(v) is None]
    return there[0].span if len(there) == 1 else None


def _office(scene: Scene, voice: VoiceWords) -> Span | None:
    """ "the governor": the one person of that office; "the official": the one person of such a trade that spoke last."""
    others = [v for v in scene.described if v.kind is Kind.PERSON and v.span != voice.span and v.every != voice.every]
    own = set(voice.core) - {voice.head} - _PLAIN
    rank = _RANKS.get(voice.head, frozenset({voice.head}))
    fit = [v for v in others if own <= v.every and (holds(v, voice.head, own) or _has_rank(v, rank))]
    fit = [v for v in fit if v.name or voice.every < v.every]
    earlier = [v for v in fit if v.span.end <= voice.span.start]
    if fit:
        found = _one_voice(scene, earlier or fit)
        return None if found is None or _other_of_office(scene, voice, found) else found
    trade = _SAME_TRADE.get(voice.head, frozenset())
    spoken = scene.before(voice) if own else [v for v in scene.lately(voice, REACH) if not is_pronoun(v)]
    before = [f for v in spoken if (f := scene.full(v)).kind is Kind.PERSON and f.span != voice.span]
    if own:
        told = [v for v in before if own <= v.every and any(holds(v, office) for office in trade)]
        return _one_voice(scene, told)
    near = [v for v in before if _near(scene, v, voice) and not v.definite]
    if near and all(any(holds(v, office) for office in trade) for v in near):
        return _one_voice(scene, near)
    return _in_running_text(scene, voice) if not near else None


def _has_rank(voice: VoiceWords, rank: frozenset[str]) -> bool:
    """Whether a rank is written out: "the SP" is a superintendent of police, and no deputy superintendent."""
    return len(rank) > 1 and rank <= voice.every and not is_lesser(voice.every, rank)


def _other_of_office(scene: Scene, voice: VoiceWords, found: Span) -> bool:
    """Whether the text names another who holds the office: "Governor Quill" beside "Governor Orlan"."""
    if scene.one_case:
        return False
    names = {name[-1] for name, _ in _holders_of_office(scene, voice)}
    return bool(names - set(scene.tokens(found)))


def _in_running_text(scene: Scene, voice: VoiceWords) -> Span | None:
    """The one "Governor Mara Quill" of the text."""
    if len(voice.core) > 1:
        return None
    found = _holders_of_office(scene, voice)
    longest = max((name for name, _ in found), key=len, default=())
    if not found or not all(same_name(name, longest) for name, _ in found):
        return None
    return next(span for name, span in found if name == longest)


def _holders_of_office(scene: Scene, voice: VoiceWords) -> list[tuple[tuple[str, ...], Span]]:
    """Names that stand right after the office's word in the text, with the word."""
    found = []
    for tokens, span in scene.written:
        if voice.head in tokens[:-1] and not is_lesser(tokens[: tokens.index(voice.head)]):
            name = tokens[tokens.index(voice.head) + 1 :]
            if not any(map(is_person_word, name)) and len(name) <= 4 and not {"of", "for", "and", "the"} & set(name):
                found.append((name, span))
    return found


def _trade(scene: Scene, voice: VoiceWords) -> Span | None:
    """ "the agency", "the radio station", "the commando unit": the one named body of that trade that spoke before."""
    trade = _SAME_TRADE.get(voice.head)
    if trade is None or voice.kind is not Kind.BODY:
        return None
    own = set(voice.core) - {voice.head} - _PLAIN - trade
    before = [v for v in scene.before(voice) if (v.kind in (Kind.BODY, Kind.NAME) and not v.definite) or v.name]
    found = [v for v in before if trade & v.every and own <= v.every and v.every != voice.every]
    return _one_voice(scene, found) if found else None


def _near(scene: Scene, other: VoiceWords, voice: VoiceWords, reach: int = REACH) -> bool:
    return scene.sentence_of(voice.span.start) - scene.sentence_of(other.span.start) <= reach


def _one_voice(scene: Scene, found: Sequence[VoiceWords]) -> Span | None:
    """The fullest mention of the one voice that all candidates are, else None."""
    best = max(found, key=lambda v: (len(v.name), len(v.every)), default=None)
    return best.span if best is not None and all(_same(scene, v, best) for v in found) else None


def _same(scene: Scene, one: VoiceWords, best: VoiceWords) -> bool:
    """Whether a mention is the voice of ``best``: its words are among those, its name is, or it was resolved to it."""
    if one.every <= best.every or scene.named(one.span) == best.span:
        return True
    if one.name:
        return same_name(one.name, best.name)
    return bool(best.name) and one.definite and one.head in best.every  # "the governor of Orra", "Governor Quill"
