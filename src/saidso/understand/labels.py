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

SCENE_TYPES = ("action", "reporting", "human", "thing", "place", "time")
"""Actions and who and what takes part in them, after ECB+: an auxiliary task, not in the shipped graphs."""
SCENE_TAGS = ("O", *(f"B-{t}" for t in SCENE_TYPES), *(f"I-{t}" for t in SCENE_TYPES))

GUN_TYPES = ("death", "firing_a_gun", "hitting", "bag_of_events", "injuring", "other", "missing")
"""Mentions of gun violence, after GVC: an auxiliary task, not in the shipped graphs."""
GUN_TAGS = ("O", *(f"B-{t}" for t in GUN_TYPES), *(f"I-{t}" for t in GUN_TYPES))

FILLER_ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""MUC-4's role fillers, after GRIT; a layer of BIO tags each."""

RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop", "csubj", "dep",
    "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod",
    "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
"""Universal Dependencies' relations without subtypes: an auxiliary task, not in the shipped graphs."""

MARKS = ("none", "cue", "content", "source", "other")
"""What a token is to the attribution whose bearing is read; "other" is the cue of another voice."""

BEARING_REACH = 112
"""Word pieces either side of an anchor that its bearing is read from."""

SENTENCE_REACH = 3
"""Sentence distances are clipped to this many either way."""
TOKEN_REACH = 64
"""Token distances to the anchor are clipped to this many either way."""
