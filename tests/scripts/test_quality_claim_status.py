"""MUC-4 claim status: pairs of organisation and label, any name and any label of the key."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

TOOL = Path(__file__).resolve().parents[2] / "scripts" / "quality"
if not TOOL.is_dir():
    pytest.skip("scripts/ is not part of this copy", allow_module_level=True)
sys.path.append(str(TOOL))
count_document = importlib.import_module("claim_status").count_document


def template(organisations: list[list[str]], labels: list[list[str]], *, optional: bool = False) -> dict[str, Any]:
    """A template of the answer key: its organisations, each with its names, and their labels in order."""
    pairs = zip(organisations, labels, strict=True)
    return {
        "optional": optional,
        "slots": {
            "perp_organization_id": {"fillers": [{"alternatives": [{"text": x} for x in names]} for names in organisations]},
            "perp_organization_confidence": {
                "fillers": [{"alternatives": [{"text": x} for x in allowed], "refers_to": names} for names, allowed in pairs]
            },
        },
    }


def found(*pairs: tuple[str, str | None]) -> list[dict[str, Any]]:
    """One predicted template with these organisations and labels."""
    return [{"PerpOrg": [[name] for name, _ in pairs], "org_confidence": [label for _, label in pairs]}]


def counted(key: list[dict[str, Any]], answer: list[dict[str, Any]]) -> tuple[int, int, int]:
    result: tuple[int, int, int] = count_document(key, answer, str.lower)
    return result


RED = template([["Red Dawn", "RD"]], [["POSSIBLE", "CLAIMED OR ADMITTED"]])


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        (found(("rd", "POSSIBLE")), (1, 1, 1)),
        (found(("Red Dawn", "claimed or admitted")), (1, 1, 1)),
        (found(("Red Dawn", "SUSPECTED OR ACCUSED")), (0, 1, 1)),
        (found(("Blue Dusk", "POSSIBLE")), (0, 1, 1)),
        (found(("Red Dawn", None)), (0, 0, 1)),
        (found(("Red Dawn", "POSSIBLE"), ("RD", "POSSIBLE")), (1, 2, 1)),
        ([], (0, 0, 1)),
    ],
)
def test_any_name_and_any_label_of_the_key_is_right(answer: list[dict[str, Any]], counts: tuple[int, int, int]) -> None:
    """One organisation is right once, by any name and any label; without a label it is missed but not wrong."""
    assert counted([RED], answer) == counts


def test_what_the_key_leaves_open_is_not_missed() -> None:
    """An optional template is wanted only where it was found; wanted elsewhere in the document, it is wanted."""
    perhaps = template([["Red Dawn", "RD"]], [["POSSIBLE", "CLAIMED OR ADMITTED"]], optional=True)
    assert counted([perhaps], []) == (0, 0, 0)
    assert counted([perhaps], found(("RD", "POSSIBLE"))) == (1, 1, 1)
    assert counted([perhaps, RED], []) == counted([RED, perhaps], []) == (0, 0, 1)


def test_a_pair_counts_once_a_document() -> None:
    """Two templates with the same organisation and labels are one pair, in the key and in the answer."""
    assert counted([RED, RED], [*found(("RD", "POSSIBLE")), *found(("RD", "POSSIBLE"))]) == (1, 1, 1)


def test_each_label_belongs_to_its_own_organisation() -> None:
    """Labels are tied to organisations by name, and the alignment is the largest one."""
    key = [template([["Red Dawn"], ["Blue Dusk"]], [["POSSIBLE"], ["CLAIMED OR ADMITTED"]])]
    assert counted(key, found(("Blue Dusk", "CLAIMED OR ADMITTED"), ("Red Dawn", "POSSIBLE"))) == (2, 2, 2)
    assert counted(key, found(("Blue Dusk", "POSSIBLE"), ("Red Dawn", "CLAIMED OR ADMITTED"))) == (0, 2, 2)
    shared = [template([["Red", "Dawn"], ["Red"]], [["POSSIBLE"], ["POSSIBLE"]])]
    assert counted(shared, found(("Red", "POSSIBLE"), ("Dawn", "POSSIBLE"))) == (2, 2, 2)


def test_lists_that_are_not_parallel_are_refused() -> None:
    """A label without its organisation is a fault of the prediction, and the message says which."""
    with pytest.raises(ValueError, match="not equally long"):
        counted([RED], [{"PerpOrg": [["RD"]], "org_confidence": []}])
