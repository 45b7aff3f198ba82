"""From claims to incidents with pairs weighed by splink; clusters, origins, accord and ids are those of ``saidso.link``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from saidso.link.groups import units
from saidso.link.incidents import Settled, settled
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Linking
from saidso.nouns.judgement import Judgement, standing
from saidso.scale.pairs import edges


def linked(claims: Iterable[Claim], judgements: Iterable[Judgement], known_ids: Mapping[str, str]) -> Linking:
    """What ``saidso.scale.link`` promises."""
    stands = standing(judgements)
    given = units(claims, stands)
    return settled(Settled.of(given, edges(given), stands), known_ids)
