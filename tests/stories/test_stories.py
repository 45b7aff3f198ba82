"""Stories: short invented reports beside the claims they must yield (stories.toml). A failure prints claims gained and lost."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import saidso
from saidso.nouns.claim import Claim, Stance, Voice
from saidso.nouns.document import Document, Known, Provenance
from saidso.values.event_type import EventType, Status

HERE = Path(__file__).parent
MODEL = HERE.parents[1] / "src" / "saidso" / "data" / "model"
needs_model = pytest.mark.skipif(not any(MODEL.glob("*.onnx")), reason="src/saidso/data/model holds no model yet")

FLOOR = 0.68
"""Least F1 of the claims of all stories together; raised to what the shipped model reaches, lowered only by a named decision."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One expected link: its words and, for a pronoun, the name it must resolve to. Each holds alternatives."""

    words: tuple[str, ...]
    name: str | None = None

    def is_met_by(self, voice: Voice) -> bool:
        if self.name is not None:
            return alike(self.words, voice.words) and alike((self.name,), voice.resolved)
        return alike(self.words, voice.words) or alike(self.words, voice.resolved)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One line of a story. ``spans`` are the places in the text where its trigger may stand."""

    line: str
    spans: tuple[tuple[int, int], ...]
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    stances: tuple[str, ...]
    holders: tuple[Holder, ...]
    optional: bool

    def is_met_by(self, claim: Claim) -> bool:
        span = claim.trigger.span
        return (
            any(span.start < end and start < span.end for start, end in self.spans)
            and claim.event_type in self.types
            and claim.status in self.statuses
            and claim.stance in self.stances
            and len(claim.chain) - 1 == len(self.holders)
            and all(holder.is_met_by(voice) for holder, voice in zip(self.holders, claim.chain[1:], strict=True))
        )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    name: str
    publisher: str
    published_on: date
    text: str
    expected: tuple[Expected, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a reading gained and lost against its story."""

    story: Story
    kept: int
    gained: tuple[Claim, ...]
    lost: tuple[Expected, ...]

    def __str__(self) -> str:
        head = f"{self.story.name}: {self.kept} kept"
        return "\n".join(
            [head, *(f"  lost    {one.line}" for one in self.lost), *(f"  gained  {line_of(one)}" for one in self.gained)]
        )


def alike(wanted: Sequence[str], words: str) -> bool:
    """Whether one of the wanted names stands in the words, whatever the case and the article."""
    return any(want.lower() in words.lower() for want in wanted)


def places(text: str, triggers: str) -> tuple[tuple[int, int], ...]:
    """Where the alternatives of a trigger stand: "planted/bomb#2" is "planted", or the second "bomb"."""
    found = []
    for trigger in triggers.split("/"):
        words, _, nth = trigger.partition("#")
        hits = [(hit.start(), hit.end()) for hit in re.finditer(rf"\b{re.escape(words)}\b", text)]
        assert len(hits) >= int(nth or 1), f"{trigger!r} does not stand in {text!r}"
        found.append(hits[int(nth or 1) - 1])
    return tuple(found)


def holders(words: str) -> tuple[Holder, ...]:
    if words == "-":
        return ()
    links = []
    for link in words.split(" > "):
        said, _, name = link.partition(" = ")
        links.append(Holder(words=tuple(said.split("/")), name=name or None))
    return tuple(links)


def expect(line: str, text: str) -> Expected:
    trigger, types, statuses, stances, chain = (part.strip() for part in line.split("|"))
    return Expected(
        line=line,
        spans=places(text, trigger.removeprefix("?").strip()),
        types=tuple(types.split("/")),
        statuses=tuple(statuses.split("/")),
        stances=tuple(stances.split("/")),
        holders=holders(chain),
        optional=trigger.startswith("?"),
    )


@cache
def stories() -> tuple[Story, ...]:
    with (HERE / "stories.toml").open("rb") as file:
        rows = tomllib.load(file)["story"]
    return tuple(
        Story(
            name=row["name"],
            publisher=row["publisher"],
            published_on=row["date"],
            text=row["text"],
            expected=tuple(expect(line, row["text"]) for line in row["claims"]),
        )
        for row in rows
    )


def document_of(story: Story, folder: Path) -> Document:
    """The story as the front door reads it from a file, with its publisher and date given by us."""
    path = folder / "story.txt"
    path.write_text(story.text, encoding="utf-8")
    skips: list[Any] = []
    (document,) = saidso.read([path], on_skip=skips.append)
    metadata = dataclasses.replace(
        document.metadata,
        publisher=Known(value=story.publisher, how=Provenance.GIVEN),
        published_on=Known(value=story.published_on, how=Provenance.GIVEN),
        language=Known(value="en", how=Provenance.GIVEN),
    )
    return dataclasses.replace(document, metadata=metadata)


@cache
def model() -> Any:
    """The shipped model, loaded once."""
    return saidso.load_model()


def claims_of(story: Story, folder: Path) -> tuple[Document, tuple[Claim, ...]]:
    document = document_of(story, folder)
    (extraction,) = saidso.understand([document], model())
    return document, extraction.claims


def compare(story: Story, claims: Sequence[Claim]) -> Outcome:
    """Each expected line takes one claim that meets it; the rest on either side is lost or gained."""
    left, lost, kept = list(claims), [], 0
    for one in sorted(story.expected, key=lambda one: one.optional):
        met = next((claim for claim in left if one.is_met_by(claim)), None)
        if met is not None:
            left.remove(met)
            kept += not one.optional
        elif not one.optional:
            lost.append(one)
    return Outcome(story=story, kept=kept, gained=tuple(left), lost=tuple(lost))


def line_of(claim: Claim) -> str:
    """A claim in the notation of the stories."""
    chain = " > ".join(voice.words if voice.name is None else f"{voice.words} = {voice.name}" for voice in claim.chain[1:]) or "-"
    return f"{claim.trigger.quote} | {claim.event_type} | {claim.status} | {claim.stance} | {chain}"


def f1(outcomes: Sequence[Outcome]) -> float:
    kept = sum(one.kept for one in outcomes)
    missed = sum(len(one.lost) + len(one.gained) for one in outcomes)
    return 2 * kept / (2 * kept + missed) if kept or missed else 1.0


@needs_model
def test_stories_keep_their_claims(tmp_path: Path) -> None:
    """All stories together: at least FLOOR of their claims are found and no more than that are made up."""
    outcomes = [compare(story, claims_of(story, tmp_path)[1]) for story in stories()]
    told = "\n".join(str(one) for one in outcomes if one.lost or one.gained)
    print(f"F1 {f1(outcomes):.3f} over {len(outcomes)} stories\n{told}")
    assert f1(outcomes) >= FLOOR, f"F1 {f1(outcomes):.3f}, floor {FLOOR}\n{told}"


@needs_model
@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
def test_whatever_is_claimed_can_be_shown(story: Story, tmp_path: Path) -> None:
    """Right or wrong, every claim starts at the publisher and every word it shows stands in the text."""
    document, claims = claims_of(story, tmp_path)
    for claim in claims:
        assert claim.publisher == story.publisher
        assert claim.stance is claim.chain[-1].stance
        shown = [claim.trigger, claim.passage, *claim.content, *(value.evidence for value in claim.values)]
        shown += [proof for voice in claim.chain for proof in (voice.evidence, voice.cue, voice.named_at) if proof is not None]
        assert all(proof.proves(document.text) for proof in shown)


def test_the_stories_cover_the_words_we_have() -> None:
    """Nine stances, six statuses, a nested chain, a pronoun, an anaphor and a publisher alone are all told at least once."""
    told = [one for story in stories() for one in story.expected if not one.optional]
    assert {stance for one in told for stance in one.stances} == set(Stance)
    assert {status for one in told for status in one.statuses} == set(Status)
    assert {kind for one in told for kind in one.types} <= set(EventType)
    assert max(len(one.holders) for one in told) == 3 and any(not one.holders for one in told)
    assert any(holder.name for one in told for holder in one.holders)
    assert len({story.name for story in stories()}) == len(stories()) >= 25


def test_every_holder_stands_in_its_story() -> None:
    """A story cannot ask for a voice whose name is not in it."""
    for story in stories():
        for one in story.expected:
            for holder in one.holders:
                names = [*holder.words, *([holder.name] if holder.name else [])]
                assert names == ["unnamed source"] or all(name.lower() in story.text.lower() for name in names), one.line
