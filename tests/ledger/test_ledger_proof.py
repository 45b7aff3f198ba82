"""`check` finds every kind of damage by hand, names the row, says what to do, and never falls over."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from invented import a_document, a_judgement, a_linking, an_extraction, an_incident, evidence, fill, filled

from saidso.errors import LedgerError
from saidso.ledger import Ledger
from saidso.ledger.codec import canonical, seal
from saidso.ledger.proof import Fault, check
from saidso.nouns.incident import Linking
from saidso.nouns.span import Span

DOCUMENT = a_document(0).id
CLAIM = an_extraction(a_document(0)).claims[0].id


def faults_of(path: Path) -> list[Fault]:
    with Ledger.open_existing(path) as ledger:
        return list(check(ledger))


def damaged(path: Path, *statements: tuple[str, tuple[Any, ...]] | str) -> None:
    """Change the file as somebody with a database tool would who has removed our guards first."""
    with sqlite3.connect(path) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            sql, values = (statement, ()) if isinstance(statement, str) else statement
            assert database.execute(sql, values).rowcount > 0, sql


def rewritten(path: Path, table: str, where: str, change: Callable[[Any], Any], *, reseal: bool) -> None:
    """Edit a payload; with ``reseal`` the forger knows of the seal and renews it."""
    with sqlite3.connect(path) as database:
        (payload,) = database.execute(f"SELECT payload FROM {table} WHERE {where}").fetchone()
    body = json.loads(payload)
    change(body)
    new = canonical(body)
    assert new != payload
    damaged(path, (f"UPDATE {table} SET payload = ? WHERE {where}", (new,)))
    if reseal:
        damaged(path, (f"UPDATE {table} SET seal = ? WHERE {where}", (seal(new),)))


def test_a_whole_ledger_has_no_faults(tmp_path: Path):
    """Documents, bytes, skips, two models, judgements, incidents: nothing to report."""
    path = filled(tmp_path / "l")
    with Ledger(path) as ledger:
        for document in ledger.unread_by("invented-2"):
            ledger.add_extraction(an_extraction(document, "invented-2"))
        ledger.add_judgement(a_judgement(a_document(0), "j2", supersedes="j1"))
    assert faults_of(path) == []


def test_a_document_without_its_bytes_has_no_fault(tmp_path: Path):
    """Bytes are proved where they were handed over."""
    with Ledger(tmp_path / "l") as ledger:
        ledger.add_document(a_document(1))
    assert faults_of(tmp_path / "l") == []


def _put(key: str, value: Any) -> Callable[[Any], None]:
    return lambda body: body.__setitem__(key, value)


def _in(path: list[Any], value: Any) -> Callable[[Any], None]:
    def change(body: Any) -> None:
        for step in path[:-1]:
            body = body[step]
        body[path[-1]] = value

    return change


def _edit_text(body: Any) -> None:
    body["text"] = body["text"].replace("two soldiers", "six soldiers")


EDITS = [
    ("documents", f"id = '{DOCUMENT}'", _edit_text, DOCUMENT),
    ("documents", f"id = '{DOCUMENT}'", _put("text", "short"), DOCUMENT),
    ("documents", f"id = '{DOCUMENT}'", _in(["metadata", "publisher", "value"], "Another Paper"), DOCUMENT),
    ("documents", f"id = '{DOCUMENT}'", _in(["metadata", "published_on", "span"], [5, 5000]), DOCUMENT),
    ("claims", f"id = '{CLAIM}'", _in(["trigger", "quote"], "shot"), f"claim {CLAIM}"),
    ("claims", f"id = '{CLAIM}'", _in(["trigger", "quote"], "wounded"), f"claim {CLAIM}"),
    ("claims", f"id = '{CLAIM}'", _in(["passage", "span"], [1, 81]), f"claim {CLAIM}"),
    ("claims", f"id = '{CLAIM}'", _in(["content", 0, "span"], [10_000, 10_040]), f"claim {CLAIM}"),
    ("claims", f"id = '{CLAIM}'", _in(["chain", 1, "evidence", "quote"], "The Tarvel ministrY"), f"claim {CLAIM}"),
    ("claims", f"id = '{CLAIM}'", _in(["chain", 1, "cue", "quote"], "sang"), f"claim {CLAIM}"),
    ("claims", f"id = '{CLAIM}'", _in(["values", 0, "evidence", "quote"], "six"), f"claim {CLAIM}"),
    ("claims", f"id = '{CLAIM}'", _in(["values", 0, "value", "low"], 0), f"claim {CLAIM}"),
    ("claims", f"id = '{CLAIM}'", _put("stance", "denies"), f"claim {CLAIM}"),
    ("claims", f"id = '{CLAIM}'", lambda body: body["chain"].pop(0), f"claim {CLAIM}"),
    ("claims", f"id = '{CLAIM}'", lambda body: body["chain"].pop(1), f"claim {CLAIM}"),
    ("claims", f"id = '{CLAIM}'", _put("document_id", a_document(1).id), f"claim {CLAIM}"),
    ("extractions", f"document_id = '{DOCUMENT}'", _put("attributions", []), DOCUMENT),
    ("extractions", f"document_id = '{DOCUMENT}'", _put("events", []), DOCUMENT),
    ("extractions", f"document_id = '{DOCUMENT}'", _put("claims", []), DOCUMENT),
    ("extractions", f"document_id = '{DOCUMENT}'", _put("claims", 3), DOCUMENT),
    ("extractions", f"document_id = '{DOCUMENT}'", _in(["attributions", 1, "parent"], "A9"), DOCUMENT),
    ("extractions", f"document_id = '{DOCUMENT}'", _in(["events", 0, "trigger"], [7_000, 7_004]), DOCUMENT),
    ("judgements", "id = 'j1'", _in(["on", 0, "quote"], "shot"), "judgement j1"),
    ("judgements", "id = 'j1'", _in(["on", 0, "document_id"], "d404"), "judgement j1"),
    ("judgements", "id = 'j1'", _put("person", "Somebody Else"), "judgement j1"),
    ("skips", "seq = 1", _put("reason", "too-large"), "skip of invented/broken1.pdf"),
    ("incidents", "1", _put("claims", ["c404"]), "incident i"),
    ("incidents", "1", _in(["origins", "lo"], 7), "incident i"),
    ("incidents", "1", _in(["slots", 0, "readings", 0, "claims"], ["c404"]), "incident i"),
    ("incidents", "1", _in(["slots", 0, "readings", 0, "origins"], [7]), "incident i"),
    ("incidents", "1", _put("documents", [DOCUMENT, "d404"]), "incident i"),
]


@pytest.mark.parametrize("reseal", [False, True])
@pytest.mark.parametrize("number", range(len(EDITS)))
def test_an_edited_record_is_found(tmp_path: Path, number: int, reseal: bool):
    """Text, quotes, offsets, stances, chains, values, people, members: each edit is a fault at its row, even under a new seal."""
    table, where, change, place = EDITS[number]
    path = filled(tmp_path / "l")
    rewritten(path, table, where, change, reseal=reseal)
    faults = faults_of(path)
    assert any(place in fault.where for fault in faults), faults
    assert all(fault.now.endswith(".") and fault.what for fault in faults)
    if not reseal:
        assert any("sealed" in fault.what for fault in faults)


@pytest.mark.parametrize(
    "statement",
    [
        f"DELETE FROM claims WHERE id = '{CLAIM}'",
        f"DELETE FROM extractions WHERE document_id = '{DOCUMENT}'",
        f"DELETE FROM documents WHERE id = '{DOCUMENT}'",
        "DELETE FROM blobs",
        "DELETE FROM models",
        "DELETE FROM incident_claims",
        "DELETE FROM incident_log",
        "DELETE FROM incidents",
        f"UPDATE claims SET stance = 'denies' WHERE id = '{CLAIM}'",
        f"UPDATE claims SET model = 'another' WHERE id = '{CLAIM}'",
        f"UPDATE claims SET document_id = '{a_document(1).id}' WHERE id = '{CLAIM}'",
        f"UPDATE documents SET publisher = NULL WHERE id = '{DOCUMENT}'",
        f"UPDATE documents SET raw_size = 3 WHERE id = '{DOCUMENT}'",
        f"UPDATE documents SET payload = x'ff00' WHERE id = '{DOCUMENT}'",
        f"UPDATE documents SET payload = CAST(x'ff' AS TEXT) WHERE id = '{DOCUMENT}'",
        f"UPDATE documents SET payload = substr(payload, 1, 200) WHERE id = '{DOCUMENT}'",
        f"UPDATE documents SET id = 'd0' WHERE id = '{DOCUMENT}'",
        "UPDATE judgements SET decision = 'accept'",
        "UPDATE extractions SET payload = 17 WHERE seq = 1",
        "UPDATE extractions SET seal = ''",
        "UPDATE incidents SET origins_lo = 3",
        "UPDATE incidents SET payload = '[]'",
        "UPDATE incident_log SET incident_id = 'i0'",
    ],
)
def test_damage_in_the_database_is_found(tmp_path: Path, statement: str):
    """Rows deleted, columns changed, payloads cut or overwritten: at least one fault, never a traceback."""
    path = filled(tmp_path / "l")
    damaged(path, statement)
    faults = faults_of(path)
    assert faults
    assert all(str(fault).count(":") and "\n" not in str(fault) for fault in faults)


def test_a_forged_text_is_not_the_text_that_was_read(tmp_path: Path):
    """A document edited under a new seal where no claim quotes it: its extraction still names the old seal."""
    path = filled(tmp_path / "l")
    rewritten(path, "documents", f"id = '{DOCUMENT}'", _put("format", "html"), reseal=True)
    damaged(path, f"UPDATE documents SET format = 'html' WHERE id = '{DOCUMENT}'")
    assert [fault.what for fault in faults_of(path)] == ["the document is not the one that was read"]


def test_swapped_bytes_are_found(tmp_path: Path):
    """Original bytes under the wrong hash, and bytes that cannot be unpacked."""
    path = filled(tmp_path / "l")
    sha256 = a_document(0).sha256
    damaged(path, ("UPDATE blobs SET data = ? WHERE sha256 = ?", (zlib.compress(b"another text"), sha256)))
    assert any("SHA-256 is another" in fault.what for fault in faults_of(path))
    damaged(path, ("UPDATE blobs SET data = ? WHERE sha256 = ?", (b"no zlib", sha256)))
    assert any("cannot be unpacked" in fault.what for fault in faults_of(path))
    with Ledger.open_existing(path) as ledger, pytest.raises(LedgerError, match="cannot be unpacked"):
        ledger.raw(sha256)


def test_a_claim_nobody_made_is_found(tmp_path: Path):
    """A row added by hand is not in its extraction's sealed list."""
    path = filled(tmp_path / "l")
    columns = "document_id, model, event_type, status, stance, publisher, origin, payload, seal"
    damaged(path, f"INSERT INTO claims (id, {columns}) SELECT 'c404', {columns} FROM claims WHERE id = '{CLAIM}'")
    assert any("c404" in fault.where and "not the claim" in fault.what for fault in faults_of(path))


def test_reading_damage_is_an_error_in_words(tmp_path: Path):
    """Every way of reading a damaged record raises LedgerError and names it."""
    path = filled(tmp_path / "l")
    damaged(path, "UPDATE claims SET payload = '{'", "UPDATE documents SET payload = '{}'", "UPDATE incidents SET payload = '[]'")
    with Ledger.open_existing(path) as ledger:
        reads = (ledger.claims, ledger.documents, ledger.incidents, ledger.extractions, lambda: ledger.unread_by("x"))
        for read in reads:
            with pytest.raises(LedgerError, match="saidso check"):
                list(read())
        damaged(path, f"DELETE FROM claims WHERE id = '{CLAIM}'")
        with pytest.raises(LedgerError, match=f"claim {CLAIM} is missing"):
            ledger.extraction(DOCUMENT)


@pytest.mark.parametrize("keep", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_file_is_reported(tmp_path: Path, keep: float):
    """A copy that stopped half-way: a LedgerError on opening, or faults, never a traceback."""
    path = filled(tmp_path / "l", count=40)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])
    try:
        assert faults_of(path)
    except LedgerError as error:
        assert "damaged" in str(error) or "no saidso ledger" in str(error)


@pytest.mark.parametrize("seed", range(6))
def test_overwritten_pages_are_reported(tmp_path: Path, seed: int):
    """Blocks of the file overwritten, as by a bad disc: a LedgerError or faults, never a traceback."""
    path = filled(tmp_path / "l", count=40)
    content = bytearray(path.read_bytes())
    for block in range(1 + seed, len(content) // 4096, 7):
        content[block * 4096 : block * 4096 + 3000] = bytes([seed * 40]) * 3000
    path.write_bytes(content)
    try:
        assert faults_of(path)
    except LedgerError as error:
        assert str(path) in str(error)


def test_a_chain_rests_on_attributions_that_were_read(tmp_path: Path):
    """A link nobody read, another stance than the one read, and an event of another type are faults, seals or not."""
    document = a_document(1)
    honest = an_extraction(document)
    claim = honest.claims[0]
    stranger = replace(claim.chain[1], cue=evidence(document, "reported"))
    forged = (
        replace(claim, id="c1", chain=(claim.chain[0], stranger)),
        replace(claim, id="c2", trigger=evidence(document, "raid")),
        replace(claim, id="c3", turn=4),
        replace(claim, id="c4", chain=(claim.chain[0], *claim.chain)),
        claim,
    )
    with Ledger(tmp_path / "l") as ledger:
        ledger.add_document(document)
        ledger.add_extraction(replace(honest, claims=forged))
        found = {fault.where.split()[1]: fault.what for fault in check(ledger)}
    assert set(found) == {"c1", "c2", "c3", "c4"}
    assert "no attribution" in found["c1"]
    assert "no event" in found["c2"]
    assert "turn 4" in found["c3"]
    assert "second publisher" in found["c4"]


def test_incidents_rest_on_claims_that_are_there(tmp_path: Path):
    """An incident of claims that no model made, and one whose documents are others."""
    with Ledger(tmp_path / "l") as ledger:
        (extraction,) = fill(ledger, [1])
        ghost = replace(an_incident("i9", extraction), claims=("c404",), documents=("d404",))
        ledger.replace_incidents(Linking(incidents=(ghost,)))
        what = [fault.what for fault in check(ledger)]
        assert "its claim c404 is not there" in what
        assert "its documents are not those of its claims" in what
        ledger.replace_incidents(a_linking([extraction]))
        assert list(check(ledger)) == []


def test_a_fault_names_offsets_and_never_the_words(tmp_path: Path):
    """A proof is printed and sent around; the words may hold a private name."""
    path = filled(tmp_path / "l")
    rewritten(path, "documents", f"id = '{DOCUMENT}'", _edit_text, reseal=True)
    rewritten(path, "claims", f"id = '{CLAIM}'", _in(["chain", 1, "evidence", "quote"], "Ann Invented, 32, X"), reseal=True)
    said = "\n".join(map(str, faults_of(path)))
    assert f"{DOCUMENT} [0, 19)" in said
    for words in ("six soldiers", "two soldiers", "Ann Invented", "Tarvel ministry"):
        assert words not in said


def test_span_of_known_words():
    """The span that the test above looks for is where the words stand."""
    assert Span(0, 19).of(a_document(0).text) == "The Tarvel ministry"
