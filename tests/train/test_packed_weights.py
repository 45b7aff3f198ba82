"""Rounded weights and their packed form compute the same numbers. Needs the extra ``saidso[train]``; skipped without it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra saidso[train] is not installed")
pytest.importorskip("onnx", reason="the extra saidso[train] is not installed")


def _small() -> object:
    torch.manual_seed(3)
    return torch.nn.Sequential(torch.nn.Linear(96, 64), torch.nn.GELU(), torch.nn.Linear(64, 96))


def test_rounding_twice_is_rounding_once() -> None:
    """The rounded weights are the model: rounding them again changes nothing."""
    from saidso.train.export import rounded

    model = _small()
    rounded(model)
    before = [p.clone() for p in model.parameters()]
    rounded(model)
    assert all(torch.allclose(a, b, atol=1e-7) for a, b in zip(before, model.parameters(), strict=True))


def test_a_rounded_weight_is_near_the_weight() -> None:
    """No weight moves by more than half a step of its output channel."""
    from saidso.train.export import LEVELS, rounded

    model = _small()
    old = model[0].weight.detach().clone()
    rounded(model)
    step = old.abs().amax(dim=1, keepdim=True) / LEVELS
    assert bool(((model[0].weight - old).abs() <= step / 2 + 1e-7).all())


def test_packed_graph_and_torch_agree(tmp_path: Path) -> None:
    """The stored 8-bit graph gives what PyTorch gives, and is a quarter of the size."""
    import onnxruntime

    from saidso.train.export import _pack, _write, rounded

    model = _small()
    rounded(model)
    given = torch.randn(5, 7, 96)
    _write(model, (given,), tmp_path / "floats.onnx", ["x"], ["y"], {"x": {0: "a", 1: "b"}, "y": {0: "a", 1: "b"}})
    _pack(tmp_path / "floats.onnx", tmp_path / "packed.onnx")
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    session = onnxruntime.InferenceSession(str(tmp_path / "packed.onnx"), options)
    (found,) = session.run(["y"], {"x": given.numpy()})
    assert np.abs(found - model(given).detach().numpy()).max() < 1e-5
    assert (tmp_path / "packed.onnx").stat().st_size < 0.4 * (tmp_path / "floats.onnx").stat().st_size


def test_the_running_mean_forgets_where_it_began() -> None:
    """After a hundred steps of one weight, nothing is left of the random one before them."""
    from saidso.train.learn import running_mean

    step, mean, weight = running_mean(0.998), torch.full((3,), 50.0), torch.ones(3)
    for count in range(1, 101):
        step([mean], [weight], count)
    assert bool((mean - 1.0).abs().max() < 0.01)
