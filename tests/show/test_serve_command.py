"""``saidso serve`` as its users run it: it answers, leaves cleanly, makes accounts, and says what is wrong."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import httpx
import pytest

from saidso.show.cli import main
from saidso.show.web.frame.accounts import Accounts


def test_it_serves_and_ctrl_c_ends_it(ledger_file: Path) -> None:
    """The printed address answers with the list, and Ctrl-C ends the program with code 0 and no trace."""
    command = [sys.executable, "-m", "saidso", "serve", "--ledger", str(ledger_file), "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None and server.stderr is not None
        try:
            shape = ""
            while not shape.endswith("}\n") and (line := server.stdout.readline()):
                shape += line
            address = json.loads(shape)["url"]
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
            # Not by way of a proxy that the machine may name for everything.
            with httpx.Client(trust_env=False, follow_redirects=True, timeout=20) as client:
                assert "Oremi" in client.get(address).text
            server.send_signal(signal.SIGINT)
            assert server.wait(20) == 0
            assert "Traceback" not in server.stderr.read()
        finally:
            server.kill()


def test_an_account_is_added(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The password is asked for, kept as a hash only, in a file that only its owner reads; a token is printed once."""
    import typer

    path = tmp_path / "desk.toml"
    monkeypatch.setattr(typer, "prompt", lambda *args, **kwargs: "a long invented word")
    assert main(["serve", "--accounts", str(path), "--add-account", 'Vera "V" Ünal', "--role", "admin"]) == 0
    assert main(["serve", "--accounts", str(path), "--add-account", "Rana", "--role", "reader", "--token"]) == 0
    token = capsys.readouterr().out.strip()
    words = path.read_text(encoding="utf-8")
    assert "a long invented word" not in words
    assert token not in words
    assert list(tomllib.loads(words)["accounts"]) == ['Vera "V" Ünal', "Rana"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    accounts = Accounts(path)
    assert accounts.enter('Vera "V" Ünal', "a long invented word") is not None
    assert accounts.enter("Rana", token) is not None
    assert accounts.enter("Rana", "a long invented word") is None
    assert accounts.enter("Rana", "") is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "--ledger march.ledger"),
        (["--ledger", "no.ledger", "--host", "0.0.0.0"], "--add-account"),
        (["--ledger", "no.ledger", "--port", "99999"], "0 to 65535"),
        (["--add-account", "Vera"], "--accounts desk.toml"),
        (["--add-account", "Vera", "--accounts", "x.toml", "--role", "king"], "reader, reviewer, admin"),
        (["--ledger", "no.ledger", "--accounts", "none.toml"], "--add-account"),
        (["--ledger", "no.ledger", "--port", "0"], "saidso build"),
    ],
)
def test_what_cannot_be_served_is_said(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each wrong command line ends with a message that says what to do now, and no server starts."""
    monkeypatch.chdir(tmp_path)
    assert main(["serve", *arguments]) in (2, 3)
    assert words in capsys.readouterr().err


def test_a_taken_port_is_said(ledger_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A port that another program has is named, with what to do."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--ledger", str(ledger_file), "--port", str(taken.getsockname()[1])]) == 2
    assert "Choose another --port" in capsys.readouterr().err
