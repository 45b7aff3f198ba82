"""The front door: fourteen names, and each verb is a verb even after every module has been imported."""

from __future__ import annotations

import enum
import importlib
import inspect
import pkgutil
import types
from pathlib import Path

import pytest

import saidso

VERBS = ("build", "read", "load_model", "understand", "link", "export")
NOUNS = ("Document", "Span", "Voice", "Stance", "Claim", "Incident", "Ledger")
TROUBLE = ("SaidsoError",)
FOURTEEN = sorted((*VERBS, *NOUNS, *TROUBLE))


def import_everything() -> None:
    """Every module except train, whose engines are an optional extra, and ``__main__``, which would run."""
    for module in pkgutil.walk_packages(saidso.__path__, "saidso.", onerror=lambda name: None):
        if not module.name.startswith("saidso.train") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def test_fourteen_names() -> None:
    """``saidso.__all__`` is HOUSE.md's list, and nothing public stands beside it but the rooms."""
    assert sorted(saidso.__all__) == FOURTEEN
    import_everything()
    held = {name: value for name, value in vars(saidso).items() if not name.startswith("_") and name != "annotations"}
    assert sorted(name for name, value in held.items() if not isinstance(value, types.ModuleType)) == FOURTEEN


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_never_a_module(name: str) -> None:
    """After every module has been imported, each verb is a function with a manual and named parameters."""
    import_everything()
    verb = getattr(saidso, name)
    assert not isinstance(verb, types.ModuleType) and callable(verb)
    assert (inspect.getdoc(verb) or "").strip()
    assert len(inspect.signature(verb).parameters) <= 6


def test_read_and_link_answer_on_nothing() -> None:
    """Two verbs that need no model are called for what they are: nothing in, nothing out."""
    import_everything()
    skips: list[object] = []
    assert list(saidso.read([], on_skip=skips.append)) == skips == []
    assert saidso.link([], []).incidents == ()


def test_the_others_refuse_with_words(tmp_path: Path) -> None:
    """A model folder that is not there is a SaidsoError that says so."""
    import_everything()
    with pytest.raises(saidso.SaidsoError, match="nowhere"):
        saidso.load_model(tmp_path / "nowhere")


@pytest.mark.parametrize("name", (*NOUNS, *TROUBLE))
def test_a_noun_is_a_class_with_a_manual(name: str) -> None:
    """Each noun is a class that says what it is."""
    import_everything()
    noun = getattr(saidso, name)
    assert inspect.isclass(noun) and (noun.__doc__ or "").strip()


def test_the_nine_stances() -> None:
    """The stances are the nine of the guidelines, in their words."""
    assert issubclass(saidso.Stance, enum.StrEnum)
    assert {str(stance) for stance in saidso.Stance} == {
        "says",
        "claims_responsibility",
        "accuses",
        "denies",
        "doubts",
        "predicts",
        "demands",
        "condemns",
        "supports",
    }
