"""Claims to incidents: which claims speak of one event, who really said it first, and where they differ.

``link`` is the verb; ``explain`` says why pairs were or were not linked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saidso.link.index import Desk
    from saidso.nouns.claim import Claim
    from saidso.nouns.growth import Growth
    from saidso.nouns.incident import Linking, LinkReason
    from saidso.nouns.judgement import Judgement


def link(
    claims: Iterable[Claim], judgements: Iterable[Judgement] = (), *, known_ids: Mapping[str, str] | None = None
) -> Linking:
    """Which claims speak of one event, who stands behind them, and where they differ.

    The partition is a pure function of claims and judgements: order, repetition and earlier runs change nothing. Ids come
    from ``known_ids``, the log of earlier runs.

    Args:
        claims: all claims of the ledger, of the newest model each.
        judgements: must-link and cannot-link are hard; "best" fills a slot; superseded ones count no more.
        known_ids: claim id to incident id as last given.
    """
    from saidso.link.incidents import linked  # with all value readers: not before there is something to link

    return linked(claims, judgements, known_ids or {})


def relink(desk: Desk) -> Growth:
    """Bring a linking up to date: only what is new, and what it touches, is linked again.

    What stands afterwards, ids included, is what ``link`` gives for everything (a law: tests/link/test_standing.py). Where
    most is new, or the reader or our rules are others, everything is linked anew, for that is the quicker way then.

    Args:
        desk: ``Ledger.link_index()``; it is only read. ``Ledger.keep_linking`` takes the answer.
    """
    from saidso.link.standing import relinked

    return relinked(desk)


def explain(
    claims: Iterable[Claim], judgements: Iterable[Judgement] = (), *, documents: Collection[str] | None = None
) -> tuple[LinkReason, ...]:
    """Every pair of groups that was weighed, heaviest first, with its parts: why two reports were, or were not, linked.

    A pair that cannot be one event says so in its parts, and so does one that was left open between two candidates.

    Args:
        claims: what may be one event.
        judgements: those of the ledger.
        documents: where only the pairs with a claim of these documents are asked for: the others are not weighed.
    """
    from saidso.link.incidents import explained

    return explained(claims, judgements, documents)
