"""Pairs of groups weighed by splink on DuckDB: the twin of ``saidso.link.weights`` and ``saidso.link.edges``.

splink makes the pairs (four blocking rules, the first that makes a pair is noted) and adds up bits. Two things are no sum over
fields and follow in SQL of our own: the cap on pairs with fewer than two anchors, and what cannot be one event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from saidso.errors import ConfigError
from saidso.link.candidates import RULES, WITHIN
from saidso.link.groups import Counted, Group, Unit, group_of
from saidso.link.names import same_name
from saidso.link.parting import Edge, how_of
from saidso.link.weights import ANCHORS, LINK, OVERNIGHT, UNANCHORED, names_alike, number_level
from saidso.scale.levels import ANCHORS_FOUND, FIELDS, FIRM_FOUND, NUMBERS
from saidso.scale.table import Words, table_of
from saidso.values import place as places
from saidso.values.comparison import Agreement
from saidso.values.place import Place

if TYPE_CHECKING:
    import duckdb

_ROUNDING = 0.005  # bits: weights are given to two digits, and 7.996 is given as 8.00


@dataclass(frozen=True, slots=True, kw_only=True)
class PairWeight:
    """Two groups by their places in the pool, the smaller first: the rule that paired them, bits, anchors, and whether they can
    be one event at all. The same as ``weights.Weighed`` without the words."""

    one: int
    other: int
    rule: str
    bits: float
    anchors: int
    possible: bool

    @property
    def links(self) -> bool:
        """Whether the pair, seen alone, is one event."""
        return self.possible and self.bits >= LINK and self.anchors >= ANCHORS


def edges(units: Sequence[Unit]) -> dict[Edge, int]:
    """Every pair of units that links, with its blocking rule and its weight: what ``saidso.link.edges.edges`` gives."""
    pool = [group_of(unit) for unit in units]
    pairs = (pair for pair in weigh_pairs(pool, at_least=LINK) if pair.links)
    return {(pair.one, pair.other): how_of(_NUMBER_OF[pair.rule], pair.bits) for pair in pairs}


_NUMBER_OF = {rule: at for at, (rule, _) in enumerate(RULES)}


def weigh_pairs(pool: Sequence[Group], *, at_least: float | None = None) -> Iterator[PairWeight]:
    """Every candidate pair of groups with its weight, in the order of the pool.

    Args:
        pool: groups, sorted by id.
        at_least: bits; lighter pairs, and pairs that cannot be one event, need not come then, which saves time. None gives all.

    Raises:
        ConfigError: splink or DuckDB is not installed.
    """
    _need_engine()
    if len(pool) < 2:
        return
    table, words = table_of(pool)
    with _database(words) as connection:
        predicted = _predicted(connection, table, None if at_least is None else at_least - _ROUNDING)
        rows = connection.execute(_SETTLED.format(predicted=predicted))
        while batch := rows.fetchmany(100_000):
            for one, other, rule, bits, anchors, possible in batch:
                yield PairWeight(one=one, other=other, rule=RULES[rule][0], bits=bits, anchors=anchors, possible=possible)


def _need_engine() -> None:
    """Raises in words, before any work is done, where the extra is missing."""
    try:
        import duckdb  # noqa: F401
        import pyarrow  # noqa: F401
        import splink  # noqa: F401
    except ImportError as error:
        raise ConfigError(
            f"linking by splink needs a package that is not installed ({error.name}). "
            "Run `pip install 'saidso[scale]'`, or use saidso.link.link, which needs nothing more and gives the same."
        ) from error


def _predicted(connection: duckdb.DuckDBPyConnection, table: Any, at_least: float | None) -> str:
    """The name of the table in which splink leaves pairs, bits and the level of every field."""
    from splink import DuckDBAPI, Linker, SettingsCreator

    database = DuckDBAPI(connection)
    connection.register("groups_given", table)
    connection.execute("CREATE TABLE groups AS SELECT * FROM groups_given")
    settings = SettingsCreator(**settings_for_splink(limits=at_least is not None))
    linker = Linker(database.register("groups"), settings, log_level=None, validate_settings=False)
    return str(linker.inference.predict(threshold_match_weight=at_least, warning_mode="never").physical_name)


def settings_for_splink(*, limits: bool = False) -> dict[str, Any]:
    """Our blocking rules, levels and bits as splink settings: no prior (a chance of one half weighs 0 bits), nothing to train.

    With ``limits`` the rules leave out most pairs that cannot be one event, before anything is weighed.
    """
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": 0.5,
        "blocking_rules_to_generate_predictions": [_rule(at, limits) for at in range(len(RULES))],
        "comparisons": [field.comparison() for field in FIELDS],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _rule(at: int, limits: bool) -> dict[str, Any]:
    conditions = [f"l.keys_{at} = r.keys_{at}"]
    if RULES[at][0] not in WITHIN:
        conditions.append("l.document <> r.document")
    if limits:
        conditions.append(f"NOT ({_APART_AT_A_GLANCE})")
    return {"blocking_rule": " AND ".join(conditions), "arrays_to_explode": [f"keys_{at}"], "sql_dialect": "duckdb"}


_APART_AT_A_GLANCE = f"""
    (l.types & r.kindred) = 0
    OR (l.data_set = r.data_set AND l.data_set > 0)
    OR (l.realised AND r.realised
        AND coalesce(r.earliest - l.said_on > {OVERNIGHT} OR l.earliest - r.said_on > {OVERNIGHT}, false))
    OR coalesce(r.earliest - l.latest > {OVERNIGHT} OR l.earliest - r.latest > {OVERNIGHT}, false)
    OR (l.town <> r.town AND l.town > 0 AND r.town > 0)
"""
"""What settles most impossible pairs at the price of a few numbers; lists of days, and places in Python, cost far more."""

_IMPOSSIBLE = f"""
    {_APART_AT_A_GLANCE}
    OR (len(l.first_days) > 0 AND len(r.first_days) > 0 AND NOT days_meet(l.first_days, l.last_days, r.first_days, r.last_days))
    OR (l.places > 0 AND r.places > 0 AND all_apart(l.places, r.places))
"""
"""``weights.impossibility`` in SQL."""

_SETTLED = f"""
    WITH anchored AS (
        SELECT unique_id_l, unique_id_r, CAST(match_key AS INTEGER) AS rule, match_weight AS weight,
               CASE WHEN {FIRM_FOUND} THEN {ANCHORS_FOUND} ELSE 0 END AS anchors
        FROM {{predicted}}
    )
    SELECT unique_id_l, unique_id_r, rule,
           round(CASE WHEN anchors < {ANCHORS} THEN least(weight, {UNANCHORED}) ELSE weight END, 2), anchors, NOT ({_IMPOSSIBLE})
    FROM anchored JOIN groups l ON l.unique_id = unique_id_l JOIN groups r ON r.unique_id = unique_id_r
    ORDER BY unique_id_l, unique_id_r
"""


# ---------------------------------------------------------------- what SQL cannot say


@contextmanager
def _database(words: Words) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that knows our five comparisons."""
    import duckdb

    connection = duckdb.connect(":memory:")
    try:
        _teach(connection, "near_places", _places_near, words.places.values, bool)
        _teach(connection, "names_alike", names_alike, words.places.values, bool)
        _teach(connection, "all_apart", _places_apart, words.places.values, bool)
        _teach(connection, "one_name", _one_name, words.names.values, bool)
        _teach(connection, "number_level", _number_level, words.counts.values, int)
        connection.execute(
            "CREATE MACRO days_meet(a, b, c, d) AS list_bool_or(list_transform(list_zip(a, b), lambda x: "
            "list_bool_or(list_transform(list_zip(c, d), lambda y: "
            f"y[1] - x[2] <= {OVERNIGHT} AND x[1] - y[2] <= {OVERNIGHT}))))"
        )
        yield connection
    finally:
        connection.close()


def _teach(
    connection: duckdb.DuckDBPyConnection, name: str, compare: Callable[[Any, Any], Any], known: Sequence[Any], answer: type
) -> None:
    """A function of SQL over two numbers: each two values are compared once, then remembered."""
    import pyarrow as pa

    kind = pa.bool_() if answer is bool else pa.int64()
    remembered: dict[tuple[int, int], Any] = {}

    def of(pair: tuple[int, int]) -> Any:
        if pair not in remembered:
            remembered[pair] = compare(known[pair[0]], known[pair[1]])
        return remembered[pair]

    def answers(ones: Any, others: Any) -> Any:  # DuckDB looks annotations up: names of pyarrow are not known there
        return pa.array([of(pair) for pair in zip(ones.to_pylist(), others.to_pylist(), strict=True)], kind)

    kinds = ["BIGINT", "BIGINT"], "BOOLEAN" if answer is bool else "BIGINT"
    connection.create_function(name, answers, *kinds, type="arrow")  # type: ignore[call-overload]  # its stubs know no "arrow"


def _places_near(ones: Sequence[Place], others: Sequence[Place]) -> bool:
    return any(places.compare(one, other).agreement is Agreement.COMPATIBLE for one, other in product(ones, others))


def _places_apart(ones: Sequence[Place], others: Sequence[Place]) -> bool:
    return all(places.compare(one, other).agreement is Agreement.CONTRADICTORY for one, other in product(ones, others))


def _one_name(ones: Sequence[str], others: Sequence[str]) -> bool:
    return any(same_name(one, other) for one, other in product(ones, others))


def _number_level(ones: Sequence[Counted], others: Sequence[Counted]) -> int:
    return NUMBERS.index(number_level(ones, others))
