"""The web app as a whole: one ledger, its pages, and the doors before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidso.errors import ConfigError, SaidsoError
from saidso.show.web.frame.settings import Settings

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from saidso.show.web.frame.desk import House

PAGES = (
    "login",
    "preferences",
    "incidents",
    "incident",
    "incident_acts",
    "incident_origins",
    "dossier",
    "review",
    "queues",
    "documents",
    "document",
    "voices",
    "parties",
    "voice",
    "audit",
    "about",
    "imports",
    "exports",
    "picked",
)
"""The modules of this folder with ``routes``; the order decides where two could answer one address."""


def make_app(ledger_path: Path, settings: Settings | None = None) -> Starlette:
    """The app that serves one ledger; give it to any ASGI server, behind the doors it already has.

    Args:
        ledger_path: a ledger that is there.
        settings: where and for whom; None is this machine's own desk.

    Raises:
        LedgerError: there is no such ledger, or it cannot be opened.
        ConfigError: the accounts cannot be read.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.routing import Mount

    from saidso.show.web.frame.doors import Doors

    house = _house(ledger_path, settings or Settings())

    @asynccontextmanager
    async def open_as_long(app: Starlette) -> AsyncIterator[None]:
        yield
        house.ledger.close()

    app = Starlette(
        routes=[*page_routes(), Mount("/static", _static_files(), name="static")],
        middleware=[Middleware(Doors, settings=house.settings)],
        exception_handlers=_trouble(),
        lifespan=open_as_long,
    )
    app.state.house = house
    return app


def page_routes() -> list[BaseRoute]:
    """The routes of every page, in the order of ``PAGES``."""
    return [route for name in PAGES for route in import_module(f"saidso.show.web.{name}").routes]


def _house(path: Path, settings: Settings) -> House:
    from saidso.ledger import Ledger
    from saidso.show.web.frame.accounts import Accounts
    from saidso.show.web.frame.desk import House
    from saidso.show.web.frame.looks import shared_templates
    from saidso.show.web.frame.navigation import ways_to
    from saidso.show.web.frame.sessions import Signer

    accounts = Accounts(settings.accounts) if settings.accounts else None
    return House(
        ledger=Ledger.open_existing(path),
        settings=settings,
        signer=Signer(),
        templates=shared_templates(),
        ways=ways_to(page_routes()),
        accounts=accounts,
    )


def _static_files() -> Any:
    from starlette.staticfiles import StaticFiles

    from saidso.show.web.frame.looks import STATIC

    class Kept(StaticFiles):
        """A static file may be kept: its address changes with its content."""

        def file_response(self, *args: Any, **kwargs: Any) -> Response:
            response = super().file_response(*args, **kwargs)
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
            return response

    return Kept(directory=STATIC)


def _trouble() -> dict[Any, Any]:
    """What is shown when an answer fails: our own words, never a trace."""
    from starlette.exceptions import HTTPException

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return _told(request, error.status_code, error.detail)

    async def ours(request: Request, error: Exception) -> Response:
        # A ConfigError says what the reader asked for and what is there instead; the rest is trouble with the ledger.
        asked = 404 if request.method in ("GET", "HEAD") else 400
        return _told(request, asked if isinstance(error, ConfigError) else 503, str(error))

    async def fault(request: Request, error: Exception) -> Response:
        from starlette.datastructures import MutableHeaders

        from saidso.show.web.frame.doors import with_headers

        response = _told(request, 500, "")
        with_headers(MutableHeaders(raw=response.raw_headers), secure=request.url.scheme == "https")
        return response

    return {HTTPException: refused, SaidsoError: ours, Exception: fault}


def _told(request: Request, status: int, words: str) -> Response:
    """The page of what went wrong; a message of ours names files and ids, so only the desk reads it in full."""
    from saidso.show.web.frame.routing import desk_of, viewer_of

    desk = desk_of(request)
    viewer = viewer_of(desk.house, desk.session)
    ours = status in (403, 413) or (viewer is not None and viewer.sees_reviewers)
    known = status if status in (400, 403, 404, 405, 413, 429, 500, 503) else 400
    return desk.render("trouble.html", status=status, kind=str(known), detail=desk.words.message(words) if ours else "")
