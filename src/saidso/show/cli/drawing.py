"""The incident list and the matrix on a terminal: words carry all meaning, colour and weight only help the eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from saidso.nouns.incident import Incident
from saidso.show.embargo import Held, held_words
from saidso.show.matrix import Column, Entry, Matrix, Quote, Row, matrix_of, value_lines
from saidso.show.page import Page
from saidso.show.wording import (
    CLAIMS_NOT_FINDINGS,
    chain_words,
    document_words,
    place_words,
    related_words,
    stance_word,
    unheard_words,
    when_words,
)

_SLOT_WIDTH = 22
_COLUMN_WIDTH = 26
"""Characters a column needs to hold a chain of voices without breaking every word."""
_NARROW = 72
"""Below this not even a stacked table is readable: one thing per line."""

_SHORT = 6
"""Words: a content below this ("this", "the attack") is shown with the sentences around it."""
_MOST_REFS = 5
"""Quote numbers shown beside one value; the quotes below carry all of them."""

_FIRST_LOOK = ("actor", "killed")
_FIRST_QUOTES = 9
"""What the demo shows of a page: enough to see the idea, short enough to be read."""

_MARKS = {"contradictory": "≠", "same": "=", "compatible": "≈", "not comparable": "?", "single": "·"}
_STYLES = {"contradictory": "bold red", "same": "green", "compatible": "cyan", "not comparable": "yellow"}
_DISSENT = {"denies", "doubts"}


def draw_list(console: Console, incidents: Sequence[Incident], profile: str, held: Held | None = None) -> None:
    """The incident list, disagreement first; ``held`` is what is under embargo in it."""
    promise = f" · {CLAIMS_NOT_FINDINGS} · redacted for: {profile}"
    console.print(_line((_many(len(incidents), "incident"), "bold"), (promise, "dim")))
    if held:
        console.print(Text(held_words(held), style="bold"))
    if not incidents and not held:
        console.print("Nothing is linked yet. Add reports with: saidso build PATH --ledger FILE")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, right in (("id", 0), ("type", 0), ("when", 0), ("place", 0), ("claims", 1), ("docs", 1), ("origins", 1)):
        table.add_column(name, justify="right" if right else "left", no_wrap=name == "id", overflow="fold")
    table.add_column("contradicted", overflow="fold")
    for incident in incidents:
        table.add_row(*_list_cells(incident))
    console.print(table)
    console.print(Text("origins: how many independent voices, at least–at most; copies of a wire count once", style="dim"))


def _list_cells(incident: Incident) -> list[Text]:
    contradicted = ", ".join(slot.slot for slot in incident.slots if slot.agreement == "contradictory")
    return [
        Text(incident.id, style="bold"),
        Text(incident.type.replace("_", " ")),
        Text(_when(incident)),
        Text(_place(incident)),
        Text(str(len(incident.claims))),
        Text(str(len(incident.documents))),
        Text(_range(incident.origins.lo, incident.origins.hi)),
        Text(f"≠ {contradicted}", style=_STYLES["contradictory"]) if contradicted else Text("–", style="dim"),
    ]


def draw_page(console: Console, page: Page, profile: str, *, quotes: bool, brief: bool = False) -> None:
    """One incident: heading, matrix (as wide as the terminal allows), and the numbered quotes.

    Args:
        brief: only the rows and quotes that a first look needs; says how many there are beside them.
    """
    matrix = matrix_of(page.incident, page.claims, page.documents)
    _draw_heading(console, matrix, profile)
    whole, matrix = matrix, _brief(matrix) if brief else matrix
    fits = _SLOT_WIDTH + _COLUMN_WIDTH * len(matrix.columns) <= console.width
    if fits:
        console.print(_table(matrix))
    else:
        _draw_stacked(console, matrix)
    console.print(Text("[n] = quote below; an empty cell is silence, which contradicts nothing", style="dim"))
    if page.held:
        console.print(Text(_held_line(page.held, matrix.quotes), style="bold"))
    if page.unheard:
        console.print(_line(("not quoted in any of these documents: ", ""), (unheard_words(page.unheard), "bold")))
    for one in page.related:
        console.print(_line(("beside it: ", ""), (related_words(one), "")))
    if quotes:
        _draw_quotes(console, matrix.quotes)
    left = len(whole.rows) - len(matrix.rows), len(whole.quotes) - len(matrix.quotes)
    if any(left):
        console.print(Text(f"\n... and {_many(left[0], 'more row')} and {_many(left[1], 'more quote')}: saidso show shows all."))


def _held_line(held: Held, quotes: Sequence[Quote]) -> str:
    """What is under embargo; where it is shown all the same, the numbers of its quotes."""
    marks = ", ".join(f"[{quote.number}]" for quote in quotes if quote.claim.id in held.claims)
    return held_words(held) + (f" ({marks})" if marks else "")


def _brief(matrix: Matrix) -> Matrix:
    """The rows on which voices differ most often, and the first quotes of the tolls."""
    rows = tuple(row for row in matrix.rows if row.slot in _FIRST_LOOK)
    tolls = [row for row in rows if row.slot in ("killed", "injured")] or list(rows)
    cited = {number for row in tolls for cell in row.cells for entry in cell for number in entry.quotes[:1]}
    return replace(matrix, rows=rows, quotes=tuple(quote for quote in matrix.quotes if quote.number in cited)[:_FIRST_QUOTES])


def _draw_heading(console: Console, matrix: Matrix, profile: str) -> None:
    incident = matrix.incident
    origins = _range(incident.origins.lo, incident.origins.hi)
    title = " · ".join((incident.type.replace("_", " "), _when(incident), _place(incident)))
    console.print(_line((f"Incident {incident.id}", "bold"), (f"  {title}", "bold")))
    counts = f"{_many(len(incident.claims), 'claim')} in {_many(len(incident.documents), 'document')} from {origins} "
    counts += "origin" if incident.origins.hi == 1 else "origins"
    console.print(_line((counts, ""), (f" · {CLAIMS_NOT_FINDINGS} · redacted for: {profile}", "dim")))
    console.print()


def _table(matrix: Matrix) -> Table:
    """Rows are slots, columns are origins."""
    table = Table(box=box.ROUNDED, show_lines=True, header_style="bold", expand=False)
    table.add_column("slot", width=_SLOT_WIDTH - 4, overflow="fold")
    for column in matrix.columns:
        table.add_column(_header(column), min_width=_COLUMN_WIDTH - 4, max_width=48, overflow="fold")
    for row in matrix.rows:
        table.add_row(_band(row), *(_cell(cell) for cell in row.cells))
    return table


def _header(column: Column) -> Text:
    return _line((column.label, "bold"), (f"\n{_carriers(column)}", "dim not bold"))


def _carriers(column: Column) -> str:
    if column.carriers == (column.name,):
        return "in its own words"
    agency = f"wire: {column.agency}, in " if column.agency and column.agency not in column.carriers else "in "
    return f"{agency}{', '.join(column.carriers)}"


def _band(row: Row) -> Text:
    """The slot with its accord in words: "killed / ≠ contradictory / numeric-disjoint, polarity"."""
    text = _line((row.slot, "bold"))
    if row.agreement:
        text.append(f"\n{_agreement_words(row)}", style=_STYLES.get(row.agreement, "dim"))
    if row.kinds:
        text.append("".join(f"\n{kind}" for kind in row.kinds), style="dim")
    if row.best is not None:
        text.append(f"\nchosen by a reviewer: {row.best}")
    return text


def _cell(entries: Sequence[Entry]) -> Text:
    """Each thing an origin holds: its value, the stance by word, the chain and the numbers of the quotes."""
    text = Text()
    for entry in _folded(entries):
        if text:
            text.append("\n\n")
        text.append(entry.value, style="bold")
        text.append("  ")
        text.append(entry.stance, style=_stance_style(entry))
        text.append(f"\n{entry.chain} {_refs(entry)}", style="dim")
    return text


def _stance_style(entry: Entry) -> str:
    return "italic magenta" if entry.stance in _DISSENT else "italic"


def _folded(entries: Sequence[Entry]) -> list[Entry]:
    """One entry a value and stance: the chain that came first, how many other chains say the same, and all quotes."""
    alike: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        alike.setdefault((entry.value, entry.stance), []).append(entry)
    return [_one_of(same) for same in alike.values()]


def _one_of(same: Sequence[Entry]) -> Entry:
    others = len({entry.chain for entry in same}) - 1
    chain = same[0].chain + (f" (and {_many(others, 'other chain')})" if others else "")
    numbers = sorted(number for entry in same for number in entry.quotes)
    return Entry(value=same[0].value, stance=same[0].stance, chain=chain, quotes=tuple(numbers))


def _refs(entry: Entry) -> str:
    shown = "".join(f"[{number}]" for number in entry.quotes[:_MOST_REFS])
    return shown + (f" +{len(entry.quotes) - _MOST_REFS}" if len(entry.quotes) > _MOST_REFS else "")


def _draw_stacked(console: Console, matrix: Matrix) -> None:
    """For many origins or a narrow terminal: first the origins, then slot by slot, a line per voice."""
    console.print(Text("Origins", style="bold"))
    for column in matrix.columns:
        console.print(Padding(_line((column.label, ""), (f"  {_carriers(column)}", "dim")), (0, 0, 0, 2), expand=False))
    for row in matrix.rows:
        console.print()
        console.print(_band_line(row))
        if console.width < _NARROW:
            _draw_lines(console, row)
        else:
            console.print(Padding(_grid(row), (0, 0, 0, 2), expand=False))
    console.print()


def _agreement_words(row: Row) -> str:
    """ "same" is for one value; several that may all be right, such as two targets of one attack, are no contradiction."""
    values = {entry.value for cell in row.cells for entry in cell}
    several = row.agreement == "same" and len(values) > 1
    return "≈ no contradiction" if several else f"{_MARKS.get(row.agreement, '')} {row.agreement}"


def _band_line(row: Row) -> Text:
    text = _line((row.slot, "bold"))
    if row.agreement:
        kinds = f": {', '.join(row.kinds)}" if row.kinds else ""
        text.append(f"  {_agreement_words(row)}{kinds}", style=_STYLES.get(row.agreement, "dim"))
    if row.best is not None:
        text.append(f"  chosen by a reviewer: {row.best}")
    return text


def _grid(row: Row) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(no_wrap=True, width=4)
    grid.add_column(ratio=3, overflow="fold")
    grid.add_column(ratio=2, overflow="fold")
    grid.add_column(ratio=6, overflow="fold")
    for number, cell in enumerate(row.cells, start=1):
        for entry in _folded(cell):
            stance = Text(entry.stance, style=_stance_style(entry))
            chain = Text(f"{entry.chain} {_refs(entry)}", style="dim")
            grid.add_row(Text(f"O{number}"), Text(entry.value, style="bold"), stance, chain)
    return grid


def _draw_lines(console: Console, row: Row) -> None:
    for number, cell in enumerate(row.cells, start=1):
        for entry in _folded(cell):
            lead = _line((f"O{number} ", ""), (entry.value, "bold"), (f"  {entry.stance}", "italic"))
            console.print(Padding(lead, (0, 0, 0, 2), expand=False))
            console.print(Padding(Text(f"{entry.chain} {_refs(entry)}", style="dim"), (0, 0, 0, 5), expand=False))


def _draw_quotes(console: Console, quotes: Sequence[Quote]) -> None:
    """Every claim's exact words with document, turn and offsets in code points."""
    console.print()
    console.print(_line(("Quotes", "bold"), ("  offsets are code points of the text as shown to you", "dim")))
    for quote in quotes:
        claim = quote.claim
        turn = f", turn {claim.turn}" if claim.turn is not None else ""
        console.print()
        console.print(_line((f"[{quote.number}] ", "bold"), (document_words(quote.document) + turn, "")))
        doubt = f"  (the reader is unsure of its {', '.join(claim.unsure)})" if claim.unsure else ""
        lead = f"{chain_words(claim)}  {stance_word(claim.stance)}{doubt}"
        console.print(Padding(_line((lead, "italic"), (f"  claim {claim.id}", "dim")), (0, 0, 0, 4), expand=False))
        short = sum(len(e.quote.split()) for e in claim.content) < _SHORT
        for evidence in (*claim.content, *((claim.passage,) if short else ())):
            place = f" {evidence.span.start}–{evidence.span.end}"
            words = " ".join(evidence.quote.split())
            console.print(Padding(_line((f"“{words}”", ""), (place, "dim")), (0, 0, 0, 4), expand=False))
        _draw_values(console, quote)


def _draw_values(console: Console, quote: Quote) -> None:
    claim = quote.claim
    act = f"{claim.event_type.value.replace('_', ' ')}, {claim.status.value}"
    rows = [("event", act, claim.trigger.quote, claim.trigger.span.start, claim.trigger.span.end), *value_lines(claim)]
    grid = Table.grid(padding=(0, 2))
    for slot, value, words, start, end in rows:
        quoted = _line((f"“{' '.join(words.split())}”", ""), (f" {start}–{end}", "dim"))
        grid.add_row(Text(slot, style="dim"), Text(value), quoted)
    console.print(Padding(grid, (0, 0, 0, 6), expand=False))


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _when(incident: Incident) -> str:
    return when_words(incident.when) if incident.when else "date not said"


def _place(incident: Incident) -> str:
    if incident.place is None and any(row.slot == "place" for row in incident.slots):
        return "places differ"
    return place_words(incident.place) if incident.place else "place not said"


def _range(low: int, high: int) -> str:
    return str(high) if low == high else f"{low}–{high}"


def _line(*parts: tuple[str, str]) -> Text:
    text = Text()
    for words, style in parts:
        text.append(words, style=style)
    return text
