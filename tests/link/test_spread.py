"""Work shared out to processes: forked from the main thread only, each caller with its own work."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from saidso.link import spread as module
from saidso.link.spread import spread
from saidso.processes import start_method


def _whose(caller: str, task: int) -> tuple[str, int, int]:
    return caller, task, os.getpid()


def _all(caller: str) -> list[tuple[str, int, int]]:
    return list(spread(partial(_whose, caller), range(4)))


def test_a_thread_of_a_server_forks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other threads hold would stay held in a fork: in a thread everything runs where it was asked for."""
    monkeypatch.setattr(module, "cores", lambda: 2)
    with ThreadPoolExecutor(2) as threads:
        for found, caller in zip(threads.map(_all, "ab"), "ab", strict=True):
            assert found == [(caller, task, os.getpid()) for task in range(4)]


@pytest.mark.skipif(start_method() != "fork", reason="nothing is forked on this system")
def test_the_main_thread_forks_and_each_caller_has_its_own_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two spreads that run at once do not take each other's work, and nothing of it is left in this process."""
    monkeypatch.setattr(module, "cores", lambda: 2)
    one = spread(partial(_whose, "one"), range(4))
    first = next(one)
    other = _all("other")
    assert [each[:2] for each in [first, *one]] == [("one", task) for task in range(4)]
    assert [each[:2] for each in other] == [("other", task) for task in range(4)]
    assert os.getpid() not in {each[2] for each in other}
    assert multiprocessing.active_children() == []
