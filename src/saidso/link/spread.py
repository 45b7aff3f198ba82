"""The same function over many tasks, in several processes where that pays and the system can fork."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from saidso.processes import cores, start_method

T = TypeVar("T")
R = TypeVar("R")

_work: Callable[[Any], Any] | None = None
"""What a forked process does with its task; filled in there, never in ours: two threads of ours cannot take each other's."""


def spread(work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
    """What ``work`` gives for each task, in their order.

    With more than one task each runs in a process of its own, forked from this one: it sees all records as they stand here,
    so that nothing is copied on the way in, and gives its memory back when it ends. Where a fork is not safe (in a thread of a
    server, on macOS), and inside such a process, everything runs here.
    """
    workers = min(len(tasks), cores())
    if workers < 2 or start_method() != "fork":
        yield from map(work, tasks)
        return
    with _frozen(), multiprocessing.get_context("fork").Pool(workers, _begin, (work,), maxtasksperchild=1) as pool:
        yield from pool.imap(_run, tasks, chunksize=1)


@contextmanager
def _frozen() -> Iterator[None]:
    """What stands is frozen, so that no collector writes on shared pages.

    Nor does the collector run here meanwhile: what comes back holds no cycles, and looking for them doubles its cost.
    """
    collecting = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    gc.disable()  # a task's memory is given back whole


def _run(task: Any) -> Any:
    assert _work is not None
    return _work(task)
