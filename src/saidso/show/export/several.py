"""One export by several processes: each opens the ledger itself and works on shares of it; results come in their order.

What runs there stands at the top of a module and is handed nothing but records, so that it runs in a forked process and in one
that was started afresh alike.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import Any, Protocol, TypeVar

from saidso.errors import ExportError
from saidso.processes import cores, start_method

T = TypeVar("T")
R = TypeVar("R")


class Closable(Protocol):
    """What holds a file open."""

    def close(self) -> None:
        """Give it back."""


_AHEAD = 3
"""Tasks handed out beforehand, for each process: results that wait for their turn stay few."""

_given: tuple[Any, ...] = ()
"""What every task of this process is handed besides itself; filled in processes that end with their export, never in ours."""
_once: Callable[..., object] | None = None
"""What makes that thing out of ``_given``, until the first task of this process has it made."""


def in_processes(
    work: Callable[..., R], tasks: Sequence[T], *given: object, once: Callable[..., Closable] | None = None
) -> Iterator[R]:
    """What ``work(task, *given)`` returns for each task, in their order.

    With ``once`` it is ``work(task, once(*given))``: each process makes that thing once and keeps it from task to task, for this
    export alone; here it is closed at the end.

    In as many processes as there are cores, where there is more than one task and the system allows it; else here. The garbage
    collector rests meanwhile: records read from JSON hold no circles, and looking for some takes as long as reading.

    Raises:
        ExportError: a process was ended from outside.
    """
    workers, method = min(len(tasks), cores()), start_method()
    if not pays(len(tasks)):
        with _no_collector(), ExitStack() as ending:
            handed_here = given if once is None else (ending.enter_context(closing(once(*given))),)
            for task in tasks:
                yield work(task, *handed_here)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(workers, multiprocessing.get_context(method), _begin, (once, given)) as pool:
        handed: deque[Future[R]] = deque()
        try:
            for task in tasks:
                handed.append(pool.submit(_run, work, task))
                if len(handed) >= workers * _AHEAD:
                    yield handed.popleft().result()
            while handed:
                yield handed.popleft().result()
        except BrokenProcessPool as error:
            raise ExportError(
                "export: one of its processes was ended from outside (out of memory?). Close other programs, then run again."
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def pays(tasks: int) -> bool:
    """Whether so many tasks would be shared out to several processes."""
    return min(tasks, cores()) > 1 and start_method() is not None


def _begin(once: Callable[..., object] | None, given: tuple[object, ...]) -> None:
    global _given, _once
    _given, _once = given, once
    gc.disable()


def _run(work: Callable[..., R], task: object) -> R:
    global _given, _once
    if _once is not None:  # not in _begin: there an error would end the process, and nobody would hear which it was
        _given, _once = (_once(*_given),), None
    return work(task, *_given)


@contextmanager
def _no_collector() -> Iterator[None]:
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
