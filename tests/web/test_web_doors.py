"""Which requests the web app lets in, and what every answer carries."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from webdesk import PASSWORD

from saidso.errors import ConfigError
from saidso.show.web.app import make_app, page_routes
from saidso.show.web.frame import accounts
from saidso.show.web.frame.accounts import Role
from saidso.show.web.frame.doors import HEADERS, host_of
from saidso.show.web.frame.sessions import Session, Signer
from saidso.show.web.frame.settings import Settings
from saidso.show.web.login import TRIES

LOCAL = "http://127.0.0.1:8400"


def token_in(page: str) -> str:
    """The token that the forms of a page carry."""
    found = re.search(r'name="token" value="([0-9a-f]{64})"', page)
    assert found is not None, page
    return found.group(1)


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    token = token_in(client.get("/login").text)
    return client.post("/login", data={"token": token, "name": name, "password": password}, follow_redirects=False).status_code


@pytest.mark.parametrize("path", ["/incidents", "/static/frame.css", "/nowhere", "/incidents/none"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    """Pages, files and refusals alike say what a browser may do with them; no script or style may stand inside a page."""
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_a_fault_of_ours_carries_the_headers_too(desk_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the answer to an error nobody thought of is a page of ours, without a trace of the code."""
    import saidso.show.web.incidents as page

    monkeypatch.setattr(page, "filter_of", lambda desk: 1 / 0)
    with TestClient(make_app(desk_ledger), base_url=LOCAL, raise_server_exceptions=False) as client:
        answer = client.get("/incidents")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "ZeroDivisionError" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8400", "127.0.0.1.evil.example", ""])
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    """A page elsewhere that points its own name at this machine (DNS rebinding) reads nothing."""
    answer = client.get("/incidents", headers={"host": host})
    assert answer.status_code == 400
    assert "Oremi" not in answer.text


@pytest.mark.parametrize(
    ("header", "name"), [("127.0.0.1:8400", "127.0.0.1"), ("[::1]:8400", "::1"), ("LOCALHOST", "localhost"), ("", "")]
)
def test_names_of_host_headers(header: str, name: str) -> None:
    """The name is read out of a Host header with and without a port, IPv6 too."""
    assert host_of(header) == name


def actions() -> list[str]:
    return [re.sub(r"{\w+}", "x", route.path) for route in page_routes() if "POST" in (getattr(route, "methods", None) or ())]


@pytest.mark.parametrize("path", actions())
@pytest.mark.parametrize("token", ["", "0" * 64])
def test_no_action_without_its_token(client: TestClient, path: str, token: str) -> None:
    """Every POST of every page is refused when the form does not carry the token of its session."""
    client.get("/incidents")
    assert client.post(path, data={"token": token}).status_code == 403
    assert client.post(path, headers={"x-token": token}).status_code == 403


def test_a_token_of_another_session_is_refused(client: TestClient) -> None:
    """A token is worth something in its own session only."""
    token = token_in(client.get("/incidents").text)
    client.cookies.clear()
    assert client.post("/preferences", data={"token": token, "theme": "dark"}).status_code == 403


def test_a_form_sent_by_another_site_is_refused(client: TestClient) -> None:
    """Even with the right token: browsers say which site a form was sent from."""
    token = token_in(client.get("/incidents").text)
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 303)):
        answer = client.post(
            "/preferences", data={"token": token, "theme": "dark"}, headers={"sec-fetch-site": site}, follow_redirects=False
        )
        assert answer.status_code == status


@pytest.mark.parametrize("there", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_no_way_back_leads_elsewhere(client: TestClient, there: str) -> None:
    """The way back after a choice leads to our own pages, whatever the form says."""
    token = token_in(client.get("/incidents").text)
    answer = client.post("/preferences", data={"token": token, "next": there, "theme": "dark"}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_large_bodies_are_refused(client: TestClient) -> None:
    """A body beyond the limit is refused, whether or not it says how long it is."""
    limit = Settings().body_limit
    assert client.post("/preferences", content=b"x" * (limit + 1)).status_code == 413
    form = {"content-type": "application/x-www-form-urlencoded"}
    many = (b"a=" + b"x" * 65536 for _ in range(limit // 65536 + 2))
    assert client.post("/preferences", content=many, headers=form).status_code == 413


def test_an_altered_or_old_cookie_is_nobody() -> None:
    """A session is read back as it was sealed, and no other way."""
    signer = Signer()
    sealed = signer.seal(Session(id="a", account="Vera", name="Vera"), now=0)
    assert signer.open(sealed, now=60) == Session(id="a", account="Vera", name="Vera")
    assert signer.open(sealed, now=10**6) is None
    assert signer.open(sealed[:-1] + ("0" if sealed[-1] != "0" else "1"), now=60) is None
    assert signer.open("x" + sealed, now=60) is None
    assert Signer().open(sealed, now=60) is None
    assert signer.open("", now=60) is None


def test_cookies_are_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    """Each cookie is HttpOnly and SameSite=Strict."""
    for cookie in client.get("/incidents?lang=ar").headers.get_list("set-cookie"):
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "desk.example", "::"])
def test_another_address_needs_accounts(host: str) -> None:
    """Only this machine's own address does without accounts, and the message says how to make one."""
    with pytest.raises(ConfigError, match="--add-account"):
        Settings(host=host)


def test_every_address_needs_a_name(accounts_file: Path) -> None:
    """Listening everywhere, the app must know under which name it is reached, or it could not refuse others."""
    with pytest.raises(ConfigError, match="--name"):
        Settings(host="0.0.0.0", accounts=accounts_file)
    assert Settings(host="0.0.0.0", accounts=accounts_file, names=("Desk.example",)).hosts == {"0.0.0.0", "desk.example"}


def test_nothing_is_shown_before_signing_in(office: TestClient) -> None:
    """With accounts, every page but the one for signing in sends there."""
    for path in ("/", "/incidents", "/incidents/i1234abcd", "/export", "/export/file?format=lists"):
        answer = office.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert "Oremi" not in office.get("/nowhere").text


def test_signing_in_and_out(office: TestClient) -> None:
    """Name and password open the desk, a wrong one does not, and signing out closes it."""
    assert sign_in(office, "Vera", "a wrong long word") == 401
    assert sign_in(office, "Nobody") == 401
    assert sign_in(office, "Vera") == 303
    page = office.get("/incidents").text
    assert "Vera" in page
    office.post("/logout", data={"token": token_in(page)})
    assert office.get("/incidents", follow_redirects=False).status_code == 303


def test_the_session_id_changes_with_signing_in(office: TestClient) -> None:
    """A session that somebody planted before is worth nothing after: the token of its forms is another one."""
    before = token_in(office.get("/login").text)
    sign_in(office, "Vera")
    assert token_in(office.get("/incidents").text) != before


def test_a_removed_account_is_out_at_once(office: TestClient, accounts_file: Path) -> None:
    """Deleting the entry ends its sessions; so does another password or role."""
    sign_in(office, "Vera")
    words = accounts_file.read_text(encoding="utf-8")
    accounts_file.write_text(words.replace('"Vera"', '"Vera of old"'), encoding="utf-8")
    assert office.get("/incidents", follow_redirects=False).status_code == 303


def test_a_password_is_hashed_at_its_full_cost(
    tmp_path: Path, quick_hashes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a desk a hash takes 32 MB (scrypt, n = 2^15, r = 8, p = 1), and the word opens the account."""
    assert (quick_hashes, accounts._BLOCK, accounts._PARALLEL) == (2**15, 8, 1)
    monkeypatch.setattr(accounts, "_COST", quick_hashes)
    accounts.add_account(tmp_path / "real.toml", "Vera", Role.REVIEWER, password=PASSWORD)
    kept = accounts.read_accounts(tmp_path / "real.toml")["Vera"]
    salt, digest = (base64.b64decode(part) for part in kept.password.split("$")[1:])
    assert hashlib.scrypt(PASSWORD.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26) == digest
    assert kept.opens_with(PASSWORD) and not kept.opens_with(PASSWORD + ".")


def test_tries_are_limited(office: TestClient) -> None:
    """After five wrong passwords nobody gets in under that name, the right password included; others still do."""
    assert [sign_in(office, "Vera", "wrong wrong wrong") for _ in range(TRIES)] == [401] * TRIES
    assert sign_in(office, "Vera") == 429
    assert sign_in(office, "Adam") == 303


def test_a_reader_sees_pseudonyms_and_may_change_nothing(office: TestClient) -> None:
    """A reader gets the public profile: no private name on any page, in any search, and no action."""
    sign_in(office, "Rana")
    listed, one = office.get("/incidents").text, office.get("/incidents/i1234abcd?quote=c4").text
    assert "public" in listed
    for page in (listed, one):
        assert not any(name in page for name in ("Mira", "Tolan", "Olga"))
    assert "Killing" in one
    assert "i1234abcd" not in office.get("/incidents?text=Tolan").text.split("<table", 1)[-1]
    refused = office.post("/incidents/views", data={"token": token_in(listed), "view": "mine", "query": "type=killing"})
    assert refused.status_code == 403


def test_a_reviewer_sees_all_as_it_was_read(office: TestClient) -> None:
    """The desk reads the documents as they are, and every page says so."""
    sign_in(office, "Vera")
    page = office.get("/incidents/i1234abcd?quote=c4").text
    assert "Mira Tolan" in page
    assert "internal" in page
