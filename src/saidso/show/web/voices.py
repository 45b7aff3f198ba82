"""Who speaks: every voice by name. A list of records, not of ranks."""

from __future__ import annotations

from collections import Counter
from typing import Any

from starlette.responses import Response

from saidso.ledger.search_index import Audience
from saidso.ledger.shelf import coverage
from saidso.ledger.voice_list import SORTS, VoiceAsked, voice_list
from saidso.show.web.documents import page_number
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.kept import counted
from saidso.show.web.frame.readers import audience_of, let_readers_search
from saidso.show.web.frame.routing import screen

OF_PEOPLE = "* person [0-9a-f][0-9a-f][0-9a-f][0-9a-f]*"
"""A private person's pseudonym in a folded name: such a voice has no page for readers, for it would gather what they said."""
_SIZE = 100


def voices(desk: Desk) -> Response:
    """The list; readers have those whose names passed the guard, and no private person among them."""
    let_readers_search(desk)
    audience = audience_of(desk)
    sort = desk.query.get("sort", "")
    asked = VoiceAsked(
        begun=desk.query.get("name", "")[:200],
        audience=audience,
        without=OF_PEOPLE if audience is Audience.PUBLIC else "",
        sort=sort if sort in SORTS else SORTS[0],
        page=page_number(desk),
        size=_SIZE,
    )
    publishes: Counter[str] = Counter()
    for _, publisher, many in counted(desk, "coverage", lambda: coverage(desk.ledger)):
        publishes[publisher or ""] += many
    found = voice_list(desk.ledger, asked)
    context: dict[str, Any] = {"asked": asked, "found": found, "sorts": SORTS, "publishes": publishes}
    return desk.render("voices.html", **context)


routes = [screen("/voices", voices)]
