"""Whether work may be shared out to several processes here, and to how many: linking and exports ask the same."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from pathlib import Path


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_method() -> str | None:
    """How processes are started here; None where one process must do.

    Where nothing can be safely forked (macOS, Windows) a process is started afresh and loads the caller's script again, which
    only our own command is sure to bear.
    """
    if multiprocessing.current_process().daemon or multiprocessing.parent_process() is not None:
        return None
    if threading.current_thread() is not threading.main_thread():
        return None  # a server's: what its other threads hold at this moment would stay held in a fork for good
    if sys.platform == "linux":
        return "fork"
    main = getattr(sys.modules["__main__"], "__file__", None) or ""
    return "spawn" if Path(main).stem == "saidso" else None
