"""The shipped vocabulary: what it goes without is never needed, and everything else reads as before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the extra saidso[train] is not installed")

TOKENIZER = Path(__file__).parents[2] / "src/saidso/data/model/tokenizer.json"


def _pieces(tokenizer: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]
    return found


def test_no_dropped_piece_is_in_the_shipped_tokenizer() -> None:
    """The list and the model that was made with it belong together, and numbers have no holes."""
    from saidso.train.vocabulary import dropped

    pieces = _pieces(TOKENIZER)
    assert not dropped() & pieces.keys()
    assert sorted(pieces.values()) == list(range(len(pieces)))


def test_special_pieces_keep_their_numbers() -> None:
    """Windows are built with fixed numbers for the borders, the padding and the mask."""
    from saidso.understand.windows import CLS, MASK, PAD, SEP

    pieces = _pieces(TOKENIZER)
    assert [pieces[p] for p in ("[PAD]", "[CLS]", "[SEP]", "[MASK]")] == [PAD, CLS, SEP, MASK]


def test_words_of_war_and_places_stay() -> None:
    """What no training text holds but other wars' reports do is not cut to pieces."""
    from saidso.train.vocabulary import dropped, wanted

    assert "frigates" in wanted() and "mindanao" in wanted()
    assert not dropped() & wanted()


def test_a_left_out_word_is_read_in_smaller_pieces() -> None:
    """No word becomes unknown because its piece is gone: Latin letters always remain."""
    from saidso.understand.pieces import encoder_of

    pieces = _pieces(TOKENIZER)
    unknown = pieces["[UNK]"]
    for ids, _ in encoder_of(TOKENIZER)(["saxophonist worcestershire wehrmacht trombone", "Ségou, Łódź, Çukurca"]):
        assert ids and unknown not in ids


def test_the_rarest_unseen_words_go_first(tmp_path: Path) -> None:
    """Foreign letters go before words; what a text holds, digits and single characters stay."""
    from saidso.train.vocabulary import spare

    words = ["[PAD]", *(f"[s{i}]" for i in range(103)), "the", "army", "1953", "x", "tomato", "oboe", "漢", "[unused7]"]
    path = tmp_path / "tokenizer.json"
    path.write_text(json.dumps({"model": {"vocab": {w: i for i, w in enumerate(words)}}}), encoding="utf-8")

    def encode(texts: list[str]) -> list[tuple[list[int], list[tuple[int, int]]]]:
        return [([words.index(w) for w in text.split()], []) for text in texts]

    assert spare(path, ["the army"], encode, 3) == ["oboe", "漢", "[unused7]"]  # type: ignore[arg-type]
