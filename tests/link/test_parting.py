"""Sets of reports that hang together are kept from growing past what one event can have, by a rule that looks near by only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from many_claims import many
from test_standing import after, delivered, ids

from saidso.link import clusters as clustering
from saidso.link import explain, link, parting
from saidso.link.edges import edges
from saidso.link.groups import units
from saidso.link.incidents import Settled
from saidso.link.parting import ALWAYS, LINK, Part, Reach, bits_of, how_of, parted, rule_of
from saidso.link.standing import Standing
from saidso.nouns.claim import Claim
from saidso.nouns.incident import Incident
from saidso.nouns.judgement import Judgement


def mesh(size: int, pairs: int, seed: int) -> list[tuple[int, int, int]]:
    """So many pairs among so many groups, of 8 to 15 whole bits, and a few that a person made."""
    rng = Random(seed)
    drawn = {tuple(sorted(rng.sample(range(size), 2))) for _ in range(pairs)}
    return [(one, other, ALWAYS if rng.random() < 0.02 else rng.randint(8, 15)) for one, other in sorted(drawn)]


def test_rule_and_weight_fit_one_number() -> None:
    """What an index keeps of a pair gives both back; weights are rounded down."""
    assert [(rule_of(how), bits_of(how)) for how in (how_of(3, 8.0), how_of(0, 12.99))] == [(3, 8), (0, 12)]


def test_a_set_that_is_not_too_large_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weak pairs hold as many reports together as one event may have, and no one more."""
    monkeypatch.setattr(parting, "LARGEST_SET", 4)
    chain = [(0, 1, 8), (1, 2, 8), (2, 3, 11)]
    assert parted(5, chain) == [Part((0, 1, 2, 3)), Part((4,))]
    assert parted(5, [*chain, (3, 4, 9)]) == [Part((0,), 9.0), Part((1,), 9.0), Part((2, 3, 4), 9.0)]


def test_what_a_person_put_together_is_never_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Must-links hold a set together whatever its size."""
    monkeypatch.setattr(parting, "LARGEST_SET", 2)
    (part,) = parted(4, [(0, 1, ALWAYS), (1, 2, ALWAYS), (2, 3, ALWAYS)])
    assert part.members == (0, 1, 2, 3)


@pytest.mark.parametrize("seed", range(6))
def test_a_part_is_found_from_any_of_its_members(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking from one group no further than its part reaches gives the part that parting everything gives."""
    monkeypatch.setattr(parting, "LARGEST_SET", 7)
    pairs = mesh(120, 200, seed)
    beside: dict[int, dict[int, int]] = {at: {} for at in range(120)}
    for one, other, bits in pairs:
        beside[one][other] = beside[other][one] = bits
    whole = parted(120, pairs)
    assert sorted(each for part in whole for each in part.members) == list(range(120))
    assert any(part.least > LINK for part in whole)
    reach = Reach(lambda numbers: {number: beside[number] for number in numbers})
    order = [each for part in whole for each in part.members]
    Random(seed).shuffle(order)
    of = {each: part for part in whole for each in part.members}
    assert all(reach.part(each) == of[each] for each in order)


@pytest.mark.parametrize("seed", range(6))
def test_deliveries_and_one_run_agree_where_sets_are_parted(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A delivery that makes a set too large parts it anew, and what stands then is what one run over everything gives."""
    claims = many(150, seed)
    unparted = {incident.claims for incident in link(claims).incidents}
    monkeypatch.setattr(parting, "LARGEST_SET", 4)
    assert {incident.claims for incident in in_deliveries(claims, seed)} != unparted


@pytest.mark.parametrize("seed", range(2))
def test_they_agree_about_must_links_where_sets_are_parted(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person put together stays together across parts, whichever delivery brings its second half."""
    monkeypatch.setattr(parting, "LARGEST_SET", 4)
    claims = many(100, seed)
    ones, others = (next(claim for claim in claims if claim.document_id == document) for document in _far_apart(claims))
    asked = Judgement(id="j", person="R. Coder", made_at=datetime(2032, 6, 1, tzinfo=UTC), decision="must-link",
                      on=(ones.trigger, others.trigger), reason="read both")  # fmt: skip
    assert any({ones.id, others.id} <= set(incident.claims) for incident in in_deliveries(claims, seed, (asked,)))


def _far_apart(claims: list[Claim]) -> tuple[str, str]:
    large = sorted(link(claims).incidents, key=lambda incident: (-len(incident.documents), incident.id))
    return large[0].documents[0], large[1].documents[0]


def in_deliveries(claims: list[Claim], seed: int, judgements: tuple[Judgement, ...] = ()) -> list[Incident]:
    """The incidents after four deliveries, after each of which they are those of one run, and an id that goes on is the same.
    Only an id that was given once and is merged since is not given again, which one run cannot know."""
    first, *rest = delivered(claims, seed, 4)
    standing = Standing(first, judgements)
    found, came = after({}, standing.linking), list(first)
    for delivery in rest:
        known = ids(found)
        found = after(found, standing.add(delivery))
        came += delivery
        batch = {incident.id: incident for incident in link(came, judgements, known_ids=known).incidents}
        assert set(map(_bare, found.values())) == set(map(_bare, batch.values()))
        kept = set(known.values())
        assert found.keys() & kept == batch.keys() & kept
    return list(found.values())


def _bare(incident: Incident) -> Incident:
    return replace(incident, id="")


def test_links_say_that_they_were_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason of a link in a large set, and every pair that was too weak for it, names the bits from which links count."""
    claims = many(150, 2)
    for module in (parting, clustering):
        monkeypatch.setattr(module, "LARGEST_SET", 4)
    said = "of over 4 reports that hang together: links count from "
    weakest = [incident.weakest for incident in link(claims).incidents if incident.weakest]
    assert any(part.startswith(said) for reason in weakest for part in reason.parts)
    reasons = explain(claims)
    told = [reason for reason in reasons if any(part.startswith(said) for part in reason.parts)]
    assert told
    assert all(reason.weight >= LINK for reason in told)
    paper = told[0].one
    own = next(claim.document_id for claim in claims if claim.id == paper)
    near = [reason for reason in reasons if any(_document(claims, each) == own for each in (reason.one, reason.other))]
    assert list(explain(claims, documents={own})) == near


@pytest.mark.parametrize("seed", range(3))
def test_what_explain_says_of_large_sets_counts_must_links(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A must-link makes a set too large like any other link: the bits that ``explain`` names are those of the parting."""
    claims = many(100, seed)
    ones, others = (next(claim for claim in claims if claim.document_id == document) for document in _far_apart(claims))
    asked = Judgement(id="j", person="R. Coder", made_at=datetime(2032, 6, 1, tzinfo=UTC), decision="must-link",
                      on=(ones.trigger, others.trigger), reason="read both")  # fmt: skip
    for module in (parting, clustering):
        monkeypatch.setattr(module, "LARGEST_SET", 4)
    given = units(claims, [asked])
    parts = Settled.of(given, edges(given), [asked]).parts
    least = {given[at][0].id: part.least for part in parts for at in part.members}
    linking = {clustering.ordered(given[one][0].id, given[other][0].id) for one, other in edges(given)}
    reasons = [reason for reason in explain(claims, [asked]) if (reason.one, reason.other) in linking]
    assert reasons
    for reason in reasons:
        said = clustering.crowded(max(least[reason.one], least[reason.other]))
        assert tuple(part for part in reason.parts if part.startswith("of over")) == said


def _document(claims: list[Claim], name: str) -> str:
    return next(claim.document_id for claim in claims if claim.id == name)


def test_taking_documents_in_one_by_one_keeps_ids_where_sets_are_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most claims keep their incident while its neighbourhood grows too large and is parted."""
    monkeypatch.setattr(parting, "LARGEST_SET", 6)
    claims = many(150, 5)
    first, *rest = delivered(claims, 5, 12)
    standing = Standing(first)
    found = after({}, standing.linking)
    for delivery in rest:
        before = ids(found)
        found = after(found, standing.add(delivery))
        now = ids(found)
        assert sum(now[claim] == name for claim, name in before.items()) > 0.8 * len(before)
