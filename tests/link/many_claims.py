"""As many invented claims as a test wants: events in few towns and weeks, told by several papers that leave out and mistake."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from invented_claims import Paper

from saidso.nouns.claim import Claim

TOWNS = ("Tel Amin", "Karaf", "Harun", "Wadi Sem", "Orra")
PARTIES = ("the Free Column", "the Ember Battalion", "Hill Guard", "the army", "HG")
TARGETS = ("a patrol", "the market", "soldiers", "a convoy")
KINDS = {"shelled": "shelling", "bombed": "airstrike", "attacked": "attack", "fought": "clash", "met": "agreement"}


def many(documents: int, seed: int) -> list[Claim]:
    """The claims of so many documents about a third as many events; the same for the same numbers."""
    rng = Random(seed)
    events = [
        (rng.choice(TOWNS), date(2032, 3, 1) + timedelta(days=rng.randrange(90)), rng.choice(PARTIES), rng.choice(TARGETS),
         rng.choice(tuple(KINDS)), rng.randint(2, 40))
        for _ in range(max(1, documents // 3))
    ]  # fmt: skip
    return [claim for number in range(documents) for claim in _told(number, rng.choice(events), rng)]


def _told(number: int, event: tuple[str, date, str, str, str, int], rng: Random) -> list[Claim]:
    town, day, party, target, verb, toll = event
    town = rng.choice(TOWNS) if rng.random() < 0.05 else town
    day += timedelta(days=rng.choice((0, 0, 0, 0, 1, 6)))
    text = f"Word came that {party} {verb} {target} in {town} on that day. {toll} people were killed, sources said."
    paper = Paper(
        publisher=f"Paper {number}",
        said_on=None if rng.random() < 0.05 else day + timedelta(days=rng.choice((0, 1, 2))),
        text=text,
    )
    values = {"actor": party, "target": target, "place": town, "time": f"that day={day.isoformat()}"}
    said = {slot: words for slot, words in values.items() if rng.random() < 0.8}
    paper.claim(verb, KINDS[verb], values=said)
    if rng.random() < 0.5:
        paper.claim("killed", "killing", "sources", values={"count": f"{toll}"})
    return paper.claims
