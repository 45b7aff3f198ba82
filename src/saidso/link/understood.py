"""Whether a light reading is sure enough to count: the words around a voice are those of one who says what is told.

``cited`` reads voices by surface patterns and finds one in almost any sentence. Where it has misread, a part of a headline or of
the account itself stands as a voice of its own, or one who waves a report away as one who holds it; each would count as one more
origin. So a voice read so is identified only where its name is a name and it does not speak of what others say. Which way we err:
what is not understood counts for nothing in ``lo``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from saidso.link.cited import Cited

_BEFORE = re.compile(r"^.*(?:[)\]:|]\s+|\s[-–—]+\s)(?=\S)")
""" "BREAKING — Monitors", "North Wire) Dovan - The mayor": what a desk wrote before the name."""
_ABLE = re.compile(r"\s(?:was|were|is|are) able to$")
""" "The mission was able to establish"."""
_NOT_IN_A_NAME = re.compile(
    r"[;/“”\"]|\b(?:was|were|is|are|has|had|have|been|be|that|which|who|whom|while|when|after|before|said|says|told|reported"
    r"|answer|reports?|claims?|accounts?|stor(?:y|ies)|rumou?rs?|to|on|as|by|it|this|there|comments?|remarks?|according|demand(?:ed)?"
    r"|called?|saw|seen|found|asked|without|against|out|away)\b"
)
""" "was the answer of the government to", "in comments broadcast": no names."""
_MANY = re.compile(r"(?:[A-Z]?[a-z]+s|[Pp]eople)")
""" "Searchers had found": so many of a kind, with the capital of a sentence's first word."""
_TALK = (
    r"(?:report|claim|account|story|allegation|suggestion|rumou?r|idea|notion|assertion|version|charge|possibility|accusation)"
)
_OF_TALK = re.compile(
    rf"\b(?:of|on|about|to|against|away|over|as|for|in|with)\s+(?:(?:the|any|such|these|those|all)\s+(?:\w+\s+)?{_TALK}s?"
    rf"|(?:\w+\s+)?(?:{_TALK}s|stories|talk))\s+(?:that|whether|according)\b"
    rf"|\b(?:the|any|all|such)\s+(?:{_TALK}|talk)\s+that\b|\bwhether\b|\bno such\b|\bnothing (?:of|like)\b|\bnonsense\b"
    r"|\binvent(?:ed|ion)\b|\bmade up\b|\bproof\b|\bretract(?:ion|ed)?\b|\bcontrary\b|\bneither\b|\bnot (?:true|right|so)\b",
    re.IGNORECASE,
)
"""Speaking of what others say is no saying of one's own, and often against it."""


_OWN_PEOPLE = re.compile(r"(?:its|their)\s", re.IGNORECASE)


def plain(voice: Cited) -> Cited:
    """The voice under its name alone; "the Bay Post quoted its correspondent" is the Bay Post."""
    if voice.name is None:
        return voice
    if voice.relay is not None and _OWN_PEOPLE.match(voice.name):
        return replace(voice, name=voice.relay, relay=None, at_scene=False)
    return replace(voice, name=_ABLE.sub("", _BEFORE.sub("", voice.name)) or voice.name)


def understood(sentence: str, name: str) -> bool:
    """Whether ``name`` is a name and ``sentence`` lets its bearer say something rather than speak of what others said."""
    if _NOT_IN_A_NAME.search(name) or _MANY.fullmatch(name.strip()):
        return False
    return _OF_TALK.search(sentence) is None
