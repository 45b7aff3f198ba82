"""Signing in and out, for a desk with accounts. Tries are limited, for a password can be guessed but not quickly."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from starlette.responses import Response

from saidso.show.web.frame.accounts import LONGEST_NAME
from saidso.show.web.frame.desk import Desk
from saidso.show.web.frame.routing import action, screen
from saidso.show.web.frame.sessions import Session

TRIES = 5
"""Wrong passwords for one name, or from one address times four, in ``MINUTES``; then nobody gets in under it for so long."""
MINUTES = 5
_KEPT = 10_000
"""Names and addresses remembered at once: a flood of invented names must not fill the memory."""


class Tries:
    """Wrong tries of late, by name and by address."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at: OrderedDict[str, list[float]] = OrderedDict()

    def are_spent(self, key: str, allowed: int, now: float) -> bool:
        """Whether ``key`` has had its wrong tries."""
        with self._lock:
            return len([at for at in self._at.get(key, ()) if at > now - MINUTES * 60]) >= allowed

    def add(self, key: str, now: float) -> None:
        """Note a wrong try."""
        with self._lock:
            self._at[key] = [*(at for at in self._at.pop(key, ()) if at > now - MINUTES * 60), now]
            if len(self._at) > _KEPT:
                self._at.popitem(last=False)


def sign_in_page(desk: Desk) -> Response:
    """The form; a desk without accounts has nothing to sign in to."""
    return desk.go("/") if desk.house.accounts is None else desk.render("login.html", wrong=False, name="")


def sign_in(desk: Desk) -> Response:
    """Let somebody in whose name and password (or token) fit."""
    if desk.house.accounts is None:
        return desk.go("/")
    with desk.house.lock:
        tries: Tries = desk.house.shelf.setdefault("tries", Tries())
    name, now = desk.field("name")[:LONGEST_NAME], time.monotonic()  # no name is longer, and names are remembered
    client = desk.request.client.host if desk.request.client else ""
    keys = ((f"name {name}", TRIES), (f"from {client}", 4 * TRIES))
    if any(tries.are_spent(key, allowed, now) for key, allowed in keys):
        response = desk.render("trouble.html", status=429, kind="429", detail="")
        response.headers["Retry-After"] = str(MINUTES * 60)
        return response
    secret = desk.form.get("password", "") if desk.form else ""
    account = desk.house.accounts.enter(name, secret) if isinstance(secret, str) else None
    if account is None:
        for key, _ in keys:
            tries.add(key, now)
        return desk.render("login.html", status=401, wrong=True, name=name)
    desk.session = desk.session.signed_in(account.name, account.proof)
    return desk.go("/")


def sign_out(desk: Desk) -> Response:
    """Forget the session, and every copy of its cookie."""
    desk.house.signer.end(desk.session)
    desk.session = Session.new()
    return desk.go("/login" if desk.house.accounts is not None else "/")


routes = [
    screen("/login", sign_in_page, role=None),
    action("/login", sign_in, role=None, named=False),
    action("/logout", sign_out, role=None, named=False),
]
