"""Whole records as they may leave: the guard applied to every span, quote and word of a noun, for shapes and exports.

What comes back is the same kind of record, valid again: each quote is the redacted text at its span.
"""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache, cached_property
from operator import is_
from pathlib import PurePosixPath
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

from saidso.nouns.claim import Extraction
from saidso.nouns.document import Document, Known, Skip
from saidso.nouns.judgement import Judgement
from saidso.nouns.span import Evidence, Span
from saidso.show.embargo import Embargo, Withheld, until_words, withheld_in
from saidso.show.guard import NOTHING_WITHHELD, Guard, Profile
from saidso.values.actor import Actor
from saidso.values.place import Place

if TYPE_CHECKING:
    from saidso.ledger import Ledger

R = TypeVar("R")

_OURS = frozenset(
    {
        *("id", "document_id", "sha256", "format", "model", "incident", "group", "type", "parent", "about", "slot", "kind"),
        *("canonical_id", "outcome", "relative_to", "granularity", "country", "claims", "documents", "parts", "one", "other"),
        *("agreement", "kinds", "decision", "supersedes", "rule", "language", "how"),
    }
)
"""Fields that hold our own ids and closed vocabularies, never words of a text."""
_PATHS = frozenset({"source", "url"})
_KEPT = 512
"""Guards kept on a shelf between requests: an incident rarely spans more documents, and each holds one text."""
_AT_HAND = 16_000_000
"""Code points of the texts whose guards one use keeps: incidents come in the order of their ids, which is none of documents."""


class GuardShelf:
    """Guards that outlive a request: one takes a tenth of a second to make, and a page for readers asks for several.

    A guard is kept under all that it is made of: the document (its text never changes under an id), the model whose reading
    it knows people by, the profile, and the very sentences withheld now with the words in their place. So what is read anew is
    guarded anew, and an embargo that begins or ends takes effect at once. Threads may share it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[object, Guard] = OrderedDict()

    def get(self, key: object) -> Guard | None:
        """The guard of this key, or None."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: object, guard: Guard) -> None:
        """Keep a guard; the one that was longest not asked for goes."""
        with self._lock:
            self._kept[key] = guard
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)


class Guards:
    """The guards of one ledger: ask for a document's guard, or for words that several documents share.

    ``embargo`` says for how long positions of forces stay unsaid; without one, the embargo of saidso.toml counts from now.
    ``documents``: these will be asked for, so only what they withhold is looked for; what another withholds is when it is asked
    for all the same, as by a link between two documents. ``shelf`` keeps guards beyond this use.
    ``withheld``: what is under embargo, where somebody looked for it already.
    """

    def __init__(
        self,
        ledger: Ledger,
        profile: Profile,
        embargo: Embargo | None = None,
        *,
        documents: Collection[str] | None = None,
        shelf: GuardShelf | None = None,
        withheld: Withheld | None = None,
    ) -> None:
        if withheld is not None:
            self.withheld = withheld
        self.profile = Profile(profile)
        self._ledger = ledger
        self._embargo = embargo
        self._documents = documents
        self._beside: dict[str, Mapping[Span, datetime]] = {}
        self._shelf = shelf
        self._kept: OrderedDict[str, Guard] = OrderedDict()
        self._length = 0
        self._as_read: dict[str, Document] = {}
        self._documents_seen: dict[str, Document] = {}

    @cached_property
    def withheld(self) -> Withheld:
        """What is under embargo in this ledger, looked for once. ``internal`` shows it all the same."""
        return withheld_in(self._ledger, self._embargo or Embargo.of(), self._documents)

    def _withheld_of(self, document_id: str) -> Mapping[Span, datetime]:
        """The sentences of one document that are under embargo, be it among those that were announced or not."""
        if self._documents is None or document_id in self._documents:
            return self.withheld.sentences.get(document_id, {})
        if document_id not in self._beside:
            found = withheld_in(self._ledger, self._embargo or Embargo.of(), (document_id,))
            self._beside[document_id] = found.sentences.get(document_id, {})
        return self._beside[document_id]

    def of(self, document_id: str) -> Guard:
        """The guard of one document, made from its newest extraction."""
        if document_id not in self._kept:
            self._kept[document_id] = made = self._guard(document_id)
            self._length += len(made.text)
            while self._length > _AT_HAND and len(self._kept) > 1:
                name, gone = self._kept.popitem(last=False)
                self._as_read.pop(name, None)
                self._documents_seen.pop(name, None)
                self._length -= len(gone.text)
        self._kept.move_to_end(document_id)
        return self._kept[document_id]

    def document(self, document_id: str) -> Document:
        """One document as it may leave; made once, however many incidents it tells of."""
        guard = self.of(document_id)
        if document_id not in self._documents_seen:
            read = self._as_read.pop(document_id, None) or self._ledger.document(document_id)
            self._documents_seen[document_id] = redacted(read, guard)
        return self._documents_seen[document_id]

    def _guard(self, document_id: str) -> Guard:
        # Under internal nobody is looked for, so nothing need be known of the people of the text.
        extraction = None if self.profile is Profile.INTERNAL else self._ledger.extraction(document_id)
        held = NOTHING_WITHHELD
        if self.profile is not Profile.INTERNAL and (sentences := self._withheld_of(document_id)):
            held = {span: f"[withheld {until_words(self.withheld.moment(each))}]" for span, each in sentences.items()}
        key = (document_id, extraction.model if extraction else None, self.profile, tuple(held.items()))
        kept = self._shelf.get(key) if self._shelf else None
        if kept is None:
            self._as_read[document_id] = read = self._ledger.document(document_id)
            kept = Guard.for_document(read, extraction, self.profile, withheld=held)
            if self._shelf:
                self._shelf.put(key, kept)
        return kept

    def shared(self, record: R, document_ids: Iterable[str]) -> R:
        """A record about several documents (an incident): every guard in turn looks at its words. It must hold no spans."""
        if self.profile is Profile.INTERNAL:
            return record
        return cast(R, _seen(record, "", cast(Guard, _InTurn([self.of(each) for each in document_ids]))))

    def hides(self, claim_id: str) -> bool:
        """Whether a claim is under embargo and may not leave."""
        return self.profile is not Profile.INTERNAL and claim_id in self.withheld.claims

    def may_tell(self, judgement: Judgement) -> bool:
        """Whether a decision may tell in its own words what is under embargo, and so must not leave.

        It may where any document that it is on has a sentence under embargo; one on no words may tell of any document.
        """
        if self.profile is Profile.INTERNAL:
            return False
        if not judgement.on:
            return bool(self.withheld.sentences)
        return any(self._withheld_of(evidence.document_id) for evidence in judgement.on)

    def without_withheld(self, extraction: Extraction) -> Extraction:
        """What a model read without the mentions and claims that stand in a sentence under embargo."""
        if self.profile is Profile.INTERNAL or extraction.document_id not in self.withheld.sentences:
            return extraction
        gone = self.withheld.sentences[extraction.document_id]
        events = tuple(one for one in extraction.events if not any(one.trigger.overlaps(each) for each in gone))
        kept = {event.id for event in events}
        said = [one for one in extraction.attributions if not any(s.overlaps(each) for s in one.content for each in gone)]
        held = {one.id for one in said}
        attributions = tuple(
            dataclasses.replace(
                one, about=tuple(each for each in one.about if each in kept), parent=one.parent if one.parent in held else None
            )
            for one in said
        )
        entities = tuple(one for one in extraction.entities if not any(one.span.overlaps(each) for each in gone))
        claims = tuple(claim for claim in extraction.claims if not self.hides(claim.id))
        return dataclasses.replace(extraction, events=events, attributions=attributions, entities=entities, claims=claims)

    def judgement(self, judgement: Judgement) -> Judgement:
        """A person's decision: each quote past its own document's guard, the words past all of them."""
        if self.profile is Profile.INTERNAL:
            return judgement
        ids = tuple(dict.fromkeys(evidence.document_id for evidence in judgement.on))
        person, bare = judgement.person, dataclasses.replace(judgement, on=())
        if ids:
            words = self.shared(bare, ids)
            person = self.of(ids[0]).person(person)
        else:  # no document's guard knows who is spoken of: cues alone decide
            words = redacted(bare, Guard.for_text("\n".join(filter(None, (bare.reason, bare.value))), self.profile))
            person = Guard.for_text(person, self.profile).person(person)
        return dataclasses.replace(words, person=person, on=tuple(redacted(e, self.of(e.document_id)) for e in judgement.on))


class _InTurn:
    """Several guards as one for a record without spans: each looks at the words that the one before it left."""

    withheld = NOTHING_WITHHELD

    def __init__(self, guards: Sequence[Guard]) -> None:
        self._guards = guards
        self._left: dict[str, str] = {}

    def words(self, text: str) -> str:
        """As ``Guard.words``; an incident says the same few words over and over."""
        if text not in self._left:
            left = text
            for guard in self._guards:
                left = guard.words(left)
            self._left[text] = left
        return self._left[text]

    def path(self, source: str) -> str:
        """As ``Guard.path``."""
        for guard in self._guards:
            source = guard.path(source)
        return source


def redacted(record: R, guard: Guard) -> R:
    """``record`` as it may leave; ``guard`` is that of the document its spans point into."""
    if guard.profile is Profile.INTERNAL:
        return record
    return cast(R, _seen(record, "", guard))


def redacted_skip(skip: Skip, profile: Profile) -> Skip:
    """A skipped file's row as it may leave; its message repeats the path, which is treated as a path there too."""
    if profile is Profile.INTERNAL:
        return skip
    guard = Guard.for_text("", profile)
    source = guard.path(skip.source)
    name = PurePosixPath(skip.source.replace("\\", "/")).name
    message = guard.words(skip.message.replace(skip.source, source).replace(name, guard.path(name)))
    return dataclasses.replace(skip, source=source, message=message)


_FROM_TABLES = frozenset({"name", "country", "admin", "canonical_id", "kind"})
"""Fields of a Place or an Actor that come from the gazetteer and the knowledge base, not from the document."""
_NOTHING = {"kind": "unidentified"}


def _seen(value: Any, name: str, guard: Guard) -> Any:
    """One value of a record, by what it is."""
    if value is None or isinstance(value, (bool, int, float, date, Enum)):
        return value
    if isinstance(value, str):
        return _words(value, name, guard)
    if isinstance(value, tuple):
        parts = tuple([_seen(part, name, guard) for part in value])
        return value if all(map(is_, parts, value)) else parts
    if isinstance(value, Evidence):
        moved = guard.quote(value)
        return Evidence(document_id=value.document_id, span=Span(moved.start, moved.end), quote=moved.quote)
    if isinstance(value, Span):
        moved = guard.at(value)
        return Span(moved.start, moved.end)
    kind: Any = type(value)
    names = _names(kind)
    held = {each: getattr(value, each) for each in names}
    changes = {each: _seen(part, _field(each, name), guard) for each, part in held.items()}
    if isinstance(value, Document):
        changes["text"] = guard.text
        if guard.withheld:  # a headline, an address or a file name says where the columns stand as well as a sentence does
            words = next(iter(guard.withheld.values()))
            changes["source"] = words
            known = changes["metadata"]
            named = {each: getattr(known, each) for each in ("title", "url")}
            hidden = {each: Known(value=words, how=one.how) for each, one in named.items() if one.value is not None}
            changes["metadata"] = dataclasses.replace(known, **hidden)
    if isinstance(value, (Place, Actor)):  # what our own tables call a town or a party is nobody's private name
        # But a redacted name found in them by accident ("Saba", a person and an agency) would tell the name after all.
        same = changes["words"] == value.words
        changes |= {each: held[each] if same else _NOTHING.get(each) for each in _FROM_TABLES & names.keys()}
    # Most of a record is nobody's name: what did not change is the record that was there.
    return value if all(changes[each] is held[each] for each in names) else dataclasses.replace(value, **changes)


@cache
def _names(kind: Any) -> dict[str, None]:
    """The fields of a kind of record, in order."""
    return {field.name: None for field in dataclasses.fields(kind)}


def _field(name: str, outer: str) -> str:
    """A ``Known`` has its meaning from the field that holds it: the value of ``url`` is a path."""
    return outer if name == "value" and outer in _PATHS | {"language"} else name


def _words(text: str, name: str, guard: Guard) -> str:
    if name in _OURS:
        return text
    return guard.path(text) if name in _PATHS else guard.words(text)
