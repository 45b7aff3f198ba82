"""Public exports by several processes: the same bytes as by one, and the guards of an incident in one walk over it."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from mapped import PRIVATE, WITNESS, write_mapped

from saidso.errors import LedgerError
from saidso.ledger import Ledger
from saidso.show.export import export, pages, several
from saidso.show.export.options import ExportOptions
from saidso.show.guard import Profile
from saidso.show.redaction import Guards, redacted


@pytest.mark.parametrize(("method", "form"), [("fork", "geojson"), ("fork", "acled"), ("fork", "claim"), ("spawn", "hxl")])
def test_many_processes_write_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, form: str) -> None:
    """An incident a task in two processes, forked or started afresh: the same file, and nobody private in it."""
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system cannot {method}")
    options = ExportOptions(embargo_hours=0)
    with Ledger.open_existing(write_mapped(tmp_path / "m.ledger")) as ledger:
        assert len(list(ledger.incidents())) > 2
        export(ledger, form, tmp_path / "one", options=options)
        helped = []
        monkeypatch.setattr(pages, "_FEW", 1)
        monkeypatch.setattr(pages, "_AT_ONCE", 1)
        monkeypatch.setattr(several, "cores", lambda: 2)
        monkeypatch.setattr(several, "start_method", lambda: helped.append(method) or method)
        export(ledger, form, tmp_path / "many", options=options)
    assert helped
    assert (tmp_path / "many").read_bytes() == (tmp_path / "one").read_bytes()
    assert not [name for name in PRIVATE if name in (tmp_path / "many").read_text(encoding="utf-8")]


class _Locked:
    """What each process would keep, and cannot make."""

    def __init__(self, path: str) -> None:
        raise LedgerError(f"{path}: locked by another program. Close it, then run again.")

    def close(self) -> None:
        """Nothing was opened."""


def _task(task: int, _: _Locked) -> int:
    return task


@pytest.mark.parametrize("method", ["fork", "spawn", None])
def test_what_hinders_a_process_is_told_as_itself(monkeypatch: pytest.MonkeyPatch, method: str | None) -> None:
    """A ledger that one process may not open is named, not taken for a lack of memory."""
    if method not in (None, *multiprocessing.get_all_start_methods()):
        pytest.skip(f"this system cannot {method}")
    monkeypatch.setattr(several, "cores", lambda: 2)
    monkeypatch.setattr(several, "start_method", lambda: method)
    with pytest.raises(LedgerError, match=r"^x\.ledger: locked by another program"):
        list(several.in_processes(_task, [1, 2, 3], "x.ledger", once=_Locked))


def test_guards_in_turn_leave_what_one_after_the_other_would(tmp_path: Path) -> None:
    """One walk over an incident past all its documents' guards gives what a walk a guard gives."""
    with Ledger.open_existing(write_mapped(tmp_path / "m.ledger")) as ledger:
        guards, changed = Guards(ledger, Profile.PUBLIC), 0
        for incident in ledger.incidents():
            told = replace(incident, slots=tuple(replace(slot, best=f"as {WITNESS} wrote") for slot in incident.slots))
            slow = told
            for document_id in told.documents:
                slow = redacted(slow, guards.of(document_id))
            assert guards.shared(told, told.documents) == slow
            changed += slow != told
        assert changed


def test_one_exports_guard_is_not_the_next_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A partner's few incidents of a large ledger, then the public's, in one server: nobody private in the second."""
    monkeypatch.setattr(pages, "_FEW", 1)
    monkeypatch.setattr(several, "cores", lambda: 2)
    monkeypatch.setattr(several, "start_method", lambda: "fork")
    with Ledger.open_existing(write_mapped(tmp_path / "m.ledger")) as ledger:
        few = frozenset(incident.id for incident in ledger.incidents())
        options = ExportOptions(embargo_hours=0, only=few)
        internal = list(pages.pages(ledger, Profile.INTERNAL, options))
        partner = list(pages.pages(ledger, Profile.PARTNER, options))
        public = list(pages.pages(ledger, Profile.PUBLIC, options))
        assert partner and len(public) == len(partner) == len(internal)
        assert several._given == () and several._once is None, "what a process that helps keeps, ours never does"
        assert [name for name in PRIVATE if name in repr(internal)] and not [name for name in PRIVATE if name in repr(public)]


def test_a_servers_thread_forks_nothing() -> None:
    """What other threads hold would stay held in a fork."""
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(several.start_method).result() is None
