"""From claims to incidents with pairs weighed by splink; clusters, origins, accord and ids are those of ``saidso.link``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from saidso.link.groups import units
from saidso.link.identity import name_clusters
from saidso.link.incidents import Settled, batches
from saidso.link.spread import spread
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Linking
from saidso.nouns.judgement import Judgement, standing
from saidso.scale.pairs import edges


def linked(claims: Iterable[Claim], judgements: Iterable[Judgement], known_ids: Mapping[str, str]) -> Linking:
    """What ``saidso.scale.link`` promises."""
    stands = standing(judgements)
    given = units(claims, stands)
    work = Settled.of(given, edges(given), stands)
    made = [each for batch in spread(work.incidents, batches(given, work.joined)) for each in batch]
    names, changes = name_clusters([incident.claims for incident in made], known_ids)
    incidents = [replace(incident, id=name) for name, incident in zip(names, made, strict=True)]
    return Linking(incidents=tuple(sorted(incidents, key=lambda incident: incident.id)), changes=changes)
