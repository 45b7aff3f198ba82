"""A trained reader -> the model folder that ships: ONNX graphs with 8-bit weights, tokenizer, thresholds, digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from saidso.train.network import HIDDEN, SAME_FLAGS, Reader, encoder_folder, pretrained
from saidso.train.vocabulary import lean_tokenizer, without_dropped
from saidso.understand import labels
from saidso.understand.backends.graphs import FORMAT

SMALL = 4096
"""Weights with fewer numbers stay as they are."""
LEVELS = 127
CHANNEL = {"MatMul": -1, "Gemm": 0, "Gather": 0, "Conv": 0}
"""The axis of output channels in each operation's weight."""
OPSET = 17  # the newest that ONNX Runtime 1.20 to 1.31 all read


class _Encode(nn.Module):
    """Tokens -> hidden states and the scores of every tag head."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, mask: Tensor, feature: Tensor) -> tuple[Tensor, ...]:
        """(W, T) each -> (W, T, HIDDEN) and six tag scores."""
        reader = self.reader
        hidden = reader.encode(ids, mask, feature)
        return (
            hidden,
            reader.trigger(hidden),
            reader.cue(hidden),
            reader.plain_cue(hidden),
            reader.entity(hidden),
            reader.name(hidden),
            reader.filler(hidden),
        )


class _Roles(nn.Module):
    """Hidden states and triggers -> layer scores, vectors, and the scores of each trigger's status."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.head, self.status = reader.roles, reader.status

    def forward(self, hidden: Tensor, mask: Tensor, sentence: Tensor, anchors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """See ``Viewed.forward``."""
        scores, vectors = self.head(hidden, mask, sentence, anchors)
        return scores, vectors, self.status(vectors)


def export(run: Path, config: dict[str, Any], out: Path) -> None:
    """Write the model folder for the checkpoints of ``run``, and beside it in ``run/floats`` its twin with floats.

    Args:
        run: folder with ``<stage>.pt``.
        config: the training configuration; ``[mean]`` names the checkpoints, ``encoder`` the tokenizer.
        out: folder to fill; files that are there are replaced.
    """
    reader, floats = trained(run, config), run / "floats"
    reader.encoder.set_attn_implementation("eager")  # type: ignore[operator]  # a transformers method torch cannot see
    for folder in (floats, out):
        folder.mkdir(parents=True, exist_ok=True)
        lean_tokenizer(_tokenizer(config), folder / "tokenizer.json")
    with torch.no_grad():
        _graphs(reader, floats)
    for graph in floats.glob("*.onnx"):
        _pack(graph, out / graph.name)
    describe(floats, config, {})
    describe(out, config, {})


def trained(run: Path, config: dict[str, Any]) -> Reader:
    """The mean of the stages that ``[mean]`` names, rounded, without the word pieces that the shipped model goes without.

    Weights that stages of one run reach one after the other lie in one basin: their mean reads better than each of them
    (Wortsman et al. 2022, model soups; docs/decisions/0008).
    """
    reader = pretrained(encoder_folder(config["encoder"]))
    mean: dict[str, Tensor] = {}
    for stage, share in config["mean"].items():
        for name, value in torch.load(run / f"{stage}.pt", weights_only=True)["average"].items():
            if name != "n_averaged":
                part = value * share if value.is_floating_point() else value
                mean[name] = mean[name] + part if name in mean and value.is_floating_point() else part
    reader.load_state_dict({name.removeprefix("module."): value for name, value in mean.items()})
    without_dropped(reader.encoder, _tokenizer(config))
    rounded(reader)
    return reader.eval()


def _tokenizer(config: dict[str, Any]) -> Path:
    return Path(encoder_folder(config["encoder"])) / "tokenizer.json"


def _graphs(reader: Reader, out: Path) -> None:
    ids = torch.randint(1000, 2000, (2, 16))
    mask, numbers = torch.ones_like(ids), torch.zeros_like(ids)
    window = {0: "windows", 1: "tokens"}
    tags = ["hidden", "trigger", "cue", "plain_cue", "entity", "name", "filler"]
    names = ["ids", "mask", "feature"]
    _write(_Encode(reader), (ids, mask, numbers), out / "encode.onnx", names, tags, dict.fromkeys([*names, *tags], window))
    anchors = torch.tensor([[0, 1, 2, 0], [1, 3, 3, 0], [1, 5, 6, 0]])
    marks = torch.randint(0, len(labels.MARKS), (3, 16))
    seen = (torch.randn(2, 16, HIDDEN), mask, numbers, anchors)
    given = ["hidden", "mask", "sentence", "anchors"]
    axes = {"hidden": window, "mask": window, "sentence": window, "anchors": {0: "anchors"}, "vectors": {0: "anchors"}}
    axes |= {"scores": {0: "anchors", 1: "tokens"}, "status": {0: "anchors"}, "stance": {0: "anchors"}, "met": {0: "anchors"}}
    axes |= {"marks": {0: "anchors", 1: "tokens"}, "named": window}
    for head, more, name, gives in (
        (_Roles(reader), (), "roles", ["scores", "vectors", "status"]),
        (reader.parts, (), "parts", ["scores"]),
        (reader.bearing, (marks, numbers), "bearing", ["stance", "met"]),
    ):
        names = [*given, *(("marks", "named") if more else ())]
        _write(head, (*seen, *more), out / f"{name}.onnx", names, gives, {k: axes[k] for k in (*names, *gives)})
    given = ["one", "other", "flags"]
    example = (torch.randn(3, 256), torch.randn(3, 256), torch.randn(3, SAME_FLAGS))
    _write(reader.same, example, out / "same.onnx", given, ["score"], {key: {0: "pairs"} for key in (*given, "score")})


def _write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    given: list[str],
    gives: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    # The legacy exporter: the newer one writes graphs that quantize_dynamic cannot shape-infer (LIBRARIES.md section 6).
    torch.onnx.export(
        module, example, str(path), input_names=given, output_names=gives, dynamic_axes=axes, opset_version=OPSET, dynamo=False
    )


def rounded(reader: nn.Module) -> None:
    """Round every large weight to 8 bits, one scale an output channel, in place.

    From here on these rounded weights *are* the model: PyTorch, ONNX with floats and ONNX with packed weights compute with the
    same numbers, and so decide alike. Rounding activations too would be faster on some processors and changes one decision in
    ten (docs/decisions/0003).
    """
    for module in reader.modules():
        if isinstance(module, (nn.Linear, nn.Embedding, nn.Conv1d)) and module.weight.numel() >= SMALL:
            weight = module.weight.data
            scale = weight.abs().amax(dim=tuple(range(1, weight.dim())), keepdim=True).clamp_min(1e-12) / LEVELS
            module.weight.data = (weight / scale).round() * scale


def _pack(path: Path, out: Path) -> None:
    """Store the rounded weights of a graph as 8-bit numbers with their scales; ONNX Runtime unfolds them when it loads."""
    import onnx

    model = onnx.load(str(path))
    users: dict[str, list[str]] = {}
    for node in model.graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node.op_type)
    kept, unfold = [], []
    for tensor in model.graph.initializer:
        weight, kinds = onnx.numpy_helper.to_array(tensor), set(users.get(tensor.name, ()))
        if weight.dtype != np.float32 or weight.ndim < 2 or weight.size < SMALL or len(kinds) != 1 or not kinds <= set(CHANNEL):
            kept.append(tensor)
            continue
        axis = CHANNEL[kinds.pop()] % weight.ndim
        others = tuple(i for i in range(weight.ndim) if i != axis)
        scale = np.maximum(np.abs(weight).max(axis=others), 1e-12) / LEVELS
        whole = np.round(weight / np.expand_dims(scale, others)).astype(np.int8)
        kept.append(onnx.numpy_helper.from_array(whole, f"{tensor.name}.whole"))
        kept.append(onnx.numpy_helper.from_array(scale.astype(np.float32), f"{tensor.name}.scale"))
        given = [f"{tensor.name}.whole", f"{tensor.name}.scale"]
        unfold.append(onnx.helper.make_node("DequantizeLinear", given, [tensor.name], axis=axis))
    nodes = list(model.graph.node)
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(kept)
    model.graph.node.extend([*unfold, *nodes])
    onnx.checker.check_model(model)
    onnx.save(model, str(out))


def describe(out: Path, config: dict[str, Any], calibration: Mapping[str, Sequence[float]]) -> None:
    """model.json: the name (a digest of graphs and thresholds), thresholds, calibration and file digests."""
    digests = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(out.iterdir())
        if p.suffix in (".onnx", ".json") and p.name != "model.json"
    }
    shaping = json.dumps(
        [digests, config["thresholds"], calibration], sort_keys=True
    )  # whatever changes what is read changes the name
    name = "reader-" + hashlib.sha256(shaping.encode()).hexdigest()[:12]
    described = {
        "name": name,
        "languages": ["en"],
        "format": FORMAT,
        "seed": config["seed"],
        "thresholds": config["thresholds"],
        "calibration": calibration,
        "files": digests,
    }
    (out / "model.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
