"""What an import does to a ledger, row by row: new, changed (with each cell before and after), unchanged, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from saidso.errors import LedgerError
from saidso.ledger import Ledger
from saidso.nouns.document import Document, Skip
from saidso.read.coded import CodedRow
from saidso.read.coded.sheet import cells_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell of a row that came before: "" where it was, or is now, empty."""

    column: str
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """A row that came before and says something else now."""

    row: str
    cells: tuple[CellChange, ...]


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of the rows of one import, counted while they go by."""

    new: int = 0
    unchanged: int = 0
    changed: list[RowChange] = field(default_factory=list)
    refused: list[Skip] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def to_take_in(rows: Iterable[CodedRow], ledger: Ledger, tally: Tally) -> Iterator[CodedRow]:
    """The rows that the ledger does not hold as they are; each row is counted in ``tally`` as it goes by."""
    held: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.data_set not in held:
            held[row.data_set] = ledger.editions(row.data_set)
        tally.notes += row.notes
        before = held[row.data_set].get(row.row)
        if before == row.document.id:
            tally.unchanged += 1
        elif _read_otherwise(ledger, row):
            what = "its bytes are in the ledger already, read as a report. Import it into another ledger"
            message = f"{row.document.source}: {what}, or leave it as it is."
            tally.refused.append(Skip(source=row.document.source, reason="duplicate", message=message))
        else:
            if before is None:
                tally.new += 1
            else:
                tally.changed.append(RowChange(row=row.row, cells=changes(ledger.document(before), row.document)))
            yield row


def changes(before: Document, now: Document) -> tuple[CellChange, ...]:
    """The cells in which two editions of a row differ, in the order of their columns."""
    old, new = cells_of(before), cells_of(now)
    columns = [*new, *(column for column in old if column not in new)]
    pairs = ((column, old.get(column, ""), new.get(column, "")) for column in columns)
    return tuple(CellChange(column=column, before=was, now=is_now) for column, was, is_now in pairs if was != is_now)


def _read_otherwise(ledger: Ledger, row: CodedRow) -> bool:
    """Whether the same bytes stand in the ledger as another text, for ``build`` read them as a report."""
    try:
        return ledger.document(row.document.id).text != row.document.text
    except LedgerError:
        return False
