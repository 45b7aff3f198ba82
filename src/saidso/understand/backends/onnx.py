"""The default backend: our reader on ONNX Runtime, on a CPU, without PyTorch.

A long document is read in groups of windows, so that memory does not grow with its length; what is kept of each
group are spans and one vector a mention.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from saidso.errors import ModelError
from saidso.nouns.claim import Argument, Attribution, EntityMention, Role, Stance
from saidso.nouns.span import Span
from saidso.understand import decode, labels
from saidso.understand.backends import fillers
from saidso.understand.backends.graphs import Engine, Floats, Graphs, Ints, Voices
from saidso.understand.bearing import marks_of, named, scores_at, token_of
from saidso.understand.calibration import Calibration
from saidso.understand.exact_type import exact_type
from saidso.understand.model import EventSight, Mentions, RoleFiller
from saidso.understand.pieces import encoder_of
from saidso.understand.relations import FoundAttribution, FoundEvent, Relations
from saidso.understand.windows import Pieces, Window, pieces, windows
from saidso.values.event_type import EventType, Status

GROUP = 12
"""Windows encoded at once: about 90 MB of activations, and enough to keep four cores busy."""

_WHERE_AND_WHEN = frozenset((Role.PLACE, Role.TIME, Role.ORIGIN, Role.DESTINATION))  # roles that a dateline may fill

Pair = tuple[int, int]
Anchor = tuple[int, int, int, int]
"""Window, first token, last token, kind (``labels.ANCHOR_KINDS``)."""


@dataclass(slots=True)
class _Group:
    """Consecutive windows of a document, encoded."""

    text: str
    windows: Sequence[Window]
    scores: dict[str, Floats]
    mask: Ints
    sentence: Ints
    where: list[tuple[int, int]] = field(default_factory=list)
    """(window, token) of every decided piece, in order."""
    joints: dict[int, decode.Flags] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.where = [(w, t) for w, window in enumerate(self.windows) for t in range(window.core_start, window.core_end)]

    def flat(self, head: str) -> Floats:
        """Probabilities of a tag head over the decided pieces."""
        return decode.softmax(self.decided(head))

    def decided(self, head: str) -> Floats:
        """Scores of a tag head over the decided pieces."""
        if head not in self.scores:
            raise ModelError(f"This model has no {head!r} scores: it was trained for less. Install the model of this saidso.")
        return np.concatenate([self.scores[head][w, x.core_start : x.core_end] for w, x in enumerate(self.windows)])

    def joined(self, window: int) -> decode.Flags:
        """Whether each token of a window goes on with the word before it; looked up once a window."""
        if window not in self.joints:
            self.joints[window] = decode.joined_words(self.text, np.maximum(self.windows[window].offsets, 0))
        return self.joints[window]

    @property
    def offsets(self) -> Ints:
        """(pieces, 2) code points of the decided pieces."""
        return np.concatenate([w.offsets[w.core_start : w.core_end] for w in self.windows])

    def covering(self, words: Pair) -> Pair | None:
        """First and last of the decided pieces that stand in ``words``; None where none does."""
        offsets = self.offsets
        inside = np.flatnonzero((offsets[:, 0] < words[1]) & (offsets[:, 1] > words[0]))
        return (int(inside[0]), int(inside[-1])) if len(inside) else None

    def anchor(self, first: int, last: int, kind: int) -> Anchor:
        """(window, first token, last token, kind) of decided pieces ``first`` to ``last``."""
        window, token = self.where[first]
        return window, token, min(token + last - first, len(self.windows[window].ids) - 2), kind

    @property
    def begin(self) -> int:
        """The first decided piece."""
        return self.windows[0].begin + self.windows[0].core_start - 1

    def piece(self, anchor: Anchor) -> int:
        """The piece that an anchor begins with."""
        return self.windows[anchor[0]].begin + anchor[1] - 1

    def words(self, window: int, first: int, last: int) -> Pair:
        """Code points of tokens ``first`` to ``last`` of a window, grown to whole words."""
        offsets = self.windows[window].offsets
        return decode.whole_words(self.text, int(offsets[first, 0]), int(offsets[last, 1]))


@dataclass(frozen=True, slots=True)
class _Told:
    """A cue with its source and its content, as chunks of tokens of the anchor's window."""

    anchor: Anchor
    source: decode.Chunk | None
    contents: list[decode.Chunk]
    whole: decode.Chunk
    pieces: tuple[Pair, ...]
    score: float

    @property
    def bare(self) -> bool:
        """Whether the content is handed over without a cue."""
        return self.anchor[3] == 1

    def marks(self, length: int, others: list[int | None]) -> Ints:
        """(length,) what each token is to it; ``others`` are the tokens where other voices' cues begin."""
        source, content = np.zeros(length, dtype=np.bool_), np.zeros(length, dtype=np.bool_)
        for first, last, _ in self.contents:
            content[first : last + 1] = True
        if self.source:
            source[self.source[0] : self.source[1] + 1] = True
        return marks_of((self.anchor[1], self.anchor[2]), source, content, others)


class OnnxReader:
    """Our reader. ``mentions`` is deterministic for given weights and text."""

    def __init__(self, folder: Path, *, threads: int = 0, graphs: Engine | None = None) -> None:
        """Open the model in ``folder``.

        Args:
            threads: CPU threads of one pass, 0 = all cores. For many processes on one machine use 1 each.
            graphs: another engine that computes the same model, instead of the folder's graphs.

        Raises:
            ModelError: the folder is not a whole, undamaged model of this format.
        """
        self._graphs: Engine = graphs or Graphs(folder, threads=threads)
        self._encode = encoder_of(folder / "tokenizer.json")
        self._at: dict[str, float] = self._graphs.about["thresholds"]
        self._sure = Calibration(self._graphs.about.get("calibration", {})).of

    @property
    def about(self) -> dict[str, Any]:
        """The model's description: name, languages, thresholds, calibration, digests."""
        return self._graphs.about

    @property
    def name(self) -> str:
        """Digest name of the weights."""
        return str(self._graphs.about["name"])

    @property
    def languages(self) -> frozenset[str]:
        """Languages it reads (ISO 639-1)."""
        return frozenset(self._graphs.about["languages"])

    def mentions(self, text: str, sentences: Sequence[Pair]) -> Mentions:
        """Events, attributions and entities of the sentences."""
        flat = pieces(text, sentences, self._encode)
        events: list[FoundEvent] = []
        attributions: list[FoundAttribution] = []
        entities: list[EntityMention] = []
        for group in self._groups(text, flat):
            here = self._events(group)
            events.extend(here)
            attributions.extend(self._attributions(group, here))
            entities.extend(self._entities(group))
        return Relations(self._graphs, self._at, text, flat).settle(events, attributions, tuple(entities))

    def outer_attributions(self, text: str, sentences: Sequence[Pair]) -> tuple[Attribution, ...]:
        """Attributions as PolNeAR marks them: outermost, any topic, contents in pieces."""
        flat = pieces(text, sentences, self._encode)
        found: list[Attribution] = []
        for group in self._groups(text, flat):
            cues = self._tagged(group, "plain_cue", self._at["plain_cue"])
            for told in self._parts(group, [(first, last, 2, score) for first, last, score in cues], "plain_part"):
                number, source = f"A{len(found) + 1}", self._source(group, told)
                found.append(
                    Attribution(
                        id=number,
                        source=Span(*_with_comma(text, source)) if source else None,
                        cue=Span(*group.words(*told.anchor[:3])),
                        content=tuple(Span(*piece) for piece in told.pieces),
                        stance=Stance.SAYS,
                        confidence=self._sure("attribution", told.score),
                    )
                )
        return tuple(found)

    def plain_entities(self, text: str, sentences: Sequence[Pair]) -> tuple[EntityMention, ...]:
        """Entities of re3d's types, without overlap."""
        flat = pieces(text, sentences, self._encode)
        return tuple(e for group in self._groups(text, flat) for e in self._entities(group, names=False))

    def role_fillers(self, text: str, sentences: Sequence[Pair]) -> tuple[RoleFiller, ...]:
        """Fillers of MUC-4's roles. Raises ModelError where the model was not trained to find them."""
        found: list[RoleFiller] = []
        for group in self._groups(text, pieces(text, sentences, self._encode)):
            found.extend(fillers.role_fillers(text, group.offsets, group.decided("filler"), self._at))
        return tuple(found)

    def event_sights(self, text: str, sentences: Sequence[Pair], triggers: Sequence[Pair]) -> tuple[EventSight | None, ...]:
        """Each of the given triggers as the model sees it; None for one outside all sentences."""
        found: list[EventSight | None] = [None] * len(triggers)
        if not triggers:
            return ()
        for group in self._groups(text, pieces(text, sentences, self._encode)):
            here = [(i, at) for i, trigger in enumerate(triggers) if found[i] is None and (at := group.covering(trigger))]
            if not here:
                continue
            anchors = [group.anchor(*at, 0) for _, at in here]
            scores, vectors, _ = self._roles(group, anchors)
            hidden = group.decided("hidden")
            for (i, (first, last)), anchor, score, vector in zip(here, anchors, scores, vectors, strict=True):
                words = hidden[first : last + 1].mean(axis=0)
                arguments = self._arguments(group, anchor[0], score, 0.5)
                found[i] = EventSight(vector=np.concatenate((vector, words)).astype(np.float32), arguments=arguments)
        return tuple(found)

    def _groups(self, text: str, flat: Pieces) -> Iterator[_Group]:
        cut = windows(flat)
        starts = range(0, len(cut), GROUP)
        return (_Group(text, cut[i : i + GROUP], *self._graphs.encode(cut[i : i + GROUP])) for i in starts)

    def _tagged(self, group: _Group, head: str, threshold: float) -> list[decode.Chunk]:
        """Spans of a head with tags O, B, I (and more, which do not count)."""
        p = group.flat(head)
        return decode.chunks(
            p[:, 1] + p[:, 2], p[:, 1] > p[:, 2], threshold, joined=decode.joined_words(group.text, group.offsets)
        )

    def _events(self, group: _Group) -> list[FoundEvent]:
        p, kinds = group.flat("trigger"), len(labels.TYPES)
        begin, go_on = p[:, 1 : 1 + kinds], p[:, 1 + kinds :]
        joined = decode.joined_words(group.text, group.offsets)
        spans = decode.chunks(1 - p[:, 0], begin.sum(1) > go_on.sum(1), self._at["trigger"], joined=joined)
        if not spans:
            return []
        anchors = [group.anchor(first, last, 0) for first, last, _ in spans]
        scores, vectors, label = self._roles(group, anchors)
        status = decode.softmax(label)
        found = []
        for i, (first, last, score) in enumerate(spans):
            by_type = (begin[first : last + 1] + go_on[first : last + 1]).sum(0)
            found.append(
                FoundEvent(
                    piece=group.begin + first,
                    trigger=group.words(*anchors[i][:3]),
                    type=exact_type(EventType(labels.TYPES[int(by_type.argmax())]), group.text, group.words(*anchors[i][:3])),
                    status=Status(labels.STATUSES[int(status[i].argmax())]),
                    arguments=self._arguments(group, anchors[i][0], scores[i]),
                    unsure=self._arguments(group, anchors[i][0], scores[i], 0.5),
                    confidence=self._sure("event", score * float(by_type.max() / by_type.sum())),
                    status_confidence=self._sure("status", float(status[i].max())),
                    vector=vectors[i],
                )
            )
        return found

    def _roles(self, group: _Group, anchors: list[Anchor]) -> tuple[Floats, Floats, Floats]:
        where = np.array(anchors, dtype=np.int64)
        return self._graphs.roles(group.scores["hidden"], group.mask, group.sentence, where)

    def _layers(self, group: _Group, window: int, scores: Floats, name: str, share: float = 1.0) -> list[list[decode.Chunk]]:
        """Chunks of each layer of one anchor; (tokens, layers * 3) scores. ``share`` of the threshold counts."""
        size = len(group.windows[window].ids)
        p = decode.softmax(scores[:size].reshape(size, -1, 3))
        p[0, :, 0] = p[-1, :, 0] = 1.0  # the specials at both ends hold no words
        p[0, :, 1:] = p[-1, :, 1:] = 0.0
        joined = group.joined(window)
        split, layers = self._at["split"], labels.ROLES if name == "role" else labels.PARTS
        at = [share * self._at.get(f"{name}_{layer}", self._at[name]) for layer in layers]
        low = [min(x, share * self._at.get(f"{name}_low_{y}", self._at[f"{name}_low"])) for x, y in zip(at, layers, strict=True)]
        return [
            decode.chunks(1 - p[:, k, 0], p[:, k, 1] > np.maximum(p[:, k, 2], split), at[k], low=low[k], joined=joined)
            for k in range(p.shape[1])
        ]

    def _arguments(self, group: _Group, window: int, scores: Floats, share: float = 1.0) -> tuple[Argument, ...]:
        """Arguments of one trigger, from ``share`` of the threshold on."""
        found = []
        for role, chunks in zip(labels.ROLES, self._layers(group, window, scores, "role", share), strict=True):
            for first, last, score in chunks:
                words = decode.phrase(group.text, *group.words(window, first, last))
                if words is not None and Role(role) not in _WHERE_AND_WHEN:
                    words = decode.after_dateline(group.text, *words)
                if words is not None:
                    found.append(Argument(role=Role(role), span=Span(*words), confidence=self._sure("argument", score)))
        return tuple(a for a in dict.fromkeys(found) if not any(_rivals(a, other) for other in found))

    def _attributions(self, group: _Group, events: list[FoundEvent]) -> list[FoundAttribution]:
        """What is handed over in the group's windows, by whom, and what it bears on among ``events``."""
        cues = [(first, last, 0, score) for first, last, score in self._tagged(group, "cue", self._at["cue"])]
        bare = group.flat("cue")[:, 3]
        cues += [(int(i), int(i), 1, float(bare[i])) for i in np.flatnonzero(bare > self._at["bare"])]
        told = self._parts(group, sorted(cues))
        if not told:
            return []
        stances, met = self._bearing(group, told, events)
        pieces, found = [group.piece(t.anchor) for t in told], []
        for i, t in enumerate(told):
            window, first = group.windows[t.anchor[0]], t.anchor[1]
            content = group.words(t.anchor[0], t.whole[0], t.whole[1])
            found.append(
                FoundAttribution(
                    piece=pieces[i],
                    source=self._source(group, t),
                    cue=None if t.bare else group.words(*t.anchor[:3]),
                    content=decode.after_dateline(group.text, *content) or content,
                    stance=Stance(labels.STANCES[int(stances[i].argmax())]),
                    confidence=self._sure("attribution", t.score),
                    stance_confidence=self._sure("stance", float(stances[i].max())),
                    bears=scores_at(met[i, :, 0], window, first, [e.piece for e in events]),
                    outer=scores_at(met[i, :, 1], window, first, [p for p in pieces if p != pieces[i]]),
                )
            )
        return found

    def _bearing(self, group: _Group, told: list[_Told], events: list[FoundEvent]) -> tuple[Floats, Floats]:
        """Probabilities of each attribution's stance, and of what the tokens around it are to it."""
        length, pieces = group.mask.shape[1], [group.piece(t.anchor) for t in told]
        marks = []
        for i, t in enumerate(told):
            window = group.windows[t.anchor[0]]
            marks.append(t.marks(length, [token_of(window, p) for k, p in enumerate(pieces) if k != i]))
        kinds = [(e.piece, labels.TYPES.index(e.type.value)) for e in events]
        rows = np.zeros_like(group.mask)
        for row, window in zip(rows, group.windows, strict=True):
            row[: len(window.ids)] = named(window, kinds)
        voices = Voices(np.array([t.anchor for t in told], dtype=np.int64), np.stack(marks), rows)
        stances, met = self._graphs.bearing(group.scores["hidden"], group.mask, group.sentence, voices)
        return decode.softmax(stances), decode.sigmoid(met)

    def _source(self, group: _Group, told: _Told) -> Pair | None:
        source = told.source
        return decode.speaker(group.text, *group.words(told.anchor[0], source[0], source[1])) if source else None

    def _parts(self, group: _Group, cues: list[tuple[int, int, int, float]], at: str = "part") -> list[_Told]:
        """Source and content of every cue, at the threshold named ``at``; a cue that hands over no content is dropped."""
        if not cues:
            return []
        anchors = [group.anchor(first, last, kind) for first, last, kind, _ in cues]
        where = np.array(anchors, dtype=np.int64)
        scores = self._graphs.parts(group.scores["hidden"], group.mask, group.sentence, where)
        found = []
        for i, (_, _, _, score) in enumerate(cues):
            window = anchors[i][0]
            sources, contents = self._layers(group, window, scores[i], at)
            if not contents:  # better a doubtful border than a voice without words
                contents = self._layers(group, window, scores[i], at, 0.5)[1]
            spans = [s for first, last, _ in contents if (s := decode.trimmed(group.text, *group.words(window, first, last)))]
            whole = decode.longest(contents, 3)
            if whole is None or not spans:
                continue
            source = max(sources, key=lambda c: c[2], default=None)
            sure = score * whole[2] * (source[2] if source else 1.0)
            found.append(_Told(anchors[i], source, contents, whole, tuple(spans), sure))
        return found

    def _entities(self, group: _Group, *, names: bool = True) -> list[EntityMention]:
        found = self._typed(group, "entity", labels.ENTITY_TYPES)
        if names:  # proper names of people that the entity head did not see: the guard needs every one
            people = [e for e in self._typed(group, "name", labels.NAME_TYPES) if e.type == "person"]
            taken = [e.span for e in found]
            found += [
                EntityMention(span=e.span, type="Person", confidence=e.confidence)
                for e in people
                if not any(e.span.overlaps(t) for t in taken)
            ]
        return sorted(found, key=lambda e: (e.span, e.type))

    def _typed(self, group: _Group, head: str, types: tuple[str, ...]) -> list[EntityMention]:
        p, count = group.flat(head), len(types)
        begin, go_on = p[:, 1 : 1 + count], p[:, 1 + count :]
        joined = decode.joined_words(group.text, group.offsets)
        offsets, found = group.offsets, []
        for first, last, score in decode.chunks(1 - p[:, 0], begin.sum(1) > go_on.sum(1), self._at["entity"], joined=joined):
            kind = types[int((begin[first : last + 1] + go_on[first : last + 1]).sum(0).argmax())]
            words = decode.trimmed(group.text, *decode.whole_words(group.text, int(offsets[first, 0]), int(offsets[last, 1])))
            if words is not None:
                found.append(EntityMention(span=Span(*words), type=kind, confidence=score))
        return found


def _with_comma(text: str, source: Pair) -> Pair:
    """PolNeAR's sources hold both commas of an apposition: "Ann Berg, a lawyer," said."""
    start, end = source
    return (start, end + 1) if "," in text[start:end] and text[end : end + 1] == "," else source


def _rivals(weaker: Argument, stronger: Argument) -> bool:
    """Whether the same words are read as who does it and whom it is done to, and ``stronger`` is the surer reading."""
    both = {weaker.role, stronger.role} == {Role.ACTOR, Role.TARGET}
    return both and weaker.span == stronger.span and (stronger.confidence, stronger.role) > (weaker.confidence, weaker.role)
