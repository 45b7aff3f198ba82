"""The word pieces that the shipped model does without, so that it stays small.

The pretrained vocabulary holds pieces that cannot be met in English reports (places kept free, East Asian and Indic letters) and
rare words that stand in no text we train on, whose embeddings are therefore as pretrained. Leaving those out changes no training
text: a word that is left out is read in smaller pieces, as unknown words are anyway.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from torch import nn

from saidso.understand.windows import Encode

KEPT_FIRST = 104
"""Numbers below this are the special pieces and keep their places."""
SCRIPTS = frozenset(("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "DIGIT"))
"""Letters that reports in English may hold in a name or a quotation."""


COUNT = 5_300
"""Pieces to go without: with fewer the model folder does not fit into 25 MB."""


def spare(tokenizer: Path, texts: Iterable[str], encode: Encode, count: int = COUNT) -> list[str]:
    """The ``count`` pieces that are least missed, given texts to read: unknown scripts first, then the rarest unseen words.

    A pretrained vocabulary is in order of frequency, so of the words that no text holds the last are the rarest. Digits, single
    characters and the words of ``wanted`` stay.
    """
    vocabulary, keep = _vocabulary(tokenizer), wanted()
    seen: set[int] = set()
    for text in texts:
        seen.update(encode([text])[0][0])
    unseen = [p for p, number in vocabulary.items() if number >= KEPT_FIRST and number not in seen]
    foreign = [p for p in unseen if p.startswith("[unused") or not _readable(p)]
    words = (p for p in unseen if _readable(p) and not p.startswith("[unused") and p not in keep)
    rare = [p for p in words if len(_bare(p)) > 2 and not _bare(p).isdigit()]
    rare.sort(key=lambda p: -vocabulary[p])
    return sorted((*foreign, *rare[: max(0, count - len(foreign))]), key=lambda p: vocabulary[p])


def _vocabulary(tokenizer: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]
    return found


def _bare(piece: str) -> str:
    return piece.removeprefix("##")


def _readable(piece: str) -> bool:
    letters = (c for c in _bare(piece) if c.isalpha())
    return all(unicodedata.name(c, "?").split()[0] in SCRIPTS for c in letters)


def wanted() -> frozenset[str]:
    """Words that stay although no training text holds them: ``kept_words.txt``."""
    return frozenset(files("saidso.train").joinpath("kept_words.txt").read_text("utf-8").split())


def dropped() -> frozenset[str]:
    """The pieces that the shipped model goes without: ``dropped_pieces.txt``, a piece a line."""
    return frozenset(files("saidso.train").joinpath("dropped_pieces.txt").read_text("utf-8").split())


def lean_tokenizer(whole: Path, out: Path) -> None:
    """Write the tokenizer in ``whole`` to ``out`` without the dropped pieces; the others keep their order."""
    tokenizer: dict[str, Any] = json.loads(whole.read_text("utf-8"))
    pieces = tokenizer["model"]["vocab"]
    kept = [piece for piece, _ in kept_pieces(pieces)]
    tokenizer["model"]["vocab"] = {piece: number for number, piece in enumerate(kept)}
    out.write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


def kept_pieces(vocabulary: dict[str, int]) -> Sequence[tuple[str, int]]:
    """The pieces that stay with their old numbers, in the order of their new ones."""
    without = dropped()
    return sorted(((p, n) for p, n in vocabulary.items() if p not in without), key=lambda pair: pair[1])


def without_dropped(encoder: nn.Module, whole: Path) -> None:
    """Take the rows of the dropped pieces out of an encoder's word embeddings, in place; ``whole`` is its tokenizer."""
    rows = torch.tensor([number for _, number in kept_pieces(_vocabulary(whole))])
    words = encoder.get_input_embeddings()  # type: ignore[operator]  # a transformers method torch cannot see
    encoder.set_input_embeddings(nn.Embedding.from_pretrained(words.weight.data[rows]))  # type: ignore[operator]
