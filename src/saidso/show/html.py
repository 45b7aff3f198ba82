"""A claim and an incident as small pieces of HTML, for notebooks. Everything that stands in a document is escaped.

Pure: what they are given has passed the guard, or is shown at the desk and says so. Colours are see-through, so that the pieces
sit well on a light page and on a dark one; stance and agreement are always said in words too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from saidso.nouns.claim import Claim, Stance
from saidso.nouns.incident import Incident
from saidso.nouns.span import Evidence
from saidso.show.matrix import Entry, matrix_of, value_lines
from saidso.show.wording import CLAIMS_NOT_FINDINGS, chain_words, place_words, stance_word, when_words

if TYPE_CHECKING:
    from jinja2 import Template

    from saidso.show.page import Page

DESK = "at the desk: words as in the documents, unguarded"
"""Stands below what has passed no guard."""

_DISSENT = frozenset({Stance.DENIES, Stance.DOUBTS})
_BOX = "font-family:system-ui,sans-serif;font-size:13px;line-height:1.45;max-width:72em"
_CELL = "border:1px solid rgba(128,128,128,.35);padding:4px 8px;text-align:left;vertical-align:top;font-size:13px;min-width:9em"
_DIM = "opacity:.7;font-size:12px"
_MARKS = {"trigger": "rgba(255,196,0,.55)", "value": "rgba(0,140,255,.22)", "content": "rgba(128,128,128,.14)"}
"""By what the words are: the act, a value, what the voice is quoted on."""

_CLAIM = """
<div style="{{ box }}">
<div dir="auto"><b>{{ chain }}</b> ·
 <span style="{{ 'color:#c0392b;' if dissent }}font-weight:600">{{ stance }}</span> · {{ type }} ({{ status }})</div>
<blockquote dir="auto" style="margin:6px 0;padding:2px 12px;border-left:3px solid rgba(128,128,128,.5)">
{%- for kind, words, title in pieces -%}
{%- if kind -%}<mark style="background:{{ marks[kind] }};color:inherit" title="{{ title }}">{{ words }}</mark>
{%- else -%}{{ words }}{%- endif -%}
{%- endfor -%}
</blockquote>
{% if values %}<table style="border-collapse:collapse">
{% for slot, value, quote in values %}<tr><th style="{{ cell }}" scope="row">{{ slot }}</th>
<td style="{{ cell }}" dir="auto">{{ value }}</td><td style="{{ cell }}" dir="auto">“{{ quote }}”</td></tr>
{% endfor %}</table>{% endif %}
<div style="{{ dim }}">{{ id }} in {{ document }}{{ said_on }} · {{ note }}</div>
</div>
"""

_INCIDENT = """
<div style="{{ box }}">
<div dir="auto"><b>Incident {{ id }}</b> {{ title }}</div>
<div style="{{ dim }}">{{ counts }} · {{ note }}</div>
<div style="overflow-x:auto"><table style="border-collapse:collapse;margin:6px 0">
<thead><tr><th style="{{ cell }}" scope="col">slot</th>
{% for column in columns %}<th style="{{ cell }}" scope="col" dir="auto">{{ column }}</th>{% endfor %}</tr></thead>
<tbody>{% for name, agreement, alarm, cells in rows %}<tr>
<th style="{{ cell }}" scope="row">{{ name }}<br>
<span style="{{ dim }}{{ ';color:#c0392b' if alarm }}">{{ agreement }}</span></th>
{% for entries in cells %}<td style="{{ cell }}" dir="auto">{% for value, stance, dissent, chain in entries %}<div>{{ value }}
 <span style="{{ 'color:#c0392b;' if dissent }}font-weight:600">{{ stance }}</span>
{% if chain %}<div style="{{ dim }}">{{ chain }}</div>{% endif %}</div>{% endfor %}</td>{% endfor %}
</tr>{% endfor %}</tbody></table></div>
<div style="{{ dim }}">An empty cell is silence, which contradicts nothing.</div>
{% if quotes %}<details><summary>{{ quotes|length }} quotes</summary><ol>
{% for chain, stance, words, document in quotes %}<li dir="auto"><b>{{ chain }}</b> {{ stance }}: “{{ words }}”
 <span style="{{ dim }}">{{ document }}</span></li>{% endfor %}</ol></details>{% endif %}
</div>
"""


def claim_html(claim: Claim, note: str = DESK) -> str:
    """One claim: its chain and stance, and its passage with the act, the values and what is said highlighted."""
    return _drawn(
        _CLAIM,
        chain=chain_words(claim),
        stance=stance_word(claim.stance),
        dissent=claim.stance in _DISSENT,
        type=claim.event_type.value.replace("_", " "),
        status=claim.status.value,
        pieces=passage_pieces(claim),
        values=[(slot, value, quote) for slot, value, quote, _, _ in value_lines(claim)],
        marks=_MARKS,
        id=claim.id,
        document=claim.document_id,
        said_on=f", {claim.said_on.isoformat()}" if claim.said_on else "",
        note=f"{CLAIMS_NOT_FINDINGS} · {note}",
    )


def passage_pieces(claim: Claim) -> list[tuple[str, str, str]]:
    """The passage cut where highlighting changes: ("trigger" | "value" | "content" | "", words, what they are)."""
    passage = claim.passage
    label: list[tuple[str, str]] = [("", "")] * len(passage.quote)
    for kind, title, evidence in _highlights(claim):
        start, end = evidence.span.start - passage.span.start, evidence.span.end - passage.span.start
        for at in range(max(start, 0), min(end, len(label))):
            label[at] = (kind, title)
    pieces: list[tuple[str, str, str]] = []
    for (kind, title), letter in zip(label, passage.quote, strict=True):
        if pieces and (pieces[-1][0], pieces[-1][2]) == (kind, title):
            pieces[-1] = (kind, pieces[-1][1] + letter, title)
        else:
            pieces.append((kind, letter, title))
    return pieces


def _highlights(claim: Claim) -> list[tuple[str, str, Evidence]]:
    """What is painted, the topmost last."""
    content = [("content", "what the voice is quoted on", evidence) for evidence in claim.content]
    values = [("value", value.slot, value.evidence) for value in claim.values if not value.doubtful]
    return [*content, *values, ("trigger", f"the act: {claim.event_type.value}", claim.trigger)]


def page_html(page: Page, note: str = DESK) -> str:
    """One incident as its matrix: a row a slot, a column an origin, and the quotes behind it."""
    matrix = matrix_of(page.incident, page.claims, page.documents)
    quotes = [
        (chain_words(one.claim), stance_word(one.claim.stance), one.claim.passage.quote, one.document.source)
        for one in matrix.quotes
    ]
    rows = [_row(row.slot, row.agreement, row.kinds, [_cell(cell) for cell in row.cells]) for row in matrix.rows]
    return _incident_html(page.incident, [column.label for column in matrix.columns], rows, quotes=quotes, note=note)


def incident_html(incident: Incident, note: str = DESK) -> str:
    """One incident as it stands alone, without its claims: who its origins are is not in it, so they are only numbered."""
    columns = [f"O{number} ({len(part)} claims)" for number, part in enumerate(incident.origins.parts, start=1)]
    rows = []
    for slot in incident.slots:
        cells = [
            [(each.value, stance_word(each.stance), each.stance in _DISSENT, "") for each in slot.readings if at in each.origins]
            for at in range(len(columns))
        ]
        rows.append(_row(slot.slot, slot.agreement, slot.kinds, cells))
    alone = f"{note} · open its ledger to see who the origins are"
    return _incident_html(incident, columns, rows, quotes=[], note=alone)


Cell = list[tuple[str, str, bool, str]]
"""Entries: value, stance in words, whether it dissents, the chain."""


def _row(slot: str, agreement: str, kinds: Sequence[str], cells: list[Cell]) -> tuple[str, str, bool, list[Cell]]:
    words = f"{agreement} ({', '.join(kinds)})" if kinds else agreement
    return slot, words, agreement == "contradictory", cells


def _cell(entries: Sequence[Entry]) -> Cell:
    dissent = {stance_word(stance) for stance in _DISSENT}
    return [(entry.value, entry.stance, entry.stance in dissent, entry.chain) for entry in entries]


def _incident_html(
    incident: Incident, columns: Sequence[str], rows: Sequence[Any], *, quotes: Sequence[Any], note: str
) -> str:
    words = [incident.type.replace("_", " ")]
    words += [when_words(incident.when)] if incident.when else []
    words += [place_words(incident.place)] if incident.place else []
    origins = incident.origins
    counts = f"{len(incident.claims)} claims in {len(incident.documents)} documents from {origins.lo} to {origins.hi} origins"
    return _drawn(
        _INCIDENT,
        id=incident.id,
        title=" · ".join(words),
        counts=counts,
        columns=columns,
        rows=rows,
        quotes=quotes,
        note=f"{CLAIMS_NOT_FINDINGS} · {note}",
    )


def _drawn(template: str, **values: Any) -> str:
    return _template(template).render(box=_BOX, cell=_CELL, dim=_DIM, **values).strip()


@cache
def _template(text: str) -> Template:
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(text)
