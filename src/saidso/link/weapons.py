"""Weapons from coarse to fine: whether two words for a weapon can mean one thing.

A small table of our own, in the words of reports (ACLED and UCDP codebooks group weapons the same way). Words it does not
know are never said to exclude each other: a missed contradiction costs a look, an invented one costs trust.
"""

from __future__ import annotations

import re
from functools import lru_cache

from saidso.values.comparison import Agreement, Comparison
from saidso.values.spelling import written_key

_FINER: dict[str, tuple[str, ...]] = {
    "gunfire": (
        "rifle", "machine gun", "pistol", "handgun", "assault rifle", "kalashnikov", "ak 47", "shotgun", "sniper", "small arm",
        "light weapon", "automatic weapon", "gun", "firearm", "bullet", "live ammunition", "live round",
    ),
    "blade": ("knife", "machete", "sword", "axe", "dagger", "knives", "cleaver"),
    "shelling": ("artillery", "mortar", "rocket", "missile", "tank fire", "shell", "tank shell"),
    "artillery": ("howitzer", "field gun", "cannon", "artillery shell", "artillery fire", "gun battery"),
    "mortar": ("mortar shell", "mortar round", "mortar bomb"),
    "rocket": ("grad", "katyusha", "rocket launcher", "multiple rocket launcher"),
    "missile": ("ballistic missile", "cruise missile", "guided missile", "anti tank missile", "iskander", "scud"),
    "air strike": ("airstrike", "air raid", "air attack", "warplane", "fighter jet", "jet", "aircraft", "helicopter", "drone",
                   "barrel bomb", "aerial bomb", "bomber"),
    "drone": ("uav", "unmanned aircraft", "fpv drone", "drone strike", "kamikaze drone"),
    "helicopter": ("gunship", "helicopter gunship"),
    "aircraft": ("warplane", "fighter jet", "jet", "bomber"),
    "explosive": ("bomb", "mine", "grenade", "ied", "dynamite", "booby trap", "explosive device"),
    "bomb": ("car bomb", "roadside bomb", "suicide bomb", "truck bomb", "suicide vest", "explosive belt", "parcel bomb",
             "pipe bomb", "homemade bomb", "ied", "improvised explosive device", "vbied"),
    "car bomb": ("vbied", "booby trapped car", "explosive laden car", "bomb laden car"),
    "mine": ("landmine", "land mine", "anti personnel mine", "anti tank mine"),
    "grenade": ("hand grenade", "rocket propelled grenade", "rpg", "stun grenade"),
    "chemical weapon": ("chlorine", "sarin", "nerve agent", "mustard gas", "poison gas", "gas", "white phosphorus"),
    "fire": ("petrol bomb", "molotov", "molotov cocktail", "arson"),
}  # fmt: skip

_ALIKE = {
    "airstrike": "air strike", "air raid": "air strike", "shell": "shelling", "gun": "gunfire", "knives": "knife",
    "ied": "improvised explosive device", "howitzer fire": "howitzer", "artillery fire": "artillery",
    "artillery shell": "artillery",
}  # fmt: skip

_COARSER: dict[str, set[str]] = {}
for _coarse, _fine in _FINER.items():
    for _each in _fine:
        _COARSER.setdefault(_each, set()).add(_coarse)


@lru_cache(maxsize=4096)
def _known(words: str) -> str | None:
    """The weapon of the table that a phrase names: the finest entry that stands in it, else None."""
    key = " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in written_key(words).split())
    entries = {*_FINER, *_COARSER, *_ALIKE}
    found = sorted(_ALIKE.get(entry, entry) for entry in entries if re.search(rf"\b{re.escape(entry)}\b", key))
    return max(found, key=lambda entry: (len(_above(entry)), len(entry))) if found else None


def _above(weapon: str) -> frozenset[str]:
    """The weapon and everything coarser."""
    found, todo = {weapon}, [weapon]
    while todo:
        for coarser in _COARSER.get(todo.pop(), ()):
            if coarser not in found:
                found.add(coarser)
                todo.append(coarser)
    return frozenset(found)


def compare(one: str, other: str) -> Comparison:
    """What two words for a weapon are to each other: same, coarser and finer (granularity), exclusive, or not comparable."""
    a, b = written_key(one), written_key(other)
    if a == b:
        return Comparison(agreement=Agreement.SAME, reason="the same words")
    known_a, known_b = _known(one), _known(other)
    if known_a is None or known_b is None:
        shorter, longer = sorted((frozenset(a.split()), frozenset(b.split())), key=len)
        if shorter and shorter < longer:
            return Comparison(agreement=Agreement.COMPATIBLE, reason="one says more of the same weapon", kind="granularity")
        return Comparison(agreement=Agreement.NOT_COMPARABLE, reason="a weapon that our table does not know")
    if known_a == known_b:
        return Comparison(agreement=Agreement.SAME, reason=f"both a {known_a}")
    if known_a in _above(known_b) or known_b in _above(known_a):
        reason = f"{known_a} and {known_b}: one is a kind of the other"
        return Comparison(agreement=Agreement.COMPATIBLE, reason=reason, kind="granularity")
    # An attack may use two weapons; even so the words differ, and a person should look.
    return Comparison(agreement=Agreement.CONTRADICTORY, reason=f"{known_a} and {known_b} are two weapons", kind="exclusive")
