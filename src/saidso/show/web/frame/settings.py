"""How one web app is served: where, under which names, for whom."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from saidso.errors import ConfigError

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Valid from birth: any address but this machine's own needs accounts, and a name under which people reach it.

    Raises:
        ConfigError: an address that others can reach comes without accounts or without a name.
    """

    host: str = "127.0.0.1"
    port: int = 8400
    accounts: Path | None = None
    """The file of names and password hashes; None is the one desk on this machine."""
    names: tuple[str, ...] = ()
    """Further names under which people reach the app ("desk.example"); a request under any other name is refused."""
    body_limit: int = MEGABYTE
    """Bytes of a request; forms of ours are far smaller."""
    upload_limit: int = 200 * MEGABYTE
    """Bytes of a request that carries files to read."""

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise ConfigError(f"--port {self.port}: a port is a number from 0 to 65535. Choose another, such as 8400.")
        if not is_loopback(self.host) and self.accounts is None:
            raise ConfigError(
                f"--host {self.host}: others can reach this address, so it needs accounts. Make one with: "
                "saidso serve --accounts desk.toml --add-account NAME --role reviewer, and serve with --accounts desk.toml"
            )
        if self.host in ("0.0.0.0", "::") and not self.names:
            raise ConfigError(f"--host {self.host}: say under which name people reach it, as --name desk.example")

    @property
    def hosts(self) -> frozenset[str]:
        """The names a request may ask for, lower case: a page elsewhere that points its own name at us is refused by it."""
        own = LOOPBACK_NAMES if is_loopback(self.host) else (self.host,)
        return frozenset(name.lower() for name in (*own, *self.names))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
