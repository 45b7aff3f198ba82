"""Who is at the browser: a session in a signed cookie, and the token that proves a form is one of our own.

The cookie holds no secret but is signed (HMAC-SHA-256), HttpOnly and SameSite=Strict. The token of a session is an HMAC of
its id: a page elsewhere can neither read nor guess it. Source: OWASP Cross-Site Request Forgery Prevention, "Signed
Double-Submit Cookie".
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import time
from collections import OrderedDict
from dataclasses import asdict, dataclass, replace

HOURS = 12
"""A working day. Every answer renews it; who is away longer signs in again."""

_ENDED = 100_000
"""Sessions remembered as signed out: far more than a desk begins in twelve hours, and a few megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser. ``name`` is who judges here (the account's, or as given); ``proof`` ties it to a password."""

    id: str
    account: str | None = None
    name: str | None = None
    proof: str = ""

    @classmethod
    def new(cls) -> Session:
        """A session of nobody yet."""
        return cls(id=secrets.token_urlsafe(18))

    def signed_in(self, account: str, proof: str) -> Session:
        """The session after signing in, under a new id, so that one planted before is worth nothing."""
        return replace(Session.new(), account=account, name=account, proof=proof)


class Signer:
    """Signs and reads sessions. The secret lives as long as the app: stopping it signs everybody out."""

    def __init__(self, secret: bytes | None = None) -> None:
        self._secret = secret or secrets.token_bytes(32)
        self._ended: OrderedDict[str, None] = OrderedDict()

    def seal(self, session: Session, now: float | None = None) -> str:
        """The cookie's value."""
        body = {**asdict(session), "until": int((time.time() if now is None else now) + HOURS * 3600)}
        words = base64.urlsafe_b64encode(json.dumps(body).encode()).decode()
        return f"{words}.{self._mac('session', words)}"

    def open(self, cookie: str, now: float | None = None) -> Session | None:
        """The session of a cookie; None when it is missing, altered, or too old."""
        words, _, mac = cookie.rpartition(".")
        if not hmac.compare_digest(mac.encode("utf-8", "surrogatepass"), self._mac("session", words).encode()):
            return None
        try:
            body = json.loads(base64.urlsafe_b64decode(words))
        except (binascii.Error, ValueError):
            return None
        if body.pop("until") < (time.time() if now is None else now):
            return None
        session = Session(**body)
        return None if session.id in self._ended else session

    def end(self, session: Session) -> None:
        """Sign a session out for good: a copy of its cookie, kept somewhere, opens nothing any more."""
        self._ended[session.id] = None
        while len(self._ended) > _ENDED:
            self._ended.popitem(last=False)

    def token(self, session: Session) -> str:
        """What each form of this session must carry."""
        return self._mac("form", session.id)

    def is_ours(self, session: Session, token: str) -> bool:
        """Whether a form carries its session's token."""
        return hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self.token(session).encode())

    def _mac(self, use: str, words: str) -> str:
        return hmac.new(self._secret, f"{use}:{words}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
