"""How long the server takes for a page of the web app, on a ledger of generated claims.

    .venv/bin/python bench/web_pages.py --keep /tmp/web.ledger 100000     uses the ledger again where it is there

Each page is asked for ten times in this process, without a network; clock and processor time of the middle one and the slowest
clock are printed in milliseconds. The ledger is that of web_queries.py.
"""

from __future__ import annotations

import re
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient
from web_queries import make

from saidso.show.web.app import make_app

TIMES = 10


def pages(client: TestClient) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each page by a name, and how it is asked for."""

    def get(path: str) -> Callable[[], object]:
        return lambda: client.get(path, follow_redirects=False)

    listed = client.get("/incidents?sort=claims").text
    largest = re.findall(r'href="(/incidents/i[^"?]+)"', listed)[0]
    yield "incidents", get("/incidents")
    yield "incidents, two words", get("/incidents?text=hospital+ambushed")
    yield "incidents, the last page", get("/incidents?page=100&sort=newest&dir=asc")
    yield "largest incident", get(largest)
    middle = re.findall(r'href="(/incidents/i[^"?]+)"', client.get("/incidents?sort=claims&page=20").text)[0]
    yield "incident", get(middle)
    yield "incident, a quote in its document", get(quoted(client, middle))
    for view in ("numbers", "time", "map", "changes", "decisions"):
        yield f"incident, {view}", get(f"{middle}?view={view}")
        yield f"largest incident, {view}", get(f"{largest}?view={view}")
    for part in ("origins", "dossier"):
        yield f"incident, {part}", get(f"{middle}/{part}")
        yield f"largest incident, {part}", get(f"{largest}/{part}")
    yield "documents", get("/documents")
    yield "document", get(re.findall(r'href="(/documents/[^"?#]+)"', client.get("/documents").text)[0])
    yield "voices", get("/voices")
    yield "a voice", get(re.findall(r'href="(/voices/[^"?#]+)"', client.get("/voices").text)[1])
    yield "parties", get("/voices/parties")
    yield "about", get("/about")
    yield "audit", get("/audit")
    yield "import", get("/import")
    yield "export", get("/export?format=ged")
    yield "export, of a filter, with a preview", get("/export?format=csv&type=attack&preview=1")
    call(client, "Bench")
    yield "review, the next claim", get("/review")
    yield "review, the next claim within a filter", get("/review?type=attack")
    yield "review, a claim", get(str(client.get("/review").url))
    yield "review, accept", lambda: accept(client)
    yield "queues", get("/queues")


def quoted(client: TestClient, incident: str) -> str:
    """The address of an incident with the first of its quotes open."""
    first = re.findall(r'quote(?:s/|=)([^&#?"]+)', client.get(incident).text)[0]
    return f"{incident}?quote={first}"


def call(client: TestClient, name: str) -> None:
    """Give the desk a name."""
    client.post("/review/name", data={"token": hidden(client.get("/queues").text, "token"), "name": name})


def accept(client: TestClient) -> None:
    """Read the next claim and accept it: two answers for the time of one reviewer's key and the screen after it."""
    page = client.get("/review")
    sent = {"token": hidden(page.text, "token"), "seen": hidden(page.text, "seen"), "do": "accept"}
    client.post(str(page.url), data=sent, follow_redirects=False)


def hidden(page: str, name: str) -> str:
    """A hidden field of a form."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page)[0]


def main() -> None:
    parser = ArgumentParser(description="How long the server takes for a page of the web app.")
    parser.add_argument("number", nargs="?", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="the ledger's file; without it the ledger is removed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "web.ledger"
        if not path.exists():
            make(path, asked.number)
        with TestClient(make_app(path), base_url="http://127.0.0.1:8400") as client:
            print("| page | middle | slowest | processor |\n| --- | --- | --- | --- |")
            for name, ask in pages(client):
                clock, work = zip(*(_milliseconds(ask) for _ in range(TIMES)), strict=True)
                print(f"| {name} | {median(clock):.0f} | {max(clock):.0f} | {median(work):.0f} |", flush=True)


def _milliseconds(ask: Callable[[], object]) -> tuple[float, float]:
    began, work = time.perf_counter(), time.process_time()
    ask()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - work)


if __name__ == "__main__":
    main()
