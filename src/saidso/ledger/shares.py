"""Parts of a ledger that can be read apart from each other, so that several processes share one export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement

    from saidso.ledger.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The incidents, or the documents, whose id comes after ``after`` and not after ``upto``; None is no bound.

    ``one``: the one of that id, or nothing where there is none.
    """

    after: str | None = None
    upto: str | None = None
    one: str | None = None

    def holds(self, key: Column[str]) -> list[ColumnElement[bool]]:
        """The conditions on an id."""
        if self.one is not None:
            return [key == self.one]
        given = [] if self.after is None else [key > self.after]
        return given if self.upto is None else [*given, key <= self.upto]

    def has(self, id: str) -> bool:
        """Whether an id belongs to it."""
        if self.one is not None:
            return id == self.one
        return (self.after is None or id > self.after) and (self.upto is None or id <= self.upto)

    @property
    def is_last(self) -> bool:
        """Whether it goes to the end, so that what has no id yet belongs to it."""
        return self.upto is None and self.one is None


WHOLE = Share()


def shares(store: Store, of: str, size: int) -> tuple[Share, ...]:
    """Shares of so many "incidents" or "documents" each, in the order of ids; together they are the whole."""
    from sqlalchemy import func, select

    from saidso.ledger import schema

    key = schema.metadata.tables[of].c.id
    counted = select(key, func.row_number().over(order_by=key).label("n")).subquery()
    with store.reading() as connection:
        ends = list(connection.scalars(select(counted.c.id).where(counted.c.n % size == 0).order_by(counted.c.id)))
    return tuple(Share(after=after, upto=upto) for after, upto in zip([None, *ends], [*ends, None], strict=True))
