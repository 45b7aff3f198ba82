"""The same function over many tasks, in several processes where that pays and the system can fork."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_work: Callable[[Any], Any] | None = None


def spread(work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
    """What ``work`` gives for each task, in their order.

    With more than one task each runs in a process of its own, forked from this one: it sees all records as they stand here,
    so that nothing is copied on the way in, and gives its memory back when it ends. Where the system cannot fork, and inside
    such a process, everything runs here.
    """
    workers = min(len(tasks), _cores())
    if workers < 2 or _work is not None or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, tasks)
        return
    with _shared(work), multiprocessing.get_context("fork").Pool(workers, _quiet, maxtasksperchild=1) as pool:
        yield from pool.imap(_run, tasks, chunksize=1)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _shared(work: Callable[[Any], Any]) -> Iterator[None]:
    """Keeps ``work`` where forked processes find it; what stands is frozen, so that no collector writes on shared pages.

    Nor does the collector run here meanwhile: what comes back holds no cycles, and looking for them doubles its cost.
    """
    global _work
    _work = work
    collecting = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        _work = None
        if collecting:
            gc.enable()


def _quiet() -> None:
    gc.disable()  # a task's memory is given back whole


def _run(task: Any) -> Any:
    assert _work is not None
    return _work(task)
