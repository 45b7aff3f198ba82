"""The last door: no private person's name leaves the house but through here.

Every page, print and export asks a ``Guard`` for its words. Under ``public`` (the default) and ``partner``, each person who
is not named with an office, a rank or a party role becomes a stable pseudonym such as "Person 3f2a", in values and inside
quotes; handles, e-mail addresses, phone numbers, house addresses and coordinates go as well. ``internal`` shows all.

What a pseudonym is: a keyed hash of the folded name; the key comes from the document's whole text. One person keeps one
pseudonym within a document, bare surnames and first names included; across documents pseudonyms are not linked, on purpose.
We err towards redacting (see ``people``). Source: FIELD.md 3.4; do-no-harm.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote

from saidso.errors import SpanError
from saidso.nouns.claim import IMPORTED, Extraction
from saidso.nouns.document import Document
from saidso.nouns.span import Evidence, Span
from saidso.show.contacts import PSEUDONYM, SHORT_TEXT, contacts_in
from saidso.show.cuts import LINK, WORD_PIECE, Aliases, Cut, Pass, Stretches, apply, joined_cuts, name_cuts
from saidso.show.people import Hints, People, is_known, merged, people_in
from saidso.show.people_words import ADDRESS_WORDS, GEOGRAPHY, GIVEN, OPENING, ORGANISATION, PARTICLES, STOP
from saidso.show.written_words import fold, pieces


class Profile(StrEnum):
    """For whom the output is."""

    PUBLIC = "public"
    """Anyone. Private people, reviewers and bylines are pseudonyms; of a path only the file name is kept."""
    PARTNER = "partner"
    """People we work with. Private people are pseudonyms; bylines, reviewers and paths stay if nobody private is in them."""
    INTERNAL = "internal"
    """Our own desk: everything as it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedQuote:
    """A quote as it may leave: ``redacted_text[start:end] == quote``, in code points."""

    start: int
    end: int
    quote: str


_ROUNDS = 6
"""A pseudonym can bring two words side by side that then read as a name; it settles after one round, more is our seat belt."""


_SEEN = 2_048
"""Words kept as they may leave, by guard: an incident says the same few names again and again."""
_HOST = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#]*")

NOTHING_WITHHELD: Mapping[Span, str] = MappingProxyType({})


class Guard:
    """What may be shown of one document. Make it with ``for_document``; it is pure and safe to keep.

    >>> guard = Guard.for_text("Amina Khalil, 34, fled.")
    >>> guard.text.endswith(", 34, fled.")
    True
    """

    __slots__ = (
        *("_aliases", "_asides", "_key", "_known", "_length", "_own_words", "_passes", "_seen"),
        *("document_id", "original", "profile", "text", "withheld"),
    )

    def __init__(
        self, document_id: str, text: str, people: People, profile: Profile, withheld: Mapping[Span, str] = NOTHING_WITHHELD
    ) -> None:
        self.document_id = document_id
        self.profile = profile
        self.withheld = withheld if profile is not Profile.INTERNAL else NOTHING_WITHHELD
        """Sentences under embargo, as spans of the original text, each with the words that stand in its place."""
        self.original = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        """SHA-256 of the text before redaction, so that the original can be proved later."""
        self._key = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=32, person=b"saidso-guard").digest()
        self._know(people)
        if profile is not Profile.INTERNAL:
            self._know_until_settled(text)
        self._asides = ""
        self._own_words: frozenset[str] | None = None
        self._seen: dict[str, str] = {}
        self._passes: list[Pass] = []
        self._length = len(text)
        if self.withheld:
            self._passes.append(Pass([Cut(span.start, span.end, new) for span, new in self.withheld.items()]))
            text = self._passes[0].applied(text)
        for _ in range(_ROUNDS if profile is not Profile.INTERNAL else 0):
            if not (cuts := self._find(text, self._aliases)):
                break
            self._passes.append(Pass(cuts))
            text = apply(text, cuts)
        self.text = text
        """The whole text as it may leave."""

    @classmethod
    def for_document(
        cls,
        document: Document,
        extraction: Extraction | None,
        profile: Profile = Profile.PUBLIC,
        *,
        withheld: Mapping[Span, str] = NOTHING_WITHHELD,
    ) -> Guard:
        """The guard of one document.

        Args:
            document: its text, title, byline and speakers are searched for people.
            extraction: what a model read in it. Without one the guard fails closed: it takes every capitalised run of two
                words that is no body and no place for a person.
            profile: for whom the output is.
            withheld: sentences under embargo, in order and apart, with the words to put in their place.
        """
        profile = Profile(profile)
        if profile is Profile.INTERNAL:
            return cls(document.id, document.text, People(), profile)
        known = document.metadata
        asides = [str(k.value) for k in (known.title, known.issuer) if k.value is not None]
        named = [t.speaker.value for t in document.turns if t.speaker.value not in (known.publisher.value, known.issuer.value)]
        if profile is Profile.PUBLIC:
            named.append(known.author.value)
        bodies = frozenset(" ".join(pieces(fold(k.value))) for k in (known.publisher, known.issuer, known.agency) if k.value)
        hints = replace(_hints(document.text, extraction), bodies=bodies)
        found = [people_in(document.text, hints), *(people_in(aside, Hints(read=True, bodies=bodies)) for aside in asides)]
        found += [_bare_names(name) for name in named if name is not None]
        guard = cls(document.id, document.text, merged(found), profile, withheld)
        guard._asides = " ".join(asides)
        return guard

    @classmethod
    def for_text(cls, text: str, profile: Profile = Profile.PUBLIC) -> Guard:
        """A guard for words that belong to no document; cues alone decide."""
        return cls("", text, people_in(text), Profile(profile))

    def quote(self, evidence: Evidence) -> RedactedQuote:
        """The words of ``evidence`` as they may leave, with their place in ``self.text``.

        Raises:
            SpanError: the evidence belongs to another document.
        """
        if evidence.document_id != self.document_id:
            raise SpanError(f"evidence of {evidence.document_id} at the guard of {self.document_id}. Please report this.")
        if evidence.span.end > self._length:
            raise SpanError(f"{self.document_id}: span ends at {evidence.span.end}, after the text. Run: saidso check")
        return self.at(evidence.span)

    def at(self, span: Span) -> RedactedQuote:
        """What stands at ``span`` of the original text; a name that the span cuts in two is taken whole."""
        start, end = span.start, span.end
        for each in self._passes:
            start, end = each.moved(start, at_end=False), each.moved(end, at_end=True)
        return RedactedQuote(start=start, end=end, quote=self.text[start:end])

    def words(self, text: str) -> str:
        """Any other words about this document (a value, a title, a reason) as they may leave. Twice is once."""
        if len(text) > SHORT_TEXT:
            return self._settled(text, paths=False)
        if text not in self._seen:
            if len(self._seen) >= _SEEN:
                self._seen.clear()
            self._seen[text] = self._settled(text, paths=False)
        return self._seen[text]

    def path(self, source: str) -> str:
        """A file name or address as it may leave: names in it go too, however they are joined ("ahmad-khalil.txt")."""
        if self.profile is Profile.INTERNAL:
            return source
        if self.profile is Profile.PUBLIC and "://" not in source:
            source = PurePosixPath(source.replace("\\", "/")).name
        while (plain := unquote(source)) != source:  # "by=%C5%BDofia" is a name too, however often it is quoted
            source = plain
        return self._without_strangers(self._settled(source, paths=True))

    def _without_strangers(self, path: str) -> str:
        """A path without words that neither this document nor our lists know: nothing tells whether they name somebody."""
        host = _HOST.match(path)
        kept = Stretches(m.span() for m in PSEUDONYM.finditer(path))
        cuts = []
        for match in WORD_PIECE.finditer(path, host.end() if host else 0):
            key = fold(match.group())
            if len(key) < _SHORT or kept.touch(*match.span()) or self._names_nobody(key):
                continue
            if not is_known(match.group().title()):
                cuts.append(Cut(*match.span(), f"[word {self._digest(key)[:4]}]"))
        return apply(path, cuts)

    def _names_nobody(self, key: str) -> bool:
        """Whether a word stands in the document as it may leave, or in our lists of what addresses and file names say."""
        if self._own_words is None:
            left = (self.text, self.words(self._asides))
            self._own_words = frozenset(fold(word) for text in left for word in WORD_PIECE.findall(text))
        return key in self._own_words or any(key in words for words in (ADDRESS_WORDS, STOP, ORGANISATION, GEOGRAPHY))

    def person(self, name: str) -> str:
        """The name of somebody who works on the ledger: a pseudonym under ``public``, as it is otherwise."""
        if self.profile is not Profile.PUBLIC or PSEUDONYM.fullmatch(name):
            return name
        return self._pseudonym(pieces(fold(name)) or (name,))

    def _settled(self, text: str, *, paths: bool) -> str:
        if self.profile is Profile.INTERNAL or not text:
            return text
        for _ in range(_ROUNDS):
            aliases = self._aliases
            if fresh := self._strangers(text):
                aliases = Aliases({**self._names(People(private=fresh)), **aliases.forms})
            text_now = apply(text, self._find(text, aliases, paths=paths))
            if text_now == text:
                return text
            text = text_now
        return text

    def _know(self, people: People) -> None:
        self._known = people
        self._aliases = Aliases(self._names(people))

    def _know_until_settled(self, text: str) -> None:
        """Look again at the redacted text until nobody new appears in it, so that redacting twice is redacting once."""
        for _ in range(_ROUNDS):
            names = self._strangers(apply(text, self._find(text, self._aliases)))
            if not names:
                return
            self._know(merged([self._known, People(private=names)]))

    def _strangers(self, text: str) -> set[tuple[str, ...]]:
        """Private people in ``text`` whom we do not know yet."""
        known = self._aliases.forms
        return {n for n in _private_in(text) if n not in known and n not in self._known.public and n[0] != "person"}

    def _names(self, people: People) -> dict[tuple[str, ...], str | None]:
        """Every form a known name can take, with its pseudonym; None for people who stay. Fuller forms win over barer ones."""
        forms: dict[tuple[str, ...], str | None] = {}
        for name in people.public:
            forms[name] = None
            forms.setdefault(name[-1:], None)
        owners = _owners(people.private)
        chosen = self._pseudonyms(owners)
        for name in sorted(people.private, key=lambda n: (-len(n), n)):
            for form in _forms(name):
                held = {owners[other] for other in people.private if form in _forms(other)} if len(form) == 1 else {owners[name]}
                forms.setdefault(form, chosen[owners[name]] if len(held) == 1 else self._pseudonym(form))
        return forms

    def _pseudonyms(self, owners: dict[tuple[str, ...], tuple[str, ...]]) -> dict[tuple[str, ...], str]:
        """A pseudonym per person, longer where two hashes begin alike."""
        chosen: dict[tuple[str, ...], str] = {}
        for owner in sorted(set(owners.values())):
            digits = 4
            while (name := self._pseudonym(owner, digits)) in chosen.values():
                digits += 2
            chosen[owner] = name
        return chosen

    def _pseudonym(self, name: tuple[str, ...], digits: int = 4) -> str:
        return f"Person {self._digest(' '.join(name))[:digits]}"

    def _digest(self, words: str) -> str:
        return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), key=self._key, digest_size=16).hexdigest()

    def _find(self, text: str, aliases: Aliases, *, paths: bool = False) -> list[Cut]:
        """All cuts in ``text``, in order and apart from each other; ways to reach somebody go before names."""
        if not paths and len(text) <= SHORT_TEXT:
            words = _only_words(text)
            if words is not None and aliases.begin.isdisjoint(words):
                return []
        cuts = [
            Cut(start, end, f"[{kind} {self._digest(fold(text[start:end]))[:4]}]") for kind, start, end in contacts_in(text)
        ]
        taken = Stretches([*(match.span() for match in PSEUDONYM.finditer(text)), *((cut.start, cut.end) for cut in cuts)])
        links = Stretches([(0, len(text))] if paths else (match.span() for match in LINK.finditer(text)))
        cuts += name_cuts(text, aliases, taken, links)
        return joined_cuts(text, sorted(cuts, key=lambda cut: cut.start))


@lru_cache(maxsize=16_384)
def _only_words(text: str) -> frozenset[str] | None:
    """The folded words of a text that is nothing but words, so that a guard without names for them leaves it; else None.

    Most values are such texts, and every guard of an incident looks at them.
    """
    if contacts_in(text) or PSEUDONYM.search(text) or LINK.search(text):
        return None
    return frozenset(fold(word) for word in WORD_PIECE.findall(text))


def _private_in(text: str) -> frozenset[tuple[str, ...]]:
    """Private people in words that nobody read; cues alone decide."""
    return _private_in_few(text) if len(text) <= SHORT_TEXT else frozenset(people_in(text).private)


@lru_cache(maxsize=16_384)
def _private_in_few(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(people_in(text).private)


_PLACES = frozenset({"place", "origin", "destination"})


def _is_place(span: Span, text: str, places: list[Span], names: set[str]) -> bool:
    return any(span.overlaps(place) for place in places) or fold(span.of(text)) in names


def _hints(text: str, extraction: Extraction | None) -> Hints:
    """What the model saw: its entities, and the spans of those who speak, act or suffer."""
    if extraction is None:
        return Hints()
    spans = [s for a in extraction.attributions for s in (a.source, a.holder) if s is not None]
    spans += [a.span for event in extraction.events for a in event.arguments if a.role.value in {"actor", "target"}]
    spans += [v.evidence.span for c in extraction.claims for v in c.chain if v.evidence is not None]
    spans += [value.evidence.span for c in extraction.claims for value in c.values if value.slot in {"actor", "target"}]
    places = [a.span for event in extraction.events for a in event.arguments if a.role.value in _PLACES]
    # A name that the reader ties to an event as a place is one everywhere, whatever a weak entity head thinks of it.
    # Of what the entity head itself calls a place, single words only: it takes "Xxx Yyy" for a place too easily.
    located = {fold(e.span.of(text)) for e in extraction.entities if e.type == "Location"}
    names = {fold(p.of(text)) for p in places} | {name for name in located if " " not in name}
    entities = [e for e in extraction.entities if e.type != "Person" or not _is_place(e.span, text, places, names)]
    return Hints(
        entities=(*((e.span.start, e.span.end, e.type) for e in entities), *((p.start, p.end, "Location") for p in places)),
        holders=tuple({(s.start, s.end) for s in spans}),
        # Nobody read the notes of an imported row: there every capitalised pair of words is taken for a person, but for the
        # cells whose columns say that they name a body or a place.
        read=not extraction.model.startswith(IMPORTED),
    )


def _bare_names(name: str) -> People:
    """The people in a byline or a speaker's label: there a bare name is a person without further cue."""
    found = people_in(name, Hints())
    single = pieces(fold(name))
    if len(single) == 1 and single[0] in GIVEN:
        found.private.add(single)
    return found


def _owners(names: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Whose name each is: "Ahmad Said Khalil" and "Ahmad al-Khalil" are one, and "Khalil" too where only one carries it."""
    owners = {}
    full = {name: (name[0], name[-1]) for name in names if len(name) > 1}
    for name in names:
        carriers = {owner for other, owner in full.items() if name[0] in {other[0], other[-1]}}
        owners[name] = full[name] if name in full else (next(iter(carriers)) if len(carriers) == 1 else name)
    return owners


_SHORT = 3
"""Letters; "Ali" and "Alis" are two words."""


def _forms(name: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A name and its shorter forms: without the middle, surname with and without its article, first name."""
    last = len(name) - 1
    while last > 0 and name[last - 1] in PARTICLES:
        last -= 1
    forms = [name, (name[0], *name[last:]), (name[0], name[-1]), name[last:], name[-1:]]
    if name[0] not in OPENING:
        forms.append(name[:1])
    if len(name) > 1 and len(name[-1]) > _SHORT:
        forms.append((f"{name[-1]}s",))  # "the Tillers' barn"
    unique = list(dict.fromkeys(forms))
    return [form for form in unique if len(form) > 1 or (len(form[0]) > 1 and form[0] not in STOP and form[0] not in GEOGRAPHY)]
