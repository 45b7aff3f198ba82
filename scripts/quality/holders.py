"""Voices resolved: how often the name that is put behind "he", "the source" or "the ministry" is the right one.

The attributions are those of the gold, so that only ``saidso.understand.holders`` is measured. The answers stand beside
this file, offsets only: ``holders_dev.jsonl`` for the dev split, ``holders_train.jsonl`` for the documents that the rules
were written on. A row names a source and the spans that name its voice; no span: nobody in the document does, it stays open.

    python scripts/quality/holders.py SHARED/gold dev
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from dev_figures import Line, Tallies, Tally, figure, interval

from saidso.nouns.claim import Attribution, Stance
from saidso.nouns.span import Span
from saidso.understand.holders import resolve
from saidso.understand.sentences import split

HERE = Path(__file__).parent
Pair = tuple[int, int]
RIGHT, NAMED, OPEN = "names given that are right", "voices that are named", "left open rightly"


def labels(part: str) -> list[dict[str, Any]]:
    """The answers for ``part``: "dev" or "train"."""
    with (HERE / f"holders_{part}.jsonl").open(encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


def holder_tallies(documents: Sequence[Line], gold: Sequence[Line], answers: Iterable[Line]) -> Tallies:
    """Precision, recall and open ends of the resolved voices, a row a document.

    A name given to a source that has no row counts as wrong: it says its name itself. A source is counted once, however
    many attributions it has. A row that is ``optional`` may be left open.

    Args:
        documents: lines of gold/docs.jsonl; ``gold`` the annotations of the same documents.
    """
    known: dict[str, dict[Pair, Line]] = {}
    for row in answers:
        known.setdefault(row["doc_id"], {})[tuple(row["source"])] = row
    spoken = {line["doc_id"]: line["attributions"] for line in gold}
    tallies: Tallies = {
        RIGHT: Tally(reading="precision"),
        NAMED: Tally(reading="recall"),
        OPEN: Tally(reading="recall"),
    }
    for document in documents:
        name = document["doc_id"]
        rows, given = known.get(name, {}), holders(document["text"], spoken[name])
        right = sum(_is_right(rows.get(source), span) for source, span in given.items())
        wanted = [source for source, row in rows.items() if row["names"] and not (row.get("optional") and source not in given)]
        unnamed = [source for source, row in rows.items() if not row["names"]]
        kept = sum(source not in given for source in unnamed)
        tallies[RIGHT].rows[name] = tallies[NAMED].rows[name] = (right, len(given), right, len(wanted))
        tallies[OPEN].rows[name] = (kept, kept, kept, len(unnamed))
    return tallies


def holders(text: str, spoken: Iterable[Mapping[str, Any]]) -> dict[Pair, Pair]:
    """The names that saidso gives to the sources of gold attributions: source -> name, where it gives one."""
    found = resolve(text, split(text), tuple(_attributions(spoken)))
    return {(a.source.start, a.source.end): (a.holder.start, a.holder.end) for a in found if a.source and a.holder}


def dev_documents() -> set[str]:
    """The documents of the dev split, those without a row too: a name given there is wrong."""
    listed = files("saidso.train").joinpath("gold_dev.txt").read_text(encoding="utf-8").splitlines()
    return {row for row in listed if row and not row.startswith("#")}


def _attributions(spoken: Iterable[Mapping[str, Any]]) -> Iterator[Attribution]:
    for one in spoken:
        yield Attribution(
            id=one["id"],
            source=Span(*one["source"]) if one.get("source") else None,
            cue=Span(*one["cue"]) if one.get("cue") else None,
            content=(Span(*one["content"]),),
            stance=Stance(one["stance"]),
            parent=one["parent"],
        )


def _is_right(row: Line | None, given: Pair) -> bool:
    return row is not None and any(start < given[1] and given[0] < end for start, end in row["names"])


def main(folder: str, part: str) -> int:
    """Print the figures of one part, with their intervals."""
    answers = labels(part)
    gold = [json.loads(row) for row in (Path(folder) / "train.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = [json.loads(row) for row in (Path(folder) / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    among = {row["doc_id"] for row in answers} if part == "train" else dev_documents()
    tallies = holder_tallies([t for t in texts if t["doc_id"] in among], [g for g in gold if g["doc_id"] in among], answers)
    for key, tally in tallies.items():
        value, middle = figure(tally), interval(tally)
        shown = "–" if value is None else f"{value:.3f}"
        print(f"{key}: {shown}", f"({middle[0]:.3f} to {middle[1]:.3f})" if middle else "", f"{tally.found} of {tally.wanted}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
