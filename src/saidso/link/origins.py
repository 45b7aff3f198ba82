"""Which voices are one: the origins behind assertions, counted as an interval and with the rule of every join.

DESIGN.md section 3. Two assertions are one origin when

1. ``same-origin``      they name the same innermost voice (``names``), or it is one unnamed voice of one document;
2. ``shared-text``      their passages share text, or ``same-agency`` they credit one agency within 72 hours;
3. ``cites-publisher``  one's chain names the other's publisher;
4. ``publisher-group``  both are unattributed and of one publisher group.

``hi`` counts the parts. ``lo`` counts the same when every unidentified part that is not the earliest is taken to repeat an
earlier one. Which way we err: rules 2 to 4 never join two voices that are named and different, for then a denial could
vanish into the voice it contradicts; everything else that is in doubt is joined, or left out of ``lo``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, pairwise

from saidso.link.names import is_known, is_named, resolve, same_name
from saidso.nouns.incident import OriginJoin, Origins
from saidso.values.spelling import written_key

CONTAINMENT = 0.3  # DESIGN.md section 3: an abridged copy keeps a third of the shorter passage
SHARED_SHINGLES = 12  # and at least so many 3-word runs: below it two reporters may find the same words
VERBATIM_SHINGLES = 4  # a short passage repeated to the letter (six words and up) is a copy too, or a copy would add an origin
AGENCY_DAYS = 3  # 72 hours: claims carry days, not hours

_BOILERPLATE = re.compile(
    r"(?:no (?:group|one|party|organi[sz]ation) (?:has |had )?(?:immediately |yet |so far )?claimed responsib"
    r"|(?:could|can) not (?:be )?(?:independently|immediately) (?:be )?verif"
    r"|(?:did|has|have) not (?:immediately )?(?:respond|repl|comment)|declined to comment|request(?:s)? for comment"
    r"|all rights reserved|copyright|reporting by|edit(?:ed|ing) by|additional reporting|read more|subscribe|sign up for)",
    re.IGNORECASE,
)
"""Sentences that every desk writes: they prove no copying (planted case I09)."""

_CREDIT = re.compile(r"^[^a-z\n]{2,40}\([A-Z][\w .'-]{1,30}\)\s*[-–—]\s*|\s*\((?:[A-Z][\w.'-]*)(?: [A-Z][\w.'-]*){0,3}\)\s*$")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)

Stands = Mapping[str, str | None]
"""A name to the one that stands for its voice, as ``names.resolve`` gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginAssertion:
    """One assertion as rules of origin see it: a claim of the ledger, or a document of the planted cases.

    ``chain`` holds the names from the publisher inwards; its last is the innermost voice. ``own`` says that nobody is
    quoted: the innermost voice is the publisher's. ``identified`` says whether the innermost voice can be told from
    others: a named source, an issuing body, a reporter at the scene. ``about`` is the act, so that two sentences of one
    copied passage are not taken for each other.
    """

    id: str
    document: str
    publisher: str
    chain: tuple[str, ...]
    passage: str
    own: bool
    identified: bool
    said_on: date | None = None
    agency: str | None = None
    publisher_group: str | None = None
    about: str = ""

    @property
    def innermost(self) -> str:
        """The name of the voice that is the origin, as far as this assertion shows."""
        return self.chain[-1]


def origins(assertions: Iterable[OriginAssertion]) -> Origins:
    """The origins behind ``assertions``: ``lo``, ``hi``, the parts and why each join was made.

    A pure function of the set: order and repetition change nothing. Parts are sorted by their first id.
    """
    given = sorted({one.id: one for one in assertions}.values(), key=lambda one: one.id)
    parts = _Parts(one.id for one in given)
    stands = resolve(one.innermost for one in given if one.identified)
    for rule, key in ((_named_join, _voice_key), (_voice_join, _mention_key), (_group_join, _group_key)):
        for alike in _alike(given, key, stands):
            for one, other in pairwise(alike):
                parts.join(one.id, other.id, *rule(one, other))
    _join_copies(given, parts, stands)
    for citing, cited, reason in list(_citations(given, parts.root_of())):
        parts.join(citing, cited, "cites-publisher", reason)
    made = parts.all()
    by_id = {one.id: one for one in given}
    lo = lowest([by_id[each] for each in part] for part in made) if made else 0
    return Origins(lo=lo, hi=len(made), parts=made, joins=tuple(parts.joins))


def _join_copies(given: Sequence[OriginAssertion], parts: _Parts, stands: Stands) -> None:
    """Rule 2 for all pairs. Words without a voice that may be copied from two named voices are joined to neither.

    Copies of each other go first, so that what one may stand for counts for all of them.
    """
    copies = [
        (one, other, copied)
        for one, other in combinations(given, 2)
        if one.document != other.document and (copied := _copied_join(one, other, stands))
    ]
    for one, other, copied in copies:
        if one.own == other.own and not parts.joined(one.id, other.id):
            parts.join(one.id, other.id, *copied)
    root = parts.root_of()
    named = {root[one.id] for one in given if one.identified}
    may_be: dict[str, set[str]] = defaultdict(set)
    for one, other, _ in copies:
        for copy, voice in ((root[one.id], root[other.id]), (root[other.id], root[one.id])):
            if voice in named and copy not in named:
                may_be[copy].add(voice)
    for one, other, copied in copies:
        if all(len(may_be[root[each.id]]) < 2 for each in (one, other)) and not parts.joined(one.id, other.id):
            parts.join(one.id, other.id, *copied)


def lowest(parts: Iterable[Sequence[OriginAssertion]]) -> int:
    """How many origins stand for sure: the identified parts, and an unidentified one that is earlier than all of those.

    An unidentified part of the same day as an identified one may be its echo, so it does not count; nor does one
    without a date.
    """
    identified: list[date | None] = []
    unidentified: list[date | None] = []
    for part in parts:
        days = [one.said_on for one in part if one.said_on is not None]
        earliest = min(days) if len(days) == len(part) else None  # an undated member may be the first
        (identified if any(one.identified for one in part) else unidentified).append(earliest)
    if not identified:
        return 1 if unidentified else 0
    first = min((day for day in identified if day is not None), default=None)
    ahead = first is not None and None not in identified and any(day is not None and day < first for day in unidentified)
    return len(identified) + (1 if ahead else 0)


def _alike(
    given: Sequence[OriginAssertion], key: Callable[[OriginAssertion, Stands], Hashable | None], stands: Stands
) -> Iterator[list[OriginAssertion]]:
    """Assertions that share a key, for the rules that need no look at pairs; None shares nothing."""
    groups: dict[Hashable, list[OriginAssertion]] = defaultdict(list)
    for one in given:
        found = key(one, stands)
        if found is not None:
            groups[found].append(one)
    yield from groups.values()


def _voice_key(one: OriginAssertion, stands: Stands) -> Hashable | None:
    return stands.get(one.innermost) if one.identified else None


def _named_join(one: OriginAssertion, other: OriginAssertion) -> tuple[str, str]:
    """Rule 1: the same innermost voice."""
    a, b = one.innermost, other.innermost
    return "same-origin", f"both end at {a!r}" if a == b else f"{a!r} and {b!r} name one voice"


def _mention_key(one: OriginAssertion, stands: Stands) -> Hashable | None:
    return one.document, one.own, written_key(one.innermost)


def _voice_join(one: OriginAssertion, other: OriginAssertion) -> tuple[str, str]:
    """Rule 1 for the unnamed: one voice of one document."""
    return "same-origin", f"one voice of one document: {one.innermost!r}"


def _copied_join(one: OriginAssertion, other: OriginAssertion, stands: Stands) -> tuple[str, str] | None:
    """Rule 2: copied words or one agency, unless two different voices are named or only one document is seen."""
    if one.document == other.document or not _may_be_one(one, other, stands):
        return None
    shared = shared_text(one.passage, other.passage)
    if shared is not None:
        return "shared-text", shared
    if one.agency and other.agency and written_key(one.agency) == written_key(other.agency) and _within(one, other):
        return "same-agency", f"both credit {one.agency!r} within 72 hours"
    return None


def _may_be_one(one: OriginAssertion, other: OriginAssertion, stands: Stands) -> bool:
    if one.about and other.about and one.about != other.about:
        return False  # two sentences of one copied passage speak of two acts
    if one.own and other.own:
        return True
    if one.own or other.own:
        # The copy may have dropped the attribution; but then it must be an unattributed voice, not a body of its own.
        return not (one.own and one.identified) and not (other.own and other.identified)
    if one.identified and other.identified:
        return stands.get(one.innermost) is not None and stands.get(one.innermost) == stands.get(other.innermost)
    if not one.identified and not other.identified:
        return written_key(one.innermost) == written_key(other.innermost)
    return False


def _within(one: OriginAssertion, other: OriginAssertion) -> bool:
    if one.said_on is None or other.said_on is None:
        return True  # without a date we take the copy for a copy: fewer origins
    return abs(one.said_on - other.said_on) <= timedelta(days=AGENCY_DAYS)


def _group_key(one: OriginAssertion, stands: Stands) -> Hashable | None:
    house = one.publisher_group or one.publisher
    return written_key(house) if one.own and is_known(house) else None


def _group_join(one: OriginAssertion, other: OriginAssertion) -> tuple[str, str]:
    """Rule 4: both unattributed, of one publisher or of one group of publishers."""
    return "publisher-group", f"both unattributed, of {one.publisher_group or one.publisher!r}"


def _citations(given: Sequence[OriginAssertion], root_of: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Rule 3: who names another document's publisher is joined to what that document asserts.

    Where the cited publisher relays several voices, its own voice is meant if it has one; else nothing is chosen.
    """
    by_publisher: dict[str, list[OriginAssertion]] = defaultdict(list)
    for one in given:
        by_publisher[one.publisher].append(one)
    for one in given:
        for name in dict.fromkeys(one.chain):
            for publisher in sorted(by_publisher):
                if publisher == one.publisher or not is_named(name) or not is_known(publisher) or not same_name(name, publisher):
                    continue
                cited = [other for other in by_publisher[publisher] if other.document != one.document]
                meant = _meant(one, name, cited, root_of)
                if meant is not None:
                    yield one.id, meant.id, f"{name!r} is the publisher of {meant.document}"


def _meant(
    one: OriginAssertion, name: str, cited: Sequence[OriginAssertion], root_of: Mapping[str, str]
) -> OriginAssertion | None:
    cited = [other for other in cited if not (one.about and other.about) or one.about == other.about] or list(cited)
    if name != one.innermost:
        # A relay in the middle: the origin stands further in, and only the relay's unattributed words may be that voice.
        cited = [other for other in cited if other.own and not other.identified]
    cited = [other for other in cited if other.own] or list(cited)
    return cited[0] if len({root_of[other.id] for other in cited}) == 1 else None


# ---------------------------------------------------------------- shared text


def shared_text(one: str, other: str) -> str | None:
    """Why two passages are one text, or None. Containment of 3-word runs, after boilerplate and credits are gone."""
    a, b = _shingles(one), _shingles(other)
    least = min(len(a), len(b))
    shared = len(a & b)
    if not least or (shared < SHARED_SHINGLES and not (shared == least >= VERBATIM_SHINGLES)):
        return None
    containment = shared / least
    return f"{shared} shared 3-word runs, {containment:.0%} of the shorter passage" if containment >= CONTAINMENT else None


@lru_cache(maxsize=16384)
def _shingles(passage: str) -> frozenset[tuple[str, ...]]:
    kept = [part for part in _SENTENCE.split(_CREDIT.sub(" ", passage.strip())) if not _BOILERPLATE.search(part)]
    runs: set[tuple[str, ...]] = set()
    for part in kept:
        words = [word.casefold() for word in _WORD.findall(part)]
        runs.update(zip(words, words[1:], words[2:], strict=False))
    return frozenset(runs)


class _Parts:
    """Disjoint sets of ids that remember why each join was made."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._up = {each: each for each in ids}
        self.joins: list[OriginJoin] = []

    def _root(self, one: str) -> str:
        while self._up[one] != one:
            self._up[one] = self._up[self._up[one]]
            one = self._up[one]
        return one

    def joined(self, one: str, other: str) -> bool:
        return self._root(one) == self._root(other)

    def join(self, one: str, other: str, rule: str, reason: str) -> None:
        a, b = sorted((self._root(one), self._root(other)))
        if a != b:
            self._up[b] = a
            self.joins.append(OriginJoin(one=one, other=other, rule=rule, reason=reason))

    def root_of(self) -> dict[str, str]:
        return {each: self._root(each) for each in self._up}

    def all(self) -> tuple[tuple[str, ...], ...]:
        groups: dict[str, list[str]] = defaultdict(list)
        for each in sorted(self._up):
            groups[self._root(each)].append(each)
        return tuple(sorted(tuple(group) for group in groups.values()))
