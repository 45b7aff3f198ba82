"""What the voices of an incident say, as one reads it aloud: titles and sentences for formats that have only a text field."""

from __future__ import annotations

import re
from datetime import date

from saidso.nouns.claim import Claim, Stance
from saidso.nouns.document import Document
from saidso.nouns.incident import Incident, Reading, SlotAccord
from saidso.show.embargo import held_words
from saidso.show.export.rules import Reduced, rule_named
from saidso.show.export.rules_reports import reports
from saidso.show.matrix import Matrix, matrix_of
from saidso.show.page import Page
from saidso.show.wording import chain_words, place_words, slot_value_words, stance_word, when_words
from saidso.values.vague_words import LITERAL

RULE = "show-all@1"
"""How these formats show numbers: none is chosen."""
_MOST_ORIGINS = 12
"""Origins told in one sentence; the claim ids beside it name the rest."""
_TITLED = frozenset({"type"})
"""Slots whose words stand in the title already."""
_THE_ACT = "the act itself"
"""How a number slot holds that the act was denied; the slot "event" tells that already."""
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+")
"""A web address that may stand as one. Anything else (another scheme, a redacted one) is words, and no link is made of it."""


def title_of(incident: Incident) -> str:
    """An incident in a line: "killing, Oremi, 12 March 2024"."""
    parts = [incident.type.replace("_", " ")]
    if incident.place is not None:
        parts.append(place_words(incident.place))
    if incident.when is not None:
        parts.append(when_words(incident.when))
    return ", ".join(parts)


def days_of(incident: Incident) -> tuple[date | None, date | None]:
    """The first and the last day on which it happened by the claims; None where open or not known."""
    return (incident.when.earliest, incident.when.latest) if incident.when else (None, None)


def slot_of(incident: Incident, slot: str) -> SlotAccord | None:
    """The accord of one slot; None where every voice is silent on it."""
    return next((each for each in incident.slots if each.slot == slot), None)


def numbers_of(page: Page, slot: str) -> Reduced:
    """The least and the greatest number that any origin gives for a number slot, and the same in words with its denials.

    By the rule ``RULE``, which leaves no number out; vague words stand with the literal plural ("dozens" 24).
    """
    if slot_of(page.incident, slot) is None:
        return Reduced(rule=RULE)
    return rule_named(RULE).reduce(reports(page, slot, LITERAL))


def held_in(incident: Incident, slot: str) -> tuple[str, ...]:
    """The values that somebody holds in a slot, each once, in the order of the accord; what is only denied is not among them."""
    found = slot_of(incident, slot)
    readings: tuple[Reading, ...] = () if found is None else found.readings
    return tuple(dict.fromkeys(each.value for each in readings if each.value and each.stance is not Stance.DENIES))


def embargo_of(page: Page) -> str:
    """How many claims of the incident are under embargo, and until when; empty where none is."""
    return held_words(page.held) if page.held else ""


def told(page: Page) -> str:
    """Who holds what, an origin after the other: "the ministry (in Valley Herald) says: killing happened." """
    matrix = matrix_of(page.incident, page.claims, page.documents)
    lines = [_told_by(matrix, index) for index in range(min(len(matrix.columns), _MOST_ORIGINS))]
    left = len(matrix.columns) - len(lines)
    return " ".join([*lines, *([f"And {left} more origins."] if left else [])])


def _told_by(matrix: Matrix, index: int) -> str:
    """One origin, stance by stance: "the Front (in Radio North) says: attack happened; denies: killed 3 guards." """
    column = matrix.columns[index]
    papers = "" if column.carriers == (column.name,) else f" (in {', '.join(column.carriers)})"
    act = matrix.incident.type.replace("_", " ")
    by_stance: dict[str, dict[str, None]] = {}
    for row in matrix.rows:
        for entry in row.cells[index]:
            if row.slot not in _TITLED and entry.value != _THE_ACT:
                by_stance.setdefault(entry.stance, {})[f"{act if row.slot == 'event' else row.slot} {entry.value}"] = None
    said = "; ".join(f"{stance}: {', '.join(values)}" for stance, values in by_stance.items())
    return f"{column.name}{papers} {said or 'gives no value'}."


def claim_sentence(claim: Claim) -> str:
    """One claim as a line: "Valley Herald > the defence ministry | says | killing (happened) | killed: 3 soldiers"."""
    values = [f"{value.slot}: {slot_value_words(value)}" for value in claim.values if not value.doubtful]
    act = f"{claim.event_type.value.replace('_', ' ')} ({claim.status.value})"
    return " | ".join([chain_words(claim), stance_word(claim.stance), act, *values])


def web_address(document: Document) -> str | None:
    """Where the document stands on the web, if that is a whole http address as it leaves; else None."""
    url = document.metadata.url.value
    return url if url and _ADDRESS.fullmatch(url) else None


def publisher_of(document: Document) -> str:
    """Who published it, or "unknown publisher"."""
    return document.metadata.publisher.value or "unknown publisher"
