"""Who in a text is a person, and is that person named with an office? The guard's eyes; it decides, ``guard`` acts.

Two sources are joined: what the model marked as Person, and cues of our own ("resident Xxx Yyy", "Xxx Yyy, 34,",
a frequent first name before another capitalised word). Office words before or after, in the same noun phrase, make a
person public. When in doubt we take a person to be private: a needless pseudonym costs a reader a look at the
internal copy, a printed name can cost a witness far more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from saidso.show.people_words import (  # isort: skip
    FIGURE_SURNAMES, FIGURES, GEOGRAPHY, GIVEN, HEADLINES, HONORIFICS, NOT_PEOPLE, OFFICE_OPENERS,
    OPENING, ORGANISATION, PARTICLES, PEOPLES, PRIVATE, SPEECH, STOP,
)  # fmt: skip
from saidso.show.person_cues import (
    LISTED,
    alone,
    coordinated,
    is_office,
    mourned,
    office_after,
    office_before,
    private_cue,
    speaks,
    stands_alone,
)
from saidso.show.written_words import Word, fold, joined, opens_sentence, pieces, shouting, words_of

_LONGEST_NAME = 7
"""Words; a longer run of capitals is a headline or a body."""
_LARGE_TOWN = 200_000
"""People; smaller towns share their names with too many families."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What others know of the text: the model's entities as (start, end, type), and spans that speak or act."""

    entities: tuple[tuple[int, int, str], ...] = ()
    holders: tuple[tuple[int, int], ...] = ()
    bodies: frozenset[str] = frozenset()
    """Folded names of the publisher, the issuer and the agency: they speak in public."""
    read: bool = False
    """A model has read the text. Where none has, every capitalised run of two words is taken for a person."""


@dataclass(slots=True)
class People:
    """Names found, as tuples of folded pieces: ``public`` were seen with an office, ``private`` were not."""

    public: set[tuple[str, ...]] = field(default_factory=set)
    private: set[tuple[str, ...]] = field(default_factory=set)
    kept_apart: set[tuple[str, ...]] = field(default_factory=set)
    """Private ones with a cue of private life beside them: never merged with an official of the same surname."""


def people_in(text: str, hints: Hints | None = None) -> People:
    """The people named in ``text``: who holds an office, and who does not.

    Args:
        text: any text, a whole document or one line.
        hints: what a model saw in exactly this text; without it, cues alone decide.
    """
    hints = hints or Hints(read=True)
    words = words_of(text)
    people = People()
    lower = _lower(text, words)
    open_ones: list[tuple[int, int]] = []
    private: list[tuple[int, int]] = []
    for first, last in _runs(text, words, hints, lower):
        if all(word.key in lower and word.key not in GIVEN for word in words[first:last]) and not private_cue(
            text, words, first, last
        ):
            continue
        verdict = _judge(text, words, first, last, hints, people)
        if verdict is not _Verdict.SETTLED:
            (private if verdict is _Verdict.PRIVATE else open_ones).append((first, last))
    _judge_by_company(text, words, open_ones, private, people)
    _settle(people)
    return people


def _runs(text: str, words: Sequence[Word], hints: Hints, lower: set[str]) -> Iterator[tuple[int, int]]:
    """Stretches of words [first, last) that could be one name: capitals with particles between."""
    spans = [(start, end) for start, end, kind in hints.entities if kind == "Person"]
    index = 0
    while index < len(words):
        if not _may_be_name(text, words[index]):
            index += 1
            continue
        last = index + 1
        while last < len(words) and joined(text, words, last) and (
            _may_be_name(text, words[last]) or words[last].key in PARTICLES or _abbreviated(text, words[last])
        ):
            last += 1
        yield from _trimmed(text, words, index, last, lower)
        index = last
    for start, end in spans:  # a model may see a name where capitals do not show it
        inside = [i for i, word in enumerate(words) if start <= word.start and word.end <= end]
        if inside and not words[inside[-1]].capital and words[inside[-1]].key in GIVEN:
            yield inside[-1], inside[-1] + 1


def _lower(text: str, words: Sequence[Word]) -> set[str]:
    """The words that also stand in lower case: a headline's "Civilians" is no surname where the text has civilians."""
    return {word.key for word in words if not word.capital and not _in_address(text, word)}


_OF_ADDRESSES = frozenset("@_/.")
_DOT_INSIDE = re.compile(r"\.\w")


def _in_address(text: str, word: Word) -> bool:
    """Whether the word is a part of "ana.ruiz@post.example" or a link, where lower case tells nothing."""
    around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 2]
    if _OF_ADDRESSES.isdisjoint(around):
        return False
    return any(mark in around for mark in "@_/") or _DOT_INSIDE.search(around) is not None or around[:1] == "."


def _may_be_name(text: str, word: Word) -> bool:
    if not word.capital:
        return False
    if not shouting(text, word.start):
        return True
    blocked = (STOP, SPEECH, ORGANISATION, GEOGRAPHY, HEADLINES, PRIVATE)
    return word.key in GIVEN or not any(word.key in words for words in blocked)


def _abbreviated(text: str, word: Word) -> bool:
    return word.end - word.start == 1 and text[word.end : word.end + 1] == "."


def _trimmed(text: str, words: Sequence[Word], first: int, last: int, lower: set[str]) -> Iterator[tuple[int, int]]:
    """A run without what only leads up to the name (offices, callings, sentence openers), cut where such words stand inside."""
    start = first
    for index in range(first, last + 1):
        at_end = index == last
        if not at_end and not _leads(text, words, index, start, lower):
            continue
        low, high = start, index
        while low < high and words[low].key in PARTICLES and words[low].key not in OPENING:
            low += 1
        while high > low and (words[high - 1].key in PARTICLES or words[high - 1].key in STOP):
            high -= 1
        for at in range(low, high, _LONGEST_NAME):
            yield at, min(high, at + _LONGEST_NAME)
        start = index + 1


def _leads(text: str, words: Sequence[Word], index: int, start: int, lower: set[str]) -> bool:
    """Whether this capitalised word is no part of a name: an office, a calling, or a common word that opens the sentence."""
    word = words[index]
    if word.key in PARTICLES:
        return False
    if word.key in STOP or word.key in HONORIFICS or word.key in SPEECH:
        return True
    if index > start and words[index - 1].key in GIVEN and not _joined_capital(text, words, index + 1):
        return False  # "Martin King": an office word that closes a name after a first name is a surname
    if is_office(word.key) or word.key in OFFICE_OPENERS or (word.key in PRIVATE and index == start):
        return True
    if not (index == start and word.key in lower and word.key not in GIVEN and opens_sentence(text, word.start)):
        return False
    # "Soldiers Ana Ruiz and" opens with a common word, "Hope Ruiz" may not: only where two capitals remain is the first left out.
    return _joined_capital(text, words, index + 1) and _joined_capital(text, words, index + 2)


def _joined_capital(text: str, words: Sequence[Word], index: int) -> bool:
    return index < len(words) and words[index].capital and joined(text, words, index)


class _Verdict(Enum):
    SETTLED = "public, or no person"
    PRIVATE = "private"
    OPEN = "nothing says that it is a person"


def _judge_by_company(
    text: str,
    words: Sequence[Word],
    undecided: Sequence[tuple[int, int]],
    private: Sequence[tuple[int, int]],
    people: People,
) -> None:
    """In a list with a private person, a name that nothing else tells is one too: "Xxx Yyy, Xxx Zzz and Vvv Www".

    A bare name only beside another bare one ("Badr and Anas") or before its surname ("Ada and Ivo Brenner").
    """
    company, left = list(private), list(undecided)
    while company:
        first, last = company.pop()
        for each in tuple(left):
            lone = each[1] - each[0] == 1
            before = coordinated(text, words[each[1] - 1], words[first])
            after = coordinated(text, words[last - 1], words[each[0]])
            if (before and (not lone or "," not in text[words[each[0]].end : words[first].start])) or (
                after and (not lone or last - first == 1)
            ):
                left.remove(each)
                company.append(each)
                people.private.add(pieces(fold(text[words[each[0]].start : words[each[1] - 1].end])))


def _judge(text: str, words: Sequence[Word], first: int, last: int, hints: Hints, people: People) -> _Verdict:
    """Put the name ``words[first:last]`` with the public or the private, or leave it: it is no person, or nothing tells."""
    start, end = words[first].start, words[last - 1].end
    if not shouting(text, start) and any(text[w.start : w.end].isupper() and w.end - w.start > 1 for w in words[first:last]):
        return _Verdict.SETTLED  # "UN High", "MLKP": letters that stand for a body
    if last - first == 1 and first > 1 and words[first - 1].key == "of" and is_office(words[first - 2].key):
        return _Verdict.SETTLED  # "the governor of Belkhar": what an office is over
    name = pieces(fold(text[start:end]))
    joined = " ".join(name)
    if joined in NOT_PEOPLE or not any(len(piece) > 1 for piece in name) or _is_body(words, first, last, joined, hints):
        return _Verdict.SETTLED
    known = joined in FIGURES or joined.removeprefix("al ") in FIGURE_SURNAMES
    if known or office_before(text, words, first) or office_after(text, words, last):
        people.public.add(name)
        return _Verdict.SETTLED
    private = private_cue(text, words, first, last)
    if not private and is_known(text[start:end]):
        return _Verdict.SETTLED
    if private or _is_person(text, words, first, last, hints):
        people.private.add(name)
        if private:
            people.kept_apart.add(name)
        return _Verdict.PRIVATE
    placed = all(word.key in GEOGRAPHY or word.key in STOP or word.key in PEOPLES for word in words[first:last])
    return _Verdict.SETTLED if placed else _Verdict.OPEN


@lru_cache(maxsize=4096)
def is_known(name: str) -> bool:
    """Whether our tables know the name as a party to a conflict, an outlet, or a place that nobody is named after.

    "Daesh", "Sputnik", "Caracas", "Hassakeh": large towns of the gazetteer, and every place of our own table.
    """
    from saidso.values.actor import read_actor  # with the gazetteer's arrays: not before there is a name to judge
    from saidso.values.gazetteer import gazetteer
    from saidso.values.place import resolve
    from saidso.values.publishers import publishers

    if any(read_actor(word).kind in {"armed_group", "militia"} for word in name.split() if fold(word) not in GIVEN):
        return True  # "Daesh Trying": a headline about a group
    if publishers().called(name) is not None or (resolve(name).reason == "own table" and fold(name) not in GIVEN):
        return True
    return read_actor(name).canonical_id is not None or any(t.population >= _LARGE_TOWN for t in gazetteer().written(name))


def _is_person(text: str, words: Sequence[Word], first: int, last: int, hints: Hints) -> bool:
    start, end = words[first].start, words[last - 1].end
    keys = [word.key for word in words[first:last]]
    kinds = {kind for s, e, kind in hints.entities if s < end and start < e}
    if all(key in GEOGRAPHY or key in STOP or key in PARTICLES for key in keys):
        return False
    if "Person" in kinds and shouting(text, start):
        # Without capitals to go by, the model takes any word for a name: only two words of one entity, or a first name, are one.
        seen = [sum(s <= word.start < e for word in words[first:last]) for s, e, kind in hints.entities if kind == "Person"]
        if max(seen) > 1 or (len(keys) > 1 and any(key in GIVEN for key in keys)):
            return True
    elif "Person" in kinds:
        return len(keys) > 1 or _heads_its_span(text, start, end, hints)
    if not any(key in GEOGRAPHY for key in keys) and mourned(text, words, first, last):
        return True
    if kinds:
        return False
    names = [key for key in keys if key not in PARTICLES]
    if first > 0 and words[first - 1].key in HONORIFICS and joined(text, words, first):
        return True
    if keys[0] in {"umm", "um"} and len(keys) > 1:
        return True  # "Umm Khaldun": a mother, and no town of ours
    if len(names) < 2:
        return alone(text, words, first, last)
    if names[0] in GIVEN or keys[0] in {"abu", "umm", "um", "ibn"}:
        return True
    if any(key in GEOGRAPHY for key in names):
        return False
    if not hints.read or speaks(text, words, first, last) or LISTED.search(text, max(0, start - 160), start):
        return True
    return any(s <= start and end <= e for s, e in hints.holders) or stands_alone(text, words, first, last)


def _is_body(words: Sequence[Word], first: int, last: int, joined: str, hints: Hints) -> bool:
    """A run with a body's word in it ("Highland Liberation Front") or a publisher's name is no person, unless a first name leads.

    The model has no say here: it takes "the Front said" for a person often enough to make a page unreadable.
    """
    keys = [word.key for word in words[first:last]]
    if keys[0] in GIVEN:
        return False
    return any(key in ORGANISATION for key in keys) or any(f" {joined} " in f" {body} " for body in hints.bodies)


def _heads_its_span(text: str, start: int, end: int, hints: Hints) -> bool:
    """Whether a single name ends its Person span: "Karim" does, "Orran" in "Orran soldiers" and "the Orrans" do not."""
    for s, e, kind in hints.entities:
        if kind == "Person" and s <= start and end <= e + 2:
            lead = text[s:start].strip().lower()
            return not re.search(r"[^\W\d_]{2,}", text[end:e]) and lead not in {"the", "a", "an", "some", "many"}
    return True


def _settle(people: People) -> None:
    """A name once seen with an office stays; an official's bare surname also covers the one full name that carries it."""
    ends = {(name[0], name[-1]) for name in people.public if len(name) > 1}
    bare = {name[-1] for name in people.public if len(name) == 1 or (len(name) == 2 and name[0] in PARTICLES)}
    for surname in bare:
        carriers = {name for name in people.private - people.kept_apart if len(name) > 1 and name[-1] == surname}
        if len({(name[0], name[-1]) for name in carriers}) == 1:
            people.public |= carriers
    surnames = {name[-1] for name in people.public}
    for name in set(people.private):
        same_ends = len(name) > 1 and (name[0], name[-1]) in ends
        if name in people.public or same_ends or (len(name) == 1 and name[0] in surnames and name not in people.kept_apart):
            people.private.discard(name)
            people.public.add(name)


def merged(parts: Iterable[People]) -> People:
    """One record of the people of several texts of one document (its body, its title, its turns)."""
    whole = People()
    for part in parts:
        whole.public |= part.public
        whole.private |= part.private
        whole.kept_apart |= part.kept_apart
    _settle(whole)
    return whole
