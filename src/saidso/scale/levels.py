"""The fields of ``saidso.link.weights`` as splink comparisons: the same levels in SQL, each with the same bits.

splink wants m and u of a level; only their quotient counts, so u is one small number for all and m follows from the bits. What
SQL cannot say stands in the functions that ``pairs`` gives to DuckDB: ``near_places`` (containment of places), ``names_alike``
(spellings), ``one_name`` (other names of one voice) and ``number_level`` (ranges of counts). A field that one side does not
give is splink's null level, which weighs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from saidso.link.weights import ONE_DOCUMENT, WEIGHT

NUMBERS = (
    "several numbers the same", "same large number", "same number", "same small number", "numbers meet", "other number", None
)
"""What ``number_level`` answers, by its place here."""

_U = 2.0**-9  # so small that no m passes 1: the heaviest level weighs under 7 bits
_NEVER = "types_l IS NULL"  # splink wants a null level in every field; no group is without a type
_NOTHING = "says nothing"
_ONE_DOCUMENT = "kept apart in one document"
_BITS = {**WEIGHT, _NOTHING: 0.0, _ONE_DOCUMENT: ONE_DOCUMENT}

_SHARED = "list_intersect(place_keys_l, place_keys_r)"
_SHARED_FINE = f"list_has_any({_SHARED}, list_concat(fine_keys_l, fine_keys_r))"
_SHARED_TOWN = f"list_has_any({_SHARED}, list_concat(town_keys_l, town_keys_r))"
_SHARED_WORDS = (
    "(4.0 * len(list_intersect(proper_words_l, proper_words_r)) + len(list_intersect(other_words_l, other_words_r)))"
)
_ALIKE = f"{_SHARED_WORDS} / sqrt(mass_l * mass_r)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: when it says nothing (SQL), and its levels with their SQL, asked in this order.

    ``anchoring`` are the levels that count as an anchor, ``firm`` those that one anchor at least must be (``weights``).
    """

    name: str
    silent: str = _NEVER
    levels: Sequence[tuple[str, str]]
    anchoring: frozenset[str] = frozenset()
    firm: frozenset[str] = frozenset()

    @property
    def anchored(self) -> str:
        """Whether this field is an anchor."""
        return self._answers(self.anchoring)

    @property
    def firmly(self) -> str:
        """Whether it is one of those of which a pair needs one."""
        return self._answers(self.firm)

    def _answers(self, levels: frozenset[str]) -> str:
        """SQL over the answers of splink, read from its bits: whether it is one of these. The level itself splink keeps only
        together with all compared columns; no other level of a field weighs what an anchoring one does (tests)."""
        return f"(round(mw_{self.name}, 2) IN ({', '.join(str(WEIGHT[level]) for level in sorted(levels))}))"

    def comparison(self) -> dict[str, Any]:
        """The field as splink wants it."""
        levels = [
            {"sql_condition": sql, "label_for_charts": name, "m_probability": _U * 2.0 ** _BITS[name], "u_probability": _U}
            for name, sql in self.levels
        ]
        silent = {"sql_condition": self.silent, "label_for_charts": "not given", "is_null_level": True}
        return {"output_column_name": self.name, "comparison_levels": [silent, *levels]}


def _named(what: str, column: str) -> Field:
    return Field(
        name=what,
        silent=f"{column}_l = 0 OR {column}_r = 0",
        levels=((f"same {what}", f"one_name({column}_l, {column}_r)"), (f"other {what}", "ELSE")),
        anchoring=frozenset({f"same {what}"}),
    )


_NUMBER = "number_level(counts_l, counts_r)"
_TOLD = "(counts_l = 0 OR counts_r = 0) AND list_has_any(told_l, told_r)"

FIELDS: tuple[Field, ...] = (
    Field(
        name="time",
        levels=(
            ("same day", "first_day_l = last_day_l AND first_day_l = first_day_r AND last_day_l = last_day_r"),
            ("a day apart", "first_day_l > last_day_r OR first_day_r > last_day_l"),
            ("days overlap", "first_day_l IS NOT NULL AND first_day_r IS NOT NULL"),
            ("no time to compare", "around_l IS NULL OR around_r IS NULL"),
            ("said within a day", "abs(around_l - around_r) <= 1"),
            ("said within three days", "abs(around_l - around_r) <= 3"),
            ("said within a week", "abs(around_l - around_r) <= 7"),
            ("said weeks apart", "ELSE"),
        ),
        anchoring=frozenset({"same day"}),
        firm=frozenset({"same day"}),
    ),
    Field(
        name="place",
        silent=f"places_l = 0 OR places_r = 0 OR (list_has_any(place_keys_l, place_keys_r) AND NOT {_SHARED_FINE})",
        levels=(
            ("same town", _SHARED_TOWN),
            ("same area", "list_has_any(place_keys_l, place_keys_r)"),
            ("one place in the other", "near_places(places_l, places_r)"),
            ("place names alike", "names_alike(places_l, places_r)"),
            ("other place name", "ELSE"),
        ),
        anchoring=frozenset({"same town", "same area", "place names alike"}),
        firm=frozenset({"same town", "same area"}),
    ),
    Field(
        name="type",
        levels=(
            ("same act", "(acts_l & acts_r) <> 0"),
            ("kindred act", "(acts_l & called_r) <> 0"),
            ("other act", "acts_l <> 0 AND acts_r <> 0"),
            ("same type", "(types_l & types_r) <> 0"),
            ("kindred type", "ELSE"),
        ),
    ),
    _named("actor", "actors"),
    _named("target", "targets"),
    Field(
        name="number",
        silent=f"{_NUMBER} = {NUMBERS.index(None)} AND NOT ({_TOLD})",
        levels=(
            ("number told in both", _TOLD),
            *((level, f"{_NUMBER} = {at}") for at, level in enumerate(NUMBERS[:-2]) if level),
            ("other number", "ELSE"),
        ),
        anchoring=frozenset({"several numbers the same", "same large number", "same number", "number told in both"}),
    ),
    Field(name="trigger", levels=(("same trigger", "list_has_any(triggers_l, triggers_r)"), ("other trigger", "ELSE"))),
    Field(
        name="words",
        silent="document_l = document_r",
        levels=(
            ("words differ", "mass_l = 0 OR mass_r = 0"),
            ("words alike", f"{_ALIKE} >= 0.5"),
            ("words shared", f"{_ALIKE} >= 0.28"),
            (_NOTHING, f"{_ALIKE} >= 0.12"),
            ("words differ", "ELSE"),
        ),
    ),
    Field(
        name="standing",
        levels=((_NOTHING, "realised_l = realised_r OR against_l OR against_r"), ("one happened, one not", "ELSE")),
    ),
    Field(name="document", levels=((_NOTHING, "document_l <> document_r"), (_ONE_DOCUMENT, "ELSE"))),
)
"""Every field of ``weights.weigh``, and what two groups of one document cost."""

ANCHORS_FOUND = " + ".join(f"CAST({field.anchored} AS INTEGER)" for field in FIELDS if field.anchoring)
"""SQL: how many anchors a pair has."""
FIRM_FOUND = " OR ".join(field.firmly for field in FIELDS if field.firm)
"""SQL: whether day or place is among them."""
