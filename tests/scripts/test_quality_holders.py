"""The measure of resolved voices, on invented texts; and the answers beside it hold offsets, never words."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "scripts" / "quality"
if not TOOL.is_dir():
    pytest.skip("scripts/ is not part of this copy", allow_module_level=True)
sys.path.append(str(TOOL))
figures, voices = importlib.import_module("dev_figures"), importlib.import_module("holders")

TEXT = "Harbour chief Mara Quill said it fell. Quill said it sank. An aide said no."


def spoken(name: str, *sources: tuple[int, int]) -> dict[str, Any]:
    made = [
        {"id": f"A{at}", "source": list(span), "cue": None, "content": [34, 37], "stance": "says", "parent": None}
        for at, span in enumerate(sources)
    ]
    return {"doc_id": name, "attributions": made}


def tallies(*answers: dict[str, Any]) -> Any:
    documents = [{"doc_id": "d", "text": TEXT}]
    return voices.holder_tallies(documents, [spoken("d", (0, 24), (39, 44), (58, 65))], answers)


def row(source: tuple[int, int], *names: tuple[int, int], **more: Any) -> dict[str, Any]:
    return {"doc_id": "d", "source": list(source), "names": [list(span) for span in names], **more}


def counted(found: Any) -> list[float | None]:
    return [figures.figure(found[key]) for key in (voices.RIGHT, voices.NAMED, voices.OPEN)]


def test_a_right_name_counts_for_precision_and_recall() -> None:
    """The surname's full name is found, and the aide is rightly left open."""
    assert counted(tallies(row((39, 44), (14, 24)), row((58, 65)))) == [1.0, 1.0, 1.0]


def test_a_name_nobody_asked_for_is_wrong() -> None:
    """A source without an answer row says its own name: another name for it costs precision."""
    assert counted(tallies(row((58, 65)))) == [0.0, None, 1.0]


def test_a_name_that_was_missed_costs_recall_unless_it_may_be() -> None:
    """The aide could have been named; where the answer is optional nothing is lost."""
    assert counted(tallies(row((39, 44), (14, 24)), row((58, 65), (0, 7)))) == [1.0, 0.5, None]
    assert counted(tallies(row((39, 44), (14, 24)), row((58, 65), (0, 7), optional=True))) == [1.0, 1.0, None]


@pytest.mark.parametrize("part", ["dev", "train"])
def test_the_answers_are_offsets_only(part: str) -> None:
    """No word of a corpus stands in the repository: ids, numbers, and whether a row is optional."""
    rows = voices.labels(part)
    sources = {(one["doc_id"], tuple(one["source"])) for one in rows}
    assert len(sources) == len(rows) > 100
    for one in rows:
        assert set(one) <= {"doc_id", "source", "names", "optional"}
        spans = [one["source"], *one["names"]]
        assert all(len(span) == 2 and 0 <= span[0] < span[1] for span in spans)
        assert one["source"] not in one["names"]


def test_no_document_is_both_for_writing_and_for_scoring() -> None:
    """The rules were written on other documents than those they are scored on."""
    dev, train = ({one["doc_id"] for one in voices.labels(part)} for part in ("dev", "train"))
    assert not dev & train and dev <= voices.dev_documents() and not train & voices.dev_documents()
