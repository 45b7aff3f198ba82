"""Who: a party, an office or a group, as written and as known. ``actor_cast`` reads actors in the light of their text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from saidso.values.actor_base import KINDS, KnownActor, actor_base
from saidso.values.actor_phrase import (
    bare,
    brackets,
    capitalised_end,
    clean,
    country_in,
    head_of,
    is_role,
    names_country,
    office_in,
    parted,
    says_little,
    without_possessive,
)
from saidso.values.actor_several import halves_of, kind_of_several
from saidso.values.actor_words import (
    FORMER,
    HEAD_KINDS,
    MOUTHPIECES,
    MOUTHS,
    NOBODY,
    OWN_PEOPLE,
    PERSON_HEADS,
    PRONOUNS,
    THINGS,
    TITLES,
)
from saidso.values.atlas import atlas
from saidso.values.comparison import Agreement, Comparison
from saidso.values.late import pattern
from saidso.values.spelling import written_key

__all__ = ["KINDS", "Actor", "compare", "read_actor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor as said. ``kind``: state_forces, government, armed_group, political_party, militia, police,
    international_body, outlet, ngo, civilians, person, unidentified."""

    words: str
    head: str
    affiliation: str | None = None
    kind: str = "unidentified"
    canonical_id: str | None = None
    name: str | None = None
    """The canonical name where the knowledge base has one."""
    reason: str = ""


@lru_cache(maxsize=65536)
def read_actor(words: str, *, countries: tuple[str, ...] = ()) -> Actor:
    """The actor that these words name, as far as they say; total, it never raises on text.

    "the SDF fighters" is the SDF; "a spokesman for the SDF" speaks for it; "an SDF commander" is a person with that
    affiliation; "the Turkish army" is TR:armed-forces; "the army" is some state's forces and no more. Persons are never
    looked up: the knowledge base holds organisations and offices only. A name that several actors share ("SNA", "AA") stays
    open unless the document's countries, or the words beside it, leave one.

    Args:
        words: the phrase as the text has it.
        countries: what the document is about, as ``place.countries_in`` gives it.
    """
    phrase = clean(words)
    head = head_of(phrase)
    key = written_key(phrase)
    if not phrase or key in NOBODY or (key in PRONOUNS and phrase not in ("US", "U.S", "IT", "WHO")):
        kind = "person" if key in ("he", "she", "him", "her", "his") else "unidentified"
        return Actor(words=words, head=head, kind=kind, reason="a pronoun" if phrase else "no words")
    found, shared = _whole(words, phrase, countries)
    if found is not None:
        return _resolved(words, _whole_head(phrase, found), found)
    if shared:
        return _shared(words, head, shared)
    several = _several(phrase, countries)
    if several:
        first = head_of(_BOTH.sub("", halves_of(phrase)[0]))
        head = head if _is_head(head, several) else first
        return Actor(words=words, head=head, kind=several, reason="the words name several actors")
    return _part(words, phrase, countries) or _generic(words, phrase, head)


def compare(a: Actor, b: Actor) -> Comparison:
    """What two actors of one slot are to each other.

    Same: one id, or the same words. Compatible (granularity): one is part of the other, or is only named by its kind.
    Contradictory (exclusive): two known actors of which neither is part of the other. Not comparable: the words do not say.
    """
    if a.canonical_id is not None and a.canonical_id == b.canonical_id:
        return Comparison(agreement=Agreement.SAME, reason=f"both are {a.name}")
    if written_key(clean(a.words)) == written_key(clean(b.words)) and None in (a.canonical_id, b.canonical_id):
        return Comparison(agreement=Agreement.SAME, reason="the same words")
    if a.canonical_id is not None and b.canonical_id is not None:
        above = actor_base().above
        if b.canonical_id in above(a.canonical_id) or a.canonical_id in above(b.canonical_id):
            part = f"{a.name} or {b.name} is part of the other"
            return Comparison(agreement=Agreement.COMPATIBLE, kind="granularity", reason=part)
        return Comparison(agreement=Agreement.CONTRADICTORY, kind="exclusive", reason=f"{a.name} and {b.name} are two actors")
    if a.kind == b.kind and a.kind not in ("unidentified", "person") and (a.canonical_id or b.canonical_id):
        kind = a.kind.replace("_", " ")
        return Comparison(agreement=Agreement.COMPATIBLE, kind="granularity", reason=f"one names only the kind ({kind})")
    return Comparison(agreement=Agreement.NOT_COMPARABLE, reason="the words do not say who at least one of them is")


# --- names ---------------------------------------------------------------------------------------------------------


def _whole(
    words: str, phrase: str, countries: tuple[str, ...]
) -> tuple[KnownActor | None, tuple[KnownActor, ...]]:
    """The phrase as a name: as it stands, without its bracket, by its bracket, or as a country; else who shares it."""
    base, (plain, inside) = actor_base(), brackets(phrase)
    candidates: tuple[KnownActor, ...] = ()
    sure = False
    if known := base.named(words.strip(), countries=countries):
        return _office_rather(phrase, known), ()
    # A country in brackets says where they are, not who: "Civilians (Syria)" are not its government.
    aliases = [form for form in inside if plain and atlas().country_of(form) is None]
    for form in dict.fromkeys((phrase, plain, without_possessive(plain), *aliases)):
        called = base.called(form, countries=countries) if form else ()
        both = tuple(known for known in called if known in candidates)
        if both or not candidates:
            candidates = both or called
        sure = sure or any(base.is_sure(form, known, countries=countries) for known in called)
    if len(candidates) == 1 and sure:
        return _office_rather(phrase, candidates[0]), ()
    if candidates:
        return None, candidates
    country = atlas().country_of(plain) if plain and not plain.islower() and not _is_people(plain) else None
    return (base.state(country) if country else None), ()


def _office_rather(phrase: str, known: KnownActor) -> KnownActor:
    """ "Lebanese forces" in small letters are Lebanon's forces, not the party that is written with capitals."""
    if phrase.isupper() or not any(token.islower() for token in phrase.split()[1:]) or phrase in known.other_names:
        return known
    office = office_in(phrase)
    if office is None or not office[1] or office[2] or known.kind == "state_forces":
        return known
    return actor_base().office(office[0], office[1])


def _is_people(words: str) -> bool:
    """Whether a word means a people, not a state: "Palestinians"."""
    key, adjectives = written_key(words), atlas().adjectives
    return key.endswith("s") and key in adjectives and key[:-1] in adjectives


def _several(phrase: str, countries: tuple[str, ...]) -> str:
    halves = halves_of(brackets(phrase)[0] or phrase)
    if len(halves) < 2:
        return ""
    return kind_of_several([(half, read_actor(half, countries=countries)) for half in halves])


# --- a name, an office or its people inside a longer phrase -----------------------------------------------------------


def _part(words: str, phrase: str, countries: tuple[str, ...]) -> Actor | None:
    main, joint, tail = parted(phrase)
    if found := _name_in(main, countries):
        return _around(words, main, *found)
    if actor := _office(words, phrase, main):
        return actor
    if tail and joint in ("of", "from", "for", "belonging"):
        holder = read_actor(tail, countries=countries)
        known = actor_base().by_id(holder.canonical_id) if holder.canonical_id else None
        if known is not None and (known.id not in atlas().country_names or is_role(main.split()[-1])):
            return _around(words, main, known, main.split())
    return None


_SAYS_KIND = {
    **dict.fromkeys("reporter reporters correspondent photographer cameraman agency journalist".split(), ("outlet",)),
    **dict.fromkeys("fighters rebels militants gunmen guerrillas insurgents cadres".split(), ("armed_group", "militia")),
    **dict.fromkeys("troops soldiers agents officers army".split(), ("state_forces",)),
    **dict.fromkeys("workers lawmaker candidate supporters party".split(), ("political_party",)),
}
"""Words beside a shared name that leave only bearers of these kinds: "PTI workers" are a party's, "MIT agents" a state's."""


def _name_in(main: str, countries: tuple[str, ...]) -> tuple[KnownActor, list[str]] | None:
    """The longest name inside the phrase and the words around it."""
    tokens, base = main.split(), actor_base()
    firsts = [written_key(without_possessive(token)).split(" ", 1)[0] for token in tokens]
    starts = [at for at, first in enumerate(firsts) if first in base.first_words]
    if not starts:
        return None
    hints = frozenset(kind for token in tokens for kind in _SAYS_KIND.get(bare(token), ()))
    kinds = hints or KINDS
    for size in range(len(tokens), 0, -1):
        for at in starts:
            if at + size > len(tokens):
                continue
            name = " ".join(tokens[at : at + size])
            if size == 1 and bare(name) in HEAD_KINDS:
                continue
            known = _named(name, countries, kinds)
            if known is not None and known.id not in atlas().country_names:
                return known, [*tokens[:at], *tokens[at + size :]]
    return None


def _named(name: str, countries: tuple[str, ...], kinds: frozenset[str]) -> KnownActor | None:
    base = actor_base()
    for form in (name, without_possessive(name)):
        if called := base.called(form, countries=countries):
            return called[0] if len(called) == 1 and base.is_sure(form, called[0], countries=countries) else (
                base.named(form, countries=countries, kinds=kinds)
            )
    return None


def _around(words: str, main: str, known: KnownActor, rest: list[str]) -> Actor | None:
    """A known actor with the words around its name: itself, its people, its voice, or a person or thing of it."""
    tokens = [bare(token) for token in rest]
    last = bare(main.split()[-1]) if main.split() else ""
    if any(token in MOUTHPIECES for token in tokens):
        return _resolved(words, _person_head(main), known)
    if any(token.startswith(("anti-", "pro-", "ex-")) or token.endswith("-inspired") for token in tokens):
        return None
    former = any(token in FORMER for token in tokens)
    if any(is_role(token) for token in rest) or (last in PERSON_HEADS - MOUTHS and rest) or former:
        one = last in PERSON_HEADS or not last.endswith("s")
        kind = "person" if one or any(map(is_role, rest)) else HEAD_KINDS.get(last, "unidentified")
        return _beside(words, _person_head(main), kind, known)
    others = [token for token in rest if not says_little(token)]
    if others or (known.kind == "international_body" and any(map(names_country, rest))):  # "the Russian Security Council"
        kind = "unidentified" if last in THINGS else HEAD_KINDS.get(last, "unidentified")
        if kind == "state_forces" and known.kind in ("police", "armed_group", "militia"):
            kind = known.kind  # a battalion of the police, a brigade of a group
        return _beside(words, head_of(main), kind, known)
    return _resolved(words, _name_head(main, rest), known)


def _beside(words: str, head: str, kind: str, known: KnownActor) -> Actor:
    return Actor(words=words, head=head, affiliation=known.name, kind=kind, reason=f"in or around {known.name}, not it")


def _office(words: str, phrase: str, main: str) -> Actor | None:
    """The office of a state, someone in it, or a part of it that we do not know by name."""
    base = actor_base()
    found = office_in(_as_country(main) + phrase[len(main) :] if phrase.startswith(main) else phrase)
    if found is None:
        return None
    country, office, besides = found
    known = base.office(country, office) if office else base.state(country)
    if any(bare(token) in MOUTHPIECES for token in main.split()):
        return _resolved(words, _person_head(main), known)
    if besides == "role":
        return _beside(words, _person_head(main), "person", known)
    if besides == "unit":
        last = bare(main.split()[-1])
        return _beside(words, capitalised_end(_less_country(main)) or head_of(main), HEAD_KINDS.get(last, "unidentified"), known)
    return _resolved(words, capitalised_end(_less_country(main)) or head_of(main), known)


def _as_country(main: str) -> str:
    """ "Assad regime forces" with the name of the state that the table knows so in front: "Syria forces"."""
    tokens = main.split()
    for size in range(min(len(tokens), 5), 0, -1):
        for at in range(len(tokens) - size + 1):
            known = actor_base().named(" ".join(tokens[at : at + size]))
            if known is not None and known.id in atlas().country_names and not names_country(" ".join(tokens[at : at + size])):
                return " ".join([*tokens[:at], known.name, *tokens[at + size :]]) if size < len(tokens) else main
    return main


# --- what no table knows -----------------------------------------------------------------------------------------------


def _generic(words: str, phrase: str, head: str) -> Actor:
    """An actor that no table knows: its kind by its head noun, a person by a title, else unidentified."""
    country = country_in(phrase)
    affiliation = atlas().country_names[country] if country else None
    main, joint, tail = parted(phrase)
    tokens = [bare(token) for token in main.split()]
    if _is_people(phrase):
        return Actor(words=words, head=head, affiliation=affiliation, kind="civilians", reason="a people: state or civilians")
    if _one_person(main, tokens):
        reason = "a person; persons are not looked up"
        return Actor(words=words, head=_person_head(main), affiliation=affiliation, kind="person", reason=reason)
    kind = _kind(tokens, bare(head))
    of_people = HEAD_KINDS.get(bare(tail.split()[-1]) if tail.split() else "")
    if joint == "of" and of_people == "civilians" and (kind in (None, "unidentified") or tokens[-1:] == ["members"]):
        kind = of_people  # "dozens of civilians", "a group of fishermen"
    reason = "named only by its kind" if kind else "not in the knowledge base"
    return Actor(words=words, head=head, affiliation=affiliation, kind=kind or "unidentified", reason=reason)


def _one_person(main: str, tokens: list[str]) -> bool:
    if not tokens:
        return False
    titled = len(tokens) > 1 and tokens[0].strip(".") in TITLES and main.split()[-1][:1].isupper()
    named = not main.isupper() and tokens[-1] not in HEAD_KINDS and main.split()[-1][:1].isupper()
    role = any(token in PERSON_HEADS or token in TITLES for token in tokens[:-1])
    return titled or (named and role) or (tokens[-1] in PERSON_HEADS and HEAD_KINDS.get(tokens[-1]) == "person")


def _kind(tokens: list[str], head: str) -> str | None:
    """The kind that head nouns and their like give; "terrorist groups" are what the first word says."""
    kinds = [HEAD_KINDS[token] for token in (head, *reversed(tokens)) if token in HEAD_KINDS]
    if head in ("men", "individuals", "persons", "people", "gunmen") and kinds and kinds[0] in ("unidentified", "civilians"):
        return kinds[0]
    if "armed" in tokens and head in ("group", "groups"):
        return "armed_group"
    if "state_forces" in kinds[:1]:
        # "Kurdish forces", "coalition troops": troops, but not a state's.
        others = {"former", "rebel", "rebels", "opposition", "kurdish", "separatist", "revolutionary", "insurgent", "tribal"}
        ours = others & set(tokens) or any(token.startswith(("anti-", "pro-")) for token in tokens)
        kinds = ["international_body"] if "coalition" in tokens else ["armed_group"] if ours else kinds
    return next((kind for kind in kinds if kind not in ("unidentified", "person")), kinds[0] if kinds else None)


def _shared(words: str, head: str, shared: tuple[KnownActor, ...]) -> Actor:
    kinds = {known.kind for known in shared}
    names = ", ".join(sorted(known.name for known in shared))
    told = f"the name of several: {names}" if len(shared) > 1 else f"the name of several: {names} in documents on its country"
    return Actor(words=words, head=head, kind=kinds.pop() if len(kinds) == 1 and len(shared) > 1 else "unidentified", reason=told)


def _resolved(words: str, head: str, known: KnownActor) -> Actor:
    above = actor_base().by_id(known.parent) if known.parent else None
    return Actor(
        words=words,
        head=head,
        affiliation=above.name if above is not None else None,
        kind=known.kind,
        canonical_id=known.id,
        name=known.name,
        reason="knowledge base",
    )


# --- heads ---------------------------------------------------------------------------------------------------------


_BOTH = pattern(r"^(?:both|neither|either)\s+(?:the\s+)?", re.I)


def _is_head(head: str, kind: str) -> bool:
    """Whether the last word heads all that is joined: "ELN AND FARC REBELS", not "women and children"."""
    return kind != "civilians" and HEAD_KINDS.get(head.casefold()) == kind and kind != "government"


def _whole_head(phrase: str, known: KnownActor) -> str:
    """The name as written, without "so-called" and "Kurdish-led"; the noun where it is written small: "junta"."""
    name = phrase if phrase in (known.name, *known.other_names) else brackets(phrase)[0] or phrase
    tokens = name.split()
    if len(tokens) > 1 and tokens[-1].islower() and bare(tokens[-1]) in HEAD_KINDS:
        return tokens[-1]
    while len(tokens) > 2 and bare(tokens[0]).endswith(("-called", "-led", "-backed", "-based", "-aligned", "-proclaimed")):
        tokens.pop(0)
    return " ".join(tokens)


def _less_country(main: str) -> str:
    return " ".join(token for token in main.split() if not names_country(token))


def _name_head(main: str, rest: list[str]) -> str:
    """The name as written where it ends the phrase, else the noun that follows it."""
    tokens = main.split()
    return head_of(main) if rest and tokens[-1] == rest[-1] else " ".join(token for token in tokens if token not in rest)


def _person_head(main: str) -> str:
    """A person's name as written, else the noun that says what he is."""
    name = capitalised_end(main).split()
    while name and (bare(name[0]) in TITLES | OWN_PEOPLE | HEAD_KINDS.keys() or names_country(name[0])):
        name.pop(0)
    noun = next((token for token in main.split() if bare(token) in MOUTHPIECES), "")
    return " ".join(name) if len(name) > 1 else noun or head_of(main)
