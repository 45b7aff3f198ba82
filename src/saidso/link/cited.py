"""Who is cited in a short text, by surface patterns: a light reader for passages that come without annotations.

It serves ``predict_origins`` and wherever a passage has not been read by the model. It knows "X said", "according to X",
", said X", "X told Y", "X put the toll at", and a reporter of the outlet at the scene; it does not resolve pronouns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from saidso.link.names import is_named, same_name

_SAY = (
    "said|says|say|told|reported|reports|announced|stated|claimed|added|wrote|tweeted|declared|confirmed|estimated|counted|"
    "registered|recorded|documented|verified|listed|admitted|acknowledged|insisted|alleged|accused|blamed|revealed|put|raised|"
    "lowered|revised|warned|feared|recalled|testified|explained|noted|maintained|speaks|spoke|denied|denies|rejected|disputed|"
    "dismissed|doubted|recovered|treated|observed|visited|found|concluded|described|condemned|took responsibility|published|"
    "gave|named|held|posted|quoted|cited|tallied|established"
)
_DENY = re.compile(
    r"\b(?:denied|denies|deny|denying|rejected|rejects|disputed|dismissed|refuted|ruled out|"
    r"(?:could|can) ?not (?:\w+ )?(?:verify|confirm)|doubted|doubts|cast doubt|unclear whether)\b",
    re.IGNORECASE,
)
"""Words of one who does not hold what is told: a denier or a doubter asserts nothing."""
_FORWARD = re.compile(rf"\b(?:{_SAY})\b|\bclaimed responsibility\b|\bhave (?:confirmed|reported|said)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\b(?:according to|as reported by|citing|quoting|reported by|cited by)\s+([^,.;]+)", re.IGNORECASE)
_INVERTED = re.compile(r",[\"'”’]?\s*(?:said|says|reported|announced|wrote|added|told)\s+((?:the|a|an|[A-Z])[^,.;]*)")
_RELATIVE = re.compile(r",\s*(?:who|which|whose|where)\b[^,]*,")
_SCENE = re.compile(
    r"\b(?:our|this (?:newspaper|channel|agency)'s)\s+(?:own\s+)?(?:\w+\s+)?"
    r"(?:correspondents?|reporters?|journalists?|team|crew|staff|photographers?)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:our (?:fighters|forces|units|troops|heroes|brave|men|air force|navy|army|soldiers|security)|we)\b", re.IGNORECASE
)
_REPORTER = r"\s+(?:reporters?|journalists?|correspondents?|photographers?|crews?|staff|team)\b"
_QUOTED = re.compile(r"[\"“”][^\"“”]*[\"“”]|(?<![\w])['‘][^'’]*(?:[,.!?])['’]")
_LEAD = re.compile(
    r"^(?:.*\b(?:that|but|and|while|although|because|as|when|after|before|in a (?:statement|report)[^,]*)\s+)", re.IGNORECASE
)
_AUXILIARY = re.compile(r"\b(?:has|have|had|also|now|later|then|could not|did not|on \w+day|in a statement)\s*$", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:who|which|in a statement|on (?:condition|[A-Z]\w+day)|late|early|that)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The voice that a short text gives for its account.

    ``name`` is None where nobody is quoted (the publisher speaks); ``at_scene`` says that the publisher's own people
    saw it or that the publisher speaks for itself ("our fighters"). ``denies`` is True for a denier or doubter.
    """

    name: str | None
    at_scene: bool = False
    denies: bool = False


def cited_in(text: str, publisher: str) -> Cited:
    """The innermost voice of ``text``: its last attributed sentence decides, for an introduction comes before the account.

    Args:
        text: one or a few sentences.
        publisher: the outlet's name; its own reporters are the outlet itself.
    """
    sentences = [part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z\"'“])", text.strip()) if part]
    found = [voice for sentence in sentences if (voice := _in_sentence(sentence, publisher)) is not None]
    if found:
        return found[-1]
    return Cited(name=None, at_scene=bool(_SCENE.search(text) or _FIRST_PERSON.search(_QUOTED.sub(" ", text))))


def _in_sentence(sentence: str, publisher: str) -> Cited | None:
    plain = _RELATIVE.sub(" ", _QUOTED.sub(" ,", sentence))
    denies = bool(_DENY.search(plain))
    own = re.search(re.escape(publisher) + _REPORTER, plain, re.IGNORECASE) or _SCENE.search(plain)
    if own:
        return Cited(name=None, at_scene=True, denies=denies)
    name = _name_in(plain)
    if name is not None and same_name(name, publisher):
        return Cited(name=None, at_scene=True, denies=denies)  # a body that speaks of itself
    return Cited(name=name, denies=denies) if name is not None or denies else None


def _name_in(sentence: str) -> str | None:
    """The words that name the source of one sentence, or None."""
    for pattern in (_ACCORDING, _INVERTED):
        match = pattern.search(sentence)
        if match:
            return _trim(match.group(1))
    for verb in _FORWARD.finditer(sentence):
        name = _trim(_before(sentence[: verb.start()]))
        if _is_voice(name):
            return name
    return None


def _before(front: str) -> str:
    """The noun phrase that ends where the verb begins: from the last comma, else from the sentence's start."""
    front = _AUXILIARY.sub("", front.rstrip())
    return _LEAD.sub("", front.rstrip().rstrip(",").rsplit(",", 1)[-1])


def _trim(words: str) -> str:
    return _TAIL.split(words.strip(" '\"“”‘’()"))[0].strip()


_NO_VOICE = re.compile(r"^(?:no|nobody|none|it|he|she|they|this|there|i|we|nine|\d+)\b", re.IGNORECASE)


def _is_voice(name: str) -> bool:
    """Whether the words before a verb can be a speaker: not a pronoun, not a clause, not "no group"."""
    return bool(name) and len(name.split()) <= 9 and not _NO_VOICE.match(name)


def speaks_for_itself(passage: str) -> bool:
    """Whether the publisher's own words show own access: its people at the scene, or "our fighters"."""
    return bool(_SCENE.search(passage) or _FIRST_PERSON.search(_QUOTED.sub(" ", passage)))


def identifies(cited: Cited) -> bool:
    """Whether the voice can be told from others."""
    return is_named(cited.name) if cited.name is not None else cited.at_scene
