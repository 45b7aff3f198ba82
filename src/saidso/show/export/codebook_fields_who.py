"""Columns about parties: who stands in actor 1 and actor 2, of which class, who claims it, who is only suspected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from saidso.nouns.claim import Claim, Stance, VoiceKind
from saidso.show.export.codebook_case import Case
from saidso.show.export.codebook_parties import Party, distinct, voice_name
from saidso.show.export.finer_types import FinerCase, is_kind_of
from saidso.values.atlas import atlas

Fields = Mapping[str, tuple[str, Callable[[Case], str]]]

_TWO_SIDED = frozenset({FinerCase.CLASH, FinerCase.CEASEFIRE_AGREEMENT, FinerCase.CEASEFIRE_VIOLATION})
"""Cases in which actor and target are two sides of one act."""


def country_name(case: Case) -> str:
    """The country of the place, empty where it is not known."""
    return atlas().country_names.get(case.place.country, "") if case.place and case.place.country else ""


def _generic(words: str, case: Case) -> Party:
    """A party that nobody names, as ACLED calls it: "Civilians (Syria)"."""
    country = country_name(case)
    kind = {"Protesters": "protesters", "Rioters": "rioters", "Civilians": "civilians"}.get(words, "unidentified")
    return Party(name=f"{words} ({country})" if country else words, kind=kind)


def sides(case: Case) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who stands in the first actor column and who in the second, with those beside them.

    A doer whom nobody names, or about whom the voices differ, is an unidentified armed group; protesters and rioters are
    the first actor of their act. The order says nothing of blame, but for ACLED's attacks, whose target is the second.
    """
    crowd = "Rioters" if FinerCase.RIOT_MOB in case.scene.cases else "Protesters"
    if case.scene.cases & {FinerCase.PROTEST, FinerCase.RIOT_MOB, FinerCase.REPRESSION_CROWD_FORCE}:
        return (_generic(crowd, case),), _armed(case.everybody)
    if case.scene.cases & _TWO_SIDED:
        both = _armed(case.everybody)
        return both[:1] or (_generic("Unidentified Armed Group", case),), both[1:]
    first = (_as_actor(case.doer, case),) if case.doer else (_generic("Unidentified Armed Group", case),)
    armed = tuple(party for party in _armed(case.sufferers) if party.name != first[0].name)
    unarmed = any(party.side == "civilians" for party in case.sufferers)
    return first, (*armed, *((_generic("Civilians", case),) if unarmed else ()))


def _armed(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Parties of arms, the most named first; one without a name of its own only where it would be one of the first two."""
    given = [party for party in parties if party.side in ("state", "group") or (party.named and party.side == "unknown")]
    return tuple(party for at, party in enumerate(given) if party.named or at < 2)


def _as_actor(party: Party, case: Case) -> Party:
    """A doer as named; one without a name of its own ("gunmen", "soldiers") is one of its kind, or unidentified."""
    known = party.named or party.side in ("state", "group")
    return party if known and party.side != "civilians" else _generic("Unidentified Armed Group", case)


def _class_of(party: Party, case: Case) -> str:
    """The scheme's word for a party's kind; a state's forces outside their own country are "external"."""
    words = case.codebook.actors
    kind = party.kind
    if party.side == "state" and party.country and case.place and case.place.country not in (None, party.country):
        kind = "external"
    return (words.get(kind) or words.get("unidentified") or ("",))[0]


def _side(case: Case, at: int) -> tuple[Party, ...]:
    return sides(case)[at]


def _pair(case: Case) -> str:
    """Both classes in the scheme's order of classes: "State forces-Civilians", or "Rebel group only"."""
    order = list(dict.fromkeys(word for words in case.codebook.actors.values() for word in words))
    classes = [_class_of(side[0], case) for side in sides(case) if side]
    ranked = sorted(filter(None, classes), key=order.index)
    return "-".join(ranked) if len(ranked) == 2 else f"{ranked[0]} only" if ranked else ""


def _civilians_targeted(case: Case) -> str:
    """ACLED's mark where civilians are the main or only target: of an act of arms that hits no armed party, or a crowd."""
    crowd = FinerCase.RIOT_MOB not in case.scene.cases and case.scene.died and bool(
        case.scene.cases & {FinerCase.PROTEST, FinerCase.REPRESSION_CROWD_FORCE}
    )  # fmt: skip
    fought = case.scene.cases & {FinerCase.ABDUCTION, FinerCase.SEXUAL_VIOLENCE_TORTURE} or case.scene.fought
    only = "civilians" in case.scene.targets and not case.scene.targets & {"state", "group"}
    return "Civilian targeting" if crowd or (fought and only and FinerCase.CLASH not in case.scene.cases) else ""


# ---------------------------------------------------------------- claims of responsibility


def claimers(case: Case) -> tuple[str, ...]:
    """The voices that claim it, first to claim first."""
    found = [claim for claim in case.reviewed if claim.stance is Stance.CLAIMS_RESPONSIBILITY]
    ordered = sorted(found, key=lambda claim: (claim.said_on is None, claim.said_on, claim.id))
    return distinct(voice_name(claim.origin.resolved) for claim in ordered)


def groups(case: Case) -> tuple[Party, ...]:
    """Those who claim it, then those whom others name as the doer."""
    named = [party for party in case.doers if party.named]
    return tuple(sorted(named, key=lambda party: not _claims(case, party)))


def _claims(case: Case, party: Party) -> bool:
    return any(claim.stance is Stance.CLAIMS_RESPONSIBILITY and claim.origin.resolved in party.words for claim in case.reviewed)


def _group(case: Case, at: int) -> Party | None:
    found = groups(case)
    return found[at] if at < len(found) else None


def _group_name(case: Case, at: int) -> str:
    group = _group(case, at)
    return group.name if group else ("Unknown" if at == 0 else "")


def _claimed(case: Case, at: int) -> str:
    group = _group(case, at)
    return str(int(_claims(case, group))) if group else ("0" if at == 0 else "")


def _claim_mode(case: Case, at: int) -> tuple[str, str]:
    """GTD's mode of a claim, where the words that report it name just one of its list.

    Else the group's own statement is "Other", for the list has no word for one, and what others tell of it is unknown.
    """
    group = _group(case, at)
    if group is None or not _claims(case, group):
        return "", ""
    theirs = [
        claim
        for claim in case.reviewed
        if claim.stance is Stance.CLAIMS_RESPONSIBILITY and claim.origin.resolved in group.words
    ]
    named = {mode for claim in theirs for mode, words in _MODES.items() if words.search(claim.passage.quote)}
    if len(named) == 1:
        return named.pop()
    return ("9", "Other") if any(_own_statement(claim, group) for claim in theirs) else ("10", "Unknown")


_MODES = {
    ("1", "Letter"): re.compile(r"\b(?:in|by|through|with) (?:an? |the )?(?:\w+ )?letter\b", re.I),
    ("2", "Call (post-incident)"): re.compile(
        r"\b(?:in|by) (?:an? |the )?(?:anonymous )?(?:tele)?phone call\b|\b(?:by (?:tele)?phone|over the (?:tele)?phone)\b"
        r"|\b(?:tele)?phoned\b",
        re.I,
    ),
    ("4", "E-mail"): re.compile(r"\b(?:in|by|via) (?:an? |the )?e-?mail(?:ed)?\b|\be-?mailed\b", re.I),
    ("5", "Note left at scene"): re.compile(r"\b(?:note|leaflets?|pamphlets?) (?:was |were )?(?:left|found|dropped)\b", re.I),
    ("6", "Video"): re.compile(r"\b(?:in|on|with|by|through|via) (?:an? |the )?(?:\w+ )?video(?: \w+)?\b", re.I),
    ("7", "Posted to website, blog, etc."): re.compile(
        r"\b(?:on|via|through|posted to|posted on) (?:its|their|the group's|an?|the|social)? ?(?:\w+ )?"
        r"(?:website|web site|blog|Telegram|Twitter|Facebook|media accounts?|channels?|online forum)\b",
        re.I,
    ),
}
"""GTD's numbers of a mode and the words for it; "Call (pre-incident)" and "Personal claim" have no words that nothing else has.

English only: what other languages say of it stays "Other" or "Unknown".
"""


def _own_statement(claim: Claim, group: Party) -> bool:
    issued = (VoiceKind.ISSUER, VoiceKind.PUBLISHER)
    return any(voice.kind in issued and (voice.resolved in group.words or voice.resolved == group.name) for voice in claim.chain)


def _suspected(case: Case, at: int) -> str:
    """1 where a group is only accused, 0 where somebody says or the group itself claims that it did it."""
    group = _group(case, at)
    if group is None:
        return ""
    about = [claim for claim in case.held if any(given.evidence.quote in group.words for given in claim.of("actor"))]
    return str(int(not _claims(case, group) and bool(about) and all(claim.stance is Stance.ACCUSES for claim in about)))


def _competing(case: Case) -> str:
    many = sum(_claims(case, party) for party in groups(case))
    return str(int(many > 1)) if many else ""


# ---------------------------------------------------------------- targets and weapons in the scheme's words


def _target_class(case: Case, at: int) -> str:
    kinds = [party.kind for party in case.sufferers if party.kind in case.codebook.targets]
    kind = kinds[0] if kinds else "unidentified"
    return _word(case.codebook.targets.get(kind), at)


def _weapon_class(case: Case, at: int) -> str:
    named = (weapon for weapon in case.codebook.weapons for words in case.scene.weapons if is_kind_of(words, weapon))
    found = case.codebook.weapons.get(next(named, "unidentified"))
    return _word(found, at)


def _word(words: tuple[str, ...] | None, at: int) -> str:
    return "" if not words else words[min(at, len(words) - 1)]


def _named(case: Case) -> str:
    return "; ".join(party.name for party in case.doers)


def _denied_by(case: Case) -> str:
    return "; ".join(distinct(voice_name(claim.origin.resolved) for claim in case.reviewed if claim.stance is Stance.DENIES))


WHO: Fields = {
    "actor1": ("first actor, named only where the voices agree who it is", lambda c: _names(_side(c, 0)[:1])),
    "actor1_others": ("who stands beside the first actor", lambda c: _names(_side(c, 0)[1:])),
    "actor1_class": ("the first actor's kind in the words of [actors]", lambda c: _first_class(c, 0)),
    "actor2": ("second actor", lambda c: _names(_side(c, 1)[:1])),
    "actor2_others": ("who stands beside the second actor", lambda c: _names(_side(c, 1)[1:])),
    "actor2_class": ("the second actor's kind in the words of [actors]", lambda c: _first_class(c, 1)),
    "actor_pair": ("both kinds in the order of [actors], joined by a hyphen", _pair),
    "civilian_targeting": ("“Civilian targeting” where unarmed people are the main or only target", _civilians_targeted),
    "doers": ("everybody whom a voice names as the doer", _named),
    "doer": ("the doer, only where all voices that name one name the same", lambda c: c.doer.name if c.doer else ""),
    "denied_by": ("every voice that denies", _denied_by),
    "group1": ("first group that claims it or is named for it, else “Unknown”", lambda c: _group_name(c, 0)),
    "group2": ("second group", lambda c: _group_name(c, 1)),
    "group3": ("third group", lambda c: _group_name(c, 2)),
    "group1_claimed": ("1 where the first group claims responsibility, else 0", lambda c: _claimed(c, 0)),
    "group2_claimed": ("the same of the second group", lambda c: _claimed(c, 1)),
    "group3_claimed": ("the same of the third group", lambda c: _claimed(c, 2)),
    "group1_claim_mode": ("GTD's number for how the first group claimed it", lambda c: _claim_mode(c, 0)[0]),
    "group1_claim_mode_text": ("the same in words", lambda c: _claim_mode(c, 0)[1]),
    "group2_claim_mode": ("GTD's number for how the second group claimed it", lambda c: _claim_mode(c, 1)[0]),
    "group2_claim_mode_text": ("the same in words", lambda c: _claim_mode(c, 1)[1]),
    "group3_claim_mode": ("GTD's number for how the third group claimed it", lambda c: _claim_mode(c, 2)[0]),
    "group3_claim_mode_text": ("the same in words", lambda c: _claim_mode(c, 2)[1]),
    "group1_suspected": ("1 where the first group is only accused, else 0", lambda c: _suspected(c, 0)),
    "group2_suspected": ("the same of the second group", lambda c: _suspected(c, 1)),
    "group3_suspected": ("the same of the third group", lambda c: _suspected(c, 2)),
    "claimed_by": ("every voice that claims responsibility", lambda c: "; ".join(claimers(c))),
    "competing_claims": ("1 where two groups claim it, 0 where one does, empty where none does", _competing),
    "targets": ("everybody whom a voice names as the target", lambda c: _names(c.sufferers)),
    "target_class": ("the target's kind in [targets], first word", lambda c: _target_class(c, 0)),
    "target_class_text": ("the target's kind in [targets], last word", lambda c: _target_class(c, 1)),
    "weapons": ("every weapon as said", lambda c: "; ".join(c.scene.weapons)),
    "weapon_class": ("the weapon in [weapons], first word", lambda c: _weapon_class(c, 0)),
    "weapon_class_text": ("the weapon in [weapons], last word", lambda c: _weapon_class(c, 1)),
}
"""Name of a field, what it is, and how it is read off a case."""


def _names(parties: tuple[Party, ...]) -> str:
    return "; ".join(party.name for party in parties)


def _first_class(case: Case, at: int) -> str:
    side = _side(case, at)
    return _class_of(side[0], case) if side else ""
