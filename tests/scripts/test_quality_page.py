"""docs/quality.md on tiny invented predictions: counts a document, intervals, and the page."""

from __future__ import annotations

import importlib
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "scripts" / "quality"
if not TOOL.is_dir():
    pytest.skip("scripts/ is not part of this copy", allow_module_level=True)
sys.path.append(str(TOOL))
figures, pages = importlib.import_module("dev_figures"), importlib.import_module("quality_page")
GOLD_TOOL = figures.scorer(ROOT / "tests" / "data" / "gold_tool.py")
CLAIM = pages.CLAIM


def annotation(name: str, stance: str | None) -> dict[str, Any]:
    """A report of one killing that one source speaks of, or none where ``stance`` is None."""
    event = {"id": "E1", "trigger": [10, 16], "type": "killing", "status": "happened", "incident": "I1", "args": []}
    spoken = {"id": "A1", "content": [5, 30], "source": [0, 4], "cue": None, "stance": stance, "about": ["E1"], "parent": None}
    return {"doc_id": name, "voice": None, "events": [event], "attributions": [spoken] if stance else []}


GOLD = [annotation(f"d{n}", "denies" if n % 2 else "says") for n in range(8)]
FOUND = [annotation(f"d{n}", "says") for n in range(8)]
SETS = ("fakes", "re3d", "muc4", "satp", "india", "ecb", "insight", "fakes")
DOCUMENTS = [{"doc_id": f"d{n}", "set": SETS[n], "publisher": "CENTCOM" if n == 1 else "Harbour Post"} for n in range(8)]


def results(**changed: Any) -> Any:
    """A run with a gold set, planted cases, and nothing else."""
    given = {
        "reader": pages.Reader(name="reader-invented", seed=7, megabytes=24.0),
        "sets": {"gold": figures.claim_tallies(GOLD_TOOL, GOLD, FOUND)},
        "missing": {"muc4": "no task of that name"},
        "planted": [pages.Planted(kind="accord", right=3, cases=4)],
        "steps": [pages.Step(of="own gold", predict="predict", score="score")],
        "gold_documents": DOCUMENTS,
    }
    return pages.Results(**{**given, **changed})


def tally(*rows: tuple[float, float, float, float], reading: str = "F1") -> Any:
    return figures.Tally(rows={str(n): row for n, row in enumerate(rows)}, reading=reading)


def test_counts_of_documents_add_up_to_the_shared_scorer() -> None:
    """Figures from counts a document are those that the scorer gives on all documents at once."""
    found = FOUND[:6]  # two documents were not answered at all
    tallies = figures.claim_tallies(GOLD_TOOL, GOLD, found)
    for key, (value, (right, wanted, given)) in GOLD_TOOL.agree(GOLD, found).items():
        assert (tallies[key].wanted, tallies[key].found) == (wanted, given)
        assert sum(row[0] for row in tallies[key].rows.values()) == right
        if wanted + given:
            assert figures.figure(tallies[key]) == pytest.approx(value, abs=0.0005)
        else:
            assert figures.figure(tallies[key]) is None


def test_nothing_to_find_is_no_figure_and_nothing_right_is_zero() -> None:
    """Silence and failure are two different things."""
    assert figures.figure(tally((0, 0, 0, 0))) is None
    assert figures.figure(tally()) is None
    assert figures.figure(tally((0, 3, 0, 0))) == figures.figure(tally((0, 0, 0, 3))) == 0.0
    assert figures.figure(tally((2, 4, 1, 2), reading="recall")) == 0.5


def test_an_interval_is_repeatable_and_holds_the_figure() -> None:
    """The same counts give the same interval in any order; it spans the figure, and equal documents leave no room."""
    mixed = figures.claim_tallies(GOLD_TOOL, GOLD, FOUND)[CLAIM]
    turned = figures.Tally(rows=dict(reversed(mixed.rows.items())))
    low, high = figures.interval(mixed)
    assert figures.interval(turned) == (low, high)
    assert 0.0 < low < figures.figure(mixed) < high < 1.0
    assert figures.interval(tally(*[(1, 2, 1, 2)] * 6)) == (0.5, 0.5)


def test_too_few_documents_have_no_interval() -> None:
    """Four documents, four that hold a case among many, or nothing to find in any, give none."""
    assert figures.interval(tally(*[(1, 1, 1, 1)] * 4)) is None
    assert figures.interval(tally(*[(1, 1, 1, 1)] * 4, *[(0, 0, 0, 0)] * 9)) is None
    assert figures.interval(tally(*[(1, 1, 1, 1)] * 5, *[(0, 0, 0, 0)] * 9)) is not None
    assert figures.interval(tally(*[(0, 0, 0, 0)] * 9)) is None
    assert figures.interval(tally(*[(0, 1, 0, 0)] * 9, reading="recall")) is None


def test_groups_come_from_collection_and_publisher() -> None:
    """A text whose publisher is the body that speaks is a statement; MUC-4 is upper case and translated."""
    genres = ["agency and news", "statements", "upper case", "chronicle", "chronicle", *["agency and news"] * 3]
    assert [figures.genre(document) for document in DOCUMENTS] == genres
    regions = ["Middle East", "Middle East", "Latin America", "South Asia", "South Asia", "other", "Latin America", "Middle East"]
    assert [figures.region(document) for document in DOCUMENTS] == regions
    assert [figures.language_of_origin(document) == "English" for document in DOCUMENTS] == [n != 2 for n in range(8)]


def test_the_page_shows_figure_interval_bar_and_counts() -> None:
    """A figure stands with its interval, its bar, whether it is reached, and its counts; errors by hand come last."""
    page = pages.page(results(), errors="## Errors\n\nby hand\n", made_on=date(2031, 4, 5))
    lines = page.splitlines()
    assert any(line.startswith(f"| {CLAIM} | .500 | ") and line.endswith(" | .700 | no | 8 | 8 |") for line in lines)
    assert "| event trigger | 1.000 | 1.000 to 1.000 | .880 | yes | 8 | 8 |" in lines
    assert "| accord | 4 | 3 | .750 |" in lines
    assert "| model | `reader-invented` |  |" in lines
    assert any(line.startswith("| denies | .000 | – | 4, 0 |") for line in lines)
    assert "Written on 2031-04-05" in page and page.endswith("## Errors\n\nby hand\n")


def test_the_page_says_what_was_not_run() -> None:
    """A set without a task says so with its reason, and its bars count neither as reached nor as missed."""
    made = results()
    page = pages.page(made, errors="", made_on=date(2031, 4, 5))
    assert "Not there yet: no task of that name." in page
    assert all(line.startswith("Own gold") for line in pages.missed_bars(made))
    assert any(CLAIM in line for line in pages.missed_bars(made))


def test_every_table_is_whole() -> None:
    """Each row of a table has as many cells as its head: the page is read by Markdown readers we did not write."""
    width = None
    for line in pages.page(results(), errors="", made_on=date(2031, 4, 5)).splitlines():
        if not line.startswith("|"):
            width = None
            continue
        width = width or line.count("|")
        assert line.count("|") == width
