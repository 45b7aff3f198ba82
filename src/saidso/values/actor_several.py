"""Phrases that join several actors: "the SDF and the Syrian army", "Russian and regime warplanes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from saidso.values.actor_phrase import bare, names_country
from saidso.values.actor_words import HEAD_KINDS
from saidso.values.late import pattern

_JOIN = pattern(r",?\s+(?:and|&|or|nor|together with|along with|as well as)\s+|\s*/\s*", re.I)
_LIST = pattern(r",\s+", re.I)
_WITH_OTHERS = frozenset("its their his her allied other allies affiliated".split())
_BOTH_OF = frozenset("ministries armies navies governments militaries fleets air forces".split())


class Read(Protocol):
    """What ``read_actor`` says of one half."""

    @property
    def kind(self) -> str: ...
    @property
    def canonical_id(self) -> str | None: ...


def halves_of(phrase: str) -> list[str]:
    """The joined parts of a phrase; one part where nothing is joined. A comma parts only where an "and" follows it."""
    if _JOIN.search(phrase) is None:
        return [phrase]
    halves = [half.strip(" ,") for half in _JOIN.split(phrase)]
    first = [part.strip(" ,") for part in _LIST.split(halves[0])]
    return [half for half in (*first, *halves[1:]) if half]


def kind_of_several(halves: Sequence[tuple[str, Read]]) -> str:
    """The kind of joined actors, "unidentified" where they differ; empty where the phrase is one actor after all."""
    words, actors = [half for half, _ in halves], [actor for _, actor in halves]
    ids = {actor.canonical_id for actor in actors if actor.canonical_id}
    unknown = [actor for actor in actors if actor.canonical_id is None]
    last = bare(words[-1].split()[-1])
    shared_head = HEAD_KINDS.get(last) if all(_is_adjective(half) for half in words[:-1]) else None
    if shared_head and (len(ids) > 1 or (ids and unknown) or last in _BOTH_OF):
        return shared_head  # "Russian and regime warplanes": the regime's cannot be told, but they are not Russia's alone
    if ids and bare(words[-1].split()[0]) in _WITH_OTHERS:
        return actors[0].kind
    if len(ids) < 2 and (any(actor.kind in ("unidentified", "person") for actor in unknown) or not unknown):
        return ""
    kinds = {actor.kind for actor in actors}
    return kinds.pop() if len(kinds) == 1 else "unidentified"


def _is_adjective(half: str) -> bool:
    tokens = half.split()
    fields = {"regime", "government", "interior", "defence", "defense", "foreign", "state", "health", "justice"}
    return all(names_country(token) or bare(token) in (*fields, "the", "both") for token in tokens)
