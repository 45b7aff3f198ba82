"""The same functions with bigger engines, no new logic: pairs weighed by splink on DuckDB. Needs the extra ``saidso[scale]``.

``link`` gives the incidents that ``saidso.link.link`` gives. When to prefer it, with figures: docs/linking.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saidso.nouns.claim import Claim
    from saidso.nouns.incident import Linking
    from saidso.nouns.judgement import Judgement


def link(
    claims: Iterable[Claim], judgements: Iterable[Judgement] = (), *, known_ids: Mapping[str, str] | None = None
) -> Linking:
    """The same ``Linking`` as ``saidso.link.link``, its pairs found and weighed by splink on DuckDB.

    Args:
        claims: all claims of the ledger, of the newest model each.
        judgements: must-link and cannot-link are hard; "best" fills a slot; superseded ones count no more.
        known_ids: claim id to incident id as last given.

    Raises:
        ConfigError: splink or DuckDB is not installed.
    """
    from saidso.scale.incidents import linked  # with DuckDB: not before there is something to link

    return linked(claims, judgements, known_ids or {})
