"""A linking that grows by deliveries stands where one run over everything stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from many_claims import many

from saidso.link import candidates as blocking
from saidso.link import growth as growing
from saidso.link import link
from saidso.link.standing import Standing
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident, Linking
from saidso.nouns.judgement import Judgement


def delivered(claims: list[Claim], seed: int, parts: int) -> list[list[Claim]]:
    """The claims in deliveries of whole documents, in any order."""
    documents = sorted({claim.document_id for claim in claims})
    Random(seed).shuffle(documents)
    return [[claim for claim in claims if claim.document_id in set(documents[part::parts])] for part in range(parts)]


def after(standing: dict[str, Incident], linking: Linking) -> dict[str, Incident]:
    """What stands after a delivery: the merged are gone, what is given replaces what was."""
    gone = {old for kind, old, _ in linking.changes if kind == "merged"}
    kept = {name: incident for name, incident in standing.items() if name not in gone}
    return kept | {incident.id: incident for incident in linking.incidents}


def grown(claims: list[Claim], seed: int, judgements: tuple[Judgement, ...] = ()) -> dict[str, Incident]:
    first, *rest = delivered(claims, seed, 4)
    standing = Standing(first, judgements)
    found = after({}, standing.linking)
    known = ids(found)
    ever = set(found)
    for delivery in rest:
        known_before = dict(known)
        found = after(found, standing.add(delivery))
        everything = [claim for claim in claims if claim.id in known_before or claim in delivery]
        batch = link(everything, judgements, known_ids=known_before)
        names = ids(found)
        assert found == {one.id: one for one in (unlike_the_gone(each, names, ever - {*known_before.values()})
                                                 for each in batch.incidents)}  # fmt: skip
        known = names
        ever |= set(found)
    return found


def unlike_the_gone(incident: Incident, names: dict[str, str], gone: set[str]) -> Incident:
    """The same under the name it has where it stands, if one run over everything gives it a name of an incident that was merged
    away: ``link`` knows only the names that claims bear, what stands knows all that were ever given."""
    return replace(incident, id=names[incident.claims[0]]) if incident.id in gone else incident


def ids(incidents: dict[str, Incident]) -> dict[str, str]:
    return {claim: name for name, incident in incidents.items() for claim in incident.claims}


@pytest.mark.parametrize("seed", range(4))
def test_deliveries_and_one_run_agree(seed: int) -> None:
    """After every delivery incidents, rows and ids are those of ``link`` over all claims with the ids before it."""
    claims = many(150, seed)
    found = grown(claims, seed)
    assert {incident.claims for incident in found.values()} == {incident.claims for incident in link(claims).incidents}


@pytest.mark.parametrize("seed", range(3))
def test_they_agree_where_blocks_grow_too_large(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A delivery that makes a key tell nothing undoes the pairs that nothing else makes."""
    for module in (blocking, growing):
        monkeypatch.setattr(module, "LARGEST_BLOCK", 6)
    grown(many(150, seed), seed)


def test_they_agree_about_judgements() -> None:
    """A must-link between documents of two deliveries holds from the second on; a cannot-link parts what comes later."""
    claims = many(60, 7)
    merged = next(incident for incident in link(claims).incidents if len(incident.documents) > 1)
    apart, other = (next(claim for claim in claims if claim.document_id == each) for each in merged.documents[:2])
    far = next(claim for claim in claims if claim.id not in merged.claims)
    judgements = tuple(
        Judgement(id=f"j{at}", person="R. Coder", made_at=datetime(2032, 6, 1, tzinfo=UTC), decision=decision,
                  on=(one.trigger, two.trigger), reason="read both")
        for at, (decision, one, two) in enumerate((("cannot-link", apart, other), ("must-link", apart, far)))
    )  # fmt: skip
    grown(claims, 1, judgements)


def test_only_what_is_touched_is_given() -> None:
    """A delivery about one event gives that incident and leaves the others alone; nothing new gives nothing."""
    claims = many(150, 0)
    last = claims[-1].document_id
    standing = Standing(claim for claim in claims if claim.document_id != last)
    given = standing.add(claim for claim in claims if claim.document_id == last)
    assert 1 <= len(given.incidents) <= 3
    assert standing.add(claims) == Linking(incidents=())


def test_a_document_read_again_is_put_in_anew() -> None:
    """A claim that joins a group that stands changes what it is compared on: what stands after it is what one run gives."""
    claims = many(60, 3)
    pool = next(one for one in claims if sum(each.document_id == one.document_id for each in claims) > 1)
    standing = Standing(claim for claim in claims if claim.id != pool.id)
    stood = after({}, standing.linking)
    batch = link(claims, known_ids=ids(stood))
    assert after(stood, standing.add([pool])) == {incident.id: incident for incident in batch.incidents}
