"""The ledger as a whole: what it holds, who read it, how its documents lie over time and publishers, and its proof."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from saidso.errors import SaidsoError
from saidso.ledger import Ledger
from saidso.ledger.proof import Fault, check
from saidso.ledger.search_index import Audience
from saidso.ledger.shelf import coverage, readings
from saidso.ledger.voice_list import known_names
from saidso.show.guard import Profile
from saidso.show.web.drawings.bars import Bars, bars_of, over_time
from saidso.show.web.frame.accounts import Role
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.kept import counted
from saidso.show.web.frame.readers import let_readers_search
from saidso.show.web.frame.routing import action, screen

_MOST_FAULTS = 200
_PUBLISHERS = 40


@dataclass(slots=True, kw_only=True)
class Proof:
    """A run of ``check`` in the background; ``seconds`` is None while it runs."""

    faults: list[Fault] = field(default_factory=list)
    seconds: float | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """One publisher's documents: how many, and the days of the first and the last that say when they appeared."""

    publisher: str
    many: int
    first: date | None
    last: date | None


def about(desk: Desk) -> Response:
    """The overview."""
    found = counted(desk, "coverage", lambda: coverage(desk.ledger))
    context: dict[str, Any] = {
        "report": counted(desk, "report", desk.ledger.report),
        "readings": counted(desk, "readings", lambda: readings(desk.ledger)),
        "drawing": _drawing(desk, found),
        "publishers": _publishers(desk, found),
        "others": 0,
        "undated": sum(many for day, _, many in found if day is None),
        **_proof(desk),
    }
    shown = sum(each.many for each in context["publishers"])
    context["others"] = sum(many for _, publisher, many in found if publisher) - shown
    context["nobody"] = sum(many for _, publisher, many in found if not publisher)
    return desk.render("about.html", **context)


def prove(desk: Desk) -> Response:
    """Begin to prove the ledger, unless somebody has; the page says when it is done."""
    with desk.house.lock:
        running = desk.house.shelf.get("proof")
        if not isinstance(running, Proof) or running.seconds is not None:
            proof = Proof()
            desk.house.shelf["proof"] = proof
            threading.Thread(target=_run, args=(desk.ledger, proof), daemon=True).start()
    return desk.go("/about#proof")


def proof(desk: Desk) -> Response:
    """How far the proof is: a part of the page, for htmx."""
    if not desk.is_part:
        return desk.go("/about#proof")
    return desk.render("parts/proof.html", **_proof(desk))


def _run(ledger: Ledger, proof: Proof) -> None:
    began = time.perf_counter()
    try:
        proof.faults.extend(islice(check(ledger), _MOST_FAULTS))
    except SaidsoError as error:
        proof.trouble = str(error)
    finally:
        proof.seconds = time.perf_counter() - began


def _proof(desk: Desk) -> dict[str, Any]:
    found = desk.house.shelf.get("proof")
    return {"proof": found if isinstance(found, Proof) and desk.viewer.may(Role.ADMIN) else None, "most_faults": _MOST_FAULTS}


def _drawing(desk: Desk, found: tuple[tuple[date | None, str | None, int], ...]) -> Bars | None:
    stretches = over_time((day, many) for day, _, many in found if day is not None)
    if not stretches:
        return None
    given = []
    for each in stretches:
        address = "/documents?" + urlencode({"from": each.first.isoformat(), "to": each.last.isoformat()})
        given.append((desk.words.days(each.first, each.last), each.many, address))
    return bars_of(given)


def _publishers(desk: Desk, found: tuple[tuple[date | None, str | None, int], ...]) -> list[Cover]:
    """The publishers with most documents; for readers those whose names passed the guard."""
    many: Counter[str] = Counter()
    days: dict[str, list[date]] = {}
    for day, publisher, count in found:
        if publisher:
            many[publisher] += count
            days.setdefault(publisher, []).extend([day] if day else [])
    names = [name for name, _ in many.most_common(_PUBLISHERS)]
    if desk.profile is not Profile.INTERNAL:
        let_readers_search(desk)
        public = known_names(desk.ledger, names, Audience.PUBLIC)
        names = [name for name in names if name in public]
    return [
        Cover(publisher=name, many=many[name], first=min(days[name], default=None), last=max(days[name], default=None))
        for name in names
    ]


routes = [
    screen("/about", about),
    screen("/about/proof", proof, role=Role.ADMIN),
    action("/about/proof", prove, role=Role.ADMIN, named=False),
]
