"""Annotated documents -> tensors: windows, tags, anchors and pairs of one batch."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from torch import Tensor

from saidso.train.corpora import Annotated, GoldAttribution, Pair
from saidso.understand import bearing, labels, pairs
from saidso.understand.windows import CORE, MASK, PAD, Encode, Ints, Pieces, Window, pieces, windows

IGNORE = -100
SLIPS = 0.1
"""Share of attributions whose marks are shown wrongly in training, for each way of being wrong."""
MOST_PAIRS = 240  # per document and batch; long documents have thousands of event pairs, nearly all "not the same"


@dataclass(slots=True, kw_only=True)
class Prepared:
    """A document with its word pieces, made once."""

    doc: Annotated
    flat: Pieces

    @classmethod
    def of(cls, doc: Annotated, encode: Encode) -> Prepared:
        """Word pieces of the document's sentences."""
        return cls(doc=doc, flat=pieces(doc.text, doc.sentences, encode))

    def tokens(self, span: Pair) -> tuple[int, int] | None:
        """First and last piece that overlap ``span``; None where no sentence holds it."""
        first = int(np.searchsorted(self.flat.offsets[:, 1], span[0], side="right"))
        last = int(np.searchsorted(self.flat.offsets[:, 0], span[1], side="left")) - 1
        return (first, last) if first <= last else None

    def sentence(self, span: Pair) -> int:
        """Number of the sentence that ``span`` begins in (the nearest following one outside sentences)."""
        first = int(np.searchsorted(self.flat.offsets[:, 1], span[0], side="right"))
        return int(self.flat.sentence[min(first, len(self.flat.sentence) - 1)])


@dataclass(slots=True)
class Batch:
    """Tensors of one batch. Lists grow while documents are added; ``tensors`` closes it. Shapes as in network.py."""

    windows: list[Window] = field(default_factory=list)
    tags: dict[str, list[Ints]] = field(default_factory=dict)
    fillers: list[Ints] = field(default_factory=list)
    relation: list[Ints] = field(default_factory=list)
    arcs: list[Ints] = field(default_factory=list)
    event_anchors: list[tuple[int, int, int, int]] = field(default_factory=list)
    roles: list[Ints] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    part_anchors: list[tuple[int, int, int, int]] = field(default_factory=list)
    parts: list[Ints] = field(default_factory=list)
    stance: list[int] = field(default_factory=list)
    named: list[Ints] = field(default_factory=list)
    bearers: list[int] = field(default_factory=list)
    marks: list[Ints] = field(default_factory=list)
    bears: list[tuple[int, int, int, float]] = field(default_factory=list)
    same: list[tuple[int, int, list[float], float]] = field(default_factory=list)


def build(documents: list[Prepared], rng: random.Random | None, *, blind: float = 0.0, worn: float = 0.0) -> Batch:
    """One batch from whole documents.

    Args:
        rng: varies the window borders and hides surface features; None for fixed borders.
        blind: share of documents whose case and quote features are hidden, so that bad text is read too.
        worn: share of word pieces that are masked, so that no single word decides.
    """
    batch = Batch(tags={name: [] for name in ("trigger", "cue", "plain_cue", "entity", "name", "scene", "gun")})
    for prepared in documents:
        cut = windows(prepared.flat, first=rng.randint(CORE // 3, CORE) if rng else CORE)
        if rng and rng.random() < blind:
            cut = [_hidden(w) for w in cut]
        if rng and worn:
            cut = [_worn(w, rng, worn) for w in cut]
        _Adder(batch, prepared, cut, rng).add()
    return batch


def _hidden(window: Window) -> Window:
    return replace(window, feature=np.zeros_like(window.feature))


def _worn(window: Window, rng: random.Random, share: float) -> Window:
    ids = window.ids.copy()
    for token in range(1, len(ids) - 1):
        if rng.random() < share:
            ids[token] = MASK
    return replace(window, ids=ids)


class _Adder:
    """Adds one document to a batch."""

    def __init__(self, batch: Batch, prepared: Prepared, cut: list[Window], rng: random.Random | None) -> None:
        self.batch, self.prepared, self.cut, self.rng = batch, prepared, cut, rng
        self.doc, self.base = prepared.doc, len(batch.windows)
        self.tags = {name: [np.full(len(w.ids), IGNORE, dtype=np.int64) for w in cut] for name in batch.tags}

    def add(self) -> None:
        """Windows, tags, anchors and pairs of the document."""
        doc = self.doc
        if doc.events is not None:
            self._tag("trigger", [(e.trigger, 1 + labels.TYPES.index(e.type)) for e in doc.events], len(labels.TYPES))
        if doc.attributions is not None:
            plain = doc.corpus == "polnear"
            self._tag("plain_cue" if plain else "cue", [(c, 1) for a in doc.attributions for c in a.cue], 1)
            for attribution in () if plain else doc.attributions:
                if not attribution.cue:
                    self._mark("cue", attribution.content[0], 3)
        if doc.entities is not None:
            self._tag("entity", [(s, 1 + labels.ENTITY_TYPES.index(t)) for s, t in doc.entities], len(labels.ENTITY_TYPES))
        if doc.names is not None:
            self._tag("name", [(s, 1 + labels.NAME_TYPES.index(t)) for s, t in doc.names], len(labels.NAME_TYPES))
        if doc.scene is not None:
            self._tag("scene", [(s, 1 + labels.SCENE_TYPES.index(t)) for s, t in doc.scene], len(labels.SCENE_TYPES))
        if doc.gun is not None:
            self._tag("gun", [(s, 1 + labels.GUN_TYPES.index(t)) for s, t in doc.gun], len(labels.GUN_TYPES))
        self.batch.windows.extend(self.cut)
        for name, rows in self.tags.items():
            self.batch.tags[name].extend(rows)
        self.batch.fillers.extend(self._fillers())
        self._syntax()
        events, voices = self._events(), self._voices()
        if doc.corpus == "gold":
            self._pairs(events)
            self._bearings(voices)
        else:
            self.batch.named.extend(np.zeros(len(w.ids), dtype=np.int64) for w in self.cut)

    def _home(self, token: int) -> tuple[int, Window]:
        """The window that decides piece ``token``."""
        for index, window in enumerate(self.cut):
            if window.begin + window.core_start - 1 <= token < window.begin + window.core_end - 1:
                return index, window
        raise AssertionError(f"{self.doc.doc_id}: piece {token} is decided nowhere")

    def _tag(self, name: str, spans: list[tuple[Pair, int]], inside: int) -> None:
        """BIO tags within cores: ``tag`` begins, ``tag + inside`` goes on."""
        for row, window in zip(self.tags[name], self.cut, strict=True):
            row[window.core_start : window.core_end] = 0
        for span, tag in spans:
            where = self.prepared.tokens(span)
            if where is None:
                continue
            for token in range(where[0], where[1] + 1):
                index, window = self._home(token)
                self.tags[name][index][token - window.begin + 1] = tag if token == where[0] else tag + inside

    def _mark(self, name: str, span: Pair, tag: int) -> None:
        where = self.prepared.tokens(span)
        if where is not None:
            index, window = self._home(where[0])
            at = where[0] - window.begin + 1
            if self.tags[name][index][at] == 0:
                self.tags[name][index][at] = tag

    def _anchor(self, span: Pair, kind: int) -> tuple[int, int, int, int] | None:
        where = self.prepared.tokens(span)
        if where is None:
            return None
        index, window = self._home(where[0])
        last = min(where[1] - window.begin + 1, len(window.ids) - 2)
        return (self.base + index, where[0] - window.begin + 1, last, kind)

    def _layers(self, anchor: tuple[int, int, int, int], layers: list[list[Pair]]) -> Ints:
        """(tokens, layers) of 0 outside, 1 begin, 2 inside."""
        window = self.batch.windows[anchor[0]]
        out = np.zeros((len(window.ids), len(layers)), dtype=np.int64)
        for layer, spans in enumerate(layers):
            for span in spans:
                where = self.prepared.tokens(span)
                if where is None:
                    continue
                first, last = where[0] - window.begin + 1, where[1] - window.begin + 1
                for token in range(max(1, first), min(last, len(window.ids) - 2) + 1):
                    out[token, layer] = 1 if token == first else 2
        return out

    def _fillers(self) -> list[Ints]:
        """(tokens, roles) BIO of every window's core; all ignored where the corpus has no fillers."""
        rows = [np.full((len(w.ids), len(labels.FILLER_ROLES)), IGNORE, dtype=np.int64) for w in self.cut]
        if self.doc.fillers is None:
            return rows
        for row, window in zip(rows, self.cut, strict=True):
            row[window.core_start : window.core_end] = 0
        for span, role in self.doc.fillers:
            where = self.prepared.tokens(span)
            for token in range(where[0], where[1] + 1) if where else ():
                index, window = self._home(token)
                at = token - window.begin + 1
                rows[index][at, labels.FILLER_ROLES.index(role)] = 1 if token == where[0] else 2  # type: ignore[index]
        return rows

    def _syntax(self) -> None:
        """Each word's relation and the token of its head, at its first piece, where both stand in one window; 0 is the root."""
        relation = [np.full(len(w.ids), IGNORE, dtype=np.int64) for w in self.cut]
        arcs = [np.full(len(w.ids), IGNORE, dtype=np.int64) for w in self.cut]
        words = self.doc.words or ()
        first = [self.prepared.tokens(word.span) for word in words]
        for word, here in zip(words, first, strict=True):
            there = first[word.head] if word.head >= 0 else None
            if here is None or (word.head >= 0 and there is None):
                continue
            index, window = self._home(here[0])
            head = there[0] - window.begin + 1 if there else 0
            if 0 <= head < len(window.ids) - 1:
                at = here[0] - window.begin + 1
                relation[index][at], arcs[index][at] = labels.RELATIONS.index(word.relation), head
        self.batch.relation.extend(relation)
        self.batch.arcs.extend(arcs)

    def _events(self) -> dict[str, int]:
        """Event id -> index of its anchor in the batch."""
        found: dict[str, int] = {}
        for event in self.doc.events or ():
            anchor = self._anchor(event.trigger, 0)
            if anchor is None:
                continue
            found[event.id] = len(self.batch.event_anchors)
            self.batch.event_anchors.append(anchor)
            self.batch.roles.append(self._layers(anchor, [[s for r, s in event.arguments if r == role] for role in labels.ROLES]))
            self.batch.status.append(labels.STATUSES.index(event.status))
        return found

    def _voices(self) -> dict[str, int]:
        """Attribution id -> index of its anchor in the batch."""
        found: dict[str, int] = {}
        for attribution in self.doc.attributions or ():
            kind = 2 if self.doc.corpus == "polnear" else int(not attribution.cue)
            first = attribution.cue[0] if attribution.cue else (attribution.content[0][0], attribution.content[0][0] + 1)
            anchor = self._anchor(first, kind)
            if anchor is None:
                continue
            found[attribution.id] = len(self.batch.part_anchors)
            self.batch.part_anchors.append(anchor)
            self.batch.parts.append(self._layers(anchor, [list(attribution.source), list(attribution.content)]))
            self.batch.stance.append(labels.STANCES.index(attribution.stance) if attribution.stance else IGNORE)
        return found

    def _bearings(self, voices: dict[str, int]) -> None:
        """What each attribution's tokens are to it, and which events and outer voices of its window it bears on."""
        triggers = [(e, where[0]) for e in self.doc.events or () if (where := self.prepared.tokens(e.trigger))]
        self.batch.named.extend(bearing.named(w, [(at, labels.TYPES.index(e.type)) for e, at in triggers]) for w in self.cut)
        cues = [(a, where[0]) for a in self.doc.attributions or () if a.id in voices and (where := self.prepared.tokens(_cue(a)))]
        for own, _ in cues:
            anchor = self.batch.part_anchors[voices[own.id]]
            window, row = self.batch.windows[anchor[0]], len(self.batch.bearers)
            others = {a.id: bearing.token_of(window, at) for a, at in cues if a is not own}
            self.batch.bearers.append(voices[own.id])
            self.batch.marks.append(self._marks(voices[own.id], list(others.values())))
            for e, at in triggers:
                self._bears(row, anchor, bearing.token_of(window, at), 0, e.id in own.about)
            for other, token in others.items():
                self._bears(row, anchor, token, 1, other == own.parent)

    def _bears(self, row: int, anchor: tuple[int, int, int, int], token: int | None, which: int, does: bool) -> None:
        at = bearing.place(anchor[1], token)
        if at is not None:
            self.batch.bears.append((row, at, which, float(does)))

    def _marks(self, voice: int, others: list[int | None]) -> Ints:
        """Marks, sometimes as wrong as a reader's own: no source, a content cut short."""
        anchor, layers = self.batch.part_anchors[voice], self.batch.parts[voice]
        source, content = layers[:, 0] > 0, layers[:, 1] > 0
        if self.rng and self.rng.random() < SLIPS:
            source = np.zeros_like(source)
        if self.rng and self.rng.random() < SLIPS and content.any():
            content[int(np.flatnonzero(content)[-1]) - self.rng.randrange(8) + 1 :] = False
        return bearing.marks_of((anchor[1], anchor[2]), source, content, others)

    def _pairs(self, events: dict[str, int]) -> None:
        """Pairs of event mentions, of one incident or not."""
        doc, number = self.doc, self.prepared.sentence
        mentions = [e for e in doc.events or () if e.id in events]
        couples = [(x, y) for i, x in enumerate(mentions) for y in mentions[:i]]
        if self.rng and len(couples) > MOST_PAIRS:
            couples = self.rng.sample(couples, MOST_PAIRS)
        seen = {e.id: pairs.Sight.of(doc.text, e.type, e.trigger, e.arguments) for e in mentions}
        for x, y in couples:
            flags = pairs.same_flags(number(x.trigger) - number(y.trigger), seen[x.id], seen[y.id])
            self.batch.same.append((events[x.id], events[y.id], flags, float(x.incident == y.incident)))


def _cue(attribution: GoldAttribution) -> Pair:
    return attribution.cue[0] if attribution.cue else attribution.content[0]


def padded(rows: list[Ints], fill: int, length: int) -> Tensor:
    """Rows of (tokens, ...) -> (rows, length, ...) with ``fill`` after their ends."""
    out = np.full((len(rows), length, *rows[0].shape[1:]), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out)


def inputs(batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """ids, mask, feature and sentence of a batch's windows, each (W, T)."""
    length = max(len(w.ids) for w in batch.windows)
    ids = padded([w.ids for w in batch.windows], PAD, length)
    mask = padded([np.ones_like(w.ids) for w in batch.windows], 0, length)
    feature = padded([w.feature for w in batch.windows], 3, length)
    return ids, mask, feature, padded([w.sentence for w in batch.windows], 0, length)
