"""Who acts and who suffers in an incident, as its claims name them: one party under all its names, nobody made up.

"Gunmen" beside one named group are taken into it only where nobody else is named whom they could be; where two could be
meant they are left out. A named group that claims an armed act is an armed group by its own word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from saidso.link.names import is_party, resolve, same_name
from saidso.nouns.claim import Claim, Stance
from saidso.values.actor import Actor, compare, read_actor
from saidso.values.actor_base import actor_base
from saidso.values.actor_several import halves_of
from saidso.values.actor_words import HEAD_KINDS, PRONOUNS
from saidso.values.comparison import Agreement
from saidso.values.count import population_of
from saidso.values.event_type import EventType
from saidso.values.spelling import written_key

_SIDE_OF = {
    **dict.fromkeys(("state_forces", "police", "government"), "state"),
    **dict.fromkeys(("armed_group", "militia"), "group"),
    **dict.fromkeys(("civilians", "person", "ngo", "outlet", "political_party"), "civilians"),
}
"""Kind of actor to side of a code; who is not here ("gunmen", "a checkpoint") is unknown."""

_PEOPLE_OF = re.compile(
    r"^(?:(?:the|its|some|suspected|alleged|local)\s+)*(?:fighters?|forces|members?|militants?|gunmen|rebels|soldiers|troops|units?"
    r"|commanders?|elements|cadres)\s+(?:of|from)\s+(?:the\s+)?(?:so-called\s+)?(?=[^\W\d_a-z])"
)
"""Before a name: its own people. "Fighters of the Front" are the Front."""
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?:so-called\s+)?", re.IGNORECASE)
_CLAUSE = re.compile(r",?\s+(?:who|whom|whose|which|that)\b.*$", re.IGNORECASE | re.DOTALL)
_UNNAMED = frozenset({"unnamed source", "unnamed sources"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One who acts or suffers. ``named``: by a name of its own; ``country``: the state it belongs to, where tables know it."""

    name: str
    kind: str
    country: str = ""
    named: bool = False
    words: frozenset[str] = frozenset()
    """Every phrase that means it."""

    @property
    def side(self) -> str:
        """State, group, civilians or unknown."""
        return _SIDE_OF.get(self.kind, "unknown")


def doers_of(held: Sequence[Claim]) -> tuple[Party, ...]:
    """Who did it, as the holders of an incident's claims say: whom they name, and who says it did it; most named first."""
    claimers = _claimers(held)
    return merged([*_named_in(held, "actor"), *claimers], armed=_armed(held))


def everybody_in(held: Sequence[Claim]) -> tuple[Party, ...]:
    """Whoever acts or suffers, in one list: the two sides of a fight, whichever of them a report calls the target."""
    named = [*_named_in(held, "actor"), *_named_in(held, "target")]
    return merged([*named, *_claimers(held)], armed=_armed(held))


def sufferers_of(held: Sequence[Claim]) -> tuple[Party, ...]:
    """Whom it was done to, as the holders say."""
    return merged(_named_in(held, "target"), armed=_armed(held))


def _claimers(held: Sequence[Claim]) -> list[str]:
    return [claim.origin.resolved for claim in held if claim.stance is Stance.CLAIMS_RESPONSIBILITY]


def _armed(held: Sequence[Claim]) -> frozenset[str]:
    """Phrases for those who bear arms by what is said of them: who claims the act, and both sides of a clash."""
    fights = [claim for claim in held if claim.event_type is EventType.CLASH]
    return frozenset((*_claimers(held), *_named_in(fights, "actor"), *_named_in(fights, "target")))


def _named_in(held: Sequence[Claim], slot: str) -> list[str]:
    return [given.evidence.quote for claim in held for given in claim.of(slot)]


def voice_name(words: str) -> str:
    """A voice as a list of sources has it: without article and clause; empty for a pronoun or a nameless source."""
    name = _ARTICLE.sub("", _CLAUSE.sub("", words.strip()))
    return "" if written_key(name) in PRONOUNS or name.casefold() in _UNNAMED else name


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, whatever its capitals, in the order they come."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(written_key(name), name)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Mention:
    """One phrase for an actor, and how it is read."""

    words: str
    name: str
    actor: Actor
    kind: str
    named: bool


def merged(phrases: Iterable[str], *, armed: frozenset[str] = frozenset()) -> tuple[Party, ...]:
    """The parties of some phrases. ``armed`` are phrases of those who bear arms by what is said of them."""
    mentions = [_mention(half, armed=phrase in armed) for phrase in phrases for half in _apart(phrase)]
    fuller = resolve(each.name for each in mentions if each.named)  # "the Front" where one Front is named in full
    mentions = [replace(each, name=fuller.get(each.name) or each.name) if each.named else each for each in mentions]
    groups: list[list[_Mention]] = []
    for mention in sorted(filter(_is_somebody, mentions), key=_rank):
        home = _home(mention, groups)
        if home is not None:
            home.append(mention)
        elif mention.named or not any(_could_be(mention, group) for group in groups):
            groups.append([mention])
    return tuple(_party(group) for group in sorted(groups, key=lambda group: (-len(group), group[0].name)))


def _rank(mention: _Mention) -> tuple[bool, bool, bool, str]:
    return not mention.named, mention.actor.canonical_id is None, mention.kind == "unidentified", mention.words


def _is_somebody(mention: _Mention) -> bool:
    return written_key(mention.name) not in PRONOUNS and bool(mention.name)


def _apart(phrase: str) -> list[str]:
    """The actors of a joined phrase ("the army and the Front"), where every half is one."""
    halves = halves_of(_CLAUSE.sub("", phrase))
    each = all(is_party(half) or read_actor(half).kind != "unidentified" for half in halves)
    return halves if len(halves) > 1 and each else [phrase]


def _mention(phrase: str, *, armed: bool) -> _Mention:
    name = _ARTICLE.sub("", _PEOPLE_OF.sub("", _CLAUSE.sub("", phrase.strip())))
    actor = read_actor(_CLAUSE.sub("", phrase))
    if actor.canonical_id is None and read_actor(name).canonical_id is not None:
        actor = read_actor(name)
    people_of = _PEOPLE_OF.match(phrase.strip()) is not None
    named = actor.canonical_id is not None or is_party(phrase) or is_party(f"the {name}" if people_of else name)
    loose = actor.kind in ("unidentified", "person") and not named
    kind = HEAD_KINDS.get(population_of(phrase) or "", actor.kind) if loose else actor.kind
    if armed and named and kind in ("unidentified", "person", "political_party"):
        kind = "armed_group"
    people = population_of(phrase) or ""
    shown = actor.name or (people if people in HEAD_KINDS and not named else name)
    return _Mention(words=phrase, name=shown, actor=actor, kind=kind, named=named)


def _home(mention: _Mention, groups: Sequence[list[_Mention]]) -> list[_Mention] | None:
    """The one group that a mention belongs to; None where it is a new one, or where it could be several."""
    if mention.named:
        return next((group for group in groups if _is_same(mention, group[0])), None)
    fitting = [group for group in groups if _could_be(mention, group)]
    return fitting[0] if len(fitting) == 1 else None


def _is_same(one: _Mention, other: _Mention) -> bool:
    if not other.named:
        return False
    if compare(one.actor, other.actor).agreement in (Agreement.SAME, Agreement.COMPATIBLE):
        return True
    known = one.actor.canonical_id and other.actor.canonical_id
    return not known and same_name(one.name, other.name)


def _could_be(mention: _Mention, group: Sequence[_Mention]) -> bool:
    """Whether a nameless mention may mean this group: of one kind, or of a kind that nobody says."""
    kinds = {each.kind for each in group} - {"unidentified"}
    arms = ("unidentified", "armed_group", "militia")
    return mention.kind == "unidentified" or mention.kind in kinds or (not kinds and mention.kind in arms)


def _party(group: Sequence[_Mention]) -> Party:
    first = group[0]
    kinds = Counter(each.kind for each in group if each.kind != "unidentified")
    names = Counter(each.name for each in group if each.named == first.named)
    name = first.actor.name or min(names, key=lambda name: (-names[name], len(name), name))
    kind = first.kind if first.actor.canonical_id else min(kinds, key=lambda kind: (-kinds[kind], kind), default="unidentified")
    return Party(
        name=name, kind=kind, country=_country(first.actor), named=first.named, words=frozenset(each.words for each in group)
    )


def _country(actor: Actor) -> str:
    """The state an actor belongs to, for a state's own forces and offices only; empty for all others."""
    known = actor_base().by_id(actor.canonical_id) if actor.canonical_id else None
    return known.countries[0] if known is not None and known.countries and _SIDE_OF.get(actor.kind) == "state" else ""
