"""The ONNX graphs of a model folder, opened and checked: arrays in, arrays out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from saidso.errors import ModelError
from saidso.understand.windows import PAD, Window

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
GRAPHS = ("encode", "roles", "parts", "bearing", "same")
FORMAT = 3
PAIRS_AT_ONCE = 20_000


class Engine(Protocol):
    """Arrays in, arrays out: what computes a model."""

    about: dict[str, Any]

    def encode(self, windows: Sequence[Window]) -> tuple[dict[str, Floats], Ints, Ints]:
        """See ``Graphs.encode``."""
        ...

    def roles(self, hidden: Floats, mask: Ints, sentence: Ints, anchors: Ints) -> tuple[Floats, Floats, Floats]:
        """See ``Graphs.roles``."""
        ...

    def parts(self, hidden: Floats, mask: Ints, sentence: Ints, anchors: Ints) -> Floats:
        """See ``Graphs.parts``."""
        ...

    def bearing(self, hidden: Floats, mask: Ints, sentence: Ints, voices: Voices) -> tuple[Floats, Floats]:
        """See ``Graphs.bearing``."""
        ...

    def same(self, one: Floats, other: Floats, flags: Floats) -> Floats:
        """See ``Graphs.same``."""
        ...


@dataclass(frozen=True, slots=True)
class Voices:
    """The attributions of some windows as the bearing head is shown them (``understand/bearing.py``).

    ``anchors`` (A, 4) window, first token, last token, kind; ``marks`` (A, T); ``named`` (W, T).
    """

    anchors: Ints
    marks: Ints
    named: Ints


class Graphs:
    """A model folder: ``model.json`` and five graphs, each verified against its digest before it runs."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        self.about = _description(folder)
        self._sessions = {name: _session(folder / f"{name}.onnx", self.about["files"], threads) for name in GRAPHS}

    def encode(self, windows: Sequence[Window]) -> tuple[dict[str, Floats], Ints, Ints]:
        """Scores by head name ("hidden" among them), each (windows, tokens, ...); the mask; sentence numbers."""
        ids, mask, feature, sentence = padded(windows)
        session = self._sessions["encode"]
        names = [out.name for out in session.get_outputs()]
        return dict(zip(names, session.run(names, {"ids": ids, "mask": mask, "feature": feature}), strict=True)), mask, sentence

    def roles(self, hidden: Floats, mask: Ints, sentence: Ints, anchors: Ints) -> tuple[Floats, Floats, Floats]:
        """For each trigger: scores of its roles (anchors, tokens, roles * 3), its vector (256,) and scores of its status."""
        given = {"hidden": hidden, "mask": mask, "sentence": sentence, "anchors": anchors}
        scores, vectors, status = self._sessions["roles"].run(["scores", "vectors", "status"], given)
        return scores, vectors, status

    def parts(self, hidden: Floats, mask: Ints, sentence: Ints, anchors: Ints) -> Floats:
        """For each cue: scores of its source and content (anchors, tokens, 6)."""
        given = {"hidden": hidden, "mask": mask, "sentence": sentence, "anchors": anchors}
        scores: Floats = self._sessions["parts"].run(["scores"], given)[0]
        return scores

    def bearing(self, hidden: Floats, mask: Ints, sentence: Ints, voices: Voices) -> tuple[Floats, Floats]:
        """For each attribution: scores of its stance, and (2 * labels.BEARING_REACH, 2) of what the tokens around its anchor
        are to it: an event that it speaks about, the outer voice.
        """
        given = {"hidden": hidden, "mask": mask, "sentence": sentence}
        given |= {"anchors": voices.anchors, "marks": voices.marks, "named": voices.named}
        stance, met = self._sessions["bearing"].run(["stance", "met"], given)
        return stance, met

    def same(self, one: Floats, other: Floats, flags: Floats) -> Floats:
        """Scores (pairs,) of being one incident."""
        if not len(flags):
            return np.zeros(0, dtype=np.float32)
        parts = []
        for i in range(0, len(flags), PAIRS_AT_ONCE):
            few = slice(i, i + PAIRS_AT_ONCE)
            parts.append(self._sessions["same"].run(["score"], {"one": one[few], "other": other[few], "flags": flags[few]})[0])
        return np.concatenate(parts)


def padded(windows: Sequence[Window]) -> tuple[Ints, Ints, Ints, Ints]:
    """ids, mask, feature and sentence of the windows, each (windows, tokens of the longest)."""
    length = max(len(w.ids) for w in windows)
    ids, mask, feature, sentence = (np.zeros((len(windows), length), dtype=np.int64) for _ in range(4))
    ids[:], feature[:] = PAD, 3
    for row, window in enumerate(windows):
        size = len(window.ids)
        ids[row, :size], feature[row, :size], sentence[row, :size] = window.ids, window.feature, window.sentence
        mask[row, :size] = 1
    return ids, mask, feature, sentence


def _description(folder: Path) -> dict[str, Any]:
    path = folder / "model.json"
    try:
        described: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{folder}: no model here (model.json is missing). Reinstall saidso, or name a model folder.") from None
    except ValueError as error:
        raise ModelError(f"{path}: not readable as a model description ({error}). Reinstall saidso.") from None
    if described.get("format") != FORMAT:
        raise ModelError(
            f"{path}: model format {described.get('format')}, this saidso reads format {FORMAT}. Install matching versions."
        )
    return described


def _session(path: Path, digests: dict[str, str], threads: int) -> Any:
    import onnxruntime  # 0.3 s to import: only when something is read

    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"{path}: cannot be opened ({error.strerror}). Reinstall saidso, or name a whole model folder."
        ) from None
    if hashlib.sha256(data).hexdigest() != digests.get(path.name):
        raise ModelError(f"{path}: damaged, its SHA-256 is not the one in model.json. Reinstall saidso.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.add_session_config_entry("session.disable_quant_qdq", "1")  # 8-bit weights are unfolded once, not at every run
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
