"""The label sets of every head, in the order that the model's outputs have. Changing an order needs a new model."""

from __future__ import annotations

from saidso.nouns.claim import Role, Stance
from saidso.values.event_type import EventType, Status

TYPES = tuple(t.value for t in EventType)
STATUSES = tuple(s.value for s in Status)
STANCES = tuple(s.value for s in Stance)
ROLES = tuple(r.value for r in Role)

TRIGGER_TAGS = ("O", *(f"B-{t}" for t in TYPES), *(f"I-{t}" for t in TYPES))
"""BIO over the event types: tag ``1 + i`` begins type ``i``, ``1 + len(TYPES) + i`` goes on with it."""

CUE_TAGS = ("O", "B", "I", "N")
"""Cues of attributions; ``N`` marks the first token of a content that is handed over without any cue."""

PLAIN_CUE_TAGS = ("O", "B", "I")
"""Cues as PolNeAR marks them: every attribution of the text, outermost only."""

ANCHOR_KINDS = ("cue", "no cue", "plain cue")
"""What a source/content pass is conditioned on: a cue of ours, a bare content, a PolNeAR cue."""

PARTS = ("source", "content")

ENTITY_TYPES = (
    "Organisation", "Location", "Person", "Temporal", "Nationality", "Quantity", "Weapon", "MilitaryPlatform", "Vehicle", "Money",
    "DocumentReference", "CommsIdentifier", "Coordinate", "Frequency",
)  # fmt: skip
"""re3d's types."""
ENTITY_TAGS = ("O", *(f"B-{t}" for t in ENTITY_TYPES), *(f"I-{t}" for t in ENTITY_TYPES))

NAME_TYPES = ("person", "place", "organization")
"""Proper names after GUM, for the guard and for resolving voices."""
NAME_TAGS = ("O", *(f"B-{t}" for t in NAME_TYPES), *(f"I-{t}" for t in NAME_TYPES))

SENTENCE_REACH = 3
"""Sentence distances are clipped to this many either way."""
TOKEN_REACH = 64
"""Token distances to the anchor are clipped to this many either way."""
