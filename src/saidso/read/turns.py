"""Turns of interviews and briefings whose speakers are labelled: "Q:", "INTERVIEWER -", "SPOKESPERSON DOE:"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from saidso.nouns.document import Block, Known, Provenance, Turn
from saidso.nouns.span import Span
from saidso.read.draft import Part
from saidso.read.interview import AFTERWORD, interviewee_of, settle_turns, unlabelled_turns
from saidso.read.labels import Label, LabelKind, label_of

Parts = tuple[Part, ...]

FEWEST = 3
"""Labelled paragraphs under which a text is no interview: "Note: ..." stands once or twice in many reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """A labelled paragraph: its place among the parts, its label, and the speaker it stands for."""

    place: int
    label: Label
    key: str


def find_turns(parts: Parts) -> tuple[Parts, tuple[Turn, ...]]:
    """The turns of a document and its paragraphs with "question" and "answer" settled; no turns where it has none.

    Labelled speakers are looked for first, then questions and answers without labels.
    """
    openings = _openings(parts)
    if not openings:
        return unlabelled_turns(parts)
    asking = _asking(parts, openings)
    named = interviewee_of(parts[: openings[0].place])
    turns: list[Turn] = []
    blocks: dict[int, Block] = {}
    for number, opening in enumerate(openings):
        last = number + 1 == len(openings)
        end = _end(parts, opening.place, len(parts) if last else openings[number + 1].place, last=last)
        asks = opening.key in asking
        speaker = _speaker(parts[opening.place], opening.label, openings, parts, named if not asks else Known())
        span = Span(parts[opening.place].span.start, parts[end - 1].span.end)
        turns.append(Turn(index=number + 1, span=span, asks=asks, speaker=speaker))
        blocks |= dict.fromkeys(range(opening.place, end), Block.QUESTION if asks else Block.ANSWER)
    return settle_turns(parts, blocks), tuple(turns)


def _openings(parts: Parts) -> list[_Opening]:
    """The labelled paragraphs of a dialogue, or none if the labels do not alternate as speakers' do."""
    outside = (Block.BOILERPLATE, Block.EMBEDDED)
    labels = [(place, label_of(part.text)) for place, part in enumerate(parts) if part.block not in outside]
    found = _keyed([(place, label) for place, label in labels if label is not None])
    counts = Counter(opening.key for opening in found)
    first_role = next((one.place for one in found if one.label.kind is LabelKind.ASKS), len(parts))

    def speaks(one: _Opening) -> bool:
        # A label that stands once is a speaker's only behind a role that asks, or in capitals: "Killed: 5" is data.
        behind = one.place >= first_role and parts[one.place].block is not Block.HEADING
        return counts[one.key] >= 2 or behind or _is_role_or_shouted(one.label)

    keep = [one for one in found if speaks(one)]
    speakers = {one.key for one in keep}
    again = sum(1 for speaker in speakers if counts[speaker] >= 2)
    asks = first_role < len(parts)
    alternates = asks or again >= 2 or (again == 1 and all(_is_role_or_shouted(one.label) for one in keep))
    return keep if len(keep) >= FEWEST and len(speakers) >= 2 and alternates and _speaks(parts, keep) else []


def _keyed(labels: list[tuple[int, Label]]) -> list[_Opening]:
    """Labels with the speaker they stand for: "Doe" and "JD" are "Jane Doe" where no other label could be meant."""
    names = {label.words for _, label in labels if label.kind is LabelKind.NAME}
    openings = []
    for place, label in labels:
        longer = {full for full in names if label.kind is LabelKind.NAME and _is_longer(full, label.words)}
        key = _key(label) if len(longer) != 1 else longer.pop().casefold()
        openings.append(_Opening(place=place, label=label, key=key))
    return openings


def _is_role_or_shouted(label: Label) -> bool:
    return label.kind is not LabelKind.NAME or _shouted(label)


def _shouted(label: Label) -> bool:
    return len(label.words) > 2 and label.words.upper() == label.words


def _speaks(parts: Parts, openings: list[_Opening]) -> bool:
    """Whether the labels stand before speech: on the whole more than five words each."""
    words = [parts[one.place].words - len(one.label.words.split()) for one in openings]
    return sum(words) >= 5 * len(words)


def _key(label: Label) -> str:
    """One speaker, however numbered or titled: "Q1" and "Q2" are one."""
    words = re.sub(r"\s?\d+$", "", label.words) if label.kind is not LabelKind.NAME else re.sub(r"\([^)]*\)", "", label.words)
    return {"question": "q", "answer": "a"}.get(words.strip().casefold(), words.strip().casefold())


def _asking(parts: Parts, openings: list[_Opening]) -> set[str]:
    """The speakers who ask: roles that ask, else the one name whose turns mostly end in a question while another's do not."""
    roles = {one.key for one in openings if one.label.kind is LabelKind.ASKS}
    if roles:
        return roles
    shares: dict[str, list[bool]] = {}
    for one in openings:
        shares.setdefault(one.key, []).append(parts[one.place].text.rstrip('”"’) ').endswith("?"))
    asked = {key: sum(marks) / len(marks) for key, marks in shares.items()}
    top = max(asked, key=lambda key: asked[key])
    return {top} if asked[top] >= 0.5 and min(asked.values()) < asked[top] else set()


def _end(parts: Parts, start: int, stop: int, *, last: bool) -> int:
    """One behind the last paragraph of a turn; notes and boilerplate at its end are outside, the last turn's afterword too."""
    if last:
        stop = next((place for place in range(start + 1, stop) if AFTERWORD.match(parts[place].text)), stop)
    while stop > start + 1 and parts[stop - 1].block in (Block.BOILERPLATE, Block.HEADING):
        stop -= 1
    return stop


def _speaker(part: Part, label: Label, openings: list[_Opening], parts: Parts, named: Known[str]) -> Known[str]:
    """Who speaks: the label's name, made full where a longer label or initials allow one reading; a role has no name."""
    if label.kind is not LabelKind.NAME:
        return named
    others = [one for one in openings if one.label.kind is LabelKind.NAME and _is_longer(one.label.words, label.words)]
    if len({one.label.words for one in others}) == 1:
        return Known(value=others[0].label.words, how=Provenance.STATED, span=parts[others[0].place].at(0, others[0].label.end))
    if named.value is not None and _is_longer(named.value, label.words):
        return named
    return Known(value=label.words, how=Provenance.STATED, span=part.at(label.start, label.end))


def _is_longer(full: str, short: str) -> bool:
    """Whether ``short`` abbreviates ``full``: its last word ("Doe" of "Jane Doe") or its initials ("JD")."""
    words = full.split()
    if len(words) < 2 or full.casefold() == short.casefold():
        return False
    initials = "".join(word[0] for word in words).casefold()
    return short.casefold() == words[-1].casefold() or short.replace(".", "").casefold() == initials
