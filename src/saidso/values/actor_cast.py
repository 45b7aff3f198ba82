"""Actors in the light of their text: who is named in it, and whom "the group" or "the army" can stand for.

A ``Cast`` is made once a document and asked for each phrase of it. ``resolve_definite`` is its rule for descriptions, for
those who have the candidates already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from saidso.values.actor import Actor, read_actor
from saidso.values.actor_base import actor_base
from saidso.values.actor_find import Found, actors_named, is_place_here
from saidso.values.actor_phrase import bare, brackets, clean, country_in, head_of
from saidso.values.actor_words import DEFINITE_IDS, DEFINITES, IN_THE_NAME, LITTLE, PEOPLES, SHOUTED
from saidso.values.atlas import atlas, countries_in
from saidso.values.gazetteer import gazetteer
from saidso.values.late import pattern

_OPENS = ("the ", "this ", "that ", "these ", "those ")
_STATE_HEADS = frozenset("government regime authorities state junta".split())
_RULERS = frozenset("regime government junta administration rulers".split())
_OF_THE_GOVERNMENT = frozenset("government regime".split())
_KNOWN_TOWN = 15_000
"""Inhabitants from which a town counts as telling what a text is about; smaller ones share names with persons too often."""
_UNITS = ("state_forces", "police", "armed_group", "militia")
_OF = pattern(r"\s+(?:of|from|in)\s+(?:the\s+)?")
_FAR_LARGER = 10
"""How much larger than its namesakes elsewhere a town must be; the rule of ``place`` too."""
_ACRONYM = pattern(r"(?<![\w-])[A-Z]{3,6}(?![\w-])")
_TOWN_NAME = pattern(r"(?<![\w-])[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")


@dataclass(frozen=True, slots=True)
class _Description:
    """A definite description: its head, the kinds it can stand for, the country that it names itself."""

    head: str
    kinds: tuple[str, ...]
    countries: tuple[str, ...]


class Cast:
    """The actors of one text. Reading the same span again gives the same Actor; total, it never raises on text."""

    def __init__(self, text: str, *, countries: tuple[str, ...] | None = None) -> None:
        self._text = text
        self._given = countries

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """What the text is about: as given, else as ``countries_in`` reads it."""
        return countries_in(self._text) if self._given is None else self._given

    @cached_property
    def named(self) -> tuple[Found, ...]:
        """Every actor that the text names and the knowledge base knows, in order, with its span."""
        return tuple(actors_named(self._text, self.countries))

    def read(self, start: int, end: int) -> Actor:
        """The actor that the words of this span mean here: by name, or by the only candidate of a description.

        Args:
            start: first code point of the span.
            end: the one after its last.
        """
        words = self._text[start:end]
        if why := self._no_name_here(start, end):
            return Actor(words=words, head=head_of(clean(words)), reason=why)
        actor = read_actor(words, countries=self._wider if actor_base().shares(words) else self.countries)
        if actor.canonical_id is not None or _described(words) is None:
            return self._with_holder(actor, end)
        apposed = [found for found in self.named if found.start >= end and self._text[end : found.start] in (", ", ": ")]
        if apposed and _fits(words, apposed[0].actor):
            return resolve_definite(words, [apposed[0].actor])
        before = [found for found in self.named if found.end <= start]
        resolved = self._among(words, before, (0, start))
        if resolved.canonical_id is not None or any(_fits(words, found.actor) for found in before):
            return resolved
        return self._among(words, [found for found in self.named if found.start >= end], (end, len(self._text)))

    def _with_holder(self, actor: Actor, end: int) -> Actor:
        """An open person or unit with the actor that the text names after it: "[the 92nd Brigade] of the Ukrainian army"."""
        if actor.canonical_id is not None or actor.affiliation is not None or actor.kind not in ("person", *_UNITS):
            return actor
        follows = _OF.match(self._text, end)
        if follows is None:
            return actor
        holder = next((found.actor for found in self.named if found.start == follows.end()), None)
        return actor if holder is None or holder.canonical_id is None else replace(actor, affiliation=holder.name)

    def _among(self, words: str, candidates: Sequence[Found], where: tuple[int, int]) -> Actor:
        actor = resolve_definite(words, [found.actor for found in candidates])
        if actor.canonical_id is not None and (rival := self._rival(words, candidates, where)):
            why = f"{rival!r} in the text may be meant as well as {actor.name}"
            return replace(actor, canonical_id=None, name=None, affiliation=None, reason=why)
        return actor

    def _rival(self, words: str, candidates: Sequence[Found], where: tuple[int, int]) -> str:
        """Words before the description that may be another candidate whom no table knows: empty where there are none."""
        described = _described(words)
        if described is None:
            return ""
        spans = [(found.start, found.end) for found in candidates]
        if described.head in DEFINITE_IDS or described.head == "police":
            wanted = re.compile(rf"(?<!the )\b{described.head}\b", re.I)
        elif set(described.kinds) & {"armed_group", "militia"} and not self._shouts:
            wanted = _ACRONYM
        else:
            return ""
        for match in wanted.finditer(self._text, *where):
            if any(start <= match.start() <= end for start, end in spans):
                continue
            called = actor_base().called(match.group(), countries=self.countries)
            if not called or any(known.kind in described.kinds for known in called):
                return match.group()
        return ""

    @cached_property
    def _shouts(self) -> bool:
        """Whether the text is for the most part in capitals, so that they mark no acronyms."""
        return sum(map(str.isupper, self._text)) > sum(map(str.islower, self._text))

    def _no_name_here(self, start: int, end: int) -> str:
        """Why the words of this span are no actor where they stand; empty where nothing speaks against it."""
        words = self._text[start:end]
        if words.isupper() and words.casefold() in SHOUTED and self._shouts:
            return "a word like any other in a text all in capitals"
        return "a place here" if is_place_here(self._text, start, end) else ""

    @cached_property
    def _wider(self) -> tuple[str, ...]:
        """The text's countries, and those of the towns it names: asked for only where a shared name needs them."""
        told = list(self.countries)
        told += [known.country for found in self.named if (known := actor_base().by_id(found.actor.canonical_id or ""))]
        for match in _TOWN_NAME.finditer(self._text):
            for name in dict.fromkeys((match.group(), match.group().split()[0])):
                towns = sorted(gazetteer().written(name), key=lambda town: -town.population)
                if towns and towns[0].population >= _KNOWN_TOWN and all(
                    town.country == towns[0].country or town.population * _FAR_LARGER <= towns[0].population for town in towns
                ):
                    told.append(towns[0].country)
        return tuple(dict.fromkeys(filter(None, told)))


def resolve_definite(words: str, candidates: Sequence[Actor]) -> Actor:
    """The one actor that "the regime", "the group" or "the army" can stand for, else an open Actor with its reason.

    Args:
        words: the description as the text has it.
        candidates: actors resolved in the same document; those without an id are passed over.
    """
    actor = read_actor(words)
    described = _described(words)
    if actor.canonical_id is not None or described is None:
        return actor
    if described.head in ("troops", "forces", "warplanes", "army", "jets") and _OF_THE_GOVERNMENT & set(_tokens(words)):
        return _governments(words, actor, candidates)
    fitting = {one.canonical_id: one for one in candidates if one.canonical_id is not None and _fits(words, one)}
    if described.head in _STATE_HEADS:
        fitting = {key: one for key, one in fitting.items() if not any(up in fitting for up in actor_base().above(key))}
    if len(fitting) == 1:
        (known,) = fitting.values()
        why = f"the only {known.kind.replace('_', ' ')} in the document that {words!r} can stand for"
        return replace(known, words=words, head=actor.head, reason=why)
    names = ", ".join(sorted(one.name or one.words for one in fitting.values()))
    why = f"{len(fitting)} candidates remain: {names}" if fitting else "nothing in the document that it can stand for"
    kinds = {one.kind for one in fitting.values()}
    return replace(actor, kind=kinds.pop() if len(kinds) == 1 else actor.kind, reason=why)


def _governments(words: str, actor: Actor, candidates: Sequence[Actor]) -> Actor:
    """ "Government troops", "regime warplanes": an office of the only state whose government or forces the text names."""
    base = actor_base()
    states = {
        known.country
        for one in candidates
        if one.canonical_id and one.kind in ("government", "state_forces") and (known := base.by_id(one.canonical_id))
    }
    if len(states) != 1:
        return replace(actor, reason=f"{len(states)} governments in the document that it can stand for")
    (country,) = states
    name = atlas().country_names.get(country, "")
    tokens = " ".join(token for token in _tokens(words) if token not in ("the", *_OF_THE_GOVERNMENT))
    found = read_actor(f"{name} {tokens}")
    if found.canonical_id is None:
        return actor
    return replace(found, words=words, head=actor.head, reason=f"{name} is the only state in the document that it can stand for")


def _tokens(words: str) -> list[str]:
    return [bare(token) for token in brackets(clean(words))[0].split()]


def _described(words: str) -> _Description | None:
    """What a phrase describes, where it is a definite description that we read."""
    tokens = _tokens(words)
    if not tokens:
        return None
    governments = len(tokens) > 1 and bool(_OF_THE_GOVERNMENT & set(tokens[:-1])) and tokens[-1] != "officials"
    if not governments and not words.lstrip("\"'“‘ ").casefold().startswith(_OPENS):
        return None
    head = tokens[-1]
    if governments and head in ("troops", "forces", "soldiers", "warplanes", "army", "jets"):
        return _Description("troops" if head == "soldiers" else head, ("state_forces",), ())
    kinds = DEFINITES.get(head)
    if kinds is None:
        return None
    country = country_in(clean(words))
    told: tuple[str, ...] = (country,) if country else ()
    for token in tokens[:-1]:
        if token in PEOPLES:
            told = tuple(PEOPLES[token].split())
        elif token in ("rights", "aid", "monitoring"):
            kinds = ("ngo",)
        elif token not in LITTLE and not country:
            return None  # "the Chechen fighters", "the rival group": words of which we cannot tell whom they fit
    return _Description(head, kinds, told)


def _fits(words: str, one: Actor) -> bool:
    """Whether a description can stand for this actor."""
    described = _described(words)
    if described is None or one.canonical_id is None or one.kind not in described.kinds:
        return False
    known = actor_base().by_id(one.canonical_id)
    if known is None or (described.countries and not {known.country, *known.countries} & set(described.countries)):
        return False
    if described.head in _STATE_HEADS:
        # "Turkey" is no regime that the text has spoken of; "the Assad government" may be.
        spoken = described.head not in ("regime", "junta") or bool(_RULERS & {bare(token) for token in one.words.split()})
        return spoken and ":" not in known.id and known.kind == "government"
    if described.head in IN_THE_NAME and not (described.head == "party" and known.kind == "political_party"):
        return any(described.head in name.casefold() for name in (known.name, *known.other_names))
    if described.head == "agency" and known.kind == "state_forces":
        return any(word in known.name for word in ("Agency", "Service"))
    return known.id.endswith(DEFINITE_IDS.get(described.head, ""))
