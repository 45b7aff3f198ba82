"""The desk: what a page has before it when it answers one request."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from saidso.errors import ConfigError
from saidso.show.guard import Profile
from saidso.show.page import Page, page_of
from saidso.show.redaction import Guards, GuardShelf
from saidso.show.web.frame.accounts import Accounts, Role
from saidso.show.web.frame.catalogue import Words, languages
from saidso.show.web.frame.navigation import Way
from saidso.show.web.frame.sessions import Session, Signer
from saidso.show.web.frame.settings import Settings

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.datastructures import FormData, QueryParams
    from starlette.requests import Request

    from saidso.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks. ``name`` is None while the local reviewer has not given one."""

    role: Role
    name: str | None = None
    local: bool = False
    """The one desk on this machine, without accounts."""

    @property
    def profile(self) -> Profile:
        """What the guard lets through: the desk sees all as it was read, a reader what anybody may."""
        return Profile.INTERNAL if self.role.covers(Role.REVIEWER) else Profile.PUBLIC

    @property
    def sees_reviewers(self) -> bool:
        """Whether names of those who judged are shown."""
        return self.role.covers(Role.REVIEWER)

    def may(self, role: str) -> bool:
        """Whether this viewer may do what ``role`` may; for templates too."""
        return self.role.covers(Role(role))


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What all requests of one app share."""

    ledger: Ledger
    settings: Settings
    signer: Signer
    templates: Environment
    ways: tuple[Way, ...] = ()
    """The entries of the navigation whose pages are there."""
    accounts: Accounts | None = None
    guards: GuardShelf = field(default_factory=GuardShelf)
    """What readers' pages are made with; it keeps what is slow to make."""
    shelf: dict[str, Any] = field(default_factory=dict)
    """What a page keeps between requests under its own name (counts that are slow to make); guard it with ``lock``."""
    lock: threading.RLock = field(default_factory=threading.RLock)


@dataclass(slots=True, kw_only=True)
class Desk:
    """One request, ready to be answered: the ledger, who looks, in which language, and what was sent.

    A page is a function ``(desk) -> Response`` in a thread of its own; it may take its time and reads the ledger freely.
    """

    request: Request
    house: House
    session: Session
    viewer: Viewer
    words: Words
    form: FormData | None = None
    """What a form sent; None on a screen."""
    kept: dict[str, str] = field(default_factory=dict)
    """Cookies to set with the answer: theme and language."""

    @property
    def ledger(self) -> Ledger:
        """The open ledger; shared by all threads, each use takes a connection of its own."""
        return self.house.ledger

    @property
    def profile(self) -> Profile:
        """The profile of this viewer: everything shown passes the guard with it."""
        return self.viewer.profile

    @property
    def guards(self) -> Guards:
        """The guards of this request, kept for the next where nothing that they are made of has changed."""
        return Guards(self.ledger, self.profile, shelf=self.house.guards)

    def page_of(self, wanted: str) -> Page:
        """An incident with its claims and documents as this viewer may see it; see ``saidso.show.page.page_of``."""
        return page_of(self.ledger, wanted, self.profile, shelf=self.house.guards)

    @property
    def query(self) -> QueryParams:
        """What stands behind the ? of the address."""
        return self.request.query_params

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """(tag, its own name) of every language of the interface."""
        return languages()

    @property
    def is_part(self) -> bool:
        """Whether htmx asks for a part of a page; not where a browser asks for a page, or htmx for its whole main."""
        asked = self.request.headers
        return asked.get("hx-request") == "true" and asked.get("hx-target") != "main"

    def part(self, name: str) -> str:
        """A piece of the address ("/incidents/{id}") by its name."""
        return str(self.request.path_params[name])

    def field(self, name: str, default: str = "") -> str:
        """A field of the form, as text without blanks around it."""
        value = self.form.get(name, default) if self.form else default
        return value.strip() if isinstance(value, str) else default

    def person(self) -> str:
        """The name that stands beside a judgement made now.

        Raises:
            ConfigError: nobody has given one; an ``action`` asks for it before it comes to this.
        """
        if self.viewer.name is None:
            raise ConfigError("Nobody has given a name yet. Give one, so that your judgements can be told from others'.")
        return self.viewer.name

    def call_me(self, name: str) -> None:
        """The local reviewer gives a name; it is kept in the session."""
        self.session = replace(self.session, name=name)
        self.viewer = replace(self.viewer, name=name)

    def render(self, template: str, *, status: int = 200, **context: Any) -> Response:
        """A page or a part of one, from ``templates/``; every value is escaped.

        Args:
            template: its file name.
            status: of the answer.
            context: what the template draws, besides ``desk``, ``t``, ``word``, ``viewer`` and ``token``.
        """
        page = self.house.templates.get_template(template)
        return HTMLResponse(page.render({**self._frame(), **context}), status_code=status)

    def go(self, path: str) -> Response:
        """Send the browser to another page of ours; an htmx request goes there as a whole."""
        if self.is_part:
            return Response(status_code=204, headers={"HX-Redirect": quote(path, safe=":/%#?=@[]!$&'()*+,;")})
        return RedirectResponse(path, status_code=303)

    def here(self, **changes: Any) -> str:
        """This address with other things behind its ?; None takes one away. For sorting, paging, switching the language."""
        return self.request.url.path + _query(self.query.multi_items(), changes)

    def _frame(self) -> Mapping[str, Any]:
        """What every template can use."""
        return {
            "desk": self,
            "t": self.words,
            "word": self.words.word,
            "words": self.words,
            "viewer": self.viewer,
            "token": self.house.signer.token(self.session),
            "theme": theme_of(self.request.cookies.get("saidso_theme")),
        }


THEMES = ("auto", "light", "dark")


def theme_of(kept: str | None) -> str:
    """The theme of a cookie; what the system prefers where there is none."""
    return kept if kept in THEMES else THEMES[0]


def local_path(path: str) -> str:
    """``path`` where it leads to a page of ours, else the first page: a link must not send anybody elsewhere."""
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if ours else "/"


def _query(given: list[tuple[str, str]], changes: Mapping[str, Any]) -> str:
    kept = [(name, value) for name, value in given if name not in changes and name != "lang"]
    for name, value in changes.items():
        many = value if isinstance(value, (list, tuple)) else [value]
        kept += [(name, str(each)) for each in many if each not in (None, "")]
    return "?" + urlencode(kept) if kept else ""
