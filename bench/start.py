"""How long saidso takes to start, beside a bare Python: the best of ten each, in seconds of wall time.

    .venv/bin/python bench/start.py
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

COMMANDS = {
    "python, nothing": [sys.executable, "-c", "pass"],
    "import saidso (bar 0.1 s over nothing)": [sys.executable, "-c", "import saidso"],
    "saidso --help (bar 0.3 s)": [str(Path(sys.executable).parent / "saidso"), "--help"],
}


def seconds(command: list[str]) -> float:
    """Wall time of one run."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


if __name__ == "__main__":
    for name, command in COMMANDS.items():
        print(f"{min(seconds(command) for _ in range(10)):.3f}  {name}")
