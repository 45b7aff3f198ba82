"""One model in three engines: PyTorch, ONNX with floats, ONNX with packed weights. Do they read the same?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch

from saidso.train.corpora import Annotated
from saidso.train.network import Reader
from saidso.understand.backends.graphs import Floats, Ints, Voices, padded
from saidso.understand.backends.onnx import OnnxReader
from saidso.understand.model import Mentions
from saidso.understand.windows import Window

Decision = tuple[Any, ...]


class TorchGraphs:
    """What ``Graphs`` does, computed by PyTorch."""

    def __init__(self, reader: Reader, about: dict[str, Any]) -> None:
        self.reader, self.about = reader.eval(), about

    @torch.no_grad()  # type: ignore[untyped-decorator]  # torch does not type it
    def encode(self, windows: Sequence[Window]) -> tuple[dict[str, Floats], Ints, Ints]:
        """Scores by head name, mask, sentence numbers: see ``Graphs.encode``."""
        ids, mask, feature, sentence = padded(windows)
        given = (torch.from_numpy(a) for a in (ids, mask, feature))
        hidden = self.reader.encode(*given)
        heads = ("trigger", "cue", "plain_cue", "entity", "name", "filler")
        scores = {"hidden": hidden} | {name: getattr(self.reader, name)(hidden) for name in heads}
        return {name: value.numpy() for name, value in scores.items()}, mask, sentence

    @torch.no_grad()  # type: ignore[untyped-decorator]  # torch does not type it
    def roles(self, hidden: Floats, mask: Ints, sentence: Ints, anchors: Ints) -> tuple[Floats, Floats, Floats]:
        """See ``Graphs.roles``."""
        scores, vectors = self.reader.roles(*_tensors(hidden, mask, sentence, anchors))
        return scores.numpy(), vectors.numpy(), self.reader.status(vectors).numpy()

    @torch.no_grad()  # type: ignore[untyped-decorator]  # torch does not type it
    def parts(self, hidden: Floats, mask: Ints, sentence: Ints, anchors: Ints) -> Floats:
        """See ``Graphs.parts``."""
        return cast(Floats, self.reader.parts(*_tensors(hidden, mask, sentence, anchors)).numpy())

    @torch.no_grad()  # type: ignore[untyped-decorator]  # torch does not type it
    def bearing(self, hidden: Floats, mask: Ints, sentence: Ints, voices: Voices) -> tuple[Floats, Floats]:
        """See ``Graphs.bearing``."""
        given = _tensors(hidden, mask, sentence, voices.anchors, voices.marks, voices.named)
        stance, met = self.reader.bearing(*given)
        return stance.numpy(), met.numpy()

    @torch.no_grad()  # type: ignore[untyped-decorator]  # torch does not type it
    def same(self, one: Floats, other: Floats, flags: Floats) -> Floats:
        """See ``Graphs.same``."""
        if not len(flags):
            return np.zeros(0, dtype=np.float32)
        return cast(Floats, self.reader.same(*_tensors(one, other, flags)).numpy())


def _tensors(*arrays: Floats | Ints) -> tuple[torch.Tensor, ...]:
    return tuple(torch.from_numpy(array) for array in arrays)


def decisions(document: Annotated, mentions: Mentions) -> Iterator[Decision]:
    """What was decided on events, arguments and attributions of a document, span by span; entities and fillers are left out."""
    for e in mentions.events:
        yield (document.doc_id, "event", e.trigger, e.type, e.status)
        yield from ((document.doc_id, "argument", e.trigger, a.role, a.span) for a in e.arguments)
    for a in mentions.attributions:
        yield (document.doc_id, "attribution", a.content, a.source, a.cue, a.stance, a.about, a.parent)


def same(one: OnnxReader, other: OnnxReader, documents: Sequence[Annotated]) -> float:
    """Share of decisions (Dice) that two readers have in common on the documents."""
    first, second = ({d for doc in documents for d in decisions(doc, r.mentions(doc.text, doc.sentences))} for r in (one, other))
    return 2 * len(first & second) / max(1, len(first) + len(second))


def compare(reader: Reader, floats: Path, packed: Path, documents: Sequence[Annotated]) -> dict[str, float]:
    """The shipped model against PyTorch, ONNX with floats, and itself with other numbers of threads."""
    shipped = OnnxReader(packed, threads=4)
    torch_twin = OnnxReader(packed, graphs=TorchGraphs(reader, shipped.about))
    return {
        "PyTorch": same(shipped, torch_twin, documents),
        "ONNX with floats": same(shipped, OnnxReader(floats, threads=4), documents),
        "one thread": same(shipped, OnnxReader(packed, threads=1), documents),
        "two threads": same(shipped, OnnxReader(packed, threads=2), documents),
        "the same again": same(shipped, OnnxReader(packed, threads=4), documents),
    }
