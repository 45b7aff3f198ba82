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
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, pairwise

from saidso.link.citations import citations, names_outlet, wires
from saidso.link.names import is_known, is_outlet, resolve
from saidso.link.told import BACKGROUND, BOILERPLATE
from saidso.nouns.incident import OriginJoin, Origins
from saidso.values.publishers import publishers
from saidso.values.spelling import written_key

CONTAINMENT = 0.3  # DESIGN.md section 3: an abridged copy keeps a third of the shorter passage
SHARED_SHINGLES = 12  # and at least so many 3-word runs: below it two reporters may find the same words
VERBATIM_SHINGLES = 4  # a short passage repeated to the letter (six words and up) is a copy too, or a copy would add an origin
EDITED_SHINGLES, EDITED = 6, 0.6  # one sentence with two or three words changed by a desk keeps so many runs of the longer one
AGENCY_DAYS = 3  # 72 hours: claims carry days, not hours

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
    told: str = ""
    """The sentence that holds the value, where ``passage`` is longer."""
    uncited: frozenset[str] = frozenset()
    """Names of ``chain`` that the text names without any word of citing them."""

    @property
    def innermost(self) -> str:
        """The name of the voice that is the origin, as far as this assertion shows."""
        return self.chain[-1]

    def may_be_one_act(self, other: OriginAssertion) -> bool:
        """Whether both may speak of one act: two sentences of one copied passage speak of two."""
        return not (self.about and other.about) or self.about == other.about

    def near(self, other: OriginAssertion) -> bool:
        """Whether both were said within 72 hours. Without a date we take the copy for a copy: fewer origins."""
        return self.said_on is None or other.said_on is None or abs(self.said_on - other.said_on) <= timedelta(days=AGENCY_DAYS)


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
    by_id = {one.id: one for one in given}
    for citing, cited, reason in list(citations(given, parts.root_of())):
        parts.join(citing, cited, "cites-publisher", reason)
        if names_outlet(by_id[citing].innermost, by_id[cited].publisher):
            by_id[citing] = replace(by_id[citing], identified=False)  # it knows what the cited one knows, and no more
    for citing, cited, reason in list(wires(given, parts.root_of())):
        parts.join(citing, cited, "same-agency", reason)
    made = parts.all()
    lo = lowest([by_id[each] for each in part] for part in made) if made else 0
    return Origins(lo=lo, hi=len(made), parts=made, joins=tuple(parts.joins))


def _join_copies(given: Sequence[OriginAssertion], parts: _Parts, stands: Stands) -> None:
    """Rule 2 for all pairs. Words without a voice that may be copied from two named voices are joined to neither.

    Copies of each other go first, so that what one may stand for counts for all of them. A document's own words beside a
    voice in the same passage may stand for that voice too, but are no copy of it.
    """
    common = _common_sentences(given, stands)
    pairs = combinations(given, 2)
    copies = [(one, other, copied) for one, other in pairs if (copied := _copied_join(one, other, stands, common))]
    across = [(one, other, copied) for one, other, copied in copies if one.document != other.document]
    for one, other, copied in across:
        if one.own == other.own and not parts.joined(one.id, other.id):
            parts.join(one.id, other.id, *copied)
    root = parts.root_of()
    named = {root[one.id] for one in given if one.identified}
    may_be: dict[str, set[str]] = defaultdict(set)
    for one, other, _ in copies:
        for copy, voice in ((root[one.id], root[other.id]), (root[other.id], root[one.id])):
            if voice in named and copy not in named:
                may_be[copy].add(voice)
    for one, other, copied in across:
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
        (identified if any(_is_identified(one) for one in part) else unidentified).append(earliest)
    if not identified:
        return 1 if unidentified else 0
    first = min((day for day in identified if day is not None), default=None)
    ahead = first is not None and None not in identified and any(day is not None and day < first for day in unidentified)
    return len(identified) + (1 if ahead else 0)


def _is_identified(one: OriginAssertion) -> bool:
    """Another outlet's name identifies nobody: what it reports it may have from any of the others."""
    return one.identified and (one.own or not is_outlet(one.innermost))


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


def _copied_join(
    one: OriginAssertion, other: OriginAssertion, stands: Stands, common: frozenset[Shingles]
) -> tuple[str, str] | None:
    """Rule 2: copied words or one agency, unless two different voices are named."""
    same_agency = _one_wire(one, other) and one.near(other)
    unnamed = same_agency and not (one.own or other.own or one.identified or other.identified) and one.may_be_one_act(other)
    if not (unnamed or _may_be_one(one, other, stands)):
        return None
    shared = shared_text(one.passage, other.passage, common=common)
    if shared is None and one.own == other.own:
        shared = _same_sentence(one.told, other.told)
    if shared is not None:
        return "shared-text", shared
    return ("same-agency", f"both credit {one.agency or other.agency!r} within 72 hours") if same_agency else None


def _one_wire(one: OriginAssertion, other: OriginAssertion) -> bool:
    """Whether both credit one agency, or one prints what the other credits to it."""
    a, b = (written_key(each.agency or "") for each in (one, other))
    return bool(a and a in (b, written_key(other.publisher))) or bool(b and b == written_key(one.publisher))


def _may_be_one(one: OriginAssertion, other: OriginAssertion, stands: Stands) -> bool:
    if not one.may_be_one_act(other):
        return False
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


def _group_key(one: OriginAssertion, stands: Stands) -> Hashable | None:
    house = _house(one)
    return written_key(house) if one.own and is_known(house) else None


def _group_join(one: OriginAssertion, other: OriginAssertion) -> tuple[str, str]:
    """Rule 4: both unattributed, of one publisher or of one group of publishers."""
    return "publisher-group", f"both unattributed, of {_house(one)!r}"


def _house(one: OriginAssertion) -> str:
    """The group a publisher belongs to, as given or by the tables of publishers; else the publisher itself."""
    return one.publisher_group or publishers().group(one.publisher) or publishers().name(one.publisher)


# ---------------------------------------------------------------- shared text

Shingles = frozenset[tuple[str, ...]]
"""The 3-word runs of a text, case folded."""


def shared_text(one: str, other: str, *, common: frozenset[Shingles] = frozenset()) -> str | None:
    """Why two passages are one text, or None. Containment of 3-word runs, after boilerplate and credits are gone.

    Args:
        one: a passage, one sentence or many.
        other: another one.
        common: sentences that prove nothing, because reports of different voices carry them; a passage that is repeated
            as a whole is a copy all the same.
    """
    a, b = _shingles(one), _shingles(other)
    least, shared = min(len(a), len(b)), len(a & b)
    if shared == least >= VERBATIM_SHINGLES:
        return f"{shared} shared 3-word runs, 100% of the shorter passage"
    if common:
        a, b = (frozenset().union(*(runs for runs in _by_sentence(text) if runs not in common)) for text in (one, other))
        least, shared = min(len(a), len(b)), len(a & b)
    if not least or shared < SHARED_SHINGLES:
        return None
    containment = shared / least
    return f"{shared} shared 3-word runs, {containment:.0%} of the shorter passage" if containment >= CONTAINMENT else None


def overlap(one: str, other: str) -> tuple[int, float] | None:
    """(3-word runs in both texts, their share of the shorter one), for drawings; None where too few are shared for copies."""
    a, b = _shingles(one), _shingles(other)
    shared, least = len(a & b), min(len(a), len(b))
    copied = shared >= VERBATIM_SHINGLES and (shared == least or shared >= max(SHARED_SHINGLES, CONTAINMENT * least))
    return (shared, shared / least) if copied else None


def _same_sentence(one: str, other: str) -> str | None:
    """Why two sentences with the value are one, to the letter or with few words changed, or None."""
    a, b = _shingles(one), _shingles(other)
    shared, longer = len(a & b), max(len(a), len(b))
    if shared < VERBATIM_SHINGLES or (shared < longer and (shared < EDITED_SHINGLES or shared < EDITED * longer)):
        return None
    return f"the sentence with the value: {shared} of {longer} 3-word runs"


def _common_sentences(given: Iterable[OriginAssertion], stands: Stands) -> frozenset[Shingles]:
    """Sentences in the passages of two voices that are named and different: background that every desk has on file."""
    said = [(stands.get(one.innermost), one.passage) for one in given if one.identified and not one.own]
    voices: dict[Shingles, set[str | None]] = defaultdict(set)
    for voice, passage in said if len({voice for voice, _ in said}) > 1 else ():
        for runs in _by_sentence(passage):
            voices[runs].add(voice)
    return frozenset(runs for runs, named in voices.items() if len(named) > 1)


@lru_cache(maxsize=16384)
def _by_sentence(passage: str) -> tuple[Shingles, ...]:
    """The 3-word runs of each sentence that can prove copying; background counts where nothing else is there."""
    parts = [part for part in _SENTENCE.split(_CREDIT.sub(" ", passage.strip())) if not BOILERPLATE.search(part)]
    words = [[word.casefold() for word in _WORD.findall(part)] for part in _without_background(parts)]
    made = (frozenset(zip(each, each[1:], each[2:], strict=False)) for each in words)
    return tuple(runs for runs in made if runs)


def _without_background(parts: list[str]) -> list[str]:
    return [part for part in parts if not BACKGROUND.search(part)] or parts


@lru_cache(maxsize=16384)
def _shingles(passage: str) -> Shingles:
    return frozenset().union(*_by_sentence(passage))


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
