"""The doors of the web app: which requests come in, how large, and which headers every answer carries.

Pure ASGI, for they stand before all pages and before static files. The headers follow OWASP's Secure Headers list; nothing
may load from, post to, or be framed by another site, and no script or style stands inside a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from saidso.show.web.frame.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
UPLOADS = ("/import/",)
"""Where files come in: only there may a body be large."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def with_headers(headers: MutableHeaders, *, secure: bool) -> None:
    """Put what every answer carries into ``headers``; pages are private and are not kept by the browser or a proxy."""
    for name, value in HEADERS.items():
        headers[name] = value
    headers.setdefault("Cache-Control", "no-store")
    if secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"


class Doors:
    """Middleware: looks at each request before any page does, and at each answer before it leaves."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it with words."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                with_headers(MutableHeaders(scope=message), secure=scope.get("scheme") == "https")
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, _counted(receive, self._limit(scope)), guarded)

    def _limit(self, scope: Scope) -> int:
        return self._settings.upload_limit if scope["path"].startswith(UPLOADS) else self._settings.body_limit

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if host_of(headers.get("host", "")) not in self._settings.hosts:
            return _refuse(400, "This name is not one of ours. Open the address that saidso serve printed, or serve with --name.")
        if scope["method"] not in _SAFE and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _refuse(403, "This request was sent by another site. Do it on our own page.")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length) > self._limit(scope):
            return _refuse(413, f"More than {self._limit(scope):,} bytes were sent. Send less at a time.")
        return None


def host_of(header: str) -> str:
    """The name in a Host header, without its port: "[::1]:8400" is "::1"."""
    name = header.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.rpartition(":")[0] if ":" in name else name


class _Counted:
    """A body that is read as long as it stays within its limit; one without a length header must not flood us either."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                return {"type": "http.disconnect"}
        return message


def _counted(receive: Receive, limit: int) -> Receive:
    return _Counted(receive, limit)


def _refuse(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words + "\n", status_code=status)
