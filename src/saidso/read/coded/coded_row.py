"""What the readers of coded data share: the options of a run, a row as it came, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from saidso.errors import ReadError
from saidso.nouns.claim import Extraction
from saidso.nouns.document import Document
from saidso.values.event_type import EventType

TypesOf = Callable[[str], tuple[EventType, ...]]
"""Our types that a code of a scheme can stand for, the likeliest first; empty for a code that it does not know."""


def our_own_names(code: str) -> tuple[EventType, ...]:
    """The codes of a data set that uses our names of types ("shelling")."""
    word = code.strip().lower().replace(" ", "_").replace("-", "_")
    return (EventType(word),) if word in set(EventType) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedOptions:
    """What the user knows of a file of coded data.

    Args:
        kind: one of ``KINDS``; None recognises it by its columns or keys.
        publisher: who made the data set; wanted where the kind does not say it, and the first voice of every claim.
        types_of: what a code of the data set means; a codebook's ``types_of``.
        columns: for the kind "own", our name of a field -> the column that holds it.
        names: the same as a codebook has it: tried before the names that we know, where the user said nothing.
    """

    kind: str | None = None
    publisher: str | None = None
    types_of: TypesOf = our_own_names
    columns: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """One row as it came. ``where`` says it to the user ("march.csv, line 14"), ``source`` to the ledger ("march.csv#row 13")."""

    where: str
    source: str
    cells: Mapping[str, str]
    raw: bytes

    def get(self, column: str) -> str:
        """The words of a cell without blanks around them; "" where there is no such column."""
        return self.cells.get(column, "").strip()

    def wrong(self, column: str, what: str) -> ReadError:
        """The row's refusal: where, which column, what is wrong and what to do."""
        return ReadError(f"{self.where}, column {column}: {what}", reason="damaged")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedRow:
    """One row made a document with its claims. ``row`` is its stable id in ``data_set``; the model reads it where
    ``extraction`` is None. ``notes`` are what its maker should look at: it was taken in as it stands."""

    data_set: str
    row: str
    document: Document
    raw: bytes
    extraction: Extraction | None
    notes: tuple[str, ...] = ()
