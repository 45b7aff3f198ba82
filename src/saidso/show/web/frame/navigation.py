"""The way between the pages. An entry is shown where its page is there and the viewer may open it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from saidso.show.web.frame.accounts import Role

if TYPE_CHECKING:
    from starlette.routing import BaseRoute


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One entry: ``name`` is its key in the catalogue (``frame.nav_name``), ``path`` the address of its page."""

    name: str
    path: str
    role: Role = Role.READER


WAYS = (
    Way(name="incidents", path="/incidents"),
    Way(name="review", path="/review", role=Role.REVIEWER),
    Way(name="documents", path="/documents"),
    Way(name="voices", path="/voices"),
    Way(name="audit", path="/audit"),
    Way(name="import", path="/import", role=Role.ADMIN),
    Way(name="export", path="/export"),
)


def ways_to(routes: Iterable[BaseRoute]) -> tuple[Way, ...]:
    """The entries whose pages are among ``routes``."""
    paths = {getattr(route, "path", "") for route in routes}
    return tuple(way for way in WAYS if way.path in paths)
