"""How a page is reached: ``screen`` shows, ``action`` changes. Both open the session, ask who may, and run in a thread.

An action takes only a form that carries its session's token (field ``token``, or header ``X-Token`` from htmx), from
somebody whose role allows it and who has given a name.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from saidso.show.web.frame.accounts import LONGEST_NAME, Role
from saidso.show.web.frame.catalogue import LANGUAGES, tag_of, words_in
from saidso.show.web.frame.desk import Desk, House, Viewer
from saidso.show.web.frame.sessions import HOURS, Session

Page = Callable[[Desk], Response]
Answer = Callable[[Request], Awaitable[Response]]
_YEAR = 365 * 24 * 3600


def screen(path: str, page: Page, *, role: Role | None = Role.READER) -> Route:
    """A page that shows: GET, and nothing changes.

    Args:
        path: its address, with ``{id}`` for a part that ``desk.part("id")`` gives.
        page: answers.
        role: who may see it; None is anybody, signed in or not.
    """

    async def answer(request: Request) -> Response:
        desk = desk_of(request)
        refused = _refused(desk, role)
        return _kept(desk, refused if refused is not None else await run_in_threadpool(page, desk))

    return Route(path, answer, methods=["GET"])


def action(path: str, page: Page, *, role: Role | None = Role.REVIEWER, named: bool = True) -> Route:
    """A page that changes something: POST.

    Args:
        path: its address; it may be that of a screen.
        page: does it, and answers: ``desk.form`` holds what was sent, ``desk.person()`` who does it.
        role: who may; None is anybody (signing in).
        named: whether it needs a name; without one the local reviewer is asked first, and the form is kept.
    """

    async def answer(request: Request) -> Response:
        desk = desk_of(request)
        refused = _refused(desk, role)  # before the body is read: who may not import cannot fill the disk by trying
        if refused is None:
            await _take_form(desk, request)
            refused = _without_name(desk) if named else None
        return _kept(desk, refused if refused is not None else await run_in_threadpool(page, desk))

    return Route(path, answer, methods=["POST"])


def desk_of(request: Request) -> Desk:
    """The desk for a request: its session (a new one where the cookie is none of ours), its viewer, its language."""
    house: House = request.app.state.house
    session = house.signer.open(request.cookies.get(cookie_name(house), "")) or Session.new()
    asked = request.query_params.get("lang")
    tag = tag_of(asked, request.cookies.get("saidso_lang"), request.headers.get("accept-language", ""))
    kept = {"saidso_lang": asked} if asked in LANGUAGES else {}
    viewer = viewer_of(house, session)
    return Desk(request=request, house=house, session=session, viewer=viewer or _NOBODY, words=words_in(tag), kept=kept)


def viewer_of(house: House, session: Session) -> Viewer | None:
    """Who looks: the local desk where there are no accounts, the account of the session, or None."""
    if house.accounts is None:
        return Viewer(role=Role.ADMIN, name=session.name, local=True)
    account = house.accounts.get(session.account) if session.account else None
    if account is None or account.proof != session.proof:
        return None
    return Viewer(role=account.role, name=account.name)


_NOBODY = Viewer(role=Role.READER)
"""Looks at the page for signing in, and at no other."""


def cookie_name(house: House) -> str:
    """One per port: two ledgers served side by side on one machine share their cookies otherwise."""
    return f"saidso_{house.settings.port}"


async def _take_form(desk: Desk, request: Request) -> None:
    """Read what was sent, and refuse it when it is none of our forms."""
    try:
        desk.form = await request.form(max_files=1000, max_fields=2000)
    except ClientDisconnect as error:
        raise HTTPException(413, "More was sent than fits. Send less at a time.") from error
    sent = request.headers.get("x-token") or desk.field("token")
    if not desk.house.signer.is_ours(desk.session, sent):
        raise HTTPException(403, str(desk.words("frame.stale_form")))


def _refused(desk: Desk, role: Role | None) -> Response | None:
    """Where somebody is sent who may not: to the page for signing in, or away."""
    if role is None:
        return None
    if viewer_of(desk.house, desk.session) is None:
        return desk.go("/login")
    if not desk.viewer.role.covers(role):
        raise HTTPException(403, str(desk.words("frame.not_allowed")))
    return None


def _without_name(desk: Desk) -> Response | None:
    """Ask the local reviewer for a name; the form comes back with it and goes on as if nothing had been asked."""
    given = " ".join(desk.field("your_name").split())
    if given and given.isprintable() and len(given) <= LONGEST_NAME and desk.viewer.name is None:
        desk.call_me(given)
    if desk.viewer.name is not None:
        return None
    own = ("token", "your_name")
    given_fields = desk.form.multi_items() if desk.form else []
    sent = [(name, value) for name, value in given_fields if name not in own and isinstance(value, str)]
    response = desk.render("name.html", sent=sent, path=desk.here())
    if desk.is_part:  # the question takes the place of the page, whatever part was asked for
        response.headers.update({"HX-Retarget": "body", "HX-Reswap": "innerHTML"})
    return response


def _kept(desk: Desk, response: Response) -> Response:
    """The answer with the session renewed, and with what the reader chose."""
    secure: dict[str, Any] = {"samesite": "strict", "path": "/", "secure": desk.request.url.scheme == "https"}
    sealed = desk.house.signer.seal(desk.session)
    response.set_cookie(cookie_name(desk.house), sealed, max_age=HOURS * 3600, httponly=True, **secure)
    for name, value in desk.kept.items():
        response.set_cookie(name, value, max_age=_YEAR, httponly=True, **secure)
    return response
