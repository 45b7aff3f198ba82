"""A trained reader -> the model folder that ships: ONNX graphs (encoder in int8), tokenizer, thresholds, digests."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from saidso.train.network import ABOUT_FLAGS, HIDDEN, PARENT_FLAGS, SAME_FLAGS, Conditioned, Reader

OPSET = 17  # the newest that ONNX Runtime 1.20 to 1.31 all read


class _Encode(nn.Module):
    """Tokens -> hidden states and the scores of every tag head."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, mask: Tensor, feature: Tensor) -> tuple[Tensor, ...]:
        """(W, T) each -> (W, T, HIDDEN) and five tag scores."""
        reader = self.reader
        hidden = reader.encode(ids, mask, feature)
        return (
            hidden,
            reader.trigger(hidden),
            reader.cue(hidden),
            reader.plain_cue(hidden),
            reader.entity(hidden),
            reader.name(hidden),
        )


class _Anchored(nn.Module):
    """Hidden states and anchors -> layer scores, vectors, and the anchor's label scores."""

    def __init__(self, head: Conditioned, label: nn.Linear) -> None:
        super().__init__()
        self.head, self.label = head, label

    def forward(self, hidden: Tensor, mask: Tensor, sentence: Tensor, anchors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """See ``Conditioned.forward``."""
        scores, vectors = self.head(hidden, mask, sentence, anchors)
        return scores, vectors, self.label(vectors)


def export(run: Path, config: dict[str, Any], out: Path) -> None:
    """Write the model folder for the last stage's checkpoint of ``run``.

    Args:
        run: folder with ``<stage>.pt``.
        config: the training configuration; its last stage names the checkpoint, its encoder the tokenizer.
        out: folder to fill; files that are there are replaced.
    """
    from saidso.train.network import encoder_folder, pretrained

    folder = Path(encoder_folder(config["encoder"]))
    reader = pretrained(str(folder))
    checkpoint = run / f"{config['stage'][-1]['name']}.pt"
    reader.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
    reader.eval()
    reader.encoder.set_attn_implementation("eager")  # type: ignore[operator]  # a transformers method torch cannot see
    out.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        _graphs(reader, out)
    for name in ("encode", "roles", "parts"):
        _quantise(out / f"{name}.onnx")
    shutil.copyfile(folder / "tokenizer.json", out / "tokenizer.json")
    _describe(out, config)


def _graphs(reader: Reader, out: Path) -> None:
    ids = torch.randint(1000, 2000, (2, 16))
    mask, numbers = torch.ones_like(ids), torch.zeros_like(ids)
    window = {0: "windows", 1: "tokens"}
    tags = ["hidden", "trigger", "cue", "plain_cue", "entity", "name"]
    names = ["ids", "mask", "feature"]
    _write(_Encode(reader), (ids, mask, numbers), out / "encode.onnx", names, tags, dict.fromkeys([*names, *tags], window))
    anchors = torch.tensor([[0, 1, 2, 0], [1, 3, 3, 0], [1, 5, 6, 0]])
    hidden = torch.randn(2, 16, HIDDEN)
    for name, head, label in (("roles", reader.roles, reader.status), ("parts", reader.parts, reader.stance)):
        axes = {"hidden": window, "mask": window, "sentence": window, "anchors": {0: "anchors"}}
        axes |= {"scores": {0: "anchors", 1: "tokens"}, "vectors": {0: "anchors"}, "label": {0: "anchors"}}
        given = ["hidden", "mask", "sentence", "anchors"]
        _write(
            _Anchored(head, label),
            (hidden, mask, numbers, anchors),
            out / f"{name}.onnx",
            given,
            ["scores", "vectors", "label"],
            axes,
        )
    for name, pairing, flags in (
        ("about", reader.about, ABOUT_FLAGS),
        ("parent", reader.parent, PARENT_FLAGS),
        ("same", reader.same, SAME_FLAGS),
    ):
        given = ["one", "other", "flags"]
        example = (torch.randn(3, 256), torch.randn(3, 256), torch.randn(3, flags))
        _write(pairing, example, out / f"{name}.onnx", given, ["score"], {key: {0: "pairs"} for key in (*given, "score")})


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


def _quantise(path: Path) -> None:
    """Weights to int8, per channel (per tensor loses much more of this encoder: LIBRARIES.md section 6)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    full = path.with_suffix(".fp32.onnx")
    path.replace(full)
    quantize_dynamic(full, path, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"])
    full.unlink()


def _describe(out: Path, config: dict[str, Any]) -> None:
    """model.json: the name (a digest of graphs and thresholds), thresholds and file digests."""
    digests = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(out.iterdir())
        if p.suffix in (".onnx", ".json") and p.name != "model.json"
    }
    shaping = json.dumps([digests, config["thresholds"]], sort_keys=True)  # whatever changes what is read changes the name
    name = "reader-" + hashlib.sha256(shaping.encode()).hexdigest()[:12]
    described = {
        "name": name,
        "languages": ["en"],
        "format": 1,
        "seed": config["seed"],
        "thresholds": config["thresholds"],
        "files": digests,
    }
    (out / "model.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
