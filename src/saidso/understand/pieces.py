"""Word pieces of the uncased vocabulary, with offsets into the text as written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from saidso.errors import ModelError
from saidso.understand.windows import Encode


def encoder_of(tokenizer_json: Path) -> Encode:
    """The tokenizer in ``tokenizer_json`` as a function: texts -> (ids, offsets) each, without specials, never cut off.

    Raises:
        ModelError: the file is missing or not a tokenizer.
    """
    from tokenizers import Tokenizer  # 35 MB of engine: only when something is read

    if not tokenizer_json.exists():
        raise ModelError(
            f"{tokenizer_json}: the model's tokenizer is missing. Reinstall saidso, or point --model at a whole model folder."
        )
    tokenizer = Tokenizer.from_file(str(tokenizer_json))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def encode(texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]]]]:
        return [(e.ids, e.offsets) for e in tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    return encode
