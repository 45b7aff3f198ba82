"""The rows of the ablation: equal budgets, nothing of what is left out. Needs the extra ``saidso[train]``; skipped without it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="the extra saidso[train] is not installed")


@pytest.fixture(scope="module")
def rows() -> dict[str, Any]:
    """Of our own invented reports, called by the names of four corpora, one of them of closed texts."""
    from saidso.train.ablate import Bench
    from saidso.train.batches import Prepared
    from saidso.train.corpora import invented
    from saidso.understand.pieces import encoder_of

    encode = encoder_of(Path(str(files("saidso.data").joinpath("model/tokenizer.json"))))
    reports = [Prepared.of(document, encode) for document in invented()[:160]]
    prepared = {"gold": reports[:60], "invented": reports[60:120], "polnear": reports[120:150], "gum": reports[150:]}
    asked = {
        "passes": 2.0,
        "windows": {"gold": 16, "invented": 16, "polnear": 8, "gum": 4},
        "ours": ["gold", "invented"],
        "without": [["polnear"], ["gold", "gum"]],
        "closed": ["inv"],
    }
    return Bench(prepared, {"ablation": asked, "seed": 5}, [], Path()).rows


def test_a_row_without_a_corpus_has_the_others_unchanged(rows: dict[str, Any]) -> None:
    whole, less = rows["everything with seed 5"], rows["without gold gum"]
    assert set(whole.prepared) - set(less.prepared) == {"gold", "gum"}
    assert all(less.prepared[name] == whole.prepared[name] for name in less.prepared)


def test_a_share_of_our_labels_costs_as_many_windows_as_all_of_them(rows: dict[str, Any]) -> None:
    def windows(row: Any) -> float:  # each of these short reports is one
        return sum(row.passes[name] * len(documents) for name, documents in row.prepared.items())

    whole = windows(rows["everything with seed 5"])
    few, all_of_them = rows["6.2% of our labels"], rows["100.0% of our labels"]
    assert len(few.prepared["ours"]) < 10 < 120 == len(all_of_them.prepared["ours"])
    assert windows(few) == pytest.approx(whole, rel=0.1) == windows(all_of_them)


def test_closed_texts_are_in_no_corpus_of_their_row(rows: dict[str, Any]) -> None:
    from saidso.train.corpora import collection

    assert not any(collection(p.doc) == "inv" for ps in rows["without closed texts"].prepared.values() for p in ps)


def test_only_seeds_tell_the_rows_with_everything_apart(rows: dict[str, Any]) -> None:
    first, second = rows["everything with seed 5"], rows["everything with seed 6"]
    assert first.prepared == second.prepared
    assert (first.seed, second.seed) == (5, 6)
