"""What a backend must do: the Protocol, and the mentions it returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from saidso.nouns.claim import Argument, Attribution, EntityMention, EventMention
from saidso.nouns.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What a model reads in one text, before voices and values: spans are code points of the text.

    ``refused`` lists in words what the backend returned that does not stand in the text.
    """

    events: tuple[EventMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    entities: tuple[EntityMention, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFiller:
    """Words that fill a role of a violent incident, after MUC-4: PerpInd, PerpOrg, Target, Victim or Weapon.

    ``confidence`` is the model's score that they do, in [0, 1].
    """

    role: str
    span: Span
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSight:
    """How the model sees an event mention that somebody else marked: its vector and the words of its roles.

    ``vector`` has the shape (640,): 256 numbers of the event with its roles, 384 of its words in their sentence.
    """

    vector: NDArray[np.float32]
    arguments: tuple[Argument, ...] = ()


class Model(Protocol):
    """A reader of text. Three backends keep this Protocol: onnx (shipped), huggingface, llm."""

    @property
    def name(self) -> str:
        """Identifies the weights: two models of one name give the same mentions."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of the languages it reads; documents in others are listed as not read."""
        ...

    def mentions(self, text: str, sentences: Sequence[tuple[int, int]]) -> Mentions:
        """Events, attributions (nested ones too) and entities in ``sentences`` of ``text``."""
        ...

    def outer_attributions(self, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Attribution, ...]:
        """Every attribution of any topic, outermost only, contents in pieces, as PolNeAR marks them."""
        ...

    def plain_entities(self, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[EntityMention, ...]:
        """Entities of re3d's types, without overlap."""
        ...

    def role_fillers(self, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[RoleFiller, ...]:
        """Who did a violent incident, to whom or what, and with which weapon, after MUC-4, in text order."""
        ...

    def event_sights(
        self, text: str, sentences: Sequence[tuple[int, int]], triggers: Sequence[tuple[int, int]]
    ) -> tuple[EventSight | None, ...]:
        """Each of the given triggers (spans in code points) as the model sees it; None for one outside all sentences."""
        ...
