"""Accounts of a desk: a TOML file beside the ledger with names, roles, and hashes of passwords and tokens.

The file is made by ``saidso serve --add-account``; a person can read it and delete an entry. It is read again when it changes,
so that who was taken out of it is out at the next click. Passwords are hashed with scrypt (n = 2^15, r = 8, p = 1: 32 MB and
about a tenth of a second for each try), tokens are long and random, so SHA-256 is enough for them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import tempfile
import threading
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from saidso.errors import ConfigError

_COST, _BLOCK, _PARALLEL = 2**15, 8, 1
_MEMORY = 256 * _COST * _BLOCK
_AT_ONCE = 4
"""Hashes at a time: each takes 32 MB, and forty tries at once must not take more than a small machine has."""
SHORTEST = 10
"""Letters of a password. NIST SP 800-63B asks for eight and for no other rule; a desk with sources has a little more."""
LONGEST_NAME = 64


class Role(StrEnum):
    """What somebody may do, from less to more."""

    READER = "reader"
    """Sees the data past the guard (profile public), and neither names of private people nor who reviewed."""
    REVIEWER = "reviewer"
    """The desk: sees all as it was read, and judges."""
    ADMIN = "admin"
    """As a reviewer, and imports documents and hands out queues."""

    def covers(self, other: Role) -> bool:
        """Whether this role may do what ``other`` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One entry of the file. ``password`` and ``token`` are hashes; either may be empty."""

    name: str
    role: Role
    password: str = ""
    token: str = ""

    @property
    def proof(self) -> str:
        """Changes with the password, the token and the role, so that sessions begun before end."""
        return hashlib.sha256(f"{self.role}:{self.password}:{self.token}".encode()).hexdigest()[:16]

    def opens_with(self, secret: str) -> bool:
        """Whether this is the account's password or token; takes as long for a wrong one as for the right one."""
        by_token = bool(self.token) and hmac.compare_digest(self.token.encode(), token_hash(secret).encode())
        by_password = _scrypt_fits(secret, self.password or _NOBODY)
        return by_password or by_token


class Accounts:
    """The accounts of one file, as it stands now."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._hashing = threading.BoundedSemaphore(_AT_ONCE)
        self._seen: tuple[int, int] | None = None
        self._known: dict[str, Account] = {}
        self._refresh()

    def get(self, name: str) -> Account | None:
        """The account of this name, or None."""
        self._refresh()
        return self._known.get(name)

    def enter(self, name: str, secret: str) -> Account | None:
        """The account, when name and password (or token) fit. An unknown name takes as long as a wrong password."""
        account = self.get(name)
        with self._hashing:
            if account is None:
                _scrypt_fits(secret, _NOBODY)
                return None
            return account if account.opens_with(secret) else None

    def _refresh(self) -> None:
        with self._lock:
            try:
                status = self.path.stat()
            except OSError as error:
                raise ConfigError(
                    f"{self.path}: the accounts cannot be read ({error.strerror}). Make one with: "
                    f"saidso serve --accounts {self.path} --add-account NAME --role reviewer"
                ) from error
            if self._seen != (status.st_mtime_ns, status.st_size):
                self._known = read_accounts(self.path)
                self._seen = (status.st_mtime_ns, status.st_size)


def read_accounts(path: Path) -> dict[str, Account]:
    """The accounts in a file, by name.

    Raises:
        ConfigError: it is no TOML, or an entry has no known role.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("accounts", {})
        return {
            name: Account(name=name, role=Role(entry["role"]), password=entry.get("password", ""), token=entry.get("token", ""))
            for name, entry in found.items()
        }
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ConfigError(
            f"{path}: these are no accounts ({error}). Each is a table such as [accounts.\"Amal\"] with a role "
            f"({', '.join(Role)}) and a password that saidso serve --add-account wrote."
        ) from error


def add_account(path: Path, name: str, role: Role, *, password: str | None) -> str | None:
    """Write an account into the file, or change it; the file is made, readable by its owner only.

    Args:
        path: the accounts file.
        name: as it will stand beside this person's judgements.
        role: what the account may do.
        password: None makes a token in its place.

    Returns:
        The token, which is kept nowhere else; None where a password was given.

    Raises:
        ConfigError: the name or the password cannot be used, or the file cannot be written.
    """
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise ConfigError(f"--add-account: a name has 1 to {LONGEST_NAME} printable letters. Choose another.")
    if password is not None and len(password) < SHORTEST:
        raise ConfigError(f"the password has {len(password)} letters. Choose one of at least {SHORTEST}.")
    token = None if password is not None else secrets.token_urlsafe(24)
    known = read_accounts(path) if path.exists() else {}
    hashed = {"password": _scrypt(password)} if password is not None else {"token": token_hash(token or "")}
    known[name.strip()] = Account(name=name.strip(), role=role, **hashed)
    _write(path, known)
    return token


def token_hash(token: str) -> str:
    """A token as the file keeps it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _write(path: Path, accounts: dict[str, Account]) -> None:
    lines = ["# Accounts of saidso serve. Delete an entry to take somebody out; add one with --add-account."]
    for account in accounts.values():
        # A JSON string without escaped letters is a TOML basic string; names are printable, so nothing else is escaped.
        lines += ["", f"[accounts.{json.dumps(account.name, ensure_ascii=False)}]", f'role = "{account.role}"']
        lines += [f'{key} = "{value}"' for key, value in (("password", account.password), ("token", account.token)) if value]
    try:
        number, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.absolute().parent)
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        os.replace(part, path)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}). Choose a folder that may be written to.") from error


def _scrypt(secret: str, salt: bytes | None = None) -> str:
    salt = salt or secrets.token_bytes(16)
    words = secret.encode("utf-8", "surrogatepass")
    digest = hashlib.scrypt(words, salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY)
    return f"scrypt${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"


def _scrypt_fits(secret: str, hashed: str) -> bool:
    kind, _, rest = hashed.partition("$")
    salt, _, _ = rest.partition("$")
    try:
        return kind == "scrypt" and hmac.compare_digest(_scrypt(secret, base64.b64decode(salt)).encode(), hashed.encode())
    except ValueError:
        return False


_NOBODY = "scrypt$bm9ib2R5bm9ib2R5bm9ib2Q=$"
"""Fits no password; hashing against it takes as long as against a password that does."""
