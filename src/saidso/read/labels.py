"""Labels at the front of a paragraph: thesis numbers, bullets, and the names of speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from saidso.read.dates import MONTHS

# "1." "2)" "(3)" "(a)" "iv." "•"; never "14." of "14. July", which is a date.
NUMBER = re.compile(
    r"(?P<label>\(?\d{1,3}[.)]|§\s?\d{1,3}\.?|\([a-z]\)|[a-z]\)|\(?[ivx]{1,5}[.)]|[A-H][.)]|[IVX]{1,5}\.|[•▪●◦‣·])\s+(?P<next>\S+)"
)
BULLET = re.compile(r"(?P<label>[-*–—])\s+(?P<next>\S+)")


class LabelKind(StrEnum):
    """What a turn's label says of its speaker."""

    ASKS = "asks"
    """A role that asks: Q, Question, Interviewer."""
    ANSWERS = "answers"
    """A role that answers, without a name: A, Answer."""
    NAME = "name"
    """A name or an office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A turn's label as written, without its colon: ``words`` is ``text[start:end]`` of its paragraph."""

    words: str
    start: int
    end: int
    kind: LabelKind


ASKING = "q|question|interviewer|reporter|journalist|moderator|host|presenter|correspondent"
ANSWERING = "a|answer|interviewee|response|reply"
_ROLE = re.compile(
    rf"(?P<label>(?P<asks>(?:{ASKING})(?:\s?\d{{1,2}})?)|(?:{ANSWERING})(?:\s?\d{{1,2}})?)\s*(?::|[.)](?=\s)|\s[-–—](?=\s))",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?P<label>[^\W\d_][^:\n.!?;,“”\"]{0,58}?)(?P<sign>:(?=\s|$)|\s[-–—](?=\s))")
_TITLE = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Col|Prof|Lt|Maj|Capt|Sgt)\.?\s+)", re.IGNORECASE)

# Labels of data and of notes, that no speaker answers to.
NOT_SPEAKERS = frozenset(
    "date place location time source sources note notes update updated photo photos video from to cc bcc subject tags tag "
    "contact email e-mail tel phone fax website web address killed injured wounded dead published posted filed category "
    "categories title author by headline summary background editor editing reporting translation via read watch listen more "
    "also related re ref reference status type weapon weapons actor actors target targets incident country region district "
    "province warning example important conclusion introduction http https breaking exclusive analysis opinion press- "
    "release topic keywords issued release".split()
)
# Small words that stand inside a name or an office.
_INNER = frozenset("of the and for de la al el bin ibn van von der den da di du dos le in at to".split())


def number_of(text: str) -> str | None:
    """The number or bullet a paragraph begins with, as written, or None.

    >>> number_of("2)  The council"), number_of("14. July was hot"), number_of("(a) that")
    ('2)', None, '(a)')
    """
    match = NUMBER.match(text)
    if match is None or (match["label"][0].isdigit() and match["next"].lower().strip(",.") in MONTHS):
        return None
    return match["label"]


def bullet_of(text: str) -> str | None:
    """The dash or star a paragraph begins with, or None; a bullet only where several follow each other."""
    match = BULLET.match(text)
    return match["label"] if match else None


def label_of(text: str) -> Label | None:
    """The speaker's label a paragraph begins with, or None: "Q:", "INTERVIEWER -", "Col. Jane Doe:", "SPOKESPERSON DOE:"."""
    role = _ROLE.match(text)
    if role and not (role["label"] == "A" and text[role.end() - 1] != ":"):
        kind = LabelKind.ASKS if role["asks"] else LabelKind.ANSWERS
        return Label(words=role["label"], start=0, end=len(role["label"]), kind=kind)
    title = _TITLE.match(text)
    start = title.end() if title else 0
    name = _NAME.match(text, start)
    if name is None:
        return None
    words = text[: name.end("label")].rstrip()
    return Label(words=words, start=0, end=len(words), kind=LabelKind.NAME) if _is_speaker(words, name["sign"]) else None


def _is_speaker(words: str, sign: str) -> bool:
    tokens = re.sub(r"\([^)]*\)", "", words).split()
    if not 1 <= len(tokens) <= 7 or tokens[0].lower().strip(".") in NOT_SPEAKERS:
        return False
    if any(token.endswith(("’s", "'s", "s’", "s'")) for token in tokens):
        # "The Front's Jane Doe: ..." is a headline.
        return False
    shouted = words.upper() == words
    named = all(token[0].isupper() or token.lower() in _INNER or token.startswith(("al-", "el-", "d'")) for token in tokens)
    # A dash is too common in running text to follow anything but a shouted label.
    return named and (shouted if sign != ":" else True) and any(sign.isalpha() for sign in words)


def begins_anew(line: str) -> bool:
    """Whether a line of a text with broken lines begins a paragraph by its label alone."""
    label = label_of(line)
    # A long dash at the start of a broken line is punctuation more often than a bullet.
    return number_of(line) is not None or line.startswith(("- ", "* ")) or (label is not None and _is_sure(label))


def _is_sure(label: Label) -> bool:
    return label.kind is not LabelKind.NAME or label.words.upper() == label.words
