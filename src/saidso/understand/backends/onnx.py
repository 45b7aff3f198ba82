"""The default backend: our reader on ONNX Runtime, on a CPU, without PyTorch.

A long document is read in groups of windows, so that memory does not grow with its length; what is kept of each
group are spans and one vector a mention.
"""

from __future__ import annotations

import re
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
from saidso.understand.backends.graphs import Engine, Floats, Graphs, Ints
from saidso.understand.calibration import Calibration
from saidso.understand.model import EventSight, Mentions, RoleFiller
from saidso.understand.pieces import encoder_of
from saidso.understand.relations import FoundAttribution, FoundEvent, Relations
from saidso.understand.windows import Pieces, Window, pieces, windows
from saidso.values.event_type import EventType, Status

GROUP = 12
"""Windows encoded at once: about 90 MB of activations, and enough to keep four cores busy."""

Pair = tuple[int, int]
_MARTYRDOM = re.compile(r"\b(?:suicide|martyrdom|shaheed|shahid|kamikaze|istishhadi)[ -](?:car[ -]|truck[ -])?$", re.IGNORECASE)
_MARTYRDOM_ACT = re.compile(
    r"(?:suicide|martyrdom|shaheed|shahid|kamikaze)[ -](?:attack|operation|bombing|mission|raid)s?", re.IGNORECASE
)


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

    def anchor(self, first: int, last: int, kind: int) -> tuple[int, int, int, int]:
        """(window, first token, last token, kind) of decided pieces ``first`` to ``last``."""
        window, token = self.where[first]
        return window, token, min(token + last - first, len(self.windows[window].ids) - 2), kind

    def words(self, window: int, first: int, last: int) -> Pair:
        """Code points of tokens ``first`` to ``last`` of a window, grown to whole words."""
        offsets = self.windows[window].offsets
        return decode.whole_words(self.text, int(offsets[first, 0]), int(offsets[last, 1]))


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
            events.extend(self._events(group))
            attributions.extend(self._attributions(group))
            entities.extend(self._entities(group))
        return Relations(self._graphs, self._at, text, flat).settle(events, attributions, tuple(entities))

    def outer_attributions(self, text: str, sentences: Sequence[Pair]) -> tuple[Attribution, ...]:
        """Attributions as PolNeAR marks them: outermost, any topic, contents in pieces."""
        flat = pieces(text, sentences, self._encode)
        found: list[Attribution] = []
        for group in self._groups(text, flat):
            cues = self._tagged(group, "plain_cue", self._at["plain_cue"])
            for attribution in self._parts(group, [(first, last, 2, score) for first, last, score in cues], "plain_part"):
                number = f"A{len(found) + 1}"
                source = Span(*_with_comma(text, attribution.source)) if attribution.source else None
                cue = Span(*attribution.cue) if attribution.cue else None
                content = tuple(Span(*piece) for piece in attribution.pieces)
                found.append(
                    Attribution(
                        id=number, source=source, cue=cue, content=content, stance=Stance.SAYS, confidence=attribution.confidence
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
            scores, vectors, _ = self._anchored(group, "roles", anchors)
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
        scores, vectors, label = self._anchored(group, "roles", anchors)
        status = decode.softmax(label)
        found = []
        for i, (first, last, score) in enumerate(spans):
            by_type = (begin[first : last + 1] + go_on[first : last + 1]).sum(0)
            found.append(
                FoundEvent(
                    trigger=group.words(*anchors[i][:3]),
                    type=_exact(EventType(labels.TYPES[int(by_type.argmax())]), group.text, group.words(*anchors[i][:3])),
                    status=Status(labels.STATUSES[int(status[i].argmax())]),
                    arguments=self._arguments(group, anchors[i][0], scores[i]),
                    unsure=self._arguments(group, anchors[i][0], scores[i], 0.5),
                    confidence=self._sure("event", score * float(by_type.max() / by_type.sum())),
                    status_confidence=self._sure("status", float(status[i].max())),
                    vector=vectors[i],
                )
            )
        return found

    def _anchored(self, group: _Group, name: str, anchors: list[tuple[int, int, int, int]]) -> tuple[Floats, Floats, Floats]:
        where = np.array(anchors, dtype=np.int64)
        return self._graphs.anchored(name, group.scores["hidden"], group.mask, group.sentence, where)

    def _layers(self, group: _Group, window: int, scores: Floats, name: str, share: float = 1.0) -> list[list[decode.Chunk]]:
        """Chunks of each layer of one anchor; (tokens, layers * 3) scores. ``share`` of the threshold counts."""
        size = len(group.windows[window].ids)
        p = decode.softmax(scores[:size].reshape(size, -1, 3))
        p[0, :, 0] = p[-1, :, 0] = 1.0  # the specials at both ends hold no words
        p[0, :, 1:] = p[-1, :, 1:] = 0.0
        joined = group.joined(window)
        low, split = share * self._at[f"{name}_low"], self._at["split"]
        layers = labels.ROLES if name == "role" else labels.PARTS
        at = [share * self._at.get(f"{name}_{layer}", self._at[name]) for layer in layers]
        return [
            decode.chunks(1 - p[:, k, 0], p[:, k, 1] > np.maximum(p[:, k, 2], split), at[k], low=min(low, at[k]), joined=joined)
            for k in range(p.shape[1])
        ]

    def _arguments(self, group: _Group, window: int, scores: Floats, share: float = 1.0) -> tuple[Argument, ...]:
        """Arguments of one trigger, from ``share`` of the threshold on."""
        found = []
        for role, chunks in zip(labels.ROLES, self._layers(group, window, scores, "role", share), strict=True):
            for first, last, score in chunks:
                words = decode.phrase(group.text, *group.words(window, first, last))
                if words is not None:
                    found.append(Argument(role=Role(role), span=Span(*words), confidence=self._sure("argument", score)))
        return tuple(a for a in dict.fromkeys(found) if not any(_rivals(a, other) for other in found))

    def _attributions(self, group: _Group) -> list[FoundAttribution]:
        cues = [(first, last, 0, score) for first, last, score in self._tagged(group, "cue", self._at["cue"])]
        bare = group.flat("cue")[:, 3]
        cues += [(int(i), int(i), 1, float(bare[i])) for i in np.flatnonzero(bare > self._at["bare"])]
        return self._parts(group, sorted(cues))

    def _parts(self, group: _Group, cues: list[tuple[int, int, int, float]], at: str = "part") -> list[FoundAttribution]:
        """Source and content of every cue, at the threshold named ``at``; a cue that hands over no content is dropped."""
        if not cues:
            return []
        anchors = [group.anchor(first, last, kind) for first, last, kind, _ in cues]
        scores, vectors, label = self._anchored(group, "parts", anchors)
        stance = decode.softmax(label)
        found = []
        for i, (_, _, kind, score) in enumerate(cues):
            window = anchors[i][0]
            sources, contents = self._layers(group, window, scores[i], at)
            if not contents:  # better a doubtful border than a voice without words
                contents = self._layers(group, window, scores[i], at, 0.5)[1]
            spans = [s for first, last, _ in contents if (s := decode.trimmed(group.text, *group.words(window, first, last)))]
            whole = decode.longest(contents, 3)
            if whole is None or not spans:
                continue
            source = max(sources, key=lambda c: c[2], default=None)
            found.append(
                FoundAttribution(
                    source=decode.trimmed(group.text, *group.words(window, source[0], source[1])) if source else None,
                    cue=None if kind == 1 else group.words(*anchors[i][:3]),
                    content=group.words(window, whole[0], whole[1]),
                    pieces=tuple(spans),
                    stance=Stance(labels.STANCES[int(stance[i].argmax())]),
                    confidence=self._sure("attribution", score * whole[2] * (source[2] if source else 1.0)),
                    stance_confidence=self._sure("stance", float(stance[i].max())),
                    vector=vectors[i],
                )
            )
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


def _exact(kind: EventType, text: str, trigger: Pair) -> EventType:
    """ "suicide attack", "martyrdom operation": the word before the act, in the trigger or right before it, makes it exact."""
    before = kind in (EventType.ATTACK, EventType.BOMBING) and _MARTYRDOM.search(text, max(0, trigger[0] - 30), trigger[0])
    inside = _MARTYRDOM_ACT.fullmatch(text, *trigger)
    return EventType.SUICIDE_ATTACK if before or inside else kind


def _with_comma(text: str, source: Pair) -> Pair:
    """PolNeAR's sources hold both commas of an apposition: "Ann Berg, a lawyer," said."""
    start, end = source
    return (start, end + 1) if "," in text[start:end] and text[end : end + 1] == "," else source


def _rivals(weaker: Argument, stronger: Argument) -> bool:
    """Whether the same words are read as who does it and whom it is done to, and ``stronger`` is the surer reading."""
    both = {weaker.role, stronger.role} == {Role.ACTOR, Role.TARGET}
    return both and weaker.span == stronger.span and (stronger.confidence, stronger.role) > (weaker.confidence, weaker.role)
