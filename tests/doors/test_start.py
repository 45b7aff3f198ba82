"""What ``import saidso`` loads: held down by name, for a module more at the start is paid by every command and notebook."""

from __future__ import annotations

import json
import subprocess
import sys

EARLY = frozenset(
    """
    saidso saidso.errors
    saidso.ledger saidso.ledger.desk saidso.ledger.ledger saidso.ledger.shares
    saidso.link
    saidso.nouns saidso.nouns.claim saidso.nouns.document saidso.nouns.incident saidso.nouns.span
    saidso.pipeline saidso.read saidso.read.options
    saidso.show saidso.show.export saidso.show.export.options saidso.show.notebook
    saidso.understand saidso.understand.model saidso.understand.sentences
    saidso.values saidso.values.event_type
    """.split()
)
"""Our modules that the front door needs before anybody calls a verb. It may shrink; who adds to it says why it cannot wait."""

LATE = ("asyncio", "concurrent.futures", "ctypes", "email", "http", "multiprocessing", "sqlite3", "ssl", "unittest", "xml")
"""Parts of the standard library that take long to load and that nothing needs at the start."""


def loaded(code: str) -> set[str]:
    """The modules that stand in a Python of its own after this code, without those of a bare one."""
    script = f"import sys; bare = set(sys.modules); {code}; import json; print(json.dumps(sorted(set(sys.modules) - bare)))"
    return set(json.loads(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout))


def test_the_front_door_loads_few_modules_of_ours_and_none_of_others() -> None:
    """Values' readers, the store, engines and formats wait until somebody calls a verb."""
    found = loaded("import saidso")
    ours = {name for name in found if name.partition(".")[0] == "saidso"}
    assert ours <= EARLY, f"loaded at the start: {sorted(ours - EARLY)}. Load them inside the functions that need them."
    others = {name.partition(".")[0] for name in found} - {"saidso"} - set(sys.stdlib_module_names)
    assert not others, f"packages loaded at the start: {sorted(others)}"
    assert not [name for name in found for late in LATE if name == late or name.startswith(f"{late}.")]


def test_help_loads_no_engine() -> None:
    """``saidso --help`` reads no ledger, no model and no table of places."""
    found = loaded("from saidso.show.cli import app; from typer.main import get_command; get_command(app)")
    engines = {"sqlalchemy", "onnxruntime", "numpy", "pyarrow", "starlette", "trafilatura", "pypdf", "lxml"}
    assert not engines & {name.partition(".")[0] for name in found}
