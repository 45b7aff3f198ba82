"""The house style that a machine can check (HOUSE.md, "How a page of code looks")."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "saidso"
FILES = sorted(HOUSE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

FILE_LINES = 400
BODY_LINES = 40
PARAMETERS = 6
UNDOCUMENTED_LINES = 6  # a public function longer than this needs its manual
VERDICTS = {"fact", "facts", "truth", "truths", "confirmed", "credible", "real", "fake"}
NOT_ROOMS = {"utils", "helpers", "common", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(node: ast.AST, *, public: bool = True) -> Iterator[tuple[Function, bool]]:
    """Every function with whether it is public: its own name, and every class and function around it, without underscore."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield child, public and not child.name.startswith("_")
            yield from functions(child, public=False)
        elif isinstance(child, ast.ClassDef):
            yield from functions(child, public=public and not child.name.startswith("_"))
        else:
            yield from functions(child, public=public)


def body_lines(function: Function) -> int:
    """Lines of the body, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0


def parameters(function: Function) -> int:
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    stars = sum(arg is not None for arg in (function.args.vararg, function.args.kwarg))
    return len([arg for arg in given if arg.arg not in ("self", "cls")]) + stars


def is_command(path: Path, function: Function) -> bool:
    """Whether this is what a person types: its parameters are options, and ``--help`` lists them."""
    return path.parent == HOUSE / "show" / "cli" and function.name == path.stem


def words_of(name: str) -> set[str]:
    """The words of a name in snake or camel case, in lower case."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def own_names(node: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, name) of everything a file names itself: functions, classes, parameters, variables, fields."""
    for part in ast.walk(node):
        if isinstance(part, Function | ast.ClassDef):
            yield part.lineno, part.name
        elif isinstance(part, ast.arg):
            yield part.lineno, part.arg
        elif isinstance(part, ast.Name | ast.Attribute) and isinstance(part.ctx, ast.Store):
            yield part.lineno, part.id if isinstance(part, ast.Name) else part.attr


def spoken(node: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, text) of the string constants that are not docstrings."""
    manuals = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
            manuals.add(id(part.value))
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in manuals:
            yield part.lineno, part.value


def test_files_fit_on_a_screenful_of_screens() -> None:
    """No source file is longer than 400 lines."""
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


def test_functions_are_short() -> None:
    """No function body is longer than 40 lines."""
    long = [
        f"{short(path)}:{function.lineno} {function.name}: {body_lines(function)} lines"
        for path in FILES
        for function, _ in functions(tree(path))
        if body_lines(function) > BODY_LINES
    ]
    assert long == []


def test_functions_take_six_parameters_at_most() -> None:
    """No function takes more than six parameters; self, cls and the options of a command are not counted."""
    wide = [
        f"{short(path)}:{function.lineno} {function.name}: {parameters(function)} parameters"
        for path in FILES
        for function, _ in functions(tree(path))
        if parameters(function) > PARAMETERS and not is_command(path, function)
    ]
    assert wide == []


def test_public_functions_have_a_manual() -> None:
    """A public function longer than six lines has a docstring."""
    bare = [
        f"{short(path)}:{function.lineno} {function.name}"
        for path in FILES
        for function, public in functions(tree(path))
        if public and body_lines(function) > UNDOCUMENTED_LINES and not ast.get_docstring(function)
    ]
    assert bare == []


def test_files_say_what_they_are() -> None:
    """Every file that holds code opens with a docstring."""
    assert [short(path) for path in FILES if tree(path).body and not ast.get_docstring(tree(path))] == []


def test_only_the_command_line_prints() -> None:
    """``print`` is called in show/cli and in train, nowhere else."""
    may_print = (HOUSE / "show" / "cli", HOUSE / "train")
    loud = [
        f"{short(path)}:{node.lineno}"
        for path in FILES
        if not any(path.is_relative_to(room) for room in may_print)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert loud == []


def test_our_names_give_no_verdict() -> None:
    """No name of ours holds one of the words that HOUSE.md keeps for the voices."""
    bad = [
        f"{short(path)}:{line} {name}" for path in FILES for line, name in own_names(tree(path)) if words_of(name) & VERDICTS
    ]
    assert bad == []


def test_our_screens_give_no_verdict() -> None:
    """No string that show/ could print says fact, truth, confirmed, credible, real or fake in our own voice."""
    bad = [
        f"{short(path)}:{line} {text[:60]!r}"
        for path in FILES
        if path.is_relative_to(HOUSE / "show")
        for line, text in spoken(tree(path))
        if set(re.findall(r"[a-z]+", text.lower())) & VERDICTS
    ]
    assert bad == []


def test_nothing_is_left_for_later() -> None:
    """No note to self stands in source or tests."""
    note = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + r"X)\b")
    assert [short(path) for path in (*FILES, *TESTS) if note.search(path.read_text(encoding="utf-8"))] == []


def test_no_room_without_a_name() -> None:
    """No module is called utils, helpers, common or misc."""
    assert [short(path) for path in FILES if {path.stem, path.parent.name} & NOT_ROOMS] == []


def test_no_error_without_words() -> None:
    """Nothing raises a built-in exception bare: whoever reads it needs words."""
    mute = [
        f"{short(path)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Raise) and is_mute(node.exc)
    ]
    assert mute == []


def is_mute(raised: ast.expr | None) -> bool:
    """Whether an exception is raised by name alone ("raise ValueError", "raise ValueError()")."""
    if isinstance(raised, ast.Call) and not raised.args and not raised.keywords:
        raised = raised.func
    named = getattr(builtins, raised.id, None) if isinstance(raised, ast.Name) else None
    # KeyboardInterrupt and its kin are signals, not messages.
    return isinstance(named, type) and issubclass(named, Exception)


@pytest.mark.parametrize("path", [*FILES, *TESTS], ids=short)
def test_no_path_leads_out_of_the_house(path: Path) -> None:
    """Source and tests name no place outside the repository, so that a clone is whole."""
    outside = re.compile(r"[\"'](?:\.\./)*(?:/work/|\.\./shared)")
    assert outside.search(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [("is_credible", {"is", "credible"}), ("FakeModel", {"fake", "model"}), ("factor", {"factor"}), ("IDReal", {"id", "real"})],
)
def test_words_of_a_name(name: str, words: set[str]) -> None:
    """Names are cut into words, so that "factor" is not "fact"."""
    assert words_of(name) == words
