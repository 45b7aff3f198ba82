"""What a reader chooses for this browser: light or dark, and the language of the interface."""

from __future__ import annotations

from starlette.responses import Response

from saidso.show.web.frame.catalogue import LANGUAGES
from saidso.show.web.frame.desk import THEMES, Desk, local_path
from saidso.show.web.frame.routing import action


def choose(desk: Desk) -> Response:
    """Keep the choice in a cookie and go back to where it was made."""
    if desk.field("theme") in THEMES:
        desk.kept["saidso_theme"] = desk.field("theme")
    if desk.field("lang") in LANGUAGES:
        desk.kept["saidso_lang"] = desk.field("lang")
    return desk.go(local_path(desk.field("next", "/")))


routes = [action("/preferences", choose, role=None, named=False)]
