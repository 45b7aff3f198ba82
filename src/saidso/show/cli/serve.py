"""``saidso serve``: the ledger in a browser, and the accounts of a desk that shares it."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from saidso.errors import ConfigError
from saidso.show.cli.talk import DONE, AsJson, give, give_json, say

if TYPE_CHECKING:
    from saidso.show.web.frame.settings import Settings


def serve(
    ledger: Annotated[Optional[Path], typer.Option("--ledger", "-l", help="The ledger file.", show_default=False)] = None,  # noqa: UP045 - Typer of 0.15 reads this form
    host: Annotated[str, typer.Option(help="Where to listen; beyond this machine only with --accounts FILE.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.")] = 8400,
    name: Annotated[Optional[list[str]], typer.Option("--name", help="A name it is reached by; may be repeated.")] = None,  # noqa: UP045
    accounts: Annotated[Optional[Path], typer.Option(help="The file of accounts; made by --add-account.")] = None,  # noqa: UP045
    add_account: Annotated[Optional[str], typer.Option("--add-account", metavar="NAME", help="Add an account, and end.")] = None,  # noqa: UP045
    role: Annotated[str, typer.Option(help="For --add-account: reader, reviewer or admin.")] = "reviewer",
    token: Annotated[bool, typer.Option("--token", help="For --add-account: make a token in the place of a password.")] = False,
    as_json: AsJson = False,
) -> None:
    """Open the ledger in a browser: read it, check it, correct it. It listens on this machine only; Ctrl-C ends it."""
    if add_account is not None:
        _add(accounts, add_account, role, token=token)
        return
    if ledger is None:
        raise ConfigError("serve: say which ledger, as --ledger march.ledger")
    from saidso.show.web.frame.settings import Settings

    _serve(ledger, Settings(host=host, port=port, accounts=accounts, names=tuple(name or ())), as_json=as_json)


def _serve(ledger: Path, settings: Settings, *, as_json: bool) -> None:
    import dataclasses

    try:
        import uvicorn

        from saidso.show.web.app import make_app
        from saidso.show.web.frame.ready import count_ahead, make_ready, unwritable
    except ModuleNotFoundError as error:
        raise ConfigError(f"serve: {error.name} is not installed. Install saidso again, with all that it needs.") from error

    listening = listen(settings)
    at = listening.getsockname()[1]
    app = make_app(ledger, dataclasses.replace(settings, port=at))
    make_ready(app.state.house)
    count_ahead(app.state.house)
    address = f"http://{settings.names[0] if settings.names else _shown(settings.host)}:{at}/"
    if as_json:
        give_json({"url": address, "ledger": str(ledger)})
    else:
        give(address)
        say(f"serving {ledger}; Ctrl-C ends it." + ("" if settings.accounts else " Only this machine can reach it."))
    if unwritable(app.state.house):
        say(f"{ledger} and its folder can only be read: nothing can be decided, kept or imported here.")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=3))
    with suppress(KeyboardInterrupt):  # uvicorn closes everything, then raises it again: leaving is what was asked for
        server.run(sockets=[listening])
    raise typer.Exit(DONE)


def listen(settings: Settings) -> socket.socket:
    """A socket that listens on the address of ``settings``.

    Raises:
        ConfigError: the address is none of this machine's, or another program has the port.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    taken = socket.socket(family)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((settings.host, settings.port))
        taken.listen()  # who comes before the app is ready waits; nobody is refused
    except OSError as error:
        taken.close()
        raise ConfigError(
            f"{settings.host}:{settings.port}: cannot listen there ({error.strerror}). "
            "Choose another --port (0 takes a free one), or end the program that has it."
        ) from error
    return taken


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _add(accounts: Path | None, name: str, role: str, *, token: bool) -> None:
    from saidso.show.web.frame.accounts import Role, add_account

    if accounts is None:
        raise ConfigError("--add-account: say in which file, as --accounts desk.toml")
    if role not in set(Role):
        raise ConfigError(f"--role {role}: there is no such role. Use one of: {', '.join(Role)}.")
    password = None if token else typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    made = add_account(accounts, name, Role(role), password=password)
    say(f"{name} is in {accounts} as {role}." + (" The token below is kept nowhere else: hand it over now." if made else ""))
    if made:
        give(made)
