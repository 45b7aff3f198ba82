"""Who: a party, an office or a group, as written and as known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from saidso.values.actor_base import LONGEST_NAME, KnownActor, actor_base
from saidso.values.actor_words import DEFINITES, HEAD_KINDS, LITTLE, OWN_PEOPLE, PRONOUNS, ROLES, TITLES
from saidso.values.atlas import atlas
from saidso.values.comparison import Agreement, Comparison
from saidso.values.late import pattern
from saidso.values.spelling import written_key

KINDS = frozenset(
    """state_forces government armed_group political_party militia police international_body outlet ngo civilians person
    unidentified""".split()
)


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


@lru_cache(maxsize=32768)
def read_actor(words: str) -> Actor:
    """The actor that these words name, as far as they say; total, it never raises on text.

    "the SDF fighters" is the SDF; "a spokesman for the SDF" speaks for it; "an SDF commander" is a person with that
    affiliation; "the Turkish army" is TR:armed-forces; "the army" is some state's forces and no more. Persons are never
    looked up: the knowledge base holds organisations and offices only.
    """
    phrase = _clean(words)
    head = _head(phrase)
    if not phrase or (written_key(phrase) in PRONOUNS and phrase not in ("US", "U.S")):
        return Actor(words=words, head=head, reason="a pronoun" if phrase else "no words")
    if known := _whole(phrase):
        return _resolved(words, head, known)
    if several := _several(phrase):
        return Actor(words=words, head=head, kind=several, reason="the words name several actors")
    main, tail = _parted(phrase)
    found = _known_in(main) or _office_in(phrase)
    if found is not None:
        return _around(words, main, *found)
    if tail and (holder := read_actor(tail)).canonical_id is not None and (known := actor_base().by_id(holder.canonical_id)):
        return _around(words, main, known, main)
    return _generic(words, phrase, head)


def resolve_definite(words: str, candidates: Sequence[Actor]) -> Actor:
    """The one actor that "the regime", "the group" or "the army" can stand for, else an open Actor with its reason.

    Args:
        words: the description as the text has it.
        candidates: actors resolved in the same document; those without an id are passed over.
    """
    actor = read_actor(words)
    if actor.canonical_id is not None:
        return actor
    tokens = [written_key(token) for token in _clean(words).split()]
    heads = [token for token in tokens if token in DEFINITES]
    if not heads or not words.strip().casefold().startswith(("the ", "this ", "that ", "these ", "those ")):
        return actor
    kinds = DEFINITES[heads[-1]]
    fitting = {one.canonical_id: one for one in candidates if one.canonical_id is not None and one.kind in kinds}
    if heads[-1] == "ministry":
        fitting = {key: one for key, one in fitting.items() if key.endswith("-ministry")}
    if len(fitting) == 1:
        (known,) = fitting.values()
        return Actor(
            words=words,
            head=actor.head,
            affiliation=known.affiliation,
            kind=known.kind,
            canonical_id=known.canonical_id,
            name=known.name,
            reason=f"the only {known.kind.replace('_', ' ')} in the document that {words!r} can stand for",
        )
    names = ", ".join(sorted(one.name or one.words for one in fitting.values()))
    why = f"{len(fitting)} candidates remain: {names}" if fitting else "nothing in the document that it can stand for"
    return Actor(words=words, head=actor.head, kind=actor.kind, affiliation=actor.affiliation, reason=why)


def compare(a: Actor, b: Actor) -> Comparison:
    """What two actors of one slot are to each other.

    Same: one id, or the same words. Compatible (granularity): one is part of the other, or is only named by its kind.
    Contradictory (exclusive): two known actors of which neither is part of the other. Not comparable: the words do not say.
    """
    if a.canonical_id is not None and a.canonical_id == b.canonical_id:
        return Comparison(agreement=Agreement.SAME, reason=f"both are {a.name}")
    if written_key(_clean(a.words)) == written_key(_clean(b.words)) and None in (a.canonical_id, b.canonical_id):
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


# --- reading -------------------------------------------------------------------------------------------------------

_QUOTES = pattern(r"[\"“”«»„]")
_PAREN = pattern(r"\s*[(\[]([^)\]]*)[)\]]?")
_CUT = pattern(
    r"\s*,\s+|\s+(?:of|in|from|at|near|for|who|which|that|based|with|by|on|against|under|inside|affiliated|linked|belonging)\s+",
    re.I,
)
_ARTICLE = pattern(r"^(?:the|a|an|some|several|many|official)\s+", re.I)
_JOIN = pattern(r"\s+(?:and|&|or)\s+|\s*/\s*", re.I)

_OFFICE_WORDS = (
    ("air-force", r"air ?force|warplanes?|jets?|planes?|aircraft|helicopters?|fighter jets|air fleets?|war ?planes"),
    ("navy", r"navy|naval forces"),
    ("police", r"police|policem[ae]n|police officers?|gendarmerie|gendarmes"),
    ("security-forces", r"security forces|security services|security personnel"),
    ("armed-forces", r"arm(?:y|ies)|armys|armed forces|military|troops?|soldiers?|forces|artillery|servicemen|drones?"),
    ("intelligence", r"intelligence(?: services?| agency)?"),
    ("parliament", r"parliament|senate|congress|national assembly"),
    ("judiciary", r"judiciary|supreme court|courts?|prosecutors?"),
    ("president", r"president|presidency"),
)
_OFFICES_RE = tuple((office, re.compile(rf"\b(?:{words})\b", re.I)) for office, words in _OFFICE_WORDS)
_GOVERNMENT = pattern(
    r"\b(?:governments?|regimes?|authorities|administration|state|officials?|leadership|cabinet|prime minister)\b", re.I
)
_FIELDS = {
    "defence": r"defen[cs]e", "foreign": r"foreign(?: affairs)?|external affairs", "interior": r"interior|home(?: affairs)?",
    "health": r"health", "information": r"information", "justice": r"justice", "energy": r"energy", "education": r"education",
    "finance": r"finance", "transport": r"transport",
}  # fmt: skip
_MINISTRIES = tuple(
    (field, re.compile(rf"\b(?:{words})\s+(?:minist(?:ry|er)|secretary)\b|\bminist(?:ry|er)\s+(?:of|for)\s+(?:{words})\b", re.I))
    for field, words in _FIELDS.items()
)


_NOT_THE_STATES = frozenset("former rebel rebels opposition kurdish separatist proxy revolutionary insurgent tribal".split())


def _clean(words: str) -> str:
    phrase = " ".join(_QUOTES.sub("", words).split()).strip(" .,;:!?'‘’-–—*")
    return _ARTICLE.sub("", phrase)


def _whole(phrase: str) -> KnownActor | None:
    """The phrase as a name: as it stands, without its bracket, by its bracket, or as a country."""
    base, bare = actor_base(), _PAREN.sub("", phrase).strip()
    for form in (phrase, bare, re.sub(r"['’]?s$", "", bare), *(_PAREN.findall(phrase) if bare else ())):
        if form and (known := base.named(form)):
            return known
    country = atlas().country_of(bare) if bare and not bare.islower() else None
    return base.state(country) if country else None


def _several(phrase: str) -> str:
    """The kind of a phrase that joins several actors, "unidentified" where they differ; empty where it joins none."""
    halves = [half for half in _JOIN.split(phrase) if half.strip()]
    if len(halves) < 2:
        return ""
    actors = [read_actor(half) for half in halves]
    ids = {actor.canonical_id for actor in actors if actor.canonical_id}
    kinds = {actor.kind for actor in actors}
    # "regime and Russian warplanes": the regime's cannot be told, but they are not Russia's alone.
    if len(ids) < 2 and (not ids or "unidentified" in kinds or sum(actor.canonical_id is None for actor in actors) == 0):
        return ""
    return kinds.pop() if len(kinds) == 1 else "unidentified"


def _parted(phrase: str) -> tuple[str, str]:
    """The phrase up to its first "of", "for", "in" ..., and what follows."""
    bare = _PAREN.sub("", phrase).strip() or phrase
    cut = _CUT.search(bare)
    return (bare[: cut.start()], _ARTICLE.sub("", bare[cut.end() :])) if cut and cut.start() > 0 else (bare, "")


def _known_in(main: str) -> tuple[KnownActor, str] | None:
    """The longest name inside the phrase and the words around it, where none of those is a name that we do not know."""
    tokens, base = main.split(), actor_base()
    for size in range(min(len(tokens), LONGEST_NAME), 0, -1):
        for at in range(len(tokens) - size + 1):
            name = " ".join(tokens[at : at + size])
            known = base.named(name) or base.named(re.sub(r"['’]?s$", "", name))
            if known is None or (size == 1 and name.casefold() in HEAD_KINDS):
                continue
            rest = [*tokens[:at], *tokens[at + size :]]
            if all(_says_little(token) or _role(token) for token in rest):
                return known, " ".join(rest)
    return None


def _office_in(phrase: str) -> tuple[KnownActor, str] | None:
    """The office of a state: a country, its adjective or its possessive, with a head that names the office."""
    country = _country_in(phrase)
    if country is None:
        return None
    base = actor_base()
    for field, ministry in _MINISTRIES:
        if ministry.search(phrase):
            return base.office(country, f"{field}-ministry"), ""
    main = _parted(phrase)[0]
    tokens = {token.casefold() for token in main.split()}
    # "the Syrian opposition forces", "Turkey's state-run agency": a country's, but not an office of its state.
    if tokens & _NOT_THE_STATES or any(HEAD_KINDS.get(token) == "outlet" for token in tokens):
        return None
    for office, words in _OFFICES_RE:
        if words.search(main):
            return base.office(country, office), "" if office == "president" else " ".join(filter(_role, main.split()))
    if _GOVERNMENT.search(main):
        return base.state(country), ""
    return None


def _country_in(phrase: str) -> str | None:
    """The only country that the phrase names on its own ("US-led" and "anti-Syrian" do not count)."""
    tokens = phrase.replace("’", "'").split()
    found: list[str] = []
    at = 0
    while at < len(tokens):
        for size in (3, 2, 1):
            country = atlas().country_of(" ".join(tokens[at : at + size]).strip(",.")) if at + size <= len(tokens) else None
            if country and not (size == 1 and tokens[at] == "us"):
                found.append(country)
                at += size - 1
                break
        at += 1
    return found[0] if len(set(found)) == 1 else None


def _says_little(token: str) -> bool:
    bare = token.casefold().strip(",.'’")
    lead = bare.endswith(("-led", "-backed", "-linked", "-affiliated", "-run", "-based", "-allied", "-controlled"))
    return bare in LITTLE or bare in OWN_PEOPLE or lead or atlas().country_of(token) is not None or bare.isdigit()


def _role(token: str) -> bool:
    return _bare(token) in ROLES


def _around(words: str, main: str, known: KnownActor, rest: str) -> Actor:
    """A known actor with the words around its name: itself, its people, or a person in it."""
    others = [token for token in rest.split() if not _says_little(token)]
    if others or any(_role(token) and token.casefold() not in OWN_PEOPLE for token in rest.split()):
        head = _head(main)
        kind = "person" if any(_role(token) for token in rest.split()) else HEAD_KINDS.get(head.casefold(), "unidentified")
        return Actor(words=words, head=head, affiliation=known.name, kind=kind, reason=f"in or around {known.name}, not it")
    return _resolved(words, _head(main), known)


def _resolved(words: str, head: str, known: KnownActor) -> Actor:
    above = actor_base().by_id(known.parent) if known.parent else None
    affiliation = above.name if above is not None else None
    return Actor(
        words=words,
        head=head,
        affiliation=affiliation,
        kind=known.kind,
        canonical_id=known.id,
        name=known.name,
        reason="knowledge base",
    )


def _generic(words: str, phrase: str, head: str) -> Actor:
    """An actor that no table knows: its kind by its head noun, a person by a title, else unidentified."""
    country = _country_in(phrase)
    affiliation = atlas().country_names[country] if country else None
    tokens = _parted(phrase)[0].split()
    titled = len(tokens) > 1 and tokens[0].casefold().strip(".") in TITLES and tokens[-1][:1].isupper()
    mixed = not phrase.isupper() and not any(HEAD_KINDS.get(_bare(token)) for token in tokens[-1:])
    if titled or (mixed and any(map(_role, tokens)) and any(token[:1].isupper() for token in tokens[1:])):
        return Actor(words=words, head=head, affiliation=affiliation, kind="person", reason="a person; persons are not looked up")
    kind = _kind([_bare(token) for token in (head, *reversed(tokens))])
    reason = "named only by its kind" if kind else "not in the knowledge base"
    return Actor(words=words, head=head, affiliation=affiliation, kind=kind or "unidentified", reason=reason)


def _kind(tokens: list[str]) -> str | None:
    """The kind that head nouns and their like give; "terrorist groups" are what the first word says."""
    kinds = [HEAD_KINDS[token] for token in tokens if token in HEAD_KINDS]
    if "state_forces" in kinds[:1]:
        # "Kurdish forces", "coalition troops": troops, but not a state's.
        kinds = ["international_body"] if "coalition" in tokens else ["armed_group"] if _NOT_THE_STATES & set(tokens) else kinds
    return next((kind for kind in kinds if kind != "unidentified"), kinds[0] if kinds else None)


def _bare(token: str) -> str:
    return token.casefold().strip(",.'’")


def _head(phrase: str) -> str:
    """The head noun: the last word before "of", "for", "in" and their like."""
    main = _parted(phrase)[0] if phrase else ""
    tokens = main.split()
    return tokens[-1].strip(",.'’") if tokens else ""
